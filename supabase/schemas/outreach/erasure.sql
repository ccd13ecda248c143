-- Erasing a person: all that says who they are or what was said goes, in one transaction here and in another in content, to which it
-- crosses as a hand-over. What stays are ids, times, hashes and how releases ended, so that no limit counts wrong and nothing goes
-- out twice, and hashes of the person's names, by which they are known again and refused.

create table outreach.erasures (
  -- The lead that stood for the person.
  lead_id text primary key,
  team_id text not null,
  -- A person's id, or the part that knew an erased person again.
  by_id text not null,
  reason text not null constraint reason_is_known check (reason in ('asked', 'objected', 'no_basis', 'other', 'known_again')),
  at timestamptz not null,
  counts jsonb not null,
  -- What content erased; null: it has not yet.
  content jsonb,
  content_at timestamptz,
  constraint what_content_erased_has_a_time check ((content is null) = (content_at is null)),
  constraint an_erasure_is_of_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id)
);
alter table outreach.erasures enable row level security;
create index erasures_of_a_lead on outreach.erasures (lead_id, team_id);

-- No person is erased until the caller's transaction ends. Taken after accounts and before leads.
create function outreach.keep_erasures(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock_shared(hashtext('outreach.erasures ' || p_team_id))
$$;

-- What a provider answered and an error said, without what leads to a person.
create function outreach.without_person(p_said jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_said) = 'object' then coalesce((
      select jsonb_object_agg(s.key, s.value) from jsonb_each(p_said) s
      where s.key in ('outcome', 'needs_person', 'looks_failed', 'seen_by', 'resolved_by', 'restored_at', 'usage', 'code', 'class')
        or s.key = 'looked' and jsonb_typeof(s.value) = 'number'), '{}')
    || case when p_said ? 'code' then '{"message": ""}' else '{}' end::jsonb end
$$;

-- All names of the leads that are one person, as suppressions name them. An e-mail address that others have too is no name.
create function outreach.names_of(p_team_id text, p_lead_ids text[]) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with said as (
    select l.profile_url, l.provider_id, l.email from outreach.leads l where l.id = any (p_lead_ids)
    union
    select v.data ->> 'profile_url', v.data ->> 'provider_id', v.data ->> 'email' from outreach.lead_versions v where v.lead_id = any (p_lead_ids)
  )
  select coalesce(array_agg(distinct n.name), '{}') from (
    select i.kind || ':' || i.value as name from outreach.lead_identities i where i.lead_id = any (p_lead_ids)
    union all select outreach.identity_of(s.profile_url) from said s
    union all select 'provider_id:' || s.provider_id from said s
    union all select 'email:' || lower(s.email) from said s
      where not exists (select from outreach.leads o where o.team_id = p_team_id and o.email = s.email and o.id <> all (p_lead_ids))) n
  where n.name is not null
$$;

-- What of a person there is, for the admin who is about to erase it. Without a name.
create function outreach.what_is_known(p_lead_ids text[]) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'leads', cardinality(p_lead_ids),
    'versions', (select count(*) from outreach.lead_versions v where v.lead_id = any (p_lead_ids)),
    'actions', (select count(*) from outreach.linkedin_automation n where n.lead_id = any (p_lead_ids)),
    'waiting', (select count(*) from outreach.linkedin_automation n where n.lead_id = any (p_lead_ids) and n.status in ('pending_approval', 'approved', 'scheduled')),
    'under_way', (select count(*) from outreach.linkedin_automation n where n.lead_id = any (p_lead_ids) and n.status in ('dispatching', 'unknown')),
    'campaigns', (select count(*) from outreach.campaign_leads c where c.lead_id = any (p_lead_ids)),
    'notes', (select count(*) from outreach.campaign_leads c where c.lead_id = any (p_lead_ids) and (c.status = 'drafting' or c.note_key is not null)),
    'replies', (select count(*) from outreach.inbound_events e where e.lead_id = any (p_lead_ids) and e.kind = 'message'),
    'batches', (select count(*) from outreach.lead_batches b
                where b.id in (select v.batch_id from outreach.lead_versions v where v.lead_id = any (p_lead_ids)) or b.plan -> 'leads' ?| p_lead_ids),
    'messages', (
      select count(*) from outreach.linkedin_automation n join lateral (
        select o.id from outreach.outbox o where o.action_id = n.id and o.ts is not null
        union all select o.id from outreach.outbox o where o.kind = 'account' and o.event -> 'params' ->> 'action_id' = n.id and o.ts is not null) o on true
      where n.lead_id = any (p_lead_ids)),
    -- An invitation that stands at LinkedIn can be taken back there alone, once no one knows here to whom it went.
    'invitations', (select count(*) from outreach.contacts c where c.lead_id = any (p_lead_ids) and c.invitation = 'pending' and c.connected is not true))
