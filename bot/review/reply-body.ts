import type { KnownBlock } from '@slack/types';
import type { FoundFault, IncomingReplyDraft, JobView } from '../../ports/content.ts';
import { bulleted, clip, copyable, quoted, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** LinkedIn's limit of a message; a card holds it whole. */
const ANSWER_MAX = 8000;
/** A message takes 13,200 characters: beside a long answer, what it rests on is shortened. Longer messages are read on LinkedIn. */
const beside = (answer: string | null) =>
  (answer?.length ?? 0) > 4000
    ? { reply: 600, words: 200, quotes: 2, quote: 150, title: 60 }
    : { reply: 2000, words: 500, quotes: 6, quote: 250, title: 80 };

/**
 * What a card shows of a message that came in: what was written, as a quotation that nothing in it can leave, what it is after,
 * and what would be sent, to the sign.
 */
export function replyBody(content: IncomingReplyDraft, texts: Texts): KnownBlock[] {
  const t = texts.replies;
  const { reply, intent, summary, answer, quotes, missing } = content;
  const room = beside(answer);
  return [
    said(`*${t.wrote}*`),
    quoted(reply.text, room.reply),
    words({ text: `${t.intents[intent]}. `, bold: true }, clip(summary, room.words) || '…'),
    ...(answer === null
      ? [said(t.suggestions[intent])]
      : [
          said(`*${t.answer}*`),
          ...copyable(answer, ANSWER_MAX),
          ...(quotes.length > 0
            ? [
                said(`*${t.restsOn}*`),
                bulleted(
                  quotes
                    .slice(0, room.quotes)
                    .map(({ quote, title }) => `“${clip(quote, room.quote)}” (${clip(title, room.title)})`),
                ),
              ]
            : [small(t.restsOnNothing)]),
        ]),
    ...(missing === null ? [] : [said(`*${t.missing}*`), words(clip(missing, room.words) || '…')]),
  ];
}

/** What was found wrong with an answer. */
export function sayFault({ code, found }: FoundFault, texts: Texts): string {
  return texts.replies.faults[code](clip(found, 60));
}

/** Why the work on a message ended by itself; null: it did not. */
export function whyClosed(
  { type, status, error }: Pick<JobView, 'type' | 'status' | 'error'>,
  texts: Texts,
): string | null {
  if (type !== 'incoming_webhook' || status !== 'cancelled') return null;
  const reasons: Partial<Record<string, string>> = texts.replies.closed;
  const code = error?.code ?? '';
  return Object.hasOwn(reasons, code) ? (reasons[code] ?? null) : null;
}
