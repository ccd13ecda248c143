import type { Deck, Slide } from '../../ports/model-tasks.ts';
import { type Claim, everySentence } from '../drafting/claim.ts';
import type { Statement } from '../drafting/evidence/statement.ts';
import { postTexts } from './checks/all-texts.ts';

/** They may claim nothing, so need no quote, and sum up what the others say. */
const isFrame = ({ layout }: Slide): boolean => layout === 'cover' || layout === 'cta';

/**
 * All that a deck says, in reading order, with what each text may rest on: a slide on its own quotes, cover, call to action
 * and post on any. What a deck counts of itself ("3 steps") needs no source. Pure.
 */
export function statementsOfDeck({ slides, post }: Deck): Statement<number | null>[] {
  const reach = slides.flatMap((slide) => slide.evidence);
  const everywhere = { reach, counts: [String(slides.length)], role: 'summary' as const };
  return [
    ...slides.flatMap((slide, at) => {
      const place = at + 1;
      const own = { reach: slide.evidence, counts: counts(slide), of: 'slide' as const };
      const citesNothing = slide.evidence.length === 0 && !isFrame(slide);
      const about = isFrame(slide)
        ? { ...everywhere, of: 'slide' as const }
        : { ...own, role: citesNothing ? ('heading' as const) : ('sentence' as const) };
      const told = [
        ...[slide.title, ...toldOn(slide)].map((sentence, n) => ({
          sentence,
          context: n === 0 ? '' : slide.title,
          evidence: slide.evidence,
        })),
        ...besides(slide).map((sentence) => ({ sentence, context: slide.title, evidence: [] })),
      ].filter(({ sentence }) => /[\p{L}\p{N}]/u.test(sentence));
      return told.map(
        (one, n): Statement<number> => ({
          place,
          ...one,
          ...about,
          ...(n === 0 && citesNothing ? { citesNothing: 'slide' as const } : {}),
          ...(n === 0 && slide.layout === 'quote' ? { shown: slide.quote } : {}),
        }),
      );
    }),
    ...postTexts(post)
      .flatMap(everySentence)
      .map(
        (sentence): Statement<null> => ({
          place: null,
          sentence,
          context: '',
          evidence: [],
          ...everywhere,
          of: 'post',
        }),
      ),
  ];
}

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

/** What stands on a slide besides, and claims nothing that is judged. */
function besides(slide: Slide): string[] {
  if (slide.layout === 'cover') return [slide.kicker];
  if (slide.layout === 'cta') return [slide.action];
  return slide.layout === 'chart' ? [slide.source] : [];
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
