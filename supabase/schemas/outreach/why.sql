-- The story of an action, or of all actions to one person: who decided what, what held it and until when, which checks it passed with
-- which values, what the provider answered and that the person replied. Its events hold no names and no texts.

-- The values that a release was let go with. The caller holds the account, and writes the ledger afterwards.
create function outreach.checks_seen(p_account outreach.accounts, p_action outreach.linkedin_automation, p_now timestamptz) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date := (p_now at time zone (p_account).time_zone)::date;
  v_limit outreach.day_limit := outreach.day_limit(p_account, (p_action).action_type, v_date);
begin
  return jsonb_strip_nulls(jsonb_build_object(
    'local_time', to_char(p_now at time zone (p_account).time_zone, 'YYYY-MM-DD HH24:MI'), 'time_zone', (p_account).time_zone,
    'window', to_char((p_account).window_start, 'HH24:MI') || '-' || to_char((p_account).window_end, 'HH24:MI'),
    'gap_min_minutes', (p_account).gap_min_minutes,
    'minutes_since_last', floor(extract(epoch from p_now - greatest((p_account).last_dispatch_at, (p_account).resumed_at)) / 60),
    'used_today', outreach.used_on((p_account).id, (p_action).action_type, v_date), 'quota', least(v_limit.quota, v_limit.warm_up),
    'used_7d', outreach.used_since((p_account).id, (p_action).action_type, p_now - interval '7 days'), 'max_7d', v_limit.rolling_max,
    'inbox_read_at', case when (p_action).action_type = 'send_message' then (p_account).inbox_read_at end,
    'config_version', (p_account).config_version, 'approved_by', outreach.approvals_of(outreach.approval_state(p_action)), 'hash', (p_action).hash));
end $$;

-- People of the team by an address, an id or the beginning of a word of the name; one person once.
create function outreach.leads_named(p_team_id text, p_said text) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_identity text := outreach.identity_of(outreach.canonical_profile(p_said));
begin
  if v_identity is not null then
    return array(
      select coalesce(l.same_as, l.id) from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
      where i.team_id = p_team_id and i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1));
  end if;
  return array(
    select l.id from outreach.leads l
    where l.team_id = p_team_id and l.same_as is null
      and (l.id = p_said or char_length(p_said) >= 2 and strpos(' ' || lower(extensions.unaccent(l.name)), ' ' || lower(extensions.unaccent(p_said))) > 0)
    order by l.id = p_said desc, l.name, l.id limit 11);
end $$;

-- Empty answer: this person may not ask. `p_subject`: an action's id, or a person's address, id or name.
create function outreach.why(p_team_id text, p_person_id text, p_subject text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_said text := btrim(left(coalesce(p_subject, ''), 300));
  v_action outreach.linkedin_automation;
  v_leads text[];
  v_actions text[];
  v_all integer;
  v_events jsonb;
begin
  if outreach.role_of(p_team_id, p_person_id) = 'guest' then
    return null;
  end if;
  select * into v_action from outreach.linkedin_automation n where n.id = v_said and n.team_id = p_team_id;
  v_leads := case when v_action.id is not null then array[v_action.lead_id] else outreach.leads_named(p_team_id, v_said) end;
  if cardinality(v_leads) <> 1 then
    return jsonb_build_object('outcome', case when v_leads = '{}' then 'not_found' else 'several' end, 'leads', coalesce((
      select jsonb_agg(jsonb_build_object('lead_id', l.id, 'name', l.name, 'company', l.company, 'profile_url', l.profile_url) order by l.name, l.id)
      from outreach.leads l where l.id = any (v_leads)), '[]'::jsonb));
  end if;
  v_leads := outreach.aliases(v_leads[1]);
  v_actions := case when v_action.id is not null then array[v_action.id] else array(
    select n.id from outreach.linkedin_automation n where n.lead_id = any (v_leads) and n.team_id = p_team_id) end;
  with told as (
    select a.at, a.id::numeric as place, a.code, a.actor, case a.subject_kind when 'action' then a.subject_id else a.data ->> 'action_id' end as action_id, a.from_state, a.to_state, a.data
    from outreach.audit a
    where a.code not in ('action_held', 'approval_recorded', 'release_recorded') and (
      a.subject_kind = 'action' and a.subject_id = any (v_actions) or a.subject_kind = 'release' and a.subject_id = any (array(
        select l.id::text from outreach.release_ledger l where l.action_id = any (v_actions))))
    union all
    select h.at, h.id, 'held', 'governor', h.subject_id, null, null, h.data
    from outreach.audit h where h.subject_kind = 'action' and h.subject_id = any (v_actions) and h.code = 'action_held'
    union all
    select l.ended_at, l.id, 'provider_answered', 'provider', l.action_id, null, l.outcome, jsonb_strip_nulls(jsonb_build_object(
      'attempt', l.attempt, 'signal', l.signal, 'error', l.error ->> 'code', 'class', l.error ->> 'class', 'seen_by', l.provider ->> 'seen_by'))
    from outreach.release_ledger l where l.action_id = any (v_actions) and l.ended_at is not null
    union all
    select e.received_at, e.id, 'inbound_' || e.kind, 'provider', e.action_id, null, null, jsonb_build_object('at', e.at)
    from outreach.inbound_events e
    where e.kind in ('accepted', 'message') and (e.action_id = any (v_actions) or v_action.id is null and e.lead_id = any (v_leads))
  ), counted as (
    select t.*, count(*) over () as of, row_number() over (order by t.at desc, t.place desc) as newest from told t
  )
  select coalesce(max(c.of), 0), coalesce(jsonb_agg(jsonb_build_object('at', c.at, 'code', c.code, 'actor', c.actor, 'action_id', c.action_id,
    'from', c.from_state, 'to', c.to_state, 'data', c.data) order by c.at, c.place), '[]'::jsonb)
  into v_all, v_events from counted c where c.newest <= 100;
  return jsonb_build_object('outcome', 'found', 'left_out', greatest(v_all - 100, 0), 'events', v_events,
    'lead', (select jsonb_build_object('lead_id', l.id, 'name', l.name, 'company', l.company, 'profile_url', l.profile_url) from outreach.leads l where l.id = coalesce(v_action.lead_id, v_leads[1])),
    'is_suppressed', outreach.is_suppressed(v_leads[1]),
    'actions', coalesce((
      select jsonb_agg(jsonb_build_object('action_id', n.id, 'type', n.action_type, 'status', n.status, 'blocked_by', n.blocked_by, 'retry_at', n.retry_at,
        'scheduled_for', n.scheduled_for) order by n.created_at desc, n.id)
      from (select * from outreach.linkedin_automation m where m.id = any (v_actions) order by m.created_at desc, m.id limit 10) n), '[]'::jsonb));
end $$;

grant execute on function outreach.why to greenlight_bot;
