-- Figures for who watches the parts: of the whole database, and of no team or person. Each reads what is open alone, by a
-- partial index, so that what has ended costs nothing.

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
