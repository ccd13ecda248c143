import { ExpectedError } from '../platform/errors.ts';
import type { Place } from './place.ts';

export interface AuditFault {
  /** What is wrong, in one word. */
  code: string;
  /** The row of outreach.audit that shows it; null: there is none. */
  audit_id: string | null;
  /** The row of which table, or of which subject. */
  row: string;
  says: string;
}

export interface AuditReport {
  rows: number;
  subjects: number;
  faults: AuditFault[];
  /** `<id>:<digest>` of all rows that are ten minutes old; null: there are none. */
  seal: string | null;
}

const SEAL = /^(\d+):([0-9a-f]{64})$/;

/**
 * Replays outreach's audit and compares it with the tables. The chain of each subject is hashed anew here, not by the
 * database's own function.
 *
 * @param kept The seal of an earlier report, kept where the database's owner cannot reach it: without one, a
 * person who rewrites all chains and their ends is not found.
 */
export async function verifyAudit(query: Place['query'], kept: string | null): Promise<AuditReport> {
  const { rows: faults } = await query(ALL_CHECKS);
  const { rows: counted } = await query(
    'select count(*)::integer as rows, count(distinct (subject_kind, subject_id))::integer as subjects from outreach.audit',
  );
  const { rows: sealed } = await query(
    `select max(id)::text as upto from outreach.audit where at < platform.now() - interval '10 minutes'`,
  );
  const upto = sealed[0]?.upto as string | null;
  const report: AuditReport = {
    rows: Number(counted[0]?.rows),
    subjects: Number(counted[0]?.subjects),
    faults: faults as unknown as AuditFault[],
    seal: upto === null ? null : `${upto}:${await digest(query, upto)}`,
  };
  if (kept !== null) {
    const [, id = '', expected] = SEAL.exec(kept) ?? [];
    if (!expected) {
      throw new ExpectedError(
        'bad_seal',
        `Cannot compare with the seal "${kept}": accepted is what an earlier run printed, a number, a colon and 64 hexadecimal digits`,
      );
    }
    if ((await digest(query, id)) !== expected) {
      report.faults.push({
        code: 'rewritten',
        audit_id: null,
        row: `audit 1 to ${id}`,
        says: 'the rows are not those that the seal was made of',
      });
    }
  }
  return report;
}

async function digest(query: Place['query'], upto: string): Promise<string> {
  const { rows } = await query(
    `select encode(sha256(convert_to(coalesce(string_agg(id || ' ' || hash, ' ' order by id), ''), 'UTF8')), 'hex') as digest
     from outreach.audit where id <= $1`,
    [upto],
  );
  return String(rows[0]?.digest);
}

