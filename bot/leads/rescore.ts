import type { Loop } from '../../platform/wake/loop.ts';
import { workLoop } from '../../platform/wake/work-loop.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';

/** About 0.2 s on a busy machine, for which these leads are held. */
const SLICE = 300;

/**
 * Scores leads anew after a change of the rules, slice by slice, on any bot and after any restart: what is left stands in the
 * database.
 */
export function keepScores(
  desk: Pick<OutreachDesk, 'outreach' | 'rounds' | 'clock' | 'random' | 'log'>,
): Loop {
  let scored = 0;
  return workLoop(desk, {
    queue: 'outreach.scores',
    failed: 'leads_not_scored_anew',
    look: () => desk.outreach.rescoreLeads(SLICE),
    found(done) {
      scored += done;
      return true;
    },
    rests() {
      if (scored > 0) desk.log.info('leads_scored_anew', { count: scored });
      scored = 0;
    },
  });
}
