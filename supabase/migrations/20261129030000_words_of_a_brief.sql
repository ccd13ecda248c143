-- By word of a query that carries meaning: in how many passages it stands, and what one that stands nowhere was probably
-- meant to be. What a brief is about is told by the rarer of its words, which the best passages alone do not show.
create function content.query_words(p_team_id text, p_query text, p_language text, p_job_id text default null) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with visible as materialized (
    select d.id from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and (d.job_id is null or d.job_id = p_job_id)
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

revoke execute on function content.query_words from public, anon, authenticated, service_role;
grant execute on function content.query_words to greenlight_agent;
