import type { DraftMaterial } from '../../../ports/model-tasks.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { type Piece, readPieces } from '../reading/read-pieces.ts';
import { clip } from '../reading/shorten.ts';
import { countWords, fold } from '../reading/words.ts';

// Longer sentences are a page's navigation or a lost full stop, not prose.
const MAX_UNIT_WORDS = 60;

/** What an article may be made of: pieces in its language, without what the house rules forbid. */
export function articlePieces(task: Pick<DraftMaterial, 'language' | 'passages' | 'rules'>): Piece[] {
  return readPieces(task.passages)
    .filter((p) => p.language === undefined || p.language === task.language)
    .map((p) => {
      const blocks = p.blocks
        .map((b) => ({
          ...b,
          units: b.units.filter((u) => countWords(u.text) <= MAX_UNIT_WORDS && !breaksRules(u.text, task)),
        }))
        // A step less is another procedure.
        .filter(
          (b, i) =>
            b.units.length > 0 && (b.kind !== 'steps' || b.units.length === p.blocks[i]?.units.length),
        );
      const words = blocks.reduce((sum, b) => sum + b.units.reduce((n, u) => n + countWords(u.text), 0), 0);
      const heading = p.heading !== null && breaksRules(p.heading, task) ? null : p.heading;
      return { ...p, heading, blocks, words };
    })
    .filter((p) => p.words >= 4);
}

/** By what a piece is known in an outline: its heading, else how it begins. */
export const labelOf = (piece: Piece): string =>
  piece.heading ?? clip(piece.blocks[0]?.units[0]?.text ?? piece.title, 8);

/** The words before a document's first heading: they introduce. */
export const isOpening = (piece: Piece): boolean => piece.heading === null && piece.ordinal === 0;

/** What a company says about itself: under its name a fact, without it a claim about all companies. */
export const isAboutBrand = (piece: Piece, brand: string): boolean => {
  const name = fold(brand).trim();
  return name !== '' && fold(`${piece.title} ${piece.heading ?? ''}`).includes(name);
};

export const isProse = (piece: Piece): boolean => piece.blocks.every((b) => b.kind === 'paragraph');

export const byPlace = (a: Piece, b: Piece): number => a.document - b.document || a.ordinal - b.ordinal;

/** A list of questions closes what it asks about. */
export const asksQuestions = (piece: Piece): boolean =>
  piece.blocks.length > 0 &&
  piece.blocks.every((b) => b.kind === 'bullets') &&
  piece.blocks.every((b) => b.units.filter((u) => u.text.endsWith('?')).length * 2 > b.units.length) &&
  // "Installation qualification" may be told as questions too: only what is called so is for taking along.
  (piece.heading === null ||
    /^(?:perguntas|questions|checklist|before you|antes de)\b|\?$/.test(fold(piece.heading)));
