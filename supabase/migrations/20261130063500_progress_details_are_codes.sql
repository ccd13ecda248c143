-- What a step brought is a list of `{code, count}`, so that its words are made where they are shown.

create or replace function content.record_progress(p_job_id text, p_fence bigint, p_checkpoint_data jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  if jsonb_typeof(p_checkpoint_data) is distinct from 'object'
    or jsonb_typeof(coalesce(p_checkpoint_data -> 'steps', '[]'::jsonb)) <> 'array'
    or jsonb_typeof(coalesce(p_checkpoint_data -> 'node', '""'::jsonb)) <> 'string'
    or exists (
      select from jsonb_path_query(p_checkpoint_data, 'lax $.steps[*]') s
      where jsonb_typeof(s) <> 'object' or jsonb_typeof(s -> 'node') is distinct from 'string' or jsonb_typeof(s -> 'started_at') is distinct from 'string'
        or coalesce(jsonb_typeof(s -> 'ended_at') not in ('string', 'null'), true) or coalesce(jsonb_typeof(s -> 'detail') not in ('array', 'string', 'null'), true)
        or exists (
          select from jsonb_array_elements(case jsonb_typeof(s -> 'detail') when 'array' then s -> 'detail' else '[]' end) f
          where jsonb_typeof(f -> 'code') is distinct from 'string' or jsonb_typeof(f -> 'count') is distinct from 'number')) then
    raise sqlstate 'PT400' using message = format('Cannot record where job "%s" stands: accepted are a node and a list of steps', p_job_id), detail = 'bad_progress';
  end if;
  update content.jobs
  set checkpoint_data = p_checkpoint_data, error = null, leased_until = platform.now() + interval '30 seconds'
  where id = p_job_id;
  perform content.show(p_job_id, 'progress');
end $$;
