/**
 * How long texts stand in the user message: each in an element of its own, so that a model reads and quotes them as they
 * are, with no `\n` and no `\"` in them (long-context tests of model makers find JSON poor for documents). `key` is where
 * the task holds them, `text` the field that becomes the element's content; the other texts become its attributes.
 */
const lists = [
  { key: 'samples', tag: 'sample', text: 'text' },
  { key: 'passages', tag: 'passage', text: 'text' },
  { key: 'parts', tag: 'part', text: 'text' },
  { key: 'article', tag: 'part', text: 'text' },
  { key: 'sections', tag: 'section', text: 'text' },
  // Of a conversation with a person outside: nothing that they write leaves its element.
  { key: 'before', tag: 'message', text: 'text' },
] as const;
/** A single one; what is no text of it stays with the small fields. */
const singles = [
  { key: 'current', tag: 'current' },
  { key: 'reply', tag: 'reply' },
  { key: 'unusable_answer', tag: 'unusable_answer' },
] as const;
/** In some tasks the long text is Markdown and named so. */
const TEXT_FIELDS = ['text', 'markdown'];
/** The same in each call of a job, so first: what begins alike can be cached. */
const STABLE = ['today', 'language', 'brand', 'brief', 'subjects', 'rules', 'pictures'];

const tags = [...new Set([...lists, ...singles].flatMap(({ key, tag }) => [key, tag]))];
/** What could end an element, or begin one, in a text of another author; and what such a sign was made of. */
const markup = new RegExp(
  `<(?=\\s*/?\\s*(?:${tags.join('|')})(?![\\p{L}\\p{N}_-]))|&(?=(?:amp;)*lt;)`,
  'giu',
);

/**
 * The user message of a task: small fields as JSON, long texts as elements, what the call is about last.
 *
 * No text can leave its element: a closing tag in it is escaped. Pure.
 */
export function userMessage(task: Record<string, unknown>): string {
  const rest: Record<string, unknown> = {};
  const head: Record<string, unknown> = {};
  const elements: string[] = [];
  let last = '';
  for (const { key, tag } of lists) {
    const given = task[key];
    if (!isList(given)) continue;
    elements.push(`<${key}>\n${given.map((one) => `${element(tag, one).text}\n`).join('')}</${key}>`);
  }
  for (const [key, value] of Object.entries(task)) {
    const single = singles.find((one) => one.key === key);
    if (lists.some((one) => one.key === key) && isList(value)) continue;
    if (STABLE.includes(key)) head[key] = value;
    else if (single && isRecord(value) && TEXT_FIELDS.some((field) => typeof value[field] === 'string')) {
      const { text, left } = element(single.tag, value);
      if (key === 'unusable_answer') last = text;
      else elements.push(text);
      if (Object.keys(left).length > 0) rest[key] = left;
    } else rest[key] = value;
  }
  return [
    ...(Object.keys(head).length > 0 ? [JSON.stringify(head)] : []),
    ...elements,
    JSON.stringify(rest),
    ...(last === '' ? [] : [last]),
  ].join('\n');
}

/** @returns The element, and what of it is neither its text nor an attribute. */
function element(
  tag: string,
  value: Record<string, unknown>,
): { text: string; left: Record<string, unknown> } {
  const field = TEXT_FIELDS.find((name) => typeof value[name] === 'string') ?? 'text';
  const left: Record<string, unknown> = {};
  let attributes = '';
  for (const [key, one] of Object.entries(value)) {
    if (key === field || one === null) continue;
    if (typeof one === 'string') attributes += ` ${key}="${attribute(one)}"`;
    else left[key] = one;
  }
  return { text: `<${tag}${attributes}>\n${escaped(String(value[field] ?? ''))}\n</${tag}>`, left };
}

function escaped(text: string): string {
  return text.replaceAll(markup, (sign) => (sign === '<' ? '&lt;' : '&amp;'));
}

function attribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('\n', '&#10;');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is Record<string, unknown>[] =>
  Array.isArray(value) &&
  value.every((one) => isRecord(one) && TEXT_FIELDS.some((field) => typeof one[field] === 'string'));
