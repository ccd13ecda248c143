import type { WebClient } from '@slack/web-api';
import type { ContentDesk } from '../../bot/content-desk.ts';
import type { Message } from '../../bot/slack/blocks.ts';
import { en } from '../../bot/texts/texts.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { ContentForBot } from '../../ports/content.ts';

export interface TestDesk {
  desk: ContentDesk;
  /** What was told to one person, oldest first. */
  told: { to: Parameters<ContentDesk['tell']>[0]; message: Message }[];
  /** Names of the Web API calls that were made, with their arguments. */
  calls: { method: string; args: Record<string, unknown> }[];
  woken: string[];
  /** All background work is over. */
  settled(): Promise<void>;
}

/** A desk without Slack and database: time passes only by sleeping, and at once. */
export function testDesk(
  content: Partial<ContentForBot>,
  slack: Record<string, (args: Record<string, unknown>) => Promise<unknown>> = {},
  change: Partial<ContentDesk> = {},
): TestDesk {
  const told: TestDesk['told'] = [];
  const calls: TestDesk['calls'] = [];
  const woken: string[] = [];
  const work: Promise<unknown>[] = [];
  let now = Date.parse('2026-11-22T12:00:00Z');
  const missing = (name: string) => () => Promise.reject(new Error(`The test gave no ${name}`));
  const hint = (name: string) => {
    const made = createHint();
    return {
      ...made,
      wake: () => {
        woken.push(name);
      },
    };
  };
  /** `chat` and all that is called of it: `chat.update`, `usergroups.users.list`. */
  const family = (name: string): object =>
    new Proxy(() => {}, {
      get: (_, method) => family(`${name}.${String(method)}`),
      apply: (_, __, [args]: [Record<string, unknown>]) => {
        calls.push({ method: name, args });
        return (slack[name] ?? missing(name))(args);
      },
    });
  const desk: ContentDesk = {
    // SAFETY: handlers call methods only; one that a test does not give rejects.
    slack: new Proxy({}, { get: (_, name) => family(String(name)) }) as unknown as WebClient,
    content: new Proxy(content, {
      get: (given, name) => Reflect.get(given, name) ?? missing(String(name)),
    }) as ContentForBot,
    knowPerson: async (team_id, user_id) => ({ team_id, user_id, name: 'Ana', role: 'member', tz: 'UTC' }),
    readUserGroups: missing('readUserGroups'),
    textsFor: async () => en,
    tell: async (to, message) => {
      told.push({ to, message });
      return true;
    },
    adminsOf: async () => ['U0RENATA'],
    refreshHome: async () => {},
    fetch: () => Promise.reject(new Error('The test gave no fetch')),
    readFile: missing('readFile'),
    background: (promise) => {
      work.push(promise);
    },
    stopping: new AbortController().signal,
    tokenRefused: () => false,
    hints: { jobs: hint('jobs'), outbox: hint('outbox') },
    clock: {
      now: () => now,
      // Later than every promise that is ready, so that only what never answers runs into its deadline.
      sleep: async (ms, signal) => {
        for (let turn = 0; turn < 20 && !signal?.aborted; turn++) await new Promise(setImmediate);
        if (!signal?.aborted) now += ms;
      },
    },
    random: { next: () => 0.5, id: () => 'reference-1' },
    log: silentLog,
    ...change,
  };
  return {
    desk,
    told,
    calls,
    woken,
    async settled() {
      await Promise.all(work);
    },
  };
}
