import type { OutlineEntry } from '../../../ports/content.ts';
import type { Piece } from '../reading/read-pieces.ts';
import { noteStems, stemsOf } from '../reading/words.ts';
import { asksQuestions, isAboutBrand, isOpening } from './article-pieces.ts';
import { piecesOf } from './outline-entry.ts';

// A section needs about this much.
const SECTION_WORDS = 90;

/** Pieces about these words that no entry has, nearest first, as many as make a section. */
export function piecesAbout(
  about: string,
  sections: OutlineEntry[],
  pieces: Piece[],
  brand: string,
): Piece[] {
  const wanted = noteStems(about);
  if (wanted.length === 0) return [];
  const taken = new Set(sections.flatMap((o) => piecesOf(o, sections, pieces)));
  const headed = (p: Piece) => {
    const heading = new Set(stemsOf(`${p.heading ?? ''} ${p.title}`));
    return wanted.filter((w) => heading.has(w)).length / wanted.length;
  };
  const holds = (p: Piece) => {
    const title = new Set(stemsOf(p.title));
    return wanted.every((w) => p.stems.has(w) || title.has(w));
  };
  const ranked = pieces
    .filter((p) => !taken.has(p) && !isOpening(p) && !asksQuestions(p) && !isAboutBrand(p, brand) && holds(p))
    .sort((a, b) => headed(b) - headed(a) || a.document - b.document || a.ordinal - b.ordinal);
  const [best] = ranked;
  const found: Piece[] = [];
  const beside = (p: Piece) => Number(p.document === best?.document);
  for (const p of ranked.sort((a, b) => beside(b) - beside(a))) {
    if (found.reduce((n, q) => n + q.words, 0) >= SECTION_WORDS || found.length === 4) break;
    found.push(p);
  }
  return found;
}
