-- A database that was never restored has no time of it: what is compared with that is no, not unknown.

-- Surfaces to draw, each held for 60 s. Empty answer: nothing to draw now.
create or replace function outreach.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
  v_restored_at timestamptz := platform.notice_restore();
begin
  with claimed as (
    update outreach.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = o.attempts + 1,
        -- What a restored database knows from its backup may have been posted since.
        maybe_posted = o.maybe_posted or (o.ts is null and (o.leased_until is not null or coalesce(o.created_at < v_restored_at, false)))
    where o.id = any (array(
      select w.id from outreach.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(outreach.outbox_view(c.item) order by (c.item).id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;
