-- A campaign goes on despite a message that was no reply, by the word of people.

-- The message despite which a step of a campaign may go, as only while it is the person's newest.
alter table outreach.linkedin_automation add column goes_on_after text;
-- Who let the campaign go on despite a message, and the time before which nothing goes.
alter table outreach.inbound_events add column went_on_by text, add column went_on_from timestamptz;
create index outbox_of_a_message on outreach.outbox ((event -> 'params' ->> 'event_id')) where event ->> 'code' = 'answered';

-- What a reply has ended begins again by the word of people alone: can_move has the edges, this says for what.
create function outreach.refuse_other_returns() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.campaign_id is null or old.blocked_by is distinct from 'replied' or new.goes_on_after is null
     or new.goes_on_after is distinct from (outreach.newest_inbound(new.lead_id)).last_inbound_id then
    raise sqlstate 'PT409' using message = format('Cannot move action "%s" from %s to %s: no person let its campaign go on', old.id, old.status, new.status),
      detail = 'illegal_move';
  end if;
  return new;
end $$;
create trigger skipped_steps_return_by_people before update of status on outreach.linkedin_automation
  for each row when (old.status = 'skipped' and new.status in ('approved', 'pending_approval'))
  execute function outreach.refuse_other_returns();

-- Draws the line below which a message is told anew.
create function outreach.show_reply(p_event_id bigint) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now()
  where event ->> 'code' = 'answered' and event -> 'params' ->> 'event_id' = p_event_id::text
$$;

-- The person of a campaign whom a message stopped, if steps are left. Empty answer: there is none.
create function outreach.stopped_by(p_event outreach.inbound_events) returns outreach.campaign_leads
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c
  from outreach.linkedin_automation a
  join outreach.campaign_leads c on c.campaign_id = a.campaign_id and c.lead_id = a.lead_id and c.status = 'replied'
  where a.id = (p_event).action_id and (p_event).kind = 'message' and exists (
    select from outreach.linkedin_automation n
    where n.campaign_id = c.campaign_id and n.lead_id = c.lead_id and n.status = 'skipped' and n.blocked_by = 'replied')
$$;

-- Why the campaign cannot go on for the writer of a message; null: it can.
create function outreach.not_going_on(p_event outreach.inbound_events) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when (outreach.newest_inbound((p_event).lead_id)).last_inbound_event is distinct from (p_event).id then 'newer_reply'
    when (outreach.stopped_by(p_event)).lead_id is null then 'no_steps'
    when outreach.is_suppressed((p_event).lead_id) then 'suppressed'
    -- People steered it to its end; one that ended as no one was left begins again.
    when c.status = 'ended' and (c.end_reason <> 'finished' or exists (
      select from outreach.campaigns o where o.team_id = c.team_id and lower(o.name) = lower(c.name) and o.status <> 'ended')) then 'ended'
    when exists (
      select from outreach.campaign_leads l
      where l.lead_id = any (outreach.aliases((p_event).lead_id)) and l.status in ('drafting', 'ready', 'active')) then 'other_campaign'
    when outreach.is_answered((p_event).lead_id) then 'answered' end
  from (select) one left join outreach.campaigns c on c.id = (outreach.stopped_by(p_event)).campaign_id
$$;

