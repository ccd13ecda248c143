import type { PartAnswer, PartTask } from '../../../ports/model-tasks.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import type { Piece, Unit } from '../reading/read-pieces.ts';
import { countWords, digitRuns, fold } from '../reading/words.ts';
import { articlePieces, byPlace, isAboutBrand, isOpening, isProse } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import { kinship } from './kinship.ts';
import { type PartBlock, toPart } from './part-text.ts';
import { fresh, runsOf } from './write-introduction.ts';

// Of the conclusion's words, what the last line takes.
const CLOSING = 18;

/** Closes with what the documents say last and the sections have not told, then with the next step. */
export function writeConclusion(task: PartTask): PartAnswer {
  const own = articleWords[task.language];
  const blocks: PartBlock[] = [];
  let room = task.words - CLOSING;
  for (const piece of closings(task)) {
    const kept: Unit[] = [];
    for (const unit of fresh(piece, task).filter((u) => isKnown(u.text, task))) {
      const words = countWords(unit.text);
      if (blocks.length + kept.length > 0 && words > room) break;
      kept.push(unit);
      room -= words;
    }
    if (kept.length > 0) blocks.push({ kind: 'paragraph', runs: runsOf(piece, kept) });
    if (room < 15 || blocks.length === 2) break;
  }
  const asked = task.brief.call_to_action?.replace(/\s+/g, ' ').trim();
  const asks = task.sections.some((s) => (s.markdown.match(/\?/g)?.length ?? 0) >= 3);
  const wanted = asked
    ? [/[.!?…]$/.test(asked) ? asked : `${asked}.`]
    : asks
      ? [own.keep, own.close]
      : [own.close];
  const text = wanted.find((t) => !breaksRules(t, task));
  if (text !== undefined) blocks.push({ kind: 'paragraph', runs: [{ text, quotes: [] }] });
  return toPart('', blocks);
}

const namesIn = (text: string): string[] =>
  text.replace(/^\S+\s/, '').match(/(?<![\p{L}\p{N}.])\p{Lu}[\p{L}\p{N}-]+/gu) ?? [];

/** Whether all its numbers and names stand in the article already: a conclusion brings no news. */
function isKnown(text: string, task: PartTask): boolean {
  const told = [
    task.brief.topic,
    task.brand.name,
    ...task.sections.flatMap((s) => [s.heading, s.markdown]),
  ].join('\n');
  const plain = fold(told);
  const held = new Set(digitRuns(told));
  return digitRuns(text).every((run) => held.has(run)) && namesIn(text).every((n) => plain.includes(fold(n)));
}

/**
 * Paragraphs that no section tells: of the document that the article follows, its last; then what the company says of
 * itself about the same thing, under its name.
 */
function closings(task: PartTask): Piece[] {
  const pieces = articlePieces(task);
  const kin = kinship(pieces);
  const ids = new Set(task.outline.sections.flatMap((o) => o.passage_ids));
  const cited = pieces.filter((p) => p.passageIds.some((id) => ids.has(id)));
  const uses = (p: Piece) => cited.filter((q) => q.document === p.document).length;
  const brand = (p: Piece) => isAboutBrand(p, task.brand.name);
  const near = (p: Piece) => Math.max(0, ...cited.filter((q) => !brand(q)).map((q) => kin(p, q)));
  const free = pieces
    .filter((p) => isProse(p) && !isOpening(p))
    .filter((p) => {
      const known = fresh(p, task).filter((u) => isKnown(u.text, task));
      return known.reduce((sum, u) => sum + countWords(u.text), 0) >= 12;
    });
  const most = Math.max(0, ...free.map(uses));
  const last = free.filter((p) => uses(p) === most && most > 0 && !brand(p)).sort((a, b) => byPlace(b, a));
  const named = free
    .filter((p) => brand(p) && fold(fresh(p, task)[0]?.text ?? '').includes(fold(task.brand.name)))
    .sort((a, b) => near(b) - near(a) || byPlace(a, b));
  return [...last.slice(0, 1), ...named.slice(0, 1), ...last.slice(1)];
}
