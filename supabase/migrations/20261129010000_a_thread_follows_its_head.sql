-- The message that opens a job's thread can be deleted by people: it is posted anew then, and what the job shows now
-- follows it, as Slack leads nobody to the thread of a deleted message.

-- Threads that the job had before; what is written there still belongs to it.
alter table content.jobs add column earlier_threads text[] not null default '{}';
-- The thread that `ts` stands in.
alter table content.outbox add column thread_ts text;
-- Where it stood before: deleted by the bot once it stands in its new place.
alter table content.outbox add column moved_from text;
-- The requester was told that nothing gets through. Until the next thing that does.
alter table content.outbox add column told boolean not null default false;
update content.outbox o set thread_ts = j.thread_ts from content.jobs j
where j.id = o.job_id and o.kind <> 'brief' and o.ts is not null;
create index jobs_earlier_threads on content.jobs using gin (earlier_threads) where earlier_threads <> '{}';

-- Whoever changes a job locks its row first; what is posted must see whether its thread moved meanwhile.
create or replace function content.hold_job_of(p_item_id bigint) returns void
language sql set search_path = ''
as $$
  select 1 from content.jobs j where j.id = (select o.job_id from content.outbox o where o.id = p_item_id) for update
$$;

-- Asks for what the job shows now to be posted in its thread where that stands in an earlier one. Older editions and
-- answers stay where people read them.
create function content.follow_thread(p_job_id text) returns void
language sql set search_path = ''
as $$
  update content.outbox o
  set moved_from = o.ts, ts = null, shown = 0, uploads = '[]', maybe_posted = false, given_up = false, attempts = 0,
      run_at = platform.now(), fence = o.fence + 1, leased_until = null, worker = null
  from content.jobs j
  where j.id = p_job_id and o.job_id = j.id and o.kind not in ('brief', 'reply') and o.ts is not null and o.thread_ts <> j.thread_ts
    and (o.kind not in ('question', 'question_pages') or j.status = 'awaiting_input')
    and not exists (select from content.outbox n where n.job_id = o.job_id and n.kind = o.kind and n.edition > o.edition)
$$;

-- Surfaces to draw, at most `p_limit`, each held for 30 s (`note_uploads` extends it). What a job shows for the first
-- time appears in order of id, and after an edit of the thread's head that is due: the edit learns whether people still
-- find the thread. Empty answer: nothing to draw now.
create or replace function content.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_items jsonb;
begin
  with claimed as (
    update content.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '30 seconds', attempts = o.attempts + 1,
        maybe_posted = o.maybe_posted or (o.ts is null and o.leased_until is not null),
        thread_ts = case when o.ts is null then (select j.thread_ts from content.jobs j where j.id = o.job_id) else o.thread_ts end
    where o.id = any (array(
      select w.id from content.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
        and (w.shown > 0 or not exists (
          select from content.outbox e
          where e.job_id = w.job_id and e.id < w.id and not e.given_up and (e.shown = 0 or (
            e.kind = 'brief' and e.wanted > e.shown and (e.leased_until >= platform.now() or e.run_at <= platform.now())))))
      order by w.run_at, w.id limit p_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(content.outbox_view(c.item) || jsonb_build_object('moved_from', (c.item).moved_from,
      'told', exists (select from content.outbox t where t.job_id = (c.item).job_id and t.told)) order by (c.item).id), '[]'::jsonb)
  into v_items from claimed c;
  return v_items;
end $$;

-- False: the claim was lost and somebody else draws it.
create or replace function content.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = ''
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
    set thread_ts = p_ts, earlier_threads = case when thread_ts is null then earlier_threads else earlier_threads || thread_ts end
    where id = v_item.job_id and thread_ts is distinct from p_ts;
    update content.chat_history set thread_ts = p_ts where job_id = v_item.job_id and thread_ts is null;
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
-- nobody would see it. False: the claim was lost.
create or replace function content.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_item content.outbox;
  v_job content.jobs;
  v_give_up boolean := p_failure ->> 'retry_in_s' is null;
begin
  perform content.hold_job_of(p_id);
  update content.outbox
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = v_give_up,
      told = told or coalesce((p_failure ->> 'told')::boolean, false),
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce((p_failure ->> 'retry_in_s')::double precision, 0))
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if not found then
    return false;
  end if;
  if p_failure ->> 'code' = 'thread_not_found' and v_item.kind <> 'brief' then
    perform content.show(v_item.job_id, 'brief');
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

-- Keeps a message of a job's thread, or of one that the job had before, and tells the job. See `messageOutcome` in
-- ports/content/conversation.ts.
create or replace function content.record_message(p_message jsonb) returns jsonb
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
  where j.channel_id = p_message ->> 'channel_id' and j.team_id = p_message ->> 'team_id'
    and (j.thread_ts = p_message ->> 'thread_ts' or j.earlier_threads @> array[p_message ->> 'thread_ts'] and j.earlier_threads <> '{}')
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

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.claim_outbox, content.settle_outbox, content.fail_outbox, content.record_message to greenlight_bot;
