import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Random } from './clock.ts';
import type { Hint } from './hint.ts';
import type { Log } from './log.ts';
import type { Meters } from './meters.ts';
import type { Traces } from './traces.ts';

/** What every part is given besides its settings. */
export interface PartContext {
  log: Log;
  clock: Clock;
  random: Random;
  /** Left out: no one reads them. */
  meters?: Meters | undefined;
  /** Left out: off. */
  traces?: Traces | undefined;
  /** `jobs`: there may be work for a runner. `outbox`: there may be something to show in Slack. */
  hints: { jobs: Hint; outbox: Hint };
}

/** A running part. */
export interface Part {
  /** Answers an HTTP request of the process's one server; false: not mine. */
  handle?(req: IncomingMessage, res: ServerResponse): boolean;
  /** Whether it can do its work now, with the reason when not. */
  ready(): Promise<{ ok: boolean; reason?: string }>;
  /** Takes no new work, drains until the deadline, gives the rest back. */
  stop(deadlineMs: number): Promise<void>;
}
