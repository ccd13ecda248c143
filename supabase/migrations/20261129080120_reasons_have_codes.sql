-- Why the governor stopped something is a code, for which the bot has words in the team's language.

-- The caller holds the account. A reconnected account has a blind spot: its inbox must be read and a gap must pass.
create or replace function outreach.set_account_status(p_account_id text, p_status text) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_new text := outreach.status_word(p_status);
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  if v_account.status = v_new then
    return false;
  end if;
  -- A person closes a restriction or a checkpoint; the provider's OK alone does not end its breaker.
  update outreach.accounts
  set status = v_new, inbox_read_at = case when v_new = 'ok' then null else inbox_read_at end,
      resumed_at = case when v_new = 'ok' then outreach.moment() else resumed_at end
  where id = p_account_id;
  perform outreach.note(v_account.team_id, 'account_status', 'account', p_account_id, v_account.status, v_new);
  perform outreach.tell(v_account, 'account_status', jsonb_build_object('old', v_account.status, 'new', v_new));
  if v_new in ('restricted', 'checkpoint') then
    perform outreach.restrict_account(p_account_id, v_new);
  elsif v_new in ('credentials', 'error', 'stopped') then
    -- The provider has no word of its own for a restriction ("ERROR") or a checkpoint ("CREDENTIALS"): a person looks.
    perform outreach.pause_account(p_account_id, 'governor', w.word, w.word)
    from (select case when v_new = 'credentials' then 'account_down' else 'may_be_restricted' end as word) w;
  end if;
  return true;
end $$;

-- A restriction: at least 7 days, a person, and the warm-up from its start. Two accounts of a team within a day stop
-- the team: then it is not about one account.
create or replace function outreach.restrict_account(p_account_id text, p_status text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
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
    values (v_account.team_id, outreach.moment(), 'governor', 'two_accounts_warned') on conflict do nothing;
    if found then
      perform outreach.note(v_account.team_id, 'team_stopped', 'team', v_account.team_id, null, 'stopped', '{"cause": "two_accounts_warned"}');
      perform outreach.tell(v_account, 'stopped', '{"person_id": "governor", "cause": "two_accounts_warned"}');
    end if;
  end if;
end $$;

create or replace function outreach.heed_signal(p_account_id text, p_type text, p_signal text) returns void
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
    where l.account_id = p_account_id and l.dispatched_at > outreach.moment() - interval '24 hours' and l.signal = 'not_found') >= 3 then
    perform outreach.open_breaker_for(p_account_id, '*', 'not_found', interval '24 hours', false);
  end if;
end $$;

update outreach.accounts set pause_reason = 'account_down' where pause_reason = 'The provider has lost this account: sign it in again';
update outreach.accounts set pause_reason = 'may_be_restricted' where pause_reason = 'The provider stopped this account: LinkedIn may have restricted it';
update outreach.stops set reason = 'two_accounts_warned' where reason = 'LinkedIn warned two accounts within 24 hours';
update outreach.stops set reason = 'config' where reason = 'The provider refuses our key';

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
