import { countWords, digitRuns, fold } from './words.ts';

// What may not be lost: an exception, a condition or a denial in the tail turns the sentence around.
const load =
  /\b(nao|nem|exceto|salvo|menos que|desde que|se|so|apenas|sem|not|no|nor|except|unless|only|if|without|when|quando|mas|porem|embora|enquanto|but|although|while)\b/;
const lead =
  /^(alem disso|por isso|portanto|assim|ou seja|em geral|no entanto|porem|however|therefore|thus|moreover|in addition|in general|as a result|also),\s+/;

/**
 * Drops what a sentence can lose without changing what it says: an opening connective, brackets, a trailing clause.
 * Numbers, denials and conditions stay. Answers the sentence as it is when nothing may go.
 */
export function shorten(sentence: string, maxWords: number): string {
  let text = sentence;
  const opening = lead.exec(fold(text));
  if (opening) text = capital(text.slice(opening[0].length));
  if (countWords(text) <= maxWords) return text;
  text = text.replace(/\s*\([^()\d]*\)/g, '');
  for (const mark of [
    /;\s+/,
    /\s+[—–]\s+/,
    /,\s+(?:o que|que|porque|pois|para que|which|because|so that)\s+/,
    /,\s+/,
  ]) {
    if (countWords(text) <= maxWords) return text;
    const parts = [...text.matchAll(new RegExp(mark, 'g'))];
    const cut = parts.findLast((m) => {
      const [head, tail] = [text.slice(0, m.index), text.slice(m.index)];
      // Commas also separate the members of an enumeration: "oil, particles and salts".
      // and set off an insertion: "is to show, with data, that ...".
      const bareComma = mark.source === ',\\s+';
      const enumeration = bareComma && (parts.length > 1 || /\s(e|ou|and|or)\s/.test(tail));
      return countWords(head) >= 5 && digitRuns(tail).length === 0 && !load.test(fold(tail)) && !enumeration;
    });
    if (cut) text = `${text.slice(0, cut.index).trimEnd()}.`;
  }
  return text;
}

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** The first `count` words, cut at a boundary that leaves a whole phrase if there is one; for titles only. */
export function clip(text: string, count: number): string {
  const words = text.trim().split(/\s+/);
  if (words.length <= count) return text.trim();
  const head = words.slice(0, count);
  // A title that ends in a preposition or an article reads as torn off.
  while (
    head.length > 2 &&
    /^(de|do|da|dos|das|em|no|na|ao|para|por|com|e|ou|que|o|a|os|as|um|uma|the|an|of|to|in|on|for|with|and|or|that|at)$/i.test(
      head.at(-1) ?? '',
    )
  ) {
    head.pop();
  }
  return head.join(' ').replace(/[,;:.–—-]+$/, '');
}
