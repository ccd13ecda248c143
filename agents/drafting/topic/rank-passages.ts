import type { Language, Passage } from '../../../ports/content.ts';
import type { Subject } from '../../../ports/model-tasks.ts';
import { nearness } from './about-subject.ts';

/**
 * Passages about the brief's subjects first, then those that mention one, then the rest as they were found; in the
 * draft's language before the other. Of several subjects each gets its turn, so that none is crowded out. Pure.
 *
 * @param found Best first, without repeats.
 */
export function rankPassages(
  found: readonly Passage[],
  subjects: readonly Subject[],
  language: Language,
): Passage[] {
  const foreign = (p: Passage) => p.language !== language;
  const place = new Map(
    found.map((p) => {
      const near = subjects.map(
        (s) => ({ whole: 0, part: 0, mentions: 1, none: 2 })[nearness(p, s) ?? 'none'],
      );
      const tier = Math.min(2, ...near);
      return [p, { tier, subject: near.indexOf(tier) }];
    }),
  );
  const tiers = [0, 1, 2].flatMap((tier) =>
    [false, true].map((away) => found.filter((p) => place.get(p)?.tier === tier && foreign(p) === away)),
  );
  // What is in the other language is of use only where its own holds nothing.
  const [own0, away0, own1, away1, own2, away2] = tiers as [
    Passage[],
    Passage[],
    Passage[],
    Passage[],
    Passage[],
    Passage[],
  ];
  return [own0, own1, own2, away0, away1, away2].flatMap((list) =>
    inTurn(list, (p) => place.get(p)?.subject ?? 0),
  );
}

function inTurn<T>(list: readonly T[], keyOf: (item: T) => number): T[] {
  const piles = new Map<number, T[]>();
  for (const item of list) piles.set(keyOf(item), [...(piles.get(keyOf(item)) ?? []), item]);
  const queues = [...piles.values()];
  const longest = Math.max(0, ...queues.map((q) => q.length));
  return Array.from({ length: longest }, (_, at) => queues.flatMap((q) => q.slice(at, at + 1))).flat();
}

/** The same passages as their documents tell them, the documents in the order in which they were found. Pure. */
export function inReadingOrder(passages: readonly Passage[]): Passage[] {
  const documents = [...new Set(passages.map((p) => p.document_id))];
  return documents.flatMap((id) =>
    passages.filter((p) => p.document_id === id).sort((a, b) => (a.start_at ?? 0) - (b.start_at ?? 0)),
  );
}
