-- LangGraph checkpoints. A channel's value is stored once a version, so a big one that rarely changes costs little.
create table content.checkpoints (
  thread_id text not null references content.jobs on delete cascade,
  checkpoint_ns text not null,
  checkpoint_id text not null,
  parent_checkpoint_id text,
  type text not null,
  data bytea not null,
  metadata jsonb not null,
  channel_versions jsonb not null,
  -- In which order they came. Ids are made of the clocks of runners, which differ: the next runner's may be the smaller ones.
  put_order bigint not null generated always as identity,
  primary key (thread_id, checkpoint_ns, checkpoint_id)
);
alter table content.checkpoints enable row level security;

create table content.checkpoint_channels (
  thread_id text not null references content.jobs on delete cascade,
  checkpoint_ns text not null,
  channel text not null,
  version text not null,
  type text not null,
  data bytea not null,
  primary key (thread_id, checkpoint_ns, channel, version)
);
alter table content.checkpoint_channels enable row level security;

-- LangGraph stores what a node wrote beside its checkpoint and not after it: writes may come first, so they have no key to it.
create table content.checkpoint_writes (
  thread_id text not null references content.jobs on delete cascade,
  checkpoint_ns text not null,
  checkpoint_id text not null,
  task_id text not null,
  -- Place of the task in its step; writes are applied in this order.
  task_path text not null default '',
  idx integer not null,
  channel text not null,
  type text not null,
  data bytea not null,
  primary key (thread_id, checkpoint_ns, checkpoint_id, task_id, idx)
);
alter table content.checkpoint_writes enable row level security;

create function content.put_checkpoint(p_put jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_put ->> 'thread_id', (p_put ->> 'fence')::bigint);
  insert into content.checkpoint_channels (thread_id, checkpoint_ns, channel, version, type, data)
  select p_put ->> 'thread_id', p_put ->> 'checkpoint_ns', c ->> 'channel', c ->> 'version', c ->> 'type', decode(c ->> 'data', 'base64')
  from jsonb_array_elements(p_put -> 'channels') c
  on conflict do nothing;
  insert into content.checkpoints (thread_id, checkpoint_ns, checkpoint_id, parent_checkpoint_id, type, data, metadata, channel_versions)
  values (p_put ->> 'thread_id', p_put ->> 'checkpoint_ns', p_put ->> 'checkpoint_id', p_put ->> 'parent_checkpoint_id',
          p_put -> 'checkpoint' ->> 'type', decode(p_put -> 'checkpoint' ->> 'data', 'base64'), p_put -> 'metadata', p_put -> 'channel_versions')
  on conflict (thread_id, checkpoint_ns, checkpoint_id) do update
    set type = excluded.type, data = excluded.data, metadata = excluded.metadata, channel_versions = excluded.channel_versions;
end $$;

-- A repeated write of a task keeps the first; the special ones (negative idx: error, interrupt, resume) keep the last.
create function content.put_checkpoint_writes(p_put jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_put ->> 'thread_id', (p_put ->> 'fence')::bigint);
  insert into content.checkpoint_writes as w (thread_id, checkpoint_ns, checkpoint_id, task_id, task_path, idx, channel, type, data)
  select p_put ->> 'thread_id', p_put ->> 'checkpoint_ns', p_put ->> 'checkpoint_id', p_put ->> 'task_id', coalesce(p_put ->> 'task_path', ''),
         (c ->> 'idx')::integer, c ->> 'channel', c ->> 'type', decode(c ->> 'data', 'base64')
  from jsonb_array_elements(p_put -> 'writes') c
  on conflict (thread_id, checkpoint_ns, checkpoint_id, task_id, idx) do update
    set channel = excluded.channel, type = excluded.type, data = excluded.data
    where w.idx < 0;
end $$;

create function content.checkpoint_view(p_row content.checkpoints) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'thread_id', (p_row).thread_id, 'checkpoint_ns', (p_row).checkpoint_ns, 'checkpoint_id', (p_row).checkpoint_id,
    'parent_checkpoint_id', (p_row).parent_checkpoint_id,
    'checkpoint', jsonb_build_object('type', (p_row).type, 'data', translate(encode((p_row).data, 'base64'), E'\n', '')),
    'metadata', (p_row).metadata,
    'channels', coalesce((
      select jsonb_agg(jsonb_build_object('channel', c.channel, 'version', c.version, 'type', c.type,
                                          'data', translate(encode(c.data, 'base64'), E'\n', '')))
      from jsonb_each_text((p_row).channel_versions) v
      join content.checkpoint_channels c
        on c.thread_id = (p_row).thread_id and c.checkpoint_ns = (p_row).checkpoint_ns and c.channel = v.key and c.version = v.value), '[]'::jsonb),
    'writes', coalesce((
      select jsonb_agg(jsonb_build_object('task_id', w.task_id, 'task_path', w.task_path, 'idx', w.idx, 'channel', w.channel, 'type', w.type,
                                          'data', translate(encode(w.data, 'base64'), E'\n', '')) order by w.task_path, w.task_id, w.idx)
      from content.checkpoint_writes w
      where w.thread_id = (p_row).thread_id and w.checkpoint_ns = (p_row).checkpoint_ns and w.checkpoint_id = (p_row).checkpoint_id), '[]'::jsonb))
$$;

-- Empty answer: no such checkpoint. The newest is the one that was put last.
create function content.get_checkpoint(p_thread_id text, p_fence bigint, p_checkpoint_ns text, p_checkpoint_id text) returns jsonb
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

-- What goes when a job's history is pruned: its checkpoints, the pages that it alone had read, and uploads that were
-- never used. Kept for 30 days at least. A page stays for good where a version cites it that people can still look at, in this
-- job or in one that goes on from it: every version but the superseded ones, which are covered by the newest. It also stays as
-- long as a job that goes on from this one may still read it. A page that goes takes with it what superseded versions cited. Answers how many threads.
create function content.prune_checkpoints(p_days integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_threads text[];
begin
  if p_days is null or p_days not between 30 and 36500 then
    raise sqlstate 'PT400' using message = format('Cannot prune checkpoints after %s days: 30 to 36500 are accepted', p_days),
      detail = 'bad_retention';
  end if;
  select array_agg(j.id) into v_threads from (
    select e.id from content.jobs e
    where e.ended_at < platform.now() - make_interval(days => p_days)
      and exists (select from content.checkpoints c where c.thread_id = e.id)
    order by e.ended_at limit 100 for no key update skip locked) j;
  delete from content.checkpoint_writes where thread_id = any (v_threads);
  delete from content.checkpoint_channels where thread_id = any (v_threads);
  delete from content.checkpoints where thread_id = any (v_threads);
  delete from content.documents d where d.id = any (array(
    select o.id from content.documents o join content.jobs j on j.id = o.job_id
    where j.ended_at < platform.now() - make_interval(days => p_days)
      and not exists (
        select from content.citations c join content.drafts a on a.id = c.draft_id
        join content.jobs w on w.id = a.job_id
        where c.document_id = o.id and (a.status <> 'superseded' or w.ended_at is null or w.ended_at >= platform.now() - make_interval(days => p_days)))
      and not exists (
        select from content.jobs k
        where k.from_job_id = j.id and (k.ended_at is null or k.ended_at >= platform.now() - make_interval(days => p_days)))
    limit 100));
  perform content.prune_uploads();
  return coalesce(cardinality(v_threads), 0);
end $$;

grant execute on function content.put_checkpoint, content.put_checkpoint_writes, content.get_checkpoint,
  content.list_checkpoints, content.delete_checkpoint_thread, content.prune_checkpoints to greenlight_agent;
