import { type Clock, type Random, systemClock, systemRandom } from '../clock.ts';
import type { Hint } from '../hint.ts';
import type { Log } from '../log.ts';
import type { Due } from './due.ts';
import { type Loop, untilStopped } from './loop.ts';

/** What a look for work answered: a list, a number, something or nothing. */
export function countOf(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  return typeof answer === 'number' ? answer : Number(Boolean(answer));
}

/** Looks of a loop that may fail one after the other before a wake no longer waits for it. */
const FAILURES = 2;

/** Pauses between looks, ms, with a tenth of jitter. At most 10 s pass from what no hint told of to its claim. */
const pauses = {
  /** Work was seen in the last minute, or is under way here. */
  quick: 200,
  /** It is under way elsewhere. */
  steady: 900,
  idle: 8700,
  /** A host is paid for the wait; and while work holds the wake in any case. */
  hurried: 250,
  underWay: 1000,
  /** Between two looks in any case, however many hints come: what they name is not kept waiting by it. */
  least: 20,
};
/** Work comes in bursts: after the last piece looks stay quick for this long. */
const STAYS_QUICK_MS = 60_000;
const MOST_WAIT_AFTER_FAILURE_MS = 5000;

/** One loop's side of the rounds. */
export class Turn {
  readonly #rounds: Rounds;
  readonly queue: string;
  #isCalled = false;
  #waiting: (() => void) | null = null;
  /** The moment, as the rounds count them, at which a look in vain began; -1: none did yet. */
  emptyAt = -1;
  failures = 0;

  constructor(rounds: Rounds, queue: string) {
    this.#rounds = rounds;
    this.queue = queue;
  }

  /** What a look of the rounds said of its queue. */
  told(isDue: boolean, moment: number): void {
    this.emptyAt = isDue ? -1 : moment;
    if (isDue) this.call();
    else this.failures = 0;
  }

  /** Its queue may hold something now. */
  call(): void {
    this.#isCalled = true;
    this.#waiting?.();
  }

  /** Resolves once its queue may hold something, or when `signal` is aborted. A call in between is not lost. */
  async comes(signal: AbortSignal): Promise<void> {
    if (!this.#isCalled && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#waiting = null;
          signal.removeEventListener('abort', done);
          resolve();
        };
        this.#waiting = done;
        signal.addEventListener('abort', done);
      });
    }
    this.#isCalled = false;
  }

  /** Passes on what `ask` answers; an empty answer is nothing that was due when it was asked. */
  async look<T>(ask: () => Promise<T>): Promise<T> {
    const at = this.#rounds.moment;
    try {
      const answer = await ask();
      this.failures = 0;
      const count = countOf(answer);
      if (count > 0) this.#rounds.sees(count);
      else this.emptyAt = at;
      return answer;
    } catch (error) {
      this.failures += 1;
      throw error;
    } finally {
      this.#rounds.changed();
    }
  }

  /** How long the loop may pause that would pause for `ms`. */
  pause(ms: number): number {
    return Math.min(ms, this.#rounds.longestPauseMs);
  }

  /** It may not look now, for a reason that no waiting here removes. */
  pass(): void {
    this.failures = FAILURES;
    this.#rounds.changed();
  }

  rests(moment: number): boolean {
    return this.emptyAt === moment || this.failures >= FAILURES;
  }
}

interface RoundsOptions {
  /** The loops run while a wake is held, and no longer. */
  hurried?: boolean;
  /** Asks in one call what is due. Left out: each queue may hold something, and its loop looks for itself. */
  ask?: () => Promise<Due>;
  /** Something may be due: in the queues that are named, and elsewhere as the next look says. */
  hint?: Hint;
  hinted?: readonly string[];
  clock?: Clock;
  random?: Random;
  log?: Log;
}

/**
 * Makes the rounds of a part: asks the database in one call what is due, as often as there is reason to, and calls the loops
 * whose queue may hold something. A loop that is not called asks nothing.
 *
 * Knows as well when nothing is due, for a wake: each queue was found empty after the last thing that happened, and nothing
 * is under way.
 */
export class Rounds {
  readonly #turns = new Set<Turn>();
  readonly #waiting = new Set<() => void>();
  readonly #options: RoundsOptions;
  readonly #clock: Clock;
  readonly #random: Random;
  #underWay = 0;
  #found = 0;
  #quickUntil = 0;
  #isHinted = false;
  #pause: AbortController | null = null;
  /** Counts what happened: found, begun, ended, asked. */
  moment = 0;

