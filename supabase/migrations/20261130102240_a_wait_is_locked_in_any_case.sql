-- Also where nothing is due by time: a job that moves locks its wait before the outbox.

create or replace function content.note_wait() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.status in ('awaiting_review', 'awaiting_input', 'awaiting_budget') then
    insert into content.waits as w (job_id, status, what, since, look_at)
    values (new.id, new.status, case new.status when 'awaiting_review' then 'v' || new.versions when 'awaiting_input' then 'q' || new.questions else 'b' || new.fence end,
            platform.now(), platform.now())
    on conflict (job_id) do update
      set status = excluded.status, what = excluded.what, since = excluded.since, look_at = excluded.look_at,
          round = w.round + (w.what <> excluded.what or old.status = 'expired')::integer;
  elsif new.status = 'expired' then
    update content.waits set look_at = new.ended_at + content.resume_period() where job_id = new.id;
  elsif new.ended_at is not null and new.status <> 'failed' then
    delete from content.waits where job_id = new.id;
  else
    -- Locked in any case: before the outbox, as by `look_again`.
    update content.waits set look_at = null where job_id = new.id;
  end if;
  return null;
end $$;
