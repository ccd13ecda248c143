-- Files of leads are imported as batches, which are rolled back; leads that are one person are merged and split.

alter table outreach.lead_batches drop constraint status_is_known;
alter table outreach.lead_batches add constraint status_is_known
  check (status in ('proposed', 'running', 'applied', 'rejected', 'cancelled', 'failed', 'rolling_back', 'rolled_back'));
alter table outreach.lead_batches drop constraint a_rolled_back_batch_says_by_whom;
alter table outreach.lead_batches add constraint a_rolled_back_batch_says_by_whom
  check (status <> 'rolled_back' or rolled_back_by is not null and rolled_back_at is not null);
alter table outreach.lead_batches
  add column plan jsonb,
  add column message_ts text,
  add column total integer,
  add column done integer not null default 0,
  add column put_back text not null default '',
  add column error text,
  add column fence integer not null default 0,
  add column leased_until timestamptz,
  add column is_shown boolean not null default true;
create unique index one_import_of_a_message on outreach.lead_batches (channel_id, message_ts) where message_ts is not null;
create index lead_batches_under_way on outreach.lead_batches (leased_until)
  where status in ('running', 'rolling_back') or not is_shown;
alter table outreach.lead_identities add column batch_id text references outreach.lead_batches;
create index lead_identities_of_a_batch on outreach.lead_identities (batch_id, lead_id) where batch_id is not null;

-- One line without what is not seen. Most values have nothing to take out, which is seen at once: letters of Latin
-- alphabets that NFC leaves as they are.
create function outreach.one_line(p_text text, p_most integer) returns text
language plpgsql immutable strict set search_path = pg_catalog, pg_temp
as $$
begin
  if p_text !~ '^[ -~\u00c0-\u024f]*$' then
    p_text := regexp_replace(normalize(outreach.seen_text(p_text), nfc), '[\s\u0085\u00a0\u2028\u2029\u3000]+', ' ', 'g');
  elsif strpos(p_text, '  ') > 0 then
    p_text := regexp_replace(p_text, ' +', ' ', 'g');
  end if;
  return btrim(left(btrim(p_text), p_most));
end $$;

-- A field's value as it is stored: nothing unseen, one line, one form. Empty answer: blank, or no value of such a field.
create or replace function outreach.lead_value(p_field text, p_value jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text;
  v_tags text[] := '{}';
begin
  if p_field = 'tags' then
    for v_text in
      select outreach.one_line(e.tag, 60)
      from jsonb_array_elements_text(case jsonb_typeof(p_value) when 'array' then p_value when 'string' then jsonb_build_array(p_value) else '[]' end) e(tag)
    loop
      if v_text <> '' and not lower(v_text) = any (lower(v_tags::text)::text[]) then
        v_tags := v_tags || v_text;
      end if;
    end loop;
    return case when cardinality(v_tags) > 0 then to_jsonb(v_tags) end;
  end if;
  v_text := outreach.one_line(p_value #>> '{}', case p_field when 'website' then 500 when 'company_url' then 500 when 'email' then 254 else 300 end);
  if coalesce(v_text, '') = '' then
    return null;
  end if;
  return case p_field
    when 'email' then case when v_text ~ '^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$' then to_jsonb(lower(v_text)) end
    when 'headcount' then case when v_text ~ '^\d{1,8}$' then to_jsonb(v_text::integer) end
    -- ISO 3166, two letters, or the name as it was given.
    when 'country' then to_jsonb(case when v_text ~ '^[A-Za-z]{2}$' then upper(v_text) else v_text end)
    when 'language' then case when v_text ~* '^[a-z]{2,3}([-_][a-z0-9]+)*$' then to_jsonb(lower(split_part(translate(v_text, '_', '-'), '-', 1))) end
    when 'time_zone' then case when v_text ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)+$' or v_text = 'UTC' then to_jsonb(v_text) end
    else to_jsonb(v_text) end;
end $$;

create function outreach.lead_batch_view(p_batch outreach.lead_batches) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'batch_id', (p_batch).id, 'team_id', (p_batch).team_id, 'kind', (p_batch).kind, 'status', (p_batch).status, 'title', (p_batch).title,
    'file_hash', (p_batch).file_hash, 'person_id', (p_batch).person_id, 'channel_id', (p_batch).channel_id, 'thread_ts', (p_batch).thread_ts,
    'message_ts', (p_batch).message_ts, 'counts', (p_batch).counts - 'kept', 'kept', coalesce((
      select jsonb_agg(jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'fields', k.item -> 'fields') order by k.place)
      from jsonb_array_elements((p_batch).counts -> 'kept') with ordinality k(item, place) join outreach.leads l on l.id = k.item ->> 'lead_id'
      where k.place <= 50), '[]'::jsonb), 'plan', (p_batch).plan, 'total', (p_batch).total, 'done', (p_batch).done,
    'error', (p_batch).error, 'fence', (p_batch).fence, 'created_at', (p_batch).created_at, 'ended_at', (p_batch).ended_at,
    'rolled_back_by', (p_batch).rolled_back_by, 'rolled_back_at', (p_batch).rolled_back_at, 'locale', t.locale)
  from platform.teams t where t.team_id = (p_batch).team_id
