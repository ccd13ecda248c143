-- An erasure counts the other places of a name as far as time lets, and is never undone for the sake of that count.

-- In how many documents and drafts these words stand, the newest first, and whether all were looked at within the time: a gateway ends a
-- call after 8 s, and with it the erasure; 100 MB of documents took 9 s on a busy machine.
create function content.named_elsewhere(p_team_id text, p_words text[], p_within interval) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_end timestamptz := clock_timestamp() + p_within;
  v_place record;
  v_count integer := 0;
begin
  for v_place in
    select d.id as document_id, null as draft_id, d.created_at from content.documents d where d.team_id = p_team_id and d.removed_at is null
    union all
    select null, d.id, d.created_at from content.drafts d join content.jobs j on j.id = d.job_id where j.team_id = p_team_id and d.erased_at is null
    order by created_at desc
  loop
    if clock_timestamp() > v_end then
      return jsonb_build_object('elsewhere', v_count, 'elsewhere_whole', false);
    end if;
    v_count := v_count + (
      select content.names_one(concat_ws(' ', d.title, d.text), p_words)::integer from content.documents d where d.id = v_place.document_id
      union all
      select (d.content <> platform.json_without_words(d.content, p_words))::integer from content.drafts d where d.id = v_place.draft_id);
  end loop;
  return jsonb_build_object('elsewhere', v_count, 'elsewhere_whole', true);
end $$;

-- What outreach hands over when it has erased a person: {team_id, lead_ids, event_ids, names, addresses, person_id}. The same again finds
-- what came meanwhile. Answers how much went, and in how many documents and drafts of other work the names still stand: words of
-- other people, which no one but they may judge.
create or replace function content.erase_person(p_erase jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_erase ->> 'team_id';
  v_by text := p_erase ->> 'person_id';
  v_leads text[] := array(select jsonb_array_elements_text(p_erase -> 'lead_ids'));
  v_events text[] := array(select jsonb_array_elements_text(p_erase -> 'event_ids'));
  v_words text[] := array(select jsonb_array_elements_text(p_erase -> 'addresses') union select jsonb_array_elements_text(p_erase -> 'names'));
  v_job content.jobs;
  v_one jsonb;
  v_jobs integer := 0;
  v_notes integer := 0;
  v_records integer := 0;
  v_drafts integer := 0;
  v_files integer := 0;
  v_messages integer := 0;
begin
  -- What is being taken over is there, or comes without them.
  perform pg_advisory_xact_lock(hashtext('content.erasures ' || v_team));
  insert into content.erased_subjects (team_id, kind, reference)
  select v_team, 'lead', l from unnest(v_leads) l union all select v_team, 'event', e from unnest(v_events) e
  on conflict do nothing;
  for v_job in
    select j.* from content.jobs j
    where j.team_id = v_team and (
      j.type = 'incoming_webhook' and j.brief ->> 'reference' = any (v_events)
      or j.type = 'outreach_notes' and (exists (select from content.note_items i where i.job_id = j.id and i.lead_id = any (v_leads))
        or exists (select from jsonb_array_elements(j.brief -> 'people') p where p ->> 'lead_id' = any (v_leads)))
      or j.type = 'lead_enrichment' and exists (select from content.batch_records r where r.job_id = j.id and r.lead_id = any (v_leads)))
    order by j.id for no key update
  loop
    v_jobs := v_jobs + 1;
    if v_job.type = 'outreach_notes' then
      v_notes := v_notes + content.erase_notes(v_job, v_leads, v_by, v_words);
    else
      v_one := case v_job.type when 'incoming_webhook' then content.erase_reply(v_job) else content.erase_records(v_job, v_leads, v_words) end;
      v_records := v_records + coalesce((v_one ->> 'records')::integer, 0);
      v_drafts := v_drafts + (v_one ->> 'drafts')::integer;
      v_files := v_files + (v_one ->> 'files')::integer;
    end if;
    v_messages := v_messages + content.show_erased(v_job.id);
  end loop;
  -- What is on its way back goes without them.
  update content.handovers h
  set payload = jsonb_set(h.payload, '{changes}', (
    select coalesce(jsonb_agg(c.item order by c.place), '[]') from jsonb_array_elements(h.payload -> 'changes') with ordinality c(item, place)
    where c.item ->> 'lead_id' <> all (v_leads)))
  where h.team_id = v_team and h.status = 'waiting' and h.kind = 'lead_changes';
  update content.handovers h
  set status = 'done', result = '{"closed": "erased"}', payload = '{}', ended_at = platform.now(), leased_until = null, worker = null
  where h.team_id = v_team and h.status = 'waiting'
    and (h.kind = 'note' and h.payload ->> 'lead_id' = any (v_leads) or h.kind = 'answer' and h.payload ->> 'event_id' = any (v_events));
  update content.handovers set payload = '{}' where team_id = v_team and status = 'refused' and payload <> '{}';
  return jsonb_build_object('jobs', v_jobs, 'notes', v_notes, 'records', v_records, 'drafts', v_drafts, 'files', v_files, 'messages', v_messages)
    || content.named_elsewhere(v_team, v_words, interval '3 seconds');
end $$;

revoke execute on function content.named_elsewhere from public, anon, authenticated, service_role;
