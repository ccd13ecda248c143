-- Leads completed from the sites of their companies. Reading is work for agents: what they may know of each lead crosses over once,
-- and what they found comes back when people have approved it.

-- Mail of anyone: the domain tells nothing of a company.
create function outreach.is_mail_for_all(p_domain text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_domain ~ '^(?:(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|zoho|mail|terra|uol|bol|ig|globo|globomail|r7|oi|sapo)\.(?:com|net|org|me|pt|de|es|fr|it|co\.uk|com\.[a-z]{2}))$'
$$;

-- Where a lead's company may be read: its website, else the domain of the e-mail address. Empty answer: nothing tells.
create function outreach.site_of(p_lead outreach.leads) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when (p_lead).website ~* '^https?://' then (p_lead).website
    when (p_lead).website <> '' then 'https://' || (p_lead).website
    when d.domain <> '' and not outreach.is_mail_for_all(d.domain) then 'https://' || d.domain || '/' end
  from (select split_part((p_lead).email, '@', 2) as domain) d
$$;

-- The fields that an enrichment may fill: blank, or filled by one before.
create function outreach.open_fields(p_lead outreach.leads) returns text[]
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select array_remove(array[
    case when (p_lead).website is null or (p_lead).fields -> 'website' ->> 'source' like 'enrichment:%' then 'website' end,
    case when (p_lead).industry is null or (p_lead).fields -> 'industry' ->> 'source' like 'enrichment:%' then 'industry' end,
    case when (p_lead).headcount is null or (p_lead).fields -> 'headcount' ->> 'source' like 'enrichment:%' then 'headcount' end,
    case when (p_lead).country is null or (p_lead).fields -> 'country' ->> 'source' like 'enrichment:%' then 'country' end], null)
$$;

-- Which leads of a filter an enrichment would read now, and why not the others: `complete`, `no_site`, `under_way` in another one,
-- `suppressed`, `over_limit`. Of those over the limit it is not asked whether they are suppressed.
create function outreach.to_enrich(p_team_id text, p_filter jsonb) returns table (lead outreach.leads, site text, wanted text[], place bigint, reason text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with under_way as (
    select distinct w.id from outreach.lead_batches b cross join lateral jsonb_array_elements_text(b.plan -> 'leads') w(id)
    where b.team_id = p_team_id and b.kind = 'enrichment' and b.status = 'proposed'
  ), matching as (
    select l as lead, outreach.site_of(l) as site, outreach.open_fields(l) as wanted, u.id is not null as is_under_way
    from outreach.leads_matching(p_team_id, p_filter) l left join under_way u on u.id = l.id
  ), judged as (
    select m.*, case
      when cardinality(m.wanted) = 0 then 'complete'
      when m.site is null then 'no_site'
      when m.is_under_way then 'under_way' end as reason
    from matching m
  ), seated as (
    -- Colleagues follow each other: their company is read once.
    select j.*, row_number() over (partition by j.reason order by coalesce((j.lead).company_domain, j.site), (j.lead).id) as place from judged j
  )
  select s.lead, s.site, s.wanted, s.place, coalesce(s.reason, case
    when s.place > 1000 then 'over_limit'
    when exists (select from outreach.suppressions x where x.team_id = p_team_id) and outreach.is_suppressed((s.lead).id) then 'suppressed' end)
  from seated s
$$;

-- Begins an enrichment of the leads of a filter, at most 1,000. Anyone but guests; the same key begins one. Outcomes: `started`,
-- `known`, `not_allowed`, `nothing` with why.
create function outreach.start_enrichment(p_request jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_request ->> 'team_id';
  v_person text := p_request ->> 'person_id';
  v_key text := 'enrichment:' || (p_request ->> 'key');
  v_batch outreach.lead_batches;
  v_records jsonb;
  v_counts jsonb;
begin
  if outreach.role_of(v_team, v_person) = 'guest' then
    return '{"outcome": "not_allowed", "batch": null, "counts": {}}';
  end if;
  -- A command that comes twice, and two that want the same leads, wait for each other.
  perform pg_advisory_xact_lock(hashtextextended('outreach.enrichment:' || v_team, 0));
  select b.* into v_batch from outreach.lead_batches b where b.team_id = v_team and b.kind = 'enrichment' and b.plan ->> 'key' = v_key;
  if v_batch.id is not null then
    return jsonb_build_object('outcome', 'known', 'batch', outreach.lead_batch_view(v_batch), 'counts', v_batch.counts);
  end if;
  select jsonb_agg(jsonb_build_object('lead_id', (t.lead).id, 'input', jsonb_build_object(
      'name', (t.lead).name, 'company', (t.lead).company, 'site', t.site, 'wanted', to_jsonb(t.wanted)))
      order by t.place) filter (where t.reason is null),
    jsonb_build_object('matching', count(*), 'chosen', count(*) filter (where t.reason is null), 'complete', count(*) filter (where t.reason = 'complete'),
      'no_site', count(*) filter (where t.reason = 'no_site'), 'suppressed', count(*) filter (where t.reason = 'suppressed'),
      'under_way', count(*) filter (where t.reason = 'under_way'), 'over_limit', count(*) filter (where t.reason = 'over_limit'))
  into v_records, v_counts from outreach.to_enrich(v_team, coalesce(p_request -> 'filter', '{}'::jsonb)) t;
  if v_records is null then
    return jsonb_build_object('outcome', 'nothing', 'batch', null, 'counts', v_counts);
  end if;
  insert into outreach.lead_batches (team_id, kind, status, title, person_id, channel_id, counts, total, plan)
  values (v_team, 'enrichment', 'proposed', left(p_request ->> 'title', 200), v_person, p_request ->> 'channel_id', v_counts, jsonb_array_length(v_records),
    jsonb_build_object('key', v_key, 'leads', (select jsonb_agg(r -> 'lead_id') from jsonb_array_elements(v_records) r)))
  returning * into v_batch;
  perform outreach.hand_over(v_team, 'enrichment', v_key, jsonb_build_object(
    'type', 'lead_enrichment', 'team_id', v_team, 'requester_id', v_person, 'channel_id', v_batch.channel_id, 'thread_ts', null,
    'brief', jsonb_build_object('topic', v_batch.title, 'language', p_request ->> 'language', 'reference', v_batch.id),
    'records', v_records));
  perform outreach.act_as(v_person);
  perform outreach.note(v_team, 'enrichment_started', 'lead_batch', v_batch.id, null, 'proposed', v_counts);
  return jsonb_build_object('outcome', 'started', 'batch', outreach.lead_batch_view(v_batch), 'counts', v_counts);
end $$;

-- What people approved of an enrichment: {batch_id, job_id, version, approvals, thread_ts, changes: [{lead_id, fields}]}. Each
-- lead gets a version; a field that was filled meanwhile stays as it is. One call changes the next 100 leads (16 ms each were measured
-- on a busy machine, and a gateway ends a call after 8 s): the same changes again go on, and afterwards answer as before. Outcomes:
-- `under_way`, `applied`, `known`. Raises `unknown_batch`, and `batch_ended` for one that was rejected, cancelled or taken back.
create function outreach.apply_lead_changes(p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  c_leads constant integer := 100;
  v_batch outreach.lead_batches;
  v_change record;
  v_lead outreach.leads;
  v_fields jsonb;
  v_done integer;
  v_by text := coalesce(p_changes #>> '{approvals,-1,person_id}', 'content');
  v_changed integer := 0;
  v_values integer := 0;
  v_kept integer := 0;
  v_gone integer := 0;
  v_counts jsonb;
begin
  select * into v_batch from outreach.lead_batches where id = p_changes ->> 'batch_id' and kind = 'enrichment' for no key update;
  if v_batch.id is null then
    raise sqlstate 'PT404' using message = format('Cannot apply changes of batch "%s": there is no such enrichment', p_changes ->> 'batch_id'), detail = 'unknown_batch';
  elsif v_batch.status = 'applied' then
    return jsonb_build_object('outcome', 'known', 'counts', v_batch.counts);
  elsif v_batch.status not in ('proposed', 'failed') then
    raise sqlstate 'PT409' using message = format('Cannot apply changes of batch "%s": it is %s', v_batch.id, v_batch.status), detail = 'batch_ended';
  end if;
  perform outreach.act_as(v_by);
  v_done := v_batch.done;
  -- In one order, as every caller that locks several.
  for v_change in
    select c ->> 'lead_id' as lead_id, c -> 'fields' as fields from jsonb_array_elements(p_changes -> 'changes') c
    where v_batch.plan -> 'leads' ? (c ->> 'lead_id') order by 1 offset v_batch.done limit c_leads
  loop
    v_done := v_done + 1;
    select * into v_lead from outreach.leads where id = v_change.lead_id and team_id = v_batch.team_id for no key update;
    if v_lead.id is null or v_lead.erased_at is not null then
      v_gone := v_gone + 1;
      continue;
    end if;
    select coalesce(jsonb_object_agg(f.key, f.value), '{}'::jsonb) into v_fields
    from jsonb_each(v_change.fields) f where f.key = any (outreach.open_fields(v_lead));
    v_kept := v_kept + (select count(*) from jsonb_object_keys(v_change.fields)) - (select count(*) from jsonb_object_keys(v_fields));
    if outreach.write_lead(v_lead.id, v_fields, 'enrichment:' || v_batch.id, v_by, 'enrichment', v_batch.id) is not null then
      v_changed := v_changed + 1;
      v_values := v_values + (select count(*) from jsonb_object_keys(v_fields));
    end if;
  end loop;
  -- Until the first slice they are those of the start.
  select jsonb_object_agg(c.key, c.n + case when v_batch.done > 0 then (v_batch.counts ->> c.key)::integer else 0 end) into v_counts
  from (values ('changed', v_changed), ('values', v_values), ('kept_fields', v_kept), ('gone', v_gone)) c (key, n);
  if v_done = v_batch.done + c_leads then
    update outreach.lead_batches set done = v_done, counts = v_counts where id = v_batch.id;
    return jsonb_build_object('outcome', 'under_way', 'counts', v_counts);
  end if;
  update outreach.lead_batches
  set status = 'applied', done = v_done, counts = v_counts, ended_at = outreach.moment(), is_shown = false, thread_ts = coalesce(p_changes ->> 'thread_ts', thread_ts)
  where id = v_batch.id;
  perform outreach.note(v_batch.team_id, 'enrichment_applied', 'lead_batch', v_batch.id, v_batch.status, 'applied',
    v_counts || jsonb_build_object('version', p_changes -> 'version', 'job_id', p_changes -> 'job_id', 'approvals', p_changes -> 'approvals'));
  return jsonb_build_object('outcome', 'applied', 'counts', v_counts);
end $$;

-- The enrichment came to nothing: `rejected`, `cancelled`, `failed`. One that failed may still be tried again, and one that expired taken up.
create function outreach.end_enrichment(p_batch_id text, p_outcome text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  select * into v_batch from outreach.lead_batches where id = p_batch_id and kind = 'enrichment' for no key update;
  if v_batch.id is null then
    raise sqlstate 'PT404' using message = format('Cannot end batch "%s": there is no such enrichment', p_batch_id), detail = 'unknown_batch';
  elsif v_batch.status in ('proposed', 'failed') and p_outcome in ('rejected', 'cancelled', 'failed') then
    update outreach.lead_batches set status = p_outcome, ended_at = outreach.moment() where id = v_batch.id;
    perform outreach.act_as('content');
    perform outreach.note(v_batch.team_id, 'enrichment_ended', 'lead_batch', v_batch.id, v_batch.status, p_outcome);
  end if;
  return jsonb_build_object('outcome', p_outcome);
end $$;

grant execute on function outreach.start_enrichment, outreach.apply_lead_changes, outreach.end_enrichment to greenlight_bot;
