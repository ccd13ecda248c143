-- The team's documents, kept verbatim: how each came in, whose it is, and what became of it. Removing hides it from
-- searches only: a draft that quotes it keeps its evidence.
create table content.documents (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  -- Set: a page that one job read, found by that job alone. Null: the team's.
  job_id text,
  kind text not null default 'seed' constraint kind_is_known check (kind in ('text', 'file', 'url', 'seed', 'picture')),
  title text not null,
  language text not null constraint language_is_known check (language in ('pt', 'en')),
  url text,
  file_name text,
  fetched_at timestamptz,
  text text not null,
  sha256 text not null,
  -- Of the bytes that were read; `sha256` is of the text that was made of them.
  source_sha256 text,
  characters integer not null generated always as (char_length(text)) stored,
  added_by text not null,
  created_at timestamptz not null default platform.now(),
  removed_at timestamptz,
  removed_by text,
  constraint a_remover_removes check (removed_by is null or removed_at is not null),
  constraint a_page_is_of_the_team_of_its_job foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade,
  -- For the keys of rows that name both.
  unique (team_id, id),
  unique (id, kind)
);
alter table content.documents enable row level security;
create index documents_of_a_job on content.documents (job_id, team_id) where job_id is not null;
create index documents_of_a_team on content.documents (team_id, created_at desc, id) where removed_at is null and job_id is null;
-- An address may be longer than what an index takes.
create index documents_by_address on content.documents (team_id, md5(coalesce(url, file_name))) where removed_at is null and job_id is null;
create unique index documents_keep_a_text_once on content.documents (team_id, coalesce(job_id, ''), sha256) where removed_at is null;

-- Who did what to which document, for good: nothing deletes from it while the document is there.
create table content.document_log (
  id bigint generated always as identity primary key,
  document_id text not null,
  team_id text not null,
  person_id text not null,
  action text not null constraint action_is_known check (action in ('added', 'removed', 'replaced', 'restored')),
  -- For `replaced`: the document that took its place.
  by_document_id text,
  at timestamptz not null default platform.now(),
  constraint what_replaced_it_is_named check ((action = 'replaced') = (by_document_id is not null)),
  constraint what_is_logged_is_of_the_team_of_its_document foreign key (document_id, team_id)
    references content.documents (id, team_id) on delete cascade,
  constraint what_replaced_it_is_of_the_same_team foreign key (by_document_id, team_id)
    references content.documents (id, team_id) on delete cascade
);
alter table content.document_log enable row level security;
create index document_log_of_a_document on content.document_log (document_id, team_id);
create index document_log_of_what_replaced on content.document_log (by_document_id, team_id) where by_document_id is not null;

create function content.document_view(p_document content.documents) returns jsonb
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
create function content.list_documents(p_team_id text, p_page jsonb) returns jsonb
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

-- A stretch of a document's stored text, for members of its team; offsets in characters, 0-based. `not_found`: it was
-- removed, is another team's or was read for one job alone.
create function content.read_document(p_team_id text, p_document_id text, p_person_id text, p_stretch jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_start integer := greatest(coalesce((p_stretch ->> 'start')::integer, 0), 0);
  v_length integer := least(greatest(coalesce((p_stretch ->> 'length')::integer, 0), 0), 20000);
  v_document content.documents;
begin
  if not content.may_read(p_team_id, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'document', null, 'text', '');
  end if;
  select d.* into v_document from content.documents d
  where d.id = p_document_id and d.team_id = p_team_id and d.job_id is null and d.removed_at is null;
  if not found then
    return jsonb_build_object('outcome', 'not_found', 'document', null, 'text', '');
  end if;
  return jsonb_build_object('outcome', 'read', 'document', content.document_view(v_document),
    'text', substr(v_document.text, v_start + 1, v_length));
end $$;

create function content.may_change(p_document content.documents, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.people p where p.team_id = (p_document).team_id and p.user_id = p_person_id and not p.is_guest and not p.is_deactivated
                   and (p.role = 'admin' or p.user_id = (p_document).added_by))
$$;

-- The team's document, with all of the team's locked; an empty answer for another team's and for a page of a single job.
create function content.hold_document(p_team_id text, p_document_id text) returns content.documents
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.lock_documents(p_team_id);
  select d from content.documents d where d.id = p_document_id and d.team_id = p_team_id and d.job_id is null
$$;

-- Hides a document from searches; passages and text stay for the drafts that quote them, whose evidence is withdrawn: open
-- ones say so on their cards, of approved ones the approvers are told.
create function content.remove_document(p_team_id text, p_document_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents;
  v_outcome text;
  v_notice content.evidence_notices;
begin
  -- Jobs before documents, as a runner that stores a document holds them.
  perform content.hold_jobs_citing(p_team_id, '{}', p_document_id);
  v_document := content.hold_document(p_team_id, p_document_id);
  v_outcome := case
    when v_document.id is null then 'not_found'
    when not content.may_change(v_document, p_person_id) then 'not_allowed'
    when v_document.removed_at is not null then 'already'
    else 'done'
  end;
  if v_outcome = 'done' then
    update content.documents set removed_at = platform.now(), removed_by = p_person_id where id = p_document_id returning * into v_document;
    insert into content.document_log (document_id, team_id, person_id, action) values (p_document_id, p_team_id, p_person_id, 'removed');
    v_notice.kind := 'withdrawn';
    v_notice.cause := 'document ' || p_document_id;
    v_notice.person_id := p_person_id;
    v_notice.title := v_document.title;
    perform content.tell_of_lost_evidence(p_team_id, '{}', p_document_id, v_notice);
  end if;
  return jsonb_build_object('outcome', v_outcome, 'document', case when v_document.id is not null then content.document_view(v_document) end);
end $$;

-- Undoes a removal, and a replacement: what stands in its place goes. `same_text_exists`: its text is there under
-- another document, which the answer names.
create function content.restore_document(p_team_id text, p_document_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents := content.hold_document(p_team_id, p_document_id);
  v_same content.documents;
  v_other content.documents;
  v_outcome text;
begin
  select * into v_same from content.documents
  where team_id = p_team_id and job_id is null and removed_at is null and sha256 = v_document.sha256 and id <> p_document_id;
  v_outcome := case
    when v_document.id is null then 'not_found'
    when not content.may_change(v_document, p_person_id) then 'not_allowed'
    when v_document.removed_at is null then 'already'
    when v_same.id is not null then 'same_text_exists'
    else 'done'
  end;
  if v_outcome = 'same_text_exists' then
    v_document := v_same;
  elsif v_outcome = 'done' then
    v_other := content.predecessor(p_team_id, v_document.added_by, v_document.kind, coalesce(v_document.url, v_document.file_name), p_document_id);
    if v_other.id is not null then
      perform content.replace_document(v_other, v_document, p_person_id);
    end if;
    update content.documents set removed_at = null, removed_by = null where id = p_document_id returning * into v_document;
    insert into content.document_log (document_id, team_id, person_id, action) values (p_document_id, p_team_id, p_person_id, 'restored');
    perform content.redraw_citing(p_team_id, v_document.sha256);
  end if;
  return jsonb_build_object('outcome', v_outcome, 'document', case when v_document.id is not null then content.document_view(v_document) end);
end $$;

grant execute on function content.list_documents, content.read_document, content.remove_document,
  content.restore_document to greenlight_bot;
