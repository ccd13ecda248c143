import { lookLoop } from '../delivery/look-loop.ts';
import type { OutboxLoop } from '../delivery/outbox-loop.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';

const LOOK_MS = 5000;
/** About 0.2 s on a busy machine, for which these leads are held. */
const SLICE = 300;

/**
 * Scores leads anew after a change of the rules, slice by slice, on any bot and after any restart: what is left stands in the
 * database.
 */
export function keepScores(
  desk: Pick<OutreachDesk, 'outreach' | 'rounds' | 'clock' | 'random' | 'log'>,
): OutboxLoop {
  let scored = 0;
  return lookLoop(desk, {
    everyMs: LOOK_MS,
    failed: 'leads_not_scored_anew',
    look: () => desk.outreach.rescoreLeads(SLICE),
    found(done) {
      scored += done;
      return done > 0;
    },
    rests() {
      if (scored > 0) desk.log.info('leads_scored_anew', { count: scored });
      scored = 0;
    },
  });
}
