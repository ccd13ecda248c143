-- What people decide: reviews, cancel, retry. Granted to the bot alone.

-- Decides on exactly the version and hash that the button carried, under the job's lock. Every answer but `decided`
-- (and `quorum_pending`, which keeps the approval) changes nothing.
create function content.record_review(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = ''
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
        update content.drafts set status = 'approved', approved_at = platform.now() where id = v_draft.id;
      elsif v_decision = 'reject' then
        update content.drafts set status = 'rejected' where id = v_draft.id;
      end if;
      update content.jobs
      set status = case when v_decision = 'reject' then 'rejected' else 'queued' end,
          ended_at = case when v_decision = 'reject' then platform.now() end,
          run_at = platform.now(), attempts = 0, error = null,
          resume = case when v_decision <> 'reject' then jsonb_build_object(
            'review_id', v_review.id, 'decision', v_decision, 'version', v_draft.version, 'hash', v_draft.hash,
            'note', v_note, 'reviewer_id', v_reviewer) end
      where id = v_job.id returning * into v_job;
      perform content.show_job(v_job);
      if v_decision = 'reject' then
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

-- The requester and those who may approve steer a job; guests do not.
create function content.may_steer(p_job content.jobs, p_person_id text) returns boolean
language sql stable set search_path = ''
as $$
  select exists (
    select from platform.people p
    where p.team_id = (p_job).team_id and p.user_id = p_person_id and not p.is_guest
      and (p.user_id = (p_job).requester_id or p.role = any ((platform.approver_rule((p_job).team_id, (p_job).type)).roles)))
$$;

-- Takes a job from whoever works on it: the fence rises, so the runner's next write is refused.
create function content.cancel_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found', 'status', null);
  elsif not content.may_steer(v_job, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'status', v_job.status);
  elsif not content.can_move(v_job.status, 'cancelled') then
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  end if;
  update content.jobs
  set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, resume = null, cancelled_by = p_person_id, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'cancel');
  perform content.show_job(v_job);
  perform content.prune_superseded_files(p_job_id);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

-- Puts a failed job back; its checkpoint says where it goes on.
create function content.retry_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found', 'status', null);
  elsif not content.may_steer(v_job, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'status', v_job.status);
  elsif v_job.status <> 'failed' then
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  end if;
  update content.jobs
  set status = 'queued', attempts = 0, error = null, ended_at = null, run_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'retry');
  perform content.show_job(v_job);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

-- Keeps a message of a job's thread. False: no job has that thread, or the message is known.
create function content.record_message(p_message jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  insert into content.chat_history (job_id, team_id, channel_id, thread_ts, slack_ts, author_kind, author_id, kind, text)
  select j.id, j.team_id, j.channel_id, j.thread_ts, p_message ->> 'ts', 'person', p_message ->> 'author_id', 'message', left(p_message ->> 'text', 40000)
  from content.jobs j
  where j.channel_id = p_message ->> 'channel_id' and j.thread_ts = p_message ->> 'thread_ts' and j.team_id = p_message ->> 'team_id'
  on conflict do nothing;
  return found;
end $$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.record_review, content.cancel_job, content.retry_job, content.record_message to greenlight_bot;
