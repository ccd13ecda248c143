import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { Outline } from '../../ports/content.ts';
import { sourceBlocks } from '../review/source-blocks.ts';
import { bulleted, clip, heading, mention, safeText, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

const SHOWN_SECTIONS = 12;
const SHOWN_UNREAD = 5;

/** What an article is going to be, for people to agree to or to change. */
export function outlineBlocks(
  outline: Outline,
  number: number,
  requesterId: string,
  texts: Texts,
): KnownBlock[] {
  const t = texts.question;
  const rows: [string, string][] = [
    [t.angle, clip(outline.angle, 700)],
    [t.audience, clip(outline.audience, 400)],
    [t.keywords, clip(outline.keywords.join(', '), 400)],
    [t.language, texts.form.languages[outline.language]],
  ];
  return [
    heading(t.outline(number)),
    said(t.pleaseAgree(mention(requesterId))),
    words(...rows.flatMap(([label, value]) => [{ text: `${label}: `, bold: true }, `${value || '…'}\n`])),
    said(`*${t.sections}*`),
    sectionList(outline),
    ...sourceBlocks(outline.sources, texts),
    ...unreadBlocks(outline, texts),
    small(outline.offline ? texts.card.offline : texts.card.aiMade(safeText(outline.model, 80))),
  ];
}

function sectionList({ sections }: Outline): RichTextBlock {
  const shown = sections.slice(0, SHOWN_SECTIONS);
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: (shown.length > 0 ? shown : [{ heading: '…', point: '' }]).map((section) => ({
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: clip(section.heading, 120) || '…', style: { bold: true } },
            ...(section.point.trim() === ''
              ? []
              : [{ type: 'text' as const, text: `: ${clip(section.point, 220)}` }]),
          ],
        })),
      },
    ],
  };
}

/** Addresses stay letters: what could not be read is nothing to press on. */
function unreadBlocks({ unread }: Outline, texts: Texts): KnownBlock[] {
  if (unread.length === 0) return [];
  const t = texts.question;
  const lines = unread
    .slice(0, SHOWN_UNREAD)
    .map(({ url, code }) => `${clip(url, 200)}: ${clip(texts.unread(code), 200)}`);
  return [
    said(`*${t.unread}*`),
    bulleted(lines),
    ...(unread.length > SHOWN_UNREAD ? [small(t.moreUnread(unread.length - SHOWN_UNREAD))] : []),
  ];
}
