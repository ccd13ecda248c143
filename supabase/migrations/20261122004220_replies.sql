-- Messages of a job's thread steer it: those of its requester and of approvers are read by the agent, all are memory.
alter table content.chat_history add column unread boolean not null default false;
alter table content.chat_history add column edited_at timestamptz;
alter table content.chat_history add column deleted_at timestamptz;
-- When a turn that was done had read it.
alter table content.chat_history add column read_at timestamptz;
create index chat_history_unread on content.chat_history (job_id, id) where unread;
-- Raised by a person's Retry, and by nothing else.
alter table content.jobs add column retries integer not null default 0;

-- Hands what nobody has read yet to a job that waits, so that it reads at once. Words up to `p_read_upto` are read now.
create function content.take_up_replies(p_job_id text, p_read_upto bigint default null) returns boolean
language plpgsql set search_path = ''
as $$
declare
  v_job content.jobs;
begin
  update content.chat_history set unread = false, read_at = platform.now() where job_id = p_job_id and unread and id <= p_read_upto;
  update content.jobs j
  set status = 'queued', run_at = platform.now(), attempts = 0, error = null,
      resume = jsonb_build_object('kind', 'reply',
        'version', case when j.status = 'awaiting_review' then j.versions end,
        'question', case when j.status = 'awaiting_input' then j.questions end)
  where j.id = p_job_id and j.status in ('awaiting_review', 'awaiting_input')
    and exists (select from content.chat_history h where h.job_id = j.id and h.unread)
  returning * into v_job;
  if v_job.id is null then
    return false;
  end if;
  perform content.show_job(v_job);
  return true;
end $$;

-- A claimed job with its resume; of replies the words as they stand now, so that edits and deletions are followed.
create or replace function content.claimed_view(p_job content.jobs) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id,
    'brief', (p_job).brief, 'fence', (p_job).fence, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'checkpoint_data', (p_job).checkpoint_data, 'versions', (p_job).versions, 'retries', (p_job).retries,
    'resume', case when (p_job).resume ->> 'kind' = 'reply' then (p_job).resume || jsonb_build_object('messages', coalesce((
        -- Whoever wrote before the newest plan or version was there had another one in mind.
        select jsonb_agg(jsonb_build_object('id', h.id, 'author_id', h.author_id, 'ts', h.slack_ts, 'text', h.text,
          'before_question', exists (select from content.chat_history q where q.job_id = h.job_id and q.kind = 'question' and q.id > h.id),
          'before_version', exists (select from content.chat_history d where d.job_id = h.job_id and d.kind = 'draft' and d.id > h.id)) order by h.id)
        from content.chat_history h where h.job_id = (p_job).id and h.unread), '[]'::jsonb))
      else (p_job).resume end)
$$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, or when a reply changed nothing.
create or replace function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_version integer := (p_draft ->> 'version')::integer;
  v_hash text := content.draft_hash(p_draft -> 'content', p_draft -> 'artifacts');
  v_draft content.drafts;
begin
  perform content.require_stored(p_job_id, p_draft -> 'artifacts', format('version %s', v_version));
  if v_version = v_job.versions then
    select * into v_draft from content.drafts where job_id = p_job_id and version = v_version;
  end if;
  if v_draft.id is not null then
    if v_draft.hash <> v_hash or v_draft.status <> 'proposed'
       or (v_job.resume ? 'decision' and (v_job.resume ->> 'version')::integer = v_version) then
      raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s" again: it is %s and its text is fixed', v_version, p_job_id, v_draft.status),
        detail = 'version_is_fixed';
    end if;
  elsif v_version <> v_job.versions + 1 then
    raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": the next one is %s', v_version, p_job_id, v_job.versions + 1),
      detail = 'wrong_version';
  else
    update content.drafts set status = 'superseded' where job_id = p_job_id and status = 'proposed';
    insert into content.drafts (job_id, version, hash, content, artifacts, reason)
    values (p_job_id, v_version, v_hash, p_draft -> 'content', p_draft -> 'artifacts', p_draft ->> 'reason')
    returning * into v_draft;
    perform content.say(v_job, 'agent', p_draft -> 'content' ->> 'model', 'draft', p_draft -> 'content' ->> 'title');
  end if;
  update content.jobs
  set status = 'awaiting_review', versions = v_version, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show(p_job_id, 'pages', v_version);
  if v_version > 1 then
    perform content.show(p_job_id, 'card', v_version - 1);
  end if;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, (p_draft ->> 'read_upto')::bigint);
  return content.draft_view(v_draft);
end $$;

