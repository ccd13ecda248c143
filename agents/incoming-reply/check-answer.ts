import { normalText, placeholderIn } from '../../platform/placeholder-in.ts';
import type { AnswerFault, FoundFault, HouseRule, Language, Passage } from '../../ports/content.ts';
import { addressesMissingFrom } from '../text/addresses-missing-from.ts';
import { findBanned } from '../text/find-banned.ts';
import { numbersMissingFrom } from '../text/numbers-in.ts';
import { soundsLike } from '../text/sounds-like.ts';
import { verifyQuote } from '../text/verify-quote.ts';
import { wordsIn } from '../text/words-in.ts';
import { wrongGreeting } from '../text/wrong-greeting.ts';

/** A greeting of fewer letters tells no language. */
const SURE_LETTERS = 60;
/** So many words of a stranger in a row are theirs, and not ours to send. */
const MOST_REPEATED = 8;

interface Written {
  text: string;
  quotes: readonly { passage_id: string; quote: string }[];
}

/** What an answer is held against. */
export interface AnswerBounds {
  language: Language;
  most: number;
  firstName: string | null;
  name: string | null;
  /** Of the person: it proves nothing, and nothing of it is repeated. */
  reply: string;
  /** What we said before, what people wished, and what the campaign is about. */
  ours: readonly string[];
  passages: readonly Passage[];
  rules: readonly HouseRule[];
}

/**
 * What keeps an answer from being approved (`blocking`), and what a person should know. Nothing of the message that is answered
 * counts as true: an address that it names is never sent back, and a number of it is pointed out. Pure.
 *
 * @param byHand A person wrote it and answers for what it says; then only what can never be sent is looked for.
 */
export function checkAnswer(
  { text, quotes }: Written,
  bounds: AnswerBounds,
  byHand = false,
): { blocking: FoundFault[]; warnings: FoundFault[] } {
  const { language, most, firstName, name, reply, ours, passages, rules } = bounds;
  const fault = (code: AnswerFault, found = ''): FoundFault => ({ code, found: found.slice(0, 120) });
  if (text.trim() === '') return { blocking: [fault('empty')], warnings: [] };
  const placeholder = placeholderIn(text);
  const never = [
    // UTF-16 units are never fewer than code points; which of them LinkedIn counts is not known.
    ...(text.length > most ? [fault('too_long', String(text.length))] : []),
    ...(placeholder === null ? [] : [fault('placeholder', placeholder)]),
    ...(text === normalText(text) ? [] : [fault('unseen')]),
    ...findBanned(text, [...rules]).map((found) => fault('banned', found.text)),
  ];
  if (byHand) return { blocking: never, warnings: [] };
  const cited = passages
    .filter((one) => quotes.some(({ passage_id }) => passage_id === one.id))
    .map((one) => one.text);
  const known = [...cited, ...ours];
  const unproved = numbersMissingFrom(text, known);
  const nowhere = numbersMissingFrom(text, [...known, reply]);
  const greeted = wrongGreeting(text, firstName, name);
  const repeated = repeatedRun(text, reply, known);
  return {
    blocking: [
      ...never,
      ...quotes
        .filter(
          ({ passage_id, quote }) =>
            !isQuoted(
              quote,
              passages.find(({ id }) => id === passage_id),
            ),
        )
        .map(({ quote }) => fault('quote_not_found', quote)),
      ...nowhere.map((number) => fault('number_not_found', number.text)),
      ...addressesMissingFrom(text, known).map((one) => fault('address_not_found', one)),
      ...(greeted === null ? [] : [fault('other_name', greeted)]),
      ...(repeated === null ? [] : [fault('repeats_reply', repeated)]),
      ...((soundsLike(text, SURE_LETTERS) ?? language) !== language ? [fault('other_language')] : []),
    ],
    warnings: unproved
      .filter(({ start }) => !nowhere.some((one) => one.start === start))
      .map((number) => fault('number_of_reply', number.text)),
  };
}

const isQuoted = (quote: string, from: Passage | undefined): boolean =>
  from !== undefined && verifyQuote(quote, from.text).status !== 'missing';

/** The first run of words that is the message's own and stands in nothing of ours; null: none is so long. */
function repeatedRun(text: string, reply: string, known: readonly string[]): string | null {
  const [own, theirs] = [wordsIn(text), ` ${wordsIn(reply).join(' ')} `];
  const ours = known.map((one) => ` ${wordsIn(one).join(' ')} `);
  for (let at = 0; at + MOST_REPEATED <= own.length; at += 1) {
    const run = ` ${own.slice(at, at + MOST_REPEATED).join(' ')} `;
    if (theirs.includes(run) && !ours.some((one) => one.includes(run))) return run.trim();
  }
  return null;
}
