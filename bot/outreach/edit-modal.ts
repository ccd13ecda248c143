import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Action } from '../../ports/outreach.ts';
import { field, label, modal } from '../asking/form-parts.ts';
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
type ActionOrigin = z.infer<typeof actionOrigin>;

export function editModal(action: Action, origin: ActionOrigin, max: number, t: OutreachTexts): ModalView {
  const longest = Math.min(max, FORM_TEXT_MAX);
  const initial = action.text ?? '';
  return modal(EDIT, { ...origin, ref: refOf(action) }, t.edit, [
    { type: 'section', text: label(t.edit.voids) },
    field(
      'text',
      t.edit.label,
      {
        type: 'plain_text_input',
        multiline: true,
        max_length: Math.max(longest, Math.min(initial.length, FORM_TEXT_MAX)),
        ...(initial === '' ? {} : { initial_value: initial }),
        focus_on_load: true,
      },
      { hint: t.edit.hint(longest), optional: action.type === 'send_invite' },
    ),
  ]);
}
