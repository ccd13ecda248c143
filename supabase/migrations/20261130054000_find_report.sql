-- The report that a person means, by its job's id or by its thread; to be made a draft of. Raises why none can be.
create function content.find_report(p_team_id text, p_report jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text := coalesce(p_report ->> 'job_id', (
    select j.id from content.jobs j
    where j.channel_id = p_report ->> 'channel_id'
      and (j.thread_ts = p_report ->> 'ts' or j.earlier_threads @> array[p_report ->> 'ts'])
    limit 1), '');
begin
  perform content.require_approved_research(p_team_id, 'blog', v_id);
  return (select jsonb_build_object('job_id', d.job_id, 'title', d.content ->> 'title')
          from content.drafts d where d.job_id = v_id and d.status = 'approved');
end $$;

revoke execute on function content.find_report from public, anon, authenticated, service_role;
grant execute on function content.find_report to greenlight_bot;
