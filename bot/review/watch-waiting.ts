import type { Loop } from '../../platform/wake/loop.ts';
import { workLoop } from '../../platform/wake/work-loop.ts';
import type { ContentDesk } from '../content-desk.ts';

const AT_ONCE = 20;

/** Has the database do what is due by time alone: reminders, escalations, expiry. Several bots may: each is done once. */
export function watchWaiting(
  desk: Pick<ContentDesk, 'content' | 'hints' | 'rounds' | 'clock' | 'random' | 'log'>,
): Loop {
  return workLoop(desk, {
    queue: 'content.waits',
    failed: 'waiting_not_looked_at',
    look: () => desk.content.remindDue(AT_ONCE),
    found(done) {
      desk.hints.outbox.wake();
      return done === AT_ONCE;
    },
  });
}
