-- A part asks in one call what it has to do, instead of asking each of its queues.

-- What a part has to do, told in one call: seconds until something of a queue may be due, 0 and less for now. A queue that is not
-- named holds nothing. What is named and cannot be claimed yet, as it waits behind another, is found by the claim; what can be
-- claimed is always named. Each reads what is open alone, by a partial index.

-- For the bot. `working`: a runner holds a job, so that more will come soon.
create function content.bot_due() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'queues', jsonb_strip_nulls(jsonb_build_object(
      'outbox', (
        select extract(epoch from min(greatest(o.run_at, o.leased_until)) - n.now) from content.outbox o where o.wanted > o.shown and not o.given_up),
      'handovers', (
        select extract(epoch from min(greatest(h.run_at, h.leased_until)) - n.now) from content.handovers h where h.status = 'waiting'),
      'webhooks', (
        select extract(epoch from min(greatest(w.run_at, w.leased_until)) - n.now) from content.webhooks w where w.status = 'waiting'),
      'proposals', (
        select extract(epoch from min(greatest(m.run_at, m.leased_until)) - n.now) from content.proposal_messages m
        where m.wanted > m.shown and not m.given_up),
      'waits', (select extract(epoch from min(w.look_at) - n.now) from content.waits w))),
    'working', exists (select from content.jobs j where j.status = 'running'))
  from (select platform.now() as now) n
$$;
grant execute on function content.bot_due to greenlight_bot;

-- For a runner: jobs to claim, leases that end, versions that were not learned from.
create function content.agent_due() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'queues', jsonb_strip_nulls(jsonb_build_object(
      'jobs', (
        select extract(epoch from min(j.run_at) - n.now) from content.jobs j where j.status = 'queued' and j.thread_ts is not null),
      'leases', (select extract(epoch from min(j.leased_until) - n.now) from content.jobs j where j.status = 'running'),
      'lessons', (select 0 where exists (select from content.lessons l where l.learned_at is null)))),
    'working', exists (select from content.jobs j where j.status = 'running'))
  from (select platform.now() as now) n
$$;
grant execute on function content.agent_due to greenlight_agent;

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

revoke execute on function content.bot_due, content.agent_due, outreach.bot_due from public, anon, authenticated, service_role;
