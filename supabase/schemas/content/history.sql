-- One line a job for "what was made, from which prompt, by whom, with what result". Outlives its job: no foreign key.
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
  -- [{"person_id", "reason", "overridden", "at"}]: who approved it in spite of claims without evidence, and why.
  overrides jsonb not null default '[]',
  usd numeric(12, 6) not null default 0,
  final jsonb not null default '[]',
  created_at timestamptz not null,
  ended_at timestamptz
);
alter table content.content_history enable row level security;
create index content_history_by_time on content.content_history (team_id, created_at desc);

-- Brings the job's line up to date; called by every function that changes a job's status.
create function content.note_history(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.content_history h
  set status = j.status, versions = j.versions, ended_at = j.ended_at, final = j.final,
      title = coalesce(d.content ->> 'title', j.result ->> 'title'), model = d.content ->> 'model',
      decided_by = coalesce(r.reviewer_id, j.cancelled_by), decision_note = r.note,
      overrides = coalesce((
        select jsonb_agg(jsonb_build_object('person_id', o.reviewer_id, 'reason', o.override_reason, 'overridden', o.overridden, 'at', o.created_at)
                         order by o.created_at, o.id)
        from content.reviews o where o.job_id = j.id and o.version = j.versions and o.override_reason is not null), '[]'::jsonb)
  from content.jobs j
  left join lateral (select * from content.drafts where job_id = j.id order by version desc limit 1) d on true
  left join lateral (select * from content.reviews where job_id = j.id order by created_at desc, id limit 1) r on true
  where h.job_id = p_job_id and j.id = p_job_id
$$;
