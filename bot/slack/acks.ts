import type { Clock } from '../../platform/clock.ts';

/** People type and press in bursts: after an acknowledgement the next request is expected for so long, ms. */
const CALM_MS = 30;
/** What can wait waits no longer than this, ms, however many requests come. */
const PATIENCE_MS = 500;

/**
 * The requests whose acknowledgement Slack waits for, at most 3 s. What people see in any case a moment later goes after them: both share
 * the process, the database and its connections.
 */
export class Acks {
  readonly #clock: Clock;
  #waiting = 0;
  #endedAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A request came. @returns To be called once it is acknowledged; further calls change nothing. */
  begin(): () => void {
    this.#waiting += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#waiting -= 1;
      this.#endedAt = this.#clock.now();
    };
  }

  /** Resolves once no request waits and none came for a moment; at once when that is so already. */
  async calm(): Promise<void> {
    const latest = this.#clock.now() + PATIENCE_MS;
    for (;;) {
      const now = this.#clock.now();
      const calmAt = this.#waiting > 0 ? now + CALM_MS : this.#endedAt + CALM_MS;
      const waitMs = Math.min(calmAt, latest) - now;
      if (waitMs <= 0) return;
      await this.#clock.sleep(waitMs);
    }
  }
}
