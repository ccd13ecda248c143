-- What versions rest on, the reason without which unverified claims are not approved, what becomes of drafts that lose evidence,
-- and how long pages are kept for those who look at it.

set check_function_bodies = off;

alter table content.drafts
  add column unverified integer not null generated always as (
    jsonb_array_length(jsonb_path_query_array(content, 'lax $.claims[*] ? (@.status == "unverified")'))) stored,
  add column unsupported integer not null generated always as (
    jsonb_array_length(jsonb_path_query_array(content, 'lax $.claims[*] ? (@.support == "not")'))) stored;

alter table content.reviews
  add column override_reason text constraint override_reason_has_10_to_500_characters check (char_length(override_reason) between 10 and 500),
  add column overridden jsonb,
  add constraint an_override_says_of_what check ((override_reason is null) = (overridden is null)),
  add constraint only_an_approval_overrides check (override_reason is null or decision = 'approve');

alter table content.content_history add column overrides jsonb not null default '[]';

create table content.citations (
  draft_id text not null references content.drafts on delete cascade,
  team_id text not null,
  document_id text not null,
  -- Both empty: a document among the version's sources.
  claim_id text not null default '',
  evidence_id text not null default '',
  primary key (draft_id, claim_id, evidence_id, document_id),
  constraint what_is_cited_is_of_the_same_team foreign key (document_id, team_id)
    references content.documents (id, team_id) on delete cascade
);
alter table content.citations enable row level security;
create index citations_of_a_document on content.citations (document_id);
create index citations_of_a_quote on content.citations (team_id, evidence_id) where evidence_id <> '';

create table content.retractions (
  team_id text not null references platform.teams,
  evidence_id text not null,
  person_id text not null,
  reason text not null constraint reason_has_10_to_500_characters check (char_length(reason) between 10 and 500),
  at timestamptz not null default platform.now(),
  primary key (team_id, evidence_id)
);
alter table content.retractions enable row level security;

-- An approved version lost evidence afterwards: said in its thread, once for each cause.
create table content.evidence_notices (
  job_id text not null references content.jobs on delete cascade,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  kind text not null constraint kind_is_known check (kind in ('withdrawn', 'retracted')),
  -- The document, or the first of the quotes.
  cause text not null,
  person_id text not null,
  -- The withdrawn document; null for a retraction.
  title text,
  reason text,
  -- Texts of the version's claims that rest on it.
  claims jsonb not null,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  unique (job_id, cause)
);
alter table content.evidence_notices enable row level security;

alter table content.outbox drop constraint kind_is_known;
alter table content.outbox add constraint kind_is_known
  check (kind in ('brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question_pages', 'question', 'reply', 'notice'));
alter table content.outbox
  add column notice integer generated always as (case when kind = 'notice' then edition end) stored,
  add constraint a_notice_shows_one_of_its_job foreign key (job_id, notice) references content.evidence_notices on delete cascade;

