-- What is known of a lead: fields, each with its source, and a version for each change.

-- The fields that people, files, enrichments and LinkedIn fill.
create function outreach.lead_values(p_lead outreach.leads) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'name', (p_lead).name, 'first_name', (p_lead).first_name, 'last_name', (p_lead).last_name, 'email', (p_lead).email,
    'title', (p_lead).title, 'company', (p_lead).company, 'company_url', (p_lead).company_url, 'website', (p_lead).website,
    'industry', (p_lead).industry, 'headcount', (p_lead).headcount, 'seniority', (p_lead).seniority, 'country', (p_lead).country,
    'time_zone', (p_lead).time_zone, 'language', (p_lead).language, 'source', (p_lead).source, 'tags', to_jsonb((p_lead).tags))
$$;

-- In PL/pgSQL, which keeps the plan of what it calls: a function in SQL would make it anew for each lead.
create function outreach.lead_snapshot(p_lead outreach.leads) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  return outreach.lead_values(p_lead)
    || jsonb_build_object('profile_url', p_lead.profile_url, 'provider_id', p_lead.provider_id, 'fields', p_lead.fields);
end $$;

-- One line without what is not seen. Most values have nothing to take out, which is seen at once: letters of Latin
-- alphabets that NFC leaves as they are.
create function outreach.one_line(p_text text, p_most integer) returns text
language plpgsql immutable strict set search_path = pg_catalog, pg_temp
as $$
begin
  if p_text !~ '^[ -~\u00c0-\u024f]*$' then
    p_text := regexp_replace(normalize(outreach.seen_text(p_text), nfc), '[\s\u0085\u00a0\u2028\u2029\u3000]+', ' ', 'g');
  elsif strpos(p_text, '  ') > 0 then
    p_text := regexp_replace(p_text, ' +', ' ', 'g');
  end if;
  return btrim(left(btrim(p_text), p_most));
end $$;

