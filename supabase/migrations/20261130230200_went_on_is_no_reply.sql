-- A message despite which a campaign went on was no reply, and counts as none.

-- Lets the campaign go on, whose writer has then not replied to it: {team_id, event_id, person_id, not_before: a date of the account's calendar, or null}. The first step that is left
-- goes on that day, or once its working days have passed anew; those behind it follow as ever.
-- Outcomes: `done`, with `from`, also when it was done before; `not_allowed` (`guest`, `role`); `refused` (`bad_date`, and those of not_going_on); `not_found`.
create or replace function outreach.let_campaign_go_on(p_click jsonb) returns jsonb
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
    -- People, not messages: three lines of one person are one reply, and one despite which a campaign went on is none.
    'answers_14d', (
      select jsonb_build_object('accepted', count(distinct e.lead_id) filter (where e.kind = 'accepted'), 'replied', count(distinct e.lead_id) filter (where e.kind = 'message' and e.went_on_by is null))
      from outreach.inbound_events e
      where e.account_id = p_account_id and e.kind in ('accepted', 'message') and e.action_id is not null and e.received_at > v_now - interval '14 days'),
    'pending_invites', (select count(*) from outreach.contacts c where c.account_id = p_account_id and c.invitation = 'pending'),
    'queued', (select count(*) from outreach.linkedin_automation n where n.account_id = p_account_id and n.status in ('approved', 'scheduled')),
    'next', case when v_next.id is not null then jsonb_build_object(
      -- Never a time that is past: what holds it without an end has none.
      'action_id', v_next.id, 'blocked_by', v_blocker.code,
      'at', case when v_blocker.code is null or v_blocker.retry_at is not null then greatest(v_next.scheduled_for, v_blocker.retry_at, v_now) end) end);
end $$;

update outreach.campaign_leads set replied_at = null where replied_at is not null and status in ('ready', 'active', 'finished');
