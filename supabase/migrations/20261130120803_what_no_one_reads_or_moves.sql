-- Days of spending are those of UTC in every session; files that are gone are not offered; edges and fields that nothing uses go.

-- What a rule says of one text. `p_barred`: its requester and authors. `p_given`: [{"person_id", "at"}], approvals of
-- exactly this text; one counts as long as its person may still give it. `p_named`: whom the requester would like to approve.
--
-- `complete`: every group has its quorum. `asked`: whose approval would count now, whom the requester named first; `deputies`: who
-- may approve as well and is asked when the others are gone. `reachable`: the people who may approve suffice. A group is
-- `open` while it is its turn. Where a rule that was changed finds all approvals given already, a person who may approve has
-- to press once more: a change of a rule lets nothing out by itself.
create or replace function platform.approval_state(p_rule platform.approver_rules, p_barred text[], p_given jsonb, p_named text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  -- In plpgsql, as a session keeps its plan: planning takes longer than the counting.
  return (
  with quorum as (
    select coalesce(((p_rule).groups -> 0 ->> 'quorum')::integer, 1) as first, coalesce(((p_rule).groups -> 1 ->> 'quorum')::integer, 0) as second
  ), member as (
    select m.*, g.at from platform.rule_members(p_rule) m
    left join jsonb_to_recordset(p_given) g (person_id text, at timestamptz) on g.person_id = m.user_id
    where m.user_id <> all (p_barred)
  ), person as (
    select m.user_id, m.role, m.name, bool_or(m.number = 1) as in_first, bool_or(m.number = 2) as in_second,
           bool_and(m.is_deputy) as is_deputy, min(m.at) as at
    from member m group by m.user_id, m.role, m.name
  ), tally as (
    select q.first as first_quorum, q.second as second_quorum,
      count(p.at) filter (where p.in_first) as first, count(p.at) filter (where p.in_second) as second, count(p.at) as all_given,
      platform.approvals_given(q.first, q.second, count(p.at) filter (where p.in_first), count(p.at) filter (where p.in_second), count(p.at)) as given,
      platform.approvals_given(q.first, q.second, count(*) filter (where p.in_first), count(*) filter (where p.in_second), count(p.user_id)) as possible
    from quorum q left join person p on true
    group by q.first, q.second
  ), candidate as (
    select p.* from person p, tally t
    where t.given = t.first_quorum + t.second_quorum
      or p.at is null and (p.in_first or not (p_rule).in_order or t.first >= t.first_quorum)
        and platform.approvals_given(t.first_quorum, t.second_quorum, t.first + p.in_first::integer, t.second + p.in_second::integer, t.all_given + 1) > t.given
  ), approval as (
    -- A person of both groups counts for the first while it needs one more.
    select a.user_id, a.at, case
      when not a.in_second then 1
      when a.in_first and a.in_second and a.place <= a.first_quorum - a.first_only then 1
      else 2 end as number
    from (
      select p.user_id, p.at, p.in_first, p.in_second, t.first_quorum,
        count(*) filter (where not p.in_second) over () as first_only,
        row_number() over (partition by p.in_first and p.in_second order by p.at, p.user_id) as place
      from person p, tally t where p.at is not null) a
  ), group_state as (
    select g.number, g.it ->> 'name' as name, (g.it ->> 'quorum')::integer as quorum,
      (select count(*) from approval a where a.number = g.number) as given,
      coalesce((select jsonb_agg(jsonb_build_object('person_id', a.user_id, 'at', a.at) order by a.at, a.user_id)
                from approval a where a.number = g.number), '[]'::jsonb) as approvals,
      coalesce((select jsonb_agg(m.user_id order by (m.user_id = p_named) desc nulls last, m.role, m.name, m.user_id)
                from member m where m.number = g.number and not m.is_deputy and m.at is null), '[]'::jsonb) as others
    from jsonb_array_elements((p_rule).groups) with ordinality g (it, number)
  )
  select jsonb_build_object(
    'order', case when (p_rule).in_order then 'in_order' else 'parallel' end,
    'complete', t.given = t.first_quorum + t.second_quorum and (p_rule).team_id is not null,
    'groups', coalesce((
      select jsonb_agg(jsonb_build_object(
        'name', g.name, 'quorum', g.quorum, 'approvals', g.approvals,
        'may_approve', case when g.given < g.quorum then g.others else '[]'::jsonb end,
        'open', g.given < g.quorum and (g.number = 1 or not (p_rule).in_order or t.first >= t.first_quorum)) order by g.number)
      from group_state g), '[]'::jsonb),
    'asked', coalesce((
      select jsonb_agg(c.user_id order by (c.user_id = p_named) desc nulls last, c.role, c.name, c.user_id) from candidate c
      where not c.is_deputy or not exists (select from candidate n where not n.is_deputy)), '[]'::jsonb),
    'deputies', coalesce((
      select jsonb_agg(c.user_id order by c.role, c.name, c.user_id) from candidate c
      where c.is_deputy and exists (select from candidate n where not n.is_deputy)), '[]'::jsonb),
    'reachable', t.possible = t.first_quorum + t.second_quorum and (p_rule).team_id is not null,
    'approvals', t.all_given, 'quorum', t.first_quorum + t.second_quorum)
  from tally t);
end $$;

-- Only an approval completes a job with a draft, so there is a way from waiting to the end.
create or replace function content.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'queued' then array['running', 'cancelled']
    when 'running' then array['queued', 'awaiting_review', 'awaiting_input', 'awaiting_budget', 'completed', 'failed', 'cancelled']
    when 'awaiting_review' then array['queued', 'completed', 'rejected', 'cancelled', 'expired']
    when 'awaiting_input' then array['queued', 'cancelled', 'expired']
    when 'awaiting_budget' then array['queued', 'cancelled', 'expired']
    when 'failed' then array['queued']
    when 'expired' then array['queued', 'awaiting_review', 'awaiting_input', 'awaiting_budget']
    else array[]::text[]
  end)
