import type { Deck, Issue, Slide } from '../../design/slides/deck.ts';
import { slideTexts, words } from './slide-texts.ts';

const MAX_WORDS = 50;
const MAX_COVER_TITLE_WORDS = 12;

/** Number and order of slides, and how much stands on each. Pure. */
export function checkShape(deck: Deck, slides: number): Issue[] {
  const issues: Issue[] = [];
  if (deck.slides.length !== slides) {
    issues.push({
      slide: null,
      code: 'slide_count',
      message: `The deck has ${deck.slides.length} slides; exactly ${slides} are wanted.`,
    });
  }
  if (deck.title.trim() === '') {
    issues.push({ slide: null, code: 'no_title', message: 'The deck has no title.' });
  }
  for (const [at, slide] of deck.slides.entries()) {
    const first = at === 0;
    const last = at === deck.slides.length - 1;
    const say = (code: string, message: string) => issues.push({ slide: at + 1, code, message });
    if (first !== (slide.layout === 'cover')) {
      say('cover_position', 'The first slide, and no other, has the layout "cover".');
    }
    if (last !== (slide.layout === 'cta')) {
      say('cta_position', 'The last slide, and no other, has the layout "cta".');
    }
    // A quote may stand for itself.
    if (slide.title.trim() === '' && slide.layout !== 'quote') say('no_title', 'The slide has no title.');
    if (slide.layout === 'cover' && words(slide.title) > MAX_COVER_TITLE_WORDS) {
      say(
        'long_title',
        `The cover's title has ${words(slide.title)} words; at most ${MAX_COVER_TITLE_WORDS} fit.`,
      );
    }
    const count = slideTexts(slide).reduce((sum, text) => sum + words(text), 0);
    if (count > MAX_WORDS) {
      say('too_many_words', `The slide has ${count} words; at most ${MAX_WORDS} can be read.`);
    }
    for (const fault of partFaults(slide)) say('part_count', fault);
  }
  return issues;
}

function partFaults(slide: Slide): string[] {
  const within = (name: string, parts: unknown[], min: number, max: number) =>
    parts.length < min || parts.length > max
      ? [`The slide has ${parts.length} ${name}; ${min} to ${max} are wanted.`]
      : [];
  switch (slide.layout) {
    case 'list':
    case 'checklist':
      return within('items', slide.items, 2, 6);
    case 'steps':
      return within('steps', slide.steps, 2, 4);
    case 'numbers':
      return within('numbers', slide.numbers, 1, 4);
    case 'chart':
      return [
        ...within('bars', slide.bars, 2, 8),
        ...(slide.bars.some((b) => !(b.value >= 0)) ? ['A bar has a negative value.'] : []),
      ];
    case 'comparison':
      return [
        ...within('items on the left', slide.left.items, 1, 4),
        ...within('items on the right', slide.right.items, 1, 4),
      ];
    default:
      return [];
  }
}
