import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { briefLength, languages } from '../../ports/content.ts';
import { channelInput } from '../asking/channel-input.ts';
import { field, modal, option } from '../asking/form-parts.ts';
import { clip, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import type { DraftKind, Field } from './draft-kinds.ts';
import type { Given } from './typed-brief.ts';

/** Where the form was opened; comes back with its submission. */
/** `channel_id` null: opened where no draft may appear, so that the form asks for the channel. */
export const formOrigin = z.object({
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
  /** The research whose report the draft is made from. */
  from_job_id: z.string().optional(),
});
export type FormOrigin = z.infer<typeof formOrigin>;

/** Five addresses as long as browsers make them, ten of the usual length; Slack takes 3000. */
const ADDRESSES_MAX = 3000;

/** The briefing form of a kind of draft, with what was typed already and what such a job will take. */
export function briefingModal(
  kind: DraftKind,
  origin: FormOrigin,
  given: Given,
  texts: Texts,
  estimate: string | null = null,
): ModalView {
  return modal(
    kind.form,
    origin,
    { title: texts.kinds[kind.type].form.title, submit: texts.form.submit, close: texts.form.close },
    [
      ...(origin.channel_id === null ? [channelInput(texts.form.channel, texts.form.channelHint)] : []),
      ...kind.fields.map((field) => briefingField(kind, field, given, texts)),
      ...(estimate === null ? [] : [small(estimate)]),
    ],
  );
}

export function briefingField(kind: DraftKind, id: Field, given: Given, texts: Texts): InputBlock {
  const t = texts.form;
  const own = texts.kinds[kind.type].form;
  switch (id) {
    case 'brief':
      return field(
        id,
        own.brief,
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: briefLength.max,
          focus_on_load: true,
          ...initial(given.brief),
        },
        { hint: own.briefHint },
      );
    case 'language': {
      const asAsked = option(own.sameLanguage, 'auto');
      return field(id, t.language, {
        type: 'static_select',
        initial_option: asAsked,
        options: [asAsked, ...languages.map((l) => option(texts.form.languages[l], l))],
      });
    }
    case 'slides':
    case 'words':
    case 'rounds': {
      const { min, max } = kind.length;
      const hint = own.lengthHint(kind.length.default);
      return field(
        id,
        own.length(min, max),
        {
          type: 'number_input',
          is_decimal_allowed: false,
          min_value: String(min),
          max_value: String(max),
          ...initial(isLength(given.length, kind.length) ? given.length : undefined),
        },
        { hint, optional: true },
      );
    }
    case 'addresses':
      return field(
        id,
        t.addresses,
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: ADDRESSES_MAX,
          ...initial(given.addresses),
        },
        { hint: t.addressesHint(kind.mostUrls), optional: true },
      );
    case 'approver':
      return field(id, t.approver, { type: 'users_select' }, { hint: t.approverHint, optional: true });
    case 'audience':
      return line(id, t.audience, own.audienceHint);
    case 'tone':
      return line(id, t.tone, t.toneHint);
    case 'keywords':
      return line(id, t.keywords, t.keywordsHint);
    case 'call_to_action':
      return line(id, t.callToAction, own.callToActionHint);
  }
}

function line(id: Field, name: string, hint: string | undefined): InputBlock {
  return field(
    id,
    name,
    { type: 'plain_text_input', max_length: briefLength.field },
    { ...(hint === undefined ? {} : { hint }), optional: true },
  );
}

/** Slack opens no form whose start value is outside its range. */
function isLength(given: string | undefined, { min, max }: { min: number; max: number }): boolean {
  return given !== undefined && Number(given) >= min && Number(given) <= max;
}

function initial(value: string | undefined): { initial_value?: string } {
  return value === undefined ? {} : { initial_value: clip(value, ADDRESSES_MAX) };
}
