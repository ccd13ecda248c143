-- Changes of many leads that belong together and can be rolled back: an import of a file, an enrichment.
create table outreach.lead_batches (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  kind text not null constraint kind_is_known check (kind in ('import', 'enrichment')),
  -- `proposed` changes nothing yet; `running` is being applied; `rejected` by approvers, `cancelled` by the person who began it.
  status text not null constraint status_is_known
    check (status in ('proposed', 'running', 'applied', 'rejected', 'cancelled', 'failed', 'rolled_back')),
  -- The file's name, or what was enriched.
  title text not null,
  file_hash text,
  person_id text not null,
  channel_id text not null,
  thread_ts text,
  counts jsonb not null default '{}',
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  rolled_back_at timestamptz,
  rolled_back_by text,
  -- For the keys of rows that name both.
  unique (team_id, id),
  constraint a_rolled_back_batch_says_by_whom check ((status = 'rolled_back') = (rolled_back_by is not null and rolled_back_at is not null))
);
alter table outreach.lead_batches enable row level security;
create index lead_batches_of_a_file on outreach.lead_batches (team_id, file_hash) where file_hash is not null;
