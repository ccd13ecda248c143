import type { InputBlock } from '@slack/types';
import { reasonLength } from '../../ports/content.ts';
import { field } from '../asking/form-parts.ts';
import { plainWords } from '../asking/plain-words.ts';
import type { Texts } from '../texts/texts.ts';

/** Block and action id are `reason`. Slack counts other units than we do, so that both ends are checked once it is sent. */
export function reasonField(t: { label: string; hint: string }): InputBlock {
  return field(
    'reason',
    t.label,
    { type: 'plain_text_input', multiline: true, max_length: reasonLength.max, focus_on_load: true },
    { hint: t.hint },
  );
}

/** The reason of a form, or what is wrong with it. */
export function readReason(
  values: Record<string, Record<string, { value?: string | null | undefined }>>,
  texts: Texts,
): { reason: string } | { error: string } {
  const reason = plainWords(values.reason?.reason?.value ?? '').trim();
  const { length } = [...reason];
  const fits = length >= reasonLength.min && length <= reasonLength.max;
  return fits ? { reason } : { error: texts.evidence.override.errors.length(length) };
}
