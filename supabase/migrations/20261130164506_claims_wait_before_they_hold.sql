-- A claim that notices a restore waits for the beat that heeds it before it holds an account.

-- Under the account's lock: checks everything with the time after the wait, then writes the ledger row, `dispatching`
-- and the time that the next gap counts from. Only after the commit may the provider be called, once.
-- `held`: nothing went, the row says why and until when. `gone`: it is not waiting (any more).
create or replace function outreach.claim_release(p_action_id text, p_worker text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  -- Before any account, as the beat that heeds it.
  v_restored_at timestamptz := platform.notice_restore();
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
  -- The next beat heeds it, under the locks of all accounts.
  if v_restored_at is distinct from (select s.restored_at from outreach.settings s) then
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

  -- An invitation that is there already may be the one that a restored database forgot: then it was sent, not skipped.
  if v_action.status = 'scheduled' and (v_blocker.code is null or v_blocker.code in ('already_invited', 'already_connected'))
     and outreach.is_looked_up_first(v_action, v_now) then
    return outreach.claim_answer('gone', null, null, outreach.look_up_first(v_action, v_now, v_date));
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
  perform outreach.note(v_account.team_id, 'release_checked', 'action', v_action.id, v_action.status, v_action.status, outreach.checks_seen(v_account, v_action, v_now));
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
