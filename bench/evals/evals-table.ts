import { type Aspect, aspects } from './judge-draft.ts';
import type { EvalResult } from './run-evals.ts';

/** What no draft may have: a model that misses one of these does not suit. The others are a matter of degree. */
const musts: readonly Aspect[] = ['schema', 'quotes', 'numbers', 'rules', 'language', 'structure'];

/** Whether a result has all that a draft must have, its reply included. Pure. */
export function passes({ failure, faults, reply }: EvalResult): boolean {
  return (
    failure === null &&
    faults !== null &&
    musts.every((name) => faults[name].length === 0) &&
    reply.length === 0
  );
}

/** A row a brief, and one for all of them: faults by aspect, then what it took. `ok` is no fault. Pure. */
export function evalsTable(results: readonly EvalResult[]): string {
  const count = (n: number) => (n === 0 ? 'ok' : String(n));
  const head = ['brief', ...aspects, 'reply', 'again', 'calls', 'in', 'out', 'USD', 'draft s', 'reply s'];
  const rows = results.map((result) => [
    result.brief.name,
    ...aspects.map((name) => (result.faults ? count(result.faults[name].length) : '-')),
    result.faults ? count(result.reply.length) : '-',
    ...taken([result]),
  ]);
  const all = [
    `${results.filter(passes).length} of ${results.length}`,
    ...aspects.map((name) => share(results, (result) => result.faults?.[name].length === 0)),
    share(results, (result) => result.reply.length === 0),
    ...taken(results),
  ];
  const lines = [head, ...rows, all];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const print = (line: string[]) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = '-'.repeat(print(head).length);
  return [print(head), rule, ...rows.map(print), rule, print(all)].join('\n');
}

function taken(results: readonly EvalResult[]): string[] {
  const sum = (of: (result: EvalResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  return [
    String(sum((result) => result.asked_again)),
    String(sum((result) => result.calls)),
    String(sum((result) => result.tokens.input)),
    String(sum((result) => result.tokens.output)),
    sum((result) => result.usd).toFixed(4),
    sum((result) => result.seconds.draft).toFixed(1),
    sum((result) => result.seconds.reply).toFixed(1),
  ];
}

function share(results: readonly EvalResult[], fits: (result: EvalResult) => boolean): string {
  return `${results.filter((result) => result.faults !== null && fits(result)).length}/${results.length}`;
}

/** What is wrong with a result, a line a fault. Pure. */
export function faultLines({ brief, failure, faults, reply }: EvalResult): string[] {
  return [
    ...(failure ? [`${brief.name} ended: ${failure}`] : []),
    ...aspects.flatMap((name) => (faults?.[name] ?? []).map((fault) => `${brief.name} ${name}: ${fault}`)),
    ...(faults ? reply.map((fault) => `${brief.name} reply: ${fault}`) : []),
  ];
}
