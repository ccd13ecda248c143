-- A text without words that name a person, which are long enough to mean no one else.
create function platform.without_words(p_text text, p_words text[]) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_word text;
begin
  foreach v_word in array p_words loop
    p_text := regexp_replace(p_text, regexp_replace(v_word, '([^[:alnum:][:space:]])', '\\\1', 'g'), '–', 'gi');
  end loop;
  return p_text;
end $$;

-- The same of all texts in JSON; its keys stay.
create function platform.json_without_words(p_said jsonb, p_words text[]) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  -- Most of it names no one. Words are looked for as they stand in JSON.
  if not exists (
    select from (select lower(p_said::text) as folded offset 0) t cross join unnest(p_words) w
    where strpos(t.folded, btrim(to_jsonb(lower(w))::text, '"')) > 0) then
    return p_said;
  end if;
  return case jsonb_typeof(p_said)
    when 'string' then to_jsonb(platform.without_words(p_said #>> '{}', p_words))
    when 'array' then (select jsonb_agg(platform.json_without_words(i.item, p_words) order by i.place) from jsonb_array_elements(p_said) with ordinality i(item, place))
    when 'object' then (select jsonb_object_agg(f.key, platform.json_without_words(f.value, p_words)) from jsonb_each(p_said) f)
    else p_said end;
end $$;
