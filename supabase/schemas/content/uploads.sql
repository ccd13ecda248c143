-- Bytes that a person gave for the knowledge base, or with a brief, until they were read: a day at most.
create table content.uploads (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  person_id text not null,
  name text not null constraint name_has_1_to_300_characters check (char_length(name) between 1 and 300),
  mime text not null constraint mime_has_at_most_200_characters check (char_length(mime) <= 200),
  bytes bytea not null,
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  created_at timestamptz not null default platform.now(),
  constraint at_most_10_megabytes check (octet_length(bytes) between 1 and 10485760)
);
alter table content.uploads enable row level security;
-- Mostly compressed already.
alter table content.uploads alter column bytes set storage external;
create index uploads_by_age on content.uploads (created_at);
create index uploads_of_a_person on content.uploads (team_id, person_id);

-- Answers how many.
create function content.prune_uploads() returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer;
begin
  delete from content.uploads where created_at < platform.now() - interval '1 day';
  get diagnostics v_count = row_count;
  return v_count;
end $$;

create function content.put_upload(p_upload jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_upload ->> 'team_id';
  v_person_id text := p_upload ->> 'person_id';
  v_name text := left(coalesce(nullif(trim(p_upload ->> 'name'), ''), 'file'), 300);
  v_bytes bytea;
  v_waiting integer;
  v_id text;
begin
  if not content.may_read(v_team_id, v_person_id) then
    raise sqlstate 'PT403' using message = format('Cannot keep "%s": guests and people that the team does not know may not add documents', v_name),
      detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  begin
    v_bytes := decode(coalesce(p_upload ->> 'base64', ''), 'base64');
  exception when invalid_parameter_value then
    raise sqlstate 'PT400' using message = format('Cannot keep "%s": its bytes are not base64', v_name), detail = 'bad_upload';
  end;
  if octet_length(v_bytes) not between 1 and 10485760 then
    raise sqlstate 'PT413' using message = format('Cannot keep "%s" of %s bytes: 1 to 10485760 are accepted', v_name, octet_length(v_bytes)),
      detail = case when octet_length(v_bytes) = 0 then 'upload_empty' else 'upload_too_large' end;
  end if;
  perform content.prune_uploads();
  -- Of two at once the second one sees the first.
  perform pg_advisory_xact_lock(hashtextextended('content.uploads:' || v_team_id, 0));
  -- What waits to be read: a job that has not ended names it, or one is about to.
  select count(*) into v_waiting
  from content.uploads u
  where u.team_id = v_team_id and u.person_id = v_person_id and (
    u.created_at > platform.now() - interval '10 minutes' and not exists (
      select from content.jobs j where j.requester_id = v_person_id and j.type = 'knowledge' and j.brief -> 'source' ->> 'upload_id' = u.id)
    or exists (
      select from content.jobs j
      where j.requester_id = v_person_id and j.type = 'knowledge' and j.ended_at is null and j.brief -> 'source' ->> 'upload_id' = u.id));
  if v_waiting >= 20 then
    raise sqlstate 'PT429' using message = format('Cannot keep "%s": 20 files of %s wait to be read', v_name, v_person_id),
      detail = 'too_many_uploads', hint = 'Wait until they were read.';
  end if;
  insert into content.uploads (team_id, person_id, name, mime, bytes)
  values (v_team_id, v_person_id, v_name, left(coalesce(p_upload ->> 'mime', ''), 200), v_bytes)
  returning id into v_id;
  return jsonb_build_object('upload_id', v_id);
end $$;

-- For the job whose brief names it, as often as it asks: what is for the knowledge base is deleted with the storing of what
-- was read in it, so that a job that dies between reading and storing finds it again. Empty answer: unknown, or read and
-- deleted.
create function content.get_upload(p_job_id text, p_fence bigint, p_upload_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  return (
    select jsonb_build_object('name', u.name, 'mime', u.mime, 'sha256', u.sha256, 'base64', translate(encode(u.bytes, 'base64'), E'\n', ''))
    from content.uploads u
    where u.id = p_upload_id and u.team_id = v_job.team_id and u.person_id = v_job.requester_id
      and u.id in (v_job.brief -> 'source' ->> 'upload_id', v_job.brief -> 'material' ->> 'upload_id') and u.created_at >= platform.now() - interval '1 day');
end $$;

grant execute on function content.put_upload to greenlight_bot;
grant execute on function content.get_upload to greenlight_agent;
