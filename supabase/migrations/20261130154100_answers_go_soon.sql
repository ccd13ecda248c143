-- A person's answer is planned by the rules by which it is released: two minutes after the last action, without quota.

-- A person waits for them: they are loaded first.
create index actions_ready_to_answer on outreach.linkedin_automation (account_id, approved_at, id)
  where status in ('approved', 'scheduled') and not aside and in_reply_to is not null;

-- A person's answer to the newest message is no campaign: two minutes of gap, no quota. (`replied` checks that it is the
-- newest.) One answer a message, and only while the conversation is alive.
create or replace function outreach.goes_as_answer(p_action outreach.linkedin_automation, p_now timestamptz) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if (p_action).action_type <> 'send_message' or (p_action).in_reply_to is null or (p_action).campaign_id is not null then
    return false;
  end if;
  return coalesce((outreach.newest_inbound((p_action).lead_id)).last_inbound_at > p_now - interval '14 days', false)
    and not exists (
      select from outreach.release_ledger l join outreach.linkedin_automation a on a.id = l.action_id
      where l.lead_id = any (outreach.aliases((p_action).lead_id)) and l.action_type = 'send_message' and l.outcome <> 'not_sent'
        and a.id <> (p_action).id and a.in_reply_to = (p_action).in_reply_to);
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
  v_answer boolean := outreach.goes_as_answer(p_action, p_now);
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

-- Accounts with work, each with what planning needs: at most 100 actions, the oldest approvals of each type in turn, so
-- that a type that waits starves no other. Brings back what was set aside and whose time has come.
create or replace function outreach.load_due() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_now timestamptz := outreach.moment();
  v_date date;
  v_answer jsonb := '[]';
  v_actions jsonb;
  v_quotas jsonb;
  v_shares jsonb;
  v_since timestamptz;
begin
  -- Account before action, as all functions lock; the proposals below refer to accounts.
  perform from outreach.accounts a order by a.id for no key update;
  update outreach.linkedin_automation
  set aside = false, blocked_by = case when blocked_by not in ('earlier_step', 'company_cap') then blocked_by end,
      retry_at = case when blocked_by not in ('earlier_step', 'company_cap') then retry_at end
  where id = any (array(
    select w.id from outreach.linkedin_automation w
    where w.status in ('approved', 'scheduled') and w.aside and w.retry_at <= v_now
    order by w.retry_at limit 200 for no key update skip locked));
  perform outreach.propose_withdrawals();
  for v_account in
    select * from outreach.accounts a
    where exists (select from outreach.linkedin_automation n where n.account_id = a.id and n.status in ('approved', 'scheduled') and not n.aside)
    order by a.id
  loop
    v_date := (v_now at time zone v_account.time_zone)::date;
    select jsonb_agg(outreach.action_view(r.found) || jsonb_build_object('is_answer', outreach.goes_as_answer(r.found, v_now)) order by (r.found).approved_at, (r.found).id) into v_actions
    from (
      select t.found
      from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)
      cross join lateral (
        -- Answers first; then of each campaign in turn by its weight, what people proposed one by one counting as one of them.
        select q.found, row_number() over (order by q.share, (q.found).approved_at, (q.found).id) as place
        from (
          (select n as found, 0::numeric as share
           from outreach.linkedin_automation n
           where n.account_id = v_account.id and n.action_type = k.type and n.in_reply_to is not null and n.status in ('approved', 'scheduled') and not n.aside
           order by n.approved_at, n.id limit 100)
          union all
          (select n, row_number() over (order by n.approved_at, n.id)::numeric
           from outreach.linkedin_automation n
           where n.account_id = v_account.id and n.action_type = k.type and n.campaign_id is null and n.in_reply_to is null
             and n.status in ('approved', 'scheduled') and not n.aside
           order by n.approved_at, n.id limit 100)
          union all
          select o.found, o.place / c.weight
          from outreach.campaigns c
          cross join lateral (
            select n as found, row_number() over (order by n.approved_at, n.id)::numeric as place
            from outreach.linkedin_automation n
            where n.account_id = v_account.id and n.action_type = k.type and n.campaign_id = c.id and n.status in ('approved', 'scheduled') and not n.aside
            order by n.approved_at, n.id limit 100) o
          where c.account_id = v_account.id and c.status = 'running') q
        order by share, (q.found).approved_at, (q.found).id limit 100
      ) t
      order by t.place limit 100
    ) r;
    -- All that is there is of campaigns that are paused.
    continue when v_actions is null;
    -- What campaigns had of the account since they compete: 7 days at most, no longer than the newest of them is under way.
    select max(c.started_at) into v_since from outreach.campaigns c where c.account_id = v_account.id and c.status = 'running';
    select coalesce(jsonb_agg(jsonb_build_object('campaign_id', u.campaign_id, 'type', u.type, 'used', u.used)), '[]') into v_shares
    from (
      select n.campaign_id, k.type, count(*) as used
      from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)
      join outreach.release_ledger l on l.account_id = v_account.id and l.action_type = k.type and l.counted
        and l.dispatched_at > greatest(v_now - interval '7 days', v_since) and l.dispatched_at <= 'infinity'
      join outreach.linkedin_automation n on n.id = l.action_id
      where v_since is not null
      group by n.campaign_id, k.type) u;
    select jsonb_agg(jsonb_build_object('type', q.type, 'quota', least((q.day).quota, (q.day).warm_up),
      'used_today', outreach.used_on(v_account.id, q.type, v_date),
      'used_7d', outreach.used_since(v_account.id, q.type, v_now - interval '7 days')) order by q.type)
    into v_quotas
    from (select k.type, outreach.day_limit(v_account, k.type, v_date) as day
          from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)) q;
    v_answer := v_answer || jsonb_build_object(
      'account', outreach.account_view(v_account), 'now', v_now,
      'last_dispatch_at', greatest(v_account.last_dispatch_at, v_account.resumed_at), 'local_date', v_date, 'quotas', v_quotas,
      'holidays', coalesce((
        select jsonb_agg(h.date order by h.date) from outreach.holidays h
        where h.region = v_account.holidays and h.date between v_date and v_date + 60), '[]'::jsonb),
      'shares', v_shares, 'actions', v_actions);
  end loop;
  return v_answer;
end $$;

-- `p_config` null: the rules as they are. Raises `unknown_account`, and `bad_config` for rules that check_config refuses.
create or replace function outreach.forecast_input(p_account_id text, p_config jsonb) returns jsonb
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

revoke execute on function outreach.goes_as_answer from public, anon, authenticated, service_role;
