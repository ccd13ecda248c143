-- A draft with all that its claims rest on, so that they can be checked again: by its own id, or by its job's for the newest
-- version. With what is stored of the documents and passages that it names, of its team alone; `evidence`: its
-- evidence.json while its final files are kept, as content.get_artifact answers it. `files_ended`: they were kept as long as the
-- setting says. Empty answer: there is no such draft.
create function content.draft_with_snapshots(p_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with found as (
    select d, j.team_id from content.drafts d join content.jobs j on j.id = d.job_id
    where d.id = p_id or d.job_id = p_id
    order by d.version desc limit 1
  ),
  cited as (
    select distinct p.value #>> '{}' as passage_id from found f
    cross join lateral jsonb_path_query((f.d).content, 'lax $.**.passage_id') p(value)
  ),
  named as (
    select distinct n.id from found f cross join lateral (
      select c.value #>> '{}' as id from jsonb_path_query((f.d).content, 'lax $.claims[*].evidence[*].document_id') c(value)
      union
      select p.document_id from content.passages p join cited c on c.passage_id = p.id) n
  )
  select jsonb_build_object(
    'draft', content.draft_view(f.d),
    'passages', coalesce((
      select jsonb_agg(content.passage_view(p, o) || jsonb_build_object('rank', 0) order by p.id)
      from content.passages p join cited c on c.passage_id = p.id
      join content.documents o on o.id = p.document_id and o.team_id = f.team_id), '[]'::jsonb),
    'documents', coalesce((
      select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title, 'text', o.text) order by o.id)
      from content.documents o join named n on n.id = o.id where o.team_id = f.team_id), '[]'::jsonb),
    'evidence', (
      select content.get_artifact(a.key) from content.artifacts a
      where a.job_id = (f.d).job_id and a.key in (
        select e ->> 'key' from jsonb_array_elements((f.d).finals) e where e ->> 'name' = 'evidence.json')),
    'files_ended', content.files_ended((select j from content.jobs j where j.id = (f.d).job_id)))
  from found f
$$;

grant execute on function content.draft_with_snapshots to greenlight_agent;
