-- What is decided of outreach locks the rules first, and rows without their key: no change of rules waits for what waits for it.

create or replace function outreach.hold_accounts(p_team_id text, p_account_id text default null) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select from outreach.accounts a
  where a.team_id = p_team_id and (p_account_id is null or a.id = p_account_id) order by a.id for no key update
$$;

-- The owner accepts LinkedIn's rules for the account, once; before that nothing is released.
create or replace function outreach.acknowledge_terms(p_account_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  select * into v_account from outreach.accounts where id = p_account_id for no key update;
  if v_account.id is null then
    return '{"outcome": "not_found", "reason": null}';
  elsif v_account.owner_id <> p_person_id then
    return '{"outcome": "not_allowed", "reason": "owner"}';
  elsif v_account.terms_acknowledged_at is null then
    perform outreach.act_as(p_person_id);
    update outreach.accounts set terms_acknowledged_at = outreach.moment(), terms_acknowledged_by = p_person_id
    where id = p_account_id returning * into v_account;
    perform outreach.note(v_account.team_id, 'terms_acknowledged', 'account', v_account.id, null, null);
    -- Cards and notices that still ask for it, or say that it is missing, are drawn anew.
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now()
    where account_id = v_account.id and event ->> 'code' = 'config_changed' and ts is not null and created_at > platform.now() - interval '90 days';
    perform outreach.foresee(n.id) from outreach.linkedin_automation n
    where n.account_id = v_account.id and n.status in ('approved', 'scheduled') and n.blocked_by = 'terms_not_acknowledged';
    perform outreach.tell(v_account, 'terms_acknowledged', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- Nothing is saved when there are problems. Raises `not_allowed` for all but admins and `stale_config` when another
-- admin saved meanwhile.
create or replace function outreach.save_config(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_answer jsonb;
begin
  select * into v_account from outreach.accounts where id = p_change ->> 'account_id' for no key update;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot configure account "%s": there is none', left(p_change ->> 'account_id', 100)), detail = 'unknown_account';
  elsif outreach.role_of(v_account.team_id, p_change ->> 'person_id') <> 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the limits of an account', detail = 'not_allowed', hint = 'Ask an admin of the team.';
  elsif outreach.whole_number(p_change -> 'expected_version') is distinct from v_account.config_version then
    raise sqlstate 'PT409' using message = format('Cannot save over version %s: the newest is version %s', left(p_change ->> 'expected_version', 20), v_account.config_version),
      detail = 'stale_config', hint = 'Open the settings again; they show the newest values.';
  end if;
  v_answer := outreach.check_config(v_account.id, p_change -> 'config');
  if v_answer -> 'problems' <> '[]' or v_answer -> 'changes' = '[]' then
    return v_answer;
  end if;
  perform outreach.act_as(p_change ->> 'person_id');
  perform outreach.write_config(v_account.id, p_change ->> 'person_id', outreach.whole_config(v_account, p_change -> 'config'));
  select * into v_account from outreach.accounts where id = v_account.id;
  perform outreach.note(v_account.team_id, 'config_changed', 'account', v_account.id, null, null,
    jsonb_build_object('version', v_account.config_version, 'changes', v_answer -> 'changes'));
  perform outreach.tell(v_account, 'config_changed', jsonb_build_object(
    'person_id', p_change ->> 'person_id', 'version', v_account.config_version, 'changes', v_answer -> 'changes', 'fits', v_answer -> 'fits'));
  return v_answer || jsonb_build_object('version', v_account.config_version);
end $$;

-- What is decided, or begins to wait, goes by rules that do not change meanwhile: locked before account and action.
create or replace function outreach.keep_rules_of(p_action_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select platform.keep_rules(n.team_id) from outreach.linkedin_automation n where n.id = p_action_id
$$;

-- Locks an action and, before it, its account: all functions take these locks in this order.
create or replace function outreach.hold_action(p_action_id text) returns outreach.linkedin_automation
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
begin
  perform from outreach.accounts a
  where a.id = (select n.account_id from outreach.linkedin_automation n where n.id = p_action_id) for no key update;
  select * into v_action from outreach.linkedin_automation where id = p_action_id for no key update;
  return v_action;
end $$;

-- The same key gives the same action. Refusals say why and store nothing.
create or replace function outreach.propose_action(p_action jsonb) returns jsonb
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
    if v_new.lead_id is null then
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
create or replace function outreach.decide_action(p_click jsonb) returns jsonb
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
create or replace function outreach.edit_action(p_edit jsonb) returns jsonb
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

-- Accounts with work, each with what planning needs: at most 100 actions, the oldest approvals of each type in turn, so
-- that a type that waits starves no other. Brings back what was set aside and whose time has come.
create or replace function outreach.load_due() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_now timestamptz := outreach.moment();
  v_date date;
  v_answer jsonb := '[]';
  v_actions jsonb;
  v_quotas jsonb;
begin
  -- Account before action, as all functions lock; the proposals below refer to accounts.
  perform from outreach.accounts a order by a.id for no key update;
  update outreach.linkedin_automation set aside = false
  where id = any (array(
    select w.id from outreach.linkedin_automation w
    where w.status in ('approved', 'scheduled') and w.aside and w.retry_at <= v_now
    order by w.retry_at limit 200 for no key update skip locked));
  perform outreach.propose_withdrawals();
  for v_account in
    select * from outreach.accounts a
    where exists (select from outreach.linkedin_automation n where n.account_id = a.id and n.status in ('approved', 'scheduled') and not n.aside)
    order by a.id
  loop
    v_date := (v_now at time zone v_account.time_zone)::date;
    select jsonb_agg(outreach.action_view(r.found) order by (r.found).approved_at, (r.found).id) into v_actions
    from (
      select t.found
      from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)
      cross join lateral (
        select n as found, row_number() over (order by n.approved_at, n.id) as place
        from outreach.linkedin_automation n
        where n.account_id = v_account.id and n.action_type = k.type and n.status in ('approved', 'scheduled') and not n.aside
        order by n.approved_at, n.id limit 100
      ) t
      order by t.place limit 100
    ) r;
    select jsonb_agg(jsonb_build_object('type', q.type, 'quota', least((q.day).quota, (q.day).warm_up),
      'used_today', outreach.used_on(v_account.id, q.type, v_date),
      'used_7d', outreach.used_since(v_account.id, q.type, v_now - interval '7 days')) order by q.type)
    into v_quotas
    from (select k.type, outreach.day_limit(v_account, k.type, v_date) as day
          from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)) q;
    v_answer := v_answer || jsonb_build_object(
      'account', outreach.account_view(v_account), 'now', v_now,
      'last_dispatch_at', greatest(v_account.last_dispatch_at, v_account.resumed_at), 'local_date', v_date, 'quotas', v_quotas,
      'holidays', coalesce((
        select jsonb_agg(h.date order by h.date) from outreach.holidays h
        where h.region = v_account.holidays and h.date between v_date and v_date + 60), '[]'::jsonb),
      'actions', v_actions);
  end loop;
  return v_answer;
end $$;

-- Stores planned times; what changed since (other revision, decided otherwise) is left out. Answers how many were stored.
create or replace function outreach.plan_actions(p_plan jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_stored integer;
begin
  if jsonb_typeof(p_plan) is distinct from 'array' or exists (
    select from jsonb_array_elements(p_plan) p
    where not coalesce(isfinite((p ->> 'scheduled_for')::timestamptz) and (p ->> 'jitter_applied_minutes')::numeric between -100000 and 100000, false)) then
    raise sqlstate 'PT400' using message = 'Cannot plan this: accepted is a list of actions, each with a finite time and jitter', detail = 'bad_plan';
  end if;
  perform outreach.act_as('governor');
  perform from outreach.linkedin_automation n
  where n.id in (select p ->> 'action_id' from jsonb_array_elements(p_plan) p) order by n.id for no key update;
  update outreach.linkedin_automation n
  set status = 'scheduled', scheduled_for = greatest((p.plan ->> 'scheduled_for')::timestamptz, n.not_before),
      jitter_applied_minutes = (p.plan ->> 'jitter_applied_minutes')::numeric,
      -- What held it may be over: the next claim says so anew.
      blocked_by = null, retry_at = null
  from jsonb_array_elements(p_plan) p(plan)
  where n.id = p.plan ->> 'action_id' and n.revision = (p.plan ->> 'revision')::integer and n.status in ('approved', 'scheduled');
  get diagnostics v_stored = row_count;
  return v_stored;
end $$;

-- How the one provider call ended. A late "sent" still settles an action that was given up as unknown; any other late
-- word is false: the look-up or a person decides.
create or replace function outreach.record_release(p_release jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_result text := p_release ->> 'result';
  v_signal text := coalesce(p_release ->> 'signal', 'none');
  v_error jsonb := case when jsonb_typeof(p_release -> 'error') = 'object' then p_release -> 'error' end;
begin
  if v_result is null or v_result not in ('sent', 'already', 'failed', 'not_sent', 'unknown') then
    raise sqlstate 'PT400' using message = format('Cannot record the result "%s": accepted are sent, already, failed, not_sent, unknown', v_result), detail = 'bad_result';
  end if;
  select * into v_release from outreach.release_ledger where id = (p_release ->> 'release_id')::bigint;
  v_action := outreach.hold_action(v_release.action_id);
  select * into v_release from outreach.release_ledger where id = v_release.id for no key update;
  if v_action.id is null or v_release.fence <> (p_release ->> 'fence')::bigint or v_action.fence <> v_release.fence then
    return false;
  elsif not (v_release.outcome = 'dispatching' or (v_release.outcome = 'unknown' and v_result in ('sent', 'already'))) then
    return false;
  end if;
  perform outreach.act_as('governor');
  if v_result = 'failed' and v_error is null then
    v_error := '{"code": "failed", "message": "", "class": "unknown"}';
  end if;
  -- The provider tells its own fill level from 50 % on; at 90 % we stop before it does.
  if v_signal = 'none' and p_release -> 'provider' ->> 'usage' ~ '^\d{1,3}(\.\d+)?$' and (p_release -> 'provider' ->> 'usage')::numeric >= 90 then
    v_signal := 'limit';
  end if;
  update outreach.release_ledger set signal = v_signal where id = v_release.id;
  perform outreach.end_release(v_release.id, v_result, p_release -> 'provider', v_error);
  perform outreach.heed_signal(v_action.account_id, v_action.action_type, v_signal);
  return true;
end $$;

-- Dispatches older than 2 minutes (twice the longest provider call) become `unknown`. Approvals older than their term
-- expire in the same sweep. Answers how many dispatches.
create or replace function outreach.expire_dispatches() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := outreach.moment();
  v_id bigint;
  v_action outreach.linkedin_automation;
  v_expired integer := 0;
begin
  perform outreach.act_as('governor');
  for v_id in
    select l.id from outreach.release_ledger l where l.outcome = 'dispatching' and l.dispatched_at <= v_now - interval '2 minutes'
    -- In the order in which all functions lock accounts.
    order by l.account_id, l.id limit 100
  loop
    v_action := outreach.hold_action((select l.action_id from outreach.release_ledger l where l.id = v_id));
    if v_action.status = 'dispatching' and exists (select from outreach.release_ledger l where l.id = v_id and l.outcome = 'dispatching' and l.fence = v_action.fence) then
      perform outreach.end_release(v_id, 'unknown', '{}', '{"code": "no_result", "message": "No result came within 2 minutes", "class": "unknown"}');
      v_expired := v_expired + 1;
    end if;
  end loop;
  update outreach.linkedin_automation set status = 'expired', blocked_by = null, retry_at = null
  where id = any (array(
    select w.id from outreach.linkedin_automation w
    where w.status in ('pending_approval', 'approved', 'scheduled') and w.expires_at <= v_now
    order by w.expires_at limit 200 for no key update skip locked));
  return v_expired;
end $$;

-- What a look-up found. Absence proves nothing: after two looks the action stays unknown, for a person.
-- False: it is not unknown (any more).
create or replace function outreach.record_lookup(p_release_id bigint, p_found text, p_evidence jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
begin
  if p_found is null or p_found not in ('sent', 'not_seen', 'not_reached', 'certainly_not_sent') then
    raise sqlstate 'PT400' using message = format('Cannot record the look-up "%s": accepted are sent, not_seen, not_reached, certainly_not_sent', p_found), detail = 'bad_result';
  end if;
  v_action := outreach.hold_action((select l.action_id from outreach.release_ledger l where l.id = p_release_id));
  select * into v_release from outreach.release_ledger where id = p_release_id for no key update;
  if v_release.outcome is distinct from 'unknown' or v_action.status <> 'unknown' then
    return false;
  end if;
  perform outreach.act_as('governor');
  if p_found = 'not_reached' then
    -- A look that failed saw nothing and does not count as one; it is tried again later and later, and after half an
    -- hour a person may say what they know.
    update outreach.release_ledger
    set provider = provider || jsonb_build_object('looks_failed', coalesce((provider ->> 'looks_failed')::integer, 0) + 1),
        next_lookup_at = outreach.moment() + least(interval '1 hour', interval '2 minutes' * (1 + coalesce((provider ->> 'looks_failed')::integer, 0)))
    where id = p_release_id returning * into v_release;
    update outreach.linkedin_automation
    set result = coalesce(result, '{}') || jsonb_build_object('needs_person', outreach.moment() - v_release.dispatched_at > interval '30 minutes'),
        retry_at = v_release.next_lookup_at
    where id = v_action.id;
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
  elsif p_found = 'not_seen' then
    update outreach.release_ledger
    set looked = looked + 1, provider = provider || jsonb_build_object('looked', p_evidence),
        next_lookup_at = case when looked = 0 then outreach.moment() + interval '10 minutes' end
    where id = p_release_id returning * into v_release;
    perform outreach.note(v_action.team_id, 'not_seen', 'release', p_release_id::text, null, null, jsonb_build_object('looked', v_release.looked));
    -- Redraws the card: after the second look it asks a person.
    update outreach.linkedin_automation
    set result = coalesce(result, '{}') || jsonb_build_object('looked', v_release.looked, 'needs_person', v_release.looked >= 2),
        retry_at = v_release.next_lookup_at
    where id = v_action.id;
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
  else
    perform outreach.end_release(p_release_id, case p_found when 'sent' then 'sent' else 'not_sent' end, coalesce(p_evidence, '{}'), null);
  end if;
  return true;
end $$;

-- False: the account is unknown, or had that status.
create or replace function outreach.record_account_status(p_provider_account_id text, p_status text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account_id text;
begin
  select a.id into v_account_id from outreach.accounts a where a.provider_account_id = p_provider_account_id for no key update;
  if v_account_id is null then
    return false;
  end if;
  perform outreach.act_as('governor');
  return outreach.set_account_status(v_account_id, p_status);
end $$;

-- Stores an event once. A reply stops what waits for that person, from every account, in this transaction; an
-- acceptance makes the person connected. False: known already, or for an account that is not ours.
create or replace function outreach.record_inbound(p_event jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_event_id bigint;
  v_kind text := p_event ->> 'kind';
  v_lead_id text;
  v_leads text[];
  v_identity text := outreach.identity_of(outreach.canonical_profile(p_event ->> 'profile_url'));
  v_message_id text := coalesce(p_event ->> 'message_id', p_event ->> 'key');
  v_at timestamptz := outreach.event_time(p_event ->> 'at');
  v_release_id bigint;
begin
  select * into v_account from outreach.accounts where provider_account_id = p_event ->> 'provider_account_id' for no key update;
  if v_account.id is null then
    return false;
  end if;
  select coalesce(l.same_as, l.id) into v_lead_id
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_account.team_id and (
    (i.kind = 'provider_id' and i.value = p_event ->> 'provider_id')
    or (i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1)))
  order by i.kind = 'provider_id' desc limit 1;
  -- The same message under another key was known before.
  if v_kind = 'message' and exists (
    select from outreach.inbound_events e
    where e.account_id = v_account.id and e.kind = 'message' and e.message_id = p_event ->> 'message_id' and e.key <> p_event ->> 'key') then
    return false;
  end if;
  insert into outreach.inbound_events (team_id, provider_account_id, key, kind, account_id, lead_id, chat_id, message_id, text, at, status)
  values (v_account.team_id, v_account.provider_account_id, p_event ->> 'key', v_kind, v_account.id, v_lead_id, p_event ->> 'chat_id', p_event ->> 'message_id',
          -- What strangers write is none of our business.
          case when v_lead_id is not null then p_event ->> 'text' end, v_at, p_event ->> 'status')
  on conflict (provider_account_id, key) do nothing returning id into v_event_id;
  if v_event_id is null then
    return false;
  end if;
  perform outreach.act_as('governor');
  if v_kind = 'account_status' then
    perform outreach.set_account_status(v_account.id, p_event ->> 'status');
    return true;
  elsif v_lead_id is null then
    -- Not a person of ours; a manual send still used the account's allowance.
    if v_kind = 'echo' then
      perform outreach.take_echo(v_account, array[]::text[], p_event || jsonb_build_object('at', v_at));
    end if;
    return true;
  end if;
  perform outreach.identify(v_lead_id, 'provider_id', p_event ->> 'provider_id');
  update outreach.leads set provider_id = p_event ->> 'provider_id' where id = v_lead_id and provider_id is null and p_event ->> 'provider_id' is not null;
  v_leads := outreach.aliases(v_lead_id);
  insert into outreach.contacts (team_id, account_id, lead_id) values (v_account.team_id, v_account.id, v_lead_id) on conflict do nothing;

  if v_kind = 'echo' then
    perform outreach.take_echo(v_account, v_leads, p_event || jsonb_build_object('at', v_at));
    update outreach.contacts set chat_id = coalesce(p_event ->> 'chat_id', chat_id) where account_id = v_account.id and lead_id = v_lead_id;
  elsif v_kind = 'accepted' then
    update outreach.contacts set connected = true, invitation = 'none' where account_id = v_account.id and lead_id = any (v_leads);
    -- An accepted invitation was sent.
    select l.id into v_release_id from outreach.release_ledger l
    where l.account_id = v_account.id and l.lead_id = any (v_leads) and l.action_type = 'send_invite' and l.outcome = 'unknown' limit 1;
    if v_release_id is not null then
      perform outreach.end_release(v_release_id, 'sent', '{"seen_by": "accepted"}', null);
      update outreach.contacts set invitation = 'none' where account_id = v_account.id and lead_id = any (v_leads);
    end if;
    update outreach.linkedin_automation set status = 'skipped', blocked_by = 'already_connected', retry_at = null
    where account_id = v_account.id and lead_id = any (v_leads) and action_type in ('send_invite', 'withdraw_invite')
      and status in ('pending_approval', 'approved', 'scheduled');
    perform outreach.reconsider(v_account.id, v_leads);
  elsif v_kind = 'message' then
    update outreach.contacts
    set chat_id = coalesce(p_event ->> 'chat_id', chat_id), last_inbound_id = v_message_id, last_inbound_event = v_event_id, last_inbound_at = v_at
    where account_id = v_account.id and lead_id = v_lead_id;
    -- Whatever time it carries: what waits was decided without it.
    perform outreach.stop_actions(v_leads, 'skipped', 'replied', array['send_invite', 'send_message'], v_message_id);
  end if;
  if v_kind in ('accepted', 'message') then
    perform outreach.show_answer(v_event_id, v_leads);
  end if;
  return true;
end $$;

-- What a read profile says. A provider id that another lead has makes both one person.
create or replace function outreach.record_profile(p_profile jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_lead_id text := p_profile ->> 'lead_id';
begin
  select * into v_account from outreach.accounts where provider_account_id = p_profile ->> 'provider_account_id' for no key update;
  if v_account.id is null or not exists (select from outreach.leads where id = v_lead_id and team_id = v_account.team_id) then
    return;
  end if;
  perform outreach.act_as('governor');
  perform outreach.identify(v_lead_id, 'provider_id', p_profile ->> 'provider_id');
  update outreach.leads set provider_id = p_profile ->> 'provider_id' where id = v_lead_id and provider_id is null and p_profile ->> 'provider_id' is not null;
  perform outreach.write_lead(v_lead_id, jsonb_build_object(
      'name', p_profile ->> 'name', 'first_name', p_profile ->> 'first_name', 'last_name', p_profile ->> 'last_name',
      'title', p_profile ->> 'headline', 'company', p_profile ->> 'company'),
    'linkedin', 'governor', 'read');
  insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, invited_at, withdrawn_at)
  values (v_account.team_id, v_account.id, v_lead_id, (p_profile ->> 'connected')::boolean, p_profile ->> 'invitation',
          case when p_profile ->> 'invitation' = 'pending' then outreach.moment() end,
          case when p_profile ->> 'invitation' = 'withdrawn' then outreach.moment() end)
  on conflict (account_id, lead_id) do update set
    connected = excluded.connected,
    -- A stale read shows no invitation right after one was sent.
    invitation = case when excluded.invitation = 'none' and not excluded.connected and c.invited_at > outreach.moment() - interval '10 minutes'
                      then c.invitation else excluded.invitation end,
    invited_at = coalesce(c.invited_at, excluded.invited_at),
    withdrawn_at = case when excluded.invitation = 'withdrawn' and c.invitation <> 'withdrawn' then excluded.withdrawn_at
                        when excluded.invitation = 'withdrawn' then coalesce(c.withdrawn_at, excluded.withdrawn_at) else c.withdrawn_at end;
  perform outreach.reconsider(v_account.id, outreach.aliases(v_lead_id));
end $$;

-- Held already, before account and outbox, by what people do.
create or replace function outreach.watch_waiting_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.keep_rules(new.team_id);
  perform outreach.tell_if_unreachable(new);
  return null;
end $$;

revoke execute on function outreach.keep_rules_of from public, anon, authenticated, service_role;
