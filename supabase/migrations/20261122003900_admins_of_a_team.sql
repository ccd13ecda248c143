-- User ids of a team's admins, by name: whoever may not do something is told who may.
create function platform.admins_of(p_team_id text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(p.user_id order by p.name, p.user_id), '[]'::jsonb)
  from platform.people p where p.team_id = p_team_id and p.role = 'admin' and not p.is_guest
$$;

revoke execute on function platform.admins_of from public, anon, authenticated, service_role;
grant execute on function platform.admins_of to greenlight_bot;
