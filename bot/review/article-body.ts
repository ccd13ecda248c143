import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { ArticlePart, BlogDraft, PartChange } from '../../ports/content.ts';
import { bulleted, clip, safeText, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** Differences shown on a card; the files hold the whole text. */
const SHOWN_CHANGES = 6;
/** Characters of all of them together: Slack takes about 13,000 in a message. */
const CHANGES_MAX = 2600;

/** Numbers whose words of the source stand on a card; a reply in the thread brings the others. */
const SHOWN_PROOFS = 6;

/** What a card shows of an article: its page, as `picture` where there is one, its facts and what changed. */
export function articleBody(content: BlogDraft, picture: KnownBlock | null, texts: Texts): KnownBlock[] {
  const t = texts.card;
  const headings = content.parts.map((part) => part.heading.trim()).filter((text) => text !== '');
  const sections = headings.slice(0, 15).map((text) => clip(text, 120));
  const titles = content.title_variants.map((title) => clip(title, 150));
  return [
    ...(titles.length > 0 ? [said(`*${t.otherTitles}*`), bulleted(titles)] : []),
    ...(picture ? [picture] : [said(`*${t.sections}*`), bulleted(sections.length > 0 ? sections : ['…'])]),
    facts(content, texts),
    ...changesBlocks(content, texts),
    ...proofBlocks(content, texts),
  ];
}

/** The heading of a part of an article or a report, for people. */
export function partName(parts: ArticlePart[], part: string, texts: Texts): string {
  const names: Record<string, string> = texts.card.partNames;
  // A model's word for a part may be "constructor".
  if (Object.hasOwn(names, part)) return names[part] ?? part;
  return parts.find((p) => p.id === part)?.heading || part;
}

function facts(content: BlogDraft, texts: Texts): RichTextBlock {
  const t = texts.card;
  const rows: [string, string][] = [
    [t.facts.readingTime, t.readingTime(content.reading_minutes, content.words)],
    [t.facts.language, texts.form.languages[content.language]],
    [t.facts.slug, clip(content.slug, 150)],
    [
      t.facts.metaDescription,
      `${clip(content.meta_description, 320)} ${t.characters([...content.meta_description].length)}`,
    ],
    [t.facts.keywords, clip(content.keywords.join(', '), 400)],
  ];
  return words(...rows.flatMap(([label, value]) => [{ text: `${label}: `, bold: true }, `${value}\n`]));
}

/** Footnotes tell where a number comes from; who decides sees the words. */
function proofBlocks(content: BlogDraft, texts: Texts): KnownBlock[] {
  const proofs = content.proofs ?? [];
  if (proofs.length === 0) return [];
  const t = texts.card;
  const left = proofs.length - SHOWN_PROOFS;
  return [
    said(`*${t.proofs}*`),
    bulleted(
      proofs
        .slice(0, SHOWN_PROOFS)
        .map(
          ({ number, quote, source }) => `${clip(number, 30)}: “${clip(quote, 150)}” (${clip(source, 80)})`,
        ),
    ),
    ...(left > 0 ? [small(t.moreProofs(left, safeText(proofs[SHOWN_PROOFS]?.number ?? '', 30)))] : []),
  ];
}

function changesBlocks(content: BlogDraft, texts: Texts): KnownBlock[] {
  const t = texts.card;
  const shown = content.changes.slice(0, SHOWN_CHANGES);
  if (shown.length === 0) return [];
  const each = Math.floor(CHANGES_MAX / shown.length);
  const more = content.changes.length - shown.length;
  return [
    said(`*${t.changes}*`),
    {
      type: 'rich_text',
      elements: shown.flatMap((change) => [
        {
          type: 'rich_text_section' as const,
          elements: [
            {
              type: 'text' as const,
              text: clip(change.label || partName(content.parts, change.part, texts), 120) || '…',
              style: { bold: true },
            },
            { type: 'text' as const, text: ` (${amount(change, texts)})` },
          ],
        },
        ...(change.hunks.length > 0
          ? [{ type: 'rich_text_quote' as const, elements: difference(change, each - 150) }]
          : []),
      ]),
    },
    ...(more > 0 ? [small(t.moreChanges(more))] : []),
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
