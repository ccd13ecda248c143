-- People outside: who they are under all their names at LinkedIn, what each account has with them, and who is never
-- contacted again.

-- Decodes %xx as UTF-8. Empty answer: it is not valid UTF-8.
create function outreach.url_decoded(p_text text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_bytes bytea := ''::bytea;
  v_part text;
begin
  for v_part in select m[1] from regexp_matches(p_text, '(%[0-9A-Fa-f]{2}|[^%]+|%)', 'g') m loop
    v_bytes := v_bytes || case when v_part ~ '^%[0-9A-Fa-f]{2}$' then decode(substr(v_part, 2), 'hex') else convert_to(v_part, 'UTF8') end;
  end loop;
  return convert_from(v_bytes, 'UTF8');
exception when character_not_in_repertoire or untranslatable_character then
  return null;
end $$;

-- The one form of a profile's address: https://www.linkedin.com/in/<slug, lower case>. Accepts what people paste: no
-- scheme, other subdomains, /mwlite, locales, queries, old /pub addresses, the app's linkedin:// links. An id instead
-- of a slug (ACoAA...) keeps its case. Empty answer: not the address of a person.
create function outreach.canonical_profile(p_url text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_url text := regexp_replace(btrim(p_url, E' \t\r\n<>'), '[?#|].*$', '');
  v_path text;
  v_parts text[];
  v_slug text;
begin
  v_path := substring(v_url from '(?i)^linkedin://(?:in/|profile/)?(.*)$');
  if v_path is not null then
    v_path := 'in/' || v_path;
  else
    v_path := substring(v_url from '(?i)^(?:https?://)?(?:[a-z0-9-]+\.)?linkedin\.com(?::\d+)?/(?:mwlite/)?(.*)$');
  end if;
  v_parts := string_to_array(v_path, '/');
  if lower(v_parts[1]) = 'in' then
    v_slug := v_parts[2];
  elsif lower(v_parts[1]) = 'pub' and coalesce(v_parts[5], '') <> '' then
    v_slug := v_parts[2] || '-' || v_parts[5] || v_parts[4] || v_parts[3];
  elsif lower(v_parts[1]) = 'pub' then
    v_slug := v_parts[2];
  end if;
  v_slug := normalize(outreach.url_decoded(v_slug), nfc);
  if v_slug is null or v_slug !~ '^[^\s/?#%<>"''@]{2,150}$' then
    return null;
  end if;
  return 'https://www.linkedin.com/in/' || case when v_slug ~ '^AC[ow]AA[A-Za-z0-9_-]{5,}$' then v_slug else lower(v_slug) end;
end $$;

-- Names of companies compare without case, accents, punctuation and legal form; a company's page compares by its slug.
create function outreach.company_key(p_company text) returns text
language sql stable set search_path = ''
as $$
  select nullif(btrim(regexp_replace(
    regexp_replace(lower(extensions.unaccent(coalesce(
      substring(p_company from '(?i)linkedin\.com/(?:company|school)/([^/?#]+)'), p_company))), '[^a-z0-9]+', ' ', 'g'),
    '( (s a|sa|ltda|me|eireli|inc|llc|ltd|gmbh|ag|corp|co|plc|bv|srl|spa))+ *$', '')), '')
$$;

create function outreach.domain_key(p_domain text) returns text
language sql immutable set search_path = ''
as $$
  select nullif(lower(regexp_replace(regexp_replace(btrim(p_domain), '(?i)^(https?://)?(www\.)?(.*@)?', ''), '[/?#:].*$', '')), '')
$$;

create table outreach.leads (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  name text,
  profile_url text not null,
  provider_id text,
  title text,
  company text,
  company_key text,
  company_page_key text,
  company_domain text,
  language text,
  -- The same person under another address, found when a profile was read: the first lead stands for both.
  same_as text references outreach.leads,
  version integer not null default 1,
  created_at timestamptz not null default platform.now(),
  updated_at timestamptz not null default platform.now()
);
alter table outreach.leads enable row level security;
create index leads_same_as on outreach.leads (same_as) where same_as is not null;
create index leads_company on outreach.leads (team_id, company_key);
create index leads_company_page on outreach.leads (team_id, company_page_key);

create table outreach.lead_identities (
  team_id text not null references platform.teams,
  kind text not null check (kind in ('slug', 'provider_id', 'member_id', 'sales_id', 'email')),
  value text not null,
  lead_id text not null references outreach.leads on delete cascade,
  created_at timestamptz not null default platform.now(),
  primary key (team_id, kind, value)
);
alter table outreach.lead_identities enable row level security;
create index lead_identities_of_a_lead on outreach.lead_identities (lead_id);

create table outreach.lead_versions (
  lead_id text not null references outreach.leads on delete cascade,
  version integer not null,
  data jsonb not null,
  changed_by text not null,
  reason text,
  created_at timestamptz not null default platform.now(),
  primary key (lead_id, version)
);
alter table outreach.lead_versions enable row level security;

-- What an account has with a lead. `connected` null: nobody has looked yet.
create table outreach.contacts (
  account_id text not null references outreach.accounts,
  lead_id text not null references outreach.leads on delete cascade,
  connected boolean,
  invitation text not null default 'none' check (invitation in ('none', 'pending', 'withdrawn')),
  invited_at timestamptz,
  invitation_id text,
  withdrawn_at timestamptz,
  chat_id text,
  -- The newest message from the person, by the provider's time.
  last_inbound_id text,
  last_inbound_at timestamptz,
  profile_read_at timestamptz,
  primary key (account_id, lead_id)
);
alter table outreach.contacts enable row level security;
create index contacts_of_a_lead on outreach.contacts (lead_id);
create index contacts_pending on outreach.contacts (account_id, invited_at) where invitation = 'pending';

create table outreach.suppressions (
  id bigint generated always as identity primary key,
  team_id text not null references platform.teams,
  kind text not null check (kind in ('person', 'company', 'domain')),
  -- `person`: slug:<slug> or provider_id:<id>; `company`: its key; `domain`: lower case.
  value text not null,
  reason text not null,
  person_id text not null,
  created_at timestamptz not null default platform.now(),
  unique (team_id, kind, value)
);
alter table outreach.suppressions enable row level security;

-- How a person is named in suppressions and identities, from the canonical address.
create function outreach.identity_of(p_profile_url text) returns text
language sql immutable set search_path = ''
as $$
  select case when s.slug ~ '^ACwAA' then 'sales_id:' when s.slug ~ '^ACoAA' then 'provider_id:' else 'slug:' end || s.slug
  from (select substring(p_profile_url from '/in/(.*)$') as slug) s
$$;

-- All leads that are one person.
create function outreach.aliases(p_lead_id text) returns text[]
language sql stable set search_path = ''
as $$
  select array(
    select r.root from (select coalesce(l.same_as, l.id) as root from outreach.leads l where l.id = p_lead_id) r
    union
    select o.id from outreach.leads l join outreach.leads o on o.same_as = coalesce(l.same_as, l.id) where l.id = p_lead_id)
$$;

-- Is this person, under any name, or the company or domain, on the list?
create function outreach.is_suppressed(p_lead_id text) returns boolean
language sql stable set search_path = ''
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
          l.company_domain = s.value or l.company_domain like '%.' || s.value
          or exists (select from outreach.lead_identities e where e.lead_id = l.id and e.kind = 'email'
                     and (e.value like '%@' || s.value or e.value like '%.' || s.value))))))
