import type { DeckMaterial, Slide } from '../../../ports/model-tasks.ts';
import { isForeign, type Point, rankPoints } from '../composing/rank-points.ts';
import { noteStems, stemsOf } from '../reading/words.ts';

/** A slide from a section of the passages that the deck does not use, about `about` if that is not empty. */
export function anotherSlide(task: DeckMaterial, deck: Slide[], about: string): Slide | undefined {
  const words = noteStems(about);
  const { points } = rankPoints(task, words.join(' '));
  const own = points.filter((p) => !isForeign(p, task.language));
  const free = (own.length > 0 ? own : points).filter(
    (p) => !deck.some((s) => restsOn(s, p) || s.title === p.slides[0].title),
  );
  if (words.length === 0) return free[0]?.slides[0];
  const share = (stems: Set<string>) => words.filter((w) => stems.has(w)).length / words.length;
  const near = (p: Point) => share(p.section.stems) + share(new Set(stemsOf(p.section.heading ?? '')));
  const [best] = free
    .filter((p) => share(p.section.stems) >= 0.6)
    .sort((a, b) => near(b) - near(a) || b.score - a.score);
  return best?.slides[0];
}

function restsOn(slide: Slide, { section }: Point): boolean {
  const lines = [...section.lines, ...section.sentences];
  return (
    slide.layout !== 'cover' &&
    slide.evidence.some((e) => e.passage_id === section.passageId && lines.includes(e.quote))
  );
}
