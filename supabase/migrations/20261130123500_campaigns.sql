-- A campaign: the people of an audience, each of whom goes through the same steps from one account.

create table outreach.campaigns (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  account_id text not null,
  name text not null constraint a_campaign_has_a_name check (btrim(name) <> '' and char_length(name) <= 80),
  -- What the words are to bring about, for the agent that writes them.
  purpose text not null,
  language text not null constraint language_is_known check (language in ('en', 'pt-BR')),
  -- Of whom it was made: outreach.leads_matching. Who is in it is in campaign_leads.
  filter jsonb not null,
  -- [{kind, with_words, after, wait_days}], in order: see outreach.campaign_step_problems.
  steps jsonb not null,
  -- A reply of the person stops it in any case. `company_reply`: one of a colleague does as well.
  stop_on text[] not null default '{}' constraint stops_are_known check (stop_on <@ array['company_reply']),
  -- Of the places that campaigns of one account compete for.
  weight integer not null default 1 constraint a_weight_is_1_to_5 check (weight between 1 and 5),
  -- People of one company in any 7 days; null: no such cap.
  per_company_week integer default 2 constraint a_company_cap_is_1_to_50 check (per_company_week between 1 and 50),
  -- drafting: no one's words are approved yet.
  status text not null default 'drafting' constraint status_is_known check (status in ('drafting', 'running', 'paused', 'ended')),
  person_id text not null,
  channel_id text not null,
  -- Of its message; everything about it is told below. Null until it stands.
  thread_ts text,
  paused_at timestamptz,
  paused_by text,
  started_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  -- `finished`, `ended`, or why no words came: `notes_<outcome>`.
  end_reason text,
  idempotency_key text not null unique,
  created_at timestamptz not null default platform.now(),
  -- For the keys of rows that name both.
  unique (team_id, id),
  unique (id, account_id),
  constraint a_campaign_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint a_paused_campaign_says_by_whom check ((status = 'paused') <= (paused_at is not null and paused_by is not null)),
  constraint an_ended_campaign_says_why check ((status = 'ended') = (ended_at is not null and end_reason is not null))
);
alter table outreach.campaigns enable row level security;
create index campaigns_of_an_account on outreach.campaigns (account_id, team_id);
-- People name a campaign by its name.
create unique index one_open_campaign_of_a_name on outreach.campaigns (team_id, lower(name)) where status <> 'ended';

create table outreach.campaign_leads (
  campaign_id text not null,
  lead_id text not null,
  team_id text not null,
  -- drafting: the words wait for people; ready: approved, no step was done; active: some were; finished: all were.
  status text not null default 'drafting' constraint status_is_known check (status in ('drafting', 'ready', 'active', 'replied', 'finished', 'skipped', 'stopped')),
  reason text,
  -- Steps that were done.
  done integer not null default 0,
  -- The hand-over that brought the words.
  note_key text,
  accepted_at timestamptz,
  replied_at timestamptz,
  updated_at timestamptz not null default platform.now(),
  primary key (campaign_id, lead_id),
  constraint a_campaign_lead_is_of_a_campaign_of_the_team foreign key (team_id, campaign_id) references outreach.campaigns (team_id, id) on delete cascade,
  constraint a_campaign_lead_is_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id) on delete cascade,
  constraint who_is_left_out_is_told_why check (status not in ('skipped', 'stopped') or reason is not null)
);
alter table outreach.campaign_leads enable row level security;
create index campaign_leads_of_a_team on outreach.campaign_leads (team_id, campaign_id);
create index campaign_leads_of_a_lead on outreach.campaign_leads (lead_id, team_id);
-- One person is in one campaign at a time.
create unique index one_campaign_at_a_time on outreach.campaign_leads (team_id, lead_id) where status in ('drafting', 'ready', 'active');

