-- How a campaign begins: a person asks for it, its message stands in Slack, its people go over to be written to, and what
-- people approved there comes back as approved actions with the same bytes.

create function outreach.campaign_view(p_campaign outreach.campaigns) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_campaign).id, 'team_id', (p_campaign).team_id, 'account_id', (p_campaign).account_id, 'account_name', a.name, 'name', (p_campaign).name,
    'purpose', (p_campaign).purpose, 'language', (p_campaign).language, 'filter', (p_campaign).filter, 'steps', (p_campaign).steps,
    'stop_on', to_jsonb((p_campaign).stop_on), 'weight', (p_campaign).weight, 'per_company_week', (p_campaign).per_company_week,
    'status', (p_campaign).status, 'person_id', (p_campaign).person_id, 'channel_id', (p_campaign).channel_id, 'thread_ts', (p_campaign).thread_ts,
    'paused_at', (p_campaign).paused_at, 'paused_by', (p_campaign).paused_by, 'ended_at', (p_campaign).ended_at, 'ended_by', (p_campaign).ended_by,
    'end_reason', (p_campaign).end_reason, 'created_at', (p_campaign).created_at,
    'people', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id),
    'by_status', coalesce((select jsonb_object_agg(s.status, s.n) from (
      select l.status, count(*) as n from outreach.campaign_leads l where l.campaign_id = (p_campaign).id group by l.status) s), '{}'::jsonb),
    'reasons', coalesce((select jsonb_object_agg(s.reason, s.n) from (
      select l.reason, count(*) as n from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.status in ('skipped', 'stopped') group by l.reason) s), '{}'::jsonb),
    -- People, not messages.
    'invited', (select count(distinct n.lead_id) from outreach.linkedin_automation n
                where n.campaign_id = (p_campaign).id and n.action_type = 'send_invite' and n.status = 'completed'),
    'written_to', (select count(distinct n.lead_id) from outreach.linkedin_automation n
                   where n.campaign_id = (p_campaign).id and n.action_type in ('send_invite', 'send_message') and n.status = 'completed'),
    'accepted', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.accepted_at is not null),
    -- Who replied without having been written to by it answered something else.
    'replied', (select count(*) from outreach.campaign_leads l where l.campaign_id = (p_campaign).id and l.replied_at is not null and exists (
      select from outreach.linkedin_automation n where n.campaign_id = l.campaign_id and n.lead_id = l.lead_id
        and n.action_type in ('send_invite', 'send_message') and n.status = 'completed')),
    'sent', coalesce((select jsonb_object_agg(s.step, s.n) from (
      select n.step, count(*) as n from outreach.linkedin_automation n
      where n.campaign_id = (p_campaign).id and n.status = 'completed' group by n.step) s), '{}'::jsonb),
    'unknown', (select count(*) from outreach.linkedin_automation n where n.campaign_id = (p_campaign).id and (
      n.status in ('not_sent', 'pending_approval') or n.status = 'unknown' and coalesce((n.result ->> 'needs_person')::boolean, false))),
    'next_at', (select min(coalesce(n.scheduled_for, n.retry_at)) from outreach.linkedin_automation n
                where n.campaign_id = (p_campaign).id and n.status in ('approved', 'scheduled') and coalesce(n.scheduled_for, n.retry_at) > platform.now()))
  from outreach.accounts a where a.id = (p_campaign).account_id
$$;

