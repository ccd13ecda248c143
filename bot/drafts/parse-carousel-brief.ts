import { slideCount } from '../../ports/content.ts';
import { type ParsedBrief, typedBrief } from './typed-brief.ts';

/** "8 slides", "13 páginas", "6 lâminas": a count that stands for the size of the deck. */
const slideWords = 'slides?|páginas?|paginas?|lâminas?|laminas?|pages?';
const leadingCount = new RegExp(`^(\\d{1,4})\\s+(?:${slideWords})(?![\\p{L}\\p{N}])`, 'iu');
const anyCount = new RegExp(`(?<![\\p{L}\\p{N}.,])(\\d{1,4})\\s+(?:${slideWords})(?![\\p{L}\\p{N}])`, 'iu');
const leadingJoint = /^[\s:,-]*(?:sobre|about|on|de|do|da|dos|das|para|com)(?=\s)/iu;
const trailingJoint = /(?:[\s,;:–-]+(?:em|com|in|with|de))?[\s,;:–-]*$/iu;

/** Reads the text behind `/carousel`. */
export function parseCarouselBrief(text: string): ParsedBrief {
  return typedBrief(text, (said) => {
    const { slides, topic } = slidesIn(said);
    if (slides !== null && (slides < slideCount.min || slides > slideCount.max)) {
      return { kind: 'out_of_range', asked: slides, min: slideCount.min, max: slideCount.max };
    }
    // "8 slides" alone says how long, not about what.
    if (topic === '') return { kind: 'form', given: slides === null ? {} : { length: String(slides) } };
    const brief = { topic, audience: null, language: null, slides, tone: null, call_to_action: null };
    return { kind: 'brief', job: { type: 'carousel', brief } };
  });
}

/**
 * The number of slides that the words ask for, and the topic without that request when it stands at the start or the
 * end; in the middle of a sentence it stays, as cutting it there would break the sentence.
 */
function slidesIn(said: string): { slides: number | null; topic: string } {
  const leading = leadingCount.exec(said);
  if (leading) {
    const rest = said.slice(leading[0].length);
    return {
      slides: Number(leading[1]),
      topic: rest
        .replace(leadingJoint, '')
        .replace(/^[\s:,-]+/, '')
        .trim(),
    };
  }
  const found = anyCount.exec(said);
  if (!found) return { slides: null, topic: said };
  const slides = Number(found[1]);
  const after = said.slice(found.index + found[0].length);
  if (/^[\s.!)]*$/.test(after)) {
    const topic = said.slice(0, found.index).replace(/\($/, '').replace(trailingJoint, '').trim();
    return { slides, topic };
  }
  return { slides, topic: said };
}
