import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { field, label, modal } from '../../asking/form-parts.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';

export const GO_ON = 'outreach_go_on_from';

/** What the button carries: the message, and who wrote it. */
export const messageRef = z.object({ event: z.string(), name: z.string() });

export function goOnForm(ref: z.infer<typeof messageRef>, t: OutreachTexts): ModalView {
  const g = t.campaigns.goOn;
  return modal(GO_ON, ref, { title: g.title, submit: g.submit, close: g.close }, [
    { type: 'section', text: label(g.intro(ref.name)) },
    field('date', g.date, { type: 'datepicker' }, { hint: g.dateHint, optional: true }),
  ]);
}
