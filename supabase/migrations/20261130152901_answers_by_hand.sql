-- What a person of the team writes by hand on LinkedIn after a message answers it: nothing else goes as an answer to it.

alter table outreach.linkedin_automation drop constraint blocker_is_known;
alter table outreach.linkedin_automation add constraint blocker_is_known check (blocked_by in (
    'kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker', 'window', 'holiday', 'gap', 'in_flight',
    'quota', 'rolling_cap', 'pending_cap', 'warm_up', 'suppressed', 'replied', 'answered_by_hand', 'campaign_paused', 'earlier_step', 'company_cap',
    'stale_inbox', 'same_words', 'earlier_unknown', 'not_connected', 'already_connected', 'already_invited', 'profile_gone', 'approval', 'not_due'));

-- Whether a person of the team has written to this person after the newest message, by hand on LinkedIn or by an action that is under way.
create or replace function outreach.is_answered(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from outreach.release_ledger l
    where l.lead_id = any (outreach.aliases(p_lead_id)) and l.source = 'manual' and l.action_type = 'send_message' and l.dispatched_at > (c.it).last_inbound_at)
  or exists (
    select from outreach.linkedin_automation n
    where n.lead_id = any (outreach.aliases(p_lead_id)) and n.action_type = 'send_message' and n.in_reply_to = (c.it).last_inbound_id
      and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown', 'completed'))
  from (select outreach.newest_inbound(p_lead_id) as it) c
$$;

-- The owner of an account wrote by hand after the newest message: that answers it. What was to answer it goes no more, and the work on it
-- ends. What people propose once they know of it is theirs to decide.
create or replace function outreach.heed_answer_by_hand(p_lead_ids text[], p_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_newest outreach.contacts := outreach.newest_inbound(p_lead_ids[1]);
begin
  if v_newest.last_inbound_event is null or p_at <= v_newest.last_inbound_at then
    return;
  end if;
  update outreach.linkedin_automation
  set status = 'skipped', blocked_by = 'answered_by_hand', retry_at = null
  where lead_id = any (p_lead_ids) and action_type = 'send_message' and in_reply_to = v_newest.last_inbound_id
    and status in ('pending_approval', 'approved', 'scheduled') and (answers_event is not null or created_at <= p_at);
  perform outreach.close_replies(p_lead_ids, v_newest.last_inbound_event, 'answered_by_hand');
  perform outreach.show_reply(v_newest.last_inbound_event);
end $$;

-- A message of a person to whom the team wrote becomes work for an agent, in the transaction that records it.
create or replace function outreach.hand_over_reply() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_lead outreach.leads;
  v_campaign outreach.campaigns;
  v_aliases text[] := outreach.aliases(new.lead_id);
  v_owner text;
begin
  perform outreach.close_replies(v_aliases, new.id - 1, 'newer_reply');
  -- The campaign goes on despite the newest message alone: the line of the one before it says so.
  perform outreach.show_reply(max(e.id)) from outreach.inbound_events e where e.lead_id = any (v_aliases) and e.kind = 'message' and e.id < new.id;
  select * into v_action from outreach.linkedin_automation where id = new.action_id;
  v_owner := outreach.owner_of_answers(v_action);
  -- It may come late: the account's owner has answered it by then.
  if v_owner is null or coalesce(btrim(new.text), '') = '' or outreach.is_answered(new.lead_id) or not exists (
    select from outreach.release_ledger l
    where l.lead_id = any (v_aliases) and l.action_type in ('send_invite', 'send_message') and l.outcome <> 'not_sent') then
    return null;
  end if;
  select * into v_account from outreach.accounts where id = new.account_id;
  select * into v_lead from outreach.leads where id = new.lead_id;
  select * into v_campaign from outreach.campaigns where id = v_action.campaign_id;
  perform outreach.hand_over(new.team_id, 'reply', 'reply:' || new.id, jsonb_build_object(
    'team_id', new.team_id, 'type', 'incoming_webhook', 'requester_id', v_owner, 'channel_id', v_action.channel_id,
    'thread_ts', outreach.thread_of(v_action.id),
    'brief', jsonb_build_object(
      'topic', left(coalesce(nullif(btrim(v_lead.name), ''), 'LinkedIn'), 200),
      'language', case lower(left(coalesce(v_lead.language, v_campaign.language), 2)) when 'pt' then 'pt' when 'en' then 'en' end,
      'reference', new.id::text,
      'person', jsonb_build_object('name', v_lead.name, 'title', v_lead.title, 'company', v_lead.company, 'profile_url', v_lead.profile_url),
      'reply', jsonb_build_object('text', left(new.text, 8000), 'at', new.at),
      'before', outreach.said_before(v_aliases, new.id),
      'account', v_account.name, 'purpose', v_campaign.purpose,
      'most', outreach.text_limit('send_message', v_account.tier))));
  return null;
end $$;

-- Takes an approved answer: an action to send exactly these words in reply to exactly that message, approved by the same people.
-- Where the team's rule asks for more by now, it waits for them. The same key gives the same action.
--
-- `refused` keeps nothing but a line below the action that was answered. Reasons: `unknown_reply`, `newer_reply` (the person wrote again), `answered` (other
-- words answer it, also those by hand), `suppressed`, `hash`, `empty`, `too_long`, `placeholder`, `unseen`, `duplicate`, `approval` (none of another person).
create or replace function outreach.take_answer(p_answer jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
  v_account outreach.accounts;
  v_action outreach.linkedin_automation;
  v_state jsonb;
  v_text text := p_answer ->> 'text';
  v_author text := p_answer ->> 'author_id';
  v_writers text[] := array(select jsonb_array_elements_text(coalesce(p_answer -> 'text_by', '[]')));
  v_known text;
  v_reason text;
  v_last text;
begin
  select id into v_known from outreach.linkedin_automation where idempotency_key = p_answer ->> 'key';
  if v_known is not null then
    return jsonb_build_object('outcome', 'taken', 'reason', null, 'action_id', v_known);
  end if;
  select * into v_event from outreach.inbound_events where id = (p_answer ->> 'event_id')::bigint and kind = 'message' and lead_id is not null;
  if v_event.id is null then
    return '{"outcome": "refused", "reason": "unknown_reply", "action_id": null}';
  end if;
  -- Rules before account, and account before person, as all functions lock.
  perform platform.keep_rules(v_event.team_id);
  select * into v_account from outreach.accounts where id = v_event.account_id for no key update;
  perform outreach.hold_person(v_event.lead_id);
  perform outreach.act_as(v_author);
  select a ->> 'person_id' into v_last
  from jsonb_array_elements(coalesce(p_answer -> 'approvals', '[]')) a
  where a ->> 'person_id' <> all (v_author || v_writers)
  order by (a ->> 'at')::timestamptz desc limit 1;
  v_reason := case
    when (outreach.newest_inbound(v_event.lead_id)).last_inbound_event is distinct from v_event.id then 'newer_reply'
    when outreach.is_suppressed(v_event.lead_id) then 'suppressed'
    when coalesce(v_text, '') = '' then 'empty'
    when encode(sha256(convert_to(v_text, 'UTF8')), 'hex') is distinct from p_answer ->> 'text_hash' then 'hash'
    when outreach.text_length(v_text) > outreach.text_limit('send_message', v_account.tier) then 'too_long'
    when outreach.text_fault(v_text) is not null then outreach.text_fault(v_text) ->> 'code'
    when v_last is null then 'approval'
    when outreach.is_answered(v_event.lead_id) then 'answered'
    when outreach.same_words(v_event.lead_id, 'send_message', v_account.id, v_text, null) is not null then 'duplicate' end;
  if v_reason is null then
    v_action.account_id := v_account.id;
    v_action.lead_id := v_event.lead_id;
    v_action.action_type := 'send_message';
    v_action.payload := jsonb_build_object('text', v_text);
    v_action.in_reply_to := (outreach.newest_inbound(v_event.lead_id)).last_inbound_id;
    begin
      insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, in_reply_to, hash, author_id, text_by, channel_id,
        idempotency_key, answers_event)
      select v_account.team_id, v_account.id, v_event.lead_id, 'send_message', v_action.payload, v_action.in_reply_to, outreach.action_hash(v_action), v_author,
        coalesce(v_writers[cardinality(v_writers)], v_author), coalesce(n.channel_id, v_account.channel_id), p_answer ->> 'key', v_event.id
      from (select) one left join outreach.linkedin_automation n on n.id = v_event.action_id
      returning * into v_action;
    exception when unique_violation then
      v_reason := 'duplicate';
    end;
  end if;
  if v_reason is not null then
    perform outreach.note(v_event.team_id, 'answer_refused', 'lead', v_event.lead_id, 'approved', 'refused',
      jsonb_build_object('event_id', v_event.id, 'cause', v_reason, 'job_id', p_answer ->> 'job_id'));
    select * into v_action from outreach.linkedin_automation where id = v_event.action_id;
    if v_action.id is not null then
      perform outreach.tell_below(v_action, 'answer_refused', jsonb_build_object('cause', v_reason, 'person_id', v_author, 'event_id', v_event.id));
    end if;
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'action_id', null);
  end if;
  insert into outreach.action_revisions (action_id, revision, hash, text, written_by) values (v_action.id, 1, v_action.hash, v_text, v_action.text_by);
  insert into outreach.action_approvals (action_id, revision, hash, person_id, approved_at)
  select v_action.id, 1, v_action.hash, a ->> 'person_id', max(least((a ->> 'at')::timestamptz, outreach.moment()))
  from jsonb_array_elements(p_answer -> 'approvals') a where a ->> 'person_id' <> all (v_author || v_writers) group by a ->> 'person_id';
  v_state := outreach.approval_state(v_action);
  if (v_state ->> 'complete')::boolean and outreach.approvals_of(v_state) ? v_last then
    update outreach.linkedin_automation
    set status = 'approved', approved_by = v_last, approved_at = outreach.moment(), approved_revision = 1, approved_hash = hash, decided_by = v_last
    where id = v_action.id;
    perform outreach.foresee(v_action.id);
  end if;
  select * into v_action from outreach.linkedin_automation where id = v_action.id;
  perform outreach.note(v_event.team_id, 'answer_taken', 'action', v_action.id, v_action.status, v_action.status,
    jsonb_build_object('event_id', v_event.id, 'job_id', p_answer ->> 'job_id', 'version', p_answer -> 'version'));
  return jsonb_build_object('outcome', 'taken', 'reason', null, 'action_id', v_action.id);
end $$;

-- Our own send, seen: it settles the release that it belongs to; without one the account's owner wrote by hand, which
-- counts against the quota.
create or replace function outreach.take_echo(p_account outreach.accounts, p_leads text[], p_event jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
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
  end if;
  if v_release.id is not null then
    return;
  end if;
  -- The words that were approved then, seen at or after the call that was taken for not sent.
  select l.* into v_release
  from outreach.release_ledger l join outreach.action_revisions r on r.action_id = l.action_id and r.revision = l.revision
  where l.account_id = (p_account).id and l.lead_id = any (p_leads) and l.action_type in ('send_message', 'send_invite')
    and l.outcome = 'not_sent' and outreach.normal_text(r.text) = v_text and v_at >= l.dispatched_at - interval '1 minute'
  order by l.dispatched_at desc limit 1;
  if v_release.id is null then
    insert into outreach.release_ledger (team_id, account_id, source, action_type, lead_id, dispatched_at, local_date, outcome, provider, ended_at)
    values ((p_account).team_id, (p_account).id, 'manual', 'send_message', p_leads[1], v_at, (v_at at time zone (p_account).time_zone)::date, 'sent', v_seen, outreach.moment());
    perform outreach.note((p_account).team_id, 'manual_send', 'account', (p_account).id, null, null, jsonb_build_object('at', v_at));
    perform outreach.heed_answer_by_hand(p_leads, v_at);
    return;
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
end $$;

revoke execute on function outreach.is_answered, outreach.heed_answer_by_hand from public, anon, authenticated, service_role;
