-- A text becomes a document with passages.

-- What each job stored from where, so that a rerun gets the same answer, whether or not the document changed since.
create table content.stored_documents (
  job_id text not null,
  team_id text not null,
  -- Its sha256: an address may be longer than what an index takes.
  address text not null,
  document_id text not null,
  known boolean not null,
  replaced text,
  primary key (job_id, address),
  constraint what_a_job_stored_is_of_its_team foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade,
  constraint a_stored_document_is_of_the_same_team foreign key (document_id, team_id)
    references content.documents (id, team_id) on delete cascade
);
alter table content.stored_documents enable row level security;
create index stored_documents_of_a_document on content.stored_documents (document_id, team_id);

-- Who stores, removes or restores a document of a team waits here for one another: each looks at what stands before it
-- changes it, and rows alone would be locked in any order.
create function content.lock_documents(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended('content.documents:' || p_team_id, 0))
$$;

-- Stores a document with its passages. Empty answer: that very text is there already.
create function content.insert_document(p_document jsonb) returns content.documents
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents;
begin
  insert into content.documents (team_id, title, language, kind, url, file_name, text, sha256, source_sha256, fetched_at, added_by, job_id)
  values (p_document ->> 'team_id', left(p_document ->> 'title', 300), p_document ->> 'language', coalesce(p_document ->> 'kind', 'seed'),
          p_document ->> 'url', p_document ->> 'file_name', p_document ->> 'text',
          encode(sha256(convert_to(p_document ->> 'text', 'utf8')), 'hex'), p_document ->> 'source_sha256',
          (p_document ->> 'fetched_at')::timestamptz, p_document ->> 'person_id', p_document ->> 'job_id')
  on conflict (team_id, coalesce(job_id, ''), sha256) where removed_at is null do nothing
  returning * into v_document;
  if v_document.id is null then
    return null;
  end if;
  insert into content.passages (id, document_id, ordinal, start_at, end_at, title, language, heading, text)
  select v_document.id || '#' || c.ordinal, v_document.id, c.ordinal, c.start_at, c.end_at, v_document.title, v_document.language, c.heading, c.passage
  from content.cut_passages(v_document.text) c;
  if v_document.job_id is null then
    insert into content.document_log (document_id, team_id, person_id, action)
    values (v_document.id, v_document.team_id, v_document.added_by, 'added');
    -- What quoted a removed document of this text has its evidence again.
    perform content.redraw_citing(v_document.team_id, v_document.sha256);
  end if;
  return v_document;
end $$;

-- Owner only, for the seed. Empty answer: a known text.
create function content.add_document(p_document jsonb) returns text
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  select content.lock_documents(p_document ->> 'team_id');
  select (content.insert_document(p_document - 'job_id')).id
$$;

-- The team's standing document that another one takes the place of: what the same person brought from that page, or in
-- a file of that name.
create function content.predecessor(p_team_id text, p_person_id text, p_kind text, p_address text, p_document_id text) returns content.documents
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select o from content.documents o
  where o.team_id = p_team_id and o.job_id is null and o.removed_at is null and o.id <> p_document_id
    and o.added_by = p_person_id and o.kind = p_kind and p_kind in ('url', 'file', 'picture')
    and md5(coalesce(o.url, o.file_name)) = md5(p_address) and coalesce(o.url, o.file_name) = p_address
  order by o.created_at desc, o.id limit 1
$$;

-- Hides `p_old` in favour of `p_new`.
create function content.replace_document(p_old content.documents, p_new content.documents, p_person_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update content.documents set removed_at = platform.now(), removed_by = p_person_id where id = (p_old).id;
  insert into content.document_log (document_id, team_id, person_id, action, by_document_id)
  values ((p_old).id, (p_old).team_id, p_person_id, 'replaced', (p_new).id);
end $$;

create function content.store_document(p_job_id text, p_fence bigint, p_document jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  -- Paragraphs end the same way in any text.
  v_text text := replace(p_document ->> 'text', E'\r\n', E'\n');
  v_sha256 text := encode(sha256(convert_to(v_text, 'utf8')), 'hex');
  v_address text := encode(sha256(convert_to(coalesce(p_document ->> 'url', p_document ->> 'file_name', ''), 'utf8')), 'hex');
  v_of_team boolean := p_document ->> 'scope' = 'team';
  v_length integer := char_length(v_text);
  v_document content.documents;
  v_old content.documents;
  v_stored content.stored_documents;
begin
  select * into v_stored from content.stored_documents where job_id = p_job_id and address = v_address;
  if v_stored.job_id is null then
    if coalesce(p_document ->> 'scope', '') not in ('team', 'job') or coalesce(p_document ->> 'kind', '') not in ('text', 'file', 'url')
       or coalesce(p_document ->> 'language', '') not in ('pt', 'en') then
      raise sqlstate 'PT400' using message = format('Cannot store "%s": scope "%s", kind "%s", language "%s"; accepted are team or job, text, file or url, pt or en',
        p_document ->> 'title', p_document ->> 'scope', p_document ->> 'kind', p_document ->> 'language'), detail = 'bad_document';
    end if;
    if coalesce(trim(p_document ->> 'title'), '') = '' or coalesce(content.plain(v_text), '') = '' then
      raise sqlstate 'PT400' using message = format('Cannot store "%s": a title and a text with words are needed', p_document ->> 'title'), detail = 'no_text';
    end if;
    if v_length > 500000 then
      raise sqlstate 'PT413' using message = format('Cannot store "%s" of %s characters: at most 500000 are accepted', p_document ->> 'title', v_length), detail = 'document_too_long';
    end if;
    perform content.lock_documents(v_job.team_id);
    -- A page that the team has is not kept twice.
    select * into v_document from content.documents
    where team_id = v_job.team_id and job_id is null and removed_at is null
      and sha256 = v_sha256;
    if v_document.id is null then
      v_document := content.insert_document(p_document || jsonb_build_object('text', v_text, 'team_id', v_job.team_id, 'person_id', v_job.requester_id,
        'job_id', case when not v_of_team then p_job_id end));
      v_stored.known := v_document.id is null;
    else
      v_stored.known := true;
    end if;
    if v_document.id is null then
      -- Another address of this job brought it.
      select * into v_document from content.documents
      where team_id = v_job.team_id and coalesce(job_id, '') = case when v_of_team then '' else p_job_id end and removed_at is null
        and sha256 = v_sha256;
    end if;
    if v_of_team then
      -- Also of a known text: what this person brought from there before is out of date all the same.
      v_old := content.predecessor(v_job.team_id, v_job.requester_id, p_document ->> 'kind', coalesce(p_document ->> 'url', p_document ->> 'file_name'), v_document.id);
      if v_old.id is not null then
        perform content.replace_document(v_old, v_document, v_job.requester_id);
      end if;
    end if;
    insert into content.stored_documents (job_id, team_id, address, document_id, known, replaced)
    values (p_job_id, v_job.team_id, v_address, v_document.id, v_stored.known, v_old.id)
    returning * into v_stored;
    delete from content.uploads
    where id = v_job.brief -> 'source' ->> 'upload_id' and team_id = v_job.team_id and person_id = v_job.requester_id;
  end if;
  return jsonb_build_object('document_id', v_stored.document_id, 'known', v_stored.known, 'replaced', v_stored.replaced,
    'passages', (select count(*) from content.passages p where p.document_id = v_stored.document_id));
end $$;

grant execute on function content.store_document to greenlight_agent;
