-- A connection that an account had before is no acceptance of a campaign's invitation that never went.

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
  where n.lead_id = any (p_lead_ids) and n.status not in ('cancelled', 'expired')
    -- What is accepted is an invitation of this account; a connection that is older than it is no answer.
    and (v_event.kind <> 'accepted' or (n.action_type = 'send_invite' and n.account_id = v_event.account_id
      -- Of a campaign many wait at once, for people who may be connections of before.
      and (n.campaign_id is null or n.executed_at is not null or n.blocked_by = 'already_invited')))
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
