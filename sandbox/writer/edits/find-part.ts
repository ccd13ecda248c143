import type { DraftPart, UnderstandingTask } from '../../../ports/model-tasks.ts';
import { noteStems, stemsOf } from '../reading/words.ts';
import { LAST, type Place } from './read-edits.ts';

/** Parts that are not sections or slides: those have numbers, by which people call them. */
const named = new Set([
  'introduction',
  'summary',
  'conclusion',
  'title',
  'meta_description',
  'keywords',
  'angle',
  'audience',
  'post',
]);
export const sectionsOf = (parts: DraftPart[]): DraftPart[] => parts.filter((p) => !named.has(p.id));

/** Those that may go or move: a carousel keeps its cover and its call to action where they are. */
export const movableOf = (parts: DraftPart[], kind: UnderstandingTask['kind']): DraftPart[] =>
  kind === 'carousel' ? sectionsOf(parts).slice(1, -1) : sectionsOf(parts);

/** Of the words that a section is said to be about, the share that its heading holds. */
const MOST = 0.6;

/** The part that a place names; undefined: there is none. */
export function partAt(place: Place, parts: DraftPart[]): DraftPart | undefined {
  if ('part' in place) return parts.find((p) => p.id === place.part);
  const sections = sectionsOf(parts);
  if ('number' in place) return sections.at(place.number === LAST ? -1 : place.number - 1);
  const wanted = noteStems(place.about);
  if (wanted.length === 0) return undefined;
  const share = ({ label }: DraftPart) => {
    const held = new Set(stemsOf(label));
    return wanted.filter((w) => held.has(w)).length / wanted.length;
  };
  const best = sections.toSorted((a, b) => share(b) - share(a))[0];
  return best && share(best) >= MOST ? best : undefined;
}
