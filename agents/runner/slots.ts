import type { Clock } from '../../platform/clock.ts';
import { HEARTBEAT_MS, LEASE_MS } from './keep-lease.ts';

/** A heartbeat that is this late leaves a third of the lease: cores or database are too slow for what runs here. */
const LATE_MS = LEASE_MS / 3;
/** Beside a job that takes long, as documents do, one is left: see `leavesRoom`. */
const FEWEST = 2;

/**
 * How many jobs a runner works on at a time: as many as it may, and fewer while its heartbeats are late. On cores that do not suffice,
 * jobs whose leases end are begun anew by the next runner, and none comes to an end.
 *
 * Halved at most once a lease while beats are late; one more with each beat in time after a lease without a late one.
 */
export class Slots {
  readonly #most: number;
  readonly #clock: Pick<Clock, 'now'>;
  #count: number;
  #cutAt = Number.NEGATIVE_INFINITY;
  #lateAt = Number.NEGATIVE_INFINITY;
  #grownAt = Number.NEGATIVE_INFINITY;
  #more = Promise.withResolvers<void>();

  constructor(most: number, clock: Pick<Clock, 'now'>) {
    this.#most = most;
    this.#clock = clock;
    this.#count = most;
  }

  get count(): number {
    return this.#count;
  }

  /** Resolves when there is one more. */
  get more(): Promise<void> {
    return this.#more.promise;
  }

  /** @param lateMs From when a heartbeat was due to its answer. @param running Jobs at work now. */
  beat(lateMs: number, running: number): void {
    const now = this.#clock.now();
    if (lateMs > LATE_MS) {
      this.#lateAt = now;
      if (now - this.#cutAt < LEASE_MS) return;
      this.#cutAt = now;
      this.#count = Math.min(this.#count, Math.max(FEWEST, Math.floor(Math.min(running, this.#count) / 2)));
      return;
    }
    if (this.#count === this.#most || now - this.#lateAt < LEASE_MS || now - this.#grownAt < HEARTBEAT_MS)
      return;
    this.#grownAt = now;
    this.#count += 1;
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }
}
