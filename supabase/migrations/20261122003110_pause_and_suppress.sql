-- Stops: pause of an account, kill switch of a team, suppression of people. Each locks the accounts it binds, so that it
-- is either before a release, which then does not happen, or after it.

create function outreach.hold_accounts(p_team_id text, p_account_id text default null) returns void
language sql set search_path = ''
as $$
  select from outreach.accounts a
  where a.team_id = p_team_id and (p_account_id is null or a.id = p_account_id) order by a.id for update
$$;

-- Stops every account of a team; again changes nothing.
create function outreach.stop_team(p_team_id text, p_actor text, p_reason text, p_code text) returns void
language plpgsql set search_path = ''
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
language plpgsql set search_path = ''
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
language plpgsql security definer set search_path = ''
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
language plpgsql security definer set search_path = ''
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
  update outreach.breakers set needs_person = false, seen_by = p_person_id where account_id = p_account_id and needs_person;
  get diagnostics v_seen = row_count;
  if v_account.paused_at is not null or v_seen > 0 or v_account.status in ('checkpoint', 'restricted') then
    update outreach.accounts
    set paused_at = null, paused_by = null, pause_reason = null, resumed_at = outreach.moment(), server_errors = 0,
        -- The provider's own report follows with the next status; until then the person's word counts.
        status = case when status in ('checkpoint', 'restricted') then 'ok' else status end
    where id = p_account_id;
    perform outreach.note(p_team_id, 'resumed', 'account', p_account_id, 'paused', 'running', jsonb_build_object('breakers_seen', v_seen));
    select * into v_account from outreach.accounts where id = p_account_id;
    perform outreach.tell(v_account, 'resumed', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- Ends what waits for a lead (under all names) and answers how many; `p_keep` is the message an answer may still go to.
create function outreach.stop_actions(p_lead_ids text[], p_status text, p_blocker text, p_types text[], p_keep text default null) returns integer
language plpgsql set search_path = ''
as $$
declare
  v_stopped integer;
begin
  update outreach.linkedin_automation
  set status = p_status, blocked_by = p_blocker, retry_at = null
  where lead_id = any (p_lead_ids) and action_type = any (p_types) and status in ('draft', 'pending_approval', 'approved', 'scheduled')
    and (p_keep is null or in_reply_to is distinct from p_keep);
  get diagnostics v_stopped = row_count;
  return v_stopped;
end $$;

-- Never contact again: a person under every name, a company, a domain with its subdomains. Anyone but guests.
create function outreach.suppress(p_suppression jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_team text := p_suppression ->> 'team_id';
  v_kind text := p_suppression ->> 'kind';
  v_value text;
  v_leads text[];
  v_stopped integer := 0;
  v_id bigint;
begin
  if outreach.role_of(v_team, p_suppression ->> 'person_id') = 'guest' then
    return '{"outcome": "not_allowed", "reason": "guest", "stopped": 0}';
  end if;
  v_value := case v_kind
    when 'person' then outreach.identity_of(outreach.canonical_profile(p_suppression ->> 'value'))
    when 'company' then outreach.company_key(p_suppression ->> 'value')
    when 'domain' then outreach.domain_key(p_suppression ->> 'value') end;
  if v_value is null or (v_kind = 'domain' and v_value !~ '^[^\s.]+(\.[^\s.]+)+$') then
    return jsonb_build_object('outcome', 'refused', 'reason', case v_kind when 'person' then 'bad_url' else 'bad_value' end, 'stopped', 0);
  end if;
  perform outreach.act_as(p_suppression ->> 'person_id');
  perform outreach.hold_accounts(v_team);
  insert into outreach.suppressions (team_id, kind, value, reason, person_id)
  values (v_team, v_kind, v_value, left(coalesce(p_suppression ->> 'reason', ''), 500), p_suppression ->> 'person_id')
  on conflict do nothing returning id into v_id;
  if v_id is not null then
    perform outreach.note(v_team, 'suppressed', 'suppression', v_id::text, null, 'on', jsonb_build_object('kind', v_kind));
  end if;
  v_leads := array(
    select distinct n.lead_id from outreach.linkedin_automation n
    where n.team_id = v_team and n.status in ('draft', 'pending_approval', 'approved', 'scheduled') and outreach.is_suppressed(n.lead_id));
  v_stopped := outreach.stop_actions(v_leads, 'suppressed', 'suppressed', array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'stopped', v_stopped);
end $$;

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.pause, outreach.resume, outreach.suppress to greenlight_bot;
