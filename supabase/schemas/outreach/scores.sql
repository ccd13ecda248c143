-- How much a lead is worth a person's time: rules that admins change, with versions, and the contributions of each lead.
-- A score is the sum of its contributions, nothing else.

-- A team begins with outreach.default_score_rules.
create table outreach.score_rules (
  team_id text not null references platform.teams,
  version integer not null,
  -- [{field, op, points} and values or min, max]: outreach.score_rule_fault says what is accepted.
  rules jsonb not null,
  -- {"a": points, "b": points}: from there on.
  tiers jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null default platform.now(),
  restored_from integer,
  primary key (team_id, version)
);
alter table outreach.score_rules enable row level security;

-- For a maker of medical devices that sells to hospitals, clinics and distributors in Brazil. A word that ends with * stands
-- for all words that begin so; case and accents do not matter.
create function outreach.default_score_rules() returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select $rules$[
    {"field": "title", "op": "has", "points": 35, "values": ["CME", "central de material", "central de materiais", "central de esterilização", "esteriliza*", "CSSD", "sterile processing", "sterilization"]},
    {"field": "title", "op": "has", "points": 30, "values": ["compras", "comprador*", "suprimentos", "licitaç*", "procurement", "purchas*", "sourcing", "supply chain"]},
    {"field": "title", "op": "has", "points": 30, "values": ["engenharia clínica", "engenheir* clínic*", "engenharia biomédica", "engenheir* biomédic*", "equipamentos médicos", "clinical engineer*", "biomedical engineer*"]},
    {"field": "title", "op": "has", "points": 20, "values": ["enfermagem", "enfermeir*", "centro cirúrgico", "bloco cirúrgico", "CCIH", "controle de infecç*", "nurs*", "operating room", "infection control"]},
    {"field": "title", "op": "has", "points": 15, "values": ["diretor*", "gerente*", "coordenador*", "supervisor*", "superintendente", "chefe", "responsável técnic*", "director", "manager", "head", "chief"]},
    {"field": "title", "op": "has", "points": -60, "values": ["estagi*", "aprendiz", "estudante", "aposentad*", "intern", "trainee", "student", "retired"]},
    {"field": "industry", "op": "has", "points": 20, "values": ["hospital*", "clínic*", "saúde", "health*", "medical practice*", "cirúrgic*"]},
    {"field": "industry", "op": "has", "points": 15, "values": ["distribui*", "distribut*", "atacad*", "wholesale", "materiais hospitalares", "medical equipment", "medical device*", "equipamentos médicos"]},
    {"field": "company", "op": "has", "points": 15, "values": ["hospital*", "santa casa", "clínica*", "maternidade", "clinic*", "cirúrgica*"]},
    {"field": "country", "op": "is", "points": 15, "values": ["BR", "Brasil", "Brazil"]},
    {"field": "headcount", "op": "between", "points": 10, "min": 200, "max": null},
    {"field": "headcount", "op": "between", "points": 5, "min": 50, "max": 199}
  ]$rules$::jsonb
$$;

-- The newest version of a team.
create function outreach.score_rules_now(p_team_id text) returns outreach.score_rules
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select r from outreach.score_rules r where r.team_id = p_team_id order by r.version desc limit 1
$$;

