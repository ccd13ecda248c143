import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { field, label, modal } from '../asking/form-parts.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { actionOrigin } from './edit-modal.ts';

export const RESCHEDULE = 'outreach_not_before';

export const rescheduleOrigin = actionOrigin.extend({ zone: z.string() });
type RescheduleOrigin = z.infer<typeof rescheduleOrigin>;

export function rescheduleModal(
  origin: RescheduleOrigin,
  initial: { date: string; time: string },
  t: OutreachTexts,
): ModalView {
  const r = t.reschedule;
  return modal(RESCHEDULE, origin, { title: r.title, submit: r.submit, close: t.edit.close }, [
    { type: 'section', text: label(r.intro(origin.zone)) },
    field('date', r.date, { type: 'datepicker', initial_date: initial.date }),
    field('time', r.time, { type: 'timepicker', initial_time: initial.time }),
  ]);
}
