import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { ArticlePart, BlogDraft } from '../../ports/content.ts';
import { bulleted, clip, safeText, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { changeBlocks } from './change-blocks.ts';

/** Characters of all differences together: Slack takes about 13,000 in a message. */
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
    ...changeBlocks(content.changes, (part) => partName(content.parts, part, texts), CHANGES_MAX, texts),
    ...proofBlocks(content, texts),
  ];
}

/** The heading of a part of an article or a report, for people. */
export function partName(
  parts: readonly Pick<ArticlePart, 'id' | 'heading'>[],
  part: string,
  texts: Texts,
): string {
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
