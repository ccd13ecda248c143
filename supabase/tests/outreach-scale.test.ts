import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
// `npm run prove -- --only outreach-scale` stores 100,000.
const STORED = Number(process.env.OUTREACH_STORED ?? 20_000);
/** Of them: ended ones of months, and the rest approved. */
const ENDED = 0.95 * STORED;
let o: Outreach;
let account: { id: string; provider: string };
let ready: string;

beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
  account = await o.account();
  await o.query('alter table outreach.linkedin_automation disable trigger user');
  await o.query(
    `insert into outreach.leads (id, team_id, profile_url)
     select 'lead ' || n, $1, 'https://www.linkedin.com/in/stored-' || n from generate_series(1, ${STORED}) n`,
    [TEAM],
  );
  await o.query(
    `insert into outreach.lead_identities (team_id, kind, value, lead_id)
     select $1, 'slug', 'stored-' || n, 'lead ' || n from generate_series(1, ${STORED}) n`,
    [TEAM],
  );
  await o.query(
    `insert into outreach.linkedin_automation (id, team_id, account_id, lead_id, action_type, status, hash, author_id, text_by, approved_by, approved_at,
       approved_revision, approved_hash, executed_at, daily_limit_check, time_window_check, channel_id, idempotency_key)
     select 'stored ' || n, $1, $2, 'lead ' || n, 'view_profile', case when n <= ${ENDED} then 'completed' else 'approved' end, 'h', 'ana', 'ana', 'leo',
       $3::timestamptz - make_interval(mins => n * 2), 1, 'h', case when n <= ${ENDED} then $3::timestamptz - make_interval(mins => n * 2) end,
       true, true, 'C1', 'stored ' || n from generate_series(1, ${STORED}) n`,
    [TEAM, account.id, '2026-11-20T13:00:00Z'],
  );
  await o.query('alter table outreach.linkedin_automation enable trigger user');
  await o.query(
    `insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, attempt, outcome)
     select team_id, account_id, id, action_type, lead_id, executed_at, executed_at::date, 1, 'sent' from outreach.linkedin_automation
     where status = 'completed' and id like 'stored %'`,
  );
  await o.query(
    `select count(outreach.note($1, 'x', 'action', 'stored ' || n, null, null)) from generate_series(1, ${STORED}) n`,
    [TEAM],
  );
  await o.query(
    `insert into outreach.outbox (kind, action_id, channel_id, shown, ts)
     select 'action', id, 'C1', 1, '1.1' from outreach.linkedin_automation where id like 'stored %'`,
  );
  ready = await o.ready(account.id);
  await o.query('analyze');
  await o.query('create table public.scans (call text, name text, rows bigint)');
});

const big = [
  'linkedin_automation',
  'release_ledger',
  'leads',
  'lead_identities',
  'audit',
  'audit_heads',
  'outbox',
];
/** Runs one call in one transaction and answers the rows that it read by scanning the big tables end to end. */
async function scanned(call: string): Promise<unknown[]> {
  await o.query(
    `do $$ begin
       perform ${call};
       insert into public.scans select '${call.replaceAll("'", "''")}', relname, seq_tup_read from pg_stat_xact_user_tables
       where schemaname = 'outreach' and relname in (${big.map((b) => `'${b}'`).join(', ')}) and seq_scan > 0;
     end $$`,
  );
  return (await o.query('select name, rows from public.scans where call = $1', [call])).rows;
}

test(`load_due() and claim_release() with ${STORED} stored actions read no table end to end`, async () => {
  expect(await scanned('outreach.load_due()')).toEqual([]);
  expect(await scanned(`outreach.claim_release('stored ${ENDED + 1}', 'w')`)).toEqual([]);
  expect(await scanned(`outreach.claim_release('${ready}', 'w')`)).toEqual([]);
  expect((await o.get(ready)).status).toBe('dispatching');
});

