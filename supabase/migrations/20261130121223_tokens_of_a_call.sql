-- What a call took in tokens is summed once.

alter table content.usage_ledger add column tokens bigint not null generated always as (coalesce(input_tokens, 0)::bigint + coalesce(output_tokens, 0)) stored;
drop index content.usage_ledger_by_time;
create index usage_ledger_by_time on content.usage_ledger (team_id, created_at)
  include (person_id, state, usd, reserved_usd, tokens);

-- What was made, newest first: from which prompt, by whom, approved by whom, with what result and cost. `p_filter`:
-- {person_id, type, from, until, words, offset, limit}, each of them null for all; `words` are looked for in what was approved.
-- Without a type the documents and brand kits are left out. Times are of when it was asked for, `until` exclusive.
-- `terms` are the words that were looked for: without one nothing is found. Guests are told `allowed` false, and nothing else.
create or replace function content.read_history(p_team_id text, p_person_id text, p_filter jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of((p_filter ->> 'limit')::integer, 5000);
  v_offset integer := greatest(coalesce((p_filter ->> 'offset')::integer, 0), 0);
  v_words text := nullif(trim(p_filter ->> 'words'), '');
  v_term record;
  v_terms text[] := '{}';
  v_pt tsquery;
  v_en tsquery;
begin
  if not content.may_read(p_team_id, p_person_id) then
    return jsonb_build_object('allowed', false, 'total', 0, 'terms', '[]'::jsonb, 'lines', '[]'::jsonb, 'names', '{}'::jsonb);
  end if;
  -- All of the words stand in it; what is a stop word in one language is left out there.
  for v_term in select t.* from content.query_terms(v_words, null) t loop
    v_terms := v_terms || v_term.word;
    v_pt := case when v_pt is null then v_term.pt when v_term.pt is null then v_pt else v_pt && v_term.pt end;
    v_en := case when v_en is null then v_term.en when v_term.en is null then v_en else v_en && v_term.en end;
  end loop;
  return (
    with found as materialized (
      select h.job_id, h.created_at from content.content_history h
      where h.team_id = p_team_id
        and case when p_filter ->> 'type' is null then h.type not in ('knowledge', 'brand_kit') else h.type = p_filter ->> 'type' end
        and (p_filter ->> 'person_id' is null or h.requester_id = p_filter ->> 'person_id')
        and h.created_at >= coalesce((p_filter ->> 'from')::timestamptz, '-infinity')
        and h.created_at < coalesce((p_filter ->> 'until')::timestamptz, 'infinity')
        and (v_words is null or h.language = 'pt' and h.search @@ v_pt or h.language = 'en' and h.search @@ v_en)
    ),
    page as materialized (
      select h.* from (select f.* from found f order by f.created_at desc, f.job_id limit v_limit offset v_offset) f
      join content.content_history h on h.job_id = f.job_id
    )
    select jsonb_build_object(
      'allowed', true, 'total', (select count(*) from found), 'terms', to_jsonb(v_terms),
      'lines', coalesce((
        select jsonb_agg(jsonb_build_object(
          'job', p.job_id, 'type', p.type, 'requester_id', p.requester_id, 'prompt', p.prompt, 'title', p.title, 'status', p.status,
          'versions', p.versions, 'model', p.model, 'approved_by', to_jsonb(p.approved_by), 'decided_by', p.decided_by,
          'decision_note', p.decision_note, 'overridden', jsonb_array_length(p.overrides) > 0,
          'usd', p.usd, 'tokens', coalesce(u.tokens, 0), 'unpriced', content.is_unpriced(p.job_id),
          'created_at', p.created_at, 'ended_at', p.ended_at, 'channel_id', j.channel_id, 'thread_ts', j.thread_ts)
          order by p.created_at desc, p.job_id)
        from page p
        left join content.jobs j on j.id = p.job_id
        left join lateral (
          select sum(l.tokens) as tokens
          from content.usage_ledger l where l.job_id = p.job_id and l.state <> 'void') u on true), '[]'::jsonb),
      'names', coalesce((
        select jsonb_object_agg(o.user_id, o.name) from platform.people o
        where o.team_id = p_team_id and o.user_id in (
          select p.requester_id from page p union select p.decided_by from page p union select unnest(p.approved_by) from page p)), '{}'::jsonb)));
end $$;

-- After a call was settled. Calls that are under way do not count: they reserve far more than they take.
create or replace function content.warn_near_caps(p_job content.jobs) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_number integer;
begin
  for v_number in
    insert into content.budget_warnings (job_id, team_id, number, scope, subject, span_start, unit, cap, spent)
    select (p_job).id, (p_job).team_id,
           (select coalesce(max(w.number), 0) from content.budget_warnings w where w.job_id = (p_job).id) + row_number() over (order by n.ordinal),
           n.scope, n.subject, n.span_start, n.unit, n.cap, n.spent
    from (
      select distinct on (c.ordinal) c.ordinal, c.scope, content.span_start(c.scope) as span_start, b.unit, b.cap, b.spent,
             case c.scope when 'job' then (p_job).id when 'person_day' then (p_job).requester_id else (p_job).team_id end as subject
      from content.binding_caps(p_job) c
      cross join lateral (
        select coalesce(sum(u.usd), 0) as usd, coalesce(sum(u.tokens), 0) as tokens
        from content.usage_ledger u
        where u.team_id = (p_job).team_id and u.state = 'settled' and u.created_at >= content.span_start(c.scope)
          and (c.scope <> 'job' or u.job_id = (p_job).id)
          and (c.scope <> 'person_day' or u.person_id = (p_job).requester_id)) s
      cross join lateral (values ('usd', c.usd, s.usd), ('tokens', c.tokens::numeric, s.tokens)) b (unit, cap, spent)
      where b.spent > 0 and b.spent >= 0.8 * b.cap
      order by c.ordinal, b.unit desc) n
    where not exists (
      select from content.budget_warnings w
      where w.team_id = (p_job).team_id and w.scope = n.scope and w.subject = n.subject and w.span_start = n.span_start)
    on conflict do nothing
    returning number
  loop
    perform content.show((p_job).id, 'budget_warning', v_number);
  end loop;
end $$;

-- What counts against a cap: settled calls with what they took, open ones with what they reserved.
create or replace function content.tokens_spent(p_scope text, p_job content.jobs) returns bigint
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
create or replace function content.get_budget(p_team_id text, p_person_id text) returns jsonb
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
create or replace function content.get_spending(p_team_id text) returns jsonb
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
create or replace function content.get_estimate(p_team_id text, p_type text) returns jsonb
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

-- True when a model was asked whose price is not known; the sandbox's own writer is no model.
create or replace function content.is_unpriced(p_job_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from content.usage_ledger u
    where u.job_id = p_job_id and u.state <> 'void' and coalesce(u.usd, u.reserved_usd) = 0 and u.model not like 'offline-%' and u.tokens > 0)
$$;
