-- Changes of many leads that belong together and can be rolled back: an import of a file, an enrichment.
create table outreach.lead_batches (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  kind text not null constraint kind_is_known check (kind in ('import', 'enrichment')),
  -- `looking`: the file is looked at for its preview, and the row goes with it; `proposed` changes nothing yet; `running` is being applied; `rejected` by approvers, `cancelled` by the person who began it.
  status text not null constraint status_is_known
    check (status in ('looking', 'proposed', 'running', 'applied', 'rejected', 'cancelled', 'failed', 'rolling_back', 'rolled_back')),
  -- The file's name, or what was enriched.
  title text not null,
  file_hash text,
  person_id text not null,
  channel_id text not null,
  thread_ts text,
  counts jsonb not null default '{}',
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  rolled_back_at timestamptz,
  rolled_back_by text,
  -- Of an import: the file at Slack and what its columns are; of an enrichment: its key and its leads.
  plan jsonb,
  -- The message that shows it; null: another part shows it.
  message_ts text,
  -- Rows of the file, and how many of them are done (of an enrichment: its leads, and those whose changes were looked at); the last
  -- lead that was put back.
  total integer,
  done integer not null default 0,
  put_back text not null default '',
  error text,
  -- Slices are done by the process that holds the lease; its fence keeps a late one out.
  fence integer not null default 0,
  leased_until timestamptz,
  is_shown boolean not null default true,
  -- For the keys of rows that name both.
  unique (team_id, id),
  constraint a_rolled_back_batch_says_by_whom check (status <> 'rolled_back' or rolled_back_by is not null and rolled_back_at is not null)
);
alter table outreach.lead_batches enable row level security;
create index lead_batches_of_a_file on outreach.lead_batches (team_id, file_hash) where file_hash is not null;
create unique index one_import_of_a_message on outreach.lead_batches (channel_id, message_ts) where message_ts is not null;
create index lead_batches_under_way on outreach.lead_batches (leased_until)
  where status in ('running', 'rolling_back') or not is_shown;

create function outreach.lead_batch_view(p_batch outreach.lead_batches) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'batch_id', (p_batch).id, 'team_id', (p_batch).team_id, 'kind', (p_batch).kind, 'status', (p_batch).status, 'title', (p_batch).title,
    'file_hash', (p_batch).file_hash, 'person_id', (p_batch).person_id, 'channel_id', (p_batch).channel_id, 'thread_ts', (p_batch).thread_ts,
    'message_ts', (p_batch).message_ts, 'counts', (p_batch).counts - 'kept', 'kept', coalesce((
      select jsonb_agg(jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'fields', k.item -> 'fields') order by k.place)
      from jsonb_array_elements((p_batch).counts -> 'kept') with ordinality k(item, place) join outreach.leads l on l.id = k.item ->> 'lead_id'
      where k.place <= 50), '[]'::jsonb), 'plan', (p_batch).plan, 'total', (p_batch).total, 'done', (p_batch).done,
    'error', (p_batch).error, 'fence', (p_batch).fence, 'created_at', (p_batch).created_at, 'ended_at', (p_batch).ended_at,
    'rolled_back_by', (p_batch).rolled_back_by, 'rolled_back_at', (p_batch).rolled_back_at, 'locale', t.locale)
  from platform.teams t where t.team_id = (p_batch).team_id
$$;

-- Who may take a batch back: the person who began it, those who approve outreach, admins.
create function outreach.may_roll_back(p_batch outreach.lead_batches, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.role_of((p_batch).team_id, p_person_id) <> 'guest' and (
    p_person_id = (p_batch).person_id or outreach.role_of((p_batch).team_id, p_person_id) = 'admin'
    or platform.is_of_rule(platform.rule_for((p_batch).team_id, 'outreach', (p_batch).channel_id), p_person_id))
$$;

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
create function outreach.start_import(p_import jsonb) returns jsonb
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

-- The next batch that has to go on, or whose end is not shown yet. Empty answer: none.
create function outreach.claim_lead_batch() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  update outreach.lead_batches
  set fence = fence + 1, leased_until = platform.now() + interval '2 minutes'
  where id = (
    select b.id from outreach.lead_batches b
    where (b.kind = 'import' and b.status = 'running' or b.status = 'rolling_back' or not b.is_shown)
      and coalesce(b.leased_until, '-infinity') < platform.now()
    order by b.created_at limit 1 for no key update skip locked)
  returning * into v_batch;
  return case when v_batch.id is not null then outreach.lead_batch_view(v_batch) end;
end $$;

-- Holds a batch for a slice of its work. Empty answer: another process has it, or it does no such work now.
create function outreach.hold_batch(p_batch_id text, p_fence integer, p_status text) returns outreach.lead_batches
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  select * into v_batch from outreach.lead_batches where id = p_batch_id and fence = p_fence and status = p_status for no key update;
  if v_batch.id is not null then
    update outreach.lead_batches set leased_until = platform.now() + interval '2 minutes' where id = p_batch_id;
  end if;
  return v_batch;
end $$;

-- Ends an import: `applied`, or `failed` with why. False: another process has it.
create function outreach.end_import(p_batch_id text, p_fence integer, p_error text, p_counts jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches := outreach.hold_batch(p_batch_id, p_fence, 'running');
  v_status text := case when p_error is null then 'applied' else 'failed' end;
begin
  if v_batch.id is null then
    return false;
  end if;
  update outreach.lead_batches set status = v_status, error = p_error, counts = counts || p_counts, ended_at = outreach.moment() where id = v_batch.id;
  perform outreach.act_as(v_batch.person_id);
  perform outreach.note(v_batch.team_id, 'import_ended', 'lead_batch', v_batch.id, 'running', v_status, v_batch.counts || p_counts);
  return true;
end $$;

-- Its end stands in Slack: no process need show it again.
create function outreach.lead_batch_shown(p_batch_id text, p_fence integer) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update outreach.lead_batches set is_shown = true, leased_until = null
  where id = p_batch_id and fence = p_fence and status not in ('running', 'rolling_back')
$$;

-- A process that cannot go on now gives it back; it is tried again after `p_delay` seconds.
create function outreach.give_back_lead_batch(p_batch_id text, p_fence integer, p_delay double precision) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update outreach.lead_batches set leased_until = platform.now() + make_interval(secs => platform.delay_of(p_delay::text))
  where id = p_batch_id and fence = p_fence
$$;

-- The newest first; with a file's hash, those of that file. Guests see none.
create function outreach.list_lead_batches(p_team_id text, p_person_id text, p_file_hash text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.lead_batch_view(b) order by b.created_at desc, b.id), '[]'::jsonb)
  from (
    select * from outreach.lead_batches b
    where b.team_id = p_team_id and b.status <> 'looking' and (p_file_hash is null or b.file_hash = p_file_hash) and outreach.role_of(p_team_id, p_person_id) <> 'guest'
    order by b.created_at desc, b.id limit platform.limit_of(p_limit, 50)) b
$$;

grant execute on function outreach.look_at_import, outreach.keep_looking, outreach.end_look, outreach.start_import, outreach.claim_lead_batch, outreach.end_import, outreach.lead_batch_shown,
  outreach.give_back_lead_batch, outreach.list_lead_batches to greenlight_bot;
