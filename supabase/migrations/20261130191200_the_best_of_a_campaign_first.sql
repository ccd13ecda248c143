-- The cards of a campaign come in the order of its preview, the best first.
create or replace function outreach.hand_over_campaign(p_campaign_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_tier text;
begin
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  select a.tier into v_tier from outreach.accounts a where a.id = v_campaign.account_id;
  perform outreach.hand_over(v_campaign.team_id, 'notes', 'notes ' || v_campaign.id, jsonb_build_object(
    'key', 'notes ' || v_campaign.id, 'type', 'outreach_notes', 'team_id', v_campaign.team_id, 'requester_id', v_campaign.person_id,
    'channel_id', v_campaign.channel_id, 'thread_ts', v_campaign.thread_ts,
    'brief', jsonb_build_object(
      'topic', v_campaign.name, 'language', v_campaign.language, 'reference', v_campaign.id, 'purpose', v_campaign.purpose,
      'steps', (select jsonb_agg(s.step || jsonb_build_object('number', s.number, 'max', case when (s.step ->> 'with_words')::boolean then outreach.text_limit(s.step ->> 'kind', v_tier) end) order by s.number)
                from jsonb_array_elements(v_campaign.steps) with ordinality s (step, number)),
      'people', (
        select jsonb_agg(jsonb_build_object('lead_id', l.id, 'name', l.name, 'first_name', coalesce(l.first_name, split_part(l.name, ' ', 1)),
          'language', l.language, 'facts', outreach.lead_facts(l)) order by l.score desc, l.created_at, l.id)
        from outreach.campaign_leads c join outreach.leads l on l.id = c.lead_id
        where c.campaign_id = v_campaign.id and c.status = 'drafting'))));
end $$;