$$;

-- Who may take a batch back: the person who began it, those who approve outreach, admins.
create function outreach.may_roll_back(p_batch outreach.lead_batches, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.role_of((p_batch).team_id, p_person_id) <> 'guest' and (
    p_person_id = (p_batch).person_id or outreach.role_of((p_batch).team_id, p_person_id) = 'admin'
    or platform.is_of_rule(platform.rule_for((p_batch).team_id, 'outreach', (p_batch).channel_id), p_person_id))
$$;

-- A file whose preview a person accepted. One message starts one import. Anyone but guests.
create function outreach.start_import(p_import jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  if outreach.role_of(p_import ->> 'team_id', p_import ->> 'person_id') = 'guest' then
    return '{"outcome": "not_allowed", "batch": null}';
  end if;
  insert into outreach.lead_batches (team_id, kind, status, title, file_hash, person_id, channel_id, thread_ts, message_ts, plan, total, is_shown)
  values (p_import ->> 'team_id', 'import', 'running', left(p_import ->> 'title', 200), p_import ->> 'file_hash', p_import ->> 'person_id',
          p_import ->> 'channel_id', p_import ->> 'thread_ts', p_import ->> 'message_ts', p_import -> 'plan', (p_import ->> 'total')::integer, false)
  on conflict (channel_id, message_ts) where message_ts is not null do nothing returning * into v_batch;
  if v_batch.id is null then
    select * into v_batch from outreach.lead_batches where channel_id = p_import ->> 'channel_id' and message_ts = p_import ->> 'message_ts';
    return jsonb_build_object('outcome', 'known', 'batch', outreach.lead_batch_view(v_batch));
  end if;
  perform outreach.act_as(p_import ->> 'person_id');
  perform outreach.note(v_batch.team_id, 'import_started', 'lead_batch', v_batch.id, null, 'running',
    jsonb_build_object('file_hash', v_batch.file_hash, 'rows', v_batch.total));
  return jsonb_build_object('outcome', 'started', 'batch', outreach.lead_batch_view(v_batch));
end $$;

-- The next batch that has to go on, or whose end is not shown yet. Empty answer: none.
create function outreach.claim_lead_batch() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  update outreach.lead_batches
  set fence = fence + 1, leased_until = platform.now() + interval '2 minutes'
  where id = (
    select b.id from outreach.lead_batches b
    where (b.kind = 'import' and b.status = 'running' or b.status = 'rolling_back' or not b.is_shown)
      and coalesce(b.leased_until, '-infinity') < platform.now()
    order by b.created_at limit 1 for no key update skip locked)
  returning * into v_batch;
  return case when v_batch.id is not null then outreach.lead_batch_view(v_batch) end;
end $$;

-- Holds a batch for a slice of its work. Empty answer: another process has it, or it does no such work now.
create function outreach.hold_batch(p_batch_id text, p_fence integer, p_status text) returns outreach.lead_batches
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches;
begin
  select * into v_batch from outreach.lead_batches where id = p_batch_id and fence = p_fence and status = p_status for no key update;
  if v_batch.id is not null then
    update outreach.lead_batches set leased_until = platform.now() + interval '2 minutes' where id = p_batch_id;
  end if;
  return v_batch;
end $$;

-- Ends an import: `applied`, or `failed` with why. False: another process has it.
create function outreach.end_import(p_batch_id text, p_fence integer, p_error text, p_counts jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches := outreach.hold_batch(p_batch_id, p_fence, 'running');
  v_status text := case when p_error is null then 'applied' else 'failed' end;
begin
  if v_batch.id is null then
    return false;
  end if;
  update outreach.lead_batches set status = v_status, error = p_error, counts = counts || p_counts, ended_at = outreach.moment() where id = v_batch.id;
  perform outreach.act_as(v_batch.person_id);
  perform outreach.note(v_batch.team_id, 'import_ended', 'lead_batch', v_batch.id, 'running', v_status, v_batch.counts || p_counts);
  return true;
end $$;

-- Its end stands in Slack: no process need show it again.
create function outreach.lead_batch_shown(p_batch_id text, p_fence integer) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update outreach.lead_batches set is_shown = true, leased_until = null
  where id = p_batch_id and fence = p_fence and status not in ('running', 'rolling_back')
$$;

-- A process that cannot go on now gives it back; it is tried again after `p_delay` seconds.
create function outreach.give_back_lead_batch(p_batch_id text, p_fence integer, p_delay double precision) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update outreach.lead_batches set leased_until = platform.now() + make_interval(secs => platform.delay_of(p_delay::text))
  where id = p_batch_id and fence = p_fence
$$;

-- The newest first; with a file's hash, those of that file. Guests see none.
create function outreach.list_lead_batches(p_team_id text, p_person_id text, p_file_hash text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.lead_batch_view(b) order by b.created_at desc, b.id), '[]'::jsonb)
  from (
    select * from outreach.lead_batches b
    where b.team_id = p_team_id and (p_file_hash is null or b.file_hash = p_file_hash) and outreach.role_of(p_team_id, p_person_id) <> 'guest'
    order by b.created_at desc, b.id limit platform.limit_of(p_limit, 50)) b
$$;

grant execute on function outreach.start_import, outreach.claim_lead_batch, outreach.end_import, outreach.lead_batch_shown,
  outreach.give_back_lead_batch, outreach.list_lead_batches to greenlight_bot;

-- The same, and an address of Sales Navigator as the id that it holds, which LinkedIn resolves: a name of its own, as it is
-- not the one by which LinkedIn knows the person elsewhere. Also an id alone, as exports have in a column.
create function outreach.person_address(p_address text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    outreach.canonical_profile(p_address),
    'https://www.linkedin.com/in/' || coalesce(
      (regexp_match(outreach.pasted_address(p_address), 'linkedin\.com\.?(?::\d+)?/+sales/+(?:lead|people)/+(ACwAA[A-Za-z0-9_-]{5,})', 'i'))[1],
      (regexp_match(p_address, '^\s*(AC[ow]AA[A-Za-z0-9_-]{5,})\s*$'))[1]))
$$;

-- Two leads that are one person. A name that both have merges them at once; what only looks alike is suggested. Either way it
-- is taken back by Split: the leads stay as they are, and the first stands for all.

create table outreach.lead_merges (
  id bigint generated always as identity primary key,
  team_id text not null,
  -- The lead that stood for itself until then, the others that it stood for, and the one that stands for all of them since.
  lead_id text not null,
  others text[] not null,
  into_id text not null,
  -- The kind of the name that both have; `person`: a person said that they are one.
  found_by text not null constraint it_is_known_what_found_it check (found_by in ('slug', 'provider_id', 'member_id', 'sales_id', 'email', 'person')),
  person_id text,
  batch_id text references outreach.lead_batches,
  at timestamptz not null default platform.now(),
  split_at timestamptz,
  split_by text,
  constraint a_split_says_by_whom check ((split_at is null) = (split_by is null)),
  constraint what_is_merged_is_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id) on delete cascade,
  constraint it_is_merged_into_one_of_the_team foreign key (into_id, team_id) references outreach.leads (id, team_id) on delete cascade
);
alter table outreach.lead_merges enable row level security;
create index lead_merges_of_a_lead on outreach.lead_merges (lead_id, team_id);
create index lead_merges_into_a_lead on outreach.lead_merges (into_id, team_id);
create index lead_merges_of_a_batch on outreach.lead_merges (batch_id) where batch_id is not null;

-- Leads that a person called two people: no name merges them again, and they are not suggested.
create table outreach.leads_apart (
  team_id text not null,
  lead_id text not null,
  other_id text not null,
  person_id text not null,
  at timestamptz not null default platform.now(),
  primary key (lead_id, other_id),
  constraint a_pair_is_kept_once check (lead_id < other_id),
  constraint one_is_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id) on delete cascade,
  constraint the_other_is_of_the_team foreign key (other_id, team_id) references outreach.leads (id, team_id) on delete cascade
);
alter table outreach.leads_apart enable row level security;
create index leads_apart_of_the_other on outreach.leads_apart (other_id, team_id);

