-- Who is never contacted again.

create table outreach.suppressions (
  id bigint generated always as identity primary key,
  team_id text not null references platform.teams,
  kind text not null constraint kind_is_known check (kind in ('person', 'company', 'domain', 'erased')),
  -- `person`: slug:<slug> or provider_id:<id>; `company`: its key; `domain`: lower case; `erased`: outreach.erased_value of a name.
  value text not null,
  reason text not null,
  person_id text not null,
  created_at timestamptz not null default platform.now(),
  unique (team_id, kind, value)
);
alter table outreach.suppressions enable row level security;

-- What was on the list once, and why an admin ended it. Kept for good.
create table outreach.ended_suppressions (
  id bigint primary key,
  team_id text not null references platform.teams,
  kind text not null,
  value text not null,
  reason text not null,
  person_id text not null,
  created_at timestamptz not null,
  ended_at timestamptz not null,
  ended_by text not null,
  end_reason text not null constraint an_end_has_a_reason check (char_length(end_reason) between 5 and 500)
);
alter table outreach.ended_suppressions enable row level security;
create index ended_suppressions_of_a_team on outreach.ended_suppressions (team_id, ended_at);

-- What names of erased people are hashed with: random, a team's own, granted to no role.
create table outreach.erasure_keys (
  team_id text primary key references platform.teams,
  key text not null
);
alter table outreach.erasure_keys enable row level security;

-- A name of an erased person as it is kept: known again, and not to be read. Without the team's key it cannot be guessed either.
create function outreach.erased_value(p_key text, p_name text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(p_key || encode(sha256(convert_to(p_key || lower(p_name), 'UTF8')), 'hex'), 'UTF8')), 'hex')
$$;

-- Is one of these names (slug:..., provider_id:..., email:...) one of a person who was erased?
create function outreach.are_erased(p_team_id text, p_names text[]) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text := (select k.key from outreach.erasure_keys k where k.team_id = p_team_id);
begin
  return v_key is not null and exists (
    select from unnest(p_names) n(name) join outreach.suppressions s
      on s.team_id = p_team_id and s.kind = 'erased' and s.value = outreach.erased_value(v_key, n.name));
end $$;

-- Is one of these names (slug:..., provider_id:..., email:...), companies' keys or domains on the list? The one place that asks; of erased
-- people it holds hashes.
create function outreach.are_suppressed(p_team_id text, p_names text[], p_companies text[], p_domains text[]) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
      select from outreach.suppressions s
      where s.team_id = p_team_id and (s.kind = 'person' and s.value = any (p_names) or s.kind = 'company' and s.value = any (p_companies)))
    or exists (
      select from outreach.suppressions s cross join unnest(p_domains) d(domain)
      where s.team_id = p_team_id and s.kind = 'domain' and outreach.is_within_domain(d.domain, s.value))
    or outreach.are_erased(p_team_id, p_names)
$$;

-- Is this person, under any name, or the company or domain, on the list?
create function outreach.is_suppressed(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
    select exists (select from outreach.leads e where e.id = any (a.ids) and e.erased_at is not null) or outreach.are_suppressed(r.team_id,
      array(select i.kind || ':' || i.value from outreach.lead_identities i where i.lead_id = any (a.ids)),
      array(select k.key from outreach.leads l cross join lateral (values (l.company_key), (l.company_page_key)) k(key)
            where l.id = any (a.ids) and k.key is not null),
      array(select k.key from outreach.leads l cross join lateral (values (l.company_domain), (outreach.domain_key(l.email))) k(key)
            where l.id = any (a.ids) and k.key is not null)
        || array(select outreach.domain_key(i.value) from outreach.lead_identities i where i.lead_id = any (a.ids) and i.kind = 'email'))
    from outreach.leads r cross join lateral (select outreach.aliases(r.id) as ids) a where r.id = p_lead_id), false)
$$;

-- Ends what waits for a lead (under all names) and answers how many; `p_keep` is the message an answer may still go to.
create function outreach.stop_actions(p_lead_ids text[], p_status text, p_blocker text, p_types text[], p_keep text default null) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_stopped integer;
begin
  update outreach.linkedin_automation
  set status = p_status, blocked_by = p_blocker, retry_at = null
  where lead_id = any (p_lead_ids) and action_type = any (p_types) and status in ('pending_approval', 'approved', 'scheduled')
    and (p_keep is null or in_reply_to is distinct from p_keep);
  get diagnostics v_stopped = row_count;
  return v_stopped;
end $$;

