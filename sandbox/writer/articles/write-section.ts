import type { PartAnswer, PartTask } from '../../../ports/model-tasks.ts';
import { readEdit } from '../edits/read-edits.ts';
import type { Block, Piece } from '../reading/read-pieces.ts';
import { capital } from '../reading/shorten.ts';
import { countWords, digitRuns, fold } from '../reading/words.ts';
import { articlePieces, isAboutBrand } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import { saidIn } from './edit-blocks.ts';
import { lowered } from './lowered.ts';
import { entriesOf, piecesOf } from './outline-entry.ts';
import { type PartBlock, runsIn, toPart, wordsIn } from './part-text.ts';
import { piecesAbout } from './pieces-about.ts';
import { articleBlocks } from './quote-units.ts';

// A section may end up a little longer than asked before something has to go.
const SLACK = 1.15;
// Below about sixty words a section is too thin to have a heading of its own.
const LEAST = 80;

/** One section from the pieces that the outline gave it: as many as its length holds, the first one always. */
export function writeSection(task: PartTask): PartAnswer {
  const { heading, pieces } = subjectOf(task);
  const told = saidIn(task.sections.map((s) => s.markdown).join('\n'));
  const blocks: PartBlock[] = [];
  for (const [i, piece] of pieces.entries()) {
    const room = Math.max(task.words * SLACK, LEAST) - wordsIn(blocks);
    if (i > 0 && room < 15) break;
    const named = i === 0 || sameHeading(heading, piece.heading ?? '');
    const made = pieceBlocks(piece, room, named, task, told);
    blocks.push(...(i > 0 ? underItsName(made, piece, task) : made));
  }
  return toPart(heading, withHeadingQuote(blocks, heading, pieces, task.brief.topic));
}

/** What the section is called and made of: by the outline, or by the words with which a person asked for it. */
function subjectOf(task: PartTask): { heading: string; pieces: Piece[] } {
  const { sections } = task.outline;
  const entry = task.section ?? sections[0];
  const pieces = articlePieces(task);
  if (entry && entry.passage_ids.length > 0)
    return { heading: entry.heading, pieces: piecesOf(entry, sections, pieces) };
  const asked = task.instruction ?? entry?.point ?? '';
  const edit = readEdit(asked);
  const about =
    edit?.do === 'add'
      ? edit.about
      : (edit?.places.flatMap((p) => ('about' in p ? p.about : []))[0] ?? asked);
  const found = piecesAbout(about, sections, pieces, task.brand.name);
  const [made] = entriesOf([found], task.language);
  return { heading: entry?.heading || made?.heading || capital(about), pieces: found };
}

/** What a company says of itself, taken out of its own document, says whose practice it is. */
function underItsName(blocks: PartBlock[], piece: Piece, task: PartTask): PartBlock[] {
  const [first] = blocks;
  const run = first?.kind === 'paragraph' ? first.runs[0] : undefined;
  const { name } = task.brand;
  if (!run || !isAboutBrand(piece, name) || fold(run.text).includes(fold(name))) return blocks;
  run.text = articleWords[task.language].at(name, lowered(run.text));
  return blocks;
}

/** What of a piece fits: paragraphs lose their last sentences, a list is told whole or not at all. */
function pieceBlocks(piece: Piece, room: number, named: boolean, task: PartTask, told: string): PartBlock[] {
  const made: PartBlock[] = [];
  let left = room;
  for (const block of piece.blocks) {
    const fresh = { ...block, units: block.units.filter((u) => !told.includes(saidIn(u.text))) };
    const kept = block.kind === 'paragraph' ? fitting(fresh, left) : fresh;
    const words = kept.units.reduce((sum, u) => sum + countWords(u.text), 0);
    if (kept.units.length === 0 || (made.length > 0 && words > left)) continue;
    const follows = made.length > 0 && made.at(-1)?.kind === 'paragraph';
    made.push(...articleBlocks(piece, kept, named && !follows, task.language));
    left -= words;
  }
  return made;
}

function fitting(block: Block, room: number): Block {
  const units = [...block.units];
  const words = () => units.reduce((sum, u) => sum + countWords(u.text), 0);
  while (units.length > 1 && words() > room) units.pop();
  return { ...block, units };
}

/**
 * A number in the heading must stand in what the section quotes; where it does not, the first quote is taken from the
 * heading on.
 */
function withHeadingQuote(blocks: PartBlock[], heading: string, pieces: Piece[], brief: string): PartBlock[] {
  const quotes = blocks.flatMap(runsIn).flatMap((r) => r.quotes);
  const held = new Set([brief, ...quotes.map((q) => q.quote)].flatMap(digitRuns));
  const loose = digitRuns(heading).filter((run) => !held.has(run));
  const [first] = quotes;
  const named = pieces.find((p) => p.headingAt >= 0 && sameHeading(p.heading ?? '', heading));
  const block = named?.blocks[0];
  if (loose.length === 0 || !first || !named || block?.passageId !== first.passage_id) return blocks;
  const end = block.passage.indexOf(first.quote, named.headingAt) + first.quote.length;
  if (end < first.quote.length) return blocks;
  const longer = { passage_id: first.passage_id, quote: block.passage.slice(named.headingAt, end) };
  const swap = (run: { quotes: { passage_id: string; quote: string }[] }) => {
    run.quotes = run.quotes.map((q) => (q === first ? longer : q));
  };
  for (const run of blocks.flatMap(runsIn)) swap(run);
  return blocks;
}

const sameHeading = (a: string, b: string): boolean => fold(a).trim() === fold(b).trim();