-- What is wrong with the steps of a campaign; null: nothing. Each is {kind, with_words, after, wait_days}: after the step
-- before was done (`previous_sent`) or the invitation was accepted (`accepted`), and that many working days later.
create function outreach.campaign_step_problems(p_steps jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_step jsonb;
  v_number integer := 0;
  v_invited boolean := false;
  v_kinds text[] := '{}';
  v_problem text;
begin
  if jsonb_typeof(p_steps) is distinct from 'array' or jsonb_array_length(p_steps) not between 1 and 6 then
    return '{"step": null, "code": "step_count"}';
  end if;
  for v_step in select * from jsonb_array_elements(p_steps) loop
    v_number := v_number + 1;
    v_problem := case
      when coalesce(v_step ->> 'kind', '') not in ('view_profile', 'send_invite', 'send_message') then 'unknown_kind'
      when jsonb_typeof(v_step -> 'with_words') is distinct from 'boolean' then 'bad_words'
      when v_step ->> 'kind' = 'send_message' and not (v_step ->> 'with_words')::boolean then 'message_without_words'
      when v_step ->> 'kind' = 'view_profile' and (v_step ->> 'with_words')::boolean then 'visit_with_words'
      -- One visit and one invitation of a person suffice.
      when v_step ->> 'kind' <> 'send_message' and v_step ->> 'kind' = any (v_kinds) then 'twice'
      when coalesce(v_step ->> 'after', '') not in ('previous_sent', 'accepted') then 'unknown_after'
      when v_step ->> 'after' = 'accepted' and not v_invited then 'accepted_without_invitation'
      when v_step ->> 'kind' = 'send_message' and v_invited and not 'send_message' = any (v_kinds) and v_step ->> 'after' <> 'accepted' then 'message_before_accepted'
      when v_step ->> 'kind' = 'send_invite' and 'send_message' = any (v_kinds) then 'invitation_after_message'
      when outreach.whole_number(v_step -> 'wait_days') is null or (v_step ->> 'wait_days')::numeric not between 0 and 60 then 'bad_wait' end;
    if v_problem is not null then
      return jsonb_build_object('step', v_number, 'code', v_problem);
    end if;
    v_kinds := v_kinds || (v_step ->> 'kind');
    v_invited := v_invited or v_step ->> 'kind' = 'send_invite';
  end loop;
  return null;
end $$;

alter table outreach.contacts add column connected_at timestamptz;
update outreach.contacts set connected_at = platform.now() where connected;

alter table outreach.linkedin_automation
  add column campaign_id text,
  add column step integer,
  add column after_action_id text references outreach.linkedin_automation on delete set null,
  add column after text constraint after_is_known check (after in ('previous_sent', 'accepted')),
  add column wait_days integer,
  drop constraint blocker_is_known,
  add constraint blocker_is_known check (blocked_by in (
    'kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker', 'window', 'holiday', 'gap', 'in_flight',
    'quota', 'rolling_cap', 'pending_cap', 'warm_up', 'suppressed', 'replied', 'campaign_paused', 'earlier_step', 'company_cap',
    'stale_inbox', 'same_words', 'earlier_unknown', 'not_connected', 'already_connected', 'already_invited', 'profile_gone', 'approval', 'not_due')),
  add constraint a_step_is_of_a_campaign check (
    case when campaign_id is null then step is null and after is null else step is not null and after is not null and wait_days is not null end),
  add constraint an_action_is_of_a_campaign_of_its_account foreign key (campaign_id, account_id) references outreach.campaigns (id, account_id),
  add constraint an_action_is_to_a_person_of_its_campaign foreign key (campaign_id, lead_id) references outreach.campaign_leads (campaign_id, lead_id);
create index actions_of_a_campaign on outreach.linkedin_automation (campaign_id, lead_id, step) where campaign_id is not null;
create index actions_after_another on outreach.linkedin_automation (after_action_id) where after_action_id is not null;
drop index outreach.actions_ready;
create index actions_ready on outreach.linkedin_automation (account_id, action_type, campaign_id, approved_at, id)
  where status in ('approved', 'scheduled') and not aside;

alter table outreach.outbox
  add column campaign_id text unique references outreach.campaigns on delete cascade,
  drop constraint kind_is_known,
  add constraint kind_is_known check (kind in ('action', 'account', 'campaign')),
  drop constraint it_shows_one_thing,
  add constraint it_shows_one_thing check ((kind = 'action') = (action_id is not null) and (kind = 'account') = (account_id is not null and event is not null)
    and (kind = 'campaign') = (campaign_id is not null));

-- Of whom a campaign is made: the leads of a filter, without those who must not, cannot or need not be written to now.

create function outreach.folded(p_text text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select lower(extensions.unaccent(coalesce(p_text, '')))
$$;

-- The leads of a filter, best first. A field that is left out, null or empty asks nothing; texts are found anywhere in the
-- field, without case and accents; `words` are looked for in all fields, each of them.
create function outreach.leads_matching(p_team_id text, p_filter jsonb) returns setof outreach.leads
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_words text[] := regexp_split_to_array(nullif(btrim(outreach.folded(p_filter ->> 'words')), ''), '\s+');
begin
  return query
  select l.* from outreach.leads l
  where l.team_id = p_team_id and l.same_as is null and l.erased_at is null
    and (coalesce(p_filter ->> 'country', '') = '' or outreach.folded(l.country) = outreach.folded(btrim(p_filter ->> 'country')))
    and (coalesce(p_filter ->> 'language', '') = '' or lower(split_part(l.language, '-', 1)) = lower(split_part(p_filter ->> 'language', '-', 1)))
    -- No lead has a score yet.
    and coalesce(p_filter ->> 'min_score', '') = ''
    and (coalesce(p_filter ->> 'company', '') = '' or strpos(outreach.folded(l.company), outreach.folded(p_filter ->> 'company')) > 0)
    and (coalesce(p_filter ->> 'title', '') = '' or strpos(outreach.folded(l.title), outreach.folded(p_filter ->> 'title')) > 0)
    and (coalesce(p_filter ->> 'industry', '') = '' or strpos(outreach.folded(l.industry), outreach.folded(p_filter ->> 'industry')) > 0)
    and (coalesce(p_filter ->> 'tag', '') = '' or exists (select from unnest(l.tags) t where outreach.folded(t) = outreach.folded(p_filter ->> 'tag')))
    and (coalesce(p_filter ->> 'source', '') = '' or strpos(outreach.folded(l.source), outreach.folded(p_filter ->> 'source')) > 0)
    and (v_words is null or not exists (
      select from unnest(v_words) w
      where strpos(outreach.folded(concat_ws(' ', l.name, l.title, l.company, l.industry, l.country, l.source, array_to_string(l.tags, ' '))), w) = 0))
  order by l.created_at, l.id;
end $$;

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

-- How a person goes through the steps of a campaign. What is due follows from what was done and accepted; a step that did
-- not happen, a reply and a suppression end the campaign for that person.

-- Whole working days of an account after an instant, from the start of its hours; 0: at once.
create function outreach.working_time_after(p_account outreach.accounts, p_from timestamptz, p_days integer) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_at timestamptz := p_from;
begin
  for i in 1..p_days loop
    v_at := outreach.next_open(p_account, outreach.next_local_day(p_account, v_at));
    exit when v_at is null;
  end loop;
  return v_at;
end $$;

-- When a step of a campaign is due. Empty answer: what it waits for has not happened.
create function outreach.step_due(p_action outreach.linkedin_automation) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_before outreach.linkedin_automation;
  v_account outreach.accounts;
  v_from timestamptz := '-infinity';
  v_connected timestamptz;
begin
  if (p_action).after_action_id is not null then
    select * into v_before from outreach.linkedin_automation where id = (p_action).after_action_id;
    v_from := case
      when v_before.status = 'completed' then v_before.executed_at
      -- Invited by hand: as good as done.
      when v_before.status = 'skipped' and v_before.blocked_by = 'already_invited' then v_before.updated_at end;
  end if;
  if v_from is not null and (p_action).after = 'accepted' then
    select min(coalesce(c.connected_at, v_from)) into v_connected
    from outreach.contacts c
    where c.account_id = (p_action).account_id and c.lead_id = any (outreach.aliases((p_action).lead_id)) and c.connected;
    v_from := case when v_connected is not null then greatest(v_from, v_connected) end;
  end if;
  if v_from is null or v_from = '-infinity' then
    return v_from;
  end if;
  select * into v_account from outreach.accounts where id = (p_action).account_id;
  return outreach.working_time_after(v_account, v_from, (p_action).wait_days);
end $$;

-- Other people of this person's company to whom the team did something in the 7 days before `p_now`, each with the last time.
create function outreach.colleagues_reached(p_lead_id text, p_now timestamptz) returns table (person text, at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(o.same_as, o.id), max(r.dispatched_at)
  from outreach.leads l
  join outreach.leads o on o.team_id = l.team_id and o.id <> all (outreach.aliases(l.id))
    and (o.company_key = l.company_key or o.company_page_key = l.company_page_key)
  join outreach.release_ledger r on r.lead_id = o.id and r.action_type <> 'withdraw_invite' and r.outcome <> 'not_sent'
    and r.dispatched_at > p_now - interval '7 days'
  where l.id = p_lead_id
  group by 1
$$;

-- One release at a time to people of a company, from whatever account. After account and person, as all who lock both.
create function outreach.hold_company(p_lead_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
begin
  for v_key in
    select distinct k from outreach.leads l, unnest(array['name ' || l.company_key, 'page ' || l.company_page_key]) k
    where l.id = p_lead_id and k is not null order by k
  loop
    perform pg_advisory_xact_lock(hashtext('outreach.company ' || (select l.team_id from outreach.leads l where l.id = p_lead_id) || ' ' || v_key));
  end loop;
end $$;

-- What of its campaign holds an action; code null: nothing.
create function outreach.campaign_blocker(p_action outreach.linkedin_automation, p_now timestamptz) returns outreach.blocker
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_due timestamptz;
  v_before text;
  v_reached integer;
  v_room timestamptz;
begin
  select * into v_campaign from outreach.campaigns where id = (p_action).campaign_id;
  if v_campaign.status = 'ended' then
    return row('campaign_paused', null, 'cancelled', false)::outreach.blocker;
  elsif v_campaign.status = 'paused' then
    return row('campaign_paused', null, null, true)::outreach.blocker;
  end if;
  v_due := outreach.step_due(p_action);
  if v_due is null then
    select n.status into v_before from outreach.linkedin_automation n where n.id = (p_action).after_action_id;
    return row('earlier_step', null, case when v_before in ('failed', 'skipped', 'cancelled', 'expired', 'suppressed') then 'skipped' end, true)::outreach.blocker;
  elsif v_due > p_now then
    return row('earlier_step', v_due, null, true)::outreach.blocker;
  end if;
  if v_campaign.per_company_week is not null then
    select count(*), min(c.at) into v_reached, v_room from (
      select * from outreach.colleagues_reached((p_action).lead_id, p_now) r order by r.at desc limit v_campaign.per_company_week) c;
    if v_reached >= v_campaign.per_company_week then
      return row('company_cap', outreach.next_open(a, v_room + interval '7 days'), null, true)::outreach.blocker
      from outreach.accounts a where a.id = (p_action).account_id;
    end if;
  end if;
  return null;
end $$;

-- Writes when the next step of people is due; what cannot be due yet is set aside until something happens.
create function outreach.set_steps_due(p_account_id text, p_lead_ids text[]) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.linkedin_automation n
  set aside = true, blocked_by = 'earlier_step', retry_at = outreach.step_due(n)
  where n.account_id = p_account_id and n.lead_id = any (p_lead_ids) and n.after_action_id is not null
    and n.status in ('approved', 'scheduled') and n.blocked_by is not distinct from 'earlier_step'
    and n.retry_at is distinct from outreach.step_due(n)
$$;

-- Ends a campaign for people; what waits for them is skipped.
create function outreach.stop_campaign_lead(p_campaign_id text, p_lead_id text, p_status text, p_reason text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.campaign_leads
  set status = p_status, reason = p_reason, replied_at = case when p_status = 'replied' then outreach.moment() else replied_at end,
      updated_at = outreach.moment()
  where campaign_id = p_campaign_id and lead_id = p_lead_id and (status in ('drafting', 'ready', 'active') or p_status = 'replied' and status = 'finished');
  if found then
    update outreach.linkedin_automation
    set status = 'skipped', blocked_by = case p_status when 'replied' then 'replied' else 'earlier_step' end, retry_at = null
    where campaign_id = p_campaign_id and lead_id = p_lead_id and status in ('pending_approval', 'approved', 'scheduled');
  end if;
end $$;

-- One step of a person moved. In the transaction of the move, whatever its cause.
create function outreach.follow_step() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  -- The owner invited by hand. (Who was connected already gets no words that were written for a stranger.)
  v_as_good boolean := new.status = 'skipped' and new.blocked_by = 'already_invited' and new.action_type = 'send_invite';
begin
  if new.status = 'completed' or v_as_good then
    update outreach.campaign_leads c
    set done = c.done + 1, updated_at = outreach.moment(),
        status = case
          when c.status not in ('ready', 'active') then c.status
          when exists (
            select from outreach.linkedin_automation n
            where n.campaign_id = new.campaign_id and n.lead_id = new.lead_id and n.status not in ('completed', 'skipped', 'cancelled', 'expired', 'suppressed', 'failed')) then 'active'
          else 'finished' end
    where c.campaign_id = new.campaign_id and c.lead_id = new.lead_id;
    perform outreach.set_steps_due(new.account_id, array[new.lead_id]);
  elsif new.status in ('failed', 'skipped', 'cancelled', 'expired', 'suppressed') then
    perform outreach.stop_campaign_lead(new.campaign_id, new.lead_id, case new.blocked_by when 'replied' then 'replied' else 'stopped' end,
      case new.status when 'failed' then coalesce(new.error ->> 'code', 'failed') when 'skipped' then coalesce(new.blocked_by, 'skipped') else new.status end);
  end if;
  return null;
end $$;
create trigger steps_follow_each_other after update of status on outreach.linkedin_automation
  for each row when (new.campaign_id is not null and old.status is distinct from new.status)
  execute function outreach.follow_step();

-- A reply ends the campaigns of its writer, under all names, from any account: also visits, and words that still wait for people.
create function outreach.stop_campaigns_on_reply() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead record;
  v_aliases text[] := outreach.aliases(new.lead_id);
begin
  for v_lead in
    select c.campaign_id, c.lead_id, p.stop_on from outreach.campaign_leads c join outreach.campaigns p on p.id = c.campaign_id
    where c.lead_id = any (v_aliases) and c.status in ('drafting', 'ready', 'active', 'finished')
    order by c.campaign_id, c.lead_id
  loop
    perform outreach.stop_campaign_lead(v_lead.campaign_id, v_lead.lead_id, 'replied', null);
    if 'company_reply' = any (v_lead.stop_on) then
      perform outreach.stop_campaign_lead(c.campaign_id, c.lead_id, 'stopped', 'company_reply')
      from outreach.campaign_leads c
      join outreach.leads o on o.id = c.lead_id
      join outreach.leads l on l.id = v_lead.lead_id and (o.company_key = l.company_key or o.company_page_key = l.company_page_key)
      where c.campaign_id = v_lead.campaign_id and c.lead_id <> v_lead.lead_id and c.status in ('drafting', 'ready', 'active')
      order by c.lead_id;
    end if;
  end loop;
  return null;
end $$;
create trigger replies_end_campaigns after insert on outreach.inbound_events
  for each row when (new.kind = 'message' and new.lead_id is not null)
  execute function outreach.stop_campaigns_on_reply();

-- Since when two are connected, for the steps that follow an acceptance.
create function outreach.note_connection() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  new.connected_at := case when new.connected is true then coalesce(new.connected_at, outreach.moment()) end;
  return new;
end $$;
create trigger connections_have_a_time before insert or update of connected on outreach.contacts
  for each row execute function outreach.note_connection();

-- An acceptance moves a person on; an invitation that was withdrawn ends the campaign for its person.
create function outreach.follow_contact() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_aliases text[] := outreach.aliases(new.lead_id);
begin
  if new.connected is true then
    update outreach.campaign_leads c set accepted_at = new.connected_at, updated_at = outreach.moment()
    from outreach.campaigns p
    where p.id = c.campaign_id and p.account_id = new.account_id and c.lead_id = any (v_aliases) and c.accepted_at is null
      and c.status in ('ready', 'active', 'replied', 'finished')
      and exists (select from outreach.linkedin_automation n where n.campaign_id = c.campaign_id and n.lead_id = c.lead_id and n.action_type = 'send_invite'
                  and n.executed_at is not null);
    perform outreach.set_steps_due(new.account_id, v_aliases);
  elsif new.invitation = 'withdrawn' then
    perform outreach.stop_campaign_lead(c.campaign_id, c.lead_id, 'stopped', 'withdrawn')
    from outreach.campaign_leads c join outreach.campaigns p on p.id = c.campaign_id and p.account_id = new.account_id
    where c.lead_id = any (v_aliases) and c.status = 'active'
    order by c.campaign_id, c.lead_id;
  end if;
  return null;
end $$;
create trigger acceptances_move_people_on after insert or update of connected, invitation on outreach.contacts
  for each row when (new.connected is true or new.invitation = 'withdrawn')
  execute function outreach.follow_contact();

-- Two leads are found to be one person: one campaign goes on, the one that began first.
create function outreach.stop_campaigns_of_twins() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.stop_campaign_lead(t.campaign_id, t.lead_id, 'stopped', 'same_person')
  from (
    select c.campaign_id, c.lead_id, row_number() over (order by c.status = 'active' desc, p.created_at, c.campaign_id, c.lead_id) as place
    from outreach.campaign_leads c join outreach.campaigns p on p.id = c.campaign_id
    where c.lead_id = any (outreach.aliases(new.id)) and c.status in ('drafting', 'ready', 'active')) t
  where t.place > 1;
  return null;
end $$;
create trigger one_person_is_in_one_campaign after update of same_as on outreach.leads
  for each row when (new.same_as is not null and old.same_as is distinct from new.same_as)
  execute function outreach.stop_campaigns_of_twins();

-- At the end of the transaction, when all actions are locked: the campaign's message is drawn anew, and a campaign in which
-- no one is left ends. By then no definer's function runs any more, so it is one itself.
create function outreach.follow_campaign() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.campaigns c
  set status = 'ended', ended_at = outreach.moment(),
      -- No one was written to, as no words came.
      end_reason = coalesce((
        select min(l.reason) from outreach.campaign_leads l where l.campaign_id = c.id having bool_and(l.status = 'skipped' and l.reason like 'notes\_%')), 'finished')
  where c.id = new.campaign_id and c.status <> 'ended'
    and not exists (select from outreach.campaign_leads l where l.campaign_id = c.id and l.status in ('drafting', 'ready', 'active'));
  if found then
    perform outreach.note(new.team_id, 'campaign_ended', 'campaign', c.id, null, 'ended', jsonb_build_object('cause', c.end_reason)),
      outreach.tell_campaign(c.id, 'campaign_ended', jsonb_build_object('person_id', null, 'reason', c.end_reason))
    from outreach.campaigns c where c.id = new.campaign_id;
  end if;
  perform outreach.show_campaign(new.campaign_id);
  return null;
end $$;
create constraint trigger campaigns_follow_their_people after update on outreach.campaign_leads
  deferrable initially deferred for each row execute function outreach.follow_campaign();

-- How a campaign begins: a person asks for it, its message stands in Slack, its people go over to be written to, and what
-- people approved there comes back as approved actions with the same bytes.

create function outreach.campaign_view(p_campaign outreach.campaigns) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_campaign).id, 'team_id', (p_campaign).team_id, 'account_id', (p_campaign).account_id, 'account_name', a.name, 'name', (p_campaign).name,
    'purpose', (p_campaign).purpose, 'language', (p_campaign).language, 'filter', (p_campaign).filter, 'steps', (p_campaign).steps,
    'stop_on', to_jsonb((p_campaign).stop_on), 'weight', (p_campaign).weight, 'per_company_week', (p_campaign).per_company_week,
    'status', (p_campaign).status, 'person_id', (p_campaign).person_id, 'channel_id', (p_campaign).channel_id, 'thread_ts', (p_campaign).thread_ts,
    'paused_at', (p_campaign).paused_at, 'paused_by', (p_campaign).paused_by, 'ended_at', (p_campaign).ended_at, 'ended_by', (p_campaign).ended_by,
    'end_reason', (p_campaign).end_reason, 'created_at', (p_campaign).created_at,
    'people', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id),
    'by_status', coalesce((select jsonb_object_agg(s.status, s.n) from (
      select l.status, count(*) as n from outreach.campaign_leads l where l.campaign_id = (p_campaign).id group by l.status) s), '{}'::jsonb),
    'reasons', coalesce((select jsonb_object_agg(s.reason, s.n) from (
      select l.reason, count(*) as n from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.status in ('skipped', 'stopped') group by l.reason) s), '{}'::jsonb),
    -- People, not messages.
    'invited', (select count(distinct n.lead_id) from outreach.linkedin_automation n
                where n.campaign_id = (p_campaign).id and n.action_type = 'send_invite' and n.status = 'completed'),
    'written_to', (select count(distinct n.lead_id) from outreach.linkedin_automation n
                   where n.campaign_id = (p_campaign).id and n.action_type in ('send_invite', 'send_message') and n.status = 'completed'),
    'accepted', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.accepted_at is not null),
    -- Who replied without having been written to by it answered something else.
    'replied', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.replied_at is not null and exists (
      select from outreach.linkedin_automation n where n.campaign_id = l.campaign_id and n.lead_id = l.lead_id
        and n.action_type in ('send_invite', 'send_message') and n.status = 'completed')),
    'sent', coalesce((select jsonb_object_agg(s.step, s.n) from (
      select n.step, count(*) as n from outreach.linkedin_automation n
      where n.campaign_id = (p_campaign).id and n.status = 'completed' group by n.step) s), '{}'::jsonb),
    'unknown', (select count(*) from outreach.linkedin_automation n where n.campaign_id = (p_campaign).id and n.status in ('unknown', 'not_sent', 'pending_approval')),
    'next_at', (select min(coalesce(n.scheduled_for, n.retry_at)) from outreach.linkedin_automation n
                where n.campaign_id = (p_campaign).id and n.status in ('approved', 'scheduled') and coalesce(n.scheduled_for, n.retry_at) > platform.now()))
  from outreach.accounts a where a.id = (p_campaign).account_id
