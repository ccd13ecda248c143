-- Files made for a draft. The key tells job, version and name.
create table content.artifacts (
  key text primary key,
  job_id text not null references content.jobs on delete cascade,
  name text not null,
  mime text not null constraint mime_is_known check (mime in ('image/png', 'application/pdf', 'text/markdown', 'text/html', 'text/csv', 'application/json')),
  role text not null constraint role_is_known check (role in ('page', 'overview', 'comparison', 'document')),
  alt text not null,
  -- Null once they lie in Storage.
  bytes bytea,
  size integer not null,
  sha256 text not null,
  -- Of Supabase Storage, which has the bytes under their SHA-256; null: they are here.
  bucket text references content.file_buckets,
  constraint bytes_lie_in_one_place check ((bytes is null) = (bucket is not null)),
  constraint bytes_are_what_is_said_of_them check (bytes is null or octet_length(bytes) = size and encode(sha256(bytes), 'hex') = sha256),
  constraint a_sha256_is_64_digits check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint at_most_4_megabytes check (size between 1 and 4194304),
  constraint the_key_names_the_job check (starts_with(key, job_id || '/'))
);
alter table content.artifacts enable row level security;
-- PNG and PDF are compressed already.
alter table content.artifacts alter column bytes set storage external;
create index artifacts_of_a_job on content.artifacts (job_id);
-- Whether an object of a bucket has a file.
create index artifacts_in_storage on content.artifacts (bucket, sha256) where bucket is not null;

create function content.artifact_view(p_file content.artifacts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('key', (p_file).key, 'name', (p_file).name, 'mime', (p_file).mime, 'size', (p_file).size,
    'sha256', (p_file).sha256, 'alt', (p_file).alt, 'role', (p_file).role)
$$;

-- A file belongs to the version (`<job>/v2/…`) or question (`<job>/q1/…`) that is being made. A rerun may write a key
-- again, with other bytes too; once that version is recorded nothing is put beside its files or in their place.
-- Its bytes come as `base64`, or were put into `bucket` before: then `size` and `sha256` say what they are.
create function content.put_artifact(p_job_id text, p_fence bigint, p_file jsonb) returns jsonb
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
create function content.get_artifact(p_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('mime', f.mime, 'name', f.name, 'sha256', f.sha256, 'bucket', f.bucket,
    'base64', translate(encode(f.bytes, 'base64'), E'\n', ''))
  from content.artifacts f where f.key = p_key
$$;

-- Raises `file_missing` unless every file that is named is stored as named.
create function content.require_stored(p_job_id text, p_artifacts jsonb, p_what text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_missing text;
begin
  select a ->> 'key' into v_missing from jsonb_array_elements(p_artifacts) a
  where not exists (select from content.artifacts f where f.key = a ->> 'key' and f.job_id = p_job_id and f.sha256 = a ->> 'sha256')
  limit 1;
  if v_missing is not null then
    raise sqlstate 'PT409' using message = format('Cannot record %s of job "%s": file "%s" is not stored as named', p_what, p_job_id, v_missing),
      detail = 'file_missing';
  end if;
end $$;

-- Files that will not be shown again: those of superseded versions, final files of an end without approval, and what
-- attempts at the newest version left beside its files.
create function content.prune_superseded_files(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from content.artifacts f using content.drafts d, content.jobs j
  where j.id = p_job_id and d.job_id = j.id and f.job_id = j.id
    and (d.version < j.versions and f.key in (select a ->> 'key' from jsonb_array_elements(d.artifacts || d.finals) a)
         or j.status in ('rejected', 'cancelled') and f.key in (select a ->> 'key' from jsonb_array_elements(d.finals) a)
         or d.version = j.versions and starts_with(f.key, j.id || '/v' || d.version || '/')
            and f.key not in (select a ->> 'key' from jsonb_array_elements(d.artifacts || d.finals) a))
$$;

-- Writes a file as a draft's are written, reads it back and undoes both. Empty answer: no team is installed yet.
create function content.probe_artifacts(p_base64 text) returns jsonb
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

grant execute on function content.put_artifact, content.probe_artifacts to greenlight_agent;
grant execute on function content.get_artifact to greenlight_bot;
