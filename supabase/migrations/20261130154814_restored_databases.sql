-- Which database this is, so that one that was brought back from a backup is noticed: by the first call of any part that posts or sends.
-- `written_in` is the transaction that wrote the row: a row that pg_restore copied in was written by another one. `server` is the
-- cluster and its timeline, which a recovery to a point in time and a promoted replica change. A snapshot of the disk
-- changes neither: its owner says `select platform.mark_restored()` before the parts start.
create table platform.installation (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  server text not null,
  written_in text not null,
  restored_at timestamptz,
  -- As the owner said by `platform.note_backup`.
  backed_up_at timestamptz
);
alter table platform.installation enable row level security;

-- What may not be asked here is left out: the row's transaction tells enough then.
create function platform.server_identity() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (select s.system_identifier from pg_control_system() s) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8);
exception when insufficient_privilege or object_not_in_prerequisite_state then
  return '';
end $$;

-- After every change of the row. A subtransaction has an id of its own, so the row says which it was.
create function platform.sign_installation() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update platform.installation set server = platform.server_identity();
  update platform.installation set written_in = xmin::text;
end $$;

insert into platform.installation (server, written_in) values ('', '');
select platform.sign_installation();

create function platform.is_restored() returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select i.written_in <> i.xmin::text or i.server <> platform.server_identity() from platform.installation i
$$;

-- Owner only: says that this database is one of an earlier moment.
create function platform.mark_restored() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update platform.installation set restored_at = platform.now();
  perform platform.sign_installation();
end $$;

-- Owner only: says that a backup was made, of which doctor asks.
create function platform.note_backup(p_at timestamptz default now()) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update platform.installation set backed_up_at = p_at;
  perform platform.sign_installation();
end $$;

-- When this database was last brought back from a backup. Empty answer: never.
create function platform.notice_restore() returns timestamptz
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if platform.is_restored() then
    perform from platform.installation for update;
    -- Another call may have noticed meanwhile.
    if platform.is_restored() then
      perform platform.mark_restored();
    end if;
  end if;
  return (select i.restored_at from platform.installation i);
end $$;

alter table outreach.settings
  -- The restore of the database that was heeded last, and the last moment that its backup knew of.
  add column restored_at timestamptz,
  add column restored_from timestamptz;

-- After the database was brought back from a backup it does not know what went out since. Each account rests for a day and until an
-- admin has looked; from then on each action is looked up at the provider when its turn comes, before it goes.

-- True: it was heeded now. What the backup knew last lies ten minutes or more before the restore: what is younger may have been
-- written by a part that was faster.
create function outreach.heed_restore() returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_restored_at timestamptz := platform.notice_restore();
  v_account outreach.accounts;
begin
  if v_restored_at is not distinct from (select s.restored_at from outreach.settings s) then
    return false;
  end if;
  perform outreach.act_as('governor');
  update outreach.settings
  set restored_at = v_restored_at, restored_from = coalesce(
    (select max(a.at) from outreach.audit a where a.at < v_restored_at - interval '10 minutes'), v_restored_at - interval '30 days')
  where restored_at is distinct from v_restored_at;
  if not found then
    return false;
  end if;
  for v_account in select * from outreach.accounts order by id for no key update loop
    perform outreach.open_breaker_for(v_account.id, '*', 'restored', interval '24 hours', true);
  end loop;
  return true;
end $$;

-- For 90 days after a restore. A visit leaves nothing to look up and has no words: it may be made twice.
create function outreach.is_looked_up_first(p_action outreach.linkedin_automation, p_now timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from outreach.settings s where s.restored_at > p_now - interval '90 days' and not exists (
      select from outreach.release_ledger l
      where l.action_id = (p_action).id and (l.provider ->> 'restored_at')::timestamptz = s.restored_at))
    and (p_action).action_type <> 'view_profile'
$$;

