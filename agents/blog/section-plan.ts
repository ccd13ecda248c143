import { articleLength, type BlogBrief } from '../../ports/content.ts';

/** Words that a section of an article carries well. */
const SECTION_WORDS = 200;
const SECTIONS = { min: 3, max: 7 } as const;
/** Share of introduction and of conclusion. */
const FRAME_SHARE = 0.1;

/** Words that were asked for, or what an article has by default. */
export function wordsAsked(brief: Pick<BlogBrief, 'words'>): number {
  return brief.words ?? articleLength.default;
}

/** Sections that suit a length. Pure. */
export function sectionsFor(words: number): number {
  return Math.min(SECTIONS.max, Math.max(SECTIONS.min, Math.round(words / SECTION_WORDS)));
}

/** Words that a part should have, about. Pure. */
export function wordsOfPart(
  part: 'section' | 'introduction' | 'conclusion',
  words: number,
  sections: number,
): number {
  const frame = Math.round((words * FRAME_SHARE) / 5) * 5;
  if (part !== 'section') return frame;
  return Math.round((words - 2 * frame) / Math.max(1, sections) / 5) * 5;
}
