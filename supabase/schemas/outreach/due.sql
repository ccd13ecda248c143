-- What the bot has to do for outreach, as content.bot_due tells it of content. `working`: an action is on its way.
create function outreach.bot_due() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'queues', jsonb_strip_nulls(jsonb_build_object(
      'outbox', (
        select extract(epoch from min(greatest(o.run_at, o.leased_until)) - n.now) from outreach.outbox o where o.wanted > o.shown and not o.given_up),
      'handovers', (
        select extract(epoch from min(greatest(h.run_at, h.leased_until)) - n.now) from outreach.handovers h where h.status = 'waiting'),
      'lead_batches', (
        select extract(epoch from min(coalesce(b.leased_until, b.created_at)) - n.now) from outreach.lead_batches b
        where b.kind = 'import' and b.status = 'running' or b.status = 'rolling_back' or not b.is_shown),
      'scores', (
        select 0 where exists (
          select from platform.teams t
          where (select min(l.score_version) from outreach.leads l where l.team_id = t.team_id)
            < (select max(r.version) from outreach.score_rules r where r.team_id = t.team_id))))),
    'working', exists (select from outreach.linkedin_automation a where a.status = 'dispatching'))
  from (select platform.now() as now) n
$$;
grant execute on function outreach.bot_due to greenlight_bot;