-- It may have gone before the restore: no call is made, and what the look-up finds decides. It counts until then.
create function outreach.look_up_first(p_action outreach.linkedin_automation, p_now timestamptz, p_date date) returns outreach.linkedin_automation
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
begin
  insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, with_note, revision, hash,
    attempt, outcome, provider, next_lookup_at)
  select (p_action).team_id, (p_action).account_id, (p_action).id, (p_action).action_type, (p_action).lead_id, s.restored_from, p_date,
    (p_action).action_type = 'send_invite' and (p_action).payload ? 'text', (p_action).revision, (p_action).hash,
    coalesce((select max(l.attempt) from outreach.release_ledger l where l.action_id = (p_action).id), 0) + 1, 'unknown',
    jsonb_build_object('restored_at', s.restored_at), p_now
  from outreach.settings s;
  update outreach.linkedin_automation
  set status = 'unknown', executed_at = p_now, daily_limit_check = true, time_window_check = true, blocked_by = null, retry_at = null,
      error = null, result = '{"outcome": "unknown"}'
  where id = (p_action).id returning * into v_action;
  return v_action;
end $$;

-- Lets a part see whether the database is as new as its code, and doctor how far the two clocks are apart.
-- `applied` is null where the migrations were applied without the history of the Supabase CLI.
create or replace function platform.schema_version() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_applied jsonb;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute 'select coalesce(jsonb_agg(version order by version), ''[]'') from supabase_migrations.schema_migrations' into v_applied;
  end if;
  return jsonb_build_object('applied', v_applied, 'now', clock_timestamp(),
    'sandbox', (select s.sandbox from platform.settings s),
    'backed_up_at', (select i.backed_up_at from platform.installation i));
end $$;

