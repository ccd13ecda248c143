-- The people that the form of a proposal offers: those nobody has written to first, then the newest. One person once, nobody
-- who must not be contacted.
create function outreach.list_leads(p_team_id text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('lead_id', q.id, 'name', q.name, 'title', q.title, 'company', q.company, 'profile_url', q.profile_url)
    order by q.contacted, q.created_at, q.id), '[]'::jsonb)
  from (
    select l.id, l.name, l.title, l.company, l.profile_url, l.created_at,
      exists (select from outreach.linkedin_automation n where n.lead_id = l.id and n.status not in ('cancelled', 'expired', 'failed', 'not_sent')) as contacted
    from outreach.leads l
    where l.team_id = p_team_id and l.same_as is null and not outreach.is_suppressed(l.id)
    order by contacted, l.created_at, l.id limit least(greatest(p_limit, 0), 100)
  ) q
$$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.list_leads to greenlight_bot;
