import { localOf } from '../../platform/local-time.ts';
import type { History, MadeLine } from '../../ports/content.ts';
import { excelCsv } from '../slack/excel-csv.ts';
import type { Texts } from '../texts/texts.ts';

/** Lines of one file. */
export const CSV_LINES = 5000;

/**
 * The history as a file that Excel opens with a double click: UTF-8 with its mark, in Portuguese with semicolons and decimal
 * commas, as Excel reads it there. What would be a formula begins with an apostrophe. Pure.
 */
export function historyCsv(
  { lines, names }: Pick<History, 'lines' | 'names'>,
  linkOf: (line: MadeLine) => string | null,
  zone: string,
  texts: Texts,
): string {
  const c = texts.history.columns;
  const isPortuguese = texts.locale === 'pt-BR';
  const name = (id: string | null) => (id === null ? '' : (names[id] ?? id));
  const when = (iso: string | null) => {
    if (iso === null) return '';
    const { date, time } = localOf(Date.parse(iso), zone);
    return `${date} ${time}`;
  };
  const usd = (line: MadeLine) => {
    if (line.unpriced && line.usd === 0) return '';
    return isPortuguese ? line.usd.toFixed(4).replace('.', ',') : line.usd.toFixed(4);
  };
  const rows = lines.map((line) => [
    line.job,
    texts.work[line.type],
    line.title ?? '',
    line.prompt,
    name(line.requester_id),
    when(line.created_at),
    when(line.ended_at),
    texts.job.status[line.status],
    line.versions,
    line.approved_by.map(name).join(', '),
    name(line.decided_by),
    line.decision_note ?? '',
    line.overridden ? texts.history.yes : '',
    usd(line),
    line.tokens,
    line.model ?? '',
    linkOf(line) ?? '',
  ]);
  const fields = [
    c.id,
    c.type,
    c.title,
    c.prompt,
    c.requester,
    c.asked(zone),
    c.ended(zone),
    c.result,
    c.versions,
    c.approvedBy,
    c.decidedBy,
    c.note,
    c.overridden,
    c.usd,
    c.tokens,
    c.model,
    c.thread,
  ];
  return excelCsv(fields, rows, texts.locale);
}