-- A field's value as it is stored: nothing unseen, one line, one form. Empty answer: blank, or no value of such a field.
create function outreach.lead_value(p_field text, p_value jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text;
  v_tags text[] := '{}';
begin
  if p_field = 'tags' then
    for v_text in
      select outreach.one_line(e.tag, 60)
      from jsonb_array_elements_text(case jsonb_typeof(p_value) when 'array' then p_value when 'string' then jsonb_build_array(p_value) else '[]' end) e(tag)
    loop
      if v_text <> '' and not lower(v_text) = any (lower(v_tags::text)::text[]) then
        v_tags := v_tags || v_text;
      end if;
    end loop;
    return case when cardinality(v_tags) > 0 then to_jsonb(v_tags) end;
  end if;
  v_text := outreach.one_line(p_value #>> '{}', case p_field when 'website' then 500 when 'company_url' then 500 when 'email' then 254 else 300 end);
  if coalesce(v_text, '') = '' then
    return null;
  end if;
  return case p_field
    when 'email' then case when v_text ~ '^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$' then to_jsonb(lower(v_text)) end
    when 'headcount' then case when v_text ~ '^\d{1,8}$' then to_jsonb(v_text::integer) end
    -- ISO 3166, two letters, or the name as it was given.
    when 'country' then to_jsonb(case when v_text ~ '^[A-Za-z]{2}$' then upper(v_text) else v_text end)
    when 'language' then case when v_text ~* '^[a-z]{2,3}([-_][a-z0-9]+)*$' then to_jsonb(lower(split_part(translate(v_text, '_', '-'), '-', 1))) end
    when 'time_zone' then case when v_text ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)+$' or v_text = 'UTC' then to_jsonb(v_text) end
    else to_jsonb(v_text) end;
end $$;

-- Sets fields to exactly these values (null too), drops or sets what is noted of each, and keeps the version. The caller
-- holds the lead. What is compared follows from the fields, and so does what a lead that stands for it has of it. Answers the version.
create function outreach.store_lead(p_lead_id text, p_values jsonb, p_fields jsonb, p_by text, p_reason text, p_batch_id text default null) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
begin
  select r.* into v_lead from outreach.leads l cross join lateral jsonb_populate_record(l, p_values) r where l.id = p_lead_id;
  v_lead.tags := coalesce(v_lead.tags, '{}');
  v_lead.fields := jsonb_strip_nulls(v_lead.fields || p_fields);
  v_lead.version := (select coalesce(max(v.version), 0) + 1 from outreach.lead_versions v where v.lead_id = p_lead_id);
  v_lead.company_key := outreach.company_key(v_lead.company);
  v_lead.company_page_key := outreach.company_key(v_lead.company_url);
  v_lead.company_domain := outreach.domain_key(v_lead.website);
  update outreach.leads
  set name = v_lead.name, first_name = v_lead.first_name, last_name = v_lead.last_name, email = v_lead.email, title = v_lead.title,
      company = v_lead.company, company_url = v_lead.company_url, website = v_lead.website, industry = v_lead.industry,
      headcount = v_lead.headcount, seniority = v_lead.seniority, country = v_lead.country, time_zone = v_lead.time_zone,
      language = v_lead.language, source = v_lead.source, tags = v_lead.tags, fields = v_lead.fields, version = v_lead.version,
      company_key = v_lead.company_key, company_page_key = v_lead.company_page_key, company_domain = v_lead.company_domain,
      updated_at = outreach.moment()
  where id = p_lead_id;
  insert into outreach.lead_versions (lead_id, version, data, changed_by, reason, created_at, batch_id)
  values (p_lead_id, v_lead.version, outreach.lead_snapshot(v_lead), p_by, p_reason, outreach.moment(), p_batch_id);
  if v_lead.same_as is not null then
    perform outreach.fill_from_merged(outreach.merged_into(p_lead_id), p_by, p_reason, p_batch_id);
  end if;
  return v_lead.version;
end $$;

-- The one way in which a lead's fields change: {field: value} or {field: {value, quote, url}}. A blank never overwrites;
-- tags are added; LinkedIn fills what is empty and renews what it filled. A caller that also locks the account does that
-- first. Answers the new version. Empty answer: nothing changed, or the lead is erased or not there.
create function outreach.write_lead(p_lead_id text, p_changes jsonb, p_source text, p_by text, p_reason text, p_batch_id text default null) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_old jsonb;
  v_change record;
  v_value jsonb;
  v_values jsonb := '{}';
  v_fields jsonb := '{}';
begin
  select * into v_lead from outreach.leads where id = p_lead_id for no key update;
  if v_lead.id is null or v_lead.erased_at is not null then
    return null;
  end if;
  v_old := outreach.lead_values(v_lead);
  for v_change in
    select c.key as field, case when jsonb_typeof(c.value) = 'object' then c.value else jsonb_build_object('value', c.value) end as given
    from jsonb_each(p_changes) c
  loop
    if not v_old ? v_change.field then
      raise sqlstate 'PT400' using message = format('Cannot write field "%s" of a lead', v_change.field), detail = 'bad_field',
        hint = 'Accepted: ' || (select string_agg(k, ', ') from jsonb_object_keys(v_old) k) || '.';
    end if;
    v_value := outreach.lead_value(v_change.field, v_change.given -> 'value');
    if v_change.field = 'tags' then
      v_value := outreach.lead_value('tags', v_old -> 'tags' || coalesce(v_value, '[]'));
    end if;
    continue when v_value is null or v_value = v_old -> v_change.field
      or p_source = 'linkedin' and v_old -> v_change.field <> 'null' and v_lead.fields -> v_change.field ->> 'source' is distinct from 'linkedin';
    v_values := v_values || jsonb_build_object(v_change.field, v_value);
    v_fields := v_fields || jsonb_build_object(v_change.field, jsonb_strip_nulls(jsonb_build_object(
      'source', p_source, 'by', p_by, 'at', outreach.moment(), 'quote', v_change.given ->> 'quote', 'url', v_change.given ->> 'url')));
  end loop;
  -- A file with two columns for the name.
  if v_lead.name is null and not v_values ? 'name' and v_values ?| array['first_name', 'last_name'] then
    v_values := v_values || jsonb_build_object('name',
      concat_ws(' ', coalesce(v_values ->> 'first_name', v_lead.first_name), coalesce(v_values ->> 'last_name', v_lead.last_name)));
    v_fields := v_fields || jsonb_build_object('name', coalesce(v_fields -> 'first_name', v_fields -> 'last_name'));
  end if;
  if v_values = '{}' then
    return null;
  end if;
  return outreach.store_lead(p_lead_id, v_values, v_fields, p_by, p_reason, p_batch_id);
end $$;
