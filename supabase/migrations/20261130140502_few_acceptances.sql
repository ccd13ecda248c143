-- Few acceptances let invitations rest.

-- LinkedIn takes few acceptances for a warning sign before it says so. Of the last 40 invitations that are decided (accepted, withdrawn,
-- or two weeks without an answer) fewer than 15 percent were accepted: invitations rest for a week, and a person looks. Each such
-- rest begins the count anew.
create or replace function outreach.heed_acceptance(p_account_id text) returns void
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
    where l.account_id = p_account_id and l.dispatched_at > outreach.moment() - interval '24 hours' and l.signal = 'not_found') + (
    select count(*) from outreach.linkedin_automation n
    where n.account_id = p_account_id and n.updated_at > outreach.moment() - interval '24 hours' and n.blocked_by = 'profile_gone') >= 3 then
    perform outreach.open_breaker_for(p_account_id, '*', 'not_found', interval '24 hours', false);
  end if;
  if p_type = 'send_invite' then
    perform outreach.heed_acceptance(p_account_id);
  end if;
end $$;
revoke execute on function outreach.heed_acceptance from public, anon, authenticated, service_role;
