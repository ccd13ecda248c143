-- Lists of jobs, and the history of what was made with a search over what was approved.

alter table content.content_history
  -- Whose approvals let the version out, in their order.
  add column approved_by text[] not null default '{}',
  -- Of what was approved, as `search` is its words; null for all else.
  add column language text,
  add column search tsvector,
  add constraint what_is_searched_has_a_language check ((search is null) = (language is null));
create index content_history_search_pt on content.content_history using gin (search) where language = 'pt';
create index content_history_search_en on content.content_history using gin (search) where language = 'en';

-- The words of what was made, as `content.passages` has them: its title first, then what was asked for, then its text.
create function content.words_made(p_language text, p_title text, p_prompt text, p_content jsonb) returns tsvector
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case p_language
    when 'pt' then setweight(to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(coalesce(p_title, '')))), 'A')
      || setweight(to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(p_prompt))), 'B')
      || to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain_texts(p_content)))
    else setweight(to_tsvector('pg_catalog.english', content.fold_en(content.plain(coalesce(p_title, '')))), 'A')
      || setweight(to_tsvector('pg_catalog.english', content.fold_en(content.plain(p_prompt))), 'B')
      || to_tsvector('pg_catalog.english', content.fold_en(content.plain_texts(p_content)))
  end
$$;