-- One row an action; its status moves only along these edges, for any writer.
--   An edit voids the approval: approved, scheduled -> pending_approval.
--   A definite "not sent" may go again under the same approval: not_sent -> approved.
--   A person lets a campaign go on despite a message: skipped -> approved, pending_approval (see going_on.sql).
--   What its turn came for after the database was restored is looked up before it goes: scheduled -> unknown.
--   Late proof ends what was taken for not sent: approved, scheduled, not_sent -> completed (see the trigger below).
create or replace function outreach.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'pending_approval' then array['approved', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'approved' then array['scheduled', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'scheduled' then array['dispatching', 'unknown', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'dispatching' then array['completed', 'failed', 'unknown', 'not_sent']
    when 'unknown' then array['completed', 'not_sent']
    when 'not_sent' then array['approved', 'completed']
    when 'skipped' then array['approved', 'pending_approval']
    else array[]::text[]
  end)
$$;

-- Under the account's lock: checks everything with the time after the wait, then writes the ledger row, `dispatching`
-- and the time that the next gap counts from. Only after the commit may the provider be called, once.
-- `held`: nothing went, the row says why and until when. `gone`: it is not waiting (any more).
create or replace function outreach.claim_release(p_action_id text, p_worker text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
  v_account outreach.accounts;
  v_now timestamptz;
  v_date date;
  v_blocker outreach.blocker;
  v_release outreach.release_ledger;
begin
  if v_action.id is null or v_action.status not in ('approved', 'scheduled') then
    return outreach.claim_answer('gone', null, null, v_action);
  end if;
  -- The next beat heeds it, under the locks of all accounts.
  if platform.notice_restore() is distinct from (select s.restored_at from outreach.settings s) then
    return outreach.claim_answer('gone', null, null, v_action);
  end if;
  -- The person too, under all names: releases of two accounts to one person come one after the other.
  perform outreach.hold_person(v_action.lead_id);
  if v_action.campaign_id is not null then
    perform outreach.hold_company(v_action.lead_id);
  end if;
  select * into v_account from outreach.accounts where id = v_action.account_id;
  v_now := outreach.moment();
  v_date := (v_now at time zone v_account.time_zone)::date;
  perform outreach.act_as('governor');
  -- After two idle weeks the account warms up anew.
  if v_account.warm_up_days > 0 and v_account.warm_up_from < v_date and v_account.last_dispatch_at < v_now - interval '14 days' then
    update outreach.accounts set warm_up_from = v_date where id = v_account.id returning * into v_account;
    perform outreach.note(v_account.team_id, 'warm_up_restarted', 'account', v_account.id, null, null, jsonb_build_object('cause', 'idle'));
  end if;
  v_blocker := outreach.first_blocker(v_account, v_action, v_now);
  if v_blocker.code is null and v_action.status <> 'scheduled' then
    v_blocker := row('not_due', null, null, false)::outreach.blocker;
  end if;

  if v_blocker.code is not null then
    if v_blocker.ends_as = 'pending_approval' then
      -- The approval no longer holds: its giver may not approve, or the words are others.
      update outreach.linkedin_automation
      set status = 'pending_approval', approved_by = null, approved_at = null, approved_revision = null, approved_hash = null, decided_by = null,
          scheduled_for = null, jitter_applied_minutes = null, blocked_by = 'approval', retry_at = null, hash = outreach.action_hash(v_action)
      where id = p_action_id returning * into v_action;
      return outreach.claim_answer('held', v_blocker, null, v_action);
    end if;
    v_action := outreach.store_blocker(p_action_id, v_blocker);
    return outreach.claim_answer(case when v_blocker.ends_as is null then 'held' else 'gone' end, v_blocker, null, v_action);
  end if;
  if outreach.is_looked_up_first(v_action, v_now) then
    return outreach.claim_answer('gone', null, null, outreach.look_up_first(v_action, v_now, v_date));
  end if;

  perform outreach.note(v_account.team_id, 'release_checked', 'action', v_action.id, v_action.status, v_action.status, outreach.checks_seen(v_account, v_action, v_now));
  update outreach.linkedin_automation
  set status = 'dispatching', executed_at = v_now, fence = fence + 1, attempts = attempts + 1, worker = p_worker,
      daily_limit_check = true, time_window_check = true, blocked_by = null, retry_at = null, error = null, result = null
  where id = p_action_id returning * into v_action;
  insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, with_note, revision, hash,
    rule_version, attempt, fence, worker)
  values (v_account.team_id, v_account.id, v_action.id, v_action.action_type, v_action.lead_id, v_now, v_date,
    v_action.action_type = 'send_invite' and v_action.payload ? 'text', v_action.revision, v_action.hash,
    (select r.version from outreach.automation_rules r where r.account_id = v_account.id and r.rule_key = v_action.action_type),
    coalesce((select max(l.attempt) from outreach.release_ledger l where l.action_id = v_action.id), 0) + 1, v_action.fence, p_worker)
  returning * into v_release;
  insert into outreach.sending_days (account_id, local_date) values (v_account.id, v_date) on conflict do nothing;
  update outreach.accounts set last_dispatch_at = v_now where id = v_account.id;
  return outreach.claim_answer('claimed', null, v_release, v_action);
end $$;

-- Ends a dispatch. `not_sent` is counted back only within its own local day, and the action may go again under the same
-- approval (at most three calls): the provider did nothing. The caller holds account and action.
create or replace function outreach.end_release(p_release_id bigint, p_result text, p_provider jsonb, p_error jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_was_unknown boolean;
begin
  select * into v_release from outreach.release_ledger where id = p_release_id;
  select * into v_account from outreach.accounts where id = v_release.account_id;
  v_was_unknown := v_release.outcome = 'unknown';
  update outreach.release_ledger
  set outcome = p_result, provider = provider || coalesce(p_provider, '{}'), error = p_error, ended_at = outreach.moment(),
      counted = counted and not (p_result = 'not_sent' and local_date = (outreach.moment() at time zone v_account.time_zone)::date),
      next_lookup_at = case when p_result = 'unknown' then dispatched_at + interval '90 seconds' end
  where id = p_release_id;
  update outreach.linkedin_automation
  set status = case p_result when 'sent' then 'completed' when 'already' then 'completed' else p_result end,
      result = jsonb_build_object('outcome', p_result) || coalesce(p_provider, '{}'), error = p_error, blocked_by = null, retry_at = null, worker = null
  where id = v_release.action_id returning * into v_action;
  -- What waited for this outcome is looked at again.
  update outreach.linkedin_automation set aside = false, retry_at = null
  where lead_id = any (outreach.aliases(v_action.lead_id)) and status in ('approved', 'scheduled') and blocked_by = 'earlier_unknown';
  if p_result in ('sent', 'already') then
    perform outreach.note_effect(v_action, p_provider, p_error ->> 'code');
  elsif p_result = 'not_sent' and (v_release.provider ? 'restored_at' or not v_was_unknown and v_action.attempts < 3) then
    update outreach.linkedin_automation
    set status = 'approved', executed_at = null, scheduled_for = null, jitter_applied_minutes = null, result = null
    where id = v_action.id;
  end if;
end $$;

-- Dispatches older than 2 minutes (twice the longest provider call) become `unknown`. Approvals older than their term
-- expire in the same sweep. Answers how many dispatches.
create or replace function outreach.expire_dispatches() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := outreach.moment();
  v_id bigint;
  v_action outreach.linkedin_automation;
  v_expired integer := 0;
begin
  perform outreach.heed_restore();
  perform outreach.act_as('governor');
  for v_id in
    select l.id from outreach.release_ledger l where l.outcome = 'dispatching' and l.dispatched_at <= v_now - interval '2 minutes'
    -- In the order in which all functions lock accounts.
    order by l.account_id, l.id limit 100
  loop
    v_action := outreach.hold_action((select l.action_id from outreach.release_ledger l where l.id = v_id));
    if v_action.status = 'dispatching' and exists (select from outreach.release_ledger l where l.id = v_id and l.outcome = 'dispatching' and l.fence = v_action.fence) then
      perform outreach.end_release(v_id, 'unknown', '{}', '{"code": "no_result", "message": "No result came within 2 minutes", "class": "unknown"}');
      v_expired := v_expired + 1;
    end if;
  end loop;
  update outreach.linkedin_automation set status = 'expired', blocked_by = null, retry_at = null
  where id = any (array(
    select w.id from outreach.linkedin_automation w
    where w.status in ('pending_approval', 'approved', 'scheduled') and w.expires_at <= v_now
    order by w.expires_at limit 200 for no key update skip locked));
  return v_expired;
end $$;

-- Releases to look up now: 90 s after the dispatch, and again 10 minutes after the first look.
create or replace function outreach.unknown_releases() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'release_id', l.id, 'action', outreach.action_view(n), 'provider_account_id', a.provider_account_id,
    'dispatched_at', l.dispatched_at, 'looked', l.looked, 'restored', l.provider ? 'restored_at') order by l.next_lookup_at), '[]'::jsonb)
  from (
    select * from outreach.release_ledger w where w.next_lookup_at <= platform.now() order by w.next_lookup_at limit 100
  ) l
  join outreach.linkedin_automation n on n.id = l.action_id and n.status = 'unknown'
  join outreach.accounts a on a.id = l.account_id
