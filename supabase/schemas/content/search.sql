-- One search over documents in two languages: the words of the query in all their forms, mistyped ones mended, and,
-- where there are vectors, what is near in meaning.

-- Jobs whose pages a job's searches find: its own and those of the research that it goes on from. None without a job.
create function content.jobs_read_by(p_job_id text) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array_remove(array[p_job_id, (select j.from_job_id from content.jobs j where j.id = p_job_id)], null)
$$;

-- A passage as searches answer it. `before` and `after` are what stands around it in its document, up to 500 characters
-- each, from its neighbours, as those need not read the whole text.
create function content.passage_view(p_passage content.passages, p_document content.documents) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_passage).id, 'document_id', (p_passage).document_id, 'title', (p_passage).title, 'url', (p_document).url,
    'language', (p_passage).language, 'text', (p_passage).text, 'start_at', (p_passage).start_at, 'end_at', (p_passage).end_at,
    'fetched_at', (p_document).fetched_at, 'added_at', (p_document).created_at, 'sha256', (p_document).sha256,
    'before', coalesce((select right(b.text, 500) from content.passages b
                        where b.document_id = (p_passage).document_id and b.ordinal = (p_passage).ordinal - 1), ''),
    'after', coalesce((select left(a.text, 500) from content.passages a
                       where a.document_id = (p_passage).document_id and a.ordinal = (p_passage).ordinal + 1), ''))
$$;

-- The words of a query that carry meaning, as they are looked for in either language. With `p_language` null the query
-- may be in any.
create function content.query_terms(p_query text, p_language text) returns table (word text, pt tsquery, en tsquery)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select w.word, w.pt, w.en
  from (
    select distinct on (content.plain(m[1])) m[1] as word, content.word_query(m[1], 'pt') as pt, content.word_query(m[1], 'en') as en
    from regexp_matches(lower(normalize(left(p_query, 4000), nfkc)), '[[:alnum:]]+', 'g') m
    order by content.plain(m[1]), m[1] desc
  ) w
  -- A small number carries no meaning ("5 erros"), nor does a stop word of the query's language.
  where w.word !~ '^\d{1,2}$' and char_length(w.word) between 2 and 100
    and (p_language = 'pt' or w.en is not null)
    -- The Portuguese list is of words with their accents; it leaves out asking words, and those typed in a hurry.
    and (p_language = 'en' or (w.pt is not null and to_tsvector('pg_catalog.portuguese', w.word) <> ''
      and w.word <> all (array['quais', 'quanto', 'quanta', 'quantos', 'quantas', 'onde', 'porque', 'porquê', 'ate', 'tambem', 'ja', 'ha', 'sera'])))
$$;

-- By word of a query that carries meaning: in how many passages it stands, and what one that stands nowhere was probably
-- meant to be. What a brief is about is told by the rarer of its words, which the best passages alone do not show.
create function content.query_words(p_team_id text, p_query text, p_language text, p_job_id text default null) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with visible as materialized (
    select d.id from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and (d.job_id is null or d.job_id = any (content.jobs_read_by(p_job_id)))
  ),
  terms as materialized (select t.* from content.query_terms(p_query, p_language) t),
  counted as materialized (
    select t.word, (
      select count(*) from (
        select p.document_id from content.passages p where p.language = 'pt' and p.search @@ t.pt
        union all
        select p.document_id from content.passages p where p.language = 'en' and p.search @@ t.en
      ) h join visible v on v.id = h.document_id) as passages
    from terms t
  )
  select coalesce(jsonb_object_agg(c.word, jsonb_build_object(
    'passages', c.passages,
    'meant', case when c.passages > 0 then '[]'::jsonb else (
      select coalesce(jsonb_agg(distinct w), '[]'::jsonb) from (
        select unnest(content.nearest_words(p_team_id, p_job_id, c.word, 'pt')) w
        union select unnest(content.nearest_words(p_team_id, p_job_id, c.word, 'en'))) n) end)), '{}'::jsonb)
  from counted c
$$;

