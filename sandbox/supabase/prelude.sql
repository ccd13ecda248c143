-- What a hosted Supabase project has before its first migration, for a bare Postgres. Runs as the cluster's
-- superuser at every start and in every test database: roles live in the cluster, the rest in the database.

do $$
declare
  v_role text;
begin
  foreach v_role in array array['anon', 'authenticated'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      execute format('create role %I nologin noinherit', v_role);
    end if;
  end loop;
  if not exists (select from pg_catalog.pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
  if not exists (select from pg_catalog.pg_roles where rolname = 'authenticator') then
    create role authenticator login noinherit;
    -- As hosted sets it: a call that runs longer has hung.
    alter role authenticator set statement_timeout = '8s';
    alter role authenticator set lock_timeout = '8s';
  end if;
  -- Hosted's `postgres` is no superuser. A migration that needs one must fail here as it would there.
  if not exists (select from pg_catalog.pg_roles where rolname = 'postgres') then
    create role postgres login nosuperuser createdb createrole bypassrls;
    alter role postgres set search_path = "$user", public, extensions;
  end if;
end $$;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to postgres with admin option;
-- A migration grants its own roles to authenticator; that takes admin over the granted role only.

do $$
begin
  execute format('alter database %I owner to postgres', current_database());
end $$;

alter schema public owner to postgres;
create schema if not exists extensions authorization postgres;
grant usage on schema public, extensions to anon, authenticated, service_role;

-- The old, generous defaults of hosted projects, for public and for every schema that a migration creates. Projects
-- made since May 2026 grant less; a missing revoke has to show here, not in an older project.
alter default privileges for role postgres grant usage on schemas to anon, authenticated, service_role;
alter default privileges for role postgres grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres grant all on functions to anon, authenticated, service_role;

create schema if not exists supabase_migrations authorization postgres;
create table if not exists supabase_migrations.schema_migrations (
  version text primary key,
  statements text[],
  name text
);
alter table supabase_migrations.schema_migrations owner to postgres;
revoke all on schema supabase_migrations from anon, authenticated, service_role;
revoke all on supabase_migrations.schema_migrations from anon, authenticated, service_role;
