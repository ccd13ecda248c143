-- Replies: what people write back is handed over, its approved answer is taken, and a newer message ends the work on an older one.

-- What a person may change of a draft: its texts, and with restore and pick all that stands in their place. The agent's
-- own part tells how it came about and stays.
create or replace function content.hand_text(p_content jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}'::jsonb)
  from jsonb_each(p_content) e
  where e.key = any (case p_content ->> 'kind'
    when 'carousel' then array['title', 'slides', 'post']
    when 'blog' then array['title', 'title_variants', 'meta_description', 'keywords', 'parts']
    when 'research' then array['title', 'summary', 'findings']
    when 'incoming_webhook' then array['answer']
    else '{}'::text[] end)
$$;

-- Why this decision changes nothing, as {"outcome", "reason"}; null: it is taken. The order of two groups binds approvals; a no
-- and a request for changes are heard from either. Where claims are unverified or have lost their evidence, each approval needs
-- an `override_reason`; no rule of a team relaxes it.
create or replace function content.review_fault(
  p_job content.jobs, p_draft content.drafts, p_rule platform.approver_rules, p_state jsonb, p_doubts jsonb, p_click jsonb
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_reviewer text := p_click ->> 'reviewer_id';
  v_decision text := p_click ->> 'decision';
  v_fault text := platform.approval_fault(p_rule, p_state, v_reviewer);
  v_reason text;
begin
  if p_draft.version < p_job.versions or p_draft.status = 'superseded' then
    return '{"outcome": "superseded", "reason": null}';
  elsif p_job.status <> 'awaiting_review' or p_draft.status <> 'proposed' then
    return jsonb_build_object('outcome', 'already_decided', 'reason', p_job.status);
  end if;
  v_reason := case
    when v_fault = 'guest' then 'guest'
    when v_decision <> 'request_changes' and v_reviewer = p_job.requester_id then 'requester'
    when v_fault in ('role', 'group_unread') and not (v_decision = 'request_changes' and v_reviewer = p_job.requester_id and p_rule.team_id is not null)
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

-- Decides on exactly the version and hash that the button carried, under the job's lock. The deciding approval completes
-- the job with the final files of that draft. Reason `group_unread`: the caller reads `user_groups` and presses again. Every
-- answer but `decided` (and `quorum_pending`, which keeps the approval) changes nothing.
create or replace function content.record_review(p_click jsonb) returns jsonb
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

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, when a reply changed nothing, or when what a button asked
-- for cannot be done; then the request is no decision, and people decide on that version as before. What was asked and
-- answered stays in the job's history. A superseded version can never go out: its final files are gone at once. Of a version
-- that a person made the text, the reason and the authors are those of its row in `content.hand_versions`.
create or replace function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
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

-- Answers to what people wrote back to the team: their drafts are decided on as all others, and cross to outreach as approved.

-- What the agent took a message for is told with its first draft.
create function content.hand_over_intent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hand_over(j.team_id, 'intent', 'intent:' || j.id,
    jsonb_build_object('event_id', j.brief ->> 'reference', 'intent', new.content ->> 'intent', 'job_id', j.id))
  from content.jobs j where j.id = new.job_id;
  return null;
end $$;
create trigger intents_go_to_outreach after insert on content.drafts
  for each row when (new.version = 1 and new.content ->> 'kind' = 'incoming_webhook')
  execute function content.hand_over_intent();

-- The approval hands the answer over in its own transaction: the words that its people have approved.
create function content.hand_over_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hand_over(j.team_id, 'answer', 'answer:' || j.id, jsonb_build_object(
    'event_id', j.brief ->> 'reference', 'text', new.content ->> 'answer',
    'text_hash', encode(sha256(convert_to(new.content ->> 'answer', 'UTF8')), 'hex'),
    'approvals', coalesce((
      select jsonb_agg(jsonb_build_object('person_id', r.reviewer_id, 'at', r.created_at) order by r.created_at, r.id)
      from content.reviews r where r.draft_id = new.id and r.decision = 'approve'), '[]'::jsonb),
    'author_id', j.requester_id, 'text_by', content.author_ids(new), 'job_id', j.id, 'version', new.version))
  from content.jobs j where j.id = new.job_id;
  return null;
end $$;
create trigger approved_answers_go_to_outreach after update of status on content.drafts
  for each row when (new.status = 'approved' and old.status <> 'approved' and new.content ->> 'kind' = 'incoming_webhook')
  execute function content.hand_over_answer();

-- Ends the work on a message that is not to be answered any more: the person wrote again, or is never written to again. Its runner's
-- next write is refused. `not_found`: there is no such work (yet); `ended`: it was over.
create function content.close_reply(p_reply jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs
  where team_id = p_reply ->> 'team_id' and type = 'incoming_webhook' and brief ->> 'reference' = p_reply ->> 'event_id'
  for no key update;
  if v_job.id is null then
    return 'not_found';
  elsif not content.can_move(v_job.status, 'cancelled') then
    return 'ended';
  end if;
  update content.jobs
  set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, resume = null, ended_at = platform.now(),
      error = jsonb_build_object('code', p_reply ->> 'reason', 'message', 'The message is not to be answered any more')
  where id = v_job.id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', p_reply ->> 'reason');
  perform content.show_job(v_job);
  return 'closed';
end $$;

-- The work on a message is found by it.
create index jobs_of_a_reply on content.jobs (team_id, (brief ->> 'reference')) where type = 'incoming_webhook';

grant execute on function content.close_reply to greenlight_bot;

alter table outreach.inbound_events add column intent text
  constraint intent_is_known check (intent in ('interested', 'question', 'not_interested', 'unsubscribe', 'out_of_office', 'other'));
alter table outreach.linkedin_automation add column answers_event bigint references outreach.inbound_events on delete set null;
create index actions_that_answer on outreach.linkedin_automation (answers_event) where answers_event is not null;

-- The thread in which an action is shown: that of its campaign, of what it answers, or else its own card's. Null: it does not stand yet.
create or replace function outreach.thread_of(p_action_id text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when n.campaign_id is not null then (select c.thread_ts from outreach.campaigns c where c.id = n.campaign_id)
    when n.answers_event is not null then (select outreach.thread_of(e.action_id) from outreach.inbound_events e where e.id = n.answers_event)
    else (select o.ts from outreach.outbox o where o.action_id = n.id) end
  from outreach.linkedin_automation n where n.id = p_action_id
$$;

create or replace function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    -- What a person answered stands under the card of the action that it answers, as does whose turn it is, and that no one may approve it.
    -- A campaign's people are all told of below its message, and an answer stands with what it answers.
    'thread_ts', case
      when n.campaign_id is not null or n.answers_event is not null then outreach.thread_of(n.id)
      when (p_item).event -> 'params' ? 'campaign_id' then (select c.thread_ts from outreach.campaigns c where c.id = (p_item).event -> 'params' ->> 'campaign_id')
      when (p_item).event ->> 'code' in ('answered', 'turn', 'unreachable', 'answer_refused', 'wants_no_more')
        then outreach.thread_of((p_item).event -> 'params' ->> 'action_id') end,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end,
    'campaign', (select outreach.campaign_view(c) from outreach.campaigns c where c.id = (p_item).campaign_id), 'event', case when (p_item).event ->> 'code' = 'answered' then jsonb_set((p_item).event, '{params}', (p_item).event -> 'params' || coalesce((
      select jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'person', l.name, 'profile_url', l.profile_url)
      from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
      where e.id = ((p_item).event -> 'params' ->> 'event_id')::bigint), '{}')) else (p_item).event end,
    'approvers', case when n.id is not null then outreach.approval_state(n) -> 'asked' else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id, (select c.account_id from outreach.campaigns c where c.id = (p_item).campaign_id))
  join platform.teams t on t.team_id = a.team_id
$$;

-- What a person wrote back crosses to content, where an agent sums it up and drafts an answer; what people approve of it crosses
-- back and becomes an action. The newest message alone can be answered: a newer one closes the work on those before it.

-- Whose work the answer to an action is: its author, else the owner of the account, else an admin. Empty answer: no one is left.
create function outreach.owner_of_answers(p_action outreach.linkedin_automation) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select o.person_id
  from (
    select (p_action).author_id as person_id, 1 as place
    union all select a.owner_id, 2 from outreach.accounts a where a.id = (p_action).account_id
    union all select jsonb_array_elements_text(platform.admins_of((p_action).team_id)), 3) o
  where outreach.role_of((p_action).team_id, o.person_id) <> 'guest'
  order by o.place, o.person_id limit 1
$$;

-- What was said between the team and a person before a message, in the order in which we learned of it, the last eight; what was
-- written by hand is not known.
create function outreach.said_before(p_lead_ids text[], p_event_id bigint) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('from', m.who, 'text', left(m.text, 2000), 'at', m.at) order by m.at, m.who), '[]'::jsonb)
  from (
    select s.* from (
      select 'them' as who, e.text, e.received_at as at from outreach.inbound_events e
      where e.lead_id = any (p_lead_ids) and e.kind = 'message' and e.id < p_event_id and btrim(e.text) <> ''
      union all
      select 'us', r.text, l.dispatched_at
      from outreach.release_ledger l join outreach.action_revisions r on r.action_id = l.action_id and r.revision = l.revision
      where l.lead_id = any (p_lead_ids) and l.outcome in ('sent', 'already', 'unknown') and r.text is not null) s
    order by s.at desc limit 8) m
