import { isForeign, type Point, type Ranking, rankPoints } from '../composing/rank-points.ts';
import { textsOf } from '../composing/slide-text.ts';
import { noteStems, stemsOf } from '../reading/words.ts';
import type { Evidence, Layout, Slide, WriterTask } from '../wire.ts';

/** What the passages offer in place of, or besides, what a deck already says. */
export interface Offers {
  /** Another slide from a section that the deck does not use; about `about` if given; in `layout` if given. */
  slide(deck: Slide[], about: string, layout?: Layout): Slide | undefined;
  /** A quoted sentence that holds all the words, not yet on the deck. */
  sentence(deck: Slide[], about: string): Evidence | undefined;
  /** Another layout of the slide's own section. */
  layout(slide: Slide, layout: Layout | undefined): Slide | undefined;
  /** Those words of a note, as roots, that some passage of the deck's language holds. */
  known(about: string): string;
  /** Whether a sentence stands in the section that a slide was made from. */
  together(slide: Slide, sentence: Evidence): boolean;
  /** How much a slide has to do with the brief; the least is the first to go. */
  worth(slide: Slide): number;
}

export function offersFor(task: WriterTask): Offers {
  const base = rankPoints(task);
  const own = (ranking: Ranking) => {
    const same = ranking.points.filter((p) => !isForeign(p, task.language));
    return same.length > 0 ? same : ranking.points;
  };
  return {
    slide(deck, about, layout) {
      const words = noteStems(about);
      const points = (words.length > 0 ? own(rankPoints(task, words.join(' '))) : own(base)).filter(
        (p) => !deck.some((s) => restsOn(s, p)) && !deck.some((s) => s.title === p.slides[0].title),
      );
      const fitting =
        words.length === 0 ? points : points.filter((p) => share(words, p.section.stems) >= 0.6);
      const best =
        words.length === 0
          ? fitting
          : [...fitting].sort((a, b) => closeness(b, words) - closeness(a, words) || b.score - a.score);
      for (const point of best) {
        const slide = layout ? point.slides.find((s) => s.layout === layout) : point.slides[0];
        if (slide) return slide;
      }
      return undefined;
    },
    sentence(deck, about) {
      const words = noteStems(about);
      if (words.length === 0) return undefined;
      const shown = deck.flatMap((s) => s.evidence.map((e) => e.quote)).join('\n');
      for (const { section } of own(base)) {
        const candidates = [...section.sentences, ...section.bullets.map((b) => b.quote)];
        const quote = candidates.find((q) => share(words, new Set(stemsOf(q))) === 1 && !shown.includes(q));
        if (quote) return { passage_id: section.passageId, quote };
      }
      return undefined;
    },
    layout(slide, layout) {
      const point = base.points.find((p) => restsOn(slide, p));
      const shown = textsOf(slide).join('\n');
      return point?.slides.find(
        (s) => (layout ? s.layout === layout : true) && textsOf(s).join('\n') !== shown,
      );
    },
    known: (about) => {
      const words = noteStems(about).filter((w) => own(base).some((p) => p.section.stems.has(w)));
      return words.join(' ');
    },
    together: (slide, sentence) =>
      own(base).some((p) => restsOn(slide, p) && p.section.lines.some((l) => l.includes(sentence.quote))),
    worth: (slide) => base.points.find((p) => restsOn(slide, p))?.score ?? 0,
  };
}

function restsOn(slide: Slide, point: Point): boolean {
  const lines = [...point.section.lines, ...point.section.sentences];
  return (
    slide.layout !== 'cover' &&
    slide.evidence.some((e) => e.passage_id === point.section.passageId && lines.some((l) => l === e.quote))
  );
}

const share = (words: string[], stems: Set<string>): number =>
  words.filter((w) => stems.has(w)).length / words.length;

const closeness = (point: Point, words: string[]): number =>
  share(words, point.section.stems) + share(words, new Set(stemsOf(point.section.heading ?? '')));
