import { readPieces } from '../reading/read-pieces.ts';
import { guessLanguage, noteStems, stemsOf } from '../reading/words.ts';
import type { UnderstandingTask } from '../wire-understanding.ts';

/** Whether a sentence of the passages, with its heading, holds all these words. */
export const isTold = (about: string, task: UnderstandingTask): boolean => {
  const wanted = noteStems(about);
  if (wanted.length === 0) return false;
  return readPieces(task.passages).some((p) => {
    const heading = new Set(stemsOf(`${p.heading ?? ''}`));
    return (
      (p.language ?? guessLanguage(about) ?? task.language) === task.language &&
      p.blocks.some((b) =>
        b.units.some((u) => {
          const own = new Set(stemsOf(u.text));
          return wanted.every((w) => own.has(w) || heading.has(w));
        }),
      )
    );
  });
};
