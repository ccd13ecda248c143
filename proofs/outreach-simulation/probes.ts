/**
 * Questions that are put to the product's database in a history, beside what happens in it. What is asked is undone, so the
 * history goes on as if it had not been: a claim of any waiting action at any instant (the planner never asks for most of them, so
 * behind it a guard that is gone would not be missed), the same claim after one thing that stands against it, and under a tighter rule. Reasons and draws are checked as
 * they are written.
 */
export const probes = `
  create table simulation.draws (account_id text, action_type text, local_date date, draw integer, rule_version integer);

  -- Drawn once, by the rule as it is then. That it is the right number is told at the end of the day.
  create function simulation.watch_draw() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  begin
    if exists (select from simulation.draws d where (d.account_id, d.action_type, d.local_date) = (new.account_id, new.action_type, new.local_date)) then
      perform simulation.note(format('%s of %s on %s were drawn twice', new.action_type, new.account_id, new.local_date));
    end if;
    if new.rule_version is distinct from (select r.version from outreach.automation_rules r where r.account_id = new.account_id and r.rule_key = new.action_type) then
      perform simulation.note(format('%s of %s on %s were drawn by another rule than today''s', new.action_type, new.account_id, new.local_date));
    end if;
    insert into simulation.draws values (new.account_id, new.action_type, new.local_date, new.draw, new.rule_version);
    return null;
  end $$;
  create trigger watched_by_the_simulation after insert on outreach.quota_draws
    for each row execute function simulation.watch_draw();

  -- What a claim would answer after a change, and what would be noted of it. All of it is undone.
  create function simulation.claim_after(p_action_id text, p_change text) returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    v_noted bigint := (select coalesce(max(b.n), 0) from simulation.breaches b);
    v_outcome text;
  begin
    execute p_change;
    v_outcome := outreach.claim_release(p_action_id, 'probe') ->> 'outcome';
    raise exception using errcode = 'SM001', message = jsonb_build_object('outcome', v_outcome,
      'noted', (select coalesce(jsonb_agg(b.what), '[]') from simulation.breaches b where b.n > v_noted))::text;
  exception
    when sqlstate 'SM001' then
      return sqlerrm::jsonb;
    when others then
      return jsonb_build_object('outcome', 'refused', 'why', sqlerrm, 'noted', case
        -- Two of what tables hold one of: the next of their guards.
        when sqlstate = '23505' then '[]'::jsonb else jsonb_build_array('it raises: ' || sqlerrm) end);
  end $$;

  -- Another action of the account goes, and its call ends or is under way.
  create function simulation.let_another_go(p_but text, p_ends boolean) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    v_other text := (
      select o.id from outreach.linkedin_automation o join outreach.linkedin_automation n on n.id = p_but and o.account_id = n.account_id and o.id <> n.id
      where o.status in ('approved', 'scheduled') order by o.action_type <> n.action_type, o.id limit 1);
    v_claim jsonb;
  begin
    update outreach.linkedin_automation set status = 'scheduled', scheduled_for = platform.now() where id = v_other;
    v_claim := outreach.claim_release(v_other, 'probe');
    if p_ends and v_claim ->> 'outcome' = 'claimed' then
      perform outreach.record_release(jsonb_build_object('release_id', v_claim -> 'release_id', 'fence', v_claim -> 'fence', 'result', 'sent', 'provider', '{}'::jsonb));
    end if;
  end $$;

  -- So many actions of a type that the owner did by hand at a time.
  create function simulation.did_by_hand(p_account_id text, p_type text, p_times bigint, p_at timestamptz, p_with_note boolean) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$
    insert into outreach.release_ledger (team_id, account_id, source, action_type, dispatched_at, local_date, with_note, outcome)
    select a.team_id, a.id, 'manual', p_type, p_at, (p_at at time zone a.time_zone)::date, p_with_note, 'sent'
    from outreach.accounts a cross join generate_series(1, p_times) where a.id = p_account_id
  $$;

  -- Another message to the same person: in other words and of unknown outcome, or in the same but for capitals, and sent.
  create function simulation.twin(p_action_id text, p_status text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    n outreach.linkedin_automation;
  begin
    select * into n from outreach.linkedin_automation where id = p_action_id and action_type = 'send_message';
    if n.id is null then return; end if;
    n := jsonb_populate_record(n, jsonb_build_object('id', 'twin', 'idempotency_key', 'twin', 'status', 'pending_approval', 'campaign_id', null, 'step', null,
      'after_action_id', null, 'after', null, 'wait_days', null,
      'payload', jsonb_build_object('text', case p_status when 'unknown' then 'Outra coisa.' else upper(n.payload ->> 'text') end)));
    insert into outreach.linkedin_automation select n.*;
    update outreach.linkedin_automation set status = 'approved' where id = 'twin';
    update outreach.linkedin_automation set status = 'scheduled' where id = 'twin';
    update outreach.linkedin_automation set status = 'dispatching', executed_at = platform.now() - interval '1 hour', daily_limit_check = true, time_window_check = true
    where id = 'twin';
    update outreach.linkedin_automation set status = p_status where id = 'twin';
  end $$;

  -- The action goes for the third time and is not sent; or it is heard that it was not sent after it was given up.
  create function simulation.is_not_sent(p_action_id text, p_is_late boolean) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    v_claim jsonb;
    v_status text;
  begin
    v_claim := outreach.claim_release(p_action_id, 'probe');
    if v_claim ->> 'outcome' <> 'claimed' then return; end if;
    if not p_is_late then
      update outreach.linkedin_automation set attempts = 3 where id = p_action_id;
    else
      update outreach.release_ledger set dispatched_at = dispatched_at - interval '3 minutes' where id = (v_claim ->> 'release_id')::bigint;
      update outreach.linkedin_automation set executed_at = executed_at - interval '3 minutes' where id = p_action_id;
      perform outreach.expire_dispatches();
    end if;
    perform outreach.record_release(jsonb_build_object('release_id', v_claim -> 'release_id', 'fence', v_claim -> 'fence', 'result', 'not_sent',
      'provider', '{}'::jsonb, 'error', '{"code": "x", "message": "", "class": "not_sent"}'::jsonb));
    select n.status into v_status from outreach.linkedin_automation n where n.id = p_action_id;
    if v_status <> (case when p_is_late then 'unknown' else 'not_sent' end) then
      perform simulation.note(format('what was not sent%s is %s', case when p_is_late then ', as was heard after it was given up,' else ' for the third time' end, v_status));
    end if;
  end $$;

  -- One thing at a time that could happen before an action goes which may go as things are: its release is watched then.
  create function simulation.adverse() returns text[] language sql immutable
  as $outer$
    select array[
      $$select outreach.pause(%5$L, null, 'U0ANA', 'x')$$,
      $$select outreach.pause(%5$L, %1$L, 'U0ANA', 'x')$$,
      $$update outreach.accounts set status = 'error' where id = %1$L$$,
      $$insert into outreach.breakers (account_id, scope, reason, until) values (%1$L, '*', 'limit', platform.now() + interval '1 minute')$$,
      $$insert into outreach.breakers (account_id, scope, reason, until) values (%1$L, %3$L, 'limit', platform.now() + interval '1 minute')$$,
      $$insert into outreach.breakers (account_id, scope, reason, until, needs_person) values (%1$L, '*', 'restricted', platform.now() - interval '1 hour', true)$$,
      $$insert into outreach.holidays select a.holidays, (platform.now() at time zone a.time_zone)::date, 'x' from outreach.accounts a where a.id = %1$L and a.holidays is not null$$,
      $$update outreach.accounts set working_days = array_remove(working_days, extract(isodow from platform.now() at time zone time_zone)::integer) where id = %1$L$$,
      $$update outreach.accounts set working_days = array_remove(working_days, extract(isodow from (platform.now() at time zone time_zone) - interval '1 day')::integer),
        window_end = (platform.now() at time zone time_zone)::time + interval '1 hour', window_start = (platform.now() at time zone time_zone)::time + interval '3 hours'
        where id = %1$L and (platform.now() at time zone time_zone)::time < '20:00'$$,
      $$update outreach.accounts set window_end = date_trunc('minute', platform.now() at time zone time_zone)::time where id = %1$L
        and window_start <> date_trunc('minute', platform.now() at time zone time_zone)::time$$,
      $$update outreach.accounts set window_start = (date_trunc('minute', platform.now() at time zone time_zone) + interval '1 minute')::time where id = %1$L
        and window_end <> (date_trunc('minute', platform.now() at time zone time_zone) + interval '1 minute')::time$$,
      $$update outreach.accounts set resumed_at = platform.now() - make_interval(mins => gap_min_minutes) + interval '30 seconds' where id = %1$L;
        delete from simulation.resumes where account_id = %1$L$$,
      $$select outreach.pause(%5$L, %1$L, 'U0ANA', 'x'); select outreach.resume(%5$L, %1$L, 'U0RUI')$$,
      $$update outreach.linkedin_automation set expires_at = platform.now() - interval '2 days' where id = %2$L; select outreach.expire_dispatches()$$,
      $$select simulation.let_another_go(%2$L, true)$$,
      $$select simulation.let_another_go(%2$L, false)$$,
      $$select simulation.twin(%2$L, 'unknown')$$,
      $$select simulation.twin(%2$L, 'completed')$$,
      $$select simulation.is_not_sent(%2$L, false)$$,
      $$select simulation.is_not_sent(%2$L, true)$$,
      $$select simulation.did_by_hand(%1$L, %3$L, (select d.draw from outreach.quota_draws d join outreach.accounts a on a.id = d.account_id
        where a.id = %1$L and d.action_type = %3$L and d.local_date = (platform.now() at time zone a.time_zone)::date), platform.now() - interval '1 second', false)$$,
      $$update outreach.automation_rules set version = version + 1, config = config || '{"rolling_7d_max": 3}' where account_id = %1$L and rule_key = %3$L;
        select simulation.did_by_hand(%1$L, %3$L, 3, platform.now() - interval '167 hours', false)$$,
      $$update outreach.accounts set tier = 'free' where id = %1$L; select simulation.did_by_hand(%1$L, 'send_invite', 5, platform.now() - interval '30 days', true)$$,
      $$update outreach.accounts set pending_invites_max = (
        select count(*) from outreach.contacts c where c.account_id = %1$L and c.invitation = 'pending') where id = %1$L$$,
      $$update outreach.accounts set warm_up_days = 15, warm_up_from = (platform.now() at time zone time_zone)::date where id = %1$L;
        select simulation.did_by_hand(%1$L, %3$L, (select greatest(1, (r.config ->> 'max')::integer / 5) from outreach.automation_rules r
          where r.account_id = %1$L and r.rule_key = %3$L), platform.now() - interval '1 second', false);
        insert into outreach.sending_days select a.id, (platform.now() at time zone a.time_zone)::date from outreach.accounts a where a.id = %1$L on conflict do nothing$$,
      $$select simulation.did_by_hand(%1$L, %3$L, 1, platform.now() - interval '1 second', false);
        update outreach.automation_rules set version = version + 1, config = config || '{"min": 0, "max": 1}' where account_id = %1$L and rule_key = %3$L$$,
      $$update outreach.accounts set zone_changed_at = platform.now() - interval '1 hour' where id = %1$L;
        select simulation.did_by_hand(%1$L, %3$L, (select (r.config ->> 'max')::bigint from outreach.automation_rules r where r.account_id = %1$L and r.rule_key = %3$L),
          platform.now() - interval '20 hours', false);
        update outreach.release_ledger set local_date = local_date - 1 where account_id = %1$L and dispatched_at = platform.now() - interval '20 hours'$$,
      $$with e as (
          insert into outreach.inbound_events (team_id, provider_account_id, key, kind, account_id, lead_id, message_id, at)
          select a.team_id, a.provider_account_id, 'probe', 'message', a.id, %4$L, 'probe', platform.now() from outreach.accounts a where a.id = %1$L returning id)
        insert into outreach.contacts as c (team_id, account_id, lead_id, last_inbound_id, last_inbound_event, last_inbound_at)
        select %5$L, %1$L, %4$L, 'probe', e.id, platform.now() from e
        on conflict (account_id, lead_id) do update set last_inbound_id = 'probe', last_inbound_event = excluded.last_inbound_event, last_inbound_at = excluded.last_inbound_at$$,
      $$insert into outreach.suppressions (team_id, kind, value, reason, person_id)
        select %5$L, 'person', i.kind || ':' || i.value, '', 'U0ANA' from outreach.lead_identities i where i.lead_id = %4$L limit 1$$,
      $$insert into outreach.suppressions (team_id, kind, value, reason, person_id)
        select %5$L, 'company', l.company_key, '', 'U0ANA' from outreach.leads l where l.id = %4$L and l.company_key is not null$$,
      $$update outreach.linkedin_automation set payload = '{"text": "Outras."}' where id = %2$L and payload ? 'text'$$,
      $$update platform.people set role = 'member' where (team_id, user_id) = (select n.team_id, n.approved_by from outreach.linkedin_automation n where n.id = %2$L)$$,
      $$update outreach.campaigns set status = 'paused', paused_at = platform.now(), paused_by = 'U0ANA' where id = (select n.campaign_id from outreach.linkedin_automation n where n.id = %2$L)$$,
      $$update outreach.accounts set inbox_read_at = platform.now() - interval '6 minutes' where id = %1$L$$,
      $$insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation) values (%5$L, %1$L, %4$L, false, 'pending')
        on conflict (account_id, lead_id) do update set connected = false, invitation = 'pending'$$,
      $$insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, withdrawn_at)
        values (%5$L, %1$L, %4$L, false, 'withdrawn', platform.now() - interval '20 days')
        on conflict (account_id, lead_id) do update set connected = false, invitation = 'withdrawn', withdrawn_at = excluded.withdrawn_at$$,
      $$update outreach.linkedin_automation set not_before = platform.now() + interval '1 minute' where id = %2$L$$,
      $$update outreach.linkedin_automation set scheduled_for = platform.now() + interval '1 minute' where id = %2$L$$]
  $outer$;

  -- What stands against nothing: what may go as things are may go after it too.
  create function simulation.harmless() returns text[] language sql immutable
  as $outer$
    select array[
      $$insert into outreach.breakers (account_id, scope, reason, opened_at, until) values (%1$L, '*', 'limit', platform.now() - interval '1 day', platform.now())$$,
      $$insert into outreach.breakers (account_id, scope, reason, until) values (%1$L, case %3$L when 'send_invite' then 'send_message' else 'send_invite' end, 'limit', platform.now() + interval '1 day')$$,
      $$insert into outreach.suppressions (team_id, kind, value, reason, person_id) values (%5$L, 'person', 'public:another', '', 'U0ANA'), (%5$L, 'company', 'another', '', 'U0ANA')$$,
      $$select simulation.did_by_hand(%1$L, %3$L, 200, platform.now() - interval '169 hours', false)$$,
      $$update outreach.accounts set resumed_at = platform.now() - make_interval(mins => gap_min_minutes) where id = %1$L$$,
      $$update outreach.accounts set inbox_read_at = platform.now() - interval '299 seconds' where id = %1$L$$,
      $$update outreach.campaigns set status = 'paused', paused_at = platform.now(), paused_by = 'U0ANA'
        where status = 'running' and id is distinct from (select n.campaign_id from outreach.linkedin_automation n where n.id = %2$L)$$,
      $$insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, withdrawn_at)
        select %5$L, %1$L, %4$L, false, 'withdrawn', platform.now() - interval '22 days'
        -- Of a campaign it is its person's end.
        from outreach.linkedin_automation n where n.id = %2$L and n.action_type = 'send_invite' and n.campaign_id is null
        on conflict (account_id, lead_id) do update set connected = false, invitation = 'withdrawn', withdrawn_at = excluded.withdrawn_at$$,
      $$update outreach.linkedin_automation set expires_at = platform.now() + interval '1 second' where id = %2$L; select outreach.expire_dispatches()$$]
  $outer$;

  -- One rule of an account, tighter by something: what it allows, the rule as it is allows too.
  create function simulation.tighter(p_account_id text, p_type text, p_which integer) returns text language sql immutable
  as $$
    select format((array[
      'update outreach.accounts set gap_min_minutes = gap_min_minutes + 15, gap_max_minutes = gap_max_minutes + 15 where id = %1$L',
      $sql$update outreach.accounts set window_end = window_end - interval '1 hour' where id = %1$L
        and (1440 + extract(epoch from window_end - window_start)::integer / 60) %% 1440 > 120$sql$,
      'update outreach.accounts set working_days = working_days[2:] where id = %1$L and cardinality(working_days) > 1',
      $sql$update outreach.accounts set holidays = coalesce(holidays, 'BR') where id = %1$L$sql$,
      'update outreach.accounts set warm_up_days = warm_up_days + 10 where id = %1$L',
      'update outreach.accounts set pending_invites_max = pending_invites_max / 2 where id = %1$L',
      $sql$update outreach.automation_rules set version = version + 1, config = config || jsonb_build_object('max', (config ->> 'max')::integer - 1,
        'min', least((config ->> 'min')::integer, (config ->> 'max')::integer - 1)) where account_id = %1$L and rule_key = %2$L and (config ->> 'max')::integer > 0$sql$,
      $sql$update outreach.automation_rules set version = version + 1, config = config || jsonb_build_object('rolling_7d_max', coalesce((config ->> 'rolling_7d_max')::integer, 20) / 2)
        where account_id = %1$L and rule_key = %2$L$sql$])[1 + p_which % 8], p_account_id, p_type)
  $$;

  -- Claims some of what waits, as a governor would that planned it for now. p_turn: which ones.
  create function simulation.probe(p_turn integer) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    w record;
    v_now constant text := 'update outreach.linkedin_automation set status = ''scheduled'', scheduled_for = platform.now() where id = %L';
    v_answer jsonb;
    v_tight jsonb;
    v_adverse text;
    v_harmless text;
    v_tried boolean := false;
  begin
    for w in
      select k.* from (
        select n.id, n.account_id, n.action_type, n.lead_id, n.team_id, n.campaign_id, a.time_zone,
          row_number() over (partition by n.account_id, n.action_type order by md5(n.id || p_turn)) as place
        from outreach.linkedin_automation n join outreach.accounts a on a.id = n.account_id
        where n.status in ('approved', 'scheduled')) k
      where k.place = 1 order by md5(k.id || p_turn) limit 6
    loop
      v_answer := simulation.claim_after(w.id, case when p_turn % 4 > 0 then format(v_now, w.id) else 'select' end);
      insert into simulation.breaches (what) select 'if it were claimed now: ' || b from jsonb_array_elements_text(v_answer -> 'noted') b;
      if v_answer ->> 'outcome' = 'claimed' and not v_tried then
        v_tried := true;
        for v_adverse in
          select format(c.what, w.account_id, w.id, w.action_type, w.lead_id, w.team_id)
          from unnest(simulation.adverse()) with ordinality c(what, place) 
          order by (w.campaign_id is not null and c.what like '%campaigns set%') desc, md5(c.place::text || p_turn) limit 14
        loop
          v_tight := simulation.claim_after(w.id, format(v_now, w.id) || '; ' || v_adverse);
          insert into simulation.breaches (what) select format('%s after %s: %s', w.id, left(regexp_replace(v_adverse, '\\s+', ' ', 'g'), 90), b) from jsonb_array_elements_text(v_tight -> 'noted') b;
        end loop;
        v_harmless := format((simulation.harmless())[1 + p_turn % 9], w.account_id, w.id, w.action_type, w.lead_id, w.team_id);
        v_answer := simulation.claim_after(w.id, format(v_now, w.id) || '; ' || v_harmless);
        if v_answer ->> 'outcome' <> 'claimed' then
          perform simulation.note(format('action %s would go, but not after: %s (%s)', w.id, left(regexp_replace(v_harmless, '\\s+', ' ', 'g'), 90), v_answer));
        end if;
      end if;
      -- A day that is not drawn yet is drawn by the tighter rule, which may be lucky.
      if v_answer ->> 'outcome' = 'held' and exists (
        select from outreach.quota_draws d
        where d.account_id = w.account_id and d.action_type = w.action_type and d.local_date = (platform.now() at time zone w.time_zone)::date) then
        v_tight := simulation.claim_after(w.id, format(v_now, w.id) || '; ' || simulation.tighter(w.account_id, w.action_type, p_turn));
        if v_tight ->> 'outcome' = 'claimed' and simulation.claim_after(w.id, format(v_now, w.id)) ->> 'outcome' = 'held' then
          perform simulation.note(format('action %s, which is held, would go after: %s', w.id, left(simulation.tighter(w.account_id, w.action_type, p_turn), 90)));
        end if;
      end if;
    end loop;
  end $$;

  -- A reason that is written down is true, by the tables as they are then, so nothing that could go is held.
  create function simulation.watch_reason() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
  declare
    a outreach.accounts;
    r jsonb;
    v_now timestamptz := platform.now();
    v_at timestamp;
    v_day date;
    v_used integer;
    v_week integer;
    v_before integer;
    v_is_plain boolean;
    v_is_false boolean;
  begin
    select * into a from outreach.accounts where id = new.account_id;
    select config into r from outreach.automation_rules where account_id = a.id and rule_key = new.action_type;
    v_at := v_now at time zone a.time_zone;
    v_day := v_at::date - case when a.window_end < a.window_start and v_at::time < a.window_end then 1 else 0 end;
    -- No change of the clock near.
    v_is_plain := ((v_now - interval '36 hours') at time zone a.time_zone) + interval '72 hours' = ((v_now + interval '36 hours') at time zone a.time_zone);
    if new.blocked_by in ('quota', 'warm_up', 'rolling_cap') then
      select count(*) filter (where l.local_date = v_at::date), count(*) filter (where l.dispatched_at > v_now - interval '7 days'),
        greatest(count(*) filter (where l.local_date = v_at::date), count(*) filter (where a.zone_changed_at > v_now - interval '24 hours' and l.dispatched_at > v_now - interval '24 hours'))
      into v_before, v_week, v_used
      from outreach.release_ledger l where l.account_id = a.id and l.action_type = new.action_type and l.counted;
      select count(*) into v_before from outreach.sending_days s where s.account_id = a.id and s.local_date >= a.warm_up_from and s.local_date < v_at::date;
    end if;
    v_is_false := case new.blocked_by
      when 'kill_switch' then not exists (select from outreach.stops s where s.team_id = a.team_id)
      when 'paused' then a.paused_at is null
      when 'account_status' then a.status = 'ok'
      when 'breaker' then not exists (
        select from outreach.breakers b where b.account_id = a.id and b.scope in ('*', new.action_type) and (b.needs_person or b.until > v_now))
      when 'window' then v_is_plain
        and (case when a.window_end > a.window_start then v_at::time >= a.window_start and v_at::time < a.window_end
             else v_at::time >= a.window_start or v_at::time < a.window_end end)
        and extract(isodow from v_at)::integer = any (a.working_days) and extract(isodow from v_day)::integer = any (a.working_days)
      when 'holiday' then a.holidays is null or exists (
          select from outreach.holiday_years y where y.region = a.holidays and y.known and y.year = extract(year from v_at))
        and not exists (select from outreach.holidays h where h.region = a.holidays and h.date in (v_at::date, v_day))
      when 'gap' then v_now >= greatest(a.last_dispatch_at, a.resumed_at) + make_interval(mins => a.gap_min_minutes)
      when 'in_flight' then not exists (select from outreach.linkedin_automation o where o.account_id = a.id and o.status = 'dispatching')
      when 'quota' then v_used < least(
        (select d.draw from outreach.quota_draws d where d.account_id = a.id and d.action_type = new.action_type and d.local_date = v_at::date),
        (r ->> 'max')::integer,
        1 + ((1439 + extract(epoch from a.window_end - a.window_start)::integer / 60) % 1440 + 1) / a.gap_min_minutes)
      when 'warm_up' then a.warm_up_days < 2 or v_before >= a.warm_up_days - 1
        or v_used < greatest(1, floor((r ->> 'max')::integer * (20 + 80.0 * v_before / (a.warm_up_days - 1)) / 100))
      when 'rolling_cap' then v_week < coalesce((r ->> 'rolling_7d_max')::integer, 200) and not (
        new.action_type = 'send_invite' and a.tier = 'free' and new.payload ? 'text' and 5 <= (
          select count(*) from outreach.release_ledger l
          where l.account_id = a.id and l.with_note and l.counted and l.dispatched_at > v_now - interval '31 days'))
      when 'pending_cap' then a.pending_invites_max > (
        select count(*) from outreach.contacts c where c.account_id = a.id and c.invitation = 'pending')
      when 'stale_inbox' then a.inbox_read_at between v_now - interval '5 minutes' and v_now
      when 'not_due' then new.status = 'scheduled' and new.scheduled_for <= v_now and coalesce(new.not_before, v_now) <= v_now
      else false end;
    if v_is_false then
      perform simulation.note(format('action %s is held by %s, which is not so', new.id, new.blocked_by));
    end if;
    if new.blocked_by in ('window', 'gap', 'holiday') and coalesce(new.retry_at > v_now + interval '40 days', true) then
      perform simulation.note(format('action %s is held by %s until %s', new.id, new.blocked_by, new.retry_at));
    end if;
    return null;
  end $$;
  create trigger reasons_are_watched_by_the_simulation after update on outreach.linkedin_automation
    for each row when (new.status in ('approved', 'scheduled') and new.blocked_by is not null
      and (old.blocked_by is distinct from new.blocked_by or new.retry_at is distinct from old.retry_at and new.retry_at is not null))
    execute function simulation.watch_reason();`;
