import type { Clock } from '../../platform/clock.ts';

/** Valid signatures of the last minutes. Only what was verified gets in, so that others cannot fill it. */
export class SeenSignatures {
  readonly #until = new Map<string, number>();
  readonly #clock: Clock;
  readonly #keepMs: number;

  constructor(clock: Clock, keepMs: number) {
    this.#clock = clock;
    this.#keepMs = keepMs;
  }

  /** True the first time; remembers it. */
  isNew(signature: string): boolean {
    const now = this.#clock.now();
    // Oldest first: a map keeps the order of insertion.
    for (const [old, until] of this.#until) {
      if (until > now) break;
      this.#until.delete(old);
    }
    if (this.#until.has(signature)) return false;
    this.#until.set(signature, now + this.#keepMs);
    return true;
  }

  forget(signature: string): void {
    this.#until.delete(signature);
  }
}
