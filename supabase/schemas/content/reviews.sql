-- What people decide on exactly one version.

create table content.reviews (
  id text primary key default gen_random_uuid()::text,
  draft_id text not null,
  job_id text not null,
  version integer not null,
  hash text not null,
  reviewer_id text not null,
  decision text not null constraint decision_is_known check (decision in ('approve', 'request_changes', 'reject')),
  note text constraint note_has_at_most_3000_characters check (char_length(note) <= 3000),
  -- Why it was approved although claims are unverified or have lost their evidence, and how many of which kind there were.
  override_reason text constraint override_reason_has_10_to_500_characters check (char_length(override_reason) between 10 and 500),
  overridden jsonb,
  created_at timestamptz not null default platform.now(),
  constraint an_override_says_of_what check ((override_reason is null) = (overridden is null)),
  constraint only_an_approval_overrides check (override_reason is null or decision = 'approve'),
  constraint changes_are_named check (decision <> 'request_changes' or char_length(trim(note)) > 0),
  constraint a_review_is_of_exactly_one_text foreign key (draft_id, job_id, version, hash)
    references content.drafts (id, job_id, version, hash) on delete cascade
);
alter table content.reviews enable row level security;
create index reviews_of_a_job on content.reviews (job_id, created_at);
create index reviews_of_a_draft on content.reviews (draft_id);
create unique index reviews_one_approval_each on content.reviews (draft_id, reviewer_id) where decision = 'approve';
create unique index reviews_one_end_each on content.reviews (draft_id) where decision in ('request_changes', 'reject');

create function content.review_view(p_review content.reviews) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_review).id, 'version', (p_review).version, 'reviewer_id', (p_review).reviewer_id,
    'decision', (p_review).decision, 'note', (p_review).note,
    'override_reason', (p_review).override_reason, 'overridden', (p_review).overridden, 'created_at', (p_review).created_at)
$$;

create function content.has_doubts(p_doubts jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from jsonb_each_text(p_doubts) d where d.value::integer > 0)
$$;

-- The draft that a button was drawn for. Raises where there is none, or another text.
create function content.draft_of_click(p_click jsonb) returns content.drafts
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_draft content.drafts;
begin
  select * into v_draft from content.drafts where job_id = p_click ->> 'job_id' and version = (p_click ->> 'version')::integer;
  if v_draft.id is null then
    raise sqlstate 'PT404' using message = format('Cannot review version %s of job "%s": there is none', p_click ->> 'version', p_click ->> 'job_id'),
      detail = 'unknown_draft';
  end if;
  if v_draft.hash is distinct from p_click ->> 'hash' then
    raise sqlstate 'PT409' using message = format('Cannot review version %s of job "%s": the button is for another text', v_draft.version, v_draft.job_id),
      detail = 'hash_mismatch', hint = 'Use the buttons of the newest card.';
  end if;
  return v_draft;
end $$;

