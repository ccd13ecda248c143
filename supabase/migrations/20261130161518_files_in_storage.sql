-- Files of drafts in Supabase Storage instead of this database, where the owner says so: in a private bucket, each under its
-- SHA-256, so that the same bytes are stored once. Agents add objects and can neither change nor remove one; the bot removes those
-- that no file names any more. Who reads hashes again.

-- Every bucket that ever took files; new ones go into the one in use, or into this database when none is.
create table content.file_buckets (
  bucket text primary key constraint a_bucket_has_a_plain_name check (bucket ~ '^[a-z0-9][a-z0-9-]{2,62}$'),
  in_use boolean not null
);
alter table content.file_buckets enable row level security;
create unique index one_bucket_is_in_use on content.file_buckets (in_use) where in_use;

-- What was computed of the bytes is said beside them, as they may lie elsewhere.
alter table content.artifacts
  alter column size drop expression,
  alter column sha256 drop expression,
  alter column bytes drop not null,
  add column bucket text references content.file_buckets,
  drop constraint at_most_4_megabytes,
  add constraint bytes_lie_in_one_place check ((bytes is null) = (bucket is not null)),
  add constraint bytes_are_what_is_said_of_them check (bytes is null or octet_length(bytes) = size and encode(sha256(bytes), 'hex') = sha256),
  add constraint a_sha256_is_64_digits check (sha256 ~ '^[0-9a-f]{64}$'),
  add constraint at_most_4_megabytes check (size between 1 and 4194304);
-- Whether an object of a bucket has a file.
create index artifacts_in_storage on content.artifacts (bucket, sha256) where bucket is not null;

-- How many days the files of an ended job are kept; without a row for good.
create table content.file_keeping (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  days integer not null constraint files_are_kept_30_to_3650_days check (days between 30 and 3650)
);
alter table content.file_keeping enable row level security;

-- Objects that the bot is removing: no file can take one of them meanwhile.
create table content.objects_going (
  bucket text not null references content.file_buckets,
  sha256 text not null,
  claimed_at timestamptz not null,
  primary key (bucket, sha256)
);
alter table content.objects_going enable row level security;

-- Where new files go. Empty answer: into this database.
create function content.bucket_in_use() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select b.bucket from content.file_buckets b where b.in_use
$$;

-- For the policies of Storage, which ask as the role that calls it.
create function content.is_file_bucket(p_bucket text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from content.file_buckets b where b.bucket = p_bucket)
$$;
create function content.is_object_going(p_bucket text, p_name text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from content.objects_going g where g.bucket = p_bucket and g.sha256 = p_name)
$$;

-- Held together by calls that give an object a file, and alone by the one that claims objects for removal.
create function content.hold_objects(p_alone boolean) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_alone then
    perform pg_advisory_xact_lock(hashtext('content.objects_going'));
  else
    perform pg_advisory_xact_lock_shared(hashtext('content.objects_going'));
  end if;
end $$;

-- Raises `object_missing` unless the bucket has the object and keeps it. What is being removed may be put again in a moment.
create function content.require_object(p_bucket text, p_sha256 text, p_size integer) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_there boolean := false;
begin
  perform content.hold_objects(false);
  if to_regclass('storage.objects') is not null and content.is_file_bucket(p_bucket) and not content.is_object_going(p_bucket, p_sha256) then
    execute 'select exists (select from storage.objects o where o.bucket_id = $1 and o.name = $2
      and coalesce((o.metadata ->> ''size'')::bigint, $3) = $3)' into v_there using p_bucket, p_sha256, p_size;
  end if;
  if not v_there then
    raise sqlstate 'PT409' using message = format('Cannot name object "%s" of %s bytes: bucket "%s" does not hold it, or no longer', p_sha256, p_size, p_bucket),
      detail = 'object_missing';
  end if;
end $$;

-- Whether the files of a job were kept as long as the setting says. One that can still go on is not over.
create function content.files_ended(p_job content.jobs) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((p_job).status in ('completed', 'rejected', 'cancelled', 'failed')
    and (p_job).ended_at < platform.now() - make_interval(days => (select k.days from content.file_keeping k)), false)
$$;

