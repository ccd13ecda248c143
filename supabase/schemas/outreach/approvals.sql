-- What people do with one action: propose, approve or reject, edit, cancel, reschedule. Who proposes, edits or approves
-- words hears what is wrong with them: an unfilled placeholder, something unseen, words that this person has already.

-- The newest message of a person, to any account of the team, by when we learned of it. Empty answer: none.
create function outreach.newest_inbound(p_lead_id text) returns outreach.contacts
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c from outreach.contacts c
  where c.lead_id = any (outreach.aliases(p_lead_id)) and c.last_inbound_event is not null
  order by c.last_inbound_event desc limit 1
$$;

-- An open or sent action that has the same words for the same person, under any name, from any account. Locks the person.
-- Null: none. `p_but` is left out.
create function outreach.same_words(p_lead_id text, p_type text, p_account_id text, p_text text, p_but text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_held text[];
begin
  if p_text is null then
    return null;
  end if;
  v_held := outreach.hold_person(p_lead_id);
  return (
    select n.id from outreach.linkedin_automation n
    where n.lead_id = any (v_held) and n.action_type in ('send_invite', 'send_message') and n.id is distinct from p_but
      and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown', 'completed')
      and not (p_type = 'send_invite' and n.action_type = 'send_invite' and n.account_id = p_account_id)
      and outreach.words_of(n.payload ->> 'text') = outreach.words_of(p_text)
    order by n.created_at desc limit 1);
end $$;

-- The same key gives the same action. Refusals say why and store nothing.
create function outreach.propose_action(p_action jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
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
  -- Rules before account, and account before person, as all functions lock.
  perform platform.keep_rules(p_action ->> 'team_id');
  select * into v_account from outreach.accounts where id = p_action ->> 'account_id' and team_id = p_action ->> 'team_id' for no key update;
  if outreach.role_of(p_action ->> 'team_id', p_action ->> 'author_id') = 'guest' then
    v_reason := 'not_allowed';
  elsif v_account.id is null then
    v_reason := 'no_account';
  elsif v_type = 'send_message' and v_text is null then
    v_reason := 'empty';
  elsif outreach.text_length(v_text) > outreach.text_limit(v_type, v_account.tier) then
    v_reason := 'too_long';
    v_params := jsonb_build_object('length', outreach.text_length(v_text), 'max', outreach.text_limit(v_type, v_account.tier), 'tier', v_account.tier);
  elsif outreach.text_fault(v_text) is not null then
    v_reason := outreach.text_fault(v_text) ->> 'code';
    v_params := outreach.text_fault(v_text) - 'code';
  else
    v_new.lead_id := outreach.lead_at(p_action ->> 'team_id', p_action ->> 'profile_url', jsonb_build_object('name', p_action ->> 'name'),
      'person', p_action ->> 'author_id');
    if v_new.lead_id is null and outreach.are_suppressed(p_action ->> 'team_id', array[outreach.identity_of(outreach.canonical_profile(p_action ->> 'profile_url'))], '{}', '{}') then
      v_reason := 'erased';
    elsif v_new.lead_id is null then
      v_reason := 'bad_url';
      v_params := jsonb_build_object('value', left(p_action ->> 'profile_url', 200));
    elsif outreach.is_suppressed(v_new.lead_id) then
      v_reason := 'suppressed';
    elsif v_text is not null then
      v_known := outreach.same_words(v_new.lead_id, v_type, v_account.id, v_text, null);
      if v_known is not null then
        v_reason := 'duplicate';
        v_params := jsonb_build_object('action_id', v_known);
      end if;
    end if;
  end if;
  if v_reason is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'params', v_params, 'action_id', null);
  end if;

  v_new.account_id := v_account.id;
  v_new.action_type := v_type;
  v_new.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
  if v_type in ('send_invite', 'send_message') then
    -- A text to a person who wrote to us answers the newest message; a newer one voids the answer.
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
-- the writer of this revision may, and the team's rule says who and how many have to: until then `quorum_pending`, which keeps
-- the approval. Reason `group_unread`: the caller reads `user_groups` and presses again. For a suppressed person the answer is `decided`, reason `suppressed`. Words with a fault
-- are `not_allowed` with the fault's code (`placeholder` with what was `found`, `unseen`, `duplicate`), a second
-- approval of one person with `already_approved`. A `not_sent` action may be approved once more: that is how a person sends it again.
create function outreach.decide_action(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
  v_person text := p_click ->> 'person_id';
  v_rule platform.approver_rules;
  v_state jsonb;
  v_before jsonb;
  v_fault text;
begin
  perform outreach.keep_rules_of(p_click ->> 'action_id');
  v_action := outreach.hold_action(p_click ->> 'action_id');
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif p_click ->> 'decision' is null or p_click ->> 'decision' not in ('approve', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, reject', p_click ->> 'decision'), detail = 'bad_decision';
  end if;
  v_rule := platform.rule_for(v_action.team_id, 'outreach', v_action.channel_id);
  v_state := outreach.approval_state(v_action);
  v_fault := platform.approval_fault(v_rule, v_state, v_person);
  if v_action.revision <> (p_click ->> 'revision')::integer or v_action.hash is distinct from p_click ->> 'hash' then
    return outreach.outcome('superseded', null, v_action);
  elsif not (v_action.status = 'pending_approval' or (v_action.status = 'not_sent' and p_click ->> 'decision' = 'approve')) then
    return outreach.outcome(case when v_action.approved_by is not null or v_action.decided_by is not null then 'already_decided' else 'wrong_state' end,
                            v_action.status, v_action);
  elsif v_fault = 'guest' then
    return outreach.outcome('not_allowed', 'guest', v_action);
  elsif v_person in (v_action.author_id, v_action.text_by) then
    return outreach.outcome('not_allowed', 'author', v_action);
  elsif v_fault in ('role', 'group_unread') then
    return outreach.outcome('not_allowed', v_fault, v_action) || jsonb_build_object('user_groups', platform.unread_groups(v_rule));
  end if;
  perform outreach.act_as(v_person);
  if p_click ->> 'decision' = 'reject' then
    update outreach.linkedin_automation
    set status = 'cancelled', decided_by = v_person, blocked_by = null, retry_at = null,
        error = jsonb_build_object('code', 'rejected', 'message', left(coalesce(p_click ->> 'note', ''), 2000))
    where id = v_action.id returning * into v_action;
    return outreach.outcome('decided', null, v_action);
  elsif outreach.text_fault(v_action.payload ->> 'text') is not null then
    return outreach.outcome('not_allowed', outreach.text_fault(v_action.payload ->> 'text') ->> 'code', v_action)
      || jsonb_build_object('found', outreach.text_fault(v_action.payload ->> 'text') ->> 'found');
  elsif outreach.same_words(v_action.lead_id, v_action.action_type, v_action.account_id, v_action.payload ->> 'text', v_action.id) is not null then
    return outreach.outcome('not_allowed', 'duplicate', v_action);
  elsif outreach.is_suppressed(v_action.lead_id) and v_action.status = 'pending_approval' then
    update outreach.linkedin_automation set status = 'suppressed', decided_by = v_person, blocked_by = 'suppressed', retry_at = null
    where id = v_action.id returning * into v_action;
    return outreach.outcome('decided', 'suppressed', v_action);
  elsif outreach.is_suppressed(v_action.lead_id) then
    return outreach.outcome('not_allowed', 'suppressed', v_action);
  elsif v_fault is not null then
    return outreach.outcome('not_allowed', v_fault, v_action);
  end if;
  insert into outreach.action_approvals as a (action_id, revision, hash, person_id, approved_at)
  values (v_action.id, v_action.revision, v_action.hash, v_person, outreach.moment())
  on conflict (action_id, revision, hash, person_id) do update set approved_at = excluded.approved_at;
  v_before := v_state;
  v_state := outreach.approval_state(v_action);
  perform outreach.note(v_action.team_id, 'approval_given', 'action', v_action.id, v_action.status, v_action.status,
    jsonb_build_object('revision', v_action.revision, 'hash', v_action.hash, 'approvals', v_state -> 'approvals', 'quorum', v_state -> 'quorum'));
  if not (v_state ->> 'complete')::boolean then
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
    -- An edited card calls no one: whose turn begins is told below it.
    if not (v_before -> 'groups' -> 1 ->> 'open')::boolean and (v_state -> 'groups' -> 1 ->> 'open')::boolean then
      perform outreach.tell_below(v_action, 'turn', jsonb_build_object('group', v_state -> 'groups' -> 0 -> 'name', 'people', v_state -> 'asked'));
    end if;
    return outreach.outcome('quorum_pending', null, v_action);
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

-- Writes another text: a new revision, without an approval. Raises `empty`, `too_long`, `placeholder`, `duplicate`.
create function outreach.edit_action(p_edit jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
  v_text text := outreach.normal_text(p_edit ->> 'text');
  v_limit integer;
begin
  perform outreach.keep_rules_of(p_edit ->> 'action_id');
  v_action := outreach.hold_action(p_edit ->> 'action_id');
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif outreach.role_of(v_action.team_id, p_edit ->> 'person_id') = 'guest' then
    return outreach.outcome('not_allowed', 'guest', v_action);
  elsif not outreach.may_steer(v_action, p_edit ->> 'person_id') then
    return outreach.outcome('not_allowed', 'role', v_action);
  elsif v_action.revision <> (p_edit ->> 'revision')::integer or v_action.hash is distinct from p_edit ->> 'hash' then
    return outreach.outcome('superseded', null, v_action);
  elsif v_action.status not in ('pending_approval', 'approved', 'scheduled') or v_action.action_type not in ('send_invite', 'send_message') then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  end if;
  v_limit := outreach.text_limit(v_action.action_type, (select a.tier from outreach.accounts a where a.id = v_action.account_id));
  if v_text is null and v_action.action_type = 'send_message' then
    raise sqlstate 'PT400' using message = 'Cannot send a message without words', detail = 'empty';
  elsif outreach.text_length(v_text) > v_limit then
    raise sqlstate 'PT400' using message = format('Cannot keep a text of %s characters: %s are accepted', outreach.text_length(v_text), v_limit),
      detail = 'too_long', hint = format('{"length": %s, "max": %s}', outreach.text_length(v_text), v_limit);
  elsif outreach.text_fault(v_text) is not null then
    raise sqlstate 'PT400' using message = format('Cannot keep a text with the placeholder %s', outreach.text_fault(v_text) ->> 'found'),
      detail = outreach.text_fault(v_text) ->> 'code', hint = (outreach.text_fault(v_text) - 'code')::text;
  elsif outreach.same_words(v_action.lead_id, v_action.action_type, v_action.account_id, v_text, v_action.id) is not null then
    raise sqlstate 'PT409' using message = 'Cannot use these words: this person has them already, or they wait to be sent', detail = 'duplicate';
  elsif v_text is not distinct from v_action.payload ->> 'text' then
    return outreach.outcome('edited', 'same_text', v_action);
  end if;
  perform outreach.act_as(p_edit ->> 'person_id');
  v_action.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
  begin
    update outreach.linkedin_automation
    set payload = v_action.payload, hash = outreach.action_hash(v_action), revision = revision + 1, text_by = p_edit ->> 'person_id',
        status = 'pending_approval', approved_by = null, approved_at = null,
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
language plpgsql security definer set search_path = pg_catalog, pg_temp
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
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif not outreach.may_steer(v_action, p_person_id) then
    return outreach.outcome('not_allowed', case when outreach.role_of(v_action.team_id, p_person_id) = 'guest' then 'guest' else 'role' end, v_action);
  elsif v_action.status not in ('pending_approval', 'approved', 'scheduled') then
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

-- Invitations that were neither accepted nor answered in words within the account's term: their withdrawal is proposed, at most
-- five open ones per account, and a person approves it like every other write. What a person turned down is not proposed again.
create function outreach.propose_withdrawals() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_contact outreach.contacts;
  v_action outreach.linkedin_automation;
  v_key text;
begin
  for v_account in
    select * from outreach.accounts a
    where a.withdraw_after_days is not null and a.channel_id is not null and a.status = 'ok' and a.paused_at is null
    order by a.id
  loop
    for v_contact in
      select c.* from outreach.contacts c
      where c.account_id = v_account.id and c.invitation = 'pending' and not c.connected is true
        and not exists (select from outreach.leads e where e.id = c.lead_id and e.erased_at is not null)
        and c.invited_at <= outreach.moment() - make_interval(days => v_account.withdraw_after_days)
        and not c.last_inbound_at >= c.invited_at is true
        and not exists (
          select from outreach.linkedin_automation n
          where n.idempotency_key = format('withdraw %s %s %s', c.account_id, c.lead_id, extract(epoch from c.invited_at)))
      order by c.invited_at
      limit greatest(0, 5 - (
        select count(*)::integer from outreach.linkedin_automation n
        where n.account_id = v_account.id and n.action_type = 'withdraw_invite' and n.team_id = v_account.team_id
          and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')))
    loop
      v_key := format('withdraw %s %s %s', v_contact.account_id, v_contact.lead_id, extract(epoch from v_contact.invited_at));
      v_action.account_id := v_account.id;
      v_action.lead_id := v_contact.lead_id;
      v_action.action_type := 'withdraw_invite';
      v_action.payload := '{}';
      perform outreach.act_as('governor');
      insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key)
      values (v_account.team_id, v_account.id, v_contact.lead_id, 'withdraw_invite', outreach.action_hash(v_action), 'greenlight', 'greenlight',
              v_account.channel_id, v_key)
      on conflict do nothing
      returning * into v_action;
      if found then
        insert into outreach.action_revisions (action_id, revision, hash, written_by) values (v_action.id, 1, v_action.hash, v_action.author_id);
      end if;
    end loop;
  end loop;
end $$;

grant execute on function outreach.propose_action, outreach.decide_action, outreach.edit_action,
  outreach.cancel_action, outreach.reschedule_action to greenlight_bot;
