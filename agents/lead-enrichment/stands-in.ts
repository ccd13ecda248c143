/** Whether words stand in a text as words of their own; both in the form of `folded`. Pure. */
export function standsIn(text: string, words: string): boolean {
  return placesOf(text, words).some(
    (at) =>
      !/[\p{L}\p{N}]$/u.test(text.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(text.slice(at + words.length)),
  );
}

/** Where a part stands in a text, within words too. Pure. */
export function placesOf(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}
