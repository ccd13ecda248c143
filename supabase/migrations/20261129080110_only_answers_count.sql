-- Connections that an account had before are read as acceptances too; only what answers an action of ours is one.
create or replace function outreach.show_answer(p_event_id bigint, p_lead_ids text[]) returns void
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
    -- What is accepted is an invitation of this account; a connection that is older than it is no answer.
    and (v_event.kind <> 'accepted' or (n.action_type = 'send_invite' and n.account_id = v_event.account_id))
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
      where e.account_id = p_account_id and e.kind in ('accepted', 'message') and e.action_id is not null and e.received_at > v_now - interval '14 days'),
    'pending_invites', (select count(*) from outreach.contacts c where c.account_id = p_account_id and c.invitation = 'pending'),
    'queued', (select count(*) from outreach.linkedin_automation n where n.account_id = p_account_id and n.status in ('approved', 'scheduled')),
    'next', case when v_next.id is not null then jsonb_build_object(
      -- Never a time that is past: what holds it without an end has none.
      'action_id', v_next.id, 'blocked_by', v_blocker.code,
      'at', case when v_blocker.code is null or v_blocker.retry_at is not null then greatest(v_next.scheduled_for, v_blocker.retry_at, v_now) end) end);
end $$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.account_status to greenlight_bot;