$$;

-- Stores a campaign with its people, and the message that shows it. {team_id, account_id, name, purpose, language, filter,
-- steps, stop_on, weight, per_company_week, person_id, channel_id, idempotency_key, response_url}. The same key gives the
-- same campaign. Refusals say why and store nothing: `not_allowed`, `no_account`, `name`, `purpose`, `language`, `weight`,
-- `company_cap`, `steps` (with step and code), `name_taken`, `empty` (with how many were left out, and why).
create function outreach.start_campaign(p_campaign jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_account outreach.accounts;
  v_audience jsonb;
  v_reason text;
  v_params jsonb := '{}';
  v_name text := outreach.normal_text(p_campaign ->> 'name');
  v_purpose text := outreach.normal_text(p_campaign ->> 'purpose');
  v_weight numeric := outreach.whole_number(coalesce(p_campaign -> 'weight', '1'));
  v_cap numeric := outreach.whole_number(p_campaign -> 'per_company_week');
begin
  select * into v_campaign from outreach.campaigns where idempotency_key = p_campaign ->> 'idempotency_key';
  if v_campaign.id is not null then
    return jsonb_build_object('outcome', 'started', 'reason', null, 'params', '{}'::jsonb, 'campaign', outreach.campaign_view(v_campaign));
  end if;
  perform outreach.act_as(p_campaign ->> 'person_id');
  -- Account before person, as all functions lock.
  select * into v_account from outreach.accounts where id = p_campaign ->> 'account_id' and team_id = p_campaign ->> 'team_id' for no key update;
  -- Two campaigns that begin at once do not take the same person.
  perform pg_advisory_xact_lock(hashtext('outreach.campaigns ' || coalesce(p_campaign ->> 'team_id', '')));
  if outreach.role_of(p_campaign ->> 'team_id', p_campaign ->> 'person_id') = 'guest' then
    v_reason := 'not_allowed';
  elsif v_account.id is null then
    v_reason := 'no_account';
  elsif v_name is null or char_length(v_name) > 80 or v_name ~ '\n' then
    v_reason := 'name';
  elsif v_purpose is null or char_length(v_purpose) > 2000 then
    v_reason := 'purpose';
  elsif coalesce(p_campaign ->> 'language', '') not in ('en', 'pt-BR') then
    v_reason := 'language';
  elsif v_weight is null or v_weight not between 1 and 5 then
    v_reason := 'weight';
  elsif jsonb_typeof(p_campaign -> 'per_company_week') <> 'null' and (v_cap is null or v_cap not between 1 and 50) then
    v_reason := 'company_cap';
  elsif outreach.campaign_step_problems(p_campaign -> 'steps') is not null then
    v_reason := 'steps';
    v_params := outreach.campaign_step_problems(p_campaign -> 'steps');
  elsif exists (select from outreach.campaigns c where c.team_id = v_account.team_id and lower(c.name) = lower(v_name) and c.status <> 'ended') then
    v_reason := 'name_taken';
  else
    v_audience := outreach.audience(v_account.team_id, p_campaign);
    if v_audience -> 'people' = '[]' then
      v_reason := 'empty';
      v_params := v_audience - 'people';
    end if;
  end if;
  if v_reason is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'params', v_params, 'campaign', null);
  end if;
  insert into outreach.campaigns (team_id, account_id, name, purpose, language, filter, steps, stop_on, weight, per_company_week, person_id, channel_id, idempotency_key)
  values (v_account.team_id, v_account.id, v_name, v_purpose, p_campaign ->> 'language', coalesce(p_campaign -> 'filter', '{}'), p_campaign -> 'steps',
    array(select jsonb_array_elements_text(coalesce(p_campaign -> 'stop_on', '[]'))), v_weight, v_cap,
    p_campaign ->> 'person_id', p_campaign ->> 'channel_id', p_campaign ->> 'idempotency_key')
  returning * into v_campaign;
  insert into outreach.campaign_leads (campaign_id, lead_id, team_id)
  select v_campaign.id, p ->> 'lead_id', v_campaign.team_id from jsonb_array_elements(v_audience -> 'people') p;
  insert into outreach.outbox (kind, campaign_id, channel_id, response_url)
  values ('campaign', v_campaign.id, v_campaign.channel_id, p_campaign ->> 'response_url');
  update outreach.accounts set channel_id = v_campaign.channel_id where id = v_account.id and channel_id is null;
  perform outreach.note(v_campaign.team_id, 'campaign_started', 'campaign', v_campaign.id, null, 'drafting',
    jsonb_build_object('account_id', v_campaign.account_id, 'people', jsonb_array_length(v_audience -> 'people'), 'steps', jsonb_array_length(v_campaign.steps),
      'weight', v_campaign.weight, 'per_company_week', v_campaign.per_company_week));
  return jsonb_build_object('outcome', 'started', 'reason', null, 'params', v_audience - 'people', 'campaign', outreach.campaign_view(v_campaign));
