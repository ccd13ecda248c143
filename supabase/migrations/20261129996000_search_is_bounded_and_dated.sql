-- Search has its bounds again: passages tell when their document came in, and the limit and the vector are held as before.

-- `terms`: the words of the query that carry meaning; `matched`: those that occur in what was found, mended ones included.
-- `p_language` prefers documents in it, and null none. With `p_job_id` the pages that this job has read are searched as well.
create or replace function content.search_knowledge(p_team_id text, p_query text, p_language text, p_limit integer, p_job_id text default null, p_embedding double precision[] default null) returns jsonb
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
        select jsonb_agg(jsonb_build_object('id', p.id, 'document_id', p.document_id, 'title', p.title, 'url', d.url, 'language', p.language,
                                            'text', p.text, 'start_at', p.start_at, 'end_at', p.end_at, 'fetched_at', d.fetched_at, 'added_at', d.created_at, 'rank', b.rank)
                         order by b.rank desc, b.id)
        from best b join content.passages p on p.id = b.id join content.documents d on d.id = p.document_id), '[]'::jsonb),
      'terms', coalesce((select jsonb_agg(t.word order by t.word) from content.query_terms(p_query, p_language) t), '[]'::jsonb),
      'matched', coalesce((select jsonb_agg(distinct m.word) from best b join words w on w.id = b.id cross join unnest(w.matched) m(word)), '[]'::jsonb)));
end $$;
