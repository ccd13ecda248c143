-- A cancelled job lets go of its model call within two seconds.

-- Which of `p_claims`, each {id, fence}, no longer hold their job: ids. Asked about once a second by a runner that holds jobs, so
-- that it writes nothing; `heartbeat_job` extends leases.
create function content.lost_claims(p_claims jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(c ->> 'id'), '[]'::jsonb)
  from jsonb_array_elements(p_claims) c
  where not exists (
    select from content.jobs j where j.id = c ->> 'id' and j.status = 'running' and j.fence = (c ->> 'fence')::bigint)
$$;

revoke execute on function content.lost_claims from public, anon, authenticated, service_role;
grant execute on function content.lost_claims to greenlight_agent;