$$;

-- Ends the work on messages of a person up to one of them. What no one has begun to carry never begins.
create function outreach.close_replies(p_lead_ids text[], p_upto bigint, p_reason text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
begin
  for v_event in
    select e.* from outreach.inbound_events e join outreach.handovers h on h.key = 'reply:' || e.id
    where e.lead_id = any (p_lead_ids) and e.kind = 'message' and e.id <= p_upto and h.status <> 'refused' and not coalesce(h.result ? 'closed', false)
    order by e.id
  loop
    update outreach.handovers
    set status = 'done', result = jsonb_build_object('closed', p_reason), payload = '{}', ended_at = platform.now()
    where key = 'reply:' || v_event.id and status = 'waiting' and attempts = 0;
    if not found then
      perform outreach.hand_over(v_event.team_id, 'newer_reply', 'newer_reply:' || v_event.id,
        jsonb_build_object('team_id', v_event.team_id, 'event_id', v_event.id::text, 'reason', p_reason));
    end if;
  end loop;
end $$;

-- A message of a person to whom the team wrote becomes work for an agent, in the transaction that records it.
create function outreach.hand_over_reply() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_lead outreach.leads;
  v_campaign outreach.campaigns;
  v_aliases text[] := outreach.aliases(new.lead_id);
  v_owner text;
begin
  perform outreach.close_replies(v_aliases, new.id - 1, 'newer_reply');
  select * into v_action from outreach.linkedin_automation where id = new.action_id;
  v_owner := outreach.owner_of_answers(v_action);
  if v_owner is null or coalesce(btrim(new.text), '') = '' or not exists (
    select from outreach.release_ledger l
    where l.lead_id = any (v_aliases) and l.action_type in ('send_invite', 'send_message') and l.outcome <> 'not_sent') then
    return null;
  end if;
  select * into v_account from outreach.accounts where id = new.account_id;
  select * into v_lead from outreach.leads where id = new.lead_id;
  select * into v_campaign from outreach.campaigns where id = v_action.campaign_id;
  perform outreach.hand_over(new.team_id, 'reply', 'reply:' || new.id, jsonb_build_object(
    'team_id', new.team_id, 'type', 'incoming_webhook', 'requester_id', v_owner, 'channel_id', v_action.channel_id,
    'thread_ts', outreach.thread_of(v_action.id),
    'brief', jsonb_build_object(
      'topic', left(coalesce(nullif(btrim(v_lead.name), ''), 'LinkedIn'), 200),
      'language', case lower(left(coalesce(v_lead.language, v_campaign.language), 2)) when 'pt' then 'pt' when 'en' then 'en' end,
      'reference', new.id::text,
      'person', jsonb_build_object('name', v_lead.name, 'title', v_lead.title, 'company', v_lead.company, 'profile_url', v_lead.profile_url),
      'reply', jsonb_build_object('text', left(new.text, 8000), 'at', new.at),
      'before', outreach.said_before(v_aliases, new.id),
      'account', v_account.name, 'purpose', v_campaign.purpose,
      'most', outreach.text_limit('send_message', v_account.tier))));
  return null;
end $$;
-- The action that a person answered is found once the message has stopped what waited.
create trigger replies_are_handed_over after update of action_id on outreach.inbound_events
  for each row when (new.kind = 'message' and new.action_id is not null and old.action_id is null)
  execute function outreach.hand_over_reply();

-- Takes an approved answer: an action to send exactly these words in reply to exactly that message, approved by the same people.
-- Where the team's rule asks for more by now, it waits for them. The same key gives the same action.
--
-- `refused` keeps nothing but a line below the action that was answered. Reasons: `unknown_reply`, `newer_reply` (the person wrote again), `answered` (other
-- words answer it), `suppressed`, `hash`, `empty`, `too_long`, `placeholder`, `unseen`, `duplicate`, `approval` (none of another person).
create function outreach.take_answer(p_answer jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
  v_account outreach.accounts;
  v_action outreach.linkedin_automation;
  v_state jsonb;
  v_text text := p_answer ->> 'text';
  v_author text := p_answer ->> 'author_id';
  v_writers text[] := array(select jsonb_array_elements_text(coalesce(p_answer -> 'text_by', '[]')));
  v_known text;
  v_reason text;
  v_last text;
begin
  select id into v_known from outreach.linkedin_automation where idempotency_key = p_answer ->> 'key';
  if v_known is not null then
    return jsonb_build_object('outcome', 'taken', 'reason', null, 'action_id', v_known);
  end if;
  select * into v_event from outreach.inbound_events where id = (p_answer ->> 'event_id')::bigint and kind = 'message' and lead_id is not null;
  if v_event.id is null then
    return '{"outcome": "refused", "reason": "unknown_reply", "action_id": null}';
  end if;
  -- Rules before account, and account before person, as all functions lock.
  perform platform.keep_rules(v_event.team_id);
  select * into v_account from outreach.accounts where id = v_event.account_id for no key update;
  perform outreach.hold_person(v_event.lead_id);
  perform outreach.act_as(v_author);
  select a ->> 'person_id' into v_last
  from jsonb_array_elements(coalesce(p_answer -> 'approvals', '[]')) a
  where a ->> 'person_id' <> all (v_author || v_writers)
  order by (a ->> 'at')::timestamptz desc limit 1;
  v_reason := case
    when (outreach.newest_inbound(v_event.lead_id)).last_inbound_event is distinct from v_event.id then 'newer_reply'
    when outreach.is_suppressed(v_event.lead_id) then 'suppressed'
    when coalesce(v_text, '') = '' then 'empty'
    when encode(sha256(convert_to(v_text, 'UTF8')), 'hex') is distinct from p_answer ->> 'text_hash' then 'hash'
    when outreach.text_length(v_text) > outreach.text_limit('send_message', v_account.tier) then 'too_long'
    when outreach.text_fault(v_text) is not null then outreach.text_fault(v_text) ->> 'code'
    when v_last is null then 'approval'
    when exists (
      select from outreach.linkedin_automation n
      where n.lead_id = any (outreach.aliases(v_event.lead_id)) and n.action_type = 'send_message'
        and n.in_reply_to = (outreach.newest_inbound(v_event.lead_id)).last_inbound_id
        and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown', 'completed')) then 'answered'
    when outreach.same_words(v_event.lead_id, 'send_message', v_account.id, v_text, null) is not null then 'duplicate' end;
  if v_reason is null then
    v_action.account_id := v_account.id;
    v_action.lead_id := v_event.lead_id;
    v_action.action_type := 'send_message';
    v_action.payload := jsonb_build_object('text', v_text);
    v_action.in_reply_to := (outreach.newest_inbound(v_event.lead_id)).last_inbound_id;
    begin
      insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, in_reply_to, hash, author_id, text_by, channel_id,
        idempotency_key, answers_event)
      select v_account.team_id, v_account.id, v_event.lead_id, 'send_message', v_action.payload, v_action.in_reply_to, outreach.action_hash(v_action), v_author,
        coalesce(v_writers[cardinality(v_writers)], v_author), coalesce(n.channel_id, v_account.channel_id), p_answer ->> 'key', v_event.id
      from (select) one left join outreach.linkedin_automation n on n.id = v_event.action_id
      returning * into v_action;
    exception when unique_violation then
      v_reason := 'duplicate';
    end;
  end if;
  if v_reason is not null then
    perform outreach.note(v_event.team_id, 'answer_refused', 'lead', v_event.lead_id, null, null,
      jsonb_build_object('event_id', v_event.id, 'cause', v_reason, 'job_id', p_answer ->> 'job_id'));
    select * into v_action from outreach.linkedin_automation where id = v_event.action_id;
    if v_action.id is not null then
      perform outreach.tell_below(v_action, 'answer_refused', jsonb_build_object('cause', v_reason, 'person_id', v_author));
    end if;
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'action_id', null);
  end if;
  insert into outreach.action_revisions (action_id, revision, hash, text, written_by) values (v_action.id, 1, v_action.hash, v_text, v_action.text_by);
  insert into outreach.action_approvals (action_id, revision, hash, person_id, approved_at)
  select v_action.id, 1, v_action.hash, a ->> 'person_id', max(least((a ->> 'at')::timestamptz, outreach.moment()))
  from jsonb_array_elements(p_answer -> 'approvals') a where a ->> 'person_id' <> all (v_author || v_writers) group by a ->> 'person_id';
  v_state := outreach.approval_state(v_action);
  if (v_state ->> 'complete')::boolean and outreach.approvals_of(v_state) ? v_last then
    update outreach.linkedin_automation
    set status = 'approved', approved_by = v_last, approved_at = outreach.moment(), approved_revision = 1, approved_hash = hash, decided_by = v_last
    where id = v_action.id;
    perform outreach.foresee(v_action.id);
  end if;
  perform outreach.note(v_event.team_id, 'answer_taken', 'action', v_action.id, null, null,
    jsonb_build_object('event_id', v_event.id, 'job_id', p_answer ->> 'job_id', 'version', p_answer -> 'version'));
  return jsonb_build_object('outcome', 'taken', 'reason', null, 'action_id', v_action.id);
end $$;

-- What an agent took a message for. Who asks not to be written to any more is shown to people, who decide. False: no such message.
create function outreach.take_intent(p_intent jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
  v_before text;
  v_action outreach.linkedin_automation;
begin
  select e.intent into v_before from outreach.inbound_events e where e.id = (p_intent ->> 'event_id')::bigint for no key update;
  update outreach.inbound_events set intent = p_intent ->> 'intent'
  where id = (p_intent ->> 'event_id')::bigint and kind = 'message' returning * into v_event;
  if v_event.id is null then
    return false;
  end if;
  perform outreach.act_as('greenlight');
  perform outreach.note(v_event.team_id, 'intent_read', 'lead', v_event.lead_id, v_before, v_event.intent,
    jsonb_build_object('event_id', v_event.id, 'job_id', p_intent ->> 'job_id'));
  select * into v_action from outreach.linkedin_automation where id = v_event.action_id;
  if v_action.id is not null and v_event.intent = 'unsubscribe' and v_before is distinct from v_event.intent and not outreach.is_suppressed(v_event.lead_id) then
    perform outreach.tell_below(v_action, 'wants_no_more', jsonb_build_object('event_id', v_event.id, 'person_id', outreach.owner_of_answers(v_action)));
  end if;
  return true;
end $$;

-- The one button below such a message: never write to this person again, under any name. Outcomes of outreach.suppress, and `not_found`.
create function outreach.suppress_writer(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_came jsonb;
begin
  select l.* into v_lead from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
  where e.id = (p_click ->> 'event_id')::bigint and e.team_id = p_click ->> 'team_id';
  if v_lead.id is null then
    return '{"outcome": "not_found", "reason": null, "stopped": 0}';
  end if;
  v_came := outreach.suppress(jsonb_build_object('team_id', v_lead.team_id, 'kind', 'person', 'value', v_lead.profile_url,
    'person_id', p_click ->> 'person_id', 'reason', p_click ->> 'reason'));
  if v_came ->> 'outcome' = 'done' then
    perform outreach.close_replies(outreach.aliases(v_lead.id), 9223372036854775807, 'suppressed');
  end if;
  return v_came;
end $$;

grant execute on function outreach.take_answer, outreach.take_intent, outreach.suppress_writer to greenlight_bot;

revoke execute on function content.hand_over_intent, content.hand_over_answer, content.close_reply from public, anon, authenticated, service_role;
revoke execute on function outreach.thread_of, outreach.owner_of_answers, outreach.said_before, outreach.close_replies, outreach.hand_over_reply,
  outreach.take_answer, outreach.take_intent, outreach.suppress_writer from public, anon, authenticated, service_role;
