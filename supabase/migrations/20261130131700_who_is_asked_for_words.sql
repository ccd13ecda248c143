-- The words of a campaign ask the second of two groups once the first has approved some of them.

create function content.notes_ask(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(distinct a.person), '[]'::jsonb)
  from (
    select distinct on (i.text_by, g.people) i as item
    from content.note_items i
    left join lateral (
      select array_agg(a.person_id order by a.person_id) as people from content.note_approvals a
      where a.job_id = i.job_id and a.number = i.number and a.revision = i.revision) g on true
    where i.job_id = (p_job).id and i.status = 'waiting') alike
  cross join lateral jsonb_array_elements(content.note_approval(p_job, alike.item) -> 'asked') a (person)
$$;

create or replace function content.waits_for(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case (p_job).status
    when 'awaiting_review' then coalesce((
      select a.state -> 'asked' || coalesce((
        select jsonb_agg(e) from jsonb_array_elements(content.escalated_to(p_job)) e
        where not a.state -> 'asked' @> e and platform.is_asked(a.state, e #>> '{}')), '[]'::jsonb)
      from content.drafts d cross join lateral (select content.approval_state(p_job, d) as state offset 0) a
      where d.job_id = (p_job).id and d.version = (p_job).versions), '[]'::jsonb)
    when 'awaiting_input' then case when (p_job).type = 'outreach_notes'
      then content.notes_ask(p_job) else jsonb_build_array((p_job).requester_id) end
    when 'awaiting_budget' then platform.admins_of((p_job).team_id)
    when 'expired' then jsonb_build_array((p_job).requester_id)
    else '[]'::jsonb end
$$;

create or replace function content.get_home(p_team_id text, p_person_id text) returns jsonb
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

revoke execute on function content.notes_ask from public, anon, authenticated, service_role;