-- Brings the job's line up to date; called by every function that changes a job's status.
create or replace function content.note_history(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.content_history h
  set status = j.status, versions = j.versions, ended_at = j.ended_at, final = j.final,
      title = coalesce(d.content ->> 'title', j.result ->> 'title'), model = d.content ->> 'model',
      decided_by = coalesce(r.reviewer_id, j.cancelled_by), decision_note = r.note,
      overrides = coalesce((
        select jsonb_agg(jsonb_build_object('person_id', o.reviewer_id, 'reason', o.override_reason, 'overridden', o.overridden, 'at', o.created_at)
                         order by o.created_at, o.id)
        from content.reviews o where o.job_id = j.id and o.version = j.versions and o.override_reason is not null), '[]'::jsonb),
      approved_by = case when d.status = 'approved' then coalesce((
        select array_agg(a.reviewer_id order by a.created_at, a.id)
        from content.reviews a where a.draft_id = d.id and a.decision = 'approve'), '{}') else '{}' end,
      language = case when d.status = 'approved' then coalesce(d.content ->> 'language', 'en') end,
      search = case when d.status = 'approved' then
        content.words_made(coalesce(d.content ->> 'language', 'en'), d.content ->> 'title', h.prompt, d.content) end
  from content.jobs j
  left join lateral (select * from content.drafts where job_id = j.id order by version desc limit 1) d on true
  left join lateral (select * from content.reviews where job_id = j.id order by created_at desc, id limit 1) r on true
  where h.job_id = p_job_id and j.id = p_job_id
$$;

select content.note_history(h.job_id) from content.content_history h where h.status = 'completed';

-- What was made, newest first: from which prompt, by whom, approved by whom, with what result and cost. `p_filter`:
-- {person_id, type, from, until, words, offset, limit}, each of them null for all; `words` are looked for in what was approved.
-- Without a type the documents and brand kits are left out. Times are of when it was asked for, `until` exclusive.
-- `terms` are the words that were looked for: without one nothing is found. Guests are told `allowed` false, and nothing else.
create function content.read_history(p_team_id text, p_person_id text, p_filter jsonb) returns jsonb
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
      select h.* from content.content_history h
      where h.team_id = p_team_id
        and case when p_filter ->> 'type' is null then h.type not in ('knowledge', 'brand_kit') else h.type = p_filter ->> 'type' end
        and (p_filter ->> 'person_id' is null or h.requester_id = p_filter ->> 'person_id')
        and h.created_at >= coalesce((p_filter ->> 'from')::timestamptz, '-infinity')
        and h.created_at < coalesce((p_filter ->> 'until')::timestamptz, 'infinity')
        and (v_words is null or h.language = 'pt' and h.search @@ v_pt or h.language = 'en' and h.search @@ v_en)
    ),
    page as materialized (
      select f.* from found f order by f.created_at desc, f.job_id limit v_limit offset v_offset
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

-- Whom a job waits for; empty while it waits for none.
create function content.waits_for(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case (p_job).status
    when 'awaiting_review' then coalesce((
      select content.approval_state(p_job, d) -> 'asked' from content.drafts d where d.job_id = (p_job).id and d.version = (p_job).versions), '[]'::jsonb)
    when 'awaiting_input' then jsonb_build_array((p_job).requester_id)
    when 'awaiting_budget' then platform.admins_of((p_job).team_id)
    when 'expired' then jsonb_build_array((p_job).requester_id)
    else '[]'::jsonb end
$$;

create function content.job_line(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'job', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'topic', (p_job).brief ->> 'topic',
    'requester_id', (p_job).requester_id, 'versions', (p_job).versions, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'waits_for', content.waits_for(p_job), 'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at)
$$;

-- A page of jobs: `whose` "mine" are all of this person, "open" those of the team that have not ended. What has not ended comes
-- first, then the newest. A guest sees nothing of others.
create function content.list_jobs(p_team_id text, p_person_id text, p_page jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with seen as materialized (
    select j.id, row_number() over (order by (j.ended_at is null) desc, j.created_at desc, j.id) as n
    from platform.people me
    join content.jobs j on j.team_id = me.team_id
    where me.team_id = p_team_id and me.user_id = p_person_id
      and case p_page ->> 'whose'
        when 'mine' then j.requester_id = me.user_id
        when 'open' then j.ended_at is null and (j.requester_id = me.user_id or not me.is_guest)
        else false end
  ), page as (
    select s.* from seen s order by s.n offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0)
    limit platform.limit_of((p_page ->> 'limit')::integer, 50)
  )
  select jsonb_build_object(
    'total', (select count(*) from seen),
    'jobs', coalesce((
      select jsonb_agg(content.job_line(j) order by p.n) from page p join content.jobs j on j.id = p.id), '[]'::jsonb))
$$;

-- One job by its id, or by how that begins, as lists show it. `outcome` found, not_found or ambiguous. `steers`: this person may
-- cancel it and try it again.
create function content.read_job(p_team_id text, p_person_id text, p_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids text[];
  v_job content.jobs;
begin
  if char_length(p_id) between 4 and 36 then
    select array_agg(j.id) into v_ids
    from platform.people me join content.jobs j on j.team_id = me.team_id and starts_with(j.id, lower(p_id))
    where me.team_id = p_team_id and me.user_id = p_person_id and (j.requester_id = me.user_id or not me.is_guest);
  end if;
  if coalesce(cardinality(v_ids), 0) <> 1 then
    return jsonb_build_object('outcome', case when v_ids is null then 'not_found' else 'ambiguous' end);
  end if;
  select * into v_job from content.jobs where id = v_ids[1];
  return jsonb_build_object(
    'outcome', 'found', 'job', content.job_view(v_job), 'steers', content.may_steer(v_job, p_person_id), 'waits_for', content.waits_for(v_job),
    'usd', content.spent('job', v_job), 'tokens', content.tokens_spent('job', v_job),
    'made', coalesce((
      select jsonb_agg(jsonb_build_object('version', d.version, 'status', d.status, 'made_by', d.made_by, 'author_id', d.author_id, 'reason', d.reason, 'created_at', d.created_at) order by d.version)
      from content.drafts d where d.job_id = v_job.id), '[]'::jsonb));
end $$;

revoke execute on function content.words_made, content.read_history, content.waits_for, content.job_line, content.list_jobs, content.read_job
  from public, anon, authenticated, service_role;
grant execute on function content.read_history, content.list_jobs, content.read_job to greenlight_bot;
