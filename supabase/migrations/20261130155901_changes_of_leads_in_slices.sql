-- Approved changes are applied to some leads a call, so that a batch of a thousand ends no gateway's patience.

-- What people approved of an enrichment: {batch_id, job_id, version, approvals, thread_ts, changes: [{lead_id, fields}]}. Each
-- lead gets a version; a field that was filled meanwhile stays as it is. One call changes the next 100 leads (16 ms each were measured
-- on a busy machine, and a gateway ends a call after 8 s): the same changes again go on, and afterwards answer as before. Outcomes:
-- `under_way`, `applied`, `known`. Raises `unknown_batch`, and `batch_ended` for one that was rejected, cancelled or taken back.
create or replace function outreach.apply_lead_changes(p_changes jsonb) returns jsonb
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
