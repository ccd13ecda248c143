import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../platform/log.ts';
import type { Acks } from './acks.ts';
import { requestFault } from './request-fault.ts';

/**
 * Has a receiver answer all that Slack sends, at once: what no handler takes (a shortcut, a closed form, a dialog, a kind
 * that is new), and what Bolt itself would stumble over. Slack otherwise waits, shows its own error, or sends it again.
 * Such requests are normal in shared channels, so that they are warnings and not errors.
 */
export function answerEverything<T extends Receiver>(receiver: T, acks: Acks, log: Log): T {
  const init = receiver.init.bind(receiver);
  receiver.init = (app) =>
    // SAFETY: a receiver calls nothing of the app but this.
    init({ processEvent: (event: ReceiverEvent) => processEvent(app, event, acks, log) } as App);
  return receiver;
}

async function processEvent(app: App, event: ReceiverEvent, acks: Acks, log: Log): Promise<void> {
  const fault = requestFault(event.body);
  if (fault !== null) {
    log.warn('slack_request_malformed', { code: fault });
    return event.ack();
  }
  let isAnswered = false;
  const acknowledged = acks.begin();
  const ack: ReceiverEvent['ack'] = async (response) => {
    isAnswered = true;
    await event.ack(response);
    acknowledged();
  };
  try {
    await app.processEvent({ ...event, ack });
  } catch (error) {
    // Handlers' failures end in the app's own error handler: Bolt could not read the request.
    log.warn('slack_request_not_read', { code: String(event.body.type), error });
  } finally {
    acknowledged();
  }
  if (isAnswered) return;
  log.warn('slack_request_unknown', { code: String(event.body.type ?? 'without a type') });
  // A menu without a handler for its options is empty.
  await event.ack(event.body.type === 'block_suggestion' ? { options: [] } : undefined);
}
