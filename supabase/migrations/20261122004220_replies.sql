-- Messages of a job's thread steer it: those of its requester and of approvers are read by the agent, all are memory.
alter table content.chat_history add column unread boolean not null default false;
alter table content.chat_history add column edited_at timestamptz;
alter table content.chat_history add column deleted_at timestamptz;
create index chat_history_unread on content.chat_history (job_id, id) where unread;

-- Hands what nobody has read yet to a job that waits, so that it reads at once. Words up to `p_read_upto` are read now.
create function content.take_up_replies(p_job_id text, p_read_upto bigint default null) returns boolean
language plpgsql set search_path = ''
as $$
declare
  v_job content.jobs;
begin
  update content.chat_history set unread = false where job_id = p_job_id and unread and id <= p_read_upto;
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
    'checkpoint_data', (p_job).checkpoint_data, 'versions', (p_job).versions,
    'resume', case when (p_job).resume ->> 'kind' = 'reply' then (p_job).resume || jsonb_build_object('messages', coalesce((
        select jsonb_agg(jsonb_build_object('id', h.id, 'author_id', h.author_id, 'ts', h.slack_ts, 'text', h.text) order by h.id)
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

-- Follows an edit. What was read stays read: an edit is no new message. False: no such message is kept.
create function content.edit_message(p_message jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update content.chat_history h
  set text = left(coalesce(p_message ->> 'text', ''), 40000), edited_at = platform.now()
  where h.channel_id = p_message ->> 'channel_id' and h.slack_ts = p_message ->> 'ts' and h.team_id = p_message ->> 'team_id'
    and h.kind = 'message' and h.deleted_at is null;
  return found;
end $$;

-- Follows a deletion: the words are gone, that there was a message stays. False: no such message is kept.
create function content.delete_message(p_message jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update content.chat_history h
  set text = '', unread = false, deleted_at = platform.now()
  where h.channel_id = p_message ->> 'channel_id' and h.slack_ts = p_message ->> 'ts' and h.team_id = p_message ->> 'team_id'
    and h.kind = 'message' and h.deleted_at is null;
  return found;
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
