-- How a person goes through the steps of a campaign. What is due follows from what was done and accepted; a step that did
-- not happen, a reply and a suppression end the campaign for that person.

-- Whole working days of an account after an instant, from the start of its hours; 0: at once.
create function outreach.working_time_after(p_account outreach.accounts, p_from timestamptz, p_days integer) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_at timestamptz := p_from;
begin
  for i in 1..p_days loop
    v_at := outreach.next_open(p_account, outreach.next_local_day(p_account, v_at));
    exit when v_at is null;
  end loop;
  return v_at;
end $$;

-- When a step of a campaign is due. Empty answer: what it waits for has not happened.
create function outreach.step_due(p_action outreach.linkedin_automation) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_before outreach.linkedin_automation;
  v_account outreach.accounts;
  v_from timestamptz := '-infinity';
  v_connected timestamptz;
begin
  if (p_action).after_action_id is not null then
    select * into v_before from outreach.linkedin_automation where id = (p_action).after_action_id;
    v_from := case
      when v_before.status = 'completed' then v_before.executed_at
      -- Invited by hand: as good as done.
      when v_before.status = 'skipped' and v_before.blocked_by = 'already_invited' then v_before.updated_at end;
  end if;
  if v_from is not null and (p_action).after = 'accepted' then
    select min(coalesce(c.connected_at, v_from)) into v_connected
    from outreach.contacts c
    where c.account_id = (p_action).account_id and c.lead_id = any (outreach.aliases((p_action).lead_id)) and c.connected;
    v_from := case when v_connected is not null then greatest(v_from, v_connected) end;
  end if;
  if v_from is null or v_from = '-infinity' then
    return v_from;
  end if;
  select * into v_account from outreach.accounts where id = (p_action).account_id;
  return outreach.working_time_after(v_account, v_from, (p_action).wait_days);
end $$;

