-- The conversation of every thread, and one line a job for "what was made, from which prompt, by whom, with what result".
create table content.chat_history (
  id bigint generated always as identity primary key,
  job_id text not null references content.jobs on delete cascade,
  team_id text not null,
  channel_id text not null,
  thread_ts text,
  slack_ts text,
  author_kind text not null check (author_kind in ('person', 'agent')),
  author_id text not null,
  kind text not null check (kind in ('command', 'message', 'draft', 'review', 'action', 'outcome')),
  text text not null,
  created_at timestamptz not null default platform.now()
);
alter table content.chat_history enable row level security;
create index chat_history_of_a_job on content.chat_history (job_id, id);
create unique index chat_history_keeps_a_message_once on content.chat_history (channel_id, slack_ts) where slack_ts is not null;

-- Outlives its job: no foreign key.
create table content.content_history (
  job_id text primary key,
  team_id text not null,
  type text not null,
  requester_id text not null,
  prompt text not null,
  brief jsonb not null,
  status text not null,
  versions integer not null default 0,
  title text,
  model text,
  decided_by text,
  decision_note text,
  usd numeric(12, 6) not null default 0,
  final jsonb not null default '[]',
  created_at timestamptz not null,
  ended_at timestamptz
);
alter table content.content_history enable row level security;
create index content_history_by_time on content.content_history (team_id, created_at desc);

create function content.say(p_job content.jobs, p_author_kind text, p_author_id text, p_kind text, p_text text) returns void
language sql set search_path = ''
as $$
  insert into content.chat_history (job_id, team_id, channel_id, thread_ts, author_kind, author_id, kind, text)
  values ((p_job).id, (p_job).team_id, (p_job).channel_id, (p_job).thread_ts, p_author_kind, p_author_id, p_kind, coalesce(p_text, ''))
$$;

-- Brings the job's line up to date; called by every function that changes a job's status.
create function content.note_history(p_job_id text) returns void
language sql set search_path = ''
as $$
  update content.content_history h
  set status = j.status, versions = j.versions, ended_at = j.ended_at, final = j.final,
      title = d.content ->> 'title', model = d.content ->> 'model',
      decided_by = coalesce(r.reviewer_id, j.cancelled_by), decision_note = r.note
  from content.jobs j
  left join lateral (select * from content.drafts where job_id = j.id order by version desc limit 1) d on true
  left join lateral (select * from content.reviews where job_id = j.id order by created_at desc, id limit 1) r on true
  where h.job_id = p_job_id and j.id = p_job_id
$$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