$$;

-- `open`: these are the files. `opened`: they were sent before, to `channel_id` at `ts`. `gone`: there are none (any more).
create or replace function content.open_final_files(p_click jsonb) returns jsonb
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

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind = 'brief' then j.started_in else j.thread_ts end,
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
    'stop', case when (p_item).kind = 'budget' then (
      select content.stop_view(s) from content.budget_stops s where s.job_id = j.id and s.number = (p_item).edition) end,
    'warning', case when (p_item).kind = 'budget_warning' then (
      select content.warning_view(w) from content.budget_warnings w where w.job_id = j.id and w.number = (p_item).edition) end,
    'cost', case when (p_item).kind = 'progress' then jsonb_build_object(
      'usd', content.spent('job', j), 'tokens', content.tokens_spent('job', j)) end,
    'reminder', case when (p_item).kind = 'reminder' then (
      select content.reminder_view(r) from content.reminders r where r.job_id = j.id and r.number = (p_item).edition) end,
    'finals', case when (p_item).kind = 'card' and j.status = 'completed' then (
      select case when f.shown > 0 then 'posted' when f.given_up then 'given_up' else 'posting' end
      from content.outbox f where f.job_id = j.id and f.kind = 'final') end,
    'escalated_to', case when (p_item).kind = 'card' then content.escalated_to(j) else '[]'::jsonb end,
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
    'approval', a.state, 'approvers', a.state -> 'asked',
    'admins', case when (p_item).kind = 'unreachable' then platform.admins_of(j.team_id) end)
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card', 'unreachable') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  cross join lateral (select content.approval_state(j, d) as state offset 0) a
  where j.id = (p_item).job_id
$$;

-- What counts against a cap: settled calls with their price, open ones with their reservation.
create or replace function content.spent(p_scope text, p_job content.jobs) returns numeric
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_usd numeric;
begin
  if p_scope = 'job' then
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u where u.job_id = (p_job).id and u.state <> 'void';
  elsif p_scope = 'person_day' then
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u
    where u.team_id = (p_job).team_id and u.person_id = (p_job).requester_id and u.created_at >= content.span_start(p_scope) and u.state <> 'void';
  else
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u
    where u.team_id = (p_job).team_id and u.created_at >= content.span_start(p_scope) and u.state <> 'void';
  end if;
  return coalesce(v_usd, 0);
end $$;

-- One change of a setting at a time.
create or replace function content.hold_setting(p_team_id text, p_setting text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended(format('content.%s:%s', p_setting, p_team_id), 0))
$$;

-- Adds a version when an admin changes the one in force, and `p_base_version` is that one. `unchanged`: the same content.
create or replace function content.change_setting(p_team_id text, p_person_id text, p_setting text, p_base_version integer, p_value jsonb, p_change text)
returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_last record;
  v_outcome text;
  v_version integer;
begin
  -- Two admins at once: the second one sees the version of the first.
  perform content.hold_setting(p_team_id, p_setting);
  select * into v_last from content.setting_versions(p_team_id, p_setting) order by version desc limit 1;
  v_version := coalesce(v_last.version, 0);
  v_outcome := case
    when not content.is_admin(p_team_id, p_person_id) then 'not_allowed'
    when v_version is distinct from p_base_version then 'stale'
    when v_last.value = p_value then 'unchanged'
    else 'changed'
  end;
  if v_outcome = 'changed' then
    v_version := v_version + 1;
    if p_setting = 'brand_kit' then
      insert into content.brand_kits (team_id, version, kit, changed_by, change) values (p_team_id, v_version, p_value, p_person_id, left(p_change, 500));
    else
      insert into content.house_rules (team_id, version, rules, changed_by, change) values (p_team_id, v_version, p_value, p_person_id, left(p_change, 500));
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'version', v_version,
    'changed_by', case when v_outcome = 'stale' then v_last.changed_by end);
