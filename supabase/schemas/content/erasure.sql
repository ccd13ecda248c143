-- Erasing a person whom outreach has erased. Outreach names them by its ids; what is linked to those goes: words, records, replies,
-- checkpoints, files and answers of models. A draft that says something of them loses its body as a whole, as its hash covers all of
-- it: number and hash stay. Work on one person ends; work on many goes on without that one.

-- What outreach has erased, by its ids: what crosses later is taken without it.
create table content.erased_subjects (
  team_id text not null references platform.teams,
  -- `lead`, or `event`: a message of one.
  kind text not null constraint kind_is_known check (kind in ('lead', 'event')),
  reference text not null,
  at timestamptz not null default platform.now(),
  primary key (team_id, kind, reference)
);
alter table content.erased_subjects enable row level security;

create function content.is_erased(p_team_id text, p_kind text, p_reference text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from content.erased_subjects e where e.team_id = p_team_id and e.kind = p_kind and e.reference = p_reference)
$$;

-- A hand-over without people who were erased meanwhile. Raises `erased` where no one is left.
create function content.without_erased(p_job jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_job ->> 'team_id';
  v_path text[] := case p_job ->> 'type' when 'outreach_notes' then array['brief', 'people'] when 'lead_enrichment' then array['records'] end;
  v_left jsonb;
begin
  if not exists (select from content.erased_subjects e where e.team_id = v_team) then
    return p_job;
  elsif v_path is null then
    v_left := case when content.is_erased(v_team, 'event', p_job -> 'brief' ->> 'reference') then '[]' else '[0]' end;
  elsif jsonb_typeof(p_job #> v_path) = 'array' and p_job #> v_path <> '[]' then
    select coalesce(jsonb_agg(p.item order by p.place), '[]') into v_left
    from jsonb_array_elements(p_job #> v_path) with ordinality p(item, place)
    where not content.is_erased(v_team, 'lead', p.item ->> 'lead_id');
    p_job := jsonb_set(p_job, v_path, v_left);
  end if;
  if v_left = '[]' then
    raise sqlstate 'PT409' using message = format('Cannot start a job of type "%s": its people were erased', p_job ->> 'type'), detail = 'erased';
  end if;
  return p_job;
end $$;

-- Content of a draft without its body, in the form that its readers know.
create function content.erased_content(p_draft content.drafts) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('kind', (p_draft).content ->> 'kind', 'title', '–', 'language', (p_draft).content ->> 'language',
      'model', (p_draft).content ->> 'model', 'offline', (p_draft).content -> 'offline')
    || case (p_draft).content ->> 'kind'
      when 'lead_enrichment' then jsonb_build_object('reference', (p_draft).content -> 'reference', 'counts', (p_draft).content -> 'counts', 'unread', '[]'::jsonb,
        'samples', '[]'::jsonb, 'without', (p_draft).content -> 'without', 'changes_sha256', (p_draft).content -> 'changes_sha256')
      else jsonb_build_object('intent', (p_draft).content -> 'intent', 'summary', '', 'answer', null, 'quotes', '[]'::jsonb, 'missing', null, 'blocking', '[]'::jsonb,
        'warnings', '[]'::jsonb, 'sources', '[]'::jsonb,
        'reply', jsonb_build_object('text', '', 'at', (p_draft).content -> 'reply' -> 'at', 'person', null)) end
$$;

-- What of a job leads to people by words: what a graph keeps, and what models answered. A call that was paid counts;
-- its answer is not used again.
create function content.forget_thread(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from content.checkpoint_writes where thread_id = p_job_id;
  delete from content.checkpoint_channels where thread_id = p_job_id;
  delete from content.checkpoints where thread_id = p_job_id;
  update content.usage_ledger set reply = null, unheard = state = 'settled' where job_id = p_job_id and reply is not null;
$$;

-- Takes the bodies and files of a job's drafts. Answers how many drafts and files.
create function content.erase_drafts(p_job_id text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_drafts integer;
  v_files integer;
begin
  update content.drafts d
  set erased_at = platform.now(), content = content.erased_content(d), artifacts = '[]', finals = '[]', reason = null, reason_from = '{}',
      authors = (select coalesce(jsonb_agg(a || '{"text": ""}'), '[]') from jsonb_array_elements(d.authors) a),
      status = case d.status when 'proposed' then 'superseded' else d.status end
  where d.job_id = p_job_id and d.erased_at is null;
  get diagnostics v_drafts = row_count;
  delete from content.artifacts where job_id = p_job_id;
  get diagnostics v_files = row_count;
  update content.hand_versions h
  set content = '{}', reason = null, authors = (select coalesce(jsonb_agg(a || '{"text": ""}'), '[]') from jsonb_array_elements(h.authors) a)
  where h.job_id = p_job_id;
  delete from content.corrections where job_id = p_job_id;
  return jsonb_build_object('drafts', v_drafts, 'files', v_files);
end $$;

-- Does a text name one of these words? `p_words` null: any text does.
create function content.names_one(p_text text, p_words text[]) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_text <> '' and (p_words is null or exists (
    select from (select lower(p_text) as folded offset 0) t cross join unnest(p_words) w where strpos(t.folded, lower(w)) > 0))
$$;

-- What people and agents said of a job, where it names one of these words; null: all of it.
create function content.erase_sayings(p_job_id text, p_words text[]) returns void
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

-- All that stands of a job in Slack is drawn anew, and files that were posted are taken away there. Answers how many.
create function content.show_erased(p_job_id text) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_messages integer;
begin
  update content.outbox
  set wanted = wanted + 1, given_up = false, attempts = 0, run_at = platform.now()
  where job_id = p_job_id and ts is not null and kind in ('brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question', 'reply', 'reminder');
  get diagnostics v_messages = row_count;
  update content.outbox set given_up = true where job_id = p_job_id and ts is null and kind in ('pages', 'final', 'reply', 'reminder', 'unreachable');
  return v_messages;
end $$;

-- Ends a job in any state; what failed or expired is not taken up again either. Its runner's next write is refused.
create function content.end_erased_job(p_job_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  update content.jobs set status = 'queued', ended_at = null, error = null where id = p_job_id and status in ('failed', 'expired');
  update content.jobs
  set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, resume = null, ended_at = platform.now(),
      error = '{"code": "erased", "message": "The person was erased"}'
  where id = p_job_id and content.can_move(status, 'cancelled');
  update content.jobs set checkpoint_data = checkpoint_data - array['graph_version', 'checkpoint_id'], resume = null, result = null, final = '[]'
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
end $$;

-- Takes a job from its runner and lets it begin again, without what it had kept of its thread.
create function content.begin_again(p_job_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  update content.jobs
  set status = 'queued', fence = fence + 1, leased_until = null, worker = null, attempts = 0, error = null, run_at = platform.now(),
      resume = case when resume ->> 'kind' = 'answer' then resume end, checkpoint_data = checkpoint_data - array['graph_version', 'checkpoint_id']
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
end $$;

-- The work on a message of an erased person ends.
create function content.erase_reply(p_job content.jobs) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_erased jsonb := content.erase_drafts((p_job).id);
begin
  perform content.forget_thread((p_job).id);
  perform content.erase_sayings((p_job).id, null);
  update content.jobs
  set brief = jsonb_build_object('topic', '–', 'language', brief -> 'language', 'reference', brief -> 'reference',
    'person', '{"name": null, "title": null, "company": null, "profile_url": ""}'::jsonb, 'reply', jsonb_build_object('text', '–', 'at', brief -> 'reply' -> 'at'),
    'before', '[]'::jsonb, 'account', brief -> 'account', 'purpose', null, 'most', brief -> 'most')
  where id = (p_job).id;
  perform content.end_erased_job((p_job).id);
  return v_erased;
end $$;

-- The words of a campaign go on without a person: theirs are gone, whether they were decided or not.
create function content.erase_notes(p_job content.jobs, p_lead_ids text[], p_by text, p_words text[]) returns integer
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
create function content.erase_records(p_job content.jobs, p_lead_ids text[], p_words text[]) returns jsonb
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
create function content.erase_person(p_erase jsonb) returns jsonb
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

grant execute on function content.erase_person to greenlight_bot;
