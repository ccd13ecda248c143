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

-- A late copy of the note of an item's uploads took back that Slack had been asked to share them; after a kill they were shared a
-- second time (seed 735).
drop function content.note_uploads(bigint, bigint, jsonb);
-- Keeps file ids before they are shared. `p_before` is what the claim noted before: a late copy of a call brings nothing back; null:
-- whatever that is. False: the claim was lost.
create function content.note_uploads(p_id bigint, p_fence bigint, p_uploads jsonb, p_before jsonb default null) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.outbox set uploads = p_uploads, leased_until = platform.now() + interval '30 seconds'
  where id = p_id and fence = p_fence and leased_until is not null
    and (uploads = coalesce(p_before, uploads) or uploads = p_uploads);
  return found;
end $$;

revoke execute on function content.delete_checkpoint_thread, content.note_uploads from public, anon, authenticated, service_role;
grant execute on function content.delete_checkpoint_thread to greenlight_agent;
grant execute on function content.note_uploads to greenlight_bot;