-- Never contact again: a person under every name, a company, a domain with its subdomains. Anyone but guests.
create function outreach.suppress(p_suppression jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_suppression ->> 'team_id';
  v_kind text := p_suppression ->> 'kind';
  v_value text;
  v_leads text[];
  v_stopped integer := 0;
  v_id bigint;
begin
  if outreach.role_of(v_team, p_suppression ->> 'person_id') = 'guest' then
    return '{"outcome": "not_allowed", "reason": "guest", "stopped": 0}';
  end if;
  v_value := case v_kind
    when 'person' then outreach.identity_of(outreach.canonical_profile(p_suppression ->> 'value'))
    when 'company' then outreach.company_key(p_suppression ->> 'value')
    when 'domain' then outreach.domain_key(p_suppression ->> 'value') end;
  if v_kind = 'domain' and outreach.is_public_suffix(v_value) then
    return '{"outcome": "refused", "reason": "public_suffix", "stopped": 0}';
  elsif v_value is null then
    return jsonb_build_object('outcome', 'refused', 'reason', case v_kind when 'person' then 'bad_url' else 'bad_value' end, 'stopped', 0);
  end if;
  -- An erased person is on the list already, and by no name.
  if v_kind = 'person' and outreach.are_erased(v_team, array[v_value]) then
    return '{"outcome": "done", "reason": null, "stopped": 0}';
  end if;
  perform outreach.act_as(p_suppression ->> 'person_id');
  perform outreach.hold_accounts(v_team);
  insert into outreach.suppressions (team_id, kind, value, reason, person_id)
  values (v_team, v_kind, v_value, left(coalesce(p_suppression ->> 'reason', ''), 500), p_suppression ->> 'person_id')
  on conflict do nothing returning id into v_id;
  if v_id is not null then
    perform outreach.note(v_team, 'suppressed', 'suppression', v_id::text, null, 'on', jsonb_build_object('kind', v_kind));
  end if;
  v_leads := array(
    select distinct n.lead_id from outreach.linkedin_automation n
    where n.team_id = v_team and n.status in ('pending_approval', 'approved', 'scheduled') and outreach.is_suppressed(n.lead_id));
  v_stopped := outreach.stop_actions(v_leads, 'suppressed', 'suppressed', array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'stopped', v_stopped);
end $$;

-- The list, newest first, for admins; `p_words`: part of a value or of a lead's name. Empty answer: this person is no admin.
create function outreach.list_suppressions(p_team_id text, p_person_id text, p_words text, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_words text := lower(extensions.unaccent(btrim(coalesce(p_words, ''))));
begin
  if outreach.role_of(p_team_id, p_person_id) <> 'admin' then
    return null;
  end if;
  return (
    with listed as (
      select s.*, (select l.name from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
                   where s.kind = 'person' and i.team_id = s.team_id and i.kind || ':' || i.value = s.value) as name
      from outreach.suppressions s where s.team_id = p_team_id and s.kind in ('person', 'company', 'domain')
    ), found as (
      select * from listed l
      where v_words = '' or strpos(l.value, v_words) > 0 or strpos(lower(extensions.unaccent(l.name)), v_words) > 0
    )
    select jsonb_build_object('total', (select count(*) from found), 'suppressions', coalesce(jsonb_agg(jsonb_build_object(
      'id', f.id, 'kind', f.kind, 'value', f.value, 'name', f.name, 'reason', f.reason, 'person_id', f.person_id, 'created_at', f.created_at)
      order by f.created_at desc, f.id desc), '[]'::jsonb))
    from (select * from found order by created_at desc, id desc limit platform.limit_of(p_limit, 100)) f);
end $$;

-- Takes something off the list, by an admin who says why. What was stopped stays stopped.
create function outreach.end_suppression(p_end jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_end ->> 'team_id';
  v_person text := p_end ->> 'person_id';
  v_reason text := btrim(coalesce(p_end ->> 'reason', ''));
  v_ended outreach.suppressions;
begin
  if outreach.role_of(v_team, v_person) <> 'admin' then
    return '{"outcome": "not_allowed", "reason": "role"}';
  elsif char_length(v_reason) not between 5 and 500 then
    return '{"outcome": "refused", "reason": "bad_reason"}';
  end if;
  perform outreach.act_as(v_person);
  perform outreach.hold_accounts(v_team);
  delete from outreach.suppressions s
  where s.id = (p_end ->> 'id')::bigint and s.team_id = v_team and s.kind in ('person', 'company', 'domain') returning * into v_ended;
  if v_ended.id is null then
    return '{"outcome": "not_found", "reason": null}';
  end if;
  insert into outreach.ended_suppressions (id, team_id, kind, value, reason, person_id, created_at, ended_at, ended_by, end_reason)
  values (v_ended.id, v_team, v_ended.kind, v_ended.value, v_ended.reason, v_ended.person_id, v_ended.created_at, outreach.moment(), v_person, v_reason);
  perform outreach.note(v_team, 'suppression_ended', 'suppression', v_ended.id::text, 'on', 'off', jsonb_build_object('kind', v_ended.kind));
  return '{"outcome": "done", "reason": null}';
end $$;

grant execute on function outreach.suppress, outreach.list_suppressions, outreach.end_suppression to greenlight_bot;
