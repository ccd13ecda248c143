-- What comes from the provider: replies, echoes of what went out, acceptances, the account's health, read profiles. What a
-- person answered is seen where people decided about it: on the card of the action, under it, and in the account's figures.
create table outreach.inbound_events (
  id bigint generated always as identity primary key,
  team_id text not null,
  provider_account_id text not null,
  key text not null,
  kind text not null constraint kind_is_known check (kind in ('message', 'echo', 'accepted', 'account_status')),
  account_id text not null,
  lead_id text,
  chat_id text,
  message_id text,
  text text,
  at timestamptz not null,
  status text,
  -- The action that a person answered.
  action_id text,
  received_at timestamptz not null default platform.now(),
  -- What an agent took the message for; null: none has read it.
  intent text constraint intent_is_known check (intent in ('interested', 'question', 'not_interested', 'unsubscribe', 'out_of_office', 'other')),
  unique (provider_account_id, key),
  constraint an_event_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint an_event_is_of_the_account_at_the_provider foreign key (account_id, provider_account_id)
    references outreach.accounts (id, provider_account_id),
  constraint an_event_is_of_a_lead_of_the_team foreign key (lead_id, team_id)
    references outreach.leads (id, team_id) on delete set null (lead_id),
  constraint an_event_answers_an_action_of_the_team foreign key (action_id, team_id)
    references outreach.linkedin_automation (id, team_id) on delete set null (action_id)
);
alter table outreach.inbound_events enable row level security;
create index inbound_of_a_lead on outreach.inbound_events (lead_id, at);
create index inbound_of_an_action on outreach.inbound_events (action_id, team_id) where action_id is not null;
create index inbound_of_an_account on outreach.inbound_events (account_id, received_at) where kind in ('accepted', 'message');
create index inbound_by_message on outreach.inbound_events (account_id, message_id);

-- The message whose drafted answer an action is.
alter table outreach.linkedin_automation add column answers_event bigint references outreach.inbound_events on delete set null;
create index actions_that_answer on outreach.linkedin_automation (answers_event) where answers_event is not null;

