-- Before `pg_restore` into an empty project: what a dump of our schemas does not hold. See docs/operations.md.
create schema if not exists extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists fuzzystrmatch with schema extensions;

do $$
declare
  v_role text;
begin
  foreach v_role in array array['greenlight_bot', 'greenlight_agent', 'greenlight_governor'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      execute format('create role %I nologin noinherit', v_role);
    end if;
    execute format('grant %I to authenticator', v_role);
  end loop;
end $$;
