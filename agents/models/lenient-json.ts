import { jsonrepair } from 'jsonrepair';

/** Fewer than any answer has and more than a model's musings hold; scanning more would only cost time. */
const MOST_OBJECTS = 50;

/**
 * The JSON values that the text of a model may mean, the likeliest first: without its thoughts, without a fence, without the
 * words around it, with the slips mended that leave no doubt (a comma too many, curly quotes, line breaks within a text).
 * What was broken off is not completed, and no value is guessed. Pure.
 */
export function* jsonIn(text: string): Generator<unknown> {
  const answer = afterThoughts(text.replace(/^\uFEFF/, ''));
  const whole = parsed(answer);
  if (whole !== undefined) yield typeof whole === 'string' ? (parsed(whole) ?? whole) : whole;
  const fences = [...answer.matchAll(/```[\w-]*[ \t]*\r?\n?([\s\S]*?)```/g)].map(([, inner = '']) =>
    inner.trim(),
  );
  const pieces = [...fences.toReversed(), ...balancedObjects(answer).toReversed()];
  for (const piece of pieces) {
    const value = parsed(piece);
    if (value !== undefined) yield value;
  }
  for (const piece of pieces) {
    const value = mended(piece);
    if (value !== undefined) yield value;
  }
}

/** What stands after the last thought; of a thought that is not closed, what stands in it. */
function afterThoughts(text: string): string {
  const closed = /<\/(think|thinking|reasoning|thought)>(?![\s\S]*<\/\1>)/i.exec(text);
  const rest = closed ? text.slice(closed.index + closed[0].length) : text;
  return (rest.includes('{') ? rest : text).replace(/<\/?(think|thinking|reasoning|thought)>/gi, '').trim();
}

/** Each outermost `{` to its own `}`, in order; what is never closed is none. */
function balancedObjects(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('{'); at >= 0 && found.length < MOST_OBJECTS; ) {
    const end = closingOf(text, at);
    if (end < 0) at = text.indexOf('{', at + 1);
    else {
      found.push(text.slice(at, end + 1));
      at = text.indexOf('{', end + 1);
    }
  }
  return found;
}

function closingOf(text: string, start: number): number {
  const open: string[] = [];
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\\') at += 1;
    else if (quote !== '') {
      if (quote === char) quote = '';
    } else if (char === '"') quote = '"';
    else if (char === '“') quote = '”';
    else if (char === '{' || char === '[') open.push(char);
    else if (char === '}' || char === ']') {
      if (open.pop() !== (char === '}' ? '{' : '[')) return -1;
      if (open.length === 0) return at;
    }
  }
  return -1;
}

/** A whole object with slips. One with "..." in the place of a value left something out. */
function mended(text: string): unknown {
  if (!text.startsWith('{') || closingOf(text, 0) !== text.length - 1) return undefined;
  if (/[[{,:]\s*(\.\.\.|…)|(\.\.\.|…)\s*[\]},]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""')))
    return undefined;
  try {
    return parsed(jsonrepair(text));
  } catch {
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
