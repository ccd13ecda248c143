import type { ModalView } from '@slack/types';
import type { Desk } from '../desk.ts';
import { tellLine } from './press.ts';
import type { Recipient } from './tell.ts';

/** Opens a form; a trigger that is too old is told with `t.command.formNotOpened`, never silent. */
export async function openForm(
  desk: Pick<Desk, 'slack' | 'tell' | 'log'>,
  { triggerId, to }: { triggerId: string; to: Recipient },
  view: ModalView,
  t: { command: { formNotOpened: string } },
): Promise<void> {
  try {
    await desk.slack.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    desk.log.warn('form_not_opened', { user_id: to.user_id, error });
    await tellLine(desk, to, t.command.formNotOpened);
  }
}
