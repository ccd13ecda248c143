-- Versions of what an agent wrote, and what people decided on exactly that version.
create table content.drafts (
  id text primary key default gen_random_uuid()::text,
  job_id text not null references content.jobs on delete cascade,
  version integer not null check (version >= 1),
  -- Of content and files; a button carries it and approval binds to it.
  hash text not null,
  status text not null default 'proposed' check (status in ('proposed', 'superseded', 'approved', 'rejected')),
  content jsonb not null,
  artifacts jsonb not null default '[]',
  reason text,
  card_ts text,
  approved_at timestamptz,
  created_at timestamptz not null default platform.now(),
  unique (job_id, version),
  constraint approval_has_a_time check ((status = 'approved') = (approved_at is not null))
);
alter table content.drafts enable row level security;
create unique index drafts_one_open_or_approved_version on content.drafts (job_id) where status in ('proposed', 'approved');

create table content.reviews (
  id text primary key default gen_random_uuid()::text,
  draft_id text not null references content.drafts on delete cascade,
  job_id text not null references content.jobs on delete cascade,
  version integer not null,
  hash text not null,
  reviewer_id text not null,
  decision text not null check (decision in ('approve', 'request_changes', 'reject')),
  note text check (char_length(note) <= 3000),
  created_at timestamptz not null default platform.now(),
  constraint changes_are_named check (decision <> 'request_changes' or char_length(trim(note)) > 0)
);
alter table content.reviews enable row level security;
create index reviews_of_a_job on content.reviews (job_id, created_at);
create unique index reviews_one_approval_each on content.reviews (draft_id, reviewer_id) where decision = 'approve';
create unique index reviews_one_end_each on content.reviews (draft_id) where decision in ('request_changes', 'reject');

-- What a decided version says can never change afterwards.
create function content.refuse_change_of_text() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise sqlstate 'PT409' using message = format('Cannot change the text of version %s of job "%s": a version is never rewritten', old.version, old.job_id),
    detail = 'version_is_fixed', hint = 'Record a new version.';
end $$;
create trigger drafts_are_never_rewritten before update of content, artifacts, hash, version, job_id on content.drafts
  for each row execute function content.refuse_change_of_text();

create function content.draft_hash(p_content jsonb, p_artifacts jsonb) returns text
language sql immutable set search_path = ''
as $$
  select encode(sha256(convert_to(p_content::text || coalesce((
    select string_agg((a ->> 'key') || (a ->> 'sha256'), E'\n' order by a ->> 'key' collate "C") from jsonb_array_elements(p_artifacts) a
  ), ''), 'utf8')), 'hex')
$$;

create function content.draft_view(p_draft content.drafts) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_draft).id, 'job_id', (p_draft).job_id, 'version', (p_draft).version, 'hash', (p_draft).hash,
    'status', (p_draft).status, 'content', (p_draft).content, 'artifacts', (p_draft).artifacts,
    'reason', (p_draft).reason, 'created_at', (p_draft).created_at)
$$;

create function content.review_view(p_review content.reviews) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_review).id, 'version', (p_review).version, 'reviewer_id', (p_review).reviewer_id,
    'decision', (p_review).decision, 'note', (p_review).note, 'created_at', (p_review).created_at)
$$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
