-- What a person wrote back crosses to content, where an agent sums it up and drafts an answer; what people approve of it crosses
-- back and becomes an action. The newest message alone can be answered: a newer one closes the work on those before it.

-- Whose work the answer to an action is: its author, else the owner of the account, else an admin. Empty answer: no one is left.
create function outreach.owner_of_answers(p_action outreach.linkedin_automation) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select o.person_id
  from (
    select (p_action).author_id as person_id, 1 as place
    union all select a.owner_id, 2 from outreach.accounts a where a.id = (p_action).account_id
    union all select jsonb_array_elements_text(platform.admins_of((p_action).team_id)), 3) o
  where outreach.role_of((p_action).team_id, o.person_id) <> 'guest'
  order by o.place, o.person_id limit 1
$$;

-- What was said between the team and a person before a message, in the order in which we learned of it, the last eight; what was
-- written by hand is not known.
create function outreach.said_before(p_lead_ids text[], p_event_id bigint) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('from', m.who, 'text', left(m.text, 2000), 'at', m.at) order by m.at, m.who), '[]'::jsonb)
  from (
    select s.* from (
      select 'them' as who, e.text, e.received_at as at from outreach.inbound_events e
      where e.lead_id = any (p_lead_ids) and e.kind = 'message' and e.id < p_event_id and btrim(e.text) <> ''
      union all
      select 'us', r.text, l.dispatched_at
      from outreach.release_ledger l join outreach.action_revisions r on r.action_id = l.action_id and r.revision = l.revision
      where l.lead_id = any (p_lead_ids) and l.outcome in ('sent', 'already', 'unknown') and r.text is not null) s
    order by s.at desc limit 8) m
$$;

-- Ends the work on messages of a person up to one of them. What no one has begun to carry never begins.
create function outreach.close_replies(p_lead_ids text[], p_upto bigint, p_reason text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
begin
  for v_event in
    select e.* from outreach.inbound_events e join outreach.handovers h on h.key = 'reply:' || e.id
    where e.lead_id = any (p_lead_ids) and e.kind = 'message' and e.id <= p_upto and h.status <> 'refused' and not coalesce(h.result ? 'closed', false)
    order by e.id
  loop
    update outreach.handovers
    set status = 'done', result = jsonb_build_object('closed', p_reason), payload = '{}', ended_at = platform.now()
    where key = 'reply:' || v_event.id and status = 'waiting' and attempts = 0;
    if not found then
      perform outreach.hand_over(v_event.team_id, 'newer_reply', 'newer_reply:' || v_event.id,
        jsonb_build_object('team_id', v_event.team_id, 'event_id', v_event.id::text, 'reason', p_reason));
    end if;
  end loop;
end $$;

-- Whether a person of the team has written to this person after the newest message, by hand on LinkedIn or by an action that is under way.
create function outreach.is_answered(p_lead_id text) returns boolean
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
create function outreach.heed_answer_by_hand(p_lead_ids text[], p_at timestamptz) returns void
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
create function outreach.hand_over_reply() returns trigger
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
-- The action that a person answered is found once the message has stopped what waited.
create trigger replies_are_handed_over after update of action_id on outreach.inbound_events
  for each row when (new.kind = 'message' and new.action_id is not null and old.action_id is null)
  execute function outreach.hand_over_reply();

-- Takes an approved answer: an action to send exactly these words in reply to exactly that message, approved by the same people.
-- Where the team's rule asks for more by now, it waits for them. The same key gives the same action.
--
-- `refused` keeps nothing but a line below the action that was answered. Reasons: `unknown_reply`, `newer_reply` (the person wrote again), `answered` (other
-- words answer it, also those by hand), `went_on` (people let the campaign go on instead), `suppressed`, `hash`, `empty`, `too_long`, `placeholder`, `unseen`, `duplicate`, `approval` (none of another person).
create function outreach.take_answer(p_answer jsonb) returns jsonb
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

-- What an agent took a message for. Who asks not to be written to any more is shown to people, who decide. False: no such message.
create function outreach.take_intent(p_intent jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
  v_before text;
  v_action outreach.linkedin_automation;
begin
  select e.intent into v_before from outreach.inbound_events e where e.id = (p_intent ->> 'event_id')::bigint for no key update;
  update outreach.inbound_events set intent = p_intent ->> 'intent'
  where id = (p_intent ->> 'event_id')::bigint and kind = 'message' returning * into v_event;
  if v_event.id is null then
    return false;
  end if;
  perform outreach.act_as('greenlight');
  perform outreach.note(v_event.team_id, 'intent_read', 'lead', v_event.lead_id, v_before, v_event.intent,
    jsonb_build_object('event_id', v_event.id, 'job_id', p_intent ->> 'job_id'));
  perform outreach.show_reply(v_event.id);
  select * into v_action from outreach.linkedin_automation where id = v_event.action_id;
  if v_action.id is not null and v_event.intent = 'unsubscribe' and v_before is distinct from v_event.intent and not outreach.is_suppressed(v_event.lead_id) then
    perform outreach.tell_below(v_action, 'wants_no_more', jsonb_build_object('event_id', v_event.id, 'person_id', outreach.owner_of_answers(v_action)));
  end if;
  return true;
end $$;

-- The one button below such a message: never write to this person again, under any name. Outcomes of outreach.suppress, and `not_found`.
create function outreach.suppress_writer(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_came jsonb;
begin
  select l.* into v_lead from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
  where e.id = (p_click ->> 'event_id')::bigint and e.team_id = p_click ->> 'team_id';
  if v_lead.id is null then
    return '{"outcome": "not_found", "reason": null, "stopped": 0}';
  end if;
  v_came := outreach.suppress(jsonb_build_object('team_id', v_lead.team_id, 'kind', 'person', 'value', v_lead.profile_url,
    'person_id', p_click ->> 'person_id', 'reason', p_click ->> 'reason'));
  if v_came ->> 'outcome' = 'done' then
    perform outreach.close_replies(outreach.aliases(v_lead.id), 9223372036854775807, 'suppressed');
  end if;
  return v_came;
end $$;

grant execute on function outreach.take_answer, outreach.take_intent, outreach.suppress_writer to greenlight_bot;
