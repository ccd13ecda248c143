-- A draft can be started in a thread in which people talk: what the job shows stands there, and what they wrote there is
-- material that comes with its brief.
alter table content.jobs
  add column started_in text,
  add constraint only_drafts_start_in_a_thread check (started_in is null or type in ('carousel', 'blog', 'research'));
drop index content.jobs_thread;
create index jobs_thread on content.jobs (channel_id, thread_ts) where thread_ts is not null;
create unique index a_head_opens_one_thread on content.jobs (channel_id, thread_ts) where thread_ts is not null and started_in is null;
create unique index one_open_job_in_a_thread_of_people on content.jobs (channel_id, started_in) where started_in is not null and ended_at is null;

-- The job that has not ended of a thread: replies there steer it, so that it has one at most. Others wait here who ask at
-- the same time. Null: there is none.
create function content.open_job_in(p_channel_id text, p_thread_ts text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(format('content.thread:%s:%s', p_channel_id, p_thread_ts), 0));
  return (
    select j.id from content.jobs j
    where j.channel_id = p_channel_id and j.ended_at is null
      and (j.thread_ts = p_thread_ts or j.started_in = p_thread_ts or j.earlier_threads @> array[p_thread_ts] and j.earlier_threads <> '{}')
    limit 1);
end $$;

revoke execute on function content.open_job_in from public, anon, authenticated, service_role;

-- The report that a person means, by its job's id or by its thread; to be made a draft of. Raises why none can be.
create or replace function content.find_report(p_team_id text, p_report jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text := coalesce(p_report ->> 'job_id', (
    select j.id from content.jobs j
    where j.channel_id = p_report ->> 'channel_id'
      and (j.thread_ts = p_report ->> 'ts' or j.earlier_threads @> array[p_report ->> 'ts'])
    -- A thread of people may have had several jobs.
    order by j.type = 'research' and j.status = 'completed' desc, j.created_at desc, j.id limit 1), '');
begin
  perform content.require_approved_research(p_team_id, 'blog', v_id);
  return (select jsonb_build_object('job_id', d.job_id, 'title', d.content ->> 'title')
          from content.drafts d where d.job_id = v_id and d.status = 'approved');
end $$;

-- Stores the job with its history and the message that shows it. A repeated key answers with the first job. With
-- `thread_ts` it is shown in that thread of people.
create or replace function content.enqueue_job(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
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
  if v_type is null or v_type not in ('carousel', 'blog', 'research', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, research, knowledge, brand_kit', v_type),
      detail = 'bad_type';
  end if;
  select * into v_person from platform.people where team_id = p_job ->> 'team_id' and user_id = p_job ->> 'requester_id';
  if v_person.is_guest then
    raise sqlstate 'PT403' using message = 'Guests cannot start jobs', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  if v_type = 'brand_kit' and v_person.role is distinct from 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the brand kit', detail = 'not_allowed', hint = 'Ask an admin.';
  end if;
  if coalesce(char_length(v_topic), 0) not between 1 and 2000 then
    raise sqlstate 'PT400' using message = format('Cannot start a job with a brief of %s characters: 1 to 2000 are accepted', coalesce(char_length(v_topic), 0)),
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
  insert into content.jobs (type, brief, team_id, requester_id, from_job_id, channel_id, started_in, idempotency_key)
  values (v_type, p_job -> 'brief', p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'from_job_id', p_job ->> 'channel_id', v_thread, p_job ->> 'idempotency_key')
  on conflict (idempotency_key) do nothing
  returning * into v_job;
  if v_job.id is null then
    return (select jsonb_build_object('job_id', j.id, 'created', false) from content.jobs j where j.idempotency_key = p_job ->> 'idempotency_key');
  end if;
  insert into content.outbox (job_id, kind, response_url) values (v_job.id, 'brief', p_job ->> 'response_url');
  perform content.show(v_job.id, 'progress');
  perform content.say(v_job, 'person', v_job.requester_id, 'command', p_job ->> 'command');
  insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
  values (v_job.id, v_job.team_id, v_job.type, v_job.requester_id, v_topic, v_job.brief, v_job.status, v_job.created_at);
  return jsonb_build_object('job_id', v_job.id, 'created', true);
end $$;

-- Puts a failed job back; its checkpoint says where it goes on.
create or replace function content.retry_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
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
  elsif content.open_job_in(v_job.channel_id, coalesce(v_job.started_in, v_job.thread_ts)) is not null then
    return jsonb_build_object('outcome', 'thread_has_job', 'status', v_job.status);
  end if;
  update content.jobs
  set status = 'queued', attempts = 0, retries = retries + 1, error = null, ended_at = null, run_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'retry');
  perform content.show_job(v_job);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

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
  for update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'no_job', 'first', false, 'job_id', null, 'job_type', null, 'job_status', null);
  end if;
  v_first := not exists (select from content.chat_history h where h.job_id = v_job.id and h.kind = 'message' and h.author_id = v_author);
  v_steers := v_job.type in ('carousel', 'blog', 'research') and trim(v_text) <> '' and content.may_steer(v_job, v_author);
  -- A failed job is not over: after Retry it reads what was written meanwhile.
  v_closed := (v_job.ended_at is not null and v_job.status <> 'failed')
    or exists (select from content.drafts d where d.job_id = v_job.id and d.version = v_job.versions and d.status = 'approved');
  v_is_aside := case p_message ->> 'aside'
    when 'talk' then true
    -- "ok" agrees to an outline that waits, and to nothing else.
    when 'nod' then v_job.status <> 'awaiting_input'
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
  elsif v_is_aside or v_job.type not in ('carousel', 'blog', 'research') or trim(v_text) = '' then
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

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind = 'brief' then j.started_in else j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'question', case when (p_item).kind in ('question', 'question_pages') then (
      select content.question_view(q) from content.questions q where q.job_id = j.id and q.number = (p_item).edition) end,
    'reply', case when (p_item).kind = 'reply' then (
      select content.reply_view(r) from content.agent_replies r where r.job_id = j.id and r.number = (p_item).edition) end,
    'notice', case when (p_item).kind = 'notice' then (
      select content.notice_view(n) from content.evidence_notices n where n.job_id = j.id and n.number = (p_item).edition) end,
    'lost', case when (p_item).kind = 'card' then coalesce((
      select jsonb_agg(jsonb_build_object('claim_id', l.claim_id, 'withdrawn', l.withdrawn, 'retracted', l.retracted)) from content.lost_evidence(d) l), '[]'::jsonb) end,
    'pictures', coalesce((
      select jsonb_agg(u) from content.outbox f cross join jsonb_array_elements(f.uploads) u
      where f.job_id = j.id and f.edition = (p_item).edition and f.shown > 0
        and f.kind = case when (p_item).kind = 'question' then 'question_pages' else 'pages' end), '[]'::jsonb),
    'picture', case when (p_item).kind = 'brief' then content.picture_of(j) end,
    'fresh_pages', case when (p_item).kind = 'pages' and j.earlier_threads = '{}' then content.fresh_pages(d) end,
    'current_card_ts', (select n.card_ts from content.drafts n where n.job_id = j.id order by n.version desc limit 1),
    'unpriced', (p_item).kind = 'card' and content.is_unpriced(j.id),
    'reviews', coalesce((
      select jsonb_agg(content.review_view(r) order by r.created_at, r.id) from content.reviews r
      where r.job_id = j.id and (d.version is null or r.version = d.version)), '[]'::jsonb),
    'approvers', platform.approvers_of(j.team_id, j.type, j.requester_id),
    'quorum', coalesce((platform.approver_rule(j.team_id, j.type)).quorum, 1))
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  where j.id = (p_item).job_id
$$;

