import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Random } from './clock.ts';
import type { Hint } from './hint.ts';
import type { Log } from './log.ts';
import type { Meters } from './meters.ts';
import type { Traces } from './traces.ts';
import type { Wake, Woken } from './wake/work.ts';

/** What every part is given besides its settings. */
export interface PartContext {
  log: Log;
  clock: Clock;
  random: Random;
  /** Left out: no one reads them. */
  meters?: Meters | undefined;
  /** Left out: off. */
  traces?: Traces | undefined;
  /**
   * `jobs`: there may be work for a runner. `outbox`: there may be something to show in Slack. `releases`: there may be
   * something for a governor that sleeps.
   */
  hints: { jobs: Hint; outbox: Hint; releases?: Hint };
  /** No loop runs but while a wake is held. */
  sleeps?: boolean;
}

/** A running part. */
export interface Part {
  /** Answers an HTTP request of the process's one server; false: not mine. */
  handle?(req: IncomingMessage, res: ServerResponse): boolean;
  /** Whether it can do its work now, with the reason when not. */
  ready(): Promise<{ ok: boolean; reason?: string }>;
  /** Does what is due while the caller holds; for a part that sleeps the only time at which it works. */
  wake(wake: Wake): Promise<Woken>;
  /** Takes no new work, drains until the deadline, gives the rest back. */
  stop(deadlineMs: number): Promise<void>;
}
