import type { SlideField, SlideFinding } from '../../../ports/content.ts';
import type { Slide } from '../../../ports/model-tasks.ts';
import { fieldOf, type Numbered, type SlidePart } from '../slide-part.ts';
import { countWords, slideText } from '../slide-text.ts';

/** Vendor studies agree on about 50 words a slide; a cover is read in passing (facts of LinkedIn document posts). */
const WORDS_A_SLIDE = 50;
const WORDS_IN_A_COVER_TITLE = 12;

/** What can be said of a slide without drawing it: numbers of things, of words, empty fields, impossible values. */
export function checkSlide(slide: Slide, place: number): SlideFinding[] {
  return [
    ...checkCounts(slide, place),
    ...checkLengths(slide, place),
    ...checkWords(slide, place),
    ...checkEmpty(slide, place),
    ...checkBars(slide, place),
  ];
}

function checkCounts(slide: Slide, place: number): SlideFinding[] {
  const { layout } = slide;
  return counted(slide)
    .filter(({ count, min, max }) => count < min || count > max)
    .map((counts) => ({ place, code: 'part_count', params: { layout, ...counts } }));
}

function counted(slide: Slide): { field: SlideField; count: number; min: number; max: number }[] {
  switch (slide.layout) {
    case 'list':
    case 'checklist':
      return [{ field: 'items', count: slide.items.length, min: 2, max: 6 }];
    case 'steps':
      return [{ field: 'steps', count: slide.steps.length, min: 2, max: 4 }];
    case 'numbers':
      return [{ field: 'numbers', count: slide.numbers.length, min: 1, max: 4 }];
    case 'chart':
      return [{ field: 'bars', count: slide.bars.length, min: 2, max: 8 }];
    case 'comparison':
      return [
        { field: 'left items', count: slide.left.items.length, min: 1, max: 4 },
        { field: 'right items', count: slide.right.items.length, min: 1, max: 4 },
      ];
    default:
      return [];
  }
}

/** No field of a legible slide comes near; beyond it, measuring costs more than it tells. */
const CHARACTERS_IN_A_FIELD = 1000;

function checkLengths(slide: Slide, place: number): SlideFinding[] {
  return slideText(slide)
    .filter(({ text }) => text.length > CHARACTERS_IN_A_FIELD)
    .map(({ part, text }) => ({
      place,
      code: 'long_field',
      params: {
        ...fieldOf(part),
        characters: text.length,
        max: CHARACTERS_IN_A_FIELD,
        words: WORDS_A_SLIDE,
      },
    }));
}

function checkWords(slide: Slide, place: number): SlideFinding[] {
  const findings: SlideFinding[] = [];
  const words = slideText(slide).reduce((sum, { text }) => sum + countWords(text), 0);
  if (words > WORDS_A_SLIDE)
    findings.push({ place, code: 'too_many_words', params: { words, max: WORDS_A_SLIDE } });
  const title = countWords(slide.title);
  if (slide.layout === 'cover' && title > WORDS_IN_A_COVER_TITLE)
    findings.push({ place, code: 'long_cover_title', params: { words: title, max: WORDS_IN_A_COVER_TITLE } });
  return findings;
}

/** Fields that a layout can do without; each other one must say something. */
const optional = new Set(['kicker', 'subtitle', 'body', 'role', 'unit', 'source']);

function checkEmpty(slide: Slide, place: number): SlideFinding[] {
  const filled = new Set(slideText(slide).map(({ part }) => part));
  return required(slide)
    .filter((part) => !filled.has(part) && !optional.has(part))
    .map((part) => ({
      place,
      code: 'empty_field',
      params: { ...fieldOf(part), layout: slide.layout },
    }));
}

function required(slide: Slide): SlidePart[] {
  const each = <P extends Numbered>(part: P, things: readonly unknown[]) =>
    things.map((_, i) => `${part} ${i + 1}` as const);
  switch (slide.layout) {
    case 'quote':
      return ['quote', 'author'];
    case 'list':
    case 'checklist':
      return ['title', ...each('items', slide.items)];
    case 'steps':
      return ['title', ...each('steps', slide.steps).map((part) => `${part} title` as const)];
    case 'numbers':
      return [
        'title',
        ...each('numbers', slide.numbers).flatMap((part) => [
          `${part} value` as const,
          `${part} label` as const,
        ]),
      ];
    case 'chart':
      return ['title', ...each('bars', slide.bars)];
    case 'comparison':
      return [
        'title',
        'left heading',
        'right heading',
        ...each('left items', slide.left.items),
        ...each('right items', slide.right.items),
      ];
    case 'cta':
      return ['title', 'action'];
    default:
      return ['title'];
  }
}

function checkBars(slide: Slide, place: number): SlideFinding[] {
  if (slide.layout !== 'chart') return [];
  const bad = slide.bars.filter(({ value }) => !Number.isFinite(value) || value < 0);
  if (bad.length === 0 && slide.bars.length > 0 && slide.bars.every(({ value }) => value === 0))
    return [{ place, code: 'bars_all_zero', params: {} }];
  return bad.map(({ label, value }) => ({
    place,
    code: 'bar_value',
    params: { label, value: String(value) },
  }));
}
