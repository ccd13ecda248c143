-- After the database was brought back from a backup it does not know what went out since. Each account rests for a day and until an
-- admin has looked; from then on each action is looked up at the provider when its turn comes, before it goes.

-- True: it was heeded now. What the backup knew last lies ten minutes or more before the restore: what is younger may have been
-- written by a part that was faster.
create function outreach.heed_restore() returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_restored_at timestamptz := platform.notice_restore();
  v_account outreach.accounts;
begin
  if v_restored_at is not distinct from (select s.restored_at from outreach.settings s) then
    return false;
  end if;
  perform outreach.act_as('governor');
  update outreach.settings
  set restored_at = v_restored_at, restored_from = coalesce(
    (select a.at from outreach.audit a where a.at < v_restored_at - interval '10 minutes' order by a.id desc limit 1), v_restored_at - interval '30 days')
  where restored_at is distinct from v_restored_at;
  if not found then
    return false;
  end if;
  for v_account in select * from outreach.accounts order by id for no key update loop
    perform outreach.open_breaker_for(v_account.id, '*', 'restored', interval '24 hours', true);
  end loop;
  return true;
end $$;

-- For 90 days after a restore. A visit leaves nothing to look up and has no words: it may be made twice.
create function outreach.is_looked_up_first(p_action outreach.linkedin_automation, p_now timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from outreach.settings s where s.restored_at > p_now - interval '90 days' and not exists (
      select from outreach.release_ledger l
      where l.action_id = (p_action).id and (l.provider ->> 'restored_at')::timestamptz = s.restored_at))
    and (p_action).action_type <> 'view_profile'
$$;

-- It may have gone before the restore: no call is made, and what the look-up finds decides. It counts until then.
create function outreach.look_up_first(p_action outreach.linkedin_automation, p_now timestamptz, p_date date) returns outreach.linkedin_automation
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
begin
  insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, with_note, revision, hash,
    attempt, outcome, provider, next_lookup_at)
  select (p_action).team_id, (p_action).account_id, (p_action).id, (p_action).action_type, (p_action).lead_id, s.restored_from, p_date,
    (p_action).action_type = 'send_invite' and (p_action).payload ? 'text', (p_action).revision, (p_action).hash,
    coalesce((select max(l.attempt) from outreach.release_ledger l where l.action_id = (p_action).id), 0) + 1, 'unknown',
    jsonb_build_object('restored_at', s.restored_at), p_now
  from outreach.settings s;
  update outreach.linkedin_automation
  set status = 'unknown', executed_at = p_now, daily_limit_check = true, time_window_check = true, blocked_by = null, retry_at = null,
      error = null, result = '{"outcome": "unknown"}'
  where id = (p_action).id returning * into v_action;
  return v_action;
end $$;
