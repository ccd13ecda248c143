-- While any name of a person has a release of a kind whose outcome is not known, that kind waits for that person; and
-- nobody gets the same words twice, however they are dressed.
alter table outreach.linkedin_automation drop constraint linkedin_automation_blocked_by_check;
alter table outreach.linkedin_automation add constraint linkedin_automation_blocked_by_check check (blocked_by in (
  'kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker', 'window', 'holiday', 'gap', 'in_flight',
  'quota', 'rolling_cap', 'pending_cap', 'warm_up', 'suppressed', 'replied', 'stale_inbox', 'same_words', 'earlier_unknown',
  'not_connected', 'already_connected', 'already_invited', 'approval', 'not_due'));

-- Locks all leads that are one person and answers them. Whoever also locks the account does that first. Names that are
-- found to be one meanwhile are locked as well.
create function outreach.hold_person(p_lead_id text) returns text[]
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_held text[];
  v_all text[];
begin
  loop
    v_held := array(select a from unnest(outreach.aliases(p_lead_id)) a order by a);
    perform from outreach.leads l where l.id = any (v_held) order by l.id for no key update;
    v_all := array(select a from unnest(outreach.aliases(p_lead_id)) a order by a);
    exit when v_all = v_held;
  end loop;
  return v_held;
end $$;

-- Gives a lead one more name. A name that another lead has makes the two one person.
create or replace function outreach.identify(p_lead_id text, p_kind text, p_value text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_other text;
begin
  if coalesce(p_value, '') = '' then
    return;
  end if;
  select * into v_lead from outreach.leads where id = p_lead_id;
  insert into outreach.lead_identities (team_id, kind, value, lead_id) values (v_lead.team_id, p_kind, p_value, p_lead_id)
  on conflict do nothing;
  select coalesce(l.same_as, l.id) into v_other
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_lead.team_id and i.kind = p_kind and i.value = p_value;
  if v_other <> coalesce(v_lead.same_as, v_lead.id) then
    -- No release to either name is between its checks and its commit while the two become one.
    perform from outreach.leads l where l.id = any (outreach.aliases(p_lead_id) || outreach.aliases(v_other)) order by l.id for no key update;
    select coalesce(l.same_as, l.id) into v_other from outreach.leads l where l.id = v_other;
    select * into v_lead from outreach.leads where id = p_lead_id;
    update outreach.leads set same_as = v_other
    where id = coalesce(v_lead.same_as, v_lead.id) or same_as = coalesce(v_lead.same_as, v_lead.id);
  end if;
end $$;

create or replace function outreach.first_blocker(p_account outreach.accounts, p_action outreach.linkedin_automation, p_now timestamptz) returns outreach.blocker
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date := (p_now at time zone (p_account).time_zone)::date;
  v_type text := (p_action).action_type;
  v_aliases text[] := outreach.aliases((p_action).lead_id);
  v_breaker outreach.breakers;
  v_limit outreach.day_limit;
  v_used integer;
  v_connected boolean;
  v_newest outreach.contacts;
  v_rule platform.approver_rules;
  -- A person's answer to the newest message is no campaign: two minutes of gap, no quota. (`replied` checks that it is the
  -- newest.) One answer a message, and only while the conversation is alive.
  v_answer boolean := v_type = 'send_message' and (p_action).in_reply_to is not null
    and coalesce((outreach.newest_inbound((p_action).lead_id)).last_inbound_at > p_now - interval '14 days', false)
    and not exists (
      select from outreach.release_ledger l join outreach.linkedin_automation a on a.id = l.action_id
      where l.lead_id = any (v_aliases) and l.action_type = 'send_message' and l.outcome <> 'not_sent'
        and a.id <> (p_action).id and a.in_reply_to = (p_action).in_reply_to);
  v_gap_ends timestamptz;
  v_pending boolean;
  v_withdrawn timestamptz;
