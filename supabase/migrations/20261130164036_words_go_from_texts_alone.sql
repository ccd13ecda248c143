-- Words of an erased person go from texts: also those with quotes, which JSON writes otherwise, and never from its keys.

-- A text without words that name a person, which are long enough to mean no one else.
create function platform.without_words(p_text text, p_words text[]) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_word text;
begin
  foreach v_word in array p_words loop
    p_text := regexp_replace(p_text, regexp_replace(v_word, '([^[:alnum:][:space:]])', '\\\1', 'g'), '–', 'gi');
  end loop;
  return p_text;
end $$;

-- The same of all texts in JSON; its keys stay.
create function platform.json_without_words(p_said jsonb, p_words text[]) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  -- Most of it names no one. Words are looked for as they stand in JSON.
  if not exists (
    select from (select lower(p_said::text) as folded offset 0) t cross join unnest(p_words) w
    where strpos(t.folded, btrim(to_jsonb(lower(w))::text, '"')) > 0) then
    return p_said;
  end if;
  return case jsonb_typeof(p_said)
    when 'string' then to_jsonb(platform.without_words(p_said #>> '{}', p_words))
    when 'array' then (select jsonb_agg(platform.json_without_words(i.item, p_words) order by i.place) from jsonb_array_elements(p_said) with ordinality i(item, place))
    when 'object' then (select jsonb_object_agg(f.key, platform.json_without_words(f.value, p_words)) from jsonb_each(p_said) f)
    else p_said end;
end $$;

-- Does a text name one of these words? `p_words` null: any text does.
create or replace function content.names_one(p_text text, p_words text[]) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_text <> '' and (p_words is null or exists (
    select from (select lower(p_text) as folded offset 0) t cross join unnest(p_words) w where strpos(t.folded, lower(w)) > 0))
$$;

-- What people and agents said of a job, where it names one of these words; null: all of it.
create or replace function content.erase_sayings(p_job_id text, p_words text[]) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.chat_history set text = '–', as_read = null where job_id = p_job_id and content.names_one(concat_ws(' ', text, as_read), p_words);
  update content.agent_replies set text = '–' where job_id = p_job_id and content.names_one(text, p_words);
  update content.reviews set note = '–' where job_id = p_job_id and content.names_one(note, p_words);
  update content.questions set note = '–' where job_id = p_job_id and content.names_one(note, p_words);
  update content.questions q set content = platform.json_without_words(q.content, p_words)
  where q.job_id = p_job_id and p_words is not null and q.content <> platform.json_without_words(q.content, p_words);
  update content.drafts set reason = '–' where job_id = p_job_id and content.names_one(reason, p_words);
  update content.content_history
  set prompt = case when content.names_one(prompt, p_words) then '–' else prompt end, title = case when content.names_one(title, p_words) then '–' else title end,
      brief = case when p_words is null or brief <> platform.json_without_words(brief, p_words) then '{}' else brief end,
      decision_note = case when content.names_one(decision_note, p_words) then null else decision_note end,
      overrides = case when p_words is null or overrides <> platform.json_without_words(overrides, p_words) then '[]' else overrides end, search = null, language = null
  where job_id = p_job_id;
$$;

-- The words of a campaign go on without a person: theirs are gone, whether they were decided or not.
create or replace function content.erase_notes(p_job content.jobs, p_lead_ids text[], p_by text, p_words text[]) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_notes integer;
begin
  update content.note_items i
  set name = null, about = '[]', used = '[]', without = '[]', erased_at = platform.now(),
      texts = (select coalesce(jsonb_agg(jsonb_build_object('step', t -> 'step', 'text', null) order by (t ->> 'step')::integer), '[]') from jsonb_array_elements(i.texts) t),
      status = case i.status when 'waiting' then 'skipped' else i.status end, decided_by = coalesce(i.decided_by, p_by), decided_at = coalesce(i.decided_at, platform.now())
  where i.job_id = (p_job).id and i.lead_id = any (p_lead_ids) and i.erased_at is null;
  get diagnostics v_notes = row_count;
  perform content.forget_thread((p_job).id);
  perform content.erase_sayings((p_job).id, p_words);
  update content.jobs
  set brief = platform.json_without_words(jsonb_set(brief, '{people}', (
      select coalesce(jsonb_agg(p.item order by p.place), '[]') from jsonb_array_elements(brief -> 'people') with ordinality p(item, place)
      where p.item ->> 'lead_id' <> all (p_lead_ids))), p_words),
    error = error - 'params', checkpoint_data = checkpoint_data - array['graph_version', 'checkpoint_id']
  where id = (p_job).id returning * into v_job;
  if v_job.brief -> 'people' = '[]' then
    perform content.end_erased_job(v_job.id);
  elsif v_job.status in ('queued', 'running') then
    perform content.begin_again(v_job.id);
  elsif v_job.status = 'awaiting_input' and not exists (select from content.note_items i where i.job_id = v_job.id and i.status = 'waiting') then
    update content.questions
    set status = 'answered', answer = 'go_on', answered_by = p_by, answered_at = platform.now()
    where job_id = v_job.id and number = v_job.questions and status = 'open';
    update content.jobs set resume = jsonb_build_object('kind', 'answer', 'question', q.number, 'hash', q.hash, 'answer', 'go_on', 'note', null, 'person_id', p_by)
    from content.questions q where jobs.id = v_job.id and q.job_id = jobs.id and q.number = jobs.questions;
    perform content.begin_again(v_job.id);
  else
    perform content.turn_to_waiting(v_job.id);
  end if;
  return v_notes;
end $$;

-- An enrichment goes on without a lead. What waited for people was the whole of it: another version of what is left takes its place.
create or replace function content.erase_records(p_job content.jobs, p_lead_ids text[], p_words text[]) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_records integer;
  v_erased jsonb;
begin
  delete from content.batch_records r where r.job_id = (p_job).id and r.lead_id = any (p_lead_ids);
  get diagnostics v_records = row_count;
  perform content.forget_thread((p_job).id);
  perform content.erase_sayings((p_job).id, p_words);
  update content.jobs j
  set brief = platform.json_without_words(j.brief, p_words) || jsonb_build_object('without', coalesce((
      select d.content -> 'without' from content.drafts d where d.job_id = j.id and d.version = j.versions), '[]')),
    error = j.error - 'params', checkpoint_data = j.checkpoint_data - array['graph_version', 'checkpoint_id']
  where j.id = (p_job).id returning * into v_job;
  v_erased := content.erase_drafts(v_job.id);
  if v_job.status = 'expired' or v_job.status <> 'completed' and not exists (select from content.batch_records r where r.job_id = v_job.id) then
    perform content.end_erased_job(v_job.id);
  elsif v_job.status in ('queued', 'running', 'awaiting_review') then
    perform content.begin_again(v_job.id);
  else
    update content.jobs set final = '[]' where id = v_job.id;
  end if;
  return v_erased || jsonb_build_object('records', v_records);
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
  return jsonb_build_object('jobs', v_jobs, 'notes', v_notes, 'records', v_records, 'drafts', v_drafts, 'files', v_files, 'messages', v_messages,
    'elsewhere', (select count(*) from content.documents d
                  where d.team_id = v_team and d.removed_at is null and content.names_one(concat_ws(' ', d.title, d.text), v_words))
      + (select count(*) from content.drafts d join content.jobs j on j.id = d.job_id
         where j.team_id = v_team and d.erased_at is null and d.content <> platform.json_without_words(d.content, v_words)));
end $$;

-- Erases a person under all names. The caller has asked whether that may be; `p_reason` is a code. What is being sent at this moment
-- keeps its row and its end. Answers what there was.
create or replace function outreach.erase_person(p_lead_id text, p_by text, p_reason text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := (select l.team_id from outreach.leads l where l.id = p_lead_id);
  v_ids text[];
  v_root text;
  v_names text[];
  v_words text[];
  v_people text[];
  v_events text[];
  v_actions text[];
  v_key text;
  v_counts jsonb;
begin
  perform pg_advisory_xact_lock(hashtext('outreach.erasures ' || v_team));
  if p_by <> 'governor' then
    -- Account before person, as all functions lock. The governor holds its own.
    perform outreach.hold_accounts(v_team);
  end if;
  v_ids := outreach.hold_person(p_lead_id);
  select coalesce(l.same_as, l.id) into v_root from outreach.leads l where l.id = p_lead_id;
  if not exists (select from outreach.leads l where l.id = any (v_ids) and l.erased_at is null) then
    return (select e.counts from outreach.erasures e where e.lead_id = v_root);
  end if;
  perform outreach.act_as(p_by);
  perform from outreach.linkedin_automation n where n.lead_id = any (v_ids) order by n.id for no key update;
  v_counts := outreach.what_is_known(v_ids);
  v_names := outreach.names_of(v_team, v_ids);
  v_actions := array(select n.id from outreach.linkedin_automation n where n.lead_id = any (v_ids) order by n.id);
  v_events := array(select e.id::text from outreach.inbound_events e where e.lead_id = any (v_ids) and e.kind = 'message' order by e.id);
  -- One word alone means other people as well.
  v_people := array(
    select distinct btrim(p.name) from (
      select l.name from outreach.leads l where l.id = any (v_ids)
      union all select v.data ->> 'name' from outreach.lead_versions v where v.lead_id = any (v_ids)) p
    where btrim(p.name) ~ '\S\s+\S');
  v_words := v_people || array(
    select distinct w.word from (
      select l.profile_url as word from outreach.leads l where l.id = any (v_ids)
      -- An address of one word may be a word of any text, so that it counts as an address alone.
      union all select case when n ~ '^slug:[[:alpha:]]*$' then '/in/' else '' end || substr(n, strpos(n, ':') + 1) from unnest(v_names) n
      union all select l.email from outreach.leads l where l.id = any (v_ids)) w
    where char_length(w.word) >= 5);

  -- Known again by hashes, whatever was on the list by name.
  insert into outreach.erasure_keys (team_id, key)
  values (v_team, encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex')) on conflict do nothing;
  select k.key into v_key from outreach.erasure_keys k where k.team_id = v_team;
  insert into outreach.suppressions (team_id, kind, value, reason, person_id)
  select v_team, 'erased', outreach.erased_value(v_key, n), '', p_by from unnest(v_names) n on conflict do nothing;
  delete from outreach.suppressions s where s.team_id = v_team and s.kind = 'person' and s.value = any (v_names);
  update outreach.ended_suppressions s
  set kind = 'erased', value = outreach.erased_value(v_key, s.value), reason = '', end_reason = 'erased'
  where s.team_id = v_team and s.kind = 'person' and s.value = any (v_names);
  update outreach.suppressions s set reason = platform.without_words(s.reason, v_words)
  where s.team_id = v_team and s.reason <> platform.without_words(s.reason, v_words);

  -- What waits ends; who still waits for words leaves the campaign.
  perform outreach.stop_actions(v_ids, 'suppressed', 'suppressed', array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']);
  perform outreach.stop_campaign_lead(c.campaign_id, c.lead_id, 'stopped', 'suppressed')
  from outreach.campaign_leads c where c.lead_id = any (v_ids) and c.status in ('drafting', 'ready', 'active') order by c.campaign_id, c.lead_id;

  -- From here on they are erased for all that looks, triggers too.
  update outreach.leads
  set name = null, profile_url = 'erased:' || id, provider_id = null, title = null, company = null, company_key = null, company_page_key = null,
      company_domain = null, language = null, first_name = null, last_name = null, email = null, company_url = null, website = null, industry = null,
      headcount = null, seniority = null, country = null, time_zone = null, source = null, tags = '{}', fields = '{}', score = 0, score_parts = '[]',
      erased_at = outreach.moment(), updated_at = outreach.moment()
  where id = any (v_ids);
  delete from outreach.lead_versions v where v.lead_id = any (v_ids);
  delete from outreach.lead_identities i where i.lead_id = any (v_ids);
  update outreach.contacts set chat_id = null, invitation_id = null, last_inbound_id = null where lead_id = any (v_ids);
  update outreach.linkedin_automation
  set payload = '{}', in_reply_to = null, goes_on_after = null, error = outreach.without_person(error),
      result = outreach.without_person(result) || case when status = 'unknown' then '{"needs_person": true}' else '{}' end::jsonb,
      retry_at = null
  where id = any (v_actions);
  update outreach.action_revisions set text = null where action_id = any (v_actions) and text is not null;
  update outreach.release_ledger
  set provider = outreach.without_person(provider), error = outreach.without_person(error), next_lookup_at = null
  where lead_id = any (v_ids);
  update outreach.inbound_events
  set key = 'erased:' || outreach.erased_value(v_key, key), text = null, chat_id = null, message_id = null
  where lead_id = any (v_ids);

  -- Where people may have named them: what a batch or a campaign is called, and whom it asked for.
  update outreach.lead_batches b set title = platform.without_words(b.title, v_words)
  where b.team_id = v_team and b.title <> platform.without_words(b.title, v_words);
  update outreach.campaigns c
  set name = platform.without_words(c.name, v_words), purpose = platform.without_words(c.purpose, v_words),
      filter = platform.json_without_words(c.filter, v_words)
  where c.team_id = v_team and (concat_ws(' ', c.name, c.purpose) <> platform.without_words(concat_ws(' ', c.name, c.purpose), v_words)
    or c.filter <> platform.json_without_words(c.filter, v_words));
  update outreach.outbox o set event = platform.json_without_words(o.event, v_words)
  where o.event -> 'params' ? 'campaign' and o.event <> platform.json_without_words(o.event, v_words);

  -- What is on its way to content goes without them; what was asked of it for them alone does not go.
  update outreach.handovers h
  set payload = case
      when h.kind = 'notes' then jsonb_set(h.payload, '{brief,people}', (
        select jsonb_agg(p) from jsonb_array_elements(h.payload -> 'brief' -> 'people') p where p ->> 'lead_id' <> all (v_ids)))
      else jsonb_set(h.payload, '{records}', (
        select jsonb_agg(r) from jsonb_array_elements(h.payload -> 'records') r where r ->> 'lead_id' <> all (v_ids))) end
  where h.team_id = v_team and h.status = 'waiting' and (
    h.kind = 'notes' and exists (select from jsonb_array_elements(h.payload -> 'brief' -> 'people') p where p ->> 'lead_id' <> all (v_ids))
    or h.kind = 'enrichment' and exists (select from jsonb_array_elements(h.payload -> 'records') r where r ->> 'lead_id' <> all (v_ids)));
  perform outreach.end_enrichment(h.payload -> 'brief' ->> 'reference', 'cancelled')
  from outreach.handovers h
  where h.team_id = v_team and h.status = 'waiting' and h.kind = 'enrichment'
    and not exists (select from jsonb_array_elements(h.payload -> 'records') r where r ->> 'lead_id' <> all (v_ids));
  update outreach.handovers h
  set status = 'done', result = '{"closed": "erased"}', payload = '{}', ended_at = platform.now(), leased_until = null, worker = null
  where h.team_id = v_team and h.status = 'waiting' and (
    h.key = any (array(select 'reply:' || e from unnest(v_events) e))
    or h.kind = 'notes' and not exists (select from jsonb_array_elements(h.payload -> 'brief' -> 'people') p where p ->> 'lead_id' <> all (v_ids))
    or h.kind = 'enrichment' and not exists (select from jsonb_array_elements(h.payload -> 'records') r where r ->> 'lead_id' <> all (v_ids)));
  update outreach.handovers set payload = '{}' where team_id = v_team and status = 'refused' and payload <> '{}';

  -- What stands in Slack of them is drawn anew: cards without words, and notices that say no more than that.
  update outreach.outbox set wanted = wanted + 1, given_up = false, attempts = 0, run_at = platform.now()
  where action_id = any (v_actions) and ts is not null;
  update outreach.outbox o
  set event = jsonb_build_object('code', 'erased', 'params', jsonb_build_object('erased', true)),
      wanted = o.wanted + (o.ts is not null)::integer, given_up = o.ts is null, attempts = 0, run_at = platform.now()
  where o.kind = 'account' and (o.event -> 'params' ->> 'action_id' = any (v_actions) or o.event -> 'params' ->> 'event_id' = any (v_events));

  perform outreach.hand_over(v_team, 'erase', 'erase:' || v_root, jsonb_build_object('team_id', v_team, 'lead_ids', to_jsonb(v_ids),
    'event_ids', to_jsonb(v_events), 'names', to_jsonb(v_people), 'addresses', to_jsonb(v_words), 'person_id', p_by));
  insert into outreach.erasures (lead_id, team_id, by_id, reason, at, counts)
  values (v_root, v_team, p_by, p_reason, outreach.moment(), v_counts)
  on conflict (lead_id) do update set at = excluded.at, counts = excluded.counts, content = null, content_at = null;
  perform outreach.note(v_team, 'lead_erased', 'lead', v_root, null, 'erased', v_counts || jsonb_build_object('reason', p_reason, 'others', to_jsonb(array_remove(v_ids, v_root))));
  return v_counts;
end $$;

drop function content.without_words(text, text[]);
drop function outreach.without_words(text, text[]);
revoke execute on function platform.without_words(text, text[]), platform.json_without_words(jsonb, text[]) from public, anon, authenticated, service_role;
