import { altLength } from '../../ports/content.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';

/** What calls people or leads elsewhere, in Slack's way or as it is typed: this text goes out with the picture. */
const CALLS = /<[!@#][^<>]*>|<https?:[^<>]*>|@(?:channel|here|everyone)\b/i;

/**
 * What a picture shows, as a person wrote it: one line for people who do not see it. Pure.
 *
 * @param said Without invisible characters.
 */
export function readAlt(said: string, t: KnowledgeTexts): { alt: string } | { fault: string } {
  const e = t.add.errors;
  const alt = said.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (alt === '') return { fault: e.altMissing };
  const { length } = [...alt];
  if (length < altLength.min || !/\p{L}{2}/u.test(alt)) return { fault: e.altShort(altLength.min) };
  if (length > altLength.max) return { fault: e.altLong(length, altLength.max) };
  return CALLS.test(alt) ? { fault: e.altCalls } : { alt };
}
