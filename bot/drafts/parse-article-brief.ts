import { articleLength, maxBriefUrls } from '../../ports/content.ts';
import { addressesIn } from './addresses-in.ts';
import { type ParsedBrief, typedBrief } from './typed-brief.ts';

const count = '(\\d{1,3}(?:[.,]\\d{3})+|\\d{1,6})[\\s-]*(?:words?|palavras?)(?![\\p{L}\\p{N}])';
const draft = '(?:article|(?:blog )?post|text|artigo|texto)';
const from = '(?:in|with|of|em|com|de|about|around|up to|até|cerca de|no máximo)';
/** "600 words about …", "a 600-word article on …", "artigo de 600 palavras sobre …". */
const leading = new RegExp(
  `^(?:(?:an?|um|o)\\s+)?(?:${draft}\\s+${from}\\s+)?${count}(?:\\s+${draft})?\\s*(?:[:,–-]|(?:about|on|for|sobre|de|para)(?=\\s))\\s*`,
  'iu',
);
/** "…, 600 words", "… in 600 words", "… (600 palavras)". */
const trailing = new RegExp(`[\\s,;:(–-]+(?:${from}\\s+)*~?\\s*${count}[\\s.!)]*$`, 'iu');
/** "… an article of 600 words that …". */
const inside = new RegExp(`(?<![\\p{L}\\p{N}])${from}\\s+${count}`, 'iu');
const alone = new RegExp(`^(?:${from}\\s+)?~?${count}[\\s.!]*$`, 'iu');
/** "the 10 words that every surgeon knows" counts something else; no article is that short. */
const LEAST_ASKED = 50;

/** Reads the text behind `/blog`: the topic, how many words, and pages to read. */
export function parseArticleBrief(text: string): ParsedBrief {
  return typedBrief(text, (typed) => {
    // Long runs of spaces would cost the patterns below seconds.
    const said = typed.replace(/\s{2,}/g, (run) => (run.includes('\n') ? '\n' : ' '));
    const { urls, bad, rest } = addressesIn(said);
    if (bad !== null) return { kind: 'bad_address', address: bad };
    if (urls.length > maxBriefUrls) {
      return { kind: 'too_many_addresses', given: urls.length, max: maxBriefUrls };
    }
    const { words, topic } = wordsIn(rest);
    if (words !== null && (words < articleLength.min || words > articleLength.max)) {
      return { kind: 'out_of_range', asked: words, min: articleLength.min, max: articleLength.max };
    }
    // Pages and a length alone say what to read and how long, not about what.
    if (topic === '') {
      const length = words === null ? {} : { length: String(words) };
      return {
        kind: 'form',
        given: { ...length, ...(urls.length > 0 ? { addresses: urls.join('\n') } : {}) },
      };
    }
    const open = { audience: null, language: null, tone: null, keywords: null, call_to_action: null };
    return { kind: 'brief', job: { type: 'blog', brief: { topic, ...open, words, urls } } };
  });
}

/** How many words are asked for; the request is cut from the topic where that breaks no sentence. */
function wordsIn(said: string): { words: number | null; topic: string } {
  const only = alone.exec(said);
  if (only) return { words: numberOf(only), topic: '' };
  for (const place of [leading, trailing]) {
    const found = place.exec(said);
    if (found && numberOf(found) >= LEAST_ASKED) {
      return { words: numberOf(found), topic: said.replace(found[0], '').trim() };
    }
  }
  const found = inside.exec(said);
  const words = found && numberOf(found) >= LEAST_ASKED ? numberOf(found) : null;
  return { words, topic: said };
}

function numberOf(found: RegExpExecArray): number {
  return Number(found[1]?.replaceAll(/[.,]/g, ''));
}