create or replace function content.note_citations(p_draft content.drafts, p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into content.citations (draft_id, team_id, document_id, claim_id, evidence_id)
  select (p_draft).id, p_team_id, o.id, coalesce(c ->> 'id', ''), e ->> 'id'
  from jsonb_path_query((p_draft).content, 'lax $.claims[*]') c
  cross join lateral jsonb_path_query(c, 'lax $.evidence[*] ? (@.id != "")') e
  join content.documents o on o.id = e ->> 'document_id' and o.team_id = p_team_id and o.sha256 = e ->> 'snapshot_sha256'
  union
  select (p_draft).id, p_team_id, o.id, '', ''
  from jsonb_path_query((p_draft).content, 'lax $.sources[*]') s
  join content.documents o on o.id = s ->> 'document_id' and o.team_id = p_team_id
  on conflict do nothing
$$;

-- Whether a person took a document's text out of the knowledge base. A newer text of its source, which takes its place,
-- withdraws nothing; nor is a text withdrawn that stands there again.
create or replace function content.is_withdrawn(p_document content.documents) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (p_document).removed_at is not null
    and (select l.action from content.document_log l where l.document_id = (p_document).id order by l.id desc limit 1) = 'removed'
    and not exists (
      select from content.documents s
      where s.team_id = (p_document).team_id and s.job_id is null and s.removed_at is null and s.sha256 = (p_document).sha256)
$$;

-- Of a version's claims those whose evidence is withdrawn or retracted: `withdrawn` are titles of documents, `retracted`
-- who said so, why and when, or null.
create or replace function content.lost_evidence(p_draft content.drafts) returns table (claim_id text, withdrawn jsonb, retracted jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select l.claim_id, coalesce(jsonb_agg(distinct l.title) filter (where l.title is not null), '[]'::jsonb), (array_agg(l.retracted order by l.at))[1]
  from (
    select c.claim_id, case when content.is_withdrawn(o) then o.title end as title, r.at,
           case when r.evidence_id is not null then jsonb_build_object('person_id', r.person_id, 'reason', r.reason, 'at', r.at) end as retracted
    from content.citations c
    join content.documents o on o.id = c.document_id
    left join content.retractions r on r.team_id = c.team_id and r.evidence_id = c.evidence_id
    where c.draft_id = (p_draft).id and c.evidence_id <> ''
  ) l
  where l.title is not null or l.retracted is not null
  group by l.claim_id
$$;

-- How many claims of a version an approver would have to answer for.
create or replace function content.doubts_of(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('unverified', (p_draft).unverified, 'unsupported', (p_draft).unsupported,
    'withdrawn', count(*) filter (where l.withdrawn <> '[]'), 'retracted', count(*) filter (where l.retracted is not null))
  from content.lost_evidence(p_draft) l
$$;

-- Cards of open versions that cite a text: what they say of it has changed.
create or replace function content.redraw_citing(p_team_id text, p_sha256 text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(d.job_id, 'card', d.version)
  from (
    select distinct c.draft_id from content.documents o join content.citations c on c.document_id = o.id
    where o.team_id = p_team_id and o.sha256 = p_sha256 and c.evidence_id <> ''
  ) c
  join content.drafts d on d.id = c.draft_id and d.status = 'proposed'
$$;

create or replace function content.notice_view(p_notice content.evidence_notices) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('number', (p_notice).number, 'kind', (p_notice).kind, 'person_id', (p_notice).person_id,
    'title', (p_notice).title, 'reason', (p_notice).reason, 'claims', (p_notice).claims, 'created_at', (p_notice).created_at)
$$;

-- Versions that people decide on or have approved and that rest on a quote or on a document, with the claims that do.
create or replace function content.versions_citing(p_team_id text, p_evidence_ids text[], p_document_id text) returns table (draft_id text, job_id text, claims text[])
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select d.id, d.job_id, array_agg(c.claim_id)
  from content.citations c join content.drafts d on d.id = c.draft_id
  where c.team_id = p_team_id and c.evidence_id <> '' and d.status in ('proposed', 'approved')
    and (c.evidence_id = any (p_evidence_ids)
      -- Earlier documents of the very text too: it stood there again, and is gone again.
      or c.document_id in (
        select o.id from content.documents o join content.documents n on n.team_id = o.team_id and n.sha256 = o.sha256
        where n.id = p_document_id and o.team_id = p_team_id and o.job_id is null))
  group by d.id
$$;

-- Waits for the jobs of those versions, before what they rest on changes: a review that goes on meanwhile sees it as it was,
-- and its approvers are told afterwards.
create or replace function content.hold_jobs_citing(p_team_id text, p_evidence_ids text[], p_document_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select 1 from content.jobs j
  where j.id in (select v.job_id from content.versions_citing(p_team_id, p_evidence_ids, p_document_id) v)
  order by j.id for update
$$;

-- A version that waits loses the approvals that it has, as they were given for what it no longer rests on, and its card says
-- so; of an approved one those who may approve are told.
create or replace function content.tell_of_lost_evidence(p_team_id text, p_evidence_ids text[], p_document_id text, p_notice content.evidence_notices)
returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_draft record;
  v_number integer;
begin
  for v_draft in
    select d.id, d.job_id, d.version, d.status, d.content, v.claims
    from content.versions_citing(p_team_id, p_evidence_ids, p_document_id) v join content.drafts d on d.id = v.draft_id
    order by d.job_id
  loop
    if v_draft.status = 'proposed' then
      delete from content.reviews r where r.draft_id = v_draft.id and r.decision = 'approve';
      perform content.note_history(v_draft.job_id);
      perform content.show(v_draft.job_id, 'card', v_draft.version);
      continue;
    end if;
    insert into content.evidence_notices (job_id, number, kind, cause, person_id, title, reason, claims)
    select v_draft.job_id, coalesce(max(n.number), 0) + 1, (p_notice).kind, (p_notice).cause, (p_notice).person_id, (p_notice).title, (p_notice).reason,
           coalesce((select jsonb_agg(c -> 'text') from jsonb_path_query(v_draft.content, 'lax $.claims[*]') c
                     where c ->> 'id' = any (v_draft.claims)), '[]'::jsonb)
    from content.evidence_notices n where n.job_id = v_draft.job_id
    on conflict (job_id, cause) do nothing
    returning number into v_number;
    if found then
      perform content.show(v_draft.job_id, 'notice', v_number);
    end if;
  end loop;
end $$;

-- Those whose role may approve this type of job, its requester included.
create or replace function content.may_decide(p_job content.jobs, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from platform.people p
    where p.team_id = (p_job).team_id and p.user_id = p_person_id and not p.is_guest
      and p.role = any ((platform.approver_rule((p_job).team_id, (p_job).type)).roles))
$$;

-- Calls all quotes of one claim wrong, for every version of the team that rests on them. `no_quotes`: the claim has none that
-- was found. Every outcome but `retracted` changes nothing.
create or replace function content.retract_claim(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_person text := p_click ->> 'person_id';
  v_reason text := trim(coalesce(p_click ->> 'reason', ''), E' \t\r\n');
  v_ids text[];
  v_new text[];
  v_notice content.evidence_notices;
  v_outcome text;
begin
  if char_length(v_reason) not between 10 and 500 then
    raise sqlstate 'PT400' using message = format('Cannot retract a claim with a reason of %s characters: 10 to 500 are accepted', char_length(v_reason)),
      detail = 'bad_reason';
  end if;
  select * into v_job from content.jobs where id = p_click ->> 'job_id' and team_id = p_click ->> 'team_id';
  select * into v_draft from content.drafts
  where job_id = v_job.id and version = (p_click ->> 'version')::integer and hash = p_click ->> 'hash';
  select array_agg(distinct c.evidence_id) into v_ids from content.citations c
  where c.draft_id = v_draft.id and c.claim_id = p_click ->> 'claim_id' and c.evidence_id <> '';
  v_outcome := case
    when v_draft.id is null then 'not_found'
    when not content.may_decide(v_job, v_person) then 'not_allowed'
    when v_ids is null then 'no_quotes'
    else 'retracted' end;
  if v_outcome = 'retracted' then
    perform content.hold_jobs_citing(v_job.team_id, v_ids, null);
    with new as (
      insert into content.retractions (team_id, evidence_id, person_id, reason)
      select v_job.team_id, i, v_person, v_reason from unnest(v_ids) i
      on conflict do nothing returning evidence_id
    )
    select array_agg(n.evidence_id order by n.evidence_id) into v_new from new n;
    if v_new is null then
      v_outcome := 'already';
    else
      v_notice.kind := 'retracted';
      v_notice.cause := 'quote ' || v_new[1];
      v_notice.person_id := v_person;
      v_notice.reason := v_reason;
      perform content.tell_of_lost_evidence(v_job.team_id, v_new, null, v_notice);
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'approvers', platform.approvers_of(v_job.team_id, v_job.type, v_job.requester_id));
end $$;

-- Claims of a version with their quotes, a page at a time, for members of the team: those that need a look first, then in
-- reading order. `doubtful` leaves out the others. At most 20 at a time. `not_allowed`: a guest or a stranger.
create or replace function content.read_evidence(p_team_id text, p_person_id text, p_page jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_outcome text;
begin
  select * into v_job from content.jobs where id = p_page ->> 'job_id' and team_id = p_team_id;
  select * into v_draft from content.drafts where job_id = v_job.id and version = (p_page ->> 'version')::integer;
  v_outcome := case
    when not exists (select from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id and not p.is_guest) then 'not_allowed'
    when v_draft.id is null then 'not_found'
    else 'read' end;
  if v_outcome <> 'read' then
    return jsonb_build_object('outcome', v_outcome);
  end if;
  return (
    with claims as (
      select c.claim, c.nth, coalesce(l.withdrawn, '[]'::jsonb) as withdrawn, l.retracted,
             c.claim ->> 'status' = 'unverified' or coalesce(c.claim ->> 'support' = 'not', false) or l.claim_id is not null as doubtful
      from jsonb_path_query(v_draft.content, 'lax $.claims[*]') with ordinality c (claim, nth)
      left join content.lost_evidence(v_draft) l on l.claim_id = c.claim ->> 'id'
    ),
    shown as (
      select * from claims where doubtful or not coalesce((p_page ->> 'doubtful')::boolean, false)
      order by doubtful desc, nth
      offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0) limit least(greatest(coalesce((p_page ->> 'limit')::integer, 5), 0), 20)
    )
    select jsonb_build_object(
      'outcome', v_outcome, 'kind', v_draft.content ->> 'kind', 'title', v_draft.content ->> 'title', 'version', v_draft.version,
      'hash', v_draft.hash, 'status', v_draft.status, 'current_version', v_job.versions,
      'may_retract', content.may_decide(v_job, p_person_id),
      'claims', coalesce((select jsonb_agg(s.claim || jsonb_build_object('withdrawn', s.withdrawn, 'retracted', s.retracted) order by s.doubtful desc, s.nth) from shown s), '[]'::jsonb),
      'total', (select count(*) from claims),
      'doubtful', (select count(*) from claims where doubtful)));
end $$;

create or replace function content.has_doubts(p_doubts jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from jsonb_each_text(p_doubts) d where d.value::integer > 0)
$$;

create or replace function content.review_view(p_review content.reviews) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_review).id, 'version', (p_review).version, 'reviewer_id', (p_review).reviewer_id,
    'decision', (p_review).decision, 'note', (p_review).note,
    'override_reason', (p_review).override_reason, 'overridden', (p_review).overridden, 'created_at', (p_review).created_at)
$$;

-- Decides on exactly the version and hash that the button carried, under the job's lock. The deciding approval completes
-- the job with the final files of that draft. Where claims are unverified or have lost their evidence, each approval needs an
-- `override_reason`; no rule of a team relaxes it. Every answer but `decided` (and `quorum_pending`, which keeps the
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
  v_override text := nullif(trim(p_click ->> 'override_reason', E' \t\r\n'), '');
  v_doubts jsonb;
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

  v_doubts := content.doubts_of(v_draft);

  if v_draft.version < v_job.versions or v_draft.status = 'superseded' then
    v_outcome := 'superseded';
  elsif v_job.status <> 'awaiting_review' or v_draft.status <> 'proposed' then
    v_outcome := 'already_decided';
    v_reason := v_job.status;
  elsif v_person.user_id is null or v_person.is_guest then
    v_outcome := 'not_allowed';
    v_reason := 'guest';
  elsif v_rule.team_id is null then
    -- Without a rule no one may: a comparison with nothing must not let all.
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
  elsif v_decision = 'approve' and v_rule.four_eyes and content.author_ids(v_draft) ? v_reviewer then
    -- A person who wrote text of this version by hand is no second pair of eyes.
    v_outcome := 'not_allowed';
    v_reason := 'author';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.blocking) > 0 then
    v_outcome := 'not_allowed';
    v_reason := 'closed';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.finals) = 0 then
    -- What would go out was never shown.
    v_outcome := 'not_allowed';
    v_reason := 'no_final_files';
  elsif v_decision = 'approve' and content.has_doubts(v_doubts) and coalesce(char_length(v_override), 0) not between 10 and 500 then
    v_outcome := 'not_allowed';
    v_reason := 'unverified';
  else
    if v_decision <> 'approve' or not content.has_doubts(v_doubts) then
      v_override := null;
    end if;
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision, note, override_reason, overridden)
    values (v_draft.id, v_job.id, v_draft.version, v_draft.hash, v_reviewer, v_decision, v_note, v_override,
            case when v_override is not null then v_doubts end)
    returning * into v_review;
    perform content.say(v_job, 'person', v_reviewer, 'review', v_decision || coalesce(': ' || v_note, '') || coalesce(': ' || v_override, ''));
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
    'approvers', coalesce((
      select jsonb_agg(a.id) from jsonb_array_elements(platform.approvers_of(v_job.team_id, v_job.type, v_job.requester_id)) a (id)
      where not (coalesce(v_rule.four_eyes, true) and content.author_ids(v_draft) ? (a.id #>> '{}'))), '[]'::jsonb),
    'job_status', v_job.status, 'current_version', v_job.versions,
    'current_card_ts', (select card_ts from content.drafts where job_id = v_job.id and version = v_job.versions),
    'channel_id', v_job.channel_id,
    'standing', case when v_standing.id is not null then content.review_view(v_standing) end,
    'doubts', v_doubts, 'approvals', v_approvals, 'quorum', coalesce(v_rule.quorum, 1));
end $$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, when a reply changed nothing, or when what a button asked
-- for cannot be done; then the request is no decision, and people decide on that version as before. What was asked and
-- answered stays in the job's history. A superseded version can never go out: its final files are gone at once.
create or replace function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_version integer := content.number_of(p_draft, 'version');
  v_finals jsonb := coalesce(p_draft -> 'finals', '[]'::jsonb);
  v_hash text;
  v_draft content.drafts;
  v_before content.drafts;
  v_reason text := p_draft ->> 'reason';
  v_from bigint[];
begin
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
    update content.drafts set status = 'superseded' where job_id = p_job_id and status = 'proposed';
    insert into content.drafts (job_id, version, hash, content, artifacts, finals, reason, reason_from, authors)
    values (p_job_id, v_version, v_hash, p_draft -> 'content', p_draft -> 'artifacts', v_finals, v_reason, coalesce(v_from, '{}'),
            content.authors_of(v_job, p_draft -> 'content', v_before))
    returning * into v_draft;
    perform content.note_citations(v_draft, v_job.team_id);
    -- Kept of deleted words only until it was clear whose words the version holds.
    update content.chat_history set as_read = null where job_id = p_job_id and deleted_at is not null;
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

-- Brings the job's line up to date; called by every function that changes a job's status.
create or replace function content.note_history(p_job_id text) returns void
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

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind <> 'brief' then j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'question', case when (p_item).kind in ('question', 'question_pages') then (
      select content.question_view(q) from content.questions q where q.job_id = j.id and q.number = (p_item).edition) end,
    'reply', case when (p_item).kind = 'reply' then (
      select content.reply_view(r) from content.agent_replies r where r.job_id = j.id and r.number = (p_item).edition) end,
    'notice', case when (p_item).kind = 'notice' then (
      select content.notice_view(n) from content.evidence_notices n where n.job_id = j.id and n.number = (p_item).edition) end,
    'lost', case when (p_item).kind = 'card' then coalesce((
      select jsonb_agg(jsonb_build_object('claim_id', l.claim_id, 'withdrawn', l.withdrawn, 'retracted', l.retracted)) from content.lost_evidence(d) l), '[]'::jsonb) end,
    'pictures', coalesce((
      select jsonb_agg(u) from content.outbox f cross join jsonb_array_elements(f.uploads) u
      where f.job_id = j.id and f.edition = (p_item).edition and f.shown > 0
        and f.kind = case when (p_item).kind = 'question' then 'question_pages' else 'pages' end), '[]'::jsonb),
    'picture', case when (p_item).kind = 'brief' then content.picture_of(j) end,
    'fresh_pages', case when (p_item).kind = 'pages' and j.earlier_threads = '{}' then content.fresh_pages(d) end,
    'current_card_ts', (select n.card_ts from content.drafts n where n.job_id = j.id order by n.version desc limit 1),
    'unpriced', (p_item).kind = 'card' and content.is_unpriced(j.id),
    'reviews', coalesce((
      select jsonb_agg(content.review_view(r) order by r.created_at, r.id) from content.reviews r
      where r.job_id = j.id and (d.version is null or r.version = d.version)), '[]'::jsonb),
    'approvers', platform.approvers_of(j.team_id, j.type, j.requester_id),
    'quorum', coalesce((platform.approver_rule(j.team_id, j.type)).quorum, 1))
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  where j.id = (p_item).job_id
$$;

-- The message that opens a job's thread can be deleted by people: it is posted anew then, and what the job shows now follows
-- it, as Slack leads nowhere from the thread of a deleted message. Older editions and answers stay where people read them.
create or replace function content.follow_thread(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.outbox o
  set moved_from = o.ts, ts = null, shown = 0, uploads = '[]', maybe_posted = false, given_up = false, attempts = 0,
      run_at = platform.now(), fence = o.fence + 1, leased_until = null, worker = null
  from content.jobs j
  where j.id = p_job_id and o.job_id = j.id and o.kind not in ('brief', 'reply', 'notice') and o.ts is not null and o.thread_ts <> j.thread_ts
    and (o.kind not in ('question', 'question_pages') or j.status = 'awaiting_input')
    and not exists (select from content.outbox n where n.job_id = o.job_id and n.kind = o.kind and n.edition > o.edition)
$$;

-- Hides a document from searches; passages and text stay for the drafts that quote them, whose evidence is withdrawn: open
-- ones say so on their cards, of approved ones the approvers are told.
create or replace function content.remove_document(p_team_id text, p_document_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents;
  v_outcome text;
  v_notice content.evidence_notices;
begin
  -- Jobs before documents, as a runner that stores a document holds them.
  perform content.hold_jobs_citing(p_team_id, '{}', p_document_id);
  v_document := content.hold_document(p_team_id, p_document_id);
  v_outcome := case
    when v_document.id is null then 'not_found'
    when not content.may_change(v_document, p_person_id) then 'not_allowed'
    when v_document.removed_at is not null then 'already'
    else 'done'
  end;
  if v_outcome = 'done' then
    update content.documents set removed_at = platform.now(), removed_by = p_person_id where id = p_document_id returning * into v_document;
    insert into content.document_log (document_id, team_id, person_id, action) values (p_document_id, p_team_id, p_person_id, 'removed');
    v_notice.kind := 'withdrawn';
    v_notice.cause := 'document ' || p_document_id;
    v_notice.person_id := p_person_id;
    v_notice.title := v_document.title;
    perform content.tell_of_lost_evidence(p_team_id, '{}', p_document_id, v_notice);
  end if;
  return jsonb_build_object('outcome', v_outcome, 'document', case when v_document.id is not null then content.document_view(v_document) end);
end $$;

-- Undoes a removal, and a replacement: what stands in its place goes. `same_text_exists`: its text is there under
-- another document, which the answer names.
create or replace function content.restore_document(p_team_id text, p_document_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents := content.hold_document(p_team_id, p_document_id);
  v_same content.documents;
  v_other content.documents;
  v_outcome text;
begin
  select * into v_same from content.documents
  where team_id = p_team_id and job_id is null and removed_at is null and sha256 = v_document.sha256 and id <> p_document_id;
  v_outcome := case
    when v_document.id is null then 'not_found'
    when not content.may_change(v_document, p_person_id) then 'not_allowed'
    when v_document.removed_at is null then 'already'
    when v_same.id is not null then 'same_text_exists'
    else 'done'
  end;
  if v_outcome = 'same_text_exists' then
    v_document := v_same;
  elsif v_outcome = 'done' then
    v_other := content.predecessor(p_team_id, v_document.added_by, v_document.kind, coalesce(v_document.url, v_document.file_name), p_document_id);
    if v_other.id is not null then
      perform content.replace_document(v_other, v_document, p_person_id);
    end if;
    update content.documents set removed_at = null, removed_by = null where id = p_document_id returning * into v_document;
    insert into content.document_log (document_id, team_id, person_id, action) values (p_document_id, p_team_id, p_person_id, 'restored');
    perform content.redraw_citing(p_team_id, v_document.sha256);
  end if;
  return jsonb_build_object('outcome', v_outcome, 'document', case when v_document.id is not null then content.document_view(v_document) end);
end $$;

-- Stores a document with its passages. Empty answer: that very text is there already.
create or replace function content.insert_document(p_document jsonb) returns content.documents
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents;
begin
  insert into content.documents (team_id, title, language, kind, url, file_name, text, sha256, source_sha256, fetched_at, added_by, job_id)
  values (p_document ->> 'team_id', left(p_document ->> 'title', 300), p_document ->> 'language', coalesce(p_document ->> 'kind', 'seed'),
          p_document ->> 'url', p_document ->> 'file_name', p_document ->> 'text',
          encode(sha256(convert_to(p_document ->> 'text', 'utf8')), 'hex'), p_document ->> 'source_sha256',
          (p_document ->> 'fetched_at')::timestamptz, p_document ->> 'person_id', p_document ->> 'job_id')
  on conflict (team_id, coalesce(job_id, ''), sha256) where removed_at is null do nothing
  returning * into v_document;
  if v_document.id is null then
    return null;
  end if;
  insert into content.passages (id, document_id, ordinal, start_at, end_at, title, language, heading, text)
  select v_document.id || '#' || c.ordinal, v_document.id, c.ordinal, c.start_at, c.end_at, v_document.title, v_document.language, c.heading, c.passage
  from content.cut_passages(v_document.text) c;
  if v_document.job_id is null then
    insert into content.document_log (document_id, team_id, person_id, action)
    values (v_document.id, v_document.team_id, v_document.added_by, 'added');
    -- What quoted a removed document of this text has its evidence again.
    perform content.redraw_citing(v_document.team_id, v_document.sha256);
  end if;
  return v_document;
end $$;

-- What the approved report of the research that a job goes on from cites, in reading order; `quotes` are the words that it
-- quotes, so that a quote chosen again is the same evidence. Without what was retracted or withdrawn since. Empty answer: it goes on from none.
create or replace function content.cited_passages(p_job_id text, p_fence bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  return (
    with cited as (
      select e.cited ->> 'passage_id' as passage_id, min(e.nth) as nth, jsonb_agg(distinct e.cited ->> 'quote') as quotes
      from content.drafts d
      cross join lateral jsonb_path_query(d.content, 'lax $.claims[*].evidence[*] ? (@.start >= 0)') with ordinality e (cited, nth)
      where d.job_id = v_job.from_job_id and d.status = 'approved'
        and not exists (select from content.retractions r where r.team_id = v_job.team_id and r.evidence_id = e.cited ->> 'id')
      group by 1
    )
    select coalesce(jsonb_agg(content.passage_view(p, o) || jsonb_build_object('rank', 0, 'quotes', c.quotes) order by c.nth), '[]'::jsonb)
    from cited c join content.passages p on p.id = c.passage_id
    join content.documents o on o.id = p.document_id and o.team_id = v_job.team_id
    where not content.is_withdrawn(o));
end $$;

-- What goes when a job's history is pruned: its checkpoints, the pages that it alone had read, and uploads that were
-- never used. Kept for 30 days at least. A page stays for good where a version cites it that people can still look at, in this
-- job or in one that goes on from it: every version but the superseded ones, which are covered by the newest. It also stays as
-- long as a job that goes on from this one may still read it. A page that goes takes with it what superseded versions cited. Answers how many threads.
create or replace function content.prune_checkpoints(p_days integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_threads text[];
begin
  if p_days is null or p_days not between 30 and 36500 then
    raise sqlstate 'PT400' using message = format('Cannot prune checkpoints after %s days: 30 to 36500 are accepted', p_days),
      detail = 'bad_retention';
  end if;
  select array_agg(j.id) into v_threads from (
    select e.id from content.jobs e
    where e.ended_at < platform.now() - make_interval(days => p_days)
      and exists (select from content.checkpoints c where c.thread_id = e.id)
    order by e.ended_at limit 100 for update skip locked) j;
  delete from content.checkpoint_writes where thread_id = any (v_threads);
  delete from content.checkpoint_channels where thread_id = any (v_threads);
  delete from content.checkpoints where thread_id = any (v_threads);
  delete from content.documents d where d.id = any (array(
    select o.id from content.documents o join content.jobs j on j.id = o.job_id
    where j.ended_at < platform.now() - make_interval(days => p_days)
      and not exists (
        select from content.citations c join content.drafts a on a.id = c.draft_id
        join content.jobs w on w.id = a.job_id
        where c.document_id = o.id and (a.status <> 'superseded' or w.ended_at is null or w.ended_at >= platform.now() - make_interval(days => p_days)))
      and not exists (
        select from content.jobs k
        where k.from_job_id = j.id and (k.ended_at is null or k.ended_at >= platform.now() - make_interval(days => p_days)))
    limit 100));
  perform content.prune_uploads();
  return coalesce(cardinality(v_threads), 0);
end $$;

-- Versions from before have the documents among their sources.
select content.note_citations(d, j.team_id) from content.drafts d join content.jobs j on j.id = d.job_id;

revoke all on content.citations, content.retractions, content.evidence_notices from public, anon, authenticated, service_role;
revoke execute on function content.note_citations,
  content.is_withdrawn,
  content.lost_evidence,
  content.doubts_of,
  content.redraw_citing,
  content.notice_view,
  content.versions_citing,
  content.hold_jobs_citing,
  content.tell_of_lost_evidence,
  content.may_decide,
  content.retract_claim,
  content.read_evidence,
  content.has_doubts from public, anon, authenticated, service_role;
grant execute on function content.retract_claim, content.read_evidence to greenlight_bot;
