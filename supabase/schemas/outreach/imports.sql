-- Rows of a file become leads. The same functions look at them for the preview, which stores nothing, and import them.

-- The person of each row, from the row alone: {n, fields, email, url, names}. `names` are the person's, strongest first; `url` is
-- the address that a new lead gets. An e-mail address is a name only where the file says that it was verified.
--
-- Step by step over all rows, here as below, as Postgres keeps 32 compiled patterns: row by row they would be compiled anew for each.
create function outreach.people_of_rows(p_rows jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  with given as materialized (
    select (e.item ->> 'n')::integer as n, e.item from jsonb_array_elements(p_rows) e(item)),
  addressed as materialized (
    select g.n, u.place, outreach.person_address(u.address) as url
    from given g cross join jsonb_array_elements_text(g.item -> 'urls') with ordinality u(address, place)),
  named as materialized (
    select a.n, a.place, a.url, outreach.identity_of(a.url) as name from addressed a where a.url is not null),
  mailed as materialized (
    select g.n, outreach.lead_value('email', g.item -> 'email') #>> '{}' as email from given g)
  select coalesce(jsonb_agg(jsonb_build_object('n', g.n, 'fields', g.item -> 'fields', 'email', m.email, 'url', a.url,
    'names', coalesce(a.names, '{}') || case when (g.item ->> 'is_verified')::boolean and m.email is not null then array['email:' || m.email] else '{}' end)
    order by g.n), '[]')
  from given g join mailed m on m.n = g.n
  left join (
    select i.n, array_agg(i.name order by i.rank, i.place) as names, (array_agg(i.url order by i.rank, i.place))[1] as url
    from (select d.*, case split_part(d.name, ':', 1) when 'slug' then 1 when 'provider_id' then 2 else 3 end as rank from named d) i
    group by i.n) a on a.n = g.n
$$;

-- Each person of rows with the lead that is known and what an import would do. A lead that stands for others is meant by their
-- names. Codes: new, changed, unchanged, suppressed, erased, no_address.
create function outreach.rows_of_import(p_team_id text, p_people jsonb)
returns table (n integer, url text, names text[], lead_id text, email text, fields jsonb, code text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with person as materialized (
    select x.* from jsonb_to_recordset(p_people) x(n integer, fields jsonb, email text, url text, names text[])),
  known as materialized (
    select distinct on (p.n) p.n, i.lead_id
    from person p cross join unnest(p.names) with ordinality w(name, place)
    -- Name by name: no plan that reads the whole table.
    cross join lateral (
      select i.kind, coalesce(h.same_as, h.id) as lead_id from outreach.lead_identities i join outreach.leads h on h.id = i.lead_id
      where i.team_id = p_team_id and i.kind = split_part(w.name, ':', 1) and i.value = substr(w.name, strpos(w.name, ':') + 1) offset 0) i
    order by p.n, case i.kind when 'provider_id' then 1 when 'slug' then 2 when 'sales_id' then 3 else 4 end, w.place),
  companies as materialized (
    select p.n, array[outreach.company_key(p.fields ->> 'company'), outreach.company_key(p.fields ->> 'company_url')] as keys from person p
    where exists (select from outreach.suppressions s where s.team_id = p_team_id and s.kind = 'company')),
  domains as materialized (
    select p.n, array[outreach.domain_key(p.fields ->> 'website'), outreach.domain_key(p.email)] as keys from person p
    where exists (select from outreach.suppressions s where s.team_id = p_team_id and s.kind = 'domain')),
  erased as materialized (
    select p.n from person p where outreach.are_erased(p_team_id, p.names || ('email:' || p.email))),
  stopped as materialized (
    select p.n from person p left join known k on k.n = p.n left join companies c on c.n = p.n left join domains d on d.n = p.n
    where exists (select from outreach.suppressions s where s.team_id = p_team_id)
      and (outreach.are_suppressed(p_team_id, p.names || ('email:' || p.email), c.keys, d.keys) or k.lead_id is not null and outreach.is_suppressed(k.lead_id))),
  held as materialized (
    select k.n, p.fields, outreach.lead_values(l) as vals from known k join person p on p.n = k.n join outreach.leads l on l.id = k.lead_id),
  changing as materialized (
    select distinct h.n
    from held h cross join jsonb_each(h.fields) c
    cross join lateral (select case c.key when 'tags' then outreach.lead_value('tags', h.vals -> 'tags' || outreach.lead_value('tags', c.value))
                               else outreach.lead_value(c.key, c.value) end as new) v
    where v.new <> h.vals -> c.key)
  select p.n, p.url, p.names, k.lead_id, p.email, p.fields, case
    when l.erased_at is not null or g.n is not null then 'erased'
    when k.lead_id is null and p.url is null then 'no_address'
    when s.n is not null then 'suppressed'
    when k.lead_id is null then 'new'
    when c.n is not null then 'changed'
    else 'unchanged' end
  from person p left join known k on k.n = p.n left join outreach.leads l on l.id = k.lead_id
  left join stopped s on s.n = p.n left join changing c on c.n = p.n left join erased g on g.n = p.n
$$;

-- What an import of these rows would do, a line each, of at most 1,000 rows: {n, keys, code}. Nothing is stored. Rows that have
-- a key in common are about one person.
create function outreach.check_import(p_team_id text, p_rows jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('n', r.n, 'keys', to_jsonb(array_remove(r.names || r.lead_id, null)), 'code', r.code) order by r.n), '[]'::jsonb)
  from outreach.rows_of_import(p_team_id, outreach.people_of_rows(p_rows)) r
$$;

-- New leads of an import, many at once, as make_lead makes one: {lead_id, url, names, fields} each. Where the file does not say
-- where they come from, it is the file.
create function outreach.make_leads(p_batch outreach.lead_batches, p_rows jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_rules outreach.score_rules := outreach.score_rules_now((p_batch).team_id);
  v_entry jsonb := jsonb_build_object('source', 'import:' || (p_batch).id, 'by', (p_batch).person_id, 'at', outreach.moment());
begin
  with given as materialized (
    select x.* from jsonb_to_recordset(p_rows) x(lead_id text, url text, names text[], fields jsonb)),
  cells as materialized (
    select g.lead_id, f.key, outreach.lead_value(f.key, f.value) as value from given g cross join jsonb_each(g.fields) f),
  filled as materialized (
    select c.lead_id, jsonb_object_agg(c.key, c.value) as vals from cells c where c.value is not null group by c.lead_id),
  valued as materialized (
    select g.lead_id, g.url, g.names, jsonb_build_object('source', (p_batch).title) || coalesce(f.vals, '{}')
      || case when not f.vals ? 'name' and f.vals ?| array['first_name', 'last_name']
           then jsonb_build_object('name', concat_ws(' ', f.vals ->> 'first_name', f.vals ->> 'last_name')) else '{}' end as vals
    from given g left join filled f on f.lead_id = g.lead_id),
  leads as materialized (
    select g.*, l from valued g cross join lateral jsonb_populate_record(null::outreach.leads, jsonb_build_object('id', g.lead_id, 'tags', '[]'::jsonb) || g.vals) l),
  scores as materialized (
    select s.* from (select array_agg(g.l) as leads from leads g) a cross join lateral outreach.score_leads(a.leads, v_rules.rules) s),
  companies as materialized (
    select g.lead_id, outreach.company_key((g.l).company) as company, outreach.company_key((g.l).company_url) as page from leads g),
  domains as materialized (
    select g.lead_id, outreach.domain_key((g.l).website) as domain from leads g)
  insert into outreach.leads (id, team_id, profile_url, provider_id, name, first_name, last_name, email, title, company, company_url, website,
    industry, headcount, seniority, country, time_zone, language, source, tags, fields, company_key, company_page_key, company_domain,
    score, score_parts, score_version)
  select g.lead_id, (p_batch).team_id, g.url, (select substr(w, 13) from unnest(g.names) w where w like 'provider\_id:%' limit 1),
    (g.l).name, (g.l).first_name, (g.l).last_name, (g.l).email, (g.l).title, (g.l).company, (g.l).company_url, (g.l).website,
    (g.l).industry, (g.l).headcount, (g.l).seniority, (g.l).country, (g.l).time_zone, (g.l).language, (g.l).source, (g.l).tags,
    coalesce((select jsonb_object_agg(k, v_entry) from jsonb_object_keys(g.vals) k), '{}'), c.company, c.page, d.domain,
    s.score, s.parts, v_rules.version
  from leads g join companies c on c.lead_id = g.lead_id join domains d on d.lead_id = g.lead_id join scores s on s.lead_id = g.lead_id
  -- Sorted, so that all values are there before the first lead is stored: the index of names has patterns of its own.
  order by g.lead_id;
  insert into outreach.lead_versions (lead_id, version, data, changed_by, reason, created_at, batch_id)
  select l.id, 1, outreach.lead_snapshot(l), (p_batch).person_id, 'import', outreach.moment(), (p_batch).id
  from outreach.leads l where l.id = any (array(select e.item ->> 'lead_id' from jsonb_array_elements(p_rows) e(item)));
end $$;

-- Imports the next rows of a batch, at most 1,000: `p_from` rows are done before, `p_until` afterwards, so that no row is done
-- twice, also when another process comes back to it. Answers {outcome: done|known|gone, codes: [[n, code], ...]}.
create function outreach.import_rows(p_batch_id text, p_fence integer, p_from integer, p_until integer, p_rows jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches := outreach.hold_batch(p_batch_id, p_fence, 'running');
  v_people jsonb := outreach.people_of_rows(p_rows);
  v_rows jsonb;
  v_row record;
  v_counts jsonb;
begin
  if v_batch.id is null then
    return '{"outcome": "gone", "codes": []}';
  elsif v_batch.done <> p_from then
    return '{"outcome": "known", "codes": []}';
  end if;
  perform outreach.act_as(v_batch.person_id);
  perform outreach.keep_erasures(v_batch.team_id);
  -- Before any lead, in one order: a proposal for one of them holds its name first, too.
  perform pg_advisory_xact_lock(k.key)
  from (select distinct hashtext('outreach.lead ' || v_batch.team_id || w.name) as key
        from jsonb_to_recordset(v_people) x(names text[]) cross join unnest(x.names) w(name)
        where w.name not like 'email:%' order by 1) k;
  v_rows := (select coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('lead_id', case when r.code = 'new' then gen_random_uuid()::text else r.lead_id end) order by r.n), '[]')
             from outreach.rows_of_import(v_batch.team_id, v_people) r);
  perform from outreach.leads l
  where l.id = any (array(select e.item ->> 'lead_id' from jsonb_array_elements(v_rows) e(item))) order by l.id for no key update;
  perform outreach.make_leads(v_batch, (select coalesce(jsonb_agg(e.item), '[]') from jsonb_array_elements(v_rows) e(item) where e.item ->> 'code' = 'new'));
  for v_row in
    select x.* from jsonb_to_recordset(v_rows) x(n integer, code text, lead_id text, fields jsonb) where x.code = 'changed' order by x.n
  loop
    perform outreach.write_lead(v_row.lead_id, v_row.fields, 'import:' || v_batch.id, v_batch.person_id, 'import', v_batch.id);
  end loop;
  insert into outreach.lead_identities (team_id, kind, value, lead_id, batch_id)
  select v_batch.team_id, split_part(w.name, ':', 1), substr(w.name, strpos(w.name, ':') + 1), x.lead_id, v_batch.id
  from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
  where x.code in ('new', 'changed', 'unchanged')
  on conflict do nothing;
  -- A name that another lead has: the two are one person.
  for v_row in
    select x.lead_id, i.kind, i.value
    from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
    cross join lateral (
      select i.kind, i.value from outreach.lead_identities i join outreach.leads h on h.id = i.lead_id
      where i.team_id = v_batch.team_id and i.kind = split_part(w.name, ':', 1) and i.value = substr(w.name, strpos(w.name, ':') + 1)
        and coalesce(h.same_as, h.id) <> x.lead_id offset 0) i
    where x.code in ('new', 'changed', 'unchanged')
  loop
    perform outreach.identify(v_row.lead_id, v_row.kind, v_row.value, v_batch.id);
  end loop;
  update outreach.leads l set provider_id = substr(w.name, 13)
  from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
  where l.id = x.lead_id and l.provider_id is null and w.name like 'provider\_id:%' and x.code in ('changed', 'unchanged');
  select jsonb_object_agg(c.code, c.n + coalesce((v_batch.counts ->> c.code)::integer, 0)) into v_counts
  from (select e.item ->> 'code' as code, count(*) as n from jsonb_array_elements(v_rows) e(item) group by 1) c;
  update outreach.lead_batches set done = p_until, counts = counts || coalesce(v_counts, '{}') where id = v_batch.id;
  return jsonb_build_object('outcome', 'done', 'codes', coalesce((
    select jsonb_agg(jsonb_build_array(e.item -> 'n', e.item -> 'code') order by e.place)
    from jsonb_array_elements(v_rows) with ordinality e(item, place)), '[]'));
end $$;

grant execute on function outreach.check_import, outreach.import_rows to greenlight_bot;
