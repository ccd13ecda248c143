-- Doctor tells which programs were not told of ends.
-- Tokens in force that were not told of ends in the last seven days, for doctor: what was given up, and why the newest was.
create function content.webhooks_given_up(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', g.name, 'given_up', g.count, 'last_error', g.last_error) order by g.name), '[]'::jsonb)
  from (
    select t.name, count(*) as count, (array_agg(w.last_error order by w.run_at desc, w.id))[1] as last_error
    from content.job_tokens t join content.webhooks w on w.token_id = t.id
    where t.team_id = p_team_id and t.revoked_at is null and w.status = 'given_up' and w.run_at > platform.now() - interval '7 days'
    group by t.name) g
$$;

revoke execute on function content.webhooks_given_up from public, anon, authenticated, service_role;
grant execute on function content.webhooks_given_up to greenlight_bot;
