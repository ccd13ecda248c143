import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../../platform/clock.ts';
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
import { currentProcess, SimulatedProcess, type VirtualTime } from '../simulation/virtual-time.ts';
import { between } from '../simulation/world.ts';
import { ask, brokenLine } from './http-in-memory.ts';
import { DAY, HOUR, MINUTE, type WallClock } from './outreach-world.ts';
import type { WatchedOutreach } from './watched-outreach.ts';

const API = 'http://linkedin.simulated';
/** As in governor/providers/request.ts. */
const READ_MS = 30_000;
const WRITE_MS = 60_000;
/** Longer than Unipile waits for an answer to a webhook. */
const ACK_MS = 15_000;

/** How old a claim may be on which a governor acts, and the way there. */
const CLAIM_MS = 31_000;
/** So many of the answers to writes come late: another governor beats meanwhile. */
const SLOW = 0.15;
/** An answer is stored within so long, or never. */
const STORED_MS = 15 * MINUTE;

/** Rules about what only an answer or a webhook told. */
const HEARD = ['answered', 'connection', 'account_down'];

interface Write {
  call: Call;
  /** True time, which no clock that is set changes; so are the others. */
  trueAt: number;
  /** When the clock was set last before it. */
  clockSetAt: number;
  /** Since when its governor has heard the database's time. */
  heardSince: number;
}

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
  /** What the judge found. */
  readonly breaches: string[] = [];
  readonly writes: Write[] = [];
  readonly #time: VirtualTime;
  readonly #faults: Faults;
  readonly #process: SimulatedProcess;
  readonly #close: () => void;
  readonly #wall: WallClock;
  readonly #random: Random;
  /** When Unipile cut a connection instead of answering, true time. */
  readonly #cutAt: number[] = [];
  /** The process that is served. */
  readonly #caller = new AsyncLocalStorage<string>();
  #stir = new AbortController();
  #isOver = false;
  #afterWrite: (() => void) | undefined;

  constructor(
    given: { time: VirtualTime; wall: WallClock; random: Random; faults: Faults; database: WatchedOutreach },
    options: { seed: number; network: SeedNetwork; version: UnipileSettings['version'] },
  ) {
    const { time, wall, random, faults, database } = given;
    this.#time = time;
    this.#wall = wall;
    this.#random = random;
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
      const heardSince = database.heardSince.get(this.#caller.getStore() ?? '') ?? time.now;
      this.writes.push({ call, trueAt: time.now, clockSetAt: wall.setAt, heardSince });
      await judge(on, call);
      await this.#mustBeFresh(call, database);
      for (const breach of net.calls.breaches()) {
        const is = `${breach.rule} at ${new Date(breach.at).toISOString()} on ${breach.account_id}: ${breach.message}`;
        if (!this.#mayNotHaveBeenHeard(breach)) this.breaches.push(is);
      }
      net.calls.forgiveBreaches();
      this.#afterWrite?.();
      this.#afterWrite = undefined;
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
    const caller = currentProcess()?.name ?? '';
    const serve = () => ask((req, res) => serveApi(this.net, req, res), String(input), init);
    const isSlow = isWrite && !this.#faults.isOver && this.#random.next() < SLOW;
    return this.#faults.pass(
      isWrite ? 'linkedin.write' : 'linkedin.read',
      { deadlineMs: isWrite ? WRITE_MS : READ_MS, failures, about: `${init?.method} ${pathname}` },
      async () => {
        const answer = await this.#time
          .io(() => this.#caller.run(caller, () => this.in(serve)))
          .catch((error: unknown) => {
            this.#cutAt.push(this.#time.now);
            throw error;
          });
        if (isSlow) await this.#time.sleep(between(this.#random, 5000, WRITE_MS - 5000), undefined, null);
        return answer;
      },
    );
  };

  /** Something that happens as soon as a write has come. */
  afterWrite(does: () => void): void {
    this.#afterWrite = does;
  }

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

  /** A governor that stood still after its claim does not call: someone else may have decided meanwhile what became of it. */
  async #mustBeFresh(call: Call, database: WatchedOutreach): Promise<void> {
    const { rows } = await database.query(
      `select extract(epoch from platform.now() - l.dispatched_at)::float8 * 1000 as ms from outreach.release_ledger l
       join outreach.accounts a on a.id = l.account_id and a.provider_account_id = $1
       where l.source = 'release' and l.action_type = $2 order by l.id desc limit 1`,
      [call.account_id, call.kind],
    );
    const ms = Number(rows[0]?.ms ?? 0);
    const isSetMeanwhile = this.#time.now - this.#wall.setAt < HOUR;
    // A visit of V2 reads the profile first.
    const mayHaveWaited = this.#faults.hitsAt.some(
      ({ name, at }) => name.startsWith('linkedin.read') && this.#time.now - at < 2 * MINUTE,
    );
    if (ms > CLAIM_MS && !isSetMeanwhile && !mayHaveWaited)
      this.breaches.push(
        `${call.kind} of ${this.#caller.getStore()} came ${Math.round(ms / 1000)} s after its claim, at ${Math.round(this.#time.now)}`,
      );
  }

  /**
   * The judge takes for known what was read or answered. A governor that dies before it stores that, or whose database is away then,
   * lost it until someone reads again; a lost answer of a write for good.
   */
  #mayNotHaveBeenHeard({ rule, message }: Breach): boolean {
    if (!HEARD.includes(rule)) return false;
    const answered = Number(/answered in call (\d+)/.exec(message)?.[1]);
    const warning = this.net.calls.all().find(({ id }) => id === answered);
    // V2 has one answer for all that LinkedIn refuses: an earlier invitation of the person explains it as well.
    const isOneAnswer = this.unipile.version === 'v2' && warning?.outcome === 'limit_exceeded';
    const wasInvited = this.net.invitations.latest(warning?.account_id ?? '', warning?.person_id ?? '');
    if (isOneAnswer && wasInvited) return true;
    const answeredAt = warning && this.#wall.trueTimeOf(warning.at);
    // What went wrong with the call was drawn before it came.
    const since = answeredAt === undefined ? this.#time.now - DAY / 2 : answeredAt - 1000;
    const until = answeredAt === undefined ? this.#time.now : answeredAt + STORED_MS;
    const isWithin = (at: number) => at >= since && at <= until;
    return (
      this.#cutAt.some(isWithin) ||
      this.#faults.hitsAt.some(
        ({ name, at }) => isWithin(at) && /^record_|:killed|write:answer_lost/.test(name),
      )
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
