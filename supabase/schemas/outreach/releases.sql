-- The governor's way in: what could go, when it is planned, the one transaction that lets it go, and how the provider call
-- ended: the action's state, the account's health, what is known of the person.

-- Accounts with work, each with what planning needs: at most 100 actions, the oldest approvals of each type in turn, so
-- that a type that waits starves no other. Brings back what was set aside and whose time has come.
create function outreach.load_due() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_now timestamptz := outreach.moment();
  v_date date;
  -- An array: a jsonb that grows is written anew for each account, which took most of the time from 50 accounts on.
  v_answer jsonb[] := '{}';
  v_actions jsonb;
  v_quotas jsonb;
  v_shares jsonb;
  v_since timestamptz;
begin
  -- Account before action, as all functions lock; the proposals below refer to accounts.
  perform from outreach.accounts a order by a.id for no key update;
  update outreach.linkedin_automation
  set aside = false, blocked_by = case when blocked_by not in ('earlier_step', 'company_cap') then blocked_by end,
      retry_at = case when blocked_by not in ('earlier_step', 'company_cap') then retry_at end
  where id = any (array(
    select w.id from outreach.linkedin_automation w
    where w.status in ('approved', 'scheduled') and w.aside and w.retry_at <= v_now
    order by w.retry_at limit 200 for no key update skip locked));
  -- What came back, or was approved, while its campaign is paused.
  update outreach.linkedin_automation
  set aside = true, blocked_by = 'campaign_paused', retry_at = null
  where id = any (array(
    select w.id from outreach.campaigns c
    join outreach.linkedin_automation w on w.campaign_id = c.id and w.status in ('approved', 'scheduled') and not w.aside
    where c.status = 'paused'
    order by w.id for no key update of w skip locked));
  perform outreach.propose_withdrawals();
  for v_account in
    select * from outreach.accounts a
    where exists (select from outreach.linkedin_automation n where n.account_id = a.id and n.status in ('approved', 'scheduled') and not n.aside)
    order by a.id
  loop
    v_date := (v_now at time zone v_account.time_zone)::date;
    select jsonb_agg(outreach.action_view(r.found) || jsonb_build_object('is_answer', outreach.goes_as_answer(r.found, v_now)) order by (r.found).approved_at, (r.found).id) into v_actions
    from (
      select t.found
      from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)
      cross join lateral (
        -- Answers first; then of each campaign in turn by its weight, what people proposed one by one counting as one of them.
        select q.found, row_number() over (order by q.share, (q.found).approved_at, (q.found).id) as place
        from (
          (select n as found, 0::numeric as share
           from outreach.linkedin_automation n
           where n.account_id = v_account.id and n.action_type = k.type and n.in_reply_to is not null and n.status in ('approved', 'scheduled') and not n.aside
           order by n.approved_at, n.id limit 100)
          union all
          (select n, row_number() over (order by n.approved_at, n.id)::numeric
           from outreach.linkedin_automation n
           where n.account_id = v_account.id and n.action_type = k.type and n.campaign_id is null and n.in_reply_to is null
             and n.status in ('approved', 'scheduled') and not n.aside
           order by n.approved_at, n.id limit 100)
          union all
          select o.found, o.place / c.weight
          from outreach.campaigns c
          cross join lateral (
            select n as found, row_number() over (order by n.approved_at, n.id)::numeric as place
            from outreach.linkedin_automation n
            where n.account_id = v_account.id and n.action_type = k.type and n.campaign_id = c.id and n.status in ('approved', 'scheduled') and not n.aside
            order by n.approved_at, n.id limit 100) o
          where c.account_id = v_account.id and c.status = 'running') q
        order by share, (q.found).approved_at, (q.found).id limit 100
      ) t
      order by t.place limit 100
    ) r;
    -- All that is there is of campaigns that are paused.
    continue when v_actions is null;
    -- What campaigns had of the account since they compete: 7 days at most, no longer than the newest of them is under way.
    select max(c.started_at) into v_since from outreach.campaigns c where c.account_id = v_account.id and c.status = 'running';
    select coalesce(jsonb_agg(jsonb_build_object('campaign_id', u.campaign_id, 'type', u.type, 'used', u.used)), '[]') into v_shares
    from (
      select n.campaign_id, k.type, count(*) as used
      from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)
      join outreach.release_ledger l on l.account_id = v_account.id and l.action_type = k.type and l.counted
        and l.dispatched_at > greatest(v_now - interval '7 days', v_since) and l.dispatched_at <= 'infinity'
      join outreach.linkedin_automation n on n.id = l.action_id
      where v_since is not null
      group by n.campaign_id, k.type) u;
    select jsonb_agg(jsonb_build_object('type', q.type, 'quota', least((q.day).quota, (q.day).warm_up),
      'used_today', outreach.used_on(v_account.id, q.type, v_date),
      'used_7d', outreach.used_since(v_account.id, q.type, v_now - interval '7 days')) order by q.type)
    into v_quotas
    from (select k.type, outreach.day_limit(v_account, k.type, v_date) as day
          from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)) q;
    v_answer := array_append(v_answer, jsonb_build_object(
      'account', outreach.account_view(v_account), 'now', v_now,
      'last_dispatch_at', greatest(v_account.last_dispatch_at, v_account.resumed_at), 'local_date', v_date, 'quotas', v_quotas,
      'holidays', coalesce((
        select jsonb_agg(h.date order by h.date) from outreach.holidays h
        where h.region = v_account.holidays and h.date between v_date and v_date + 60), '[]'::jsonb),
      'shares', v_shares, 'actions', v_actions));
  end loop;
  return to_jsonb(v_answer);
