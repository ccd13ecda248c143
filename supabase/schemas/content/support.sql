-- What doctor and `npm run support` ask: counts and codes, and nothing that people wrote or who they are.

-- What protects a team from its own mistakes. `approvers`: people whose role lets them approve; no one approves their own request.
create function content.safeguards(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'approvers', (
      select count(*) from platform.people p
      where p.team_id = p_team_id and p.role in ('approver', 'admin') and not p.is_guest and not p.is_deactivated),
    'uncapped', coalesce((select jsonb_agg(c.scope order by c.ordinal) from content.caps_of(p_team_id) c where c.usd is null), '[]'),
    'backed_up_at', (select i.backed_up_at from platform.installation i))
$$;

create function content.support_figures() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'jobs', coalesce((
      select jsonb_agg(jsonb_build_object('type', n.type, 'status', n.status, 'count', n.jobs) order by n.type, n.status)
      from (select j.type, j.status, count(*) as jobs from content.jobs j group by j.type, j.status) n), '[]'),
    'queue', coalesce((
      select jsonb_agg(jsonb_build_object('type', q.type, 'waiting', q.jobs, 'oldest_s', q.oldest_s) order by q.type)
      from (select j.type, count(*) as jobs, extract(epoch from platform.now() - min(j.run_at))::bigint as oldest_s
            from content.jobs j where j.status = 'queued' and j.run_at <= platform.now() group by j.type) q), '[]'),
    'errors', coalesce((
      select jsonb_agg(jsonb_build_object('code', e.code, 'count', e.jobs, 'last_at', e.last_at) order by e.last_at desc)
      from (select j.error ->> 'code' as code, count(*) as jobs, max(coalesce(j.ended_at, j.created_at)) as last_at from content.jobs j
            where j.error is not null and coalesce(j.ended_at, j.created_at) > platform.now() - interval '30 days' group by 1) e), '[]'),
    'outbox', content.outbox_backlog(),
    'restored_at', (select i.restored_at from platform.installation i))
$$;

grant execute on function content.safeguards, content.support_figures to greenlight_bot;
