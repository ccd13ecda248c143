-- What several people asked for in the same moment, at most 100, in their order: what each led to. A refusal is of all of them, of
-- which then none is stored.
create function content.enqueue_jobs(p_jobs jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job jsonb;
  v_started jsonb := '[]';
begin
  if jsonb_array_length(p_jobs) > 100 then
    raise sqlstate 'PT400' using message = format('Cannot start %s jobs at once: 1 to 100 are accepted', jsonb_array_length(p_jobs)), detail = 'too_many_jobs';
  end if;
  for v_job in select j from jsonb_array_elements(p_jobs) with ordinality e (j, n) order by n loop
    v_started := v_started || jsonb_build_array(content.start_asked(v_job, null));
  end loop;
  return v_started;
end $$;

revoke execute on function content.enqueue_jobs from public, anon, authenticated, service_role;
grant execute on function content.enqueue_jobs to greenlight_bot;
