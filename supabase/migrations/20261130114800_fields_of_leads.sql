-- Leads have fields with sources, a version for each change, and batches of changes that can be rolled back.

-- Changes of many leads that belong together and can be rolled back: an import of a file, an enrichment.
create table outreach.lead_batches (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  kind text not null constraint kind_is_known check (kind in ('import', 'enrichment')),
  -- `proposed` changes nothing yet; `running` is being applied; `rejected` by approvers, `cancelled` by the person who began it.
  status text not null constraint status_is_known
    check (status in ('proposed', 'running', 'applied', 'rejected', 'cancelled', 'failed', 'rolled_back')),
  -- The file's name, or what was enriched.
  title text not null,
  file_hash text,
  person_id text not null,
  channel_id text not null,
  thread_ts text,
  counts jsonb not null default '{}',
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  rolled_back_at timestamptz,
  rolled_back_by text,
  -- For the keys of rows that name both.
  unique (team_id, id),
  constraint a_rolled_back_batch_says_by_whom check ((status = 'rolled_back') = (rolled_back_by is not null and rolled_back_at is not null))
);
alter table outreach.lead_batches enable row level security;
create index lead_batches_of_a_file on outreach.lead_batches (team_id, file_hash) where file_hash is not null;

alter table outreach.leads
  add column first_name text,
  add column last_name text,
  add column email text,
  add column company_url text,
  add column website text,
  add column industry text,
  add column headcount integer,
  add column seniority text,
  add column country text,
  add column time_zone text,
  add column source text,
  add column tags text[] not null default '{}',
  add column fields jsonb not null default '{}',
  add column erased_at timestamptz;
create index leads_email on outreach.leads (team_id, email) where email is not null;

alter table outreach.lead_versions add column batch_id text references outreach.lead_batches;
create index lead_versions_of_a_batch on outreach.lead_versions (batch_id, lead_id) where batch_id is not null;

alter table outreach.audit drop constraint subject_kind_is_known;
alter table outreach.audit add constraint subject_kind_is_known
  check (subject_kind in ('action', 'account', 'team', 'suppression', 'release', 'lead', 'lead_batch', 'campaign'));

-- The fields that people, files, enrichments and LinkedIn fill.
create function outreach.lead_values(p_lead outreach.leads) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'name', (p_lead).name, 'first_name', (p_lead).first_name, 'last_name', (p_lead).last_name, 'email', (p_lead).email,
    'title', (p_lead).title, 'company', (p_lead).company, 'company_url', (p_lead).company_url, 'website', (p_lead).website,
    'industry', (p_lead).industry, 'headcount', (p_lead).headcount, 'seniority', (p_lead).seniority, 'country', (p_lead).country,
    'time_zone', (p_lead).time_zone, 'language', (p_lead).language, 'source', (p_lead).source, 'tags', to_jsonb((p_lead).tags))
$$;

create function outreach.lead_snapshot(p_lead outreach.leads) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select outreach.lead_values(p_lead)
    || jsonb_build_object('profile_url', (p_lead).profile_url, 'provider_id', (p_lead).provider_id, 'fields', (p_lead).fields)
$$;

