-- Stops: pause of an account, kill switch of a team, breakers. What people press locks the accounts it binds, so that it is either
-- before a release, which then does not happen, or after it. A team that the governor stops for one account is not locked: what
-- another account claims at that instant may still go. However it is learned that an account is down, a person lets it go on.
-- Why the governor stopped something is a code, for which the bot has words in the team's language.

-- A stopped team releases nothing (kill switch). No row: not stopped.
create table outreach.stops (
  team_id text primary key references platform.teams,
  stopped_at timestamptz not null default platform.now(),
  stopped_by text not null,
  reason text not null constraint a_stop_says_why check (reason <> '')
);
alter table outreach.stops enable row level security;

-- What a provider's warning closed. `scope` is an action type, or '*' for the whole account.
create table outreach.breakers (
  id bigint generated always as identity primary key,
  account_id text not null references outreach.accounts,
  scope text not null constraint scope_is_known check (scope in ('*', 'view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  reason text not null,
  opened_at timestamptz not null default platform.now(),
  until timestamptz not null,
  needs_person boolean not null default false
);
alter table outreach.breakers enable row level security;
create index breakers_of_an_account on outreach.breakers (account_id, until);
create index breakers_for_a_person on outreach.breakers (account_id) where needs_person;

-- The breaker that holds most: the one for a person first, then the account's, then the longest.
create function outreach.open_breaker(p_account_id text, p_type text, p_at timestamptz) returns outreach.breakers
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select b from outreach.breakers b
  where b.account_id = p_account_id and (b.until > p_at or b.needs_person) and (p_type is null or b.scope in ('*', p_type))
  order by b.needs_person desc, b.scope = '*' desc, b.until desc limit 1
$$;

-- Closes an account (or one type of action) after a provider's warning. A second warning while it is closed can only
-- lengthen it.
create function outreach.open_breaker_for(p_account_id text, p_scope text, p_reason text, p_span interval, p_needs_person boolean) returns void
language plpgsql set search_path = pg_catalog, pg_temp
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

-- Stops every account of a team; again changes nothing.
create function outreach.stop_team(p_team_id text, p_actor text, p_reason text, p_code text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  perform outreach.hold_accounts(p_team_id);
  insert into outreach.stops (team_id, stopped_at, stopped_by, reason) values (p_team_id, outreach.moment(), p_actor, p_reason)
  on conflict do nothing;
  if found then
    perform outreach.note(p_team_id, 'team_stopped', 'team', p_team_id, null, 'stopped', jsonb_build_object('cause', p_code));
    for v_account in select * from outreach.accounts where team_id = p_team_id order by id loop
      perform outreach.tell(v_account, 'stopped', jsonb_build_object('person_id', p_actor, 'reason', p_reason, 'cause', p_code));
    end loop;
  end if;
end $$;

create function outreach.pause_account(p_account_id text, p_actor text, p_reason text, p_code text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  update outreach.accounts set paused_at = outreach.moment(), paused_by = p_actor, pause_reason = p_reason
  where id = p_account_id and paused_at is null returning * into v_account;
  if found then
    perform outreach.note(v_account.team_id, 'paused', 'account', v_account.id, 'running', 'paused', jsonb_build_object('cause', p_code));
    perform outreach.tell(v_account, 'paused', jsonb_build_object('person_id', p_actor, 'reason', p_reason, 'cause', p_code));
  end if;
end $$;

-- Without an account: the kill switch. Anyone but guests; the reason is required.
create function outreach.pause(p_team_id text, p_account_id text, p_person_id text, p_reason text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_reason text := left(nullif(btrim(p_reason), ''), 500);
begin
  if outreach.role_of(p_team_id, p_person_id) = 'guest' then
    return '{"outcome": "not_allowed", "reason": "guest"}';
  elsif v_reason is null then
    return '{"outcome": "refused", "reason": "empty"}';
  end if;
  perform outreach.act_as(p_person_id);
  if p_account_id is null then
    perform outreach.stop_team(p_team_id, p_person_id, v_reason, 'person');
  elsif not exists (select from outreach.accounts where id = p_account_id and team_id = p_team_id) then
    return '{"outcome": "not_found", "reason": null}';
  else
    perform outreach.pause_account(p_account_id, p_person_id, v_reason, 'person');
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- Admins. Ends a pause and, for breakers that wait for a person, says that one has looked: they still last until their
-- time. Nothing goes at once: a fresh gap starts here.
create function outreach.resume(p_team_id text, p_account_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_seen integer;
begin
  if outreach.role_of(p_team_id, p_person_id) <> 'admin' then
    return jsonb_build_object('outcome', 'not_allowed', 'reason', case when outreach.role_of(p_team_id, p_person_id) = 'guest' then 'guest' else 'role' end);
  end if;
  perform outreach.act_as(p_person_id);
  perform outreach.hold_accounts(p_team_id, p_account_id);
  if p_account_id is null then
    delete from outreach.stops where team_id = p_team_id;
    if found then
      perform outreach.note(p_team_id, 'team_resumed', 'team', p_team_id, 'stopped', null);
      for v_account in update outreach.accounts set resumed_at = outreach.moment() where team_id = p_team_id returning * loop
        perform outreach.tell(v_account, 'resumed', jsonb_build_object('person_id', p_person_id));
      end loop;
    end if;
    return '{"outcome": "done", "reason": null}';
  end if;
  select * into v_account from outreach.accounts where id = p_account_id and team_id = p_team_id;
  if v_account.id is null then
    return '{"outcome": "not_found", "reason": null}';
  end if;
  update outreach.breakers set needs_person = false where account_id = p_account_id and needs_person;
  get diagnostics v_seen = row_count;
  if v_account.paused_at is not null or v_seen > 0 or v_account.status in ('checkpoint', 'restricted') then
    update outreach.accounts
    set paused_at = null, paused_by = null, pause_reason = null, resumed_at = outreach.moment(), server_errors = 0,
        -- The provider's own report follows with the next status; until then the person's word counts.
        status = case when status in ('checkpoint', 'restricted') then 'ok' else status end
    where id = p_account_id;
    select * into v_account from outreach.accounts where id = p_account_id;
    perform outreach.note(p_team_id, 'resumed', 'account', p_account_id, 'paused', 'running', jsonb_build_object('breakers_seen', v_seen, 'status', v_account.status));
    perform outreach.tell(v_account, 'resumed', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- A restriction: at least 7 days, a person, and the warm-up from its start. Two accounts of a team within a day stop
-- the team: then it is not about one account.
create function outreach.restrict_account(p_account_id text, p_status text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_was text := (select a.status from outreach.accounts a where a.id = p_account_id);
begin
  update outreach.accounts
  set status = p_status,
      warm_up_from = case when p_status = 'restricted' then (outreach.moment() at time zone time_zone)::date + 1 else warm_up_from end
  where id = p_account_id returning * into v_account;
  if v_was <> p_status then
    perform outreach.note(v_account.team_id, 'account_status', 'account', p_account_id, v_was, p_status);
  end if;
  perform outreach.open_breaker_for(p_account_id, '*', p_status, case when p_status = 'restricted' then interval '7 days' else interval '24 hours' end, true);
  if (select count(distinct b.account_id) from outreach.accounts a join outreach.breakers b on b.account_id = a.id
      where a.team_id = v_account.team_id and b.reason in ('restricted', 'checkpoint') and b.opened_at > outreach.moment() - interval '24 hours') >= 2 then
    insert into outreach.stops (team_id, stopped_at, stopped_by, reason)
    values (v_account.team_id, outreach.moment(), 'governor', 'two_accounts_warned') on conflict do nothing;
    if found then
      perform outreach.note(v_account.team_id, 'team_stopped', 'team', v_account.team_id, null, 'stopped', '{"cause": "two_accounts_warned"}');
      perform outreach.tell(v_account, 'stopped', '{"person_id": "governor", "cause": "two_accounts_warned"}');
    end if;
  end if;
end $$;

-- LinkedIn takes few acceptances for a warning sign before it says so. Of the last 40 invitations that are decided (accepted, withdrawn,
-- or two weeks without an answer) fewer than 15 percent were accepted: invitations rest for a week, and a person looks. Each such
-- rest begins the count anew.
create function outreach.heed_acceptance(p_account_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_decided integer;
  v_accepted integer;
begin
  select count(*), count(*) filter (where d.accepted) into v_decided, v_accepted
  from (
    select coalesce(c.connected, false) and coalesce(c.connected_at >= l.dispatched_at, true) as accepted
    from outreach.release_ledger l
    left join outreach.contacts c on c.account_id = l.account_id and c.lead_id = l.lead_id
    where l.account_id = p_account_id and l.action_type = 'send_invite' and l.outcome = 'sent'
      and l.dispatched_at > coalesce((
        select max(b.opened_at) from outreach.breakers b where b.account_id = p_account_id and b.reason = 'low_acceptance'), '-infinity')
      and (c.connected or c.invitation = 'withdrawn' or l.dispatched_at < outreach.moment() - interval '14 days')
    order by l.dispatched_at desc, l.id desc limit 40) d;
  if v_decided = 40 and v_accepted < 6 then
    perform outreach.open_breaker_for(p_account_id, 'send_invite', 'low_acceptance', interval '7 days', true);
  end if;
end $$;

create function outreach.heed_signal(p_account_id text, p_type text, p_signal text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
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
    perform outreach.pause_account(p_account_id, 'governor', 'account_down', 'account_down');
  elsif p_signal = 'config' then
    -- Our own key is refused: that is no fault of any account, and none can work.
    for v_team in select t.team_id from platform.teams t where exists (select from outreach.accounts a where a.team_id = t.team_id) order by t.team_id loop
      insert into outreach.stops (team_id, stopped_at, stopped_by, reason)
      values (v_team, outreach.moment(), 'governor', 'config') on conflict do nothing;
      if found then
        perform outreach.note(v_team, 'team_stopped', 'team', v_team, null, 'stopped', '{"cause": "config"}');
        perform outreach.tell(a, 'stopped', '{"person_id": "governor", "cause": "config"}') from outreach.accounts a where a.team_id = v_team;
      end if;
    end loop;
  elsif p_signal = 'server_error' and v_account.server_errors >= 3 then
    perform outreach.open_breaker_for(p_account_id, '*', 'server_errors', interval '1 hour', false);
  elsif p_signal = 'not_found' and (
    select count(*) from outreach.release_ledger l
    where l.account_id = p_account_id and l.dispatched_at > outreach.moment() - interval '24 hours' and l.signal = 'not_found') + (
    select count(*) from outreach.linkedin_automation n
    where n.account_id = p_account_id and n.updated_at > outreach.moment() - interval '24 hours' and n.blocked_by = 'profile_gone') >= 3 then
    perform outreach.open_breaker_for(p_account_id, '*', 'not_found', interval '24 hours', false);
  end if;
  if p_type = 'send_invite' then
    perform outreach.heed_acceptance(p_account_id);
  end if;
end $$;

grant execute on function outreach.pause, outreach.resume to greenlight_bot;
