-- Spending is capped from the first day, in money and in tokens. Both bind: a call whose price is unknown counts no money,
-- so that its tokens stop it; it is never free.

-- A team's own amounts; without a row the amounts of `content.caps_of` hold.
create table content.budget_caps (
  team_id text not null references platform.teams,
  scope text not null constraint scope_is_known check (scope in ('job', 'person_day', 'month')),
  -- Null: no cap in money, on purpose of an admin.
  usd numeric(12, 6) constraint a_cap_is_not_negative check (usd >= 0),
  -- Null: the amount that holds for every team. There is always a cap in tokens.
  tokens bigint constraint a_cap_in_tokens_is_1_to_100_billion check (tokens between 1 and 100000000000),
  changed_by text,
  changed_at timestamptz not null default platform.now(),
  primary key (team_id, scope),
  constraint a_cap_is_a_number check (usd is null or usd < 'Infinity'::numeric)
);
alter table content.budget_caps enable row level security;

-- The caps of a team. At list prices of 2026-11 an article takes about 0.02 to 0.40 USD and 60,000 tokens, so that these
-- amounts let a team work for a month and stop a loop within a job.
create function content.caps_of(p_team_id text)
returns table (scope text, ordinal integer, usd numeric, tokens bigint, changed_by text, changed_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select d.scope, d.ordinal, case when c.scope is null then d.usd else c.usd end, coalesce(c.tokens, d.tokens), c.changed_by,
         case when c.changed_by is not null then c.changed_at end
  from (values ('job', 1, 3::numeric, 3000000::bigint),
               ('person_day', 2, 20, 20000000),
               ('month', 3, 200, 200000000)) d (scope, ordinal, usd, tokens)
  left join content.budget_caps c on c.team_id = p_team_id and c.scope = d.scope
$$;

-- The caps that bind a job now: the team's, and what admins added at a stop for this job, this day or this month.
create function content.binding_caps(p_job content.jobs) returns table (scope text, ordinal integer, usd numeric, tokens bigint)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c.scope, c.ordinal, c.usd + r.usd, c.tokens + r.tokens
  from content.caps_of((p_job).team_id) c
  cross join lateral content.raised((p_job).team_id, c.scope, (p_job).requester_id, (p_job).id) r
$$;

-- The narrowest cap that a call would pass, with what counts against it. Empty answer: there is room.
create function content.refusing_cap(p_job content.jobs, p_usd numeric, p_tokens numeric)
returns table (scope text, unit text, cap numeric, spent numeric, wanted numeric)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select b.scope, b.unit, b.cap, b.spent, b.wanted
  from content.binding_caps(p_job) c
  cross join lateral (values
    (c.scope, 'usd', c.usd, content.spent(c.scope, p_job), p_usd),
    (c.scope, 'tokens', c.tokens::numeric, content.tokens_spent(c.scope, p_job)::numeric, p_tokens)
  ) b (scope, unit, cap, spent, wanted)
  where b.cap is not null and b.spent + b.wanted > b.cap
  order by c.ordinal, b.unit desc limit 1
$$;

-- When a cap's span began; a job's never ends. Days and months are UTC's.
create function content.span_start(p_scope text) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case p_scope
    when 'job' then '-infinity'::timestamptz
    when 'person_day' then date_trunc('day', platform.now() at time zone 'UTC') at time zone 'UTC'
    when 'month' then date_trunc('month', platform.now() at time zone 'UTC') at time zone 'UTC' end
$$;

-- What counts against a cap: settled calls with their price, open ones with their reservation.
create function content.spent(p_scope text, p_job content.jobs) returns numeric
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_usd numeric;
begin
  if p_scope = 'job' then
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u where u.job_id = (p_job).id and u.state <> 'void';
  elsif p_scope = 'person_day' then
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u
    where u.team_id = (p_job).team_id and u.person_id = (p_job).requester_id and u.created_at >= content.span_start(p_scope) and u.state <> 'void';
  else
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u
    where u.team_id = (p_job).team_id and u.created_at >= content.span_start(p_scope) and u.state <> 'void';
  end if;
  return coalesce(v_usd, 0);
end $$;

-- What counts against a cap: settled calls with what they took, open ones with what they reserved.
create function content.tokens_spent(p_scope text, p_job content.jobs) returns bigint
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(u.tokens), 0)::bigint
  from content.usage_ledger u
  where u.team_id = (p_job).team_id and u.state <> 'void' and u.created_at >= content.span_start(p_scope)
    and (p_scope <> 'job' or u.job_id = (p_job).id)
    and (p_scope <> 'person_day' or u.person_id = (p_job).requester_id)
$$;

