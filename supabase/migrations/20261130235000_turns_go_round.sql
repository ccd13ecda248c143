-- With fewer slots than people who wait, one who asked for much got the next free slot again and again, as their oldest job was the
-- oldest of all. Among those with equally many running jobs comes first who has waited longest
-- since their last turn.
alter table content.jobs add column claimed_at timestamptz;
create index jobs_by_claim on content.jobs (requester_id, claimed_at) where claimed_at is not null;

create or replace function content.claim_job(p_worker text, p_types text[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  update content.jobs j
  set status = 'running', fence = j.fence + 1, attempts = j.attempts + 1, worker = p_worker,
      leased_until = platform.now() + interval '30 seconds', claimed_at = platform.now()
  where j.id = any (array(
    with recursive requesters as (
      (select r.requester_id from content.jobs r where r.status = 'queued' and r.thread_ts is not null order by r.requester_id limit 1)
      union all
      select (select n.requester_id from content.jobs n
              where n.status = 'queued' and n.thread_ts is not null and n.requester_id > q.requester_id
              order by n.requester_id limit 1)
      from requesters q where q.requester_id is not null
    )
    select head.id
    from requesters q
    cross join lateral (
      select h.id, h.run_at from content.jobs h
      where h.requester_id = q.requester_id and h.status = 'queued' and h.thread_ts is not null
        and h.run_at <= platform.now() and h.type = any (p_types)
      order by h.run_at, h.id limit 1 for no key update skip locked
    ) head
    order by (select count(*) from content.jobs b where b.status = 'running' and b.requester_id = q.requester_id),
             greatest(head.run_at, (select max(c.claimed_at) from content.jobs c where c.requester_id = q.requester_id)), head.id
    limit 1))
  returning * into v_job;
  if v_job.id is null then
    return null;
  end if;
  perform content.note_history(v_job.id);
  return content.claimed_view(v_job);
end $$;
