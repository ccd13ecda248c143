import type { Diagnosis } from './run-doctor.ts';

/** A line for each finding, and under a fault what to do. */
export function printTable({ ok, lines }: Diagnosis): string {
  const width = (key: 'where' | 'check') => Math.max(...lines.map((line) => line[key].length));
  const [where, check] = [width('where'), width('check')];
  const indent = ' '.repeat(4 + 2 + where + 2 + check + 2);
  const rows = lines.map((line) => {
    const row = `${line.status.padEnd(4)}  ${line.where.padEnd(where)}  ${line.check.padEnd(check)}  ${line.note}`;
    return line.fix === undefined ? row : `${row}\n${indent}-> ${line.fix}`;
  });
  const count = (status: string) => lines.filter((line) => line.status === status).length;
  const sum = [
    `${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failed`,
    ...(count('skip') > 0 ? [`${count('skip')} not configured`] : []),
  ].join(', ');
  return `${rows.join('\n')}\n\n${ok ? 'All right' : 'Not all right'}: ${sum}.\n`;
}