-- A field's value as it is stored: nothing unseen, one line, one form. Empty answer: blank, or no value of such a field.
create function outreach.lead_value(p_field text, p_value jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text;
begin
  if p_field = 'tags' then
    return (
      select to_jsonb(array_agg(t.tag order by t.place)) from (
        select distinct on (lower(w.tag)) w.tag, w.place
        from jsonb_array_elements_text(case jsonb_typeof(p_value) when 'array' then p_value when 'string' then jsonb_build_array(p_value) else '[]' end)
          with ordinality e(tag, place)
        cross join lateral (select left(btrim(regexp_replace(outreach.normal_text(e.tag), '\s+', ' ', 'g')), 60) as tag, e.place) w
        where w.tag <> '' order by lower(w.tag), w.place) t);
  end if;
  v_text := btrim(regexp_replace(outreach.normal_text(p_value #>> '{}'), '\s+', ' ', 'g'));
  if coalesce(v_text, '') = '' then
    return null;
  end if;
  return case p_field
    when 'email' then case when v_text ~ '^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$' then to_jsonb(left(lower(v_text), 254)) end
    when 'headcount' then case when v_text ~ '^\d{1,8}$' then to_jsonb(v_text::integer) end
    -- ISO 3166, two letters, or the name as it was given.
    when 'country' then to_jsonb(left(case when v_text ~ '^[A-Za-z]{2}$' then upper(v_text) else v_text end, 60))
    when 'language' then case when v_text ~* '^[a-z]{2,3}([-_][a-z0-9]+)*$' then to_jsonb(lower(split_part(translate(v_text, '_', '-'), '-', 1))) end
    when 'time_zone' then case when v_text ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)+$' or v_text = 'UTC' then to_jsonb(v_text) end
    when 'website' then to_jsonb(left(v_text, 500))
    when 'company_url' then to_jsonb(left(v_text, 500))
    else to_jsonb(left(v_text, 300)) end;
end $$;

-- Sets fields to exactly these values (null too), drops or sets what is noted of each, and keeps the version. The caller
-- holds the lead. What is compared follows from the fields. Answers the version.
create function outreach.store_lead(p_lead_id text, p_values jsonb, p_fields jsonb, p_by text, p_reason text, p_batch_id text default null) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
begin
  select r.* into v_lead from outreach.leads l cross join lateral jsonb_populate_record(l, p_values) r where l.id = p_lead_id;
  v_lead.tags := coalesce(v_lead.tags, '{}');
  v_lead.fields := jsonb_strip_nulls(v_lead.fields || p_fields);
  v_lead.version := (select coalesce(max(v.version), 0) + 1 from outreach.lead_versions v where v.lead_id = p_lead_id);
  v_lead.company_key := outreach.company_key(v_lead.company);
  v_lead.company_page_key := outreach.company_key(v_lead.company_url);
  v_lead.company_domain := outreach.domain_key(v_lead.website);
  update outreach.leads
  set name = v_lead.name, first_name = v_lead.first_name, last_name = v_lead.last_name, email = v_lead.email, title = v_lead.title,
      company = v_lead.company, company_url = v_lead.company_url, website = v_lead.website, industry = v_lead.industry,
      headcount = v_lead.headcount, seniority = v_lead.seniority, country = v_lead.country, time_zone = v_lead.time_zone,
      language = v_lead.language, source = v_lead.source, tags = v_lead.tags, fields = v_lead.fields, version = v_lead.version,
      company_key = v_lead.company_key, company_page_key = v_lead.company_page_key, company_domain = v_lead.company_domain,
      updated_at = outreach.moment()
  where id = p_lead_id;
  insert into outreach.lead_versions (lead_id, version, data, changed_by, reason, created_at, batch_id)
  values (p_lead_id, v_lead.version, outreach.lead_snapshot(v_lead), p_by, p_reason, outreach.moment(), p_batch_id);
  return v_lead.version;
end $$;

-- The one way in which a lead's fields change: {field: value} or {field: {value, quote, url}}. A blank never overwrites;
-- tags are added; LinkedIn fills what is empty and renews what it filled. A caller that also locks the account does that
-- first. Answers the new version. Empty answer: nothing changed, or the lead is erased or not there.
create function outreach.write_lead(p_lead_id text, p_changes jsonb, p_source text, p_by text, p_reason text, p_batch_id text default null) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_old jsonb;
  v_change record;
  v_value jsonb;
  v_values jsonb := '{}';
  v_fields jsonb := '{}';
begin
  select * into v_lead from outreach.leads where id = p_lead_id for no key update;
  if v_lead.id is null or v_lead.erased_at is not null then
    return null;
  end if;
  v_old := outreach.lead_values(v_lead);
  for v_change in
    select c.key as field, case when jsonb_typeof(c.value) = 'object' then c.value else jsonb_build_object('value', c.value) end as given
    from jsonb_each(p_changes) c
  loop
    if not v_old ? v_change.field then
      raise sqlstate 'PT400' using message = format('Cannot write field "%s" of a lead', v_change.field), detail = 'bad_field',
        hint = 'Accepted: ' || (select string_agg(k, ', ') from jsonb_object_keys(v_old) k) || '.';
    end if;
    v_value := outreach.lead_value(v_change.field, v_change.given -> 'value');
    if v_change.field = 'tags' then
      v_value := outreach.lead_value('tags', v_old -> 'tags' || coalesce(v_value, '[]'));
    end if;
    continue when v_value is null or v_value = v_old -> v_change.field
      or p_source = 'linkedin' and v_old -> v_change.field <> 'null' and v_lead.fields -> v_change.field ->> 'source' is distinct from 'linkedin';
    v_values := v_values || jsonb_build_object(v_change.field, v_value);
    v_fields := v_fields || jsonb_build_object(v_change.field, jsonb_strip_nulls(jsonb_build_object(
      'source', p_source, 'by', p_by, 'at', outreach.moment(), 'quote', v_change.given ->> 'quote', 'url', v_change.given ->> 'url')));
  end loop;
  -- A file with two columns for the name.
  if v_lead.name is null and not v_values ? 'name' and v_values ?| array['first_name', 'last_name'] then
    v_values := v_values || jsonb_build_object('name',
      concat_ws(' ', coalesce(v_values ->> 'first_name', v_lead.first_name), coalesce(v_values ->> 'last_name', v_lead.last_name)));
    v_fields := v_fields || jsonb_build_object('name', coalesce(v_fields -> 'first_name', v_fields -> 'last_name'));
  end if;
  if v_values = '{}' then
    return null;
  end if;
  return outreach.store_lead(p_lead_id, v_values, v_fields, p_by, p_reason, p_batch_id);
end $$;

-- A lead that is not there yet, with its first version; the caller holds the name (outreach.lead_at, outreach.import_rows).
create function outreach.make_lead(p_team_id text, p_url text, p_changes jsonb, p_source text, p_by text, p_reason text, p_batch_id text default null)
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
  perform outreach.identify(v_lead_id, split_part(v_identity, ':', 1), substr(v_identity, strpos(v_identity, ':') + 1));
  if outreach.write_lead(v_lead_id, p_changes, p_source, p_by, p_reason, p_batch_id) is null then
    perform outreach.store_lead(v_lead_id, '{}', '{}', p_by, p_reason, p_batch_id);
  end if;
  return v_lead_id;
end $$;

drop function outreach.lead_at(text, text, text);
-- The lead of an address, made when there is none; what is empty is filled with the given fields. Empty answer: the address
-- is no person's.
create function outreach.lead_at(p_team_id text, p_url text, p_changes jsonb, p_source text, p_by text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_url text := outreach.canonical_profile(p_url);
  v_identity text := outreach.identity_of(v_url);
  v_lead outreach.leads;
  v_empty jsonb;
begin
  if v_url is null then
    return null;
  end if;
  -- Two proposals for one new person wait for each other here.
  perform pg_advisory_xact_lock(hashtext('outreach.lead ' || p_team_id || v_identity));
  select l.* into v_lead from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = p_team_id and i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1);
  if v_lead.id is null then
    return outreach.make_lead(p_team_id, v_url, p_changes, p_source, p_by, 'added');
  end if;
  select jsonb_object_agg(c.key, c.value) into v_empty
  from jsonb_each(p_changes) c where outreach.lead_values(v_lead) -> c.key in ('null', '[]') and c.value <> 'null';
  if v_empty is not null then
    perform outreach.write_lead(v_lead.id, v_empty, p_source, p_by, 'added');
  end if;
  return v_lead.id;
end $$;

-- Owner only: setup and the sandbox's seed. The same person again changes nothing. Answers the lead's id.
create or replace function outreach.add_lead(p_lead jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead_id text := outreach.lead_at(p_lead ->> 'team_id', p_lead ->> 'profile_url',
    (p_lead - array['team_id', 'person_id', 'profile_url', 'provider_id', 'company_domain'])
      || jsonb_build_object('website', coalesce(p_lead ->> 'website', p_lead ->> 'company_domain')),
    'setup', coalesce(p_lead ->> 'person_id', 'setup'));
begin
  if v_lead_id is null then
    raise sqlstate 'PT400' using message = format('Cannot add a lead at "%s": this is no address of a person', p_lead ->> 'profile_url'),
      detail = 'bad_url', hint = 'Accepted: https://www.linkedin.com/in/<slug>.';
  end if;
  update outreach.leads set provider_id = p_lead ->> 'provider_id' where id = v_lead_id and provider_id is null and p_lead ->> 'provider_id' is not null;
  perform outreach.identify(v_lead_id, 'provider_id', p_lead ->> 'provider_id');
  perform outreach.identify(v_lead_id, 'email', lower(p_lead ->> 'email'));
  return v_lead_id;
end $$;

-- The same key gives the same action. Refusals say why and store nothing.
create or replace function outreach.propose_action(p_action jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_known text;
  v_type text := p_action ->> 'type';
  v_text text := outreach.normal_text(p_action ->> 'text');
  v_new outreach.linkedin_automation;
  v_reason text;
  v_params jsonb := '{}';
begin
  select id into v_known from outreach.linkedin_automation where idempotency_key = p_action ->> 'idempotency_key';
  if v_known is not null then
    return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_known);
  end if;
  perform outreach.act_as(p_action ->> 'author_id');
  if v_type is null or v_type not in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite') then
    raise sqlstate 'PT400' using message = format('Cannot propose "%s": accepted are view_profile, send_invite, send_message, withdraw_invite', v_type),
      detail = 'bad_type';
  end if;
  if v_type in ('view_profile', 'withdraw_invite') then
    v_text := null;
  end if;
  -- Account before person, as all functions lock.
  select * into v_account from outreach.accounts where id = p_action ->> 'account_id' and team_id = p_action ->> 'team_id' for update;
  if outreach.role_of(p_action ->> 'team_id', p_action ->> 'author_id') = 'guest' then
    v_reason := 'not_allowed';
  elsif v_account.id is null then
    v_reason := 'no_account';
  elsif v_type = 'send_message' and v_text is null then
    v_reason := 'empty';
  elsif outreach.text_length(v_text) > outreach.text_limit(v_type, v_account.tier) then
    v_reason := 'too_long';
    v_params := jsonb_build_object('length', outreach.text_length(v_text), 'max', outreach.text_limit(v_type, v_account.tier), 'tier', v_account.tier);
  elsif outreach.text_fault(v_text) is not null then
    v_reason := outreach.text_fault(v_text) ->> 'code';
    v_params := outreach.text_fault(v_text) - 'code';
  else
    v_new.lead_id := outreach.lead_at(p_action ->> 'team_id', p_action ->> 'profile_url', jsonb_build_object('name', p_action ->> 'name'),
      'person', p_action ->> 'author_id');
    if v_new.lead_id is null then
      v_reason := 'bad_url';
      v_params := jsonb_build_object('value', left(p_action ->> 'profile_url', 200));
    elsif outreach.is_suppressed(v_new.lead_id) then
      v_reason := 'suppressed';
    elsif v_text is not null then
      v_known := outreach.same_words(v_new.lead_id, v_type, v_account.id, v_text, null);
      if v_known is not null then
        v_reason := 'duplicate';
        v_params := jsonb_build_object('action_id', v_known);
      end if;
    end if;
  end if;
  if v_reason is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'params', v_params, 'action_id', null);
  end if;

  v_new.account_id := v_account.id;
  v_new.action_type := v_type;
  v_new.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
  if v_type in ('send_invite', 'send_message') then
    -- A text to a person who wrote to us answers the newest message; a newer one voids the answer.
    v_new.in_reply_to := (outreach.newest_inbound(v_new.lead_id)).last_inbound_id;
  end if;
  begin
    insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, in_reply_to, hash, author_id, text_by, channel_id, idempotency_key)
    values (v_account.team_id, v_account.id, v_new.lead_id, v_type, v_new.payload, v_new.in_reply_to, outreach.action_hash(v_new),
            p_action ->> 'author_id', p_action ->> 'author_id', p_action ->> 'channel_id', p_action ->> 'idempotency_key')
    returning * into v_new;
  exception when unique_violation then
    select id into v_known from outreach.linkedin_automation where idempotency_key = p_action ->> 'idempotency_key';
    if v_known is not null then
      return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_known);
    end if;
    select n.id into v_known from outreach.linkedin_automation n
    where n.lead_id = v_new.lead_id and n.action_type = v_type and n.status not in ('failed', 'not_sent', 'cancelled', 'skipped', 'expired', 'suppressed')
    order by n.created_at desc limit 1;
    return jsonb_build_object('outcome', 'refused', 'reason', 'duplicate', 'params', jsonb_build_object('action_id', v_known), 'action_id', null);
  end;
  insert into outreach.action_revisions (action_id, revision, hash, text, written_by)
  values (v_new.id, 1, v_new.hash, v_text, v_new.author_id);
  update outreach.outbox set response_url = p_action ->> 'response_url' where action_id = v_new.id;
  update outreach.accounts set channel_id = v_new.channel_id where id = v_account.id and channel_id is null;
  return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_new.id);
