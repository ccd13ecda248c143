-- Each subject's audit is a chain of hashes, so that a row that is altered, missing, inserted or moved is found. Delays, approvals, rows of
-- the ledger and limits are in it, so that `npm run verify:audit` can compare it with the tables.
alter table outreach.audit add column number integer, add column hash text;
create table outreach.audit_heads (
  subject_kind text not null,
  subject_id text not null,
  number integer not null,
  hash text not null,
  primary key (subject_kind, subject_id)
) with (fillfactor = 80);
alter table outreach.audit_heads enable row level security;
revoke all on outreach.audit_heads from public, anon, authenticated, service_role;
create or replace function outreach.audit_hash(p_before text, p_row outreach.audit) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(jsonb_build_array(p_before, (p_row).number, (p_row).id, extract(epoch from (p_row).at), (p_row).team_id, (p_row).actor,
    (p_row).code, (p_row).subject_kind, (p_row).subject_id, (p_row).from_state, (p_row).to_state, (p_row).data)::text, 'UTF8')), 'hex')
$$;

-- Delays that were kept apart become rows of the audit.
drop trigger delays_are_kept on outreach.linkedin_automation;
drop function outreach.note_delay;
alter table outreach.audit disable trigger user;
insert into outreach.audit (at, team_id, actor, code, subject_kind, subject_id, from_state, to_state, data)
select d.at, n.team_id, 'governor', 'action_held', 'action', d.action_id, null, null, jsonb_build_object('blocked_by', d.blocked_by, 'retry_at', d.until)
from outreach.delays d join outreach.linkedin_automation n on n.id = d.action_id order by d.at, d.action_id, d.number;
drop table outreach.delays;

-- What was written until now is chained as it is found.
do $$
declare
  v_row outreach.audit;
  v_head outreach.audit_heads;
begin
  for v_row in select * from outreach.audit order by subject_kind, subject_id, id loop
    if (v_head.subject_kind, v_head.subject_id) is distinct from (v_row.subject_kind, v_row.subject_id) then
      if v_head.number is not null then
        insert into outreach.audit_heads select v_head.*;
      end if;
      v_head := row(v_row.subject_kind, v_row.subject_id, 0, '');
    end if;
    v_head.number := v_head.number + 1;
    v_row.number := v_head.number;
    v_head.hash := outreach.audit_hash(v_head.hash, v_row);
    update outreach.audit set number = v_row.number, hash = v_head.hash where id = v_row.id;
  end loop;
  if v_head.number is not null then
    insert into outreach.audit_heads select v_head.*;
  end if;
end $$;
alter table outreach.audit enable trigger user;
alter table outreach.audit alter column number set not null, alter column hash set not null;
drop index outreach.audit_of_a_subject;
create unique index audit_of_a_subject on outreach.audit (subject_kind, subject_id, number);

create or replace function outreach.note(p_team_id text, p_code text, p_kind text, p_id text, p_from text, p_to text, p_data jsonb default '{}') returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_row outreach.audit;
  v_before text;
begin
  -- Held until the end of the transaction: the next row of this subject comes after this one.
  insert into outreach.audit_heads as h (subject_kind, subject_id, number, hash) values (p_kind, p_id, 1, '')
  on conflict (subject_kind, subject_id) do update set number = h.number + 1
  returning h.number, h.hash into v_row.number, v_before;
  v_row.id := nextval('outreach.audit_id_seq');
  v_row.at := outreach.moment();
  v_row.team_id := p_team_id;
  v_row.actor := outreach.actor();
  v_row.code := p_code;
  v_row.subject_kind := p_kind;
  v_row.subject_id := p_id;
  v_row.from_state := p_from;
  v_row.to_state := p_to;
  v_row.data := p_data;
  v_row.hash := outreach.audit_hash(v_before, v_row);
  insert into outreach.audit overriding system value select v_row.*;
  update outreach.audit_heads set hash = v_row.hash where subject_kind = p_kind and subject_id = p_id;
end $$;

