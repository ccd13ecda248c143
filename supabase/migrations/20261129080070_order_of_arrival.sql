-- Times of the provider are capped at now, and what stops never depends on them: the newest message of a person is the one
-- that was learned last. A message dated 2099 hides no later one, and one without a sensible time counts as of now.
alter table outreach.contacts add column last_inbound_event bigint;
update outreach.contacts c
set last_inbound_event = coalesce((
      select max(e.id) from outreach.inbound_events e where e.account_id = c.account_id and e.kind = 'message' and e.message_id = c.last_inbound_id), 0),
    last_inbound_at = least(c.last_inbound_at, platform.now())
where c.last_inbound_at is not null;

-- When something happened by the provider's word, never later than now. Words that are no time, and times before LinkedIn
-- began (1970 stands for a missing one), count as now.
create function outreach.event_time(p_time text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_at timestamptz;
begin
  v_at := p_time::timestamptz;
  return case when v_at is null or v_at < '2003-05-05' then outreach.moment() else least(v_at, outreach.moment()) end;
exception when invalid_datetime_format or datetime_field_overflow or invalid_parameter_value then
  return outreach.moment();
end $$;

-- The newest message of a person, to any account of the team, by when we learned of it. Empty answer: none.
create or replace function outreach.newest_inbound(p_lead_id text) returns outreach.contacts
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c from outreach.contacts c
  where c.lead_id = any (outreach.aliases(p_lead_id)) and c.last_inbound_event is not null
  order by c.last_inbound_event desc limit 1
$$;

-- Stores an event once. A reply stops what waits for that person, from every account, in this transaction; an
-- acceptance makes the person connected. False: known already, or for an account that is not ours.
create or replace function outreach.record_inbound(p_event jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_event_id bigint;
  v_kind text := p_event ->> 'kind';
  v_lead_id text;
  v_leads text[];
  v_identity text := outreach.identity_of(outreach.canonical_profile(p_event ->> 'profile_url'));
  v_message_id text := coalesce(p_event ->> 'message_id', p_event ->> 'key');
  v_at timestamptz := outreach.event_time(p_event ->> 'at');
  v_release_id bigint;
  v_effect text;
begin
  select * into v_account from outreach.accounts where provider_account_id = p_event ->> 'provider_account_id' for update;
  if v_account.id is null then
    return false;
  end if;
  select coalesce(l.same_as, l.id) into v_lead_id
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_account.team_id and (
    (i.kind = 'provider_id' and i.value = p_event ->> 'provider_id')
    or (i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1)))
  order by i.kind = 'provider_id' desc limit 1;
  -- The same message under another key was known before.
  if v_kind = 'message' and exists (
    select from outreach.inbound_events e
    where e.account_id = v_account.id and e.kind = 'message' and e.message_id = p_event ->> 'message_id' and e.key <> p_event ->> 'key') then
    return false;
  end if;
  insert into outreach.inbound_events (provider_account_id, key, kind, account_id, lead_id, chat_id, message_id, text, at, status)
  values (v_account.provider_account_id, p_event ->> 'key', v_kind, v_account.id, v_lead_id, p_event ->> 'chat_id', p_event ->> 'message_id',
          -- What strangers write is none of our business.
          case when v_lead_id is not null then p_event ->> 'text' end, v_at, p_event ->> 'status')
  on conflict (provider_account_id, key) do nothing returning id into v_event_id;
  if v_event_id is null then
    return false;
  end if;
  perform outreach.act_as('governor');
  if v_kind = 'account_status' then
    perform outreach.set_account_status(v_account.id, p_event ->> 'status');
    return true;
  elsif v_lead_id is null then
    -- Not a person of ours; a manual send still used the account's allowance.
    if v_kind = 'echo' then
      v_effect := outreach.take_echo(v_account, array[]::text[], p_event || jsonb_build_object('at', v_at));
      update outreach.inbound_events set effect = v_effect where id = v_event_id;
    end if;
    return true;
  end if;
  perform outreach.identify(v_lead_id, 'provider_id', p_event ->> 'provider_id');
  update outreach.leads set provider_id = p_event ->> 'provider_id' where id = v_lead_id and provider_id is null and p_event ->> 'provider_id' is not null;
  v_leads := outreach.aliases(v_lead_id);
  insert into outreach.contacts (account_id, lead_id) values (v_account.id, v_lead_id) on conflict do nothing;

  if v_kind = 'echo' then
    v_effect := outreach.take_echo(v_account, v_leads, p_event || jsonb_build_object('at', v_at));
    update outreach.contacts set chat_id = coalesce(p_event ->> 'chat_id', chat_id) where account_id = v_account.id and lead_id = v_lead_id;
  elsif v_kind = 'accepted' then
    update outreach.contacts set connected = true, invitation = 'none' where account_id = v_account.id and lead_id = any (v_leads);
    -- An accepted invitation was sent.
    select l.id into v_release_id from outreach.release_ledger l
    where l.account_id = v_account.id and l.lead_id = any (v_leads) and l.action_type = 'send_invite' and l.outcome = 'unknown' limit 1;
    if v_release_id is not null then
      perform outreach.end_release(v_release_id, 'sent', '{"seen_by": "accepted"}', null);
      update outreach.contacts set invitation = 'none' where account_id = v_account.id and lead_id = any (v_leads);
    end if;
    update outreach.linkedin_automation set status = 'skipped', blocked_by = 'already_connected', retry_at = null
    where account_id = v_account.id and lead_id = any (v_leads) and action_type in ('send_invite', 'withdraw_invite')
      and status in ('draft', 'pending_approval', 'approved', 'scheduled');
    perform outreach.reconsider(v_account.id, v_leads);
    v_effect := 'accepted';
  elsif v_kind = 'message' then
    update outreach.contacts
    set chat_id = coalesce(p_event ->> 'chat_id', chat_id), last_inbound_id = v_message_id, last_inbound_event = v_event_id, last_inbound_at = v_at
    where account_id = v_account.id and lead_id = v_lead_id;
    -- Whatever time it carries: what waits was decided without it.
    v_effect := 'stopped ' || outreach.stop_actions(v_leads, 'skipped', 'replied', array['send_invite', 'send_message'], v_message_id);
  end if;
  update outreach.inbound_events set effect = v_effect where id = v_event_id;
  return true;
end $$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.record_inbound to greenlight_governor;
