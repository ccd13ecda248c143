import type { Deck, Issue, Slide } from '../deck.ts';
import { postTexts, slideTexts } from './slide-texts.ts';

const NUMBER = /\d+(?:[.,]\d+)*/g;
/** "13 485": groups of three behind a space, as the trade writes norms and thousands. */
const GROUPED = /(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])/g;

/**
 * Every number on a slide must stand in one of its own quotes or in the brief; on the cover, on the call to action and
 * in the post, in any quote of the deck. Counting one's own parts ("3 steps") is allowed. Pure.
 */
export function checkNumbers(deck: Deck, brief: string): Issue[] {
  const asked = formsIn([brief]);
  const everywhere = formsIn(deck.slides.flatMap(quotes));
  const issues: Issue[] = [];
  for (const [at, slide] of deck.slides.entries()) {
    const summary = slide.layout === 'cover' || slide.layout === 'cta';
    const allowed = summary ? [asked, everywhere] : [asked, formsIn(quotes(slide))];
    const counts = new Set([String(parts(slide)), summary ? String(deck.slides.length) : '']);
    for (const number of unknownNumbers(slideTexts(slide), allowed, counts)) {
      issues.push({
        slide: at + 1,
        code: 'number_not_found',
        message: `The number "${number}" is in none of the slide's quotes and not in the brief.`,
      });
    }
  }
  const counts = new Set([String(deck.slides.length), String(deck.slides.length - 2)]);
  for (const number of unknownNumbers(postTexts(deck.post), [asked, everywhere], counts)) {
    issues.push({
      slide: null,
      code: 'number_not_found',
      message: `The number "${number}" of the post is in no quote of the deck and not in the brief.`,
    });
  }
  return issues;
}

function unknownNumbers(texts: string[], allowed: Set<string>[], counts: Set<string>): string[] {
  const unknown = new Set<string>();
  for (const text of texts) {
    for (const number of numbersIn(text)) {
      const known = forms(number).some((f) => counts.has(f) || allowed.some((set) => set.has(f)));
      if (!known) unknown.add(number);
    }
  }
  return [...unknown];
}

/** The numbers of a text as they are written; an ordinal at the start of a line ("2. …") only numbers the line. */
export function numbersIn(text: string): string[] {
  const plain = text.replace(/^\s*\d{1,2}[.)º]\s+/u, '');
  const grouped = plain.match(GROUPED) ?? [];
  return [...grouped, ...(plain.replace(GROUPED, ' ').match(NUMBER) ?? [])];
}

function formsIn(texts: string[]): Set<string> {
  const all = new Set<string>();
  for (const text of texts) {
    for (const number of numbersIn(text)) for (const form of forms(number)) all.add(form);
    // "ISO 13485 2016" must also be found as two numbers.
    for (const number of text.match(NUMBER) ?? []) for (const form of forms(number)) all.add(form);
  }
  return all;
}

/** What a written number may mean: "13.485" is 13485 in Portuguese and 13.485 in English. */
function forms(written: string): string[] {
  const compact = written.replace(/[ \u00a0\u202f]/g, '');
  const found = new Set<string>();
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(compact)) found.add(compact.replace(/[.,]/g, ''));
  const decimal = compact.replace(/,/g, '.');
  found.add(/^\d+\.\d+$/.test(decimal) ? String(Number(decimal)) : decimal.replace(/^0+(?=\d)/, ''));
  return [...found];
}

function quotes(slide: Slide): string[] {
  return slide.evidence.map((e) => e.quote);
}

function parts(slide: Slide): number {
  switch (slide.layout) {
    case 'list':
    case 'checklist':
      return slide.items.length;
    case 'steps':
      return slide.steps.length;
    case 'numbers':
      return slide.numbers.length;
    case 'chart':
      return slide.bars.length;
    case 'comparison':
      return slide.left.items.length;
    default:
      return Number.NaN;
  }
}
