-- How a provider call ended: the action's state, the account's health, what is known of the person.

-- Closes an account (or one type of action) after a provider's warning. A second warning while it is closed can only
-- lengthen it.
create function outreach.open_breaker_for(p_account_id text, p_scope text, p_reason text, p_span interval, p_needs_person boolean) returns void
language plpgsql set search_path = ''
as $$
declare
  v_account outreach.accounts;
  v_until timestamptz := outreach.moment() + p_span;
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  update outreach.breakers set until = greatest(until, v_until), needs_person = needs_person or p_needs_person
  where account_id = p_account_id and scope = p_scope and reason = p_reason and (until > outreach.moment() or needs_person);
  if not found then
    insert into outreach.breakers (account_id, scope, reason, opened_at, until, needs_person)
    values (p_account_id, p_scope, p_reason, outreach.moment(), v_until, p_needs_person);
  end if;
  perform outreach.note(v_account.team_id, 'breaker_opened', 'account', p_account_id, null, null,
    jsonb_build_object('cause', p_reason, 'scope', p_scope, 'until', v_until, 'needs_person', p_needs_person));
  perform outreach.tell(v_account, 'breaker_opened',
    jsonb_build_object('reason', p_reason, 'scope', p_scope, 'until', v_until, 'needs_person', p_needs_person));
end $$;

-- A restriction: at least 7 days, a person, and the warm-up from its start. Two accounts of a team within a day stop
-- the team: then it is not about one account.
create function outreach.restrict_account(p_account_id text, p_status text) returns void
language plpgsql set search_path = ''
as $$
declare
  v_account outreach.accounts;
begin
  update outreach.accounts
  set status = p_status,
      warm_up_from = case when p_status = 'restricted' then (outreach.moment() at time zone time_zone)::date + 1 else warm_up_from end
  where id = p_account_id returning * into v_account;
  perform outreach.open_breaker_for(p_account_id, '*', p_status, case when p_status = 'restricted' then interval '7 days' else interval '24 hours' end, true);
  if (select count(distinct b.account_id) from outreach.accounts a join outreach.breakers b on b.account_id = a.id
      where a.team_id = v_account.team_id and b.reason in ('restricted', 'checkpoint') and b.opened_at > outreach.moment() - interval '24 hours') >= 2 then
    insert into outreach.stops (team_id, stopped_at, stopped_by, reason)
    values (v_account.team_id, outreach.moment(), 'governor', 'LinkedIn warned two accounts within 24 hours') on conflict do nothing;
    if found then
      perform outreach.note(v_account.team_id, 'team_stopped', 'team', v_account.team_id, null, 'stopped', '{"cause": "two_accounts_warned"}');
      perform outreach.tell(v_account, 'stopped', '{"person_id": "governor", "cause": "two_accounts_warned"}');
    end if;
  end if;
end $$;

create function outreach.heed_signal(p_account_id text, p_type text, p_signal text) returns void
language plpgsql set search_path = ''
as $$
declare
  v_account outreach.accounts;
  v_team text;
begin
  update outreach.accounts
  set server_errors = case when p_signal = 'server_error' then server_errors + 1 else 0 end
  where id = p_account_id returning * into v_account;
  if p_signal = 'limit' then
    -- A second type at its limit within the day means the account.
    perform outreach.open_breaker_for(p_account_id,
      case when exists (select from outreach.breakers b where b.account_id = p_account_id and b.reason = 'limit' and b.scope <> p_type and b.until > outreach.moment())
           then '*' else p_type end, 'limit', interval '24 hours', false);
  elsif p_signal = 'rate' then
    perform outreach.open_breaker_for(p_account_id, '*', 'rate', interval '24 hours', false);
  elsif p_signal in ('restricted', 'checkpoint') then
    perform outreach.restrict_account(p_account_id, p_signal);
  elsif p_signal = 'account_down' then
    perform outreach.pause_account(p_account_id, 'governor', 'The provider has lost this account: sign it in again', 'account_down');
  elsif p_signal = 'config' then
    -- Our own key is refused: that is no fault of any account, and none can work.
    for v_team in select t.team_id from platform.teams t where exists (select from outreach.accounts a where a.team_id = t.team_id) order by t.team_id loop
      insert into outreach.stops (team_id, stopped_at, stopped_by, reason)
      values (v_team, outreach.moment(), 'governor', 'The provider refuses our key') on conflict do nothing;
      if found then
        perform outreach.note(v_team, 'team_stopped', 'team', v_team, null, 'stopped', '{"cause": "config"}');
        perform outreach.tell(a, 'stopped', '{"person_id": "governor", "cause": "config"}') from outreach.accounts a where a.team_id = v_team;
      end if;
    end loop;
  elsif p_signal = 'server_error' and v_account.server_errors >= 3 then
    perform outreach.open_breaker_for(p_account_id, '*', 'server_errors', interval '1 hour', false);
  elsif p_signal = 'not_found' and (
    select count(*) from outreach.release_ledger l
    where l.account_id = p_account_id and l.dispatched_at > outreach.moment() - interval '24 hours' and l.signal = 'not_found') >= 3 then
    perform outreach.open_breaker_for(p_account_id, '*', 'not_found', interval '24 hours', false);
  end if;
end $$;

-- What a completed action says of the account and the person.
create function outreach.note_effect(p_action outreach.linkedin_automation, p_provider jsonb, p_error_code text) returns void
language plpgsql set search_path = ''
as $$
declare
  v_connected boolean := case when (p_action).action_type = 'send_message' or p_error_code = 'already_connected' then true end;
begin
  insert into outreach.contacts as c (account_id, lead_id, connected, invitation, invited_at, invitation_id, withdrawn_at, chat_id)
  values ((p_action).account_id, (p_action).lead_id, v_connected,
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
language plpgsql set search_path = ''
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
  if p_result in ('sent', 'already') then
    perform outreach.note_effect(v_action, p_provider, p_error ->> 'code');
  elsif p_result = 'not_sent' and not v_was_unknown and v_action.attempts < 3 then
    update outreach.linkedin_automation
    set status = 'approved', executed_at = null, scheduled_for = null, jitter_applied_minutes = null, result = null
    where id = v_action.id;
  end if;
end $$;

-- How the one provider call ended. A late "sent" still settles an action that was given up as unknown; any other late
-- word is false: the look-up or a person decides.
create function outreach.record_release(p_release jsonb) returns boolean
language plpgsql security definer set search_path = ''
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
  select * into v_release from outreach.release_ledger where id = v_release.id for update;
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

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.record_release to greenlight_governor;
