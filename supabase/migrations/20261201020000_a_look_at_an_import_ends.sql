-- A bot that died while it looked at the rows of a file left "Looking at ..." in Slack for good.
alter table outreach.lead_batches drop constraint status_is_known;
alter table outreach.lead_batches add constraint status_is_known
    check (status in ('looking', 'proposed', 'running', 'applied', 'rejected', 'cancelled', 'failed', 'rolling_back', 'rolled_back'));

-- The rows of a file are looked at for the preview in one message of ours: kept, so that another process goes on where this one ends.
-- A process that looked at them for this message before shows nothing more. Empty answer: the import has begun, or the person is a guest.
create function outreach.look_at_import(p_import jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  if outreach.role_of(p_import ->> 'team_id', p_import ->> 'person_id') = 'guest' then
    return null;
  end if;
  insert into outreach.lead_batches as b (team_id, kind, status, title, person_id, channel_id, thread_ts, message_ts, plan, total, is_shown, leased_until)
  values (p_import ->> 'team_id', 'import', 'looking', left(p_import ->> 'title', 200), p_import ->> 'person_id', p_import ->> 'channel_id',
          p_import ->> 'thread_ts', p_import ->> 'message_ts', p_import -> 'plan', (p_import ->> 'total')::integer, false,
          platform.now() + interval '2 minutes')
  on conflict (channel_id, message_ts) where message_ts is not null do update
  set fence = b.fence + 1, plan = excluded.plan, person_id = excluded.person_id, created_at = excluded.created_at, leased_until = excluded.leased_until
  where b.status = 'looking'
  returning * into v_batch;
  return case when v_batch.id is not null then outreach.lead_batch_view(v_batch) end;
end $$;

-- Before a preview is shown: whether it is still this process that shows it, which has another two minutes then.
create function outreach.keep_looking(p_batch_id text, p_fence integer) returns boolean
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  select (outreach.hold_batch(p_batch_id, p_fence, 'looking')).id is not null
$$;

-- The preview, or why there is none, stands in the message; what a person does with it needs no row.
create function outreach.end_look(p_batch_id text, p_fence integer) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  delete from outreach.lead_batches where id = p_batch_id and fence = p_fence and status = 'looking'
$$;

-- A file whose preview a person accepted. One message starts one import. Anyone but guests.
create or replace function outreach.start_import(p_import jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  if outreach.role_of(p_import ->> 'team_id', p_import ->> 'person_id') = 'guest' then
    return '{"outcome": "not_allowed", "batch": null}';
  end if;
  -- Its preview stands: who still looks at the rows shows it no more.
  delete from outreach.lead_batches
  where channel_id = p_import ->> 'channel_id' and message_ts = p_import ->> 'message_ts' and status = 'looking';
  insert into outreach.lead_batches (team_id, kind, status, title, file_hash, person_id, channel_id, thread_ts, message_ts, plan, total, is_shown)
  values (p_import ->> 'team_id', 'import', 'running', left(p_import ->> 'title', 200), p_import ->> 'file_hash', p_import ->> 'person_id',
          p_import ->> 'channel_id', p_import ->> 'thread_ts', p_import ->> 'message_ts', p_import -> 'plan', (p_import ->> 'total')::integer, false)
  on conflict (channel_id, message_ts) where message_ts is not null do nothing returning * into v_batch;
  if v_batch.id is null then
    select * into v_batch from outreach.lead_batches where channel_id = p_import ->> 'channel_id' and message_ts = p_import ->> 'message_ts';
    return jsonb_build_object('outcome', 'known', 'batch', outreach.lead_batch_view(v_batch));
  end if;
  perform outreach.act_as(p_import ->> 'person_id');
  perform outreach.note(v_batch.team_id, 'import_started', 'lead_batch', v_batch.id, null, 'running',
    jsonb_build_object('file_hash', v_batch.file_hash, 'rows', v_batch.total));
  return jsonb_build_object('outcome', 'started', 'batch', outreach.lead_batch_view(v_batch));
end $$;

-- The newest first; with a file's hash, those of that file. Guests see none.
create or replace function outreach.list_lead_batches(p_team_id text, p_person_id text, p_file_hash text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.lead_batch_view(b) order by b.created_at desc, b.id), '[]'::jsonb)
  from (
    select * from outreach.lead_batches b
    where b.team_id = p_team_id and b.status <> 'looking' and (p_file_hash is null or b.file_hash = p_file_hash) and outreach.role_of(p_team_id, p_person_id) <> 'guest'
    order by b.created_at desc, b.id limit platform.limit_of(p_limit, 50)) b
$$;

revoke execute on function outreach.look_at_import, outreach.keep_looking, outreach.end_look from public, anon, authenticated, service_role;
grant execute on function outreach.look_at_import, outreach.keep_looking, outreach.end_look, outreach.start_import, outreach.list_lead_batches to greenlight_bot;
