import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { createChanges } from './changes.ts';
import { refuseOtherSites } from './control-api/same-site.ts';
import { serveControlApi } from './control-api/serve.ts';
import { createDeliver } from './deliver.ts';
import { resumeEvents } from './events.ts';
import { createFaults } from './faults.ts';
import { resumeShares } from './file-processing.ts';
import { addressOf, HttpRefusal, sendJson } from './http.ts';
import { newSecret } from './ids.ts';
import { createInFlight } from './in-flight.ts';
import { app, commands, type SlashCommand, scopes, subscribedEvents, team } from './manifest.ts';
import { createPacing } from './pacing.ts';
import { serveResponseUrl } from './response-url.ts';
import { seedWorkspace } from './seed.ts';
import { serveFiles } from './serve-files.ts';
import type { Change, Person } from './shapes.ts';
import { createSocketDeliver } from './socket-mode/deliver-over-sockets.ts';
import { createSocketServer, type Farewell } from './socket-mode/socket-server.ts';
import { channelStore } from './store/channels.ts';
import { fileStore } from './store/files.ts';
import { messageStore } from './store/messages.ts';
import { openStore } from './store/open-store.ts';
import { peopleStore } from './store/people.ts';
import { reactionStore } from './store/reactions.ts';
import { settingsStore } from './store/settings.ts';
import { threadStatusStore } from './store/thread-statuses.ts';
import { userGroupStore } from './store/user-groups.ts';
import { viewStore } from './store/views.ts';
import { serveWebApi } from './web-api/serve.ts';
import { defaultTiming, type Timing, type Workspace } from './workspace.ts';

/** Left to the app after a restart before events that it missed come again. */
const RESUME_MS = 1500;

export interface SlackOptions {
  dataFolder: string;
  /** Address at which `handle` is reached, without a trailing slash; asked late, so the server may start later. */
  origin(): string;
  log: Log;
  /** Where the app takes events, commands and clicks; by default `<origin>/slack/events`. */
  eventsUrl?: () => string;
  now?: () => number;
  timing?: Partial<Timing>;
  commands?: SlashCommand[];
  subscribedEvents?: readonly string[];
  /** Of the bot's token; by default those of the app's manifest. */
  scopes?: readonly string[];
  /** Commands, clicks and events go over the app's own connections (`apps.connections.open`) instead of HTTP. */
  socketMode?: boolean;
  /** Besides those of the seed, for a larger team. */
  people?: readonly Person[];
}

export interface SlackStandIn {
  /** True when the request is the stand-in's; it then answers. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** For the server's `upgrade` event in Socket Mode; true when the connection is the stand-in's. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  teamId: string;
  botToken: string;
  signingSecret: string;
  /** `xapp-…`, of use in Socket Mode only. */
  appToken: string;
  sockets: {
    readonly count: number;
    /** Asks for a new connection in place of the oldest. */
    refresh(reason?: Farewell): void;
    /** Breaks all connections without a word. */
    drop(): void;
  };
  botUserId: string;
  people: { id: string; name: string; real_name: string; role: string; tz: string }[];
  channels: { id: string; name: string; is_private: boolean }[];
  subscribe(listener: (change: Change) => void): () => void;
  /** Resolves when nothing is being delivered, retried or processed. */
  idle(): Promise<void>;
  /** The clock was moved on: what lives seconds or minutes keeps what is left of it. */
  carry(ms: number): void;
  stop(): Promise<void>;
}

