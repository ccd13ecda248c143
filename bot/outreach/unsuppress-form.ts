import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Suppression } from '../../ports/outreach.ts';
import { field, label, modal, option } from '../asking/form-parts.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';

export const UNSUPPRESS = 'outreach_unsuppress';
export const endReason = { min: 5, max: 500 } as const;
export const unsuppressOrigin = z.object({ channel_id: z.string().nullable() });

/** Which suppression ends, and why. `total` may be more than a select offers. */
export function unsuppressModal(
  origin: z.infer<typeof unsuppressOrigin>,
  { total, suppressions }: { total: number; suppressions: Suppression[] },
  t: OutreachTexts,
): ModalView {
  const u = t.unsuppress;
  const more = total - suppressions.length;
  return modal(UNSUPPRESS, origin, { title: u.title, submit: u.submit, close: t.edit.close }, [
    { type: 'section', text: label(more > 0 ? `${u.intro} ${u.more(more)}` : u.intro) },
    field('suppression', u.which, {
      type: 'static_select',
      options: suppressions.map((s) => option(nameOf(s, t), String(s.id))),
    }),
    field(
      'reason',
      u.reason,
      { type: 'plain_text_input', multiline: true, min_length: endReason.min, max_length: endReason.max },
      { hint: u.hint },
    ),
  ]);
}

export function nameOf(
  { kind, value, name }: Pick<Suppression, 'kind' | 'value' | 'name'>,
  t: OutreachTexts,
): string {
  const plain = kind === 'person' ? value.replace(/^[a-z_]+:/, '') : value;
  return `${t.unsuppress.kinds[kind]}: ${name === null ? plain : `${name} (${plain})`}`;
}
