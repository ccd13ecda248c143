-- Two leads that are one person. A name that both have merges them at once; what only looks alike is suggested. Either way the
-- first stands for all, the others stay as they are, and what it lacks it has of them: Split takes both back.

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

-- Whether a lead works elsewhere than these values say: by the company's name, else by its page and website.
create function outreach.is_elsewhere(p_values jsonb, p_lead outreach.leads) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    outreach.company_key(p_values ->> 'company') <> (p_lead).company_key,
    coalesce(outreach.company_key(p_values ->> 'company_url') <> (p_lead).company_page_key, false)
      or coalesce(outreach.domain_key(p_values ->> 'website') <> (p_lead).company_domain, false))
$$;

-- Gives a lead what it lacks of those that it stands for, of the first merged first: a field with its source, and `merge` beside
-- it in `fields`. It is told anew each time, so that it follows the other lead and goes with a split. What is known of a post
-- comes from no lead of another company, and a part of a name from none of another name.
create function outreach.fill_from_merged(p_lead_id text, p_by text, p_reason text, p_batch_id text default null) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_now jsonb;
  v_values jsonb;
  v_fields jsonb;
  v_gives jsonb;
  v_merge record;
begin
  select * into v_lead from outreach.leads where id = p_lead_id for no key update;
  if v_lead.id is null or v_lead.erased_at is not null then
    return;
  end if;
  v_now := outreach.lead_values(v_lead);
  select v_now || coalesce(jsonb_object_agg(f.key, case f.key when 'tags' then '[]' else 'null' end::jsonb), '{}'), v_lead.fields - coalesce(array_agg(f.key), '{}')
  into v_values, v_fields from jsonb_each(v_lead.fields) f where f.value ? 'merge';
  for v_merge in
    select m.id, l as lead from outreach.lead_merges m join outreach.leads l on l.id = m.lead_id
    where m.into_id = p_lead_id and m.split_at is null and l.erased_at is null order by m.id
  loop
    select coalesce(jsonb_object_agg(o.key, o.value), '{}') into v_gives
    from jsonb_each(outreach.lead_values(v_merge.lead)) o
    where o.value not in ('null', '[]') and v_values -> o.key in ('null', '[]') and not case
      when o.key in ('first_name', 'last_name') then coalesce(outreach.words_of(v_values ->> 'name') <> outreach.words_of((v_merge.lead).name), false)
      when o.key in ('title', 'seniority', 'company', 'company_url', 'website', 'industry', 'headcount') then outreach.is_elsewhere(v_values, v_merge.lead)
      else false end;
    v_values := v_values || v_gives;
    v_fields := v_fields || (
      select coalesce(jsonb_object_agg(k, coalesce((v_merge.lead).fields -> k, '{}') || jsonb_build_object('merge', v_merge.id)), '{}') from jsonb_object_keys(v_gives) k);
  end loop;
  if v_values <> v_now or v_fields <> v_lead.fields then
    perform outreach.store_lead(p_lead_id, v_values,
      (select coalesce(jsonb_object_agg(k, null), '{}') from jsonb_object_keys(v_lead.fields) k) || v_fields, p_by, p_reason, p_batch_id);
  end if;
end $$;

-- The lead that a lead is merged into. Empty answer: it stands for itself.
create function outreach.merged_into(p_lead_id text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select m.into_id from outreach.lead_merges m where m.lead_id = p_lead_id and m.split_at is null order by m.id desc limit 1
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
  perform outreach.fill_from_merged(v_into, coalesce(p_person_id, outreach.actor()), 'merge', p_batch_id);
  return v_merge;
end $$;

-- Takes a merge back: each stands for whom it stood for before, but for those that were split from it since, and has what is its own.
-- False: it was taken back before.
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
  update outreach.leads l set same_as = v_merge.lead_id
  where l.id in (
      with recursive below as (
        select m.lead_id from outreach.lead_merges m where m.into_id = v_merge.lead_id and m.split_at is null
        union
        select m.lead_id from outreach.lead_merges m join below b on m.into_id = b.lead_id where m.split_at is null)
      select lead_id from below)
    -- One that was found before merges were kept.
    or l.id = any (v_merge.others) and not exists (select from outreach.lead_merges m where m.lead_id = l.id);
  perform outreach.fill_from_merged(v_merge.into_id, p_by, 'split', v_merge.batch_id);
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
