/**
 * Parts a document's title from its text, where the text begins with it: it is stored apart and searched with every
 * passage.
 *
 * @param named As the document names itself elsewhere; null: its first heading of level 1 names it.
 */
export function titleAndRest(
  blocks: string[],
  named: string | null,
): { title: string | null; rest: string[] } {
  const heading = /^# (.+)$/.exec(blocks[0] ?? '')?.[1] ?? null;
  if (heading !== null && (named === null || same(named, heading))) {
    return { title: named ?? heading, rest: blocks.slice(1) };
  }
  return { title: named, rest: blocks };
}

function same(a: string, b: string): boolean {
  return a.localeCompare(b, undefined, { sensitivity: 'base', ignorePunctuation: true }) === 0;
}
