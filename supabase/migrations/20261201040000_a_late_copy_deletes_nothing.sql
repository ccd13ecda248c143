-- A thread of another graph's version that begins again loses what the other left. A late copy of that call, which a network may
-- bring at any time, took what the new one had put meanwhile, and the job stood at a version without words (seed 1086 of the simulation).
drop function content.delete_checkpoint_thread(text, bigint);
-- Of a held job alone: elsewhere the way back would be lost. Where `p_newest` is not the newest any more, the thread has begun anew,
-- and this call is a late copy of the one that took away what was before. Null: whichever is the newest.
create function content.delete_checkpoint_thread(p_thread_id text, p_fence bigint, p_newest text default null) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_thread_id, p_fence);
  if p_newest <> coalesce((
    select c.checkpoint_id from content.checkpoints c
    where c.thread_id = p_thread_id and c.checkpoint_ns = '' order by c.put_order desc limit 1), '') then
    return;
  end if;
  delete from content.checkpoint_writes where thread_id = p_thread_id;
  delete from content.checkpoint_channels where thread_id = p_thread_id;
  delete from content.checkpoints where thread_id = p_thread_id;
end $$;

revoke execute on function content.delete_checkpoint_thread from public, anon, authenticated, service_role;
grant execute on function content.delete_checkpoint_thread to greenlight_agent;
