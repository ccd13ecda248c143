import { folded } from '../../platform/folded.ts';

/** Addresses of pages and mailboxes, as a text writes them. */
const address =
  /https?:\/\/[^\s)]+|www\.[^\s)]+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|com\.br|net|org|io|med\.br)\b/giu;

/** Addresses of `text` that stand in none of `sources`. Pure. */
export function addressesMissingFrom(text: string, sources: readonly string[]): string[] {
  const held = sources.map(folded);
  return (text.match(address) ?? []).filter((one) => !held.some((source) => source.includes(folded(one))));
}