-- False: the claim was lost and another process draws it.
create or replace function content.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_item content.outbox;
begin
  perform content.hold_job_of(p_id);
  update content.outbox
  set ts = p_ts, shown = greatest(shown, p_revision), shown_at = platform.now(), leased_until = null, worker = null,
      attempts = 0, maybe_posted = false, last_error = null, moved_from = null,
      run_at = case when kind = 'progress' then platform.now() + interval '1 second' else run_at end
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if not found then
    return false;
  end if;
  update content.outbox set told = false where job_id = v_item.job_id and told;
  if v_item.kind = 'brief' then
    update content.jobs
    set thread_ts = coalesce(started_in, p_ts), earlier_threads = case when thread_ts is null then earlier_threads else earlier_threads || thread_ts end
    where id = v_item.job_id and thread_ts is distinct from coalesce(started_in, p_ts);
    update content.chat_history h set thread_ts = j.thread_ts from content.jobs j
    where j.id = v_item.job_id and h.job_id = j.id and h.thread_ts is null;
  elsif v_item.kind = 'card' then
    update content.drafts set card_ts = p_ts where job_id = v_item.job_id and version = v_item.edition and card_ts is distinct from p_ts;
    -- The card before links to this one.
    if found and v_item.edition > 1 then
      perform content.show(v_item.job_id, 'card', v_item.edition - 1);
    end if;
  end if;
  perform content.follow_thread(v_item.job_id);
  return true;
end $$;

-- Gives an item back. Without `retry_in_s` it is given up; giving up the brief before it was posted cancels the job, as
-- it would not be seen. False: the claim was lost.
create or replace function content.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_item content.outbox;
  v_job content.jobs;
  v_delay double precision := platform.delay_of(p_failure ->> 'retry_in_s');
  v_give_up boolean := v_delay is null;
begin
  perform content.hold_job_of(p_id);
  update content.outbox
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = v_give_up,
      told = told or coalesce((p_failure ->> 'told')::boolean, false),
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce(v_delay, 0))
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if not found then
    return false;
  end if;
  if p_failure ->> 'code' = 'thread_not_found' and v_item.kind <> 'brief' then
    perform content.show(v_item.job_id, 'brief');
  end if;
  -- The thread of people is gone: the job goes on in one of its own.
  if p_failure ->> 'code' = 'thread_not_found' and v_item.kind = 'brief' then
    update content.jobs set started_in = null where id = v_item.job_id;
  end if;
  if v_give_up and v_item.kind = 'brief' and v_item.shown = 0 then
    update content.jobs
    set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, ended_at = platform.now(), resume = null,
        error = jsonb_build_object('code', 'channel_unreachable', 'message', p_failure ->> 'code')
    where id = v_item.job_id and status = 'queued'
    returning * into v_job;
    if v_job.id is not null then
      update content.outbox set given_up = true where job_id = v_job.id;
      perform content.note_history(v_job.id);
    end if;
  end if;
  return true;
end $$;

-- For the job whose brief names it, as often as it asks: what is for the knowledge base is deleted with the storing of what
-- was read in it, so that a job that dies between reading and storing finds it again. Empty answer: unknown, or read and
-- deleted.
create or replace function content.get_upload(p_job_id text, p_fence bigint, p_upload_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  return (
    select jsonb_build_object('name', u.name, 'mime', u.mime, 'sha256', u.sha256, 'base64', translate(encode(u.bytes, 'base64'), E'\n', ''))
    from content.uploads u
    where u.id = p_upload_id and u.team_id = v_job.team_id and u.person_id = v_job.requester_id
      and u.id in (v_job.brief -> 'source' ->> 'upload_id', v_job.brief -> 'material' ->> 'upload_id') and u.created_at >= platform.now() - interval '1 day');
end $$;