/** A workspace that behaves as Slack does towards an app, kept in `<dataFolder>/slack`. */
export async function startSlack(options: SlackOptions): Promise<SlackStandIn> {
  const ws = buildWorkspace(options);
  seedWorkspace(ws, options.people);
  resumeShares(ws);
  resumeEvents(ws, RESUME_MS);
  return {
    handle: (req, res) => handle(ws, req, res),
    handleUpgrade: (req, socket, head) =>
      options.socketMode === true && ws.sockets.handleUpgrade(req, socket, head),
    teamId: team.id,
    botToken: ws.secrets.botToken,
    signingSecret: ws.secrets.signingSecret,
    appToken: ws.secrets.appToken,
    sockets: ws.sockets,
    botUserId: app.bot_user_id,
    people: ws.people.all().filter((person) => person.role !== 'bot'),
    channels: ws.channels
      .all()
      .filter((c) => c.kind !== 'im')
      .map(({ id, name, kind }) => ({ id, name, is_private: kind === 'private' })),
    subscribe: (listener) => ws.changes.subscribe(listener),
    idle: () => ws.inFlight.idle(),
    carry(ms) {
      for (const table of ['triggers', 'response_urls', 'thread_statuses'])
        ws.db.prepare(`update ${table} set expires_at = expires_at + ?`).run(Math.round(ms));
    },
    async stop() {
      ws.inFlight.stop();
      ws.sockets.stop();
      await ws.inFlight.idle();
      ws.db.close();
    },
  };
}

function buildWorkspace(options: SlackOptions): Workspace {
  const now = options.now ?? systemClock.now;
  const db = openStore(options.dataFolder);
  const settings = settingsStore(db);
  const timing = { ...defaultTiming, ...options.timing };
  const secrets = {
    botToken: settings.once('bot_token', () => `xoxb-sandbox-${newSecret()}`),
    signingSecret: settings.once('signing_secret', () => newSecret()),
    appToken: settings.once('app_token', () => `xapp-1-${app.app_id}-sandbox-${newSecret()}`),
    verificationToken: settings.once('verification_token', () => newSecret(12)),
  };
  const channels = channelStore(db, now);
  const eventsUrl = options.eventsUrl ?? (() => `${options.origin()}/slack/events`);
  const sockets = createSocketServer({ origin: () => options.origin(), now });
  return {
    db,
    settings,
    now,
    log: options.log,
    origin: () => options.origin(),
    eventsUrl,
    timing,
    secrets,
    commands: options.commands ?? commands,
    subscribedEvents: options.subscribedEvents ?? subscribedEvents,
    scopes: options.scopes ?? scopes,
    people: peopleStore(db),
    userGroups: userGroupStore(db),
    channels,
    messages: messageStore(db, channels),
    reactions: reactionStore(db),
    threadStatuses: threadStatusStore(db, now),
    files: fileStore(db),
    views: viewStore(db),
    changes: createChanges(),
    inFlight: createInFlight(options.log),
    sockets,
    socketMode: options.socketMode === true,
    deliver: options.socketMode
      ? createSocketDeliver(sockets, { ackMs: timing.ackMs })
      : createDeliver({ url: eventsUrl, signingSecret: secrets.signingSecret, ackMs: timing.ackMs }),
    faults: createFaults(),
    pacing: createPacing(now),
  };
}

function handle(ws: Workspace, req: IncomingMessage, res: ServerResponse): boolean {
  const { pathname } = addressOf(req);
  if (serveControlApi(ws, req, res)) return true;
  const serve = pathname.startsWith('/api/')
    ? () => serveWebApi(ws, req, res)
    : pathname.startsWith('/files/')
      ? () => serveFiles(ws, req, res)
      : /^\/r\/\w+$/.test(pathname) && req.method === 'POST'
        ? () => serveResponseUrl(ws, pathname.slice(3), req, res)
        : undefined;
  if (!serve) return false;
  const served = async () => {
    refuseOtherSites(req);
    await serve();
  };
  ws.inFlight.track(served).catch((error: unknown) => {
    if (error instanceof HttpRefusal) return sendJson(res, error.status, { ok: false, ...error.body });
    ws.log.error('slack_request_failed', { url: pathname, error });
    sendJson(res, 500, { ok: false, error: 'fatal_error' });
  });
  return true;
}
