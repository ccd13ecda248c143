-- What the team and this person have spent, what open calls have reserved, and the caps. Amounts in USD are what calls
-- with a known price cost; `unpriced_tokens` are the month's tokens of calls that count no money although a model was asked (the
-- sandbox's own writer is none).
create or replace function content.get_budget(p_team_id text, p_person_id text) returns jsonb
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
           coalesce(sum(u.all_tokens) filter (where coalesce(u.usd, u.reserved_usd) = 0 and u.model not like 'offline-%'), 0) as unpriced_tokens
    from (
      select l.*, coalesce(l.input_tokens, 0)::bigint + coalesce(l.output_tokens, 0) as all_tokens
      from content.usage_ledger l
      where l.team_id = p_team_id and l.state <> 'void' and l.created_at >= content.span_start(c.scope) and c.scope <> 'job'
        and (c.scope <> 'person_day' or l.person_id = p_person_id)) u) s
$$;