-- The provider's word for an account's health in ours; words that are not known close it.
create function outreach.status_word(p_status text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when u.word in ('OK', 'CREATION_SUCCESS', 'RECONNECTED', 'SYNC_SUCCESS', 'IDLE') then 'ok'
    when u.word in ('CONNECTING', 'NOT_SETUP') then 'connecting'
    when u.word in ('CREDENTIALS', 'PERMISSIONS') then 'credentials'
    when u.word in ('STOPPED', 'PAUSED', 'DELETED') then 'stopped'
    when u.word like '%CHECKPOINT%' then 'checkpoint'
    when u.word like '%RESTRICT%' then 'restricted'
    else 'error' end
  from (select upper(coalesce(p_status, '')) as word) u
$$;

-- The caller holds the account. A reconnected account has a blind spot: its inbox must be read and a gap must pass.
create function outreach.set_account_status(p_account_id text, p_status text) returns boolean
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

-- False: the account is unknown, or had that status.
create function outreach.record_account_status(p_provider_account_id text, p_status text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account_id text;
begin
  select a.id into v_account_id from outreach.accounts a where a.provider_account_id = p_provider_account_id for no key update;
  if v_account_id is null then
    return false;
  end if;
  perform outreach.act_as('governor');
  return outreach.set_account_status(v_account_id, p_status);
end $$;

-- How an account stands to a person under all names.
create function outreach.relation_of(p_account_id text, p_lead_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_array(c.lead_id, c.connected, c.invitation) order by c.lead_id), '[]')
  from outreach.contacts c where c.account_id = p_account_id and c.lead_id = any (outreach.aliases(p_lead_id))
$$;

-- Takes back what an action-level blocker set aside, after the lead's state changed.
create function outreach.reconsider(p_account_id text, p_lead_ids text[]) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.linkedin_automation set aside = false, retry_at = null
  where account_id = p_account_id and lead_id = any (p_lead_ids) and status in ('approved', 'scheduled')
    and blocked_by in ('not_connected', 'already_invited')
$$;

-- Our own send, seen: it settles the release that it belongs to; without one the account's owner wrote by hand, which
-- counts against the quota.
create function outreach.take_echo(p_account outreach.accounts, p_leads text[], p_event jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_at timestamptz := (p_event ->> 'at')::timestamptz;
  v_text text := outreach.normal_text(p_event ->> 'text');
  v_seen jsonb := jsonb_strip_nulls(jsonb_build_object('message_id', p_event ->> 'message_id', 'chat_id', p_event ->> 'chat_id'));
begin
  select l.* into v_release
  from outreach.release_ledger l join outreach.linkedin_automation n on n.id = l.action_id
  where l.account_id = (p_account).id and l.lead_id = any (p_leads) and l.action_type in ('send_message', 'send_invite')
    and l.outcome in ('dispatching', 'unknown', 'sent', 'already')
    and (l.provider ->> 'message_id' = p_event ->> 'message_id'
         or (n.payload ->> 'text' = v_text)
         or (v_text is null and l.action_type = 'send_message' and v_at between l.dispatched_at - interval '1 minute' and l.dispatched_at + interval '10 minutes'))
  order by l.outcome in ('unknown', 'dispatching') desc, l.dispatched_at desc limit 1;
  if v_release.outcome = 'unknown' then
    perform outreach.hold_action(v_release.action_id);
    perform outreach.end_release(v_release.id, 'sent', v_seen || '{"seen_by": "echo"}', null);
  end if;
  if v_release.id is not null then
    return;
  end if;
  -- The words that were approved then, seen at or after the call that was taken for not sent.
  select l.* into v_release
  from outreach.release_ledger l join outreach.action_revisions r on r.action_id = l.action_id and r.revision = l.revision
  where l.account_id = (p_account).id and l.lead_id = any (p_leads) and l.action_type in ('send_message', 'send_invite')
    and l.outcome = 'not_sent' and outreach.normal_text(r.text) = v_text and v_at >= l.dispatched_at - interval '1 minute'
  order by l.dispatched_at desc limit 1;
  if v_release.id is null then
    insert into outreach.release_ledger (team_id, account_id, source, action_type, lead_id, dispatched_at, local_date, outcome, provider, ended_at)
    values ((p_account).team_id, (p_account).id, 'manual', 'send_message', p_leads[1], v_at, (v_at at time zone (p_account).time_zone)::date, 'sent', v_seen, outreach.moment());
    perform outreach.note((p_account).team_id, 'manual_send', 'account', (p_account).id, null, null, jsonb_build_object('at', v_at));
    perform outreach.heed_answer_by_hand(p_leads, v_at);
    return;
  end if;
  v_action := outreach.hold_action(v_release.action_id);
  update outreach.release_ledger
  set outcome = 'sent', counted = true, provider = provider || v_seen || '{"seen_by": "late_echo"}', ended_at = outreach.moment()
  where id = v_release.id;
  perform outreach.note((p_account).team_id, 'late_proof', 'release', v_release.id::text, 'not_sent', 'sent', jsonb_build_object('action_id', v_action.id, 'status', v_action.status));
  if v_action.status in ('approved', 'scheduled') and v_action.revision <> v_release.revision then
    -- Other words were approved since, for a person who was believed to have got none: that is to be decided anew.
    update outreach.linkedin_automation
    set status = 'pending_approval', approved_by = null, approved_at = null, approved_revision = null, approved_hash = null,
        scheduled_for = null, jitter_applied_minutes = null, blocked_by = null, retry_at = null
    where id = v_action.id;
  elsif v_action.status in ('approved', 'scheduled', 'not_sent') then
    update outreach.linkedin_automation
    set status = 'completed', executed_at = v_release.dispatched_at, scheduled_for = coalesce(scheduled_for, v_release.dispatched_at),
        -- As they were when it went.
        daily_limit_check = true, time_window_check = true, result = jsonb_build_object('outcome', 'sent', 'seen_by', 'late_echo') || v_seen,
        error = null, blocked_by = null, retry_at = null, worker = null
    where id = v_action.id returning * into v_action;
    perform outreach.note_effect(v_action, v_seen, null);
  end if;
end $$;

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

-- Connections that an account had before are read as acceptances too; only what answers an action of ours is one.
create function outreach.show_answer(p_event_id bigint, p_lead_ids text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
  v_action outreach.linkedin_automation;
begin
  select * into v_event from outreach.inbound_events where id = p_event_id;
  select n.* into v_action
  from outreach.linkedin_automation n
  where n.lead_id = any (p_lead_ids) and n.status not in ('cancelled', 'expired')
    -- What is accepted is an invitation of this account; a connection that is older than it is no answer.
    and (v_event.kind <> 'accepted' or (n.action_type = 'send_invite' and n.account_id = v_event.account_id
      -- Of a campaign many wait at once, for people who may be connections of before.
      and (n.campaign_id is null or n.executed_at is not null or n.blocked_by = 'already_invited')))
  order by v_event.kind = 'accepted' and n.action_type = 'send_invite' and n.account_id = v_event.account_id desc,
    n.executed_at is not null desc, n.account_id = v_event.account_id desc, n.action_type in ('send_invite', 'send_message') desc,
    coalesce(n.executed_at, n.created_at) desc
  limit 1;
  if v_action.id is null then
    return;
  end if;
  update outreach.inbound_events set action_id = v_action.id where id = p_event_id;
  update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
  insert into outreach.outbox (kind, account_id, event, channel_id)
  values ('account', v_event.account_id, jsonb_build_object('code', 'answered', 'params', jsonb_build_object('action_id', v_action.id, 'event_id', p_event_id, 'person_id', v_action.author_id)), v_action.channel_id);
end $$;

-- Stores an event once. A reply stops what waits for that person, from every account, in this transaction; an
-- acceptance makes the person connected. False: known already, or for an account that is not ours.
create function outreach.record_inbound(p_event jsonb) returns boolean
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

create function outreach.record_inbox_read(p_provider_account_id text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update outreach.accounts set inbox_read_at = outreach.moment() where provider_account_id = p_provider_account_id
$$;

-- What a read profile says. A provider id or an address that another lead has makes both one person; a lead that was known by
-- an id alone gets the address of its page. Of title and company, LinkedIn fills what is empty and renews what it filled: outreach.write_lead.
create function outreach.record_profile(p_profile jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_lead_id text := p_profile ->> 'lead_id';
  v_url text := outreach.canonical_profile('https://www.linkedin.com/in/' || (p_profile ->> 'public_id'));
  v_slug text := substring(outreach.identity_of(v_url) from '^slug:(.*)$');
  v_is_renamed boolean;
  v_before jsonb;
begin
  select * into v_account from outreach.accounts where provider_account_id = p_profile ->> 'provider_account_id' for no key update;
  if v_account.id is null or not exists (select from outreach.leads where id = v_lead_id and team_id = v_account.team_id) then
    return;
  end if;
  v_before := outreach.relation_of(v_account.id, v_lead_id);
  perform outreach.act_as('governor');
  if outreach.are_erased(v_account.team_id, array['provider_id:' || (p_profile ->> 'provider_id'), 'slug:' || v_slug]) then
    -- Someone who was erased, under another address.
    perform outreach.erase_person(v_lead_id, 'governor', 'known_again');
  end if;
  if exists (select from outreach.leads where id = v_lead_id and erased_at is not null) then
    return;
  end if;
  perform outreach.identify(v_lead_id, 'provider_id', p_profile ->> 'provider_id');
  update outreach.leads set provider_id = p_profile ->> 'provider_id' where id = v_lead_id and provider_id is null and p_profile ->> 'provider_id' is not null;
  perform outreach.identify(v_lead_id, 'slug', v_slug);
  update outreach.leads l set profile_url = v_url
  where l.id = v_lead_id and outreach.identity_of(l.profile_url) !~ '^slug:'
    and exists (select from outreach.lead_identities i where i.team_id = l.team_id and i.kind = 'slug' and i.value = v_slug and i.lead_id = l.id);
  v_is_renamed := found;
  if outreach.write_lead(v_lead_id, jsonb_build_object(
      'name', p_profile ->> 'name', 'title', coalesce(nullif(p_profile ->> 'title', ''), p_profile ->> 'headline'), 'company', p_profile ->> 'company'),
    'linkedin', 'governor', 'read') is null and v_is_renamed then
    perform outreach.store_lead(v_lead_id, '{}', '{}', 'governor', 'read');
  end if;
  insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, invited_at, withdrawn_at)
  values (v_account.team_id, v_account.id, v_lead_id, (p_profile ->> 'connected')::boolean, p_profile ->> 'invitation',
          case when p_profile ->> 'invitation' = 'pending' then outreach.moment() end,
          case when p_profile ->> 'invitation' = 'withdrawn' then outreach.moment() end)
  on conflict (account_id, lead_id) do update set
    connected = excluded.connected,
    -- A stale read shows no invitation right after one was sent.
    invitation = case when excluded.invitation = 'none' and not excluded.connected and c.invited_at > outreach.moment() - interval '10 minutes'
                      then c.invitation else excluded.invitation end,
    invited_at = coalesce(c.invited_at, excluded.invited_at),
    withdrawn_at = case when excluded.invitation = 'withdrawn' and c.invitation <> 'withdrawn' then excluded.withdrawn_at
                        when excluded.invitation = 'withdrawn' then coalesce(c.withdrawn_at, excluded.withdrawn_at) else c.withdrawn_at end;
  if outreach.relation_of(v_account.id, v_lead_id) <> v_before then
    perform outreach.reconsider(v_account.id, outreach.aliases(v_lead_id));
  end if;
end $$;

grant execute on function outreach.record_account_status, outreach.record_inbound, outreach.record_inbox_read,
  outreach.record_profile to greenlight_governor;
