import type { Clock, Random } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Traces } from '../platform/traces.ts';
import type { OutreachForGovernor } from '../ports/outreach.ts';
import type { DatabaseClock } from './beat/database-clock.ts';
import type { ProfileReads } from './beat/profile-reads.ts';
import type { GovernorMeters } from './governor-meters.ts';
import type { InboxReads } from './inbox/inbox-reads.ts';
import type { LinkedInProvider } from './providers/provider.ts';

/** What the steps of a beat work with. */
export interface GovernorTools {
  outreach: OutreachForGovernor;
  provider: LinkedInProvider;
  databaseClock: DatabaseClock;
  profiles: ProfileReads;
  inbox: InboxReads;
  /** Names this process in the ledger. */
  worker: string;
  /** How late a beat can come in normal operation, ms. */
  lateMs: number;
  clock: Clock;
  random: Random;
  log: Log;
  meters: GovernorMeters;
  traces: Traces;
}
