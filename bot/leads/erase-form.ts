import type { ModalView } from '@slack/types';
import { z } from 'zod';
import {
  type ErasureLook,
  erasureReasons,
  type KnownOfPerson,
  type LeadChoice,
} from '../../ports/outreach.ts';
import { field, label, modal, option } from '../asking/form-parts.ts';
import { bulleted, plain, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { nameOf } from './lead-message.ts';

export const ERASE = 'leads_erase_form';
export const eraseOrigin = z.object({
  lead_id: z.string(),
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});

/** Of whom, and how much there is. */
type ToErase = { lead: LeadChoice; counts: KnownOfPerson };

export const toErase = ({ lead, counts }: ErasureLook): ToErase | null =>
  lead && counts ? { lead, counts } : null;

/** What goes and what stays, before an admin says why and that it is meant. Pure. */
export function eraseModal(
  origin: z.infer<typeof eraseOrigin>,
  { lead, counts }: ToErase,
  { erasure: t, leads }: Texts,
): ModalView {
  const about = [lead.title, lead.company].filter(Boolean).join(', ');
  const name = nameOf(lead, leads);
  return modal(ERASE, origin, t, [
    plain(t.who(about === '' ? name : `${name} (${about})`)),
    said(`*${t.forGood}*`),
    said(`*${t.goesHeading}*`),
    bulleted(t.goes(counts)),
    said(`*${t.staysHeading}*`),
    bulleted(t.stays(counts)),
    field(
      'reason',
      t.reason,
      { type: 'static_select', options: erasureReasons.map((code) => option(t.reasons[code], code)) },
      { hint: t.reasonHint },
    ),
    field('sure', t.sureLabel, { type: 'checkboxes', options: [{ text: label(t.sure), value: 'sure' }] }),
  ]);
}
