-- The words that a team's documents hold, so that a mistyped word of a query finds the one that was meant.

create table content.words (
  team_id text not null references platform.teams,
  -- Empty: of the team's own documents; else of the pages that this job has read.
  job_id text not null,
  language text not null constraint language_is_known check (language in ('pt', 'en')),
  word text not null,
  sound text not null,
  documents integer not null constraint some_document_holds_the_word check (documents > 0),
  primary key (team_id, job_id, language, word)
);
alter table content.words enable row level security;
create index words_by_sound on content.words (team_id, sound);
create index words_that_look_alike on content.words using gin (sound extensions.gin_trgm_ops);

-- Words of letters alone: "F136" and "F138" are one letter apart and two metals. Shorter ones are too alike to mend.
create function content.words_of(p_text text) returns table (word text, sound text)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  with written as (
    select d.word, content.plain(d.word) as plain
    from (select distinct m as word from regexp_split_to_table(lower(normalize(p_text, nfkc)), '[^[:alnum:]]+') m where char_length(m) between 4 and 40) d
  ),
  -- With its accents, if it is there both ways.
  kept as (select distinct on (w.plain) w.plain, w.word from written w where w.plain ~ '^[a-z]{4,40}$' order by w.plain, w.word desc),
  -- All sounds in one pass: word by word, 8,000 of them took 2.4 s.
  whole as (
    select array_agg(k.plain order by k.plain) as plain, string_to_array(content.sound(string_agg(k.word, ' ' order by k.plain)), ' ') as sound from kept k
  )
  select u.* from whole cross join lateral unnest(whole.plain, whole.sound) u
$$;

-- Takes the words of a document into account, or out of it. One document of a team at a time.
create function content.count_words(p_document content.documents, p_sign integer) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job_id text := coalesce((p_document).job_id, '');
begin
  perform pg_advisory_xact_lock(hashtextextended('content.words:' || (p_document).team_id, 0));
  if p_sign > 0 then
    insert into content.words as k (team_id, job_id, language, word, sound, documents)
    select (p_document).team_id, v_job_id, (p_document).language, w.word, w.sound, 1
    from content.words_of((p_document).title || ' ' || (p_document).text) w
    on conflict (team_id, job_id, language, word) do update set documents = k.documents + 1;
  else
    with gone as (select w.word from content.words_of((p_document).title || ' ' || (p_document).text) w),
    last as (
      delete from content.words k using gone g
      where k.team_id = (p_document).team_id and k.job_id = v_job_id and k.language = (p_document).language and k.word = g.word and k.documents = 1
    )
    update content.words k set documents = k.documents - 1 from gone g
    where k.team_id = (p_document).team_id and k.job_id = v_job_id and k.language = (p_document).language and k.word = g.word and k.documents > 1;
  end if;
end $$;

-- A word that no passage holds must not be what a mistyped one is mended to.
create function content.keep_words() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'INSERT' and old.removed_at is null and old.kind <> 'picture' then
    perform content.count_words(old, -1);
  end if;
  if tg_op <> 'DELETE' and new.removed_at is null and new.kind <> 'picture' then
    perform content.count_words(new, 1);
  end if;
  return null;
end $$;
create trigger documents_bring_their_words after insert or delete or update of removed_at, text, title, language on content.documents
  for each row execute function content.keep_words();

-- What a word that occurs nowhere was probably meant to be, in the texts of a language; an empty answer if nothing is
-- near enough. A word that sounds the same is; so is one with a letter more, a letter less or two letters swapped. Another letter in
-- place of one makes another word of a short one ("receita" is not "rejeita"): that takes eight letters, and two slips take ten.
create function content.nearest_words(p_team_id text, p_job_id text, p_word text, p_language text) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_plain text := content.plain(p_word);
  v_sound text := content.sound(p_word);
  v_length integer := char_length(v_sound);
  v_words text[];
begin
  if v_plain !~ '^[a-z]{5,40}$' then
    return array[]::text[];
  end if;
  select array_agg(w.word order by w.documents desc, w.word) into v_words
  from content.words w
  where w.team_id = p_team_id and w.job_id = any (array_append(content.jobs_read_by(p_job_id), '')) and w.language = p_language and w.sound = v_sound;
  if v_words is not null then
    return v_words[1:3];
  end if;
  select array_agg(n.word order by n.likeness desc, n.documents desc, n.word) into v_words
  from (
    select c.*, rank() over (order by c.slips) as nth
    from (
      select w.word, w.documents, extensions.similarity(w.sound, v_sound) as likeness,
             -- Swapped letters count as two changes.
             case when d.changes = 2 and char_length(w.sound) = v_length and s.same_letters then 1 else d.changes end as slips
      from content.words w
      cross join lateral (select extensions.levenshtein_less_equal(w.sound, v_sound, 2) as changes) d
      cross join lateral (
        select (select string_agg(l, '' order by l) from unnest(string_to_array(w.sound, null)) l)
             = (select string_agg(l, '' order by l) from unnest(string_to_array(v_sound, null)) l) as same_letters) s
      where w.team_id = p_team_id and w.job_id = any (array_append(content.jobs_read_by(p_job_id), '')) and w.language = p_language
        and w.sound operator(extensions.%) v_sound and d.changes <= 2 and left(w.sound, 1) = left(v_sound, 1)
        and (s.same_letters
          or (d.changes = 1 and v_length >= 5 and char_length(w.sound) <> v_length)
          or (d.changes = 1 and v_length >= 8)
          or (d.changes = 2 and v_length >= 10))
    ) c
  ) n
  where n.nth = 1;
  return coalesce(v_words[1:3], array[]::text[]);
end $$;
