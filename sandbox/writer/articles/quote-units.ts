import type { Evidence, Language } from '../../../ports/content.ts';
import type { Block, Piece, Unit } from '../reading/read-pieces.ts';
import { capital } from '../reading/shorten.ts';
import { digitRuns, fold } from '../reading/words.ts';
import { asksQuestions, labelOf } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import type { PartBlock, Run } from './part-text.ts';

/** The words from the first to the last unit as they stand in the passage. */
function quoteOf(block: Block, units: Unit[], from?: number): Evidence {
  const start = from ?? units[0]?.from ?? 0;
  return { passage_id: block.passageId, quote: block.passage.slice(start, units.at(-1)?.to ?? start) };
}

/** Units that follow each other in the source become one run with one quote. */
export function proseRuns(block: Block, units: Unit[]): Run[] {
  const runs: Unit[][] = [];
  for (const unit of units) {
    const last = runs.at(-1)?.at(-1);
    const next = last !== undefined && block.passage.slice(last.to, unit.from).trim() === '';
    if (next) runs.at(-1)?.push(unit);
    else runs.push([unit]);
  }
  return runs.map((run) => ({
    text: run.map((u) => ended(u.text)).join(' '),
    quotes: [quoteOf(block, run)],
  }));
}

/**
 * A block of the source as blocks of the article.
 *
 * @param named The section's heading already says what the block is about.
 */
export function articleBlocks(piece: Piece, block: Block, named: boolean, language: Language): PartBlock[] {
  if (block.kind === 'paragraph') return [{ kind: 'paragraph', runs: proseRuns(block, block.units) }];
  if (block.kind === 'pairs' && named)
    return block.units.map((u) => ({
      kind: 'paragraph',
      runs: [{ text: ended(u.text), quotes: [quoteOf(block, [u])] }],
    }));
  const items = block.units.map((u) => ({ text: u.text, quotes: [] as Evidence[] }));
  const own = quoteOf(block, block.units, block.kind === 'steps' ? numberedFrom(block) : undefined);
  const { lead, quote } = ledBy(piece, block, own, named, language);
  const last = items.at(-1);
  if (last) last.quotes = [quote];
  return [{ kind: 'list', ordered: block.kind === 'steps', lead: { text: lead, quotes: [] }, items }];
}

/** The line before a list. Numbers in it must be quoted: then the quote begins with the heading, or the line is plain. */
function ledBy(piece: Piece, block: Block, quote: Evidence, named: boolean, language: Language) {
  const lead = leadOf(piece, block, named, language);
  const held = new Set(digitRuns(quote.quote));
  if (digitRuns(lead).every((run) => held.has(run))) return { lead, quote };
  const first = piece.blocks[0];
  const whole = first?.passageId === block.passageId && first.units[0]?.from === block.units[0]?.from;
  if (whole && piece.headingAt >= 0) return { lead, quote: quoteOf(block, block.units, piece.headingAt) };
  return { lead: leadOf(piece, block, true, language), quote };
}

/** From the list's own first number, so that the quote holds the numbers that the steps are counted with. */
function numberedFrom(block: Block): number {
  const first = block.units[0]?.from ?? 0;
  const line = block.passage.slice(block.passage.lastIndexOf('\n', first - 1) + 1, first);
  return first - line.trimStart().length;
}

const member = /^\p{L}+\s\d{1,2}:\s/u;

function leadOf(piece: Piece, block: Block, named: boolean, language: Language): string {
  const own = articleWords[language].leads;
  if (asksQuestions(piece)) return own.questions;
  const heading = labelOf(piece).replace(/[.:;]+$/, '');
  if (!named && piece.heading !== null && !heading.endsWith('?'))
    return `${capital(heading.replace(member, ''))}:`;
  if (block.kind === 'steps') return own.steps;
  if (block.units.every((u) => u.label !== null && /\d/.test(u.text.slice(u.label.length))))
    return own.figures;
  return /^(?:erros?|mistakes?|sinais de alerta|warning signs)\b/.test(fold(heading))
    ? own.avoid
    : own.bullets;
}

const ended = (text: string): string => (/[.!?…:;”"»)]$/.test(text) ? text : `${text}.`);

/** A sentence that points back at something needs what stands before it. */
export const pointsBack = (text: string): boolean =>
  /^(?:isso|isto|ele|ela|eles|elas|esse|essa|esses|essas|este|esta|tal|tais|assim|por isso|depois del\w+|o mesmo|a mesma|la|ali|nesse|nessa|desse|dessa|it|its|they|their|this|that|these|those|such|he|she|there|then|as a result|therefore|thus|the same)\b/.test(
    fold(text),
  );
