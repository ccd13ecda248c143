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
