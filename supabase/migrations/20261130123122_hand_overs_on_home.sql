-- An open Home is drawn anew when a hand-over waits or was refused.

-- Changes whenever something changes that App Home shows: one short answer instead of each person's page, once a second. Of what
-- was spent whole cents count, and of what Slack is behind whether it is more than a minute.
create or replace function content.home_stamp(p_team_id text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select md5(concat_ws('|',
    (select string_agg(concat_ws(' ', j.id, j.status, j.versions, j.thread_ts, j.named_approver, j.error ->> 'code', d.card_ts,
       (select count(*) from content.reviews r where r.draft_id = d.id)), ',' order by j.id)
     from content.jobs j left join content.drafts d on d.job_id = j.id and d.version = j.versions
     where j.team_id = p_team_id and j.ended_at is null),
    -- A job that has ended stays as it is, or begins anew.
    (select concat_ws(' ', count(*), max(j.ended_at)) from content.jobs j
     where j.team_id = p_team_id and j.ended_at > platform.now() - interval '30 days'),
    (select string_agg(concat_ws(' ', s.job_id, s.number, s.status), ',' order by s.job_id, s.number)
     from content.budget_stops s where s.team_id = p_team_id and s.status = 'open'),
    (select string_agg(concat_ws(' ', p.user_id, p.role, p.is_guest, p.is_deactivated), ',' order by p.user_id) from platform.people p where p.team_id = p_team_id),
    (select string_agg(concat_ws(' ', r.job_type, r.channel_id, r.version), ',' order by r.job_type, r.channel_id)
     from platform.approver_rules r where r.team_id = p_team_id),
    (select string_agg(concat_ws(' ', g.group_id, g.is_disabled, g.members::text), ',' order by g.group_id) from platform.user_groups g where g.team_id = p_team_id),
    (select string_agg(concat_ws(' ', c.scope, c.usd, c.tokens), ',' order by c.scope) from content.budget_caps c where c.team_id = p_team_id),
    (select round(sum(h.usd), 2) from content.content_history h where h.team_id = p_team_id and h.created_at > platform.now() - interval '30 days'),
    exists (select from content.outbox o where o.wanted > o.shown and not o.given_up and o.run_at < platform.now() - interval '1 minute'),
    -- Hand-overs are seen to wait from their second minute on.
    (select concat_ws(' ', count(*) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'), max(h.ended_at))
     from content.handovers h where h.status <> 'done' and h.team_id = p_team_id),
    (select t.locale from platform.teams t where t.team_id = p_team_id)))
$$;
-- Changes whenever something of outreach changes: every change of state is audited. One probe of an index, asked once a second.
create or replace function outreach.home_stamp() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select concat_ws(' ', (select coalesce(max(a.id), 0) from outreach.audit a),
    -- Hand-overs are seen to wait from their second minute on.
    (select concat_ws(' ', count(*) filter (where h.status = 'waiting' and h.created_at < platform.now() - interval '1 minute'), max(h.ended_at))
     from outreach.handovers h where h.status <> 'done'))
$$;