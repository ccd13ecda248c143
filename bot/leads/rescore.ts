import { Rounds } from '../../platform/wake/rounds.ts';
import { within } from '../../platform/within.ts';
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
  const stopping = new AbortController();
  const turn = (desk.rounds ?? new Rounds()).join();
  const loop = async () => {
    let failures = 0;
    let scored = 0;
    while (!stopping.signal.aborted) {
      try {
        const done = await turn.look(() => desk.outreach.rescoreLeads(SLICE));
        failures = 0;
        scored += done;
        if (done > 0) continue;
      } catch (error) {
        failures += 1;
        // Once an outage, not once a look.
        if (failures === 1) desk.log.error('leads_not_scored_anew', { error });
      }
      if (scored > 0) desk.log.info('leads_scored_anew', { count: scored });
      scored = 0;
      await desk.clock.sleep(turn.pause(LOOK_MS * (0.8 + desk.random.next() * 0.4)), stopping.signal);
    }
  };
  const running = loop();
  return {
    async stop(deadlineMs) {
      stopping.abort();
      await within(desk.clock, deadlineMs, running);
    },
  };
}