-- Ends the files of jobs that are over for long enough, of some jobs at a time, then claims objects that no file names for
-- removal: the bot that claims them removes them from Storage and settles. One may be on its way to a file for an hour; what was claimed
-- and not settled is handed out again after 5 minutes.
create function content.claim_unused_objects(p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of(p_limit, 500);
  v_claimed jsonb;
begin
  if exists (select from content.file_keeping) then
    delete from content.artifacts f where f.job_id in (
      select j.id from content.jobs j
      where j.ended_at < platform.now() - make_interval(days => (select k.days from content.file_keeping k)) and content.files_ended(j)
        and exists (select from content.artifacts x where x.job_id = j.id)
      limit v_limit);
  end if;
  if to_regclass('storage.objects') is null then
    return '[]';
  end if;
  perform content.hold_objects(true);
  execute $q$
    with found as (
      select o.bucket_id, o.name from storage.objects o join content.file_buckets b on b.bucket = o.bucket_id
      where o.name ~ '^[0-9a-f]{64}$' and o.created_at < now() - interval '1 hour'
        and not exists (select from content.artifacts f where f.bucket = o.bucket_id and f.sha256 = o.name)
        and not exists (select from content.objects_going g where g.bucket = o.bucket_id and g.sha256 = o.name and g.claimed_at > now() - interval '5 minutes')
      order by o.created_at, o.name limit $1),
    claimed as (
      insert into content.objects_going as g (bucket, sha256, claimed_at) select f.bucket_id, f.name, now() from found f
      on conflict (bucket, sha256) do update set claimed_at = excluded.claimed_at
      returning g.bucket, g.sha256)
    select coalesce(jsonb_agg(jsonb_build_object('bucket', c.bucket, 'sha256', c.sha256) order by c.bucket, c.sha256), '[]') from claimed c
  $q$ into v_claimed using v_limit;
  return v_claimed;
end $$;

-- Lets go of claimed objects that Storage holds no more. Answers how many are settled.
create function content.settle_removed_objects() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer := 0;
begin
  if to_regclass('storage.objects') is not null then
    execute 'delete from content.objects_going g where not exists (select from storage.objects o where o.bucket_id = g.bucket and o.name = g.sha256)';
    get diagnostics v_count = row_count;
  end if;
  return v_count;
end $$;

-- Owner only, as all below. From now on new files go into this bucket, which is made when it is not there; null: into this
-- database. What lies elsewhere stays there and can be read. Storage gets the policies of the parts. Repeatable.
create function content.use_bucket(p_bucket text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_public boolean;
begin
  update content.file_buckets set in_use = false where in_use and bucket is distinct from p_bucket;
  if p_bucket is null then
    return;
  end if;
  if to_regclass('storage.objects') is null then
    raise sqlstate 'PT409' using message = format('Cannot use bucket "%s": this database has no Storage', p_bucket), detail = 'no_storage';
  end if;
  execute 'select b.public from storage.buckets b where b.id = $1' into v_public using p_bucket;
  if v_public then
    raise sqlstate 'PT409' using message = format('Cannot use bucket "%s": it is public, and drafts are not', p_bucket), detail = 'bucket_is_public';
  end if;
  insert into content.file_buckets (bucket, in_use) values (p_bucket, true) on conflict (bucket) do update set in_use = true;
  execute $q$insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
    values ($1, $1, false, 4194304, array['image/png', 'application/pdf', 'text/markdown', 'text/html', 'text/csv', 'application/json'])
    on conflict (id) do nothing$q$ using p_bucket;
  execute $q$
    grant usage on schema storage to greenlight_agent, greenlight_bot;
    grant select on storage.buckets to greenlight_agent, greenlight_bot;
    grant select, insert on storage.objects to greenlight_agent;
    grant select, delete on storage.objects to greenlight_bot;
    drop policy if exists greenlight_parts_see_their_buckets on storage.buckets;
    create policy greenlight_parts_see_their_buckets on storage.buckets for select to greenlight_agent, greenlight_bot
      using (content.is_file_bucket(id));
    drop policy if exists greenlight_parts_read_files on storage.objects;
    create policy greenlight_parts_read_files on storage.objects for select to greenlight_agent, greenlight_bot
      using (content.is_file_bucket(bucket_id));
    drop policy if exists greenlight_agents_add_files on storage.objects;
    create policy greenlight_agents_add_files on storage.objects for insert to greenlight_agent
      with check (content.is_file_bucket(bucket_id) and name ~ '^[0-9a-f]{64}$');
    drop policy if exists greenlight_bot_removes_unused_files on storage.objects;
    create policy greenlight_bot_removes_unused_files on storage.objects for delete to greenlight_bot
      using (content.is_object_going(bucket_id, name));
  $q$;
end $$;

-- Null: files are kept for good.
create function content.keep_files_for(p_days integer) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_days is null then
    delete from content.file_keeping;
  else
    insert into content.file_keeping (days) values (p_days) on conflict (is_the_only_row) do update set days = excluded.days;
  end if;
end $$;

-- Up to `p_limit` files that do not lie where new ones go, in the order of their keys, after `p_after`.
create function content.files_to_move(p_after text, p_limit integer) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(to_jsonb(f) order by f.key), '[]'::jsonb)
  from (
    select a.key, a.mime, a.size, a.sha256, a.bucket, translate(encode(a.bytes, 'base64'), E'\n', '') as base64
    from content.artifacts a
    where a.bucket is distinct from content.bucket_in_use() and a.key > p_after
    order by a.key limit p_limit) f
$$;

-- Says that a file lies in `bucket`, or with `base64` in this database, once its bytes are there. False: it is not that file any
-- more, or was moved already.
create function content.move_file(p_file jsonb) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_file ->> 'bucket' is not null then
    perform content.require_object(p_file ->> 'bucket', p_file ->> 'sha256', content.number_of(p_file, 'size'));
  end if;
  update content.artifacts
  set bucket = p_file ->> 'bucket', bytes = case when p_file ->> 'bucket' is null then decode(p_file ->> 'base64', 'base64') end
  where key = p_file ->> 'key' and sha256 = p_file ->> 'sha256' and bucket is distinct from p_file ->> 'bucket';
  return found;
end $$;

-- A file belongs to the version (`<job>/v2/…`) or question (`<job>/q1/…`) that is being made. A rerun may write a key
-- again, with other bytes too; once that version is recorded nothing is put beside its files or in their place.
-- Its bytes come as `base64`, or were put into `bucket` before: then `size` and `sha256` say what they are.
create or replace function content.put_artifact(p_job_id text, p_fence bigint, p_file jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_file content.artifacts;
  v_bytes bytea;
  v_bucket text := p_file ->> 'bucket';
  v_size integer;
  v_sha256 text;
  v_key text := p_file ->> 'key';
  v_place text[];
begin
  if v_bucket is null then
    begin
      v_bytes := decode(p_file ->> 'base64', 'base64');
    exception when invalid_parameter_value then
      raise sqlstate 'PT400' using message = format('Cannot store "%s": its bytes are not base64', v_key), detail = 'bad_artifact';
    end;
    v_size := octet_length(v_bytes);
    v_sha256 := encode(sha256(v_bytes), 'hex');
  else
    v_size := (p_file ->> 'size')::integer;
    v_sha256 := p_file ->> 'sha256';
  end if;
  if v_size > 0 is not true then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": it has no bytes', v_key), detail = 'bad_artifact';
  end if;
  v_place := case when starts_with(v_key, p_job_id || '/')
    then regexp_match(substr(v_key, char_length(p_job_id) + 2), '^([vq])([1-9][0-9]{0,5})/.') end;
  if v_place is null then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": accepted are keys of job "%s", below v<version>/ or q<question>/', v_key, p_job_id),
      detail = 'bad_key';
  end if;
  if v_size > 4194304 then
    raise sqlstate 'PT413' using message = format('Cannot store "%s" of %s bytes: at most 4194304 are accepted', v_key, v_size),
      detail = 'artifact_too_large';
  end if;
  if v_bucket is not null then
    perform content.require_object(v_bucket, v_sha256, v_size);
  end if;
  select * into v_file from content.artifacts where key = v_key;
  if v_file.key is not null and v_file.sha256 = v_sha256 then
    return content.artifact_view(v_file);
  end if;
  if v_place[2]::integer <= (case v_place[1] when 'v' then v_job.versions else v_job.questions end) then
    raise sqlstate 'PT409' using message = format('Cannot store file "%s": what it belongs to is recorded, and its files are fixed', v_key),
      detail = 'version_is_fixed';
  end if;
  insert into content.artifacts as f (key, job_id, name, mime, role, alt, bytes, size, sha256, bucket)
  values (v_key, p_job_id, p_file ->> 'name', p_file ->> 'mime', p_file ->> 'role', p_file ->> 'alt', v_bytes, v_size, v_sha256, v_bucket)
  on conflict (key) do update
    set name = excluded.name, mime = excluded.mime, role = excluded.role, alt = excluded.alt, bytes = excluded.bytes,
        size = excluded.size, sha256 = excluded.sha256, bucket = excluded.bucket
  returning * into v_file;
  return content.artifact_view(v_file);
end $$;

-- `base64`, or `bucket`: there they lie under `sha256`. Empty answer: no such file, or it was pruned with its version.
create or replace function content.get_artifact(p_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('mime', f.mime, 'name', f.name, 'sha256', f.sha256, 'bucket', f.bucket,
    'base64', translate(encode(f.bytes, 'base64'), E'\n', ''))
  from content.artifacts f where f.key = p_key
$$;

-- Writes a file as a draft's are written, reads it back and undoes both. Empty answer: no team is installed yet.
create or replace function content.probe_artifacts(p_base64 text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_bytes bytea := decode(p_base64, 'base64');
  v_team text := (select t.team_id from platform.teams t order by t.team_id limit 1);
  v_job text;
  v_back bytea;
begin
  if v_team is null then
    return null;
  end if;
  if octet_length(v_bytes) > 65536 then
    raise sqlstate 'PT413' using message = format('Cannot probe with %s bytes: at most 65536 are accepted', octet_length(v_bytes)),
      detail = 'artifact_too_large';
  end if;
  begin
    -- Undone before it was visible, so no runner can claim it.
    insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
    values ('carousel', '{}', v_team, 'doctor', 'doctor', 'doctor ' || gen_random_uuid()) returning id into v_job;
    insert into content.artifacts (key, job_id, name, mime, role, alt, bytes, size, sha256)
    values (v_job || '/probe.md', v_job, 'probe.md', 'text/markdown', 'document', 'probe', v_bytes, octet_length(v_bytes), encode(sha256(v_bytes), 'hex'));
    select f.bytes into v_back from content.artifacts f where f.key = v_job || '/probe.md';
    raise sqlstate 'PT299' using message = 'undo';
  exception when sqlstate 'PT299' then
    null;
  end;
  return jsonb_build_object('base64', translate(encode(v_back, 'base64'), E'\n', ''));
end $$;

-- A draft with all that its claims rest on, so that they can be checked again: by its own id, or by its job's for the newest
-- version. With what is stored of the documents and passages that it names, of its team alone; `evidence`: its
-- evidence.json while its final files are kept, as content.get_artifact answers it. `files_ended`: they were kept as long as the
-- setting says. Empty answer: there is no such draft.
create or replace function content.draft_with_snapshots(p_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with found as (
    select d, j.team_id from content.drafts d join content.jobs j on j.id = d.job_id
    where d.id = p_id or d.job_id = p_id
    order by d.version desc limit 1
  ),
  cited as (
    select distinct p.value #>> '{}' as passage_id from found f
    cross join lateral jsonb_path_query((f.d).content, 'lax $.**.passage_id') p(value)
  ),
  named as (
    select distinct n.id from found f cross join lateral (
      select c.value #>> '{}' as id from jsonb_path_query((f.d).content, 'lax $.claims[*].evidence[*].document_id') c(value)
      union
      select p.document_id from content.passages p join cited c on c.passage_id = p.id) n
  )
  select jsonb_build_object(
    'draft', content.draft_view(f.d),
    'passages', coalesce((
      select jsonb_agg(content.passage_view(p, o) || jsonb_build_object('rank', 0) order by p.id)
      from content.passages p join cited c on c.passage_id = p.id
      join content.documents o on o.id = p.document_id and o.team_id = f.team_id), '[]'::jsonb),
    'documents', coalesce((
      select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title, 'text', o.text) order by o.id)
      from content.documents o join named n on n.id = o.id where o.team_id = f.team_id), '[]'::jsonb),
    'evidence', (
      select content.get_artifact(a.key) from content.artifacts a
      where a.job_id = (f.d).job_id and a.key in (
        select e ->> 'key' from jsonb_array_elements((f.d).finals) e where e ->> 'name' = 'evidence.json')),
    'files_ended', content.files_ended((select j from content.jobs j where j.id = (f.d).job_id)))
  from found f
$$;

revoke all on content.file_buckets, content.file_keeping, content.objects_going
  from public, anon, authenticated, service_role;
revoke execute on function content.bucket_in_use, content.is_file_bucket, content.is_object_going, content.hold_objects, content.require_object, content.files_ended, content.claim_unused_objects, content.settle_removed_objects, content.use_bucket, content.keep_files_for, content.files_to_move, content.move_file
  from public, anon, authenticated, service_role;
grant execute on function content.bucket_in_use, content.is_file_bucket to greenlight_agent, greenlight_bot;
grant execute on function content.is_object_going, content.claim_unused_objects, content.settle_removed_objects to greenlight_bot;
