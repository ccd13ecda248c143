-- Hand-overs are claimed without a lock on their key, and a team's are found by an index.

drop index content.handovers_of_a_team;
create index handovers_of_a_team on content.handovers (team_id, created_at);
-- What waits, each held for 60 s. Empty answer: nothing to carry now.
create or replace function content.claim_handovers(p_worker text, p_limit integer) returns jsonb
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
drop index outreach.handovers_of_a_team;
create index handovers_of_a_team on outreach.handovers (team_id, created_at);
-- What waits, each held for 60 s. Empty answer: nothing to carry now.
create or replace function outreach.claim_handovers(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  with claimed as (
    update outreach.handovers h
    set fence = h.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = h.attempts + 1
    where h.id = any (array(
      select w.id from outreach.handovers w
      where w.status = 'waiting' and w.run_at <= platform.now() and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for no key update skip locked))
    returning h.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'fence', c.fence, 'team_id', c.team_id, 'kind', c.kind, 'key', c.key,
    'payload', c.payload, 'attempts', c.attempts) order by c.id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;
