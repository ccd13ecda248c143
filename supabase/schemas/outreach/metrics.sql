-- Figures for who watches the parts: of the whole database, and of no team or person. Each reads what is open alone, by a
-- partial index, so that what has ended costs nothing.

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
