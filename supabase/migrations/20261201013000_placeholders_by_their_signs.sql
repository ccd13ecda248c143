-- A text without a bracket was looked through for every kind of placeholder, which compiled each pattern anew: 10 ms at each look, and a
-- campaign has thousands of texts. What a text has no sign of is not looked for.
create or replace function outreach.placeholder_in(p_text text) returns text
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
