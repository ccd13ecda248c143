import type { KnownBlock } from '@slack/types';
import type { BlogDraft } from '../../ports/content.ts';
import { bulleted, clip, said, words } from '../blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** What a card shows of an article: its first page, as `picture` where there is one, and its parts. */
export function articleBody(content: BlogDraft, picture: KnownBlock | null, texts: Texts): KnownBlock[] {
  const headings = content.parts.map((part) => part.heading).filter((heading) => heading !== '');
  return [
    bulleted(content.title_variants.map((title) => clip(title, 150))),
    ...(picture ? [picture] : [said(`*${texts.card.slideTitles}*`), words(clip(headings.join('\n'), 2000))]),
  ];
}
