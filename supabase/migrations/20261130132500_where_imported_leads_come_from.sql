-- A new lead of an import comes from its file, where the file does not say otherwise; one of a campaign is in use. The next
-- leads of a rollback are found without sorting all that are left.

-- New leads of an import, many at once, as make_lead makes one: {lead_id, url, names, fields} each. Where the file does not say
-- where they come from, it is the file.
create or replace function outreach.make_leads(p_batch outreach.lead_batches, p_rows jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_entry jsonb := jsonb_build_object('source', 'import:' || (p_batch).id, 'by', (p_batch).person_id, 'at', outreach.moment());
begin
  with given as materialized (
    select x.lead_id, x.url, x.names, jsonb_build_object('source', (p_batch).title) || outreach.first_values(x.fields) as vals
    from jsonb_to_recordset(p_rows) x(lead_id text, url text, names text[], fields jsonb)),
  companies as materialized (
    select g.lead_id, outreach.company_key(g.vals ->> 'company') as company, outreach.company_key(g.vals ->> 'company_url') as page from given g),
  domains as materialized (
    select g.lead_id, outreach.domain_key(g.vals ->> 'website') as domain from given g)
  insert into outreach.leads (id, team_id, profile_url, provider_id, name, first_name, last_name, email, title, company, company_url, website,
    industry, headcount, seniority, country, time_zone, language, source, tags, fields, company_key, company_page_key, company_domain)
  select g.lead_id, (p_batch).team_id, g.url, (select substr(w, 13) from unnest(g.names) w where w like 'provider\_id:%' limit 1),
    v.name, v.first_name, v.last_name, v.email, v.title, v.company, v.company_url, v.website, v.industry, v.headcount, v.seniority, v.country,
    v.time_zone, v.language, v.source, coalesce(v.tags, '{}'),
    coalesce((select jsonb_object_agg(k, v_entry) from jsonb_object_keys(g.vals) k), '{}'), c.company, c.page, d.domain
  from given g join companies c on c.lead_id = g.lead_id join domains d on d.lead_id = g.lead_id
  cross join lateral jsonb_populate_record(null::outreach.leads, g.vals) v
  -- Sorted, so that all values are there before the first lead is stored: scores and the index of names have patterns of their own.
  order by g.lead_id;
  insert into outreach.lead_versions (lead_id, version, data, changed_by, reason, created_at, batch_id)
  select l.id, 1, outreach.lead_snapshot(l), (p_batch).person_id, 'import', outreach.moment(), (p_batch).id
  from outreach.leads l where l.id in (select e.item ->> 'lead_id' from jsonb_array_elements(p_rows) e(item));
end $$;


-- Has a lead been used, or does it bear what a lead that is only a line of a list does not?
create or replace function outreach.is_lead_used(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from outreach.linkedin_automation n where n.lead_id = p_lead_id)
    or exists (select from outreach.contacts c where c.lead_id = p_lead_id)
    or exists (select from outreach.campaign_leads c where c.lead_id = p_lead_id)
    or exists (select from outreach.inbound_events e where e.lead_id = p_lead_id)
    or exists (select from outreach.release_ledger r where r.lead_id = p_lead_id)
    or exists (select from outreach.leads o where o.same_as = p_lead_id)
$$;


-- The next leads of a batch, at most 500; with the last of them it is rolled back. Answers {outcome: done|ended|gone}.
create or replace function outreach.roll_back_leads(p_batch_id text, p_fence integer, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches := outreach.hold_batch(p_batch_id, p_fence, 'rolling_back');
  v_leads text[];
  v_lead_id text;
  v_put jsonb;
  v_counts jsonb;
begin
  if v_batch.id is null then
    return '{"outcome": "gone"}';
  end if;
  perform outreach.act_as(v_batch.rolled_back_by);
  if v_batch.put_back = '' then
    perform outreach.unmerge(m.id, v_batch.rolled_back_by)
    from (select x.id from outreach.lead_merges x where x.batch_id = v_batch.id and x.split_at is null order by x.id desc) m;
  end if;
  v_leads := array(
    select t.lead_id from (
      (select distinct v.lead_id from outreach.lead_versions v
       where v.batch_id = v_batch.id and v.lead_id > v_batch.put_back order by 1 limit platform.limit_of(p_limit, 500))
      union
      (select distinct i.lead_id from outreach.lead_identities i
       where i.batch_id = v_batch.id and i.lead_id > v_batch.put_back order by 1 limit platform.limit_of(p_limit, 500))) t
    order by 1 limit platform.limit_of(p_limit, 500));
  perform from outreach.leads l where l.id = any (v_leads) order by l.id for no key update;
  v_counts := v_batch.counts;
  foreach v_lead_id in array v_leads loop
    v_put := outreach.put_lead_back(v_lead_id, v_batch);
    v_counts := v_counts || jsonb_build_object('back_' || (v_put ->> 'code'), coalesce((v_counts ->> ('back_' || (v_put ->> 'code')))::integer, 0) + 1);
    if v_put ->> 'code' = 'kept' and jsonb_array_length(coalesce(v_counts -> 'kept', '[]')) < 200 then
      v_counts := v_counts || jsonb_build_object('kept', coalesce(v_counts -> 'kept', '[]')
        || jsonb_build_array(jsonb_build_object('lead_id', v_lead_id, 'fields', v_put -> 'fields')));
    end if;
  end loop;
  if cardinality(v_leads) = p_limit then
    update outreach.lead_batches set counts = v_counts, put_back = v_leads[cardinality(v_leads)] where id = v_batch.id;
    return '{"outcome": "done"}';
  end if;
  update outreach.lead_batches set counts = v_counts, status = 'rolled_back', rolled_back_at = outreach.moment() where id = v_batch.id;
  perform outreach.note(v_batch.team_id, 'rolled_back', 'lead_batch', v_batch.id, 'rolling_back', 'rolled_back', v_counts - 'kept');
  return '{"outcome": "ended"}';
end $$;