-- For suggestions: the same words, accents and case aside.
create index leads_by_name on outreach.leads (team_id, outreach.words_of(name)) where name is not null;

create function outreach.are_kept_apart(p_lead_id text, p_other_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from outreach.leads_apart a
    where a.lead_id = any (outreach.aliases(p_lead_id)) and a.other_id = any (outreach.aliases(p_other_id))
      or a.other_id = any (outreach.aliases(p_lead_id)) and a.lead_id = any (outreach.aliases(p_other_id)))
$$;

-- Makes two leads one person: the one that stands for the second stands for the first as well. No release to either name is
-- between its checks and its commit while they become one.
create function outreach.merge_leads(p_lead_id text, p_into_id text, p_found_by text, p_person_id text, p_batch_id text default null) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_into text;
  v_others text[];
  v_merge bigint;
begin
  perform from outreach.leads l where l.id = any (outreach.aliases(p_lead_id) || outreach.aliases(p_into_id)) order by l.id for no key update;
  select r.* into v_lead from outreach.leads l join outreach.leads r on r.id = coalesce(l.same_as, l.id) where l.id = p_lead_id;
  select coalesce(l.same_as, l.id) into v_into from outreach.leads l where l.id = p_into_id;
  if v_lead.id = v_into then
    return null;
  end if;
  v_others := array(select l.id from outreach.leads l where l.same_as = v_lead.id order by l.id);
  update outreach.leads set same_as = v_into where id = v_lead.id or same_as = v_lead.id;
  insert into outreach.lead_merges (team_id, lead_id, others, into_id, found_by, person_id, batch_id)
  values (v_lead.team_id, v_lead.id, v_others, v_into, p_found_by, p_person_id, p_batch_id) returning id into v_merge;
  perform outreach.note(v_lead.team_id, 'leads_merged', 'lead', v_lead.id, null, v_into, jsonb_build_object('merge', v_merge, 'found_by', p_found_by));
  return v_merge;
