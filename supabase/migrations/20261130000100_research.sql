-- Research is a type of job, and a draft may go on from an approved one.

set check_function_bodies = off;

alter table platform.approver_rules drop constraint a_rule_is_of_a_known_type;
alter table platform.approver_rules add constraint a_rule_is_of_a_known_type
  check (job_type in ('*', 'carousel', 'blog', 'research', 'knowledge', 'brand_kit', 'outreach'));
-- Who decides on articles decides on reports, until an admin says otherwise.
insert into platform.approver_rules (team_id, job_type, roles, four_eyes, quorum)
select r.team_id, 'research', r.roles, r.four_eyes, r.quorum from platform.approver_rules r where r.job_type = 'blog'
on conflict do nothing;

alter table content.artifacts drop constraint mime_is_known;
alter table content.artifacts add constraint mime_is_known
  check (mime in ('image/png', 'application/pdf', 'text/markdown', 'text/html', 'application/json'));

alter table content.questions drop constraint who_may_answer_is_known;
alter table content.questions add constraint who_may_answer_is_known
  check (coalesce(content ->> 'kind' in ('outline', 'questions', 'language', 'brand_kit'), false));

alter table content.jobs drop constraint type_is_known;
alter table content.jobs add constraint type_is_known check (type in ('carousel', 'blog', 'research', 'knowledge', 'brand_kit'));
alter table content.jobs add column from_job_id text;
alter table content.jobs add constraint a_job_goes_on_from_one_of_its_team
  foreign key (from_job_id, team_id) references content.jobs (id, team_id);
alter table content.jobs add constraint only_drafts_go_on_from_a_research check (from_job_id is null or type in ('carousel', 'blog'));
create index jobs_from_a_job on content.jobs (from_job_id) where from_job_id is not null;

-- What colleagues say to each other looks like a reply until the agent has read it: the buttons of a card stay meanwhile,
-- and rest once the agent has said what it is going to change. Until then the job is `reading`.
create or replace function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'brief', (p_job).brief,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'from_job_id', (p_job).from_job_id, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'reading', (p_job).status in ('queued', 'running')
      and coalesce((p_job).resume ->> 'kind' = 'reply' and not (p_job).resume ? 'understood', false),
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;

