-- However it is learned that an account is down, by a webhook, a poll or a write, a person lets it go on.

-- The caller holds the account. A reconnected account has a blind spot: its inbox must be read and a gap must pass.
create or replace function outreach.set_account_status(p_account_id text, p_status text) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_new text := outreach.status_word(p_status);
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  if v_account.status = v_new then
    return false;
  end if;
  -- A person closes a restriction or a checkpoint; the provider's OK alone does not end its breaker.
  update outreach.accounts
  set status = v_new, inbox_read_at = case when v_new = 'ok' then null else inbox_read_at end,
      resumed_at = case when v_new = 'ok' then outreach.moment() else resumed_at end
  where id = p_account_id;
  perform outreach.note(v_account.team_id, 'account_status', 'account', p_account_id, v_account.status, v_new);
  perform outreach.tell(v_account, 'account_status', jsonb_build_object('old', v_account.status, 'new', v_new));
  if v_new in ('restricted', 'checkpoint') then
    perform outreach.restrict_account(p_account_id, v_new);
  elsif v_new in ('credentials', 'error', 'stopped') then
    -- The provider has no word of its own for a restriction ("ERROR") or a checkpoint ("CREDENTIALS"): a person looks.
    perform outreach.pause_account(p_account_id, 'governor',
      case when v_new = 'credentials' then 'The provider has lost this account: sign it in again' else 'The provider stopped this account: LinkedIn may have restricted it' end,
      case when v_new = 'credentials' then 'account_down' else 'may_be_restricted' end);
  end if;
  return true;
end $$;

-- The owner accepts LinkedIn's rules for the account, once; before that nothing is released.
create or replace function outreach.acknowledge_terms(p_account_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  select * into v_account from outreach.accounts where id = p_account_id for update;
  if v_account.id is null then
    return '{"outcome": "not_found", "reason": null}';
  elsif v_account.owner_id <> p_person_id then
    return '{"outcome": "not_allowed", "reason": "owner"}';
  elsif v_account.terms_acknowledged_at is null then
    perform outreach.act_as(p_person_id);
    update outreach.accounts set terms_acknowledged_at = outreach.moment(), terms_acknowledged_by = p_person_id
    where id = p_account_id returning * into v_account;
    perform outreach.note(v_account.team_id, 'terms_acknowledged', 'account', v_account.id, null, null);
    -- Cards and notices that still ask for it, or say that it is missing, are drawn anew.
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now()
    where account_id = v_account.id and event ->> 'code' = 'config_changed' and ts is not null and created_at > platform.now() - interval '90 days';
    perform outreach.foresee(n.id) from outreach.linkedin_automation n
    where n.account_id = v_account.id and n.status in ('approved', 'scheduled') and n.blocked_by = 'terms_not_acknowledged';
    perform outreach.tell(v_account, 'terms_acknowledged', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
grant execute on function outreach.acknowledge_terms to greenlight_bot;
