-- What App Home shows one person: the drafts and questions that wait for them, and their own work of the last 30 days. A
-- guest is shown nothing of a draft that others made.
create function content.get_home(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with me as (
    select p.* from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id
  ), picture as (
    select f.job_id, f.edition, u ->> 'file_id' as file_id, u ->> 'key' as key
    from content.outbox f cross join jsonb_array_elements(f.uploads) u
    where f.kind = 'pages' and f.shown > 0
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_agg(w.item order by w.since) from (
        select d.created_at as since, jsonb_build_object(
          'job', j.id, 'type', j.type, 'version', d.version, 'hash', d.hash, 'title', d.content ->> 'title',
          'excerpt', coalesce(d.content #>> '{post,hook}', d.content ->> 'meta_description', d.content #>> '{summary,markdown}', ''),
          'requester_id', j.requester_id, 'channel_id', j.channel_id, 'card_ts', d.card_ts,
          'may_be_approved', jsonb_array_length(d.finals) > 0 and jsonb_array_length(d.blocking) = 0,
          'picture', (select x.file_id from picture x where x.job_id = j.id and x.edition = d.version and x.key in (
             select a ->> 'key' from jsonb_array_elements(d.artifacts) a where a ->> 'role' = 'overview') limit 1)) as item
        from me
        join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_review' and j.type in ('carousel', 'blog', 'research')
        join content.drafts d on d.job_id = j.id and d.version = j.versions and d.status = 'proposed'
        where content.approval_state(j, d) -> 'asked' ? p_person_id
        order by (j.named_approver = p_person_id) desc nulls last, d.created_at limit 20) w), '[]'::jsonb),
    'mine', coalesce((
      select jsonb_agg(m.item order by m.created_at desc) from (
        select j.created_at, jsonb_build_object(
          'job', j.id, 'type', j.type, 'status', j.status, 'topic', j.brief ->> 'topic', 'versions', j.versions,
          'channel_id', j.channel_id, 'thread_ts', j.thread_ts) as item
        from me join content.jobs j on j.team_id = p_team_id and j.requester_id = me.user_id
        where j.created_at > platform.now() - interval '30 days' and j.type in ('carousel', 'blog', 'research')
          and (j.ended_at is null or j.status in ('completed', 'failed', 'rejected'))
        order by (j.ended_at is null) desc, j.created_at desc limit 10) m), '[]'::jsonb))
$$;

-- Changes whenever something changes that App Home shows: one short answer instead of each person's page, once a second.
create function content.home_stamp(p_team_id text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select md5(concat(
    (select string_agg(concat_ws(' ', j.id, j.status, j.versions, j.thread_ts, d.card_ts, (select count(*) from content.reviews r where r.draft_id = d.id)), ',' order by j.id)
     from content.jobs j left join content.drafts d on d.job_id = j.id and d.version = j.versions
     where j.team_id = p_team_id and j.created_at > platform.now() - interval '30 days'),
    (select string_agg(concat_ws(' ', p.user_id, p.role, p.is_guest), ',' order by p.user_id) from platform.people p where p.team_id = p_team_id),
    (select t.locale from platform.teams t where t.team_id = p_team_id)))
$$;

grant execute on function content.get_home, content.home_stamp to greenlight_bot;
