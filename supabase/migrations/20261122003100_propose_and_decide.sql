-- What people do with one action: propose, approve or reject, edit, cancel, reschedule. Granted to the bot alone.

-- The words as they would be sent, normalised once: LF, no spaces around, NFC. Equality and hashes rely on it.
create function outreach.normal_text(p_text text) returns text
language sql immutable set search_path = ''
as $$
  select nullif(regexp_replace(normalize(
    -- Nothing that hides or turns around what the approver reads; a joiner inside an emoji stays.
    regexp_replace(regexp_replace(p_text, E'\r\n?', E'\n', 'g'), U&'[\200B\200E\200F\061C\202A-\202E\2060\2066-\2069\FEFF]', '', 'g'),
    nfc), '^\s+|\s+$', '', 'g'), '')
$$;

-- Length in UTF-16 units, which is never less than code points; what LinkedIn counts is not known, so the larger binds.
create function outreach.text_length(p_text text) returns integer
language sql immutable set search_path = ''
as $$
  select char_length(p_text) + char_length(regexp_replace(p_text, '[\u0001-\uffff]', '', 'g'))
$$;

-- Source: facts on notes (200 without Premium, 300 with it) and messages (8,000), read 2026-11-22.
create function outreach.text_limit(p_type text, p_tier text) returns integer
language sql immutable set search_path = ''
as $$
  select case when p_type = 'send_message' then 8000 when p_type = 'send_invite' and p_tier = 'free' then 200 when p_type = 'send_invite' then 300 else 0 end
$$;

-- The newest message of a person, to any account of the team. Empty answer: none.
create function outreach.newest_inbound(p_lead_id text) returns outreach.contacts
language sql stable set search_path = ''
as $$
  select c from outreach.contacts c
  where c.lead_id = any (outreach.aliases(p_lead_id)) and c.last_inbound_at is not null
  order by c.last_inbound_at desc, c.last_inbound_id limit 1
$$;

