import { ExpectedError } from '../../platform/errors.ts';
import { columnsOf, ofTeam, type Query, type StoredTable, storedTables } from './catalog.ts';
import { cutUp, leadTables } from './lead-tables.ts';

/** Characters to either side of a name in words that are about something else. */
const AROUND = 80;

type Row = Record<string, unknown>;
type Found =
  | { outcome: 'none'; choices: [] }
  | { outcome: 'several'; choices: { name: string | null; profile_url: string }[] }
  | { outcome: 'erased' | 'found'; data: object };

interface Look {
  outcome: 'found' | 'several' | 'none' | 'erased' | 'not_allowed';
  lead: { lead_id: string } | null;
  choices: { name: string | null; profile_url: string }[];
}

/**
 * Everything that is stored of one lead in both systems, found as `/leads erase` finds: what is linked to it, table by table, and
 * where its names stand in other words, with what is around them. Of who was erased: the suppression, and nothing else.
 *
 * @param query In one read-only snapshot.
 */
export async function leadData(query: Query, teamId: string, words: string): Promise<Found> {
  const { rows: looks } = await query(
    'select outreach.look_at_erasure($1, platform.admins_of($1) ->> 0, $2) as it',
    [teamId, words],
  );
  const { outcome, lead, choices } = (looks[0] as { it: Look }).it;
  if (outcome === 'not_allowed')
    throw new ExpectedError('no_admin', 'Cannot look for a lead: the team has no admin', {
      hint: 'Name one with "npm run setup".',
    });
  if (outcome === 'several') return { outcome, choices };
  if (outcome === 'erased')
    return { outcome, data: { suppressions: await suppressionsOf(query, teamId, words) } };
  if (outcome === 'none' || lead === null) return { outcome: 'none', choices: [] };
  const tables = await storedTables(query);
  const subject = await subjectOf(query, teamId, lead.lead_id);
  const linked: Record<string, Row[]> = {};
  const elsewhere: Record<string, Row[]> = {};
  for (const table of tables) {
    const own = await ownRows(query, table, subject);
    if (own.length > 0) linked[table.name] = own;
    const named = await namedIn(query, table, subject);
    if (named.length > 0) elsewhere[table.name] = named;
  }
  return {
    outcome: 'found',
    data: { lead_id: lead.lead_id, stored: linked, named_elsewhere: elsewhere, not_here: notHere },
  };
}

const notHere = [
  'what a graph keeps of work under way (content.checkpoints and its channels and writes): copies of briefs and drafts above',
  'the bytes of files: name and SHA-256 are above',
  'what people wrote in Slack outside the threads of jobs, and what lies at LinkedIn and Unipile',
];

interface Subject {
  values: unknown[];
  ids: string[];
  words: string[];
}

/** $1 to $7 of every query, named by a row `s`. */
const SUBJECT = `with s as (select $1::text[] as ids, $2::text[] as actions, $3::text[] as events, $4::text[] as names,
  $5::text as team, $6::text[] as own_jobs, $7::text[] as jobs)`;

async function subjectOf(query: Query, teamId: string, leadId: string): Promise<Subject> {
  const { rows } = await query(
    `with l as (select outreach.aliases($2) as ids), n as (
       select l.ids, outreach.names_of($1, l.ids) as names,
         array(select a.id from outreach.linkedin_automation a where a.lead_id = any (l.ids)) as actions,
         array(select e.id::text from outreach.inbound_events e where e.lead_id = any (l.ids)) as events
       from l)
     select n.*, outreach.words_that_mean(n.ids, n.names) as words,
       array(select j.id from content.jobs j where j.team_id = $1 and j.type = 'incoming_webhook' and j.brief ->> 'reference' = any (n.events)) as own_jobs,
       array(
         select i.job_id from content.note_items i where i.lead_id = any (n.ids) union select r.job_id from content.batch_records r where r.lead_id = any (n.ids)
         union select j.id from content.jobs j, jsonb_array_elements(j.brief -> 'people') p
           where j.team_id = $1 and j.type = 'outreach_notes' and p ->> 'lead_id' = any (n.ids)) as jobs
     from n`,
    [teamId, leadId],
  );
  const [s] = rows as Record<string, string[]>[];
  if (!s) throw new Error(`Lead ${leadId} is gone`);
  return {
    values: [s.ids, s.actions, s.events, s.names, teamId, s.own_jobs, s.jobs],
    ids: s.ids ?? [],
    words: s.words ?? [],
  };
}