$$;

-- What a look-up found. Absence proves nothing: after two looks the action stays unknown, for a person. After a restore what is
-- looked for lies a day behind: where it is not seen it goes, and what is `unclear` is for a person at once.
-- False: it is not unknown (any more).
create or replace function outreach.record_lookup(p_release_id bigint, p_found text, p_evidence jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
begin
  if p_found is null or p_found not in ('sent', 'not_seen', 'not_reached', 'certainly_not_sent') then
    raise sqlstate 'PT400' using message = format('Cannot record the look-up "%s": accepted are sent, not_seen, not_reached, certainly_not_sent', p_found), detail = 'bad_result';
  end if;
  v_action := outreach.hold_action((select l.action_id from outreach.release_ledger l where l.id = p_release_id));
  select * into v_release from outreach.release_ledger where id = p_release_id for no key update;
  if v_release.outcome is distinct from 'unknown' or v_action.status <> 'unknown' then
    return false;
  end if;
  perform outreach.act_as('governor');
  if p_found = 'not_reached' then
    -- A look that failed saw nothing and does not count as one; it is tried again later and later, and after half an
    -- hour a person may say what they know.
    update outreach.release_ledger
    set provider = provider || jsonb_build_object('looks_failed', coalesce((provider ->> 'looks_failed')::integer, 0) + 1),
        next_lookup_at = outreach.moment() + least(interval '1 hour', interval '2 minutes' * (1 + coalesce((provider ->> 'looks_failed')::integer, 0)))
    where id = p_release_id returning * into v_release;
    update outreach.linkedin_automation
    set result = coalesce(result, '{}') || jsonb_build_object('needs_person', outreach.moment() - v_release.dispatched_at > interval '30 minutes'),
        retry_at = v_release.next_lookup_at
    where id = v_action.id;
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
  elsif p_found = 'not_seen' and v_release.provider ? 'restored_at' and not coalesce(p_evidence, '{}') ? 'unclear' then
    perform outreach.end_release(p_release_id, 'not_sent', '{}', null);
  elsif p_found = 'not_seen' then
    update outreach.release_ledger
    set looked = case when p_evidence ? 'unclear' then 2 else looked + 1 end, provider = provider || jsonb_build_object('looked', p_evidence),
        next_lookup_at = case when looked = 0 and not coalesce(p_evidence, '{}') ? 'unclear' then outreach.moment() + interval '10 minutes' end
    where id = p_release_id returning * into v_release;
    perform outreach.note(v_action.team_id, 'not_seen', 'release', p_release_id::text, null, null, jsonb_build_object('looked', v_release.looked));
    -- Redraws the card: after the second look it asks a person.
    update outreach.linkedin_automation
    set result = coalesce(result, '{}') || jsonb_build_object('looked', v_release.looked, 'needs_person', v_release.looked >= 2),
        retry_at = v_release.next_lookup_at
    where id = v_action.id;
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
  else
    perform outreach.end_release(p_release_id, case p_found when 'sent' then 'sent' else 'not_sent' end, coalesce(p_evidence, '{}'), null);
  end if;
  return true;
end $$;

-- Surfaces to draw, at most `p_limit`, each held for 30 s (`note_uploads` extends it). What a job shows for the first
-- time appears in order of id, and after an edit of the thread's head that is due: the edit learns whether people still
-- find the thread. Empty answer: nothing to draw now.
create or replace function content.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
  v_restored_at timestamptz := platform.notice_restore();
begin
  with claimed as (
    update content.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '30 seconds', attempts = o.attempts + 1,
        -- Of a job that a restored database knows from its backup, anything may have been posted since.
        maybe_posted = o.maybe_posted or (o.ts is null and (o.leased_until is not null
          or exists (select from content.jobs j where j.id = o.job_id and j.created_at < v_restored_at))),
        thread_ts = case when o.ts is null then (select j.thread_ts from content.jobs j where j.id = o.job_id) else o.thread_ts end
    where o.id = any (array(
      select w.id from content.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
        and (w.shown > 0 or not exists (
          select from content.outbox e
          where e.job_id = w.job_id and e.id < w.id and not e.given_up and (e.shown = 0 or (
            e.kind = 'brief' and e.wanted > e.shown and (e.leased_until >= platform.now() or e.run_at <= platform.now())))))
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(content.outbox_view(c.item) || jsonb_build_object('moved_from', (c.item).moved_from,
      'told', exists (select from content.outbox t where t.job_id = (c.item).job_id and t.told)) order by (c.item).id), '[]'::jsonb)
  into v_items from claimed c;
  return v_items;
end $$;

-- Surfaces to draw, each held for 60 s. Empty answer: nothing to draw now.
create or replace function outreach.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
  v_restored_at timestamptz := platform.notice_restore();
begin
  with claimed as (
    update outreach.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = o.attempts + 1,
        -- What a restored database knows from its backup may have been posted since.
        maybe_posted = o.maybe_posted or (o.ts is null and (o.leased_until is not null or o.created_at < v_restored_at))
    where o.id = any (array(
      select w.id from outreach.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(outreach.outbox_view(c.item) order by (c.item).id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

revoke execute on function platform.server_identity, platform.sign_installation, platform.is_restored, platform.mark_restored, platform.note_backup,
  platform.notice_restore, outreach.heed_restore, outreach.is_looked_up_first, outreach.look_up_first
  from public, anon, authenticated, service_role;
revoke all on platform.installation from anon, authenticated, service_role;
