-- What App Home shows one person: the drafts that wait for their decision, of deputies once they were asked, those for which
-- they were named first and then the oldest; the words of campaigns that wait; their own work of the last 30 days; and for admins
-- the jobs that wait at a cap. A
-- guest is shown nothing of a draft that others made.
create function content.get_home(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with me as (
    select p.* from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_agg(w.item order by w.is_named desc, w.since) from (
        select d.created_at as since, j.named_approver is not distinct from p_person_id as is_named, jsonb_build_object(
          'job', j.id, 'type', j.type, 'version', d.version, 'hash', d.hash, 'title', d.content ->> 'title',
          'excerpt', coalesce(d.content #>> '{post,hook}', d.content ->> 'meta_description', d.content #>> '{summary,markdown}', ''),
          'requester_id', j.requester_id, 'channel_id', j.channel_id, 'card_ts', d.card_ts, 'since', d.created_at,
          'approvals', a.state -> 'approvals', 'quorum', a.state -> 'quorum',
          'may_be_approved', jsonb_array_length(d.finals) > 0 and jsonb_array_length(d.blocking) = 0,
          'picture', (
            select u ->> 'file_id' from content.outbox f cross join jsonb_array_elements(f.uploads) u
            where f.job_id = j.id and f.kind = 'pages' and f.edition = d.version and f.shown > 0 and u ->> 'key' in (
              select x ->> 'key' from jsonb_array_elements(d.artifacts) x where x ->> 'role' = 'overview') limit 1)) as item
        from me
        join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_review' and j.type in ('carousel', 'blog', 'research')
        join content.drafts d on d.job_id = j.id and d.version = j.versions and d.status = 'proposed'
        cross join lateral (select content.approval_state(j, d) as state offset 0) a
        where a.state -> 'asked' ? p_person_id or content.escalated_to(j) ? p_person_id and platform.is_asked(a.state, p_person_id)
        order by is_named desc, d.created_at limit 20) w), '[]'::jsonb),
    'mine', coalesce((
      select jsonb_agg(m.item order by m.is_open desc, m.is_asked desc, m.created_at desc) from (
        select j.created_at, j.ended_at is null as is_open, j.status = 'awaiting_input' as is_asked, jsonb_build_object(
          'job', j.id, 'type', j.type, 'status', j.status, 'topic', j.brief ->> 'topic', 'versions', j.versions, 'error', j.error,
          'ended_at', j.ended_at, 'resume_until', content.resume_until(j), 'waits_for', content.waits_for(j), 'channel_id', j.channel_id, 'thread_ts', j.thread_ts) as item
        from me join content.jobs j on j.team_id = p_team_id and j.requester_id = me.user_id
        where j.created_at > platform.now() - interval '30 days' and j.type in ('carousel', 'blog', 'research', 'plan')
          and (j.ended_at is null or j.status in ('completed', 'failed', 'rejected', 'expired'))
        order by is_open desc, is_asked desc, j.created_at desc limit 10) m), '[]'::jsonb),
    'at_a_cap', coalesce((
      select jsonb_agg(s.item order by s.since) from (
        select b.created_at as since, jsonb_build_object(
          'job', j.id, 'type', j.type, 'topic', j.brief ->> 'topic', 'requester_id', j.requester_id, 'channel_id', j.channel_id,
          'card_ts', coalesce((select o.ts from content.outbox o where o.job_id = j.id and o.kind = 'budget' and o.edition = b.number), j.thread_ts)) as item
        from me join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_budget'
        join content.budget_stops b on b.job_id = j.id and b.status = 'open'
        where content.is_admin(p_team_id, p_person_id)
        order by b.created_at limit 10) s), '[]'::jsonb),
    'notes', coalesce((
      select jsonb_agg(n.item order by n.since) from (
        select q.created_at as since, jsonb_build_object(
          'job', j.id, 'topic', j.brief ->> 'topic', 'requester_id', j.requester_id, 'channel_id', j.channel_id, 'since', q.created_at,
          'card_ts', (select o.ts from content.outbox o where o.job_id = j.id and o.kind = 'question' and o.edition = q.number),
          'people', (select count(*) from content.note_items i where i.job_id = j.id and i.status = 'waiting')) as item
        from me
        join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_input' and j.type = 'outreach_notes'
        join content.questions q on q.job_id = j.id and q.number = j.questions and q.status = 'open'
        where content.notes_ask(j) ? p_person_id
        order by q.created_at limit 10) n), '[]'::jsonb))
$$;

-- Changes whenever something changes that App Home shows: one short answer instead of each person's page, once a second. Of what
-- was spent whole cents count, and of what Slack is behind whether it is more than a minute.
create function content.home_stamp(p_team_id text) returns text
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
    (select string_agg(concat_ws(' ', w.job_id, w.people), ',' order by w.job_id) from (
       select i.job_id, count(*) as people from content.note_items i where i.team_id = p_team_id and i.status = 'waiting' group by i.job_id) w),
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

-- For admins: how far Slack is behind the database, what failed today and why, and how the model last answered. Empty answer: this
-- person is none. Days are UTC's, as of the budget.
create function content.get_health(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'outbox', content.outbox_backlog(),
    'failed_today', coalesce((
      select jsonb_agg(jsonb_build_object('code', f.code, 'jobs', f.jobs, 'topic', f.topic) order by f.jobs desc, f.code) from (
        -- Of the newest of them.
        select j.error ->> 'code' as code, count(*) as jobs, (array_agg(j.brief ->> 'topic' order by j.ended_at desc))[1] as topic
        from content.jobs j
        where j.team_id = p_team_id and j.status = 'failed' and j.ended_at >= content.span_start('person_day')
        group by 1) f), '[]'::jsonb),
    -- Of those that a model stopped in the last week, or keeps waiting.
    'model_failed', (
      select jsonb_build_object('code', j.error ->> 'code', 'at', j.ended_at, 'topic', j.brief ->> 'topic')
      from content.jobs j
      where j.team_id = p_team_id and j.created_at > platform.now() - interval '30 days' and j.error ->> 'code' like 'model\_%'
        and (j.status = 'queued' or j.ended_at > platform.now() - interval '7 days')
      order by j.status = 'queued' desc, j.ended_at desc limit 1),
    'model_answered_at', (
      select u.settled_at from content.usage_ledger u
      where u.team_id = p_team_id and u.state = 'settled' and not u.unheard order by u.created_at desc limit 1))
  from platform.people me
  where me.team_id = p_team_id and me.user_id = p_person_id and me.role = 'admin' and not me.is_guest and not me.is_deactivated
$$;

grant execute on function content.get_home, content.home_stamp, content.get_health to greenlight_bot;
