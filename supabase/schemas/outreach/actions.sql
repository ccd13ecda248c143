-- One message, invitation, visit or withdrawal to one person, from its proposal to its end.

-- One row an action; its status moves only along these edges, for any writer.
--   An edit voids the approval: approved, scheduled -> pending_approval.
--   A definite "not sent" may go again under the same approval: not_sent -> approved.
--   A step that was not sent ends with the campaign of its person: not_sent -> skipped, cancelled.
--   A person lets a campaign go on despite a message: skipped -> approved, pending_approval (see going_on.sql).
--   What its turn came for after the database was restored is looked up before it goes: scheduled -> unknown.
--   Late proof ends what was taken for not sent: approved, scheduled, not_sent -> completed (see the trigger below).
create function outreach.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'pending_approval' then array['approved', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'approved' then array['scheduled', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'scheduled' then array['dispatching', 'unknown', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'dispatching' then array['completed', 'failed', 'unknown', 'not_sent']
    when 'unknown' then array['completed', 'not_sent']
    when 'not_sent' then array['approved', 'completed', 'skipped', 'cancelled']
    when 'skipped' then array['approved', 'pending_approval']
    else array[]::text[]
  end)
$$;

create table outreach.linkedin_automation (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  account_id text not null,
  lead_id text not null,
  action_type text not null constraint action_type_is_known check (action_type in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  status text not null default 'pending_approval' constraint status_is_known check (status in (
    'pending_approval', 'approved', 'scheduled', 'dispatching', 'completed', 'failed', 'unknown', 'not_sent',
    'cancelled', 'skipped', 'expired', 'suppressed')),
  -- {text}: the exact words, normalised once; null for actions without words.
  payload jsonb not null default '{}',
  -- The newest message of the person that this action answers: it may go although the person replied.
  in_reply_to text,
  revision integer not null default 1,
  hash text not null,
  author_id text not null,
  -- Who wrote the words of this revision; neither this person nor the author may approve them.
  text_by text not null,
  approved_by text,
  approved_at timestamptz,
  approved_revision integer,
  approved_hash text,
  decided_by text,
  -- A person said: not before. The planner may only go later.
  not_before timestamptz,
  scheduled_for timestamptz,
  jitter_applied_minutes numeric,
  daily_limit_check boolean,
  time_window_check boolean,
  blocked_by text constraint blocker_is_known check (blocked_by in (
    'kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker', 'window', 'holiday', 'gap', 'in_flight',
    'quota', 'rolling_cap', 'pending_cap', 'warm_up', 'suppressed', 'replied', 'answered_by_hand', 'campaign_paused', 'earlier_step', 'company_cap',
    'stale_inbox', 'same_words', 'earlier_unknown', 'not_connected', 'already_connected', 'already_invited', 'profile_gone', 'approval', 'not_due')),
  retry_at timestamptz,
  -- Waits for something that no beat changes; left out of planning until `retry_at` or until the lead's state changes.
  aside boolean not null default false,
  executed_at timestamptz,
  result jsonb,
  error jsonb,
  fence bigint not null default 0,
  worker text,
  -- Provider calls that were made; what is held consumes none.
  attempts integer not null default 0,
  channel_id text not null,
  idempotency_key text not null unique,
  expires_at timestamptz not null default platform.now() + interval '30 days',
  created_at timestamptz not null default platform.now(),
  updated_at timestamptz not null default platform.now(),
  updated_by text,
  -- Of a campaign: its step, what that waits for, and how many working days after it.
  campaign_id text,
  step integer,
  after_action_id text references outreach.linkedin_automation on delete set null,
  after text constraint after_is_known check (after in ('previous_sent', 'accepted')),
  wait_days integer,
  constraint a_step_is_of_a_campaign check (
    case when campaign_id is null then step is null and after is null else step is not null and after is not null and wait_days is not null end),
  constraint an_action_is_of_a_campaign_of_its_account foreign key (campaign_id, account_id) references outreach.campaigns (id, account_id),
  constraint an_action_is_to_a_person_of_its_campaign foreign key (campaign_id, lead_id) references outreach.campaign_leads (campaign_id, lead_id),
  constraint approver_is_known_once_approved check (
    status in ('pending_approval', 'cancelled', 'skipped', 'expired', 'suppressed')
    or (approved_by is not null and approved_at is not null and approved_revision = revision and approved_hash = hash)),
  constraint scheduled_actions_have_a_time check (status <> 'scheduled' or scheduled_for is not null),
  constraint executed_at_is_set_once_dispatched check (case
    when status in ('dispatching', 'completed', 'failed', 'unknown') then executed_at is not null
    when status in ('pending_approval', 'approved', 'scheduled') then executed_at is null
    else true end),
  constraint what_went_out_was_checked check (
    executed_at is null or (daily_limit_check is true and time_window_check is true)),
  constraint failed_actions_say_why check (status <> 'failed' or error is not null),
  constraint an_action_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint an_action_is_to_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id),
  -- For the keys of rows that name both.
  unique (team_id, id),
  unique (account_id, lead_id, action_type, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table outreach.linkedin_automation enable row level security;
-- What may be planned and released, oldest approval first.
create index actions_ready on outreach.linkedin_automation (account_id, action_type, campaign_id, approved_at, id)
  where status in ('approved', 'scheduled') and not aside;
-- A person waits for them: they are loaded first.
create index actions_ready_to_answer on outreach.linkedin_automation (account_id, approved_at, id)
  where status in ('approved', 'scheduled') and not aside and in_reply_to is not null;
create index actions_aside on outreach.linkedin_automation (retry_at) where status in ('approved', 'scheduled') and aside;
create index actions_open on outreach.linkedin_automation (team_id, created_at)
  where status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown');
create index actions_expiring on outreach.linkedin_automation (expires_at)
  where status in ('pending_approval', 'approved', 'scheduled');
create index actions_of_a_campaign on outreach.linkedin_automation (campaign_id, lead_id, step) where campaign_id is not null;
create index actions_after_another on outreach.linkedin_automation (after_action_id) where after_action_id is not null;
create index actions_of_a_lead on outreach.linkedin_automation (lead_id, team_id);
create unique index one_dispatch_at_a_time_per_account on outreach.linkedin_automation (account_id) where status = 'dispatching';
-- No semantic twins: one open invitation, visit or withdrawal per account and person, and never the same words twice to
-- one person from any account.
create unique index one_open_action_of_a_kind on outreach.linkedin_automation (account_id, lead_id, action_type)
  where action_type <> 'send_message'
    and status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown');
create unique index the_same_words_once_to_a_person on outreach.linkedin_automation (team_id, lead_id, md5(payload ->> 'text'))
  where action_type = 'send_message'
    and status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown', 'completed');

-- Every text that was ever proposed, and who wrote it.
create table outreach.action_revisions (
  action_id text not null references outreach.linkedin_automation on delete cascade,
  revision integer not null,
  hash text not null,
  text text,
  written_by text not null,
  created_at timestamptz not null default platform.now(),
  primary key (action_id, revision)
);
alter table outreach.action_revisions enable row level security;
-- Only an erased person's words go; who wrote them when, and their hash, stay.
create function outreach.refuse_rewriting_words() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.text is null and to_jsonb(new) - 'text' = to_jsonb(old) - 'text' and exists (
    select from outreach.linkedin_automation n join outreach.leads l on l.id = n.lead_id
    where n.id = old.action_id and l.erased_at is not null) then
    return new;
  end if;
  raise sqlstate 'PT409' using message = 'Cannot update rows of action_revisions: they are only added', detail = 'append_only';
end $$;
create trigger revisions_are_never_rewritten before update on outreach.action_revisions
  for each row execute function outreach.refuse_rewriting_words();

-- Who approved which words. The team's rule says how many have to.
create table outreach.action_approvals (
  action_id text not null,
  revision integer not null,
  hash text not null,
  person_id text not null,
  approved_at timestamptz not null,
  primary key (action_id, revision, hash, person_id),
  constraint an_approval_is_of_a_text_of_its_action foreign key (action_id, revision)
    references outreach.action_revisions on delete cascade
);
alter table outreach.action_approvals enable row level security;

-- How far exactly these words are from their approval: neither the author nor the writer of the revision counts. What was not
-- sent is decided anew, by approvals that came after its dispatch.
create function outreach.approval_state(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.approval_state(
    platform.rule_for((p_action).team_id, 'outreach', (p_action).channel_id),
    array[(p_action).author_id, (p_action).text_by],
    coalesce((
      select jsonb_agg(jsonb_build_object('person_id', a.person_id, 'at', a.approved_at))
      from outreach.action_approvals a
      where a.action_id = (p_action).id and a.revision = (p_action).revision and a.hash = (p_action).hash
        and ((p_action).status not in ('pending_approval', 'not_sent') or a.approved_at > coalesce((
          select max(l.dispatched_at) from outreach.release_ledger l where l.action_id = (p_action).id), '-infinity'))), '[]'::jsonb),
    null)
$$;

-- Whose approvals stand, in their order.
create function outreach.approvals_of(p_state jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(a.it -> 'person_id' order by (a.it ->> 'at')::timestamptz, a.it ->> 'person_id'), '[]'::jsonb)
  from jsonb_path_query(p_state, '$.groups[*].approvals[*]') a (it)
$$;

-- What an approval binds to: kind, account, person and words.
create function outreach.action_hash(p_action outreach.linkedin_automation) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(jsonb_build_array(
    (p_action).action_type, (p_action).account_id, (p_action).lead_id, (p_action).in_reply_to, (p_action).payload -> 'text')::text, 'UTF8')), 'hex')
$$;

create function outreach.refuse_illegal_move() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' and new.status <> 'pending_approval' then
    raise sqlstate 'PT409' using message = format('Cannot start an action as %s: accepted is pending_approval', new.status),
      detail = 'illegal_move';
  elsif tg_op = 'UPDATE' and old.status <> new.status and not outreach.can_move(old.status, new.status) then
    raise sqlstate 'PT409' using message = format('Cannot move action "%s" from %s to %s', old.id, old.status, new.status),
      detail = 'illegal_move';
  end if;
  new.updated_at := outreach.moment();
  new.updated_by := outreach.actor();
  if new.status not in ('approved', 'scheduled') then
    new.aside := false;
  end if;
  return new;
end $$;
create trigger actions_move_only_along_the_edges before insert or update on outreach.linkedin_automation
  for each row execute function outreach.refuse_illegal_move();

-- Nothing is completed without a release that the provider showed. A person may say "not sent" and be wrong: the provider
-- shows the message later. What went out then counts as gone, and the same action, approved once more meanwhile, does not
-- go a second time.
create function outreach.refuse_completion_without_proof() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from outreach.release_ledger l where l.action_id = new.id and l.outcome in ('sent', 'already')) then
    raise sqlstate 'PT409' using message = format('Cannot move action "%s" from %s to completed: no release of it was seen', old.id, old.status),
      detail = 'illegal_move';
  end if;
  return new;
end $$;
create trigger completed_actions_were_seen before update of status on outreach.linkedin_automation
  for each row when (new.status = 'completed' and old.status in ('approved', 'scheduled', 'not_sent'))
  execute function outreach.refuse_completion_without_proof();

create function outreach.audit_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.note(new.team_id,
    case when tg_op = 'INSERT' then 'action_proposed' when old.status = new.status then 'action_edited' when old.status = 'skipped' then 'action_went_on'
      else 'action_' || new.status end,
    'action', new.id, case when tg_op = 'UPDATE' then old.status end, new.status,
    jsonb_build_object('account_id', new.account_id, 'lead_id', new.lead_id, 'type', new.action_type, 'revision', new.revision,
      'hash', new.hash, 'approved_by', new.approved_by, 'scheduled_for', new.scheduled_for, 'executed_at', new.executed_at,
      'blocked_by', new.blocked_by, 'fence', new.fence, 'attempts', new.attempts, 'error', new.error ->> 'code',
      'outcome', new.result ->> 'outcome'));
  return null;
end $$;
create trigger actions_are_audited_when_made after insert on outreach.linkedin_automation
  for each row execute function outreach.audit_action();
create trigger actions_are_audited_when_moved after update on outreach.linkedin_automation
  for each row when (old.status is distinct from new.status or old.revision is distinct from new.revision or old.hash is distinct from new.hash)
  execute function outreach.audit_action();

create function outreach.audit_approval() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.note(n.team_id, 'approval_recorded', 'action', n.id, n.status, n.status,
    jsonb_build_object('revision', new.revision, 'hash', new.hash, 'person_id', new.person_id, 'approved_at', new.approved_at))
  from outreach.linkedin_automation n where n.id = new.action_id;
  return null;
end $$;
create trigger approvals_are_audited after insert or update on outreach.action_approvals
  for each row execute function outreach.audit_approval();

-- What holds a waiting action, and until when. The same reason within an hour is the same delay: no row a beat, and an action that waits
-- for a month does not fill the audit.
create function outreach.audit_delay() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from outreach.audit a
    where a.subject_kind = 'action' and a.subject_id = new.id and a.code = 'action_held' and a.data ->> 'blocked_by' = new.blocked_by
      and a.at > outreach.moment() - interval '1 hour') then
    perform outreach.note(new.team_id, 'action_held', 'action', new.id, new.status, new.status,
      jsonb_build_object('blocked_by', new.blocked_by, 'retry_at', new.retry_at));
  end if;
  return null;
end $$;
create trigger delays_are_audited after update on outreach.linkedin_automation
  for each row when (new.status in ('approved', 'scheduled') and new.blocked_by is not null and (
    old.blocked_by is distinct from new.blocked_by or old.retry_at is distinct from new.retry_at))
  execute function outreach.audit_delay();

create function outreach.action_view(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_action).id, 'team_id', (p_action).team_id, 'account_id', (p_action).account_id, 'type', (p_action).action_type,
    'status', (p_action).status,
    'lead', jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'provider_id', l.provider_id, 'erased_at', l.erased_at),
    'text', (p_action).payload ->> 'text', 'revision', (p_action).revision, 'hash', (p_action).hash,
    'approval', w.state, 'approvals', coalesce(outreach.approvals_of(w.state), '[]'::jsonb), 'quorum', coalesce(w.state -> 'quorum', '1'),
    'author_id', (p_action).author_id, 'approved_by', (p_action).approved_by, 'approved_at', (p_action).approved_at,
    'scheduled_for', (p_action).scheduled_for, 'jitter_applied_minutes', (p_action).jitter_applied_minutes,
    'daily_limit_check', (p_action).daily_limit_check, 'time_window_check', (p_action).time_window_check,
    'blocked_by', (p_action).blocked_by, 'retry_at', (p_action).retry_at, 'executed_at', (p_action).executed_at,
    'result', (p_action).result, 'error', (p_action).error, 'channel_id', (p_action).channel_id, 'created_at', (p_action).created_at,
    'campaign', (select jsonb_build_object('id', c.id, 'name', c.name, 'weight', c.weight, 'step', (p_action).step, 'thread_ts', c.thread_ts)
                 from outreach.campaigns c where c.id = (p_action).campaign_id),
    'answers', case when (p_action).executed_at is null and (p_action).status <> 'skipped' then '[]'::jsonb else coalesce((
      select jsonb_agg(jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at) order by e.at, e.id)
      from (select * from outreach.inbound_events i where i.action_id = (p_action).id order by i.id desc limit 10) e), '[]'::jsonb) end)
  from outreach.leads l
  cross join lateral (
    select case when (p_action).status in ('pending_approval', 'not_sent') then outreach.approval_state(p_action) end as state offset 0) w
  where l.id = (p_action).lead_id