-- Lets the campaign go on: {team_id, event_id, person_id, not_before: a date of the account's calendar, or null}. The first step that is left
-- goes on that day, or once its working days have passed anew; those behind it follow as ever.
-- Outcomes: `done`, with `from`, also when it was done before; `not_allowed` (`guest`, `role`); `refused` (`bad_date`, and those of not_going_on); `not_found`.
create function outreach.let_campaign_go_on(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_person text := p_click ->> 'person_id';
  v_event outreach.inbound_events;
  v_account outreach.accounts;
  v_campaign outreach.campaigns;
  v_place outreach.campaign_leads;
  v_first outreach.linkedin_automation;
  v_newest text;
  v_now timestamptz := outreach.moment();
  v_day date := (p_click ->> 'not_before')::date;
  v_from timestamptz;
  v_reason text;
  v_back integer;
begin
  select * into v_event from outreach.inbound_events where id = (p_click ->> 'event_id')::bigint and team_id = p_click ->> 'team_id';
  if v_event.lead_id is null then
    return '{"outcome": "not_found", "reason": null, "from": null}';
  end if;
  -- Rules, account, person, actions, campaign: in the order of all that lock them.
  perform platform.keep_rules(v_event.team_id);
  select c.* into v_campaign
  from outreach.linkedin_automation n join outreach.campaigns c on c.id = n.campaign_id where n.id = v_event.action_id;
  select * into v_account from outreach.accounts where id = coalesce(v_campaign.account_id, v_event.account_id) for no key update;
  perform outreach.hold_person(v_event.lead_id);
  if outreach.role_of(v_event.team_id, v_person) = 'guest' then
    return '{"outcome": "not_allowed", "reason": "guest", "from": null}';
  elsif not (
    outreach.role_of(v_event.team_id, v_person) = 'admin'
    or platform.is_of_rule(platform.rule_for(v_event.team_id, 'outreach', v_campaign.channel_id), v_person)
    -- That a person is away is plain to see; that a message was misread is for those who decide.
    or v_person = v_campaign.person_id and v_event.intent = 'out_of_office') then
    return '{"outcome": "not_allowed", "reason": "role", "from": null}';
  end if;
  select * into v_event from outreach.inbound_events where id = v_event.id for no key update;
  if v_event.went_on_by is not null then
    return jsonb_build_object('outcome', 'done', 'reason', null, 'from', v_event.went_on_from);
  end if;
  perform from outreach.linkedin_automation n
  where n.campaign_id = v_campaign.id and n.lead_id = any (outreach.aliases(v_event.lead_id)) order by n.id for no key update;
  select * into v_campaign from outreach.campaigns where id = v_campaign.id for no key update;
  v_reason := outreach.not_going_on(v_event);
  if v_reason is null and v_day not between (v_now at time zone v_account.time_zone)::date and (v_now at time zone v_account.time_zone)::date + 180 then
    v_reason := 'bad_date';
  end if;
  if v_reason is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'from', null);
  end if;
  perform outreach.act_as(v_person);
  v_place := outreach.stopped_by(v_event);
  v_newest := (outreach.newest_inbound(v_event.lead_id)).last_inbound_id;
  select * into v_first from outreach.linkedin_automation n
  where n.campaign_id = v_campaign.id and n.lead_id = v_place.lead_id and n.status = 'skipped' and n.blocked_by = 'replied'
  order by n.step limit 1;
  v_from := case
    when v_day is null then outreach.working_time_after(v_account, v_now, v_first.wait_days)
    else outreach.next_open(v_account, greatest(outreach.instant_of(v_day::timestamp, v_account.time_zone), v_now)) end;
  update outreach.campaign_leads
  set status = case when done > 0 then 'active' else 'ready' end, reason = null, updated_at = v_now
  where campaign_id = v_campaign.id and lead_id = v_place.lead_id;
  if v_campaign.status = 'ended' then
    update outreach.campaigns set status = 'running', ended_at = null, ended_by = null, end_reason = null where id = v_campaign.id returning * into v_campaign;
    perform outreach.note(v_event.team_id, 'campaign_running', 'campaign', v_campaign.id, 'ended', 'running');
  end if;
  update outreach.linkedin_automation n
  set status = case when n.approved_by is null then 'pending_approval' else 'approved' end, goes_on_after = v_newest,
      scheduled_for = null, jitter_applied_minutes = null, time_window_check = null, daily_limit_check = null,
      not_before = case when n.id = v_first.id then v_from end,
      blocked_by = case when n.id <> v_first.id then 'earlier_step' when v_campaign.status = 'paused' then 'campaign_paused' else 'not_due' end,
      retry_at = case when n.id = v_first.id and v_campaign.status <> 'paused' then v_from end,
      expires_at = greatest(n.expires_at, v_from + interval '60 days')
  where n.campaign_id = v_campaign.id and n.lead_id = v_place.lead_id and n.status = 'skipped' and n.blocked_by = 'replied';
  get diagnostics v_back = row_count;
  -- Out of the way of what can go, until its time.
  update outreach.linkedin_automation n set aside = true
  where n.campaign_id = v_campaign.id and n.lead_id = v_place.lead_id and n.status = 'approved' and n.goes_on_after = v_newest;
  update outreach.inbound_events set went_on_by = v_person, went_on_from = v_from where id = v_event.id;
  perform outreach.note(v_event.team_id, 'campaign_went_on', 'lead', v_event.lead_id, 'replied', case when v_place.done > 0 then 'active' else 'ready' end,
    jsonb_build_object('campaign_id', v_campaign.id, 'event_id', v_event.id, 'steps', v_back, 'not_before', v_from));
  perform outreach.close_replies(outreach.aliases(v_event.lead_id), v_event.id, 'went_on');
  perform outreach.show_reply(v_event.id);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'from', v_from);
