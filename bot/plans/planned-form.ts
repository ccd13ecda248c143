import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type PlanLine, type PlannedType, plannedLength, plannedTypes } from '../../ports/content.ts';
import { field, modal, option } from '../asking/form-parts.ts';
import { typedWords } from '../asking/plain-words.ts';
import type { Texts } from '../texts/texts.ts';
import { planLineRef } from './plan-actions.ts';
import { readDay } from './read-day.ts';

export const PLANNED_FORM = 'planned_brief';

export const plannedOrigin = z.object({
  ref: planLineRef,
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
  /** The person's, by which a day has passed. */
  zone: z.string(),
});
type PlannedOrigin = z.infer<typeof plannedOrigin>;

/** One brief to change: day, type, topic, angle. */
export function plannedForm(origin: PlannedOrigin, line: PlanLine, texts: Texts): ModalView {
  const t = texts.plans.changeForm;
  const types = plannedTypes.map((type) => option(texts.brief.heading[type], type));
  const chosen = types.find(({ value }) => value === line.type);
  return modal(
    PLANNED_FORM,
    origin,
    { title: t.title, submit: texts.plans.save, close: texts.changes.close },
    [
      field('day', t.day, { type: 'datepicker', initial_date: line.day }),
      field('type', t.type, {
        type: 'static_select',
        options: types,
        ...(chosen ? { initial_option: chosen } : {}),
      }),
      field(
        'topic',
        t.topic,
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: plannedLength.topic,
          initial_value: line.topic,
        },
        { hint: t.topicHint },
      ),
      field(
        'angle',
        t.angle,
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: plannedLength.angle,
          ...(line.angle === '' ? {} : { initial_value: line.angle }),
        },
        { hint: t.angleHint, optional: true },
      ),
    ],
  );
}

type Values = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_date?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
    }
  >
>;

/** The brief as it should be, or what is wrong, by field. Slack checks too, but not every client does. Pure. */
export function readPlanned(
  values: Values,
  at: { now: number; zone: string },
  texts: Texts,
):
  | { brief: { type: PlannedType; topic: string; angle: string; day: string } }
  | { errors: Record<string, string> } {
  const t = texts.plans.changeForm.errors;
  const line = (id: 'topic' | 'angle') => typedWords(values[id]?.[id]?.value ?? '').replaceAll(/\s+/g, ' ');
  const [topic, angle] = [line('topic'), line('angle')];
  const read = readDay(values.day?.day?.selected_date, at, texts);
  const day = 'day' in read ? read.day : null;
  const type = plannedTypes.find((one) => one === values.type?.type?.selected_option?.value);
  const tooLong = (text: string, max: number) =>
    [...text].length > max ? texts.form.errors.tooLong([...text].length, max) : null;
  const errors = {
    day: 'error' in read ? read.error : day === null ? texts.plans.form.errors.past : null,
    type: type === undefined ? t.noType : null,
    topic: topic === '' ? t.noTopic : tooLong(topic, plannedLength.topic),
    angle: tooLong(angle, plannedLength.angle),
  };
  const wrong = Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== null);
  if (wrong.length > 0 || day === null || type === undefined) return { errors: Object.fromEntries(wrong) };
  return { brief: { type, topic, angle, day } };
}
