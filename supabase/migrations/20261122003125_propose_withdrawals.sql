-- Invitations that nobody accepted within the account's term: their withdrawal is proposed, at most five open ones per
-- account, and a person approves it like every other write. What a person turned down is not proposed again.
create function outreach.propose_withdrawals() returns void
language plpgsql set search_path = ''
as $$
declare
  v_account outreach.accounts;
  v_contact outreach.contacts;
  v_action outreach.linkedin_automation;
  v_key text;
begin
  for v_account in
    select * from outreach.accounts a
    where a.withdraw_after_days is not null and a.channel_id is not null and a.status = 'ok' and a.paused_at is null
    order by a.id
  loop
    for v_contact in
      select c.* from outreach.contacts c
      where c.account_id = v_account.id and c.invitation = 'pending' and not c.connected is true
        and c.invited_at <= outreach.moment() - make_interval(days => v_account.withdraw_after_days)
        and not exists (
          select from outreach.linkedin_automation n
          where n.idempotency_key = format('withdraw %s %s %s', c.account_id, c.lead_id, extract(epoch from c.invited_at)))
      order by c.invited_at
      limit greatest(0, 5 - (
        select count(*)::integer from outreach.linkedin_automation n
        where n.account_id = v_account.id and n.action_type = 'withdraw_invite' and n.team_id = v_account.team_id
          and n.status in ('draft', 'pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')))
    loop
      v_key := format('withdraw %s %s %s', v_contact.account_id, v_contact.lead_id, extract(epoch from v_contact.invited_at));
      v_action.account_id := v_account.id;
      v_action.lead_id := v_contact.lead_id;
      v_action.action_type := 'withdraw_invite';
      v_action.payload := '{}';
      perform outreach.act_as('governor');
      insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key)
      values (v_account.team_id, v_account.id, v_contact.lead_id, 'withdraw_invite', outreach.action_hash(v_action), 'greenlight', 'greenlight',
              v_account.channel_id, v_key)
      on conflict do nothing;
    end loop;
  end loop;
end $$;

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
