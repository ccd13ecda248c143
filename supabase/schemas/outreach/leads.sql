-- People outside: who they are under all their names at LinkedIn, and what each account has with them.

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
  same_as text,
  version integer not null default 1,
  created_at timestamptz not null default platform.now(),
  updated_at timestamptz not null default platform.now(),
  first_name text,
  last_name text,
  email text,
  company_url text,
  website text,
  industry text,
  headcount integer,
  seniority text,
  country text,
  time_zone text,
  source text,
  tags text[] not null default '{}',
  -- Of each field that has a value: {source, by, at} and, where it was read somewhere, {quote, url}. Sources: import:<batch>,
  -- enrichment:<batch>, person, linkedin, setup. With {merge}, it is of a lead that was merged into this one.
  fields jsonb not null default '{}',
  erased_at timestamptz,
  -- The sum of `score_parts`, by these rules: outreach.score_rules.
  score integer not null default 0,
  score_parts jsonb not null default '[]',
  score_version integer not null default 0,
  -- For the keys of rows that name both.
  unique (team_id, id),
  constraint one_person_is_of_one_team foreign key (same_as, team_id) references outreach.leads (id, team_id)
);
alter table outreach.leads enable row level security;
create index leads_same_as on outreach.leads (same_as, team_id) where same_as is not null;
create index leads_company on outreach.leads (team_id, company_key);
create index leads_company_page on outreach.leads (team_id, company_page_key);
create index leads_score on outreach.leads (team_id, score_version);
create index leads_email on outreach.leads (team_id, email) where email is not null;

create table outreach.lead_identities (
  team_id text not null references platform.teams,
  kind text not null constraint kind_is_known check (kind in ('slug', 'provider_id', 'member_id', 'sales_id', 'email')),
  value text not null,
  lead_id text not null,
  -- The batch that brought it, which takes it along when it is rolled back.
  batch_id text references outreach.lead_batches,
  primary key (team_id, kind, value),
  constraint a_name_is_of_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id) on delete cascade
);
alter table outreach.lead_identities enable row level security;
create index lead_identities_of_a_lead on outreach.lead_identities (lead_id, team_id);
create index lead_identities_of_a_batch on outreach.lead_identities (batch_id, lead_id) where batch_id is not null;

-- `data` is the whole lead as this version left it: outreach.lead_snapshot.
create table outreach.lead_versions (
  lead_id text not null references outreach.leads on delete cascade,
  version integer not null,
  data jsonb not null,
  changed_by text not null,
  reason text,
  created_at timestamptz not null default platform.now(),
  batch_id text references outreach.lead_batches,
  primary key (lead_id, version)
);
alter table outreach.lead_versions enable row level security;
create index lead_versions_of_a_batch on outreach.lead_versions (batch_id, lead_id) where batch_id is not null;

-- What an account has with a lead. `connected` null: not looked at yet. Times of the provider are capped at now, and what
-- stops never depends on them: the newest message of a person is the one that was learned last.
create table outreach.contacts (
  team_id text not null,
  account_id text not null,
  lead_id text not null,
  connected boolean,
  invitation text not null default 'none' constraint invitation_is_known check (invitation in ('none', 'pending', 'withdrawn')),
  invited_at timestamptz,
  invitation_id text,
  withdrawn_at timestamptz,
  chat_id text,
  -- The newest message from the person, by the provider's time.
  last_inbound_id text,
  last_inbound_at timestamptz,
  -- The order of arrival, which does not depend on the provider's times.
  last_inbound_event bigint,
  -- Since when we know that the two are connected.
  connected_at timestamptz,
  primary key (account_id, lead_id),
  constraint a_contact_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint a_contact_is_with_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id) on delete cascade
);
alter table outreach.contacts enable row level security;
create index contacts_of_a_lead on outreach.contacts (lead_id, team_id);
create index contacts_pending on outreach.contacts (account_id, invited_at) where invitation = 'pending';

