-- Texts that the team likes, kept with voice and rules as versions: three to ten of them, or none.

-- Raises when a list of rules is not what every later check of a text relies on.
create or replace function content.refuse_broken_rules(p_rules jsonb) returns void
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_fault text;
begin
  v_fault := case
    when coalesce(content.text_length(p_rules -> 'voice'), 2001) > 2000 then 'the voice is a text of at most 2000 characters'
    when jsonb_typeof(p_rules -> 'rules') is distinct from 'array' then 'the rules are a list'
    when jsonb_array_length(p_rules -> 'rules') > 200 then 'at most 200 rules are accepted'
    when jsonb_typeof(coalesce(p_rules -> 'samples', '[]')) <> 'array' then 'the samples are a list'
    when jsonb_array_length(coalesce(p_rules -> 'samples', '[]')) not in (0, 3, 4, 5, 6, 7, 8, 9, 10) then 'three to ten samples are accepted, or none'
    when exists (select from jsonb_array_elements(coalesce(p_rules -> 'samples', '[]')) s
                 where coalesce(content.text_length(s), 0) not between 1 and 1200 or trim(s #>> '{}') = '') then 'a sample has 1 to 1200 characters'
  end;
  if v_fault is null then
    select format('rule "%s": %s', coalesce(r ->> 'id', '?'), f.fault) into v_fault
    from jsonb_array_elements(p_rules -> 'rules') with ordinality l(r, n)
    cross join lateral (select case
      when jsonb_typeof(r -> 'id') is distinct from 'string' or trim(r ->> 'id') = '' then 'it has no id'
      when exists (select from jsonb_array_elements(p_rules -> 'rules') with ordinality o(r, n) where o.r ->> 'id' = l.r ->> 'id' and o.n < l.n) then 'its id is there twice'
      when coalesce(r ->> 'kind', '') not in ('banned_word', 'banned_claim', 'required_disclaimer', 'guideline')
        then 'its kind is one of banned_word, banned_claim, required_disclaimer, guideline'
      when coalesce(r ->> 'severity', '') not in ('block', 'warn') then 'its severity is block or warn'
      when coalesce(r ->> 'language', 'pt') not in ('pt', 'en') then 'its language is pt, en or left out'
      when coalesce(content.text_length(r -> 'pattern'), 0) not between 1 and 300 or trim(r ->> 'pattern') = '' then 'its pattern has 1 to 300 characters'
      when coalesce(content.text_length(r -> 'reason'), 301) > 300 then 'its reason has at most 300 characters'
    end as fault) f
    where f.fault is not null order by l.n limit 1;
  end if;
  if v_fault is not null then
    raise sqlstate 'PT400' using message = format('Cannot change the house rules: %s', v_fault), detail = 'bad_rules', hint = 'Nothing was changed.';
  end if;
end $$;

-- A part of an older release knows no samples and sends none: those in force stay.
create or replace function content.change_house_rules(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_base integer := (p_change ->> 'base_version')::integer;
  v_samples jsonb := coalesce(p_change -> 'rules' -> 'samples',
    (select s.value -> 'samples' from content.setting_versions(p_change ->> 'team_id', 'house_rules') s where s.version = v_base), '[]');
begin
  perform content.refuse_broken_rules((p_change -> 'rules') || jsonb_build_object('samples', v_samples));
  return content.change_setting(p_change ->> 'team_id', p_change ->> 'person_id', 'house_rules', v_base,
    jsonb_build_object('voice', p_change -> 'rules' -> 'voice', 'rules', p_change -> 'rules' -> 'rules')
      || case when v_samples = '[]' then '{}' else jsonb_build_object('samples', v_samples) end,
    p_change ->> 'change');
end $$;
