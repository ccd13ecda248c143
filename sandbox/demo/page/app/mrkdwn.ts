import { emojiOf } from './emoji.ts';

export interface TextStyle {
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  code?: boolean;
}

/** Slack's own rich text shapes, so that mrkdwn and `rich_text` blocks are drawn by the same component. */
export type Inline = { style?: TextStyle | undefined } & (
  | { type: 'text'; text: string }
  | { type: 'link'; url: string; text?: string | undefined }
  | { type: 'user'; user_id: string }
  | { type: 'channel'; channel_id: string }
  | { type: 'broadcast'; range: string }
  | { type: 'emoji'; name: string; unicode?: string }
  | { type: 'usergroup'; usergroup_id: string }
  | { type: 'color'; value: string }
  | { type: 'date'; timestamp: number; format: string; fallback?: string; url?: string }
);

export type RichPart =
  | { type: 'rich_text_section'; elements: Inline[] }
  | { type: 'rich_text_quote'; elements: Inline[] }
  | { type: 'rich_text_preformatted'; elements: Inline[] }
  | {
      type: 'rich_text_list';
      style: 'bullet' | 'ordered';
      indent?: number | undefined;
      offset?: number | undefined;
      elements: { type: 'rich_text_section'; elements: Inline[] }[];
    };

/**
 * Slack's mrkdwn as rich text.
 *
 * Entities are decoded only after the parse, so that an escaped `&lt;!channel&gt;` stays text.
 */
export function parseMrkdwn(text: string): RichPart[] {
  const pieces = text.split('```');
  // A fence that is never closed is text.
  if (pieces.length % 2 === 0) pieces.push(`${pieces.splice(-2).join('```')}`);
  return pieces.flatMap((piece, index): RichPart[] => {
    if (index % 2 === 1) {
      const code = decode(piece.replace(/^\n|\n$/g, '').replace(angled, linkText));
      return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: code }] }];
    }
    // The line breaks around a fence belong to it.
    const from = index > 0 ? piece.replace(/^\n/, '') : piece;
    const prose = index < pieces.length - 1 ? from.replace(/\n$/, '') : from;
    return prose === '' ? [] : parseLines(prose);
  });
}

const angled = /<([^<>|\n]+)(?:\|([^<>\n]+))?>/g;

function parseLines(text: string): RichPart[] {
  const parts: RichPart[] = [];
  let open: { quote: boolean; lines: string[] } | null = null;
  let quoteRest = false;
  const flush = () => {
    if (open === null) return;
    const elements = parseInline(open.lines.join('\n'), {});
    parts.push({ type: open.quote ? 'rich_text_quote' : 'rich_text_section', elements });
    open = null;
  };
  for (const line of text.split('\n')) {
    const rest = /^(?:&gt;|>){3} ?(.*)$/.exec(line);
    const one = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (rest) quoteRest = true;
    const quote = quoteRest || one !== null;
    const body = rest?.[1] ?? (quoteRest ? line : (one?.[1] ?? line));
    if (open !== null && (open as { quote: boolean }).quote !== quote) flush();
    open ??= { quote, lines: [] };
    open.lines.push(body);
  }
  flush();
  return parts;
}

const token =
  /<([^<>\n]+)>|`([^`\n]+)`|\*([^*\n]+)\*|_([^_\n]+)_|~([^~\n]+)~|:([a-z0-9_+'-]+):|(https?:\/\/[^\s<>|`*]+)/gu;

/** Emphasis marks count only at the edge of a word: `snake_case` and `2*3*4` are text. */
function parseInline(text: string, style: TextStyle): Inline[] {
  const out: Inline[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) pushText(out, decode(text.slice(from, to)), style);
  };
  token.lastIndex = 0;
  let match = token.exec(text);
  while (match !== null) {
    const [whole, angle, code, bold, italic, strike, emoji, url] = match;
    const end = match.index + whole.length;
    const resume = () => {
      plain(match?.index ?? end);
      from = end;
    };
    let taken = true;
    if (angle !== undefined) {
      resume();
      out.push(...parseAngle(angle, whole, style));
    } else if (code !== undefined) {
      resume();
      pushText(out, decode(code.replace(angled, linkText)), { ...style, code: true });
    } else if (emoji !== undefined) {
      const sign = emojiOf(emoji);
      taken = sign !== null;
      if (sign !== null) {
        resume();
        pushText(out, sign, style);
      }
    } else if (url !== undefined) {
      const address = decode(url.replace(/[.,;:!?)\]]+$/, ''));
      resume();
      from = match.index + url.replace(/[.,;:!?)\]]+$/, '').length;
      token.lastIndex = from;
      out.push({ type: 'link', url: address, ...styled(style) });
    } else {
      const inner = bold ?? italic ?? strike ?? '';
      taken = isEmphasis(text, match.index, end, inner);
      if (taken) {
        resume();
        const at = token.lastIndex;
        const added: TextStyle =
          bold !== undefined ? { bold: true } : italic !== undefined ? { italic: true } : { strike: true };
        out.push(...parseInline(inner, { ...style, ...added }));
        token.lastIndex = at;
      }
    }
    if (!taken) token.lastIndex = match.index + 1;
    match = token.exec(text);
  }
  plain(text.length);
  return out;
}

function isEmphasis(text: string, start: number, end: number, inner: string): boolean {
  const word = /[\p{L}\p{N}]/u;
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  return !word.test(before) && !word.test(after) && !/^\s|\s$/.test(inner);
}

function parseAngle(body: string, whole: string, style: TextStyle): Inline[] {
  const bar = body.indexOf('|');
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : body.slice(bar + 1);
  if (target.startsWith('@')) return [{ type: 'user', user_id: target.slice(1), ...styled(style) }];
  if (target.startsWith('#')) return [{ type: 'channel', channel_id: target.slice(1), ...styled(style) }];
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.+))?$/.exec(target);
  if (date) {
    const [, seconds = '0', format = '', url] = date;
    return [
      {
        type: 'date',
        timestamp: Number(seconds),
        format,
        ...(label === undefined ? {} : { fallback: decode(label) }),
        ...(url === undefined ? {} : { url: decode(url) }),
        ...styled(style),
      },
    ];
  }
  if (/^!(here|channel|everyone)$/.test(target))
    return [{ type: 'broadcast', range: target.slice(1), ...styled(style) }];
  if (target.startsWith('!')) return [{ type: 'text', text: decode(label ?? whole), ...styled(style) }];
  const url = decode(target);
  if (!isSafeUrl(url)) return [{ type: 'text', text: decode(label ?? target), ...styled(style) }];
  return [{ type: 'link', url, ...(label === undefined ? {} : { text: decode(label) }), ...styled(style) }];
}

/** Only addresses that cannot run a script. */
export function isSafeUrl(url: string): boolean {
  return /^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(url);
}

export function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function linkText(_whole: string, target: string, label?: string): string {
  return label ?? target;
}

function styled(style: TextStyle): { style?: TextStyle } {
  return Object.keys(style).length === 0 ? {} : { style };
}

function pushText(out: Inline[], text: string, style: TextStyle) {
  const last = out.at(-1);
  if (last?.type === 'text' && JSON.stringify(last.style ?? {}) === JSON.stringify(style)) last.text += text;
  else out.push({ type: 'text', text, ...styled(style) });
}