end $$;

-- An admin accepts, declines or revokes. `done`: it is a new version of the house rules, or declined. `already`: it was
-- decided before, as the proposal says. `no_room`, `contradicts`, `too_few_samples`: nothing was changed, as the rules of
-- today are in the way.
create or replace function content.decide_proposal(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_click ->> 'team_id';
  v_person text := p_click ->> 'person_id';
  v_answer text := p_click ->> 'answer';
  v_proposal content.voice_proposals;
  v_rules jsonb;
  v_base integer;
  v_next jsonb;
  v_outcome text;
begin
  if v_answer is null or v_answer not in ('accept', 'decline', 'revoke') then
    raise sqlstate 'PT400' using message = format('Cannot answer a proposal with "%s": accepted are accept, decline, revoke', v_answer), detail = 'bad_answer';
  end if;
  perform content.hold_voice(v_team);
  select * into v_proposal from content.voice_proposals p where p.team_id = v_team and p.id = (p_click ->> 'proposal_id')::bigint for no key update;
  -- The lock that each change of the rules takes, so that none comes between reading and writing.
  perform content.hold_setting(v_team, 'house_rules');
  select s.value, s.version into v_rules, v_base from content.setting_versions(v_team, 'house_rules') s order by s.version desc limit 1;
  v_rules := coalesce(v_rules, '{"voice": "", "rules": []}');
  v_outcome := case
    when not content.is_admin(v_team, v_person) then 'not_allowed'
    when v_proposal.id is null then 'not_found'
    when v_answer = 'revoke' and not content.holds_learned(v_rules, v_proposal) then 'already'
    when v_answer <> 'revoke' and v_proposal.status <> 'open' then 'already'
    when v_answer = 'accept' then content.in_the_way_of(v_proposal, v_rules)
  end;
  if v_outcome is null and v_answer <> 'decline' then
    v_next := case
      when v_answer = 'accept' and v_proposal.kind = 'rule' then jsonb_set(v_rules, '{rules}',
        (v_rules -> 'rules') || jsonb_build_array(v_proposal.rule || jsonb_build_object('id', content.learned_id(v_proposal))))
      when v_answer = 'accept' then v_rules || jsonb_build_object('samples', coalesce(v_rules -> 'samples', '[]') || v_proposal.samples)
      when v_proposal.kind = 'rule' then jsonb_set(v_rules, '{rules}', coalesce((
        select jsonb_agg(r.value order by r.n) from jsonb_array_elements(v_rules -> 'rules') with ordinality r (value, n)
        where r.value ->> 'id' <> content.learned_id(v_proposal)), '[]'))
      else v_rules || jsonb_build_object('samples', coalesce((
        select jsonb_agg(s.value order by s.n) from jsonb_array_elements(v_rules -> 'samples') with ordinality s (value, n)
        where not v_proposal.samples @> jsonb_build_array(s.value)), '[]'))
    end;
    if jsonb_array_length(coalesce(v_next -> 'samples', '[]')) in (1, 2) then
      v_outcome := 'too_few_samples';
    else
      if v_next -> 'samples' = '[]' then
        v_next := v_next - 'samples';
      end if;
      perform content.refuse_broken_rules(v_next);
      perform content.change_setting(v_team, v_person, 'house_rules', coalesce(v_base, 0), v_next, p_click ->> 'change');
    end if;
  end if;
  if v_outcome is null then
    v_outcome := 'done';
    update content.voice_proposals
    set status = case v_answer when 'accept' then 'accepted' when 'decline' then 'declined' else 'revoked' end,
        decided_by = case when v_answer = 'revoke' then decided_by else v_person end,
        decided_at = case when v_answer = 'revoke' then decided_at else platform.now() end,
        revoked_by = case when v_answer = 'revoke' then v_person end,
        revoked_at = case when v_answer = 'revoke' then platform.now() end
    where id = v_proposal.id returning * into v_proposal;
    update content.proposal_messages set wanted = wanted + 1, given_up = false, run_at = platform.now() where proposal_id = v_proposal.id;
  end if;
  return jsonb_build_object('outcome', v_outcome,
    'proposal', case when v_outcome <> 'not_allowed' and v_proposal.id is not null then content.proposal_view(v_proposal, true) end);
end $$;

revoke execute on function content.hold_setting from public, anon, authenticated, service_role;
