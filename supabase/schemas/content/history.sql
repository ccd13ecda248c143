-- One line a job for "what was made, from which prompt, by whom, with what result". Outlives its job: no foreign key.
create table content.content_history (
  job_id text primary key,
  team_id text not null,
  type text not null,
  requester_id text not null,
  prompt text not null,
  brief jsonb not null,
  status text not null,
  versions integer not null default 0,
  title text,
  model text,
  decided_by text,
  decision_note text,
  -- [{"person_id", "reason", "overridden", "at"}]: who approved it in spite of claims without evidence, and why.
  overrides jsonb not null default '[]',
  usd numeric(12, 6) not null default 0,
  final jsonb not null default '[]',
  created_at timestamptz not null,
  ended_at timestamptz,
  -- Whose approvals let the version out, in their order.
  approved_by text[] not null default '{}',
  -- Of what was approved, as `search` is its words; null for all else.
  language text,
  search tsvector,
  constraint what_is_searched_has_a_language check ((search is null) = (language is null))
);
alter table content.content_history enable row level security;
create index content_history_by_time on content.content_history (team_id, created_at desc);
-- One for each language, as of passages.
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
create function content.note_history(p_job_id text) returns void
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

-- What was made, newest first: from which prompt, by whom, approved by whom, with what result and cost. `p_filter`:
-- {person_id, type, from, until, words, offset, limit}, each of them null for all; `words` are looked for in what was approved.
-- Without a type the documents and brand kits are left out. Times are of when it was asked for, `until` exclusive.
-- `terms` are the words that were looked for: without one nothing is found. `kept_days`: what ended longer ago was removed; null, nothing
-- was. Guests are told `allowed` false, and nothing else.
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
  if not content.may_read(p_team_id, p_person_id) then
    return jsonb_build_object('allowed', false, 'total', 0, 'terms', '[]'::jsonb, 'lines', '[]'::jsonb, 'names', '{}'::jsonb, 'kept_days', null);
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
      'allowed', true, 'total', (select count(*) from found), 'terms', to_jsonb(v_terms), 'kept_days', content.history_days(),
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
          select sum(l.tokens) as tokens
          from content.usage_ledger l where l.job_id = p.job_id and l.state <> 'void') u on true), '[]'::jsonb),
      'names', coalesce((
        select jsonb_object_agg(o.user_id, o.name) from platform.people o
        where o.team_id = p_team_id and o.user_id in (
          select p.requester_id from page p union select p.decided_by from page p union select unnest(p.approved_by) from page p)), '{}'::jsonb)));
end $$;

grant execute on function content.read_history to greenlight_bot;