end $$;

-- Stores planned times; what changed since (other revision, decided otherwise) is left out. Answers how many were stored.
create function outreach.plan_actions(p_plan jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_stored integer;
begin
  if jsonb_typeof(p_plan) is distinct from 'array' or exists (
    select from jsonb_array_elements(p_plan) p
    where not coalesce(isfinite((p ->> 'scheduled_for')::timestamptz) and (p ->> 'jitter_applied_minutes')::numeric between -100000 and 100000, false)) then
    raise sqlstate 'PT400' using message = 'Cannot plan this: accepted is a list of actions, each with a finite time and jitter', detail = 'bad_plan';
  end if;
  perform outreach.act_as('governor');
  perform from outreach.linkedin_automation n
  where n.id in (select p ->> 'action_id' from jsonb_array_elements(p_plan) p) order by n.id for no key update;
  update outreach.linkedin_automation n
  set status = 'scheduled', scheduled_for = greatest((p.plan ->> 'scheduled_for')::timestamptz, n.not_before),
      jitter_applied_minutes = (p.plan ->> 'jitter_applied_minutes')::numeric,
      -- What held it may be over: the next claim says so anew.
      blocked_by = null, retry_at = null
  from jsonb_array_elements(p_plan) p(plan)
  where n.id = p.plan ->> 'action_id' and n.revision = (p.plan ->> 'revision')::integer and n.status in ('approved', 'scheduled');
  get diagnostics v_stored = row_count;
  return v_stored;
end $$;

create function outreach.claim_answer(p_outcome text, p_blocker outreach.blocker, p_release outreach.release_ledger, p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('outcome', p_outcome, 'blocked_by', (p_blocker).code, 'retry_at', (p_blocker).retry_at,
    'release_id', (p_release).id, 'fence', (p_release).fence,
    'action', case when (p_action).id is not null then outreach.action_view(p_action) end,
    'provider_account_id', case when (p_release).id is not null then (select a.provider_account_id from outreach.accounts a where a.id = (p_action).account_id) end,
    'invitation_id', c.invitation_id, 'chat_id', c.chat_id)
  from (select) one left join outreach.contacts c on c.account_id = (p_action).account_id and c.lead_id = (p_action).lead_id
$$;

-- The row of a waiting action says what holds it and until when, or how it ended without a release.
create function outreach.store_blocker(p_action_id text, p_blocker outreach.blocker) returns outreach.linkedin_automation
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.linkedin_automation
  set status = coalesce((p_blocker).ends_as, status), blocked_by = (p_blocker).code, retry_at = (p_blocker).retry_at, aside = (p_blocker).aside,
      time_window_check = case when (p_blocker).code in ('window', 'holiday') then false
                               when (p_blocker).code in ('kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker') then null
                               else true end,
      daily_limit_check = case when (p_blocker).code in ('quota', 'warm_up') then false
                               when (p_blocker).code in ('kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker',
                                                         'window', 'holiday', 'gap', 'in_flight', 'rolling_cap', 'pending_cap') then null
                               else true end
  where id = p_action_id returning *
$$;

-- Says of waiting actions what holds them. It only explains: nothing is claimed, and what would end an action, or holds it
-- no more, is left to its claim. Answers how many it explained.
create function outreach.explain_held(p_action_ids text[]) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text;
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_blocker outreach.blocker;
  v_explained integer := 0;
begin
  if cardinality(p_action_ids) > 100 then
    raise sqlstate 'PT400' using message = format('Cannot explain %s actions at once: accepted are 100', cardinality(p_action_ids)), detail = 'too_many';
  end if;
  perform outreach.act_as('governor');
  foreach v_id in array p_action_ids loop
    v_action := outreach.hold_action(v_id);
    continue when v_action.id is null or v_action.status not in ('approved', 'scheduled');
    select * into v_account from outreach.accounts where id = v_action.account_id;
    v_blocker := outreach.first_blocker(v_account, v_action, outreach.moment());
    continue when v_blocker.code is null or v_blocker.ends_as is not null;
    perform outreach.store_blocker(v_id, v_blocker);
    v_explained := v_explained + 1;
  end loop;
  return v_explained;
end $$;

-- The provider has no such person any more: the action ends without a release, so it costs neither a slot nor a gap.
-- False: it does not wait (any more).
create function outreach.end_as_gone(p_action_id text, p_error jsonb, p_signal text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
begin
  if v_action.id is null or v_action.status not in ('approved', 'scheduled') then
    return false;
  end if;
  perform outreach.act_as('governor');
  update outreach.linkedin_automation
  set status = 'skipped', blocked_by = 'profile_gone', retry_at = null, error = p_error
  where id = p_action_id;
  perform outreach.heed_signal(v_action.account_id, v_action.action_type, p_signal);
  return true;
end $$;

-- Under the account's lock: checks everything with the time after the wait, then writes the ledger row, `dispatching`
-- and the time that the next gap counts from. Only after the commit may the provider be called, once.
-- `held`: nothing went, the row says why and until when. `gone`: it is not waiting (any more).
create function outreach.claim_release(p_action_id text, p_worker text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  -- Before any account, as the beat that heeds it.
  v_restored_at timestamptz := platform.notice_restore();
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
  if v_restored_at is distinct from (select s.restored_at from outreach.settings s) then
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

  -- An invitation that is there already may be the one that a restored database forgot: then it was sent, not skipped.
  if v_action.status = 'scheduled' and (v_blocker.code is null or v_blocker.code in ('already_invited', 'already_connected'))
     and outreach.is_looked_up_first(v_action, v_now) then
    return outreach.claim_answer('gone', null, null, outreach.look_up_first(v_action, v_now, v_date));
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

-- What a completed action says of the account and the person.
create function outreach.note_effect(p_action outreach.linkedin_automation, p_provider jsonb, p_error_code text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_connected boolean := case when (p_action).action_type = 'send_message' or p_error_code = 'already_connected' then true end;
begin
  insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, invited_at, invitation_id, withdrawn_at, chat_id)
  values ((p_action).team_id, (p_action).account_id, (p_action).lead_id, v_connected,
          case when (p_action).action_type = 'send_invite' and v_connected is null then 'pending'
               when (p_action).action_type = 'withdraw_invite' then 'withdrawn' else 'none' end,
          case when (p_action).action_type = 'send_invite' then (p_action).executed_at end, p_provider ->> 'invitation_id',
          case when (p_action).action_type = 'withdraw_invite' then (p_action).executed_at end, p_provider ->> 'chat_id')
  on conflict (account_id, lead_id) do update set
    connected = coalesce(v_connected, c.connected),
    invitation = case
      when v_connected then 'none'
      -- Accepted already, by an event that came first.
      when (p_action).action_type = 'send_invite' then case when c.connected then 'none' else 'pending' end
      when (p_action).action_type = 'withdraw_invite' then 'withdrawn' else c.invitation end,
    invited_at = coalesce(excluded.invited_at, c.invited_at), invitation_id = coalesce(excluded.invitation_id, c.invitation_id),
    withdrawn_at = coalesce(excluded.withdrawn_at, c.withdrawn_at), chat_id = coalesce(excluded.chat_id, c.chat_id);
end $$;

-- Ends a dispatch. `not_sent` is counted back only within its own local day, and the action may go again under the same
-- approval (at most three calls): the provider did nothing. The caller holds account and action.
create function outreach.end_release(p_release_id bigint, p_result text, p_provider jsonb, p_error jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_was_unknown boolean;
  v_erased boolean;
begin
  select * into v_release from outreach.release_ledger where id = p_release_id;
  select * into v_account from outreach.accounts where id = v_release.account_id;
  select l.erased_at is not null into v_erased from outreach.leads l where l.id = v_release.lead_id;
  if v_erased then
    -- The person was erased between the call and its end: how it ended is kept, and nothing that leads to them.
    p_provider := outreach.without_person(p_provider);
    p_error := outreach.without_person(p_error);
  end if;
  v_was_unknown := v_release.outcome = 'unknown';
  update outreach.release_ledger
  set outcome = p_result, provider = provider || coalesce(p_provider, '{}'), error = p_error, ended_at = outreach.moment(),
      counted = counted and not (p_result = 'not_sent' and local_date = (outreach.moment() at time zone v_account.time_zone)::date),
      -- Of an erased person nothing can be looked up: a person says what they know.
      next_lookup_at = case when p_result = 'unknown' and v_erased is not true then dispatched_at + interval '90 seconds' end
  where id = p_release_id;
  update outreach.linkedin_automation
  set status = case p_result when 'sent' then 'completed' when 'already' then 'completed' else p_result end,
      result = jsonb_build_object('outcome', p_result) || coalesce(p_provider, '{}')
        || case when p_result = 'unknown' and v_erased then '{"needs_person": true}' else '{}' end::jsonb, error = p_error, blocked_by = null, retry_at = null, worker = null
  where id = v_release.action_id returning * into v_action;
  -- What waited for this outcome is looked at again.
  update outreach.linkedin_automation set aside = false, retry_at = null
  where lead_id = any (outreach.aliases(v_action.lead_id)) and status in ('approved', 'scheduled') and blocked_by = 'earlier_unknown';
  if p_result in ('sent', 'already') then
    perform outreach.note_effect(v_action, p_provider, p_error ->> 'code');
  elsif p_result = 'not_sent' and v_erased is not true and (v_release.provider ? 'restored_at' or not v_was_unknown and v_action.attempts < 3) then
    update outreach.linkedin_automation
    set status = 'approved', executed_at = null, scheduled_for = null, jitter_applied_minutes = null, result = null
    -- A step whose person has left the campaign ended with it.
    where id = v_action.id and status = 'not_sent';
  end if;
end $$;

-- How the one provider call ended. A late "sent" still settles an action that was given up as unknown; any other late
-- word is false: the look-up or a person decides.
create function outreach.record_release(p_release jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_result text := p_release ->> 'result';
  v_signal text := coalesce(p_release ->> 'signal', 'none');
  v_error jsonb := case when jsonb_typeof(p_release -> 'error') = 'object' then p_release -> 'error' end;
begin
  if v_result is null or v_result not in ('sent', 'already', 'failed', 'not_sent', 'unknown') then
    raise sqlstate 'PT400' using message = format('Cannot record the result "%s": accepted are sent, already, failed, not_sent, unknown', v_result), detail = 'bad_result';
  end if;
  select * into v_release from outreach.release_ledger where id = (p_release ->> 'release_id')::bigint;
  v_action := outreach.hold_action(v_release.action_id);
  select * into v_release from outreach.release_ledger where id = v_release.id for no key update;
  if v_action.id is null or v_release.fence <> (p_release ->> 'fence')::bigint or v_action.fence <> v_release.fence then
    return false;
  elsif not (v_release.outcome = 'dispatching' or (v_release.outcome = 'unknown' and v_result in ('sent', 'already'))) then
    return false;
  end if;
  perform outreach.act_as('governor');
  if v_result = 'failed' and v_error is null then
    v_error := '{"code": "failed", "message": "", "class": "unknown"}';
  end if;
  -- The provider tells its own fill level from 50 % on; at 90 % we stop before it does.
  if v_signal = 'none' and p_release -> 'provider' ->> 'usage' ~ '^\d{1,3}(\.\d+)?$' and (p_release -> 'provider' ->> 'usage')::numeric >= 90 then
    v_signal := 'limit';
  end if;
  update outreach.release_ledger set signal = v_signal where id = v_release.id;
  perform outreach.end_release(v_release.id, v_result, p_release -> 'provider', v_error);
  perform outreach.heed_signal(v_action.account_id, v_action.action_type, v_signal);
  return true;
end $$;

grant execute on function outreach.load_due, outreach.plan_actions, outreach.explain_held, outreach.end_as_gone,
  outreach.claim_release, outreach.record_release
  to greenlight_governor;