begin
  if exists (select from outreach.stops s where s.team_id = (p_account).team_id) then
    return row('kill_switch', null, null, false)::outreach.blocker;
  end if;
  if (p_account).paused_at is not null then
    return row('paused', null, null, false)::outreach.blocker;
  end if;
  if (p_account).terms_acknowledged_at is null then
    return row('terms_not_acknowledged', null, null, false)::outreach.blocker;
  end if;
  if (p_account).status <> 'ok' then
    return row('account_status', null, null, false)::outreach.blocker;
  end if;
  v_breaker := outreach.open_breaker((p_account).id, v_type, p_now);
  if v_breaker.id is not null then
    return row('breaker', case when not v_breaker.needs_person then outreach.next_open(p_account, v_breaker.until) end, null, false)::outreach.blocker;
  end if;
  if not outreach.in_working_hours(p_account, p_now) then
    return row('window', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if outreach.is_holiday(p_account, p_now) then
    return row('holiday', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if not outreach.knows_holidays(p_account, p_now) then
    return row('holiday', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;
  -- A clock that went back finds its last dispatch in the future and waits.
  v_gap_ends := greatest((p_account).last_dispatch_at, (p_account).resumed_at)
    + case when v_answer then interval '2 minutes' else make_interval(mins => (p_account).gap_min_minutes) end;
  if p_now < v_gap_ends then
    return row('gap', outreach.next_open(p_account, v_gap_ends), null, false)::outreach.blocker;
  end if;
  if exists (select from outreach.linkedin_automation n where n.account_id = (p_account).id and n.status = 'dispatching') then
    return row('in_flight', p_now + interval '2 minutes', null, false)::outreach.blocker;
  end if;

  if not v_answer then
    v_limit := outreach.day_limit(p_account, v_type, v_date);
    v_used := outreach.used_on((p_account).id, v_type, v_date);
    if (p_account).zone_changed_at > p_now - interval '24 hours' then
      v_used := greatest(v_used, outreach.used_since((p_account).id, v_type, p_now - interval '24 hours'));
    end if;
    if v_used >= v_limit.quota then
      return row('quota', case when v_limit.rule_max > 0 then outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)) end, null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' then
      -- 200 invitations in 7 days is more than any published limit, whatever the rule says.
      v_limit.rolling_max := least(coalesce(v_limit.rolling_max, 200), 200);
    end if;
    if outreach.used_since((p_account).id, v_type, p_now - interval '7 days') >= v_limit.rolling_max then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '7 days', v_limit.rolling_max, false, p_now)), null, false)::outreach.blocker;
    end if;
    -- Without Premium LinkedIn takes 5 invitations with a note a month.
    if v_type = 'send_invite' and (p_account).tier = 'free' and (p_action).payload ? 'text'
       and outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now) is not null then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now)), null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' and (p_account).pending_invites_max <= (
      select count(*) from outreach.contacts c where c.account_id = (p_account).id and c.invitation = 'pending'
    ) then
      return row('pending_cap', null, null, false)::outreach.blocker;
    end if;
    if v_used >= v_limit.warm_up then
      return row('warm_up', outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)), null, false)::outreach.blocker;
    end if;
  end if;

  if outreach.is_suppressed((p_action).lead_id) then
    return row('suppressed', null, 'suppressed', false)::outreach.blocker;
  end if;
  v_newest := outreach.newest_inbound((p_action).lead_id);
  if v_type in ('send_invite', 'send_message') and (p_action).in_reply_to is distinct from (v_newest).last_inbound_id
     and (v_newest).last_inbound_id is not null then
    return row('replied', null, 'skipped', false)::outreach.blocker;
  end if;
  if v_type = 'send_message' and not v_answer
     and coalesce((p_account).inbox_read_at not between p_now - interval '5 minutes' and p_now + interval '1 minute', true)
     and exists (
       select from outreach.release_ledger l
       where l.lead_id = any (v_aliases) and l.action_type in ('send_invite', 'send_message') and l.outcome <> 'not_sent') then
    return row('stale_inbox', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;

  -- The same words, but for case, accents, spaces and signs, went or may have gone to this person, under any name, from any
  -- account, as a note or as a message. An invitation that was withdrawn may go again with its note.
  if (p_action).payload ? 'text' and exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type in ('send_invite', 'send_message')
      and t.status in ('dispatching', 'unknown', 'completed') and not (v_type = 'send_invite' and t.action_type = 'send_invite' and t.account_id = (p_account).id)
      and outreach.words_of(t.payload ->> 'text') = outreach.words_of((p_action).payload ->> 'text')) then
    return row('same_words', null, 'skipped', false)::outreach.blocker;
  end if;
  -- While it is not known what became of an earlier one, another would be a second one. Messages of all accounts are one
  -- conversation with the team; the other kinds are between one account and the person.
  if exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type = v_type and t.status in ('dispatching', 'unknown')
      and (v_type = 'send_message' or t.account_id = (p_account).id)) then
    return row('earlier_unknown', p_now + interval '1 hour', null, true)::outreach.blocker;
  end if;

  select bool_or(c.connected), bool_or(c.invitation = 'pending'), max(c.withdrawn_at)
  into v_connected, v_pending, v_withdrawn
  from outreach.contacts c where c.account_id = (p_account).id and c.lead_id = any (v_aliases);
  if v_type = 'send_message' and v_connected is null then
    return row('not_connected', p_now + interval '1 minute', null, false)::outreach.blocker;
  elsif v_type = 'send_message' and not v_connected then
    return row('not_connected', p_now + interval '1 hour', null, true)::outreach.blocker;
  elsif v_type in ('send_invite', 'withdraw_invite') and v_connected then
    return row('already_connected', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_pending then
    return row('already_invited', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_withdrawn > p_now - interval '21 days' then
    return row('already_invited', v_withdrawn + interval '21 days', null, true)::outreach.blocker;
  end if;

  v_rule := platform.approver_rule((p_action).team_id, 'outreach');
  if (p_action).approved_by is null or (p_action).approved_revision is distinct from (p_action).revision
     or (p_action).approved_hash is distinct from outreach.action_hash(p_action) or (p_action).hash <> outreach.action_hash(p_action)
     or not coalesce(outreach.role_of((p_action).team_id, (p_action).approved_by) = any (v_rule.roles), false)
     or (v_rule.four_eyes and (p_action).approved_by in ((p_action).author_id, (p_action).text_by))
     or outreach.text_fault((p_action).payload ->> 'text') is not null then
    return row('approval', null, 'pending_approval', false)::outreach.blocker;
  end if;
  if (p_action).scheduled_for is null or (p_action).scheduled_for > p_now or (p_action).not_before > p_now then
    return row('not_due', greatest((p_action).scheduled_for, (p_action).not_before), null, false)::outreach.blocker;
  end if;
  return null;
end $$;

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
  -- The person too, under all names: releases of two accounts to one person come one after the other.
  perform outreach.hold_person(v_action.lead_id);
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
      -- The approval no longer holds: whoever gave it may not, or the words are others.
      update outreach.linkedin_automation
      set status = 'pending_approval', approved_by = null, approved_at = null, approved_revision = null, approved_hash = null, decided_by = null,
          scheduled_for = null, jitter_applied_minutes = null, blocked_by = 'approval', retry_at = null, hash = outreach.action_hash(v_action)
      where id = p_action_id returning * into v_action;
      return outreach.claim_answer('held', v_blocker, null, v_action);
    end if;
    update outreach.linkedin_automation
    set status = coalesce(v_blocker.ends_as, status), blocked_by = v_blocker.code, retry_at = v_blocker.retry_at, aside = v_blocker.aside,
        time_window_check = case when v_blocker.code in ('window', 'holiday') then false
                                 when v_blocker.code in ('kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker') then null
                                 else true end,
        daily_limit_check = case when v_blocker.code in ('quota', 'warm_up') then false
                                 when v_blocker.code in ('kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker',
                                                         'window', 'holiday', 'gap', 'in_flight', 'rolling_cap', 'pending_cap') then null
                                 else true end
    where id = p_action_id returning * into v_action;
    return outreach.claim_answer(case when v_blocker.ends_as is null then 'held' else 'gone' end, v_blocker, null, v_action);
  end if;

  update outreach.linkedin_automation
  set status = 'dispatching', executed_at = v_now, fence = fence + 1, attempts = attempts + 1, worker = p_worker,
      daily_limit_check = true, time_window_check = true, blocked_by = null, retry_at = null, error = null, result = null
  where id = p_action_id returning * into v_action;
  insert into outreach.release_ledger (account_id, action_id, action_type, lead_id, dispatched_at, local_date, with_note, revision, hash,
    rule_version, attempt, fence, worker)
  values (v_account.id, v_action.id, v_action.action_type, v_action.lead_id, v_now, v_date,
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
  elsif p_result = 'not_sent' and not v_was_unknown and v_action.attempts < 3 then
    update outreach.linkedin_automation
    set status = 'approved', executed_at = null, scheduled_for = null, jitter_applied_minutes = null, result = null
    where id = v_action.id;
  end if;
end $$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
