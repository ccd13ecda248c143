-- With an empty search_path Postgres looks for types and tables in `pg_temp` first: a session of an API role that could make a
-- domain `pg_temp.text` had its own check run as the owner. `pg_temp` is named, so that it comes last, and API roles make
-- nothing temporary. Everything else of these functions is qualified.
do $$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('platform', 'content', 'outreach') and p.prokind = 'f'
  loop
    execute format('alter function %s set search_path = pg_catalog, pg_temp', v_function);
  end loop;
  -- From everybody: a role of its own has it back with `grant temporary on database ... to ...`.
  execute format('revoke temporary on database %I from public', current_database());
end $$;