end $$;

-- What is known of a person, for the words: each fact with its field and where it comes from.
create function outreach.lead_facts(p_lead outreach.leads) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('field', f.field, 'value', f.value, 'source', coalesce((p_lead).fields -> f.field ->> 'source', 'setup')) order by f.place), '[]'::jsonb)
  from (values
    (1, 'title', (p_lead).title), (2, 'company', (p_lead).company), (3, 'industry', (p_lead).industry), (4, 'seniority', (p_lead).seniority),
    (5, 'headcount', (p_lead).headcount::text), (6, 'country', (p_lead).country), (7, 'website', (p_lead).website)) f (place, field, value)
  where f.value is not null
$$;

-- The campaign's message stands: its people go over, in the transaction that learns it.
create function outreach.hand_over_campaign(p_campaign_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_tier text;
begin
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  select a.tier into v_tier from outreach.accounts a where a.id = v_campaign.account_id;
  perform outreach.hand_over(v_campaign.team_id, 'notes', 'notes ' || v_campaign.id, jsonb_build_object(
    'key', 'notes ' || v_campaign.id, 'type', 'outreach_notes', 'team_id', v_campaign.team_id, 'requester_id', v_campaign.person_id,
    'channel_id', v_campaign.channel_id, 'thread_ts', v_campaign.thread_ts,
    'brief', jsonb_build_object(
      'topic', v_campaign.name, 'language', v_campaign.language, 'reference', v_campaign.id, 'purpose', v_campaign.purpose,
      'steps', (select jsonb_agg(s.step || jsonb_build_object('number', s.number, 'max', case when (s.step ->> 'with_words')::boolean then outreach.text_limit(s.step ->> 'kind', v_tier) end) order by s.number)
                from jsonb_array_elements(v_campaign.steps) with ordinality s (step, number)),
      'people', (
        select jsonb_agg(jsonb_build_object('lead_id', l.id, 'name', l.name, 'first_name', coalesce(l.first_name, split_part(l.name, ' ', 1)),
          'language', l.language, 'facts', outreach.lead_facts(l)) order by l.created_at, l.id)
        from outreach.campaign_leads c join outreach.leads l on l.id = c.lead_id
        where c.campaign_id = v_campaign.id and c.status = 'drafting'))));
end $$;

-- What people approved for one person, with the same bytes: {key, campaign_id, lead_id, steps: [{step, text, text_hash}],
-- approvals: [{person_id, at}], author_id, text_by: [person], job_id, version, channel_id}. All the person's actions are
-- made as approved, or none. The same key changes nothing more. Refused with a code: `unknown_campaign`, `ended`,
-- `unknown_lead`, `wrong_state`, `replied`, `suppressed`, `steps`, `hash`, `empty`, `too_long`, `placeholder`, `unseen`, `duplicate`,
-- `approval`.
create function outreach.accept_note(p_note jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_account outreach.accounts;
  v_place outreach.campaign_leads;
  v_action outreach.linkedin_automation;
  v_step jsonb;
  v_given jsonb;
  v_text text;
  v_reason text;
  v_before text;
  v_number integer := 0;
  v_author text := p_note ->> 'author_id';
  v_writers text[] := array(select jsonb_array_elements_text(coalesce(p_note -> 'text_by', '[]')));
  v_approved_at timestamptz;
  v_last text;
  v_waits integer;
begin
  select * into v_campaign from outreach.campaigns where id = p_note ->> 'campaign_id';
  if v_campaign.id is null then
    return '{"outcome": "refused", "reason": "unknown_campaign"}';
  end if;
  -- Rules before account, and account before person, as all functions lock.
  perform platform.keep_rules(v_campaign.team_id);
  select * into v_account from outreach.accounts where id = v_campaign.account_id for no key update;
  perform outreach.hold_person(p_note ->> 'lead_id');
  select * into v_campaign from outreach.campaigns where id = v_campaign.id;
  select * into v_place from outreach.campaign_leads where campaign_id = v_campaign.id and lead_id = p_note ->> 'lead_id' for no key update;
  if v_place.note_key = p_note ->> 'key' then
    return '{"outcome": "accepted", "reason": null}';
  end if;
  perform outreach.act_as(v_author);
  v_reason := case
    when v_place.lead_id is null then 'unknown_lead'
    when v_campaign.status = 'ended' then 'ended'
    when v_place.status = 'replied' or (outreach.newest_inbound(v_place.lead_id)).last_inbound_event is not null then 'replied'
    when v_place.status <> 'drafting' then 'wrong_state'
    when outreach.is_suppressed(v_place.lead_id) then 'suppressed'
    when jsonb_typeof(p_note -> 'steps') is distinct from 'array' or jsonb_array_length(p_note -> 'steps') <> jsonb_array_length(v_campaign.steps) then 'steps' end;
  select max(least((a ->> 'at')::timestamptz, outreach.moment())), (array_agg(a ->> 'person_id' order by (a ->> 'at')::timestamptz desc))[1]
  into v_approved_at, v_last from jsonb_array_elements(coalesce(p_note -> 'approvals', '[]')) a;
  if v_reason is null and (v_last is null or exists (
    select from jsonb_array_elements(p_note -> 'approvals') a where a ->> 'person_id' = any (v_author || v_writers))) then
    v_reason := 'approval';
  end if;
  select coalesce(sum((s ->> 'wait_days')::integer), 0) into v_waits from jsonb_array_elements(v_campaign.steps) s;
  if v_reason is null then
  begin
    for v_step in select * from jsonb_array_elements(v_campaign.steps) loop
      v_number := v_number + 1;
      select s into v_given from jsonb_array_elements(p_note -> 'steps') s where (s ->> 'step')::integer = v_number;
      v_text := v_given ->> 'text';
      v_reason := case
        when v_given is null then 'steps'
        when v_text is not null and not (v_step ->> 'with_words')::boolean then 'steps'
        when v_text is not null and encode(sha256(convert_to(v_text, 'UTF8')), 'hex') is distinct from v_given ->> 'text_hash' then 'hash'
        when v_text is null and v_step ->> 'kind' = 'send_message' then 'empty'
        when outreach.text_length(v_text) > outreach.text_limit(v_step ->> 'kind', v_account.tier) then 'too_long'
        when outreach.text_fault(v_text) is not null then outreach.text_fault(v_text) ->> 'code'
        when outreach.same_words(v_place.lead_id, v_step ->> 'kind', v_account.id, v_text, null) is not null then 'duplicate' end;
      exit when v_reason is not null;
      v_action := null;
      v_action.account_id := v_account.id;
      v_action.lead_id := v_place.lead_id;
      v_action.action_type := v_step ->> 'kind';
      v_action.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
      insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, hash, author_id, text_by, channel_id, idempotency_key,
        expires_at, campaign_id, step, after_action_id, after, wait_days)
      values (v_account.team_id, v_account.id, v_place.lead_id, v_action.action_type, v_action.payload, outreach.action_hash(v_action), v_author,
        coalesce(v_writers[cardinality(v_writers)], v_author), v_campaign.channel_id,
        format('campaign %s %s %s', v_campaign.id, v_place.lead_id, v_number),
        -- An invitation may wait long for its answer, and what follows it waits as well.
        outreach.moment() + make_interval(days => 60 + 2 * v_waits), v_campaign.id, v_number, v_before, v_step ->> 'after', (v_step ->> 'wait_days')::integer)
      returning * into v_action;
      insert into outreach.action_revisions (action_id, revision, hash, text, written_by) values (v_action.id, 1, v_action.hash, v_text, v_action.text_by);
      insert into outreach.action_approvals (action_id, revision, hash, person_id, approved_at)
      select v_action.id, 1, v_action.hash, a ->> 'person_id', max(least((a ->> 'at')::timestamptz, outreach.moment()))
      from jsonb_array_elements(p_note -> 'approvals') a group by a ->> 'person_id';
      if not (outreach.approval_state(v_action) ->> 'complete')::boolean or not outreach.approvals_of(outreach.approval_state(v_action)) ? v_last then
        v_reason := 'approval';
        exit;
      end if;
      update outreach.linkedin_automation
      set status = 'approved', approved_by = v_last, approved_at = v_approved_at, approved_revision = 1, approved_hash = hash, decided_by = v_last
      where id = v_action.id;
      -- What follows another step waits for it, out of the way of what can go.
      update outreach.linkedin_automation set aside = true, blocked_by = 'earlier_step' where id = v_action.id and v_before is not null;
      v_before := v_action.id;
    end loop;
    if v_reason is not null then
      raise exception 'refused' using errcode = 'GL001';
    end if;
  exception
    when sqlstate 'GL001' then
      null;
    when unique_violation then
      v_reason := 'duplicate';
  end;
  end if;
  if v_reason is not null then
    update outreach.campaign_leads set status = 'skipped', reason = v_reason, note_key = null, updated_at = outreach.moment()
    where campaign_id = v_campaign.id and lead_id = v_place.lead_id and status = 'drafting';
    perform outreach.note(v_campaign.team_id, 'note_refused', 'campaign', v_campaign.id, null, null,
      jsonb_build_object('lead_id', v_place.lead_id, 'cause', v_reason, 'job_id', p_note ->> 'job_id'));
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason);
  end if;
  update outreach.campaign_leads set status = 'ready', note_key = p_note ->> 'key', updated_at = outreach.moment()
  where campaign_id = v_campaign.id and lead_id = v_place.lead_id;
  perform outreach.note(v_campaign.team_id, 'note_accepted', 'campaign', v_campaign.id, null, null,
    jsonb_build_object('lead_id', v_place.lead_id, 'job_id', p_note ->> 'job_id', 'version', p_note -> 'version', 'approvals', p_note -> 'approvals'));
  if v_campaign.started_at is null then
    update outreach.campaigns set status = case status when 'drafting' then 'running' else status end, started_at = outreach.moment() where id = v_campaign.id;
    perform outreach.note(v_campaign.team_id, 'campaign_running', 'campaign', v_campaign.id, 'drafting', 'running');
  end if;
  return '{"outcome": "accepted", "reason": null}';
