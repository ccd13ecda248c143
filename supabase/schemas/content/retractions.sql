-- Quotes that an approver has called wrong, and what those who approved a version with them are told.

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

create function content.notice_view(p_notice content.evidence_notices) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('number', (p_notice).number, 'kind', (p_notice).kind, 'person_id', (p_notice).person_id,
    'title', (p_notice).title, 'reason', (p_notice).reason, 'claims', (p_notice).claims, 'created_at', (p_notice).created_at)
$$;

-- Versions that people decide on or have approved and that rest on a quote or on a document, with the claims that do.
create function content.versions_citing(p_team_id text, p_evidence_ids text[], p_document_id text) returns table (draft_id text, job_id text, claims text[])
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
create function content.hold_jobs_citing(p_team_id text, p_evidence_ids text[], p_document_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select 1 from content.jobs j
  where j.id in (select v.job_id from content.versions_citing(p_team_id, p_evidence_ids, p_document_id) v)
  order by j.id for no key update
$$;

-- A version that waits loses the approvals that it has, as they were given for what it no longer rests on, and its card says
-- so; of an approved one those who may approve are told.
create function content.tell_of_lost_evidence(p_team_id text, p_evidence_ids text[], p_document_id text, p_notice content.evidence_notices)
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

-- Calls all quotes of one claim wrong, for every version of the team that rests on them. `no_quotes`: the claim has none that
-- was found. Every outcome but `retracted` changes nothing.
create function content.retract_claim(p_click jsonb) returns jsonb
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
  return jsonb_build_object('outcome', v_outcome, 'approvers', content.approval_state(v_job, v_draft) -> 'asked');
end $$;

grant execute on function content.retract_claim to greenlight_bot;
