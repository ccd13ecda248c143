-- Pictures of the team's own are documents without passages: their text is what they show, in words. They are listed,
-- removed and brought back like every document, and no search finds them as evidence.
create table content.pictures (
  document_id text primary key,
  kind text not null generated always as ('picture') stored,
  -- JPEG as it was drawn anew: upright, without the metadata of the file that came in.
  bytes bytea not null,
  sha256 text not null,
  width integer not null,
  height integer not null,
  constraint a_picture_is_a_small_jpeg check (octet_length(bytes) <= 1048576 and substr(bytes, 1, 3) = '\xffd8ff'::bytea),
  constraint a_picture_has_a_size check (width between 1 and 10000 and height between 1 and 10000),
  constraint a_picture_is_of_a_document_that_is_one foreign key (document_id, kind) references content.documents (id, kind) on delete cascade
);
alter table content.pictures enable row level security;

-- Keeps a picture, once for each job. `known`: that very picture with these very words is there already.
create function content.store_picture(p_job_id text, p_fence bigint, p_picture jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_title text := left(p_picture ->> 'title', 300);
  v_alt text := p_picture ->> 'alt';
  v_bytes bytea := decode(p_picture ->> 'base64', 'base64');
  v_bytes_sha256 text := encode(sha256(v_bytes), 'hex');
  v_sha256 text := encode(sha256(convert_to(concat_ws(E'\n', v_bytes_sha256, v_title, v_alt), 'utf8')), 'hex');
  v_address text := encode(sha256(convert_to(coalesce(p_picture ->> 'file_name', ''), 'utf8')), 'hex');
  v_document content.documents;
  v_old content.documents;
  v_stored content.stored_documents;
begin
  select * into v_stored from content.stored_documents where job_id = p_job_id and address = v_address;
  -- A rerun that no longer has the bytes gets its answer all the same.
  if v_stored.job_id is null then
    if coalesce(trim(v_title), '') = '' or coalesce(p_picture ->> 'file_name', '') = '' or coalesce(p_picture ->> 'language', '') not in ('pt', 'en')
       or char_length(coalesce(v_alt, '')) not between 5 and 300 or v_alt ~ '[[:cntrl:]]' or coalesce(content.plain(v_alt), '') = '' then
      raise sqlstate 'PT400' using message = format('Cannot store picture "%s": a title, a file name, pt or en, and 5 to 300 characters of what it shows are needed', v_title),
        detail = 'bad_document';
    end if;
    perform content.lock_documents(v_job.team_id);
    select * into v_document from content.documents
    where team_id = v_job.team_id and job_id is null and removed_at is null and sha256 = v_sha256;
    v_stored.known := v_document.id is not null;
    if not v_stored.known then
      insert into content.documents (team_id, title, language, kind, file_name, text, sha256, source_sha256, added_by)
      values (v_job.team_id, v_title, p_picture ->> 'language', 'picture', p_picture ->> 'file_name', v_alt, v_sha256, p_picture ->> 'source_sha256', v_job.requester_id)
      returning * into v_document;
      insert into content.pictures (document_id, bytes, sha256, width, height)
      values (v_document.id, v_bytes, v_bytes_sha256, (p_picture ->> 'width')::integer, (p_picture ->> 'height')::integer);
      insert into content.document_log (document_id, team_id, person_id, action)
      values (v_document.id, v_document.team_id, v_document.added_by, 'added');
    end if;
    v_old := content.predecessor(v_job.team_id, v_job.requester_id, 'picture', p_picture ->> 'file_name', v_document.id);
    if v_old.id is not null then
      perform content.replace_document(v_old, v_document, v_job.requester_id);
    end if;
    insert into content.stored_documents (job_id, team_id, address, document_id, known, replaced)
    values (p_job_id, v_job.team_id, v_address, v_document.id, v_stored.known, v_old.id)
    returning * into v_stored;
    delete from content.uploads
    where id = v_job.brief -> 'source' ->> 'upload_id' and team_id = v_job.team_id and person_id = v_job.requester_id;
  end if;
  return jsonb_build_object('document_id', v_stored.document_id, 'known', v_stored.known, 'replaced', v_stored.replaced, 'passages', 0);
end $$;

-- The team's pictures that stand, newest first: what may be chosen, by words alone.
create function content.list_pictures(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'title', d.title, 'alt', d.text, 'language', d.language,
    'sha256', i.sha256, 'width', i.width, 'height', i.height) order by d.created_at desc, d.id), '[]'::jsonb)
  from content.documents d join content.pictures i on i.document_id = d.id
  where d.team_id = p_team_id and d.removed_at is null and d.job_id is null
$$;

-- A picture of the team, removed or not: a draft that shows it can be changed elsewhere. Empty answer: none of this team.
create function content.get_picture(p_team_id text, p_document_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('sha256', i.sha256, 'base64', translate(encode(i.bytes, 'base64'), E'\n', ''))
  from content.documents d join content.pictures i on i.document_id = d.id
  where d.id = p_document_id and d.team_id = p_team_id
$$;

grant execute on function content.store_picture, content.list_pictures, content.get_picture to greenlight_agent;
