-- What people see of jobs beside their threads: a list of them, and one with what is known of it.

-- Whom a job waits for; empty while it waits for none.
create function content.waits_for(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case (p_job).status
    when 'awaiting_review' then coalesce((
      select a.state -> 'asked' || coalesce((
        select jsonb_agg(e) from jsonb_array_elements(content.escalated_to(p_job)) e
        where not a.state -> 'asked' @> e and platform.is_asked(a.state, e #>> '{}')), '[]'::jsonb)
      from content.drafts d cross join lateral (select content.approval_state(p_job, d) as state offset 0) a
      where d.job_id = (p_job).id and d.version = (p_job).versions), '[]'::jsonb)
    when 'awaiting_input' then case when (p_job).type = 'outreach_notes'
      then content.notes_ask(p_job) else jsonb_build_array((p_job).requester_id) end
    when 'awaiting_budget' then platform.admins_of((p_job).team_id)
    when 'expired' then jsonb_build_array((p_job).requester_id)
    else '[]'::jsonb end
$$;

create function content.job_line(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'job', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'topic', (p_job).brief ->> 'topic',
    'requester_id', (p_job).requester_id, 'versions', (p_job).versions, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'waits_for', content.waits_for(p_job), 'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at)
$$;

-- A page of jobs: `whose` "mine" are all of this person, "open" those of the team that have not ended. What has not ended comes
-- first, then the newest. A guest sees nothing of others.
create function content.list_jobs(p_team_id text, p_person_id text, p_page jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with seen as materialized (
    select j.id, row_number() over (order by (j.ended_at is null) desc, j.created_at desc, j.id) as n
    from platform.people me
    join content.jobs j on j.team_id = me.team_id
    where me.team_id = p_team_id and me.user_id = p_person_id
      and case p_page ->> 'whose'
        when 'mine' then j.requester_id = me.user_id
        when 'open' then j.ended_at is null and (j.requester_id = me.user_id or not me.is_guest and not me.is_deactivated)
        else false end
  ), page as (
    select s.* from seen s order by s.n offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0)
    limit platform.limit_of((p_page ->> 'limit')::integer, 50)
  )
  select jsonb_build_object(
    'total', (select count(*) from seen),
    'jobs', coalesce((
      select jsonb_agg(content.job_line(j) order by p.n) from page p join content.jobs j on j.id = p.id), '[]'::jsonb))
$$;

-- One job by its id, or by how that begins, as lists show it. `outcome` found, removed, not_found or ambiguous. `steers`: this person may
-- cancel it and try it again. `removed`: it was over for as long as the team keeps what ended; `kept` says who had approved what.
create function content.read_job(p_team_id text, p_person_id text, p_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids text[];
  v_job content.jobs;
  v_kept content.kept_approvals;
begin
  if char_length(p_id) between 4 and 36 then
    select array_agg(f.id) into v_ids
    from platform.people me
    cross join lateral (
      select j.id, j.requester_id from content.jobs j where j.team_id = me.team_id and starts_with(j.id, lower(p_id))
      union all
      select k.job_id, k.requester_id from content.kept_approvals k where k.team_id = me.team_id and starts_with(k.job_id, lower(p_id))) f
    where me.team_id = p_team_id and me.user_id = p_person_id and (f.requester_id = me.user_id or not me.is_guest and not me.is_deactivated);
  end if;
  if coalesce(cardinality(v_ids), 0) <> 1 then
    return jsonb_build_object('outcome', case when v_ids is null then 'not_found' else 'ambiguous' end, 'kept_days', content.history_days());
  end if;
  select * into v_job from content.jobs where id = v_ids[1];
  if v_job.id is null then
    select * into v_kept from content.kept_approvals where job_id = v_ids[1];
    return jsonb_build_object('outcome', 'removed', 'kept', jsonb_build_object('job', v_kept.job_id, 'type', v_kept.type, 'requester_id', v_kept.requester_id,
      'version', v_kept.version, 'hash', v_kept.hash, 'approvals', v_kept.approvals, 'asked_at', v_kept.asked_at, 'approved_at', v_kept.approved_at));
  end if;
  return jsonb_build_object(
    'outcome', 'found', 'job', content.job_view(v_job), 'steers', content.may_steer(v_job, p_person_id), 'waits_for', content.waits_for(v_job),
    'usd', content.spent('job', v_job), 'tokens', content.tokens_spent('job', v_job),
    'made', coalesce((
      select jsonb_agg(jsonb_build_object('version', d.version, 'status', d.status, 'made_by', d.made_by, 'author_id', d.author_id, 'reason', d.reason, 'created_at', d.created_at) order by d.version)
      from content.drafts d where d.job_id = v_job.id), '[]'::jsonb));
end $$;

grant execute on function content.list_jobs, content.read_job to greenlight_bot;
