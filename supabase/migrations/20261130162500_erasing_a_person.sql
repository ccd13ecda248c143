-- Erasing a person: what says who they are goes from both systems, and hashes of their names are left by which they are known again.

alter table outreach.suppressions drop constraint kind_is_known;
alter table outreach.suppressions add constraint kind_is_known check (kind in ('person', 'company', 'domain', 'erased'));

-- What names of erased people are hashed with: random, a team's own, granted to no role.
create table outreach.erasure_keys (
  team_id text primary key references platform.teams,
  key text not null
);
alter table outreach.erasure_keys enable row level security;
revoke all on outreach.erasure_keys from public, anon, authenticated, service_role;

-- A name of an erased person as it is kept: known again, and not to be read. Without the team's key it cannot be guessed either.
create or replace function outreach.erased_value(p_key text, p_name text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(p_key || encode(sha256(convert_to(p_key || lower(p_name), 'UTF8')), 'hex'), 'UTF8')), 'hex')
$$;

-- Is one of these names (slug:..., provider_id:..., email:...) one of a person who was erased?
create or replace function outreach.are_erased(p_team_id text, p_names text[]) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text := (select k.key from outreach.erasure_keys k where k.team_id = p_team_id);
begin
  return v_key is not null and exists (
    select from unnest(p_names) n(name) join outreach.suppressions s
      on s.team_id = p_team_id and s.kind = 'erased' and s.value = outreach.erased_value(v_key, n.name));
end $$;

-- Is one of these names (slug:..., provider_id:..., email:...), companies' keys or domains on the list? The one place that asks; of erased
-- people it holds hashes.
create or replace function outreach.are_suppressed(p_team_id text, p_names text[], p_companies text[], p_domains text[]) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
      select from outreach.suppressions s
      where s.team_id = p_team_id and (s.kind = 'person' and s.value = any (p_names) or s.kind = 'company' and s.value = any (p_companies)))
    or exists (
      select from outreach.suppressions s cross join unnest(p_domains) d(domain)
      where s.team_id = p_team_id and s.kind = 'domain' and outreach.is_within_domain(d.domain, s.value))
    or outreach.are_erased(p_team_id, p_names)
$$;

-- Is this person, under any name, or the company or domain, on the list?
create or replace function outreach.is_suppressed(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
    select exists (select from outreach.leads e where e.id = any (a.ids) and e.erased_at is not null) or outreach.are_suppressed(r.team_id,
      array(select i.kind || ':' || i.value from outreach.lead_identities i where i.lead_id = any (a.ids)),
      array(select k.key from outreach.leads l cross join lateral (values (l.company_key), (l.company_page_key)) k(key)
            where l.id = any (a.ids) and k.key is not null),
      array(select k.key from outreach.leads l cross join lateral (values (l.company_domain), (outreach.domain_key(l.email))) k(key)
            where l.id = any (a.ids) and k.key is not null)
        || array(select outreach.domain_key(i.value) from outreach.lead_identities i where i.lead_id = any (a.ids) and i.kind = 'email'))
    from outreach.leads r cross join lateral (select outreach.aliases(r.id) as ids) a where r.id = p_lead_id), false)
$$;

-- Never contact again: a person under every name, a company, a domain with its subdomains. Anyone but guests.
create or replace function outreach.suppress(p_suppression jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_suppression ->> 'team_id';
  v_kind text := p_suppression ->> 'kind';
  v_value text;
  v_leads text[];
  v_stopped integer := 0;
  v_id bigint;
begin
  if outreach.role_of(v_team, p_suppression ->> 'person_id') = 'guest' then
    return '{"outcome": "not_allowed", "reason": "guest", "stopped": 0}';
  end if;
  v_value := case v_kind
    when 'person' then outreach.identity_of(outreach.canonical_profile(p_suppression ->> 'value'))
    when 'company' then outreach.company_key(p_suppression ->> 'value')
    when 'domain' then outreach.domain_key(p_suppression ->> 'value') end;
  if v_kind = 'domain' and outreach.is_public_suffix(v_value) then
    return '{"outcome": "refused", "reason": "public_suffix", "stopped": 0}';
  elsif v_value is null then
    return jsonb_build_object('outcome', 'refused', 'reason', case v_kind when 'person' then 'bad_url' else 'bad_value' end, 'stopped', 0);
  end if;
  -- An erased person is on the list already, and by no name.
  if v_kind = 'person' and outreach.are_erased(v_team, array[v_value]) then
    return '{"outcome": "done", "reason": null, "stopped": 0}';
  end if;
  perform outreach.act_as(p_suppression ->> 'person_id');
  perform outreach.hold_accounts(v_team);
  insert into outreach.suppressions (team_id, kind, value, reason, person_id)
  values (v_team, v_kind, v_value, left(coalesce(p_suppression ->> 'reason', ''), 500), p_suppression ->> 'person_id')
  on conflict do nothing returning id into v_id;
  if v_id is not null then
    perform outreach.note(v_team, 'suppressed', 'suppression', v_id::text, null, 'on', jsonb_build_object('kind', v_kind));
  end if;
  v_leads := array(
    select distinct n.lead_id from outreach.linkedin_automation n
    where n.team_id = v_team and n.status in ('pending_approval', 'approved', 'scheduled') and outreach.is_suppressed(n.lead_id));
  v_stopped := outreach.stop_actions(v_leads, 'suppressed', 'suppressed', array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'stopped', v_stopped);
end $$;

-- Gives a lead one more name. A name that another lead has makes the two one person, unless a person said that they are not.
create or replace function outreach.identify(p_lead_id text, p_kind text, p_value text, p_batch_id text default null) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_other text;
begin
  if coalesce(p_value, '') = '' then
    return;
  end if;
  select * into v_lead from outreach.leads where id = p_lead_id;
  if outreach.are_erased(v_lead.team_id, array[p_kind || ':' || p_value]) then
    return;
  end if;
  insert into outreach.lead_identities (team_id, kind, value, lead_id, batch_id) values (v_lead.team_id, p_kind, p_value, p_lead_id, p_batch_id)
  on conflict do nothing;
  select coalesce(l.same_as, l.id) into v_other
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_lead.team_id and i.kind = p_kind and i.value = p_value;
  if v_other <> coalesce(v_lead.same_as, v_lead.id) and not outreach.are_kept_apart(p_lead_id, v_other) then
    perform outreach.merge_leads(p_lead_id, v_other, p_kind, null, p_batch_id);
  end if;
end $$;

-- The lead of an address, made when there is none; what is empty is filled with the given fields. Empty answer: the address
-- is no person's, or that of one who was erased.
create or replace function outreach.lead_at(p_team_id text, p_url text, p_changes jsonb, p_source text, p_by text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_url text := outreach.canonical_profile(p_url);
  v_identity text := outreach.identity_of(v_url);
  v_lead outreach.leads;
  v_empty jsonb;
begin
  if v_url is null or outreach.are_erased(p_team_id, array[v_identity]) then
    return null;
  end if;
  -- Two proposals for one new person wait for each other here.
  perform pg_advisory_xact_lock(hashtext('outreach.lead ' || p_team_id || v_identity));
  select l.* into v_lead from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = p_team_id and i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1);
  if v_lead.id is null then
    return outreach.make_lead(p_team_id, v_url, p_changes, p_source, p_by, 'added');
  end if;
  select jsonb_object_agg(c.key, c.value) into v_empty
  from jsonb_each(p_changes) c where outreach.lead_values(v_lead) -> c.key in ('null', '[]') and c.value <> 'null';
  if v_empty is not null then
    perform outreach.write_lead(v_lead.id, v_empty, p_source, p_by, 'added');
  end if;
  return v_lead.id;
end $$;

-- Owner only: setup and the sandbox's seed. The same person again changes nothing. Answers the lead's id. Empty answer: the person
-- was erased.
create or replace function outreach.add_lead(p_lead jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead_id text := outreach.lead_at(p_lead ->> 'team_id', p_lead ->> 'profile_url',
    (p_lead - array['team_id', 'person_id', 'profile_url', 'provider_id', 'company_domain'])
      || jsonb_build_object('website', coalesce(p_lead ->> 'website', p_lead ->> 'company_domain')),
    'setup', coalesce(p_lead ->> 'person_id', 'setup'));
begin
  if v_lead_id is null and outreach.are_erased(p_lead ->> 'team_id', array[outreach.identity_of(outreach.canonical_profile(p_lead ->> 'profile_url'))]) then
    return null;
  elsif v_lead_id is null then
    raise sqlstate 'PT400' using message = format('Cannot add a lead at "%s": this is no address of a person', p_lead ->> 'profile_url'),
      detail = 'bad_url', hint = 'Accepted: https://www.linkedin.com/in/<slug>.';
  end if;
  update outreach.leads set provider_id = p_lead ->> 'provider_id' where id = v_lead_id and provider_id is null and p_lead ->> 'provider_id' is not null;
  perform outreach.identify(v_lead_id, 'provider_id', p_lead ->> 'provider_id');
  perform outreach.identify(v_lead_id, 'email', lower(p_lead ->> 'email'));
  return v_lead_id;
end $$;

-- Only an erased person's words go; who wrote them when, and their hash, stay.
create or replace function outreach.refuse_rewriting_words() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.text is null and to_jsonb(new) - 'text' = to_jsonb(old) - 'text' and exists (
    select from outreach.linkedin_automation n join outreach.leads l on l.id = n.lead_id
    where n.id = old.action_id and l.erased_at is not null) then
    return new;
  end if;
  raise sqlstate 'PT409' using message = 'Cannot update rows of action_revisions: they are only added', detail = 'append_only';
end $$;

drop trigger revisions_are_never_rewritten on outreach.action_revisions;
create trigger revisions_are_never_rewritten before update on outreach.action_revisions
  for each row execute function outreach.refuse_rewriting_words();

create or replace function outreach.action_view(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_action).id, 'team_id', (p_action).team_id, 'account_id', (p_action).account_id, 'type', (p_action).action_type,
    'status', (p_action).status,
    'lead', jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'provider_id', l.provider_id, 'erased_at', l.erased_at),
    'text', (p_action).payload ->> 'text', 'revision', (p_action).revision, 'hash', (p_action).hash,
    'approval', w.state, 'approvals', coalesce(outreach.approvals_of(w.state), '[]'::jsonb), 'quorum', coalesce(w.state -> 'quorum', '1'),
    'author_id', (p_action).author_id, 'approved_by', (p_action).approved_by, 'approved_at', (p_action).approved_at,
    'scheduled_for', (p_action).scheduled_for, 'jitter_applied_minutes', (p_action).jitter_applied_minutes,
    'daily_limit_check', (p_action).daily_limit_check, 'time_window_check', (p_action).time_window_check,
    'blocked_by', (p_action).blocked_by, 'retry_at', (p_action).retry_at, 'executed_at', (p_action).executed_at,
    'result', (p_action).result, 'error', (p_action).error, 'channel_id', (p_action).channel_id, 'created_at', (p_action).created_at,
    'campaign', (select jsonb_build_object('id', c.id, 'name', c.name, 'weight', c.weight, 'step', (p_action).step, 'thread_ts', c.thread_ts)
                 from outreach.campaigns c where c.id = (p_action).campaign_id),
    'answers', case when (p_action).executed_at is null and (p_action).status <> 'skipped' then '[]'::jsonb else coalesce((
      select jsonb_agg(jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at) order by e.at, e.id)
      from (select * from outreach.inbound_events i where i.action_id = (p_action).id order by i.id desc limit 10) e), '[]'::jsonb) end)
  from outreach.leads l
  cross join lateral (
    select case when (p_action).status in ('pending_approval', 'not_sent') then outreach.approval_state(p_action) end as state offset 0) w
  where l.id = (p_action).lead_id
