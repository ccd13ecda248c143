import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { actionOrigin } from './edit-modal.ts';

export const RESCHEDULE = 'outreach_not_before';

export const rescheduleOrigin = actionOrigin.extend({ zone: z.string() });
export type RescheduleOrigin = z.infer<typeof rescheduleOrigin>;

export function rescheduleModal(
  origin: RescheduleOrigin,
  initial: { date: string; time: string },
  t: OutreachTexts,
): ModalView {
  const r = t.reschedule;
  return {
    type: 'modal',
    callback_id: RESCHEDULE,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: r.title },
    submit: { type: 'plain_text', text: r.submit },
    close: { type: 'plain_text', text: t.edit.close },
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: r.intro(origin.zone) } },
      {
        type: 'input',
        block_id: 'date',
        label: { type: 'plain_text', text: r.date },
        element: { type: 'datepicker', action_id: 'date', initial_date: initial.date },
      },
      {
        type: 'input',
        block_id: 'time',
        label: { type: 'plain_text', text: r.time },
        element: { type: 'timepicker', action_id: 'time', initial_time: initial.time },
      },
    ],
  };
}
