-- The agent of an enrichment reads what people write in its thread.

-- Jobs whose agent reads what people write in the thread.
create or replace function content.reads_replies(p_type text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_type in ('carousel', 'blog', 'research', 'lead_enrichment')
$$;

-- Keeps a message of a job's thread, or of one that the job had before, and tells the job; not so of what colleagues say to
-- each other, which is memory alone: no reader is woken and the card's buttons stay. `aside` is how the bot read it
-- (bot/drafts/aside.ts), `called` the name that it begins with, if any. See `messageOutcome` in ports/content/conversation.ts.
create or replace function content.record_message(p_message jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_author text := p_message ->> 'author_id';
  v_text text := left(coalesce(p_message ->> 'text', ''), 40000);
  v_first boolean;
  v_steers boolean;
  v_closed boolean;
  v_is_aside boolean;
  v_outcome text;
begin
  select * into v_job from content.jobs j
  where j.channel_id = p_message ->> 'channel_id' and j.team_id = p_message ->> 'team_id'
    and (j.thread_ts = p_message ->> 'thread_ts' or j.earlier_threads @> array[p_message ->> 'thread_ts'] and j.earlier_threads <> '{}')
    -- What people had written to each other before a job was started among them is none of its replies.
    and (j.started_in is null or not exists (
      select from content.outbox o
      where o.job_id = j.id and o.kind = 'brief' and o.ts > p_message ->> 'ts'))
  order by j.ended_at is null desc, j.created_at desc, j.id limit 1
  for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'no_job', 'first', false, 'job_id', null, 'job_type', null, 'job_status', null);
  end if;
  v_first := not exists (select from content.chat_history h where h.job_id = v_job.id and h.kind = 'message' and h.author_id = v_author);
  v_steers := content.reads_replies(v_job.type) and trim(v_text) <> '' and content.may_steer(v_job, v_author);
  -- What failed or expired is not over: after Retry or Resume it reads what was written meanwhile.
  v_closed := (v_job.ended_at is not null and v_job.status <> 'failed' and content.resume_until(v_job) is null)
    or exists (select from content.drafts d where d.job_id = v_job.id and d.version = v_job.versions and d.status = 'approved');
  v_is_aside := case p_message ->> 'aside'
    when 'talk' then true
    -- "ok" agrees to an outline that waits, or answers what the agent has just asked back, and nothing else.
    when 'nod' then v_job.status <> 'awaiting_input' and not content.asked_back(v_job.id)
    else exists (
      select from platform.people p
      where p.team_id = v_job.team_id and p.user_id <> v_author
        and lower(extensions.unaccent(p_message ->> 'called')) in
          (lower(extensions.unaccent(p.name)), lower(extensions.unaccent(split_part(p.name, ' ', 1)))))
  end;
  insert into content.chat_history (job_id, team_id, channel_id, thread_ts, slack_ts, author_kind, author_id, kind, text, unread)
  values (v_job.id, v_job.team_id, v_job.channel_id, v_job.thread_ts, p_message ->> 'ts', 'person', v_author, 'message', v_text,
          v_steers and not v_closed and not v_is_aside)
  on conflict do nothing;
  if not found then
    v_outcome := 'known';
  elsif v_is_aside or not content.reads_replies(v_job.type) or trim(v_text) = '' then
    v_outcome := 'kept';
  elsif not v_steers then
    v_outcome := case when v_closed then 'kept' else 'not_yours' end;
  elsif v_closed then
    -- People go on talking in a thread of theirs when its draft is done.
    v_outcome := case when v_job.started_in is not null and v_job.ended_at is not null and v_job.status <> 'failed' then 'kept' else 'closed' end;
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
create or replace function content.edit_message(p_message jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_old content.chat_history;
  v_job content.jobs;
  v_text text := left(coalesce(p_message ->> 'text', ''), 40000);
  v_was_read boolean;
begin
  select * into v_old from content.chat_history h
  where h.channel_id = p_message ->> 'channel_id' and h.slack_ts = p_message ->> 'ts' and h.team_id = p_message ->> 'team_id'
    and h.kind = 'message' and h.deleted_at is null;
  if v_old.id is null then
    return 'unknown';
  end if;
  select * into v_job from content.jobs where id = v_old.job_id for no key update;
  v_was_read := v_old.read_at is not null or (v_old.unread and v_job.status = 'running' and v_job.resume ->> 'kind' = 'reply');
  update content.chat_history h
  set text = v_text,
      as_read = case when v_was_read then coalesce(h.as_read, v_old.text) else h.as_read end,
      unread = h.unread or (trim(h.text) = '' and trim(v_text) <> '' and h.read_at is null and v_job.ended_at is null
                            and content.reads_replies(v_job.type) and content.may_steer(v_job, h.author_id))
  where h.id = v_old.id;
  perform content.take_up_replies(v_job.id);
  return case when v_text <> v_old.text and v_job.ended_at is null and v_was_read then 'read' else 'followed' end;
end $$;

revoke execute on function content.reads_replies from public, anon, authenticated, service_role;
