import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  SectionBlock,
} from '@slack/types';
import { slackLimits } from '../../ports/slack-limits.ts';

/** What is posted: blocks, and the text that notifications and screen readers get. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** What the bot keeps to, a little below Slack's own where the rest of a message needs room. */
export const limits = {
  blocks: slackLimits.messageBlocks,
  section: slackLimits.text,
  header: slackLimits.header,
  context: 2000,
  button: slackLimits.buttonText,
  buttonValue: slackLimits.buttonValue,
  altText: slackLimits.altText,
  viewBlocks: slackLimits.viewBlocks,
  options: slackLimits.options,
  /** Of a field that is typed into. */
  input: slackLimits.inputLength,
  /** Of all blocks of a message together. */
  message: 12_000,
  fallback: 3000,
} as const;

/** At most `max` UTF-16 units, so that it holds however Slack counts; never cuts a character in two. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = max - 1;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** For words of people and models inside mrkdwn or `text`: no mention, broadcast or link survives it. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Escaped and clipped; the cut never falls into an entity. */
export function safeText(text: string, max: number): string {
  let cut = max;
  let out = escapeMrkdwn(clip(text, cut));
  while (out.length > max) {
    cut -= Math.max(1, Math.ceil((out.length - max) / 5));
    out = escapeMrkdwn(clip(text, cut));
  }
  return out;
}

export function mention(userId: string): string {
  return /^[UW][A-Z0-9]{1,20}$/.test(userId) ? `<@${userId}>` : escapeMrkdwn(userId);
}

/**
 * `<!date^…>` shows the reader's own zone and language. The fallback, for clients that cannot, is UTC in the team's
 * language. Empty for what is no date.
 *
 * It may read "today 13:33", so that sentences put it in brackets or behind a colon, never behind "at" or "em". In
 * Portuguese it is in digits, as not every reader's Slack is in Portuguese: "aprovado (today 13:33)".
 */
export function dateToken(iso: string, locale: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  // Intl puts narrow no-break spaces before am and pm.
  const fallback = `${dateFormat(locale).format(at).replaceAll(/\s/g, ' ')} UTC`;
  const day = locale === 'pt-BR' ? '{date_num}' : '{date_short_pretty}';
  return `<!date^${Math.floor(at.getTime() / 1000)}^${day} {time}|${fallback}>`;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once a language: it takes 0.3 ms, and a card has many dates. */
function dateFormat(locale: string): Intl.DateTimeFormat {
  const made =
    dateFormats.get(locale) ??
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  dateFormats.set(locale, made);
  return made;
}

/** The bot's own sentence, in mrkdwn. What people or models wrote goes into `words`, `quoted` or `copyable`. */
export function said(mrkdwn: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: clip(mrkdwn, limits.section) } };
}

export function small(mrkdwn: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: clip(mrkdwn, limits.context) }] };
}

/** A message that begins with a sentence in which nothing is markup; notifications get it escaped. */
export function letters(text: string, more: KnownBlock[] = []): Message {
  return { text: safeText(text, limits.fallback).trim() || '…', blocks: [plain(text), ...more] };
}

/** A sentence in which nothing is markup. */
export function plain(text: string): SectionBlock {
  return {
    type: 'section',
    text: { type: 'plain_text', text: clip(text, limits.section) || '…', emoji: false },
  };
}

export function heading(text: string): HeaderBlock {
  return {
    type: 'header',
    text: {
      type: 'plain_text',
      text: clip(text.replaceAll(/\s+/g, ' ').trim(), limits.header) || '…',
      emoji: false,
    },
  };
}

type Styled = { text: string; bold?: boolean };

/** Rich text shows words exactly as they are: `*_~`, `<!channel>` and `<@U1>` stay letters. */
export function words(...parts: (string | Styled)[]): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: textElements(parts) }] };
}

export function quoted(text: string, max: number): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: textElements([clip(text, max)]) }],
  };
}

/** Text to copy, in blocks of at most 2,900 characters. */
export function copyable(text: string, max: number): RichTextBlock[] {
  return pieces(clip(text, max), 2900).map((piece) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece }] }],
  }));
}

export function bulleted(items: (string | { text: string; url: string })[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: items.map((item) => ({ type: 'rich_text_section', elements: [listItem(item)] })),
      },
    ],
  };
}

export function actions(blockId: string, ...elements: Button[]): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements };
}

export function button(
  actionId: string,
  label: string,
  value: string,
  extra: Pick<Button, 'style' | 'confirm'> = {},
): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: clip(label, limits.button) },
    value,
    ...extra,
  };
}

/** Asks again before a press counts. */
export function confirmation(
  t: { title: string; text: string; confirm: string; deny: string },
  style: 'primary' | 'danger' = 'primary',
): ConfirmationDialog {
  const plainText = (text: string) => ({ type: 'plain_text' as const, text });
  return {
    title: plainText(t.title),
    text: plainText(t.text),
    confirm: plainText(t.confirm),
    deny: plainText(t.deny),
    style,
  };
}

function listItem(item: string | { text: string; url: string }): RichTextElement {
  if (typeof item === 'string') return { type: 'text', text: item || '…' };
  return isWebAddress(item.url)
    ? { type: 'link', url: item.url, text: item.text || item.url }
    : { type: 'text', text: item.text || '…' };
}

/** One that a link of a message may lead to. */
export function isWebAddress(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '') && url.length <= 300;
}

function textElements(parts: (string | Styled)[]): RichTextElement[] {
  const elements = parts
    .map((part) => (typeof part === 'string' ? { text: part } : part))
    .filter((part) => part.text !== '')
    .map(
      (part): RichTextElement => ({
        type: 'text',
        text: part.text,
        ...('bold' in part && part.bold ? { style: { bold: true } } : {}),
      }),
    );
  return elements.length > 0 ? elements : [{ type: 'text', text: '…' }];
}

/** At line ends where one is near; of at most `size` UTF-16 units. */
export function pieces(text: string, size: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > size) {
    const newline = rest.lastIndexOf('\n', size);
    let end = newline > size / 2 ? newline : size;
    const last = rest.charCodeAt(end - 1);
    if (last >= 0xd800 && last <= 0xdbff) end -= 1;
    found.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/, '');
  }
  if (rest !== '') found.push(rest);
  return found;
}
