-- What a person answered, an acceptance or a reply with its text, is seen at once where people decided about it: on the card
-- of the action, under it as a message of its own, and in the account's figures.
alter table outreach.inbound_events add column action_id text references outreach.linkedin_automation on delete set null;
create index inbound_of_an_action on outreach.inbound_events (action_id) where action_id is not null;
create index inbound_of_an_account on outreach.inbound_events (account_id, received_at) where kind in ('accepted', 'message');

-- Binds an answer to the action that it answers: the last one that reached the person, of this account before others;
-- without one the last that waited. Redraws that card and posts the answer under it. Nobody proposed anything: nothing.
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
  where n.lead_id = any (p_lead_ids) and n.status not in ('draft', 'cancelled', 'expired')
    and (v_event.kind <> 'accepted' or n.action_type in ('send_invite', 'send_message'))
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
  if v_kind in ('accepted', 'message') then
    perform outreach.show_answer(v_event_id, v_leads);
  end if;
  return true;
end $$;

create or replace function outreach.action_view(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_action).id, 'team_id', (p_action).team_id, 'account_id', (p_action).account_id, 'type', (p_action).action_type,
    'status', (p_action).status,
    'lead', jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'provider_id', l.provider_id),
    'text', (p_action).payload ->> 'text', 'revision', (p_action).revision, 'hash', (p_action).hash,
    'author_id', (p_action).author_id, 'approved_by', (p_action).approved_by, 'approved_at', (p_action).approved_at,
    'scheduled_for', (p_action).scheduled_for, 'jitter_applied_minutes', (p_action).jitter_applied_minutes,
    'daily_limit_check', (p_action).daily_limit_check, 'time_window_check', (p_action).time_window_check,
    'blocked_by', (p_action).blocked_by, 'retry_at', (p_action).retry_at, 'executed_at', (p_action).executed_at,
    'result', (p_action).result, 'error', (p_action).error, 'channel_id', (p_action).channel_id, 'created_at', (p_action).created_at,
    'answers', case when (p_action).executed_at is null and (p_action).status <> 'skipped' then '[]'::jsonb else coalesce((
      select jsonb_agg(jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at) order by e.id)
      from (select * from outreach.inbound_events i where i.action_id = (p_action).id order by i.id desc limit 10) e), '[]'::jsonb) end)
  from outreach.leads l where l.id = (p_action).lead_id
$$;

create or replace function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    -- What a person answered stands under the card of the action that it answers.
    'thread_ts', case when (p_item).event ->> 'code' = 'answered' then (
      select c.ts from outreach.outbox c where c.action_id = (p_item).event -> 'params' ->> 'action_id') end,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end, 'event', case when (p_item).event ->> 'code' = 'answered' then jsonb_set((p_item).event, '{params}', (p_item).event -> 'params' || coalesce((
      select jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'person', l.name, 'profile_url', l.profile_url)
      from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
      where e.id = ((p_item).event -> 'params' ->> 'event_id')::bigint), '{}')) else (p_item).event end,
    'approvers', case when n.id is not null then outreach.approvers_of(n) else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id)
  join platform.teams t on t.team_id = a.team_id
$$;

-- Raises `unknown_account`.
create or replace function outreach.account_status(p_account_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_now timestamptz := outreach.moment();
  v_date date;
  v_today jsonb;
  v_next outreach.linkedin_automation;
  v_blocker outreach.blocker;
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot show account "%s": there is none', p_account_id), detail = 'unknown_account';
  end if;
  v_date := (v_now at time zone v_account.time_zone)::date;
  -- Today's figures are the limits in force: the draw, lowered by rules and warm-up.
  select jsonb_build_object('date', v_date, 'by_type', jsonb_agg(
    b || jsonb_build_object('quota', (select least(d.quota, d.warm_up) from outreach.day_limit(v_account, b ->> 'type', v_date) d))))
  into v_today from jsonb_array_elements(outreach.day_view(p_account_id, v_date) -> 'by_type') b;
  select * into v_next from outreach.linkedin_automation n
  where n.account_id = p_account_id and n.status in ('approved', 'scheduled') and not n.aside
  order by n.scheduled_for nulls last, n.approved_at, n.id limit 1;
  if v_next.id is not null then
    v_blocker := outreach.first_blocker(v_account, v_next, v_now);
  end if;
  return jsonb_build_object(
    'account', outreach.account_view(v_account), 'today', v_today,
    'days', (select jsonb_agg(outreach.day_view(p_account_id, v_date - n) order by n desc) from generate_series(0, 13) n),
    'rolling_7d', (
      select jsonb_agg(jsonb_build_object('type', r.rule_key, 'used', outreach.used_since(p_account_id, r.rule_key, v_now - interval '7 days'),
        'max', (r.config ->> 'rolling_7d_max')::integer) order by r.rule_key)
      from outreach.automation_rules r where r.account_id = p_account_id),
    -- People, not messages: three lines of one person are one reply.
    'answers_14d', (
      select jsonb_build_object('accepted', count(distinct e.lead_id) filter (where e.kind = 'accepted'), 'replied', count(distinct e.lead_id) filter (where e.kind = 'message'))
      from outreach.inbound_events e
      where e.account_id = p_account_id and e.kind in ('accepted', 'message') and e.lead_id is not null and e.received_at > v_now - interval '14 days'),
    'pending_invites', (select count(*) from outreach.contacts c where c.account_id = p_account_id and c.invitation = 'pending'),
    'queued', (select count(*) from outreach.linkedin_automation n where n.account_id = p_account_id and n.status in ('approved', 'scheduled')),
    'next', case when v_next.id is not null then jsonb_build_object(
      -- Never a time that is past: what holds it without an end has none.
      'action_id', v_next.id, 'blocked_by', v_blocker.code,
      'at', case when v_blocker.code is null or v_blocker.retry_at is not null then greatest(v_next.scheduled_for, v_blocker.retry_at, v_now) end) end);
end $$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.record_inbound to greenlight_governor;
grant execute on function outreach.account_status to greenlight_bot;
