-- What the governor loads grows with its accounts, not with their square.
create or replace function outreach.load_due() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_now timestamptz := outreach.moment();
  v_date date;
  -- An array: a jsonb that grows is written anew for each account, which took most of the time from 50 accounts on.
  v_answer jsonb[] := '{}';
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
    v_answer := array_append(v_answer, jsonb_build_object(
      'account', outreach.account_view(v_account), 'now', v_now,
      'last_dispatch_at', greatest(v_account.last_dispatch_at, v_account.resumed_at), 'local_date', v_date, 'quotas', v_quotas,
      'holidays', coalesce((
        select jsonb_agg(h.date order by h.date) from outreach.holidays h
        where h.region = v_account.holidays and h.date between v_date and v_date + 60), '[]'::jsonb),
      'shares', v_shares, 'actions', v_actions));
  end loop;
  return to_jsonb(v_answer);
end $$;

grant execute on function outreach.load_due to greenlight_governor;
