-- Who may decide changes: jobs are locked before their waits, as where people decide.

-- What changes who is asked, or for how long, is looked at anew. Jobs are locked before their waits, and waits before the outbox,
-- as where a job's state changes: a notice that is new holds its job too. By their names these triggers come before those that
-- redraw cards.
create or replace function content.look_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from content.jobs j
  where j.team_id = new.team_id and j.status in ('awaiting_review', 'awaiting_input', 'awaiting_budget')
  order by j.id for key share;
  update content.waits w set look_at = platform.now()
  from content.jobs j
  where j.id = w.job_id and j.team_id = new.team_id and j.status in ('awaiting_review', 'awaiting_input', 'awaiting_budget');
  return null;
end $$;
