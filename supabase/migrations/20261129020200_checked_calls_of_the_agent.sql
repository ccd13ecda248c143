-- What the agent's role may call takes only what the rest can live with: threads are deleted by the holder of their job,
-- history is kept for its time, kinds are known ones, and numbers are numbers.

drop function content.delete_checkpoint_thread(text);
-- Of a held job alone: elsewhere the way back would be lost.
create function content.delete_checkpoint_thread(p_thread_id text, p_fence bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_thread_id, p_fence);
  delete from content.checkpoint_writes where thread_id = p_thread_id;
  delete from content.checkpoint_channels where thread_id = p_thread_id;
  delete from content.checkpoints where thread_id = p_thread_id;
end $$;

-- What goes when a job's history is pruned: its checkpoints, the pages that it alone had read, unless an approved draft
-- of it quotes them, and uploads that nobody came for. Kept for 30 days at least. Answers how many threads.
create or replace function content.prune_checkpoints(p_days integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_threads text[];
begin
  if p_days is null or p_days not between 30 and 36500 then
    raise sqlstate 'PT400' using message = format('Cannot prune checkpoints after %s days: 30 to 36500 are accepted', p_days),
      detail = 'bad_retention';
  end if;
  select array_agg(j.id) into v_threads from (
    select e.id from content.jobs e
    where e.ended_at < platform.now() - make_interval(days => p_days)
      and exists (select from content.checkpoints c where c.thread_id = e.id)
    order by e.ended_at limit 100 for update skip locked) j;
  delete from content.checkpoint_writes where thread_id = any (v_threads);
  delete from content.checkpoint_channels where thread_id = any (v_threads);
  delete from content.checkpoints where thread_id = any (v_threads);
  delete from content.documents d where d.id = any (array(
    select o.id from content.documents o join content.jobs j on j.id = o.job_id
    where j.ended_at < platform.now() - make_interval(days => p_days)
      and not exists (
        select from content.drafts a cross join jsonb_array_elements(a.content -> 'sources') s
        where a.job_id = j.id and a.status = 'approved' and s ->> 'document_id' = o.id)
    limit 100));
  perform content.prune_uploads();
  return coalesce(cardinality(v_threads), 0);
end $$;

-- At most 1,000 at a time.
create or replace function content.list_checkpoints(p_query jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(content.checkpoint_view(c) order by c.checkpoint_id desc), '[]'::jsonb)
  from (
    select * from content.checkpoints k
    where (p_query ->> 'thread_id' is null or k.thread_id = p_query ->> 'thread_id')
      and (p_query ->> 'checkpoint_ns' is null or k.checkpoint_ns = p_query ->> 'checkpoint_ns')
      and (p_query ->> 'checkpoint_id' is null or k.checkpoint_id = p_query ->> 'checkpoint_id')
      and (p_query ->> 'before' is null or k.checkpoint_id < p_query ->> 'before')
      and (jsonb_typeof(p_query -> 'metadata') is distinct from 'object' or k.metadata @> (p_query -> 'metadata'))
    order by k.checkpoint_id desc
    limit least(greatest(coalesce((p_query ->> 'limit')::numeric, 1000), 0), 1000)
  ) c
$$;

-- The newest lines of a job's thread, oldest first: the memory of the next turn. At most 500.
create or replace function content.read_thread(p_job_id text, p_fence bigint, p_limit integer) returns jsonb
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

-- A number of version or question as the agent gives it, or a sentence.
create function content.number_of(p_given jsonb, p_name text) returns integer
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if jsonb_typeof(p_given -> p_name) is distinct from 'number' or (p_given ->> p_name) !~ '^[1-9][0-9]{0,5}$' then
    raise sqlstate 'PT400' using message = format('Cannot take %s %s: a whole number from 1 is accepted', p_name, coalesce(p_given ->> p_name, 'null')),
      detail = 'bad_number';
  end if;
  return (p_given ->> p_name)::integer;
end $$;

-- Ends an attempt. With `p_retry_in_s` and attempts left the job waits for the next one, a day at most, else it has failed.
create or replace function content.fail_job(p_job_id text, p_fence bigint, p_error jsonb, p_retry_in_s double precision) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_again boolean := p_retry_in_s is not null and v_job.attempts < v_job.max_attempts;
  -- NaN is greater than every number.
  v_wait double precision := least(greatest(p_retry_in_s, 0), 86400);
  v_error jsonb := jsonb_build_object(
    'code', case when p_error ->> 'code' ~ '^[a-z][a-z0-9_]{0,63}$' then p_error ->> 'code' else 'internal' end,
    'message', left(coalesce(p_error ->> 'message', ''), 4000))
    || case when jsonb_typeof(p_error -> 'params') = 'object' then jsonb_build_object('params', p_error -> 'params') else '{}'::jsonb end;
begin
  update content.jobs
  set status = case when v_again then 'queued' else 'failed' end, error = v_error, leased_until = null, worker = null,
      run_at = case when v_again then platform.now() + make_interval(secs => v_wait) else run_at end,
      ended_at = case when v_again then null else platform.now() end
  where id = p_job_id returning * into v_job;
  if not v_again then
    perform content.say(v_job, 'agent', v_job.type, 'outcome', 'failed: ' || (v_error ->> 'code'));
  end if;
  perform content.show_job(v_job);
end $$;

-- Asks people and waits without a worker. The newest number again, with the same content, only waits again.
create or replace function content.record_question(p_job_id text, p_fence bigint, p_question jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_number integer := content.number_of(p_question, 'number');
  v_kind text := p_question -> 'content' ->> 'kind';
  v_hash text;
  v_question content.questions;
begin
  -- Who may answer follows from the kind.
  if v_kind is distinct from (case v_job.type when 'brand_kit' then 'brand_kit' else 'strategy' end) or v_job.type = 'knowledge' then
    raise sqlstate 'PT400' using message = format('Cannot ask a question of kind "%s" for a %s: accepted are strategy for drafts, brand_kit for brand kits', v_kind, v_job.type),
      detail = 'bad_question';
  end if;
  v_hash := content.draft_hash(p_question -> 'content', p_question -> 'artifacts');
  perform content.require_stored(p_job_id, p_question -> 'artifacts', format('question %s', v_number));
  if v_number = v_job.questions then
    select * into v_question from content.questions where job_id = p_job_id and number = v_number;
  end if;
  if v_question.number is not null then
    if v_question.hash <> v_hash or v_question.status <> 'open' then
      raise sqlstate 'PT409' using message = format('Cannot ask question %s of job "%s" again: it is %s and its text is fixed', v_number, p_job_id, v_question.status),
        detail = 'question_is_fixed';
    end if;
  elsif v_number <> v_job.questions + 1 then
    raise sqlstate 'PT409' using message = format('Cannot ask question %s of job "%s": the next one is %s', v_number, p_job_id, v_job.questions + 1),
      detail = 'wrong_question';
  else
    update content.questions set status = 'superseded' where job_id = p_job_id and status = 'open';
    insert into content.questions (job_id, number, hash, content, artifacts)
    values (p_job_id, v_number, v_hash, p_question -> 'content', p_question -> 'artifacts')
    returning * into v_question;
    perform content.say(v_job, 'agent', coalesce(p_question -> 'content' ->> 'model', v_job.type), 'question',
      coalesce(p_question -> 'content' ->> 'angle', v_kind));
  end if;
  update content.jobs
  set status = 'awaiting_input', questions = v_number, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  if jsonb_array_length(v_question.artifacts) > 0 then
    perform content.show(p_job_id, 'question_pages', v_number);
  end if;
  if v_number > 1 then
    perform content.show(p_job_id, 'question', v_number - 1);
  end if;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, (p_question ->> 'read_upto')::bigint);
  return content.question_view(v_question);
end $$;

-- Presses a button of a question, under the job's lock. Every outcome but `answered` changes nothing. A strategy is
-- answered by those who may steer the job, a brand kit by admins, who bring it into force with `go_on`.
create or replace function content.answer_question(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_question content.questions;
  v_kind text;
  v_answer text := p_click ->> 'answer';
  v_note text := nullif(trim(p_click ->> 'note'), '');
  v_person text := p_click ->> 'person_id';
  v_outcome text;
  v_applied jsonb;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select * into v_question from content.questions where job_id = v_job.id and number = (p_click ->> 'number')::integer;
  v_kind := v_question.content ->> 'kind';
  if v_question.number is not null and not coalesce(v_answer = any (case v_kind
       when 'strategy' then array['go_on', 'change'] else array['go_on', 'discard'] end), false) then
    raise sqlstate 'PT400' using message = format('Cannot answer "%s" to a question of kind "%s"', v_answer, v_kind), detail = 'bad_answer';
  end if;
  if v_answer = 'change' and v_note is null then
    raise sqlstate 'PT400' using message = 'Cannot ask for a change without saying which', detail = 'note_missing';
  end if;
  if v_question.number is null then
    v_outcome := 'not_found';
  elsif v_question.hash is distinct from p_click ->> 'hash' or v_question.status = 'superseded' or v_question.number < v_job.questions then
    v_outcome := 'superseded';
  elsif v_question.status <> 'open' or v_job.status <> 'awaiting_input' then
    v_outcome := 'already_answered';
  elsif v_kind = 'strategy' and not content.may_steer(v_job, v_person) then
    v_outcome := 'not_allowed';
  elsif v_kind = 'brand_kit' and not exists (
    select from platform.people p where p.team_id = v_job.team_id and p.user_id = v_person and p.role = 'admin' and not p.is_guest
  ) then
    v_outcome := 'not_allowed';
  elsif v_kind is null or v_kind not in ('strategy', 'brand_kit') then
    -- Nobody is known who may answer it.
    v_outcome := 'not_allowed';
  else
    v_outcome := 'answered';
    if v_kind = 'brand_kit' and v_answer = 'go_on' then
      v_applied := content.apply_brand_kit(v_job.team_id, v_person, v_question.content -> 'kit', (v_question.content ->> 'base_version')::integer);
      if v_applied ->> 'outcome' not in ('changed', 'unchanged') then
        v_outcome := case v_applied ->> 'outcome' when 'stale' then 'stale' else 'not_allowed' end;
      end if;
    end if;
  end if;
  if v_outcome = 'answered' then
    update content.questions
    set status = 'answered', answer = v_answer, note = v_note, answered_by = v_person, answered_at = platform.now()
    where job_id = v_job.id and number = v_question.number returning * into v_question;
    update content.jobs
    set status = 'queued', run_at = platform.now(), attempts = 0, error = null,
        resume = jsonb_build_object('kind', 'answer', 'question', v_question.number, 'hash', v_question.hash, 'answer', v_answer,
                                    'note', v_note, 'person_id', v_person)
    where id = v_job.id returning * into v_job;
    perform content.say(v_job, 'person', v_person, 'action', v_answer || coalesce(': ' || v_note, ''));
    perform content.show_job(v_job);
  end if;
  return jsonb_build_object('outcome', v_outcome, 'job_status', v_job.status, 'channel_id', v_job.channel_id,
    'question', case when v_question.number is not null then content.question_view(v_question) end);
end $$;

-- Says something in the thread, once a key. The job goes on running.
create or replace function content.record_reply(p_job_id text, p_fence bigint, p_reply jsonb) returns void
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
  perform content.show(p_job_id, 'reply', v_number);
  perform content.say(v_job, 'agent', v_job.type, 'reply', coalesce(nullif(p_reply ->> 'text', ''), p_reply ->> 'kind'));
end $$;

create or replace function content.settle_usage(p_job_id text, p_fence bigint, p_usage_id bigint, p_paid jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_usd numeric;
  v_input bigint;
  v_output bigint;
begin
  perform content.hold_job(p_job_id, p_fence);
  begin
    v_usd := (p_paid ->> 'usd')::numeric;
    v_input := (p_paid ->> 'input_tokens')::bigint;
    v_output := (p_paid ->> 'output_tokens')::bigint;
  exception when others then
    v_usd := null;
  end;
  -- NaN is greater than every number, so that the second comparison refuses it as well.
  if v_usd is null or v_usd < 0 or v_usd >= 1000000 or v_input is null or v_input not between 0 and 1000000000
    or v_output is null or v_output not between 0 and 1000000000 then
    raise sqlstate 'PT400' using message = 'Cannot settle a call without its price and its tokens as numbers from 0', detail = 'bad_usage';
  end if;
  update content.usage_ledger
  set state = 'settled', usd = v_usd, input_tokens = v_input, output_tokens = v_output, model = p_paid ->> 'model',
      reply = p_paid -> 'reply', settled_at = platform.now()
  where id = p_usage_id and job_id = p_job_id and state = 'reserved';
  if not found then
    raise sqlstate 'PT409' using message = format('Cannot settle usage %s of job "%s": it is not reserved', p_usage_id, p_job_id), detail = 'not_reserved';
  end if;
  update content.content_history h set usd = content.spent('job', j) from content.jobs j where j.id = p_job_id and h.job_id = j.id;
end $$;

-- Where the job stands, as the thread shows it.
create or replace function content.record_progress(p_job_id text, p_fence bigint, p_checkpoint_data jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  if jsonb_typeof(p_checkpoint_data) is distinct from 'object'
    or jsonb_typeof(coalesce(p_checkpoint_data -> 'steps', '[]'::jsonb)) <> 'array'
    or jsonb_typeof(coalesce(p_checkpoint_data -> 'node', '""'::jsonb)) <> 'string'
    or exists (
      select from jsonb_path_query(p_checkpoint_data, 'lax $.steps[*]') s
      where jsonb_typeof(s) <> 'object' or jsonb_typeof(s -> 'node') is distinct from 'string' or jsonb_typeof(s -> 'started_at') is distinct from 'string'
        or coalesce(jsonb_typeof(s -> 'ended_at') not in ('string', 'null'), true) or coalesce(jsonb_typeof(s -> 'detail') not in ('string', 'null'), true)) then
    raise sqlstate 'PT400' using message = format('Cannot record where job "%s" stands: accepted are a node and a list of steps', p_job_id), detail = 'bad_progress';
  end if;
  update content.jobs
  set checkpoint_data = p_checkpoint_data, error = null, leased_until = platform.now() + interval '30 seconds'
  where id = p_job_id;
  perform content.show(p_job_id, 'progress');
end $$;

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.delete_checkpoint_thread to greenlight_agent;
grant execute on function content.answer_question to greenlight_bot;
