import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Action } from '../../ports/outreach.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { actionRef, refOf } from './action-ref.ts';

export const EDIT = 'outreach_edit_text';
/** What an input of Slack holds. */
export const FORM_TEXT_MAX = 3000;

/** Where a form about an action was opened; comes back with its submission. */
export const actionOrigin = z.object({
  ref: actionRef,
  channel_id: z.string().nullable(),
  name: z.string(),
});
export type ActionOrigin = z.infer<typeof actionOrigin>;

export function editModal(action: Action, origin: ActionOrigin, max: number, t: OutreachTexts): ModalView {
  const longest = Math.min(max, FORM_TEXT_MAX);
  const initial = action.text ?? '';
  return {
    type: 'modal',
    callback_id: EDIT,
    private_metadata: JSON.stringify({ ...origin, ref: refOf(action) }),
    title: { type: 'plain_text', text: t.edit.title },
    submit: { type: 'plain_text', text: t.edit.submit },
    close: { type: 'plain_text', text: t.edit.close },
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: t.edit.voids } },
      {
        type: 'input',
        block_id: 'text',
        optional: action.type === 'send_invite',
        label: { type: 'plain_text', text: t.edit.label },
        hint: { type: 'plain_text', text: t.edit.hint(longest) },
        element: {
          type: 'plain_text_input',
          action_id: 'text',
          multiline: true,
          max_length: Math.max(longest, Math.min(initial.length, FORM_TEXT_MAX)),
          ...(initial === '' ? {} : { initial_value: initial }),
          focus_on_load: true,
        },
      },
    ],
  };
}
