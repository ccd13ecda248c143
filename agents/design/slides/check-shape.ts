import { countWords, slideText } from '../slide-text.ts';
import type { Issue, Slide } from './deck.ts';

/** Vendor studies agree on about 50 words a slide; a cover is read in passing (facts of LinkedIn document posts). */
const WORDS_A_SLIDE = 50;
const WORDS_IN_A_COVER_TITLE = 12;

type Finding = Omit<Issue, 'slide'>;

/** What can be said of a slide without drawing it: numbers of things, of words, empty fields, impossible values. */
export function checkShape(slide: Slide): Finding[] {
  return [
    ...checkCounts(slide),
    ...checkLengths(slide),
    ...checkWords(slide),
    ...checkEmpty(slide),
    ...checkBars(slide),
  ];
}

function checkCounts(slide: Slide): Finding[] {
  return counted(slide).flatMap(({ part, count, min, max }) =>
    count >= min && count <= max
      ? []
      : [
          {
            code: 'wrong_count',
            message: `Layout "${slide.layout}" has ${count} ${part}: it takes ${min} to ${max}.`,
          },
        ],
  );
}

function counted(slide: Slide): { part: string; count: number; min: number; max: number }[] {
  switch (slide.layout) {
    case 'list':
    case 'checklist':
      return [{ part: 'items', count: slide.items.length, min: 2, max: 6 }];
    case 'steps':
      return [{ part: 'steps', count: slide.steps.length, min: 2, max: 4 }];
    case 'numbers':
      return [{ part: 'numbers', count: slide.numbers.length, min: 1, max: 4 }];
    case 'chart':
      return [{ part: 'bars', count: slide.bars.length, min: 2, max: 8 }];
    case 'comparison':
      return [
        { part: 'left.items', count: slide.left.items.length, min: 1, max: 4 },
        { part: 'right.items', count: slide.right.items.length, min: 1, max: 4 },
      ];
    default:
      return [];
  }
}

/** No field of a legible slide comes near; beyond it, measuring costs more than it tells. */
const CHARACTERS_IN_A_FIELD = 1000;

function checkLengths(slide: Slide): Finding[] {
  return slideText(slide)
    .filter(({ text }) => text.length > CHARACTERS_IN_A_FIELD)
    .map(({ part, text }) => ({
      code: 'too_long',
      message: `"${part}" has ${text.length} characters: at most ${CHARACTERS_IN_A_FIELD}, and ${WORDS_A_SLIDE} words a slide.`,
    }));
}

function checkWords(slide: Slide): Finding[] {
  const findings: Finding[] = [];
  const words = slideText(slide).reduce((sum, { text }) => sum + countWords(text), 0);
  if (words > WORDS_A_SLIDE)
    findings.push({
      code: 'too_many_words',
      message: `The slide has ${words} words, title included: at most ${WORDS_A_SLIDE}. Cut ${words - WORDS_A_SLIDE} or move a point to another slide.`,
    });
  const title = countWords(slide.title);
  if (slide.layout === 'cover' && title > WORDS_IN_A_COVER_TITLE)
    findings.push({
      code: 'cover_title_too_long',
      message: `The cover title has ${title} words: at most ${WORDS_IN_A_COVER_TITLE}.`,
    });
  return findings;
}

/** Fields that a layout can do without; each other one must say something. */
const optional = new Set(['kicker', 'subtitle', 'body', 'role', 'unit', 'source']);

function checkEmpty(slide: Slide): Finding[] {
  const filled = new Set(slideText(slide).map(({ part }) => part));
  return required(slide)
    .filter((part) => !filled.has(part) && !optional.has(part))
    .map((part) => ({
      code: 'empty_text',
      message: `Field "${part}" is empty: layout "${slide.layout}" shows it.`,
    }));
}

function required(slide: Slide): string[] {
  const each = (part: string, things: readonly unknown[]) => things.map((_, i) => `${part} ${i + 1}`);
  switch (slide.layout) {
    case 'quote':
      return ['quote', 'author'];
    case 'list':
    case 'checklist':
      return ['title', ...each('items', slide.items)];
    case 'steps':
      return ['title', ...each('steps', slide.steps).map((part) => `${part} title`)];
    case 'numbers':
      return [
        'title',
        ...each('numbers', slide.numbers).flatMap((part) => [`${part} value`, `${part} label`]),
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

function checkBars(slide: Slide): Finding[] {
  if (slide.layout !== 'chart') return [];
  const bad = slide.bars.filter(({ value }) => !Number.isFinite(value) || value < 0);
  const findings: Finding[] = bad.map(({ label, value }) => ({
    code: 'bad_value',
    message: `Bar "${label}" has the value ${value}: a bar needs a finite number of 0 or more. Use layout "numbers" for others.`,
  }));
  if (bad.length === 0 && slide.bars.length > 0 && slide.bars.every(({ value }) => value === 0))
    findings.push({
      code: 'bad_value',
      message: 'All bars are 0: there is nothing to compare. Use another layout.',
    });
  return findings;
}