-- Other people of this person's company to whom the team did something in the 7 days before `p_now`, each with the last time.
create function outreach.colleagues_reached(p_lead_id text, p_now timestamptz) returns table (person text, at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(o.same_as, o.id), max(r.dispatched_at)
  from outreach.leads l
  join outreach.leads o on o.team_id = l.team_id and o.id <> all (outreach.aliases(l.id))
    and (o.company_key = l.company_key or o.company_page_key = l.company_page_key)
  join outreach.release_ledger r on r.lead_id = o.id and r.action_type <> 'withdraw_invite' and r.outcome <> 'not_sent'
    and r.dispatched_at > p_now - interval '7 days'
  where l.id = p_lead_id
  group by 1
$$;

-- One release at a time to people of a company, from any account. After account and person, as all who lock both.
create function outreach.hold_company(p_lead_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
begin
  for v_key in
    select distinct k from outreach.leads l, unnest(array['name ' || l.company_key, 'page ' || l.company_page_key]) k
    where l.id = p_lead_id and k is not null order by k
  loop
    perform pg_advisory_xact_lock(hashtext('outreach.company ' || (select l.team_id from outreach.leads l where l.id = p_lead_id) || ' ' || v_key));
  end loop;
end $$;

-- What of its campaign holds an action; code null: nothing.
create function outreach.campaign_blocker(p_action outreach.linkedin_automation, p_now timestamptz) returns outreach.blocker
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_due timestamptz;
  v_before text;
  v_reached integer;
  v_room timestamptz;
begin
  select * into v_campaign from outreach.campaigns where id = (p_action).campaign_id;
  if v_campaign.status = 'ended' then
    return row('campaign_paused', null, 'cancelled', false)::outreach.blocker;
  elsif v_campaign.status = 'paused' then
    return row('campaign_paused', null, null, true)::outreach.blocker;
  end if;
  v_due := outreach.step_due(p_action);
  if v_due is null then
    select n.status into v_before from outreach.linkedin_automation n where n.id = (p_action).after_action_id;
    return row('earlier_step', null, case when v_before in ('failed', 'skipped', 'cancelled', 'expired', 'suppressed') then 'skipped' end, true)::outreach.blocker;
  elsif v_due > p_now then
    return row('earlier_step', v_due, null, true)::outreach.blocker;
  end if;
  if v_campaign.per_company_week is not null then
    select count(*), min(c.at) into v_reached, v_room from (
      select * from outreach.colleagues_reached((p_action).lead_id, p_now) r order by r.at desc limit v_campaign.per_company_week) c;
    if v_reached >= v_campaign.per_company_week then
      return row('company_cap', outreach.next_open(a, v_room + interval '7 days'), null, true)::outreach.blocker
      from outreach.accounts a where a.id = (p_action).account_id;
    end if;
  end if;
  return null;
end $$;

-- Writes when the next step of people is due; what cannot be due yet is set aside until something happens.
create function outreach.set_steps_due(p_account_id text, p_lead_ids text[]) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.linkedin_automation n
  set aside = true, blocked_by = 'earlier_step', retry_at = outreach.step_due(n)
  where n.account_id = p_account_id and n.lead_id = any (p_lead_ids) and n.after_action_id is not null
    and n.status in ('approved', 'scheduled') and n.blocked_by is not distinct from 'earlier_step'
    and n.retry_at is distinct from outreach.step_due(n)
$$;

-- Ends a campaign for one person; what waits for them is skipped.
create function outreach.stop_campaign_lead(p_campaign_id text, p_lead_id text, p_status text, p_reason text) returns void
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

-- One step of a person moved. In the transaction of the move, by any cause.
create function outreach.follow_step() returns trigger
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
create trigger steps_follow_each_other after update of status on outreach.linkedin_automation
  for each row when (new.campaign_id is not null and old.status is distinct from new.status)
  execute function outreach.follow_step();

-- A reply ends the campaigns of its writer, under all names, from any account: also visits, and words that still wait for people.
create function outreach.stop_campaigns_on_reply() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead record;
  v_aliases text[] := outreach.aliases(new.lead_id);
begin
  for v_lead in
    select c.campaign_id, c.lead_id, p.stop_on from outreach.campaign_leads c join outreach.campaigns p on p.id = c.campaign_id
    where c.lead_id = any (v_aliases) and c.status in ('drafting', 'ready', 'active', 'finished')
    order by c.campaign_id, c.lead_id
  loop
    perform outreach.stop_campaign_lead(v_lead.campaign_id, v_lead.lead_id, 'replied', null);
    if 'company_reply' = any (v_lead.stop_on) then
      perform outreach.stop_campaign_lead(c.campaign_id, c.lead_id, 'stopped', 'company_reply')
      from outreach.campaign_leads c
      join outreach.leads o on o.id = c.lead_id
      join outreach.leads l on l.id = v_lead.lead_id and (o.company_key = l.company_key or o.company_page_key = l.company_page_key)
      where c.campaign_id = v_lead.campaign_id and c.lead_id <> v_lead.lead_id and c.status in ('drafting', 'ready', 'active')
      order by c.lead_id;
    end if;
  end loop;
  return null;
end $$;
create trigger replies_end_campaigns after insert on outreach.inbound_events
  for each row when (new.kind = 'message' and new.lead_id is not null)
  execute function outreach.stop_campaigns_on_reply();

-- Since when two are connected, for the steps that follow an acceptance.
create function outreach.note_connection() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.connected_at := case when new.connected is true then coalesce(new.connected_at, outreach.moment()) end;
  return new;
end $$;
create trigger connections_have_a_time before insert or update of connected on outreach.contacts
  for each row execute function outreach.note_connection();

-- An acceptance moves a person on; an invitation that was withdrawn ends the campaign for its person.
create function outreach.follow_contact() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_aliases text[] := outreach.aliases(new.lead_id);
begin
  if new.connected is true then
    update outreach.campaign_leads c set accepted_at = new.connected_at, updated_at = outreach.moment()
    from outreach.campaigns p
    where p.id = c.campaign_id and p.account_id = new.account_id and c.lead_id = any (v_aliases) and c.accepted_at is null
      and c.status in ('ready', 'active', 'replied', 'finished')
      and exists (select from outreach.linkedin_automation n where n.campaign_id = c.campaign_id and n.lead_id = c.lead_id and n.action_type = 'send_invite'
                  and n.executed_at is not null);
    perform outreach.set_steps_due(new.account_id, v_aliases);
  elsif new.invitation = 'withdrawn' then
    perform outreach.stop_campaign_lead(c.campaign_id, c.lead_id, 'stopped', 'withdrawn')
    from outreach.campaign_leads c join outreach.campaigns p on p.id = c.campaign_id and p.account_id = new.account_id
    where c.lead_id = any (v_aliases) and c.status = 'active'
    order by c.campaign_id, c.lead_id;
  end if;
  return null;
end $$;
create trigger acceptances_move_people_on after insert or update of connected, invitation on outreach.contacts
  for each row when (new.connected is true or new.invitation = 'withdrawn')
  execute function outreach.follow_contact();

-- Two leads are found to be one person: one campaign goes on, the one that began first.
create function outreach.stop_campaigns_of_twins() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.stop_campaign_lead(t.campaign_id, t.lead_id, 'stopped', 'same_person')
  from (
    select c.campaign_id, c.lead_id, row_number() over (order by c.status = 'active' desc, p.created_at, c.campaign_id, c.lead_id) as place
    from outreach.campaign_leads c join outreach.campaigns p on p.id = c.campaign_id
    where c.lead_id = any (outreach.aliases(new.id)) and c.status in ('drafting', 'ready', 'active')) t
  where t.place > 1;
  return null;
end $$;
create trigger one_person_is_in_one_campaign after update of same_as on outreach.leads
  for each row when (new.same_as is not null and old.same_as is distinct from new.same_as)
  execute function outreach.stop_campaigns_of_twins();

-- At the end of the transaction, when all actions are locked: the campaign's message is drawn anew, and a campaign in which
-- no one is left ends. By then no definer's function runs any more, so it is one itself.
create function outreach.follow_campaign() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.campaigns c
  set status = 'ended', ended_at = outreach.moment(),
      -- No one was written to, as no words came.
      end_reason = coalesce((
        select min(l.reason) from outreach.campaign_leads l where l.campaign_id = c.id having bool_and(l.status = 'skipped' and l.reason like 'notes\_%')), 'finished')
  where c.id = new.campaign_id and c.status <> 'ended'
    and not exists (select from outreach.campaign_leads l where l.campaign_id = c.id and l.status in ('drafting', 'ready', 'active'));
  if found then
    perform outreach.note(new.team_id, 'campaign_ended', 'campaign', c.id, null, 'ended', jsonb_build_object('cause', c.end_reason)),
      outreach.tell_campaign(c.id, 'campaign_ended', jsonb_build_object('person_id', null, 'reason', c.end_reason))
    from outreach.campaigns c where c.id = new.campaign_id;
  end if;
  perform outreach.show_campaign(new.campaign_id);
  return null;
end $$;
create constraint trigger campaigns_follow_their_people after update on outreach.campaign_leads
  deferrable initially deferred for each row execute function outreach.follow_campaign();