-- What is wrong with one rule; null: nothing.
create function outreach.score_rule_fault(p_rule jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when coalesce(p_rule ->> 'field', '') not in ('title', 'seniority', 'language', 'company', 'industry', 'headcount', 'country', 'website', 'email', 'source', 'tags') then 'bad_field'
    when coalesce(outreach.whole_number(p_rule -> 'points'), 0) not between -100 and 100 or coalesce(outreach.whole_number(p_rule -> 'points'), 0) = 0 then 'bad_points'
    when p_rule ->> 'op' = 'filled' then null
    when p_rule ->> 'op' = 'between' then case
      when p_rule ->> 'field' <> 'headcount' then 'bad_op'
      when coalesce(outreach.whole_number(p_rule -> 'min'), outreach.whole_number(p_rule -> 'max')) is null
        or coalesce(outreach.whole_number(p_rule -> 'min'), 0) > coalesce(outreach.whole_number(p_rule -> 'max'), 99999999) then 'bad_values' end
    when coalesce(p_rule ->> 'op', '') not in ('has', 'is') or p_rule ->> 'field' = 'headcount' then 'bad_op'
    when jsonb_typeof(p_rule -> 'values') is distinct from 'array' or jsonb_array_length(p_rule -> 'values') not between 1 and 60 then 'bad_values'
    when exists (
      select from jsonb_array_elements(p_rule -> 'values') v
      where jsonb_typeof(v) <> 'string' or length(v #>> '{}') > 80 or outreach.folded(v #>> '{}') !~ '[[:alnum:]]') then 'bad_values'
  end
$$;

-- What is looked for in the folded text of a field: whole words, or the whole value; "enferm*" is each word that begins so.
-- Tags stand between separators.
create function outreach.score_pattern(p_op text, p_values jsonb) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case p_op when 'has' then '(?:^|[^[:alnum:]])(' || w.alternatives || ')(?:$|[^[:alnum:]])' else '(?:^|\x1f)(' || w.alternatives || ')(?:$|\x1f)' end
  from (
    select string_agg(replace(regexp_replace(regexp_replace(btrim(outreach.folded(v)), '([.+?^$(){}|\[\]\\])', '\\\1', 'g'), '\s+', '\\s+', 'g'), '*', '[[:alnum:]]*'), '|') as alternatives
    from jsonb_array_elements_text(p_values) v
  ) w
$$;

-- What the rules find in a lead, and their sum: [{rule, field, points, found}] in the order of the rules; `found` as it
-- stands in the field.
create function outreach.score_lead(p_lead outreach.leads, p_rules jsonb, out score integer, out parts jsonb)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_parts jsonb[] := '{}';
  v_rule record;
  v_text text;
  v_found text;
  v_folded text;
  -- Rules of one field stand together as a rule, so that it is folded once.
  v_field text := '';
begin
  score := 0;
  for v_rule in
    select r.place, r.rule ->> 'field' as field, r.rule ->> 'op' as op, (r.rule ->> 'points')::integer as points, r.rule ->> 'pattern' as pattern,
      coalesce((r.rule ->> 'min')::integer, 0) as min, coalesce((r.rule ->> 'max')::integer, 99999999) as max
    from jsonb_array_elements(p_rules) with ordinality r (rule, place)
  loop
    if v_rule.field <> v_field then
      v_field := v_rule.field;
      v_folded := null;
      v_text := case v_field
        when 'title' then p_lead.title when 'seniority' then p_lead.seniority when 'language' then p_lead.language
        when 'company' then p_lead.company when 'industry' then p_lead.industry when 'headcount' then p_lead.headcount::text
        when 'country' then p_lead.country when 'website' then p_lead.website when 'email' then p_lead.email
        when 'source' then p_lead.source when 'tags' then nullif(array_to_string(p_lead.tags, E'\x1f'), '') end;
    end if;
    continue when v_text is null;
    if v_rule.op = 'filled' then
      v_found := '';
    elsif v_rule.op = 'between' then
      v_found := case when p_lead.headcount between v_rule.min and v_rule.max then v_text end;
    else
      -- outreach.folded, without its call: each lead pays for it.
      v_folded := coalesce(v_folded, lower(extensions.unaccent(v_text)));
      v_found := substring(v_folded from v_rule.pattern);
      if v_found is not null and length(v_text) = length(v_folded) then
        v_found := substr(v_text, strpos(v_folded, v_found), length(v_found));
      end if;
    end if;
    if v_found is not null then
      score := score + v_rule.points;
      v_parts := v_parts || jsonb_build_object('rule', v_rule.place, 'field', v_field, 'points', v_rule.points, 'found', v_found);
    end if;
  end loop;
  parts := to_jsonb(v_parts);
end $$;

-- The same of many leads: a text that several of them have is looked at once.
create function outreach.score_leads(p_leads outreach.leads[], p_rules jsonb) returns table (lead_id text, score integer, parts jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with rules as materialized (
    select n.place, r.* from jsonb_array_elements(p_rules) with ordinality n (rule, place)
    cross join lateral jsonb_to_record(n.rule) r(field text, op text, points integer, pattern text, min integer, max integer)),
  texts as materialized (
    select l.id, f.field, f.text from unnest(p_leads) l
    cross join lateral (values ('title', l.title), ('seniority', l.seniority), ('language', l.language), ('company', l.company), ('industry', l.industry),
      ('headcount', l.headcount::text), ('country', l.country), ('website', l.website), ('email', l.email), ('source', l.source),
      ('tags', nullif(array_to_string(l.tags, E'\x1f'), ''))) f(field, text)
    where f.text is not null and f.field in (select r.field from rules r)),
  once as materialized (
    select d.*, lower(extensions.unaccent(d.text)) as folded from (select distinct t.field, t.text from texts t) d),
  -- By rule, so that each pattern is compiled once.
  asked as materialized (
    select r.place, o.field, o.text, o.folded, r.points, case r.op
      when 'filled' then ''
      when 'between' then case when o.text::integer between coalesce(r.min, 0) and coalesce(r.max, 99999999) then o.text end
      else substring(o.folded from r.pattern) end as found, r.op
    from rules r cross join lateral (select e.* from once e where e.field = r.field offset 0) o),
  hits as materialized (
    select a.place, a.field, a.text, a.points, jsonb_build_object('rule', a.place, 'field', a.field, 'points', a.points, 'found',
      case when a.op in ('has', 'is') and length(a.text) = length(a.folded) then substr(a.text, strpos(a.folded, a.found), length(a.found)) else a.found end) as part
    from asked a where a.found is not null)
  select l.id, coalesce(h.score, 0), coalesce(h.parts, '[]')
  from unnest(p_leads) l
  left join (
    select t.id, sum(h.points)::integer as score, jsonb_agg(h.part order by h.place) as parts
    from texts t join hits h on h.field = t.field and h.text = t.text group by t.id) h on h.id = l.id
$$;

-- A lead's score follows its fields.
create function outreach.keep_score() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  select s.score, s.parts, r.version into new.score, new.score_parts, new.score_version
  from (select n.* from outreach.score_rules n where n.team_id = new.team_id order by n.version desc limit 1) r
  cross join lateral outreach.score_lead(new, r.rules) s;
  return new;
end $$;
-- Many at once come with their scores: outreach.score_leads.
create trigger a_lead_begins_with_a_score before insert on outreach.leads
  for each row when (new.score_version = 0) execute function outreach.keep_score();
create trigger a_score_follows_the_fields
  before update of title, seniority, language, company, industry, headcount, country, website, email, source, tags on outreach.leads
  for each row execute function outreach.keep_score();

-- 'a', 'b' or 'c'.
create function outreach.tier_of(p_score integer, p_tiers jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when p_score >= (p_tiers ->> 'a')::integer then 'a' when p_score >= (p_tiers ->> 'b')::integer then 'b' else 'c' end
$$;

-- Scores leads of earlier versions of the rules anew, at most so many; those that something else holds come next time.
-- Answers how many it did: none left, or none free, at zero.
create function outreach.rescore_leads(p_limit integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_done integer;
begin
  with behind as materialized (
    select l, v.version, v.rules from platform.teams t
    cross join lateral (select n.version, n.rules from outreach.score_rules_now(t.team_id) n) v
    join outreach.leads l on l.team_id = t.team_id and l.score_version < v.version
    order by l.id limit least(greatest(p_limit, 0), 5000)
    for no key update of l skip locked
  ), scored as materialized (
    select b.version, s.* from (select k.version, k.rules, array_agg(k.l) as leads from behind k group by 1, 2) b
    cross join lateral outreach.score_leads(b.leads, b.rules) s
  )
  update outreach.leads l set score = s.score, score_parts = s.parts, score_version = s.version from scored s where l.id = s.lead_id;
  get diagnostics v_done = row_count;
  return v_done;
end $$;

-- The leads of a filter, best first, with why each stands where it does. `behind`: leads whose score is still of earlier rules.
create function outreach.top_leads(p_team_id text, p_person_id text, p_filter jsonb, p_limit integer, p_offset integer) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now outreach.score_rules := outreach.score_rules_now(p_team_id);
  v_answer jsonb;
begin
  if outreach.role_of(p_team_id, p_person_id) = 'guest' then
    raise sqlstate 'PT403' using message = 'Guests see no leads', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  with matching as materialized (
    select m.lead_id, m.place from outreach.leads_ranked(p_team_id, p_filter) m
  ), page as (
    select m.* from matching m order by m.place limit least(greatest(p_limit, 0), 50) offset greatest(p_offset, 0)
  )
  select jsonb_build_object(
    'version', v_now.version, 'tiers', v_now.tiers, 'total', (select count(*) from matching),
    'behind', (select count(*) from outreach.leads l where l.team_id = p_team_id and l.score_version < v_now.version),
    'leads', coalesce((
      select jsonb_agg(outreach.scored_lead(l, v_now.tiers) || jsonb_build_object('place', p.place, 'standing', outreach.lead_standing(l.id)) order by p.place)
      from page p join outreach.leads l on l.id = p.lead_id), '[]'::jsonb))
  into v_answer;
  return v_answer;
end $$;

create function outreach.scored_lead(p_lead outreach.leads, p_tiers jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('lead_id', (p_lead).id, 'name', (p_lead).name, 'title', (p_lead).title, 'company', (p_lead).company,
    'country', (p_lead).country, 'profile_url', (p_lead).profile_url, 'score', (p_lead).score,
    'tier', outreach.tier_of((p_lead).score, p_tiers), 'parts', (p_lead).score_parts)
$$;

-- What keeps a person who wants to write to this lead: never to be contacted, in conversation, written to already. Null: nothing.
create function outreach.lead_standing(p_lead_id text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_aliases text[] := outreach.aliases(p_lead_id);
begin
  return case
    when outreach.is_suppressed(p_lead_id) then 'suppressed'
    when exists (select from outreach.contacts c where c.lead_id = any (v_aliases) and c.last_inbound_event is not null) then 'replied'
    when exists (select from outreach.contacts c where c.lead_id = any (v_aliases) and c.connected) then 'connected'
    when exists (select from outreach.linkedin_automation n where n.lead_id = any (v_aliases) and n.action_type in ('send_invite', 'send_message')
                 and n.status in ('completed', 'dispatching', 'unknown')) then 'contacted'
    when exists (select from outreach.linkedin_automation n where n.lead_id = any (v_aliases) and n.action_type in ('send_invite', 'send_message')
                 and n.status in ('pending_approval', 'approved', 'scheduled')) then 'waiting' end;
end $$;

-- The rules as they are, and the newest versions before them. Members read them; `may_change`: admins.
create function outreach.read_score_rules(p_team_id text, p_person_id text, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_role text := outreach.role_of(p_team_id, p_person_id);
begin
  if v_role = 'guest' then
    raise sqlstate 'PT403' using message = 'Guests see no rules of leads', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  return jsonb_build_object('may_change', v_role = 'admin', 'versions', (
    select jsonb_agg(jsonb_build_object('version', s.version, 'rules', outreach.plain_score_rules(s.rules), 'tiers', s.tiers, 'saved_by', s.saved_by,
      'saved_at', s.saved_at, 'restored_from', s.restored_from) order by s.version desc)
    from (
      select r.* from outreach.score_rules r where r.team_id = p_team_id order by r.version desc limit least(greatest(p_limit, 1), 50)
    ) s));
end $$;

create function outreach.plain_score_rules(p_rules jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(r - 'pattern' order by n), '[]') from jsonb_array_elements(p_rules) with ordinality e(r, n)
$$;

-- Rules as they are stored: only what they say, each with its pattern. Refuses what no rule is.
create function outreach.stored_score_rules(p_rules jsonb, p_tiers jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_bad record;
begin
  if jsonb_typeof(p_rules) is distinct from 'array' or jsonb_array_length(p_rules) > 40 then
    raise sqlstate 'PT400' using message = 'Cannot save these rules: accepted are at most 40', detail = 'too_many_rules';
  elsif not coalesce(outreach.whole_number(p_tiers -> 'a') between -999 and 999 and outreach.whole_number(p_tiers -> 'b') between -999 and 999
    and outreach.whole_number(p_tiers -> 'b') < outreach.whole_number(p_tiers -> 'a'), false) then
    raise sqlstate 'PT400' using message = format('Cannot save tiers %s: "a" must begin above "b"', left(p_tiers::text, 100)), detail = 'bad_tiers';
  end if;
  select n, outreach.score_rule_fault(r) as fault into v_bad
  from jsonb_array_elements(p_rules) with ordinality e(r, n) where outreach.score_rule_fault(r) is not null order by n limit 1;
  if found then
    raise sqlstate 'PT400' using message = format('Cannot save rule %s: %s', v_bad.n, v_bad.fault), detail = v_bad.fault;
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('field', r -> 'field', 'op', r -> 'op', 'points', trunc(outreach.whole_number(r -> 'points')))
      || case r ->> 'op'
           when 'between' then jsonb_build_object('min', trunc(outreach.whole_number(r -> 'min')), 'max', trunc(outreach.whole_number(r -> 'max')))
           when 'filled' then '{}'::jsonb
           else jsonb_build_object('values', r -> 'values', 'pattern', outreach.score_pattern(r ->> 'op', r -> 'values')) end order by n), '[]')
    from jsonb_array_elements(p_rules) with ordinality e(r, n));
end $$;

-- What other rules would do to the list: who stands among the first before or after, with both places and scores.
create function outreach.preview_score_rules(p_team_id text, p_person_id text, p_rules jsonb, p_tiers jsonb, p_shown integer) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now outreach.score_rules := outreach.score_rules_now(p_team_id);
  v_rules jsonb := outreach.stored_score_rules(p_rules, p_tiers);
  v_shown integer := least(greatest(p_shown, 1), 50);
  -- Rules that ask what a rule of now asks find what that one found: the points of each place of now, zero where it is gone.
  v_points integer[];
  v_new jsonb;
  v_answer jsonb;
begin
  if outreach.role_of(p_team_id, p_person_id) <> 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change how leads are scored', detail = 'not_allowed', hint = 'Ask an admin of the team.';
  end if;
  select array_agg(coalesce(k.points, 0) order by n.place) into v_points
  from jsonb_array_elements(v_now.rules) with ordinality n (rule, place)
  left join lateral (
    select sum((r ->> 'points')::integer)::integer as points from jsonb_array_elements(v_rules) r
    where r - 'points' = n.rule - 'points'
      and not exists (select from jsonb_array_elements(v_now.rules) with ordinality o (rule, place) where o.place < n.place and o.rule - 'points' = n.rule - 'points')
  ) k on true;
  select coalesce(jsonb_agg(r order by n), '[]') into v_new
  from jsonb_array_elements(v_rules) with ordinality e (r, n)
  where not exists (select from jsonb_array_elements(v_now.rules) o where o - 'points' = r - 'points');
  with scores as materialized (
    select l.id, l.created_at, l.score as before,
      case when l.score_version = v_now.version
        then (select coalesce(sum(v_points[(p ->> 'rule')::integer]), 0)::integer from jsonb_array_elements(l.score_parts) p)
          + case when v_new = '[]' then 0 else (outreach.score_lead(l, v_new)).score end
        else (outreach.score_lead(l, v_rules)).score end as after
    from outreach.leads l where l.team_id = p_team_id and l.same_as is null and l.erased_at is null
  ), placed as (
    select s.*, row_number() over (order by s.before desc, s.created_at, s.id) as place_before,
      row_number() over (order by s.after desc, s.created_at, s.id) as place_after
    from scores s
  )
  select jsonb_build_object(
    'total', (select count(*) from scores),
    'changed', (select count(*) from scores s where s.before <> s.after),
    'tiers', (select jsonb_build_object(
        'before', jsonb_build_object('a', count(*) filter (where t.b = 'a'), 'b', count(*) filter (where t.b = 'b'), 'c', count(*) filter (where t.b = 'c')),
        'after', jsonb_build_object('a', count(*) filter (where t.a = 'a'), 'b', count(*) filter (where t.a = 'b'), 'c', count(*) filter (where t.a = 'c')))
      from (select outreach.tier_of(s.before, v_now.tiers) as b, outreach.tier_of(s.after, p_tiers) as a from scores s) t),
    'leads', coalesce((
      select jsonb_agg(jsonb_build_object('lead_id', l.id, 'name', l.name, 'title', l.title, 'company', l.company, 'before', p.before, 'after', p.after,
        'place_before', p.place_before, 'place_after', p.place_after) order by p.place_after)
      from placed p join outreach.leads l on l.id = p.id
      where p.place_before <= v_shown or p.place_after <= v_shown), '[]'::jsonb))
  into v_answer;
  return v_answer;
end $$;

-- A new version. `outcome`: saved, unchanged, stale (another admin was quicker: `version` and `saved_by` say which and who).
-- `restored_from`: the version whose rules these are.
create function outreach.save_score_rules(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_now outreach.score_rules;
  v_rules jsonb;
  v_tiers jsonb := jsonb_build_object('a', trunc(outreach.whole_number(p_change #> '{tiers,a}')), 'b', trunc(outreach.whole_number(p_change #> '{tiers,b}')));
begin
  if outreach.role_of(v_team_id, p_change ->> 'person_id') <> 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change how leads are scored', detail = 'not_allowed', hint = 'Ask an admin of the team.';
  end if;
  v_rules := outreach.stored_score_rules(p_change -> 'rules', v_tiers);
  perform pg_advisory_xact_lock(hashtext('outreach.score_rules ' || v_team_id));
  v_now := outreach.score_rules_now(v_team_id);
  if outreach.whole_number(p_change -> 'expected_version') is distinct from v_now.version then
    return jsonb_build_object('outcome', 'stale', 'version', v_now.version, 'saved_by', v_now.saved_by);
  elsif outreach.plain_score_rules(v_rules) = outreach.plain_score_rules(v_now.rules) and v_tiers = v_now.tiers then
    return jsonb_build_object('outcome', 'unchanged', 'version', v_now.version, 'saved_by', v_now.saved_by);
  end if;
  insert into outreach.score_rules (team_id, version, rules, tiers, saved_by, restored_from)
  values (v_team_id, v_now.version + 1, v_rules, v_tiers, p_change ->> 'person_id',
          outreach.whole_number(p_change -> 'restored_from'));
  perform outreach.act_as(p_change ->> 'person_id');
  perform outreach.note(v_team_id, 'score_rules_saved', 'team', v_team_id, v_now.version::text, (v_now.version + 1)::text,
    jsonb_build_object('rules', jsonb_array_length(v_rules)));
  return jsonb_build_object('outcome', 'saved', 'version', v_now.version + 1, 'saved_by', p_change ->> 'person_id');
end $$;

create function outreach.begin_with_default_score_rules() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_tiers jsonb := '{"a": 70, "b": 40}';
begin
  insert into outreach.score_rules (team_id, version, rules, tiers, saved_by)
  values (new.team_id, 1, outreach.stored_score_rules(outreach.default_score_rules(), v_tiers), v_tiers, 'default');
  return null;
end $$;
create trigger a_team_begins_with_default_score_rules after insert on platform.teams
  for each row execute function outreach.begin_with_default_score_rules();

grant execute on function outreach.rescore_leads, outreach.top_leads, outreach.read_score_rules, outreach.preview_score_rules,
  outreach.save_score_rules to greenlight_bot;
