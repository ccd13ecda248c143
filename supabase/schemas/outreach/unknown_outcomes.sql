-- A dispatch without a result is unknown, never scheduled again. It ends by what the provider shows, or by a person.

-- Dispatches older than 2 minutes (twice the longest provider call) become `unknown`. Approvals older than their term
-- expire in the same sweep. Answers how many dispatches.
create function outreach.expire_dispatches() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := outreach.moment();
  v_id bigint;
  v_action outreach.linkedin_automation;
  v_expired integer := 0;
begin
  perform outreach.heed_restore();
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

-- Releases to look up now: 90 s after the dispatch, and again 10 minutes after the first look.
create function outreach.unknown_releases() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'release_id', l.id, 'action', outreach.action_view(n), 'provider_account_id', a.provider_account_id,
    'dispatched_at', l.dispatched_at, 'looked', l.looked, 'restored', l.provider ? 'restored_at') order by l.next_lookup_at), '[]'::jsonb)
  from (
    select * from outreach.release_ledger w where w.next_lookup_at <= platform.now() order by w.next_lookup_at limit 100
  ) l
  join outreach.linkedin_automation n on n.id = l.action_id and n.status = 'unknown'
  join outreach.accounts a on a.id = l.account_id
$$;

-- What a look-up found. Absence proves nothing: after two looks the action stays unknown, for a person. After a restore what is
-- looked for lies a day behind: where it is not seen it goes, and what is `unclear` is for a person at once.
-- False: it is not unknown (any more).
create function outreach.record_lookup(p_release_id bigint, p_found text, p_evidence jsonb) returns boolean
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
  elsif p_found = 'not_seen' and v_release.provider ? 'restored_at' and not coalesce(p_evidence, '{}') ? 'unclear' then
    perform outreach.end_release(p_release_id, 'not_sent', '{}', null);
  elsif p_found = 'not_seen' then
    update outreach.release_ledger
    set looked = case when p_evidence ? 'unclear' then 2 else looked + 1 end, provider = provider || jsonb_build_object('looked', p_evidence),
        next_lookup_at = case when looked = 0 and not coalesce(p_evidence, '{}') ? 'unclear' then outreach.moment() + interval '10 minutes' end
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

-- A person says what became of it: the author, or an approver.
create function outreach.resolve_unknown(p_action_id text, p_person_id text, p_verdict text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
  v_release_id bigint;
begin
  if p_verdict is null or p_verdict not in ('sent', 'not_sent') then
    raise sqlstate 'PT400' using message = format('Cannot resolve with "%s": accepted are sent, not_sent', p_verdict), detail = 'bad_decision';
  elsif v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif not outreach.may_steer(v_action, p_person_id) then
    return outreach.outcome('not_allowed', case when outreach.role_of(v_action.team_id, p_person_id) = 'guest' then 'guest' else 'role' end, v_action);
  elsif v_action.status <> 'unknown' then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  end if;
  perform outreach.act_as(p_person_id);
  select l.id into v_release_id from outreach.release_ledger l where l.action_id = p_action_id and l.outcome = 'unknown' order by l.id desc limit 1;
  perform outreach.end_release(v_release_id, p_verdict, jsonb_build_object('resolved_by', p_person_id), null);
  select * into v_action from outreach.linkedin_automation where id = p_action_id;
  return outreach.outcome('decided', null, v_action);
end $$;

grant execute on function outreach.expire_dispatches, outreach.unknown_releases, outreach.record_lookup
  to greenlight_governor;
grant execute on function outreach.resolve_unknown to greenlight_bot;
