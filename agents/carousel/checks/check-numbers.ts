import type { SlideFinding } from '../../../ports/content.ts';
import type { Deck, Slide } from '../../../ports/model-tasks.ts';
import { numbersMissingFrom } from '../../text/numbers-in.ts';
import { postTexts, slideTexts } from './slide-texts.ts';

/**
 * Every number on a slide must stand in one of its own quotes or in the brief; on the cover, on the call to action and
 * in the post, in any quote of the deck. Counting what is there ("3 steps") is allowed. Pure.
 */
export function checkNumbers(deck: Deck, brief: string): SlideFinding[] {
  const everywhere = deck.slides.flatMap(quotes);
  const slides = String(deck.slides.length);
  const findings: SlideFinding[] = [];
  for (const [at, slide] of deck.slides.entries()) {
    const summary = slide.layout === 'cover' || slide.layout === 'cta';
    const sources = summary ? [brief, ...everywhere, slides] : [brief, ...quotes(slide), ...counts(slide)];
    for (const number of missing(slideTexts(slide), sources)) {
      findings.push({ place: at + 1, code: 'number_not_found', params: { number, of: 'slide' } });
    }
  }
  for (const number of missing(postTexts(deck.post), [brief, ...everywhere, slides])) {
    findings.push({ place: null, code: 'number_not_found', params: { number, of: 'post' } });
  }
  return findings;
}

function missing(texts: string[], sources: string[]): string[] {
  // "2. Passivation" at the start of a line numbers the line and claims nothing.
  const plain = texts.flatMap((text) =>
    text.split('\n').map((line) => line.replace(/^\s*\d{1,2}[.)º]\s+/, '')),
  );
  return [...new Set(plain.flatMap((line) => numbersMissingFrom(line, sources).map((n) => n.text.trim())))];
}

function quotes(slide: Slide): string[] {
  return slide.evidence.map((e) => e.quote);
}

/** How many parts a slide has, as a title may say. */
function counts(slide: Slide): string[] {
  switch (slide.layout) {
    case 'list':
    case 'checklist':
      return [String(slide.items.length)];
    case 'steps':
      return [String(slide.steps.length)];
    case 'numbers':
      return [String(slide.numbers.length)];
    case 'chart':
      return [String(slide.bars.length)];
    case 'comparison':
      return [String(slide.left.items.length), String(slide.right.items.length)];
    default:
      return [];
  }
}
