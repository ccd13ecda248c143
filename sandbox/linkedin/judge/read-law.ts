import { accountRules, type Law, type Question, type ReadLaw } from './law.ts';

interface Owner {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/**
 * Reads from schema outreach what people decided, at the moment at which a call arrives.
 *
 * It reads tables that only the owner sees, by a way that the governor does not go: what the governor believes is not
 * asked.
 */
export function createReadLaw(owner: Owner): ReadLaw {
  return async (question) => {
    const { rows } = await owner.query(LAW, [
      question.account_id,
      question.provider_id,
      question.public_identifier.toLowerCase(),
      question.kind,
      question.text,
    ]);
    const row = rows[0];
    if (!row) return unknownAccount(question);
    return {
      rules: accountRules.parse(row.rules),
      approvals: row.approvals as Law['approvals'],
      is_released: Boolean(row.is_released),
      open_outcomes: Number(row.open_outcomes),
      suppressed_since: moment(row.suppressed_since),
      resumed_at: moment(row.resumed_at),
      campaign: row.campaign as Law['campaign'],
    };
  };
}

/** An account that was not installed has no approval for anything. */
const unknownAccount = (_: Question): Law => ({
  rules: null,
  approvals: [],
  is_released: false,
  open_outcomes: 0,
  suppressed_since: null,
  resumed_at: null,
  campaign: null,
});

const moment = (value: unknown): number | null => (value === null ? null : Number(value));

/** $1 account, $2 provider id, $3 slug, $4 kind, $5 text. Moments in ms since 1970. */
const LAW = `
with account as (
  select a.*, (platform.now() at time zone a.time_zone)::date as today from outreach.accounts a where a.provider_account_id = $1
), names as (
  select distinct unnest(outreach.aliases(i.lead_id)) as lead_id
  from account a join outreach.lead_identities i on i.team_id = a.team_id
  where (i.kind = 'provider_id' and i.value = $2) or (i.kind = 'slug' and i.value = $3)
), acts as (
  select n.* from account a join outreach.linkedin_automation n on n.account_id = a.id
  where n.action_type = $4 and n.lead_id in (select lead_id from names)
), limits as (
  select r.rule_key, least((r.config ->> 'max')::integer, d.draw) as daily, (r.config ->> 'rolling_7d_max')::integer as weekly
  from account a join outreach.automation_rules r on r.account_id = a.id
  left join outreach.quota_draws d on d.account_id = a.id and d.action_type = r.rule_key and d.local_date = a.today
)
select
  jsonb_build_object(
    'time_zone', a.time_zone, 'window_start', to_char(a.window_start, 'HH24:MI'), 'window_end', to_char(a.window_end, 'HH24:MI'),
    'working_days', to_jsonb(a.working_days), 'gap_min_minutes', a.gap_min_minutes, 'pending_invites_max', a.pending_invites_max,
    'holidays', coalesce((
      select jsonb_agg(h.date) from outreach.holidays h where h.region = a.holidays and h.date between a.today - 100 and a.today + 2), '[]'),
    'daily_max', coalesce((select jsonb_object_agg(rule_key, daily) from limits), '{}'),
    'rolling_7d_max', coalesce((select jsonb_object_agg(rule_key, weekly) from limits), '{}')) as rules,
  coalesce((
    select jsonb_agg(jsonb_build_object('at', floor(extract(epoch from u.at) * 1000), 'is_answer', n.in_reply_to is not null) order by u.id)
    from acts n
    join outreach.audit u on u.subject_kind = 'action' and u.subject_id = n.id and u.code in ('action_approved', 'action_went_on')
    join outreach.action_revisions r on r.action_id = n.id and r.revision = (u.data ->> 'revision')::integer
    where r.text is not distinct from $5::text), '[]') as approvals,
  exists (
    select from acts n
    where n.status in ('dispatching', 'unknown') and n.payload ->> 'text' is not distinct from $5::text
      and n.approved_hash = n.hash and n.approved_revision = n.revision) as is_released,
  -- Messages of all accounts are one conversation; the other kinds are between one account and the person.
  (select count(*) from outreach.linkedin_automation n
   where n.team_id = a.team_id and n.action_type = $4 and n.lead_id in (select lead_id from names)
     and n.status in ('dispatching', 'unknown') and ($4 = 'send_message' or n.account_id = a.id)) as open_outcomes,
  (select floor(extract(epoch from min(s.created_at)) * 1000)
   from outreach.suppressions s
   where s.team_id = a.team_id and exists (
     select from names k join outreach.leads l on l.id = k.lead_id
     left join outreach.lead_identities i on i.lead_id = l.id
     where (s.kind = 'person' and s.value = i.kind || ':' || i.value)
        or (s.kind = 'company' and s.value in (l.company_key, l.company_page_key))
        or (s.kind = 'domain' and (l.company_domain = s.value or right(l.company_domain, length(s.value) + 1) = '.' || s.value)))) as suppressed_since,
  (select floor(extract(epoch from max(u.at)) * 1000) from outreach.audit u
   where u.subject_kind = 'account' and u.subject_id = a.id and u.code = 'resumed') as resumed_at,
  (select jsonb_build_object(
     'paused_since', floor(extract(epoch from c.paused_at) * 1000), 'is_first', n.step = 1, 'after_acceptance', n.after = 'accepted', 'wait_days', n.wait_days,
     'before_at', (
       select floor(extract(epoch from max(coalesce(r.dispatched_at, b.updated_at))) * 1000)
       from outreach.linkedin_automation b
       left join outreach.release_ledger r on r.action_id = b.id and r.outcome in ('sent', 'already')
       where b.campaign_id = n.campaign_id and b.lead_id = n.lead_id and b.step = n.step - 1
         and (r.id is not null or b.action_type = 'send_invite' and b.blocked_by = 'already_invited')),
     'per_company_week', c.per_company_week,
     'colleagues', (
       select count(distinct coalesce(o.same_as, o.id)) from outreach.leads l
       join outreach.leads o on o.team_id = l.team_id and o.company_key = l.company_key and o.id not in (select lead_id from names)
       join outreach.release_ledger r on r.lead_id = o.id
       where l.id = n.lead_id and r.action_type <> 'withdraw_invite' and r.outcome <> 'not_sent'
         and r.dispatched_at > platform.now() - interval '7 days'))
   from acts n join outreach.campaigns c on c.id = n.campaign_id
   where n.status in ('dispatching', 'unknown') and n.payload ->> 'text' is not distinct from $5::text limit 1) as campaign
from account a`;
