-- The conversation of every thread. Messages of a job's thread steer it: those of its requester and of approvers are read
-- by the agent, all are memory.
create table content.chat_history (
  id bigint generated always as identity primary key,
  job_id text not null,
  team_id text not null,
  channel_id text not null,
  thread_ts text,
  slack_ts text,
  author_kind text not null constraint author_kind_is_known check (author_kind in ('person', 'agent')),
  author_id text not null,
  kind text not null constraint kind_is_known check (kind in ('command', 'message', 'draft', 'review', 'action', 'outcome', 'question', 'reply')),
  text text not null,
  unread boolean not null default false,
  -- When a turn that was done had read it.
  read_at timestamptz,
  -- The words as a turn read them, when they were edited or deleted afterwards.
  as_read text,
  deleted_at timestamptz,
  created_at timestamptz not null default platform.now(),
  constraint what_is_said_is_of_the_team_of_its_job foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.chat_history enable row level security;
create index chat_history_of_a_job on content.chat_history (job_id, id);
create unique index chat_history_keeps_a_message_once on content.chat_history (channel_id, slack_ts) where slack_ts is not null;
create index chat_history_unread on content.chat_history (job_id, id) where unread;

-- What an agent says to replies.
create table content.agent_replies (
  job_id text not null references content.jobs on delete cascade,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  -- Names the reply within the job: a rerun of its node says it once.
  key text not null,
  kind text not null constraint kind_is_known check (kind in ('understood', 'answer', 'unclear', 'use_buttons')),
  text text not null constraint text_has_at_most_10000_characters check (char_length(text) <= 10000),
  person_id text,
  -- The version that it is about, which may not be written yet.
  version integer,
  offline boolean not null,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  unique (job_id, key)
);
alter table content.agent_replies enable row level security;

create function content.say(p_job content.jobs, p_author_kind text, p_author_id text, p_kind text, p_text text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  insert into content.chat_history (job_id, team_id, channel_id, thread_ts, author_kind, author_id, kind, text)
  values ((p_job).id, (p_job).team_id, (p_job).channel_id, (p_job).thread_ts, p_author_kind, p_author_id, p_kind, coalesce(p_text, ''));
end $$;

-- What the agent last said of the newest version is a question: before it writes anything it asks whether it has understood.
create function content.asked_back(p_job_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
    select r.kind = 'unclear' and rtrim(r.text) like '%?' and not exists (
      select from content.drafts d where d.job_id = p_job_id and d.created_at > r.created_at)
    from content.agent_replies r where r.job_id = p_job_id order by r.number desc limit 1), false)
$$;

-- Jobs whose agent reads what people write in the thread.
create function content.reads_replies(p_type text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_type in ('carousel', 'blog', 'research', 'lead_enrichment')
$$;

-- Keeps a message of a job's thread, or of one that the job had before, and tells the job; not so of what colleagues say to
-- each other, which is memory alone: no reader is woken and the card's buttons stay. `aside` is how the bot read it
-- (bot/drafts/aside.ts), `called` the name that it begins with, if any. See `messageOutcome` in ports/content/conversation.ts.
create function content.record_message(p_message jsonb) returns jsonb
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
create function content.edit_message(p_message jsonb) returns text
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

-- Follows a deletion: the words are gone from the memory, and from what the card of a version that it led to quotes of
-- them, unless people have decided on that version. That there was a message stays. False: no such message is kept.
create function content.delete_message(p_message jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_old content.chat_history;
  v_job content.jobs;
  v_draft content.drafts;
  v_parts text;
  v_rest text;
begin
  select * into v_old from content.chat_history h
  where h.channel_id = p_message ->> 'channel_id' and h.slack_ts = p_message ->> 'ts' and h.team_id = p_message ->> 'team_id'
    and h.kind = 'message' and h.deleted_at is null;
  if v_old.id is null then
    return false;
  end if;
  select * into v_job from content.jobs where id = v_old.job_id for no key update;
  for v_draft in
    select d.* from content.drafts d
    where d.job_id = v_old.job_id and v_old.id = any (d.reason_from) and d.status not in ('approved', 'rejected')
      and not exists (select from content.reviews r where r.draft_id = d.id)
  loop
    select string_agg(t.said, E'\n' order by t.id), string_agg(t.said, E'\n' order by t.id) filter (where t.id <> v_old.id)
    into v_parts, v_rest
    from (
      select h.id, trim(coalesce(h.as_read, h.text), E' \t\r\n') as said from content.chat_history h
      where h.id = any (v_draft.reason_from) and h.deleted_at is null
    ) t where t.said <> '';
    -- Where the reason is told in other words, none of them can be told apart.
    update content.drafts set reason = case when v_draft.reason = v_parts then v_rest end where id = v_draft.id;
    perform content.show(v_old.job_id, 'card', v_draft.version);
  end loop;
  update content.chat_history h
  set text = '', unread = false, deleted_at = platform.now(),
      -- A turn that has read them may put them into a version: until then it is known whose they are.
      as_read = case when v_old.unread and v_job.status = 'running' and v_job.resume ->> 'kind' = 'reply' then coalesce(h.as_read, v_old.text) end
  where h.id = v_old.id;
  return true;
end $$;

-- Hands what was not read yet to a job that waits, so that it reads at once. Words up to `p_read_upto` are read now.
create function content.take_up_replies(p_job_id text, p_read_upto bigint default null) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
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

-- The newest lines of a job's thread, oldest first: the memory of the next turn. At most 500.
create function content.read_thread(p_job_id text, p_fence bigint, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lines jsonb;
begin
  perform content.hold_job(p_job_id, p_fence);
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', n.id, 'author_kind', n.author_kind, 'author_id', n.author_id, 'kind', n.kind, 'text', n.text, 'created_at', n.created_at) order by n.id), '[]'::jsonb)
  into v_lines
  from (select * from content.chat_history h where h.job_id = p_job_id and h.deleted_at is null order by h.id desc
        limit least(greatest(coalesce(p_limit, 500), 0), 500)) n;
  return v_lines;
end $$;

create function content.reply_view(p_reply content.agent_replies) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_reply).number, 'kind', (p_reply).kind, 'text', (p_reply).text, 'person_id', (p_reply).person_id,
    'version', (p_reply).version, 'offline', (p_reply).offline, 'created_at', (p_reply).created_at)
$$;

-- Says something in the thread, once a key. The job goes on running; what it has understood is no longer read.
create function content.record_reply(p_job_id text, p_fence bigint, p_reply jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_number integer;
begin
  if p_reply ->> 'kind' is null or p_reply ->> 'kind' not in ('understood', 'answer', 'unclear', 'use_buttons')
    or coalesce(char_length(p_reply ->> 'key'), 0) not between 1 and 200 or jsonb_typeof(p_reply -> 'offline') is distinct from 'boolean'
    or jsonb_typeof(p_reply -> 'version') not in ('null', 'number') or (p_reply ->> 'version') !~ '^[0-9]{1,6}$' then
    raise sqlstate 'PT400' using message = format('Cannot say a reply of kind "%s" with key "%s": accepted are understood, answer, unclear, use_buttons, with a key of 1 to 200 characters and offline true or false',
      p_reply ->> 'kind', left(p_reply ->> 'key', 200)), detail = 'bad_reply';
  end if;
  insert into content.agent_replies (job_id, number, key, kind, text, person_id, version, offline)
  select p_job_id, coalesce(max(r.number), 0) + 1, p_reply ->> 'key', p_reply ->> 'kind', left(coalesce(p_reply ->> 'text', ''), 10000),
         p_reply ->> 'person_id', (p_reply ->> 'version')::integer, (p_reply ->> 'offline')::boolean
  from content.agent_replies r where r.job_id = p_job_id
  on conflict (job_id, key) do nothing
  returning number into v_number;
  if v_number is null then
    return;
  end if;
  if p_reply ->> 'kind' = 'understood' and v_job.resume ->> 'kind' = 'reply' then
    update content.jobs set resume = resume || '{"understood": true}' where id = p_job_id returning * into v_job;
    if v_job.versions > 0 then
      perform content.show(p_job_id, 'card', v_job.versions);
    elsif v_job.questions > 0 then
      perform content.show(p_job_id, 'question', v_job.questions);
    end if;
  end if;
  perform content.show(p_job_id, 'reply', v_number);
  perform content.say(v_job, 'agent', v_job.type, 'reply', coalesce(nullif(p_reply ->> 'text', ''), p_reply ->> 'kind'));
end $$;

grant execute on function content.record_message, content.edit_message, content.delete_message to greenlight_bot;
grant execute on function content.read_thread, content.record_reply to greenlight_agent;
