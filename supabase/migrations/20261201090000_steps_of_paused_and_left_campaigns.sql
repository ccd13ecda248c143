-- Simulated histories showed two things of campaigns. Words that were approved while a campaign was paused waited without a reason. A step that
-- came back as not sent after its person had left the campaign waited on, and could go.

create or replace function outreach.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'pending_approval' then array['approved', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'approved' then array['scheduled', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'scheduled' then array['dispatching', 'unknown', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'dispatching' then array['completed', 'failed', 'unknown', 'not_sent']
    when 'unknown' then array['completed', 'not_sent']
    when 'not_sent' then array['approved', 'completed', 'skipped', 'cancelled']
    when 'skipped' then array['approved', 'pending_approval']
    else array[]::text[]
  end)
$$;

create or replace function outreach.steer_campaign(p_campaign_id text, p_person_id text, p_do text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
begin
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  if p_do is null or p_do not in ('pause', 'resume', 'end') then
    raise sqlstate 'PT400' using message = format('Cannot "%s" a campaign: accepted are pause, resume, end', p_do), detail = 'bad_decision';
  elsif v_campaign.id is null then
    return '{"outcome": "not_found", "reason": null, "campaign": null}';
  end if;
  perform from outreach.accounts a where a.id = v_campaign.account_id for no key update;
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  if outreach.role_of(v_campaign.team_id, p_person_id) = 'guest' or not (
    p_person_id = v_campaign.person_id or p_do = 'pause'
    or outreach.role_of(v_campaign.team_id, p_person_id) = 'admin'
    or platform.is_of_rule(platform.rule_for(v_campaign.team_id, 'outreach', v_campaign.channel_id), p_person_id)) then
    return jsonb_build_object('outcome', 'not_allowed', 'reason', case when outreach.role_of(v_campaign.team_id, p_person_id) = 'guest' then 'guest' else 'role' end,
      'campaign', outreach.campaign_view(v_campaign));
  elsif v_campaign.status = 'ended' or p_do = 'resume' and v_campaign.status <> 'paused' or p_do = 'pause' and v_campaign.status = 'paused' then
    return jsonb_build_object('outcome', 'wrong_state', 'reason', v_campaign.status, 'campaign', outreach.campaign_view(v_campaign));
  end if;
  perform outreach.act_as(p_person_id);
  -- Actions, people, campaign: in the order of all that moves them.
  perform from outreach.linkedin_automation n
  where n.campaign_id = p_campaign_id and n.status in ('pending_approval', 'approved', 'scheduled', 'not_sent') order by n.id for no key update;
  if p_do = 'pause' then
    update outreach.linkedin_automation set aside = true, blocked_by = 'campaign_paused', retry_at = null
    where campaign_id = p_campaign_id and status in ('approved', 'scheduled') and blocked_by is distinct from 'earlier_step';
  elsif p_do = 'resume' then
    update outreach.linkedin_automation set aside = false, blocked_by = null, retry_at = null
    where campaign_id = p_campaign_id and status in ('approved', 'scheduled') and blocked_by = 'campaign_paused';
  elsif p_do = 'end' then
    update outreach.campaign_leads set status = 'stopped', reason = 'ended', updated_at = outreach.moment()
    where campaign_id = p_campaign_id and status in ('drafting', 'ready', 'active');
    update outreach.linkedin_automation set status = 'cancelled', decided_by = p_person_id, blocked_by = null, retry_at = null
    where campaign_id = p_campaign_id and status in ('pending_approval', 'approved', 'scheduled', 'not_sent');
  end if;
  update outreach.campaigns
  set status = case p_do when 'pause' then 'paused' when 'end' then 'ended' else case when started_at is null then 'drafting' else 'running' end end,
      paused_at = case p_do when 'pause' then outreach.moment() end, paused_by = case p_do when 'pause' then p_person_id end,
      ended_at = case p_do when 'end' then outreach.moment() end, ended_by = case p_do when 'end' then p_person_id end,
      end_reason = case p_do when 'end' then 'ended' end
  where id = p_campaign_id returning * into v_campaign;
  perform outreach.note(v_campaign.team_id, 'campaign_' || case p_do when 'end' then 'ended' else p_do || 'd' end, 'campaign', p_campaign_id, null, v_campaign.status);
  perform outreach.tell_campaign(p_campaign_id, 'campaign_' || case p_do when 'pause' then 'paused' when 'resume' then 'resumed' else 'ended' end,
    jsonb_build_object('person_id', p_person_id, 'reason', v_campaign.end_reason));
  perform outreach.show_campaign(p_campaign_id);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'campaign', outreach.campaign_view(v_campaign));
end $$;

create or replace function outreach.stop_campaign_lead(p_campaign_id text, p_lead_id text, p_status text, p_reason text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.campaign_leads
  set status = p_status, reason = p_reason, replied_at = case when p_status = 'replied' then outreach.moment() else replied_at end,
      updated_at = outreach.moment()
  where campaign_id = p_campaign_id and lead_id = p_lead_id and (status in ('drafting', 'ready', 'active') or p_status = 'replied' and status = 'finished');
  if found then
    update outreach.linkedin_automation
    set status = 'skipped', blocked_by = case p_status when 'replied' then 'replied' else 'earlier_step' end, retry_at = null
    where campaign_id = p_campaign_id and lead_id = p_lead_id and status in ('pending_approval', 'approved', 'scheduled', 'not_sent');
  end if;
end $$;

create or replace function outreach.follow_step() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  -- The owner invited by hand. (Who was connected already gets no words that were written for a stranger.)
  v_as_good boolean := new.status = 'skipped' and new.blocked_by = 'already_invited' and new.action_type = 'send_invite';
begin
  if new.status = 'completed' or v_as_good then
    update outreach.campaign_leads c
    set done = c.done + 1, updated_at = outreach.moment(),
        status = case
          when c.status not in ('ready', 'active') then c.status
          when exists (
            select from outreach.linkedin_automation n
            where n.campaign_id = new.campaign_id and n.lead_id = new.lead_id and n.status not in ('completed', 'skipped', 'cancelled', 'expired', 'suppressed', 'failed')) then 'active'
          else 'finished' end
    where c.campaign_id = new.campaign_id and c.lead_id = new.lead_id;
    perform outreach.set_steps_due(new.account_id, array[new.lead_id]);
  elsif new.status in ('failed', 'skipped', 'cancelled', 'expired', 'suppressed') then
    perform outreach.stop_campaign_lead(new.campaign_id, new.lead_id, case new.blocked_by when 'replied' then 'replied' else 'stopped' end,
      case new.status when 'failed' then coalesce(new.error ->> 'code', 'failed') when 'skipped' then coalesce(new.blocked_by, 'skipped') else new.status end);
  elsif new.status = 'not_sent' then
    -- Its person left the campaign while it was on its way.
    update outreach.linkedin_automation
    set status = 'skipped', retry_at = null, blocked_by = (
      select case c.status when 'replied' then 'replied' else 'earlier_step' end
      from outreach.campaign_leads c where c.campaign_id = new.campaign_id and c.lead_id = new.lead_id)
    where id = new.id and not exists (
      select from outreach.campaign_leads c
      where c.campaign_id = new.campaign_id and c.lead_id = new.lead_id and c.status in ('ready', 'active'));
  end if;
  return null;
end $$;

create or replace function outreach.end_release(p_release_id bigint, p_result text, p_provider jsonb, p_error jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_was_unknown boolean;
  v_erased boolean;
begin
  select * into v_release from outreach.release_ledger where id = p_release_id;
  select * into v_account from outreach.accounts where id = v_release.account_id;
  select l.erased_at is not null into v_erased from outreach.leads l where l.id = v_release.lead_id;
  if v_erased then
    -- The person was erased between the call and its end: how it ended is kept, and nothing that leads to them.
    p_provider := outreach.without_person(p_provider);
    p_error := outreach.without_person(p_error);
  end if;
  v_was_unknown := v_release.outcome = 'unknown';
  update outreach.release_ledger
  set outcome = p_result, provider = provider || coalesce(p_provider, '{}'), error = p_error, ended_at = outreach.moment(),
      counted = counted and not (p_result = 'not_sent' and local_date = (outreach.moment() at time zone v_account.time_zone)::date),
      -- Of an erased person nothing can be looked up: a person says what they know.
      next_lookup_at = case when p_result = 'unknown' and v_erased is not true then dispatched_at + interval '90 seconds' end
  where id = p_release_id;
  update outreach.linkedin_automation
  set status = case p_result when 'sent' then 'completed' when 'already' then 'completed' else p_result end,
      result = jsonb_build_object('outcome', p_result) || coalesce(p_provider, '{}')
        || case when p_result = 'unknown' and v_erased then '{"needs_person": true}' else '{}' end::jsonb, error = p_error, blocked_by = null, retry_at = null, worker = null
  where id = v_release.action_id returning * into v_action;
  -- What waited for this outcome is looked at again.
  update outreach.linkedin_automation set aside = false, retry_at = null
  where lead_id = any (outreach.aliases(v_action.lead_id)) and status in ('approved', 'scheduled') and blocked_by = 'earlier_unknown';
  if p_result in ('sent', 'already') then
    perform outreach.note_effect(v_action, p_provider, p_error ->> 'code');
  elsif p_result = 'not_sent' and v_erased is not true and (v_release.provider ? 'restored_at' or not v_was_unknown and v_action.attempts < 3) then
    update outreach.linkedin_automation
    set status = 'approved', executed_at = null, scheduled_for = null, jitter_applied_minutes = null, result = null
    -- A step whose person has left the campaign ended with it.
    where id = v_action.id and status = 'not_sent';
  end if;
end $$;

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
  -- What came back, or was approved, while its campaign is paused.
  update outreach.linkedin_automation
  set aside = true, blocked_by = 'campaign_paused', retry_at = null
  where id = any (array(
    select w.id from outreach.campaigns c
    join outreach.linkedin_automation w on w.campaign_id = c.id and w.status in ('approved', 'scheduled') and not w.aside
    where c.status = 'paused'
    order by w.id for no key update of w skip locked));
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
