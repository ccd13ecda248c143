import type { KnownBlock } from '@slack/types';
import type { FoundFault, IncomingReplyDraft, JobView } from '../../ports/content.ts';
import { bulleted, clip, copyable, quoted, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** Longer messages are read on LinkedIn. */
const REPLY_MAX = 2500;
/** LinkedIn's limit of a message; a card holds it whole. */
const ANSWER_MAX = 8000;
const SHOWN_QUOTES = 6;

/**
 * What a card shows of a message that came in: what was written, as a quotation that nothing in it can leave, what it is after,
 * and what would be sent, to the sign.
 */
export function replyBody(content: IncomingReplyDraft, texts: Texts): KnownBlock[] {
  const t = texts.replies;
  const { reply, intent, summary, answer, quotes, missing } = content;
  return [
    said(`*${t.wrote}*`),
    quoted(reply.text, REPLY_MAX),
    words({ text: `${t.intents[intent]}. `, bold: true }, clip(summary, 600) || '…'),
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
                    .slice(0, SHOWN_QUOTES)
                    .map(({ quote, title }) => `“${clip(quote, 300)}” (${clip(title, 100)})`),
                ),
              ]
            : [small(t.restsOnNothing)]),
        ]),
    ...(missing === null ? [] : [said(`*${t.missing}*`), words(clip(missing, 600) || '…')]),
  ];
}

/** What was found wrong with an answer. */
export function sayFault({ code, found }: FoundFault, texts: Texts): string {
  return texts.replies.faults[code](clip(found, 120));
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
