import type { Place } from '../place.ts';

export type Query = Place['query'];

export type ColumnKind = 'text' | 'list' | 'json' | 'plain' | 'bytes';

export interface StoredTable {
  /** `schema.table`. */
  name: string;
  columns: ReadonlyMap<string, ColumnKind>;
}

const kinds: Record<string, ColumnKind> = {
  text: 'text',
  'text[]': 'list',
  jsonb: 'json',
  bytea: 'bytes',
  tsvector: 'bytes',
};

/** Every table of the product, as the database has it: a new one is looked at by itself. */
export async function storedTables(query: Query): Promise<StoredTable[]> {
  const { rows } = await query(`
    select n.nspname || '.' || c.relname as name, json_object_agg(a.attname, format_type(a.atttypid, null) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and n.nspname in ('content', 'outreach', 'platform', 'readers') group by 1 order by 1`);
  return rows.map(({ name, columns }) => ({
    name: String(name),
    columns: new Map(
      Object.entries(columns as Record<string, string>).map(([column, type]) => [
        column,
        kinds[type] ?? 'plain',
      ]),
    ),
  }));
}

export const columnsOf = ({ columns }: StoredTable, ...wanted: ColumnKind[]): string[] =>
  [...columns].filter(([, kind]) => wanted.includes(kind)).map(([column]) => column);

/** By which other row a row without `team_id` is of a team. */
const parents: Record<string, string> = {
  job_id: 'select p.id from content.jobs p',
  draft_id: 'select d.id from content.drafts d join content.jobs p on p.id = d.job_id',
  document_id: 'select p.id from content.documents p',
  proposal_id: 'select p.id from content.voice_proposals p',
  token_id: 'select p.id from content.job_tokens p',
  action_id: 'select p.id from outreach.linkedin_automation p',
  account_id: 'select p.id from outreach.accounts p',
  campaign_id: 'select p.id from outreach.campaigns p',
  lead_id: 'select p.id from outreach.leads p',
};

/** SQL that is true of rows `t` of the team `team`, an expression. Null: no row of this table is of a team. */
export function ofTeam({ columns }: StoredTable, team: string): string | null {
  if (columns.has('team_id')) return `t.team_id = ${team}`;
  const by = Object.entries(parents).filter(([column]) => columns.has(column));
  if (by.length === 0) return null;
  // Of several that may be empty the first that is not counts.
  return `coalesce(${by.map(([column, rows]) => `t.${column} in (${rows} where p.team_id = ${team})`).join(', ')}, false)`;
}
