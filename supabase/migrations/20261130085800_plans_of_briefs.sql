-- A plan proposes briefs, which people change, drop or start one by one; a started one is an ordinary job of its own.
create table content.planned_briefs (
  job_id text not null,
  team_id text not null,
  number integer not null constraint a_plan_has_1_to_20_briefs check (number between 1 and 20),
  type text not null constraint a_planned_brief_is_of_a_draft check (type in ('carousel', 'blog', 'research')),
  topic text not null constraint topic_has_1_to_300_characters check (char_length(topic) between 1 and 300),
  angle text not null constraint angle_has_at_most_300_characters check (char_length(angle) <= 300),
  day date not null,
  -- Documents that carry it; empty once a person has given it another topic.
  sources jsonb not null,
  status text not null default 'proposed' constraint status_is_known check (status in ('proposed', 'started', 'dropped')),
  -- Raised by each change, so that nothing is done with a line that looks different to the person.
  revision integer not null default 1,
  -- Who changed, dropped or started it last.
  person_id text,
  at timestamptz,
  started_job_id text,
  primary key (job_id, number),
  constraint a_started_brief_has_its_job check ((status = 'started') = (started_job_id is not null)),
  constraint a_decided_brief_has_its_person check (status = 'proposed' or (person_id is not null and at is not null)),
  constraint a_plan_has_briefs_of_its_team foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade,
  constraint a_planned_brief_starts_a_job_of_its_team foreign key (started_job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.planned_briefs enable row level security;
create unique index a_job_is_started_by_one_planned_brief on content.planned_briefs (started_job_id) where started_job_id is not null;

create function content.planned_view(p_line content.planned_briefs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_line).number, 'type', (p_line).type, 'topic', (p_line).topic, 'angle', (p_line).angle, 'day', (p_line).day,
    'sources', (p_line).sources, 'status', (p_line).status, 'revision', (p_line).revision, 'person_id', (p_line).person_id, 'at', (p_line).at,
    'job', (select jsonb_build_object('id', j.id, 'status', j.status, 'channel_id', j.channel_id, 'thread_ts', j.thread_ts)
            from content.jobs j where j.id = (p_line).started_job_id))
$$;

create function content.plan_lines(p_job_id text, p_numbers integer[] default null) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(content.planned_view(b) order by b.number), '[]'::jsonb)
  from content.planned_briefs b where b.job_id = p_job_id and (p_numbers is null or b.number = any (p_numbers))
$$;

