import { isDeepStrictEqual } from 'node:util';
import type { SlideFinding } from '../../../ports/content.ts';
import type { Deck, Slide } from '../../../ports/model-tasks.ts';
import { isKept, promisedCounts, type Series } from '../../drafting/topic/promised-counts.ts';

/**
 * "5 perguntas" in a title, on the cover or in the post means five numbered things in the deck. A count that a quote
 * tells ("three stages: IQ, OQ and PQ") is a fact and no promise, except on the cover. Pure.
 *
 * @param asked What the person typed for the call to action: it stands as it is.
 */
export function checkPromises(deck: Deck, asked: string): SlideFinding[] {
  const headings = deck.slides.map((slide) => slide.title);
  const lists = deck.slides.flatMap(listsOf);
  const told = new Set(
    [asked, ...deck.slides.flatMap((s) => s.evidence.map((e) => e.quote))].flatMap((text) =>
      promisedCounts(text).map(({ count, noun }) => `${count} ${noun}`),
    ),
  );
  const findings: SlideFinding[] = [];
  const check = (place: number | null, text: string, isCover: boolean) => {
    for (const promise of promisedCounts(text)) {
      if (isKept(promise, headings, lists)) continue;
      if (!isCover && told.has(`${promise.count} ${promise.noun}`)) continue;
      const finding: SlideFinding = {
        place,
        code: 'broken_promise',
        params: { promise: promise.text, of: 'deck' },
      };
      if (!findings.some((other) => isDeepStrictEqual(other, finding))) findings.push(finding);
    }
  };
  check(null, deck.title, true);
  for (const [at, slide] of deck.slides.entries()) {
    check(at + 1, slide.title, slide.layout === 'cover');
    if (slide.layout === 'cover') check(at + 1, `${slide.kicker}\n${slide.subtitle}`, false);
  }
  check(null, deck.post.hook, false);
  check(null, deck.post.body, false);
  return findings;
}

function listsOf(slide: Slide): Series[] {
  const of = (items: readonly string[]): Series[] => [{ heading: slide.title, items }];
  switch (slide.layout) {
    case 'list':
    case 'checklist':
      return of(slide.items);
    case 'steps':
      return of(slide.steps.map((s) => s.title));
    case 'numbers':
      return of(slide.numbers.map((n) => n.label));
    case 'comparison':
      return [slide.left, slide.right].flatMap((side) => (side.items.length > 1 ? [side] : []));
    default:
      return [];
  }
}
