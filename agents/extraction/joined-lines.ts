/** Small words that Portuguese hangs on a verb with a hyphen, which the line's end has not made. */
const HUNG_ON = /^(?:se|me|te|lhe|lhes|nos|vos|[oa]s?|l[oa]s?|n[oa]s?)(?![\p{L}])/u;
/** First parts of words that always keep their hyphen. */
const COMPOUND =
  /(?:^|[^\p{L}])(?:guarda|pós|pré|pró|vice|além|aquém|recém|arco|quebra|médico|técnico|físico|self|cross)-$/iu;

/** Two lines of a paragraph as one text: what a line's end has cut in two is whole again, and no figure changes. */
export function joinedLines(text: string, next: string, known: ReadonlySet<string>): string {
  if (/\p{L}[\u00ad\u2010]$/u.test(text) && /^\p{Ll}/u.test(next))
    return joined(`${text.slice(0, -1)}-`, next, known);
  // "2024-" and "2025", "Ti-6Al-" and "4V": the hyphen is the text's own.
  if (
    /[\p{L}\d]-$/u.test(text) &&
    (/^\d/.test(next) || /\d-$/.test(text) || (/\p{Lu}-$/u.test(text) && /^\p{Lu}/u.test(next)))
  )
    return text + next;
  if (/\p{L}-$/u.test(text) && /^\p{Lu}\p{Ll}/u.test(next) && /(?:^|\s)\p{Lu}[\p{L}-]*-$/u.test(text))
    return text + next;
  return joined(text, next, known);
}

function joined(text: string, next: string, known: ReadonlySet<string>): string {
  const start = /(\p{L}+)-$/u.exec(text)?.[1];
  const end = /^\p{Ll}+/u.exec(next)?.[0];
  if (start === undefined || end === undefined)
    return /[/–]$/.test(text) && /\S[/–]$/.test(text) ? text + next : `${text} ${next}`;
  const keeps = HUNG_ON.test(next) || COMPOUND.test(text) || known.has(`${start}-${end}`);
  return (keeps ? text : text.slice(0, -1)) + next;
}
