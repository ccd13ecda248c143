-- What `npm run support` asks: counts and codes alone.
create function outreach.support_figures() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'actions', coalesce((
      select jsonb_agg(jsonb_build_object('type', n.action_type, 'status', n.status, 'count', n.actions) order by n.action_type, n.status)
      from (select a.action_type, a.status, count(*) as actions from outreach.linkedin_automation a group by 1, 2) n), '[]'),
    'held', coalesce((
      select jsonb_agg(jsonb_build_object('code', h.blocked_by, 'count', h.actions) order by h.blocked_by)
      from (select a.blocked_by, count(*) as actions from outreach.linkedin_automation a
            where a.status in ('approved', 'scheduled') and a.blocked_by is not null group by 1) h), '[]'),
    'errors', coalesce((
      select jsonb_agg(jsonb_build_object('code', e.code, 'count', e.releases, 'last_at', e.last_at) order by e.last_at desc)
      from (select l.error ->> 'code' as code, count(*) as releases, max(l.dispatched_at) as last_at from outreach.release_ledger l
            where l.error is not null and l.dispatched_at > platform.now() - interval '30 days' group by 1) e), '[]'),
    'accounts', coalesce((
      select jsonb_agg(jsonb_build_object('status', s.status, 'paused', s.paused, 'count', s.accounts) order by s.status, s.paused)
      from (select a.status, a.paused_at is not null as paused, count(*) as accounts from outreach.accounts a group by 1, 2) s), '[]'))
$$;

grant execute on function outreach.support_figures to greenlight_bot;
