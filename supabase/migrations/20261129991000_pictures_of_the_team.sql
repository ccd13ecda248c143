-- Pictures of the team's own are documents without passages: their text is what they show, in words. They are listed,
-- removed and brought back like every document, and no search finds them as evidence.
alter table content.documents drop constraint documents_kind_check;
alter table content.documents add constraint documents_kind_check check (kind in ('text', 'file', 'url', 'seed', 'picture'));

create table content.pictures (
  document_id text primary key references content.documents on delete cascade,
  -- JPEG as it was drawn anew: upright, without the metadata of the file that came in.
  bytes bytea not null,
  sha256 text not null,
  width integer not null,
  height integer not null,
  constraint a_picture_is_a_small_jpeg check (octet_length(bytes) <= 1048576 and substr(bytes, 1, 3) = '\xffd8ff'::bytea),
  constraint a_picture_has_a_size check (width between 1 and 10000 and height between 1 and 10000)
);
alter table content.pictures enable row level security;

-- A word that no passage holds must not be what a mistyped one is mended to.
create or replace function content.keep_words() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'INSERT' and old.removed_at is null and old.kind <> 'picture' then
    perform content.count_words(old, -1);
  end if;
  if tg_op <> 'DELETE' and new.removed_at is null and new.kind <> 'picture' then
    perform content.count_words(new, 1);
  end if;
  return null;
end $$;

-- The team's standing document that another one takes the place of: what the same person brought from that page, or in
-- a file of that name.
create or replace function content.predecessor(p_team_id text, p_person_id text, p_kind text, p_address text, p_document_id text) returns content.documents
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select o from content.documents o
  where o.team_id = p_team_id and o.job_id is null and o.removed_at is null and o.id <> p_document_id
    and o.added_by = p_person_id and o.kind = p_kind and p_kind in ('url', 'file', 'picture')
    and md5(coalesce(o.url, o.file_name)) = md5(p_address) and coalesce(o.url, o.file_name) = p_address
  order by o.created_at desc, o.id limit 1
$$;

create or replace function content.document_view(p_document content.documents) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_document).id, 'title', (p_document).title, 'language', (p_document).language, 'kind', (p_document).kind,
    'url', (p_document).url, 'file_name', (p_document).file_name, 'sha256', (p_document).sha256,
    'added_by', (p_document).added_by, 'created_at', (p_document).created_at, 'fetched_at', (p_document).fetched_at,
    'removed_at', (p_document).removed_at, 'removed_by', (p_document).removed_by, 'characters', (p_document).characters,
    'passages', (select count(*) from content.passages p where p.document_id = (p_document).id),
    'picture', (select jsonb_build_object('alt', (p_document).text, 'width', i.width, 'height', i.height)
                from content.pictures i where i.document_id = (p_document).id))
$$;

-- Newest first; the team's own that stand. `matching` looks for words anywhere in title, file name and address, and in
-- what a picture shows.
create or replace function content.list_documents(p_team_id text, p_page jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with standing as (
    select d.id, d.created_at from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and d.job_id is null
      and (p_page ->> 'matching' is null or not exists (
        select from regexp_split_to_table(content.plain(left(p_page ->> 'matching', 300)), ' ') w
        where strpos(content.plain(concat_ws(' ', d.title, d.file_name, d.url, case when d.kind = 'picture' then d.text end)), w) = 0))
  ),
  shown as (
    select s.id, s.created_at from standing s order by s.created_at desc, s.id
    offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0) limit least(greatest(coalesce((p_page ->> 'limit')::integer, 20), 0), 100)
  )
  select jsonb_build_object(
    'documents', coalesce((select jsonb_agg(content.document_view(d) order by s.created_at desc, s.id)
                           from shown s join content.documents d on d.id = s.id), '[]'::jsonb),
    'total', (select count(*) from standing))
$$;

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
    insert into content.stored_documents (job_id, address, document_id, known, replaced)
    values (p_job_id, v_address, v_document.id, v_stored.known, v_old.id)
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

revoke all on content.pictures from public, anon, authenticated, service_role;
revoke execute on function content.store_picture, content.list_pictures, content.get_picture from public, anon, authenticated, service_role;
grant execute on function content.store_picture, content.list_pictures, content.get_picture to greenlight_agent;
