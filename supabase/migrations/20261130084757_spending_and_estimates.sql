-- What a team spent by day, person, type and model, and what a job of a type takes.

-- What a team spent this month, by day, person, type of job and model: settled calls, and open ones at what they reserved.
create or replace function content.get_spending(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with call as (
    select u.person_id, u.model, j.type, to_char(u.created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
           coalesce(u.usd, u.reserved_usd) as usd, coalesce(u.input_tokens, 0)::bigint + coalesce(u.output_tokens, 0) as tokens
    from content.usage_ledger u join content.jobs j on j.id = u.job_id
    where u.team_id = p_team_id and u.state <> 'void' and u.created_at >= content.span_start('month')
  ), line as (
    select 'days' as list, c.day as name, sum(c.usd) as usd, sum(c.tokens) as tokens from call c group by c.day
    union all select 'people', c.person_id, sum(c.usd), sum(c.tokens) from call c group by c.person_id
    union all select 'types', c.type, sum(c.usd), sum(c.tokens) from call c group by c.type
    union all select 'models', c.model, sum(c.usd), sum(c.tokens) from call c group by c.model
  )
  select jsonb_object_agg(k.list, coalesce((
    select jsonb_agg(jsonb_build_object('name', l.name, 'usd', l.usd, 'tokens', l.tokens)
                     order by case when k.list = 'days' then l.name end, l.usd desc, l.tokens desc, l.name)
    from line l where l.list = k.list), '[]'::jsonb))
  from (values ('days'), ('people'), ('types'), ('models')) k (list)
$$;

-- What a job of this type took: the median of the team's last 20 of a quarter that came to a version. `jobs` 0: there is none.
create or replace function content.get_estimate(p_team_id text, p_type text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('jobs', count(*),
    'usd', coalesce(percentile_cont(0.5) within group (order by c.usd), 0),
    'tokens', coalesce(round(percentile_cont(0.5) within group (order by c.tokens)), 0))
  from (
    select coalesce(sum(coalesce(u.usd, u.reserved_usd)), 0)::double precision as usd,
           coalesce(sum(coalesce(u.input_tokens, 0)::bigint + coalesce(u.output_tokens, 0)), 0)::double precision as tokens
    from (
      select j.id from content.jobs j
      where j.team_id = p_team_id and j.type = p_type and j.versions > 0 and j.created_at > platform.now() - interval '90 days'
      order by j.created_at desc limit 20) made
    join content.usage_ledger u on u.job_id = made.id and u.state <> 'void'
    group by made.id) c
$$;

revoke execute on function content.get_spending, content.get_estimate from public, anon, authenticated, service_role;
grant execute on function content.get_spending, content.get_estimate to greenlight_bot;
