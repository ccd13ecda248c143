-- Embeddings of passages, where the database has pgvector and the agents have a model for them.

-- `vector` without a dimension: each model has its own. No index takes such a column, and none is needed yet: comparing
-- with every passage of a team is exact, and took 0.3 s for 20,000 of 1,536 dimensions in WebAssembly.
-- Repeatable, for the day on which the extension becomes available. Owner only. Answers whether there are vectors.
create function content.use_vectors() returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from pg_catalog.pg_available_extensions where name = 'vector') then
    return false;
  end if;
  create extension if not exists vector with schema extensions;
  create table if not exists content.embeddings (
    passage_id text not null references content.passages on delete cascade,
    model text not null,
    embedding extensions.vector not null,
    created_at timestamptz not null default platform.now(),
    primary key (passage_id, model)
  );
  alter table content.embeddings enable row level security;
  revoke all on content.embeddings from public, anon, authenticated, service_role;
  return true;
end $$;

select content.use_vectors();

create function content.has_vectors() returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select to_regclass('content.embeddings') is not null
$$;

-- A vector as it may be compared. Raises `bad_embedding` for holes, NaN, infinity, none or more than 16000 numbers (pgvector's most).
create function content.finite(p_embedding double precision[]) returns double precision[]
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if cardinality(p_embedding) not between 1 and 16000
     or exists (select from unnest(p_embedding) n where n is null or n >= 'infinity' or n = '-infinity') then
    raise sqlstate 'PT400' using message = format('Cannot search with a vector of %s numbers: 1 to 16000 finite ones are accepted', cardinality(p_embedding)),
      detail = 'bad_embedding';
  end if;
  return p_embedding;
end $$;

-- At most 256, so that a caller asks again until none is left; the document's own, or with null any that the team's
-- searches find. Empty answer: nothing to embed, or no vectors here.
create function content.passages_to_embed(p_job_id text, p_fence bigint, p_document_id text, p_model text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_passages jsonb;
begin
  if not content.has_vectors() then
    return '[]';
  end if;
  execute $sql$
    select jsonb_agg(jsonb_build_object('id', p.id, 'text', p.title || E'\n' || coalesce(p.heading || E'\n', '') || p.text))
    from (
      select p.* from content.passages p join content.documents d on d.id = p.document_id
      where d.team_id = $1 and d.removed_at is null and (d.job_id is null or d.job_id = $2) and ($3 is null or d.id = $3)
        and not exists (select from content.embeddings e where e.passage_id = p.id and e.model = $4)
      order by d.created_at, p.document_id, p.ordinal limit 256
    ) p $sql$
    into v_passages using v_job.team_id, p_job_id, p_document_id, p_model;
  return coalesce(v_passages, '[]');
end $$;

create function content.put_embeddings(p_job_id text, p_fence bigint, p_model text, p_rows jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  if not content.has_vectors() then
    return;
  end if;
  -- Passages of other teams and other jobs are left out, as are those that are gone.
  execute $sql$
    insert into content.embeddings (passage_id, model, embedding)
    select p.id, $3, (r ->> 'embedding')::extensions.vector
    from jsonb_array_elements($4) r
    join content.passages p on p.id = r ->> 'passage_id'
    join content.documents d on d.id = p.document_id and d.team_id = $1 and (d.job_id is null or d.job_id = $2)
    on conflict (passage_id, model) do update set embedding = excluded.embedding, created_at = excluded.created_at $sql$
    using v_job.team_id, p_job_id, p_model, p_rows;
end $$;

-- The passages nearest in meaning, nearest first. Only those of the model that was used last, as two models' vectors
-- have nothing to do with each other, and none that is as far as two unrelated texts are (a cosine distance of 0.8).
create function content.nearest_passages(p_team_id text, p_job_id text, p_embedding double precision[], p_limit integer)
returns table (id text, nth bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_model text;
begin
  if p_embedding is null or not content.has_vectors() then
    return;
  end if;
  execute $sql$
    select e.model from content.embeddings e
    join content.passages p on p.id = e.passage_id join content.documents d on d.id = p.document_id and d.team_id = $1
    order by e.created_at desc, e.model limit 1 $sql$
    into v_model using p_team_id;
  return query execute $sql$
    select m.id, row_number() over (order by m.distance, m.id)
    from (
      -- In a `case`, as two conditions have no order, and vectors of two lengths have no distance.
      select p.id, case when extensions.vector_dims(e.embedding) = cardinality($3)
                        then e.embedding operator(extensions.<=>) $3::extensions.vector end as distance
      from content.embeddings e
      join content.passages p on p.id = e.passage_id
      join content.documents d on d.id = p.document_id
      where e.model = $4 and d.team_id = $1 and d.removed_at is null and (d.job_id is null or d.job_id = any (content.jobs_read_by($2)))
    ) m
    where m.distance < 0.8 order by 2 limit $5 $sql$
    using p_team_id, p_job_id, p_embedding, v_model, p_limit;
end $$;

grant execute on function content.passages_to_embed, content.put_embeddings to greenlight_agent;
