-- A batch is taken back exactly: each field that still is as the batch left it gets the value and the source that it had. What
-- changed since is kept and told. A lead that the batch made goes, unless it was used or changed since.

-- Begins it. {outcome: started|known|not_allowed|not_found|wrong_state, batch}.
create function outreach.start_rollback(p_team_id text, p_batch_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  select * into v_batch from outreach.lead_batches where id = p_batch_id and team_id = p_team_id for no key update;
  if v_batch.id is null then
    return '{"outcome": "not_found", "batch": null}';
  elsif not outreach.may_roll_back(v_batch, p_person_id) then
    return '{"outcome": "not_allowed", "batch": null}';
  elsif v_batch.status in ('rolling_back', 'rolled_back') then
    return jsonb_build_object('outcome', 'known', 'batch', outreach.lead_batch_view(v_batch));
  elsif v_batch.status not in ('applied', 'failed') then
    return jsonb_build_object('outcome', 'wrong_state', 'batch', outreach.lead_batch_view(v_batch));
  end if;
  perform outreach.act_as(p_person_id);
  update outreach.lead_batches
  set status = 'rolling_back', rolled_back_by = p_person_id, put_back = '', is_shown = false, leased_until = null
  where id = v_batch.id returning * into v_batch;
  perform outreach.note(v_batch.team_id, 'rollback_started', 'lead_batch', v_batch.id, 'applied', 'rolling_back');
  return jsonb_build_object('outcome', 'started', 'batch', outreach.lead_batch_view(v_batch));
end $$;

-- Has a lead been used, or does it bear what a lead that is only a line of a list does not?
create function outreach.is_lead_used(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from outreach.linkedin_automation n where n.lead_id = p_lead_id)
    or exists (select from outreach.contacts c where c.lead_id = p_lead_id)
    or exists (select from outreach.campaign_leads c where c.lead_id = p_lead_id)
    or exists (select from outreach.inbound_events e where e.lead_id = p_lead_id)
    or exists (select from outreach.release_ledger r where r.lead_id = p_lead_id)
    or exists (select from outreach.leads o where o.same_as = p_lead_id)
$$;

-- Puts one lead back. Answers {code: restored|removed|kept, fields: [those that changed since]}.
create function outreach.put_lead_back(p_lead_id text, p_batch outreach.lead_batches) returns jsonb
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

-- The next leads of a batch, at most 500; with the last of them it is rolled back. Answers {outcome: done|ended|gone}.
create function outreach.roll_back_leads(p_batch_id text, p_fence integer, p_limit integer) returns jsonb
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

grant execute on function outreach.start_rollback, outreach.roll_back_leads to greenlight_bot;
