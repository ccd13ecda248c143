import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../platform/log.ts';
import type { SlashCommand } from '../sandbox/slack/manifest.ts';
import { type SlackStandIn, startSlack } from '../sandbox/slack/start.ts';
import type { Timing } from '../sandbox/slack/workspace.ts';
import { HANG_MS } from './hang-ms.ts';

export type AppHandler = (req: IncomingMessage, res: ServerResponse) => boolean;
type Answer = Record<string, unknown> & { http_status: number };
export interface SeenMessage {
  ts: string;
  thread_ts: string | null;
  user: string;
  text: string;
  blocks: Record<string, unknown>[];
  files: { id: string; name: string; mimetype: string; size: number; url: string }[];
  ephemeral: boolean;
  [key: string]: unknown;
}

interface TestWorkspaceOptions {
  timing?: Partial<Timing>;
  commands?: SlashCommand[];
  subscribedEvents?: readonly string[];
  scopes?: readonly string[];
  now?: () => number;
  /** Kept by the caller, for restarts; else a temporary folder that `stop` deletes. */
  dataFolder?: string;
  socketMode?: boolean;
  /** Of an app in a process of its own. */
  eventsUrl?: () => string;
}

export type TestWorkspace = Awaited<ReturnType<typeof startTestWorkspace>>;

/** The stand-in behind a real HTTP server, for tests of an app. Files are ready and events retried within milliseconds. */
export async function startTestWorkspace(options: TestWorkspaceOptions = {}) {
  const folder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'slack-')));
  let app: AppHandler = () => false;
  let origin = '';
  const slack: SlackStandIn = await startSlack({
    dataFolder: folder,
    origin: () => origin,
    log: silentLog,
    timing: { fileDelayMs: 20, eventRetryMs: [0, 20, 40], ...options.timing },
    ...(options.commands ? { commands: options.commands } : {}),
    ...(options.subscribedEvents ? { subscribedEvents: options.subscribedEvents } : {}),
    ...(options.scopes ? { scopes: options.scopes } : {}),
    ...(options.now ? { now: options.now } : {}),
    ...(options.socketMode ? { socketMode: true } : {}),
    ...(options.eventsUrl ? { eventsUrl: options.eventsUrl } : {}),
  });
  const server = createServer((req, res) => {
    if (slack.handle(req, res) || app(req, res)) return;
    res.writeHead(404).end('no route for this');
  });
  server.on('upgrade', (req, socket, head) => {
    if (!slack.handleUpgrade(req, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${origin}/sandbox/api/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return Array.isArray(answer)
      ? { list: answer, http_status: response.status }
      : { ...answer, http_status: response.status };
  };
  const query = (fields: Record<string, string | undefined>) =>
    new URLSearchParams(
      Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ).toString();

  return {
    slack,
    /** Without a trailing slash. */
    origin,
    /** For `clientOptions.slackApiUrl`, with a trailing slash. */
    apiUrl: `${origin}/api/`,
    dataFolder: folder,
    /** The app under test; it returns true for the requests that it answers, such as POST /slack/events. */
    setApp: (handler: AppHandler) => {
      app = handler;
    },
    call,
    command: (userId: string, channelId: string, command: string, text = '') =>
      call('POST', 'command', { user_id: userId, channel_id: channelId, command, text }),
    click: (
      userId: string,
      channelId: string,
      messageTs: string,
      actionId: string,
      extra: Record<string, unknown> = {},
    ) =>
      call('POST', 'click', {
        user_id: userId,
        channel_id: channelId,
        message_ts: messageTs,
        action_id: actionId,
        ...extra,
      }),
    clickInView: (userId: string, viewId: string, actionId: string, extra: Record<string, unknown> = {}) =>
      call('POST', 'click', { user_id: userId, view_id: viewId, action_id: actionId, ...extra }),
    submit: (userId: string, viewId: string, values: Record<string, Record<string, unknown>> = {}) =>
      call('POST', 'submit', { user_id: userId, view_id: viewId, values }),
    close: (userId: string, viewId: string) => call('POST', 'close', { user_id: userId, view_id: viewId }),
    say: async (userId: string, channelId: string, text: string, threadTs?: string): Promise<string> => {
      const answer = await call('POST', 'message', {
        user_id: userId,
        channel_id: channelId,
        text,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      });
      if (typeof answer.ts !== 'string') throw new Error(`Cannot say this: ${JSON.stringify(answer)}`);
      return answer.ts;
    },
    messages: async (channelId: string, of: { threadTs?: string; userId?: string } = {}) => {
      const answer = await call(
        'GET',
        `messages?${query({ channel_id: channelId, thread_ts: of.threadTs, user_id: of.userId })}`,
      );
      if (!Array.isArray(answer.messages)) throw new Error(`Cannot read messages: ${JSON.stringify(answer)}`);
      return answer.messages as SeenMessage[];
    },
    views: async (userId: string) => {
      const answer = await call('GET', `views?${query({ user_id: userId })}`);
      return answer as unknown as {
        modals: (Record<string, unknown> & { id: string })[];
        home: Record<string, unknown> | null;
      };
    },
    fault: (fault: Record<string, unknown>) => call('POST', 'faults', fault),
    idle: () => slack.idle(),
    stop: async () => {
      await slack.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (options.dataFolder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks until `find` gives a value that is neither undefined, null nor false. */
export async function waitFor<T>(
  find: () => T | Promise<T>,
  what = 'the expected state',
  timeoutMs = HANG_MS,
): Promise<Exclude<T, undefined | null | false>> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const value = await find();
    if (value !== undefined && value !== null && value !== false)
      return value as Exclude<T, undefined | null | false>;
    if (Date.now() > until) throw new Error(`${what} did not come within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