-- Stores a campaign with its people, and the message that shows it. {team_id, account_id, name, purpose, language, filter,
-- steps, stop_on, weight, per_company_week, person_id, channel_id, idempotency_key, response_url}. The same key gives the
-- same campaign. Refusals say why and store nothing: `not_allowed`, `no_account`, `name`, `purpose`, `language`, `weight`,
-- `company_cap`, `steps` (with step and code), `name_taken`, `empty` (with how many were left out, and why).
create function outreach.start_campaign(p_campaign jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_account outreach.accounts;
  v_audience jsonb;
  v_reason text;
  v_params jsonb := '{}';
  v_name text := outreach.normal_text(p_campaign ->> 'name');
  v_purpose text := outreach.normal_text(p_campaign ->> 'purpose');
  v_weight numeric := outreach.whole_number(coalesce(p_campaign -> 'weight', '1'));
  v_cap numeric := outreach.whole_number(p_campaign -> 'per_company_week');
begin
  select * into v_campaign from outreach.campaigns where idempotency_key = p_campaign ->> 'idempotency_key';
  if v_campaign.id is not null then
    return jsonb_build_object('outcome', 'started', 'reason', null, 'params', '{}'::jsonb, 'campaign', outreach.campaign_view(v_campaign));
  end if;
  perform outreach.act_as(p_campaign ->> 'person_id');
  -- Account before person, as all functions lock.
  select * into v_account from outreach.accounts where id = p_campaign ->> 'account_id' and team_id = p_campaign ->> 'team_id' for no key update;
  -- Two campaigns that begin at once do not take the same person.
  perform pg_advisory_xact_lock(hashtext('outreach.campaigns ' || coalesce(p_campaign ->> 'team_id', '')));
  if outreach.role_of(p_campaign ->> 'team_id', p_campaign ->> 'person_id') = 'guest' then
    v_reason := 'not_allowed';
  elsif v_account.id is null then
    v_reason := 'no_account';
  elsif v_name is null or char_length(v_name) > 80 or v_name ~ '\n' then
    v_reason := 'name';
  elsif v_purpose is null or char_length(v_purpose) > 2000 then
    v_reason := 'purpose';
  elsif coalesce(p_campaign ->> 'language', '') not in ('en', 'pt-BR') then
    v_reason := 'language';
  elsif v_weight is null or v_weight not between 1 and 5 then
    v_reason := 'weight';
  elsif jsonb_typeof(p_campaign -> 'per_company_week') <> 'null' and (v_cap is null or v_cap not between 1 and 50) then
    v_reason := 'company_cap';
  elsif outreach.campaign_step_problems(p_campaign -> 'steps') is not null then
    v_reason := 'steps';
    v_params := outreach.campaign_step_problems(p_campaign -> 'steps');
  elsif exists (select from outreach.campaigns c where c.team_id = v_account.team_id and lower(c.name) = lower(v_name) and c.status <> 'ended') then
    v_reason := 'name_taken';
  else
    v_audience := outreach.audience(v_account.team_id, p_campaign);
    if v_audience -> 'people' = '[]' then
      v_reason := 'empty';
      v_params := v_audience - 'people';
    end if;
  end if;
  if v_reason is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'params', v_params, 'campaign', null);
  end if;
  insert into outreach.campaigns (team_id, account_id, name, purpose, language, filter, steps, stop_on, weight, per_company_week, person_id, channel_id, idempotency_key)
  values (v_account.team_id, v_account.id, v_name, v_purpose, p_campaign ->> 'language', coalesce(p_campaign -> 'filter', '{}'), p_campaign -> 'steps',
    array(select jsonb_array_elements_text(coalesce(p_campaign -> 'stop_on', '[]'))), v_weight, v_cap,
    p_campaign ->> 'person_id', p_campaign ->> 'channel_id', p_campaign ->> 'idempotency_key')
  returning * into v_campaign;
  insert into outreach.campaign_leads (campaign_id, lead_id, team_id)
  select v_campaign.id, p ->> 'lead_id', v_campaign.team_id from jsonb_array_elements(v_audience -> 'people') p;
  insert into outreach.outbox (kind, campaign_id, channel_id, response_url)
  values ('campaign', v_campaign.id, v_campaign.channel_id, p_campaign ->> 'response_url');
  update outreach.accounts set channel_id = v_campaign.channel_id where id = v_account.id and channel_id is null;
  perform outreach.note(v_campaign.team_id, 'campaign_started', 'campaign', v_campaign.id, null, 'drafting',
    jsonb_build_object('account_id', v_campaign.account_id, 'people', jsonb_array_length(v_audience -> 'people'), 'steps', jsonb_array_length(v_campaign.steps),
      'weight', v_campaign.weight, 'per_company_week', v_campaign.per_company_week));
  return jsonb_build_object('outcome', 'started', 'reason', null, 'params', v_audience - 'people', 'campaign', outreach.campaign_view(v_campaign));
end $$;

-- What is known of a person, for the words: each fact with its field and where it comes from.
create function outreach.lead_facts(p_lead outreach.leads) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('field', f.field, 'value', f.value, 'source', coalesce((p_lead).fields -> f.field ->> 'source', 'setup'),
    'quote', (p_lead).fields -> f.field ->> 'quote', 'url', (p_lead).fields -> f.field ->> 'url')) order by f.place), '[]'::jsonb)
  from (values
    (1, 'title', (p_lead).title), (2, 'company', (p_lead).company), (3, 'industry', (p_lead).industry), (4, 'seniority', (p_lead).seniority),
    (5, 'headcount', (p_lead).headcount::text), (6, 'country', (p_lead).country), (7, 'website', (p_lead).website)) f (place, field, value)
  where f.value is not null