$$;

-- What is decided, or begins to wait, goes by rules that do not change meanwhile: locked before account and action.
create function outreach.keep_rules_of(p_action_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select platform.keep_rules(n.team_id) from outreach.linkedin_automation n where n.id = p_action_id
$$;

-- Locks an action and, before it, its account: all functions take these locks in this order.
create function outreach.hold_action(p_action_id text) returns outreach.linkedin_automation
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
begin
  perform from outreach.accounts a
  where a.id = (select n.account_id from outreach.linkedin_automation n where n.id = p_action_id) for no key update;
  select * into v_action from outreach.linkedin_automation where id = p_action_id for no key update;
  return v_action;
end $$;

-- The author and those who may approve steer an action; guests do not.
create function outreach.may_steer(p_action outreach.linkedin_automation, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.role_of((p_action).team_id, p_person_id) <> 'guest'
    and (p_person_id = (p_action).author_id
         or platform.is_of_rule(platform.rule_for((p_action).team_id, 'outreach', (p_action).channel_id), p_person_id))
$$;

create function outreach.outcome(p_outcome text, p_reason text, p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('outcome', p_outcome, 'reason', p_reason,
    'approvers', case when (p_action).id is not null then outreach.approval_state(p_action) -> 'asked' else '[]'::jsonb end,
    'action', case when (p_action).id is not null then outreach.action_view(p_action) end)
$$;

-- Empty answer: no such action.
create function outreach.get_action(p_action_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select outreach.action_view(n) from outreach.linkedin_automation n where n.id = p_action_id
$$;

grant execute on function outreach.get_action to greenlight_bot;