$$;

-- The same key gives the same action. Refusals say why and store nothing.
create or replace function outreach.propose_action(p_action jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_known text;
  v_type text := p_action ->> 'type';
  v_text text := outreach.normal_text(p_action ->> 'text');
  v_new outreach.linkedin_automation;
  v_reason text;
  v_params jsonb := '{}';
begin
  select id into v_known from outreach.linkedin_automation where idempotency_key = p_action ->> 'idempotency_key';
  if v_known is not null then
    return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_known);
  end if;
  perform outreach.act_as(p_action ->> 'author_id');
  if v_type is null or v_type not in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite') then
    raise sqlstate 'PT400' using message = format('Cannot propose "%s": accepted are view_profile, send_invite, send_message, withdraw_invite', v_type),
      detail = 'bad_type';
  end if;
  if v_type in ('view_profile', 'withdraw_invite') then
    v_text := null;
  end if;
  -- Rules before account, and account before person, as all functions lock.
  perform platform.keep_rules(p_action ->> 'team_id');
  select * into v_account from outreach.accounts where id = p_action ->> 'account_id' and team_id = p_action ->> 'team_id' for no key update;
  if outreach.role_of(p_action ->> 'team_id', p_action ->> 'author_id') = 'guest' then
    v_reason := 'not_allowed';
  elsif v_account.id is null then
    v_reason := 'no_account';
  elsif v_type = 'send_message' and v_text is null then
    v_reason := 'empty';
  elsif outreach.text_length(v_text) > outreach.text_limit(v_type, v_account.tier) then
    v_reason := 'too_long';
    v_params := jsonb_build_object('length', outreach.text_length(v_text), 'max', outreach.text_limit(v_type, v_account.tier), 'tier', v_account.tier);
  elsif outreach.text_fault(v_text) is not null then
    v_reason := outreach.text_fault(v_text) ->> 'code';
    v_params := outreach.text_fault(v_text) - 'code';
  else
    v_new.lead_id := outreach.lead_at(p_action ->> 'team_id', p_action ->> 'profile_url', jsonb_build_object('name', p_action ->> 'name'),
      'person', p_action ->> 'author_id');
    if v_new.lead_id is null and outreach.are_suppressed(p_action ->> 'team_id', array[outreach.identity_of(outreach.canonical_profile(p_action ->> 'profile_url'))], '{}', '{}') then
      v_reason := 'erased';
    elsif v_new.lead_id is null then
      v_reason := 'bad_url';
      v_params := jsonb_build_object('value', left(p_action ->> 'profile_url', 200));
    elsif outreach.is_suppressed(v_new.lead_id) then
      v_reason := 'suppressed';
    elsif v_text is not null then
      v_known := outreach.same_words(v_new.lead_id, v_type, v_account.id, v_text, null);
      if v_known is not null then
        v_reason := 'duplicate';
        v_params := jsonb_build_object('action_id', v_known);
      end if;
    end if;
  end if;
  if v_reason is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'params', v_params, 'action_id', null);
  end if;

  v_new.account_id := v_account.id;
  v_new.action_type := v_type;
  v_new.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
  if v_type in ('send_invite', 'send_message') then
    -- A text to a person who wrote to us answers the newest message; a newer one voids the answer.
    v_new.in_reply_to := (outreach.newest_inbound(v_new.lead_id)).last_inbound_id;
  end if;
  begin
    insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, in_reply_to, hash, author_id, text_by, channel_id, idempotency_key)
    values (v_account.team_id, v_account.id, v_new.lead_id, v_type, v_new.payload, v_new.in_reply_to, outreach.action_hash(v_new),
            p_action ->> 'author_id', p_action ->> 'author_id', p_action ->> 'channel_id', p_action ->> 'idempotency_key')
    returning * into v_new;
  exception when unique_violation then
    select id into v_known from outreach.linkedin_automation where idempotency_key = p_action ->> 'idempotency_key';
    if v_known is not null then
      return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_known);
    end if;
    select n.id into v_known from outreach.linkedin_automation n
    where n.lead_id = v_new.lead_id and n.action_type = v_type and n.status not in ('failed', 'not_sent', 'cancelled', 'skipped', 'expired', 'suppressed')
    order by n.created_at desc limit 1;
    return jsonb_build_object('outcome', 'refused', 'reason', 'duplicate', 'params', jsonb_build_object('action_id', v_known), 'action_id', null);
  end;
  insert into outreach.action_revisions (action_id, revision, hash, text, written_by)
  values (v_new.id, 1, v_new.hash, v_text, v_new.author_id);
  update outreach.outbox set response_url = p_action ->> 'response_url' where action_id = v_new.id;
  update outreach.accounts set channel_id = v_new.channel_id where id = v_account.id and channel_id is null;
  return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_new.id);
end $$;

