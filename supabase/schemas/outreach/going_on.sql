-- A reply that was none (an automatic one of a person who is away, or a message that was misread): people let the campaign go on
-- for its writer. What was sent stays sent, the words and their approvals stay as they were, and a newer message stops it again.

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

-- Lets the campaign go on, whose writer has then not replied to it: {team_id, event_id, person_id, not_before: a date of the account's calendar, or null}. The first step that is left
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
    or coalesce(v_person = v_campaign.person_id and v_event.intent = 'out_of_office', false)) then
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
  set status = case when done > 0 then 'active' else 'ready' end, reason = null, replied_at = null, updated_at = v_now
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

grant execute on function outreach.let_campaign_go_on to greenlight_bot;
