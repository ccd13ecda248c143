import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { briefLength, languages, maxBriefUrls } from '../../ports/content.ts';
import { channelInput } from '../asking/channel-input.ts';
import { clip } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import type { DraftKind, Field } from './draft-kinds.ts';
import type { Given } from './typed-brief.ts';

/** Where the form was opened; comes back with its submission. */
/** `channel_id` null: opened where no draft may appear, so that the form asks for the channel. */
export const formOrigin = z.object({
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
});
export type FormOrigin = z.infer<typeof formOrigin>;

/** Five addresses as long as browsers make them; Slack takes 3000. */
const ADDRESSES_MAX = 3000;

/** The briefing form of a kind of draft, with what was typed already. */
export function briefingModal(kind: DraftKind, origin: FormOrigin, given: Given, texts: Texts): ModalView {
  return {
    type: 'modal',
    callback_id: kind.form,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: texts.kinds[kind.type].form.title },
    submit: { type: 'plain_text', text: texts.form.submit },
    close: { type: 'plain_text', text: texts.form.close },
    blocks: [
      ...(origin.channel_id === null ? [channelInput(texts.form.channel, texts.form.channelHint)] : []),
      ...kind.fields.map((field) => input(kind, field, given, texts)),
    ],
  };
}

function input(kind: DraftKind, field: Field, given: Given, texts: Texts): InputBlock {
  const t = texts.form;
  const own = texts.kinds[kind.type].form;
  switch (field) {
    case 'brief':
      return block(field, t.brief, t.briefHint, {
        type: 'plain_text_input',
        action_id: field,
        multiline: true,
        max_length: briefLength.max,
        focus_on_load: true,
        ...initial(given.brief),
      });
    case 'language':
      return block(field, t.language, null, {
        type: 'static_select',
        action_id: field,
        initial_option: languageOption('auto', texts),
        options: [languageOption('auto', texts), ...languages.map((l) => languageOption(l, texts))],
      });
    case 'slides':
    case 'words': {
      const { min, max } = kind.length;
      const hint = t.lengthHint(kind.length.default);
      return optional(field, own.length(min, max), hint, {
        type: 'number_input',
        action_id: field,
        is_decimal_allowed: false,
        min_value: String(min),
        max_value: String(max),
        ...initial(isLength(given.length, kind.length) ? given.length : undefined),
      });
    }
    case 'addresses':
      return optional(field, t.addresses, t.addressesHint(maxBriefUrls), {
        type: 'plain_text_input',
        action_id: field,
        multiline: true,
        max_length: ADDRESSES_MAX,
        ...initial(given.addresses),
      });
    case 'audience':
      return line(field, t.audience, own.audienceHint);
    case 'tone':
      return line(field, t.tone, t.toneHint);
    case 'keywords':
      return line(field, t.keywords, t.keywordsHint);
    case 'call_to_action':
      return line(field, t.callToAction, own.callToActionHint);
  }
}

function block(field: Field, label: string, hint: string | null, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: field,
    label: { type: 'plain_text', text: label },
    ...(hint === null ? {} : { hint: { type: 'plain_text', text: hint } }),
    element,
  };
}

function optional(field: Field, label: string, hint: string, element: InputBlock['element']): InputBlock {
  return { ...block(field, label, hint, element), optional: true };
}

function line(field: Field, label: string, hint: string): InputBlock {
  return optional(field, label, hint, {
    type: 'plain_text_input',
    action_id: field,
    max_length: briefLength.field,
  });
}

/** Slack opens no form whose start value is outside its range. */
function isLength(given: string | undefined, { min, max }: { min: number; max: number }): boolean {
  return given !== undefined && Number(given) >= min && Number(given) <= max;
}

function initial(value: string | undefined): { initial_value?: string } {
  return value === undefined ? {} : { initial_value: clip(value, ADDRESSES_MAX) };
}

function languageOption(value: 'auto' | 'pt' | 'en', texts: Texts) {
  return { text: { type: 'plain_text' as const, text: texts.form.languages[value] }, value };
}
