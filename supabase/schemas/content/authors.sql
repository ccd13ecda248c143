-- Words that a person wrote in the thread, or in a note, and that stand in a version as they were written are text by that
-- person's hand: its author does not approve it.

create function content.author_ids(p_draft content.drafts) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(distinct a -> 'person_id'), '[]'::jsonb) from jsonb_array_elements((p_draft).authors) a
$$;

-- The words of what people read in a version, one text a line, each between spaces; so that words are found as wholes
-- and never across two texts. Marks of footnotes stand between words that belong together.
create function content.plain_texts(p_content jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(string_agg(' ' || content.plain(regexp_replace(s #>> '{}', '\[\^[^\]]*\]', '', 'g')) || ' ', E'\n'), '')
  from jsonb_path_query(p_content - array['kind', 'language', 'sources', 'warnings', 'blocking', 'changes', 'disclaimers', 'proofs', 'model', 'claims', 'searches', 'unread'],
                        'lax $.**') s
  where jsonb_typeof(s) = 'string'
$$;

-- What a person gives word for word, in plain words: between quotation or code marks, quoted lines, what follows a colon
-- (two words and more), and what follows a word such as "por", "to" or "diga" up to the end of the clause (three and more).
create function content.given_words(p_text text) returns setof text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  with marks (pattern) as (values
    ('"([^"]+)"'), ('[“”„‟]([^“”„‟]+)[“”]'), ('«([^«»]+)»'), ('»([^«»]+)«'), ('‹([^‹›]+)›'),
    ('[‘‚‛]([^‘‚‛]+)[’‘]'), ('(?:^|[\s(:,])''([^\n]+?)''(?=$|[\s).,;:!?])'), ('`+([^`]+)`+'), ('(?n)^\s*(?:>|&gt;)+\s*(.+)$')
  ),
  lines as (select l from regexp_split_to_table(p_text, E'\n') l),
  spans (words, least_words) as (
    select content.plain(m[1]), 1 from marks cross join lateral regexp_matches(p_text, pattern, 'g') m
    union all
    select content.plain(array_to_string(p.parts[i:], ':')), 2
    from lines cross join lateral (select string_to_array(l, ':') as parts) p cross join lateral generate_series(2, least(cardinality(p.parts), 20)) i
    union all
    select array_to_string(c.w[i + 1:], ' '), 3
    from lines cross join lateral regexp_split_to_table(l, '[.;!?]+(?=\s|$)') clause
    cross join lateral (select string_to_array(content.plain(clause), ' ') as w) c
    cross join lateral generate_series(1, least(cardinality(c.w), 400)) i
    where c.w[i] in ('por', 'para', 'to', 'with', 'as', 'read', 'reads', 'say', 'says', 'saying', 'diga', 'dizer', 'dizendo', 'diz', 'escreva',
                     'escrever', 'chame', 'it', 'que', 'that', 'com', 'ser', 'be')
  )
  select distinct words from spans where words <> '' and cardinality(string_to_array(words, ' ')) >= least_words
$$;

-- Words of `p_text` that stand in `p_new` and not in `p_old` (both as `content.plain_texts`): given word for word, or four
-- and more in a row.
create function content.words_by_hand(p_text text, p_new text, p_old text) returns setof text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  c_run constant integer := 4;
  v_words text[] := (string_to_array(content.plain(p_text), ' '))[1:4000];
  v_run text;
  v_longer text;
  v_at integer := 1;
  v_end integer;
begin
  return query select g from content.given_words(p_text) g
    where strpos(p_new, ' ' || g || ' ') > 0 and strpos(p_old, ' ' || g || ' ') = 0;
  while v_at + c_run - 1 <= coalesce(cardinality(v_words), 0) loop
    v_run := array_to_string(v_words[v_at:v_at + c_run - 1], ' ');
    if strpos(p_new, ' ' || v_run || ' ') = 0 or strpos(p_old, ' ' || v_run || ' ') > 0 then
      v_at := v_at + 1;
      continue;
    end if;
    v_end := v_at + c_run - 1;
    loop
      exit when v_end >= cardinality(v_words);
      v_longer := v_run || ' ' || v_words[v_end + 1];
      exit when strpos(p_new, ' ' || v_longer || ' ') = 0;
      v_run := v_longer;
      v_end := v_end + 1;
    end loop;
    return next v_run;
    v_at := v_end + 1;
  end loop;
end $$;

-- Whose words stand in a new version: those of the version before as long as they stand, and those that came with it. What
-- the brief says already is no addition to the first version.
create function content.authors_of(p_job content.jobs, p_content jsonb, p_before content.drafts) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_new text := content.plain_texts(p_content);
  v_old text := case when (p_before).id is null then content.plain_texts((p_job).brief) else content.plain_texts((p_before).content) end;
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('person_id', e.person_id, 'text', e.words) order by e.person_id, e.words)
    from (
      select a ->> 'person_id' as person_id, a ->> 'text' as words
      from jsonb_array_elements(coalesce((p_before).authors, '[]'::jsonb)) a
      where a ->> 'text' <> '' and strpos(v_new, ' ' || (a ->> 'text') || ' ') > 0
      union
      select h.author_id, w
      from content.chat_history h
      cross join lateral (values (h.text), (h.as_read)) t (said)
      cross join lateral content.words_by_hand(t.said, v_new, v_old) w
      where h.job_id = (p_job).id and h.author_kind = 'person' and h.kind in ('message', 'review', 'action') and t.said <> ''
      limit 500
    ) e), '[]'::jsonb);
end $$;

-- The messages that a turn has read, and its reason without the words that were deleted while it was made.
create function content.reason_of_turn(p_job_id text, p_read_upto bigint, p_reason text) returns table (ids bigint[], reason text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array_agg(t.id order by t.id) filter (where not t.gone),
    case when not bool_or(t.gone) then p_reason
         when p_reason = string_agg(t.said, E'\n' order by t.id) then string_agg(t.said, E'\n' order by t.id) filter (where not t.gone) end
  from (
    select h.id, trim(coalesce(h.as_read, h.text), E' \t\r\n') as said, h.deleted_at is not null as gone
    from content.chat_history h
    where h.job_id = p_job_id and h.kind = 'message' and h.id <= p_read_upto and (h.unread or h.deleted_at is not null and h.as_read is not null)
  ) t where t.said <> ''
$$;