end $$;

-- What a read profile says. A provider id that another lead has makes both one person.
create or replace function outreach.record_profile(p_profile jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_lead_id text := p_profile ->> 'lead_id';
begin
  select * into v_account from outreach.accounts where provider_account_id = p_profile ->> 'provider_account_id' for update;
  if v_account.id is null or not exists (select from outreach.leads where id = v_lead_id and team_id = v_account.team_id) then
    return;
  end if;
  perform outreach.act_as('governor');
  perform outreach.identify(v_lead_id, 'provider_id', p_profile ->> 'provider_id');
  update outreach.leads set provider_id = p_profile ->> 'provider_id' where id = v_lead_id and provider_id is null and p_profile ->> 'provider_id' is not null;
  perform outreach.write_lead(v_lead_id, jsonb_build_object(
      'name', p_profile ->> 'name', 'first_name', p_profile ->> 'first_name', 'last_name', p_profile ->> 'last_name',
      'title', p_profile ->> 'headline', 'company', p_profile ->> 'company'),
    'linkedin', 'governor', 'read');
  insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, invited_at, withdrawn_at)
  values (v_account.team_id, v_account.id, v_lead_id, (p_profile ->> 'connected')::boolean, p_profile ->> 'invitation',
          case when p_profile ->> 'invitation' = 'pending' then outreach.moment() end,
          case when p_profile ->> 'invitation' = 'withdrawn' then outreach.moment() end)
  on conflict (account_id, lead_id) do update set
    connected = excluded.connected,
    -- A stale read shows no invitation right after one was sent.
    invitation = case when excluded.invitation = 'none' and not excluded.connected and c.invited_at > outreach.moment() - interval '10 minutes'
                      then c.invitation else excluded.invitation end,
    invited_at = coalesce(c.invited_at, excluded.invited_at),
    withdrawn_at = case when excluded.invitation = 'withdrawn' and c.invitation <> 'withdrawn' then excluded.withdrawn_at
                        when excluded.invitation = 'withdrawn' then coalesce(c.withdrawn_at, excluded.withdrawn_at) else c.withdrawn_at end;
  perform outreach.reconsider(v_account.id, outreach.aliases(v_lead_id));