-- The passages that share words with the query, best first, and the words that were found. A word counts more the
-- rarer it is in what is searched, and is looked for in the language of each document.
create function content.matching_passages(p_team_id text, p_job_id text, p_query text, p_language text, p_limit integer)
returns table (id text, nth bigint, score double precision, matched text[])
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with visible as materialized (
    select d.id, d.characters from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and (d.job_id is null or d.job_id = any (content.jobs_read_by(p_job_id)))
  ),
  terms as materialized (select t.* from content.query_terms(p_query, p_language) t),
  found as materialized (
    select t.word, h.id from terms t
    cross join lateral (
      select p.id, p.document_id from content.passages p where p.language = 'pt' and p.search @@ t.pt
      union all
      select p.id, p.document_id from content.passages p where p.language = 'en' and p.search @@ t.en
    ) h
    join visible v on v.id = h.document_id
  ),
  mended as materialized (
    select t.word, content.any_of(content.nearest_words(p_team_id, p_job_id, t.word, 'pt'), 'pt') as pt,
           content.any_of(content.nearest_words(p_team_id, p_job_id, t.word, 'en'), 'en') as en
    from terms t where t.word not in (select f.word from found f)
  ),
  hits as materialized (
    select f.word, f.id from found f
    union all
    select m.word, h.id from mended m
    cross join lateral (
      select p.id, p.document_id from content.passages p where p.language = 'pt' and p.search @@ m.pt
      union all
      select p.id, p.document_id from content.passages p where p.language = 'en' and p.search @@ m.en
    ) h
    join visible v on v.id = h.document_id
  ),
  weights as materialized (
    -- About how many passages there are; counting them would take a tenth of the search.
    select h.word, ln(1 + (select sum(1 + v.characters / 600) from visible v)::double precision / count(*)) as weight
    from hits h group by h.word
  ),
  queries as materialized (
    select g.word, g.weight, coalesce(m.pt, t.pt) as pt, coalesce(m.en, t.en) as en
    from weights g join terms t on t.word = g.word left join mended m on m.word = g.word
  ),
  -- What the words weigh is quickly said; where they stand is looked up for the best of them only, and whether they
  -- stand there as typed for the best of those: "sal" is found by "sala" too, as both have one stem.
  candidates as materialized (
    select h.id, sum(g.weight) as weight from hits h join weights g on g.word = h.word
    group by h.id order by weight desc, h.id limit greatest(p_limit * 10, 300)
  ),
  ranked as materialized (
    select p.id, sum(q.weight * (1 + ts_rank(p.search, case p.language when 'pt' then q.pt else q.en end)))
             * case when p.language = p_language then 1.25 else 1 end as score
    from candidates c join content.passages p on p.id = c.id
    join queries q on p.search @@ case p.language when 'pt' then q.pt else q.en end
    group by p.id order by score desc, p.id limit greatest(p_limit * 2, 40)
  ),
  scored as (
    select r.id, array_agg(q.word) as words,
           r.score + coalesce(sum(q.weight) filter (where strpos(w.plain, ' ' || content.plain(q.word) || ' ') > 0), 0) as score
    from ranked r join content.passages p on p.id = r.id
    cross join lateral (select ' ' || content.plain(concat_ws(' ', p.title, p.heading, p.text)) || ' ' as plain) w
    join queries q on p.search @@ case p.language when 'pt' then q.pt else q.en end
    group by r.id, r.score
  )
  select s.id, row_number() over (order by s.score desc, s.id), s.score, s.words
  from scored s order by 2 limit p_limit
$$;

-- `terms`: the words of the query that carry meaning; `matched`: those that occur in what was found, mended ones included.
-- `p_language` prefers documents in it, and null none. With `p_job_id` the pages that this job has read, and the research that it goes on from, are searched as well.
-- Each passage tells when its document came in, beside when its page was read: of two that contradict each other the newer
-- one counts, and a model is told so.
create function content.search_knowledge(p_team_id text, p_query text, p_language text, p_limit integer, p_job_id text default null, p_embedding double precision[] default null) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of(p_limit, 100);
  v_embedding double precision[] := content.finite(p_embedding);
begin
  return (
    with words as materialized (
      select * from content.matching_passages(p_team_id, p_job_id, p_query, p_language, v_limit)
    ),
    meaning as materialized (
      select * from content.nearest_passages(p_team_id, p_job_id, v_embedding, v_limit)
    ),
    -- Reciprocal rank fusion: the two orders say nothing about each other's scores. Without vectors the score of the words.
    best as (
      select coalesce(w.id, m.id) as id,
             case when v_embedding is null then w.score
                  else coalesce(1.0 / (60 + w.nth), 0) + coalesce(1.0 / (60 + m.nth), 0) end as rank
      from words w full join meaning m on m.id = w.id
      order by rank desc, id limit v_limit
    )
    select jsonb_build_object(
      'passages', coalesce((
        select jsonb_agg(content.passage_view(p, d) || jsonb_build_object('rank', b.rank) order by b.rank desc, b.id)
        from best b join content.passages p on p.id = b.id join content.documents d on d.id = p.document_id), '[]'::jsonb),
      'terms', coalesce((select jsonb_agg(t.word order by t.word) from content.query_terms(p_query, p_language) t), '[]'::jsonb),
      'matched', coalesce((select jsonb_agg(distinct m.word) from best b join words w on w.id = b.id cross join unnest(w.matched) m(word)), '[]'::jsonb)));
end $$;

-- What the approved report of the research that a job goes on from cites, in reading order; `quotes` are the words that it
-- quotes, so that a quote chosen again is the same evidence. Without what was retracted or withdrawn since. Empty answer: it goes on from none.
create function content.cited_passages(p_job_id text, p_fence bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  return (
    with cited as (
      select e.cited ->> 'passage_id' as passage_id, min(e.nth) as nth, jsonb_agg(distinct e.cited ->> 'quote') as quotes
      from content.drafts d
      cross join lateral jsonb_path_query(d.content, 'lax $.claims[*].evidence[*] ? (@.start >= 0)') with ordinality e (cited, nth)
      where d.job_id = v_job.from_job_id and d.status = 'approved'
        and not exists (select from content.retractions r where r.team_id = v_job.team_id and r.evidence_id = e.cited ->> 'id')
      group by 1
    )
    select coalesce(jsonb_agg(content.passage_view(p, o) || jsonb_build_object('rank', 0, 'quotes', c.quotes) order by c.nth), '[]'::jsonb)
    from cited c join content.passages p on p.id = c.passage_id
    join content.documents o on o.id = p.document_id and o.team_id = v_job.team_id
    where not content.is_withdrawn(o));
end $$;

grant execute on function content.query_words, content.cited_passages to greenlight_agent;
grant execute on function content.search_knowledge to greenlight_bot, greenlight_agent;