end $$;

-- People let one person out: {campaign_id, lead_id, person_id, reason}. False: the person's words were not waiting (any more).
create function outreach.skip_note(p_note jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.act_as(p_note ->> 'person_id');
  update outreach.campaign_leads set status = 'skipped', reason = 'by_person', updated_at = outreach.moment()
  where campaign_id = p_note ->> 'campaign_id' and lead_id = p_note ->> 'lead_id' and status = 'drafting';
  return found;
end $$;

-- The work on the words ended before all were decided: {campaign_id, outcome: rejected, cancelled, failed or expired}. Who
-- still waited for words is left out. Answers how many.
create function outreach.end_notes(p_campaign_id text, p_outcome text) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_left integer;
begin
  if p_outcome is null or p_outcome not in ('rejected', 'cancelled', 'failed', 'expired') then
    raise sqlstate 'PT400' using message = format('Cannot end notes as "%s": accepted are rejected, cancelled, failed, expired', p_outcome), detail = 'bad_outcome';
  end if;
  perform outreach.act_as('greenlight');
  update outreach.campaign_leads set status = 'skipped', reason = 'notes_' || p_outcome, updated_at = outreach.moment()
  where campaign_id = p_campaign_id and status = 'drafting';
  get diagnostics v_left = row_count;
  return v_left;
end $$;

-- Content will never write them: the campaign ends and says so.
create function outreach.end_refused_campaign() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.campaign_leads set status = 'skipped', reason = 'notes_refused', updated_at = outreach.moment()
  where campaign_id = new.payload -> 'brief' ->> 'reference' and status = 'drafting';
  return null;
end $$;
create trigger refused_notes_end_a_campaign after update of status on outreach.handovers
  for each row when (new.status = 'refused' and new.kind = 'notes')
  execute function outreach.end_refused_campaign();

-- What people do with a campaign: `pause`, `resume`, `end`. The person who began it and those who may approve outreach.
create function outreach.steer_campaign(p_campaign_id text, p_person_id text, p_do text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
begin
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  if p_do is null or p_do not in ('pause', 'resume', 'end') then
    raise sqlstate 'PT400' using message = format('Cannot "%s" a campaign: accepted are pause, resume, end', p_do), detail = 'bad_decision';
  elsif v_campaign.id is null then
    return '{"outcome": "not_found", "reason": null, "campaign": null}';
  end if;
  perform from outreach.accounts a where a.id = v_campaign.account_id for no key update;
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  if outreach.role_of(v_campaign.team_id, p_person_id) = 'guest' or not (
    p_person_id = v_campaign.person_id or p_do = 'pause'
    or outreach.role_of(v_campaign.team_id, p_person_id) = 'admin'
    or platform.is_of_rule(platform.rule_for(v_campaign.team_id, 'outreach', v_campaign.channel_id), p_person_id)) then
    return jsonb_build_object('outcome', 'not_allowed', 'reason', case when outreach.role_of(v_campaign.team_id, p_person_id) = 'guest' then 'guest' else 'role' end,
      'campaign', outreach.campaign_view(v_campaign));
  elsif v_campaign.status = 'ended' or p_do = 'resume' and v_campaign.status <> 'paused' or p_do = 'pause' and v_campaign.status = 'paused' then
    return jsonb_build_object('outcome', 'wrong_state', 'reason', v_campaign.status, 'campaign', outreach.campaign_view(v_campaign));
  end if;
  perform outreach.act_as(p_person_id);
  -- Actions, people, campaign: in the order of all that moves them.
  perform from outreach.linkedin_automation n
  where n.campaign_id = p_campaign_id and n.status in ('pending_approval', 'approved', 'scheduled') order by n.id for no key update;
  if p_do = 'pause' then
    update outreach.linkedin_automation set aside = true, blocked_by = 'campaign_paused', retry_at = null
    where campaign_id = p_campaign_id and status in ('approved', 'scheduled') and blocked_by is distinct from 'earlier_step';
  elsif p_do = 'resume' then
    update outreach.linkedin_automation set aside = false, blocked_by = null, retry_at = null
    where campaign_id = p_campaign_id and status in ('approved', 'scheduled') and blocked_by = 'campaign_paused';
  elsif p_do = 'end' then
    update outreach.campaign_leads set status = 'stopped', reason = 'ended', updated_at = outreach.moment()
    where campaign_id = p_campaign_id and status in ('drafting', 'ready', 'active');
    update outreach.linkedin_automation set status = 'cancelled', decided_by = p_person_id, blocked_by = null, retry_at = null
    where campaign_id = p_campaign_id and status in ('pending_approval', 'approved', 'scheduled');
  end if;
  update outreach.campaigns
  set status = case p_do when 'pause' then 'paused' when 'end' then 'ended' else case when started_at is null then 'drafting' else 'running' end end,
      paused_at = case p_do when 'pause' then outreach.moment() end, paused_by = case p_do when 'pause' then p_person_id end,
      ended_at = case p_do when 'end' then outreach.moment() end, ended_by = case p_do when 'end' then p_person_id end,
      end_reason = case p_do when 'end' then 'ended' end
  where id = p_campaign_id returning * into v_campaign;
  perform outreach.note(v_campaign.team_id, 'campaign_' || case p_do when 'end' then 'ended' else p_do || 'd' end, 'campaign', p_campaign_id, null, v_campaign.status);
  perform outreach.tell_campaign(p_campaign_id, 'campaign_' || case p_do when 'pause' then 'paused' when 'resume' then 'resumed' else 'ended' end,
    jsonb_build_object('person_id', p_person_id, 'reason', v_campaign.end_reason));
  perform outreach.show_campaign(p_campaign_id);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'campaign', outreach.campaign_view(v_campaign));
end $$;

-- Campaigns of a team, open ones first, then the newest; at most 50.
create function outreach.list_campaigns(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.campaign_view(q.it) order by q.place), '[]'::jsonb)
  from (
    select c as it, row_number() over (order by c.status = 'ended', c.created_at desc, c.id) as place
    from outreach.campaigns c where c.team_id = p_team_id order by place limit 50) q