-- How a person is named in suppressions and identities, from the canonical address.
create function outreach.identity_of(p_profile_url text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when s.slug ~ '^ACwAA' then 'sales_id:' when s.slug ~ '^ACoAA' then 'provider_id:' else 'slug:' end || s.slug
  from (select substring(p_profile_url from '/in/(.*)$') as slug) s
$$;

-- All leads that are one person.
create function outreach.aliases(p_lead_id text) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array(
    select r.root from (select coalesce(l.same_as, l.id) as root from outreach.leads l where l.id = p_lead_id) r
    union
    select o.id from outreach.leads l join outreach.leads o on o.same_as = coalesce(l.same_as, l.id) where l.id = p_lead_id)
$$;

-- Locks all leads that are one person and answers them: while any name of a person has a release of a kind whose outcome is
-- not known, that kind waits for that person. A caller that also locks the account does that first. Names that are found to
-- be one meanwhile are locked as well.
create function outreach.hold_person(p_lead_id text) returns text[]
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_held text[];
  v_all text[];
begin
  loop
    v_held := array(select a from unnest(outreach.aliases(p_lead_id)) a order by a);
    perform from outreach.leads l where l.id = any (v_held) order by l.id for no key update;
    v_all := array(select a from unnest(outreach.aliases(p_lead_id)) a order by a);
    exit when v_all = v_held;
  end loop;
  return v_held;
end $$;

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
  if outreach.are_erased(v_lead.team_id, array[p_kind || ':' || p_value]) then
    return;
  end if;
  insert into outreach.lead_identities (team_id, kind, value, lead_id, batch_id) values (v_lead.team_id, p_kind, p_value, p_lead_id, p_batch_id)
  on conflict do nothing;
  select coalesce(l.same_as, l.id) into v_other
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_lead.team_id and i.kind = p_kind and i.value = p_value;
  if v_other <> coalesce(v_lead.same_as, v_lead.id) and not outreach.are_kept_apart(p_lead_id, v_other) then
    perform outreach.merge_leads(p_lead_id, v_other, p_kind, null, p_batch_id);
  end if;
end $$;

-- A lead that is not there yet, with its first version; the caller holds the name (outreach.lead_at).
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
  perform outreach.identify(v_lead_id, split_part(v_identity, ':', 1), substr(v_identity, strpos(v_identity, ':') + 1), p_batch_id);
  if outreach.write_lead(v_lead_id, p_changes, p_source, p_by, p_reason, p_batch_id) is null then
    perform outreach.store_lead(v_lead_id, '{}', '{}', p_by, p_reason, p_batch_id);
  end if;
  return v_lead_id;
end $$;

-- The lead of an address, made when there is none; what is empty is filled with the given fields. Empty answer: the address
-- is no person's, or that of one who was erased.
create function outreach.lead_at(p_team_id text, p_url text, p_changes jsonb, p_source text, p_by text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_url text := outreach.canonical_profile(p_url);
  v_identity text := outreach.identity_of(v_url);
  v_lead outreach.leads;
  v_empty jsonb;
begin
  if v_url is null or outreach.are_erased(p_team_id, array[v_identity]) then
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

-- Owner only: setup and the sandbox's seed. The same person again changes nothing. Answers the lead's id. Empty answer: the person
-- was erased.
create function outreach.add_lead(p_lead jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead_id text := outreach.lead_at(p_lead ->> 'team_id', p_lead ->> 'profile_url',
    (p_lead - array['team_id', 'person_id', 'profile_url', 'provider_id', 'company_domain'])
      || jsonb_build_object('website', coalesce(p_lead ->> 'website', p_lead ->> 'company_domain')),
    'setup', coalesce(p_lead ->> 'person_id', 'setup'));
begin
  if v_lead_id is null and outreach.are_erased(p_lead ->> 'team_id', array[outreach.identity_of(outreach.canonical_profile(p_lead ->> 'profile_url'))]) then
    return null;
  elsif v_lead_id is null then
    raise sqlstate 'PT400' using message = format('Cannot add a lead at "%s": this is no address of a person', p_lead ->> 'profile_url'),
      detail = 'bad_url', hint = 'Accepted: https://www.linkedin.com/in/<slug>.';
  end if;
  update outreach.leads set provider_id = p_lead ->> 'provider_id' where id = v_lead_id and provider_id is null and p_lead ->> 'provider_id' is not null;
  perform outreach.identify(v_lead_id, 'provider_id', p_lead ->> 'provider_id');
  perform outreach.identify(v_lead_id, 'email', lower(p_lead ->> 'email'));
  return v_lead_id;
end $$;

-- The people that the form of a proposal offers: those without a message first, then the newest. One person once, none
-- who must not be contacted: of the first, as the list may be long.
create function outreach.list_leads(p_team_id text, p_limit integer) returns jsonb
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

grant execute on function outreach.list_leads to greenlight_bot;
