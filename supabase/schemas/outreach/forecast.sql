-- What the coming days of an account follow from, under its rules or under those that a person proposes. Nothing is drawn and
-- nothing is written: the draws of days to come are the governor's, from a secret seed.

-- What waits and can be foreseen, and of what it depends. `follows`: its earlier step waits as well; null: something that no
-- rule decides must happen first, an acceptance or a person's decision.
create type outreach.foreseen_action as (action outreach.linkedin_automation, follows boolean);

create function outreach.foreseen_actions(p_account_id text) returns setof outreach.foreseen_action
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with recursive waits as (
    select n as action, n.id, n.after_action_id,
      case
        when c.id is not null and c.status <> 'running' then 'unforeseen'
        when not n.aside then 'ready'
        when n.blocked_by in ('not_connected', 'earlier_unknown', 'campaign_paused') then 'unforeseen'
        when n.retry_at is not null then 'ready'
        when n.blocked_by = 'earlier_step' and n.after = 'previous_sent' and n.after_action_id is not null then 'follows'
        else 'unforeseen' end as is
    from outreach.linkedin_automation n left join outreach.campaigns c on c.id = n.campaign_id
    where n.account_id = p_account_id and n.status in ('approved', 'scheduled')
  ), foreseen as (
    select w.action, w.id, false as follows from waits w where w.is = 'ready'
    union all
    select w.action, w.id, true from waits w join foreseen f on f.id = w.after_action_id where w.is = 'follows'
  )
  select row(w.action, f.follows)::outreach.foreseen_action
  from waits w left join foreseen f on f.id = w.id
$$;

