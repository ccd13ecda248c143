/** What the bar above the composer does to the text, as the markers of Slack's mrkdwn. */
export const formats = [
  'bold',
  'italic',
  'strike',
  'link',
  'ordered',
  'bullets',
  'quote',
  'code',
  'block',
] as const;
export type Format = (typeof formats)[number];

/** A text field: what stands in it, and what is selected. */
export interface Typed {
  text: string;
  start: number;
  end: number;
}

const marks = { bold: '*', italic: '_', strike: '~', code: '`' } as const;

/** Puts the markers around the selection, or takes them away where they stand already. A link is asked for elsewhere. */
export function applyFormat(format: Format, typed: Typed): Typed {
  switch (format) {
    case 'link':
      return typed;
    case 'block':
      return around(typed, '```\n', '\n```');
    case 'quote':
    case 'bullets':
    case 'ordered':
      return onLines(typed, format);
    default:
      return around(typed, marks[format], marks[format]);
  }
}

/** `[words](address)`, which the stand-in turns into Slack's own form. */
export function insertLink({ text, start, end }: Typed, words: string, address: string): Typed {
  const safe = address.replace(/[()<>|]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const line = words.replace(/\s+/g, ' ').trim();
  const link = line === '' ? safe : `[${line}](${safe})`;
  const at = start + link.length;
  return { text: text.slice(0, start) + link + text.slice(end), start: at, end: at };
}

/**
 * A new line; in a list or quote with the marker of the next entry, and on an empty entry the end of the list instead.
 *
 * @returns Null where an ordinary line break will do.
 */
export function breakLine({ text, start, end }: Typed): Typed | null {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const found = /^(?:(•|>) |(\d+)\. )/.exec(text.slice(from, start));
  if (!found) return null;
  if (found[0].length === start - from) {
    return { text: text.slice(0, from) + text.slice(end), start: from, end: from };
  }
  const next = `\n${found[2] ? `${Number(found[2]) + 1}.` : found[1]} `;
  const at = start + next.length;
  return { text: text.slice(0, start) + next + text.slice(end), start: at, end: at };
}

function around({ text, start, end }: Typed, open: string, close: string): Typed {
  const [before, chosen, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  if (before.endsWith(open) && after.startsWith(close)) {
    return {
      text: before.slice(0, -open.length) + chosen + after.slice(close.length),
      start: start - open.length,
      end: end - open.length,
    };
  }
  // Slack reads no marker beside a space.
  const [, lead = '', inner = '', trail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(chosen) ?? [];
  const at = start + lead.length + open.length;
  return {
    text: before + lead + open + inner + close + trail + after,
    start: at,
    end: at + inner.length,
  };
}

const prefixes: Record<'quote' | 'bullets' | 'ordered', (n: number) => string> = {
  quote: () => '> ',
  bullets: () => '• ',
  ordered: (n) => `${n + 1}. `,
};
const anyPrefix = /^(?:[•>]|\d+\.) /;

function onLines({ text, start, end }: Typed, format: 'quote' | 'bullets' | 'ordered'): Typed {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const own = (line: string, n: number) => line.startsWith(prefixes[format](n));
  const changed = lines.every(own)
    ? lines.map((line) => line.replace(anyPrefix, ''))
    : lines.map((line, n) => prefixes[format](n) + line.replace(anyPrefix, ''));
  const grown = (changed[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  const body = changed.join('\n');
  return {
    text: text.slice(0, from) + body + text.slice(to),
    start: Math.max(from, start + grown),
    end: Math.max(from, end + body.length - (to - from)),
  };
}

/** Slack's own keys, with Ctrl or Cmd. */
export function formatOfKey(event: { code: string; shiftKey: boolean }): Format | null {
  const keys: Record<string, Format> = event.shiftKey
    ? {
        KeyX: 'strike',
        KeyC: 'code',
        KeyU: 'link',
        Digit7: 'ordered',
        Digit8: 'bullets',
        Digit9: 'quote',
      }
    : { KeyB: 'bold', KeyI: 'italic' };
  return keys[event.code] ?? null;
}
