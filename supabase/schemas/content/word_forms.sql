-- The forms in which words are compared. Both sides of a comparison, texts and queries, go through the same functions,
-- so that a form need not be a word itself.

-- Lower case, without accents, soft hyphens and zero-width characters; ligatures and raised digits written out; what
-- is neither letter nor digit becomes one space, so that "665/2022" and "IQ,OQ" are found by their parts.
create function content.plain(p_text text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select trim(regexp_replace(lower(regexp_replace(normalize(p_text, nfkd), '[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]+', '', 'g')),
                             '[^[:alnum:]]+', ' ', 'g'))
$$;

-- Portuguese, from `content.plain`: a plural becomes a singular, "-il" and "-el" one ending, and an ending that the
-- stemmer knows only with its accent gets it back: "validacoes" -> "validação", which has the stem of "validar".
create function content.fold_pt(p_plain text) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  v text := p_plain;
begin
  v := regexp_replace(v, '[oa]es\M', 'ao', 'g');                             -- validações, pães
  v := regexp_replace(v, '([a-z]{2}[aou])is\M', '\1l', 'g');                 -- materiais, lençóis, azuis
  v := regexp_replace(v, '([a-z]{2})(?:eis|il|el)\M', '\1el', 'g');          -- níveis, nível; fáceis, fácil
  v := regexp_replace(v, '([a-z]{2}[bcdfghjklmnpqrtvz])is\M', '\1el', 'g');  -- perfis
  v := regexp_replace(v, 'ns\M', 'm', 'g');                                  -- imagens
  v := regexp_replace(v, '([a-z]{2}[rz])es\M', '\1', 'g');                   -- fornecedores, vezes
  v := regexp_replace(v, '([a-z]{2}[aeiou])s\M', '\1', 'g');                 -- lotes, doses
  v := regexp_replace(v, 'cao\M', 'ção', 'g');                               -- validação
  v := regexp_replace(v, 'ao\M', 'ão', 'g');                                 -- inspeção, não
  v := regexp_replace(v, 'encia\M', 'ência', 'g');                           -- eficiência
  v := regexp_replace(v, 'ancia\M', 'ância', 'g');                           -- tolerância
  v := regexp_replace(v, 'avel\M', 'ável', 'g');                             -- aceitável
  return regexp_replace(v, 'ivel\M', 'ível', 'g');                           -- possível
end $$;

-- English, from `content.plain`: British and American spelling become one.
create function content.fold_en(p_plain text) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  v text := p_plain;
begin
  v := regexp_replace(v, '([a-z]{3})is(e|es|ed|er|ers|ing|ation|ations)\M', '\1iz\2', 'g');  -- sterilisation
  v := regexp_replace(v, '([a-z]{2})ys(e|es|ed|er|ers|ing)\M', '\1yz\2', 'g');               -- analyse
  v := regexp_replace(v, '([a-z]{3})our(s|ed|ing)?\M', '\1or\2', 'g');                       -- colour
  v := regexp_replace(v, '([a-z]{2}[tb])re(s|d)?\M', '\1er\2', 'g');                         -- metre, fibre
  v := regexp_replace(v, 'luminium', 'luminum', 'g');                                        -- aluminium
  v := regexp_replace(v, '\mageing\M', 'aging', 'g');
  return replace(v, 'paed', 'ped');                                                          -- orthopaedic
end $$;

-- How a word sounds, in the singular, to someone who writes Portuguese by ear: "ç", "ss" and "c" before "e" are one, so
-- are "s" and "z", "g" before "e" and "j", "i" and "y"; "h" is silent and a doubled letter counts once. Takes a word with
-- its accents, as "ç" is lost without.
create function content.sound(p_word text) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  v text := content.fold_pt(content.plain(replace(lower(normalize(p_word, nfc)), 'ç', 's')));
begin
  v := content.plain(replace(v, 'ç', 's'));
  v := replace(replace(v, 'ph', 'f'), 'ch', 'x');
  v := regexp_replace(v, '([a-z])\1+', '\1', 'g');
  v := regexp_replace(v, 's?c([eiy])', 's\1', 'g');
  v := regexp_replace(v, 'g([eiy])', 'j\1', 'g');
  return translate(v, 'zyh', 'si');
end $$;

-- A word of a query as it is looked for in the texts of a language. Empty answer: a stop word.
create function content.word_query(p_word text, p_language text) returns tsquery
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select string_agg(quote_literal(l.lexeme), ' & ')::tsquery
  from unnest(case p_language
    when 'pt' then to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(p_word)))
    else to_tsvector('pg_catalog.english', content.fold_en(content.plain(p_word))) end) l
$$;

-- Empty answer: no word, or stop words only.
create function content.any_of(p_words text[], p_language text) returns tsquery
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select string_agg('(' || content.word_query(w, p_language)::text || ')', ' | ')::tsquery from unnest(p_words) w
$$;