test('the rest of a beat, a proposal and an event read no table end to end either', async () => {
  for (const call of [
    'outreach.expire_dispatches()',
    'outreach.unknown_releases()',
    `outreach.record_inbound('{"key": "k", "kind": "message", "provider_account_id": "${account.provider}", "provider_id": "p", "profile_url": "https://www.linkedin.com/in/stored-7", "message_id": "m", "text": "oi", "at": "2026-11-23T12:00:00Z"}')`,
    `outreach.propose_action('{"team_id": "${TEAM}", "account_id": "${account.id}", "type": "send_invite", "profile_url": "linkedin.com/in/stored-9", "author_id": "ana", "channel_id": "C1", "idempotency_key": "scale"}')`,
    `outreach.claim_outbox('w', 10)`,
    `outreach.account_status('${account.id}')`,
    'outreach.governor_metrics()',
    'outreach.bot_metrics()',
    'outreach.bot_due()',
  ]) {
    expect(await scanned(call), call).toEqual([]);
  }
});

test('load_due() answers at most 100 of a long backlog, the oldest approvals first', async () => {
  const load = (await o.governor.loadDue()).find((l) => l.account.id === account.id);
  expect(load?.actions).toHaveLength(100);
  expect(load?.actions[0]?.id).toBe(`stored ${STORED}`);
});

test('load_due() writes what it has gathered once, so that its time grows with the accounts and not with their square', async () => {
  const { body } = await o.one("select pg_get_functiondef('outreach.load_due()'::regprocedure) as body");
  expect(body).toContain('array_append(v_answer,');
  expect(body).not.toMatch(/v_answer jsonb :=|v_answer := v_answer \|\|/);
  // Two accounts with work and one without: each with work stands in the answer once.
  await o.account();
  const other = await o.account();
  await o.ready(other.id);
  const ids = (await o.governor.loadDue()).map((load) => load.account.id);
  expect(ids.toSorted()).toEqual([account.id, other.id].toSorted());
});

test('what an account is told once a day is looked for among that alone', async () => {
  await o.query(
    `insert into outreach.outbox (kind, account_id, event, channel_id, shown, ts)
     select 'account', $1, '{"code": "answered", "params": {}}', 'C1', 1, '1.1' from generate_series(1, 5000)`,
    [account.id],
  );
  await o.query('analyze outreach.outbox');
  await o.query(
    `do $$ begin
       update outreach.linkedin_automation set blocked_by = 'pending_cap' where id = 'stored ${STORED}';
       insert into public.scans select 'told', relname, seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables
       where schemaname = 'outreach' and relname = 'outbox';
     end $$`,
  );
  const { rows } = await o.one("select rows from public.scans where call = 'told'");
  expect(Number(rows)).toBeLessThan(100);
});

test('a beat that heeds a restore reads no table end to end, as it would be late at each beat from then on', async () => {
  // All that is stored is of before.
  await o.setClock('2100-01-04T12:00:00Z');
  await o.query('select platform.mark_restored()');
  expect(await scanned('outreach.heed_restore()')).toEqual([]);
});

test('an erasure finds notices of the person and those that name a campaign, and reads no others', async () => {
  await o.query(
    `insert into outreach.outbox (kind, account_id, event, channel_id, shown, ts)
     select 'account', $1, jsonb_build_object('code', 'answered', 'params', jsonb_build_object('action_id', 'stored ' || n, 'event_id', n)), 'C1', 1, '1.1'
     from generate_series(1, 5000) n`,
    [account.id],
  );
  await o.query(
    `insert into outreach.inbound_events (team_id, provider_account_id, key, kind, account_id, lead_id, message_id, text, at)
     values ($1, $2, 'of lead 11', 'message', $3, 'lead 11', 'm11', 'oi', now())`,
    [TEAM, account.provider, account.id],
  );
  await o.query('analyze outreach.outbox');
  const call = `outreach.erase_person('lead 11', 'rui', 'asked')`;
  await o.query(
    `do $$ begin
       perform ${call};
       insert into public.scans select 'erased', relname, seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables
       where schemaname = 'outreach' and relname = 'outbox';
     end $$`,
  );
  const { rows } = await o.one("select rows from public.scans where call = 'erased'");
  expect(Number(rows)).toBeLessThan(100);
  const { event } = await o.one("select event from outreach.outbox where event ->> 'code' = 'erased'");
  expect(event).toEqual({ code: 'erased', params: { erased: true } });
});