  constructor(options: RoundsOptions = {}) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? systemRandom;
    options.hint?.listen(() => {
      for (const turn of this.#turns) if (options.hinted?.includes(turn.queue)) turn.call();
      this.sees();
      this.#isHinted = true;
      this.#pause?.abort();
    });
  }

  get longestPauseMs(): number {
    if (!this.#options.hurried) return Number.POSITIVE_INFINITY;
    return this.#underWay > 0 ? pauses.underWay : pauses.hurried;
  }

  /** Pieces of work since the process began. */
  get found(): number {
    return this.#found;
  }

  /** Pieces under way, and loops that have not looked in vain: those that could not look among them. */
  get left(): number {
    const restless = [...this.#turns].filter((turn) => turn.emptyAt !== this.moment);
    return this.#underWay + restless.length;
  }

  /** For one loop, for as long as it runs. */
  join(queue: string): Turn {
    const turn = new Turn(this, queue);
    this.#turns.add(turn);
    return turn;
  }

  /** The loops were stopped: they look no more. */
  forget(): void {
    this.#turns.clear();
  }

  happened(): void {
    this.moment += 1;
  }

  /** So many pieces of work, or a sign of it. */
  sees(count = 0): void {
    this.#found += count;
    this.happened();
    this.#quickUntil = this.#clock.now() + STAYS_QUICK_MS;
  }

  /** Work that no look shows while it is under way; its end may have left something for another loop. */
  during(work: Promise<unknown>): void {
    this.#underWay += 1;
    this.happened();
    const ended = () => {
      this.#underWay -= 1;
      this.happened();
      this.changed();
    };
    work.then(ended, ended);
  }

  /** The same of what a look found: once it has ended, work was seen. */
  doing(work: Promise<unknown>): void {
    this.during(work);
    const ended = () => this.sees();
    work.then(ended, ended);
  }

  /** Looks until it is stopped. As after work for the first minute: what was left by a process before is found quickly. */
  begin(): Loop {
    this.sees();
    return untilStopped(this.#clock, (stopping) => {
      stopping.addEventListener('abort', () => this.#pause?.abort());
      return this.#run(stopping);
    });
  }

  async #run(stopping: AbortSignal): Promise<void> {
    let failures = 0;
    while (!stopping.aborted) {
      let waitMs: number;
      try {
        waitMs = await this.#look();
        failures = 0;
      } catch (error) {
        failures += 1;
        // Once an outage, not once a look.
        if (failures === 1) this.#options.log?.error('due_not_read', { error });
        // It says nothing: each loop looks for itself.
        for (const turn of this.#turns) turn.call();
        waitMs = Math.min(1000 * failures, MOST_WAIT_AFTER_FAILURE_MS);
      }
      await this.#clock.sleep(pauses.least, stopping);
      if (!stopping.aborted) await this.#rest(Math.min(waitMs, this.longestPauseMs) - pauses.least, stopping);
    }
  }

  /** Answers how long to wait for the next one, ms. */
  async #look(): Promise<number> {
    const at = this.moment;
    this.#isHinted = false;
    const told = await this.#options.ask?.();
    let soonestMs = Number.POSITIVE_INFINITY;
    for (const turn of this.#turns) {
      if (!told) {
        turn.call();
        continue;
      }
      const inMs = (told.queues[turn.queue] ?? Number.POSITIVE_INFINITY) * 1000;
      turn.told(inMs <= 0, at);
      if (inMs > 0) soonestMs = Math.min(soonestMs, inMs);
    }
    this.changed();
    return Math.min(soonestMs, this.#paceMs(told?.working === true));
  }

  #paceMs(isWorking: boolean): number {
    const jitter = 0.9 + this.#random.next() * 0.2;
    if (this.#underWay > 0 || this.#clock.now() < this.#quickUntil) return pauses.quick * jitter;
    return (isWorking ? pauses.steady : pauses.idle) * jitter;
  }

  /** Until a hint at the latest; the loops that it names look first. */
  async #rest(ms: number, stopping: AbortSignal): Promise<void> {
    if (this.#isHinted || ms <= 0) return;
    this.#pause = new AbortController();
    await this.#clock.sleep(ms, this.#pause.signal);
    this.#pause = null;
    if (this.#isHinted && this.#options.hinted) await this.#clock.sleep(pauses.least, stopping);
  }

  /** Resolves when nothing is due, counted from the last thing that `happened`; or when `signal` is aborted. */
  async quiet(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#isQuiet()) {
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        this.#waiting.add(done);
        signal.addEventListener('abort', done);
      });
    }
  }

  changed(): void {
    for (const done of [...this.#waiting]) done();
  }

  #isQuiet(): boolean {
    return this.#underWay === 0 && [...this.#turns].every((turn) => turn.rests(this.moment));
  }
}
