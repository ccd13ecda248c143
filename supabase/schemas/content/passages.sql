-- What searches find: a document in slices.

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
  -- The last heading above a passage that does not begin with one: what its text is about is often said only there.
  heading text,
  search tsvector not null generated always as (
    case language
      when 'pt' then setweight(to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(title))), 'A')
        || setweight(to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(coalesce(heading, '')))), 'B')
        || to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(text)))
      else setweight(to_tsvector('pg_catalog.english', content.fold_en(content.plain(title))), 'A')
        || setweight(to_tsvector('pg_catalog.english', content.fold_en(content.plain(coalesce(heading, '')))), 'B')
        || to_tsvector('pg_catalog.english', content.fold_en(content.plain(text)))
    end) stored,
  unique (document_id, ordinal)
);
alter table content.passages enable row level security;
-- One for each language: "iso" stands in both, and a word is looked for in one at a time.
create index passages_search_pt on content.passages using gin (search) where language = 'pt';
create index passages_search_en on content.passages using gin (search) where language = 'en';

-- Pieces of at most 1200 characters that make up the paragraph exactly: itself, else its sentences and lines, the long
-- ones in runs of words. One pass over the words: a split by lookbehind took 33 s for 490,000 characters.
create function content.pieces(p_paragraph text) returns setof text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_word text;
  v_piece text := '';
begin
  if char_length(p_paragraph) <= 1200 then
    return next p_paragraph;
    return;
  end if;
  for v_word in select m[1] from regexp_matches(p_paragraph, '\S+\s*|\s+', 'g') m loop
    if v_piece <> '' and char_length(v_piece) + char_length(v_word) > 700 then
      return next v_piece;
      v_piece := '';
    end if;
    while char_length(v_word) > 1200 loop
      return next left(v_word, 1200);
      v_word := substr(v_word, 1201);
    end loop;
    v_piece := v_piece || v_word;
    if v_word ~ '[.!?…]["''”’»)\]]*\s+$|\n' then
      return next v_piece;
      v_piece := '';
    end if;
  end loop;
  if v_piece <> '' then
    return next v_piece;
  end if;
end $$;

-- Paragraphs, joined up to about 700 characters; a heading stays with what follows it. Each passage is a slice of the
-- text: `substr(p_text, start_at + 1, end_at - start_at)`; between two there is nothing but white space. `heading` is
-- the last one above a passage that does not begin with one.
create function content.cut_passages(p_text text)
returns table (ordinal integer, start_at integer, end_at integer, heading text, passage text)
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_blank constant text := E' \t\n\r\f\u000b\u00a0';
  v_part record;
  v_raw text := '';
  v_raw_at integer := 0;
  -- Whether nothing but headings has been collected.
  v_bare boolean := true;
  v_above text;
begin
  ordinal := 0;
  for v_part in
    with paragraphs as (select p.text, p.n from unnest(string_to_array(p_text, E'\n\n')) with ordinality p(text, n)),
    parts as (
      select case when c.m = 1 and p.n > 1 then E'\n\n' else '' end || c.piece as raw, p.n, c.m
      from paragraphs p cross join lateral content.pieces(p.text) with ordinality c(piece, m)
    )
    select p.raw, char_length(p.raw) as length, p.raw ~ '^\s*#{1,6} [^\n]{1,200}\s*$' as is_heading,
           lead(char_length(p.raw), 1, 0) over w as next_length, sum(char_length(p.raw)) over w - char_length(p.raw) as raw_at
    from parts p window w as (order by p.n, p.m)
    union all
    -- Closes the last passage.
    select null, 0, false, 0, 0
  loop
    if v_part.raw is null
      or (v_raw <> '' and (not v_bare or char_length(v_raw) > 700)
          and char_length(v_raw) + v_part.length + case when v_part.is_heading then v_part.next_length else 0 end > 700)
    then
      passage := trim(v_raw, v_blank);
      if passage <> '' then
        start_at := v_raw_at + char_length(v_raw) - char_length(ltrim(v_raw, v_blank));
        end_at := start_at + char_length(passage);
        heading := case when passage !~ '^#{1,6} ' then v_above end;
        return next;
        ordinal := ordinal + 1;
        v_above := coalesce((regexp_match(passage, '.*(?:^|\n)#{1,6} ([^\n]+)'))[1], v_above);
      end if;
      v_raw := '';
      v_bare := true;
    end if;
    if v_raw = '' then
      v_raw_at := v_part.raw_at;
    end if;
    v_raw := v_raw || v_part.raw;
    v_bare := v_bare and (v_part.is_heading or trim(v_part.raw, v_blank) = '');
  end loop;
end $$;