-- `p_config` null: the rules as they are. Raises `unknown_account`, and `bad_config` for rules that check_config refuses.
create function outreach.forecast_input(p_account_id text, p_config jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_zone text;
  v_config jsonb;
  v_now timestamptz := platform.now();
  v_date date;
  v_since timestamptz;
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot foresee account "%s": there is none', left(p_account_id, 100)), detail = 'unknown_account';
  end if;
  v_config := coalesce(outreach.whole_config(v_account, p_config), outreach.config_view(v_account));
  if p_config is not null and outreach.config_problems(v_config, v_account.tier) <> '[]' then
    raise sqlstate 'PT400' using message = format('Cannot foresee account "%s" under rules that cannot work', v_account.id), detail = 'bad_config',
      hint = 'outreach.check_config says what is wrong.';
  end if;
  v_zone := v_account.time_zone;
  -- The fields of a configuration are the account's columns.
  v_account := jsonb_populate_record(v_account, v_config - 'rules');
  v_date := (v_now at time zone v_account.time_zone)::date;
  select max(c.started_at) into v_since from outreach.campaigns c where c.account_id = v_account.id and c.status = 'running';
  return jsonb_build_object(
    'account', outreach.account_view(v_account) || jsonb_build_object('config', v_config), 'now', v_now, 'local_date', v_date,
    'last_dispatch_at', greatest(v_account.last_dispatch_at, v_account.resumed_at),
    'fits_a_day', outreach.fits_a_day(v_account.window_start, v_account.window_end, v_account.gap_min_minutes),
    'types', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'type', r ->> 'type',
        'drawn', (select d.draw from outreach.quota_draws d where d.account_id = v_account.id and d.action_type = r ->> 'type' and d.local_date = v_date),
        -- After a change of zone the last 24 h count besides the local day, as they do in a release.
        'used_today', greatest(outreach.used_on(v_account.id, r ->> 'type', v_date),
          case when v_zone <> v_account.time_zone or v_account.zone_changed_at > v_now - interval '24 hours'
               then outreach.used_since(v_account.id, r ->> 'type', v_now - interval '24 hours') end),
        'used_7d', (
          select coalesce(jsonb_agg(l.dispatched_at order by l.dispatched_at), '[]') from outreach.release_ledger l
          where l.account_id = v_account.id and l.action_type = r ->> 'type' and l.dispatched_at > v_now - interval '7 days' and l.counted),
        'warm_up', (
          select coalesce(jsonb_agg(outreach.warm_up_share(v_account.warm_up_days, n, (r ->> 'daily_max')::integer) order by n), '[]')
          from generate_series(0, v_account.warm_up_days - 2) n),
        'rests_until', (
          select max(b.until) from outreach.breakers b
          where b.account_id = v_account.id and b.until > v_now and not b.needs_person and b.scope in ('*', r ->> 'type')))), '[]')
      from jsonb_array_elements(v_config -> 'rules') r),
    -- After two idle weeks the next release warms up anew.
    'sending_days', case when v_account.warm_up_days > 0 and v_account.last_dispatch_at < v_now - interval '14 days' then 0 else (
      select count(*) from outreach.sending_days d
      where d.account_id = v_account.id and d.local_date >= v_account.warm_up_from and d.local_date < v_date) end,
    'sent_today', exists (select from outreach.sending_days d where d.account_id = v_account.id and d.local_date = v_date),
    'notes_31d', case when v_account.tier = 'free' then (
      select coalesce(jsonb_agg(l.dispatched_at order by l.dispatched_at), '[]') from outreach.release_ledger l
      where l.account_id = v_account.id and l.action_type = 'send_invite' and l.with_note and l.counted and l.dispatched_at > v_now - interval '31 days')
      else '[]' end,
    'pending_invites', (select count(*) from outreach.contacts c where c.account_id = v_account.id and c.invitation = 'pending'),
    'holidays', (
      select coalesce(jsonb_agg(jsonb_build_object('date', h.date, 'name', h.name) order by h.date), '[]') from outreach.holidays h
      where h.region = v_account.holidays and h.date between v_date - 1 and v_date + 60),
    'unknown_years', (
      select coalesce(jsonb_agg(y order by y), '[]')
      from generate_series(extract(year from v_date)::integer, extract(year from v_date + 60)::integer) y
      where v_account.holidays is not null
        and not exists (select from outreach.holiday_years k where k.region = v_account.holidays and k.year = y and k.known)),
    'shares', (
      select coalesce(jsonb_agg(jsonb_build_object('campaign_id', u.campaign_id, 'type', u.action_type, 'used', u.used)), '[]')
      from (
        select n.campaign_id, l.action_type, count(*) as used
        from outreach.release_ledger l join outreach.linkedin_automation n on n.id = l.action_id
        where v_since is not null and l.account_id = v_account.id and l.counted and l.dispatched_at > greatest(v_now - interval '7 days', v_since)
        group by n.campaign_id, l.action_type) u),
    'reached', (
      select coalesce(jsonb_agg(jsonb_build_object('company', c.company, 'person', c.person, 'at', c.at)), '[]')
      from (
        select coalesce(o.company_key, o.company_page_key) as company, coalesce(o.same_as, o.id) as person, max(l.dispatched_at) as at
        from outreach.accounts a
        join outreach.release_ledger l on l.account_id = a.id and l.action_type in ('view_profile', 'send_invite', 'send_message')
          and l.dispatched_at > v_now - interval '7 days' and l.outcome <> 'not_sent'
        join outreach.leads o on o.id = l.lead_id
        where a.team_id = v_account.team_id and coalesce(o.company_key, o.company_page_key) is not null
        group by 1, 2) c),
    'actions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', q.id, 'type', q.action_type, 'is_answer', q.is_answer, 'with_note', q.with_note,
        'campaign', case when q.campaign_id is not null then jsonb_build_object('id', q.campaign_id, 'weight', q.weight, 'per_company_week', q.per_company_week) end,
        'person', q.person, 'company', q.company, 'scheduled_for', q.scheduled_for, 'from', q.not_before, 'aside', q.aside,
        'after_action_id', q.follows, 'wait_days', q.wait_days) order by q.place, q.approved_at, q.id), '[]')
      from (
        -- In the order of load_due: of each type and campaign in turn.
        select s.*, row_number() over (partition by s.action_type order by s.share, s.approved_at, s.id) as place
        from (
          select n.id, n.action_type, outreach.goes_as_answer(f.action, v_now) as is_answer, n.action_type = 'send_invite' and n.payload ? 'text' as with_note, n.campaign_id, c.weight, c.per_company_week,
            coalesce(l.same_as, l.id) as person, coalesce(l.company_key, l.company_page_key) as company, n.scheduled_for,
            greatest(n.retry_at, n.not_before) as not_before, n.aside, case when f.follows then n.after_action_id end as follows,
            coalesce(n.wait_days, 0) as wait_days, n.approved_at,
            case when n.in_reply_to is not null then 0
              else row_number() over (partition by n.action_type, n.campaign_id, n.aside, n.in_reply_to is null order by n.approved_at, n.id)::numeric / coalesce(c.weight, 1) end as share
          from outreach.foreseen_actions(v_account.id) f
          cross join lateral (select (f.action).*) n
          join outreach.leads l on l.id = n.lead_id
          left join outreach.campaigns c on c.id = n.campaign_id
          where f.follows is not null) s
        order by place, s.approved_at, s.id limit 3000) q),
    'campaigns', (
      select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'status', c.status,
        'drafting', (select count(*) from outreach.campaign_leads l where l.campaign_id = c.id and l.status = 'drafting'),
        'unforeseen', (select count(*) from outreach.foreseen_actions(v_account.id) f where f.follows is null and (f.action).campaign_id = c.id)) order by c.created_at, c.id), '[]')
      from outreach.campaigns c where c.account_id = v_account.id and c.status <> 'ended'),
    'unforeseen', (select count(*) from outreach.foreseen_actions(v_account.id) f where f.follows is null and (f.action).campaign_id is null));
end $$;

grant execute on function outreach.forecast_input to greenlight_bot;
