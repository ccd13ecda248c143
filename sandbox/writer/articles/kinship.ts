import type { Piece } from '../reading/read-pieces.ts';
import { topicStems } from '../reading/words.ts';

/**
 * How much two pieces have in common, 0 to 1: the cosine over their words, the rarer the heavier. Words for the form of
 * a text ("passos", "perguntas") do not count: two lists of steps are no kin.
 */
export function kinship(pieces: Piece[]): (a: Piece, b: Piece) => number {
  const words = new Map(pieces.map((p) => [p, vocabulary(p)]));
  const counts = new Map<string, number>();
  for (const own of words.values()) for (const s of own) counts.set(s, (counts.get(s) ?? 0) + 1);
  const weight = (s: string) => Math.log(1 + pieces.length / (counts.get(s) ?? 1)) ** 2;
  const size = new Map(
    [...words].map(([p, own]) => [p, Math.sqrt([...own].reduce((sum, s) => sum + weight(s), 0))]),
  );
  return (a, b) => {
    const [mine, theirs] = [words.get(a), words.get(b)];
    if (!mine || !theirs) return 0;
    let common = 0;
    for (const s of mine) if (theirs.has(s)) common += weight(s);
    return common / Math.max(0.01, (size.get(a) ?? 0) * (size.get(b) ?? 0));
  };
}

const vocabulary = (p: Piece): Set<string> =>
  new Set(
    topicStems([p.heading ?? '', ...p.blocks.flatMap((b) => b.units.map((u) => u.text))].join(' ')).filter(
      (s) => !counting.has(s),
    ),
  );

const counting = new Set(topicStems('quatro três dois cinco four three two five'));
