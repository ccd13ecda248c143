-- A read profile tells the address of the person's page, and the title of a position.

-- What a read profile says. A provider id or an address that another lead has makes both one person; a lead that was known by
-- an id alone gets the address of its page. Of title and company, LinkedIn fills what is empty and renews what it filled: outreach.write_lead.
create or replace function outreach.record_profile(p_profile jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_lead_id text := p_profile ->> 'lead_id';
  v_url text := outreach.canonical_profile('https://www.linkedin.com/in/' || (p_profile ->> 'public_id'));
  v_slug text := substring(outreach.identity_of(v_url) from '^slug:(.*)$');
  v_is_renamed boolean;
begin
  select * into v_account from outreach.accounts where provider_account_id = p_profile ->> 'provider_account_id' for no key update;
  if v_account.id is null or not exists (select from outreach.leads where id = v_lead_id and team_id = v_account.team_id) then
    return;
  end if;
  perform outreach.act_as('governor');
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
  perform outreach.reconsider(v_account.id, outreach.aliases(v_lead_id));
end $$;
