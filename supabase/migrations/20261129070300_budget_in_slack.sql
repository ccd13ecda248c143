-- Indexes the spans' sums by tokens as well.
drop index content.usage_ledger_by_time;
create index usage_ledger_by_time on content.usage_ledger (team_id, created_at)
  include (person_id, state, usd, reserved_usd, input_tokens, output_tokens);

-- What the team and this person have spent, what open calls have reserved, and the caps. Amounts in USD are what calls
-- with a known price cost; `unpriced_tokens` are the month's tokens of calls that count no money although a model was asked.
create function content.get_budget(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_agg(jsonb_build_object(
    'scope', c.scope, 'usd', c.usd, 'tokens', c.tokens, 'changed_by', c.changed_by, 'changed_at', c.changed_at,
    'spent_usd', s.usd, 'spent_tokens', s.tokens, 'reserved_usd', s.reserved_usd, 'reserved_tokens', s.reserved_tokens,
    'unpriced_tokens', s.unpriced_tokens) order by c.ordinal)
  from content.caps_of(p_team_id) c
  cross join lateral (
    select coalesce(sum(u.usd) filter (where u.state = 'settled'), 0) as usd,
           coalesce(sum(u.all_tokens) filter (where u.state = 'settled'), 0) as tokens,
           coalesce(sum(u.reserved_usd) filter (where u.state = 'reserved'), 0) as reserved_usd,
           coalesce(sum(u.all_tokens) filter (where u.state = 'reserved'), 0) as reserved_tokens,
           coalesce(sum(u.all_tokens) filter (where coalesce(u.usd, u.reserved_usd) = 0), 0) as unpriced_tokens
    from (
      select l.*, coalesce(l.input_tokens, 0)::bigint + coalesce(l.output_tokens, 0) as all_tokens
      from content.usage_ledger l
      where l.team_id = p_team_id and l.state <> 'void' and l.created_at >= content.span_start(c.scope) and c.scope <> 'job'
        and (c.scope <> 'person_day' or l.person_id = p_person_id)) u) s
$$;

-- Changes the caps: {team_id, person_id, caps: [{scope, usd, tokens}]}; `usd` null ends the cap in money, tokens are always
-- capped. Answers the scopes that changed. Raises for anybody but an admin, and for amounts that are none.
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
  return to_jsonb(v_changed);
end $$;

revoke execute on function content.get_budget, content.set_budget from public, anon, authenticated, service_role;
grant execute on function content.get_budget, content.set_budget to greenlight_bot;
