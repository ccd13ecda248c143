-- Of whom a campaign is made: the leads of a filter, without those who must not, cannot or need not be written to now.

create function outreach.folded(p_text text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select lower(extensions.unaccent(coalesce(p_text, '')))
$$;

-- Which leads a filter means, best first. A field that is left out, null or empty asks nothing; texts are found anywhere in
-- the field, without case and accents; `words` are looked for in all fields, each of them. `tier`: a, b or c.
create function outreach.leads_ranked(p_team_id text, p_filter jsonb) returns table (lead_id text, place bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_tiers jsonb := (outreach.score_rules_now(p_team_id)).tiers;
  v_words text[] := regexp_split_to_array(nullif(btrim(outreach.folded(p_filter ->> 'words')), ''), '\s+');
begin
  return query
  select l.id, row_number() over (order by l.score desc, l.created_at, l.id)
  from outreach.leads l
  where l.team_id = p_team_id and l.same_as is null and l.erased_at is null
    and (coalesce(p_filter ->> 'country', '') = '' or outreach.folded(l.country) = outreach.folded(btrim(p_filter ->> 'country')))
    and (coalesce(p_filter ->> 'language', '') = '' or lower(split_part(l.language, '-', 1)) = lower(split_part(p_filter ->> 'language', '-', 1)))
    and (coalesce(p_filter ->> 'min_score', '') = '' or l.score >= (p_filter ->> 'min_score')::numeric)
    and (coalesce(p_filter ->> 'tier', '') = '' or outreach.tier_of(l.score, v_tiers) = lower(p_filter ->> 'tier'))
    and (coalesce(p_filter ->> 'company', '') = '' or strpos(outreach.folded(l.company), outreach.folded(p_filter ->> 'company')) > 0)
    and (coalesce(p_filter ->> 'title', '') = '' or strpos(outreach.folded(l.title), outreach.folded(p_filter ->> 'title')) > 0)
    and (coalesce(p_filter ->> 'industry', '') = '' or strpos(outreach.folded(l.industry), outreach.folded(p_filter ->> 'industry')) > 0)
    and (coalesce(p_filter ->> 'tag', '') = '' or exists (select from unnest(l.tags) t where outreach.folded(t) = outreach.folded(p_filter ->> 'tag')))
    and (coalesce(p_filter ->> 'source', '') = '' or strpos(outreach.folded(l.source), outreach.folded(p_filter ->> 'source')) > 0)
    and (v_words is null or not exists (
      select from unnest(v_words) w
      where strpos(outreach.folded(concat_ws(' ', l.name, l.title, l.company, l.industry, l.country, l.source, array_to_string(l.tags, ' '))), w) = 0));
end $$;

-- The leads of a filter, best first.
create function outreach.leads_matching(p_team_id text, p_filter jsonb) returns setof outreach.leads
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select l.* from outreach.leads_ranked(p_team_id, p_filter) m join outreach.leads l on l.id = m.lead_id order by m.place
$$;

-- Why a person is left out of a campaign; null: they are not. `p_invites`: it invites; `p_messages`: it writes to people
-- who are connected already.
create function outreach.left_out_reason(p_lead_id text, p_account_id text, p_invites boolean, p_messages boolean) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_aliases text[] := outreach.aliases(p_lead_id);
  v_connected boolean;
  v_pending boolean;
  v_withdrawn timestamptz;
begin
  if outreach.is_suppressed(p_lead_id) then
    return 'suppressed';
  elsif exists (select from outreach.campaign_leads c where c.lead_id = any (v_aliases) and c.status in ('drafting', 'ready', 'active')) then
    return 'in_campaign';
  elsif (outreach.newest_inbound(p_lead_id)).last_inbound_event is not null then
    return 'in_conversation';
  elsif exists (
    select from outreach.linkedin_automation n
    where n.lead_id = any (v_aliases) and n.action_type in ('send_invite', 'send_message') and (
      n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')
      or n.status = 'completed' and n.executed_at > platform.now() - interval '30 days')) then
    return 'contacted';
  end if;
  select bool_or(c.connected), bool_or(c.invitation = 'pending'), max(c.withdrawn_at) into v_connected, v_pending, v_withdrawn
  from outreach.contacts c where c.account_id = p_account_id and c.lead_id = any (v_aliases);
  return case
    when p_invites and v_connected then 'connected'
    when p_invites and v_pending then 'invited'
    when p_invites and v_withdrawn > platform.now() - interval '21 days' then 'withdrawn'
    when p_messages and not p_invites and v_connected is false then 'not_connected' end;
end $$;

-- Whom a campaign would have: {account_id, filter, steps}. At most 300 people of the best 2,000 of the filter.
create function outreach.audience(p_team_id text, p_campaign jsonb) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with asked as (
    select coalesce(bool_or(s ->> 'kind' = 'send_invite'), false) as invites, coalesce(bool_or(s ->> 'kind' = 'send_message'), false) as messages
    from jsonb_path_query(p_campaign, '$.steps[*]') s
  ), matching as (
    select m.id, m.name, m.company, row_number() over () as place from outreach.leads_matching(p_team_id, coalesce(p_campaign -> 'filter', '{}')) m
  ), judged as (
    select m.*, case when m.place <= 2000 then outreach.left_out_reason(m.id, p_campaign ->> 'account_id', a.invites, a.messages) else 'over_limit' end as reason
    from matching m, asked a
  ), chosen as (
    select j.*, row_number() over (order by j.place) as seat from judged j where j.reason is null
  ), told as (
    select j.id, case when c.seat > 300 then 'over_limit' else j.reason end as reason from judged j left join chosen c on c.id = j.id
  )
  select jsonb_build_object(
    'matching', (select count(*) from matching),
    'people', coalesce((select jsonb_agg(jsonb_build_object('lead_id', c.id, 'name', c.name, 'company', c.company) order by c.seat) from chosen c where c.seat <= 300), '[]'::jsonb),
    'left_out', coalesce((select jsonb_object_agg(r.reason, r.n) from (
      select t.reason, count(*) as n from told t where t.reason is not null group by t.reason) r), '{}'::jsonb))
$$;

-- What the form shows while it is filled in: how many, the first five, and how many are left out and why.
create function outreach.preview_audience(p_team_id text, p_campaign jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('matching', a.it -> 'matching', 'chosen', jsonb_array_length(a.it -> 'people'), 'left_out', a.it -> 'left_out',
    'first', coalesce((select jsonb_agg(p -> 'name') from (select * from jsonb_array_elements(a.it -> 'people') limit 5) f (p)), '[]'::jsonb))
  from (select outreach.audience(p_team_id, p_campaign) as it) a
$$;

grant execute on function outreach.preview_audience to greenlight_bot;
