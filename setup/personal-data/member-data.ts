import { columnsOf, ofTeam, type Query, type StoredTable, storedTables } from './catalog.ts';
import { aboutLeads, ownWords, plainText } from './member-tables.ts';

type Row = Record<string, unknown>;

/**
 * What is stored of one Slack user: every row of every table that bears the user's id, with what the user is in it (`as`), ids, codes,
 * figures and times, and the user's own words. What others wrote, and what leads are and said, is not told. Null: no such person.
 *
 * @param query In one read-only snapshot.
 */
export async function memberData(query: Query, teamId: string, userId: string): Promise<object | null> {
  const known = await query('select from platform.people where team_id = $1 and user_id = $2', [
    teamId,
    userId,
  ]);
  if (known.rows.length === 0) return null;
  const stored: Record<string, Row[]> = {};
  for (const table of await storedTables(query)) {
    const rows = await rowsOf(query, table, teamId, userId);
    if (rows.length > 0) stored[table.name] = rows;
  }
  const files = await query(
    `select a.job_id, a.name, a.mime, a.role, a.size, a.sha256 from content.artifacts a join content.jobs j on j.id = a.job_id
     where j.team_id = $1 and j.requester_id = $2 and j.type <> all ($3) order by j.created_at, a.key`,
    [teamId, userId, aboutLeads],
  );
  return { user_id: userId, stored, files: files.rows };
}

async function rowsOf(query: Query, table: StoredTable, teamId: string, userId: string): Promise<Row[]> {
  const team = ofTeam(table, '$1');
  const marks = [
    ...columnsOf(table, 'text').map((column) => [column, `t."${column}" = $2`]),
    ...columnsOf(table, 'list').map((column) => [column, `$2 = any (t."${column}")`]),
    ...columnsOf(table, 'json').map((column) => [
      column,
      `jsonb_path_exists(t."${column}", '$.** ? (@ == $u)', jsonb_build_object('u', $2::text))`,
    ]),
  ];
  if (team === null || marks.length === 0) return [];
  const { rows } = await query(
    `select to_jsonb(t) - $3::text[] as row, array_remove(array[${marks.map(([column, is]) => `case when ${is} then '${column}' end`).join(', ')}], null) as "as"
     from ${table.name} t where ${team} and (${marks.map(([, is]) => is).join(' or ')})`,
    [teamId, userId, columnsOf(table, 'bytes')],
  );
  return rows.map(({ row, as }) => toldOf(table, row as Row, as as string[]));
}

function toldOf({ name, columns }: StoredTable, row: Row, as: string[]): Row {
  const words = Object.entries(ownWords[name] ?? {})
    .filter(([column]) => as.includes(column) && !aboutLeads.includes(String(row.type)))
    .flatMap(([, own]) => own);
  const told = [...columns].filter(
    ([column, kind]) =>
      kind === 'plain' || words.includes(column) || (kind === 'text' && plainText.test(column)),
  );
  return { as, ...Object.fromEntries(told.map(([column]) => [column, row[column]])) };
}
