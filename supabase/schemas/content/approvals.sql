-- Who approves a version: the team's rule for its type and channel, without those who asked for it and its authors. What outreach handed
-- over is approved by the rule of outreach.

create function content.rule_of_job(p_job content.jobs) returns platform.approver_rules
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.rule_for((p_job).team_id,
    case when (p_job).type in ('outreach_notes', 'lead_enrichment', 'incoming_webhook') then 'outreach' else (p_job).type end, (p_job).channel_id)
$$;

-- Of a job without a draft: who is going to be asked.
create function content.approval_state(p_job content.jobs, p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.approval_state(
    content.rule_of_job(p_job),
    content.requester_ids(p_job) || array(select jsonb_array_elements_text(content.author_ids(p_draft))),
    coalesce((
      select jsonb_agg(jsonb_build_object('person_id', r.reviewer_id, 'at', r.created_at))
      from content.reviews r where r.draft_id = (p_draft).id and r.decision = 'approve'), '[]'::jsonb),
    (p_job).named_approver)
$$;

-- Those whom the rule names, its deputies and the requester included: for what is no decision on a version.
create function content.may_decide(p_job content.jobs, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.is_of_rule(content.rule_of_job(p_job), p_person_id)
$$;

-- The requester would like this person to approve, who is asked first; the rule binds all the same. Raises for a person who may not.
create function content.require_may_be_named(p_job content.jobs, p_person_id text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if p_person_id is not null and (p_person_id = any (content.requester_ids(p_job)) or not content.may_decide(p_job, p_person_id)) then
    raise sqlstate 'PT409' using message = format('Cannot name %s as approver: the rule for a %s does not let this person approve it', p_person_id, (p_job).type),
      detail = 'named_may_not', hint = 'Name one of those who may approve.';
  end if;
end $$;

-- Names another approver while a job goes on, or with null none. By the requester and those who may approve. Outcomes: `done`,
-- `not_found`, `not_allowed`, `wrong_state`; raises `named_may_not`.
create function content.name_approver(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_named text := p_click ->> 'named_approver';
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found');
  elsif not content.may_steer(v_job, p_click ->> 'person_id') then
    return jsonb_build_object('outcome', 'not_allowed');
  elsif v_job.ended_at is not null then
    return jsonb_build_object('outcome', 'wrong_state');
  end if;
  perform content.require_may_be_named(v_job, v_named);
  update content.jobs set named_approver = v_named where id = v_job.id returning * into v_job;
  if v_job.versions > 0 then
    perform content.show(v_job.id, 'card', v_job.versions);
  end if;
  return jsonb_build_object('outcome', 'done');
end $$;

-- A card that waits for people of whom too few are left says so, and its thread tells the admins, once for a version.
create function content.tell_if_unreachable(p_job content.jobs) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_draft content.drafts;
begin
  select * into v_draft from content.drafts d where d.job_id = (p_job).id and d.version = (p_job).versions;
  if not (content.approval_state(p_job, v_draft) ->> 'reachable')::boolean then
    perform content.show((p_job).id, 'unreachable', (p_job).versions);
  else
    perform content.settle_unreachable((p_job).id);
  end if;
end $$;

-- What was told is no longer so. What no one has seen yet is not told any more.
create function content.settle_unreachable(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from content.outbox o where o.job_id = p_job_id and o.kind = 'unreachable' and o.shown = 0 and o.leased_until is null;
  update content.outbox o set wanted = o.wanted + 1, given_up = false, run_at = platform.now()
  where o.job_id = p_job_id and o.kind = 'unreachable';
$$;

create function content.watch_waiting_job() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.status = 'awaiting_review' then
    -- Held already by what moves a job here, before the job.
    perform platform.keep_rules(new.team_id);
    perform content.tell_if_unreachable(new);
  else
    perform content.settle_unreachable(new.id);
  end if;
  return null;
end $$;
create trigger waiting_jobs_have_an_approver after update of status on content.jobs
for each row when (old.status is distinct from new.status and 'awaiting_review' in (old.status, new.status))
execute function content.watch_waiting_job();

grant execute on function content.name_approver to greenlight_bot;
