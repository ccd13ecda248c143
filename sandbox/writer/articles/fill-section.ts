import type { PartTask } from '../../../ports/model-tasks.ts';
import type { Piece, Unit } from '../reading/read-pieces.ts';
import { countWords, fold, stemsOf } from '../reading/words.ts';
import { articlePieces, asksQuestions, isAboutBrand, isOpening } from './article-pieces.ts';
import { saidIn } from './edit-blocks.ts';
import type { PartBlock } from './part-text.ts';
import { articleBlocks, pointsBack } from './quote-units.ts';

/** Of what two texts have in common, the least that lets one go on in the other. */
const NEAR = 0.4;

/** Blocks nearest to what a section says that neither it nor another part has told, about so many words. */
export function fillSection(task: PartTask, current: string, words: number): PartBlock[] {
  const told = saidIn([current, ...task.sections.map((s) => s.markdown)].join('\n'));
  const own = new Set(stemsOf(`${task.section?.heading ?? ''} ${current}`));
  const cited = new Set(task.section?.passage_ids ?? []);
  const nearness = (p: Piece) =>
    [...p.stems].filter((s) => own.has(s)).length / Math.sqrt(p.stems.size + 1) +
    (p.passageIds.some((id) => cited.has(id)) ? 1 : 0);
  const isNew = (u: Unit) => !told.includes(fold(u.text).replace(/\s+/g, ' '));
  const made: PartBlock[] = [];
  let left = words;
  const pieces = articlePieces(task)
    .filter((p) => !isOpening(p) && !asksQuestions(p) && !isAboutBrand(p, task.brand.name))
    .filter((p) => nearness(p) > NEAR)
    .sort((a, b) => nearness(b) - nearness(a));
  for (const piece of pieces) {
    for (const block of piece.blocks) {
      const isList = block.kind !== 'paragraph';
      // A list is told whole; a sentence that points back goes with the one before it.
      const units = block.units.filter(
        (u, at) => isNew(u) && (isList || !pointsBack(u.text) || isNew(block.units[at - 1] ?? u)),
      );
      const size = units.reduce((n, u) => n + countWords(u.text), 0);
      const fits = size >= 5 && size <= left * 1.6 && (!isList || units.length === block.units.length);
      if (left <= 0 || !fits) continue;
      made.push(...articleBlocks(piece, { ...block, units }, false, task.language));
      left -= size;
    }
  }
  return made;
}
