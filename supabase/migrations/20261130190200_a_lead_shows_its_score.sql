-- A lead shows what it counts and why, as the list of the best does.
create or replace function outreach.lead_view(p_lead outreach.leads) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.scored_lead(p_lead, (outreach.score_rules_now((p_lead).team_id)).tiers) || jsonb_build_object(
    'values', outreach.lead_values(p_lead), 'fields', (p_lead).fields, 'version', (p_lead).version, 'provider_id', (p_lead).provider_id,
    'created_at', (p_lead).created_at, 'erased_at', (p_lead).erased_at, 'is_suppressed', outreach.is_suppressed((p_lead).id),
    'batches', coalesce((
      select jsonb_object_agg(b.id, b.title) from outreach.lead_batches b
      where b.id in (select split_part(f.value ->> 'source', ':', 2) from jsonb_each((p_lead).fields) f)), '{}'::jsonb),
    'names', coalesce((
      select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value)
      from outreach.lead_identities i where i.lead_id = any (outreach.aliases((p_lead).id))), '[]'::jsonb),
    'versions', coalesce((
      select jsonb_agg(jsonb_build_object('version', v.version, 'by', v.changed_by, 'reason', v.reason, 'at', v.created_at, 'batch_id', v.batch_id,
        'changed', v.changed) order by v.version desc)
      from (
        select w.version, w.changed_by, w.reason, w.created_at, w.batch_id, coalesce((
          select jsonb_agg(k.key order by k.key) from jsonb_each(w.data - array['fields', 'profile_url', 'provider_id']) k
          where k.value is distinct from coalesce(p.data -> k.key, case k.key when 'tags' then '[]' else 'null' end::jsonb)), '[]'::jsonb) as changed
        from outreach.lead_versions w left join outreach.lead_versions p on p.lead_id = w.lead_id and p.version = w.version - 1
        where w.lead_id = (p_lead).id order by w.version desc limit 8) v), '[]'::jsonb),
    'actions', coalesce((
      select jsonb_agg(jsonb_build_object('action_id', n.id, 'type', n.action_type, 'status', n.status, 'at', coalesce(n.executed_at, n.created_at),
        'account', a.name) order by n.created_at desc)
      from (select * from outreach.linkedin_automation x where x.lead_id = any (outreach.aliases((p_lead).id)) order by x.created_at desc limit 10) n
      join outreach.accounts a on a.id = n.account_id), '[]'::jsonb),
    'merged', coalesce((
      select jsonb_agg(outreach.lead_choice(o) || jsonb_build_object('merge_id', m.id, 'by', m.found_by, 'person_id', m.person_id, 'at', m.at) order by m.id)
      from outreach.leads o
      join lateral (select * from outreach.lead_merges x where x.lead_id = o.id and x.split_at is null order by x.id desc limit 1) m on true
      where o.same_as = (p_lead).id), '[]'::jsonb),
    'suggestions', outreach.merge_suggestions((p_lead).id))
$$;
