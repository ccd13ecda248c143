import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemRandom } from '../../platform/clock.ts';
import type { UnipileSettings } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import { HttpRefusal, sendJson } from '../slack/http.ts';
import { createInFlight } from '../slack/in-flight.ts';
import { settingsStore } from '../slack/store/settings.ts';
import { serveApi } from './api/serve.ts';
import { serveControl } from './control-api.ts';
import { deliverDue } from './deliver.ts';
import { createFaults } from './faults.ts';
import type { Tolerance } from './judge/check-write.ts';
import { createJudge } from './judge/judge.ts';
import type { ReadLaw } from './judge/law.ts';
import { defaultLags, type Lags, type Network } from './network.ts';
import { newId, newSecret } from './new-id.ts';
import { presentCalls, type SeenCall } from './present.ts';
import { plant, readSeed, type SeedNetwork } from './seed.ts';
import type { ApiVersion } from './shapes.ts';
import { accountStore } from './store/accounts.ts';
import { callStore } from './store/calls.ts';
import { chatStore } from './store/chats.ts';
import { deliveryStore } from './store/deliveries.ts';
import { invitationStore } from './store/invitations.ts';
import { openStore } from './store/open-store.ts';
import { peopleStore } from './store/people.ts';

/** How often it is looked whether virtual time has reached something: the clock jumps without telling. */
const LOOK_MS = 200;

export interface LinkedInOptions {
  dataFolder: string;
  log: Log;
  /** Where the governor takes webhooks; asked at each delivery. */
  webhookUrl(): string;
  /** Virtual time, the same as the governor's. */
  now(): number;
  /** What people decided, for the judge; without it the judge knows only what passes the wire. */
  readLaw?: ReadLaw;
  tolerance?: Partial<Tolerance>;
  seed?: SeedNetwork;
  lags?: Partial<Lags>;
  /** In [0, 1). */
  random?: () => number;
  port?: number;
  /** What the governor speaks: its key, its secret and the sandbox's own hooks are of this version. Both are served. */
  version?: ApiVersion;
}

