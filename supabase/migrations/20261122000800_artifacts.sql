-- Files made for a draft. The key tells job, version and name.
create table content.artifacts (
  key text primary key,
  job_id text not null references content.jobs on delete cascade,
  name text not null,
  mime text not null check (mime in ('image/png', 'application/pdf', 'text/markdown', 'text/html')),
  role text not null check (role in ('page', 'overview', 'document')),
  alt text not null,
  bytes bytea not null,
  size integer not null generated always as (octet_length(bytes)) stored,
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  created_at timestamptz not null default platform.now(),
  constraint at_most_4_megabytes check (octet_length(bytes) between 1 and 4194304),
  constraint the_key_names_the_job check (starts_with(key, job_id || '/'))
);
alter table content.artifacts enable row level security;
-- PNG and PDF are compressed already.
alter table content.artifacts alter column bytes set storage external;
create index artifacts_of_a_job on content.artifacts (job_id);

create function content.artifact_view(p_file content.artifacts) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('key', (p_file).key, 'name', (p_file).name, 'mime', (p_file).mime, 'size', (p_file).size,
    'sha256', (p_file).sha256, 'alt', (p_file).alt, 'role', (p_file).role)
$$;

-- A rerun may write a key again, with other bytes too, until a recorded version or the end of the job refers to it.
create function content.put_artifact(p_job_id text, p_fence bigint, p_file jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_file content.artifacts;
  v_bytes bytea := decode(p_file ->> 'base64', 'base64');
begin
  perform content.hold_job(p_job_id, p_fence);
  if octet_length(v_bytes) > 4194304 then
    raise sqlstate 'PT413' using message = format('Cannot store "%s" of %s bytes: at most 4194304 are accepted', p_file ->> 'key', octet_length(v_bytes)),
      detail = 'artifact_too_large';
  end if;
  select * into v_file from content.artifacts where key = p_file ->> 'key';
  if v_file.key is not null and v_file.bytes = v_bytes then
    return content.artifact_view(v_file);
  end if;
  if v_file.key is not null and exists (
    select from content.drafts d cross join jsonb_array_elements(d.artifacts) a
    where d.job_id = p_job_id and a ->> 'key' = v_file.key
  ) then
    raise sqlstate 'PT409' using message = format('Cannot change file "%s": a recorded version shows it', v_file.key),
      detail = 'version_is_fixed';
  end if;
  insert into content.artifacts as f (key, job_id, name, mime, role, alt, bytes)
  values (p_file ->> 'key', p_job_id, p_file ->> 'name', p_file ->> 'mime', p_file ->> 'role', p_file ->> 'alt', v_bytes)
  on conflict (key) do update
    set name = excluded.name, mime = excluded.mime, role = excluded.role, alt = excluded.alt, bytes = excluded.bytes
  returning * into v_file;
  return content.artifact_view(v_file);
end $$;

-- Empty answer: no such file, or it was pruned with its version.
create function content.get_artifact(p_key text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('mime', f.mime, 'name', f.name, 'base64', translate(encode(f.bytes, 'base64'), E'\n', ''))
  from content.artifacts f where f.key = p_key
$$;

-- Files of versions that will not be shown again. Keeps the newest version and the final files.
create function content.prune_superseded_files(p_job_id text) returns void
language sql set search_path = ''
as $$
  delete from content.artifacts f using content.drafts d, content.jobs j
  where j.id = p_job_id and d.job_id = j.id and d.version < j.versions
    and f.job_id = j.id and f.key in (select a ->> 'key' from jsonb_array_elements(d.artifacts) a)
$$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.put_artifact to greenlight_agent;
grant execute on function content.get_artifact to greenlight_bot;
