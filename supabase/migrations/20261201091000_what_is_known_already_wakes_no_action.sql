-- Each look at a profile woke what waits for a change of that person, also where nothing had changed: two actions to one person woke each other, some
-- ten times a day, each time for one of the account's few reads of profiles (found by simulated histories).

create function outreach.relation_of(p_account_id text, p_lead_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_array(c.lead_id, c.connected, c.invitation) order by c.lead_id), '[]')
  from outreach.contacts c where c.account_id = p_account_id and c.lead_id = any (outreach.aliases(p_lead_id))
$$;

create or replace function outreach.record_profile(p_profile jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_lead_id text := p_profile ->> 'lead_id';
  v_url text := outreach.canonical_profile('https://www.linkedin.com/in/' || (p_profile ->> 'public_id'));
  v_slug text := substring(outreach.identity_of(v_url) from '^slug:(.*)$');
  v_is_renamed boolean;
  v_before jsonb;
begin
  select * into v_account from outreach.accounts where provider_account_id = p_profile ->> 'provider_account_id' for no key update;
  if v_account.id is null or not exists (select from outreach.leads where id = v_lead_id and team_id = v_account.team_id) then
    return;
  end if;
  v_before := outreach.relation_of(v_account.id, v_lead_id);
  perform outreach.act_as('governor');
  if outreach.are_erased(v_account.team_id, array['provider_id:' || (p_profile ->> 'provider_id'), 'slug:' || v_slug]) then
    -- Someone who was erased, under another address.
    perform outreach.erase_person(v_lead_id, 'governor', 'known_again');
  end if;
  if exists (select from outreach.leads where id = v_lead_id and erased_at is not null) then
    return;
  end if;
  perform outreach.identify(v_lead_id, 'provider_id', p_profile ->> 'provider_id');
  update outreach.leads set provider_id = p_profile ->> 'provider_id' where id = v_lead_id and provider_id is null and p_profile ->> 'provider_id' is not null;
  perform outreach.identify(v_lead_id, 'slug', v_slug);
  update outreach.leads l set profile_url = v_url
  where l.id = v_lead_id and outreach.identity_of(l.profile_url) !~ '^slug:'
    and exists (select from outreach.lead_identities i where i.team_id = l.team_id and i.kind = 'slug' and i.value = v_slug and i.lead_id = l.id);
  v_is_renamed := found;
  if outreach.write_lead(v_lead_id, jsonb_build_object(
      'name', p_profile ->> 'name', 'title', coalesce(nullif(p_profile ->> 'title', ''), p_profile ->> 'headline'), 'company', p_profile ->> 'company'),
    'linkedin', 'governor', 'read') is null and v_is_renamed then
    perform outreach.store_lead(v_lead_id, '{}', '{}', 'governor', 'read');
  end if;
  insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, invited_at, withdrawn_at)
  values (v_account.team_id, v_account.id, v_lead_id, (p_profile ->> 'connected')::boolean, p_profile ->> 'invitation',
          case when p_profile ->> 'invitation' = 'pending' then outreach.moment() end,
          case when p_profile ->> 'invitation' = 'withdrawn' then outreach.moment() end)
  on conflict (account_id, lead_id) do update set
    connected = excluded.connected,
    -- A stale read shows no invitation right after one was sent.
    invitation = case when excluded.invitation = 'none' and not excluded.connected and c.invited_at > outreach.moment() - interval '10 minutes'
                      then c.invitation else excluded.invitation end,
    invited_at = coalesce(c.invited_at, excluded.invited_at),
    withdrawn_at = case when excluded.invitation = 'withdrawn' and c.invitation <> 'withdrawn' then excluded.withdrawn_at
                        when excluded.invitation = 'withdrawn' then coalesce(c.withdrawn_at, excluded.withdrawn_at) else c.withdrawn_at end;
  if outreach.relation_of(v_account.id, v_lead_id) <> v_before then
    perform outreach.reconsider(v_account.id, outreach.aliases(v_lead_id));
  end if;
end $$;

revoke execute on function outreach.relation_of from public, anon, authenticated, service_role;
