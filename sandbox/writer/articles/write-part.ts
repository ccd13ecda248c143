import type { PartAnswer, PartTask } from '../wire-article.ts';
import { rewritePart } from './rewrite-part.ts';
import { writeConclusion } from './write-conclusion.ts';
import { writeIntroduction } from './write-introduction.ts';
import { writeSection } from './write-section.ts';

/** Writes one part, or changes the one there is. Every sentence is the passages' own, or a signpost without a fact. */
export function writePart(task: PartTask): PartAnswer {
  if (task.current) return rewritePart(task, task.current);
  if (task.part === 'introduction') return writeIntroduction(task);
  if (task.part === 'conclusion') return writeConclusion(task);
  return writeSection(task);
}
