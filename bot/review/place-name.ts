import type { CheckedClaim } from '../../ports/content.ts';
import type { Texts } from '../texts/texts.ts';
import { partName } from './article-body.ts';

/** Where a claim or a finding stands, for people: a slide, or a part by its heading; null: the draft as a whole. */
export function placeName(
  place: CheckedClaim['place'],
  parts: readonly { id: string; heading: string }[],
  texts: Texts,
): string | null {
  if (place === null) return null;
  return typeof place === 'number' ? texts.card.slide(place) : partName(parts, place, texts);
}
