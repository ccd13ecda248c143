import type { PartAnswer, PartTask } from '../../../ports/model-tasks.ts';
import type { Piece, Unit } from '../reading/read-pieces.ts';
import { capital } from '../reading/shorten.ts';
import { countWords, digitRuns } from '../reading/words.ts';
import { articlePieces, byPlace, isAboutBrand, isOpening } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import { lowered } from './lowered.ts';
import { type PartBlock, type Run, runsIn, toPart, wordsIn } from './part-text.ts';
import { pointsBack, proseRuns } from './quote-units.ts';
import { topicLine } from './topic-line.ts';

// Of the introduction's words, what the line takes that says what comes.
const ROADMAP = 25;

/** Opens with how the documents open, then says what comes. */
export function writeIntroduction(task: PartTask): PartAnswer {
  const used = openings(task);
  const blocks: PartBlock[] = [];
  for (const piece of used) {
    const units = fresh(piece, task);
    const room = task.words - ROADMAP - wordsIn(blocks);
    const kept: Unit[] = [];
    for (const unit of units) {
      if (kept.length > 0 && kept.reduce((n, u) => n + countWords(u.text), 0) + countWords(unit.text) > room)
        break;
      kept.push(unit);
    }
    if (kept.length === 0 || (blocks.length > 0 && room < 12)) continue;
    blocks.push({ kind: 'paragraph', runs: runsOf(piece, kept) });
  }
  const own = articleWords[task.language];
  if (blocks.length === 0)
    blocks.push({
      kind: 'paragraph',
      runs: [{ text: own.about(lowered(topicLine(task.brief.topic, ''))), quotes: [] }],
    });
  const map = roadmap(task, blocks);
  if (map) blocks.push({ kind: 'paragraph', runs: [map] });
  return toPart('', blocks);
}

/** The opening of the document that the outline rests on most, then those of the others. */
function openings(task: PartTask): Piece[] {
  const pieces = articlePieces(task);
  const opens = (p: Piece) => p.blocks[0]?.units[0]?.text === task.outline.angle;
  const ids = task.outline.sections.flatMap((o) => o.passage_ids);
  const uses = (p: Piece) => {
    const own = new Set(pieces.filter((q) => q.document === p.document).flatMap((q) => q.passageIds));
    return ids.filter((id) => own.has(id)).length;
  };
  const [home, next] = pieces
    .filter((p) => isOpening(p) && uses(p) > 0)
    // The angle is how the document begins that the article follows.
    .sort((a, b) => Number(opens(b)) - Number(opens(a)) || uses(b) - uses(a) || byPlace(a, b));
  // A neighbour that gave one section alone does not introduce the article.
  const second = next && uses(next) >= 2 && !isAboutBrand(next, task.brand.name) ? [next] : [];
  return home ? [home, ...second] : [];
}

/** Sentences that no other part has told. */
export function fresh(piece: Piece, task: PartTask): Unit[] {
  const told = task.sections.map((s) => s.markdown).join('\n');
  const units = piece.blocks.filter((b) => b.kind === 'paragraph').flatMap((b) => b.units);
  const kept = units.filter((u) => !told.includes(u.text));
  // A sentence that points back goes with the one that it points to.
  return kept.filter((u) => !pointsBack(u.text) || kept.includes(units[units.indexOf(u) - 1] as Unit));
}

// "Terceiro erro: ..." as one of a row of topics.
const counted = /^\p{Lu}\p{L}+\s\p{L}+:\s/u;

/** Runs of a piece whose sentences may come from more than one of its blocks. */
export const runsOf = (piece: Piece, units: Unit[]): Run[] =>
  piece.blocks.flatMap((b) =>
    proseRuns(
      b,
      b.units.filter((u) => units.includes(u)),
    ),
  );

/** What the sections are about, as far as its numbers are covered. */
function roadmap(task: PartTask, blocks: PartBlock[]): Run | undefined {
  const own = articleWords[task.language];
  const held = new Set(
    [task.brief.topic, ...blocks.flatMap(runsIn).flatMap((r) => r.quotes.map((q) => q.quote))].flatMap(
      digitRuns,
    ),
  );
  const headings = (
    task.sections.length > 0
      ? task.sections.map((s) => s.heading)
      : task.outline.sections.map((o) => o.heading)
  )
    .filter((h) => h !== '' && !h.endsWith('?') && digitRuns(h).every((run) => held.has(run)))
    .map((h) => lowered(capital(h.replace(/[.:;]+$/, '').replace(counted, ''))));
  if (headings.length < 2) return undefined;
  const shown = headings.slice(0, 5);
  return { text: own.roadmap(`${shown.slice(0, -1).join('; ')};${own.lastOf}${shown.at(-1)}`), quotes: [] };
}
