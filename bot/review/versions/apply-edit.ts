import type { ArticlePart, DraftContent } from '../../../ports/content.ts';
import { plainWords } from '../../asking/plain-words.ts';
import { limits } from '../../slack/blocks.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Editable } from './editable.ts';

/** Of one field: Slack takes 3,000, and what is typed may grow. */
const ROOM = 2600;

/** An editable as the fields that have room for it, each with what joins it to the next. */
export interface Field {
  id: string;
  value: string;
  glue: string;
}

/** A long text in fields of its own, at ends of paragraphs, else of sentences. Pure. */
export function fieldsOf({ path, value }: Editable): Field[] {
  const id = path.join('.');
  const parts = inRooms(value);
  return parts.map((part, at) => ({ ...part, id: parts.length === 1 ? id : `${id}#${at + 1}` }));
}

function inRooms(text: string): Omit<Field, 'id'>[] {
  if (text.length <= ROOM) return [{ value: text, glue: '' }];
  const head = text.slice(0, ROOM);
  for (const glue of ['\n\n', '\n', ' ']) {
    const end = head.lastIndexOf(glue);
    if (end > ROOM / 3) {
      return [{ value: text.slice(0, end), glue }, ...inRooms(text.slice(end + glue.length))];
    }
  }
  return [{ value: head, glue: '' }, ...inRooms(text.slice(ROOM))];
}

/**
 * The draft with what was typed, or what is wrong with a field. What was not touched stays as it was, to the byte. A quote
 * whose mark was taken away goes with it, and the others are numbered anew; no mark is taken that has no quote. Pure.
 *
 * @param typed By id of a field; one that was not sent was emptied.
 */
export function applyEdit(
  content: DraftContent,
  editables: readonly Editable[],
  typed: ReadonlyMap<string, string>,
  texts: Texts,
): { content: DraftContent } | { field: string; error: string } {
  const t = texts.versions.errors;
  let changed: unknown = content;
  for (const editable of editables) {
    const fields = fieldsOf(editable);
    const first = fields[0]?.id ?? '';
    const tooLong = fields.find(({ id }) => [...(typed.get(id) ?? '')].length > limits.input);
    if (tooLong) return { field: tooLong.id, error: t.tooLong(limits.input) };
    const said = fields.map(({ id, value, glue }) => ({
      now: plainWords(typed.get(id) ?? ''),
      was: plainWords(value),
      value,
      glue,
    }));
    if (said.every(({ now, was }) => now === was)) continue;
    const text = said
      .map(({ now, was, value, glue }) => (now === '' ? '' : `${now === was ? value : now}${glue}`))
      .join('')
      .trim();
    if (text === '' && !editable.mayBeEmpty) return { field: first, error: t.empty };
    if (editable.kind !== 'markdown') {
      changed = replaced(changed, editable.path, entered(editable, text));
      continue;
    }
    const path = editable.path.slice(0, -1);
    // SAFETY: only the text of an article's part is of the kind `markdown`, and the part holds it.
    const cited = withItsQuotes(text, at(content, path) as ArticlePart);
    if ('unknown' in cited) return { field: first, error: t.unknownMark(cited.unknown, cited.quotes) };
    changed = replaced(
      replaced(changed, [...path, 'markdown'], cited.markdown),
      [...path, 'evidence'],
      cited.evidence,
    );
  }
  // SAFETY: texts took the places of texts.
  return { content: changed as DraftContent };
}

function entered({ kind }: Editable, text: string): string | string[] {
  const entries = (apart: RegExp) =>
    text
      .split(apart)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  switch (kind) {
    case 'lines':
      return entries(/\n/);
    case 'keywords':
      return entries(/[\n,;]/);
    case 'hashtags':
      return [...new Set(entries(/[\s,;]/).map((tag) => `#${tag.replace(/^#+/, '')}`))].filter(
        (tag) => tag !== '#',
      );
    case 'line':
    case 'text':
      return text.replaceAll(/\s+/g, ' ');
    default:
      return text;
  }
}

const MARK = /\[\^([^\]\s]{1,20})\]/g;
const marksIn = (markdown: string) => [...markdown.matchAll(MARK)].map(([, mark = '']) => mark);

function withItsQuotes(
  markdown: string,
  { markdown: before, evidence }: ArticlePart,
): Pick<ArticlePart, 'markdown' | 'evidence'> | { unknown: string; quotes: number } {
  const marks = marksIn(markdown);
  const unknown = marks.find((mark) => !/^\d{1,3}$/.test(mark) || !evidence[Number(mark) - 1]);
  if (unknown !== undefined) return { unknown, quotes: evidence.length };
  const [now, then] = [new Set(marks.map(Number)), new Set(marksIn(before).map(Number))];
  const kept = evidence.map((_, i) => i + 1).filter((number) => now.has(number) || !then.has(number));
  return {
    markdown: markdown.replaceAll(MARK, (_, mark: string) => `[^${kept.indexOf(Number(mark)) + 1}]`),
    evidence: kept.flatMap((number) => evidence[number - 1] ?? []),
  };
}

function at(value: unknown, path: Editable['path']): unknown {
  // SAFETY: a path leads through objects and lists alone; a key that is missing reads as undefined.
  return path.reduce<unknown>((one, key) => (one as Record<string | number, unknown>)?.[key], value);
}

function replaced(value: unknown, [key, ...rest]: Editable['path'], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.with(Number(key), replaced(value[Number(key)], rest, by));
  // SAFETY: what still has a key of a path to go and is no list is an object.
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaced(object[key], rest, by) };
}
