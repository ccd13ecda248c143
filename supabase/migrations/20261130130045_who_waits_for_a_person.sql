-- What is looked up by itself waits for no person.

create or replace function outreach.campaign_view(p_campaign outreach.campaigns) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_campaign).id, 'team_id', (p_campaign).team_id, 'account_id', (p_campaign).account_id, 'account_name', a.name, 'name', (p_campaign).name,
    'purpose', (p_campaign).purpose, 'language', (p_campaign).language, 'filter', (p_campaign).filter, 'steps', (p_campaign).steps,
    'stop_on', to_jsonb((p_campaign).stop_on), 'weight', (p_campaign).weight, 'per_company_week', (p_campaign).per_company_week,
    'status', (p_campaign).status, 'person_id', (p_campaign).person_id, 'channel_id', (p_campaign).channel_id, 'thread_ts', (p_campaign).thread_ts,
    'paused_at', (p_campaign).paused_at, 'paused_by', (p_campaign).paused_by, 'ended_at', (p_campaign).ended_at, 'ended_by', (p_campaign).ended_by,
    'end_reason', (p_campaign).end_reason, 'created_at', (p_campaign).created_at,
    'people', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id),
    'by_status', coalesce((select jsonb_object_agg(s.status, s.n) from (
      select l.status, count(*) as n from outreach.campaign_leads l where l.campaign_id = (p_campaign).id group by l.status) s), '{}'::jsonb),
    'reasons', coalesce((select jsonb_object_agg(s.reason, s.n) from (
      select l.reason, count(*) as n from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.status in ('skipped', 'stopped') group by l.reason) s), '{}'::jsonb),
    -- People, not messages.
    'invited', (select count(distinct n.lead_id) from outreach.linkedin_automation n
                where n.campaign_id = (p_campaign).id and n.action_type = 'send_invite' and n.status = 'completed'),
    'written_to', (select count(distinct n.lead_id) from outreach.linkedin_automation n
                   where n.campaign_id = (p_campaign).id and n.action_type in ('send_invite', 'send_message') and n.status = 'completed'),
    'accepted', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.accepted_at is not null),
    -- Who replied without having been written to by it answered something else.
    'replied', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.replied_at is not null and exists (
      select from outreach.linkedin_automation n where n.campaign_id = l.campaign_id and n.lead_id = l.lead_id
        and n.action_type in ('send_invite', 'send_message') and n.status = 'completed')),
    'sent', coalesce((select jsonb_object_agg(s.step, s.n) from (
      select n.step, count(*) as n from outreach.linkedin_automation n
      where n.campaign_id = (p_campaign).id and n.status = 'completed' group by n.step) s), '{}'::jsonb),
    'unknown', (select count(*) from outreach.linkedin_automation n where n.campaign_id = (p_campaign).id and (
      n.status in ('not_sent', 'pending_approval') or n.status = 'unknown' and coalesce((n.result ->> 'needs_person')::boolean, false))),
    'next_at', (select min(coalesce(n.scheduled_for, n.retry_at)) from outreach.linkedin_automation n
                where n.campaign_id = (p_campaign).id and n.status in ('approved', 'scheduled') and coalesce(n.scheduled_for, n.retry_at) > platform.now()))
  from outreach.accounts a where a.id = (p_campaign).account_id
$$;