end $$;

-- Takes a merge back. False: it was taken back before.
create function outreach.unmerge(p_merge_id bigint, p_by text) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_merge outreach.lead_merges;
begin
  select * into v_merge from outreach.lead_merges where id = p_merge_id;
  perform outreach.hold_person(v_merge.lead_id);
  update outreach.lead_merges set split_at = outreach.moment(), split_by = p_by where id = p_merge_id and split_at is null;
  if not found then
    return false;
  end if;
  update outreach.leads set same_as = null where id = v_merge.lead_id;
  update outreach.leads set same_as = v_merge.lead_id where id = any (v_merge.others);
  perform outreach.note(v_merge.team_id, 'leads_split', 'lead', v_merge.lead_id, v_merge.into_id, null, jsonb_build_object('merge', p_merge_id));
  return true;
end $$;

create function outreach.keep_apart(p_team_id text, p_lead_id text, p_other_id text, p_person_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.leads_apart (team_id, lead_id, other_id, person_id)
  values (p_team_id, least(p_lead_id, p_other_id), greatest(p_lead_id, p_other_id), p_person_id) on conflict do nothing
$$;

-- What a person says of two leads: {team_id, person_id, verdict: same|apart, lead_id, other_id} or {..., verdict: split, merge_id}.
-- Anyone but guests. Answers {outcome: done|known|not_allowed|not_found}.
create function outreach.judge_leads(p_verdict jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_verdict ->> 'team_id';
  v_person text := p_verdict ->> 'person_id';
  v_merge outreach.lead_merges;
  v_lead text;
  v_other text;
begin
  if outreach.role_of(v_team, v_person) = 'guest' then
    return '{"outcome": "not_allowed"}';
  end if;
  perform outreach.act_as(v_person);
  if p_verdict ->> 'verdict' = 'split' then
    select * into v_merge from outreach.lead_merges where id = (p_verdict ->> 'merge_id')::bigint and team_id = v_team;
    if v_merge.id is null then
      return '{"outcome": "not_found"}';
    elsif not outreach.unmerge(v_merge.id, v_person) then
      return '{"outcome": "known"}';
    end if;
    perform outreach.keep_apart(v_team, v_merge.lead_id, v_merge.into_id, v_person);
    return '{"outcome": "done"}';
  end if;
  select id into v_lead from outreach.leads where id = p_verdict ->> 'lead_id' and team_id = v_team and erased_at is null;
  select id into v_other from outreach.leads where id = p_verdict ->> 'other_id' and team_id = v_team and erased_at is null;
  if v_lead is null or v_other is null or v_lead = v_other then
    return '{"outcome": "not_found"}';
  elsif p_verdict ->> 'verdict' = 'apart' then
    perform outreach.keep_apart(v_team, v_lead, v_other, v_person);
    perform outreach.note(v_team, 'leads_apart', 'lead', v_lead, null, v_other);
    return '{"outcome": "done"}';
  end if;
  delete from outreach.leads_apart where lead_id = least(v_lead, v_other) and other_id = greatest(v_lead, v_other);
  return jsonb_build_object('outcome', case when outreach.merge_leads(v_other, v_lead, 'person', v_person) is null then 'known' else 'done' end);
end $$;

-- Who looks like the same person: the same name at the same company, or one e-mail address. At most ten.
create function outreach.merge_suggestions(p_lead_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('lead_id', s.id, 'name', s.name, 'title', s.title, 'company', s.company,
    'profile_url', s.profile_url, 'by', s.by) order by s.created_at, s.id), '[]'::jsonb)
  from (
    select o.*, case when o.email = l.email then 'email' when o.company_domain = l.company_domain then 'domain' else 'company' end as by
    from outreach.leads l
    join outreach.leads o on o.team_id = l.team_id and o.id <> l.id and o.same_as is null and o.erased_at is null and (
      o.email = l.email
      or outreach.words_of(o.name) = outreach.words_of(l.name) and o.name is not null
         and (o.company_domain = l.company_domain or o.company_key = l.company_key))
    where l.id = p_lead_id and l.same_as is null and not outreach.are_kept_apart(l.id, o.id)
    limit 10) s
$$;

grant execute on function outreach.judge_leads to greenlight_bot;

drop function outreach.identify(text, text, text);
-- Gives a lead one more name. A name that another lead has makes the two one person, unless a person said that they are not.
create function outreach.identify(p_lead_id text, p_kind text, p_value text, p_batch_id text default null) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_other text;
begin
  if coalesce(p_value, '') = '' then
    return;
  end if;
  select * into v_lead from outreach.leads where id = p_lead_id;
  insert into outreach.lead_identities (team_id, kind, value, lead_id, batch_id) values (v_lead.team_id, p_kind, p_value, p_lead_id, p_batch_id)
  on conflict do nothing;
  select coalesce(l.same_as, l.id) into v_other
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_lead.team_id and i.kind = p_kind and i.value = p_value;
  if v_other <> coalesce(v_lead.same_as, v_lead.id) and not outreach.are_kept_apart(p_lead_id, v_other) then
    perform outreach.merge_leads(p_lead_id, v_other, p_kind, null, p_batch_id);
  end if;
end $$;

-- A lead that is not there yet, with its first version; the caller holds the name (outreach.lead_at, outreach.import_rows).
create or replace function outreach.make_lead(p_team_id text, p_url text, p_changes jsonb, p_source text, p_by text, p_reason text, p_batch_id text default null)
returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_identity text := outreach.identity_of(p_url);
  v_lead_id text;
begin
  insert into outreach.leads (team_id, profile_url, provider_id)
  values (p_team_id, p_url, case when v_identity like 'provider_id:%' then substr(v_identity, 13) end)
  returning id into v_lead_id;
  perform outreach.identify(v_lead_id, split_part(v_identity, ':', 1), substr(v_identity, strpos(v_identity, ':') + 1), p_batch_id);
  if outreach.write_lead(v_lead_id, p_changes, p_source, p_by, p_reason, p_batch_id) is null then
    perform outreach.store_lead(v_lead_id, '{}', '{}', p_by, p_reason, p_batch_id);
  end if;
  return v_lead_id;
end $$;

-- The people that the form of a proposal offers: those without a message first, then the newest. One person once, none
-- who must not be contacted: of the first, as the list may be long.
create or replace function outreach.list_leads(p_team_id text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('lead_id', q.id, 'name', q.name, 'title', q.title, 'company', q.company, 'profile_url', q.profile_url)
    order by q.contacted, q.created_at, q.id), '[]'::jsonb)
  from (
    select f.* from (
      select l.id, l.name, l.title, l.company, l.profile_url, l.created_at,
        exists (select from outreach.linkedin_automation n where n.lead_id = l.id and n.status not in ('cancelled', 'expired', 'failed', 'not_sent')) as contacted
      from outreach.leads l
      where l.team_id = p_team_id and l.same_as is null and l.erased_at is null
      order by contacted, l.created_at, l.id limit 5 * least(greatest(p_limit, 0), 100)
    ) f
    where not outreach.is_suppressed(f.id)
    order by f.contacted, f.created_at, f.id limit least(greatest(p_limit, 0), 100)
  ) q
