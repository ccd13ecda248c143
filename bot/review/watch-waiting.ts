import { Rounds } from '../../platform/wake/rounds.ts';
import { within } from '../../platform/within.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { OutboxLoop } from '../delivery/outbox-loop.ts';

const LOOK_MS = 1000;
const AT_ONCE = 20;

/** Has the database do what is due by time alone: reminders, escalations, expiry. Several bots may: each is done once. */
export function watchWaiting(
  desk: Pick<ContentDesk, 'content' | 'hints' | 'rounds' | 'clock' | 'random' | 'log'>,
): OutboxLoop {
  const stopping = new AbortController();
  const turn = (desk.rounds ?? new Rounds()).join();
  const loop = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const done = await turn.look(() => desk.content.remindDue(AT_ONCE));
        failures = 0;
        if (done > 0) desk.hints.outbox.wake();
        if (done === AT_ONCE) continue;
      } catch (error) {
        failures += 1;
        // Once an outage, not once a second.
        if (failures === 1) desk.log.error('waiting_not_looked_at', { error });
      }
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
