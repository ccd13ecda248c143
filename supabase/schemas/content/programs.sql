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
  where t.id = p_token_id and t.may_read and t.revoked_at is null and t.expires_at > platform.now() and content.may_ask(t.team_id, t.owner_id)
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

grant execute on function content.find_program_request, content.start_program_job, content.read_program_job, content.find_program_file to greenlight_bot;