-- Keeps the briefs of a plan that is asked for the first time.
create function content.keep_plan(p_job content.jobs, p_content jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if coalesce(jsonb_array_length(p_content -> 'briefs'), 0) not between 1 and 20 then
    raise sqlstate 'PT400' using message = format('Cannot propose a plan of %s briefs: 1 to 20 are accepted', coalesce(jsonb_array_length(p_content -> 'briefs'), 0)),
      detail = 'bad_question';
  end if;
  insert into content.planned_briefs (job_id, team_id, number, type, topic, angle, day, sources)
  select (p_job).id, (p_job).team_id, (b ->> 'number')::integer, b ->> 'type', b ->> 'topic', b ->> 'angle', (b ->> 'day')::date, b -> 'sources'
  from jsonb_array_elements(p_content -> 'briefs') b;
end $$;

-- The card of the plan shows what became of the jobs that it started.
create function content.show_plan_of(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(j.id, 'question', j.questions)
  from content.planned_briefs b join content.jobs j on j.id = b.job_id
  where b.started_job_id = p_job_id
$$;

-- Whether a person may do something with a line as it looks to them: `done`, or what is in the way.
create function content.planned_outcome(p_job content.jobs, p_line content.planned_briefs, p_person_id text, p_revision integer) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when (p_line).number is null then 'not_found'
    when (p_line).status = 'started' then 'started'
    when not content.may_steer(p_job, p_person_id) then 'not_allowed'
    when (p_job).status <> 'awaiting_input' then 'closed'
    when (p_line).revision is distinct from p_revision then 'changed'
    else 'done' end
$$;

-- Ends the wait of a plan with nothing left to decide.
create function content.settle_plan(p_job content.jobs, p_person_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.answer_question(jsonb_build_object('job_id', q.job_id, 'number', q.number, 'hash', q.hash, 'person_id', p_person_id, 'answer', 'go_on'))
  from content.questions q
  where q.job_id = (p_job).id and q.number = (p_job).questions and q.status = 'open'
    and not exists (select from content.planned_briefs b where b.job_id = q.job_id and b.status = 'proposed')
$$;

-- Changes, drops or brings back one brief: {job_id, number, revision, person_id, action, brief}. Every outcome but `done`
-- changes nothing.
create function content.change_planned(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_line content.planned_briefs;
  v_person text := p_click ->> 'person_id';
  v_action text := p_click ->> 'action';
  v_topic text := trim(p_click -> 'brief' ->> 'topic');
  v_angle text := trim(coalesce(p_click -> 'brief' ->> 'angle', ''));
  v_type text := p_click -> 'brief' ->> 'type';
  v_day date;
  v_outcome text;
begin
  if v_action is null or v_action not in ('change', 'drop', 'restore') then
    raise sqlstate 'PT400' using message = format('Cannot "%s" a planned brief: accepted are change, drop, restore', v_action), detail = 'bad_brief';
  end if;
  if v_action = 'change' then
    begin
      -- Not "tomorrow", which Postgres knows as well.
      v_day := substring(p_click -> 'brief' ->> 'day' from '^\d{4}-\d\d-\d\d$')::date;
    exception when others then
      v_day := null;
    end;
    if v_day is null or coalesce(v_type, '') not in ('carousel', 'blog', 'research')
      or coalesce(char_length(v_topic), 0) not between 1 and 300 or char_length(v_angle) > 300 then
      raise sqlstate 'PT400' using message = 'Cannot change a planned brief: accepted are a day, a type of draft, a topic of 1 to 300 characters and an angle of at most 300',
        detail = 'bad_brief';
    end if;
  end if;
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select * into v_line from content.planned_briefs where job_id = v_job.id and number = (p_click ->> 'number')::integer;
  v_outcome := content.planned_outcome(v_job, v_line, v_person, (p_click ->> 'revision')::integer);
  if v_outcome = 'done' and (v_line.status = 'dropped') <> (v_action = 'restore') then
    v_outcome := case v_line.status when 'dropped' then 'dropped' else 'changed' end;
  end if;
  if v_outcome = 'done' and (v_action <> 'change' or (v_line.type, v_line.topic, v_line.angle, v_line.day) <> (v_type, v_topic, v_angle, v_day)) then
    update content.planned_briefs b
    set revision = b.revision + 1, person_id = v_person, at = platform.now(),
        status = case v_action when 'drop' then 'dropped' when 'restore' then 'proposed' else b.status end,
        type = case v_action when 'change' then v_type else b.type end,
        topic = case v_action when 'change' then v_topic else b.topic end,
        angle = case v_action when 'change' then v_angle else b.angle end,
        day = case v_action when 'change' then v_day else b.day end,
        sources = case when v_action = 'change' and v_topic <> b.topic then '[]' else b.sources end
    where b.job_id = v_job.id and b.number = v_line.number;
    perform content.say(v_job, 'person', v_person, 'action', format('%s %s', v_action, v_line.number) || case v_action when 'change' then ': ' || v_topic else '' end);
    perform content.show(v_job.id, 'question', v_job.questions);
    perform content.settle_plan(v_job, v_person);
  end if;
  return jsonb_build_object('outcome', v_outcome, 'started', '[]'::jsonb,
    'job_status', (select j.status from content.jobs j where j.id = v_job.id), 'lines', content.plan_lines(v_job.id, array[v_line.number]));
end $$;

-- Starts briefs: {job_id, person_id, lines: [{number, revision}]}. One that is started or dropped already is left; where one
-- looks different to the person, nothing is started. Each starts once: its job's key is of the plan and its number.
create function content.start_planned(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_person text := p_click ->> 'person_id';
  v_numbers integer[] := array(select (l ->> 'number')::integer from jsonb_array_elements(p_click -> 'lines') l);
  v_language text;
  v_outcomes text[] := '{}';
  v_started integer[] := '{}';
  v_each record;
  v_id text;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select q.content ->> 'language' into v_language from content.questions q where q.job_id = v_job.id and q.number = v_job.questions;
  for v_each in
    select b as line, case when b.status = 'dropped' and o.outcome in ('done', 'changed') then 'dropped' else o.outcome end as outcome
    from jsonb_array_elements(p_click -> 'lines') with ordinality l (given, n)
    left join content.planned_briefs b on b.job_id = v_job.id and b.number = (l.given ->> 'number')::integer
    cross join lateral (select content.planned_outcome(v_job, b, v_person, (l.given ->> 'revision')::integer) as outcome) o
    order by l.n
  loop
    v_outcomes := v_outcomes || v_each.outcome;
  end loop;
  if 'done' = any (v_outcomes) and not v_outcomes && array['changed', 'not_found'] then
    for v_each in
      select b.* from content.planned_briefs b where b.job_id = v_job.id and b.number = any (v_numbers) and b.status = 'proposed' order by b.day, b.number
    loop
      v_id := content.enqueue_job(jsonb_build_object(
        'type', v_each.type, 'team_id', v_job.team_id, 'requester_id', v_person, 'channel_id', v_job.channel_id,
        'brief', content.brief_of_planned(v_each.type, v_each.topic, v_each.angle, v_each.day, v_language),
        'command', format('/%s %s', v_each.type, v_each.topic),
        'idempotency_key', format('plan:%s:%s', v_job.id, v_each.number), 'response_url', null)) ->> 'job_id';
      update content.planned_briefs b
      set status = 'started', started_job_id = v_id, revision = b.revision + 1, person_id = v_person, at = platform.now()
      where b.job_id = v_job.id and b.number = v_each.number;
      v_started := v_started || v_each.number;
    end loop;
    perform content.say(v_job, 'person', v_person, 'action', 'start ' || array_to_string(v_started, ', '));
    perform content.show(v_job.id, 'question', v_job.questions);
    perform content.settle_plan(v_job, v_person);
  end if;
  return jsonb_build_object(
    'outcome', case when cardinality(v_started) > 0 then 'done' when 'changed' = any (v_outcomes) then 'changed' else coalesce(v_outcomes[1], 'not_found') end,
    'started', to_jsonb(v_started),
    'job_status', (select j.status from content.jobs j where j.id = v_job.id), 'lines', content.plan_lines(v_job.id, v_numbers));
end $$;

-- What a person would have said behind the command, with what the plan adds: the angle, and the day that it is meant for.
create function content.brief_of_planned(p_type text, p_topic text, p_angle text, p_day date, p_language text) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('topic', p_topic, 'language', p_language, 'audience', null, 'planned_for', p_day)
    || case when p_angle <> '' then jsonb_build_object('angle', p_angle) else '{}'::jsonb end
    || case p_type
         when 'carousel' then '{"slides": null, "tone": null, "call_to_action": null}'::jsonb
         when 'blog' then '{"words": null, "tone": null, "keywords": null, "call_to_action": null, "urls": []}'::jsonb
         else '{"urls": [], "rounds": null}'::jsonb end
$$;

revoke all on content.planned_briefs from public, anon, authenticated, service_role;
revoke execute on function content.planned_view, content.plan_lines, content.keep_plan, content.show_plan_of, content.planned_outcome, content.settle_plan, content.change_planned, content.start_planned, content.brief_of_planned
  from public, anon, authenticated, service_role;
grant execute on function content.change_planned, content.start_planned to greenlight_bot;

alter table content.questions drop constraint who_may_answer_is_known;
alter table content.questions add constraint who_may_answer_is_known
  check (coalesce(content ->> 'kind' in ('outline', 'questions', 'language', 'plan', 'brand_kit'), false));

create or replace function content.question_view(p_question content.questions) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_question).number, 'hash', (p_question).hash, 'status', (p_question).status, 'content', (p_question).content,
    'artifacts', (p_question).artifacts, 'answer', (p_question).answer, 'note', (p_question).note,
    'answered_by', (p_question).answered_by, 'answered_at', (p_question).answered_at, 'created_at', (p_question).created_at,
    'lines', case when (p_question).content ->> 'kind' = 'plan' then content.plan_lines((p_question).job_id) end)
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
  if not coalesce(v_kind = any (case v_job.type when 'brand_kit' then array['brand_kit'] when 'knowledge' then '{}'::text[] when 'plan' then array['plan']
                                when 'research' then array['questions', 'language'] else array['outline', 'language'] end), false) then
    raise sqlstate 'PT400' using message = format('Cannot ask a question of kind "%s" for a %s: accepted are outline and language for drafts, questions and language for research, plan for plans, brand_kit for brand kits', v_kind, v_job.type),
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
    if v_kind = 'plan' then
      perform content.keep_plan(v_job, v_question.content);
    end if;
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
-- the questions of a research and an offer of documents in the other language are answered by those who may steer the job, a brand kit by admins, who bring it into force with `go_on`. A plan
-- ends with it: its briefs are decided one by one.
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
       when 'outline' then array['go_on', 'change'] when 'questions' then array['go_on', 'change', 'discard'] when 'plan' then array['go_on'] else array['go_on', 'discard'] end), false) then
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
  elsif v_kind in ('outline', 'questions', 'language', 'plan') and not content.may_steer(v_job, v_person) then
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
    -- A research without its questions has nothing to go on with, and nothing was spent on it that a graph had to tidy up.
    if v_kind = 'questions' and v_answer = 'discard' then
      perform content.cancel_job(v_job.id, v_person);
      select * into v_job from content.jobs where id = v_job.id;
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'job_status', v_job.status, 'channel_id', v_job.channel_id,
    'question', case when v_question.number is not null then content.question_view(v_question) end);
