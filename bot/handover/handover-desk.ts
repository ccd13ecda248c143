import type { Handover } from '../../ports/handovers.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';

/** What the one bridge between the two systems works with. */
export type HandoverDesk = Pick<
  ContentDesk,
  'content' | 'tell' | 'textsFor' | 'hints' | 'rounds' | 'clock' | 'random' | 'log'
> &
  Pick<OutreachDesk, 'outreach'>;

/**
 * Gives one thing to the other side, which takes it once by its key. Throws `ExpectedError` for what that side refuses, and
 * anything else for what may go better next time.
 *
 * @returns What the side that it came from keeps of the outcome.
 */
export type Carry = (desk: HandoverDesk, item: Handover) => Promise<object>;