create function outreach.outcome(p_outcome text, p_reason text, p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('outcome', p_outcome, 'reason', p_reason,
    'approvers', case when (p_action).id is not null then outreach.approvers_of(p_action) else '[]'::jsonb end,
    'action', case when (p_action).id is not null then outreach.action_view(p_action) end)
$$;

-- Locks an action and, before it, its account: everybody takes these locks in this order.
create function outreach.hold_action(p_action_id text) returns outreach.linkedin_automation
language plpgsql set search_path = ''
as $$
declare
  v_action outreach.linkedin_automation;
begin
  perform from outreach.accounts a
  where a.id = (select n.account_id from outreach.linkedin_automation n where n.id = p_action_id) for update;
  select * into v_action from outreach.linkedin_automation where id = p_action_id for update;
  return v_action;
end $$;

-- The author and those who may approve steer an action; guests do not.
create function outreach.may_steer(p_action outreach.linkedin_automation, p_person_id text) returns boolean
language sql stable set search_path = ''
as $$
  select outreach.role_of((p_action).team_id, p_person_id) <> 'guest'
    and (p_person_id = (p_action).author_id
         or coalesce(outreach.role_of((p_action).team_id, p_person_id) = any ((platform.approver_rule((p_action).team_id, 'outreach')).roles), false))
$$;

-- The same key gives the same action. Refusals say why and store nothing.
create function outreach.propose_action(p_action jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_account outreach.accounts;
  v_known text;
  v_type text := p_action ->> 'type';
  v_text text := outreach.normal_text(p_action ->> 'text');
  v_new outreach.linkedin_automation;
  v_reason text;
  v_params jsonb := '{}';
begin
  select id into v_known from outreach.linkedin_automation where idempotency_key = p_action ->> 'idempotency_key';
  if v_known is not null then
    return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_known);
  end if;
  perform outreach.act_as(p_action ->> 'author_id');
  if v_type is null or v_type not in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite') then
    raise sqlstate 'PT400' using message = format('Cannot propose "%s": accepted are view_profile, send_invite, send_message, withdraw_invite', v_type),
      detail = 'bad_type';
  end if;
  if v_type in ('view_profile', 'withdraw_invite') then
    v_text := null;
  end if;
  select * into v_account from outreach.accounts where id = p_action ->> 'account_id' and team_id = p_action ->> 'team_id';
  if outreach.role_of(p_action ->> 'team_id', p_action ->> 'author_id') = 'guest' then
    v_reason := 'not_allowed';
  elsif v_account.id is null then
    v_reason := 'no_account';
  elsif v_type = 'send_message' and v_text is null then
    v_reason := 'empty';
  elsif outreach.text_length(v_text) > outreach.text_limit(v_type, v_account.tier) then
    v_reason := 'too_long';
    v_params := jsonb_build_object('length', outreach.text_length(v_text), 'max', outreach.text_limit(v_type, v_account.tier), 'tier', v_account.tier);
  else
    v_new.lead_id := outreach.lead_at(p_action ->> 'team_id', p_action ->> 'profile_url', p_action ->> 'name');
    if v_new.lead_id is null then
      v_reason := 'bad_url';
      v_params := jsonb_build_object('value', left(p_action ->> 'profile_url', 200));
    elsif outreach.is_suppressed(v_new.lead_id) then
      v_reason := 'suppressed';
    end if;
  end if;
  if v_reason is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'params', v_params, 'action_id', null);
  end if;

  v_new.account_id := v_account.id;
  v_new.action_type := v_type;
  v_new.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
  if v_type in ('send_invite', 'send_message') then
    -- Whoever writes to somebody who wrote to us answers the newest message; a newer one voids the answer.
    v_new.in_reply_to := (outreach.newest_inbound(v_new.lead_id)).last_inbound_id;
  end if;
  begin
    insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, in_reply_to, hash, author_id, text_by, channel_id, idempotency_key)
    values (v_account.team_id, v_account.id, v_new.lead_id, v_type, v_new.payload, v_new.in_reply_to, outreach.action_hash(v_new),
            p_action ->> 'author_id', p_action ->> 'author_id', p_action ->> 'channel_id', p_action ->> 'idempotency_key')
    returning * into v_new;
  exception when unique_violation then
    select id into v_known from outreach.linkedin_automation where idempotency_key = p_action ->> 'idempotency_key';
    if v_known is not null then
      return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_known);
    end if;
    select n.id into v_known from outreach.linkedin_automation n
    where n.lead_id = v_new.lead_id and n.action_type = v_type and n.status not in ('failed', 'not_sent', 'cancelled', 'skipped', 'expired', 'suppressed')
    order by n.created_at desc limit 1;
    return jsonb_build_object('outcome', 'refused', 'reason', 'duplicate', 'params', jsonb_build_object('action_id', v_known), 'action_id', null);
  end;
  insert into outreach.action_revisions (action_id, revision, hash, text, written_by)
  values (v_new.id, 1, v_new.hash, v_text, v_new.author_id);
  update outreach.outbox set response_url = p_action ->> 'response_url' where action_id = v_new.id;
  update outreach.accounts set channel_id = v_new.channel_id where id = v_account.id and channel_id is null;
  return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_new.id);
end $$;