/** Each answers (code, audit_id, row, says). One statement, so that all see one moment. */
const CHECKS = [
  // The chains.
  `select case
      when c.number < c.expected then 'inserted'
      when c.number > c.expected then 'missing'
      when c.hash <> c.computed then 'altered' end,
    c.id::text, format('%s %s, number %s', c.subject_kind, c.subject_id, c.number),
    case
      when c.number < c.expected then format('number %s is expected', c.expected)
      when c.number > c.expected then format('number %s is expected', c.expected)
      else 'its hash is not that of what it says and of the row before it' end
   from chained c where c.number <> c.expected or c.hash <> c.computed`,
  `select 'missing', null, format('%s %s', h.subject_kind, h.subject_id),
    case when l.number is null then format('all %s rows', h.number)
      when l.number < h.number then format('the rows after number %s of %s', l.number, h.number)
      else 'its end is not that of its rows' end
   from outreach.audit_heads h
   left join lateral (
     select c.number, c.hash from chained c
     where c.subject_kind = h.subject_kind and c.subject_id = h.subject_id order by c.number desc limit 1) l on true
   where l.number is null or l.number < h.number or l.number = h.number and l.hash <> h.hash`,
  `select 'inserted', c.id::text, format('%s %s, number %s', c.subject_kind, c.subject_id, c.number), 'it stands behind the end of its subject'
   from chained c left join outreach.audit_heads h using (subject_kind, subject_id) where h.number is null or c.number > h.number`,
  `select 'by_hand', a.id::text, format('%s %s, number %s', a.subject_kind, a.subject_id, a.number), format('%s by the owner of the database, past the product', a.code)
   from outreach.audit a
   where a.actor = 'owner' and (a.code like 'action\\_%' or a.code in ('release_recorded', 'approval_recorded')) and a.code <> 'action_held'`,

  // Actions: each move begins where the one before ended, and the last one is what the table has.
  `select 'out_of_order', m.id::text, format('action %s, number %s', m.subject_id, m.number), format('from %s, and the row before it ends in %s', m.from_state, m.before)
   from (select s.*, lag(s.to_state) over (partition by s.subject_id order by s.number) as before from moves s) m
   where m.from_state is distinct from m.before`,
  `select 'table_differs', l.id::text, format('outreach.linkedin_automation %s', n.id), case
      when l.id is null then 'it has no row in the audit'
      else (select string_agg(format('%s is %s, and %s by the audit', d.field, coalesce(d.has, 'empty'), coalesce(d.should, 'empty')), '; ') from differing d where d.id = n.id) end
   from outreach.linkedin_automation n left join last_moves l on l.subject_id = n.id
   where l.id is null or exists (select from differing d where d.id = n.id)`,
  `select 'table_differs', l.id::text, format('outreach.linkedin_automation %s', l.subject_id), 'the audit has it, the table does not'
   from last_moves l where not exists (select from outreach.linkedin_automation n where n.id = l.subject_id)`,
  `select 'table_differs', null, format('outreach.linkedin_automation %s', n.id), 'its words are not those of its hash'
   from outreach.linkedin_automation n join outreach.leads e on e.id = n.lead_id
   where case when e.erased_at is null then n.hash <> outreach.action_hash(n) else n.payload <> '{}' end`,
  `select 'table_differs', null, format('outreach.action_approvals %s %s', coalesce(a.action_id, u.subject_id), coalesce(a.person_id, u.data ->> 'person_id')),
     case when a.action_id is null then 'the audit has it, the table does not' when u.id is null then 'it has no row in the audit' else 'its time is another' end
   from outreach.action_approvals a
   full join (
     select distinct on (subject_id, data -> 'revision', data -> 'hash', data -> 'person_id') * from outreach.audit where code = 'approval_recorded'
     order by subject_id, data -> 'revision', data -> 'hash', data -> 'person_id', number desc) u
     on u.subject_id = a.action_id and (u.data ->> 'revision')::integer = a.revision and u.data ->> 'hash' = a.hash and u.data ->> 'person_id' = a.person_id
   where a.action_id is null or u.id is null or (u.data ->> 'approved_at')::timestamptz <> a.approved_at`,

  // The ledger, which limits count.
  `select 'table_differs', u.id::text, format('outreach.release_ledger %s', coalesce(l.id::text, u.subject_id)),
     case when l.id is null then 'the audit has it, the table does not' when u.id is null then 'it has no row in the audit' else (
       select string_agg(format('%s is %s, and %s by the audit', k, coalesce(v.has ->> k, 'empty'), coalesce(v.should ->> k, 'empty')), '; ')
       from jsonb_object_keys(v.has) k where v.has -> k is distinct from v.should -> k) end
   from outreach.release_ledger l
   full join (
     select distinct on (subject_id) * from outreach.audit where code = 'release_recorded' order by subject_id, number desc) u on u.subject_id = l.id::text
   cross join lateral (select
     jsonb_build_object('account_id', l.account_id, 'action_id', l.action_id, 'source', l.source, 'type', l.action_type,
       'dispatched_at', extract(epoch from l.dispatched_at), 'local_date', l.local_date, 'counted', l.counted, 'with_note', l.with_note,
       'revision', l.revision, 'hash', l.hash, 'attempt', l.attempt, 'fence', l.fence, 'outcome', l.outcome) as has,
     u.data || jsonb_build_object('outcome', u.to_state, 'dispatched_at', extract(epoch from (u.data ->> 'dispatched_at')::timestamptz)) as should) v
   where l.id is null or u.id is null or v.has <> v.should`,
  `select 'table_differs', d.id::text, format('outreach.release_ledger of action %s', d.subject_id), 'what was dispatched has no row there'
   from outreach.audit d
   where d.code = 'action_dispatching' and not exists (
     select from outreach.release_ledger l
     where l.action_id = d.subject_id and l.fence = (d.data ->> 'fence')::bigint and l.dispatched_at = (d.data ->> 'executed_at')::timestamptz)`,
  `select 'table_differs', null, format('outreach.sending_days %s %s', coalesce(s.account_id, g.account_id), coalesce(s.local_date, g.local_date)),
     case when s.account_id is null then 'something went on this day' else 'nothing went on this day' end
   from outreach.sending_days s
   full join (select distinct l.account_id, l.local_date from outreach.release_ledger l where l.fence > 0) g on g.account_id = s.account_id and g.local_date = s.local_date
   where s.account_id is null or g.account_id is null`,
  `select 'table_differs', null, format('outreach.quota_draws %s %s %s', q.account_id, q.action_type, q.local_date), format('it is %s, and %s by the seed', q.draw, d.draw)
   from outreach.quota_draws q
   join outreach.automation_rules r on r.account_id = q.account_id and r.rule_key = q.action_type and r.version = q.rule_version
   cross join outreach.settings s
   cross join lateral (select outreach.draw(s.seed, q.account_id, q.action_type, q.local_date, q.rule_version, (r.config ->> 'min')::integer, (r.config ->> 'max')::integer) as draw) d
   where q.draw <> d.draw`,

  // Accounts, stops and breakers.
  `select 'table_differs', null, format('outreach.accounts %s', a.id), format('%s is %s, and %s by the audit', f.field, coalesce(f.has, 'empty'), coalesce(f.should, 'empty'))
   from outreach.accounts a
   cross join lateral (
     select coalesce(u.data ->> 'paused' = 'true', false) or u.code = 'paused' as paused from outreach.audit u
     where u.subject_kind = 'account' and u.subject_id = a.id and (u.code in ('paused', 'resumed', 'account_installed') or u.data ? 'paused') order by u.number desc limit 1) p
   cross join lateral (
     select coalesce(u.data ->> 'status', u.to_state) as status from outreach.audit u
     where u.subject_kind = 'account' and u.subject_id = a.id and (u.code in ('account_status', 'account_installed') or u.data ? 'status') order by u.number desc limit 1) s
   cross join lateral (
     select u.data -> 'config' as config from outreach.audit u
     where u.subject_kind = 'account' and u.subject_id = a.id and u.data ? 'config' order by u.number desc limit 1) c
   cross join lateral (
     select max((u.data ->> 'executed_at')::timestamptz) as at from outreach.audit u where u.code = 'action_dispatching' and u.data ->> 'account_id' = a.id) g
   cross join lateral (values
     ('paused', (a.paused_at is not null)::text, p.paused::text),
     ('status', a.status, s.status),
     ('limits', outreach.config_view(a)::text, c.config::text),
     ('the last dispatch', a.last_dispatch_at::text, g.at::text),
     ('terms accepted', (a.terms_acknowledged_at is not null)::text, exists (
       select from outreach.audit u where u.subject_kind = 'account' and u.subject_id = a.id and u.code = 'terms_acknowledged')::text)) f(field, has, should)
   where f.has is distinct from f.should`,
  `select 'table_differs', null, format('outreach.accounts %s', a.id), 'its installation is not in the audit'
   from outreach.accounts a where not exists (
     select from outreach.audit u where u.subject_kind = 'account' and u.subject_id = a.id and u.data ? 'config')`,
  `select 'table_differs', u.id::text, format('outreach.stops %s', t.team_id), case when s.team_id is null then 'it is stopped by the audit' else 'it is not stopped by the audit' end
   from platform.teams t
   left join outreach.stops s on s.team_id = t.team_id
   left join lateral (
     select u.* from outreach.audit u
     where u.subject_kind = 'team' and u.subject_id = t.team_id and u.code in ('team_stopped', 'team_resumed') order by u.number desc limit 1) u on true
   where (s.team_id is not null) <> (u.id is not null and u.code = 'team_stopped')`,
  `select 'table_differs', null, format('outreach.breakers %s %s %s', coalesce(b.account_id, u.account_id), coalesce(b.scope, u.scope), coalesce(b.reason, u.reason)),
     format('it is open until %s, and until %s by the audit%s', coalesce(b.until::text, 'never'), coalesce(u.until::text, 'never'),
       case when b.needs_person is distinct from u.needs_person then '; whether it waits for a person differs' end)
   from (select account_id, scope, reason, max(until) as until, bool_or(needs_person) as needs_person from outreach.breakers group by 1, 2, 3) b
   full join (
     select o.subject_id as account_id, o.data ->> 'scope' as scope, o.data ->> 'cause' as reason, max((o.data ->> 'until')::timestamptz) as until,
       bool_or((o.data ->> 'needs_person')::boolean and not exists (
         select from outreach.audit r where r.subject_kind = 'account' and r.subject_id = o.subject_id and r.code = 'resumed' and r.number > o.number)) as needs_person
     from outreach.audit o where o.code = 'breaker_opened' group by 1, 2, 3) u
     on u.account_id = b.account_id and u.scope = b.scope and u.reason = b.reason
   where b.until is distinct from u.until or b.needs_person is distinct from u.needs_person`,

  // Who is never contacted.
  `select 'table_differs', u.id::text, format('outreach.suppressions %s', coalesce(t.id, u.subject_id)),
     format('it is %s, and %s by the audit', coalesce(t.state, 'not there'), coalesce(u.to_state, 'not there'))
   from (
     select id::text, 'on' as state from outreach.suppressions
     union all select id::text, 'off' from outreach.ended_suppressions) t
   full join (
     select distinct on (subject_id) * from outreach.audit where subject_kind = 'suppression' order by subject_id, number desc) u on u.subject_id = t.id
   where coalesce(t.state, 'erased') is distinct from u.to_state`,
];

