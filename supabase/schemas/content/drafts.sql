-- Versions of what an agent wrote. What goes out is made with the draft: its final files are drawn before the review,
-- covered by its hash and posted nowhere until it is approved. The approval completes the job, so that no runner takes
-- part in what goes out.
create table content.drafts (
  id text primary key default gen_random_uuid()::text,
  job_id text not null references content.jobs on delete cascade,
  version integer not null constraint versions_start_at_1 check (version >= 1),
  -- Of content and files; a button carries it and approval binds to it.
  hash text not null,
  status text not null default 'proposed' constraint status_is_known check (status in ('proposed', 'superseded', 'approved', 'rejected')),
  content jsonb not null,
  artifacts jsonb not null default '[]',
  -- What goes out: made with the draft, posted nowhere until it is approved.
  finals jsonb not null default '[]',
  -- What the last checks found and a person may not accept; it is part of the content, so the hash covers it.
  blocking jsonb not null generated always as (coalesce(content -> 'blocking', '[]'::jsonb)) stored,
  -- Claims that an approver may accept with a reason alone: code found a fault, or a model no support.
  unverified integer not null generated always as (
    jsonb_array_length(jsonb_path_query_array(content, 'lax $.claims[*] ? (@.status == "unverified")'))) stored,
  unsupported integer not null generated always as (
    jsonb_array_length(jsonb_path_query_array(content, 'lax $.claims[*] ? (@.support == "not")'))) stored,
  reason text,
  -- Messages of the thread that led to this version: what `reason` quotes, joined by line ends.
  reason_from bigint[] not null default '{}',
  -- [{"person_id", "text"}]: whose words stand in the version, in the form of `content.plain`.
  authors jsonb not null default '[]',
  -- How it came about, and by which person; null: the agent made it. Who restores or picks wrote none of its words.
  made_by text not null default 'agent' constraint its_making_is_known check (made_by in ('agent', 'edit', 'restore', 'pick')),
  author_id text,
  -- The version that was restored or picked from.
  from_version integer,
  card_ts text,
  approved_at timestamptz,
  created_at timestamptz not null default platform.now(),
  -- A person of whom it says something was erased: its body and files are gone, number and hash are left.
  erased_at timestamptz,
  unique (job_id, version),
  -- For the key of reviews.
  unique (id, job_id, version, hash),
  constraint approval_has_a_time check ((status = 'approved') = (approved_at is not null)),
  constraint what_is_closed_for_approval_has_no_final_files
    check (jsonb_array_length(blocking) = 0 or jsonb_array_length(finals) = 0),
  constraint what_is_made_by_hand_has_its_person check ((made_by = 'agent') = (author_id is null)),
  constraint it_goes_back_to_a_version_of_its_job foreign key (job_id, from_version) references content.drafts (job_id, version) on delete cascade
);
alter table content.drafts enable row level security;
create index drafts_from_a_version on content.drafts (job_id, from_version) where from_version is not null;
create unique index drafts_one_open_or_approved_version on content.drafts (job_id) where status in ('proposed', 'approved');

-- What a decided version says can never change afterwards; it can only go, as a whole.
create function content.refuse_change_of_text() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if old.erased_at is null and new.erased_at is not null and new.content = content.erased_content(old) and new.artifacts = '[]' and new.finals = '[]'
    and (new.hash, new.version, new.job_id, new.made_by) = (old.hash, old.version, old.job_id, old.made_by)
    and new.author_id is not distinct from old.author_id and new.from_version is not distinct from old.from_version then
    return new;
  end if;
  raise sqlstate 'PT409' using message = format('Cannot change the text of version %s of job "%s": a version is never rewritten', old.version, old.job_id),
    detail = 'version_is_fixed', hint = 'Record a new version.';
end $$;
create trigger drafts_are_never_rewritten before update of content, artifacts, finals, hash, version, job_id, authors, made_by, author_id, from_version on content.drafts
  for each row execute function content.refuse_change_of_text();

-- Over content, review files and final files; a draft without final files is hashed over the first two.
create function content.draft_hash(p_content jsonb, p_artifacts jsonb, p_finals jsonb default '[]') returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(p_content::text || coalesce((
    select string_agg((a ->> 'key') || (a ->> 'sha256'), E'\n' order by a ->> 'key' collate "C") from jsonb_array_elements(p_artifacts) a
  ), '') || coalesce((
    select E'\nfinal\n' || string_agg((a ->> 'key') || (a ->> 'sha256'), E'\n' order by a ->> 'key' collate "C") from jsonb_array_elements(p_finals) a
  ), ''), 'utf8')), 'hex')
$$;

create function content.draft_view(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_draft).id, 'job_id', (p_draft).job_id, 'version', (p_draft).version, 'hash', (p_draft).hash,
    'status', (p_draft).status, 'content', (p_draft).content, 'artifacts', (p_draft).artifacts, 'finals', (p_draft).finals,
    'authors', content.author_ids(p_draft), 'made_by', (p_draft).made_by, 'author_id', (p_draft).author_id, 'from_version', (p_draft).from_version,
    'reason', (p_draft).reason, 'created_at', (p_draft).created_at, 'erased_at', (p_draft).erased_at)
