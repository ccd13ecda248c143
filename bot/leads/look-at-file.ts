import { setImmediate } from 'node:timers/promises';
import type { ImportCode, ImportPlan, ImportRow, OutreachForBot } from '../../ports/outreach.ts';
import { profileFault } from '../outreach/profile-url.ts';
import type { FileRead } from '../slack/read-slack-file.ts';
import { guessColumns, hasAddress, type Mapping, readMapping } from './lead-columns.ts';
import { type CellProblem, readRows } from './read-rows.ts';
import { readTable, type Table, tableLimits } from './read-table.ts';

/** A code of the database, or that an earlier row is about the same person. */
type RowCode = ImportCode | 'repeated';
/** Why a row has no address of a person; `missing`: its cells are empty. */
type AddressFault = NonNullable<ReturnType<typeof profileFault>>;
export interface RowProblem {
  n: number;
  code: 'suppressed' | 'erased' | 'repeated' | 'no_address';
  /** Of `repeated`: the row that counts. */
  of?: number;
  fault?: AddressFault;
}

/** What an import of a file would do, or did. */
export interface Look {
  table: Table;
  mapping: Mapping;
  rows: ImportRow[];
  /** The lines of the file that are left out because an earlier one counts. */
  repeated: ReadonlySet<number>;
  counts: Partial<Record<RowCode, number>>;
  problems: RowProblem[];
  cells: CellProblem[];
}
type TableRefusal = Extract<ReturnType<typeof readTable>, { fault: string }>;
export type LookRefusal =
  | { kind: 'file'; file: Extract<FileRead, { kind: 'refused' }> }
  | { kind: 'table'; fault: TableRefusal['fault']; count: number };

export const fileLimit = { maxBytes: tableLimits.maxBytes, extensions: ['csv', 'tsv', 'txt'] };
/** Rows of one question to the database: under a second each. */
export const SLICE = 500;

/** The file's table, and what its columns are: as the plan says, or by their names. */
export function openTable(
  file: FileRead,
  columns: readonly string[] | null,
): { table: Table; mapping: Mapping } | LookRefusal {
  if (file.kind === 'refused') return { kind: 'file', file };
  const table = readTable(file.bytes);
  if ('fault' in table) return { kind: 'table', fault: table.fault, count: table.count ?? 0 };
  const mapping = columns === null ? guessColumns(table) : readMapping(columns);
  return { table, mapping: table.header.map((_, i) => mapping[i] ?? null) };
}

/** Asks the database of each row what an import would do; nothing is stored. */
export async function lookAtRows(
  outreach: Pick<OutreachForBot, 'checkImport'>,
  teamId: string,
  { table, mapping }: { table: Table; mapping: Mapping },
  plan: Pick<ImportPlan, 'tag'>,
): Promise<Look> {
  const rows: ImportRow[] = [];
  const cells: CellProblem[] = [];
  const look = { counts: {} as Partial<Record<RowCode, number>>, problems: [] as RowProblem[] };
  const repeated = new Set<number>();
  const rowOf = new Map<string, number>();
  for (let from = 0; from < table.rows.length; from += SLICE) {
    // Reading all at once would keep the process from everything else for seconds.
    const read = readRows({ rows: table.rows.slice(from, from + SLICE) }, mapping, { tag: plan.tag });
    const slice = read.rows;
    rows.push(...slice);
    cells.push(...read.problems);
    if (!hasAddress(mapping)) {
      await setImmediate();
      continue;
    }
    const answers = await outreach.checkImport(teamId, slice);
    const given = new Map(slice.map((row) => [row.n, row]));
    for (const { n, keys, code } of answers) {
      const of = keys.map((key) => rowOf.get(key)).find((known) => known !== undefined);
      if (of !== undefined) {
        repeated.add(n);
        look.problems.push({ n, code: 'repeated', of });
      } else if (code === 'no_address') {
        look.problems.push({ n, code, fault: addressFault(given.get(n)?.urls ?? []) });
      } else if (code === 'suppressed' || code === 'erased') {
        look.problems.push({ n, code });
      }
      for (const key of keys) rowOf.set(key, of ?? n);
      const counted = of === undefined ? code : 'repeated';
      look.counts[counted] = (look.counts[counted] ?? 0) + 1;
    }
  }
  return { table, mapping, rows, repeated, cells, ...look };
}

function addressFault(urls: string[]): AddressFault {
  return (
    urls.map(profileFault).find((fault) => fault !== null) ?? (urls.length > 0 ? 'not_a_profile' : 'missing')
  );
}

/** How many leads an import would make or change. */
export function importable({ counts }: Pick<Look, 'counts'>): number {
  return (counts.new ?? 0) + (counts.changed ?? 0);
}
