-- Lines below an action say whose message they are about, and whose work the answer is may leave a message unanswered.

-- Why this decision changes nothing, as {"outcome", "reason"}; null: it is taken. The order of two groups binds approvals; a no
-- and a request for changes are heard from either. Where claims are unverified or have lost their evidence, each approval needs
-- an `override_reason`; no rule of a team relaxes it.
create or replace function content.review_fault(
  p_job content.jobs, p_draft content.drafts, p_rule platform.approver_rules, p_state jsonb, p_doubts jsonb, p_click jsonb
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_reviewer text := p_click ->> 'reviewer_id';
  v_decision text := p_click ->> 'decision';
  v_fault text := platform.approval_fault(p_rule, p_state, v_reviewer);
  -- Whose work the answer to a message is may leave it unanswered.
  v_leaves boolean := p_job.type = 'incoming_webhook' and v_decision = 'reject' and v_reviewer = p_job.requester_id;
  v_reason text;
begin
  if p_draft.version < p_job.versions or p_draft.status = 'superseded' then
    return '{"outcome": "superseded", "reason": null}';
  elsif p_job.status <> 'awaiting_review' or p_draft.status <> 'proposed' then
    return jsonb_build_object('outcome', 'already_decided', 'reason', p_job.status);
  end if;
  v_reason := case
    when v_fault = 'guest' then 'guest'
    when v_leaves then null
    when v_decision <> 'request_changes' and v_reviewer = p_job.requester_id then 'requester'
    when v_fault in ('role', 'group_unread') and not (v_decision = 'request_changes' and v_reviewer = p_job.requester_id and p_rule.team_id is not null)
      then v_fault
    when v_decision <> 'approve' then null
    -- A person who wrote text of this version by hand is no second pair of eyes.
    when content.author_ids(p_draft) ? v_reviewer then 'author'
    when v_fault is not null then v_fault
    when jsonb_array_length(p_draft.blocking) > 0 then 'closed'
    -- What would go out was never shown. An answer goes out as its text.
    when jsonb_array_length(p_draft.finals) = 0 and coalesce(p_draft.content ->> 'kind' <> 'incoming_webhook' or p_draft.content ->> 'answer' is null, true)
      then 'no_final_files'
    when content.has_doubts(p_doubts)
      and coalesce(char_length(trim(p_click ->> 'override_reason', E' \t\r\n')), 0) not between 10 and 500 then 'unverified' end;
  return case when v_reason is not null then jsonb_build_object('outcome', 'not_allowed', 'reason', v_reason) end;
end $$;

create or replace function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    -- What a person answered stands under the card of the action that it answers, as does whose turn it is, and that no one may approve it.
    -- A campaign's people are all told of below its message, and an answer stands with what it answers.
    'thread_ts', case
      when n.campaign_id is not null or n.answers_event is not null then outreach.thread_of(n.id)
      when (p_item).event -> 'params' ? 'campaign_id' then (select c.thread_ts from outreach.campaigns c where c.id = (p_item).event -> 'params' ->> 'campaign_id')
      when (p_item).event ->> 'code' in ('answered', 'turn', 'unreachable', 'answer_refused', 'wants_no_more')
        then outreach.thread_of((p_item).event -> 'params' ->> 'action_id') end,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end,
    'campaign', (select outreach.campaign_view(c) from outreach.campaigns c where c.id = (p_item).campaign_id), 'event', case when (p_item).event -> 'params' ? 'event_id' then jsonb_set((p_item).event, '{params}', (p_item).event -> 'params' || coalesce((
      select jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'person', l.name, 'profile_url', l.profile_url)
      from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
      where e.id = ((p_item).event -> 'params' ->> 'event_id')::bigint), '{}')) else (p_item).event end,
    'approvers', case when n.id is not null then outreach.approval_state(n) -> 'asked' else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id, (select c.account_id from outreach.campaigns c where c.id = (p_item).campaign_id))
  join platform.teams t on t.team_id = a.team_id
$$;

-- Takes an approved answer: an action to send exactly these words in reply to exactly that message, approved by the same people.
-- Where the team's rule asks for more by now, it waits for them. The same key gives the same action.
--
-- `refused` keeps nothing but a line below the action that was answered. Reasons: `unknown_reply`, `newer_reply` (the person wrote again), `answered` (other
-- words answer it), `suppressed`, `hash`, `empty`, `too_long`, `placeholder`, `unseen`, `duplicate`, `approval` (none of another person).
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
    when exists (
      select from outreach.linkedin_automation n
      where n.lead_id = any (outreach.aliases(v_event.lead_id)) and n.action_type = 'send_message'
        and n.in_reply_to = (outreach.newest_inbound(v_event.lead_id)).last_inbound_id
        and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown', 'completed')) then 'answered'
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
    perform outreach.note(v_event.team_id, 'answer_refused', 'lead', v_event.lead_id, null, null,
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
  perform outreach.note(v_event.team_id, 'answer_taken', 'action', v_action.id, null, null,
    jsonb_build_object('event_id', v_event.id, 'job_id', p_answer ->> 'job_id', 'version', p_answer -> 'version'));
  return jsonb_build_object('outcome', 'taken', 'reason', null, 'action_id', v_action.id);
end $$;
