-- Jobs of other programs: tokens, what they start and read, and the webhook that tells how it ended.
set check_function_bodies = off;

-- Tokens with which other programs start and read jobs: who answers for one, and what it may name.
create table content.job_tokens (
  -- Stands in the token beside its secret, so that the row is found without it.
  id text primary key constraint an_id_has_12_letters check (id ~ '^[a-z0-9]{12}$'),
  team_id text not null references platform.teams,
  -- As people read it in Slack; never given twice.
  name text not null constraint a_name_has_2_to_40_plain_letters check (name ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  owner_id text not null,
  -- Of 256 random bits, so that no slow hash is needed. The secret itself is kept nowhere.
  secret_sha256 bytea not null constraint a_hash_has_32_bytes check (octet_length(secret_sha256) = 32),
  types text[] not null constraint types_are_of_drafts check (types <@ array['carousel', 'blog', 'research'] and cardinality(types) > 0),
  people text[] not null constraint it_names_1_to_100_people check (cardinality(people) between 1 and 100),
  channels text[] not null constraint it_names_1_to_100_channels check (cardinality(channels) between 1 and 100),
  may_start boolean not null,
  may_read boolean not null,
  -- Where the end of its jobs is told. Its secret signs, so that it cannot be kept as a hash.
  webhook_url text,
  webhook_secret text,
  -- Requests a minute.
  most_requests integer not null constraint most_requests_is_1_to_600 check (most_requests between 1 and 600),
  requests integer not null default 0,
  requests_since timestamptz not null default platform.now(),
  last_used_at timestamptz,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default platform.now(),
  constraint names_are_given_once unique (team_id, name),
  constraint a_token_is_of_a_person_of_the_team foreign key (team_id, owner_id) references platform.people,
  constraint it_may_do_something check (may_start or may_read),
  constraint a_webhook_is_signed check ((webhook_url is null) = (webhook_secret is null))
);
alter table content.job_tokens enable row level security;
create index job_tokens_of_an_owner on content.job_tokens (team_id, owner_id);

create function content.job_token_view(p_token content.job_tokens) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_token).id, 'name', (p_token).name, 'team_id', (p_token).team_id, 'owner_id', (p_token).owner_id,
    'types', to_jsonb((p_token).types), 'people', to_jsonb((p_token).people), 'channels', to_jsonb((p_token).channels),
    'may_start', (p_token).may_start, 'may_read', (p_token).may_read, 'webhook_url', (p_token).webhook_url,
    'most_requests', (p_token).most_requests, 'last_used_at', (p_token).last_used_at, 'expires_at', (p_token).expires_at,
    'revoked_at', (p_token).revoked_at, 'created_at', (p_token).created_at)
$$;

