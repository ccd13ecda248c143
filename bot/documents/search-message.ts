import type { KnownBlock, RichTextElement } from '@slack/types';
import type { Passage, SearchAnswer } from '../../ports/content.ts';
import { actions, clip, limits, type Message, plain, safeText, said } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { oneLine, openButton } from './list-message.ts';
import { markMatches } from './mark-matches.ts';
import { pageOf } from './reading-page.ts';
import { linkable } from './web-address.ts';

const PASSAGE_SHOWN = 320;

/** What was found for a query, best first. Pure. */
export function searchMessage(query: string, answer: SearchAnswer, t: KnowledgeTexts): Message {
  const shown = clip(query, 100);
  if (answer.terms.length === 0 && answer.passages.length === 0) return line(t.search.noMeaning);
  if (answer.passages.length === 0) return line(t.search.nothing(shown));
  const title = t.search.heading(shown);
  const missing = answer.terms.filter((term) => !answer.matched.includes(term));
  return {
    text: safeText(title, limits.fallback),
    blocks: [
      said(`*${safeText(title, 300)}*`),
      ...answer.passages.flatMap((passage) => [
        passageBlock(passage, answer),
        actions(
          `knowledge_passage_${passage.id}`.slice(0, 255),
          openButton({ document: passage.document_id, page: pageOf(passage) }, t),
        ),
      ]),
      ...(missing.length > 0 ? [plain(t.search.foundNowhere(clip(missing.join(', '), 300)))] : []),
    ],
  };
}

function passageBlock(passage: Passage, answer: SearchAnswer): KnownBlock {
  const url = passage.url === null ? null : linkable(passage.url);
  const title = oneLine(passage.title);
  const bold = { bold: true };
  const heading: RichTextElement =
    url === null
      ? { type: 'text', text: title, style: bold }
      : { type: 'link', url, text: title, style: bold };
  // A word that was matched by another spelling is not in `matched`'s own letters; then all words are looked for.
  const words = answer.matched.length > 0 ? answer.matched : answer.terms;
  const quote = markMatches(passage.text, words, PASSAGE_SHOWN).map(
    (piece): RichTextElement => ({
      type: 'text',
      text: piece.text,
      ...(piece.hit ? { style: bold } : {}),
    }),
  );
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [heading] },
      { type: 'rich_text_quote', elements: quote.length > 0 ? quote : [{ type: 'text', text: '…' }] },
    ],
  };
}

function line(text: string): Message {
  return { text: safeText(text, limits.fallback), blocks: [plain(text)] };
}
