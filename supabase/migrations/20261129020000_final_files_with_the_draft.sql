-- What goes out is made with the draft: its final files are drawn before the review, covered by its hash and posted
-- nowhere until it is approved. The approval completes the job, so that no runner takes part in what goes out.

alter table content.drafts add column finals jsonb not null default '[]';
-- What the last checks found and a person may not accept; it is part of the content, so the hash covers it.
alter table content.drafts add column blocking jsonb not null generated always as (coalesce(content -> 'blocking', '[]'::jsonb)) stored;
alter table content.drafts add constraint what_is_closed_for_approval_has_no_final_files
  check (jsonb_array_length(blocking) = 0 or jsonb_array_length(finals) = 0);
drop trigger drafts_are_never_rewritten on content.drafts;
create trigger drafts_are_never_rewritten before update of content, artifacts, finals, hash, version, job_id on content.drafts
  for each row execute function content.refuse_change_of_text();

-- Over content, review files and final files. Without final files it is what it was before there were any.
drop function content.draft_hash(jsonb, jsonb);
create function content.draft_hash(p_content jsonb, p_artifacts jsonb, p_finals jsonb default '[]') returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(p_content::text || coalesce((
    select string_agg((a ->> 'key') || (a ->> 'sha256'), E'\n' order by a ->> 'key' collate "C") from jsonb_array_elements(p_artifacts) a
  ), '') || coalesce((
    select E'\nfinal\n' || string_agg((a ->> 'key') || (a ->> 'sha256'), E'\n' order by a ->> 'key' collate "C") from jsonb_array_elements(p_finals) a
  ), ''), 'utf8')), 'hex')
$$;

create or replace function content.draft_view(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_draft).id, 'job_id', (p_draft).job_id, 'version', (p_draft).version, 'hash', (p_draft).hash,
    'status', (p_draft).status, 'content', (p_draft).content, 'artifacts', (p_draft).artifacts, 'finals', (p_draft).finals,
    'reason', (p_draft).reason, 'created_at', (p_draft).created_at)
$$;

-- Only an approval completes a job with a draft, so there is a way from waiting to the end.
create or replace function content.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'queued' then array['running', 'cancelled', 'expired']
    when 'running' then array['queued', 'awaiting_review', 'awaiting_input', 'awaiting_budget', 'completed', 'failed', 'cancelled']
    when 'awaiting_review' then array['queued', 'completed', 'rejected', 'cancelled', 'expired']
    when 'awaiting_input' then array['queued', 'cancelled', 'expired']
    when 'awaiting_budget' then array['queued', 'cancelled', 'expired', 'failed']
    when 'failed' then array['queued']
    else array[]::text[]
  end)
$$;

create or replace function content.refuse_illegal_move() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not content.can_move(old.status, new.status) then
    raise sqlstate 'PT409' using message = format('Cannot move job "%s" from %s to %s', old.id, old.status, new.status),
      detail = 'illegal_move';
  end if;
  if new.status = 'completed' and new.type not in ('knowledge', 'brand_kit') and not exists (
    select from content.drafts d
    where d.job_id = new.id and d.version = new.versions and d.status = 'approved' and d.finals = new.final and jsonb_array_length(d.finals) > 0
  ) then
    raise sqlstate 'PT409' using message = format('Cannot complete job "%s": version %s is not approved with exactly these files', new.id, new.versions),
      detail = 'not_approved', hint = 'Record the draft with its final files and wait for a review.';
  end if;
  return new;
end $$;