$$;

-- By what full names these leads are known: one word alone means other people as well.
create function outreach.full_names_of(p_lead_ids text[]) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array(
    select distinct btrim(p.name) from (
      select l.name from outreach.leads l where l.id = any (p_lead_ids)
      union all select v.data ->> 'name' from outreach.lead_versions v where v.lead_id = any (p_lead_ids)) p
    where btrim(p.name) ~ '\S\s+\S')
$$;

-- Words that mean this person in any text: full names, and of `p_names` (outreach.names_of) what is long enough.
create function outreach.words_that_mean(p_lead_ids text[], p_names text[]) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.full_names_of(p_lead_ids) || array(
    select distinct w.word from (
      select l.profile_url as word from outreach.leads l where l.id = any (p_lead_ids)
      -- An address of one word may be a word of any text, so that it counts as an address alone.
      union all select case when n ~ '^slug:[[:alpha:]]*$' then '/in/' else '' end || substr(n, strpos(n, ':') + 1) from unnest(p_names) n
      union all select l.email from outreach.leads l where l.id = any (p_lead_ids)) w
    where char_length(w.word) >= 5)
$$;

-- Erases a person under all names. The caller has asked whether that may be; `p_reason` is a code. What is being sent at this moment
-- keeps its row and its end. Answers what there was.
create function outreach.erase_person(p_lead_id text, p_by text, p_reason text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := (select l.team_id from outreach.leads l where l.id = p_lead_id);
  v_ids text[];
  v_root text;
  -- The first of them who was not erased before.
  v_first text;
  v_names text[];
  v_words text[];
  v_people text[];
  v_events text[];
  v_actions text[];
  v_key text;
  v_counts jsonb;
  v_suppression bigint;
begin
  if p_by <> 'governor' then
    -- Account before person, as all functions lock. The governor holds its own.
    perform outreach.hold_accounts(v_team);
  end if;
  perform pg_advisory_xact_lock(hashtext('outreach.erasures ' || v_team));
  v_ids := outreach.hold_person(p_lead_id);
  select coalesce(l.same_as, l.id) into v_root from outreach.leads l where l.id = p_lead_id;
  v_first := (select l.id from outreach.leads l where l.id = any (v_ids) and l.erased_at is null order by l.id <> v_root, l.id limit 1);
  if v_first is null then
    return (select e.counts from outreach.erasures e where e.lead_id = v_root);
  end if;
  perform outreach.act_as(p_by);
  perform from outreach.linkedin_automation n where n.lead_id = any (v_ids) order by n.id for no key update;
  v_counts := outreach.what_is_known(v_ids);
  v_names := outreach.names_of(v_team, v_ids);
  v_actions := array(select n.id from outreach.linkedin_automation n where n.lead_id = any (v_ids) order by n.id);
  v_events := array(select e.id::text from outreach.inbound_events e where e.lead_id = any (v_ids) and e.kind = 'message' order by e.id);
  v_people := outreach.full_names_of(v_ids);
  v_words := outreach.words_that_mean(v_ids, v_names);

  -- Known again by hashes, whatever was on the list by name.
  insert into outreach.erasure_keys (team_id, key)
  values (v_team, encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex')) on conflict do nothing;
  select k.key into v_key from outreach.erasure_keys k where k.team_id = v_team;
  for v_suppression in
    insert into outreach.suppressions (team_id, kind, value, reason, person_id)
    select v_team, 'erased', outreach.erased_value(v_key, n), '', p_by from unnest(v_names) n on conflict do nothing returning id
  loop
    perform outreach.note(v_team, 'suppressed', 'suppression', v_suppression::text, null, 'on', '{"kind": "erased"}');
  end loop;
  for v_suppression in
    delete from outreach.suppressions s where s.team_id = v_team and s.kind = 'person' and s.value = any (v_names) returning s.id
  loop
    perform outreach.note(v_team, 'suppression_erased', 'suppression', v_suppression::text, 'on', 'erased');
  end loop;
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
  where o.account_id = any (array(select a.id from outreach.accounts a where a.team_id = v_team))
    and o.event -> 'params' ? 'campaign' and o.event <> platform.json_without_words(o.event, v_words);

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

  -- Of a root that was erased before, what was found since crosses too.
  perform outreach.hand_over(v_team, 'erase', concat_ws(':', 'erase', v_root, nullif(v_first, v_root)), jsonb_build_object('team_id', v_team, 'lead_ids', to_jsonb(v_ids),
    'event_ids', to_jsonb(v_events), 'names', to_jsonb(v_people), 'addresses', to_jsonb(v_words), 'person_id', p_by));
  insert into outreach.erasures (lead_id, team_id, by_id, reason, at, counts)
  values (v_root, v_team, p_by, p_reason, outreach.moment(), v_counts)
  on conflict (lead_id) do update set at = excluded.at, counts = excluded.counts, content = null, content_at = null;
  perform outreach.note(v_team, 'lead_erased', 'lead', v_root, null, 'erased', v_counts || jsonb_build_object('reason', p_reason, 'others', to_jsonb(array_remove(v_ids, v_root))));
  return v_counts;
end $$;

-- Content has erased as well, when nothing of it is left to cross.
create function outreach.note_erased_content() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.erasures e set content = new.result, content_at = platform.now()
  where e.lead_id = split_part(new.key, ':', 2) and not exists (
    select from outreach.handovers h where h.kind = 'erase' and h.status = 'waiting' and split_part(h.key, ':', 2) = e.lead_id);
  return null;
end $$;
create trigger erasures_end_with_content after update of status on outreach.handovers
  for each row when (new.kind = 'erase' and new.status = 'done') execute function outreach.note_erased_content();

create function outreach.erasure_view(p_lead_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('lead_id', e.lead_id, 'by', e.by_id, 'at', e.at, 'counts', e.counts, 'content', e.content, 'content_at', e.content_at)
  from outreach.erasures e join outreach.leads l on l.id = p_lead_id where e.lead_id = coalesce(l.same_as, l.id)
$$;

-- What an admin sees before a person is erased, found as outreach.find_lead finds. {outcome: found|several|none|erased|not_allowed, lead,
-- choices, counts, erasure}: `erased` by an id, or by a name that only its hash is left of.
create function outreach.look_at_erasure(p_team_id text, p_person_id text, p_words text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_found jsonb;
  v_lead_id text;
  v_none jsonb := '{"lead": null, "choices": [], "counts": null, "erasure": null}';
begin
  if outreach.role_of(p_team_id, p_person_id) <> 'admin' then
    return v_none || '{"outcome": "not_allowed"}';
  end if;
  v_found := outreach.find_lead(p_team_id, p_person_id, p_words);
  v_lead_id := v_found -> 'lead' ->> 'lead_id';
  if v_found ->> 'outcome' <> 'found' then
    return v_none || jsonb_build_object('choices', v_found -> 'choices', 'outcome', case
      when v_found ->> 'outcome' = 'none' and outreach.are_erased(p_team_id, array[outreach.identity_of(outreach.person_address(p_words)), 'email:' || lower(btrim(p_words))]) then 'erased'
      else v_found ->> 'outcome' end);
  elsif v_found -> 'lead' ->> 'erased_at' is not null then
    return v_none || jsonb_build_object('outcome', 'erased', 'erasure', outreach.erasure_view(v_lead_id));
  end if;
  return v_none || jsonb_build_object('outcome', 'found', 'counts', outreach.what_is_known(outreach.aliases(v_lead_id)), 'lead', (
    select outreach.lead_choice(l) from outreach.leads l where l.id = v_lead_id));
end $$;

-- Erases a person, by an admin: {team_id, person_id, lead_id, reason: asked|objected|no_basis|other}. {outcome: done|known|not_allowed|not_found, counts}.
create function outreach.erase_lead(p_erasure jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_counts jsonb;
begin
  if outreach.role_of(p_erasure ->> 'team_id', p_erasure ->> 'person_id') <> 'admin' then
    return '{"outcome": "not_allowed", "counts": null}';
  elsif coalesce(p_erasure ->> 'reason', '') not in ('asked', 'objected', 'no_basis', 'other') then
    raise sqlstate 'PT400' using message = format('Cannot erase for the reason "%s": accepted are asked, objected, no_basis, other', p_erasure ->> 'reason'), detail = 'bad_reason';
  end if;
  select * into v_lead from outreach.leads where id = p_erasure ->> 'lead_id' and team_id = p_erasure ->> 'team_id';
  if v_lead.id is null then
    return '{"outcome": "not_found", "counts": null}';
  end if;
  v_counts := outreach.erase_person(v_lead.id, p_erasure ->> 'person_id', p_erasure ->> 'reason');
  return jsonb_build_object('outcome', case when v_lead.erased_at is null then 'done' else 'known' end, 'counts', v_counts);
end $$;

grant execute on function outreach.look_at_erasure, outreach.erase_lead to greenlight_bot;