create or replace function outreach.audit_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.note(new.team_id,
    case when tg_op = 'INSERT' then 'action_proposed' when old.status = new.status then 'action_edited' when old.status = 'skipped' then 'action_went_on'
      else 'action_' || new.status end,
    'action', new.id, case when tg_op = 'UPDATE' then old.status end, new.status,
    jsonb_build_object('account_id', new.account_id, 'lead_id', new.lead_id, 'type', new.action_type, 'revision', new.revision,
      'hash', new.hash, 'approved_by', new.approved_by, 'scheduled_for', new.scheduled_for, 'executed_at', new.executed_at,
      'blocked_by', new.blocked_by, 'fence', new.fence, 'attempts', new.attempts, 'error', new.error ->> 'code',
      'outcome', new.result ->> 'outcome'));
  return null;
end $$;

create or replace function outreach.audit_approval() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.note(n.team_id, 'approval_recorded', 'action', n.id, n.status, n.status,
    jsonb_build_object('revision', new.revision, 'hash', new.hash, 'person_id', new.person_id, 'approved_at', new.approved_at))
  from outreach.linkedin_automation n where n.id = new.action_id;
  return null;
end $$;

create or replace function outreach.audit_delay() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from outreach.audit a
    where a.subject_kind = 'action' and a.subject_id = new.id and a.code = 'action_held' and a.data ->> 'blocked_by' = new.blocked_by
      and a.at > outreach.moment() - interval '1 hour') then
    perform outreach.note(new.team_id, 'action_held', 'action', new.id, new.status, new.status,
      jsonb_build_object('blocked_by', new.blocked_by, 'retry_at', new.retry_at));
  end if;
  return null;
end $$;

create or replace function outreach.audit_release() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.note(new.team_id, 'release_recorded', 'release', new.id::text, case when tg_op = 'UPDATE' then old.outcome end, new.outcome,
    jsonb_build_object('account_id', new.account_id, 'action_id', new.action_id, 'source', new.source, 'type', new.action_type,
      'dispatched_at', new.dispatched_at, 'local_date', new.local_date, 'counted', new.counted, 'with_note', new.with_note,
      'revision', new.revision, 'hash', new.hash, 'attempt', new.attempt, 'fence', new.fence));
  return null;
end $$;

