import type { ContentDesk } from '../content-desk.ts';
import { lookLoop } from '../delivery/look-loop.ts';
import type { OutboxLoop } from '../delivery/outbox-loop.ts';

const LOOK_MS = 1000;
const AT_ONCE = 20;

/** Has the database do what is due by time alone: reminders, escalations, expiry. Several bots may: each is done once. */
export function watchWaiting(
  desk: Pick<ContentDesk, 'content' | 'hints' | 'rounds' | 'clock' | 'random' | 'log'>,
): OutboxLoop {
  return lookLoop(desk, {
    everyMs: LOOK_MS,
    failed: 'waiting_not_looked_at',
    look: () => desk.content.remindDue(AT_ONCE),
    found(done) {
      if (done > 0) desk.hints.outbox.wake();
      return done === AT_ONCE;
    },
  });
}