-- A job goes on from an approved research of its team and from nothing else. Raises what is in the way, a code each.
create or replace function content.require_approved_research(p_team_id text, p_type text, p_from_job_id text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_from content.jobs;
  v_fault text;
begin
  if p_from_job_id is null then
    return;
  end if;
  select * into v_from from content.jobs where id = p_from_job_id;
  v_fault := case
    when p_type not in ('carousel', 'blog') then 'from_not_for_this'
    when v_from.id is null then 'from_unknown'
    when v_from.team_id <> p_team_id then 'from_other_team'
    when v_from.type <> 'research' then 'from_no_research'
    when v_from.status = 'rejected' then 'from_rejected'
    when v_from.status in ('failed', 'cancelled') then 'from_stopped'
    when v_from.status <> 'completed' then 'from_not_approved'
  end;
  if v_fault is not null then
    raise sqlstate 'PT409' using message = format('Cannot start a %s from job "%s": accepted is an approved research of the team for a carousel or an article',
      p_type, p_from_job_id), detail = v_fault;
  end if;
end $$;

-- Stores the job with its history and the message that shows it. A repeated key answers with the first job.
create or replace function content.enqueue_job(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_person platform.people;
  v_type text := p_job ->> 'type';
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
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
  insert into content.jobs (type, brief, team_id, requester_id, from_job_id, channel_id, idempotency_key)
  values (v_type, p_job -> 'brief', p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'from_job_id', p_job ->> 'channel_id', p_job ->> 'idempotency_key')
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

-- A claimed job with its resume; of replies the words as they stand now, so that edits and deletions are followed.
-- `locale` is the team's: what an agent says in the thread is in the team's language; people may write in another.
create or replace function content.claimed_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id,
    'locale', (select t.locale from platform.teams t where t.team_id = (p_job).team_id),
    'brief', (p_job).brief, 'from_job_id', (p_job).from_job_id, 'fence', (p_job).fence, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'checkpoint_data', (p_job).checkpoint_data, 'versions', (p_job).versions, 'retries', (p_job).retries,
    'resume', case when (p_job).resume ->> 'kind' = 'reply' then (p_job).resume || jsonb_build_object('messages', coalesce((
        -- Whoever wrote before the newest outline or version was there had another one in mind.
        select jsonb_agg(jsonb_build_object('id', h.id, 'author_id', h.author_id, 'ts', h.slack_ts, 'text', h.text,
          'before_question', exists (select from content.chat_history q where q.job_id = h.job_id and q.kind = 'question' and q.id > h.id),
          'before_version', exists (select from content.chat_history d where d.job_id = h.job_id and d.kind = 'draft' and d.id > h.id)) order by h.id)
        from content.chat_history h where h.job_id = (p_job).id and h.unread), '[]'::jsonb))
      else (p_job).resume end)
$$;

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
  if not coalesce(v_kind = any (case v_job.type when 'brand_kit' then array['brand_kit'] when 'knowledge' then '{}'::text[]
                                when 'research' then array['questions', 'language'] else array['outline', 'language'] end), false) then
    raise sqlstate 'PT400' using message = format('Cannot ask a question of kind "%s" for a %s: accepted are outline and language for drafts, questions and language for research, brand_kit for brand kits', v_kind, v_job.type),
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

-- Presses a button of a question, under the job's lock. Every outcome but `answered` changes nothing. An outline,
-- the questions of a research and an offer of documents in the other language are answered by those who may steer the job, a brand kit by admins, who bring it into force with `go_on`.
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
       when 'outline' then array['go_on', 'change'] when 'questions' then array['go_on', 'change', 'discard'] else array['go_on', 'discard'] end), false) then
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
  elsif v_kind in ('outline', 'questions', 'language') and not content.may_steer(v_job, v_person) then
    v_outcome := 'not_allowed';
  elsif v_kind = 'brand_kit' and not exists (
    select from platform.people p where p.team_id = v_job.team_id and p.user_id = v_person and p.role = 'admin' and not p.is_guest
  ) then
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
  select * into v_job from content.jobs where id = v_old.job_id for update;
  v_was_read := v_old.read_at is not null or (v_old.unread and v_job.status = 'running' and v_job.resume ->> 'kind' = 'reply');
  update content.chat_history h
  set text = v_text,
      as_read = case when v_was_read then coalesce(h.as_read, v_old.text) else h.as_read end,
      unread = h.unread or (trim(h.text) = '' and trim(v_text) <> '' and h.read_at is null and v_job.ended_at is null
                            and v_job.type in ('carousel', 'blog', 'research') and content.may_steer(v_job, h.author_id))
  where h.id = v_old.id;
  perform content.take_up_replies(v_job.id);
  return case when v_text <> v_old.text and v_job.ended_at is null and v_was_read then 'read' else 'followed' end;
end $$;

