import type { Deck, Slide } from '../../ports/model-tasks.ts';
import { type Claim, everySentence } from '../drafting/claim.ts';

/**
 * What the slides of a deck claim, one sentence or item each, with the quotes of its slide. Slides without quotes (cover,
 * call to action) and the post claim nothing of their own. Pure.
 */
export function claimsOfDeck({ slides }: Deck): Claim<number>[] {
  return slides.flatMap((slide, at) => {
    if (slide.evidence.length === 0) return [];
    const claim = (sentence: string, context: string): Claim<number> => ({
      place: at + 1,
      sentence,
      context,
      evidence: slide.evidence,
    });
    const told = toldOn(slide).filter((text) => /\p{L}/u.test(text));
    return [claim(slide.title, ''), ...told.map((text) => claim(text, slide.title))];
  });
}

/** What a slide says below its title. */
function toldOn(slide: Slide): string[] {
  switch (slide.layout) {
    case 'cover':
      return [slide.subtitle];
    case 'statement':
    case 'picture':
    case 'cta':
      return everySentence(slide.body);
    case 'list':
    case 'checklist':
      return slide.items;
    case 'steps':
      return slide.steps.map(({ title, body }) => [title, body].filter(Boolean).join(': '));
    case 'numbers':
      return slide.numbers.map(({ value, label }) => `${value} ${label}`);
    case 'quote':
      return [[`“${slide.quote}”`, slide.author, slide.role].filter(Boolean).join(', ')];
    case 'chart':
      return slide.bars.map(({ label, value }) => `${label}: ${value} ${slide.unit}`.trim());
    case 'comparison':
      return [slide.left, slide.right].flatMap(({ heading, items }) =>
        items.map((item) => [heading, item].filter(Boolean).join(': ')),
      );
  }
}
