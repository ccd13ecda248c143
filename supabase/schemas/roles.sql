-- The SQL functions are the API between the parts: each part has its own role and reaches only the functions
-- that are granted to it. Tables are granted to no role.
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

create schema platform;
create schema content;
create schema outreach;

grant usage on schema platform to greenlight_bot, greenlight_agent, greenlight_governor;
grant usage on schema content to greenlight_bot, greenlight_agent;
grant usage on schema outreach to greenlight_bot, greenlight_governor;
