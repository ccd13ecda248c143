/** A line that something else on the page puts into a composer; the person still sends it. */
const composers = new Map<string, (text: string) => void>();

/** @returns Stops listening. */
export function takesRequests(place: string, put: (text: string) => void): () => void {
  composers.set(place, put);
  return () => {
    if (composers.get(place) === put) composers.delete(place);
  };
}

/** @returns False where no such composer is on screen. */
export function typeInto(place: string, text: string): boolean {
  const put = composers.get(place);
  put?.(text);
  return put !== undefined;
}
