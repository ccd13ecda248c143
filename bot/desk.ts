import type { WebClient } from '@slack/web-api';
import type { Clock, Random } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { PartContext } from '../platform/part.ts';
import type { Rounds } from '../platform/wake/rounds.ts';
import type { Tell } from './asking/tell.ts';
import type { KnowPerson } from './know-person.ts';
import type { ReadUserGroups } from './read-user-groups.ts';
import type { Texts } from './texts/texts.ts';

/** What every handler works with; rooms add their port. Made once, by start.ts. */
export interface Desk {
  slack: WebClient;
  knowPerson: KnowPerson;
  readUserGroups: ReadUserGroups;
  /** In the team's language. */
  textsFor(teamId: string): Promise<Texts>;
  tell: Tell;
  /** User ids, by name; empty when the database does not say. */
  adminsOf(teamId: string): Promise<string[]>;
  /** Draws the person's Home tab anew, after something was decided there. */
  refreshHome(teamId: string, userId: string): Promise<void>;
  /** For bytes and response addresses. */
  fetch: typeof globalThis.fetch;
  /** Work that outlives its handler; stopping waits for it. */
  background(work: Promise<unknown>): void;
  /** Aborted once the process is asked to end: what cannot be finished is said, not left open. */
  stopping: AbortSignal;
  /** True while Slack accepts no call of the bot: commands still come in and are stored. */
  tokenRefused(): boolean;
  hints: PartContext['hints'];
  /** What calls the loops; left out, each has rounds of its own. */
  rounds?: Rounds;
  clock: Clock;
  random: Random;
  log: Log;
  traces?: PartContext['traces'];
}
