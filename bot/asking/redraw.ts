import type { Desk } from '../desk.ts';
import type { Message } from '../slack/blocks.ts';
import { type Recipient, respond } from './tell.ts';

/** Puts a message in the place of the private one that was pressed; where Slack would not, the person gets a new one. */
export async function redraw(
  desk: Pick<Desk, 'fetch' | 'tell' | 'log'>,
  to: Recipient,
  message: Message,
): Promise<void> {
  if (to.response_url) {
    try {
      await respond(desk.fetch, to.response_url, { ...message, replace_original: true });
      return;
    } catch (error) {
      desk.log.warn('message_not_replaced', { user_id: to.user_id, error });
    }
  }
  await desk.tell(to, message);
}
