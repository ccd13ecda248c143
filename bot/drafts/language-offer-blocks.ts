import type { KnownBlock } from '@slack/types';
import type { LanguageOffer } from '../../ports/content.ts';
import { bulleted, clip, heading, mention, safeText, said, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

const SHOWN_DOCUMENTS = 8;

/** What documents of the other language there are on the brief's subject. */
export function languageOfferBlocks(
  { names, asked, documents }: LanguageOffer,
  requesterId: string,
  texts: Texts,
): KnownBlock[] {
  const t = texts.question;
  const named = names.map((name) => `*${safeText(name, 80)}*`).join(', ');
  const rest = documents.length - SHOWN_DOCUMENTS;
  return [
    heading(t.offer.heading),
    said(t.offer.intro(mention(requesterId), named, asked, documents.length)),
    bulleted(documents.slice(0, SHOWN_DOCUMENTS).map(({ title }) => clip(title, 200))),
    ...(rest > 0 ? [small(t.moreUnread(rest))] : []),
  ];
}