-- What the team and this person have spent, what open calls have reserved, the caps, and what admins added to them for this
-- day or month. Amounts in USD are what calls
-- with a known price cost; `unpriced_tokens` are the month's tokens of calls that count no money although a model was asked (the
-- sandbox's own writer is none).
create function content.get_budget(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_agg(jsonb_build_object(
    'scope', c.scope, 'usd', c.usd, 'tokens', c.tokens, 'changed_by', c.changed_by, 'changed_at', c.changed_at,
    'raised_usd', r.usd, 'raised_tokens', r.tokens,
    'spent_usd', s.usd, 'spent_tokens', s.tokens, 'reserved_usd', s.reserved_usd, 'reserved_tokens', s.reserved_tokens,
    'unpriced_tokens', s.unpriced_tokens) order by c.ordinal)
  from content.caps_of(p_team_id) c
  cross join lateral content.raised(p_team_id, c.scope, p_person_id, null) r
  cross join lateral (
    select coalesce(sum(u.usd) filter (where u.state = 'settled'), 0) as usd,
           coalesce(sum(u.tokens) filter (where u.state = 'settled'), 0) as tokens,
           coalesce(sum(u.reserved_usd) filter (where u.state = 'reserved'), 0) as reserved_usd,
           coalesce(sum(u.tokens) filter (where u.state = 'reserved'), 0) as reserved_tokens,
           coalesce(sum(u.tokens) filter (where coalesce(u.usd, u.reserved_usd) = 0 and u.model not like 'offline-%'), 0) as unpriced_tokens
    from content.usage_ledger u
    where u.team_id = p_team_id and u.state <> 'void' and u.created_at >= content.span_start(c.scope) and c.scope <> 'job'
      and (c.scope <> 'person_day' or u.person_id = p_person_id)) s
$$;

-- What a team spent this month, by day, person, type of job and model: settled calls, and open ones at what they reserved.
create function content.get_spending(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with call as (
    select u.person_id, u.model, j.type, to_char(u.created_at at time zone 'UTC', 'YYYY-MM-DD') as day,
           coalesce(u.usd, u.reserved_usd) as usd, u.tokens
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
create function content.get_estimate(p_team_id text, p_type text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('jobs', count(*),
    'usd', coalesce(percentile_cont(0.5) within group (order by c.usd), 0),
    'tokens', coalesce(round(percentile_cont(0.5) within group (order by c.tokens)), 0))
  from (
    select coalesce(sum(coalesce(u.usd, u.reserved_usd)), 0)::double precision as usd,
           coalesce(sum(u.tokens), 0)::double precision as tokens
    from (
      select j.id from content.jobs j
      where j.team_id = p_team_id and j.type = p_type and j.versions > 0 and j.created_at > platform.now() - interval '90 days'
      order by j.created_at desc limit 20) made
    join content.usage_ledger u on u.job_id = made.id and u.state <> 'void'
    group by made.id) c
$$;

-- Changes the caps: {team_id, person_id, caps: [{scope, usd, tokens}]}; `usd` null ends the cap in money, tokens are always
-- capped. Answers the scopes that changed. Raises for all but admins, and for amounts that are none.
create function content.set_budget(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_given jsonb;
  v_usd numeric;
  v_tokens bigint;
  v_changed text[] := '{}';
begin
  perform platform.require_admin(v_team_id, p_change ->> 'person_id');
  -- The same lock as the calls take: a cap is not lowered under a call that is being reserved.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_team_id, 0));
  for v_given in select * from jsonb_array_elements(p_change -> 'caps') loop
    begin
      v_usd := (v_given ->> 'usd')::numeric;
      v_tokens := (v_given ->> 'tokens')::bigint;
    exception when others then
      v_tokens := null;
    end;
    if v_given ->> 'scope' is null or v_given ->> 'scope' not in ('job', 'person_day', 'month')
      or v_usd < 0 or v_usd > 1000000 or v_tokens is null or v_tokens not between 1 and 100000000000 then
      raise sqlstate 'PT400' using
        message = format('Cannot set the cap of "%s": accepted are 0 to 1,000,000 USD or none, and 1 to 100,000,000,000 tokens', v_given ->> 'scope'),
        detail = 'bad_cap';
    end if;
    if exists (
      select from content.caps_of(v_team_id) c
      where c.scope = v_given ->> 'scope' and (c.usd is distinct from v_usd or c.tokens <> v_tokens)) then
      insert into content.budget_caps as b (team_id, scope, usd, tokens, changed_by)
      values (v_team_id, v_given ->> 'scope', v_usd, v_tokens, p_change ->> 'person_id')
      on conflict (team_id, scope) do update
        set usd = excluded.usd, tokens = excluded.tokens, changed_by = excluded.changed_by, changed_at = platform.now();
      v_changed := v_changed || (v_given ->> 'scope');
    end if;
  end loop;
  perform content.redraw_stops(v_team_id);
  return to_jsonb(v_changed);
end $$;

grant execute on function content.get_budget, content.get_spending, content.get_estimate, content.set_budget to greenlight_bot;
