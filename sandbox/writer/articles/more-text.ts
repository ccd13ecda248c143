import type { Block, Piece, Unit } from '../reading/read-pieces.ts';
import { countWords, digitRuns, fold, noteStems, stemsOf } from '../reading/words.ts';
import type { PartTask } from '../wire-article.ts';
import { articlePieces, asksQuestions, isAboutBrand, isOpening } from './article-pieces.ts';
import { saidIn } from './edit-blocks.ts';
import type { PartBlock } from './part-text.ts';
import { articleBlocks, pointsBack, proseRuns } from './quote-units.ts';

/** What the passages hold that neither this part nor another one says. */
export interface MoreText {
  /** A sentence, or a list with its heading, about these words; undefined: the passages hold none that is new. */
  about(words: string): PartBlock | undefined;
  /** Blocks nearest to what the part says, up to so many words; with figures alone if asked. */
  near(words: number, figures?: boolean): PartBlock[];
}

export function moreText(task: PartTask, current: string): MoreText {
  const told = saidIn([current, ...task.sections.map((s) => s.markdown)].join('\n'));
  const pieces = articlePieces(task).filter((p) => !isOpening(p));
  const isNew = (u: Unit) => !told.includes(fold(u.text).replace(/\s+/g, ' '));
  const own = new Set(stemsOf(`${task.section?.heading ?? ''} ${current}`));
  const cited = new Set([
    ...(task.section?.passage_ids ?? []),
    ...(task.current?.evidence ?? []).map((e) => e.passage_id),
  ]);
  const nearness = (p: Piece) =>
    [...p.stems].filter((s) => own.has(s)).length / Math.sqrt(p.stems.size + 1) +
    (p.passageIds.some((id) => cited.has(id)) ? 1 : 0) -
    (isAboutBrand(p, task.brand.name) ? 2 : 0);
  const ranked = [...pieces].sort((a, b) => nearness(b) - nearness(a));

  return {
    about(words) {
      const wanted = noteStems(words);
      if (wanted.length === 0) return undefined;
      const holds = (text: string, stems = new Set(stemsOf(text))) => wanted.every((w) => stems.has(w));
      for (const piece of ranked) {
        for (const block of piece.blocks.filter((b) => b.kind === 'paragraph')) {
          const unit = block.units.find(
            (u) => isNew(u) && holds(u.text) && !pointsBack(u.text) && countWords(u.text) >= 5,
          );
          if (unit) return { kind: 'paragraph', runs: proseRuns(block, [unit]) };
        }
      }
      for (const piece of ranked) {
        const inside = piece.blocks.find(
          (b) =>
            b.units.every(isNew) && holds(`${piece.heading ?? ''} ${b.units.map((u) => u.text).join(' ')}`),
        );
        const [made] = inside ? articleBlocks(piece, inside, false, task.language) : [];
        if (made) return made;
      }
      return undefined;
    },
    near(words, figures = false) {
      const made: PartBlock[] = [];
      let left = words;
      for (const piece of ranked) {
        if (left <= 0 || made.length >= 4) break;
        if (asksQuestions(piece) || nearness(piece) <= 0.4) continue;
        for (const block of piece.blocks) {
          const fresh: Block = { ...block, units: freshUnits(block, isNew) };
          const size = fresh.units.reduce((n, u) => n + countWords(u.text), 0);
          if (fresh.units.length === 0 || size > left * 1.6 || size < 5) continue;
          if (figures && !fresh.units.some((u) => digitRuns(u.text).length > 0)) continue;
          made.push(...articleBlocks(piece, fresh, false, task.language));
          left -= size;
          if (left <= 0) break;
        }
      }
      return made;
    },
  };
}

/** What is new of a block; a list only if all of it is, and no sentence that points back at one left out. */
function freshUnits(block: Block, isNew: (u: Unit) => boolean): Unit[] {
  const fresh = block.units.filter(isNew);
  if (block.kind !== 'paragraph') return fresh.length === block.units.length ? fresh : [];
  return fresh.filter(
    (u) => !pointsBack(u.text) || fresh.includes(block.units[block.units.indexOf(u) - 1] as Unit),
  );
}
