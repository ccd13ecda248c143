-- What people see: the queue and the days of an account.

-- Everything that has not ended, next first; of a campaign what no earlier step or other condition holds.
create function outreach.queue(p_team_id text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.action_view(q.found) order by q.place), '[]'::jsonb)
  from (
    select n as found, row_number() over (
      order by n.status in ('dispatching', 'unknown') desc, coalesce(n.scheduled_for, n.retry_at, n.approved_at, n.created_at), n.id) as place
    from outreach.linkedin_automation n
    where n.team_id = p_team_id and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')
      and not (n.campaign_id is not null and n.aside)
    order by place limit least(greatest(p_limit, 0), 500)
  ) q
$$;

create function outreach.day_view(p_account_id text, p_date date) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('date', p_date, 'by_type', jsonb_agg(jsonb_build_object(
    'type', k.type,
    'sent', (select count(*) from outreach.release_ledger l where l.account_id = p_account_id and l.local_date = p_date and l.action_type = k.type
             and l.outcome in ('sent', 'already')),
    'unknown', (select count(*) from outreach.release_ledger l where l.account_id = p_account_id and l.local_date = p_date and l.action_type = k.type
                and l.outcome in ('unknown', 'dispatching')),
    'quota', (select d.draw from outreach.quota_draws d where d.account_id = p_account_id and d.local_date = p_date and d.action_type = k.type)) order by k.place))
  from unnest(array['send_invite', 'send_message', 'view_profile', 'withdraw_invite']) with ordinality k(type, place)
$$;

-- Raises `unknown_account`.
create function outreach.account_status(p_account_id text) returns jsonb
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

-- Changes whenever something of outreach changes: every change of state is audited. One probe of an index, asked once a second.
create function outreach.home_stamp() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select concat_ws(' ', (select coalesce(max(a.id), 0) from outreach.audit a),
    -- Hand-overs are seen to wait from their second minute on.
    (select concat_ws(' ', count(*) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'), max(h.ended_at))
     from outreach.handovers h where h.status <> 'done'))
$$;

grant execute on function outreach.queue, outreach.account_status, outreach.home_stamp to greenlight_bot;
