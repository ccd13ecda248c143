import type { OutboxItem, Reminder } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import { type Place, showMessage } from '../delivery/show-message.ts';
import { NotShown } from '../delivery/show-surface.ts';
import { placeOf } from '../drafts/find-posted.ts';
import { directChannel } from '../slack/direct-channel.ts';
import { permalink } from '../slack/permalink.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import type { Texts } from '../texts/texts.ts';
import { escalationMessage, reminderMessage, turnMessage } from './reminder-message.ts';

type ReminderDesk = Pick<ContentDesk, 'slack' | 'log'>;
type Item = OutboxItem & { reminder: Reminder };

/**
 * A reminder goes to the person alone, or into the thread where they take no direct messages; several are asked in
 * the thread. Posted once: what it says is of that moment.
 */
export async function showReminder(desk: ReminderDesk, item: Item, texts: Texts): Promise<string> {
  const { reminder } = item;
  if (item.ts !== null) return item.ts;
  if (!reminder.stands) throw new NotShown('overtaken', null);
  const link = await permalink(desk, item.channel_id, reminder.message_ts);
  if (reminder.person_id === null) {
    const toMany = reminder.kind === 'turn' ? turnMessage : escalationMessage;
    return showMessage(desk.slack, placeOf(item), toMany({ item, link }, texts));
  }
  try {
    const place = await directPlace(desk, item, reminder.person_id);
    return await showMessage(desk.slack, place, reminderMessage({ item, link, calls: false }, texts));
  } catch (error) {
    const { kind, code } = slackFailure(error);
    if (kind !== 'refused' && kind !== 'unreachable') throw error;
    desk.log.warn('reminder_not_in_direct_messages', { outbox_id: item.id, code });
    return showMessage(desk.slack, placeOf(item), reminderMessage({ item, link, calls: true }, texts));
  }
}

/** In the person's direct messages with the bot. */
export async function directPlace(desk: ReminderDesk, item: OutboxItem, personId: string): Promise<Place> {
  return { ...placeOf(item), channel_id: await directChannel(desk.slack, personId), thread_ts: null };
}