$$;

-- The campaign's message stands: its people go over, the best first, in the transaction that learns it.
create function outreach.hand_over_campaign(p_campaign_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
  v_tier text;
begin
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  select a.tier into v_tier from outreach.accounts a where a.id = v_campaign.account_id;
  perform outreach.hand_over(v_campaign.team_id, 'notes', 'notes ' || v_campaign.id, jsonb_build_object(
    'key', 'notes ' || v_campaign.id, 'type', 'outreach_notes', 'team_id', v_campaign.team_id, 'requester_id', v_campaign.person_id,
    'channel_id', v_campaign.channel_id, 'thread_ts', v_campaign.thread_ts,
    'brief', jsonb_build_object(
      'topic', v_campaign.name, 'language', v_campaign.language, 'reference', v_campaign.id, 'purpose', v_campaign.purpose,
      'steps', (select jsonb_agg(s.step || jsonb_build_object('number', s.number, 'max', case when (s.step ->> 'with_words')::boolean then outreach.text_limit(s.step ->> 'kind', v_tier) end) order by s.number)
                from jsonb_array_elements(v_campaign.steps) with ordinality s (step, number)),
      'people', (
        select jsonb_agg(jsonb_build_object('lead_id', l.id, 'name', l.name, 'first_name', coalesce(l.first_name, split_part(l.name, ' ', 1)),
          'language', l.language, 'facts', outreach.lead_facts(l)) order by l.score desc, l.created_at, l.id)
        from outreach.campaign_leads c join outreach.leads l on l.id = c.lead_id
        where c.campaign_id = v_campaign.id and c.status = 'drafting'))));
end $$;

-- What people approved for one person, with the same bytes: {key, campaign_id, lead_id, steps: [{step, text, text_hash}],
-- approvals: [{person_id, at}], author_id, text_by: [person], job_id, version}. All the person's actions are made as approved,
-- or none. The same key changes nothing more. Refused with a code: `unknown_campaign`, `ended`,
-- `unknown_lead`, `wrong_state`, `replied`, `suppressed`, `steps`, `hash`, `empty`, `too_long`, `placeholder`, `unseen`, `duplicate`,
-- `approval`.
create function outreach.accept_note(p_note jsonb) returns jsonb
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

-- People let one person out: {campaign_id, lead_id, person_id}. False: the person's words were not waiting (any more).
create function outreach.skip_note(p_note jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.act_as(p_note ->> 'person_id');
  update outreach.campaign_leads set status = 'skipped', reason = 'by_person', updated_at = outreach.moment()
  where campaign_id = p_note ->> 'campaign_id' and lead_id = p_note ->> 'lead_id' and status = 'drafting';
  return found;
end $$;

-- The work on the words ended before all were decided: {campaign_id, outcome: rejected, cancelled, failed or expired}. Who
-- still waited for words is left out. Answers how many.
create function outreach.end_notes(p_campaign_id text, p_outcome text) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_left integer;
begin
  if p_outcome is null or p_outcome not in ('rejected', 'cancelled', 'failed', 'expired') then
    raise sqlstate 'PT400' using message = format('Cannot end notes as "%s": accepted are rejected, cancelled, failed, expired', p_outcome), detail = 'bad_outcome';
  end if;
  perform outreach.act_as('greenlight');
  update outreach.campaign_leads set status = 'skipped', reason = 'notes_' || p_outcome, updated_at = outreach.moment()
  where campaign_id = p_campaign_id and status = 'drafting';
  get diagnostics v_left = row_count;
  return v_left;
end $$;

-- Content will never write them: the campaign ends and says so.
create function outreach.end_refused_campaign() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.campaign_leads set status = 'skipped', reason = 'notes_refused', updated_at = outreach.moment()
  where campaign_id = old.payload -> 'brief' ->> 'reference' and status = 'drafting';
  return null;
end $$;
create trigger refused_notes_end_a_campaign after update of status on outreach.handovers
  for each row when (new.status = 'refused' and new.kind = 'notes')
  execute function outreach.end_refused_campaign();

-- What people do with a campaign: `pause`, by anyone but guests; `resume` and `end`, by the person who began it, admins and those
-- who may approve outreach.
create function outreach.steer_campaign(p_campaign_id text, p_person_id text, p_do text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaign outreach.campaigns;
begin
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  if p_do is null or p_do not in ('pause', 'resume', 'end') then
    raise sqlstate 'PT400' using message = format('Cannot "%s" a campaign: accepted are pause, resume, end', p_do), detail = 'bad_decision';
  elsif v_campaign.id is null then
    return '{"outcome": "not_found", "reason": null, "campaign": null}';
  end if;
  perform from outreach.accounts a where a.id = v_campaign.account_id for no key update;
  select * into v_campaign from outreach.campaigns where id = p_campaign_id;
  if outreach.role_of(v_campaign.team_id, p_person_id) = 'guest' or not (
    p_person_id = v_campaign.person_id or p_do = 'pause'
    or outreach.role_of(v_campaign.team_id, p_person_id) = 'admin'
    or platform.is_of_rule(platform.rule_for(v_campaign.team_id, 'outreach', v_campaign.channel_id), p_person_id)) then
    return jsonb_build_object('outcome', 'not_allowed', 'reason', case when outreach.role_of(v_campaign.team_id, p_person_id) = 'guest' then 'guest' else 'role' end,
      'campaign', outreach.campaign_view(v_campaign));
  elsif v_campaign.status = 'ended' or p_do = 'resume' and v_campaign.status <> 'paused' or p_do = 'pause' and v_campaign.status = 'paused' then
    return jsonb_build_object('outcome', 'wrong_state', 'reason', v_campaign.status, 'campaign', outreach.campaign_view(v_campaign));
  end if;
  perform outreach.act_as(p_person_id);
  -- Actions, people, campaign: in the order of all that moves them.
  perform from outreach.linkedin_automation n
  where n.campaign_id = p_campaign_id and n.status in ('pending_approval', 'approved', 'scheduled', 'not_sent') order by n.id for no key update;
  if p_do = 'pause' then
    update outreach.linkedin_automation set aside = true, blocked_by = 'campaign_paused', retry_at = null
    where campaign_id = p_campaign_id and status in ('approved', 'scheduled') and blocked_by is distinct from 'earlier_step';
  elsif p_do = 'resume' then
    update outreach.linkedin_automation set aside = false, blocked_by = null, retry_at = null
    where campaign_id = p_campaign_id and status in ('approved', 'scheduled') and blocked_by = 'campaign_paused';
  elsif p_do = 'end' then
    update outreach.campaign_leads set status = 'stopped', reason = 'ended', updated_at = outreach.moment()
    where campaign_id = p_campaign_id and status in ('drafting', 'ready', 'active');
    update outreach.linkedin_automation set status = 'cancelled', decided_by = p_person_id, blocked_by = null, retry_at = null
    where campaign_id = p_campaign_id and status in ('pending_approval', 'approved', 'scheduled', 'not_sent');
  end if;
  update outreach.campaigns
  set status = case p_do when 'pause' then 'paused' when 'end' then 'ended' else case when started_at is null then 'drafting' else 'running' end end,
      paused_at = case p_do when 'pause' then outreach.moment() end, paused_by = case p_do when 'pause' then p_person_id end,
      ended_at = case p_do when 'end' then outreach.moment() end, ended_by = case p_do when 'end' then p_person_id end,
      end_reason = case p_do when 'end' then 'ended' end
  where id = p_campaign_id returning * into v_campaign;
  perform outreach.note(v_campaign.team_id, 'campaign_' || case p_do when 'end' then 'ended' else p_do || 'd' end, 'campaign', p_campaign_id, null, v_campaign.status);
  perform outreach.tell_campaign(p_campaign_id, 'campaign_' || case p_do when 'pause' then 'paused' when 'resume' then 'resumed' else 'ended' end,
    jsonb_build_object('person_id', p_person_id, 'reason', v_campaign.end_reason));
  perform outreach.show_campaign(p_campaign_id);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'campaign', outreach.campaign_view(v_campaign));
end $$;

-- Campaigns of a team, open ones first, then the newest; at most 50.
create function outreach.list_campaigns(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.campaign_view(q.it) order by q.place), '[]'::jsonb)
  from (
    select c as it, row_number() over (order by c.status = 'ended', c.created_at desc, c.id) as place
    from outreach.campaigns c where c.team_id = p_team_id order by place limit 50) q
$$;

grant execute on function outreach.start_campaign, outreach.accept_note, outreach.skip_note, outreach.end_notes,
  outreach.steer_campaign, outreach.list_campaigns to greenlight_bot;
