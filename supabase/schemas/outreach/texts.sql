-- What an approver cannot see reaches no recipient: characters that are drawn as nothing, or that turn the order of others
-- around, are taken out of every text before it is stored. The list is the one of platform/unseen-characters.ts; a test
-- compares them character by character. A text that still says {{firstName}} or [NOME] is refused when it is proposed,
-- edited and approved, and held at the release, each time naming what was found.

-- All of them, emoji's joiners too: for texts that are compared. Letters of Latin alphabets alone hold none, which is seen at
-- once.
create function outreach.without_unseen(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when p_text ~ '^[ -~\u00c0-\u024f]*$' then p_text else regexp_replace(p_text,
    '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
    '', 'g') end
$$;

-- For texts that are sent: a joiner between two pictures and a variant behind one are parts of an emoji and stay.
create function outreach.seen_text(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select regexp_replace(p_text,
    '(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]\ufe0f?)\u200d|\u200d(?![\u203c-\u3299\U0001f000-\U0001faff])'
    || '|(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f'
    || '|[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
    '', 'g')
$$;

-- The words as they would be sent, normalised once: LF, nothing unseen, no spaces around, NFC. Equality and hashes rely on it.
create function outreach.normal_text(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select nullif(regexp_replace(
    normalize(outreach.seen_text(regexp_replace(p_text, E'\r\n?|[\u0085\u2028\u2029]', E'\n', 'g')), nfc),
    '^[\s\u00a0\u3000]+|[\s\u00a0\u3000]+$', '', 'g'), '')
$$;

-- What makes two texts the same words to a reader: without case, accents, width, white space and punctuation.
-- A text of nothing but signs, such as an emoji, is compared as it stands.
create function outreach.words_of(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(nullif(regexp_replace(w.folded, '[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a0-\u00bf\u2000-\u206f\u20d0-\u20ff\u3000-\u303f]+', '', 'g'), ''), w.folded)
  from (
    select regexp_replace(lower(regexp_replace(normalize(outreach.without_unseen(p_text), nfkd), '[\u0300-\u036f]', '', 'g')), '\s+', ' ', 'g') as folded
  ) w
$$;

-- Length in UTF-16 units, which is never less than code points; what LinkedIn counts is not known, so the larger binds.
create function outreach.text_length(p_text text) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select char_length(p_text) + char_length(regexp_replace(p_text, '[\u0001-\uffff]', '', 'g'))
$$;

-- Source: facts on notes (200 without Premium, 300 with it) and messages (8,000), read 2026-11-22.
create function outreach.text_limit(p_type text, p_tier text) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when p_type = 'send_message' then 8000 when p_type = 'send_invite' and p_tier = 'free' then 200 when p_type = 'send_invite' then 300 else 0 end
$$;

-- What names a field of a person or company in English or Portuguese, as templates write it.
create function outreach.field_names() returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select '(?:(?:insert|inserir|insira|add|enter|your|my|the|seu|sua|meu|minha|o|a|do|da|de|of|lead|prospect|contact|contato|recipient|sender|cliente|client|customer|person|pessoa|target)[\s_.-]*)*'
    || '(?:(?:first|last|full|given|middle|family|sur|user|nick|display|company|contact|lead|sender|product|job|event|primeiro|[uú]ltimo)?[\s_.-]*names?|[fl]name|(?:primeiro|[uú]ltimo|sobre|seu|pr[eé])?[\s_.-]*nome(?:[\s_.-]*(?:completo|d[aoe][\s_.-]*\w+|empresa|lead|contato|aqui))?|sobrenome'
    || '|company|organi[sz]ation|employer|empresa|organiza[cç][aã]o|job[\s_.-]*title|title|headline|position|role|cargo|fun[cç][aã]o|profiss[aã]o|occupation'
    || '|city|cidade|country|pa[ií]s|state|location|localiza[cç][aã]o|industry|ind[uú]stria|sector|setor|segmento|school|university|universidade|product|produto|topic|t[oó]pico|tema|subject|assunto'
    || '|date|link|url|e-?mail|phone|telefone|website|signature|assinatura|skill|mutual[\s_.-]*connections?|pain[\s_.-]*point|placeholder|variable|vari[aá]vel|lead|prospect|recipient|destinat[aá]rio|cliente)'
    || '(?:[\s_.-]*(?:here|aqui|\d+))?'
$$;

-- The first unfilled placeholder of a text; null: none. Ordinary brackets ("[1]", "(ISO 13485)", "[sic]"), quotation
-- marks, arrows and hearts are left alone: round and angle brackets count only around the name of a field. Each pattern stands behind
-- the signs of which its text has one: as Postgres keeps 32 compiled patterns, to ask for all of them is to compile all of them.
create function outreach.placeholder_in(p_text text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_field text := outreach.field_names();
  v_known text[];
  v_found text;
begin
  foreach v_known slice 1 in array array[
    -- {{name}}, {{ }}, {% if %}, ${name}, #{name}, {name}, {Oi|Olá}, {}: braces have no other use in a letter.
    ['{', '\{\{[^{}\n]{0,80}\}\}'], ['{', '\{%[^%\n]{0,80}%\}'], ['{', '[$#]\{[^{}\n]{0,80}\}'], ['{', '\{\s*(?:[[:alnum:]_][^{}"\n]{0,60})?\}'],
    -- [[name]], [First Name], [NOME], [], [FIRST_NAME].
    ['[', '\[\[[^\[\]\n]{0,80}\]\]'], ['[', '(?i)\[\s*(?:' || v_field || ')?\s*\]'], ['[', '\[[[:upper:]]+(?:_[[:upper:]]+)+\]'],
    -- <nome>, <<name>>, <% name %>, «nome», (nome).
    ['<', '<<[^<>\n]{1,60}>>'], ['<', '<%[^%\n]{1,60}%>'], ['<', '(?i)<\s*' || v_field || '\s*>'], ['«‹', '(?i)[«‹]\s*' || v_field || '\s*[»›]'], ['(', '(?i)\(\s*(?:insert|inserir|insira)\s[^()\n]{1,40}\)'],
    ['(', '(?i)\(\s*(?:seu\s|your\s)?(?:nome|(?:first|last|full)?\s?name|primeiro\snome)\s*\)'],
    -- %FIRSTNAME%, %%name%%, "Olá %s", *|FNAME|*, |NAME|, #nome#, $firstName, @nome.
    ['%', '%%?[[:alpha:]][[:alpha:]_ ]{1,39}%%?(?![[:alnum:]])'], ['%', '(?<![^\s(])%[sd](?![[:alnum:]])'], ['|', '\*\|[^|\n]{1,40}\|\*'], ['|', '(?i)\|\s*' || v_field || '\s*\|'], ['#', '(?i)#' || v_field || '#'], ['$', '(?<![[:alnum:]])\$[[:alpha:]_][[:alnum:]_]{2,40}'], ['@', '(?i)@' || v_field || '(?![[:alnum:].-])'],
    -- __NAME__, "Olá ____,".
    ['_', '_{2,}[[:alnum:]][[:alnum:]_]{0,40}?_{2,}'], ['_', '_{3,}'],
    -- "Olá ,", "Dear ,", "Prezado(a) ,", "Olá undefined,": a greeting whose name is missing.
    ['', '(?i)(?:^|\n)\s*(?:ol[aá]|oi+e?|opa|hi|hello|hey|dear|hola|prezad[oa](?:\(a\))?|car[oa](?:\(a\))?|estimad[oa]|(?:bom\s+dia|boa\s+tarde|boa\s+noite)|good\s+(?:morning|afternoon|evening))(?:\s+(?:sr|sra|mr|mrs|ms|dr|dra)\.?)?\s+(?:[,!:]|(?:undefined|null|nan|none)(?![[:alnum:]]))'],
    ['', '(?i)(?:^|\n)\s*(?:dear|prezad[oa](?:\(a\))?|car[oa](?:\(a\))?|estimad[oa])\s*,'],
    ['[', '\[object Object\]'],
    -- Filler of a template.
    ['', '(?i)lorem\s+ipsum'], ['', '(?<![[:alnum:]])(?:TBD|FIXME|TODO:|TKTK)(?![[:alnum:]])'],
    -- XXX is a placeholder, but for a thirtieth congress.
    ['', '(?<![[:alnum:]])(?:XX|xx)[Xx]{1,8}(?![[:alnum:]])(?!\s+(?:Congress|Jornada|Simp[oó]sio|Encontro|Semana|F[oó]rum|Reuni[aã]o|Feira|Pr[eê]mio|Semin[aá]rio|Workshop|Bienal|Confer|Edi[cç]|Curso))'],
    ['', '(?i)(?<![[:alnum:]])(?:insert|inserir|insira|coloque|your|seu)\s(?:[[:alpha:]]+\s){0,2}(?:name|nome|company|empresa)\s(?:here|aqui)(?![[:alnum:]])']
  ] loop
    continue when v_known[1] <> '' and translate(p_text, v_known[1], '') = p_text;
    v_found := (regexp_match(p_text, '(' || case when v_known[2] like '(?i)%' then substr(v_known[2], 5) else v_known[2] end || ')',
                             case when v_known[2] like '(?i)%' then 'i' else '' end))[1];
    if v_found is not null then
      return left(btrim(v_found, E' \n\t'), 100);
    end if;
  end loop;
  return null;
end $$;

-- What keeps a text from being proposed, approved or sent; null: nothing.
create function outreach.text_fault(p_text text) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when outreach.placeholder_in(p_text) is not null then jsonb_build_object('code', 'placeholder', 'found', outreach.placeholder_in(p_text))
    when p_text is distinct from outreach.normal_text(p_text) then '{"code": "unseen", "found": ""}'::jsonb end
$$;
