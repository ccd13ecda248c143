-- Those whom the rule names may see the very files that would go out, alone and once: they are sent to that person, and what
-- was sent where is kept.
create table content.final_openings (
  draft_id text not null references content.drafts on delete cascade,
  person_id text not null,
  channel_id text not null,
  ts text not null,
  opened_at timestamptz not null default platform.now(),
  primary key (draft_id, person_id)
);
alter table content.final_openings enable row level security;

-- `open`: these are the files. `opened`: they were sent before, to `channel_id` at `ts`. `gone`: there are none (any more).
create function content.open_final_files(p_click jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_opening content.final_openings;
  v_outcome text;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id';
  select * into v_draft from content.drafts
  where job_id = v_job.id and version = (p_click ->> 'version')::integer and hash = p_click ->> 'hash';
  select * into v_opening from content.final_openings where draft_id = v_draft.id and person_id = p_click ->> 'person_id';
  v_outcome := case
    when v_draft.id is null then 'gone'
    when not content.may_decide(v_job, p_click ->> 'person_id') then 'not_allowed'
    when v_draft.status not in ('proposed', 'approved') or jsonb_array_length(v_draft.finals) = 0
      or v_job.status = 'cancelled' or v_job.status = 'expired' and content.resume_until(v_job) is null then 'gone'
    when v_opening.draft_id is not null then 'opened'
    else 'open' end;
  return jsonb_build_object('outcome', v_outcome,
    'files', case when v_outcome = 'open' then v_draft.finals else '[]'::jsonb end,
    'channel_id', v_opening.channel_id, 'ts', v_opening.ts);
end $$;

-- Keeps where the files of a version were sent for one person. A repeat keeps the first.
create function content.note_final_files_opened(p_opening jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into content.final_openings (draft_id, person_id, channel_id, ts)
  select d.id, p_opening ->> 'person_id', p_opening ->> 'channel_id', p_opening ->> 'ts'
  from content.drafts d
  where d.job_id = p_opening ->> 'job_id' and d.version = (p_opening ->> 'version')::integer and d.hash = p_opening ->> 'hash'
  on conflict do nothing
$$;

grant execute on function content.open_final_files, content.note_final_files_opened to greenlight_bot;