$$;

-- Is one of these names (slug:..., provider_id:..., email:...), companies' keys or domains on the list? The one place that asks.
create function outreach.are_suppressed(p_team_id text, p_names text[], p_companies text[], p_domains text[]) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
      select from outreach.suppressions s
      where s.team_id = p_team_id and (s.kind = 'person' and s.value = any (p_names) or s.kind = 'company' and s.value = any (p_companies)))
    or exists (
      select from outreach.suppressions s cross join unnest(p_domains) d(domain)
      where s.team_id = p_team_id and s.kind = 'domain' and outreach.is_within_domain(d.domain, s.value))
$$;

-- Is this person, under any name, or the company or domain, on the list?
create or replace function outreach.is_suppressed(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
    select outreach.are_suppressed(r.team_id,
      array(select i.kind || ':' || i.value from outreach.lead_identities i where i.lead_id = any (a.ids)),
      array(select k.key from outreach.leads l cross join lateral (values (l.company_key), (l.company_page_key)) k(key)
            where l.id = any (a.ids) and k.key is not null),
      array(select k.key from outreach.leads l cross join lateral (values (l.company_domain), (outreach.domain_key(l.email))) k(key)
            where l.id = any (a.ids) and k.key is not null)
        || array(select outreach.domain_key(i.value) from outreach.lead_identities i where i.lead_id = any (a.ids) and i.kind = 'email'))
    from outreach.leads r cross join lateral (select outreach.aliases(r.id) as ids) a where r.id = p_lead_id), false)