-- What App Home shows one person: the drafts and questions that wait for them, and their own work of the last 30 days. A
-- guest is shown nothing of a draft that others made.
create or replace function content.get_home(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with me as (
    select p.* from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id
  ), picture as (
    select f.job_id, f.edition, u ->> 'file_id' as file_id, u ->> 'key' as key
    from content.outbox f cross join jsonb_array_elements(f.uploads) u
    where f.kind = 'pages' and f.shown > 0
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_agg(w.item order by w.since) from (
        select d.created_at as since, jsonb_build_object(
          'job', j.id, 'type', j.type, 'version', d.version, 'hash', d.hash, 'title', d.content ->> 'title',
          'excerpt', coalesce(d.content #>> '{post,hook}', d.content ->> 'meta_description', d.content #>> '{summary,markdown}', ''),
          'requester_id', j.requester_id, 'channel_id', j.channel_id, 'card_ts', d.card_ts,
          'may_be_approved', jsonb_array_length(d.finals) > 0 and jsonb_array_length(d.blocking) = 0,
          'picture', (select x.file_id from picture x where x.job_id = j.id and x.edition = d.version and x.key in (
             select a ->> 'key' from jsonb_array_elements(d.artifacts) a where a ->> 'role' = 'overview') limit 1)) as item
        from me
        join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_review' and j.type in ('carousel', 'blog', 'research')
        join content.drafts d on d.job_id = j.id and d.version = j.versions and d.status = 'proposed'
        where not me.is_guest and platform.approvers_of(p_team_id, j.type, j.requester_id) ? p_person_id
          and not exists (select from content.reviews r where r.draft_id = d.id and r.reviewer_id = p_person_id and r.decision = 'approve')
        order by d.created_at limit 20) w), '[]'::jsonb),
    'mine', coalesce((
      select jsonb_agg(m.item order by m.created_at desc) from (
        select j.created_at, jsonb_build_object(
          'job', j.id, 'type', j.type, 'status', j.status, 'topic', j.brief ->> 'topic', 'versions', j.versions,
          'channel_id', j.channel_id, 'thread_ts', j.thread_ts) as item
        from me join content.jobs j on j.team_id = p_team_id and j.requester_id = me.user_id
        where j.created_at > platform.now() - interval '30 days' and j.type in ('carousel', 'blog', 'research')
          and (j.ended_at is null or j.status in ('completed', 'failed', 'rejected'))
        order by (j.ended_at is null) desc, j.created_at desc limit 10) m), '[]'::jsonb))
$$;