end $$;


-- One row an action; its status moves only along these edges, for any writer.
--   An edit voids the approval: approved, scheduled -> pending_approval.
--   A definite "not sent" may go again under the same approval: not_sent -> approved.
--   A person lets a campaign go on despite a message: skipped -> approved, pending_approval (see going_on.sql).
--   Late proof ends what was taken for not sent: approved, scheduled, not_sent -> completed (see the trigger below).
create or replace function outreach.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'pending_approval' then array['approved', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'approved' then array['scheduled', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'scheduled' then array['dispatching', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'dispatching' then array['completed', 'failed', 'unknown', 'not_sent']
    when 'unknown' then array['completed', 'not_sent']
    when 'not_sent' then array['approved', 'completed']
    when 'skipped' then array['approved', 'pending_approval']
    else array[]::text[]
  end)
$$;

create or replace function outreach.audit_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.note(new.team_id,
    case when tg_op = 'INSERT' then 'action_proposed' when old.status = new.status then 'action_edited' when old.status = 'skipped' then 'action_went_on'
      else 'action_' || new.status end,
    'action', new.id, case when tg_op = 'UPDATE' then old.status end, new.status,
    jsonb_build_object('account_id', new.account_id, 'lead_id', new.lead_id, 'type', new.action_type, 'revision', new.revision,
      'hash', new.hash, 'approved_by', new.approved_by, 'scheduled_for', new.scheduled_for, 'executed_at', new.executed_at,
      'blocked_by', new.blocked_by, 'fence', new.fence, 'attempts', new.attempts, 'error', new.error ->> 'code'));
  return null;
end $$;

create or replace function outreach.first_blocker(p_account outreach.accounts, p_action outreach.linkedin_automation, p_now timestamptz) returns outreach.blocker
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date := (p_now at time zone (p_account).time_zone)::date;
  v_type text := (p_action).action_type;
  v_aliases text[] := outreach.aliases((p_action).lead_id);
  v_breaker outreach.breakers;
  v_limit outreach.day_limit;
  v_used integer;
  v_connected boolean;
  v_newest outreach.contacts;
  v_approval jsonb;
  -- A person's answer to the newest message is no campaign: two minutes of gap, no quota. (`replied` checks that it is the
  -- newest.) One answer a message, and only while the conversation is alive.
  v_answer boolean := v_type = 'send_message' and (p_action).in_reply_to is not null and (p_action).campaign_id is null
    and coalesce((outreach.newest_inbound((p_action).lead_id)).last_inbound_at > p_now - interval '14 days', false)
    and not exists (
      select from outreach.release_ledger l join outreach.linkedin_automation a on a.id = l.action_id
      where l.lead_id = any (v_aliases) and l.action_type = 'send_message' and l.outcome <> 'not_sent'
        and a.id <> (p_action).id and a.in_reply_to = (p_action).in_reply_to);
  v_gap_ends timestamptz;
  v_pending boolean;
  v_withdrawn timestamptz;
  v_campaign outreach.blocker;
begin
  if exists (select from outreach.stops s where s.team_id = (p_account).team_id) then
    return row('kill_switch', null, null, false)::outreach.blocker;
  end if;
  if (p_account).paused_at is not null then
    return row('paused', null, null, false)::outreach.blocker;
  end if;
  if (p_account).terms_acknowledged_at is null then
    return row('terms_not_acknowledged', null, null, false)::outreach.blocker;
  end if;
  if (p_account).status <> 'ok' then
    return row('account_status', null, null, false)::outreach.blocker;
  end if;
  v_breaker := outreach.open_breaker((p_account).id, v_type, p_now);
  if v_breaker.id is not null then
    return row('breaker', case when not v_breaker.needs_person then outreach.next_open(p_account, v_breaker.until) end, null, false)::outreach.blocker;
  end if;
  if not outreach.in_working_hours(p_account, p_now) then
    return row('window', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if outreach.is_holiday(p_account, p_now) then
    return row('holiday', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if not outreach.knows_holidays(p_account, p_now) then
    return row('holiday', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;
  -- A clock that went back finds its last dispatch in the future and waits.
  v_gap_ends := greatest((p_account).last_dispatch_at, (p_account).resumed_at)
    + case when v_answer then interval '2 minutes' else make_interval(mins => (p_account).gap_min_minutes) end;
  if p_now < v_gap_ends then
    return row('gap', outreach.next_open(p_account, v_gap_ends), null, false)::outreach.blocker;
  end if;
  if exists (select from outreach.linkedin_automation n where n.account_id = (p_account).id and n.status = 'dispatching') then
    return row('in_flight', p_now + interval '2 minutes', null, false)::outreach.blocker;
  end if;

  if not v_answer then
    v_limit := outreach.day_limit(p_account, v_type, v_date);
    v_used := outreach.used_on((p_account).id, v_type, v_date);
    if (p_account).zone_changed_at > p_now - interval '24 hours' then
      v_used := greatest(v_used, outreach.used_since((p_account).id, v_type, p_now - interval '24 hours'));
    end if;
    if v_used >= v_limit.quota then
      return row('quota', case when v_limit.rule_max > 0 then outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)) end, null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' then
      -- 200 invitations in 7 days is more than any published limit, above the account's rule.
      v_limit.rolling_max := least(coalesce(v_limit.rolling_max, 200), 200);
    end if;
    if outreach.used_since((p_account).id, v_type, p_now - interval '7 days') >= v_limit.rolling_max then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '7 days', v_limit.rolling_max, false, p_now)), null, false)::outreach.blocker;
    end if;
    -- Without Premium LinkedIn takes 5 invitations with a note a month.
    if v_type = 'send_invite' and (p_account).tier = 'free' and (p_action).payload ? 'text'
       and outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now) is not null then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now)), null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' and (p_account).pending_invites_max <= (
      select count(*) from outreach.contacts c where c.account_id = (p_account).id and c.invitation = 'pending'
    ) then
      return row('pending_cap', null, null, false)::outreach.blocker;
    end if;
    if v_used >= v_limit.warm_up then
      return row('warm_up', outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)), null, false)::outreach.blocker;
    end if;
  end if;

  if outreach.is_suppressed((p_action).lead_id) then
    return row('suppressed', null, 'suppressed', false)::outreach.blocker;
  end if;
  v_newest := outreach.newest_inbound((p_action).lead_id);
  if v_type in ('send_invite', 'send_message') and coalesce((p_action).goes_on_after, (p_action).in_reply_to) is distinct from (v_newest).last_inbound_id
     and (v_newest).last_inbound_id is not null then
    return row('replied', null, 'skipped', false)::outreach.blocker;
  end if;
  if (p_action).campaign_id is not null then
    v_campaign := outreach.campaign_blocker(p_action, p_now);
    if v_campaign.code is not null then
      return v_campaign;
    end if;
  end if;
  if v_type = 'send_message' and not v_answer
     and coalesce((p_account).inbox_read_at not between p_now - interval '5 minutes' and p_now + interval '1 minute', true)
     and exists (
       select from outreach.release_ledger l
       where l.lead_id = any (v_aliases) and l.action_type in ('send_invite', 'send_message') and l.outcome <> 'not_sent') then
    return row('stale_inbox', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;

  -- The same words, but for case, accents, spaces and signs, went or may have gone to this person, under any name, from any
  -- account, as a note or as a message. An invitation that was withdrawn may go again with its note.
  if (p_action).payload ? 'text' and exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type in ('send_invite', 'send_message')
      and t.status in ('dispatching', 'unknown', 'completed') and not (v_type = 'send_invite' and t.action_type = 'send_invite' and t.account_id = (p_account).id)
      and outreach.words_of(t.payload ->> 'text') = outreach.words_of((p_action).payload ->> 'text')) then
    return row('same_words', null, 'skipped', false)::outreach.blocker;
  end if;
  -- While it is not known what became of an earlier one, another would be a second one. Messages of all accounts are one
  -- conversation with the team; the other kinds are between one account and the person.
  if exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type = v_type and t.status in ('dispatching', 'unknown')
      and (v_type = 'send_message' or t.account_id = (p_account).id)) then
    return row('earlier_unknown', p_now + interval '1 hour', null, true)::outreach.blocker;
  end if;

  select bool_or(c.connected), bool_or(c.invitation = 'pending'), max(c.withdrawn_at)
  into v_connected, v_pending, v_withdrawn
  from outreach.contacts c where c.account_id = (p_account).id and c.lead_id = any (v_aliases);
  if v_type = 'send_message' and v_connected is null then
    return row('not_connected', p_now + interval '1 minute', null, false)::outreach.blocker;
  elsif v_type = 'send_message' and not v_connected then
    -- A person's message waits for the connection; of a campaign it follows one, which ended.
    return row('not_connected', p_now + interval '1 hour', case when (p_action).campaign_id is not null then 'skipped' end, true)::outreach.blocker;
  elsif v_type in ('send_invite', 'withdraw_invite') and v_connected then
    return row('already_connected', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_pending then
    return row('already_invited', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_withdrawn > p_now - interval '21 days' then
    return row('already_invited', v_withdrawn + interval '21 days', null, true)::outreach.blocker;
  end if;

  v_approval := outreach.approval_state(p_action);
  if (p_action).approved_by is null or (p_action).approved_revision is distinct from (p_action).revision
     or (p_action).approved_hash is distinct from outreach.action_hash(p_action) or (p_action).hash <> outreach.action_hash(p_action)
     or not outreach.approvals_of(v_approval) ? (p_action).approved_by or not (v_approval ->> 'complete')::boolean
     or outreach.text_fault((p_action).payload ->> 'text') is not null then
    return row('approval', null, 'pending_approval', false)::outreach.blocker;
  end if;
  if (p_action).scheduled_for is null or (p_action).scheduled_for > p_now or (p_action).not_before > p_now then
    return row('not_due', greatest((p_action).scheduled_for, (p_action).not_before), null, false)::outreach.blocker;
  end if;
  return null;
end $$;

create or replace function outreach.outbox_view(p_item outreach.outbox) returns jsonb
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

-- What an agent took a message for. Who asks not to be written to any more is shown to people, who decide. False: no such message.
create or replace function outreach.take_intent(p_intent jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
  v_before text;
  v_action outreach.linkedin_automation;
begin
  select e.intent into v_before from outreach.inbound_events e where e.id = (p_intent ->> 'event_id')::bigint for no key update;
  update outreach.inbound_events set intent = p_intent ->> 'intent'
  where id = (p_intent ->> 'event_id')::bigint and kind = 'message' returning * into v_event;
  if v_event.id is null then
    return false;
  end if;
  perform outreach.act_as('greenlight');
  perform outreach.note(v_event.team_id, 'intent_read', 'lead', v_event.lead_id, v_before, v_event.intent,
    jsonb_build_object('event_id', v_event.id, 'job_id', p_intent ->> 'job_id'));
  perform outreach.show_reply(v_event.id);
  select * into v_action from outreach.linkedin_automation where id = v_event.action_id;
  if v_action.id is not null and v_event.intent = 'unsubscribe' and v_before is distinct from v_event.intent and not outreach.is_suppressed(v_event.lead_id) then
    perform outreach.tell_below(v_action, 'wants_no_more', jsonb_build_object('event_id', v_event.id, 'person_id', outreach.owner_of_answers(v_action)));
  end if;
  return true;
end $$;

revoke execute on function outreach.refuse_other_returns, outreach.show_reply, outreach.stopped_by, outreach.not_going_on, outreach.let_campaign_go_on
  from public, anon, authenticated, service_role;
grant execute on function outreach.let_campaign_go_on to greenlight_bot;
