import type { WebClient } from '@slack/web-api';
import type { Clock, Random } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { PartContext } from '../platform/part.ts';
import type { ContentForBot } from '../ports/content.ts';
import type { Tell } from './asking/tell.ts';
import type { KnowPerson } from './know-person.ts';
import type { Texts } from './texts/texts.ts';

/** What the handlers work with. Made once, by start.ts. */
export interface Desk {
  slack: WebClient;
  content: ContentForBot;
  knowPerson: KnowPerson;
  /** In the team's language. */
  textsFor(teamId: string): Promise<Texts>;
  tell: Tell;
  /** Work that outlives its handler; stopping waits for it. */
  background(work: Promise<unknown>): void;
  /** Aborted once the process is asked to end: what cannot be finished is said, not left open. */
  stopping: AbortSignal;
  /** True while Slack accepts no call of the bot: commands still come in and are stored. */
  tokenRefused(): boolean;
  hints: PartContext['hints'];
  clock: Clock;
  random: Random;
  log: Log;
}
