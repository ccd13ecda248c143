import type { Random } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Faults } from '../simulation/faults.ts';
import type { VirtualTime } from '../simulation/virtual-time.ts';
import type { LinkedInInMemory } from './linkedin.ts';
import type { WatchedOutreach } from './watched-outreach.ts';

/** What everyone in the story takes for the time: it may be set forward and back while true time goes on. */
export interface WallClock {
  now(): number;
  set(byMs: number): void;
  /** True time at which it was set last. */
  setAt: number;
  /** When it showed `at`, the last time that it did. */
  trueTimeOf(at: number): number;
}

/** Everything that the processes of one history meet. */
export interface OutreachWorld {
  history: number;
  time: VirtualTime;
  wall: WallClock;
  random: Random;
  faults: Faults;
  database: WatchedOutreach;
  linkedIn: LinkedInInMemory;
  log: Log;
}

/** How messages begin that the owner of an account writes without the product. */
export const BY_HAND = 'À mão';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
