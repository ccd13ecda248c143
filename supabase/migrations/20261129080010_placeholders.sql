-- Unfilled placeholders of templates: a text that still says {{firstName}} or [NOME] is refused when it is proposed,
-- edited and approved, and held at the release, each time naming what was found.

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
-- marks, arrows and hearts are left alone: round and angle brackets count only around the name of a field.
create function outreach.placeholder_in(p_text text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_field text := outreach.field_names();
  v_pattern text;
  v_found text;
begin
  foreach v_pattern in array array[
    -- {{name}}, {{ }}, {% if %}, ${name}, #{name}, {name}, {Oi|Olá}, {}: braces have no other use in a letter.
    '\{\{[^{}\n]{0,80}\}\}', '\{%[^%\n]{0,80}%\}', '[$#]\{[^{}\n]{0,80}\}', '\{\s*(?:[[:alnum:]_][^{}"\n]{0,60})?\}',
    -- [[name]], [First Name], [NOME], [], [FIRST_NAME].
    '\[\[[^\[\]\n]{0,80}\]\]', '(?i)\[\s*(?:' || v_field || ')?\s*\]', '\[[[:upper:]]+(?:_[[:upper:]]+)+\]',
    -- <nome>, <<name>>, <% name %>, «nome», (nome).
    '<<[^<>\n]{1,60}>>', '<%[^%\n]{1,60}%>', '(?i)<\s*' || v_field || '\s*>', '(?i)[«‹]\s*' || v_field || '\s*[»›]', '(?i)\(\s*(?:insert|inserir|insira)\s[^()\n]{1,40}\)',
    '(?i)\(\s*(?:seu\s|your\s)?(?:nome|(?:first|last|full)?\s?name|primeiro\snome)\s*\)',
    -- %FIRSTNAME%, %%name%%, "Olá %s", *|FNAME|*, |NAME|, #nome#, $firstName, @nome.
    '%%?[[:alpha:]][[:alpha:]_ ]{1,39}%%?(?![[:alnum:]])', '(?<![^\s(])%[sd](?![[:alnum:]])', '\*\|[^|\n]{1,40}\|\*', '(?i)\|\s*' || v_field || '\s*\|', '(?i)#' || v_field || '#', '(?<![[:alnum:]])\$[[:alpha:]_][[:alnum:]_]{2,40}', '(?i)@' || v_field || '(?![[:alnum:].-])',
    -- __NAME__, "Olá ____,".
    '_{2,}[[:alnum:]][[:alnum:]_]{0,40}?_{2,}', '_{3,}',
    -- "Olá ,", "Dear ,", "Prezado(a) ,", "Olá undefined,": a greeting whose name is missing.
    '(?i)(?:^|\n)\s*(?:ol[aá]|oi+e?|opa|hi|hello|hey|dear|hola|prezad[oa](?:\(a\))?|car[oa](?:\(a\))?|estimad[oa]|(?:bom\s+dia|boa\s+tarde|boa\s+noite)|good\s+(?:morning|afternoon|evening))(?:\s+(?:sr|sra|mr|mrs|ms|dr|dra)\.?)?\s+(?:[,!:]|(?:undefined|null|nan|none)(?![[:alnum:]]))',
    '(?i)(?:^|\n)\s*(?:dear|prezad[oa](?:\(a\))?|car[oa](?:\(a\))?|estimad[oa])\s*,',
    '\[object Object\]',
    -- Filler of a template.
    '(?i)lorem\s+ipsum', '(?<![[:alnum:]])(?:TBD|FIXME|TODO:|TKTK)(?![[:alnum:]])',
    -- XXX is a placeholder, but for a thirtieth congress.
    '(?<![[:alnum:]])(?:XX|xx)[Xx]{1,8}(?![[:alnum:]])(?!\s+(?:Congress|Jornada|Simp[oó]sio|Encontro|Semana|F[oó]rum|Reuni[aã]o|Feira|Pr[eê]mio|Semin[aá]rio|Workshop|Bienal|Confer|Edi[cç]|Curso))',
    '(?i)(?<![[:alnum:]])(?:insert|inserir|insira|coloque|your|seu)\s(?:[[:alpha:]]+\s){0,2}(?:name|nome|company|empresa)\s(?:here|aqui)(?![[:alnum:]])'
  ] loop
    v_found := (regexp_match(p_text, '(' || case when v_pattern like '(?i)%' then substr(v_pattern, 5) else v_pattern end || ')',
                             case when v_pattern like '(?i)%' then 'i' else '' end))[1];
    if v_found is not null then
      return left(btrim(v_found, E' \n\t'), 100);
    end if;
  end loop;
  return null;
end $$;

-- What keeps a text from being proposed, approved or sent; null: nothing. Old rows may hold what is taken out today.
create or replace function outreach.text_fault(p_text text) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when outreach.placeholder_in(p_text) is not null then jsonb_build_object('code', 'placeholder', 'found', outreach.placeholder_in(p_text))
    when p_text is distinct from outreach.normal_text(p_text) then '{"code": "unseen", "found": ""}'::jsonb end
$$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