-- Why this decision changes nothing, as {"outcome", "reason"}; null: it is taken. The order of two groups binds approvals; a no
-- and a request for changes are heard from either. Where claims are unverified or have lost their evidence, each approval needs
-- an `override_reason`; no rule of a team relaxes it.
create function content.review_fault(
  p_job content.jobs, p_draft content.drafts, p_rule platform.approver_rules, p_state jsonb, p_doubts jsonb, p_click jsonb
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_reviewer text := p_click ->> 'reviewer_id';
  v_decision text := p_click ->> 'decision';
  v_fault text := platform.approval_fault(p_rule, p_state, v_reviewer);
  -- Whose work the answer to a message is may leave it unanswered.
  v_leaves boolean := p_job.type = 'incoming_webhook' and v_decision = 'reject' and v_reviewer = p_job.requester_id;
  v_reason text;
begin
  if p_draft.version < p_job.versions or p_draft.status = 'superseded' then
    return '{"outcome": "superseded", "reason": null}';
  elsif p_job.status <> 'awaiting_review' or p_draft.status <> 'proposed' then
    return jsonb_build_object('outcome', 'already_decided', 'reason', p_job.status);
  end if;
  v_reason := case
    when v_fault = 'guest' then 'guest'
    when v_leaves then null
    when v_decision <> 'request_changes' and v_reviewer = p_job.requester_id then 'requester'
    when v_decision <> 'request_changes' and v_reviewer = any (content.requester_ids(p_job)) then 'token_owner'
    when v_fault in ('role', 'group_unread') and not (v_decision = 'request_changes' and v_reviewer = any (content.requester_ids(p_job)) and p_rule.team_id is not null)
      then v_fault
    when v_decision <> 'approve' then null
    -- A person who wrote text of this version by hand is no second pair of eyes.
    when content.author_ids(p_draft) ? v_reviewer then 'author'
    when v_fault is not null then v_fault
    when jsonb_array_length(p_draft.blocking) > 0 then 'closed'
    -- What would go out was never shown. An answer goes out as its text.
    when jsonb_array_length(p_draft.finals) = 0 and coalesce(p_draft.content ->> 'kind' <> 'incoming_webhook' or p_draft.content ->> 'answer' is null, true)
      then 'no_final_files'
    when content.has_doubts(p_doubts)
      and coalesce(char_length(trim(p_click ->> 'override_reason', E' \t\r\n')), 0) not between 10 and 500 then 'unverified' end;
  return case when v_reason is not null then jsonb_build_object('outcome', 'not_allowed', 'reason', v_reason) end;
end $$;

-- The decision that stands on a version, for the people who come after it.
create function content.standing_review(p_draft content.drafts) returns content.reviews
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select r.* from content.reviews r
  where r.draft_id = (p_draft).id and (r.decision <> 'approve' or (p_draft).status = 'approved') order by r.created_at desc, r.id limit 1
$$;

-- What came of a decision, for its person and its card. `p_came`: {"outcome", "reason"}.
create function content.review_answer(
  p_job content.jobs, p_rule platform.approver_rules, p_state jsonb, p_standing content.reviews, p_doubts jsonb, p_came jsonb
) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select p_came || jsonb_build_object(
    'approvers', p_state -> 'asked', 'approval', p_state, 'user_groups', platform.unread_groups(p_rule),
    'job_status', (p_job).status, 'current_version', (p_job).versions,
    'current_card_ts', (select d.card_ts from content.drafts d where d.job_id = (p_job).id and d.version = (p_job).versions),
    'channel_id', (p_job).channel_id,
    'standing', case when (p_standing).id is not null then content.review_view(p_standing) end,
    'doubts', p_doubts, 'approvals', p_state -> 'approvals', 'quorum', p_state -> 'quorum')
$$;

-- What `record_review` would answer now to a decision that it does not take, before a person writes a note for it; null: it
-- would take it. Changes nothing.
create function content.review_refusal(p_click jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_draft content.drafts := content.draft_of_click(p_click);
  v_job content.jobs;
  v_rule platform.approver_rules;
  v_state jsonb;
  v_doubts jsonb := content.doubts_of(v_draft);
  v_fault jsonb;
begin
  select * into v_job from content.jobs where id = v_draft.job_id;
  v_rule := content.rule_of_job(v_job);
  v_state := content.approval_state(v_job, v_draft);
  v_fault := content.review_fault(v_job, v_draft, v_rule, v_state, v_doubts, p_click);
  return case when v_fault is not null then
    content.review_answer(v_job, v_rule, v_state, content.standing_review(v_draft), v_doubts, v_fault) end;
end $$;

-- Decides on exactly the version and hash that the button carried, under the job's lock. The deciding approval completes
-- the job with the final files of that draft. Reason `group_unread`: the caller reads `user_groups` and presses again. Every
-- answer but `decided` (and `quorum_pending`, which keeps the approval) changes nothing.
create function content.record_review(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_rule platform.approver_rules;
  v_state jsonb;
  v_came jsonb;
  v_review content.reviews;
  v_standing content.reviews;
  v_decision text := p_click ->> 'decision';
  v_reviewer text := p_click ->> 'reviewer_id';
  v_note text := nullif(trim(p_click ->> 'note'), '');
  v_override text := nullif(trim(p_click ->> 'override_reason', E' \t\r\n'), '');
  v_doubts jsonb;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
  v_draft := content.draft_of_click(p_click);
  if v_decision is null or v_decision not in ('approve', 'request_changes', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, request_changes, reject', v_decision), detail = 'bad_decision';
  end if;
  if v_decision = 'request_changes' and v_note is null then
    raise sqlstate 'PT400' using message = 'Cannot request changes without saying which', detail = 'note_missing';
  end if;
  v_rule := content.rule_of_job(v_job);
  v_state := content.approval_state(v_job, v_draft);
  v_standing := content.standing_review(v_draft);
  v_doubts := content.doubts_of(v_draft);
  v_came := content.review_fault(v_job, v_draft, v_rule, v_state, v_doubts, p_click);

  if v_came is null then
    if v_decision <> 'approve' or not content.has_doubts(v_doubts) then
      v_override := null;
    end if;
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision, note, override_reason, overridden)
    values (v_draft.id, v_job.id, v_draft.version, v_draft.hash, v_reviewer, v_decision, v_note, v_override,
            case when v_override is not null then v_doubts end)
    -- Who approved under another rule presses once more when this one has what it asks for.
    on conflict (draft_id, reviewer_id) where decision = 'approve' do update
      set override_reason = coalesce(excluded.override_reason, content.reviews.override_reason),
          overridden = coalesce(excluded.overridden, content.reviews.overridden)
    returning * into v_review;
    perform content.say(v_job, 'person', v_reviewer, 'review', v_decision || coalesce(': ' || v_note, '') || coalesce(': ' || v_override, ''));
    v_state := content.approval_state(v_job, v_draft);
    if v_decision = 'approve' and not (v_state ->> 'complete')::boolean then
      v_came := '{"outcome": "quorum_pending", "reason": null}';
      perform content.show(v_job.id, 'card', v_draft.version);
    else
      v_came := '{"outcome": "decided", "reason": null}';
      v_standing := v_review;
      if v_decision = 'approve' then
        perform content.require_stored(v_job.id, v_draft.finals, format('the approval of version %s', v_draft.version));
        update content.drafts set status = 'approved', approved_at = platform.now() where id = v_draft.id;
        update content.jobs
        set status = 'completed', final = v_draft.finals, resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
        perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
        if jsonb_array_length(v_draft.finals) > 0 then
          perform content.show(v_job.id, 'final');
        end if;
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

  return content.review_answer(v_job, v_rule, v_state, v_standing, v_doubts, v_came);
end $$;

-- Clicks on one draft, at most 100, in their order and under one lock: what each led to. A refusal is of all of them, of which
-- then none has changed anything.
create function content.record_reviews(p_clicks jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_click jsonb;
  v_outcomes jsonb := '[]';
begin
  if jsonb_array_length(p_clicks) > 100 then
    raise sqlstate 'PT400' using message = format('Cannot record %s clicks at once: 1 to 100 are accepted', jsonb_array_length(p_clicks)), detail = 'too_many_clicks';
  end if;
  for v_click in select c from jsonb_array_elements(p_clicks) with ordinality e (c, n) order by n loop
    v_outcomes := v_outcomes || jsonb_build_array(content.record_review(v_click));
  end loop;
  return v_outcomes;
end $$;

grant execute on function content.record_review, content.record_reviews, content.review_refusal to greenlight_bot;
