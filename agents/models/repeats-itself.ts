/** Words of a run that is looked for again. */
const RUN = 20;
/** A quote or a sentence may stand in a draft a few times; a loop goes on until the room is used up. */
const TIMES = 8;

/**
 * Whether a text has run into a loop: a run of twenty words again and again, or a few characters without an end. A grammar
 * cannot end a text by itself, so that a small model can loop within one until it is cut off. Pure.
 */
export function repeatsItself(text: string): boolean {
  if (/([^\d\s]{1,40}?|\s)\1{200,}/u.test(text)) return true;
  const words = text.split(/\s+/);
  const seen = new Map<string, number>();
  for (let at = 0; at + RUN <= words.length; at += 1) {
    const run = words.slice(at, at + RUN).join(' ');
    const times = (seen.get(run) ?? 0) + 1;
    if (times >= TIMES) return true;
    seen.set(run, times);
  }
  return false;
}
