import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import type { Clock, Random } from '../../platform/clock.ts';
import { seeded } from '../../testing/seeded.ts';

const realTimeout = globalThis.setTimeout;
const realClear = globalThis.clearTimeout;
const realRandom = Math.random;
const RealDate = Date;

/** What waits for its moment. */
interface Moment {
  at: number;
  order: number;
  wake(): void;
  /** Null: the world's own, which outlives every process. */
  process: SimulatedProcess | null;
  isOver: boolean;
}

const running = new AsyncLocalStorage<SimulatedProcess>();

/**
 * Time that goes on only when nothing else can: one thing happens at a time, in an order that the seed decides.
 *
 * The next moment comes when no statement, file or other real work is under way and every promise that could go on has.
 */
export class VirtualTime {
  #now: number;
  #order = 0;
  readonly #moments: Moment[] = [];
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(startsAt: number) {
    this.#now = startsAt;
  }

  get now(): number {
    return this.#now;
  }

  /** Resolves after `ms`, or at once when `signal` is aborted; never in a process that has died meanwhile. */
  sleep(ms: number, signal?: AbortSignal, process = running.getStore() ?? null): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const moment = this.#plan(ms, process, () => {
        signal?.removeEventListener('abort', early);
        resolve();
      });
      const early = () => {
        moment.isOver = true;
        resolve();
      };
      signal?.addEventListener('abort', early, { once: true });
    });
  }

  /** Real work: no moment passes until it is done, and it sees the real clock and real timers. */
  io<T>(work: () => Promise<T>): Promise<T> {
    const promise = running.exit(work);
    const over = () => {
      this.#underWay.delete(settled);
    };
    const settled: Promise<void> = promise.then(over, over);
    this.#underWay.add(settled);
    return promise;
  }

  /** Lets time pass until `story` ends. */
  async run(story: Promise<unknown>): Promise<void> {
    let isOver = false;
    const ended = story.finally(() => {
      isOver = true;
    });
    ended.catch(() => {});
    for (;;) {
      await this.#quiet();
      if (isOver) break;
      const next = this.#next();
      if (!next) throw new Error('The story stands still: nothing is planned, and it has not ended');
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    await ended;
  }

  async #quiet(): Promise<void> {
    do {
      await Promise.all(this.#underWay);
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#underWay.size > 0);
  }

  #plan(ms: number, process: SimulatedProcess | null, wake: () => void): Moment {
    const moment = { at: this.#now + Math.max(0, ms), order: this.#order++, wake, process, isOver: false };
    this.#insert(moment);
    return moment;
  }

  /** Later first, so that the next one is taken from the end. */
  #insert(moment: Moment): void {
    let low = 0;
    let high = this.#moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isLater(this.#moments[middle] as Moment, moment)) low = middle + 1;
      else high = middle;
    }
    this.#moments.splice(low, 0, moment);
  }

  #next(): Moment | undefined {
    for (;;) {
      const moment = this.#moments.pop();
      if (!moment) return undefined;
      if (moment.isOver || moment.process?.isDead) continue;
      if (
        moment.process &&
        moment.process.frozenUntil > this.#now &&
        moment.at < moment.process.frozenUntil
      ) {
        moment.at = moment.process.frozenUntil;
        this.#insert(moment);
        continue;
      }
      return moment;
    }
  }

  /** `setTimeout` of a process. */
  timer(process: SimulatedProcess, wake: () => void, ms: number): VirtualTimer {
    return new VirtualTimer(this.#plan(ms, process, AsyncResource.bind(wake)));
  }
}

function isLater(a: Moment, b: Moment): boolean {
  return a.at > b.at || (a.at === b.at && a.order > b.order);
}

class VirtualTimer {
  readonly #moment: Moment;
  constructor(moment: Moment) {
    this.#moment = moment;
  }
  end(): void {
    this.#moment.isOver = true;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
  hasRef() {
    return false;
  }
}

/** A process of the product: what runs in it has its clock and its randomness, and stops with it. */
export class SimulatedProcess {
  readonly name: string;
  readonly time: VirtualTime;
  /** By how much its clock is wrong, ms. */
  readonly skewMs: number;
  readonly random: Random;
  isDead = false;
  frozenUntil = 0;
  /** To its calls, errors among them. */
  answers = 0;

  constructor(time: VirtualTime, name: string, seed: number, skewMs: number) {
    this.time = time;
    this.name = name;
    this.skewMs = skewMs;
    const random = seeded(seed);
    this.random = { next: random.next, id: () => `${name}-${random.id()}` };
  }

  readonly clock: Clock = {
    now: () => this.now(),
    sleep: (ms, signal) => this.time.sleep(ms, signal, this),
  };

  now(): number {
    return this.time.now + this.skewMs;
  }

  /** Runs something in it. */
  in<T>(work: () => T): T {
    return running.run(this, work);
  }

  /** As SIGKILL: nothing of it goes on. */
  kill(): void {
    this.isDead = true;
  }

  /** As SIGSTOP and SIGCONT. */
  freeze(ms: number): void {
    this.frozenUntil = this.time.now + ms;
  }
}

export function currentProcess(): SimulatedProcess | undefined {
  return running.getStore();
}

/**
 * LangGraph reads the global clock, timers and randomness, which a process of the simulation has its own of. Outside of such a
 * process they are the real ones.
 *
 * @returns Puts the real ones back.
 */
export function replaceGlobals(): () => void {
  class SimulatedDate extends RealDate {
    constructor(...given: unknown[]) {
      // SAFETY: passed on as they came.
      super(...((given.length > 0 ? given : [SimulatedDate.now()]) as [number]));
    }
    static override now(): number {
      return currentProcess()?.now() ?? RealDate.now();
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return Object.prototype.toString.call(value) === '[object Date]';
    }
  }
  globalThis.Date = SimulatedDate as DateConstructor;
  globalThis.setTimeout = ((wake: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    const process = currentProcess();
    return process ? process.time.timer(process, () => wake(...given), ms) : realTimeout(wake, ms, ...given);
  }) as typeof realTimeout;
  globalThis.clearTimeout = ((timer: unknown) =>
    timer instanceof VirtualTimer ? timer.end() : realClear(timer as NodeJS.Timeout)) as typeof realClear;
  Math.random = () => currentProcess()?.random.next() ?? realRandom();
  const { getRandomValues } = crypto;
  crypto.getRandomValues = ((bytes: Uint8Array<ArrayBuffer>) => {
    const process = currentProcess();
    if (!process) return getRandomValues.call(crypto, bytes);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.floor(process.random.next() * 256);
    return bytes;
  }) as typeof getRandomValues;
  return () => {
    globalThis.Date = RealDate;
    globalThis.setTimeout = realTimeout;
    globalThis.clearTimeout = realClear;
    Math.random = realRandom;
    crypto.getRandomValues = getRandomValues;
  };
}
