-- Lets a part see whether the database is as new as its code, and doctor how far the two clocks are apart.
-- `applied` is null where the migrations were applied without the history of the Supabase CLI.
create function platform.schema_version() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_applied jsonb;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute 'select coalesce(jsonb_agg(version order by version), ''[]'') from supabase_migrations.schema_migrations' into v_applied;
  end if;
  return jsonb_build_object('applied', v_applied, 'now', clock_timestamp(),
    'sandbox', (select s.sandbox from platform.settings s));
end $$;

revoke execute on all functions in schema platform from public, anon, authenticated, service_role;
grant execute on function platform.schema_version to greenlight_bot, greenlight_agent, greenlight_governor;
