-- Checkpoints are read by the runner that holds the job, as they are written by it alone: a thread holds a brief, its
-- sources and a draft that nobody has approved.
drop function content.get_checkpoint(text, text, text);
create function content.get_checkpoint(p_thread_id text, p_fence bigint, p_checkpoint_ns text, p_checkpoint_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_thread_id, p_fence);
  return (
    select content.checkpoint_view(c) from content.checkpoints c
    where c.thread_id = p_thread_id and c.checkpoint_ns = p_checkpoint_ns
      and (p_checkpoint_id is null or c.checkpoint_id = p_checkpoint_id)
    order by c.checkpoint_id desc limit 1);
end $$;

drop function content.list_checkpoints(jsonb);
create function content.list_checkpoints(p_thread_id text, p_fence bigint, p_query jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := 1000;
begin
  perform content.hold_job(p_thread_id, p_fence);
  if jsonb_typeof(p_query -> 'limit') = 'number' then
    v_limit := platform.limit_of(least((p_query ->> 'limit')::numeric, 1000)::integer, 1000);
  end if;
  return (
    select coalesce(jsonb_agg(content.checkpoint_view(c) order by c.checkpoint_id desc), '[]'::jsonb)
    from (
      select * from content.checkpoints k
      where k.thread_id = p_thread_id
        and (p_query ->> 'checkpoint_ns' is null or k.checkpoint_ns = p_query ->> 'checkpoint_ns')
        and (p_query ->> 'checkpoint_id' is null or k.checkpoint_id = p_query ->> 'checkpoint_id')
        and (p_query ->> 'before' is null or k.checkpoint_id < p_query ->> 'before')
        and (jsonb_typeof(p_query -> 'metadata') is distinct from 'object' or k.metadata @> (p_query -> 'metadata'))
      order by k.checkpoint_id desc limit v_limit
    ) c);
end $$;

revoke execute on function content.get_checkpoint, content.list_checkpoints from public, anon, authenticated, service_role;
grant execute on function content.get_checkpoint, content.list_checkpoints to greenlight_agent;
