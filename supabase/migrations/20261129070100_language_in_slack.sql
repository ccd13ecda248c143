-- The language of the bot's own texts is switched in Slack, by admins. Empty answer; raises for anybody else.
create function platform.set_team_locale(p_change jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_locale text := p_change ->> 'locale';
begin
  perform platform.require_admin(p_change ->> 'team_id', p_change ->> 'person_id');
  if v_locale is null or v_locale not in ('en', 'pt-BR') then
    raise sqlstate 'PT400' using message = format('Cannot speak "%s"; accepted: en, pt-BR', coalesce(v_locale, 'null')), detail = 'bad_locale';
  end if;
  update platform.teams set locale = v_locale where team_id = p_change ->> 'team_id' and locale <> v_locale;
end $$;

revoke execute on function platform.set_team_locale from public, anon, authenticated, service_role;
grant execute on function platform.set_team_locale to greenlight_bot;

-- What is still open in Slack follows: its words stand in the team's language and name who may decide.
create function content.redraw_open_jobs() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_open record;
begin
  for v_open in
    select o.job_id, o.kind, o.edition
    from content.jobs j join content.outbox o on o.job_id = j.id
    where j.team_id = new.team_id and j.ended_at is null and o.ts is not null
      and (o.kind in ('brief', 'progress') and tg_table_name = 'teams'
        or o.kind in ('card', 'question') and o.edition = (
          select max(l.edition) from content.outbox l where l.job_id = o.job_id and l.kind = o.kind))
  loop
    perform content.show(v_open.job_id, v_open.kind, v_open.edition);
  end loop;
  return null;
end $$;

create trigger language_is_seen_in_slack after update of locale on platform.teams
for each row when (old.locale is distinct from new.locale) execute function content.redraw_open_jobs();
create trigger roles_are_seen_on_cards after update of role, is_guest on platform.people
for each row when (old.role is distinct from new.role or old.is_guest is distinct from new.is_guest)
execute function content.redraw_open_jobs();

revoke execute on function content.redraw_open_jobs from public, anon, authenticated, service_role;