-- Keeps a message of a job's thread and tells the job. See `messageOutcome` in ports/content/conversation.ts.
drop function content.record_message(jsonb);
create function content.record_message(p_message jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs;
  v_author text := p_message ->> 'author_id';
  v_text text := left(coalesce(p_message ->> 'text', ''), 40000);
  v_first boolean;
  v_steers boolean;
  v_closed boolean;
  v_outcome text;
begin
  select * into v_job from content.jobs j
  where j.channel_id = p_message ->> 'channel_id' and j.thread_ts = p_message ->> 'thread_ts' and j.team_id = p_message ->> 'team_id'
  for update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'no_job', 'first', false, 'job_id', null, 'job_type', null, 'job_status', null);
  end if;
  v_first := not exists (select from content.chat_history h where h.job_id = v_job.id and h.kind = 'message' and h.author_id = v_author);
  v_steers := v_job.type in ('carousel', 'blog') and trim(v_text) <> '' and content.may_steer(v_job, v_author);
  -- A failed job is not over: after Retry it reads what was written meanwhile.
  v_closed := (v_job.ended_at is not null and v_job.status <> 'failed')
    or exists (select from content.drafts d where d.job_id = v_job.id and d.version = v_job.versions and d.status = 'approved');
  insert into content.chat_history (job_id, team_id, channel_id, thread_ts, slack_ts, author_kind, author_id, kind, text, unread)
  values (v_job.id, v_job.team_id, v_job.channel_id, v_job.thread_ts, p_message ->> 'ts', 'person', v_author, 'message', v_text,
          v_steers and not v_closed)
  on conflict do nothing;
  if not found then
    v_outcome := 'known';
  elsif v_job.type not in ('carousel', 'blog') or trim(v_text) = '' then
    v_outcome := 'kept';
  elsif not v_steers then
    v_outcome := case when v_closed then 'kept' else 'not_yours' end;
  elsif v_closed then
    v_outcome := 'closed';
  elsif content.take_up_replies(v_job.id) or (v_job.status = 'queued' and v_job.resume ->> 'kind' = 'reply') then
    v_outcome := 'taken';
  else
    v_outcome := 'waiting';
  end if;
  return jsonb_build_object('outcome', v_outcome, 'first', v_first, 'job_id', v_job.id, 'job_type', v_job.type,
    'job_status', (select j.status from content.jobs j where j.id = v_job.id));
end $$;

-- Follows an edit. `read`: the words were read before, so that the edit changes nothing; `followed`: what is read, or
-- kept, are the new words; `unknown`: no such message is kept. Words that come to a message without any are a new one.
create function content.edit_message(p_message jsonb) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_old content.chat_history;
  v_job content.jobs;
  v_text text := left(coalesce(p_message ->> 'text', ''), 40000);
begin
  select * into v_old from content.chat_history h
  where h.channel_id = p_message ->> 'channel_id' and h.slack_ts = p_message ->> 'ts' and h.team_id = p_message ->> 'team_id'
    and h.kind = 'message' and h.deleted_at is null;
  if v_old.id is null then
    return 'unknown';
  end if;
  select * into v_job from content.jobs where id = v_old.job_id for update;
  update content.chat_history h
  set text = v_text, edited_at = platform.now(),
      unread = h.unread or (trim(h.text) = '' and trim(v_text) <> '' and h.read_at is null and v_job.ended_at is null
                            and v_job.type in ('carousel', 'blog') and content.may_steer(v_job, h.author_id))
  where h.id = v_old.id;
  perform content.take_up_replies(v_job.id);
  return case when v_text <> v_old.text and v_job.ended_at is null
                   and (v_old.read_at is not null or (v_old.unread and v_job.status = 'running' and v_job.resume ->> 'kind' = 'reply'))
              then 'read' else 'followed' end;
end $$;

-- Follows a deletion: the words are gone from the memory, and from what a card quotes of them; that there was a message
-- stays. False: no such message is kept.
create function content.delete_message(p_message jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_old content.chat_history;
  v_version integer;
begin
  select * into v_old from content.chat_history h
  where h.channel_id = p_message ->> 'channel_id' and h.slack_ts = p_message ->> 'ts' and h.team_id = p_message ->> 'team_id'
    and h.kind = 'message' and h.deleted_at is null;
  if v_old.id is null then
    return false;
  end if;
  perform 1 from content.jobs where id = v_old.job_id for update;
  update content.chat_history h set text = '', unread = false, deleted_at = platform.now() where h.id = v_old.id;
  if char_length(trim(v_old.text)) > 0 then
    for v_version in
      update content.drafts d set reason = nullif(trim(replace(d.reason, v_old.text, ''), E' \n'), '')
      where d.job_id = v_old.job_id and strpos(d.reason, v_old.text) > 0
      returning d.version
    loop
      perform content.show(v_old.job_id, 'card', v_version);
    end loop;
  end if;
  return true;
end $$;

-- Puts a failed job back; its checkpoint says where it goes on.
create or replace function content.retry_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found', 'status', null);
  elsif not content.may_steer(v_job, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'status', v_job.status);
  elsif v_job.status <> 'failed' then
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  end if;
  update content.jobs
  set status = 'queued', attempts = 0, retries = retries + 1, error = null, ended_at = null, run_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'retry');
  perform content.show_job(v_job);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

-- The newest lines of a job's thread, oldest first: the memory of the next turn.
create function content.read_thread(p_job_id text, p_fence bigint, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_lines jsonb;
begin
  perform content.hold_job(p_job_id, p_fence);
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', n.id, 'author_kind', n.author_kind, 'author_id', n.author_id, 'kind', n.kind, 'text', n.text, 'created_at', n.created_at) order by n.id), '[]'::jsonb)
  into v_lines
  from (select * from content.chat_history h where h.job_id = p_job_id and h.deleted_at is null order by h.id desc limit p_limit) n;
  return v_lines;
end $$;

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.read_thread to greenlight_agent;
grant execute on function content.record_message, content.edit_message, content.delete_message to greenlight_bot;