$$;

grant execute on function outreach.start_campaign, outreach.accept_note, outreach.skip_note, outreach.end_notes,
  outreach.steer_campaign, outreach.list_campaigns to greenlight_bot;

create or replace function outreach.action_view(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_action).id, 'team_id', (p_action).team_id, 'account_id', (p_action).account_id, 'type', (p_action).action_type,
    'status', (p_action).status,
    'lead', jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'provider_id', l.provider_id),
    'text', (p_action).payload ->> 'text', 'revision', (p_action).revision, 'hash', (p_action).hash,
    'approval', w.state, 'approvals', coalesce(outreach.approvals_of(w.state), '[]'::jsonb), 'quorum', coalesce(w.state -> 'quorum', '1'),
    'author_id', (p_action).author_id, 'approved_by', (p_action).approved_by, 'approved_at', (p_action).approved_at,
    'scheduled_for', (p_action).scheduled_for, 'jitter_applied_minutes', (p_action).jitter_applied_minutes,
    'daily_limit_check', (p_action).daily_limit_check, 'time_window_check', (p_action).time_window_check,
    'blocked_by', (p_action).blocked_by, 'retry_at', (p_action).retry_at, 'executed_at', (p_action).executed_at,
    'result', (p_action).result, 'error', (p_action).error, 'channel_id', (p_action).channel_id, 'created_at', (p_action).created_at,
    'campaign', (select jsonb_build_object('id', c.id, 'name', c.name, 'weight', c.weight, 'step', (p_action).step, 'thread_ts', c.thread_ts)
                 from outreach.campaigns c where c.id = (p_action).campaign_id),
    'answers', case when (p_action).executed_at is null and (p_action).status <> 'skipped' then '[]'::jsonb else coalesce((
      select jsonb_agg(jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at) order by e.id)
      from (select * from outreach.inbound_events i where i.action_id = (p_action).id order by i.id desc limit 10) e), '[]'::jsonb) end)
  from outreach.leads l
  cross join lateral (
    select case when (p_action).status in ('pending_approval', 'not_sent') then outreach.approval_state(p_action) end as state offset 0) w
  where l.id = (p_action).lead_id
$$;

create or replace function outreach.first_blocker(p_account outreach.accounts, p_action outreach.linkedin_automation, p_now timestamptz) returns outreach.blocker
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date := (p_now at time zone (p_account).time_zone)::date;
  v_type text := (p_action).action_type;
  v_aliases text[] := outreach.aliases((p_action).lead_id);
  v_breaker outreach.breakers;
  v_limit outreach.day_limit;
  v_used integer;
  v_connected boolean;
  v_newest outreach.contacts;
  v_approval jsonb;
  -- A person's answer to the newest message is no campaign: two minutes of gap, no quota. (`replied` checks that it is the
  -- newest.) One answer a message, and only while the conversation is alive.
  v_answer boolean := v_type = 'send_message' and (p_action).in_reply_to is not null and (p_action).campaign_id is null
    and coalesce((outreach.newest_inbound((p_action).lead_id)).last_inbound_at > p_now - interval '14 days', false)
    and not exists (
      select from outreach.release_ledger l join outreach.linkedin_automation a on a.id = l.action_id
      where l.lead_id = any (v_aliases) and l.action_type = 'send_message' and l.outcome <> 'not_sent'
        and a.id <> (p_action).id and a.in_reply_to = (p_action).in_reply_to);
  v_gap_ends timestamptz;
  v_pending boolean;
  v_withdrawn timestamptz;
  v_campaign outreach.blocker;