export interface LinkedInSimulator {
  version: ApiVersion;
  /** What a governor needs to reach it. */
  unipile: UnipileSettings;
  /** Origin of Unipile's API, e.g. http://127.0.0.1:41234; paths begin with /api/v1 or /v2. */
  url: string;
  /** Of the version. */
  apiKey: string;
  /** V2's key that manages the application, which the governor never holds. */
  serviceKey: string;
  /** v1: what webhooks carry as Unipile-Auth; V2: what they are signed with. */
  webhookSecret: string;
  /** Answers /sandbox/api/linkedin. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  judge: { breaches(): string[] };
  /** Everything that reached the provider, oldest first. */
  calls(): SeenCall[];
  /** When the next webhook is due in virtual time, for the sandbox's clock. */
  nextDueAt(): number | null;
  /** Resolves when no request is being answered and every webhook that is due was sent. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** LinkedIn behind Unipile v1 and V2, with a judge of what reaches it. */
export async function startLinkedIn(options: LinkedInOptions): Promise<LinkedInSimulator> {
  const { net, version, apiKey, webhookSecret, close } = openNetwork(options);
  const pump = createPump(net, options.webhookUrl);
  net.wake = pump.wake;

  const server = createServer((req, res) => {
    void net.inFlight.track(async () => {
      try {
        await serveApi(net, req, res);
      } catch (error) {
        if (error instanceof HttpRefusal) return sendJson(res, error.status, error.body);
        net.log.error('linkedin_request_failed', { url: req.url ?? '', error });
        sendJson(res, 500, { status: 500, type: 'errors/unexpected_error', title: 'Unexpected error' });
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  pump.wake();

  const url = `http://127.0.0.1:${port}`;

  return {
    version,
    unipile: { version, apiUrl: url, apiKey, webhookSecret },
    url,
    apiKey,
    serviceKey: net.serviceKey,
    webhookSecret,
    handle: (req, res) => serveControl(net, req, res),
    judge: {
      breaches: () =>
        net.calls
          .breaches()
          .map(
            (b) =>
              `${b.rule} call ${b.call_id} at ${new Date(b.at).toISOString()} on ${b.account_id}: ${b.message}`,
          ),
    },
    calls: () => presentCalls(net),
    nextDueAt: () => net.deliveries.nextDueAt(),
    async idle() {
      await pump.settle();
      await net.inFlight.idle();
      await pump.settle();
    },
    async stop() {
      pump.stop();
      net.inFlight.stop();
      await pump.settle();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await net.inFlight.idle();
      close();
    },
  };
}

/** What stands behind the port: who waits for no port of its own calls `serveApi` and `deliverDue` itself. */
export function openNetwork(options: Omit<LinkedInOptions, 'webhookUrl' | 'port'>): {
  net: Network;
  version: ApiVersion;
  apiKey: string;
  webhookSecret: string;
  close(): void;
} {
  const { net, close } = buildNetwork(options);
  plant(net, options.seed ?? readSeed());
  const version = options.version ?? 'v1';
  const apiKey = version === 'v1' ? net.apiKey : net.scopedKey;
  return { net, version, apiKey, webhookSecret: installHooks(net, version), close };
}

function buildNetwork(options: Omit<LinkedInOptions, 'webhookUrl' | 'port'>): {
  net: Network;
  close(): void;
} {
  const db = openStore(options.dataFolder);
  const settings = settingsStore(db);
  const net: Network = {
    db,
    log: options.log,
    now: options.now,
    random: options.random ?? systemRandom.next,
    apiKey: settings.once('api_key', newSecret),
    webhookSecret: settings.once('webhook_secret', newSecret),
    scopedKey: settings.once('scoped_key', newSecret),
    serviceKey: settings.once('service_key', newSecret),
    accounts: accountStore(db),
    people: peopleStore(db),
    invitations: invitationStore(db),
    chats: chatStore(db),
    calls: callStore(db),
    deliveries: deliveryStore(db),
    faults: createFaults(),
    judge: createJudge({ log: options.log, readLaw: options.readLaw, tolerance: options.tolerance }),
    lags: { ...defaultLags, ...options.lags },
    trouble: { duplicate: 0, reorder_s: 0, lose: 0, answers_in: 'CLASSIC_PRIMARY', key_expired: false },
    inFlight: createInFlight(options.log),
    post: globalThis.fetch,
    wake: () => {},
  };
  return { net, close: () => db.close() };
}

/**
 * What setup registers at Unipile: for v1 one hook for each source, with the secret and a content type; for V2 one endpoint,
 * which has a secret of its own. Those of the other version end. Answers the secret.
 */
function installHooks(net: Network, version: ApiVersion): string {
  const sources =
    version === 'v1' ? (['messaging', 'users', 'account_status'] as const) : (['application'] as const);
  const own = net.deliveries.hooks().filter((hook) => hook.request_url === '');
  for (const hook of own)
    if (!sources.some((source) => source === hook.source)) net.deliveries.dropHook(hook.id);
  const known = own.find((hook) => hook.source === 'application')?.secret;
  const secret = version === 'v1' ? net.webhookSecret : (known ?? `wes_${newSecret().slice(0, 32)}`);
  for (const source of sources) {
    if (own.some((hook) => hook.source === source)) continue;
    net.deliveries.putHook({
      id: newId(),
      source,
      request_url: '',
      name: `greenlight-${source}`,
      headers:
        source === 'application'
          ? []
          : [
              { key: 'Unipile-Auth', value: net.webhookSecret },
              { key: 'Content-Type', value: 'application/json' },
            ],
      events: null,
      account_ids: null,
      enabled: true,
      ...(source === 'application' ? { secret } : {}),
    });
  }
  return secret;
}

/** One delivery at a time; `settle` resolves when all that is due was tried. */
function createPump(net: Network, url: () => string) {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const run = (): Promise<void> => {
    running = running
      .then(() => (stopped ? undefined : deliverDue(net, url)))
      .catch((error: unknown) => net.log.error('linkedin_delivery_failed', { error }));
    return running;
  };
  const timer = setInterval(() => {
    const next = stopped ? null : net.deliveries.nextDueAt();
    if (next !== null && next <= net.now()) void run();
  }, LOOK_MS);
  timer.unref();
  return {
    /** After the transaction that calls it. */
    wake: () => setImmediate(() => void run()),
    settle: run,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}
