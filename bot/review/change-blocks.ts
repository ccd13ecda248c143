import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { PartChange } from '../../ports/content.ts';
import { clip, said, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** Differences shown on a card; the files hold the whole text. */
const SHOWN_CHANGES = 6;

/**
 * How each part differs from the version before.
 *
 * @param nameOf The heading of a part, for people.
 * @param max Characters of all differences together.
 */
export function changeBlocks(
  changes: PartChange[],
  nameOf: (part: string) => string,
  max: number,
  texts: Texts,
): KnownBlock[] {
  const t = texts.card;
  const shown = changes.slice(0, SHOWN_CHANGES);
  if (shown.length === 0) return [];
  const each = Math.floor(max / shown.length);
  const more = changes.length - shown.length;
  return [
    said(`*${t.changes}*`),
    {
      type: 'rich_text',
      elements: shown.flatMap((change) => {
        const label = change.label || nameOf(change.part);
        return elementsOf({ ...change, label }, each, texts);
      }),
    },
    ...(more > 0 ? [small(t.moreChanges(more))] : []),
  ];
}

/** How one part differs, in at most `max` characters. */
export function changeOf(change: PartChange, max: number, texts: Texts): KnownBlock {
  return { type: 'rich_text', elements: elementsOf(change, max, texts) };
}

function elementsOf(change: PartChange, max: number, texts: Texts): RichTextBlock['elements'] {
  return [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: clip(change.label, 120) || '…', style: { bold: true } },
        { type: 'text', text: ` (${amount(change, texts)})` },
      ],
    },
    ...(change.hunks.length > 0
      ? [{ type: 'rich_text_quote' as const, elements: difference(change, max - 150) }]
      : []),
  ];
}

function amount(change: PartChange, texts: Texts): string {
  const t = texts.card;
  switch (change.kind) {
    case 'changed':
      return t.partChanged(change.words_before, change.words_after);
    case 'added':
      return t.partAdded(change.words_after);
    case 'removed':
      return t.partRemoved(change.words_before);
    case 'moved':
      return t.partMoved;
  }
}

/** Removed words struck through, added ones bold, at most `max` characters. */
function difference({ hunks }: PartChange, max: number): RichTextElement[] {
  const elements: RichTextElement[] = [];
  let left = max;
  for (const { op, text } of hunks) {
    if (text === '') continue;
    if (left <= 0) {
      elements.push({ type: 'text', text: ' …' });
      break;
    }
    // Empty lines between paragraphs would stretch the card.
    const cut = clip(text.replace(/\n{2,}/g, '\n'), left);
    left -= cut.length;
    elements.push({
      type: 'text',
      text: cut,
      ...(op === 'removed' ? { style: { strike: true } } : op === 'added' ? { style: { bold: true } } : {}),
    });
  }
  return elements.length > 0 ? elements : [{ type: 'text', text: '…' }];
}
