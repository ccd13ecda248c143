-- A lead that stands for others has of them what it lacks, until a split.

-- Whether a lead works elsewhere than these values say: by the company's name, else by its page and website.
create or replace function outreach.is_elsewhere(p_values jsonb, p_lead outreach.leads) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    outreach.company_key(p_values ->> 'company') <> (p_lead).company_key,
    coalesce(outreach.company_key(p_values ->> 'company_url') <> (p_lead).company_page_key, false)
      or coalesce(outreach.domain_key(p_values ->> 'website') <> (p_lead).company_domain, false))
$$;

-- Gives a lead what it lacks of those that it stands for, of the first merged first: a field with its source, and `merge` beside
-- it in `fields`. It is told anew each time, so that it follows the other lead and goes with a split. What is known of a post
-- comes from no lead of another company, and a part of a name from none of another name.
create or replace function outreach.fill_from_merged(p_lead_id text, p_by text, p_reason text, p_batch_id text default null) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_now jsonb;
  v_values jsonb;
  v_fields jsonb;
  v_gives jsonb;
  v_merge record;
begin
  select * into v_lead from outreach.leads where id = p_lead_id for no key update;
  if v_lead.id is null or v_lead.erased_at is not null then
    return;
  end if;
  v_now := outreach.lead_values(v_lead);
  select v_now || coalesce(jsonb_object_agg(f.key, case f.key when 'tags' then '[]' else 'null' end::jsonb), '{}'), v_lead.fields - coalesce(array_agg(f.key), '{}')
  into v_values, v_fields from jsonb_each(v_lead.fields) f where f.value ? 'merge';
  for v_merge in
    select m.id, l as lead from outreach.lead_merges m join outreach.leads l on l.id = m.lead_id
    where m.into_id = p_lead_id and m.split_at is null and l.erased_at is null order by m.id
  loop
    select coalesce(jsonb_object_agg(o.key, o.value), '{}') into v_gives
    from jsonb_each(outreach.lead_values(v_merge.lead)) o
    where o.value not in ('null', '[]') and v_values -> o.key in ('null', '[]') and not case
      when o.key in ('first_name', 'last_name') then coalesce(outreach.words_of(v_values ->> 'name') <> outreach.words_of((v_merge.lead).name), false)
      when o.key in ('title', 'seniority', 'company', 'company_url', 'website', 'industry', 'headcount') then outreach.is_elsewhere(v_values, v_merge.lead)
      else false end;
    v_values := v_values || v_gives;
    v_fields := v_fields || (
      select coalesce(jsonb_object_agg(k, coalesce((v_merge.lead).fields -> k, '{}') || jsonb_build_object('merge', v_merge.id)), '{}') from jsonb_object_keys(v_gives) k);
  end loop;
  if v_values <> v_now or v_fields <> v_lead.fields then
    perform outreach.store_lead(p_lead_id, v_values,
      (select coalesce(jsonb_object_agg(k, null), '{}') from jsonb_object_keys(v_lead.fields) k) || v_fields, p_by, p_reason, p_batch_id);
  end if;
end $$;

