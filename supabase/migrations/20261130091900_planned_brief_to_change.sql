-- One brief as it stands, for the form that changes it: {job_id, number, person_id}.
create function content.read_planned(p_look jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'outcome', case when b.status = 'dropped' and o.outcome = 'done' then 'dropped' else coalesce(o.outcome, 'not_found') end,
    'job_status', j.status, 'started', '[]'::jsonb,
    'lines', case when o.outcome <> 'not_allowed' then content.plan_lines(b.job_id, array[b.number]) else '[]'::jsonb end)
  from (select p_look ->> 'job_id' as job_id, (p_look ->> 'number')::integer as number) asked
  left join content.jobs j on j.id = asked.job_id
  left join content.planned_briefs b on b.job_id = j.id and b.number = asked.number
  cross join lateral (select content.planned_outcome(j, b, p_look ->> 'person_id', b.revision) as outcome) o
$$;

revoke execute on function content.read_planned from public, anon, authenticated, service_role;
grant execute on function content.read_planned to greenlight_bot;
