import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { briefLength, type CarouselBrief, languages, slideCount } from '../../ports/content.ts';
import { plainWords } from '../plain-words.ts';
import type { Texts } from '../texts/texts.ts';

export const BRIEFING = 'briefing';

/** Where the form was opened; comes back with its submission. */
export const formOrigin = z.object({ channel_id: z.string(), response_url: z.string().nullable() });
export type FormOrigin = z.infer<typeof formOrigin>;

/** Block and action ids of a field are the same word. */
const fields = ['brief', 'audience', 'language', 'slides', 'tone', 'call_to_action'] as const;
type Field = (typeof fields)[number];

export function briefingModal(origin: FormOrigin, texts: Texts): ModalView {
  const t = texts.form;
  return {
    type: 'modal',
    callback_id: BRIEFING,
    private_metadata: JSON.stringify(origin),
    title: { type: 'plain_text', text: t.title },
    submit: { type: 'plain_text', text: t.submit },
    close: { type: 'plain_text', text: t.close },
    blocks: [
      {
        type: 'input',
        block_id: 'brief',
        label: { type: 'plain_text', text: t.brief },
        hint: { type: 'plain_text', text: t.briefHint },
        element: {
          type: 'plain_text_input',
          action_id: 'brief',
          multiline: true,
          max_length: briefLength.max,
          focus_on_load: true,
        },
      },
      line('audience', t.audience, t.audienceHint),
      {
        type: 'input',
        block_id: 'language',
        label: { type: 'plain_text', text: t.language },
        element: {
          type: 'static_select',
          action_id: 'language',
          initial_option: languageOption('auto', texts),
          options: [languageOption('auto', texts), ...languages.map((l) => languageOption(l, texts))],
        },
      },
      {
        type: 'input',
        block_id: 'slides',
        optional: true,
        label: { type: 'plain_text', text: t.slides(slideCount.min, slideCount.max) },
        hint: { type: 'plain_text', text: t.slidesHint(slideCount.default) },
        element: {
          type: 'number_input',
          action_id: 'slides',
          is_decimal_allowed: false,
          min_value: String(slideCount.min),
          max_value: String(slideCount.max),
        },
      },
      line('tone', t.tone, t.toneHint),
      line('call_to_action', t.callToAction, t.callToActionHint),
    ],
  };
}

/** What Slack sends of a submitted form; only the parts that are read. */
export type FormValues = Record<
  string,
  Record<
    string,
    { value?: string | null | undefined; selected_option?: { value: string } | null | undefined }
  >
>;

/** The brief, or what is wrong with it, by field. Slack checks too, but not every client does. */
export function readForm(
  values: FormValues,
  texts: Texts,
): { brief: CarouselBrief } | { errors: Partial<Record<Field, string>> } {
  const t = texts.form.errors;
  const said = (field: Field) => plainWords(values[field]?.[field]?.value ?? '');
  const errors: Partial<Record<Field, string>> = {};
  const text = (field: Field, max: number): string | null => {
    const length = [...said(field)].length;
    if (length > max) errors[field] = t.tooLong(length, max);
    return length === 0 ? null : said(field);
  };

  const topic = text('brief', briefLength.max);
  if (topic === null) errors.brief = t.briefMissing;
  const slides = said('slides') === '' ? null : Number(said('slides'));
  if (
    slides !== null &&
    !(Number.isInteger(slides) && slides >= slideCount.min && slides <= slideCount.max)
  ) {
    errors.slides = t.slides(slideCount.min, slideCount.max);
  }
  const chosen = values.language?.language?.selected_option?.value;
  const brief = {
    audience: text('audience', briefLength.field),
    language: languages.find((l) => l === chosen) ?? null,
    slides,
    tone: text('tone', briefLength.field),
    call_to_action: text('call_to_action', briefLength.field),
  };
  return topic === null || Object.keys(errors).length > 0 ? { errors } : { brief: { topic, ...brief } };
}

function line(field: Field, label: string, hint: string): KnownBlock {
  return {
    type: 'input',
    block_id: field,
    optional: true,
    label: { type: 'plain_text', text: label },
    hint: { type: 'plain_text', text: hint },
    element: { type: 'plain_text_input', action_id: field, max_length: briefLength.field },
  };
}

function languageOption(value: 'auto' | 'pt' | 'en', texts: Texts) {
  return { text: { type: 'plain_text' as const, text: texts.form.languages[value] }, value };
}
