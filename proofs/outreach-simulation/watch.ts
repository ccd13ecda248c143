import { probes } from './probes.ts';

/**
 * What is noted of every change of a database of outreach that must not happen. It is told by triggers of its own, in other words
 * than the product's functions; LinkedIn's own judge watches the calls besides.
 */
export const watch = `
  -- Without what passes meanwhile: one thing happens at a time.
  create or replace function outreach.moment() returns timestamptz language sql volatile
  as $$ select platform.now() $$;

  create table simulation.breaches (n bigint generated always as identity, at timestamptz not null default platform.now(), what text not null);
  create table simulation.moves (n bigint generated always as identity, action_id text, "from" text, "to" text, at timestamptz default platform.now());
  create table simulation.rules_seen (account_id text, rule_key text, version integer, low integer, high integer);

  create table simulation.resumes (account_id text primary key, at timestamptz);

  create function simulation.note(p_what text) returns void language sql security definer set search_path = pg_catalog, pg_temp
  as $$ insert into simulation.breaches (what) values (p_what) $$;

  create function simulation.watch_rule() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    insert into simulation.rules_seen values (new.account_id, new.rule_key, new.version, (new.config ->> 'min')::integer, (new.config ->> 'max')::integer);
    return null;
  end $$;
  create trigger watched_by_the_simulation after insert or update on outreach.automation_rules
    for each row execute function simulation.watch_rule();

  create function simulation.watch_action() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    if new.status is distinct from old.status then
      insert into simulation.moves (action_id, "from", "to") values (new.id, old.status, new.status);
      if old.status in ('cancelled', 'expired', 'suppressed', 'completed', 'failed') then
        perform simulation.note(format('action %s left its end: %s became %s', new.id, old.status, new.status));
      elsif new.status = 'dispatching' and old.status <> 'scheduled' then
        perform simulation.note(format('action %s was released while it was %s', new.id, old.status));
      elsif old.status = 'dispatching' and new.status not in ('completed', 'failed', 'unknown', 'not_sent') then
        perform simulation.note(format('action %s on its way became %s', new.id, new.status));
      elsif old.status = 'dispatching' and new.error ->> 'code' = 'no_result' and new.executed_at between platform.now() - interval '1 minute' and platform.now() then
        perform simulation.note(format('action %s was given up while its call may be under way', new.id));
      elsif old.status = 'unknown' and new.status not in ('completed', 'not_sent') then
        perform simulation.note(format('action %s of unknown outcome became %s', new.id, new.status));
      elsif old.status = 'unknown' and new.status = 'not_sent' and new.updated_by = 'governor' and not exists (
        select from outreach.release_ledger l where l.action_id = new.id and l.provider ? 'restored_at') then
        perform simulation.note(format('action %s of unknown outcome became %s without a look or a person', new.id, new.status));
      end if;
    end if;
    -- What is held costs no attempt.
    if new.attempts > old.attempts and new.status <> 'dispatching' then
      perform simulation.note(format('action %s counts an attempt while it is %s', new.id, new.status));
    end if;
    return null;
  end $$;
  create trigger watched_by_the_simulation after update on outreach.linkedin_automation
    for each row execute function simulation.watch_action();

  -- A person let it go on: a fresh gap begins, also where the product forgets it.
  create function simulation.watch_resume() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    insert into simulation.resumes values (new.id, platform.now()) on conflict (account_id) do update set at = excluded.at;
    return null;
  end $$;
  create trigger watched_by_the_simulation after update on outreach.accounts
    for each row when (old.paused_at is not null and new.paused_at is null or new.resumed_at > old.resumed_at or new.resumed_at < old.resumed_at or old.resumed_at is null and new.resumed_at is not null)
    execute function simulation.watch_resume();

  -- What may have gone uses the day's quota.
  create function simulation.watch_end() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    perform simulation.note(format('release %s, of which it is not known what became, does not count', new.id));
    return null;
  end $$;
  create trigger ends_are_watched_by_the_simulation after update on outreach.release_ledger
    for each row when (new.outcome in ('dispatching', 'sent', 'already', 'unknown') and not new.counted) execute function simulation.watch_end();

  -- Everything that must be true at the moment of a release, seen from the tables as they are then.
  create function simulation.watch_release() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    a outreach.accounts;
    n outreach.linkedin_automation;
    r jsonb;
    v_at timestamp;
    v_day date;
    v_last timestamptz;
    v_gap interval;
    v_is_answer boolean;
    v_used integer;
    v_draw integer;
    v_before integer;
    v_warm integer;
    v_contact outreach.contacts;
  begin
    select * into a from outreach.accounts where id = new.account_id;
    select * into n from outreach.linkedin_automation where id = new.action_id;
    select config into r from outreach.automation_rules where account_id = a.id and rule_key = new.action_type;
    v_at := new.dispatched_at at time zone a.time_zone;
    v_is_answer := n.in_reply_to is not null and n.campaign_id is null and n.action_type = 'send_message';
    if new.dispatched_at <> platform.now() then
      perform simulation.note(format('release %s says that it went at %s', new.id, new.dispatched_at));
    end if;
    -- Control.
    if exists (select from outreach.stops s where s.team_id = a.team_id) then perform simulation.note(format('release %s while the team is stopped', new.id)); end if;
    if a.paused_at is not null then perform simulation.note(format('release %s while the account is paused', new.id)); end if;
    if a.status <> 'ok' then perform simulation.note(format('release %s while the account is %s', new.id, a.status)); end if;
    if exists (
      select from outreach.breakers b where b.account_id = a.id and (b.scope = '*' or b.scope = new.action_type) and (b.needs_person or b.until > new.dispatched_at)) then
      perform simulation.note(format('release %s while a breaker is open', new.id));
    end if;
    if (select count(*) from outreach.linkedin_automation o where o.account_id = a.id and o.status = 'dispatching') <> 1 then
      perform simulation.note(format('release %s beside another of its account', new.id));
    end if;
    -- Time. Of a window that goes past midnight the hours after it are of the day before.
    v_day := v_at::date - case when a.window_end < a.window_start and v_at::time < a.window_end then 1 else 0 end;
    if (case when a.window_end > a.window_start then v_at::time < a.window_start or v_at::time >= a.window_end
            else v_at::time < a.window_start and v_at::time >= a.window_end end) then
      perform simulation.note(format('release %s at %s %s, outside of %s to %s', new.id, v_at, a.time_zone, a.window_start, a.window_end));
    end if;
    if extract(isodow from v_at)::integer <> all (a.working_days) or extract(isodow from v_day)::integer <> all (a.working_days) then
      perform simulation.note(format('release %s at %s, no working day', new.id, v_at));
    end if;
    if exists (select from outreach.holidays h where h.region = a.holidays and h.date in (v_at::date, v_day)) then
      perform simulation.note(format('release %s at %s, a holiday of %s', new.id, v_at, a.holidays));
    end if;
    v_gap := make_interval(mins => case when v_is_answer then 2 else a.gap_min_minutes end);
    select max(l.dispatched_at) into v_last from outreach.release_ledger l where l.account_id = a.id and l.source = 'release' and l.id <> new.id;
    if new.dispatched_at < greatest(v_last, a.resumed_at, (select u.at from simulation.resumes u where u.account_id = a.id)) + v_gap then
      perform simulation.note(format('release %s %s after the one before or a resume', new.id, new.dispatched_at - greatest(v_last, a.resumed_at)));
    end if;
    -- Budget: what went or may have gone, this one and what the owner did by hand included.
    if not v_is_answer then
      select count(*) into v_used from outreach.release_ledger l
      where l.account_id = a.id and l.action_type = new.action_type and l.counted and l.local_date = v_at::date;
      select d.draw into v_draw from outreach.quota_draws d where d.account_id = a.id and d.action_type = new.action_type and d.local_date = v_at::date;
      if v_used > coalesce(v_draw, 0) or v_used > (r ->> 'max')::integer then
        perform simulation.note(format('release %s is %s %s of the day; drawn were %s of at most %s', new.id, new.action_type, v_used, v_draw, r ->> 'max'));
      end if;
      select count(*) into v_before from outreach.sending_days s where s.account_id = a.id and s.local_date >= a.warm_up_from and s.local_date < v_at::date;
      v_warm := case when a.warm_up_days > 1 and v_before < a.warm_up_days - 1
        then greatest(1, floor((r ->> 'max')::integer * (20 + 80.0 * v_before / (a.warm_up_days - 1)) / 100)) else (r ->> 'max')::integer end;
      if v_used > v_warm then
        perform simulation.note(format('release %s is %s %s of the day; the warm-up allows %s after %s days', new.id, new.action_type, v_used, v_warm, v_before));
      end if;
      select count(*) into v_used from outreach.release_ledger l
      where l.account_id = a.id and l.action_type = new.action_type and l.counted and l.dispatched_at > new.dispatched_at - interval '7 days';
      if v_used > least((r ->> 'rolling_7d_max')::integer, case when new.action_type = 'send_invite' then 200 end) then
        perform simulation.note(format('release %s is %s %s in 7 days', new.id, new.action_type, v_used));
      end if;
      if a.zone_changed_at > new.dispatched_at - interval '24 hours' then
        select count(*) into v_used from outreach.release_ledger l
        where l.account_id = a.id and l.action_type = new.action_type and l.counted and l.dispatched_at > new.dispatched_at - interval '24 hours';
        if v_used > (r ->> 'max')::integer then perform simulation.note(format('release %s uses a second quota after a change of zone', new.id)); end if;
      end if;
    end if;
    if new.action_type = 'send_invite' and a.pending_invites_max <= (
      select count(*) from outreach.contacts c where c.account_id = a.id and c.invitation = 'pending') then
      perform simulation.note(format('release %s above the pending invitations', new.id));
    end if;
    if new.action_type = 'send_invite' and a.tier = 'free' and new.with_note and (
      select count(*) from outreach.release_ledger l
      where l.account_id = a.id and l.with_note and l.counted and l.dispatched_at > new.dispatched_at - interval '31 days') > 5 then
      perform simulation.note(format('release %s is a sixth note of a month', new.id));
    end if;
    -- Once, and only to whom it may.
    if exists (
      select from outreach.linkedin_automation o
      where o.lead_id = n.lead_id and o.id <> n.id and o.action_type = n.action_type and o.status in ('dispatching', 'unknown')
        and (o.account_id = n.account_id or n.action_type = 'send_message')) then
      perform simulation.note(format('release %s while it is not known what became of another to the same person', new.id));
    end if;
    if n.action_type in ('send_invite', 'send_message') and exists (
      select from outreach.linkedin_automation o
      where o.lead_id = n.lead_id and o.id <> n.id and o.action_type in ('send_invite', 'send_message') and o.status in ('completed', 'unknown')
        and lower(o.payload ->> 'text') = lower(n.payload ->> 'text')
        and not (o.action_type = 'send_invite' and n.action_type = 'send_invite' and o.account_id = n.account_id)) then
      perform simulation.note(format('release %s of words that went to this person', new.id));
    end if;
    if n.action_type in ('send_invite', 'send_message') and (
      select c.last_inbound_id from outreach.contacts c where c.lead_id = n.lead_id and c.last_inbound_event is not null order by c.last_inbound_event desc limit 1)
      <> all (array[coalesce(n.goes_on_after, ''), coalesce(n.in_reply_to, '')]) then
      perform simulation.note(format('release %s after its person answered', new.id));
    end if;
    if exists (
      select from outreach.suppressions s
      where s.team_id = n.team_id and (
        s.kind = 'person' and s.value in (select i.kind || ':' || i.value from outreach.lead_identities i where i.lead_id = n.lead_id)
        or s.kind = 'company' and s.value in (select l.company_key from outreach.leads l where l.id = n.lead_id))) then
      perform simulation.note(format('release %s to a person of the list', new.id));
    end if;
    select * into v_contact from outreach.contacts c where c.account_id = a.id and c.lead_id = n.lead_id;
    if n.action_type = 'send_message' and v_contact.connected is not true
       and not exists (select from outreach.leads l where l.same_as = n.lead_id or l.id = n.lead_id and l.same_as is not null) then
      perform simulation.note(format('release %s of a message to no connection', new.id));
    elsif n.action_type = 'send_invite' and (v_contact.connected or v_contact.invitation = 'pending'
       or v_contact.withdrawn_at > new.dispatched_at - interval '21 days') then
      perform simulation.note(format('release %s of an invitation to who has one', new.id));
    end if;
    if n.action_type = 'send_message' and not v_is_answer
       and exists (
         select from outreach.release_ledger l where l.lead_id = n.lead_id and l.id <> new.id and l.action_type in ('send_invite', 'send_message') and l.outcome <> 'not_sent')
       and (a.inbox_read_at is null or a.inbox_read_at < new.dispatched_at - interval '5 minutes') then
      perform simulation.note(format('release %s of a message with an inbox that was read at %s', new.id, a.inbox_read_at));
    end if;
    if n.campaign_id is not null and (select c.status from outreach.campaigns c where c.id = n.campaign_id) <> 'running' then
      perform simulation.note(format('release %s of a campaign that does not run', new.id));
    end if;
    if n.after_action_id is not null and not exists (
      select from outreach.linkedin_automation o
      where o.id = n.after_action_id and (o.status = 'completed' or o.status = 'skipped' and o.blocked_by = 'already_invited')) then
      perform simulation.note(format('release %s before the step before it', new.id));
    end if;
    -- Consent.
    if n.approved_by is null or n.approved_hash <> new.hash or n.approved_revision <> new.revision or n.approved_by in (n.author_id, n.text_by)
       or not exists (
         select from outreach.action_revisions v where v.action_id = n.id and v.revision = new.revision and v.text is not distinct from n.payload ->> 'text')
       or not exists (
         select from platform.people p where p.team_id = n.team_id and p.user_id = n.approved_by and p.role in ('approver', 'admin')) then
      perform simulation.note(format('release %s of words that no one approved', new.id));
    end if;
    if n.not_before > new.dispatched_at or n.scheduled_for > new.dispatched_at or n.expires_at <= new.dispatched_at - interval '1 day' then
      perform simulation.note(format('release %s at another time than people said', new.id));
    end if;
    if not coalesce(n.daily_limit_check and n.time_window_check, false) or n.executed_at is distinct from new.dispatched_at then
      perform simulation.note(format('release %s does not say what was checked', new.id));
    end if;
    return null;
  end $$;
  create trigger watched_by_the_simulation after insert on outreach.release_ledger
    for each row when (new.source = 'release') execute function simulation.watch_release();
  grant usage on schema simulation to public;
${probes}`;