async function ownRows(query: Query, table: StoredTable, { values, ids, words }: Subject): Promise<Row[]> {
  const known = leadTables[table.name];
  if (!known) return [];
  const { rows } = await query(
    `${SUBJECT} select to_jsonb(t) - $8::text[] as row from ${table.name} t, s where ${known.of} order by ${order(table)}`,
    [...values, columnsOf(table, 'bytes')],
  );
  const isNamed = (item: unknown) => names(item, [...ids, ...words]);
  return rows.map(({ row }) => {
    const told = Object.entries(row as Row).filter(([column]) => known.only?.includes(column) ?? true);
    return Object.fromEntries(
      told.map(([column, value]) => [column, known.ofMany ? ofOne(value, isNamed) : value]),
    );
  });
}

/** Of lists of objects what is about this person alone. */
function ofOne(value: unknown, isNamed: (item: unknown) => boolean): unknown {
  if (Array.isArray(value))
    return value
      .filter((item) => typeof item !== 'object' || isNamed(item))
      .map((item) => ofOne(item, isNamed));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ofOne(inner, isNamed)]));
}

const names = (value: unknown, words: string[]): boolean =>
  stringsIn(value).some((text) => words.some((word) => text.toLowerCase().includes(word.toLowerCase())));

/** Each string in it by itself: what stands beside one in JSON may be about someone else. */
const stringsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(stringsIn)
    : [String(value ?? '')];

/** Rows of other work whose words name the person: by what to find them, and what stands around the name. */
async function namedIn(query: Query, table: StoredTable, { values, words }: Subject): Promise<Row[]> {
  const team = ofTeam(table, 's.team');
  const columns = columnsOf(table, 'text', 'list', 'json');
  if (team === null || columns.length === 0 || words.length === 0 || cutUp.includes(table.name)) return [];
  const text = columns.map((column) => `t."${column}"::text`).join(', ');
  // In JSON a name may be escaped: as it stands there it is looked for as well.
  const { rows } = await query(
    `${SUBJECT} select to_jsonb(t) - $8::text[] as row from ${table.name} t, s
     where ${team} and not coalesce(${leadTables[table.name]?.of ?? 'false'}, false) and exists (
       select from (select lower(concat_ws(' ', ${text})) as folded offset 0) f cross join unnest($9::text[]) w
       where strpos(f.folded, lower(w)) > 0 or strpos(f.folded, btrim(to_jsonb(lower(w))::text, '"')) > 0)
     order by ${order(table)}`,
    [...values, columnsOf(table, 'bytes'), words],
  );
  return rows.map(({ row }) => {
    const stored = row as Row;
    const keys = Object.entries(stored).filter(([column]) =>
      /^(id|number|version|key|at|created_at)$|_id$/.test(column),
    );
    const says = columns
      .filter((column) => names(stored[column], words))
      .map((column) => [column, stringsIn(stored[column]).flatMap((text) => excerpts(text, words))] as const);
    return { ...Object.fromEntries(keys), says: Object.fromEntries(says) };
  });
}

function excerpts(text: string, words: string[]): string[] {
  const folded = text.toLowerCase();
  const found: string[] = [];
  for (const word of words) {
    for (
      let at = folded.indexOf(word.toLowerCase());
      at >= 0;
      at = folded.indexOf(word.toLowerCase(), at + word.length)
    )
      found.push(text.slice(Math.max(0, at - AROUND), at + word.length + AROUND));
  }
  return found;
}

/** The oldest first, where that is known. */
const order = ({ columns }: StoredTable): string =>
  ['created_at', 'at', 'id', 'number', 'version']
    .filter((column) => columns.has(column))
    .map((column) => `t.${column}`)
    .join(', ') || '1';

async function suppressionsOf(query: Query, teamId: string, words: string): Promise<Row[]> {
  const { rows } = await query(
    `select s.kind, s.value, s.created_at, s.person_id from outreach.suppressions s join outreach.erasure_keys k on k.team_id = s.team_id
     where s.team_id = $1 and s.kind = 'erased' and s.value in (
       select outreach.erased_value(k.key, n) from unnest(array[outreach.identity_of(outreach.person_address($2)), 'email:' || lower(btrim($2))]) n)`,
    [teamId, words],
  );
  return rows;
}
