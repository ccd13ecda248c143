-- Which database this is, so that one that was brought back from a backup is noticed: by the first call of any part that posts or sends.
-- `written_in` is the transaction that wrote the row: a row that pg_restore copied in was written by another one. `server` is the
-- cluster and its timeline, which a recovery to a point in time and a promoted replica change. A snapshot of the disk
-- changes neither: its owner says `select platform.mark_restored()` before the parts start.
create table platform.installation (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  server text not null,
  written_in text not null,
  restored_at timestamptz,
  -- As the owner said by `platform.note_backup`.
  backed_up_at timestamptz
);
alter table platform.installation enable row level security;

-- What may not be asked here is left out: the row's transaction tells enough then.
create function platform.server_identity() returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (select s.system_identifier from pg_control_system() s) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8);
exception when insufficient_privilege or object_not_in_prerequisite_state then
  return '';
end $$;

-- After every change of the row. A subtransaction has an id of its own, so the row says which it was.
create function platform.sign_installation() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update platform.installation set server = platform.server_identity();
  update platform.installation set written_in = xmin::text;
end $$;

insert into platform.installation (server, written_in) values ('', '');
select platform.sign_installation();

create function platform.is_restored() returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select i.written_in <> i.xmin::text or i.server <> platform.server_identity() from platform.installation i
$$;

-- Owner only: says that this database is one of an earlier moment.
create function platform.mark_restored() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update platform.installation set restored_at = platform.now();
  perform platform.sign_installation();
end $$;

-- Owner only: says that a backup was made, of which doctor asks.
create function platform.note_backup(p_at timestamptz default now()) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update platform.installation set backed_up_at = p_at;
  perform platform.sign_installation();
end $$;

-- When this database was last brought back from a backup. Empty answer: never.
create function platform.notice_restore() returns timestamptz
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if platform.is_restored() then
    perform from platform.installation for no key update;
    -- Another call may have noticed meanwhile.
    if platform.is_restored() then
      perform platform.mark_restored();
    end if;
  end if;
  return (select i.restored_at from platform.installation i);
end $$;

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
    'sandbox', (select s.sandbox from platform.settings s),
    'backed_up_at', (select i.backed_up_at from platform.installation i));
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
