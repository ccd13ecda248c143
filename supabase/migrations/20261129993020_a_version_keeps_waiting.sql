-- A runner that can make nothing of what a person asked for leaves the newest version as it was recorded, open to review, and
-- before the first version the newest question, open to an answer. Raises `nothing_waits`.
create function content.keep_waiting(p_job_id text, p_fence bigint, p_read_upto bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_status text := case
    when exists (select from content.drafts d where d.job_id = p_job_id and d.version = v_job.versions and d.status = 'proposed') then 'awaiting_review'
    when v_job.versions = 0 and exists (
      select from content.questions q where q.job_id = p_job_id and q.number = v_job.questions and q.status = 'open') then 'awaiting_input' end;
begin
  if v_status is null then
    raise sqlstate 'PT409' using message = format('Cannot let job "%s" wait: neither version %s nor question %s is open', p_job_id, v_job.versions, v_job.questions),
      detail = 'nothing_waits';
  end if;
  update content.jobs
  set status = v_status, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, p_read_upto);
end $$;

revoke execute on function content.keep_waiting from public, anon, authenticated, service_role;
grant execute on function content.keep_waiting to greenlight_agent;
