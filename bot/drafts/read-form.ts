import { briefLength, type JobToStart, languages } from '../../ports/content.ts';
import { plainWords } from '../asking/plain-words.ts';
import { clip } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { urlOf } from './addresses-in.ts';
import type { DraftKind, Field } from './draft-kinds.ts';

/** What Slack sends of a submitted form; only the parts that are read. */
export type FormValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      selected_user?: string | null | undefined;
    }
  >
>;

/** The job that the form asks for, or what is wrong, by field. Slack checks too, but not every client does. */
export function readForm(
  kind: DraftKind,
  values: FormValues,
  texts: Texts,
): { job: JobToStart } | { errors: Partial<Record<Field, string>> } {
  const t = texts.form.errors;
  const said = (field: Field) => plainWords(values[field]?.[field]?.value ?? '');
  const errors: Partial<Record<Field, string>> = {};
  const text = (field: Field, max: number): string | null => {
    const length = [...said(field)].length;
    if (length > max) errors[field] = t.tooLong(length, max);
    return length === 0 ? null : said(field);
  };

  const topic = text('brief', briefLength.max);
  if (topic === null) errors.brief = texts.kinds[kind.type].form.briefMissing;
  const { field, min, max } = kind.length;
  const length = said(field) === '' ? null : Number(said(field));
  if (length !== null && !(Number.isInteger(length) && length >= min && length <= max)) {
    errors[field] = t.length(min, max);
  }
  const written = said('addresses').split(/\s+/).filter(Boolean);
  const wrong = written.find((address) => urlOf(address) === null);
  const urls = [...new Set(written.flatMap((address) => urlOf(address) ?? []))];
  if (wrong !== undefined) errors.addresses = t.notAnAddress(clip(wrong, 100));
  else if (urls.length > kind.mostUrls) errors.addresses = t.tooManyAddresses(urls.length, kind.mostUrls);

  const chosen = values.language?.language?.selected_option?.value;
  const fields = {
    audience: text('audience', briefLength.field),
    language: languages.find((l) => l === chosen) ?? null,
    length,
    tone: text('tone', briefLength.field),
    keywords: text('keywords', briefLength.field),
    call_to_action: text('call_to_action', briefLength.field),
    urls,
  };
  return topic === null || Object.keys(errors).length > 0
    ? { errors }
    : { job: kind.job({ topic, ...fields }) };
}
