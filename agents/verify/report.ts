/** One thing that was checked. */
export interface Line {
  ok: boolean;
  text: string;
}

/** What a check again came to: each line is shown, one that is not ok makes the whole a fault. */
export interface Report {
  /** What was checked against what. */
  title: string;
  lines: Line[];
}

/** `1 check`. */
export const counted = (count: number, what: 'check' | 'quote'): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

export const isSound = ({ lines }: Report): boolean => lines.length > 0 && lines.every(({ ok }) => ok);

/** As `npm run verify` prints it: faults last, where they are seen. Pure. */
export function reportText(report: Report): string {
  const { title, lines } = report;
  const told = lines
    .toSorted((a, b) => Number(b.ok) - Number(a.ok))
    .map(({ ok, text }) => `${ok ? 'ok   ' : 'FAULT'} ${text}`);
  const faults = lines.filter(({ ok }) => !ok).length;
  const end = isSound(report)
    ? `${counted(lines.length, 'check')}, no fault`
    : `${counted(lines.length, 'check')}, ${faults} with a fault`;
  return [title, ...told, end, ''].join('\n');
}
