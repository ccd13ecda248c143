-- Lets a part see whether the database is as new as its code, and doctor how far the two clocks are apart.
-- `applied` is null where the migrations were applied without the history of the Supabase CLI.
create function platform.schema_version() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
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

-- All that the caller's role may do in our schemas and in those of a hosted project that hold data, so that doctor can
-- compare it with what is meant. The role is the one that the API assumed; in a definer function `current_user` is the owner.
create function platform.my_privileges() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_role pg_catalog.pg_roles;
begin
  select * into v_role from pg_catalog.pg_roles where rolname = current_setting('role');
  return jsonb_build_object(
    'role', v_role.rolname,
    'functions', (
      select coalesce(jsonb_agg(n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
                                order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), '[]')
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('platform', 'content', 'outreach')
        and has_schema_privilege(v_role.oid, n.oid, 'usage') and has_function_privilege(v_role.oid, p.oid, 'execute')),
    'tables', (
      select coalesce(jsonb_agg(n.nspname || '.' || c.relname order by n.nspname, c.relname), '[]')
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('platform', 'content', 'outreach', 'public', 'auth', 'storage', 'vault', 'supabase_migrations')
        and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_schema_privilege(v_role.oid, n.oid, 'usage')
        and (has_table_privilege(v_role.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege(v_role.oid, c.oid, 'select, insert, update, references'))),
    'member_of', (
      select coalesce(jsonb_agg(g.rolname order by g.rolname), '[]')
      from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid
      where m.member = v_role.oid),
    'attributes', to_jsonb(array_remove(array[
      case when v_role.rolsuper then 'superuser' end, case when v_role.rolbypassrls then 'bypassrls' end,
      case when v_role.rolcreaterole then 'createrole' end, case when v_role.rolcreatedb then 'createdb' end,
      case when v_role.rolcanlogin then 'login' end, case when v_role.rolreplication then 'replication' end], null)));
end $$;

grant execute on function platform.schema_version, platform.my_privileges
  to greenlight_bot, greenlight_agent, greenlight_governor;
