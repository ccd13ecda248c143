-- After people let a campaign go on despite a message, no answer to it is taken.

-- Takes an approved answer: an action to send exactly these words in reply to exactly that message, approved by the same people.
-- Where the team's rule asks for more by now, it waits for them. The same key gives the same action.
--
-- `refused` keeps nothing but a line below the action that was answered. Reasons: `unknown_reply`, `newer_reply` (the person wrote again), `answered` (other
-- words answer it, also those by hand), `went_on` (people let the campaign go on instead), `suppressed`, `hash`, `empty`, `too_long`, `placeholder`, `unseen`, `duplicate`, `approval` (none of another person).
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
    when exists (select from outreach.inbound_events e where e.id = v_event.id and e.went_on_by is not null) then 'went_on'
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
  -- What is answered lets no campaign go on.
  perform outreach.show_reply(v_event.id);
  return jsonb_build_object('outcome', 'taken', 'reason', null, 'action_id', v_action.id);
end $$;
