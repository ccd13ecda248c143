-- App Home and lists of jobs read what is open and what is a person's by an index, as they are asked once a second.

create index jobs_open on content.jobs (team_id, created_at) where ended_at is null;
create index jobs_of_a_person on content.jobs (team_id, requester_id, created_at);

-- What App Home shows one person: the drafts that wait for their decision, of deputies once they were asked, those for which
-- they were named first and then the oldest; their own work of the last 30 days; and for admins the jobs that wait at a cap. A
-- guest is shown nothing of a draft that others made.
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
        where me.role = 'admin' and not me.is_guest
        order by b.created_at limit 10) s), '[]'::jsonb))
$$;

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
    (select t.locale from platform.teams t where t.team_id = p_team_id)))
$$;

-- What was made, newest first: from which prompt, by whom, approved by whom, with what result and cost. `p_filter`:
-- {person_id, type, from, until, words, offset, limit}, each of them null for all; `words` are looked for in what was approved.
-- Without a type the documents and brand kits are left out. Times are of when it was asked for, `until` exclusive.
-- `terms` are the words that were looked for: without one nothing is found. Guests are told `allowed` false, and nothing else.
create or replace function content.read_history(p_team_id text, p_person_id text, p_filter jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of((p_filter ->> 'limit')::integer, 5000);
  v_offset integer := greatest(coalesce((p_filter ->> 'offset')::integer, 0), 0);
  v_words text := nullif(trim(p_filter ->> 'words'), '');
  v_term record;
  v_terms text[] := '{}';
  v_pt tsquery;
  v_en tsquery;
begin
  if not exists (select from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id and not p.is_guest) then
    return jsonb_build_object('allowed', false, 'total', 0, 'terms', '[]'::jsonb, 'lines', '[]'::jsonb, 'names', '{}'::jsonb);
  end if;
  -- All of the words stand in it; what is a stop word in one language is left out there.
  for v_term in select t.* from content.query_terms(v_words, null) t loop
    v_terms := v_terms || v_term.word;
    v_pt := case when v_pt is null then v_term.pt when v_term.pt is null then v_pt else v_pt && v_term.pt end;
    v_en := case when v_en is null then v_term.en when v_term.en is null then v_en else v_en && v_term.en end;
  end loop;
  return (
    with found as materialized (
      select h.job_id, h.created_at from content.content_history h
      where h.team_id = p_team_id
        and case when p_filter ->> 'type' is null then h.type not in ('knowledge', 'brand_kit') else h.type = p_filter ->> 'type' end
        and (p_filter ->> 'person_id' is null or h.requester_id = p_filter ->> 'person_id')
        and h.created_at >= coalesce((p_filter ->> 'from')::timestamptz, '-infinity')
        and h.created_at < coalesce((p_filter ->> 'until')::timestamptz, 'infinity')
        and (v_words is null or h.language = 'pt' and h.search @@ v_pt or h.language = 'en' and h.search @@ v_en)
    ),
    page as materialized (
      select h.* from (select f.* from found f order by f.created_at desc, f.job_id limit v_limit offset v_offset) f
      join content.content_history h on h.job_id = f.job_id
    )
    select jsonb_build_object(
      'allowed', true, 'total', (select count(*) from found), 'terms', to_jsonb(v_terms),
      'lines', coalesce((
        select jsonb_agg(jsonb_build_object(
          'job', p.job_id, 'type', p.type, 'requester_id', p.requester_id, 'prompt', p.prompt, 'title', p.title, 'status', p.status,
          'versions', p.versions, 'model', p.model, 'approved_by', to_jsonb(p.approved_by), 'decided_by', p.decided_by,
          'decision_note', p.decision_note, 'overridden', jsonb_array_length(p.overrides) > 0,
          'usd', p.usd, 'tokens', coalesce(u.tokens, 0), 'unpriced', content.is_unpriced(p.job_id),
          'created_at', p.created_at, 'ended_at', p.ended_at, 'channel_id', j.channel_id, 'thread_ts', j.thread_ts)
          order by p.created_at desc, p.job_id)
        from page p
        left join content.jobs j on j.id = p.job_id
        left join lateral (
          select sum(coalesce(l.input_tokens, 0)::bigint + coalesce(l.output_tokens, 0)) as tokens
          from content.usage_ledger l where l.job_id = p.job_id and l.state <> 'void') u on true), '[]'::jsonb),
      'names', coalesce((
        select jsonb_object_agg(o.user_id, o.name) from platform.people o
        where o.team_id = p_team_id and o.user_id in (
          select p.requester_id from page p union select p.decided_by from page p union select unnest(p.approved_by) from page p)), '{}'::jsonb)));
end $$;
