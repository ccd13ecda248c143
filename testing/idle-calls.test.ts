import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAgents } from '../agents/start.ts';
import { startBot } from '../bot/start.ts';
import { type Governor, startGovernor } from '../governor/start.ts';
import { systemRandom } from '../platform/clock.ts';
import { createHint } from '../platform/hint.ts';
import { silentLog } from '../platform/log.ts';
import type { Part } from '../platform/part.ts';
import { plainRenderers } from './agents/renderers.ts';
import { useBot } from './bot/bot.ts';
import { VirtualClock } from './virtual-clock.ts';

const MINUTE = 60_000;
/** Of all parts together, heartbeats and the governor's beat included. */
const MOST_A_MINUTE = 30;
const COUNTED = 5;

const on = useBot();
const clock = new VirtualClock(Date.now());
const calls = new Map<string, number>();
const parts: Part[] = [];
let governor: Governor;
let underWay = 0;

/** Parts in processes of their own: no hint of one is heard by another. */
const context = () => ({
  log: silentLog,
  clock,
  random: systemRandom,
  hints: { jobs: createHint(), outbox: createHint() },
});

beforeAll(async () => {
  await on.stopBot();
  const { database, workspace } = on;
  const of = async (role: 'greenlight_bot' | 'greenlight_agent' | 'greenlight_governor') => ({
    url: database.url,
    publishableKey: database.publishableKey,
    token: await database.token(role),
    fetch: async (...request: Parameters<typeof fetch>) => {
      const name = `${role} ${String(request[0] instanceof Request ? request[0].url : request[0])
        .split('/')
        .at(-1)}`;
      calls.set(name, (calls.get(name) ?? 0) + 1);
      underWay += 1;
      return database.fetch(...request).finally(() => {
        underWay -= 1;
      });
    },
  });
  const { slack, apiUrl } = workspace;
  parts.push(
    await startBot(
      {
        database: await of('greenlight_bot'),
        slack: {
          botToken: slack.botToken,
          signingSecret: slack.signingSecret,
          appToken: null,
          teamId: slack.teamId,
          apiUrl,
        },
      },
      context(),
    ),
    await startAgents(
      {
        database: await of('greenlight_agent'),
        model: { apiKey: 'k', baseUrl: 'http://127.0.0.1:9/v1', model: 'none', timeoutMs: 1000 },
        concurrency: 2,
      },
      context(),
      plainRenderers,
    ),
  );
  governor = await startGovernor(
    {
      database: await of('greenlight_governor'),
      unipile: { version: 'v1', apiUrl: 'http://127.0.0.1:9', apiKey: 'k', webhookSecret: 's'.repeat(16) },
      // Its beats come with the minutes of this clock.
      cron: '0 0 1 1 *',
    },
    context(),
  );
  parts.push(governor);
});
afterAll(async () => {
  const stopped = Promise.all(parts.map((part) => part.stop(0)));
  await clock.advance(MINUTE);
  await stopped;
});

/** What the database was asked is answered, and who asked waits again. */
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = underWay === 0 ? quiet + 1 : 0;
  }
}

async function minutes(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await governor.beat();
    await clock.advance(MINUTE, settled);
  }
}

test('an idle bot, runner and governor together ask the database at most 30 times a minute', async () => {
  // The sweeps of the start, and the minute in which looks are quick.
  clock.jump(2 * MINUTE);
  await minutes(1);
  calls.clear();
  await minutes(COUNTED);
  const asked = [...calls].map(([name, count]) => `${name}: ${count / COUNTED} a minute`);
  const total = [...calls.values()].reduce((sum, count) => sum + count, 0);
  expect(total / COUNTED, asked.join('\n')).toBeLessThanOrEqual(MOST_A_MINUTE);
  // It is no silence: each of them asks.
  for (const role of ['greenlight_bot', 'greenlight_agent', 'greenlight_governor'])
    expect(asked.some((name) => name.startsWith(role))).toBe(true);
  expect(asked.filter((name) => /claim_|reap|remind/.test(name) && !name.includes('objects'))).toEqual([]);
});

/** Virtual ms until the bot claims what is handed over now, of which no hint tells. */
async function claimedAfter(key: string): Promise<number> {
  calls.delete('greenlight_bot claim_handovers');
  await on.database.owner.query(
    `select content.hand_over(team_id, 'unknown', $1, '{}') from platform.teams limit 1`,
    [key],
  );
  const began = clock.now();
  while (!calls.has('greenlight_bot claim_handovers')) await clock.advance(10, settled);
  return clock.now() - began;
}

test('what no hint tells of is claimed within 10 s by an idle part, and within 250 ms while work was seen', async () => {
  expect(await claimedAfter('idle')).toBeLessThanOrEqual(10_000);
  await clock.advance(15_000, settled);
  expect(await claimedAfter('busy')).toBeLessThanOrEqual(250);
});