$$;

-- Gives a lead one more name. A name that another lead has makes the two one person.
create function outreach.identify(p_lead_id text, p_kind text, p_value text) returns void
language plpgsql set search_path = ''
as $$
declare
  v_lead outreach.leads;
  v_other text;
begin
  if coalesce(p_value, '') = '' then
    return;
  end if;
  select * into v_lead from outreach.leads where id = p_lead_id;
  insert into outreach.lead_identities (team_id, kind, value, lead_id) values (v_lead.team_id, p_kind, p_value, p_lead_id)
  on conflict do nothing;
  select coalesce(l.same_as, l.id) into v_other
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_lead.team_id and i.kind = p_kind and i.value = p_value;
  if v_other <> coalesce(v_lead.same_as, v_lead.id) then
    update outreach.leads set same_as = v_other
    where id = coalesce(v_lead.same_as, v_lead.id) or same_as = coalesce(v_lead.same_as, v_lead.id);
  end if;
end $$;

-- The lead of an address, made when there is none. Empty answer: the address is no person's.
create function outreach.lead_at(p_team_id text, p_url text, p_name text) returns text
language plpgsql set search_path = ''
as $$
declare
  v_url text := outreach.canonical_profile(p_url);
  v_identity text := outreach.identity_of(v_url);
  v_lead_id text;
begin
  if v_url is null then
    return null;
  end if;
  -- Two proposals for one new person wait for each other here.
  perform pg_advisory_xact_lock(hashtext('outreach.lead ' || p_team_id || v_identity));
  select i.lead_id into v_lead_id from outreach.lead_identities i
  where i.team_id = p_team_id and i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1);
  if v_lead_id is null then
    insert into outreach.leads (team_id, name, profile_url, provider_id)
    values (p_team_id, nullif(left(btrim(p_name), 200), ''), v_url, case when v_identity like 'provider_id:%' then substr(v_identity, 13) end)
    returning id into v_lead_id;
    perform outreach.identify(v_lead_id, split_part(v_identity, ':', 1), substr(v_identity, strpos(v_identity, ':') + 1));
  else
    update outreach.leads set name = nullif(left(btrim(p_name), 200), '')
    where id = v_lead_id and name is null and nullif(btrim(p_name), '') is not null;
  end if;
  return v_lead_id;
end $$;

-- Owner only: setup and the sandbox's seed. The same person again changes nothing. Answers the lead's id.
create function outreach.add_lead(p_lead jsonb) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_lead_id text := outreach.lead_at(p_lead ->> 'team_id', p_lead ->> 'profile_url', p_lead ->> 'name');
begin
  if v_lead_id is null then
    raise sqlstate 'PT400' using message = format('Cannot add a lead at "%s": this is no address of a person', p_lead ->> 'profile_url'),
      detail = 'bad_url', hint = 'Accepted: https://www.linkedin.com/in/<slug>.';
  end if;
  update outreach.leads
  set title = coalesce(title, p_lead ->> 'title'), company = coalesce(company, p_lead ->> 'company'),
      company_key = coalesce(company_key, outreach.company_key(p_lead ->> 'company')),
      company_page_key = coalesce(company_page_key, outreach.company_key(p_lead ->> 'company_url')),
      company_domain = coalesce(company_domain, outreach.domain_key(p_lead ->> 'company_domain')),
      language = coalesce(language, p_lead ->> 'language'),
      provider_id = coalesce(provider_id, p_lead ->> 'provider_id')
  where id = v_lead_id;
  perform outreach.identify(v_lead_id, 'provider_id', p_lead ->> 'provider_id');
  perform outreach.identify(v_lead_id, 'email', lower(p_lead ->> 'email'));
  insert into outreach.lead_versions (lead_id, version, data, changed_by, reason)
  values (v_lead_id, 1, p_lead, coalesce(p_lead ->> 'person_id', 'setup'), 'added') on conflict do nothing;
  return v_lead_id;
end $$;

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
