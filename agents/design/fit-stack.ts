import type { Fitted, Sizes } from './fit-text.ts';
import type { Box } from './page.ts';
import type { SlidePart } from './slide-part.ts';
import type { Stage } from './stage.ts';
import type { TextStyle } from './text-style.ts';

export interface Piece {
  part: SlidePart;
  text: string;
  style: TextStyle;
  sizes: Sizes;
  /** Longest that it may get, in px; the main piece takes what the others leave, up to it. */
  height: number;
  width?: number;
  /** Room above it, if anything stands above. */
  before: number;
  /** Around the text, for a button. */
  padding?: { x: number; y: number };
}

export interface StackedPiece {
  piece: Piece;
  fitted: Fitted;
  /** With its padding; from the top of the stack. */
  y: number;
  height: number;
}

export interface Stack {
  pieces: StackedPiece[];
  height: number;
}

/**
 * Sets texts under each other so that together they fit `box`. Empty ones leave nothing behind.
 *
 * @param main The piece that yields: the headline.
 */
export async function fitStack(
  { type }: Stage,
  pieces: readonly Piece[],
  main: string,
  box: Box,
): Promise<Stack> {
  const said = pieces.filter(({ text }) => text.trim() !== '');
  const set = (piece: Piece, height: number) => {
    const { x } = piece.padding ?? { x: 0 };
    const width = (piece.width ?? box.width) - 2 * x;
    return type.fit(piece.text, { style: piece.style, width, height, ...piece.sizes });
  };
  const outer = (piece: Piece, fitted: Fitted) => fitted.height + 2 * (piece.padding?.y ?? 0);
  const fitted = new Map<Piece, Fitted>();
  let taken = 0;
  for (const [i, piece] of said.entries()) {
    taken += i === 0 ? 0 : piece.before;
    if (piece.part === main) continue;
    const one = await set(piece, piece.height);
    fitted.set(piece, one);
    taken += outer(piece, one);
  }
  const yielding = said.find(({ part }) => part === main);
  if (yielding)
    fitted.set(yielding, await set(yielding, Math.max(1, Math.min(yielding.height, box.height - taken))));

  let y = 0;
  const stacked = said.flatMap((piece, i): StackedPiece[] => {
    const one = fitted.get(piece);
    if (one === undefined) return [];
    y += i === 0 ? 0 : piece.before;
    const height = outer(piece, one);
    y += height;
    return [{ piece, fitted: one, y: y - height, height }];
  });
  return { pieces: stacked, height: y };
}