const ALL_CHECKS = `
  with chained as (
    select a.*, coalesce(lag(a.number) over w, 0) + 1 as expected,
      encode(sha256(convert_to(jsonb_build_array(coalesce(lag(a.hash) over w, ''), a.number, a.id, extract(epoch from a.at), a.team_id, a.actor, a.code,
        a.subject_kind, a.subject_id, a.from_state, a.to_state, a.data)::text, 'UTF8')), 'hex') as computed
    from outreach.audit a window w as (partition by a.subject_kind, a.subject_id order by a.number, a.id)
  ), moves as (
    select * from outreach.audit
    where subject_kind = 'action' and code like 'action\\_%' and code not in ('action_held', 'action_rescheduled')
  ), last_moves as (
    select distinct on (subject_id) * from moves order by subject_id, number desc
  ), differing as (
    select n.id, f.field, f.has, f.should
    from outreach.linkedin_automation n join last_moves l on l.subject_id = n.id
    cross join lateral (values
      ('status', n.status, l.to_state), ('account_id', n.account_id, l.data ->> 'account_id'), ('lead_id', n.lead_id, l.data ->> 'lead_id'),
      ('action_type', n.action_type, l.data ->> 'type'), ('revision', n.revision::text, l.data ->> 'revision'), ('hash', n.hash, l.data ->> 'hash'),
      ('approved_by', n.approved_by, l.data ->> 'approved_by'), ('fence', n.fence::text, l.data ->> 'fence'), ('attempts', n.attempts::text, l.data ->> 'attempts'),
      ('executed_at', extract(epoch from n.executed_at)::text, extract(epoch from (l.data ->> 'executed_at')::timestamptz)::text)) f(field, has, should)
    where f.has is distinct from f.should
  )
  select * from (${CHECKS.map((check) => `(${check})`).join('\n union all\n ')}) f(code, audit_id, "row", says)
  order by f.audit_id::bigint nulls last, f."row", f.says limit 1000`;
