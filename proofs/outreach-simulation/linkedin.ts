import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnipileSettings } from '../../platform/config.ts';
import { silentLog } from '../../platform/log.ts';
import { serveApi } from '../../sandbox/linkedin/api/serve.ts';
import { deliverDue } from '../../sandbox/linkedin/deliver.ts';
import { createReadLaw } from '../../sandbox/linkedin/judge/read-law.ts';
import { isWriteKind } from '../../sandbox/linkedin/kinds.ts';
import type { Network } from '../../sandbox/linkedin/network.ts';
import { openAccount, type SeedNetwork } from '../../sandbox/linkedin/seed.ts';
import type { Breach, Call } from '../../sandbox/linkedin/shapes.ts';
import { openNetwork } from '../../sandbox/linkedin/start.ts';
import type { Failures, Faults } from '../simulation/faults.ts';
import { SimulatedProcess, type VirtualTime } from '../simulation/virtual-time.ts';
import { ask, brokenLine } from './http-in-memory.ts';
import { DAY, HOUR, MINUTE, type WallClock } from './outreach-world.ts';
import type { WatchedOutreach } from './watched-outreach.ts';

const API = 'http://linkedin.simulated';
/** As in governor/providers/request.ts. */
const READ_MS = 30_000;
const WRITE_MS = 60_000;
/** Longer than Unipile waits for an answer to a webhook. */
const ACK_MS = 15_000;

/** An answer is stored within so long, or never. */
const STORED_MS = 15 * MINUTE;

/** Rules about what only an answer or a webhook told. */
const HEARD = ['answered', 'connection', 'account_down'];

const failures: Failures = {
  lost: () => new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
  /** Nothing was sent. */
  busy: () => brokenLine('ECONNREFUSED'),
  broken: () => brokenLine('ECONNRESET'),
};

/** The LinkedIn simulator with its judge, asked without sockets, in virtual time. */
export class LinkedInInMemory {
  readonly net: Network;
  readonly unipile: UnipileSettings;
  /** True time of each write, which no clock that is set changes. */
  /** What the judge found. */
  readonly breaches: string[] = [];
  readonly writes: { call: Call; trueAt: number }[] = [];
  readonly #time: VirtualTime;
  readonly #faults: Faults;
  readonly #process: SimulatedProcess;
  readonly #close: () => void;
  #stir = new AbortController();
  #isOver = false;

  constructor(
    given: { time: VirtualTime; wall: WallClock; faults: Faults; database: WatchedOutreach },
    options: { seed: number; network: SeedNetwork; version: UnipileSettings['version'] },
  ) {
    const { time, wall, faults, database } = given;
    this.#time = time;
    this.#faults = faults;
    this.#process = new SimulatedProcess(time, 'linkedin', options.seed, 0);
    const folder = mkdtempSync(join(tmpdir(), 'greenlight-simulated-linkedin-'));
    const { net, version, apiKey, webhookSecret, close } = this.in(() =>
      openNetwork({
        dataFolder: folder,
        log: silentLog,
        now: () => Math.floor(wall.now()),
        readLaw: createReadLaw(database),
        random: this.#process.random.next,
        seed: options.network,
        version: options.version,
      }),
    );
    this.net = net;
    this.unipile = { version, apiUrl: API, apiKey, webhookSecret };
    const { judge } = net;
    net.judge = async (on, call) => {
      this.writes.push({ call, trueAt: time.now });
      await judge(on, call);
      for (const breach of net.calls.breaches()) {
        const is = `${breach.rule} at ${new Date(breach.at).toISOString()} on ${breach.account_id}: ${breach.message}`;
        if (!this.#mayNotHaveBeenHeard(breach)) this.breaches.push(is);
      }
      net.calls.forgiveBreaches();
    };
    net.wake = () => this.#stir.abort();
    this.#close = () => {
      close();
      rmSync(folder, { recursive: true, force: true });
    };
  }

  /** What happens at LinkedIn itself. */
  in<T>(work: () => T): T {
    return this.#process.in(work);
  }

  addAccount(account: SeedNetwork['account']): void {
    this.in(() => openAccount(this.net, account));
  }

  /** Nothing is wrong at LinkedIn and Unipile any more; who vanished stays away. */
  heal(): void {
    const { net } = this;
    const gone = net.faults.list().filter(({ lead }) => lead !== undefined);
    net.faults.clear();
    for (const fault of gone) net.faults.add(fault);
    Object.assign(net.trouble, { duplicate: 0, reorder_s: 0, lose: 0 });
    for (const account of net.accounts.all())
      net.accounts.put({
        ...account,
        limits: {
          ...account.limits,
          invites_7d: 1000,
          notes_month: null,
          views_day: 1000,
          messages_day: 1000,
        },
      });
  }

  /** How a governor reaches it. */
  readonly fetch: typeof globalThis.fetch = (input, init) => {
    const { pathname, searchParams } = new URL(String(input));
    const isWrite = (init?.method ?? 'GET') !== 'GET' || searchParams.get('notify') === 'true';
    const serve = () => ask((req, res) => serveApi(this.net, req, res), String(input), init);
    return this.#faults.pass(
      isWrite ? 'linkedin.write' : 'linkedin.read',
      { deadlineMs: isWrite ? WRITE_MS : READ_MS, failures, about: `${init?.method} ${pathname}` },
      () => this.#time.io(() => this.in(serve)),
    );
  };

  /** Sends webhooks at their time, until the end. @param receive Which governor's port answers. */
  async deliver(receive: (url: string, init: RequestInit) => Promise<Response>): Promise<void> {
    this.net.post = (url, init) =>
      Promise.race([
        receive(String(url), init ?? {}),
        this.#time.sleep(ACK_MS, undefined, null).then(() => {
          throw brokenLine('ETIMEDOUT');
        }),
      ]);
    while (!this.#isOver) {
      this.#stir = new AbortController();
      const due = this.net.deliveries.nextDueAt();
      const wait = Math.max(0, Math.min(due === null ? HOUR : due - this.net.now(), HOUR));
      if (wait > 0) await this.#time.sleep(wait, this.#stir.signal, null);
      // Who woke it comes to an end first: one thing happens at a time.
      await this.#time.sleep(1, undefined, null);
      if (!this.#isOver) await this.in(() => deliverDue(this.net, () => `${API}/webhooks/unipile`));
    }
  }

  /**
   * The judge takes for known what was read or answered. A governor that dies before it stores that, or whose database is away then,
   * lost it until someone reads again; a lost answer of a write for good.
   */
  #mayNotHaveBeenHeard({ rule, message }: Breach): boolean {
    if (!HEARD.includes(rule)) return false;
    const answered = Number(/answered in call (\d+)/.exec(message)?.[1]);
    const answeredAt = this.writes.find(({ call }) => call.id === answered)?.trueAt;
    const since = answeredAt ?? this.#time.now - DAY / 2;
    const until = answeredAt === undefined ? this.#time.now : answeredAt + STORED_MS;
    return this.#faults.hitsAt.some(
      ({ name, at }) => at >= since && at <= until && /^record_|:killed/.test(name),
    );
  }

  /** Every write that reached it. */
  calls(): Call[] {
    return this.net.calls.all().filter(({ kind }) => isWriteKind(kind));
  }

  end(): void {
    this.#isOver = true;
    this.#stir.abort();
    this.#close();
  }
}
