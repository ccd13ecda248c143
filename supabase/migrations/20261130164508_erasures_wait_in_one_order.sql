-- An erasure waits for accounts before it keeps others waiting, and what is handed over at that instant is erased too.

-- Starts what outreach handed over; the brief says all that the agent may know, and `key` is the hand-over's. Only a reply may
-- stand in a thread. Raises `unknown_requester` for a person who may not start jobs (any more), and `erased` where it was about
-- erased people alone.
create or replace function content.enqueue_handed_over(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_started jsonb;
begin
  perform pg_advisory_xact_lock_shared(hashtext('content.erasures ' || (p_job ->> 'team_id')));
  p_job := content.without_erased(p_job);
  v_job.type := p_job ->> 'type';
  v_job.team_id := p_job ->> 'team_id';
  v_job.requester_id := p_job ->> 'requester_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.brief := p_job -> 'brief';
  v_job.started_in := p_job ->> 'thread_ts';
  v_job.idempotency_key := 'handover:' || (p_job ->> 'key');
  if v_job.type is null or v_job.type not in ('outreach_notes', 'lead_enrichment', 'incoming_webhook') then
    raise sqlstate 'PT400' using message = format('Cannot take over a job of type "%s": accepted are outreach_notes, lead_enrichment, incoming_webhook', v_job.type),
      detail = 'bad_type';
  elsif coalesce(char_length(v_topic), 0) not between 1 and 2000 or coalesce(p_job -> 'brief' ->> 'reference', '') = '' then
    raise sqlstate 'PT400' using message = format('Cannot take over a brief with a topic of %s characters and reference "%s": 1 to 2000 and a reference are accepted',
      coalesce(char_length(v_topic), 0), left(p_job -> 'brief' ->> 'reference', 100)), detail = 'bad_brief';
  elsif v_job.started_in is not null and (v_job.type not in ('incoming_webhook', 'outreach_notes') or v_job.started_in !~ '^[0-9]{1,12}\.[0-9]{6}$') then
    raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are incoming_webhook and outreach_notes in a thread of Slack', v_job.type, v_job.started_in),
      detail = 'bad_thread';
  elsif not exists (
    select from platform.people p
    where p.team_id = v_job.team_id and p.user_id = v_job.requester_id and not p.is_guest and not p.is_deactivated) then
    raise sqlstate 'PT403' using message = format('Cannot start a job for "%s": accepted are people of the team, but guests', v_job.requester_id),
      detail = 'unknown_requester';
  end if;
  v_started := content.open_job(v_job, null, null);
  if v_job.type = 'lead_enrichment' and (v_started ->> 'created')::boolean then
    perform content.keep_records(v_started ->> 'job_id', p_job -> 'records');
  end if;
  return v_started;
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
  if p_by <> 'governor' then
    -- Account before person, as all functions lock. The governor holds its own.
    perform outreach.hold_accounts(v_team);
  end if;
  perform pg_advisory_xact_lock(hashtext('outreach.erasures ' || v_team));
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
