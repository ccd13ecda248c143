import type { Clock } from '../../platform/clock.ts';
import { within } from '../../platform/within.ts';

/** Work under way, so that stopping can wait for it: Bolt forgets a handler once it has acknowledged. */
export class InFlight {
  readonly #work = new Set<Promise<unknown>>();
  readonly #alsoTo: (work: Promise<unknown>) => void;

  constructor(alsoTo: (work: Promise<unknown>) => void = () => {}) {
    this.#alsoTo = alsoTo;
  }

  add(work: Promise<unknown>): void {
    const tracked: Promise<unknown> = work.then(
      () => this.#work.delete(tracked),
      () => this.#work.delete(tracked),
    );
    this.#work.add(tracked);
    this.#alsoTo(tracked);
  }

  get size(): number {
    return this.#work.size;
  }

  /** False: some of it was still going on at the deadline. */
  async drain(clock: Clock, deadlineMs: number): Promise<boolean> {
    const until = clock.now() + deadlineMs;
    while (this.#work.size > 0) {
      const left = until - clock.now();
      if (left <= 0) return false;
      await within(clock, left, Promise.all(this.#work));
    }
    return true;
  }
}
