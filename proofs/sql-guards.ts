/** One condition of a function in PL/pgSQL that can be taken out: an `if` or `elsif`, or one of its alternatives. */
export interface SqlGuard {
  /** The condition on one line, as a person finds it. */
  text: string;
  /** Where it stands in the source: from the first character to the one behind the last. */
  from: number;
  to: number;
}

/**
 * Pure. The conditions behind `if` and `elsif`; of one that is `a or b or c` each alternative.
 *
 * @param source A function as `pg_get_functiondef` writes it.
 */
export function sqlGuards(source: string): SqlGuard[] {
  const words = [...wordsOf(source)];
  const guards: SqlGuard[] = [];
  words.forEach(({ word, from }, i) => {
    if (!(word === 'elsif' || (word === 'if' && words[i - 1]?.word !== 'end'))) return;
    let start = from + word.length;
    let depth = 0;
    for (const next of words.slice(i + 1)) {
      const isEnd = depth === 0 && next.word === 'then';
      if (isEnd || (depth === 0 && next.word === 'or')) {
        guards.push(trimmed(source, start, next.from));
        start = next.from + next.word.length;
      }
      if (isEnd) break;
      if (next.word === '(' || next.word === 'case') depth += 1;
      if (next.word === ')' || next.word === 'end') depth -= 1;
    }
  });
  return guards;
}

/** Words and brackets outside of comments and strings, in lower case. */
function* wordsOf(source: string): Generator<{ word: string; from: number }> {
  for (const match of source.matchAll(/--[^\n]*|'(?:[^']|'')*'|([a-z_][\w.]*|[()])/gi)) {
    if (match[1]) yield { word: match[1].toLowerCase(), from: match.index };
  }
}

function trimmed(source: string, from: number, to: number): SqlGuard {
  const text = source.slice(from, to);
  const begins = from + text.length - text.trimStart().length;
  return { text: text.trim().replace(/\s+/g, ' '), from: begins, to: begins + text.trim().length };
}
