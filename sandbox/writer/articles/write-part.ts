import type { PartAnswer, PartTask } from '../../../ports/model-tasks.ts';
import { rewritePart } from './rewrite-part.ts';
import { writeConclusion } from './write-conclusion.ts';
import { writeIntroduction } from './write-introduction.ts';
import { writeSection } from './write-section.ts';

/** Writes one part, or changes the one there is. Every sentence is the passages' own, or a signpost without a fact. */
export function writePart(task: PartTask): PartAnswer {
  const { current } = task;
  if (!current) return written(task);
  return rewritePart(task, current, () =>
    written({ ...task, current: null, instruction: null, findings: [] }),
  );
}

function written(task: PartTask): PartAnswer {
  if (task.part === 'introduction') return writeIntroduction(task);
  if (task.part === 'conclusion') return writeConclusion(task);
  return writeSection(task);
}
