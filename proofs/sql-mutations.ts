import { sqlGuards } from './sql-guards.ts';

/** One small change of a function in SQL that a test has to find. */
export interface SqlMutation {
  /** The guard on one line, as a person finds it. */
  guard: string;
  /** What was done to it. */
  mutation: string;
  /** The function with the change. */
  source: string;
}

interface Change {
  from: number;
  to: number;
  by: string;
  mutation: string;
}

/** A comparison that lets through one more, or one fewer. */
const SHIFTED: Record<string, string> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const NAME_OR_SIGN =
  /--[^\n]*|'(?:[^']|'')*'|[a-z_][\w.]*|\d+|[()[\],;]|->>|->|<@|@>|<>|=>|<=|>=|<|>|\|\||[^\s]/gi;

/**
 * Pure. The function once for each of its guards: taken out, or off by one. Taken out is each alternative behind `if` and
 * `elsif`, and each condition of a `where`, an `on` or a query's answer that others are joined to by `and`; off by one each comparison, each
 * span of time, each number that is compared with or counted against, and each `count(*)`.
 *
 * @param source A function as `pg_get_functiondef` writes it.
 */
export function sqlMutations(source: string): SqlMutation[] {
  const begins = source.search(/^AS \$/m);
  return (
    [...removed(source), ...shifted(source)]
      // What is answered with a hold says when to ask again: that is no guard.
      .filter(({ from }) => from > begins && !/^\s*return row\(/.test(lineAt(source, from)))
      .sort((a, b) => a.from - b.from || b.to - a.to)
      .map((change) => ({
        guard: guardAt(source, change),
        mutation: change.mutation,
        source: source.slice(0, change.from) + change.by + source.slice(change.to),
      }))
  );
}

function removed(source: string): Change[] {
  const guards = sqlGuards(source).map(({ from, to }) => ({
    from,
    to,
    by: '(false)',
    mutation: 'taken out',
  }));
  return [...guards, ...conjuncts(source)];
}

/** Each condition behind `where` and its `and`s. */
function* conjuncts(source: string): Generator<Change> {
  const words = wordsOf(source);
  for (const [i, { word }] of words.entries()) {
    if (word !== 'where') continue;
    let depth = 0;
    let isRange = false;
    let start = words[i + 1]?.from ?? source.length;
    const found: Change[] = [];
    for (const [n, next] of words.slice(i + 1).entries()) {
      if (next.word === '(' || next.word === 'case') depth += 1;
      if (next.word === ')' || next.word === 'end') depth -= 1;
      const isEnd = depth < 0 || (depth === 0 && ENDS_CONDITIONS.has(next.word));
      const isAnd = depth === 0 && next.word === 'and' && !isRange;
      if (depth === 0 && next.word === 'between') isRange = true;
      else if (depth === 0 && next.word === 'and') isRange = false;
      if (!isEnd && !isAnd) continue;
      const last = words[i + n] as Word;
      const to = last.from + last.length;
      found.push({ from: start, to, by: 'true', mutation: 'taken out' });
      start = words[i + n + 2]?.from ?? source.length;
      if (isEnd) break;
    }
    // What a row is of is no limit: a query without it would be another query.
    yield* found.filter(({ from, to }) => !/^\w+\.?\w* = [\w.()]+$/.test(source.slice(from, to)));
  }
}

const ENDS_CONDITIONS = new Set([
  ...['order', 'group', 'having', 'limit', 'returning', 'union', 'for', 'loop', 'or', ';', ','],
  '$function$',
]);

function* shifted(source: string): Generator<Change> {
  const words = wordsOf(source);
  for (const [i, { word, from, length }] of words.entries()) {
    const before = words[i - 1]?.word ?? '';
    const to = from + length;
    const other = SHIFTED[word];
    if (other) yield { from, to, by: other, mutation: `\`${word}\` is \`${other}\`` };
    const span = /^'(\d+) (\w+?)s?'$/.exec(word);
    if (span && before === 'interval') {
      for (const n of [Number(span[1]) - 1, Number(span[1]) + 1]) {
        yield { from, to, by: `'${n} ${span[2]}s'`, mutation: `${word.slice(1, -1)} are ${n}` };
      }
    }
    if (/^\d+$/.test(word) && isCompared(words, i)) {
      for (const n of [Number(word) - 1, Number(word) + 1]) {
        yield { from, to, by: String(n), mutation: `${word} is ${n}` };
      }
    }
    if (word === 'mins' && words[i + 1]?.word === '=>') {
      const value = words[i + 2] as Word;
      const end = endOfBrackets(words, i - 1);
      const inside = source.slice(value.from, end);
      yield { from: value.from, to: end, by: `${inside} - 1`, mutation: `${inside} is one minute less` };
    }
    if (word === 'count' && source.startsWith('count(*)', from)) {
      yield { from, to: from + 8, by: '(count(*) - 1)', mutation: 'one fewer is counted' };
    }
  }
}

/** A number beside a comparison, among those of which the least or the greatest counts, or what a count is asked for. */
function isCompared(words: Word[], i: number): boolean {
  const [before, after] = [words[i - 1]?.word ?? '', words[i + 1]?.word ?? ''];
  if (before in SHIFTED || after in SHIFTED) return true;
  const call = callAround(words, i);
  return /^(least|greatest|outreach\.room_at)$/.test(call) || (call === 'coalesce' && words[i]?.word !== '0');
}

function callAround(words: Word[], i: number): string {
  let depth = 0;
  for (let n = i - 1; n >= 0; n -= 1) {
    if (words[n]?.word === ')') depth += 1;
    if (words[n]?.word === '(') {
      if (depth === 0) return words[n - 1]?.word ?? '';
      depth -= 1;
    }
  }
  return '';
}

/** Where the bracket closes that opens at `open`. */
function endOfBrackets(words: Word[], open: number): number {
  let depth = 0;
  for (const { word, from } of words.slice(open)) {
    if (word === '(') depth += 1;
    if (word === ')') {
      depth -= 1;
      if (depth === 0) return from;
    }
  }
  throw new RangeError('Cannot find the end of a bracket: there is none');
}

interface Word {
  word: string;
  from: number;
  length: number;
}

/** Words, numbers, strings and signs outside of comments, in lower case. */
function wordsOf(source: string): Word[] {
  return [...source.matchAll(NAME_OR_SIGN)]
    .filter(([word]) => !word.startsWith('--'))
    .map((match) => ({ word: match[0].toLowerCase(), from: match.index, length: match[0].length }));
}

/** What is taken out, or the line that a change is in. */
function guardAt(source: string, { from, to, mutation }: Change): string {
  const text = mutation === 'taken out' ? source.slice(from, to) : lineAt(source, from);
  return text.trim().replace(/\s+/g, ' ');
}

function lineAt(source: string, at: number): string {
  return source.slice(source.lastIndexOf('\n', at) + 1, source.indexOf('\n', at));
}