end $$;

-- Is this person, under any name, or the company or domain, on the list?
create or replace function outreach.is_suppressed(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from outreach.leads l
    where l.id = any (outreach.aliases(p_lead_id)) and (
      exists (
        select from outreach.lead_identities i
        join outreach.suppressions s on s.team_id = i.team_id and s.kind = 'person' and s.value = i.kind || ':' || i.value
        where i.lead_id = l.id)
      or exists (
        select from outreach.suppressions s
        where s.team_id = l.team_id and s.kind = 'company' and s.value in (l.company_key, l.company_page_key))
      or exists (
        select from outreach.suppressions s
        where s.team_id = l.team_id and s.kind = 'domain' and (
          outreach.is_within_domain(l.company_domain, s.value)
          or outreach.is_within_domain(outreach.domain_key(l.email), s.value)
          or exists (select from outreach.lead_identities e where e.lead_id = l.id and e.kind = 'email'
                     and outreach.is_within_domain(outreach.domain_key(e.value), s.value))))))
$$;


-- What is there already came from setup and proposals.
update outreach.leads l
set website = l.company_domain,
    email = (select min(i.value) from outreach.lead_identities i where i.lead_id = l.id and i.kind = 'email');
update outreach.leads l
set fields = coalesce((
  select jsonb_object_agg(v.key, jsonb_build_object('source', 'setup', 'by', 'setup', 'at', l.created_at))
  from jsonb_each(outreach.lead_values(l)) v where v.value not in ('null', '[]')), '{}');
insert into outreach.lead_versions (lead_id, version, data, changed_by, reason, created_at)
select l.id, l.version, outreach.lead_snapshot(l), 'setup', 'added', l.created_at from outreach.leads l
on conflict (lead_id, version) do update set data = excluded.data;

revoke all on outreach.lead_batches from public, anon, authenticated, service_role;
revoke execute on function outreach.lead_values, outreach.lead_snapshot, outreach.lead_value, outreach.store_lead, outreach.write_lead,
  outreach.make_lead, outreach.lead_at from public, anon, authenticated, service_role;
