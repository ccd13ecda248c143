-- What Slack must show of outreach: a card per action and per campaign (surfaces that are redrawn), a message per event of an
-- account or a campaign. Of a campaign's actions only those have a card that wait for a person.
create table outreach.outbox (
  id bigint generated always as identity primary key,
  kind text not null constraint kind_is_known check (kind in ('action', 'account', 'campaign')),
  action_id text unique references outreach.linkedin_automation on delete cascade,
  account_id text references outreach.accounts,
  event jsonb,
  channel_id text not null,
  wanted integer not null default 1,
  shown integer not null default 0,
  ts text,
  given_up boolean not null default false,
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  maybe_posted boolean not null default false,
  response_url text,
  last_error text,
  created_at timestamptz not null default platform.now(),
  campaign_id text unique references outreach.campaigns on delete cascade,
  constraint what_is_shown_has_a_ts check (shown = 0 or ts is not null),
  constraint it_shows_one_thing check ((kind = 'action') = (action_id is not null) and (kind = 'account') = (account_id is not null and event is not null)
    and (kind = 'campaign') = (campaign_id is not null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table outreach.outbox enable row level security;
create index outbox_waiting on outreach.outbox (run_at, id) where wanted > shown and not given_up;
create index outbox_of_an_account on outreach.outbox (account_id) where account_id is not null;
create index outbox_that_names_a_campaign on outreach.outbox (account_id) where event -> 'params' ? 'campaign';
create index outbox_about_an_action on outreach.outbox ((event -> 'params' ->> 'action_id')) where kind = 'account';
create index outbox_about_an_event on outreach.outbox ((event -> 'params' ->> 'event_id')) where kind = 'account';
create index outbox_of_full_invitations on outreach.outbox (account_id, created_at) where event ->> 'code' = 'pending_cap';

create function outreach.show_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.campaign_id is not null and not (
    new.status in ('pending_approval', 'not_sent') or new.status = 'unknown' and coalesce((new.result ->> 'needs_person')::boolean, false)
    or exists (select from outreach.outbox o where o.action_id = new.id)) then
    return null;
  end if;
  insert into outreach.outbox as o (kind, action_id, channel_id) values ('action', new.id, new.channel_id)
  on conflict (action_id) do update set wanted = o.wanted + 1, given_up = false, run_at = platform.now();
  return null;
end $$;
create trigger new_actions_are_shown after insert on outreach.linkedin_automation
  for each row when (new.campaign_id is null) execute function outreach.show_action();
-- A retry time that moves by a beat or two is not worth an edit.
create trigger changed_actions_are_shown after update on outreach.linkedin_automation
  for each row when (old.status is distinct from new.status or old.revision is distinct from new.revision
    or old.blocked_by is distinct from new.blocked_by or old.scheduled_for is distinct from new.scheduled_for
    or old.error is distinct from new.error or (old.retry_at is null) <> (new.retry_at is null)
    or abs(extract(epoch from new.retry_at - old.retry_at)) >= 300)
  execute function outreach.show_action();

-- Who may decide is said on the cards that wait. Of one that too few people are left for, the admins hear once for its words.
create function outreach.redraw_waiting_actions() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
begin
  update outreach.outbox o set wanted = o.wanted + 1, given_up = false, run_at = platform.now()
  from outreach.linkedin_automation n
  where n.team_id = new.team_id and n.status in ('pending_approval', 'not_sent') and o.action_id = n.id and o.ts is not null;
  for v_action in
    select * from outreach.linkedin_automation n where n.team_id = new.team_id and n.status = 'pending_approval'
  loop
    perform outreach.tell_if_unreachable(v_action);
  end loop;
  return null;
end $$;
create trigger roles_are_seen_on_actions after update of role, is_guest, is_deactivated on platform.people
for each row when ((old.role, old.is_guest, old.is_deactivated) is distinct from (new.role, new.is_guest, new.is_deactivated))
execute function outreach.redraw_waiting_actions();
create trigger rules_are_seen_on_actions after insert on platform.approver_rule_versions
for each row execute function outreach.redraw_waiting_actions();
create trigger new_user_groups_are_seen_on_actions after insert on platform.user_groups
for each row execute function outreach.redraw_waiting_actions();
create trigger user_groups_are_seen_on_actions after update on platform.user_groups
for each row when ((old.members, old.is_disabled, old.handle) is distinct from (new.members, new.is_disabled, new.handle))
execute function outreach.redraw_waiting_actions();

-- Below the card of an action, which may wait elsewhere than the account's own messages stand.
create function outreach.tell_below(p_action outreach.linkedin_automation, p_code text, p_params jsonb) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.outbox (kind, account_id, event, channel_id)
  values ('account', (p_action).account_id, jsonb_build_object('code', p_code,
    'params', p_params || jsonb_build_object('action_id', (p_action).id, 'revision', (p_action).revision)), (p_action).channel_id)
$$;

create function outreach.tell_if_unreachable(p_action outreach.linkedin_automation) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select outreach.tell_below(p_action, 'unreachable', jsonb_build_object('admins', platform.admins_of((p_action).team_id)))
  where not (outreach.approval_state(p_action) ->> 'reachable')::boolean and not exists (
    select from outreach.outbox o
    where o.account_id = (p_action).account_id and o.event ->> 'code' = 'unreachable'
      and o.event -> 'params' ->> 'action_id' = (p_action).id and (o.event -> 'params' ->> 'revision')::integer = (p_action).revision)
$$;

-- Held already, before account and outbox, by what people do.
create function outreach.watch_waiting_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.keep_rules(new.team_id);
  perform outreach.tell_if_unreachable(new);
  return null;
end $$;
create trigger new_actions_have_an_approver after insert on outreach.linkedin_automation
for each row when (new.campaign_id is null) execute function outreach.watch_waiting_action();
create trigger waiting_actions_have_an_approver after update on outreach.linkedin_automation
for each row when (new.status = 'pending_approval' and (old.status <> new.status or old.revision <> new.revision))
execute function outreach.watch_waiting_action();

-- Tells an account's channel what happened; an account without a channel has no one to tell.
create function outreach.tell(p_account outreach.accounts, p_code text, p_params jsonb default '{}') returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.outbox (kind, account_id, event, channel_id)
  select 'account', (p_account).id, jsonb_build_object('code', p_code, 'params', p_params), (p_account).channel_id
  where (p_account).channel_id is not null
$$;

-- Below a campaign's message; in the channel, where that does not stand yet.
create function outreach.tell_campaign(p_campaign_id text, p_code text, p_params jsonb) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.outbox (kind, account_id, event, channel_id)
  select 'account', c.account_id, jsonb_build_object('code', p_code, 'params', p_params || jsonb_build_object('campaign_id', c.id, 'campaign', c.name)), c.channel_id
  from outreach.campaigns c where c.id = p_campaign_id
$$;

-- Unanswered invitations are as many as the account may have: its channel (or that of what waits) is told once in 24 hours.
create function outreach.tell_pending_cap() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  insert into outreach.outbox (kind, account_id, event, channel_id, created_at)
  select 'account', a.id, jsonb_build_object('code', 'pending_cap', 'params', jsonb_build_object('person_id', a.owner_id, 'max', a.pending_invites_max,
    'withdrawn_after_days', a.withdraw_after_days)), coalesce(a.channel_id, new.channel_id), outreach.moment()
  from outreach.accounts a
  where a.id = new.account_id and not exists (
    select from outreach.outbox o
    where o.account_id = a.id and o.event ->> 'code' = 'pending_cap' and o.created_at > outreach.moment() - interval '24 hours');
  return null;
end $$;
create trigger full_invitations_are_told after update of blocked_by on outreach.linkedin_automation
  for each row when (new.blocked_by = 'pending_cap' and old.blocked_by is distinct from 'pending_cap')
  execute function outreach.tell_pending_cap();

create function outreach.show_campaign(p_campaign_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where campaign_id = p_campaign_id
$$;

-- The thread in which an action is shown: that of its campaign, of what it answers, or else its own card's. Null: it does not stand yet.
create function outreach.thread_of(p_action_id text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when n.campaign_id is not null then (select c.thread_ts from outreach.campaigns c where c.id = n.campaign_id)
    when n.answers_event is not null then (select outreach.thread_of(e.action_id) from outreach.inbound_events e where e.id = n.answers_event)
    else (select o.ts from outreach.outbox o where o.action_id = n.id) end
  from outreach.linkedin_automation n where n.id = p_action_id
$$;

create function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    -- What a person answered stands under the card of the action that it answers, as does whose turn it is, and that no one may approve it.
    -- A campaign's people are all told of below its message, and an answer stands with what it answers.
    'thread_ts', case
      when n.campaign_id is not null or n.answers_event is not null then outreach.thread_of(n.id)
      when (p_item).event -> 'params' ? 'campaign_id' then (select c.thread_ts from outreach.campaigns c where c.id = (p_item).event -> 'params' ->> 'campaign_id')
      when (p_item).event ->> 'code' in ('answered', 'turn', 'unreachable', 'answer_refused', 'wants_no_more')
        then outreach.thread_of((p_item).event -> 'params' ->> 'action_id') end,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end,
    'campaign', (select outreach.campaign_view(c) from outreach.campaigns c where c.id = (p_item).campaign_id), 'event', case when (p_item).event -> 'params' ? 'event_id' then jsonb_set((p_item).event, '{params}', (p_item).event -> 'params' || coalesce((
      select jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'person', l.name, 'profile_url', l.profile_url)
        || case when e.kind = 'message' and (p_item).event ->> 'code' = 'answered'
             then jsonb_build_object('intent', e.intent, 'may_go_on', outreach.not_going_on(e) is null, 'went_on_by', e.went_on_by, 'went_on_from', e.went_on_from) else '{}' end
      from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
      where e.id = ((p_item).event -> 'params' ->> 'event_id')::bigint), '{}')) else (p_item).event end,
    'approvers', case when n.id is not null then outreach.approval_state(n) -> 'asked' else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id, (select c.account_id from outreach.campaigns c where c.id = (p_item).campaign_id))
  join platform.teams t on t.team_id = a.team_id
$$;

-- Surfaces to draw, each held for 60 s. Empty answer: nothing to draw now.
create function outreach.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
  v_restored_at timestamptz := platform.notice_restore();
begin
  with claimed as (
    update outreach.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = o.attempts + 1,
        -- What a restored database knows from its backup may have been posted since.
        maybe_posted = o.maybe_posted or (o.ts is null and (o.leased_until is not null or coalesce(o.created_at < v_restored_at, false)))
    where o.id = any (array(
      select w.id from outreach.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(outreach.outbox_view(c.item) order by (c.item).id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

-- False: the claim was lost and another process draws it.
create function outreach.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_item outreach.outbox;
begin
  update outreach.outbox
  set ts = p_ts, shown = greatest(shown, p_revision), leased_until = null, worker = null, attempts = 0, maybe_posted = false, last_error = null
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if v_item.id is null then
    return false;
  elsif v_item.campaign_id is not null then
    update outreach.campaigns set thread_ts = p_ts where id = v_item.campaign_id and thread_ts is null and status <> 'ended';
    if found then
      perform outreach.hand_over_campaign(v_item.campaign_id);
    end if;
  end if;
  return true;
end $$;

-- Gives an item back; without `retry_in_s` until its next change. False: the claim was lost.
create function outreach.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_delay double precision := platform.delay_of(p_failure ->> 'retry_in_s');
begin
  update outreach.outbox
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = v_delay is null,
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce(v_delay, 0))
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- Owner only: ends every lease, for a caller who knows that no holder lives.
create function outreach.expire_leases() returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update outreach.outbox set leased_until = platform.now() - interval '1 second' where leased_until > platform.now()
$$;

grant execute on function outreach.claim_outbox, outreach.settle_outbox, outreach.fail_outbox to greenlight_bot;
