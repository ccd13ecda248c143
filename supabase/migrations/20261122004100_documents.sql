-- How a document came in, whose it is, and what became of it. Removing hides it from searches only: a draft that quotes
-- it keeps its evidence.
alter table content.documents
  add column kind text not null default 'seed' check (kind in ('text', 'file', 'url', 'seed')),
  add column file_name text,
  add column fetched_at timestamptz,
  -- Of the bytes that were read; `sha256` is of the text that was made of them.
  add column source_sha256 text,
  -- Set: a page that one job read, found by that job alone. Null: the team's.
  add column job_id text references content.jobs on delete cascade,
  add column removed_by text,
  add column characters integer not null generated always as (char_length(text)) stored,
  add constraint a_remover_removes check (removed_by is null or removed_at is not null);
create index documents_of_a_job on content.documents (job_id) where job_id is not null;
create index documents_of_a_team on content.documents (team_id, created_at desc, id) where removed_at is null and job_id is null;
-- An address may be longer than what an index takes.
create index documents_by_address on content.documents (team_id, md5(coalesce(url, file_name))) where removed_at is null and job_id is null;

drop index content.documents_keep_a_text_once;
create unique index documents_keep_a_text_once on content.documents (team_id, coalesce(job_id, ''), sha256) where removed_at is null;

-- Who did what to which document, for good: nothing deletes from it while the document is there.
create table content.document_log (
  id bigint generated always as identity primary key,
  document_id text not null references content.documents on delete cascade,
  team_id text not null,
  person_id text not null,
  action text not null check (action in ('added', 'removed', 'replaced', 'restored')),
  -- For `replaced`: the document that took its place.
  by_document_id text references content.documents on delete cascade,
  at timestamptz not null default platform.now(),
  constraint what_replaced_it_is_named check ((action = 'replaced') = (by_document_id is not null))
);
alter table content.document_log enable row level security;
create index document_log_of_a_document on content.document_log (document_id, id);
create index document_log_of_what_replaced on content.document_log (by_document_id) where by_document_id is not null;

-- Seeded and added before there was a log.
insert into content.document_log (document_id, team_id, person_id, action, at)
select d.id, d.team_id, d.added_by, 'added', d.created_at from content.documents d order by d.created_at, d.id;

create function content.document_view(p_document content.documents) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_document).id, 'title', (p_document).title, 'language', (p_document).language, 'kind', (p_document).kind,
    'url', (p_document).url, 'file_name', (p_document).file_name, 'sha256', (p_document).sha256,
    'added_by', (p_document).added_by, 'created_at', (p_document).created_at, 'fetched_at', (p_document).fetched_at,
    'removed_at', (p_document).removed_at, 'removed_by', (p_document).removed_by, 'characters', (p_document).characters,
    'passages', (select count(*) from content.passages p where p.document_id = (p_document).id))
$$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
