import type { BrandKit, HouseRules, Passage } from '../../ports/content.ts';
import type { DraftingState } from './state.ts';

/**
 * The fields with which another version begins, under the brand kit and rules of today. Pure.
 *
 * @param version The one that people saw: an attempt that runs again makes the same version of it.
 * @param note People's words that led to it; null: a person made it.
 */
export function nextVersion(
  { notes, passages: before }: Pick<DraftingState, 'notes' | 'passages'>,
  {
    version,
    note,
    brand,
    rules,
    passages,
  }: {
    version: number;
    note: string | null;
    brand: BrandKit;
    rules: HouseRules;
    passages: Passage[];
  },
) {
  return {
    version: version + 1,
    // Once, though an earlier attempt may have left it there.
    notes: note === null ? notes : [...notes.filter((n) => n !== note), note],
    brand,
    rules,
    repairs: 0,
    mended: false,
    findings: [],
    blocking: [],
    files: [],
    finals: [],
    left_out: [],
    // A channel is stored whole, so only what has changed.
    ...(passages === before ? {} : { passages }),
  };
}
