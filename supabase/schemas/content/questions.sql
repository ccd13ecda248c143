-- What an agent asks people before it goes on.
create table content.questions (
  job_id text not null references content.jobs on delete cascade,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  -- Of content and files, as a draft's; a button carries it.
  hash text not null,
  status text not null default 'open' constraint status_is_known check (status in ('open', 'answered', 'superseded')),
  content jsonb not null,
  artifacts jsonb not null default '[]',
  answer text constraint answer_is_known check (answer in ('go_on', 'change', 'discard')),
  note text constraint note_has_at_most_3000_characters check (char_length(note) <= 3000),
  answered_by text,
  answered_at timestamptz,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  constraint an_answer_has_its_person check ((status = 'answered') = (answer is not null and answered_by is not null and answered_at is not null)),
  constraint a_change_is_named check (answer is distinct from 'change' or char_length(trim(note)) > 0),
  -- Who may answer follows from the kind, so that there is none of an unknown kind.
  constraint who_may_answer_is_known
    check (coalesce(content ->> 'kind' in ('outline', 'questions', 'language', 'plan', 'brand_kit', 'notes'), false))
);
alter table content.questions enable row level security;
create unique index questions_one_open on content.questions (job_id) where status = 'open';

create function content.question_view(p_question content.questions) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_question).number, 'hash', (p_question).hash, 'status', (p_question).status, 'content', (p_question).content,
    'artifacts', (p_question).artifacts, 'answer', (p_question).answer, 'note', (p_question).note,
    'answered_by', (p_question).answered_by, 'answered_at', (p_question).answered_at, 'created_at', (p_question).created_at,
    'lines', case when (p_question).content ->> 'kind' = 'plan' then content.plan_lines((p_question).job_id) end,
    'notes', case when (p_question).content ->> 'kind' = 'notes' then content.notes_page((p_question).job_id) end)
$$;

-- Asks people and waits without a worker. The newest number again, with the same content, only waits again.
create function content.record_question(p_job_id text, p_fence bigint, p_question jsonb) returns jsonb
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
  if not coalesce(v_kind = any (case v_job.type when 'brand_kit' then array['brand_kit'] when 'knowledge' then '{}'::text[] when 'plan' then array['plan'] when 'outreach_notes' then array['notes']
                                when 'research' then array['questions', 'language'] else array['outline', 'language'] end), false) then
    raise sqlstate 'PT400' using message = format('Cannot ask a question of kind "%s" for a %s: accepted are outline and language for drafts, questions and language for research, plan for plans, notes for outreach_notes, brand_kit for brand kits', v_kind, v_job.type),
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
    -- The words for each person are kept by themselves; the hash covers them.
    values (p_job_id, v_number, v_hash, (p_question -> 'content') - case v_kind when 'notes' then 'notes' else '' end, p_question -> 'artifacts')
    returning * into v_question;
    if v_kind = 'plan' then
      perform content.keep_plan(v_job, v_question.content);
    elsif v_kind = 'notes' then
      perform content.keep_notes(v_job, p_question -> 'content');
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
-- ends with it: its briefs are decided one by one. So are notes, which end once none waits.
create function content.answer_question(p_click jsonb) returns jsonb
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
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
  select * into v_question from content.questions where job_id = v_job.id and number = (p_click ->> 'number')::integer;
  v_kind := v_question.content ->> 'kind';
  if v_question.number is not null and not coalesce(v_answer = any (case v_kind
       when 'outline' then array['go_on', 'change'] when 'questions' then array['go_on', 'change', 'discard'] when 'plan' then array['go_on'] when 'notes' then array['go_on'] else array['go_on', 'discard'] end), false) then
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
  elsif v_kind in ('outline', 'questions', 'language', 'plan', 'notes') and not content.may_steer(v_job, v_person) then
    v_outcome := 'not_allowed';
  elsif v_kind = 'brand_kit' and not content.is_admin(v_job.team_id, v_person) then
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

grant execute on function content.record_question to greenlight_agent;
grant execute on function content.answer_question to greenlight_bot;
