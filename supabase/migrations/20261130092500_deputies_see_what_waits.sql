-- Deputies who were asked see on App Home what waits for them, a job that expired can be resumed from there, and a failure names its topic.

-- Whom a job waits for; empty while it waits for none.
create or replace function content.waits_for(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case (p_job).status
    when 'awaiting_review' then coalesce((
      select a.state -> 'asked' || coalesce((
        select jsonb_agg(e) from jsonb_array_elements(content.escalated_to(p_job)) e
        where not a.state -> 'asked' @> e and platform.is_asked(a.state, e #>> '{}')), '[]'::jsonb)
      from content.drafts d cross join lateral (select content.approval_state(p_job, d) as state offset 0) a
      where d.job_id = (p_job).id and d.version = (p_job).versions), '[]'::jsonb)
    when 'awaiting_input' then jsonb_build_array((p_job).requester_id)
    when 'awaiting_budget' then platform.admins_of((p_job).team_id)
    when 'expired' then jsonb_build_array((p_job).requester_id)
    else '[]'::jsonb end
$$;

-- What App Home shows one person: the drafts that wait for their decision, of deputies once they were asked, those for which
-- they were named first and then the oldest; their own work of the last 30 days; and for admins the jobs that wait at a cap. A
-- guest is shown nothing of a draft that others made.
create or replace function content.get_home(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with me as (
    select p.* from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id
  ), picture as (
    select f.job_id, f.edition, u ->> 'file_id' as file_id, u ->> 'key' as key
    from content.outbox f cross join jsonb_array_elements(f.uploads) u
    where f.kind = 'pages' and f.shown > 0
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_agg(w.item order by w.is_named desc, w.since) from (
        select d.created_at as since, j.named_approver is not distinct from p_person_id as is_named, jsonb_build_object(
          'job', j.id, 'type', j.type, 'version', d.version, 'hash', d.hash, 'title', d.content ->> 'title',
          'excerpt', coalesce(d.content #>> '{post,hook}', d.content ->> 'meta_description', d.content #>> '{summary,markdown}', ''),
          'requester_id', j.requester_id, 'channel_id', j.channel_id, 'card_ts', d.card_ts, 'since', d.created_at,
          'approvals', a.state -> 'approvals', 'quorum', a.state -> 'quorum',
          'may_be_approved', jsonb_array_length(d.finals) > 0 and jsonb_array_length(d.blocking) = 0,
          'picture', (select x.file_id from picture x where x.job_id = j.id and x.edition = d.version and x.key in (
             select a ->> 'key' from jsonb_array_elements(d.artifacts) a where a ->> 'role' = 'overview') limit 1)) as item
        from me
        join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_review' and j.type in ('carousel', 'blog', 'research')
        join content.drafts d on d.job_id = j.id and d.version = j.versions and d.status = 'proposed'
        cross join lateral (select content.approval_state(j, d) as state offset 0) a
        where a.state -> 'asked' ? p_person_id or content.escalated_to(j) ? p_person_id and platform.is_asked(a.state, p_person_id)
        order by is_named desc, d.created_at limit 20) w), '[]'::jsonb),
    'mine', coalesce((
      select jsonb_agg(m.item order by m.is_open desc, m.is_asked desc, m.created_at desc) from (
        select j.created_at, j.ended_at is null as is_open, j.status = 'awaiting_input' as is_asked, jsonb_build_object(
          'job', j.id, 'type', j.type, 'status', j.status, 'topic', j.brief ->> 'topic', 'versions', j.versions, 'error', j.error,
          'ended_at', j.ended_at, 'resume_until', content.resume_until(j), 'waits_for', content.waits_for(j), 'channel_id', j.channel_id, 'thread_ts', j.thread_ts) as item
        from me join content.jobs j on j.team_id = p_team_id and j.requester_id = me.user_id
        where j.created_at > platform.now() - interval '30 days' and j.type in ('carousel', 'blog', 'research', 'plan')
          and (j.ended_at is null or j.status in ('completed', 'failed', 'rejected', 'expired'))
        order by is_open desc, is_asked desc, j.created_at desc limit 10) m), '[]'::jsonb),
    'at_a_cap', coalesce((
      select jsonb_agg(s.item order by s.since) from (
        select b.created_at as since, jsonb_build_object(
          'job', j.id, 'type', j.type, 'topic', j.brief ->> 'topic', 'requester_id', j.requester_id, 'channel_id', j.channel_id,
          'card_ts', coalesce((select o.ts from content.outbox o where o.job_id = j.id and o.kind = 'budget' and o.edition = b.number), j.thread_ts)) as item
        from me join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_budget'
        join content.budget_stops b on b.job_id = j.id and b.status = 'open'
        where me.role = 'admin' and not me.is_guest
        order by b.created_at limit 10) s), '[]'::jsonb))
$$;

-- For admins: how far Slack is behind the database, what failed today and why, and how the model last answered. Empty answer: this
-- person is none. Days are UTC's, as of the budget.
create or replace function content.get_health(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'outbox', content.outbox_backlog(),
    'failed_today', coalesce((
      select jsonb_agg(jsonb_build_object('code', f.code, 'jobs', f.jobs, 'topic', f.topic) order by f.jobs desc, f.code) from (
        -- Of the newest of them.
        select j.error ->> 'code' as code, count(*) as jobs, (array_agg(j.brief ->> 'topic' order by j.ended_at desc))[1] as topic
        from content.jobs j
        where j.team_id = p_team_id and j.status = 'failed' and j.ended_at >= content.span_start('person_day')
        group by 1) f), '[]'::jsonb),
    -- Of those that a model stopped in the last week, or keeps waiting.
    'model_failed', (
      select jsonb_build_object('code', j.error ->> 'code', 'at', j.ended_at, 'topic', j.brief ->> 'topic')
      from content.jobs j
      where j.team_id = p_team_id and j.created_at > platform.now() - interval '30 days' and j.error ->> 'code' like 'model\_%'
        and (j.status = 'queued' or j.ended_at > platform.now() - interval '7 days')
      order by j.status = 'queued' desc, j.ended_at desc limit 1),
    'model_answered_at', (
      select u.settled_at from content.usage_ledger u
      where u.team_id = p_team_id and u.state = 'settled' and not u.unheard order by u.created_at desc limit 1))
  from platform.people me
  where me.team_id = p_team_id and me.user_id = p_person_id and me.role = 'admin' and not me.is_guest and not me.is_deactivated
$$;