begin
  if exists (select from outreach.stops s where s.team_id = (p_account).team_id) then
    return row('kill_switch', null, null, false)::outreach.blocker;
  end if;
  if (p_account).paused_at is not null then
    return row('paused', null, null, false)::outreach.blocker;
  end if;
  if (p_account).terms_acknowledged_at is null then
    return row('terms_not_acknowledged', null, null, false)::outreach.blocker;
  end if;
  if (p_account).status <> 'ok' then
    return row('account_status', null, null, false)::outreach.blocker;
  end if;
  v_breaker := outreach.open_breaker((p_account).id, v_type, p_now);
  if v_breaker.id is not null then
    return row('breaker', case when not v_breaker.needs_person then outreach.next_open(p_account, v_breaker.until) end, null, false)::outreach.blocker;
  end if;
  if not outreach.in_working_hours(p_account, p_now) then
    return row('window', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if outreach.is_holiday(p_account, p_now) then
    return row('holiday', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if not outreach.knows_holidays(p_account, p_now) then
    return row('holiday', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;
  -- A clock that went back finds its last dispatch in the future and waits.
  v_gap_ends := greatest((p_account).last_dispatch_at, (p_account).resumed_at)
    + case when v_answer then interval '2 minutes' else make_interval(mins => (p_account).gap_min_minutes) end;
  if p_now < v_gap_ends then
    return row('gap', outreach.next_open(p_account, v_gap_ends), null, false)::outreach.blocker;
  end if;
  if exists (select from outreach.linkedin_automation n where n.account_id = (p_account).id and n.status = 'dispatching') then
    return row('in_flight', p_now + interval '2 minutes', null, false)::outreach.blocker;
  end if;

  if not v_answer then
    v_limit := outreach.day_limit(p_account, v_type, v_date);
    v_used := outreach.used_on((p_account).id, v_type, v_date);
    if (p_account).zone_changed_at > p_now - interval '24 hours' then
      v_used := greatest(v_used, outreach.used_since((p_account).id, v_type, p_now - interval '24 hours'));
    end if;
    if v_used >= v_limit.quota then
      return row('quota', case when v_limit.rule_max > 0 then outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)) end, null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' then
      -- 200 invitations in 7 days is more than any published limit, above the account's rule.
      v_limit.rolling_max := least(coalesce(v_limit.rolling_max, 200), 200);
    end if;
    if outreach.used_since((p_account).id, v_type, p_now - interval '7 days') >= v_limit.rolling_max then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '7 days', v_limit.rolling_max, false, p_now)), null, false)::outreach.blocker;
    end if;
    -- Without Premium LinkedIn takes 5 invitations with a note a month.
    if v_type = 'send_invite' and (p_account).tier = 'free' and (p_action).payload ? 'text'
       and outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now) is not null then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now)), null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' and (p_account).pending_invites_max <= (
      select count(*) from outreach.contacts c where c.account_id = (p_account).id and c.invitation = 'pending'
    ) then
      return row('pending_cap', null, null, false)::outreach.blocker;
    end if;
    if v_used >= v_limit.warm_up then
      return row('warm_up', outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)), null, false)::outreach.blocker;
    end if;
  end if;

  if outreach.is_suppressed((p_action).lead_id) then
    return row('suppressed', null, 'suppressed', false)::outreach.blocker;
  end if;
  v_newest := outreach.newest_inbound((p_action).lead_id);
  if v_type in ('send_invite', 'send_message') and (p_action).in_reply_to is distinct from (v_newest).last_inbound_id
     and (v_newest).last_inbound_id is not null then
    return row('replied', null, 'skipped', false)::outreach.blocker;
  end if;
  if (p_action).campaign_id is not null then
    v_campaign := outreach.campaign_blocker(p_action, p_now);
    if v_campaign.code is not null then
      return v_campaign;
    end if;
  end if;
  if v_type = 'send_message' and not v_answer
     and coalesce((p_account).inbox_read_at not between p_now - interval '5 minutes' and p_now + interval '1 minute', true)
     and exists (
       select from outreach.release_ledger l
       where l.lead_id = any (v_aliases) and l.action_type in ('send_invite', 'send_message') and l.outcome <> 'not_sent') then
    return row('stale_inbox', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;

  -- The same words, but for case, accents, spaces and signs, went or may have gone to this person, under any name, from any
  -- account, as a note or as a message. An invitation that was withdrawn may go again with its note.
  if (p_action).payload ? 'text' and exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type in ('send_invite', 'send_message')
      and t.status in ('dispatching', 'unknown', 'completed') and not (v_type = 'send_invite' and t.action_type = 'send_invite' and t.account_id = (p_account).id)
      and outreach.words_of(t.payload ->> 'text') = outreach.words_of((p_action).payload ->> 'text')) then
    return row('same_words', null, 'skipped', false)::outreach.blocker;
  end if;
  -- While it is not known what became of an earlier one, another would be a second one. Messages of all accounts are one
  -- conversation with the team; the other kinds are between one account and the person.
  if exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type = v_type and t.status in ('dispatching', 'unknown')
      and (v_type = 'send_message' or t.account_id = (p_account).id)) then
    return row('earlier_unknown', p_now + interval '1 hour', null, true)::outreach.blocker;
  end if;

  select bool_or(c.connected), bool_or(c.invitation = 'pending'), max(c.withdrawn_at)
  into v_connected, v_pending, v_withdrawn
  from outreach.contacts c where c.account_id = (p_account).id and c.lead_id = any (v_aliases);
  if v_type = 'send_message' and v_connected is null then
    return row('not_connected', p_now + interval '1 minute', null, false)::outreach.blocker;
  elsif v_type = 'send_message' and not v_connected then
    -- A person's message waits for the connection; of a campaign it follows one, which ended.
    return row('not_connected', p_now + interval '1 hour', case when (p_action).campaign_id is not null then 'skipped' end, true)::outreach.blocker;
  elsif v_type in ('send_invite', 'withdraw_invite') and v_connected then
    return row('already_connected', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_pending then
    return row('already_invited', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_withdrawn > p_now - interval '21 days' then
    return row('already_invited', v_withdrawn + interval '21 days', null, true)::outreach.blocker;
  end if;

  v_approval := outreach.approval_state(p_action);
  if (p_action).approved_by is null or (p_action).approved_revision is distinct from (p_action).revision
     or (p_action).approved_hash is distinct from outreach.action_hash(p_action) or (p_action).hash <> outreach.action_hash(p_action)
     or not outreach.approvals_of(v_approval) ? (p_action).approved_by or not (v_approval ->> 'complete')::boolean
     or outreach.text_fault((p_action).payload ->> 'text') is not null then
    return row('approval', null, 'pending_approval', false)::outreach.blocker;
  end if;
  if (p_action).scheduled_for is null or (p_action).scheduled_for > p_now or (p_action).not_before > p_now then
    return row('not_due', greatest((p_action).scheduled_for, (p_action).not_before), null, false)::outreach.blocker;
  end if;
  return null;
end $$;

-- Accounts with work, each with what planning needs: at most 100 actions, the oldest approvals of each type in turn, so
-- that a type that waits starves no other. Brings back what was set aside and whose time has come.
create or replace function outreach.load_due() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_now timestamptz := outreach.moment();
  v_date date;
  v_answer jsonb := '[]';
  v_actions jsonb;
  v_quotas jsonb;
  v_shares jsonb;
  v_since timestamptz;
begin
  -- Account before action, as all functions lock; the proposals below refer to accounts.
  perform from outreach.accounts a order by a.id for no key update;
  update outreach.linkedin_automation
  set aside = false, blocked_by = case when blocked_by not in ('earlier_step', 'company_cap') then blocked_by end,
      retry_at = case when blocked_by not in ('earlier_step', 'company_cap') then retry_at end
  where id = any (array(
    select w.id from outreach.linkedin_automation w
    where w.status in ('approved', 'scheduled') and w.aside and w.retry_at <= v_now
    order by w.retry_at limit 200 for no key update skip locked));
  perform outreach.propose_withdrawals();
  for v_account in
    select * from outreach.accounts a
    where exists (select from outreach.linkedin_automation n where n.account_id = a.id and n.status in ('approved', 'scheduled') and not n.aside)
    order by a.id
  loop
    v_date := (v_now at time zone v_account.time_zone)::date;
    select jsonb_agg(outreach.action_view(r.found) order by (r.found).approved_at, (r.found).id) into v_actions
    from (
      select t.found
      from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)
      cross join lateral (
        -- Of each campaign in turn by its weight, what people proposed one by one counting as one of them.
        select q.found, row_number() over (order by q.share, (q.found).approved_at, (q.found).id) as place
        from (
          (select n as found, row_number() over (order by n.approved_at, n.id)::numeric as share
           from outreach.linkedin_automation n
           where n.account_id = v_account.id and n.action_type = k.type and n.campaign_id is null and n.status in ('approved', 'scheduled') and not n.aside
           order by n.approved_at, n.id limit 100)
          union all
          select o.found, o.place / c.weight
          from outreach.campaigns c
          cross join lateral (
            select n as found, row_number() over (order by n.approved_at, n.id)::numeric as place
            from outreach.linkedin_automation n
            where n.account_id = v_account.id and n.action_type = k.type and n.campaign_id = c.id and n.status in ('approved', 'scheduled') and not n.aside
            order by n.approved_at, n.id limit 100) o
          where c.account_id = v_account.id and c.status = 'running') q
        order by share, (q.found).approved_at, (q.found).id limit 100
      ) t
      order by t.place limit 100
    ) r;
    -- All that is there is of campaigns that are paused.
    continue when v_actions is null;
    -- What campaigns had of the account since they compete: 7 days at most, no longer than the newest of them is under way.
    select max(c.started_at) into v_since from outreach.campaigns c where c.account_id = v_account.id and c.status = 'running';
    select coalesce(jsonb_agg(jsonb_build_object('campaign_id', u.campaign_id, 'type', u.type, 'used', u.used)), '[]') into v_shares
    from (
      select n.campaign_id, k.type, count(*) as used
      from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)
      join outreach.release_ledger l on l.account_id = v_account.id and l.action_type = k.type and l.counted
        and l.dispatched_at > greatest(v_now - interval '7 days', v_since) and l.dispatched_at <= 'infinity'
      join outreach.linkedin_automation n on n.id = l.action_id
      where v_since is not null
      group by n.campaign_id, k.type) u;
    select jsonb_agg(jsonb_build_object('type', q.type, 'quota', least((q.day).quota, (q.day).warm_up),
      'used_today', outreach.used_on(v_account.id, q.type, v_date),
      'used_7d', outreach.used_since(v_account.id, q.type, v_now - interval '7 days')) order by q.type)
    into v_quotas
    from (select k.type, outreach.day_limit(v_account, k.type, v_date) as day
          from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)) q;
    v_answer := v_answer || jsonb_build_object(
      'account', outreach.account_view(v_account), 'now', v_now,
      'last_dispatch_at', greatest(v_account.last_dispatch_at, v_account.resumed_at), 'local_date', v_date, 'quotas', v_quotas,
      'holidays', coalesce((
        select jsonb_agg(h.date order by h.date) from outreach.holidays h
        where h.region = v_account.holidays and h.date between v_date and v_date + 60), '[]'::jsonb),
      'shares', v_shares, 'actions', v_actions);
  end loop;
  return v_answer;
end $$;