end $$;

-- After a change of the job's status: everything that shows it.
create or replace function content.show_job(p_job content.jobs) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.show((p_job).id, 'brief');
  perform content.show((p_job).id, 'progress');
  if (p_job).questions > 0 then
    perform content.show((p_job).id, 'question', (p_job).questions);
  end if;
  if (p_job).versions > 0 then
    perform content.show((p_job).id, 'card', (p_job).versions);
  end if;
  -- Of a job that stopped at caps, the card of the newest stop tells how it went on.
  perform content.show(s.job_id, 'budget', max(s.number)) from content.budget_stops s where s.job_id = (p_job).id group by s.job_id;
  if (p_job).ended_at is not null then
    perform content.show((p_job).id, 'outcome', (p_job).fence);
  end if;
  perform content.show_plan_of((p_job).id);
  perform content.note_history((p_job).id);
end $$;

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
    perform content.show_plan_of(v_item.job_id);
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
  if v_type is null or v_type not in ('carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, research, plan, knowledge, brand_kit', v_type),
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
  perform content.require_may_be_named(v_job, p_job ->> 'named_approver');
  insert into content.jobs (type, brief, team_id, requester_id, named_approver, from_job_id, channel_id, started_in, idempotency_key)
  values (v_type, p_job -> 'brief' || case v_type when 'plan' then jsonb_build_object('time_zone', coalesce(v_person.tz, 'UTC')) else '{}' end, p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'named_approver', p_job ->> 'from_job_id', p_job ->> 'channel_id', v_thread, p_job ->> 'idempotency_key')
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