-- The words of what people read in a version, one text a line, each between spaces; so that words are found as wholes
-- and never across two texts. Marks of footnotes stand between words that belong together.
create or replace function content.plain_texts(p_content jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(string_agg(' ' || content.plain(regexp_replace(s #>> '{}', '\[\^[^\]]*\]', '', 'g')) || ' ', E'\n'), '')
  from jsonb_path_query(p_content - array['kind', 'language', 'sources', 'warnings', 'blocking', 'changes', 'disclaimers', 'proofs', 'model', 'claims', 'searches', 'unread'],
                        'lax $.**') s
  where jsonb_typeof(s) = 'string'
$$;

-- Jobs whose pages a job's searches find: its own and those of the research that it goes on from. None without a job.
create or replace function content.jobs_read_by(p_job_id text) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array_remove(array[p_job_id, (select j.from_job_id from content.jobs j where j.id = p_job_id)], null)
$$;

-- A passage as searches answer it. `before` and `after` are what stands around it in its document, up to 500 characters
-- each, from its neighbours, as those need not read the whole text.
create or replace function content.passage_view(p_passage content.passages, p_document content.documents) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_passage).id, 'document_id', (p_passage).document_id, 'title', (p_passage).title, 'url', (p_document).url,
    'language', (p_passage).language, 'text', (p_passage).text, 'start_at', (p_passage).start_at, 'end_at', (p_passage).end_at,
    'fetched_at', (p_document).fetched_at, 'added_at', (p_document).created_at, 'sha256', (p_document).sha256,
    'before', coalesce((select right(b.text, 500) from content.passages b
                        where b.document_id = (p_passage).document_id and b.ordinal = (p_passage).ordinal - 1), ''),
    'after', coalesce((select left(a.text, 500) from content.passages a
                       where a.document_id = (p_passage).document_id and a.ordinal = (p_passage).ordinal + 1), ''))
$$;

-- By word of a query that carries meaning: in how many passages it stands, and what one that stands nowhere was probably
-- meant to be. What a brief is about is told by the rarer of its words, which the best passages alone do not show.
create or replace function content.query_words(p_team_id text, p_query text, p_language text, p_job_id text default null) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with visible as materialized (
    select d.id from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and (d.job_id is null or d.job_id = any (content.jobs_read_by(p_job_id)))
  ),
  terms as materialized (select t.* from content.query_terms(p_query, p_language) t),
  counted as materialized (
    select t.word, (
      select count(*) from (
        select p.document_id from content.passages p where p.language = 'pt' and p.search @@ t.pt
        union all
        select p.document_id from content.passages p where p.language = 'en' and p.search @@ t.en
      ) h join visible v on v.id = h.document_id) as passages
    from terms t
  )
  select coalesce(jsonb_object_agg(c.word, jsonb_build_object(
    'passages', c.passages,
    'meant', case when c.passages > 0 then '[]'::jsonb else (
      select coalesce(jsonb_agg(distinct w), '[]'::jsonb) from (
        select unnest(content.nearest_words(p_team_id, p_job_id, c.word, 'pt')) w
        union select unnest(content.nearest_words(p_team_id, p_job_id, c.word, 'en'))) n) end)), '{}'::jsonb)
  from counted c
$$;

-- The passages that share words with the query, best first, and the words that were found. A word counts more the
-- rarer it is in what is searched, and is looked for in the language of each document.
create or replace function content.matching_passages(p_team_id text, p_job_id text, p_query text, p_language text, p_limit integer)
returns table (id text, nth bigint, score double precision, matched text[])
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with visible as materialized (
    select d.id, d.characters from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and (d.job_id is null or d.job_id = any (content.jobs_read_by(p_job_id)))
  ),
  terms as materialized (select t.* from content.query_terms(p_query, p_language) t),
  found as materialized (
    select t.word, h.id from terms t
    cross join lateral (
      select p.id, p.document_id from content.passages p where p.language = 'pt' and p.search @@ t.pt
      union all
      select p.id, p.document_id from content.passages p where p.language = 'en' and p.search @@ t.en
    ) h
    join visible v on v.id = h.document_id
  ),
  mended as materialized (
    select t.word, content.any_of(content.nearest_words(p_team_id, p_job_id, t.word, 'pt'), 'pt') as pt,
           content.any_of(content.nearest_words(p_team_id, p_job_id, t.word, 'en'), 'en') as en
    from terms t where t.word not in (select f.word from found f)
  ),
  hits as materialized (
    select f.word, f.id from found f
    union all
    select m.word, h.id from mended m
    cross join lateral (
      select p.id, p.document_id from content.passages p where p.language = 'pt' and p.search @@ m.pt
      union all
      select p.id, p.document_id from content.passages p where p.language = 'en' and p.search @@ m.en
    ) h
    join visible v on v.id = h.document_id
  ),
  weights as materialized (
    -- About how many passages there are; counting them would take a tenth of the search.
    select h.word, ln(1 + (select sum(1 + v.characters / 600) from visible v)::double precision / count(*)) as weight
    from hits h group by h.word
  ),
  queries as materialized (
    select g.word, g.weight, coalesce(m.pt, t.pt) as pt, coalesce(m.en, t.en) as en
    from weights g join terms t on t.word = g.word left join mended m on m.word = g.word
  ),
  -- What the words weigh is quickly said; where they stand is looked up for the best of them only, and whether they
  -- stand there as typed for the best of those: "sal" is found by "sala" too, as both have one stem.
  candidates as materialized (
    select h.id, sum(g.weight) as weight from hits h join weights g on g.word = h.word
    group by h.id order by weight desc, h.id limit greatest(p_limit * 10, 300)
  ),
  ranked as materialized (
    select p.id, sum(q.weight * (1 + ts_rank(p.search, case p.language when 'pt' then q.pt else q.en end)))
             * case when p.language = p_language then 1.25 else 1 end as score
    from candidates c join content.passages p on p.id = c.id
    join queries q on p.search @@ case p.language when 'pt' then q.pt else q.en end
    group by p.id order by score desc, p.id limit greatest(p_limit * 2, 40)
  ),
  scored as (
    select r.id, array_agg(q.word) as words,
           r.score + coalesce(sum(q.weight) filter (where strpos(w.plain, ' ' || content.plain(q.word) || ' ') > 0), 0) as score
    from ranked r join content.passages p on p.id = r.id
    cross join lateral (select ' ' || content.plain(concat_ws(' ', p.title, p.heading, p.text)) || ' ' as plain) w
    join queries q on p.search @@ case p.language when 'pt' then q.pt else q.en end
    group by r.id, r.score
  )
  select s.id, row_number() over (order by s.score desc, s.id), s.score, s.words
  from scored s order by 2 limit p_limit
$$;

-- `terms`: the words of the query that carry meaning; `matched`: those that occur in what was found, mended ones included.
-- `p_language` prefers documents in it, and null none. With `p_job_id` the pages that this job has read, and the research that it goes on from, are searched as well.
-- Each passage tells when its document came in, beside when its page was read: of two that contradict each other the newer
-- one counts, and a model is told so.
create or replace function content.search_knowledge(p_team_id text, p_query text, p_language text, p_limit integer, p_job_id text default null, p_embedding double precision[] default null) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of(p_limit, 100);
  v_embedding double precision[] := content.finite(p_embedding);
begin
  return (
    with words as materialized (
      select * from content.matching_passages(p_team_id, p_job_id, p_query, p_language, v_limit)
    ),
    meaning as materialized (
      select * from content.nearest_passages(p_team_id, p_job_id, v_embedding, v_limit)
    ),
    -- Reciprocal rank fusion: the two orders say nothing about each other's scores. Without vectors the score of the words.
    best as (
      select coalesce(w.id, m.id) as id,
             case when v_embedding is null then w.score
                  else coalesce(1.0 / (60 + w.nth), 0) + coalesce(1.0 / (60 + m.nth), 0) end as rank
      from words w full join meaning m on m.id = w.id
      order by rank desc, id limit v_limit
    )
    select jsonb_build_object(
      'passages', coalesce((
        select jsonb_agg(content.passage_view(p, d) || jsonb_build_object('rank', b.rank) order by b.rank desc, b.id)
        from best b join content.passages p on p.id = b.id join content.documents d on d.id = p.document_id), '[]'::jsonb),
      'terms', coalesce((select jsonb_agg(t.word order by t.word) from content.query_terms(p_query, p_language) t), '[]'::jsonb),
      'matched', coalesce((select jsonb_agg(distinct m.word) from best b join words w on w.id = b.id cross join unnest(w.matched) m(word)), '[]'::jsonb)));
end $$;

-- What a word that occurs nowhere was probably meant to be, in the texts of a language; an empty answer if nothing is
-- near enough. A word that sounds the same is; so is one with a letter more, a letter less or two letters swapped. Another letter in
-- place of one makes another word of a short one ("receita" is not "rejeita"): that takes eight letters, and two slips take ten.
create or replace function content.nearest_words(p_team_id text, p_job_id text, p_word text, p_language text) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_plain text := content.plain(p_word);
  v_sound text := content.sound(p_word);
  v_length integer := char_length(v_sound);
  v_words text[];
begin
  if v_plain !~ '^[a-z]{5,40}$' then
    return array[]::text[];
  end if;
  select array_agg(w.word order by w.documents desc, w.word) into v_words
  from content.words w
  where w.team_id = p_team_id and w.job_id = any (array_append(content.jobs_read_by(p_job_id), '')) and w.language = p_language and w.sound = v_sound;
  if v_words is not null then
    return v_words[1:3];
  end if;
  select array_agg(n.word order by n.likeness desc, n.documents desc, n.word) into v_words
  from (
    select c.*, rank() over (order by c.slips) as nth
    from (
      select w.word, w.documents, extensions.similarity(w.sound, v_sound) as likeness,
             -- Swapped letters count as two changes.
             case when d.changes = 2 and char_length(w.sound) = v_length and s.same_letters then 1 else d.changes end as slips
      from content.words w
      cross join lateral (select extensions.levenshtein_less_equal(w.sound, v_sound, 2) as changes) d
      cross join lateral (
        select (select string_agg(l, '' order by l) from unnest(string_to_array(w.sound, null)) l)
             = (select string_agg(l, '' order by l) from unnest(string_to_array(v_sound, null)) l) as same_letters) s
      where w.team_id = p_team_id and w.job_id = any (array_append(content.jobs_read_by(p_job_id), '')) and w.language = p_language
        and w.sound operator(extensions.%) v_sound and d.changes <= 2 and left(w.sound, 1) = left(v_sound, 1)
        and (s.same_letters
          or (d.changes = 1 and v_length >= 5 and char_length(w.sound) <> v_length)
          or (d.changes = 1 and v_length >= 8)
          or (d.changes = 2 and v_length >= 10))
    ) c
  ) n
  where n.nth = 1;
  return coalesce(v_words[1:3], array[]::text[]);
end $$;

-- The passages nearest in meaning, nearest first. Only those of the model that was used last, as two models' vectors
-- have nothing to do with each other, and none that is as far as two unrelated texts are (a cosine distance of 0.8).
create or replace function content.nearest_passages(p_team_id text, p_job_id text, p_embedding double precision[], p_limit integer)
returns table (id text, nth bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_model text;
begin
  if p_embedding is null or not content.has_vectors() then
    return;
  end if;
  execute $sql$
    select e.model from content.embeddings e
    join content.passages p on p.id = e.passage_id join content.documents d on d.id = p.document_id and d.team_id = $1
    order by e.created_at desc, e.model limit 1 $sql$
    into v_model using p_team_id;
  return query execute $sql$
    select m.id, row_number() over (order by m.distance, m.id)
    from (
      -- In a `case`, as two conditions have no order, and vectors of two lengths have no distance.
      select p.id, case when extensions.vector_dims(e.embedding) = cardinality($3)
                        then e.embedding operator(extensions.<=>) $3::extensions.vector end as distance
      from content.embeddings e
      join content.passages p on p.id = e.passage_id
      join content.documents d on d.id = p.document_id
      where e.model = $4 and d.team_id = $1 and d.removed_at is null and (d.job_id is null or d.job_id = any (content.jobs_read_by($2)))
    ) m
    where m.distance < 0.8 order by 2 limit $5 $sql$
    using p_team_id, p_job_id, p_embedding, v_model, p_limit;
end $$;

-- What the approved report of the research that a job goes on from cites, in reading order; `quotes` are the words that it
-- quotes, so that a quote chosen again is the same evidence. Empty answer: it goes on from none.
create or replace function content.cited_passages(p_job_id text, p_fence bigint) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  return (
    with cited as (
      select e.cited ->> 'passage_id' as passage_id, min(e.nth) as nth, jsonb_agg(distinct e.cited ->> 'quote') as quotes
      from content.drafts d
      cross join lateral jsonb_path_query(d.content, 'lax $.claims[*].evidence[*] ? (@.start >= 0)') with ordinality e (cited, nth)
      where d.job_id = v_job.from_job_id and d.status = 'approved'
      group by 1
    )
    select coalesce(jsonb_agg(content.passage_view(p, o) || jsonb_build_object('rank', 0, 'quotes', c.quotes) order by c.nth), '[]'::jsonb)
    from cited c join content.passages p on p.id = c.passage_id
    join content.documents o on o.id = p.document_id and o.team_id = v_job.team_id);
end $$;

revoke execute on function content.require_approved_research, content.jobs_read_by, content.passage_view, content.cited_passages
  from public, anon, authenticated, service_role;
grant execute on function content.cited_passages to greenlight_agent;
