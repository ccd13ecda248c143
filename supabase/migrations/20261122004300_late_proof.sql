-- A person may say "not sent" and be wrong: the provider shows the message later. What went out then counts as gone,
-- and the same action, approved once more meanwhile, does not go a second time.

-- One row an action; its status moves only along these edges, whatever code writes.
--   An edit voids the approval: approved, scheduled -> pending_approval.
--   A definite "not sent" may go again under the same approval: not_sent -> approved.
--   Late proof ends what was taken for not sent: approved, scheduled, not_sent -> completed (see the trigger below).
create or replace function outreach.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = ''
as $$
  select p_to = any (case p_from
    when 'draft' then array['pending_approval', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'pending_approval' then array['approved', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'approved' then array['scheduled', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'scheduled' then array['dispatching', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'dispatching' then array['completed', 'failed', 'unknown', 'not_sent']
    when 'unknown' then array['completed', 'not_sent']
    when 'not_sent' then array['approved', 'completed']
    else array[]::text[]
  end)
$$;

-- Nothing is completed without a release that the provider showed.
create function outreach.refuse_completion_without_proof() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not exists (select from outreach.release_ledger l where l.action_id = new.id and l.outcome in ('sent', 'already')) then
    raise sqlstate 'PT409' using message = format('Cannot move action "%s" from %s to completed: no release of it was seen', old.id, old.status),
      detail = 'illegal_move';
  end if;
  return new;
end $$;
create trigger completed_actions_were_seen before update of status on outreach.linkedin_automation
  for each row when (new.status = 'completed' and old.status in ('approved', 'scheduled', 'not_sent'))
  execute function outreach.refuse_completion_without_proof();

-- Our own send, seen: it settles the release that it belongs to; without one the account's owner wrote by hand, which
-- counts against the quota. Answers what it was.
create or replace function outreach.take_echo(p_account outreach.accounts, p_leads text[], p_event jsonb) returns text
language plpgsql set search_path = ''
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_at timestamptz := (p_event ->> 'at')::timestamptz;
  v_text text := outreach.normal_text(p_event ->> 'text');
  v_seen jsonb := jsonb_strip_nulls(jsonb_build_object('message_id', p_event ->> 'message_id', 'chat_id', p_event ->> 'chat_id'));
begin
  select l.* into v_release
  from outreach.release_ledger l join outreach.linkedin_automation n on n.id = l.action_id
  where l.account_id = (p_account).id and l.lead_id = any (p_leads) and l.action_type in ('send_message', 'send_invite')
    and l.outcome in ('dispatching', 'unknown', 'sent', 'already')
    and (l.provider ->> 'message_id' = p_event ->> 'message_id'
         or (n.payload ->> 'text' = v_text)
         or (v_text is null and l.action_type = 'send_message' and v_at between l.dispatched_at - interval '1 minute' and l.dispatched_at + interval '10 minutes'))
  order by l.outcome in ('unknown', 'dispatching') desc, l.dispatched_at desc limit 1;
  if v_release.outcome = 'unknown' then
    perform outreach.hold_action(v_release.action_id);
    perform outreach.end_release(v_release.id, 'sent', v_seen || '{"seen_by": "echo"}', null);
    return 'confirmed';
  elsif v_release.id is not null then
    return 'known';
  end if;
  -- The words that were approved then, seen at or after the call that was taken for not sent.
  select l.* into v_release
  from outreach.release_ledger l join outreach.action_revisions r on r.action_id = l.action_id and r.revision = l.revision
  where l.account_id = (p_account).id and l.lead_id = any (p_leads) and l.action_type in ('send_message', 'send_invite')
    and l.outcome = 'not_sent' and outreach.normal_text(r.text) = v_text and v_at >= l.dispatched_at - interval '1 minute'
  order by l.dispatched_at desc limit 1;
  if v_release.id is null then
    insert into outreach.release_ledger (account_id, source, action_type, lead_id, dispatched_at, local_date, outcome, provider, ended_at)
    values ((p_account).id, 'manual', 'send_message', p_leads[1], v_at, (v_at at time zone (p_account).time_zone)::date, 'sent', v_seen, outreach.moment());
    perform outreach.note((p_account).team_id, 'manual_send', 'account', (p_account).id, null, null, jsonb_build_object('at', v_at));
    return 'manual';
  end if;
  v_action := outreach.hold_action(v_release.action_id);
  update outreach.release_ledger
  set outcome = 'sent', counted = true, provider = provider || v_seen || '{"seen_by": "late_echo"}', ended_at = outreach.moment()
  where id = v_release.id;
  perform outreach.note((p_account).team_id, 'late_proof', 'release', v_release.id::text, 'not_sent', 'sent', jsonb_build_object('action_id', v_action.id, 'status', v_action.status));
  if v_action.status in ('approved', 'scheduled') and v_action.revision <> v_release.revision then
    -- Other words were approved since, for a person who was believed to have got none: that is to be decided anew.
    update outreach.linkedin_automation
    set status = 'pending_approval', approved_by = null, approved_at = null, approved_revision = null, approved_hash = null,
        scheduled_for = null, jitter_applied_minutes = null, blocked_by = null, retry_at = null
    where id = v_action.id;
  elsif v_action.status in ('approved', 'scheduled', 'not_sent') then
    update outreach.linkedin_automation
    set status = 'completed', executed_at = v_release.dispatched_at, scheduled_for = coalesce(scheduled_for, v_release.dispatched_at),
        -- As they were when it went.
        daily_limit_check = true, time_window_check = true, result = jsonb_build_object('outcome', 'sent', 'seen_by', 'late_echo') || v_seen,
        error = null, blocked_by = null, retry_at = null, worker = null
    where id = v_action.id returning * into v_action;
    perform outreach.note_effect(v_action, v_seen, null);
  end if;
  return 'late';
end $$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