-- The lead that a lead is merged into. Empty answer: it stands for itself.
create or replace function outreach.merged_into(p_lead_id text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select m.into_id from outreach.lead_merges m where m.lead_id = p_lead_id and m.split_at is null order by m.id desc limit 1
$$;

-- Sets fields to exactly these values (null too), drops or sets what is noted of each, and keeps the version. The caller
-- holds the lead. What is compared follows from the fields, and so does what a lead that stands for it has of it. Answers the version.
create or replace function outreach.store_lead(p_lead_id text, p_values jsonb, p_fields jsonb, p_by text, p_reason text, p_batch_id text default null) returns integer
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

-- Makes two leads one person: the one that stands for the second stands for the first as well. No release to either name is
-- between its checks and its commit while they become one.
create or replace function outreach.merge_leads(p_lead_id text, p_into_id text, p_found_by text, p_person_id text, p_batch_id text default null) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_into text;
  v_others text[];
  v_merge bigint;
begin
  perform from outreach.leads l where l.id = any (outreach.aliases(p_lead_id) || outreach.aliases(p_into_id)) order by l.id for no key update;
  select r.* into v_lead from outreach.leads l join outreach.leads r on r.id = coalesce(l.same_as, l.id) where l.id = p_lead_id;
  select coalesce(l.same_as, l.id) into v_into from outreach.leads l where l.id = p_into_id;
  if v_lead.id = v_into then
    return null;
  end if;
  v_others := array(select l.id from outreach.leads l where l.same_as = v_lead.id order by l.id);
  update outreach.leads set same_as = v_into where id = v_lead.id or same_as = v_lead.id;
  insert into outreach.lead_merges (team_id, lead_id, others, into_id, found_by, person_id, batch_id)
  values (v_lead.team_id, v_lead.id, v_others, v_into, p_found_by, p_person_id, p_batch_id) returning id into v_merge;
  perform outreach.note(v_lead.team_id, 'leads_merged', 'lead', v_lead.id, null, v_into, jsonb_build_object('merge', v_merge, 'found_by', p_found_by));
  perform outreach.fill_from_merged(v_into, coalesce(p_person_id, outreach.actor()), 'merge', p_batch_id);
  return v_merge;
end $$;

-- Takes a merge back: each stands for whom it stood for before, but for those that were split from it since, and has what is its own.
-- False: it was taken back before.
create or replace function outreach.unmerge(p_merge_id bigint, p_by text) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_merge outreach.lead_merges;
begin
  select * into v_merge from outreach.lead_merges where id = p_merge_id;
  perform outreach.hold_person(v_merge.lead_id);
  update outreach.lead_merges set split_at = outreach.moment(), split_by = p_by where id = p_merge_id and split_at is null;
  if not found then
    return false;
  end if;
  update outreach.leads set same_as = null where id = v_merge.lead_id;
  update outreach.leads l set same_as = v_merge.lead_id
  where l.id in (
      with recursive below as (
        select m.lead_id from outreach.lead_merges m where m.into_id = v_merge.lead_id and m.split_at is null
        union
        select m.lead_id from outreach.lead_merges m join below b on m.into_id = b.lead_id where m.split_at is null)
      select lead_id from below)
    -- One that was found before merges were kept.
    or l.id = any (v_merge.others) and not exists (select from outreach.lead_merges m where m.lead_id = l.id);
  perform outreach.fill_from_merged(v_merge.into_id, p_by, 'split', v_merge.batch_id);
  perform outreach.note(v_merge.team_id, 'leads_split', 'lead', v_merge.lead_id, v_merge.into_id, null, jsonb_build_object('merge', p_merge_id));
  return true;
end $$;

-- Puts one lead back. Answers {code: restored|removed|kept, fields: [those that changed since]}.
create or replace function outreach.put_lead_back(p_lead_id text, p_batch outreach.lead_batches) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_first integer;
  v_last integer;
  v_is_made boolean;
  v_before jsonb;
  v_left jsonb;
  v_now jsonb;
  v_field text;
  v_values jsonb := '{}';
  v_fields jsonb := '{}';
  v_kept text[] := '{}';
  v_into text;
begin
  select * into v_lead from outreach.leads where id = p_lead_id for no key update;
  if v_lead.erased_at is not null then
    return '{"code": "kept", "fields": []}';
  end if;
  select min(v.version), max(v.version) into v_first, v_last from outreach.lead_versions v where v.lead_id = p_lead_id and v.batch_id = (p_batch).id;
  select v.data into v_before from outreach.lead_versions v where v.lead_id = p_lead_id and v.version < v_first order by v.version desc limit 1;
  select v.data into v_left from outreach.lead_versions v where v.lead_id = p_lead_id and v.version = v_last;
  v_now := outreach.lead_snapshot(v_lead);
  v_is_made := coalesce(v_first = 1 and v_lead.created_at >= (p_batch).created_at, false);
  for v_field in
    select f.key from jsonb_each(v_left -> 'fields') f where f.value ->> 'source' in ('import:' || (p_batch).id, 'enrichment:' || (p_batch).id) order by 1
  loop
    if v_now -> v_field = v_left -> v_field and v_now -> 'fields' -> v_field = v_left -> 'fields' -> v_field then
      v_values := v_values || jsonb_build_object(v_field, v_before -> v_field);
      v_fields := v_fields || jsonb_build_object(v_field, v_before -> 'fields' -> v_field);
    else
      v_kept := v_kept || v_field;
    end if;
  end loop;
  if v_is_made and v_lead.version = v_last and not outreach.is_lead_used(p_lead_id) then
    -- Another table of this schema may name it, too.
    begin
      v_into := outreach.merged_into(p_lead_id);
      delete from outreach.leads where id = p_lead_id;
      perform outreach.fill_from_merged(v_into, (p_batch).rolled_back_by, 'rollback');
      return '{"code": "removed", "fields": []}';
    exception when foreign_key_violation then
      null;
    end;
  end if;
  delete from outreach.lead_identities i where i.batch_id = (p_batch).id and i.lead_id = p_lead_id and not v_is_made;
  if v_values <> '{}' then
    perform outreach.store_lead(p_lead_id, v_values, v_fields, (p_batch).rolled_back_by, 'rollback');
  end if;
  return jsonb_build_object('code', case when v_is_made or cardinality(v_kept) > 0 then 'kept' else 'restored' end, 'fields', to_jsonb(v_kept));
end $$;

revoke execute on function outreach.is_elsewhere, outreach.fill_from_merged, outreach.merged_into from public, anon, authenticated, service_role;

select outreach.fill_from_merged(m.into_id, 'setup', 'merge')
from (select into_id, min(id) as first from outreach.lead_merges where split_at is null group by into_id order by first) m;