-- Decides on exactly the revision and hash that the button carried. Approving binds to the words; neither the author nor
-- whoever wrote this revision may. For a suppressed person the answer is `decided`, reason `suppressed`.
-- A `not_sent` action may be approved once more: that is how a person sends it again.
create function outreach.decide_action(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_click ->> 'action_id');
  v_person text := p_click ->> 'person_id';
  v_rule platform.approver_rules;
  v_role text;
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif p_click ->> 'decision' is null or p_click ->> 'decision' not in ('approve', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, reject', p_click ->> 'decision'), detail = 'bad_decision';
  end if;
  v_rule := platform.approver_rule(v_action.team_id, 'outreach');
  v_role := outreach.role_of(v_action.team_id, v_person);
  if v_action.revision <> (p_click ->> 'revision')::integer or v_action.hash is distinct from p_click ->> 'hash' then
    return outreach.outcome('superseded', null, v_action);
  elsif not (v_action.status = 'pending_approval' or (v_action.status = 'not_sent' and p_click ->> 'decision' = 'approve')) then
    return outreach.outcome(case when v_action.approved_by is not null or v_action.decided_by is not null then 'already_decided' else 'wrong_state' end,
                            v_action.status, v_action);
  elsif v_role = 'guest' then
    return outreach.outcome('not_allowed', 'guest', v_action);
  elsif v_rule.four_eyes and v_person in (v_action.author_id, v_action.text_by) then
    return outreach.outcome('not_allowed', 'author', v_action);
  elsif v_rule.team_id is null or not v_role = any (v_rule.roles) then
    return outreach.outcome('not_allowed', 'role', v_action);
  end if;
  perform outreach.act_as(v_person);
  if p_click ->> 'decision' = 'reject' then
    update outreach.linkedin_automation
    set status = 'cancelled', decided_by = v_person, blocked_by = null, retry_at = null,
        error = jsonb_build_object('code', 'rejected', 'message', left(coalesce(p_click ->> 'note', ''), 2000))
    where id = v_action.id returning * into v_action;
    return outreach.outcome('decided', null, v_action);
  elsif outreach.is_suppressed(v_action.lead_id) and v_action.status = 'pending_approval' then
    update outreach.linkedin_automation set status = 'suppressed', decided_by = v_person, blocked_by = 'suppressed', retry_at = null
    where id = v_action.id returning * into v_action;
    return outreach.outcome('decided', 'suppressed', v_action);
  elsif outreach.is_suppressed(v_action.lead_id) then
    return outreach.outcome('not_allowed', 'suppressed', v_action);
  end if;
  update outreach.linkedin_automation
  set status = 'approved', approved_by = v_person, approved_at = outreach.moment(), approved_revision = revision, approved_hash = hash,
      decided_by = v_person, expires_at = outreach.moment() + interval '30 days', attempts = 0, executed_at = null, error = null, result = null,
      scheduled_for = null, jitter_applied_minutes = null, blocked_by = null, retry_at = null, daily_limit_check = null, time_window_check = null
  where id = v_action.id returning * into v_action;
  perform outreach.foresee(v_action.id);
  select * into v_action from outreach.linkedin_automation where id = v_action.id;
  return outreach.outcome('decided', null, v_action);
exception when unique_violation then
  select * into v_action from outreach.linkedin_automation where id = v_action.id;
  return outreach.outcome('wrong_state', 'duplicate', v_action);
end $$;

-- Writes another text: a new revision, which nobody has approved. Raises `empty` and `too_long`.
create function outreach.edit_action(p_edit jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_edit ->> 'action_id');
  v_text text := outreach.normal_text(p_edit ->> 'text');
  v_limit integer;
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif outreach.role_of(v_action.team_id, p_edit ->> 'person_id') = 'guest' then
    return outreach.outcome('not_allowed', 'guest', v_action);
  elsif not outreach.may_steer(v_action, p_edit ->> 'person_id') then
    return outreach.outcome('not_allowed', 'role', v_action);
  elsif v_action.revision <> (p_edit ->> 'revision')::integer or v_action.hash is distinct from p_edit ->> 'hash' then
    return outreach.outcome('superseded', null, v_action);
  elsif v_action.status not in ('draft', 'pending_approval', 'approved', 'scheduled') or v_action.action_type not in ('send_invite', 'send_message') then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  end if;
  v_limit := outreach.text_limit(v_action.action_type, (select a.tier from outreach.accounts a where a.id = v_action.account_id));
  if v_text is null and v_action.action_type = 'send_message' then
    raise sqlstate 'PT400' using message = 'Cannot send a message without words', detail = 'empty';
  elsif outreach.text_length(v_text) > v_limit then
    raise sqlstate 'PT400' using message = format('Cannot keep a text of %s characters: %s are accepted', outreach.text_length(v_text), v_limit),
      detail = 'too_long', hint = format('{"length": %s, "max": %s}', outreach.text_length(v_text), v_limit);
  elsif v_text is not distinct from v_action.payload ->> 'text' then
    return outreach.outcome('edited', 'same_text', v_action);
  end if;
  perform outreach.act_as(p_edit ->> 'person_id');
  v_action.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
  begin
    update outreach.linkedin_automation
    set payload = v_action.payload, hash = outreach.action_hash(v_action), revision = revision + 1, text_by = p_edit ->> 'person_id',
        status = case when status = 'draft' then status else 'pending_approval' end, approved_by = null, approved_at = null,
        approved_revision = null, approved_hash = null, decided_by = null, scheduled_for = null, jitter_applied_minutes = null,
        blocked_by = null, retry_at = null, expires_at = outreach.moment() + interval '30 days'
    where id = v_action.id returning * into v_action;
  exception when unique_violation then
    raise sqlstate 'PT409' using message = 'Cannot use these words: this person has them already, or they wait to be sent', detail = 'duplicate';
  end;
  insert into outreach.action_revisions (action_id, revision, hash, text, written_by)
  values (v_action.id, v_action.revision, v_action.hash, v_text, v_action.text_by);
  return outreach.outcome('edited', null, v_action);
end $$;

create function outreach.cancel_action(p_action_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif not outreach.may_steer(v_action, p_person_id) then
    return outreach.outcome('not_allowed', case when outreach.role_of(v_action.team_id, p_person_id) = 'guest' then 'guest' else 'role' end, v_action);
  elsif not outreach.can_move(v_action.status, 'cancelled') then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  end if;
  perform outreach.act_as(p_person_id);
  update outreach.linkedin_automation set status = 'cancelled', decided_by = p_person_id, blocked_by = null, retry_at = null
  where id = p_action_id returning * into v_action;
  return outreach.outcome('decided', null, v_action);
end $$;

-- Not before that time; the planner may only go later. Raises `bad_time` for the past and for more than 90 days ahead.
create function outreach.reschedule_action(p_action_id text, p_person_id text, p_not_before timestamptz) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif not outreach.may_steer(v_action, p_person_id) then
    return outreach.outcome('not_allowed', case when outreach.role_of(v_action.team_id, p_person_id) = 'guest' then 'guest' else 'role' end, v_action);
  elsif v_action.status not in ('draft', 'pending_approval', 'approved', 'scheduled') then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  elsif p_not_before is null or p_not_before < outreach.moment() - interval '1 minute' or p_not_before > outreach.moment() + interval '90 days' then
    raise sqlstate 'PT400' using message = format('Cannot move the action to %s: accepted are the next 90 days', p_not_before), detail = 'bad_time';
  end if;
  perform outreach.act_as(p_person_id);
  update outreach.linkedin_automation
  set not_before = p_not_before, expires_at = greatest(expires_at, p_not_before + interval '7 days'),
      scheduled_for = case when status = 'scheduled' then p_not_before else scheduled_for end,
      jitter_applied_minutes = case when status = 'scheduled' then 0 else jitter_applied_minutes end,
      aside = status in ('approved', 'scheduled'),
      blocked_by = case when status in ('approved', 'scheduled') then 'not_due' end,
      retry_at = case when status in ('approved', 'scheduled') then p_not_before end
  where id = p_action_id returning * into v_action;
  perform outreach.note(v_action.team_id, 'action_rescheduled', 'action', v_action.id, v_action.status, v_action.status,
    jsonb_build_object('not_before', p_not_before));
  return outreach.outcome('decided', null, v_action);
end $$;

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.propose_action, outreach.decide_action, outreach.edit_action, outreach.cancel_action,
  outreach.reschedule_action to greenlight_bot;
