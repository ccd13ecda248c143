-- How rows look to the parts; the shapes are those of ports/outreach.
create function outreach.config_view(p_account outreach.accounts) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'time_zone', (p_account).time_zone, 'window_start', to_char((p_account).window_start, 'HH24:MI'),
    'window_end', to_char((p_account).window_end, 'HH24:MI'), 'working_days', to_jsonb((p_account).working_days),
    'holidays', (p_account).holidays, 'gap_min_minutes', (p_account).gap_min_minutes, 'gap_max_minutes', (p_account).gap_max_minutes,
    'warm_up_days', (p_account).warm_up_days, 'pending_invites_max', (p_account).pending_invites_max,
    'withdraw_after_days', (p_account).withdraw_after_days,
    'rules', coalesce((
      select jsonb_agg(jsonb_build_object('type', r.rule_key, 'daily_min', (r.config ->> 'min')::integer,
        'daily_max', (r.config ->> 'max')::integer, 'rolling_7d_max', (r.config ->> 'rolling_7d_max')::integer)
        order by array_position(array['send_invite', 'send_message', 'view_profile', 'withdraw_invite'], r.rule_key))
      from outreach.automation_rules r where r.account_id = (p_account).id), '[]'::jsonb))
$$;

-- The breaker that holds most: the one for a person first, then the account's, then the longest.
create function outreach.open_breaker(p_account_id text, p_type text, p_at timestamptz) returns outreach.breakers
language sql stable set search_path = ''
as $$
  select b from outreach.breakers b
  where b.account_id = p_account_id and (b.until > p_at or b.needs_person) and (p_type is null or b.scope in ('*', p_type))
  order by b.needs_person desc, b.scope = '*' desc, b.until desc limit 1
$$;

create function outreach.account_view(p_account outreach.accounts) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_account).id, 'team_id', (p_account).team_id, 'provider_account_id', (p_account).provider_account_id,
    'name', (p_account).name, 'owner_id', (p_account).owner_id, 'channel_id', (p_account).channel_id, 'tier', (p_account).tier, 'status', (p_account).status,
    'terms_acknowledged_at', (p_account).terms_acknowledged_at,
    -- A stopped team looks paused: nothing goes, and this is why.
    'paused_at', coalesce((p_account).paused_at, s.stopped_at), 'pause_reason', coalesce((p_account).pause_reason, s.reason),
    'breaker', (
      select jsonb_build_object('reason', b.reason, 'until', b.until, 'needs_person', b.needs_person)
      from outreach.open_breaker((p_account).id, null, platform.now()) b where b.id is not null),
    'config', outreach.config_view(p_account), 'config_version', (p_account).config_version)
  from (select) one left join outreach.stops s on s.team_id = (p_account).team_id
$$;

create function outreach.action_view(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_action).id, 'team_id', (p_action).team_id, 'account_id', (p_action).account_id, 'type', (p_action).action_type,
    'status', (p_action).status,
    'lead', jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'provider_id', l.provider_id),
    'text', (p_action).payload ->> 'text', 'revision', (p_action).revision, 'hash', (p_action).hash,
    'author_id', (p_action).author_id, 'approved_by', (p_action).approved_by, 'approved_at', (p_action).approved_at,
    'scheduled_for', (p_action).scheduled_for, 'jitter_applied_minutes', (p_action).jitter_applied_minutes,
    'daily_limit_check', (p_action).daily_limit_check, 'time_window_check', (p_action).time_window_check,
    'blocked_by', (p_action).blocked_by, 'retry_at', (p_action).retry_at, 'executed_at', (p_action).executed_at,
    'result', (p_action).result, 'error', (p_action).error, 'channel_id', (p_action).channel_id, 'created_at', (p_action).created_at)
  from outreach.leads l where l.id = (p_action).lead_id
$$;

-- Who may approve exactly this revision.
create function outreach.approvers_of(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(p.user_id order by p.role, p.name), '[]'::jsonb)
  from platform.approver_rule((p_action).team_id, 'outreach') rule
  join platform.people p on p.team_id = (p_action).team_id and p.role = any (rule.roles) and not p.is_guest
  where not (rule.four_eyes and p.user_id in ((p_action).author_id, (p_action).text_by))
$$;

create function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end, 'event', (p_item).event,
    'approvers', case when n.id is not null then outreach.approvers_of(n) else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id)
  join platform.teams t on t.team_id = a.team_id
$$;

-- Surfaces to draw, each held for 60 s. Empty answer: nothing to draw now.
create function outreach.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_items jsonb;
begin
  with claimed as (
    update outreach.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = o.attempts + 1,
        maybe_posted = o.maybe_posted or (o.ts is null and o.leased_until is not null)
    where o.id = any (array(
      select w.id from outreach.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit p_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(outreach.outbox_view(c.item) order by (c.item).id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

-- False: the claim was lost and somebody else draws it.
create function outreach.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update outreach.outbox
  set ts = p_ts, shown = greatest(shown, p_revision), leased_until = null, worker = null, attempts = 0, maybe_posted = false, last_error = null
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- Gives an item back; without `retry_in_s` until its next change. False: the claim was lost.
create function outreach.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update outreach.outbox
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = p_failure ->> 'retry_in_s' is null,
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce((p_failure ->> 'retry_in_s')::double precision, 0))
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- Owner only: ends every lease, for whoever knows that no holder lives.
create function outreach.expire_leases() returns void
language sql security definer set search_path = ''
as $$
  update outreach.outbox set leased_until = platform.now() - interval '1 second' where leased_until > platform.now()
$$;

-- Empty answer: no such action.
create function outreach.get_action(p_action_id text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select outreach.action_view(n) from outreach.linkedin_automation n where n.id = p_action_id
$$;

create function outreach.list_accounts(p_team_id text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(outreach.account_view(a) order by a.name, a.id), '[]'::jsonb) from outreach.accounts a where a.team_id = p_team_id
$$;

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.claim_outbox, outreach.settle_outbox, outreach.fail_outbox, outreach.get_action, outreach.list_accounts to greenlight_bot;
