import type { Passage } from '../../ports/content.ts';

/**
 * Adds what a later search found, up to `max` in all. Pure.
 *
 * It answers the same array when nothing is new, so that the big channel of a graph is not stored again.
 */
export function addPassages(known: Passage[], found: readonly Passage[], max: number): Passage[] {
  const ids = new Set(known.map((p) => p.id));
  const fresh = found.filter((p) => !ids.has(p.id)).slice(0, Math.max(0, max - known.length));
  return fresh.length === 0 ? known : [...known, ...fresh];
}
