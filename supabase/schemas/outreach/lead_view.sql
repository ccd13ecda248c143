-- A lead as people see it: its fields with their sources, its versions, names and actions, and who may be the same person.

create function outreach.lead_choice(p_lead outreach.leads) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('lead_id', (p_lead).id, 'name', (p_lead).name, 'title', (p_lead).title, 'company', (p_lead).company,
    'profile_url', (p_lead).profile_url)
$$;

create function outreach.lead_view(p_lead outreach.leads) returns jsonb
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

-- The lead of an id, an address, or a name as people type it (accents and case aside). The lead that stands for others is shown.
-- {outcome: found|several|none|not_allowed, lead, choices}: of a name at most ten, and those that begin with it first.
create function outreach.find_lead(p_team_id text, p_person_id text, p_words text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_identity text := outreach.identity_of(outreach.person_address(p_words));
  v_words text := lower(extensions.unaccent(btrim(regexp_replace(outreach.without_unseen(p_words), '\s+', ' ', 'g'))));
  v_ids text[];
begin
  if outreach.role_of(p_team_id, p_person_id) = 'guest' then
    return '{"outcome": "not_allowed", "lead": null, "choices": []}';
  end if;
  select r.* into v_lead
  from outreach.leads l join outreach.leads r on r.id = coalesce(l.same_as, l.id)
  where l.team_id = p_team_id and (
    l.id = p_words
    or l.id = (select i.lead_id from outreach.lead_identities i
               where i.team_id = p_team_id and i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1))
    or l.email = lower(p_words))
  limit 1;
  if v_lead.id is null and v_identity is null and v_words <> '' then
    v_ids := array(
      select l.id from outreach.leads l cross join lateral (select lower(extensions.unaccent(l.name)) as name) n
      where l.team_id = p_team_id and l.same_as is null and l.erased_at is null and strpos(n.name, v_words) > 0
      order by n.name <> v_words, strpos(n.name, v_words), n.name, l.id limit 11);
    if cardinality(v_ids) = 1 then
      select * into v_lead from outreach.leads where id = v_ids[1];
    end if;
  end if;
  if v_lead.id is not null then
    return jsonb_build_object('outcome', 'found', 'lead', outreach.lead_view(v_lead), 'choices', '[]'::jsonb);
  end if;
  return jsonb_build_object('outcome', case when cardinality(v_ids) > 0 then 'several' else 'none' end, 'lead', null, 'choices', coalesce((
    select jsonb_agg(outreach.lead_choice(l) order by array_position(v_ids, l.id)) from outreach.leads l where l.id = any (v_ids[1:10])), '[]'::jsonb));
end $$;

grant execute on function outreach.find_lead to greenlight_bot;
