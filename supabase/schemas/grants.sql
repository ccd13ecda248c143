-- An API role reaches the functions that its concept's file grants to it and nothing else, also where the project's defaults
-- grant more: older hosted projects give tables, sequences and functions of each new schema to the API's general roles.
revoke all on schema platform, content, outreach, readers from public, anon, authenticated, service_role;
revoke all on all tables in schema platform, content, outreach, readers from public, anon, authenticated, service_role;
revoke all on all sequences in schema platform, content, outreach, readers from public, anon, authenticated, service_role;
revoke execute on all functions in schema platform, content, outreach, readers from public, anon, authenticated, service_role;

-- Definers search `pg_temp` last, and API roles make nothing temporary: a session that could make a domain `pg_temp.text`
-- would have its own check run as the owner. A role of its own has it back with `grant temporary on database ... to ...`.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end $$;