create or replace function outreach.why(p_team_id text, p_person_id text, p_subject text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_said text := btrim(left(coalesce(p_subject, ''), 300));
  v_action outreach.linkedin_automation;
  v_leads text[];
  v_actions text[];
  v_all integer;
  v_events jsonb;
begin
  if outreach.role_of(p_team_id, p_person_id) = 'guest' then
    return null;
  end if;
  select * into v_action from outreach.linkedin_automation n where n.id = v_said and n.team_id = p_team_id;
  v_leads := case when v_action.id is not null then array[v_action.lead_id] else outreach.leads_named(p_team_id, v_said) end;
  if cardinality(v_leads) <> 1 then
    return jsonb_build_object('outcome', case when v_leads = '{}' then 'not_found' else 'several' end, 'leads', coalesce((
      select jsonb_agg(jsonb_build_object('lead_id', l.id, 'name', l.name, 'company', l.company, 'profile_url', l.profile_url) order by l.name, l.id)
      from outreach.leads l where l.id = any (v_leads)), '[]'::jsonb));
  end if;
  v_leads := outreach.aliases(v_leads[1]);
  v_actions := case when v_action.id is not null then array[v_action.id] else array(
    select n.id from outreach.linkedin_automation n where n.lead_id = any (v_leads) and n.team_id = p_team_id) end;
  with told as (
    select a.at, a.id::numeric as place, a.code, a.actor, case a.subject_kind when 'action' then a.subject_id else a.data ->> 'action_id' end as action_id, a.from_state, a.to_state, a.data
    from outreach.audit a
    where a.code not in ('action_held', 'approval_recorded', 'release_recorded') and (
      a.subject_kind = 'action' and a.subject_id = any (v_actions) or a.subject_kind = 'release' and a.subject_id = any (array(
        select l.id::text from outreach.release_ledger l where l.action_id = any (v_actions))))
    union all
    select h.at, h.id, 'held', 'governor', h.subject_id, null, null, h.data
    from outreach.audit h where h.subject_kind = 'action' and h.subject_id = any (v_actions) and h.code = 'action_held'
    union all
    select l.ended_at, l.id, 'provider_answered', 'provider', l.action_id, null, l.outcome, jsonb_strip_nulls(jsonb_build_object(
      'attempt', l.attempt, 'signal', l.signal, 'error', l.error ->> 'code', 'class', l.error ->> 'class', 'seen_by', l.provider ->> 'seen_by'))
    from outreach.release_ledger l where l.action_id = any (v_actions) and l.ended_at is not null
    union all
    select e.received_at, e.id, 'inbound_' || e.kind, 'provider', e.action_id, null, null, jsonb_build_object('at', e.at)
    from outreach.inbound_events e
    where e.kind in ('accepted', 'message') and (e.action_id = any (v_actions) or v_action.id is null and e.lead_id = any (v_leads))
  ), counted as (
    select t.*, count(*) over () as of, row_number() over (order by t.at desc, t.place desc) as newest from told t
  )
  select coalesce(max(c.of), 0), coalesce(jsonb_agg(jsonb_build_object('at', c.at, 'code', c.code, 'actor', c.actor, 'action_id', c.action_id,
    'from', c.from_state, 'to', c.to_state, 'data', c.data) order by c.at, c.place), '[]'::jsonb)
  into v_all, v_events from counted c where c.newest <= 100;
  return jsonb_build_object('outcome', 'found', 'left_out', greatest(v_all - 100, 0), 'events', v_events,
    'lead', (select jsonb_build_object('lead_id', l.id, 'name', l.name, 'company', l.company, 'profile_url', l.profile_url) from outreach.leads l where l.id = coalesce(v_action.lead_id, v_leads[1])),
    'is_suppressed', outreach.is_suppressed(v_leads[1]),
    'actions', coalesce((
      select jsonb_agg(jsonb_build_object('action_id', n.id, 'type', n.action_type, 'status', n.status, 'blocked_by', n.blocked_by, 'retry_at', n.retry_at,
        'scheduled_for', n.scheduled_for) order by n.created_at desc, n.id)
      from (select * from outreach.linkedin_automation m where m.id = any (v_actions) order by m.created_at desc, m.id limit 10) n), '[]'::jsonb));
end $$;

create or replace function outreach.install_account(p_account jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_config jsonb;
  v_problems jsonb;
begin
  insert into outreach.accounts (team_id, provider_account_id, name, owner_id, tier, channel_id)
  values (p_account ->> 'team_id', p_account ->> 'provider_account_id', p_account ->> 'name', p_account ->> 'owner_id',
          coalesce(p_account ->> 'tier', 'free'), p_account ->> 'channel_id')
  on conflict (provider_account_id) do nothing returning * into v_account;
  if v_account.id is null then
    return (select id from outreach.accounts where provider_account_id = p_account ->> 'provider_account_id');
  end if;
  insert into outreach.automation_rules (account_id, rule_key, config) values
    (v_account.id, 'send_invite', '{"min": 5, "max": 15, "rolling_7d_max": 80}'),
    (v_account.id, 'send_message', '{"min": 5, "max": 10, "rolling_7d_max": null}'),
    (v_account.id, 'view_profile', '{"min": 5, "max": 10, "rolling_7d_max": null}'),
    (v_account.id, 'withdraw_invite', '{"min": 0, "max": 10, "rolling_7d_max": null}');
  if p_account ? 'config' then
    v_config := outreach.whole_config(v_account, outreach.config_view(v_account) || (p_account -> 'config'));
    v_problems := outreach.config_problems(v_config, v_account.tier);
    if v_problems <> '[]' then
      raise sqlstate 'PT400' using message = format('Cannot install account "%s": %s', p_account ->> 'name', v_problems), detail = 'bad_config';
    end if;
    perform outreach.write_config(v_account.id, p_account ->> 'owner_id', v_config);
  end if;
  select * into v_account from outreach.accounts where id = v_account.id;
  perform outreach.note(v_account.team_id, 'account_installed', 'account', v_account.id, null, v_account.status,
    jsonb_build_object('config', outreach.config_view(v_account)));
  return v_account.id;
end $$;

create or replace function outreach.save_config(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_answer jsonb;
begin
  select * into v_account from outreach.accounts where id = p_change ->> 'account_id' for no key update;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot configure account "%s": there is none', left(p_change ->> 'account_id', 100)), detail = 'unknown_account';
  elsif outreach.role_of(v_account.team_id, p_change ->> 'person_id') <> 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the limits of an account', detail = 'not_allowed', hint = 'Ask an admin of the team.';
  elsif outreach.whole_number(p_change -> 'expected_version') is distinct from v_account.config_version then
    raise sqlstate 'PT409' using message = format('Cannot save over version %s: the newest is version %s', left(p_change ->> 'expected_version', 20), v_account.config_version),
      detail = 'stale_config', hint = 'Open the settings again; they show the newest values.';
  end if;
  v_answer := outreach.check_config(v_account.id, p_change -> 'config');
  if v_answer -> 'problems' <> '[]' or v_answer -> 'changes' = '[]' then
    return v_answer;
  end if;
  perform outreach.act_as(p_change ->> 'person_id');
  perform outreach.write_config(v_account.id, p_change ->> 'person_id', outreach.whole_config(v_account, p_change -> 'config'));
  select * into v_account from outreach.accounts where id = v_account.id;
  perform outreach.note(v_account.team_id, 'config_changed', 'account', v_account.id, null, null,
    jsonb_build_object('version', v_account.config_version, 'changes', v_answer -> 'changes', 'config', outreach.config_view(v_account)));
  perform outreach.tell(v_account, 'config_changed', jsonb_build_object(
    'person_id', p_change ->> 'person_id', 'version', v_account.config_version, 'changes', v_answer -> 'changes', 'fits', v_answer -> 'fits'));
  return v_answer || jsonb_build_object('version', v_account.config_version);
end $$;

create or replace function outreach.resume(p_team_id text, p_account_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_seen integer;
begin
  if outreach.role_of(p_team_id, p_person_id) <> 'admin' then
    return jsonb_build_object('outcome', 'not_allowed', 'reason', case when outreach.role_of(p_team_id, p_person_id) = 'guest' then 'guest' else 'role' end);
  end if;
  perform outreach.act_as(p_person_id);
  perform outreach.hold_accounts(p_team_id, p_account_id);
  if p_account_id is null then
    delete from outreach.stops where team_id = p_team_id;
    if found then
      perform outreach.note(p_team_id, 'team_resumed', 'team', p_team_id, 'stopped', null);
      for v_account in update outreach.accounts set resumed_at = outreach.moment() where team_id = p_team_id returning * loop
        perform outreach.tell(v_account, 'resumed', jsonb_build_object('person_id', p_person_id));
      end loop;
    end if;
    return '{"outcome": "done", "reason": null}';
  end if;
  select * into v_account from outreach.accounts where id = p_account_id and team_id = p_team_id;
  if v_account.id is null then
    return '{"outcome": "not_found", "reason": null}';
  end if;
  update outreach.breakers set needs_person = false where account_id = p_account_id and needs_person;
  get diagnostics v_seen = row_count;
  if v_account.paused_at is not null or v_seen > 0 or v_account.status in ('checkpoint', 'restricted') then
    update outreach.accounts
    set paused_at = null, paused_by = null, pause_reason = null, resumed_at = outreach.moment(), server_errors = 0,
        -- The provider's own report follows with the next status; until then the person's word counts.
        status = case when status in ('checkpoint', 'restricted') then 'ok' else status end
    where id = p_account_id;
    select * into v_account from outreach.accounts where id = p_account_id;
    perform outreach.note(p_team_id, 'resumed', 'account', p_account_id, 'paused', 'running', jsonb_build_object('breakers_seen', v_seen, 'status', v_account.status));
    perform outreach.tell(v_account, 'resumed', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

create or replace function outreach.restrict_account(p_account_id text, p_status text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_was text := (select a.status from outreach.accounts a where a.id = p_account_id);
begin
  update outreach.accounts
  set status = p_status,
      warm_up_from = case when p_status = 'restricted' then (outreach.moment() at time zone time_zone)::date + 1 else warm_up_from end
  where id = p_account_id returning * into v_account;
  if v_was <> p_status then
    perform outreach.note(v_account.team_id, 'account_status', 'account', p_account_id, v_was, p_status);
  end if;
  perform outreach.open_breaker_for(p_account_id, '*', p_status, case when p_status = 'restricted' then interval '7 days' else interval '24 hours' end, true);
  if (select count(distinct b.account_id) from outreach.accounts a join outreach.breakers b on b.account_id = a.id
      where a.team_id = v_account.team_id and b.reason in ('restricted', 'checkpoint') and b.opened_at > outreach.moment() - interval '24 hours') >= 2 then
    insert into outreach.stops (team_id, stopped_at, stopped_by, reason)
    values (v_account.team_id, outreach.moment(), 'governor', 'two_accounts_warned') on conflict do nothing;
    if found then
      perform outreach.note(v_account.team_id, 'team_stopped', 'team', v_account.team_id, null, 'stopped', '{"cause": "two_accounts_warned"}');
      perform outreach.tell(v_account, 'stopped', '{"person_id": "governor", "cause": "two_accounts_warned"}');
    end if;
  end if;
end $$;

create or replace function outreach.erase_person(p_lead_id text, p_by text, p_reason text) returns jsonb
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

create trigger approvals_are_audited after insert or update on outreach.action_approvals
  for each row execute function outreach.audit_approval();
create trigger delays_are_audited after update on outreach.linkedin_automation
  for each row when (new.status in ('approved', 'scheduled') and new.blocked_by is not null and (
    old.blocked_by is distinct from new.blocked_by or old.retry_at is distinct from new.retry_at))
  execute function outreach.audit_delay();
create trigger releases_are_audited_when_made after insert on outreach.release_ledger
  for each row execute function outreach.audit_release();
create trigger releases_are_audited_when_they_end after update on outreach.release_ledger
  for each row when (old.outcome is distinct from new.outcome or old.counted is distinct from new.counted)
  execute function outreach.audit_release();

-- What the tables hold of before, as the first thing that is known of it.
select outreach.act_as('update');
select outreach.note(n.team_id, 'approval_recorded', 'action', n.id, n.status, n.status,
  jsonb_build_object('revision', a.revision, 'hash', a.hash, 'person_id', a.person_id, 'approved_at', a.approved_at))
from outreach.action_approvals a join outreach.linkedin_automation n on n.id = a.action_id order by a.approved_at, a.action_id, a.person_id;
select outreach.note(l.team_id, 'release_recorded', 'release', l.id::text, null, l.outcome,
  jsonb_build_object('account_id', l.account_id, 'action_id', l.action_id, 'source', l.source, 'type', l.action_type,
    'dispatched_at', l.dispatched_at, 'local_date', l.local_date, 'counted', l.counted, 'with_note', l.with_note,
    'revision', l.revision, 'hash', l.hash, 'attempt', l.attempt, 'fence', l.fence))
from outreach.release_ledger l order by l.id;
select outreach.note(a.team_id, 'account_recorded', 'account', a.id, null, null,
  jsonb_build_object('status', a.status, 'paused', a.paused_at is not null, 'config', outreach.config_view(a)))
from outreach.accounts a order by a.id;
select outreach.note(s.team_id, 'suppressed', 'suppression', s.id::text, null, 'on', jsonb_build_object('kind', s.kind))
from outreach.suppressions s
where not exists (select from outreach.audit u where u.subject_kind = 'suppression' and u.subject_id = s.id::text) order by s.id;
select outreach.note(u.team_id, 'suppression_erased', 'suppression', u.subject_id, 'on', 'erased')
from outreach.audit u
where u.code = 'suppressed' and not exists (select from outreach.suppressions s where s.id::text = u.subject_id)
  and not exists (select from outreach.ended_suppressions e where e.id::text = u.subject_id) order by u.id;
select outreach.act_as('');

revoke execute on function outreach.audit_hash, outreach.audit_approval, outreach.audit_delay, outreach.audit_release
  from public, anon, authenticated, service_role;
