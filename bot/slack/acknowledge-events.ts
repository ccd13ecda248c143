import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Clock } from '../../platform/clock.ts';
import { within } from '../../platform/within.ts';

/** Slack waits 3 s and then sends an event again. */
const PATIENCE_MS = 2500;

/**
 * Has a receiver acknowledge an event once its listeners are done, where Bolt acknowledges before they begin: what a
 * person wrote and a kill kept from the database is then delivered again, and the database tells a repeat by its ts.
 * Listeners that take longer than Slack waits are acknowledged on the way. Commands, presses and forms answer for
 * themselves.
 */
export function acknowledgeEvents<T extends Receiver>(receiver: T, clock: Clock): T {
  const init = receiver.init.bind(receiver);
  receiver.init = (app) =>
    // SAFETY: a receiver calls nothing of the app but this.
    init({ processEvent: (event: ReceiverEvent) => processEvent(app, event, clock) } as App);
  return receiver;
}

async function processEvent(app: App, event: ReceiverEvent, clock: Clock): Promise<void> {
  if (event.body?.type !== 'event_callback') return app.processEvent(event);
  let isAsked = false;
  const done = app.processEvent({
    ...event,
    ack: async () => {
      isAsked = true;
    },
  });
  await within(clock, PATIENCE_MS, done);
  if (isAsked) await event.ack();
  await done;
}
