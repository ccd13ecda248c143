-- The invitation of a person who answered in words is not taken back: LinkedIn tells of an acceptance up to hours after the answer.
-- Invitations that were neither accepted nor answered in words within the account's term: their withdrawal is proposed, at most
-- five open ones per account, and a person approves it like every other write. What a person turned down is not proposed again.
create or replace function outreach.propose_withdrawals() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_contact outreach.contacts;
  v_action outreach.linkedin_automation;
  v_key text;
begin
  for v_account in
    select * from outreach.accounts a
    where a.withdraw_after_days is not null and a.channel_id is not null and a.status = 'ok' and a.paused_at is null
    order by a.id
  loop
    for v_contact in
      select c.* from outreach.contacts c
      where c.account_id = v_account.id and c.invitation = 'pending' and not c.connected is true
        and not exists (select from outreach.leads e where e.id = c.lead_id and e.erased_at is not null)
        and c.invited_at <= outreach.moment() - make_interval(days => v_account.withdraw_after_days)
        and not c.last_inbound_at >= c.invited_at is true
        and not exists (
          select from outreach.linkedin_automation n
          where n.idempotency_key = format('withdraw %s %s %s', c.account_id, c.lead_id, extract(epoch from c.invited_at)))
      order by c.invited_at
      limit greatest(0, 5 - (
        select count(*)::integer from outreach.linkedin_automation n
        where n.account_id = v_account.id and n.action_type = 'withdraw_invite' and n.team_id = v_account.team_id
          and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')))
    loop
      v_key := format('withdraw %s %s %s', v_contact.account_id, v_contact.lead_id, extract(epoch from v_contact.invited_at));
      v_action.account_id := v_account.id;
      v_action.lead_id := v_contact.lead_id;
      v_action.action_type := 'withdraw_invite';
      v_action.payload := '{}';
      perform outreach.act_as('governor');
      insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key)
      values (v_account.team_id, v_account.id, v_contact.lead_id, 'withdraw_invite', outreach.action_hash(v_action), 'greenlight', 'greenlight',
              v_account.channel_id, v_key)
      on conflict do nothing
      returning * into v_action;
      if found then
        insert into outreach.action_revisions (action_id, revision, hash, written_by) values (v_action.id, 1, v_action.hash, v_action.author_id);
      end if;
    end loop;
  end loop;
end $$;

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
  v_erased boolean;
  v_key text;
begin
  select * into v_account from outreach.accounts where provider_account_id = p_event ->> 'provider_account_id' for no key update;
  if v_account.id is null then
    return false;
  end if;
  select coalesce(l.same_as, l.id) into v_lead_id
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_account.team_id and (
    (i.kind = 'provider_id' and i.value = p_event ->> 'provider_id')
    or (i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1)))
  order by i.kind = 'provider_id' desc limit 1;
  -- Of an erased person nothing is kept but that this event was seen; a lead that bears one of their names is the same person.
  v_erased := outreach.are_erased(v_account.team_id, array['provider_id:' || (p_event ->> 'provider_id'), v_identity]);
  if v_erased then
    perform outreach.erase_person(v_lead_id, 'governor', 'known_again') where v_lead_id is not null;
    v_key := 'erased:' || outreach.erased_value((select k.key from outreach.erasure_keys k where k.team_id = v_account.team_id), p_event ->> 'key');
    insert into outreach.inbound_events (team_id, provider_account_id, key, kind, account_id, at, status)
    values (v_account.team_id, v_account.provider_account_id, v_key, v_kind, v_account.id, v_at, p_event ->> 'status')
    on conflict (provider_account_id, key) do nothing returning id into v_event_id;
    if v_event_id is not null and v_kind = 'echo' then
      perform outreach.act_as('governor');
      perform outreach.take_echo(v_account, array[]::text[], jsonb_build_object('at', v_at));
    end if;
    return v_event_id is not null;
  end if;
  -- The same message under another key was known before.
  if v_kind = 'message' and exists (
    select from outreach.inbound_events e
    where e.account_id = v_account.id and e.kind = 'message' and e.message_id = p_event ->> 'message_id' and e.key <> p_event ->> 'key') then
    return false;
  end if;
  insert into outreach.inbound_events (team_id, provider_account_id, key, kind, account_id, lead_id, chat_id, message_id, text, at, status)
  values (v_account.team_id, v_account.provider_account_id, p_event ->> 'key', v_kind, v_account.id, v_lead_id, p_event ->> 'chat_id', p_event ->> 'message_id',
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
      perform outreach.take_echo(v_account, array[]::text[], p_event || jsonb_build_object('at', v_at));
    end if;
    return true;
  end if;
  perform outreach.identify(v_lead_id, 'provider_id', p_event ->> 'provider_id');
  update outreach.leads set provider_id = p_event ->> 'provider_id' where id = v_lead_id and provider_id is null and p_event ->> 'provider_id' is not null;
  v_leads := outreach.aliases(v_lead_id);
  insert into outreach.contacts (team_id, account_id, lead_id) values (v_account.team_id, v_account.id, v_lead_id) on conflict do nothing;

  if v_kind = 'echo' then
    perform outreach.take_echo(v_account, v_leads, p_event || jsonb_build_object('at', v_at));
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
      and status in ('pending_approval', 'approved', 'scheduled');
    perform outreach.reconsider(v_account.id, v_leads);
  elsif v_kind = 'message' then
    update outreach.contacts
    set chat_id = coalesce(p_event ->> 'chat_id', chat_id), last_inbound_id = v_message_id, last_inbound_event = v_event_id, last_inbound_at = v_at
    where account_id = v_account.id and lead_id = v_lead_id;
    -- Whatever time it carries: what waits was decided without it.
    perform outreach.stop_actions(v_leads, 'skipped', 'replied', array['send_invite', 'send_message'], v_message_id);
    -- The invitation that they answer is not taken back; the one of another account may be.
    update outreach.linkedin_automation set status = 'skipped', blocked_by = 'replied', retry_at = null
    where account_id = v_account.id and lead_id = any (v_leads) and action_type = 'withdraw_invite'
      and status in ('pending_approval', 'approved', 'scheduled');
  end if;
  if v_kind in ('accepted', 'message') then
    perform outreach.show_answer(v_event_id, v_leads);
  end if;
  return true;
end $$;