$$;

-- Rows of a file become leads. The same functions look at them for the preview, which stores nothing, and import them.

-- How a row would change the lead that it is about: the fields that get another value.
create function outreach.changed_fields(p_lead outreach.leads, p_fields jsonb) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array(
    select c.key from jsonb_each(p_fields) c
    cross join lateral (select outreach.lead_values(p_lead) -> c.key as old) o
    cross join lateral (select case c.key when 'tags' then outreach.lead_value('tags', o.old || outreach.lead_value('tags', c.value)) else outreach.lead_value(c.key, c.value) end as new) v
    where v.new <> o.old
    order by c.key)
$$;

-- Each row with its person and what an import would do: {n, urls: [address or id, ...], email, is_verified, fields}. `names` are the
-- person's, strongest first; `url` is the address that a new lead gets. A lead that stands for others is meant by their names. An
-- e-mail address is a name only where the file says that it was verified. Codes: new, changed, unchanged, suppressed, erased,
-- no_address.
--
-- Step by step over all rows, as Postgres keeps 32 compiled patterns: row by row they would be compiled anew for each.
create function outreach.rows_of_import(p_team_id text, p_rows jsonb)
returns table (n integer, url text, names text[], lead_id text, email text, fields jsonb, code text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with given as materialized (
    select (e.item ->> 'n')::integer as n, e.item from jsonb_array_elements(p_rows) e(item)),
  addressed as materialized (
    select g.n, u.place, outreach.person_address(u.address) as url
    from given g cross join jsonb_array_elements_text(g.item -> 'urls') with ordinality u(address, place)),
  named as materialized (
    select a.n, a.place, a.url, outreach.identity_of(a.url) as name from addressed a where a.url is not null),
  mailed as materialized (
    select g.n, outreach.lead_value('email', g.item -> 'email') #>> '{}' as email from given g),
  person as materialized (
    select g.n, g.item -> 'fields' as fields, m.email, a.url,
      coalesce(a.names, '{}') || case when (g.item ->> 'is_verified')::boolean and m.email is not null then array['email:' || m.email] else '{}' end as names
    from given g join mailed m on m.n = g.n
    left join (
      select i.n, array_agg(i.name order by i.rank, i.place) as names, (array_agg(i.url order by i.rank, i.place))[1] as url
      from (select d.*, case split_part(d.name, ':', 1) when 'slug' then 1 when 'provider_id' then 2 else 3 end as rank from named d) i
      group by i.n) a on a.n = g.n),
  known as materialized (
    select distinct on (p.n) p.n, coalesce(h.same_as, h.id) as lead_id
    from person p cross join unnest(p.names) with ordinality w(name, place)
    join outreach.lead_identities i on i.team_id = p_team_id and i.kind = split_part(w.name, ':', 1) and i.value = substr(w.name, strpos(w.name, ':') + 1)
    join outreach.leads h on h.id = i.lead_id
    order by p.n, case i.kind when 'provider_id' then 1 when 'slug' then 2 when 'sales_id' then 3 else 4 end, w.place),
  companies as materialized (
    select p.n, array[outreach.company_key(p.fields ->> 'company'), outreach.company_key(p.fields ->> 'company_url')] as keys from person p
    where exists (select from outreach.suppressions s where s.team_id = p_team_id and s.kind = 'company')),
  domains as materialized (
    select p.n, array[outreach.domain_key(p.fields ->> 'website'), outreach.domain_key(p.email)] as keys from person p
    where exists (select from outreach.suppressions s where s.team_id = p_team_id and s.kind = 'domain')),
  stopped as materialized (
    select p.n from person p left join known k on k.n = p.n left join companies c on c.n = p.n left join domains d on d.n = p.n
    where exists (select from outreach.suppressions s where s.team_id = p_team_id)
      and (outreach.are_suppressed(p_team_id, p.names || ('email:' || p.email), c.keys, d.keys) or k.lead_id is not null and outreach.is_suppressed(k.lead_id))),
  changing as materialized (
    select k.n from known k join person p on p.n = k.n join outreach.leads l on l.id = k.lead_id
    where cardinality(outreach.changed_fields(l, p.fields)) > 0)
  select p.n, p.url, p.names, k.lead_id, p.email, p.fields, case
    when k.lead_id is null and p.url is null then 'no_address'
    when l.erased_at is not null then 'erased'
    when p.n in (select n from stopped) then 'suppressed'
    when k.lead_id is null then 'new'
    when p.n in (select n from changing) then 'changed'
    else 'unchanged' end
  from person p left join known k on k.n = p.n left join outreach.leads l on l.id = k.lead_id
$$;

-- What an import of these rows would do, a line each, of at most 1,000 rows: {n, keys, code}. Nothing is stored. Rows that have
-- a key in common are about one person.
create function outreach.check_import(p_team_id text, p_rows jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('n', r.n, 'keys', to_jsonb(array_remove(r.names || r.lead_id, null)), 'code', r.code) order by r.n), '[]'::jsonb)
  from outreach.rows_of_import(p_team_id, p_rows) r
$$;

-- The fields of a lead that is not there yet.
create function outreach.first_values(p_fields jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select v.vals || case when not v.vals ? 'name' and v.vals ?| array['first_name', 'last_name']
    then jsonb_build_object('name', concat_ws(' ', v.vals ->> 'first_name', v.vals ->> 'last_name')) else '{}' end
  from (
    select coalesce(jsonb_object_agg(c.key, c.value) filter (where c.value is not null), '{}') as vals
    from (select f.key, outreach.lead_value(f.key, f.value) as value from jsonb_each(p_fields) f) c) v
$$;

-- New leads of an import, many at once, as make_lead makes one: {lead_id, url, names, fields} each.
create function outreach.make_leads(p_batch outreach.lead_batches, p_rows jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_entry jsonb := jsonb_build_object('source', 'import:' || (p_batch).id, 'by', (p_batch).person_id, 'at', outreach.moment());
begin
  with given as materialized (
    select x.lead_id, x.url, x.names, outreach.first_values(x.fields) as vals
    from jsonb_to_recordset(p_rows) x(lead_id text, url text, names text[], fields jsonb)),
  companies as materialized (
    select g.lead_id, outreach.company_key(g.vals ->> 'company') as company, outreach.company_key(g.vals ->> 'company_url') as page from given g),
  domains as materialized (
    select g.lead_id, outreach.domain_key(g.vals ->> 'website') as domain from given g)
  insert into outreach.leads (id, team_id, profile_url, provider_id, name, first_name, last_name, email, title, company, company_url, website,
    industry, headcount, seniority, country, time_zone, language, source, tags, fields, company_key, company_page_key, company_domain)
  select g.lead_id, (p_batch).team_id, g.url, (select substr(w, 13) from unnest(g.names) w where w like 'provider\_id:%' limit 1),
    v.name, v.first_name, v.last_name, v.email, v.title, v.company, v.company_url, v.website, v.industry, v.headcount, v.seniority, v.country,
    v.time_zone, v.language, v.source, coalesce(v.tags, '{}'),
    coalesce((select jsonb_object_agg(k, v_entry) from jsonb_object_keys(g.vals) k), '{}'), c.company, c.page, d.domain
  from given g join companies c on c.lead_id = g.lead_id join domains d on d.lead_id = g.lead_id
  cross join lateral jsonb_populate_record(null::outreach.leads, g.vals) v;
  insert into outreach.lead_versions (lead_id, version, data, changed_by, reason, created_at, batch_id)
  select l.id, 1, outreach.lead_snapshot(l), (p_batch).person_id, 'import', outreach.moment(), (p_batch).id
  from outreach.leads l where l.id in (select e.item ->> 'lead_id' from jsonb_array_elements(p_rows) e(item));
end $$;

-- Imports the next rows of a batch, at most 1,000: `p_from` rows are done before, `p_until` afterwards, so that no row is done
-- twice, also when another process comes back to it. Answers {outcome: done|known|gone, codes: [[n, code], ...]}.
create function outreach.import_rows(p_batch_id text, p_fence integer, p_from integer, p_until integer, p_rows jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches := outreach.hold_batch(p_batch_id, p_fence, 'running');
  v_rows jsonb;
  v_row record;
  v_counts jsonb;
begin
  if v_batch.id is null then
    return '{"outcome": "gone", "codes": []}';
  elsif v_batch.done <> p_from then
    return '{"outcome": "known", "codes": []}';
  end if;
  perform outreach.act_as(v_batch.person_id);
  -- Before any lead, in one order: a proposal for one of them holds its name first, too.
  perform pg_advisory_xact_lock(k.key)
  from (select distinct hashtext('outreach.lead ' || v_batch.team_id || outreach.identity_of(a.url)) as key
        from (select outreach.person_address(u.address) as url
              from jsonb_array_elements(p_rows) e(item) cross join jsonb_array_elements_text(e.item -> 'urls') u(address) offset 0) a
        where a.url is not null order by 1) k;
  v_rows := (select coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('lead_id', case when r.code = 'new' then gen_random_uuid()::text else r.lead_id end) order by r.n), '[]')
             from outreach.rows_of_import(v_batch.team_id, p_rows) r);
  perform from outreach.leads l
  where l.id in (select e.item ->> 'lead_id' from jsonb_array_elements(v_rows) e(item)) order by l.id for no key update;
  perform outreach.make_leads(v_batch, (select coalesce(jsonb_agg(e.item), '[]') from jsonb_array_elements(v_rows) e(item) where e.item ->> 'code' = 'new'));
  for v_row in
    select x.* from jsonb_to_recordset(v_rows) x(n integer, code text, lead_id text, fields jsonb) where x.code = 'changed' order by x.n
  loop
    perform outreach.write_lead(v_row.lead_id, v_row.fields, 'import:' || v_batch.id, v_batch.person_id, 'import', v_batch.id);
  end loop;
  insert into outreach.lead_identities (team_id, kind, value, lead_id, batch_id)
  select v_batch.team_id, split_part(w.name, ':', 1), substr(w.name, strpos(w.name, ':') + 1), x.lead_id, v_batch.id
  from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
  where x.code in ('new', 'changed', 'unchanged')
  on conflict do nothing;
  -- A name that another lead has: the two are one person.
  for v_row in
    select x.lead_id, i.kind, i.value
    from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
    join outreach.lead_identities i on i.team_id = v_batch.team_id and i.kind = split_part(w.name, ':', 1) and i.value = substr(w.name, strpos(w.name, ':') + 1)
    join outreach.leads h on h.id = i.lead_id
    where x.code in ('new', 'changed', 'unchanged') and coalesce(h.same_as, h.id) <> x.lead_id
  loop
    perform outreach.identify(v_row.lead_id, v_row.kind, v_row.value, v_batch.id);
  end loop;
  update outreach.leads l set provider_id = substr(w.name, 13)
  from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
  where l.id = x.lead_id and l.provider_id is null and w.name like 'provider\_id:%' and x.code in ('changed', 'unchanged');
  select jsonb_object_agg(c.code, c.n + coalesce((v_batch.counts ->> c.code)::integer, 0)) into v_counts
  from (select e.item ->> 'code' as code, count(*) as n from jsonb_array_elements(v_rows) e(item) group by 1) c;
  update outreach.lead_batches set done = p_until, counts = counts || coalesce(v_counts, '{}') where id = v_batch.id;
  return jsonb_build_object('outcome', 'done', 'codes', coalesce((
    select jsonb_agg(jsonb_build_array(e.item -> 'n', e.item -> 'code') order by e.place)
    from jsonb_array_elements(v_rows) with ordinality e(item, place)), '[]'));
end $$;

grant execute on function outreach.check_import, outreach.import_rows to greenlight_bot;

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
      delete from outreach.leads where id = p_lead_id;
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
      select v.lead_id from outreach.lead_versions v where v.batch_id = v_batch.id and v.lead_id > v_batch.put_back
      union
      select i.lead_id from outreach.lead_identities i where i.batch_id = v_batch.id and i.lead_id > v_batch.put_back) t
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
  select outreach.lead_choice(p_lead) || jsonb_build_object(
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

revoke all on outreach.lead_merges, outreach.leads_apart from public, anon, authenticated, service_role;
revoke all on sequence outreach.lead_merges_id_seq from public, anon, authenticated, service_role;
revoke execute on function
  outreach.one_line, outreach.lead_batch_view, outreach.may_roll_back, outreach.start_import, outreach.claim_lead_batch,
  outreach.hold_batch, outreach.end_import, outreach.lead_batch_shown, outreach.give_back_lead_batch, outreach.list_lead_batches,
  outreach.person_address, outreach.are_kept_apart, outreach.merge_leads, outreach.unmerge, outreach.keep_apart,
  outreach.judge_leads, outreach.merge_suggestions, outreach.identify, outreach.are_suppressed, outreach.changed_fields,
  outreach.rows_of_import, outreach.check_import, outreach.first_values, outreach.make_leads, outreach.import_rows,
  outreach.start_rollback, outreach.is_lead_used, outreach.put_lead_back, outreach.roll_back_leads, outreach.lead_choice,
  outreach.lead_view, outreach.find_lead
  from public, anon, authenticated, service_role;