-- A file belongs to the version (`<job>/v2/…`) or question (`<job>/q1/…`) that is being made. A rerun may write a key
-- again, with other bytes too; once that version is recorded nothing is put beside its files or in their place.
create or replace function content.put_artifact(p_job_id text, p_fence bigint, p_file jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_file content.artifacts;
  v_bytes bytea := decode(p_file ->> 'base64', 'base64');
  v_key text := p_file ->> 'key';
  v_place text[];
begin
  v_place := case when starts_with(v_key, p_job_id || '/')
    then regexp_match(substr(v_key, char_length(p_job_id) + 2), '^([vq])([1-9][0-9]{0,5})/.') end;
  if v_place is null then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": accepted are keys of job "%s", below v<version>/ or q<question>/', v_key, p_job_id),
      detail = 'bad_key';
  end if;
  if octet_length(v_bytes) > 4194304 then
    raise sqlstate 'PT413' using message = format('Cannot store "%s" of %s bytes: at most 4194304 are accepted', v_key, octet_length(v_bytes)),
      detail = 'artifact_too_large';
  end if;
  select * into v_file from content.artifacts where key = v_key;
  if v_file.key is not null and v_file.bytes = v_bytes then
    return content.artifact_view(v_file);
  end if;
  if v_place[2]::integer <= (case v_place[1] when 'v' then v_job.versions else v_job.questions end) then
    raise sqlstate 'PT409' using message = format('Cannot store file "%s": what it belongs to is recorded, and its files are fixed', v_key),
      detail = 'version_is_fixed';
  end if;
  insert into content.artifacts as f (key, job_id, name, mime, role, alt, bytes)
  values (v_key, p_job_id, p_file ->> 'name', p_file ->> 'mime', p_file ->> 'role', p_file ->> 'alt', v_bytes)
  on conflict (key) do update
    set name = excluded.name, mime = excluded.mime, role = excluded.role, alt = excluded.alt, bytes = excluded.bytes
  returning * into v_file;
  return content.artifact_view(v_file);
end $$;

-- Files that will not be shown again: those of superseded versions, final files of an end without approval, and what
-- attempts at the newest version left beside its files.
create or replace function content.prune_superseded_files(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from content.artifacts f using content.drafts d, content.jobs j
  where j.id = p_job_id and d.job_id = j.id and f.job_id = j.id
    and (d.version < j.versions and f.key in (select a ->> 'key' from jsonb_array_elements(d.artifacts || d.finals) a)
         or j.status in ('rejected', 'cancelled', 'expired') and f.key in (select a ->> 'key' from jsonb_array_elements(d.finals) a)
         or d.version = j.versions and starts_with(f.key, j.id || '/v' || d.version || '/')
            and f.key not in (select a ->> 'key' from jsonb_array_elements(d.artifacts || d.finals) a))
$$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, or when a reply changed nothing. A superseded version can
-- never go out: its final files are gone at once.
create or replace function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_version integer := (p_draft ->> 'version')::integer;
  v_finals jsonb := coalesce(p_draft -> 'finals', '[]'::jsonb);
  v_hash text := content.draft_hash(p_draft -> 'content', p_draft -> 'artifacts', v_finals);
  v_draft content.drafts;
begin
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
       or (v_job.resume ? 'decision' and (v_job.resume ->> 'version')::integer = v_version) then
      raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s" again: it is %s and its text is fixed', v_version, p_job_id, v_draft.status),
        detail = 'version_is_fixed';
    end if;
  elsif v_version <> v_job.versions + 1 then
    raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": the next one is %s', v_version, p_job_id, v_job.versions + 1),
      detail = 'wrong_version';
  else
    delete from content.artifacts f using content.drafts d
    where d.job_id = p_job_id and d.status = 'proposed' and f.job_id = p_job_id
      and f.key in (select a ->> 'key' from jsonb_array_elements(d.finals) a);
    update content.drafts set status = 'superseded' where job_id = p_job_id and status = 'proposed';
    insert into content.drafts (job_id, version, hash, content, artifacts, finals, reason)
    values (p_job_id, v_version, v_hash, p_draft -> 'content', p_draft -> 'artifacts', v_finals, p_draft ->> 'reason')
    returning * into v_draft;
    perform content.say(v_job, 'agent', p_draft -> 'content' ->> 'model', 'draft', p_draft -> 'content' ->> 'title');
  end if;
  update content.jobs
  set status = 'awaiting_review', versions = v_version, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show(p_job_id, 'pages', v_version);
  if v_version > 1 then
    perform content.show(p_job_id, 'card', v_version - 1);
  end if;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, (p_draft ->> 'read_upto')::bigint);
  return content.draft_view(v_draft);
end $$;

-- Decides on exactly the version and hash that the button carried, under the job's lock. The deciding approval completes
-- the job with the final files of that draft. Every answer but `decided` (and `quorum_pending`, which keeps the
-- approval) changes nothing.
create or replace function content.record_review(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_person platform.people;
  v_rule platform.approver_rules;
  v_review content.reviews;
  v_standing content.reviews;
  v_decision text := p_click ->> 'decision';
  v_reviewer text := p_click ->> 'reviewer_id';
  v_note text := nullif(trim(p_click ->> 'note'), '');
  v_approvals integer;
  v_outcome text;
  v_reason text;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select * into v_draft from content.drafts where job_id = v_job.id and version = (p_click ->> 'version')::integer;
  if v_draft.id is null then
    raise sqlstate 'PT404' using message = format('Cannot review version %s of job "%s": there is none', p_click ->> 'version', p_click ->> 'job_id'),
      detail = 'unknown_draft';
  end if;
  if v_draft.hash is distinct from p_click ->> 'hash' then
    raise sqlstate 'PT409' using message = format('Cannot review version %s of job "%s": the button is for another text', v_draft.version, v_job.id),
      detail = 'hash_mismatch', hint = 'Use the buttons of the newest card.';
  end if;
  if v_decision is null or v_decision not in ('approve', 'request_changes', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, request_changes, reject', v_decision), detail = 'bad_decision';
  end if;
  if v_decision = 'request_changes' and v_note is null then
    raise sqlstate 'PT400' using message = 'Cannot request changes without saying which', detail = 'note_missing';
  end if;
  select * into v_person from platform.people where team_id = v_job.team_id and user_id = v_reviewer;
  v_rule := platform.approver_rule(v_job.team_id, v_job.type);
  select * into v_standing from content.reviews
  where draft_id = v_draft.id and (decision <> 'approve' or v_draft.status = 'approved') order by created_at desc, id limit 1;
  -- An approval counts as long as its author may still give it.
  select count(*) into v_approvals from content.reviews a
  join platform.people p on p.team_id = v_job.team_id and p.user_id = a.reviewer_id
  where a.draft_id = v_draft.id and a.decision = 'approve' and p.role = any (v_rule.roles) and not p.is_guest;

  if v_draft.version < v_job.versions or v_draft.status = 'superseded' then
    v_outcome := 'superseded';
  elsif v_job.status <> 'awaiting_review' or v_draft.status <> 'proposed' then
    v_outcome := 'already_decided';
    v_reason := v_job.status;
  elsif v_person.user_id is null or v_person.is_guest then
    v_outcome := 'not_allowed';
    v_reason := 'guest';
  elsif v_rule.team_id is null then
    -- Without a rule nobody may: a comparison with nothing must not let everybody.
    v_outcome := 'not_allowed';
    v_reason := 'role';
  elsif v_decision <> 'request_changes' and v_rule.four_eyes and v_reviewer = v_job.requester_id then
    v_outcome := 'not_allowed';
    v_reason := 'requester';
  elsif not (v_person.role = any (v_rule.roles)) and not (v_decision = 'request_changes' and v_reviewer = v_job.requester_id) then
    v_outcome := 'not_allowed';
    v_reason := 'role';
  elsif v_decision = 'approve' and exists (
    select from content.reviews where draft_id = v_draft.id and reviewer_id = v_reviewer and decision = 'approve'
  ) then
    v_outcome := 'not_allowed';
    v_reason := 'already_approved';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.blocking) > 0 then
    v_outcome := 'not_allowed';
    v_reason := 'closed';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.finals) = 0 then
    -- What would go out was never shown to anybody.
    v_outcome := 'not_allowed';
    v_reason := 'no_final_files';
  else
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision, note)
    values (v_draft.id, v_job.id, v_draft.version, v_draft.hash, v_reviewer, v_decision, v_note)
    returning * into v_review;
    perform content.say(v_job, 'person', v_reviewer, 'review', v_decision || coalesce(': ' || v_note, ''));
    if v_decision = 'approve' then
      v_approvals := v_approvals + 1;
    end if;
    if v_decision = 'approve' and v_approvals < v_rule.quorum then
      v_outcome := 'quorum_pending';
      perform content.show(v_job.id, 'card', v_draft.version);
    else
      v_outcome := 'decided';
      v_standing := v_review;
      if v_decision = 'approve' then
        perform content.require_stored(v_job.id, v_draft.finals, format('the approval of version %s', v_draft.version));
        update content.drafts set status = 'approved', approved_at = platform.now() where id = v_draft.id;
        update content.jobs
        set status = 'completed', final = v_draft.finals, resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
        perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
        perform content.show(v_job.id, 'final');
      elsif v_decision = 'reject' then
        update content.drafts set status = 'rejected' where id = v_draft.id;
        update content.jobs set status = 'rejected', resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
      else
        update content.jobs
        set status = 'queued', run_at = platform.now(), attempts = 0, error = null,
            resume = jsonb_build_object(
              'review_id', v_review.id, 'decision', v_decision, 'version', v_draft.version, 'hash', v_draft.hash,
              'note', v_note, 'reviewer_id', v_reviewer)
        where id = v_job.id returning * into v_job;
      end if;
      perform content.show_job(v_job);
      if v_job.ended_at is not null then
        perform content.prune_superseded_files(v_job.id);
      end if;
    end if;
  end if;

  return jsonb_build_object(
    'outcome', v_outcome, 'reason', v_reason,
    'approvers', platform.approvers_of(v_job.team_id, v_job.type, v_job.requester_id),
    'job_status', v_job.status, 'current_version', v_job.versions,
    'current_card_ts', (select card_ts from content.drafts where job_id = v_job.id and version = v_job.versions),
    'channel_id', v_job.channel_id,
    'standing', case when v_standing.id is not null then content.review_view(v_standing) end,
    'approvals', v_approvals, 'quorum', coalesce(v_rule.quorum, 1));
end $$;

-- Approved before, and not completed: what would go out was seen by nobody, and the graph that would make it is gone.
alter table content.jobs disable trigger jobs_move_only_along_the_edges;
update content.jobs j
set status = 'failed', fence = j.fence + 1, leased_until = null, worker = null, resume = null, ended_at = coalesce(j.ended_at, platform.now()),
    error = jsonb_build_object('code', 'graph_version', 'message', 'It was approved before final files were made with the draft')
where j.status in ('queued', 'running', 'failed')
  and exists (select from content.drafts d where d.job_id = j.id and d.version = j.versions and d.status = 'approved');
alter table content.jobs enable trigger jobs_move_only_along_the_edges;

-- The agent's role has no function left that ends a job with a draft.
drop function content.complete_job(text, bigint, jsonb);

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.put_artifact, content.record_draft to greenlight_agent;
grant execute on function content.record_review to greenlight_bot;
