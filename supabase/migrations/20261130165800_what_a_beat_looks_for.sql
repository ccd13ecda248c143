-- What a beat looks for is found without reading all that is stored: the newest of the audit, and what an account is told once a day.

create index outbox_of_full_invitations on outreach.outbox (account_id, created_at) where event ->> 'code' = 'pending_cap';

-- True: it was heeded now. What the backup knew last lies ten minutes or more before the restore: what is younger may have been
-- written by a part that was faster.
create or replace function outreach.heed_restore() returns boolean
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
