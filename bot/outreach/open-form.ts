import type { ModalView } from '@slack/types';
import type { Recipient } from '../tell.ts';
import type { OutreachTexts } from '../texts/outreach-texts.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { tellLine } from './press.ts';

/** Opens a form; a trigger that is too old is told, never silent. */
export async function openForm(
  desk: OutreachDesk,
  { triggerId, to }: { triggerId: string; to: Recipient },
  view: ModalView,
  t: OutreachTexts,
): Promise<void> {
  try {
    await desk.slack.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    desk.log.warn('form_not_opened', { user_id: to.user_id, error });
    await tellLine(desk, to, t.command.formNotOpened);
  }
}
