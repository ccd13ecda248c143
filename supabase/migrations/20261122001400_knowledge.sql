-- The team's documents, kept verbatim with their passages, and full text search in Portuguese and English.
create text search configuration content.pt (copy = pg_catalog.portuguese);
alter text search configuration content.pt alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.portuguese_stem;
create text search configuration content.en (copy = pg_catalog.english);
alter text search configuration content.en alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.english_stem;

create table content.documents (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  title text not null,
  language text not null check (language in ('pt', 'en')),
  url text,
  text text not null,
  sha256 text not null,
  added_by text not null,
  created_at timestamptz not null default platform.now(),
  removed_at timestamptz
);
alter table content.documents enable row level security;
create unique index documents_keep_a_text_once on content.documents (team_id, sha256) where removed_at is null;

create table content.passages (
  id text primary key,
  document_id text not null references content.documents on delete cascade,
  ordinal integer not null,
  -- Offsets in characters into the document's text, 0-based, end exclusive.
  start_at integer not null,
  end_at integer not null,
  title text not null,
  language text not null,
  text text not null,
  search tsvector not null generated always as (
    case language
      -- Stemmed with its accents as well: the stemmer knows "-ção" but not "-cao".
      when 'pt' then setweight(to_tsvector('content.pt', title), 'A') || to_tsvector('content.pt', text)
        || to_tsvector('pg_catalog.portuguese', text)
      else setweight(to_tsvector('content.en', title), 'A') || to_tsvector('content.en', text)
    end) stored,
  unique (document_id, ordinal)
);
alter table content.passages enable row level security;
create index passages_search on content.passages using gin (search);

-- Owner only here; `/knowledge add` comes with its own rules. A known text is ignored (empty answer), else the new id.
create function content.add_document(p_document jsonb) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_document content.documents;
  v_part record;
  v_start integer;
  v_end integer := 0;
  v_ordinal integer := 0;
begin
  insert into content.documents (team_id, title, language, url, text, sha256, added_by)
  values (p_document ->> 'team_id', p_document ->> 'title', p_document ->> 'language', p_document ->> 'url', p_document ->> 'text',
          encode(sha256(convert_to(p_document ->> 'text', 'utf8')), 'hex'), p_document ->> 'person_id')
  on conflict (team_id, sha256) where removed_at is null do nothing
  returning * into v_document;
  if v_document.id is null then
    return null;
  end if;
  -- Paragraphs, joined up to about 700 characters; a heading stays with what follows it.
  for v_part in
    select p.text, sum(char_length(p.text) + 2) over (order by p.n) - char_length(p.text) - 2 as start_at
    from unnest(regexp_split_to_array(v_document.text, E'\n\n')) with ordinality p(text, n)
    order by p.n
  loop
    if v_start is not null and v_part.start_at + char_length(v_part.text) - v_start > 700 then
      insert into content.passages (id, document_id, ordinal, start_at, end_at, title, language, text)
      values (v_document.id || '#' || v_ordinal, v_document.id, v_ordinal, v_start, v_end, v_document.title, v_document.language,
              substr(v_document.text, v_start + 1, v_end - v_start));
      v_ordinal := v_ordinal + 1;
      v_start := null;
    end if;
    v_start := coalesce(v_start, v_part.start_at);
    v_end := v_part.start_at + char_length(v_part.text);
  end loop;
  insert into content.passages (id, document_id, ordinal, start_at, end_at, title, language, text)
  values (v_document.id || '#' || v_ordinal, v_document.id, v_ordinal, v_start, v_end, v_document.title, v_document.language,
          substr(v_document.text, v_start + 1, v_end - v_start));
  return v_document.id;
end $$;

-- The ways in which a word of a query may stand in a text of that language: stemmed as typed, without accents, and in
-- the other number (the stemmer leaves "erro" and "erros" apart). Empty answer: a stop word.
create function content.word_query(p_word text, p_language text) returns tsquery
language sql stable set search_path = ''
as $$
  select string_agg(distinct quote_literal(l.lexeme), ' | ')::tsquery
  from unnest(array[p_word, regexp_replace(p_word, 's$', ''), p_word || 's']) form
  cross join unnest(case p_language when 'pt' then array['content.pt', 'pg_catalog.portuguese'] else array['content.en'] end) config
  cross join lateral unnest(to_tsvector(config::regconfig, form)) l
  where to_tsvector(case p_language when 'pt' then 'content.pt' else 'content.en' end::regconfig, p_word) <> ''::tsvector
$$;

-- Passages that share words with the query, best first. A word counts more the rarer it is in the team's passages;
-- words are compared in the language of each document.
create function content.search_knowledge(p_team_id text, p_query text, p_language text, p_limit integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  with words as (
    select w.word, content.word_query(w.word, 'pt') as pt, content.word_query(w.word, 'en') as en
    from (select distinct lower(m[1]) as word from regexp_matches(left(p_query, 4000), '[[:alnum:]]+', 'g') m) w
    -- A small number carries no meaning ("5 erros").
    where w.word !~ '^\d{1,2}$' and char_length(w.word) between 2 and 100
  ),
  -- A stop word of the query's language carries none either.
  terms as (select w.* from words w where case p_language when 'pt' then w.pt else w.en end is not null),
  hits as (
    select p.id, t.word, case p.language when 'pt' then t.pt else t.en end as query
    from terms t
    join content.passages p on p.search @@ case p.language when 'pt' then t.pt else t.en end
    join content.documents d on d.id = p.document_id and d.team_id = p_team_id and d.removed_at is null
  ),
  total as (
    select count(*)::double precision as n from content.passages p
    join content.documents d on d.id = p.document_id and d.team_id = p_team_id and d.removed_at is null
  ),
  weights as (select h.word, ln(1 + (select n from total) / count(*)) as idf from hits h group by h.word),
  scored as (
    select h.id, sum(g.idf * (1 + ts_rank(p.search, h.query))) as score
    from hits h join weights g on g.word = h.word join content.passages p on p.id = h.id
    group by h.id
  ),
  best as (
    select p.id, p.document_id, p.title, p.language, p.text, d.url,
           s.score * case when p.language = p_language then 1.25 else 1 end as rank
    from scored s join content.passages p on p.id = s.id join content.documents d on d.id = p.document_id
    order by rank desc, p.id limit p_limit
  )
  select jsonb_build_object(
    'passages', coalesce((
      select jsonb_agg(jsonb_build_object('id', b.id, 'document_id', b.document_id, 'title', b.title, 'url', b.url,
                                          'language', b.language, 'text', b.text, 'rank', b.rank) order by b.rank desc, b.id) from best b), '[]'::jsonb),
    'terms', coalesce((select jsonb_agg(t.word order by t.word) from terms t), '[]'::jsonb),
    'matched', coalesce((select jsonb_agg(distinct h.word) from hits h join best b on b.id = h.id), '[]'::jsonb))
$$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.search_knowledge to greenlight_agent;
