-- Whose turn begins, of two groups that approve an action in order, is told below its card: an edited message calls no one.

-- Decides on exactly the revision and hash that the button carried. Approving binds to the words; neither the author nor
-- the writer of this revision may, and the team's rule says who and how many have to: until then `quorum_pending`, which keeps
-- the approval. Reason `group_unread`: the caller reads `user_groups` and presses again. For a suppressed person the answer is `decided`, reason `suppressed`. Words with a fault
-- are `not_allowed` with the fault's code (`placeholder` with what was `found`, `unseen`, `duplicate`), a second
-- approval of one person with `already_approved`. A `not_sent` action may be approved once more: that is how a person sends it again.
create or replace function outreach.decide_action(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_click ->> 'action_id');
  v_person text := p_click ->> 'person_id';
  v_rule platform.approver_rules;
  v_state jsonb;
  v_before jsonb;
  v_fault text;
begin
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

-- Below the card of an action, which may wait elsewhere than the account's own messages stand.
create function outreach.tell_below(p_action outreach.linkedin_automation, p_code text, p_params jsonb) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.outbox (kind, account_id, event, channel_id)
  values ('account', (p_action).account_id, jsonb_build_object('code', p_code,
    'params', p_params || jsonb_build_object('action_id', (p_action).id, 'revision', (p_action).revision)), (p_action).channel_id)
$$;

create or replace function outreach.tell_if_unreachable(p_action outreach.linkedin_automation) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select outreach.tell_below(p_action, 'unreachable', jsonb_build_object('admins', platform.admins_of((p_action).team_id)))
  where not (outreach.approval_state(p_action) ->> 'reachable')::boolean and not exists (
    select from outreach.outbox o
    where o.account_id = (p_action).account_id and o.event ->> 'code' = 'unreachable'
      and o.event -> 'params' ->> 'action_id' = (p_action).id and (o.event -> 'params' ->> 'revision')::integer = (p_action).revision)
$$;

create or replace function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    -- What a person answered stands under the card of the action that it answers, as does whose turn it is, and that no one may approve it.
    'thread_ts', case when (p_item).event ->> 'code' in ('answered', 'turn', 'unreachable') then (
      select c.ts from outreach.outbox c where c.action_id = (p_item).event -> 'params' ->> 'action_id') end,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end, 'event', case when (p_item).event ->> 'code' = 'answered' then jsonb_set((p_item).event, '{params}', (p_item).event -> 'params' || coalesce((
      select jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'person', l.name, 'profile_url', l.profile_url)
      from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
      where e.id = ((p_item).event -> 'params' ->> 'event_id')::bigint), '{}')) else (p_item).event end,
    'approvers', case when n.id is not null then outreach.approval_state(n) -> 'asked' else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id)
  join platform.teams t on t.team_id = a.team_id
$$;

revoke execute on function outreach.tell_below from public, anon, authenticated, service_role;

