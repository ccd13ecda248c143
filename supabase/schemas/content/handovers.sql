-- What crosses from content to outreach: written in the transaction of its cause, carried by the bot, taken once by its key on the
-- other side. Approved words become actions, approved changes become fields of leads.

create table content.handovers (
  id bigint generated always as identity primary key,
  team_id text not null references platform.teams,
  kind text not null constraint a_handover_has_a_kind check (kind ~ '^[a-z_]{1,40}$'),
  key text not null unique,
  -- Emptied once it was taken or refused: it may hold what is said of a person.
  payload jsonb not null,
  status text not null default 'waiting' constraint status_is_known check (status in ('waiting', 'done', 'refused')),
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  result jsonb,
  -- Why it was refused, or why the last attempt failed.
  error jsonb,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  constraint a_refused_handover_says_why check (status <> 'refused' or error is not null),
  constraint ended_handovers_have_an_end check ((status = 'waiting') = (ended_at is null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table content.handovers enable row level security;
create index handovers_waiting on content.handovers (run_at, id) where status = 'waiting';
create index handovers_of_a_team on content.handovers (team_id, created_at);
create index handovers_ended on content.handovers (ended_at) where ended_at is not null;

-- The same key crosses once.
create function content.hand_over(p_team_id text, p_kind text, p_key text, p_payload jsonb) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into content.handovers (team_id, kind, key, payload) values (p_team_id, p_kind, p_key, p_payload) on conflict (key) do nothing
$$;

-- What waits, each held for 60 s. Empty answer: nothing to carry now.
create function content.claim_handovers(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  with claimed as (
    update content.handovers h
    set fence = h.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = h.attempts + 1
    where h.id = any (array(
      select w.id from content.handovers w
      where w.status = 'waiting' and w.run_at <= platform.now() and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for no key update skip locked))
    returning h.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'fence', c.fence, 'team_id', c.team_id, 'kind', c.kind, 'key', c.key,
    'payload', c.payload, 'attempts', c.attempts) order by c.id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

-- It was taken, with what the other side answered. False: the claim was lost.
create function content.settle_handover(p_id bigint, p_fence bigint, p_result jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.handovers
  set status = 'done', result = p_result, payload = '{}', error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- The other side will never take it, by its code. False: the claim was lost.
create function content.refuse_handover(p_id bigint, p_fence bigint, p_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.handovers
  set status = 'refused', error = jsonb_build_object('code', left(p_code, 64)), payload = '{}',
      leased_until = null, worker = null, ended_at = platform.now()
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- Not taken this time; it waits for `retry_in_s`. False: the claim was lost.
create function content.fail_handover(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.handovers
  set leased_until = null, worker = null, error = jsonb_build_object('code', left(p_failure ->> 'code', 64)),
      run_at = platform.now() + make_interval(secs => coalesce(platform.delay_of(p_failure ->> 'retry_in_s'), 60))
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- What waits longer than a minute and what was refused in the last 30 days, for the admins.
create function content.handover_backlog(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'),
    'oldest_at', min(h.created_at) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'),
    'refused', coalesce((
      select jsonb_agg(jsonb_build_object('kind', r.kind, 'code', r.error ->> 'code', 'at', r.ended_at) order by r.ended_at desc)
      from (select * from content.handovers n where n.team_id = p_team_id and n.status = 'refused' and n.ended_at > platform.now() - interval '30 days'
            order by n.ended_at desc limit 5) r), '[]'::jsonb))
  from content.handovers h where h.team_id = p_team_id and h.status <> 'done'
$$;

grant execute on function content.claim_handovers, content.settle_handover, content.refuse_handover, content.fail_handover,
  content.handover_backlog to greenlight_bot;