$$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, when a reply changed nothing, or when what a button asked
-- for cannot be done; then the request is no decision, and people decide on that version as before. What was asked and
-- answered stays in the job's history. A superseded version can never go out: its final files are gone at once. Of a version
-- that a person made the text, the reason and the authors are those of its row in `content.hand_versions`.
create function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_version integer := content.number_of(p_draft, 'version');
  v_finals jsonb := coalesce(p_draft -> 'finals', '[]'::jsonb);
  v_hash text;
  v_draft content.drafts;
  v_before content.drafts;
  v_reason text := p_draft ->> 'reason';
  v_from bigint[];
  v_hand content.hand_versions;
begin
  perform content.keep_rules_of(p_job_id);
  v_job := content.hold_job(p_job_id, p_fence);
  if p_draft -> 'content' ->> 'kind' is distinct from v_job.type or jsonb_typeof(p_draft -> 'artifacts') is distinct from 'array'
    or jsonb_typeof(v_finals) <> 'array' or jsonb_typeof(coalesce(p_draft -> 'content' -> 'blocking', '[]'::jsonb)) <> 'array' then
    raise sqlstate 'PT400' using message = format('Cannot record a draft of kind "%s" for a %s: its own kind is accepted, with lists of files and of what blocks it',
      p_draft -> 'content' ->> 'kind', v_job.type), detail = 'bad_draft';
  end if;
  v_hash := content.draft_hash(p_draft -> 'content', p_draft -> 'artifacts', v_finals);
  perform content.require_stored(p_job_id, (p_draft -> 'artifacts') || v_finals, format('version %s', v_version));
  -- A version's final files live and end with it.
  if exists (select from jsonb_array_elements(v_finals) a where not starts_with(a ->> 'key', p_job_id || '/v' || v_version || '/')) then
    raise sqlstate 'PT400' using message = format('Cannot record version %s of job "%s": its final files lie below v%s/', v_version, p_job_id, v_version),
      detail = 'bad_key';
  end if;
  if v_version = v_job.versions then
    select * into v_draft from content.drafts where job_id = p_job_id and version = v_version;
  end if;
  if v_draft.id is not null then
    if v_draft.hash <> v_hash or v_draft.status <> 'proposed'
       or (v_job.resume ? 'decision' and (v_job.resume ->> 'version')::integer = v_version
           -- No request goes without a word: the thread was told why.
           and not exists (select from content.agent_replies r
             where r.job_id = p_job_id and starts_with(r.key, 'review-' || (v_job.resume ->> 'review_id') || ':') and r.kind in ('unclear', 'use_buttons'))) then
      raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s" again: it is %s and its text is fixed', v_version, p_job_id, v_draft.status),
        detail = 'version_is_fixed';
    end if;
    delete from content.reviews
    where id = v_job.resume ->> 'review_id' and draft_id = v_draft.id and decision = 'request_changes';
  elsif v_version <> v_job.versions + 1 then
    raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": the next one is %s', v_version, p_job_id, v_job.versions + 1),
      detail = 'wrong_version';
  else
    delete from content.artifacts f using content.drafts d
    where d.job_id = p_job_id and d.status = 'proposed' and f.job_id = p_job_id
      and f.key in (select a ->> 'key' from jsonb_array_elements(d.finals) a);
    select * into v_before from content.drafts where job_id = p_job_id and version = v_version - 1;
    if v_job.resume ->> 'kind' = 'reply' then
      select s.ids, s.reason into v_from, v_reason from content.reason_of_turn(p_job_id, (p_draft ->> 'read_upto')::bigint, v_reason) s;
    end if;
    if v_job.resume ->> 'kind' = 'hand' then
      select * into v_hand from content.hand_versions where job_id = p_job_id and number = (v_job.resume ->> 'number')::integer;
      v_reason := v_hand.reason;
      if content.hand_text(p_draft -> 'content') is distinct from content.hand_text(v_hand.content) then
        raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": its text is not what %s made of it by hand', v_version, p_job_id, v_hand.person_id),
          detail = 'not_the_text_by_hand';
      end if;
    end if;
    update content.drafts set status = 'superseded' where job_id = p_job_id and status = 'proposed';
    insert into content.drafts (job_id, version, hash, content, artifacts, finals, reason, reason_from, made_by, author_id, from_version, authors)
    values (p_job_id, v_version, v_hash, p_draft -> 'content', p_draft -> 'artifacts', v_finals, v_reason, coalesce(v_from, '{}'),
            coalesce(v_hand.kind, 'agent'), v_hand.person_id, v_hand.from_version,
            coalesce(v_hand.authors, content.authors_of(v_job, p_draft -> 'content', v_before)))
    returning * into v_draft;
    update content.hand_versions set status = 'drawn', version = v_version where job_id = p_job_id and number = v_hand.number;
    perform content.note_citations(v_draft, v_job.team_id);
    -- Kept of deleted words only until it was clear whose words the version holds.
    update content.chat_history set as_read = null where job_id = p_job_id and deleted_at is not null;
    perform content.say(v_job, 'agent', p_draft -> 'content' ->> 'model', 'draft', p_draft -> 'content' ->> 'title');
  end if;
  update content.jobs
  set status = 'awaiting_review', versions = v_version, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  if jsonb_array_length(v_draft.artifacts) > 0 then
    perform content.show(p_job_id, 'pages', v_version);
  end if;
  if v_version > 1 then
    perform content.show(p_job_id, 'card', v_version - 1);
  end if;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, (p_draft ->> 'read_upto')::bigint);
  return content.draft_view(v_draft);
end $$;

grant execute on function content.record_draft to greenlight_agent;
