import type { Language } from '../../../ports/content.ts';
import type { DeckMaterial, Slide } from '../../../ports/model-tasks.ts';
import { nearSubjects } from '../reading/about-subjects.ts';
import { readSections, type Section } from '../reading/read-sections.ts';
import { breaksRules } from './breaks-rules.ts';
import { slidesFrom } from './make-slides.ts';
import { textsOf } from './slide-text.ts';
import { weighTopic } from './weigh-topic.ts';

/** A section that may become a slide, with how much it has to do with the brief. */
export interface Point {
  section: Section;
  slides: [Slide, ...Slide[]];
  score: number;
}

export interface Ranking {
  /** Best first. */
  points: Point[];
  sections: Section[];
  /** Share of the brief's meaning that the best document and all documents carry, 0 to 1. */
  coverage: number;
  /** The brief's words that no passage holds, as typed. */
  unknown: string[];
  /** Names of standards in the brief that only passages of another language hold. */
  foreign: string[];
}

/** Reads the passages and weighs every section against the brief. */
export function rankPoints(task: DeckMaterial, extra = ''): Ranking {
  const sections = readSections(task.passages);
  const topic = weighTopic(task.brief.topic, task.language, sections, extra);
  const points = sections.flatMap((section): Point[] => {
    const [slide, ...others] = slidesFrom(section, task.brief.topic, task.language).filter(
      (made) => !textsOf(made).some((text) => breaksRules(text, task)),
    );
    if (!slide) return [];
    const bare = section.heading === null && section.bullets.length + section.numbered.length === 0;
    // What the brief is about comes before all that its other words bring.
    const near = [0.1, 0.6, 3, 5][nearSubjects(section, task.subjects)] ?? 1;
    const score = topic.score(section) * (bare ? 0.4 : 1) * near;
    return [{ section, slides: [slide, ...others], score }];
  });
  points.sort((a, b) => b.score - a.score || byPlace(a, b));
  return { points, sections, coverage: topic.coverage, unknown: topic.unknown, foreign: topic.foreign };
}

export const byPlace = (a: Point, b: Point): number =>
  a.section.document - b.section.document || a.section.ordinal - b.section.ordinal;

export const isForeign = (point: Point, language: Language): boolean =>
  point.section.language !== undefined && point.section.language !== language;