-- Owner only: `npm run token`. `p_token`: the view's fields, with `secret_sha256` in hexadecimal digits and `webhook_secret`.
create function content.mint_job_token(p_token jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_token content.job_tokens;
begin
  if exists (select from content.job_tokens t where t.team_id = p_token ->> 'team_id' and t.name = p_token ->> 'name') then
    raise sqlstate 'PT409' using message = format('Cannot mint token "%s": there was one of that name, and a name is given once', p_token ->> 'name'),
      detail = 'name_taken';
  end if;
  insert into content.job_tokens (id, team_id, name, owner_id, secret_sha256, types, people, channels, may_start, may_read, webhook_url, webhook_secret, most_requests, expires_at)
  values (p_token ->> 'id', p_token ->> 'team_id', p_token ->> 'name', p_token ->> 'owner_id', decode(p_token ->> 'secret_sha256', 'hex'),
    array(select jsonb_array_elements_text(p_token -> 'types')), array(select jsonb_array_elements_text(p_token -> 'people')),
    array(select jsonb_array_elements_text(p_token -> 'channels')), (p_token ->> 'may_start')::boolean, (p_token ->> 'may_read')::boolean,
    p_token ->> 'webhook_url', p_token ->> 'webhook_secret', (p_token ->> 'most_requests')::integer, (p_token ->> 'expires_at')::timestamptz)
  returning * into v_token;
  return content.job_token_view(v_token);
end $$;

-- Owner only. The newest first, those that ended included.
create function content.list_job_tokens(p_team_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(content.job_token_view(t) || jsonb_build_object(
      'jobs', (select count(*) from content.jobs j where j.token_id = t.id),
      'webhooks', (select jsonb_build_object('waiting', count(*) filter (where w.status = 'waiting'), 'delivered', count(*) filter (where w.status = 'delivered'),
        'given_up', count(*) filter (where w.status = 'given_up')) from content.webhooks w where w.token_id = t.id)) order by t.created_at desc, t.name), '[]'::jsonb)
  from content.job_tokens t where t.team_id = p_team_id
$$;

-- Owner only. Ends a token at once; what it started goes on. Empty answer: no such token, or it was revoked before.
create function content.revoke_job_token(p_team_id text, p_name text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_token content.job_tokens;
begin
  update content.job_tokens set revoked_at = platform.now() where team_id = p_team_id and name = p_name and revoked_at is null returning * into v_token;
  return case when v_token.id is not null then content.job_token_view(v_token) end;
end $$;

-- Lets a request of a program in, and counts it. Outcomes: `admitted`, `revoked`, `expired`, `too_many` (with `retry_after_s`).
-- Empty answer: no such token, or another secret; the two are not told apart.
create function content.admit_program(p_token_id text, p_secret_sha256 text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_token content.job_tokens;
  v_now timestamptz := platform.now();
  -- Hashes of hashes with a number of this call: how long their comparison takes says nothing of what is stored.
  v_nonce bytea := convert_to(gen_random_uuid()::text, 'utf8');
begin
  select * into v_token from content.job_tokens t where t.id = p_token_id for no key update;
  if v_token.id is null or sha256(v_nonce || convert_to(encode(v_token.secret_sha256, 'hex'), 'utf8')) <> sha256(v_nonce || convert_to(p_secret_sha256, 'utf8')) then
    return null;
  elsif v_token.revoked_at is not null then
    return jsonb_build_object('outcome', 'revoked');
  elsif v_token.expires_at <= v_now then
    return jsonb_build_object('outcome', 'expired');
  end if;
  if v_token.requests_since <= v_now - interval '1 minute' then
    v_token.requests := 0;
    v_token.requests_since := v_now;
  end if;
  update content.job_tokens t
  set requests = v_token.requests + 1, requests_since = v_token.requests_since, last_used_at = v_now where t.id = v_token.id;
  if v_token.requests >= v_token.most_requests then
    return jsonb_build_object('outcome', 'too_many',
      'retry_after_s', greatest(1, ceil(extract(epoch from v_token.requests_since + interval '1 minute' - v_now)))::integer);
  end if;
  return jsonb_build_object('outcome', 'admitted', 'token', content.job_token_view(v_token));
end $$;

alter table content.jobs add column token_id text references content.job_tokens;
create index jobs_of_a_token on content.jobs (token_id) where token_id is not null;

-- Who asked for it, and so never decides on it: the person named, and the owner of the token that named them.
create or replace function content.requester_ids(p_job content.jobs) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array[(p_job).requester_id] || array(select t.owner_id from content.job_tokens t where t.id = (p_job).token_id)
$$;

-- What colleagues say to each other looks like a reply until the agent has read it: the buttons of a card stay meanwhile,
-- and rest once the agent has said what it is going to change. Until then the job is `reading`.
create or replace function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status,
    -- The people of a campaign are many; its agent alone needs them.
    'brief', (p_job).brief - case (p_job).type when 'outreach_notes' then 'people' else '' end,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'named_approver', (p_job).named_approver, 'from_job_id', (p_job).from_job_id, 'channel_id', (p_job).channel_id,
    'through', (select jsonb_build_object('name', t.name, 'owner_id', t.owner_id) from content.job_tokens t where t.id = (p_job).token_id),
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'reading', (p_job).status in ('queued', 'running')
      and coalesce((p_job).resume ->> 'kind' = 'reply' and not (p_job).resume ? 'understood', false),
    'hand', case when (p_job).status in ('queued', 'running') and (p_job).resume ->> 'kind' = 'hand' then (
      select jsonb_build_object('kind', h.kind, 'person_id', h.person_id, 'from_version', h.from_version)
      from content.hand_versions h where h.job_id = (p_job).id and h.number = ((p_job).resume ->> 'number')::integer) end,
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'resume_until', content.resume_until(p_job), 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;

-- Those who asked for it and those who may approve steer a job; guests do not.
create or replace function content.may_steer(p_job content.jobs, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from platform.people p
    where p.team_id = (p_job).team_id and p.user_id = p_person_id and not p.is_guest
      and not p.is_deactivated and (p.user_id = any (content.requester_ids(p_job)) or content.may_decide(p_job, p_person_id)))
$$;

-- Stores a job with its history and the message that shows it. A repeated key answers with the first job.
create or replace function content.open_job(p_job content.jobs, p_response_url text, p_command text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  insert into content.jobs (type, brief, team_id, requester_id, named_approver, from_job_id, token_id, channel_id, started_in, idempotency_key)
  values ((p_job).type, (p_job).brief, (p_job).team_id, (p_job).requester_id, (p_job).named_approver, (p_job).from_job_id, (p_job).token_id, (p_job).channel_id,
    (p_job).started_in, (p_job).idempotency_key)
  on conflict (idempotency_key) do nothing
  returning * into v_job;
  if v_job.id is null then
    return (select jsonb_build_object('job_id', j.id, 'created', false) from content.jobs j where j.idempotency_key = (p_job).idempotency_key);
  end if;
  insert into content.outbox (job_id, kind, response_url) values (v_job.id, 'brief', p_response_url);
  perform content.show(v_job.id, 'progress');
  perform content.say(v_job, 'person', v_job.requester_id, 'command', p_command);
  insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
  values (v_job.id, v_job.team_id, v_job.type, v_job.requester_id, trim(v_job.brief ->> 'topic'), v_job.brief - case v_job.type when 'outreach_notes' then 'people' else '' end, v_job.status, v_job.created_at);
  return jsonb_build_object('job_id', v_job.id, 'created', true);
end $$;

-- Starts what was asked for, in Slack or, with a token, by a program. With `thread_ts` it is shown in that thread of people.
create or replace function content.start_asked(p_job jsonb, p_token_id text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_person platform.people;
  v_type text := p_job ->> 'type';
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_thread text := p_job ->> 'thread_ts';
begin
  if not exists (select from platform.teams where team_id = p_job ->> 'team_id') then
    raise sqlstate 'PT403' using message = format('Cannot start a job for team "%s": it is not installed here', p_job ->> 'team_id'),
      detail = 'unknown_team', hint = 'Run setup for this workspace.';
  end if;
  if v_type is null or v_type not in ('carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, research, plan, knowledge, brand_kit', v_type),
      detail = 'bad_type';
  end if;
  select * into v_person from platform.people where team_id = p_job ->> 'team_id' and user_id = p_job ->> 'requester_id';
  if v_person.is_guest or v_person.is_deactivated then
    raise sqlstate 'PT403' using message = 'Guests and deactivated people cannot start jobs', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  if v_type = 'brand_kit' and v_person.role is distinct from 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the brand kit', detail = 'not_allowed', hint = 'Ask an admin.';
  end if;
  if coalesce(char_length(v_topic), 0) not between 1 and 2000 then
    raise sqlstate 'PT400' using message = format('Cannot start a job with a brief of %s characters: 1 to 2000 are accepted', coalesce(char_length(v_topic), 0)),
      detail = 'bad_brief';
  end if;
  if v_type = 'plan' and not coalesce(p_job -> 'brief' ->> 'count' ~ '^([1-9]|1\d|20)$', false) then
    raise sqlstate 'PT400' using message = format('Cannot plan %s briefs: 1 to 20 are accepted', left(p_job -> 'brief' ->> 'count', 20)),
      detail = 'bad_brief';
  end if;
  perform content.require_approved_research(p_job ->> 'team_id', v_type, p_job ->> 'from_job_id');
  if v_thread is not null then
    if v_type not in ('carousel', 'blog', 'research') or v_thread !~ '^[0-9]{1,12}\.[0-9]{6}$' then
      raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are carousel, blog and research in a thread of Slack', v_type, v_thread),
        detail = 'bad_thread';
    end if;
    if content.open_job_in(p_job ->> 'channel_id', v_thread) is not null
      and not exists (select from content.jobs j where j.idempotency_key = p_job ->> 'idempotency_key') then
      raise sqlstate 'PT409' using message = format('Cannot start a %s in thread "%s": it has a job that has not ended', v_type, v_thread),
        detail = 'thread_has_job', hint = 'Write what should change into the thread, or end that job first.';
    end if;
  end if;
  v_job.type := v_type;
  v_job.team_id := p_job ->> 'team_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.requester_id := p_job ->> 'requester_id';
  v_job.token_id := p_token_id;
  perform content.require_may_be_named(v_job, p_job ->> 'named_approver');
  v_job.brief := p_job -> 'brief' || case v_type when 'plan' then jsonb_build_object('time_zone', coalesce(v_person.tz, 'UTC')) else '{}' end;
  v_job.named_approver := p_job ->> 'named_approver';
  v_job.from_job_id := p_job ->> 'from_job_id';
  v_job.started_in := v_thread;
  v_job.idempotency_key := p_job ->> 'idempotency_key';
  return content.open_job(v_job, p_job ->> 'response_url', p_job ->> 'command');
end $$;

-- Starts what a person asked for in Slack.
create or replace function content.enqueue_job(p_job jsonb) returns jsonb
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  select content.start_asked(p_job, null)
$$;

-- Of a job without a draft: who is going to be asked.
create or replace function content.approval_state(p_job content.jobs, p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.approval_state(
    content.rule_of_job(p_job),
    content.requester_ids(p_job) || array(select jsonb_array_elements_text(content.author_ids(p_draft))),
    coalesce((
      select jsonb_agg(jsonb_build_object('person_id', r.reviewer_id, 'at', r.created_at))
      from content.reviews r where r.draft_id = (p_draft).id and r.decision = 'approve'), '[]'::jsonb),
    (p_job).named_approver)
$$;

-- The requester would like this person to approve, who is asked first; the rule binds all the same. Raises for a person who may not.
create or replace function content.require_may_be_named(p_job content.jobs, p_person_id text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if p_person_id is not null and (p_person_id = any (content.requester_ids(p_job)) or not content.may_decide(p_job, p_person_id)) then
    raise sqlstate 'PT409' using message = format('Cannot name %s as approver: the rule for a %s does not let this person approve it', p_person_id, (p_job).type),
      detail = 'named_may_not', hint = 'Name one of those who may approve.';
  end if;
end $$;

-- Why this decision changes nothing, as {"outcome", "reason"}; null: it is taken. The order of two groups binds approvals; a no
-- and a request for changes are heard from either. Where claims are unverified or have lost their evidence, each approval needs
-- an `override_reason`; no rule of a team relaxes it.
create or replace function content.review_fault(
  p_job content.jobs, p_draft content.drafts, p_rule platform.approver_rules, p_state jsonb, p_doubts jsonb, p_click jsonb
) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_reviewer text := p_click ->> 'reviewer_id';
  v_decision text := p_click ->> 'decision';
  v_fault text := platform.approval_fault(p_rule, p_state, v_reviewer);
  -- Whose work the answer to a message is may leave it unanswered.
  v_leaves boolean := p_job.type = 'incoming_webhook' and v_decision = 'reject' and v_reviewer = p_job.requester_id;
  v_reason text;
begin
  if p_draft.version < p_job.versions or p_draft.status = 'superseded' then
    return '{"outcome": "superseded", "reason": null}';
  elsif p_job.status <> 'awaiting_review' or p_draft.status <> 'proposed' then
    return jsonb_build_object('outcome', 'already_decided', 'reason', p_job.status);
  end if;
  v_reason := case
    when v_fault = 'guest' then 'guest'
    when v_leaves then null
    when v_decision <> 'request_changes' and v_reviewer = p_job.requester_id then 'requester'
    when v_decision <> 'request_changes' and v_reviewer = any (content.requester_ids(p_job)) then 'token_owner'
    when v_fault in ('role', 'group_unread') and not (v_decision = 'request_changes' and v_reviewer = any (content.requester_ids(p_job)) and p_rule.team_id is not null)
      then v_fault
    when v_decision <> 'approve' then null
    -- A person who wrote text of this version by hand is no second pair of eyes.
    when content.author_ids(p_draft) ? v_reviewer then 'author'
    when v_fault is not null then v_fault
    when jsonb_array_length(p_draft.blocking) > 0 then 'closed'
    -- What would go out was never shown. An answer goes out as its text.
    when jsonb_array_length(p_draft.finals) = 0 and coalesce(p_draft.content ->> 'kind' <> 'incoming_webhook' or p_draft.content ->> 'answer' is null, true)
      then 'no_final_files'
    when content.has_doubts(p_doubts)
      and coalesce(char_length(trim(p_click ->> 'override_reason', E' \t\r\n')), 0) not between 10 and 500 then 'unverified' end;
  return case when v_reason is not null then jsonb_build_object('outcome', 'not_allowed', 'reason', v_reason) end;
end $$;

-- Jobs of other programs. A program names a person, who asks for the job as if in Slack; its token's owner asks with them.

-- What a program sent under a key, for repeats and for people who look back.
create table content.program_requests (
  token_id text not null references content.job_tokens,
  key text not null constraint a_key_has_1_to_200_characters check (char_length(key) between 1 and 200),
  body_sha256 text not null,
  job_id text not null references content.jobs on delete cascade,
  person_id text not null,
  channel_id text not null,
  created_at timestamptz not null default platform.now(),
  primary key (token_id, key)
);
alter table content.program_requests enable row level security;
create index program_requests_of_a_job on content.program_requests (job_id);

-- The job that this key of a token led to. Empty answer: none yet. Raises `key_reused` for another body.
create function content.find_program_request(p_token_id text, p_key text, p_body_sha256 text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_request content.program_requests;
begin
  select * into v_request from content.program_requests r where r.token_id = p_token_id and r.key = p_key;
  if v_request.job_id is null then
    return null;
  elsif v_request.body_sha256 is distinct from p_body_sha256 then
    raise sqlstate 'PT409' using message = format('Cannot start a job under key "%s": it stands for another request', p_key),
      detail = 'key_reused', hint = 'Give each job a key of its own.';
  end if;
  return jsonb_build_object('job_id', v_request.job_id, 'created', false);
end $$;

-- Starts a job for a program, by the way of a person's command. `p_request`: {token_id, key, body_sha256, job}, with `job` as
-- `enqueue_job` takes it. The same key and body answer with the first job. The channel is checked by the caller, who knows Slack.
create function content.start_program_job(p_request jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_token content.job_tokens;
  v_job jsonb := p_request -> 'job';
  v_key text := p_request ->> 'key';
  v_answer jsonb;
  v_fault text;
begin
  -- A revocation is waited for, or waits.
  select * into v_token from content.job_tokens t where t.id = p_request ->> 'token_id' for share;
  if v_token.id is null or v_token.revoked_at is not null or v_token.expires_at <= platform.now() then
    raise sqlstate 'PT403' using message = 'Cannot start a job with this token: it has ended', detail = 'token_ended';
  end if;
  v_answer := content.find_program_request(v_token.id, v_key, p_request ->> 'body_sha256');
  if v_answer is not null then
    return v_answer;
  end if;
  v_fault := case
    when not v_token.may_start then 'may_not_start'
    when (v_job ->> 'type' = any (v_token.types)) is not true then 'type_not_in_scope'
    when (v_job ->> 'requester_id' = any (v_token.people)) is not true then 'person_not_in_scope'
    when (v_job ->> 'channel_id' = any (v_token.channels)) is not true then 'channel_not_in_scope'
    when not content.may_ask(v_token.team_id, v_job ->> 'requester_id') then 'person_not_allowed'
    when not content.may_ask(v_token.team_id, v_token.owner_id) then 'owner_not_allowed' end;
  if v_fault is not null then
    raise sqlstate 'PT403' using message = format('Cannot start a %s for %s in %s with token "%s"', v_job ->> 'type', v_job ->> 'requester_id', v_job ->> 'channel_id', v_token.name),
      detail = v_fault;
  end if;
  v_answer := content.start_asked(v_job || jsonb_build_object('team_id', v_token.team_id, 'idempotency_key', format('program:%s:%s', v_token.id, v_key)), v_token.id);
  if not (v_answer ->> 'created')::boolean then
    -- The same key came at the same time.
    return content.find_program_request(v_token.id, v_key, p_request ->> 'body_sha256');
  end if;
  insert into content.program_requests (token_id, key, body_sha256, job_id, person_id, channel_id)
  values (v_token.id, v_key, p_request ->> 'body_sha256', v_answer ->> 'job_id', v_job ->> 'requester_id', v_job ->> 'channel_id');
  return v_answer;
end $$;

-- Whether a person may start jobs: one of the team, no guest, not deactivated.
create function content.may_ask(p_team_id text, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id and not p.is_guest and not p.is_deactivated)
$$;

-- A job as a program may know it: of what was written, that alone which a person has approved.
create function content.program_job(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'state', (p_job).status, 'person', (p_job).requester_id, 'channel', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at,
    'awaiting_version', case when (p_job).status = 'awaiting_review' then (p_job).versions end,
    'failure', case when (p_job).status = 'failed' or (p_job).status = 'cancelled' and (p_job).error is not null then (p_job).error ->> 'code' end,
    'approved', (
      select jsonb_build_object(
        'version', d.version, 'at', d.approved_at, 'title', d.content ->> 'title', 'language', d.content ->> 'language',
        'text', case when d.content ->> 'kind' = 'carousel' then concat_ws(E'\n\n', d.content -> 'post' ->> 'hook', d.content -> 'post' ->> 'body',
          (select string_agg(h, ' ') from jsonb_array_elements_text(d.content -> 'post' -> 'hashtags') h)) end,
        'files', coalesce((
          select jsonb_agg(jsonb_build_object('name', f ->> 'name', 'mime', f ->> 'mime', 'size', (f ->> 'size')::integer, 'sha256', f ->> 'sha256') order by n)
          from jsonb_array_elements(d.finals) with ordinality x (f, n)), '[]'::jsonb))
      from content.drafts d where d.job_id = (p_job).id and d.status = 'approved'))
$$;

-- Empty answer: no such job, or none that this token could have started.
create function content.read_program_job(p_token_id text, p_job_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select content.program_job(j) || jsonb_build_object('webhook', (
    select content.webhook_view(w) from content.webhooks w where w.job_id = j.id and w.token_id = t.id order by w.created_at desc, w.id limit 1))
  from content.job_tokens t join content.jobs j on j.team_id = t.team_id
  where t.id = p_token_id and t.may_read and t.revoked_at is null and t.expires_at > platform.now()
    and j.id = p_job_id and j.type = any (t.types) and j.channel_id = any (t.channels) and j.requester_id = any (t.people)
$$;

-- Key of a final file of the approved version, by its hash. Empty answer: there is none of an approved version that this token reads.
create function content.find_program_file(p_token_id text, p_job_id text, p_sha256 text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select f - array['alt', 'role']
  from content.drafts d cross join jsonb_array_elements(d.finals) f
  where content.read_program_job(p_token_id, p_job_id) is not null and d.job_id = p_job_id and d.status = 'approved' and f ->> 'sha256' = p_sha256
  limit 1
$$;

-- The end of a program's job, told to the address of its token: a row for each end, written in the transaction that ends the job.
create table content.webhooks (
  -- Told with each attempt, so that a program takes an end that comes twice for one.
  id text primary key default 'end_' || replace(gen_random_uuid()::text, '-', ''),
  token_id text not null references content.job_tokens,
  job_id text not null references content.jobs on delete cascade,
  event text not null constraint event_is_an_end check (event in ('completed', 'rejected', 'failed', 'cancelled', 'expired')),
  -- What is signed and sent, the same to the byte in each attempt.
  body text not null,
  status text not null default 'waiting' constraint status_is_known check (status in ('waiting', 'delivered', 'given_up')),
  attempts integer not null default 0,
  fence bigint not null default 0,
  leased_until timestamptz,
  run_at timestamptz not null default platform.now(),
  -- Of the last attempt: `http_503`, `private_address`, `timeout`.
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz not null default platform.now(),
  constraint what_is_delivered_has_a_time check ((status = 'delivered') = (delivered_at is not null))
);
alter table content.webhooks enable row level security;
create index webhooks_waiting on content.webhooks (run_at, id) where status = 'waiting';
create index webhooks_of_a_job on content.webhooks (job_id, created_at);
create index webhooks_of_a_token on content.webhooks (token_id);

create function content.webhook_view(p_webhook content.webhooks) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('id', (p_webhook).id, 'event', (p_webhook).event, 'status', (p_webhook).status, 'attempts', (p_webhook).attempts,
    'last_error', (p_webhook).last_error, 'delivered_at', (p_webhook).delivered_at,
    'next_attempt_at', case when (p_webhook).status = 'waiting' then (p_webhook).run_at end)
$$;

-- Without texts, also of what is approved: the logs of a receiver hold no draft. A program asks for them.
create function content.tell_end_of_job() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text := 'end_' || replace(gen_random_uuid()::text, '-', '');
  v_job jsonb := content.program_job(new);
begin
  insert into content.webhooks (id, token_id, job_id, event, body)
  select v_id, t.id, new.id, new.status, jsonb_build_object('id', v_id, 'event', new.status, 'at', new.ended_at,
    'job', case when v_job ->> 'approved' is null then v_job else v_job #- '{approved,text}' #- '{approved,title}' end)::text
  from content.job_tokens t where t.id = new.token_id and t.webhook_url is not null and t.revoked_at is null;
  return null;
end $$;
create trigger ends_are_told_to_programs after update of status on content.jobs
  for each row when (new.token_id is not null and new.ended_at is not null and old.status is distinct from new.status)
  execute function content.tell_end_of_job();

-- Ends that are due to be told, at most `p_limit`, each held for a minute. What a revoked token would have been told is given up.
create function content.claim_webhooks(p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  update content.webhooks w set status = 'given_up', last_error = 'token_revoked', leased_until = null
  from content.job_tokens t where t.id = w.token_id and t.revoked_at is not null and w.status = 'waiting';
  with claimed as (
    update content.webhooks w
    set fence = w.fence + 1, attempts = w.attempts + 1, leased_until = platform.now() + interval '1 minute'
    where w.id = any (array(
      select d.id from content.webhooks d
      where d.status = 'waiting' and d.run_at <= platform.now() and (d.leased_until is null or d.leased_until < platform.now())
      order by d.run_at, d.id limit v_limit for no key update skip locked))
    returning w.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'fence', c.fence, 'attempts', c.attempts, 'job_id', c.job_id, 'event', c.event, 'body', c.body,
    'url', t.webhook_url, 'secret', t.webhook_secret) order by c.run_at, c.id), '[]'::jsonb)
  into v_items from claimed c join content.job_tokens t on t.id = c.token_id;
  return v_items;
end $$;

-- What came of an attempt: without `error` it was delivered; with one it is tried again in `retry_in_s`, or given up without that.
-- False: the claim was lost, and another process tells it.
create function content.settle_webhook(p_id text, p_fence bigint, p_outcome jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_error text := p_outcome ->> 'error';
  v_delay double precision := platform.delay_of(p_outcome ->> 'retry_in_s');
begin
  update content.webhooks
  set status = case when v_error is null then 'delivered' when v_delay is null then 'given_up' else 'waiting' end,
      delivered_at = case when v_error is null then platform.now() end, last_error = v_error, leased_until = null,
      run_at = platform.now() + make_interval(secs => coalesce(v_delay, 0))
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

reset check_function_bodies;
revoke all on content.job_tokens, content.program_requests, content.webhooks from public, anon, authenticated, service_role;
revoke execute on function content.job_token_view, content.mint_job_token, content.list_job_tokens, content.revoke_job_token,
  content.admit_program, content.find_program_request, content.start_program_job, content.may_ask,
  content.program_job, content.read_program_job, content.find_program_file, content.webhook_view,
  content.tell_end_of_job, content.claim_webhooks, content.settle_webhook, content.requester_ids,
  content.start_asked from public, anon, authenticated, service_role;
grant execute on function content.admit_program to greenlight_bot;
grant execute on function content.find_program_request, content.start_program_job, content.read_program_job, content.find_program_file to greenlight_bot;
grant execute on function content.claim_webhooks, content.settle_webhook to greenlight_bot;
