const abbreviations =
  /(?:^|[\s(])(?:dr|dra|sr|sra|prof|eng|art|inc|ltda|no|nº|vs|etc|e\.g|i\.e|ex|cf|al|fig|min|max|máx|mín|approx|aprox|reg)\.$/i;

/** Sentences of running text, each a verbatim piece of it. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]+["”»)]*(?=\s+["“«(]?[\p{Lu}\p{N}])/gu)) {
    const end = match.index + match[0].length;
    if (abbreviations.test(text.slice(start, end))) continue;
    sentences.push(text.slice(start, end));
    start = end;
  }
  sentences.push(text.slice(start));
  return sentences.map((s) => s.trim()).filter((s) => /[\p{L}\p{N}]/u.test(s));
}
