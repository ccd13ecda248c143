import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { briefLength, languages, plannedCount } from '../../ports/content.ts';
import { channelInput } from '../asking/channel-input.ts';
import { field, modal, option } from '../asking/form-parts.ts';
import type { Given } from '../drafts/typed-brief.ts';
import { clip } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

export const PLAN_FORM = 'plan_briefing';

/** Where the form was opened; comes back with its submission. */
export const planOrigin = z.object({
  /** Null: opened where no draft may appear, so that the form asks for the channel. */
  channel_id: z.string().nullable(),
  response_url: z.string().nullable(),
  /** The person's, by which a day has passed. */
  zone: z.string(),
});
type PlanOrigin = z.infer<typeof planOrigin>;

/** Theme, number of briefs, first day, language. */
export function planModal(origin: PlanOrigin, given: Given, texts: Texts): ModalView {
  const t = texts.plans.form;
  const asTheme = option(t.sameLanguage, 'auto');
  const { min, max } = plannedCount;
  const { length, brief } = given;
  const count = length !== undefined && Number(length) >= min && Number(length) <= max ? length : undefined;
  return modal(PLAN_FORM, origin, { title: t.title, submit: texts.form.submit, close: texts.form.close }, [
    ...(origin.channel_id === null ? [channelInput(texts.form.channel, texts.form.channelHint)] : []),
    field(
      'brief',
      t.brief,
      {
        type: 'plain_text_input',
        multiline: true,
        max_length: briefLength.max,
        focus_on_load: true,
        ...(brief === undefined ? {} : { initial_value: clip(brief, briefLength.max) }),
      },
      { hint: t.briefHint },
    ),
    field(
      'count',
      t.count(min, max),
      {
        type: 'number_input',
        is_decimal_allowed: false,
        min_value: String(min),
        max_value: String(max),
        ...(count === undefined ? {} : { initial_value: count }),
      },
      { hint: t.countHint(plannedCount.default), optional: true },
    ),
    field('first_day', t.firstDay, { type: 'datepicker' }, { hint: t.firstDayHint, optional: true }),
    field('language', texts.form.language, {
      type: 'static_select',
      initial_option: asTheme,
      options: [asTheme, ...languages.map((l) => option(texts.form.languages[l], l))],
    }),
  ]);
}