-- Invitations that were not accepted within the account's term: their withdrawal is proposed, at most five open ones per
-- account, and a person approves it like every other write. What a person turned down is not proposed again.
create or replace function outreach.propose_withdrawals() returns void
language plpgsql set search_path = pg_catalog, pg_temp
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
        and not exists (select from outreach.leads e where e.id = c.lead_id and e.erased_at is not null)
        and c.invited_at <= outreach.moment() - make_interval(days => v_account.withdraw_after_days)
        and not exists (
          select from outreach.linkedin_automation n
          where n.idempotency_key = format('withdraw %s %s %s', c.account_id, c.lead_id, extract(epoch from c.invited_at)))
      order by c.invited_at
      limit greatest(0, 5 - (
        select count(*)::integer from outreach.linkedin_automation n
        where n.account_id = v_account.id and n.action_type = 'withdraw_invite' and n.team_id = v_account.team_id
          and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')))
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
      on conflict do nothing
      returning * into v_action;
      if found then
        insert into outreach.action_revisions (action_id, revision, hash, written_by) values (v_action.id, 1, v_action.hash, v_action.author_id);
      end if;
    end loop;
  end loop;
end $$;

-- Each person of rows with the lead that is known and what an import would do. A lead that stands for others is meant by their
-- names. Codes: new, changed, unchanged, suppressed, erased, no_address.
create or replace function outreach.rows_of_import(p_team_id text, p_people jsonb)
returns table (n integer, url text, names text[], lead_id text, email text, fields jsonb, code text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with person as materialized (
    select x.* from jsonb_to_recordset(p_people) x(n integer, fields jsonb, email text, url text, names text[])),
  known as materialized (
    select distinct on (p.n) p.n, i.lead_id
    from person p cross join unnest(p.names) with ordinality w(name, place)
    -- Name by name: no plan that reads the whole table.
    cross join lateral (
      select i.kind, coalesce(h.same_as, h.id) as lead_id from outreach.lead_identities i join outreach.leads h on h.id = i.lead_id
      where i.team_id = p_team_id and i.kind = split_part(w.name, ':', 1) and i.value = substr(w.name, strpos(w.name, ':') + 1) offset 0) i
    order by p.n, case i.kind when 'provider_id' then 1 when 'slug' then 2 when 'sales_id' then 3 else 4 end, w.place),
  companies as materialized (
    select p.n, array[outreach.company_key(p.fields ->> 'company'), outreach.company_key(p.fields ->> 'company_url')] as keys from person p
    where exists (select from outreach.suppressions s where s.team_id = p_team_id and s.kind = 'company')),
  domains as materialized (
    select p.n, array[outreach.domain_key(p.fields ->> 'website'), outreach.domain_key(p.email)] as keys from person p
    where exists (select from outreach.suppressions s where s.team_id = p_team_id and s.kind = 'domain')),
  erased as materialized (
    select p.n from person p where outreach.are_erased(p_team_id, p.names || ('email:' || p.email))),
  stopped as materialized (
    select p.n from person p left join known k on k.n = p.n left join companies c on c.n = p.n left join domains d on d.n = p.n
    where exists (select from outreach.suppressions s where s.team_id = p_team_id)
      and (outreach.are_suppressed(p_team_id, p.names || ('email:' || p.email), c.keys, d.keys) or k.lead_id is not null and outreach.is_suppressed(k.lead_id))),
  held as materialized (
    select k.n, p.fields, outreach.lead_values(l) as vals from known k join person p on p.n = k.n join outreach.leads l on l.id = k.lead_id),
  changing as materialized (
    select distinct h.n
    from held h cross join jsonb_each(h.fields) c
    cross join lateral (select case c.key when 'tags' then outreach.lead_value('tags', h.vals -> 'tags' || outreach.lead_value('tags', c.value))
                               else outreach.lead_value(c.key, c.value) end as new) v
    where v.new <> h.vals -> c.key)
  select p.n, p.url, p.names, k.lead_id, p.email, p.fields, case
    when l.erased_at is not null or g.n is not null then 'erased'
    when k.lead_id is null and p.url is null then 'no_address'
    when s.n is not null then 'suppressed'
    when k.lead_id is null then 'new'
    when c.n is not null then 'changed'
    else 'unchanged' end
  from person p left join known k on k.n = p.n left join outreach.leads l on l.id = k.lead_id
  left join stopped s on s.n = p.n left join changing c on c.n = p.n left join erased g on g.n = p.n
$$;

-- Imports the next rows of a batch, at most 1,000: `p_from` rows are done before, `p_until` afterwards, so that no row is done
-- twice, also when another process comes back to it. Answers {outcome: done|known|gone, codes: [[n, code], ...]}.
create or replace function outreach.import_rows(p_batch_id text, p_fence integer, p_from integer, p_until integer, p_rows jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_batch outreach.lead_batches := outreach.hold_batch(p_batch_id, p_fence, 'running');
  v_people jsonb := outreach.people_of_rows(p_rows);
  v_rows jsonb;
  v_row record;
  v_counts jsonb;
begin
  if v_batch.id is null then
    return '{"outcome": "gone", "codes": []}';
  elsif v_batch.done <> p_from then
    return '{"outcome": "known", "codes": []}';
  end if;
  perform outreach.act_as(v_batch.person_id);
  perform outreach.keep_erasures(v_batch.team_id);
  -- Before any lead, in one order: a proposal for one of them holds its name first, too.
  perform pg_advisory_xact_lock(k.key)
  from (select distinct hashtext('outreach.lead ' || v_batch.team_id || w.name) as key
        from jsonb_to_recordset(v_people) x(names text[]) cross join unnest(x.names) w(name)
        where w.name not like 'email:%' order by 1) k;
  v_rows := (select coalesce(jsonb_agg(to_jsonb(r) || jsonb_build_object('lead_id', case when r.code = 'new' then gen_random_uuid()::text else r.lead_id end) order by r.n), '[]')
             from outreach.rows_of_import(v_batch.team_id, v_people) r);
  perform from outreach.leads l
  where l.id = any (array(select e.item ->> 'lead_id' from jsonb_array_elements(v_rows) e(item))) order by l.id for no key update;
  perform outreach.make_leads(v_batch, (select coalesce(jsonb_agg(e.item), '[]') from jsonb_array_elements(v_rows) e(item) where e.item ->> 'code' = 'new'));
  for v_row in
    select x.* from jsonb_to_recordset(v_rows) x(n integer, code text, lead_id text, fields jsonb) where x.code = 'changed' order by x.n
  loop
    perform outreach.write_lead(v_row.lead_id, v_row.fields, 'import:' || v_batch.id, v_batch.person_id, 'import', v_batch.id);
  end loop;
  insert into outreach.lead_identities (team_id, kind, value, lead_id, batch_id)
  select v_batch.team_id, split_part(w.name, ':', 1), substr(w.name, strpos(w.name, ':') + 1), x.lead_id, v_batch.id
  from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
  where x.code in ('new', 'changed', 'unchanged')
  on conflict do nothing;
  -- A name that another lead has: the two are one person.
  for v_row in
    select x.lead_id, i.kind, i.value
    from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
    cross join lateral (
      select i.kind, i.value from outreach.lead_identities i join outreach.leads h on h.id = i.lead_id
      where i.team_id = v_batch.team_id and i.kind = split_part(w.name, ':', 1) and i.value = substr(w.name, strpos(w.name, ':') + 1)
        and coalesce(h.same_as, h.id) <> x.lead_id offset 0) i
    where x.code in ('new', 'changed', 'unchanged')
  loop
    perform outreach.identify(v_row.lead_id, v_row.kind, v_row.value, v_batch.id);
  end loop;
  update outreach.leads l set provider_id = substr(w.name, 13)
  from jsonb_to_recordset(v_rows) x(code text, lead_id text, names text[]) cross join unnest(x.names) w(name)
  where l.id = x.lead_id and l.provider_id is null and w.name like 'provider\_id:%' and x.code in ('changed', 'unchanged');
  select jsonb_object_agg(c.code, c.n + coalesce((v_batch.counts ->> c.code)::integer, 0)) into v_counts
  from (select e.item ->> 'code' as code, count(*) as n from jsonb_array_elements(v_rows) e(item) group by 1) c;
  update outreach.lead_batches set done = p_until, counts = counts || coalesce(v_counts, '{}') where id = v_batch.id;
  return jsonb_build_object('outcome', 'done', 'codes', coalesce((
    select jsonb_agg(jsonb_build_array(e.item -> 'n', e.item -> 'code') order by e.place)
    from jsonb_array_elements(v_rows) with ordinality e(item, place)), '[]'));
end $$;

-- Ends a dispatch. `not_sent` is counted back only within its own local day, and the action may go again under the same
-- approval (at most three calls): the provider did nothing. The caller holds account and action.
create or replace function outreach.end_release(p_release_id bigint, p_result text, p_provider jsonb, p_error jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_was_unknown boolean;
  v_erased boolean;
begin
  select * into v_release from outreach.release_ledger where id = p_release_id;
  select * into v_account from outreach.accounts where id = v_release.account_id;
  select l.erased_at is not null into v_erased from outreach.leads l where l.id = v_release.lead_id;
  if v_erased then
    -- The person was erased between the call and its end: how it ended is kept, and nothing that leads to them.
    p_provider := outreach.without_person(p_provider);
    p_error := outreach.without_person(p_error);
  end if;
  v_was_unknown := v_release.outcome = 'unknown';
  update outreach.release_ledger
  set outcome = p_result, provider = provider || coalesce(p_provider, '{}'), error = p_error, ended_at = outreach.moment(),
      counted = counted and not (p_result = 'not_sent' and local_date = (outreach.moment() at time zone v_account.time_zone)::date),
      -- Of an erased person nothing can be looked up: a person says what they know.
      next_lookup_at = case when p_result = 'unknown' and v_erased is not true then dispatched_at + interval '90 seconds' end
  where id = p_release_id;
  update outreach.linkedin_automation
  set status = case p_result when 'sent' then 'completed' when 'already' then 'completed' else p_result end,
      result = jsonb_build_object('outcome', p_result) || coalesce(p_provider, '{}')
        || case when p_result = 'unknown' and v_erased then '{"needs_person": true}' else '{}' end::jsonb, error = p_error, blocked_by = null, retry_at = null, worker = null
  where id = v_release.action_id returning * into v_action;
  -- What waited for this outcome is looked at again.
  update outreach.linkedin_automation set aside = false, retry_at = null
  where lead_id = any (outreach.aliases(v_action.lead_id)) and status in ('approved', 'scheduled') and blocked_by = 'earlier_unknown';
  if p_result in ('sent', 'already') then
    perform outreach.note_effect(v_action, p_provider, p_error ->> 'code');
  elsif p_result = 'not_sent' and v_erased is not true and (v_release.provider ? 'restored_at' or not v_was_unknown and v_action.attempts < 3) then
    update outreach.linkedin_automation
    set status = 'approved', executed_at = null, scheduled_for = null, jitter_applied_minutes = null, result = null
    where id = v_action.id;
  end if;
end $$;

-- Stores an event once. A reply stops what waits for that person, from every account, in this transaction; an
-- acceptance makes the person connected. False: known already, or for an account that is not ours.
create or replace function outreach.record_inbound(p_event jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_event_id bigint;
  v_kind text := p_event ->> 'kind';
  v_lead_id text;
  v_leads text[];
  v_identity text := outreach.identity_of(outreach.canonical_profile(p_event ->> 'profile_url'));
  v_message_id text := coalesce(p_event ->> 'message_id', p_event ->> 'key');
  v_at timestamptz := outreach.event_time(p_event ->> 'at');
  v_release_id bigint;
  v_erased boolean;
  v_key text;
begin
  select * into v_account from outreach.accounts where provider_account_id = p_event ->> 'provider_account_id' for no key update;
  if v_account.id is null then
    return false;
  end if;
  select coalesce(l.same_as, l.id) into v_lead_id
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_account.team_id and (
    (i.kind = 'provider_id' and i.value = p_event ->> 'provider_id')
    or (i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1)))
  order by i.kind = 'provider_id' desc limit 1;
  -- Of an erased person nothing is kept but that this event was seen; a lead that bears one of their names is the same person.
  v_erased := outreach.are_erased(v_account.team_id, array['provider_id:' || (p_event ->> 'provider_id'), v_identity]);
  if v_erased then
    perform outreach.erase_person(v_lead_id, 'governor', 'known_again') where v_lead_id is not null;
    v_key := 'erased:' || outreach.erased_value((select k.key from outreach.erasure_keys k where k.team_id = v_account.team_id), p_event ->> 'key');
    insert into outreach.inbound_events (team_id, provider_account_id, key, kind, account_id, at, status)
    values (v_account.team_id, v_account.provider_account_id, v_key, v_kind, v_account.id, v_at, p_event ->> 'status')
    on conflict (provider_account_id, key) do nothing returning id into v_event_id;
    if v_event_id is not null and v_kind = 'echo' then
      perform outreach.act_as('governor');
      perform outreach.take_echo(v_account, array[]::text[], jsonb_build_object('at', v_at));
    end if;
    return v_event_id is not null;
  end if;
  -- The same message under another key was known before.
  if v_kind = 'message' and exists (
    select from outreach.inbound_events e
    where e.account_id = v_account.id and e.kind = 'message' and e.message_id = p_event ->> 'message_id' and e.key <> p_event ->> 'key') then
    return false;
  end if;
  insert into outreach.inbound_events (team_id, provider_account_id, key, kind, account_id, lead_id, chat_id, message_id, text, at, status)
  values (v_account.team_id, v_account.provider_account_id, p_event ->> 'key', v_kind, v_account.id, v_lead_id, p_event ->> 'chat_id', p_event ->> 'message_id',
          -- What strangers write is none of our business.
          case when v_lead_id is not null then p_event ->> 'text' end, v_at, p_event ->> 'status')
  on conflict (provider_account_id, key) do nothing returning id into v_event_id;
  if v_event_id is null then
    return false;
  end if;
  perform outreach.act_as('governor');
  if v_kind = 'account_status' then
    perform outreach.set_account_status(v_account.id, p_event ->> 'status');
    return true;
  elsif v_lead_id is null then
    -- Not a person of ours; a manual send still used the account's allowance.
    if v_kind = 'echo' then
      perform outreach.take_echo(v_account, array[]::text[], p_event || jsonb_build_object('at', v_at));
    end if;
    return true;
  end if;
  perform outreach.identify(v_lead_id, 'provider_id', p_event ->> 'provider_id');
  update outreach.leads set provider_id = p_event ->> 'provider_id' where id = v_lead_id and provider_id is null and p_event ->> 'provider_id' is not null;
  v_leads := outreach.aliases(v_lead_id);
  insert into outreach.contacts (team_id, account_id, lead_id) values (v_account.team_id, v_account.id, v_lead_id) on conflict do nothing;

  if v_kind = 'echo' then
    perform outreach.take_echo(v_account, v_leads, p_event || jsonb_build_object('at', v_at));
    update outreach.contacts set chat_id = coalesce(p_event ->> 'chat_id', chat_id) where account_id = v_account.id and lead_id = v_lead_id;
  elsif v_kind = 'accepted' then
    update outreach.contacts set connected = true, invitation = 'none' where account_id = v_account.id and lead_id = any (v_leads);
    -- An accepted invitation was sent.
    select l.id into v_release_id from outreach.release_ledger l
    where l.account_id = v_account.id and l.lead_id = any (v_leads) and l.action_type = 'send_invite' and l.outcome = 'unknown' limit 1;
    if v_release_id is not null then
      perform outreach.end_release(v_release_id, 'sent', '{"seen_by": "accepted"}', null);
      update outreach.contacts set invitation = 'none' where account_id = v_account.id and lead_id = any (v_leads);
    end if;
    update outreach.linkedin_automation set status = 'skipped', blocked_by = 'already_connected', retry_at = null
    where account_id = v_account.id and lead_id = any (v_leads) and action_type in ('send_invite', 'withdraw_invite')
      and status in ('pending_approval', 'approved', 'scheduled');
    perform outreach.reconsider(v_account.id, v_leads);
  elsif v_kind = 'message' then
    update outreach.contacts
    set chat_id = coalesce(p_event ->> 'chat_id', chat_id), last_inbound_id = v_message_id, last_inbound_event = v_event_id, last_inbound_at = v_at
    where account_id = v_account.id and lead_id = v_lead_id;
    -- Whatever time it carries: what waits was decided without it.
    perform outreach.stop_actions(v_leads, 'skipped', 'replied', array['send_invite', 'send_message'], v_message_id);
  end if;
  if v_kind in ('accepted', 'message') then
    perform outreach.show_answer(v_event_id, v_leads);
  end if;
  return true;
end $$;

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
  perform outreach.reconsider(v_account.id, outreach.aliases(v_lead_id));
end $$;

-- What people approved for one person, with the same bytes: {key, campaign_id, lead_id, steps: [{step, text, text_hash}],
-- approvals: [{person_id, at}], author_id, text_by: [person], job_id, version}. All the person's actions are made as approved,
-- or none. The same key changes nothing more. Refused with a code: `unknown_campaign`, `ended`,
-- `unknown_lead`, `wrong_state`, `replied`, `suppressed`, `steps`, `hash`, `empty`, `too_long`, `placeholder`, `unseen`, `duplicate`,
-- `approval`.
create or replace function outreach.accept_note(p_note jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_account outreach.accounts;
  v_place outreach.campaign_leads;
  v_action outreach.linkedin_automation;
  v_step jsonb;
  v_given jsonb;
  v_text text;
  v_reason text;
  v_before text;
  v_number integer := 0;
  v_author text := p_note ->> 'author_id';
  v_writers text[] := array(select jsonb_array_elements_text(coalesce(p_note -> 'text_by', '[]')));
  v_approved_at timestamptz;
  v_last text;
  v_waits integer;
begin
  select * into v_campaign from outreach.campaigns where id = p_note ->> 'campaign_id';
  if v_campaign.id is null then
    return '{"outcome": "refused", "reason": "unknown_campaign"}';
  end if;
  -- Rules before account, and account before person, as all functions lock.
  perform platform.keep_rules(v_campaign.team_id);
  select * into v_account from outreach.accounts where id = v_campaign.account_id for no key update;
  perform outreach.hold_person(p_note ->> 'lead_id');
  select * into v_campaign from outreach.campaigns where id = v_campaign.id;
  select * into v_place from outreach.campaign_leads where campaign_id = v_campaign.id and lead_id = p_note ->> 'lead_id' for no key update;
  if v_place.note_key = p_note ->> 'key' then
    return '{"outcome": "accepted", "reason": null}';
  end if;
  perform outreach.act_as(v_author);
  v_reason := case
    when v_place.lead_id is null then 'unknown_lead'
    when exists (select from outreach.leads l where l.id = v_place.lead_id and l.erased_at is not null) then 'suppressed'
    when v_campaign.status = 'ended' then 'ended'
    when v_place.status = 'replied' or (outreach.newest_inbound(v_place.lead_id)).last_inbound_event is not null then 'replied'
    when v_place.status <> 'drafting' then 'wrong_state'
    when outreach.is_suppressed(v_place.lead_id) then 'suppressed'
    when jsonb_typeof(p_note -> 'steps') is distinct from 'array' or jsonb_array_length(p_note -> 'steps') <> jsonb_array_length(v_campaign.steps) then 'steps' end;
  select max(least((a ->> 'at')::timestamptz, outreach.moment())), (array_agg(a ->> 'person_id' order by (a ->> 'at')::timestamptz desc))[1]
  into v_approved_at, v_last from jsonb_array_elements(coalesce(p_note -> 'approvals', '[]')) a;
  if v_reason is null and (v_last is null or exists (
    select from jsonb_array_elements(p_note -> 'approvals') a where a ->> 'person_id' = any (v_author || v_writers))) then
    v_reason := 'approval';
  end if;
  select coalesce(sum((s ->> 'wait_days')::integer), 0) into v_waits from jsonb_array_elements(v_campaign.steps) s;
  if v_reason is null then
  begin
    for v_step in select * from jsonb_array_elements(v_campaign.steps) loop
      v_number := v_number + 1;
      select s into v_given from jsonb_array_elements(p_note -> 'steps') s where (s ->> 'step')::integer = v_number;
      v_text := v_given ->> 'text';
      v_reason := case
        when v_given is null then 'steps'
        when v_text is not null and not (v_step ->> 'with_words')::boolean then 'steps'
        when v_text is not null and encode(sha256(convert_to(v_text, 'UTF8')), 'hex') is distinct from v_given ->> 'text_hash' then 'hash'
        when v_text is null and v_step ->> 'kind' = 'send_message' then 'empty'
        when outreach.text_length(v_text) > outreach.text_limit(v_step ->> 'kind', v_account.tier) then 'too_long'
        when outreach.text_fault(v_text) is not null then outreach.text_fault(v_text) ->> 'code'
        when outreach.same_words(v_place.lead_id, v_step ->> 'kind', v_account.id, v_text, null) is not null then 'duplicate' end;
      exit when v_reason is not null;
      v_action := null;
      v_action.account_id := v_account.id;
      v_action.lead_id := v_place.lead_id;
      v_action.action_type := v_step ->> 'kind';
      v_action.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
      insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, hash, author_id, text_by, channel_id, idempotency_key,
        expires_at, campaign_id, step, after_action_id, after, wait_days)
      values (v_account.team_id, v_account.id, v_place.lead_id, v_action.action_type, v_action.payload, outreach.action_hash(v_action), v_author,
        coalesce(v_writers[cardinality(v_writers)], v_author), v_campaign.channel_id,
        format('campaign %s %s %s', v_campaign.id, v_place.lead_id, v_number),
        -- An invitation may wait long for its answer, and what follows it waits as well.
        outreach.moment() + make_interval(days => 60 + 2 * v_waits), v_campaign.id, v_number, v_before, v_step ->> 'after', (v_step ->> 'wait_days')::integer)
      returning * into v_action;
      insert into outreach.action_revisions (action_id, revision, hash, text, written_by) values (v_action.id, 1, v_action.hash, v_text, v_action.text_by);
      insert into outreach.action_approvals (action_id, revision, hash, person_id, approved_at)
      select v_action.id, 1, v_action.hash, a ->> 'person_id', max(least((a ->> 'at')::timestamptz, outreach.moment()))
      from jsonb_array_elements(p_note -> 'approvals') a group by a ->> 'person_id';
      if not (outreach.approval_state(v_action) ->> 'complete')::boolean or not outreach.approvals_of(outreach.approval_state(v_action)) ? v_last then
        v_reason := 'approval';
        exit;
      end if;
      update outreach.linkedin_automation
      set status = 'approved', approved_by = v_last, approved_at = v_approved_at, approved_revision = 1, approved_hash = hash, decided_by = v_last
      where id = v_action.id;
      -- What follows another step waits for it, out of the way of what can go.
      update outreach.linkedin_automation set aside = true, blocked_by = 'earlier_step' where id = v_action.id and v_before is not null;
      v_before := v_action.id;
    end loop;
    if v_reason is not null then
      raise exception 'refused' using errcode = 'GL001';
    end if;
  exception
    when sqlstate 'GL001' then
      null;
    when unique_violation then
      v_reason := 'duplicate';
  end;
  end if;
  if v_reason is not null then
    update outreach.campaign_leads set status = 'skipped', reason = v_reason, note_key = null, updated_at = outreach.moment()
    where campaign_id = v_campaign.id and lead_id = v_place.lead_id and status = 'drafting';
    perform outreach.note(v_campaign.team_id, 'note_refused', 'campaign', v_campaign.id, null, null,
      jsonb_build_object('lead_id', v_place.lead_id, 'cause', v_reason, 'job_id', p_note ->> 'job_id'));
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason);
  end if;
  update outreach.campaign_leads set status = 'ready', note_key = p_note ->> 'key', updated_at = outreach.moment()
  where campaign_id = v_campaign.id and lead_id = v_place.lead_id;
  perform outreach.note(v_campaign.team_id, 'note_accepted', 'campaign', v_campaign.id, null, null,
    jsonb_build_object('lead_id', v_place.lead_id, 'job_id', p_note ->> 'job_id', 'version', p_note -> 'version', 'approvals', p_note -> 'approvals'));
  if v_campaign.started_at is null then
    update outreach.campaigns set status = case status when 'drafting' then 'running' else status end, started_at = outreach.moment() where id = v_campaign.id;
    perform outreach.note(v_campaign.team_id, 'campaign_running', 'campaign', v_campaign.id, 'drafting', 'running');
  end if;
  return '{"outcome": "accepted", "reason": null}';
end $$;

-- Content will never write them: the campaign ends and says so.
create or replace function outreach.end_refused_campaign() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.campaign_leads set status = 'skipped', reason = 'notes_refused', updated_at = outreach.moment()
  where campaign_id = old.payload -> 'brief' ->> 'reference' and status = 'drafting';
  return null;
end $$;

-- The other side will never take it, by its code. False: the claim was lost.
create or replace function outreach.refuse_handover(p_id bigint, p_fence bigint, p_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.handovers
  set status = 'refused', error = jsonb_build_object('code', left(p_code, 64)), payload = '{}',
      leased_until = null, worker = null, ended_at = platform.now()
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- The other side will never take it, by its code. False: the claim was lost.
create or replace function content.refuse_handover(p_id bigint, p_fence bigint, p_code text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.handovers
  set status = 'refused', error = jsonb_build_object('code', left(p_code, 64)), payload = '{}',
      leased_until = null, worker = null, ended_at = platform.now()
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

update outreach.handovers set payload = '{}' where status = 'refused';
update content.handovers set payload = '{}' where status = 'refused';

-- Erasing a person: all that says who they are or what was said goes, in one transaction here and in another in content, to which it
-- crosses as a hand-over. What stays are ids, times, hashes and how releases ended, so that no limit counts wrong and nothing goes
-- out twice, and hashes of the person's names, by which they are known again and refused.

create table outreach.erasures (
  -- The lead that stood for the person.
  lead_id text primary key,
  team_id text not null,
  -- A person's id, or the part that knew an erased person again.
  by_id text not null,
  reason text not null constraint reason_is_known check (reason in ('asked', 'objected', 'no_basis', 'other', 'known_again')),
  at timestamptz not null,
  counts jsonb not null,
  -- What content erased; null: it has not yet.
  content jsonb,
  content_at timestamptz,
  constraint what_content_erased_has_a_time check ((content is null) = (content_at is null)),
  constraint an_erasure_is_of_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id)
);
alter table outreach.erasures enable row level security;
create index erasures_of_a_lead on outreach.erasures (lead_id, team_id);

-- No person is erased until the caller's transaction ends. Taken before accounts and leads.
create or replace function outreach.keep_erasures(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock_shared(hashtext('outreach.erasures ' || p_team_id))
$$;

-- What a provider answered and an error said, without what leads to a person.
create or replace function outreach.without_person(p_said jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_said) = 'object' then coalesce((
      select jsonb_object_agg(s.key, s.value) from jsonb_each(p_said) s
      where s.key in ('outcome', 'needs_person', 'looks_failed', 'seen_by', 'resolved_by', 'restored_at', 'usage', 'code', 'class')
        or s.key = 'looked' and jsonb_typeof(s.value) = 'number'), '{}')
    || case when p_said ? 'code' then '{"message": ""}' else '{}' end::jsonb end
$$;

-- A text without words that name a person, which are long enough to mean no one else.
create or replace function outreach.without_words(p_text text, p_words text[]) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_word text;
begin
  foreach v_word in array p_words loop
    p_text := regexp_replace(p_text, regexp_replace(v_word, '([^[:alnum:][:space:]])', '\\\1', 'g'), '–', 'gi');
  end loop;
  return p_text;
end $$;

-- All names of the leads that are one person, as suppressions name them. An e-mail address that others have too is no name.
create or replace function outreach.names_of(p_team_id text, p_lead_ids text[]) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with said as (
    select l.profile_url, l.provider_id, l.email from outreach.leads l where l.id = any (p_lead_ids)
    union
    select v.data ->> 'profile_url', v.data ->> 'provider_id', v.data ->> 'email' from outreach.lead_versions v where v.lead_id = any (p_lead_ids)
  )
  select coalesce(array_agg(distinct n.name), '{}') from (
    select i.kind || ':' || i.value as name from outreach.lead_identities i where i.lead_id = any (p_lead_ids)
    union all select outreach.identity_of(s.profile_url) from said s
    union all select 'provider_id:' || s.provider_id from said s
    union all select 'email:' || lower(s.email) from said s
      where not exists (select from outreach.leads o where o.team_id = p_team_id and o.email = s.email and o.id <> all (p_lead_ids))) n
  where n.name is not null
$$;

-- What of a person there is, for the admin who is about to erase it. Without a name.
create or replace function outreach.what_is_known(p_lead_ids text[]) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'leads', cardinality(p_lead_ids),
    'versions', (select count(*) from outreach.lead_versions v where v.lead_id = any (p_lead_ids)),
    'actions', (select count(*) from outreach.linkedin_automation n where n.lead_id = any (p_lead_ids)),
    'waiting', (select count(*) from outreach.linkedin_automation n where n.lead_id = any (p_lead_ids) and n.status in ('pending_approval', 'approved', 'scheduled')),
    'under_way', (select count(*) from outreach.linkedin_automation n where n.lead_id = any (p_lead_ids) and n.status in ('dispatching', 'unknown')),
    'campaigns', (select count(*) from outreach.campaign_leads c where c.lead_id = any (p_lead_ids)),
    'notes', (select count(*) from outreach.campaign_leads c where c.lead_id = any (p_lead_ids) and (c.status = 'drafting' or c.note_key is not null)),
    'replies', (select count(*) from outreach.inbound_events e where e.lead_id = any (p_lead_ids) and e.kind = 'message'),
    'batches', (select count(*) from outreach.lead_batches b
                where b.id in (select v.batch_id from outreach.lead_versions v where v.lead_id = any (p_lead_ids)) or b.plan -> 'leads' ?| p_lead_ids),
    'messages', (select count(*) from outreach.outbox o where o.ts is not null and (
      o.action_id in (select n.id from outreach.linkedin_automation n where n.lead_id = any (p_lead_ids))
      or o.event -> 'params' ->> 'action_id' in (select n.id from outreach.linkedin_automation n where n.lead_id = any (p_lead_ids)))),
    -- An invitation that stands at LinkedIn can be taken back there alone, once no one knows here to whom it went.
    'invitations', (select count(*) from outreach.contacts c where c.lead_id = any (p_lead_ids) and c.invitation = 'pending' and c.connected is not true))
$$;

-- Erases a person under all names. The caller has asked whether that may be; `p_reason` is a code. What is being sent at this moment
-- keeps its row and its end. Answers what there was.
create or replace function outreach.erase_person(p_lead_id text, p_by text, p_reason text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := (select l.team_id from outreach.leads l where l.id = p_lead_id);
  v_ids text[];
  v_root text;
  v_names text[];
  v_words text[];
  v_people text[];
  v_events text[];
  v_actions text[];
  v_key text;
  v_counts jsonb;
begin
  perform pg_advisory_xact_lock(hashtext('outreach.erasures ' || v_team));
  if p_by <> 'governor' then
    -- Account before person, as all functions lock. The governor holds its own.
    perform outreach.hold_accounts(v_team);
  end if;
  v_ids := outreach.hold_person(p_lead_id);
  select coalesce(l.same_as, l.id) into v_root from outreach.leads l where l.id = p_lead_id;
  if not exists (select from outreach.leads l where l.id = any (v_ids) and l.erased_at is null) then
    return (select e.counts from outreach.erasures e where e.lead_id = v_root);
  end if;
  perform outreach.act_as(p_by);
  perform from outreach.linkedin_automation n where n.lead_id = any (v_ids) order by n.id for no key update;
  v_counts := outreach.what_is_known(v_ids);
  v_names := outreach.names_of(v_team, v_ids);
  v_actions := array(select n.id from outreach.linkedin_automation n where n.lead_id = any (v_ids) order by n.id);
  v_events := array(select e.id::text from outreach.inbound_events e where e.lead_id = any (v_ids) and e.kind = 'message' order by e.id);
  -- One word alone means other people as well.
  v_people := array(
    select distinct btrim(p.name) from (
      select l.name from outreach.leads l where l.id = any (v_ids)
      union all select v.data ->> 'name' from outreach.lead_versions v where v.lead_id = any (v_ids)) p
    where btrim(p.name) ~ '\S\s+\S');
  v_words := v_people || array(
    select distinct w.word from (
      select l.profile_url as word from outreach.leads l where l.id = any (v_ids)
      union all select substr(n, strpos(n, ':') + 1) from unnest(v_names) n
      union all select l.email from outreach.leads l where l.id = any (v_ids)) w
    where char_length(w.word) >= 5);

  -- Known again by hashes, whatever was on the list by name.
  insert into outreach.erasure_keys (team_id, key)
  values (v_team, encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex')) on conflict do nothing;
  select k.key into v_key from outreach.erasure_keys k where k.team_id = v_team;
  insert into outreach.suppressions (team_id, kind, value, reason, person_id)
  select v_team, 'erased', outreach.erased_value(v_key, n), '', p_by from unnest(v_names) n on conflict do nothing;
  delete from outreach.suppressions s where s.team_id = v_team and s.kind = 'person' and s.value = any (v_names);
  update outreach.ended_suppressions s
  set kind = 'erased', value = outreach.erased_value(v_key, s.value), reason = '', end_reason = 'erased'
  where s.team_id = v_team and s.kind = 'person' and s.value = any (v_names);
  update outreach.suppressions s set reason = outreach.without_words(s.reason, v_words)
  where s.team_id = v_team and s.reason <> outreach.without_words(s.reason, v_words);

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
  update outreach.lead_batches b set title = outreach.without_words(b.title, v_words)
  where b.team_id = v_team and b.title <> outreach.without_words(b.title, v_words);
  update outreach.campaigns c
  set name = outreach.without_words(c.name, v_words), purpose = outreach.without_words(c.purpose, v_words),
      filter = outreach.without_words(c.filter::text, v_words)::jsonb
  where c.team_id = v_team and concat_ws(' ', c.name, c.purpose, c.filter::text) <> outreach.without_words(concat_ws(' ', c.name, c.purpose, c.filter::text), v_words);
  update outreach.outbox o set event = outreach.without_words(o.event::text, v_words)::jsonb
  where o.event -> 'params' ? 'campaign' and o.event::text <> outreach.without_words(o.event::text, v_words);

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

  perform outreach.hand_over(v_team, 'erase', 'erase:' || v_root, jsonb_build_object('team_id', v_team, 'lead_ids', to_jsonb(v_ids),
    'event_ids', to_jsonb(v_events), 'names', to_jsonb(v_people), 'addresses', to_jsonb(v_words), 'person_id', p_by));
  insert into outreach.erasures (lead_id, team_id, by_id, reason, at, counts)
  values (v_root, v_team, p_by, p_reason, outreach.moment(), v_counts)
  on conflict (lead_id) do update set at = excluded.at, counts = excluded.counts, content = null, content_at = null;
  perform outreach.note(v_team, 'lead_erased', 'lead', v_root, null, 'erased', v_counts || jsonb_build_object('reason', p_reason, 'others', to_jsonb(array_remove(v_ids, v_root))));
  return v_counts;
end $$;

-- Content has erased as well.
create or replace function outreach.note_erased_content() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.erasures set content = new.result, content_at = platform.now() where lead_id = substr(new.key, 7);
  return null;
end $$;
create trigger erasures_end_with_content after update of status on outreach.handovers
  for each row when (new.kind = 'erase' and new.status = 'done') execute function outreach.note_erased_content();

create or replace function outreach.erasure_view(p_lead_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('lead_id', e.lead_id, 'by', e.by_id, 'at', e.at, 'counts', e.counts, 'content', e.content, 'content_at', e.content_at)
  from outreach.erasures e join outreach.leads l on l.id = p_lead_id where e.lead_id = coalesce(l.same_as, l.id)
$$;

-- What an admin sees before a person is erased, found as outreach.find_lead finds. {outcome: found|several|none|erased|not_allowed, lead,
-- choices, counts, erasure}: `erased` by an id, or by a name that only its hash is left of.
create or replace function outreach.look_at_erasure(p_team_id text, p_person_id text, p_words text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_found jsonb;
  v_lead_id text;
  v_none jsonb := '{"lead": null, "choices": [], "counts": null, "erasure": null}';
begin
  if outreach.role_of(p_team_id, p_person_id) <> 'admin' then
    return v_none || '{"outcome": "not_allowed"}';
  end if;
  v_found := outreach.find_lead(p_team_id, p_person_id, p_words);
  v_lead_id := v_found -> 'lead' ->> 'lead_id';
  if v_found ->> 'outcome' <> 'found' then
    return v_none || jsonb_build_object('choices', v_found -> 'choices', 'outcome', case
      when v_found ->> 'outcome' = 'none' and outreach.are_erased(p_team_id, array[outreach.identity_of(outreach.person_address(p_words)), 'email:' || lower(btrim(p_words))]) then 'erased'
      else v_found ->> 'outcome' end);
  elsif v_found -> 'lead' ->> 'erased_at' is not null then
    return v_none || jsonb_build_object('outcome', 'erased', 'erasure', outreach.erasure_view(v_lead_id));
  end if;
  return v_none || jsonb_build_object('outcome', 'found', 'counts', outreach.what_is_known(outreach.aliases(v_lead_id)), 'lead', (
    select outreach.lead_choice(l) from outreach.leads l where l.id = v_lead_id));
end $$;

-- Erases a person, by an admin: {team_id, person_id, lead_id, reason: asked|objected|no_basis|other}. {outcome: done|known|not_allowed|not_found, counts}.
create or replace function outreach.erase_lead(p_erasure jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_counts jsonb;
begin
  if outreach.role_of(p_erasure ->> 'team_id', p_erasure ->> 'person_id') <> 'admin' then
    return '{"outcome": "not_allowed", "counts": null}';
  elsif coalesce(p_erasure ->> 'reason', '') not in ('asked', 'objected', 'no_basis', 'other') then
    raise sqlstate 'PT400' using message = format('Cannot erase for the reason "%s": accepted are asked, objected, no_basis, other', p_erasure ->> 'reason'), detail = 'bad_reason';
  end if;
  select * into v_lead from outreach.leads where id = p_erasure ->> 'lead_id' and team_id = p_erasure ->> 'team_id';
  if v_lead.id is null then
    return '{"outcome": "not_found", "counts": null}';
  end if;
  v_counts := outreach.erase_person(v_lead.id, p_erasure ->> 'person_id', p_erasure ->> 'reason');
  return jsonb_build_object('outcome', case when v_lead.erased_at is null then 'done' else 'known' end, 'counts', v_counts);
end $$;

grant execute on function outreach.look_at_erasure, outreach.erase_lead to greenlight_bot;

alter table content.drafts add column erased_at timestamptz;
alter table content.note_items add column erased_at timestamptz;

-- Erasing a person whom outreach has erased. Outreach names them by its ids; what is linked to those goes: words, records, replies,
-- checkpoints, files and answers of models. A draft that says something of them loses its body as a whole, as its hash covers all of
-- it: number and hash stay. Work on one person ends; work on many goes on without that one.

-- What outreach has erased, by its ids: what crosses later is taken without it.
create table content.erased_subjects (
  team_id text not null references platform.teams,
  -- `lead`, or `event`: a message of one.
  kind text not null constraint kind_is_known check (kind in ('lead', 'event')),
  reference text not null,
  at timestamptz not null default platform.now(),
  primary key (team_id, kind, reference)
);
alter table content.erased_subjects enable row level security;

create or replace function content.is_erased(p_team_id text, p_kind text, p_reference text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from content.erased_subjects e where e.team_id = p_team_id and e.kind = p_kind and e.reference = p_reference)
$$;

-- A hand-over without people who were erased meanwhile. Raises `erased` where no one is left.
create or replace function content.without_erased(p_job jsonb) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_job ->> 'team_id';
  v_path text[] := case p_job ->> 'type' when 'outreach_notes' then array['brief', 'people'] when 'lead_enrichment' then array['records'] end;
  v_left jsonb;
begin
  if not exists (select from content.erased_subjects e where e.team_id = v_team) then
    return p_job;
  elsif v_path is null then
    v_left := case when content.is_erased(v_team, 'event', p_job -> 'brief' ->> 'reference') then '[]' else '[0]' end;
  elsif jsonb_typeof(p_job #> v_path) = 'array' and p_job #> v_path <> '[]' then
    select coalesce(jsonb_agg(p.item order by p.place), '[]') into v_left
    from jsonb_array_elements(p_job #> v_path) with ordinality p(item, place)
    where not content.is_erased(v_team, 'lead', p.item ->> 'lead_id');
    p_job := jsonb_set(p_job, v_path, v_left);
  end if;
  if v_left = '[]' then
    raise sqlstate 'PT409' using message = format('Cannot start a job of type "%s": its people were erased', p_job ->> 'type'), detail = 'erased';
  end if;
  return p_job;
end $$;

-- Content of a draft without its body, in the form that its readers know.
create or replace function content.erased_content(p_draft content.drafts) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('kind', (p_draft).content ->> 'kind', 'title', '–', 'language', (p_draft).content ->> 'language',
      'model', (p_draft).content ->> 'model', 'offline', (p_draft).content -> 'offline')
    || case (p_draft).content ->> 'kind'
      when 'lead_enrichment' then jsonb_build_object('reference', (p_draft).content -> 'reference', 'counts', (p_draft).content -> 'counts', 'unread', '[]'::jsonb,
        'samples', '[]'::jsonb, 'without', (p_draft).content -> 'without', 'changes_sha256', (p_draft).content -> 'changes_sha256')
      else jsonb_build_object('intent', (p_draft).content -> 'intent', 'summary', '', 'answer', null, 'quotes', '[]'::jsonb, 'missing', null, 'blocking', '[]'::jsonb,
        'warnings', '[]'::jsonb, 'sources', '[]'::jsonb,
        'reply', jsonb_build_object('text', '', 'at', (p_draft).content -> 'reply' -> 'at', 'person', null)) end
$$;

-- What of a job leads to people by words, whoever they are: what a graph keeps, and what models answered. A call that was paid counts;
-- its answer is not used again.
create or replace function content.forget_thread(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from content.checkpoint_writes where thread_id = p_job_id;
  delete from content.checkpoint_channels where thread_id = p_job_id;
  delete from content.checkpoints where thread_id = p_job_id;
  update content.usage_ledger set reply = null, unheard = state = 'settled' where job_id = p_job_id and reply is not null;
$$;

-- Takes the bodies and files of a job's drafts. Answers how many drafts and files.
create or replace function content.erase_drafts(p_job_id text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_drafts integer;
  v_files integer;
begin
  update content.drafts d
  set erased_at = platform.now(), content = content.erased_content(d), artifacts = '[]', finals = '[]', reason = null, reason_from = '{}',
      authors = (select coalesce(jsonb_agg(a || '{"text": ""}'), '[]') from jsonb_array_elements(d.authors) a),
      status = case d.status when 'proposed' then 'superseded' else d.status end
  where d.job_id = p_job_id and d.erased_at is null;
  get diagnostics v_drafts = row_count;
  delete from content.artifacts where job_id = p_job_id;
  get diagnostics v_files = row_count;
  update content.hand_versions h
  set content = '{}', reason = null, authors = (select coalesce(jsonb_agg(a || '{"text": ""}'), '[]') from jsonb_array_elements(h.authors) a)
  where h.job_id = p_job_id;
  delete from content.corrections where job_id = p_job_id;
  return jsonb_build_object('drafts', v_drafts, 'files', v_files);
end $$;

-- Does a text name one of these words? `p_words` null: any text does.
create or replace function content.names_one(p_text text, p_words text[]) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_text <> '' and (p_words is null or exists (select from unnest(p_words) w where strpos(lower(p_text), lower(w)) > 0))
$$;

create or replace function content.without_words(p_text text, p_words text[]) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_word text;
begin
  foreach v_word in array p_words loop
    p_text := regexp_replace(p_text, regexp_replace(v_word, '([^[:alnum:][:space:]])', '\\\1', 'g'), '–', 'gi');
  end loop;
  return p_text;
end $$;

-- What people and agents said of a job, where it names one of these words; null: all of it.
create or replace function content.erase_sayings(p_job_id text, p_words text[]) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.chat_history set text = '–', as_read = null where job_id = p_job_id and content.names_one(concat_ws(' ', text, as_read), p_words);
  update content.agent_replies set text = '–' where job_id = p_job_id and content.names_one(text, p_words);
  update content.reviews set note = '–' where job_id = p_job_id and content.names_one(note, p_words);
  update content.questions set note = '–' where job_id = p_job_id and content.names_one(note, p_words);
  update content.questions set content = content.without_words(content::text, p_words)::jsonb where job_id = p_job_id and content.names_one(content::text, p_words) and p_words is not null;
  update content.drafts set reason = '–' where job_id = p_job_id and content.names_one(reason, p_words);
  update content.content_history
  set prompt = case when content.names_one(prompt, p_words) then '–' else prompt end, title = case when content.names_one(title, p_words) then '–' else title end,
      brief = case when content.names_one(brief::text, p_words) then '{}' else brief end,
      decision_note = case when content.names_one(decision_note, p_words) then null else decision_note end,
      overrides = case when content.names_one(overrides::text, p_words) then '[]' else overrides end, search = null, language = null
  where job_id = p_job_id;
$$;

-- All that stands of a job in Slack is drawn anew, and files that were posted are taken away there. Answers how many.
create or replace function content.show_erased(p_job_id text) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_messages integer;
begin
  update content.outbox
  set wanted = wanted + 1, given_up = false, attempts = 0, run_at = platform.now()
  where job_id = p_job_id and ts is not null and kind in ('brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question', 'reply', 'reminder');
  get diagnostics v_messages = row_count;
  update content.outbox set given_up = true where job_id = p_job_id and ts is null and kind in ('pages', 'final', 'reply', 'reminder', 'unreachable');
  return v_messages;
end $$;

-- Ends a job whatever it waits for; what failed or expired is not taken up again either. Its runner's next write is refused.
create or replace function content.end_erased_job(p_job_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  update content.jobs set status = 'queued', ended_at = null, error = null where id = p_job_id and status in ('failed', 'expired');
  update content.jobs
  set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, resume = null, ended_at = platform.now(),
      error = '{"code": "erased", "message": "The person was erased"}'
  where id = p_job_id and content.can_move(status, 'cancelled');
  update content.jobs set checkpoint_data = checkpoint_data - array['graph_version', 'checkpoint_id'], resume = null, result = null, final = '[]'
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
end $$;

-- Takes a job from its runner and lets it begin again, without what it had kept of its thread.
create or replace function content.begin_again(p_job_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  update content.jobs
  set status = 'queued', fence = fence + 1, leased_until = null, worker = null, attempts = 0, error = null, run_at = platform.now(),
      resume = case when resume ->> 'kind' = 'answer' then resume end, checkpoint_data = checkpoint_data - array['graph_version', 'checkpoint_id']
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
end $$;

-- The work on a message of an erased person ends.
create or replace function content.erase_reply(p_job content.jobs) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_erased jsonb := content.erase_drafts((p_job).id);
begin
  perform content.forget_thread((p_job).id);
  perform content.erase_sayings((p_job).id, null);
  update content.jobs
  set brief = jsonb_build_object('topic', '–', 'language', brief -> 'language', 'reference', brief -> 'reference',
    'person', '{"name": null, "title": null, "company": null, "profile_url": ""}'::jsonb, 'reply', jsonb_build_object('text', '–', 'at', brief -> 'reply' -> 'at'),
    'before', '[]'::jsonb, 'account', brief -> 'account', 'purpose', null, 'most', brief -> 'most')
  where id = (p_job).id;
  perform content.end_erased_job((p_job).id);
  return v_erased;
end $$;

-- The words of a campaign go on without a person: theirs are gone, whether they were decided or not.
create or replace function content.erase_notes(p_job content.jobs, p_lead_ids text[], p_by text, p_words text[]) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_notes integer;
begin
  update content.note_items i
  set name = null, about = '[]', used = '[]', without = '[]', erased_at = platform.now(),
      texts = (select coalesce(jsonb_agg(jsonb_build_object('step', t -> 'step', 'text', null) order by (t ->> 'step')::integer), '[]') from jsonb_array_elements(i.texts) t),
      status = case i.status when 'waiting' then 'skipped' else i.status end, decided_by = coalesce(i.decided_by, p_by), decided_at = coalesce(i.decided_at, platform.now())
  where i.job_id = (p_job).id and i.lead_id = any (p_lead_ids) and i.erased_at is null;
  get diagnostics v_notes = row_count;
  perform content.forget_thread((p_job).id);
  perform content.erase_sayings((p_job).id, p_words);
  update content.jobs
  set brief = content.without_words(jsonb_set(brief, '{people}', (
      select coalesce(jsonb_agg(p.item order by p.place), '[]') from jsonb_array_elements(brief -> 'people') with ordinality p(item, place)
      where p.item ->> 'lead_id' <> all (p_lead_ids)))::text, p_words)::jsonb,
    error = error - 'params', checkpoint_data = checkpoint_data - array['graph_version', 'checkpoint_id']
  where id = (p_job).id returning * into v_job;
  if v_job.brief -> 'people' = '[]' then
    perform content.end_erased_job(v_job.id);
  elsif v_job.status in ('queued', 'running') then
    perform content.begin_again(v_job.id);
  elsif v_job.status = 'awaiting_input' and not exists (select from content.note_items i where i.job_id = v_job.id and i.status = 'waiting') then
    update content.questions
    set status = 'answered', answer = 'go_on', answered_by = p_by, answered_at = platform.now()
    where job_id = v_job.id and number = v_job.questions and status = 'open';
    update content.jobs set resume = jsonb_build_object('kind', 'answer', 'question', q.number, 'hash', q.hash, 'answer', 'go_on', 'note', null, 'person_id', p_by)
    from content.questions q where jobs.id = v_job.id and q.job_id = jobs.id and q.number = jobs.questions;
    perform content.begin_again(v_job.id);
  else
    perform content.turn_to_waiting(v_job.id);
  end if;
  return v_notes;
end $$;

-- An enrichment goes on without a lead. What waited for people was the whole of it: another version of what is left takes its place.
create or replace function content.erase_records(p_job content.jobs, p_lead_ids text[], p_words text[]) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_records integer;
  v_erased jsonb;
begin
  delete from content.batch_records r where r.job_id = (p_job).id and r.lead_id = any (p_lead_ids);
  get diagnostics v_records = row_count;
  perform content.forget_thread((p_job).id);
  perform content.erase_sayings((p_job).id, p_words);
  update content.jobs j
  set brief = content.without_words(j.brief::text, p_words)::jsonb || jsonb_build_object('without', coalesce((
      select d.content -> 'without' from content.drafts d where d.job_id = j.id and d.version = j.versions), '[]')),
    error = j.error - 'params', checkpoint_data = j.checkpoint_data - array['graph_version', 'checkpoint_id']
  where j.id = (p_job).id returning * into v_job;
  v_erased := content.erase_drafts(v_job.id);
  if v_job.status = 'expired' or v_job.status <> 'completed' and not exists (select from content.batch_records r where r.job_id = v_job.id) then
    perform content.end_erased_job(v_job.id);
  elsif v_job.status in ('queued', 'running', 'awaiting_review') then
    perform content.begin_again(v_job.id);
  else
    update content.jobs set final = '[]' where id = v_job.id;
  end if;
  return v_erased || jsonb_build_object('records', v_records);
end $$;

-- What outreach hands over when it has erased a person: {team_id, lead_ids, event_ids, names, addresses, person_id}. The same again finds
-- what came meanwhile. Answers how much went, and in how many documents and drafts of other work the names still stand: words of
-- other people, which no one but they may judge.
create or replace function content.erase_person(p_erase jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_erase ->> 'team_id';
  v_by text := p_erase ->> 'person_id';
  v_leads text[] := array(select jsonb_array_elements_text(p_erase -> 'lead_ids'));
  v_events text[] := array(select jsonb_array_elements_text(p_erase -> 'event_ids'));
  v_words text[] := array(select jsonb_array_elements_text(p_erase -> 'addresses') union select jsonb_array_elements_text(p_erase -> 'names'));
  v_job content.jobs;
  v_one jsonb;
  v_jobs integer := 0;
  v_notes integer := 0;
  v_records integer := 0;
  v_drafts integer := 0;
  v_files integer := 0;
  v_messages integer := 0;
begin
  insert into content.erased_subjects (team_id, kind, reference)
  select v_team, 'lead', l from unnest(v_leads) l union all select v_team, 'event', e from unnest(v_events) e
  on conflict do nothing;
  for v_job in
    select j.* from content.jobs j
    where j.team_id = v_team and (
      j.type = 'incoming_webhook' and j.brief ->> 'reference' = any (v_events)
      or j.type = 'outreach_notes' and (exists (select from content.note_items i where i.job_id = j.id and i.lead_id = any (v_leads))
        or exists (select from jsonb_array_elements(j.brief -> 'people') p where p ->> 'lead_id' = any (v_leads)))
      or j.type = 'lead_enrichment' and exists (select from content.batch_records r where r.job_id = j.id and r.lead_id = any (v_leads)))
    order by j.id for no key update
  loop
    v_jobs := v_jobs + 1;
    if v_job.type = 'outreach_notes' then
      v_notes := v_notes + content.erase_notes(v_job, v_leads, v_by, v_words);
    else
      v_one := case v_job.type when 'incoming_webhook' then content.erase_reply(v_job) else content.erase_records(v_job, v_leads, v_words) end;
      v_records := v_records + coalesce((v_one ->> 'records')::integer, 0);
      v_drafts := v_drafts + (v_one ->> 'drafts')::integer;
      v_files := v_files + (v_one ->> 'files')::integer;
    end if;
    v_messages := v_messages + content.show_erased(v_job.id);
  end loop;
  -- What is on its way back goes without them.
  update content.handovers h
  set payload = jsonb_set(h.payload, '{changes}', (
    select coalesce(jsonb_agg(c.item order by c.place), '[]') from jsonb_array_elements(h.payload -> 'changes') with ordinality c(item, place)
    where c.item ->> 'lead_id' <> all (v_leads)))
  where h.team_id = v_team and h.status = 'waiting' and h.kind = 'lead_changes';
  update content.handovers h
  set status = 'done', result = '{"closed": "erased"}', payload = '{}', ended_at = platform.now(), leased_until = null, worker = null
  where h.team_id = v_team and h.status = 'waiting'
    and (h.kind = 'note' and h.payload ->> 'lead_id' = any (v_leads) or h.kind = 'answer' and h.payload ->> 'event_id' = any (v_events));
  update content.handovers set payload = '{}' where team_id = v_team and status = 'refused' and payload <> '{}';
  return jsonb_build_object('jobs', v_jobs, 'notes', v_notes, 'records', v_records, 'drafts', v_drafts, 'files', v_files, 'messages', v_messages,
    'elsewhere', (select count(*) from content.documents d
                  where d.team_id = v_team and d.removed_at is null and content.names_one(concat_ws(' ', d.title, d.text), v_words))
      + (select count(*) from content.drafts d join content.jobs j on j.id = d.job_id
         where j.team_id = v_team and d.erased_at is null and content.names_one(d.content::text, v_words)));
end $$;

grant execute on function content.erase_person to greenlight_bot;

-- What a decided version says can never change afterwards; it can only go, as a whole.
create or replace function content.refuse_change_of_text() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if old.erased_at is null and new.erased_at is not null and new.content = content.erased_content(old) and new.artifacts = '[]' and new.finals = '[]'
    and (new.hash, new.version, new.job_id, new.made_by) = (old.hash, old.version, old.job_id, old.made_by)
    and new.author_id is not distinct from old.author_id and new.from_version is not distinct from old.from_version then
    return new;
  end if;
  raise sqlstate 'PT409' using message = format('Cannot change the text of version %s of job "%s": a version is never rewritten', old.version, old.job_id),
    detail = 'version_is_fixed', hint = 'Record a new version.';
end $$;

create or replace function content.draft_view(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_draft).id, 'job_id', (p_draft).job_id, 'version', (p_draft).version, 'hash', (p_draft).hash,
    'status', (p_draft).status, 'content', (p_draft).content, 'artifacts', (p_draft).artifacts, 'finals', (p_draft).finals,
    'authors', content.author_ids(p_draft), 'made_by', (p_draft).made_by, 'author_id', (p_draft).author_id, 'from_version', (p_draft).from_version,
    'reason', (p_draft).reason, 'created_at', (p_draft).created_at, 'erased_at', (p_draft).erased_at)
$$;

create or replace function content.note_view(p_job content.jobs, p_item content.note_items) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_item).number, 'lead_id', (p_item).lead_id, 'name', (p_item).name, 'language', (p_item).language, 'about', (p_item).about,
    'used', (p_item).used, 'texts', (p_item).texts, 'without', (p_item).without, 'status', (p_item).status, 'revision', (p_item).revision,
    'hash', (p_item).hash, 'text_by', to_jsonb((p_item).text_by), 'lacks', content.note_lacks(p_job, (p_item).texts),
    'approval', content.note_approval(p_job, p_item), 'decided_by', (p_item).decided_by, 'decided_at', (p_item).decided_at, 'erased_at', (p_item).erased_at,
    'refused', (select coalesce(h.result ->> 'reason', h.error ->> 'code') from content.handovers h
                where h.key = content.note_key(p_item) and (h.status = 'refused' or h.result ->> 'outcome' = 'refused')))
$$;

-- Starts what outreach handed over; the brief says all that the agent may know, and `key` is the hand-over's. Only a reply may
-- stand in a thread. Raises `unknown_requester` for a person who may not start jobs (any more), and `erased` where it was about
-- erased people alone.
create or replace function content.enqueue_handed_over(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_started jsonb;
begin
  p_job := content.without_erased(p_job);
  v_job.type := p_job ->> 'type';
  v_job.team_id := p_job ->> 'team_id';
  v_job.requester_id := p_job ->> 'requester_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.brief := p_job -> 'brief';
  v_job.started_in := p_job ->> 'thread_ts';
  v_job.idempotency_key := 'handover:' || (p_job ->> 'key');
  if v_job.type is null or v_job.type not in ('outreach_notes', 'lead_enrichment', 'incoming_webhook') then
    raise sqlstate 'PT400' using message = format('Cannot take over a job of type "%s": accepted are outreach_notes, lead_enrichment, incoming_webhook', v_job.type),
      detail = 'bad_type';
  elsif coalesce(char_length(v_topic), 0) not between 1 and 2000 or coalesce(p_job -> 'brief' ->> 'reference', '') = '' then
    raise sqlstate 'PT400' using message = format('Cannot take over a brief with a topic of %s characters and reference "%s": 1 to 2000 and a reference are accepted',
      coalesce(char_length(v_topic), 0), left(p_job -> 'brief' ->> 'reference', 100)), detail = 'bad_brief';
  elsif v_job.started_in is not null and (v_job.type not in ('incoming_webhook', 'outreach_notes') or v_job.started_in !~ '^[0-9]{1,12}\.[0-9]{6}$') then
    raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are incoming_webhook and outreach_notes in a thread of Slack', v_job.type, v_job.started_in),
      detail = 'bad_thread';
  elsif not exists (
    select from platform.people p
    where p.team_id = v_job.team_id and p.user_id = v_job.requester_id and not p.is_guest and not p.is_deactivated) then
    raise sqlstate 'PT403' using message = format('Cannot start a job for "%s": accepted are people of the team, but guests', v_job.requester_id),
      detail = 'unknown_requester';
  end if;
  v_started := content.open_job(v_job, null, null);
  if v_job.type = 'lead_enrichment' and (v_started ->> 'created')::boolean then
    perform content.keep_records(v_started ->> 'job_id', p_job -> 'records');
  end if;
  return v_started;
end $$;

revoke all on outreach.erasures, content.erased_subjects from public, anon, authenticated, service_role;

revoke execute on function outreach.erased_value, outreach.are_erased, outreach.refuse_rewriting_words, outreach.keep_erasures, outreach.without_person,
  outreach.without_words, outreach.names_of, outreach.what_is_known, outreach.erase_person, outreach.note_erased_content,
  outreach.erasure_view, outreach.look_at_erasure, outreach.erase_lead from public, anon, authenticated, service_role;

revoke execute on function content.is_erased, content.without_erased, content.erased_content, content.forget_thread, content.erase_drafts,
  content.names_one, content.without_words, content.erase_sayings, content.show_erased, content.end_erased_job,
  content.begin_again, content.erase_reply, content.erase_notes, content.erase_records, content.erase_person from public, anon, authenticated, service_role;
