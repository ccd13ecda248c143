-- An admin ends a suppression, with a reason that is kept.

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
revoke all on outreach.ended_suppressions from public, anon, authenticated, service_role;

-- The list, newest first, for admins; `p_words`: part of a value or of a lead's name. Empty answer: this person is no admin.
create or replace function outreach.list_suppressions(p_team_id text, p_person_id text, p_words text, p_limit integer) returns jsonb
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
create or replace function outreach.end_suppression(p_end jsonb) returns jsonb
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
revoke execute on function outreach.list_suppressions, outreach.end_suppression from public, anon, authenticated, service_role;
grant execute on function outreach.list_suppressions, outreach.end_suppression to greenlight_bot;
