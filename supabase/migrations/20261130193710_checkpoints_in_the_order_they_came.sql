-- The newest checkpoint is the one that was put last: ids are made of the clocks of runners, which differ.
alter table content.checkpoints add column put_order bigint;
update content.checkpoints c set put_order = o.n
from (
  select thread_id, checkpoint_ns, checkpoint_id, row_number() over (order by checkpoint_id, thread_id, checkpoint_ns) as n
  from content.checkpoints) o
where (c.thread_id, c.checkpoint_ns, c.checkpoint_id) = (o.thread_id, o.checkpoint_ns, o.checkpoint_id);
alter table content.checkpoints alter column put_order set not null;
alter table content.checkpoints alter column put_order add generated always as identity;
select setval(pg_get_serial_sequence('content.checkpoints', 'put_order'), coalesce(max(put_order), 0) + 1, false) from content.checkpoints;
revoke all on sequence content.checkpoints_put_order_seq from public, anon, authenticated, service_role;

-- Empty answer: no such checkpoint. The newest is the one that was put last.
create or replace function content.get_checkpoint(p_thread_id text, p_fence bigint, p_checkpoint_ns text, p_checkpoint_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_thread_id, p_fence);
  return (
    select content.checkpoint_view(c) from content.checkpoints c
    where c.thread_id = p_thread_id and c.checkpoint_ns = p_checkpoint_ns
      and (p_checkpoint_id is null or c.checkpoint_id = p_checkpoint_id)
    order by c.put_order desc limit 1);
end $$;

-- At most 1,000 at a time.
create or replace function content.list_checkpoints(p_thread_id text, p_fence bigint, p_query jsonb) returns jsonb
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
    select coalesce(jsonb_agg(content.checkpoint_view(c) order by c.put_order desc), '[]'::jsonb)
    from (
      select * from content.checkpoints k
      where k.thread_id = p_thread_id
        and (p_query ->> 'checkpoint_ns' is null or k.checkpoint_ns = p_query ->> 'checkpoint_ns')
        and (p_query ->> 'checkpoint_id' is null or k.checkpoint_id = p_query ->> 'checkpoint_id')
        and (p_query ->> 'before' is null or k.put_order < (
          select min(b.put_order) from content.checkpoints b
          where b.thread_id = p_thread_id and b.checkpoint_id = p_query ->> 'before'
            and (p_query ->> 'checkpoint_ns' is null or b.checkpoint_ns = p_query ->> 'checkpoint_ns')))
        and (jsonb_typeof(p_query -> 'metadata') is distinct from 'object' or k.metadata @> (p_query -> 'metadata'))
      order by k.put_order desc limit v_limit
    ) c);
end $$;
