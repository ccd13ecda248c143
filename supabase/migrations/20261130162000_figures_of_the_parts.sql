-- Figures of the parts for who watches them; a claimed job says how long it waited for a runner.

create or replace function content.claimed_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id,
    'locale', (select t.locale from platform.teams t where t.team_id = (p_job).team_id),
    'brief', (p_job).brief, 'from_job_id', (p_job).from_job_id, 'fence', (p_job).fence, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'checkpoint_data', (p_job).checkpoint_data, 'versions', (p_job).versions, 'retries', (p_job).retries,
    'waited_s', greatest(0, extract(epoch from platform.now() - (p_job).run_at)),
    'resume', case when (p_job).resume ->> 'kind' = 'reply' then (p_job).resume || jsonb_build_object('messages', coalesce((
        -- What was written before the newest outline or version was there had another one in mind.
        select jsonb_agg(jsonb_build_object('id', h.id, 'author_id', h.author_id, 'ts', h.slack_ts, 'text', h.text,
          'before_question', exists (select from content.chat_history q where q.job_id = h.job_id and q.kind = 'question' and q.id > h.id),
          'before_version', exists (select from content.chat_history d where d.job_id = h.job_id and d.kind = 'draft' and d.id > h.id)) order by h.id)
        from content.chat_history h where h.job_id = (p_job).id and h.unread), '[]'::jsonb))
      else (p_job).resume end,
    -- What people answered at a cap and no runner has carried out. Words of before it are not read again after Stop.
    'budget', (
      select jsonb_build_object('number', s.number, 'answer', case s.status when 'finishing' then 'finish' else 'stop' end, 'read_upto', (
        select max(h.id) from content.chat_history h where h.job_id = s.job_id and h.unread and h.created_at <= s.created_at))
      from content.budget_stops s where s.job_id = (p_job).id and s.status in ('finishing', 'stopping') order by s.number desc limit 1))
$$;

-- Jobs that are open, and those that wait for a runner now.
create function content.agent_metrics() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'jobs', coalesce((
      select jsonb_agg(to_jsonb(o)) from (
        select j.type, j.status, count(*) as count from content.jobs j where j.ended_at is null group by 1, 2) o), '[]'::jsonb),
    'ready', coalesce((
      select jsonb_agg(to_jsonb(r)) from (
        select j.type, count(*) as count, extract(epoch from platform.now() - min(j.run_at)) as oldest_s
        from content.jobs j where j.status = 'queued' and j.thread_ts is not null and j.run_at <= platform.now() group by 1) r), '[]'::jsonb))
$$;
grant execute on function content.agent_metrics to greenlight_agent;

-- How far Slack is behind content, and what waits to cross to outreach.
create function content.bot_metrics() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'outbox', (
      select jsonb_build_object('waiting', count(*), 'oldest_s', greatest(0, coalesce(extract(epoch from platform.now() - min(o.run_at)), 0)))
      from content.outbox o where o.wanted > o.shown and not o.given_up),
    'handovers', (
      select jsonb_build_object('waiting', count(*), 'oldest_s', coalesce(extract(epoch from platform.now() - min(h.created_at)), 0))
      from content.handovers h where h.status = 'waiting'))
$$;
grant execute on function content.bot_metrics to greenlight_bot;

-- How far Slack is behind outreach, and what waits to cross to content.
create function outreach.bot_metrics() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'outbox', (
      select jsonb_build_object('waiting', count(*), 'oldest_s', greatest(0, coalesce(extract(epoch from platform.now() - min(o.run_at)), 0)))
      from outreach.outbox o where o.wanted > o.shown and not o.given_up),
    'handovers', (
      select jsonb_build_object('waiting', count(*), 'oldest_s', coalesce(extract(epoch from platform.now() - min(h.created_at)), 0))
      from outreach.handovers h where h.status = 'waiting'))
$$;
grant execute on function outreach.bot_metrics to greenlight_bot;

-- Actions that are open, what holds those that are approved, how long the oldest unknown one is, and what is closed.
create function outreach.governor_metrics() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with open as materialized (
    select a.id, a.action_type as type, a.status, a.blocked_by, coalesce((a.result ->> 'needs_person')::boolean, false) as needs_person
    from outreach.linkedin_automation a
    where a.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown'))
  select jsonb_build_object(
    'actions', coalesce((
      select jsonb_agg(to_jsonb(g)) from (select o.type, o.status, count(*) as count from open o group by 1, 2) g), '[]'::jsonb),
    'held', coalesce((
      select jsonb_agg(to_jsonb(g)) from (
        select o.blocked_by as reason, count(*) as count from open o
        where o.status in ('approved', 'scheduled') and o.blocked_by is not null group by 1) g), '[]'::jsonb),
    'unknown', (
      select jsonb_build_object('count', count(*), 'for_a_person', count(*) filter (where o.needs_person),
        'oldest_s', greatest(0, coalesce(extract(epoch from outreach.moment() - min(l.at)), 0)))
      from open o
      cross join lateral (select max(r.dispatched_at) as at from outreach.release_ledger r where r.action_id = o.id) l
      where o.status = 'unknown'),
    'accounts', coalesce((
      select jsonb_agg(to_jsonb(g)) from (
        select a.status, count(*) as count, count(*) filter (where a.paused_at is not null) as paused from outreach.accounts a group by 1) g), '[]'::jsonb),
    'breakers', coalesce((
      select jsonb_agg(to_jsonb(g)) from (
        select b.reason, b.needs_person, count(*) as count
        from outreach.accounts a
        cross join lateral (
          select t.id, t.reason, t.needs_person from outreach.breakers t where t.account_id = a.id and t.until > outreach.moment()
          union
          select p.id, p.reason, p.needs_person from outreach.breakers p where p.account_id = a.id and p.needs_person) b
        group by 1, 2) g), '[]'::jsonb),
    'stopped_teams', (select count(*) from outreach.stops))
$$;
grant execute on function outreach.governor_metrics to greenlight_governor;

revoke execute on function content.agent_metrics, content.bot_metrics, outreach.bot_metrics, outreach.governor_metrics from public, anon, authenticated, service_role;