-- Under the account's lock: checks everything with the time after the wait, then writes the ledger row, `dispatching`
-- and the time that the next gap counts from. Only after the commit may the provider be called, once.
-- `held`: nothing went, the row says why and until when. `gone`: it is not waiting (any more).
create or replace function outreach.claim_release(p_action_id text, p_worker text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
  v_account outreach.accounts;
  v_now timestamptz;
  v_date date;
  v_blocker outreach.blocker;
  v_release outreach.release_ledger;
begin
  if v_action.id is null or v_action.status not in ('approved', 'scheduled') then
    return outreach.claim_answer('gone', null, null, v_action);
  end if;
  -- The person too, under all names: releases of two accounts to one person come one after the other.
  perform outreach.hold_person(v_action.lead_id);
  if v_action.campaign_id is not null then
    perform outreach.hold_company(v_action.lead_id);
  end if;
  select * into v_account from outreach.accounts where id = v_action.account_id;
  v_now := outreach.moment();
  v_date := (v_now at time zone v_account.time_zone)::date;
  perform outreach.act_as('governor');
  -- After two idle weeks the account warms up anew.
  if v_account.warm_up_days > 0 and v_account.warm_up_from < v_date and v_account.last_dispatch_at < v_now - interval '14 days' then
    update outreach.accounts set warm_up_from = v_date where id = v_account.id returning * into v_account;
    perform outreach.note(v_account.team_id, 'warm_up_restarted', 'account', v_account.id, null, null, jsonb_build_object('cause', 'idle'));
  end if;
  v_blocker := outreach.first_blocker(v_account, v_action, v_now);
  if v_blocker.code is null and v_action.status <> 'scheduled' then
    v_blocker := row('not_due', null, null, false)::outreach.blocker;
  end if;

  if v_blocker.code is not null then
    if v_blocker.ends_as = 'pending_approval' then
      -- The approval no longer holds: its giver may not approve, or the words are others.
      update outreach.linkedin_automation
      set status = 'pending_approval', approved_by = null, approved_at = null, approved_revision = null, approved_hash = null, decided_by = null,
          scheduled_for = null, jitter_applied_minutes = null, blocked_by = 'approval', retry_at = null, hash = outreach.action_hash(v_action)
      where id = p_action_id returning * into v_action;
      return outreach.claim_answer('held', v_blocker, null, v_action);
    end if;
    v_action := outreach.store_blocker(p_action_id, v_blocker);
    return outreach.claim_answer(case when v_blocker.ends_as is null then 'held' else 'gone' end, v_blocker, null, v_action);
  end if;

  update outreach.linkedin_automation
  set status = 'dispatching', executed_at = v_now, fence = fence + 1, attempts = attempts + 1, worker = p_worker,
      daily_limit_check = true, time_window_check = true, blocked_by = null, retry_at = null, error = null, result = null
  where id = p_action_id returning * into v_action;
  insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, with_note, revision, hash,
    rule_version, attempt, fence, worker)
  values (v_account.team_id, v_account.id, v_action.id, v_action.action_type, v_action.lead_id, v_now, v_date,
    v_action.action_type = 'send_invite' and v_action.payload ? 'text', v_action.revision, v_action.hash,
    (select r.version from outreach.automation_rules r where r.account_id = v_account.id and r.rule_key = v_action.action_type),
    coalesce((select max(l.attempt) from outreach.release_ledger l where l.action_id = v_action.id), 0) + 1, v_action.fence, p_worker)
  returning * into v_release;
  insert into outreach.sending_days (account_id, local_date) values (v_account.id, v_date) on conflict do nothing;
  update outreach.accounts set last_dispatch_at = v_now where id = v_account.id;
  return outreach.claim_answer('claimed', null, v_release, v_action);
end $$;

create or replace function outreach.show_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.campaign_id is not null and not (
    new.status in ('pending_approval', 'not_sent') or new.status = 'unknown' and coalesce((new.result ->> 'needs_person')::boolean, false)
    or exists (select from outreach.outbox o where o.action_id = new.id)) then
    return null;
  end if;
  insert into outreach.outbox as o (kind, action_id, channel_id) values ('action', new.id, new.channel_id)
  on conflict (action_id) do update set wanted = o.wanted + 1, given_up = false, run_at = platform.now();
  return null;
end $$;

-- Below a campaign's message, which stands by then: no one is in it before.
create or replace function outreach.tell_campaign(p_campaign_id text, p_code text, p_params jsonb) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.outbox (kind, account_id, event, channel_id)
  select 'account', c.account_id, jsonb_build_object('code', p_code, 'params', p_params || jsonb_build_object('campaign_id', c.id, 'campaign', c.name)), c.channel_id
  from outreach.campaigns c where c.id = p_campaign_id
$$;

create or replace function outreach.show_campaign(p_campaign_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where campaign_id = p_campaign_id
$$;

create or replace function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    -- What a person answered stands under the card of the action that it answers, as does whose turn it is, and that no one may approve it.
    -- A campaign's people are all told of below its message.
    'thread_ts', case
      when n.campaign_id is not null then (select c.thread_ts from outreach.campaigns c where c.id = n.campaign_id)
      when (p_item).event -> 'params' ? 'campaign_id' then (select c.thread_ts from outreach.campaigns c where c.id = (p_item).event -> 'params' ->> 'campaign_id')
      when (p_item).event ->> 'code' in ('answered', 'turn', 'unreachable') then coalesce(
        (select c.thread_ts from outreach.linkedin_automation s join outreach.campaigns c on c.id = s.campaign_id where s.id = (p_item).event -> 'params' ->> 'action_id'),
        (select c.ts from outreach.outbox c where c.action_id = (p_item).event -> 'params' ->> 'action_id')) end,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end,
    'campaign', (select outreach.campaign_view(c) from outreach.campaigns c where c.id = (p_item).campaign_id), 'event', case when (p_item).event ->> 'code' = 'answered' then jsonb_set((p_item).event, '{params}', (p_item).event -> 'params' || coalesce((
      select jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'person', l.name, 'profile_url', l.profile_url)
      from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
      where e.id = ((p_item).event -> 'params' ->> 'event_id')::bigint), '{}')) else (p_item).event end,
    'approvers', case when n.id is not null then outreach.approval_state(n) -> 'asked' else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id, (select c.account_id from outreach.campaigns c where c.id = (p_item).campaign_id))
  join platform.teams t on t.team_id = a.team_id
$$;

-- False: the claim was lost and another process draws it.
create or replace function outreach.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_item outreach.outbox;
begin
  update outreach.outbox
  set ts = p_ts, shown = greatest(shown, p_revision), leased_until = null, worker = null, attempts = 0, maybe_posted = false, last_error = null
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if v_item.id is null then
    return false;
  elsif v_item.campaign_id is not null then
    update outreach.campaigns set thread_ts = p_ts where id = v_item.campaign_id and thread_ts is null and status <> 'ended';
    if found then
      perform outreach.hand_over_campaign(v_item.campaign_id);
    end if;
  end if;
  return true;
end $$;

-- Everything that has not ended, next first; of a campaign what no earlier step or other condition holds.
create or replace function outreach.queue(p_team_id text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.action_view(q.found) order by q.place), '[]'::jsonb)
  from (
    select n as found, row_number() over (
      order by n.status in ('dispatching', 'unknown') desc, coalesce(n.scheduled_for, n.retry_at, n.approved_at, n.created_at), n.id) as place
    from outreach.linkedin_automation n
    where n.team_id = p_team_id and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')
      and not (n.campaign_id is not null and n.aside)
    order by place limit least(greatest(p_limit, 0), 500)
  ) q
$$;

drop trigger new_actions_are_shown on outreach.linkedin_automation;
create trigger new_actions_are_shown after insert on outreach.linkedin_automation
  for each row when (new.campaign_id is null) execute function outreach.show_action();
drop trigger new_actions_have_an_approver on outreach.linkedin_automation;
create trigger new_actions_have_an_approver after insert on outreach.linkedin_automation
for each row when (new.campaign_id is null) execute function outreach.watch_waiting_action();

revoke all on outreach.campaigns, outreach.campaign_leads from public, anon, authenticated, service_role;
revoke execute on function outreach.campaign_step_problems, outreach.folded, outreach.leads_matching,
  outreach.left_out_reason, outreach.audience, outreach.preview_audience, outreach.working_time_after,
  outreach.step_due, outreach.colleagues_reached, outreach.hold_company, outreach.campaign_blocker,
  outreach.set_steps_due, outreach.stop_campaign_lead, outreach.follow_step, outreach.stop_campaigns_on_reply,
  outreach.note_connection, outreach.follow_contact, outreach.stop_campaigns_of_twins, outreach.follow_campaign,
  outreach.campaign_view, outreach.start_campaign, outreach.lead_facts, outreach.hand_over_campaign,
  outreach.accept_note, outreach.skip_note, outreach.end_notes, outreach.end_refused_campaign,
  outreach.steer_campaign, outreach.list_campaigns, outreach.tell_campaign, outreach.show_campaign from public, anon,
  authenticated, service_role;
