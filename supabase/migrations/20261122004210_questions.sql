-- What an agent asks people before it goes on, and what it says to their replies. Both are surfaces of the thread.
create table content.questions (
  job_id text not null references content.jobs on delete cascade,
  number integer not null check (number >= 1),
  -- Of content and files, as a draft's; a button carries it.
  hash text not null,
  status text not null default 'open' check (status in ('open', 'answered', 'superseded')),
  content jsonb not null,
  artifacts jsonb not null default '[]',
  answer text check (answer in ('go_on', 'change', 'discard')),
  note text check (char_length(note) <= 3000),
  answered_by text,
  answered_at timestamptz,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  constraint an_answer_has_its_person check ((status = 'answered') = (answer is not null and answered_by is not null and answered_at is not null)),
  constraint a_change_is_named check (answer is distinct from 'change' or char_length(trim(note)) > 0)
);
alter table content.questions enable row level security;
create unique index questions_one_open on content.questions (job_id) where status = 'open';

create table content.agent_replies (
  job_id text not null references content.jobs on delete cascade,
  number integer not null check (number >= 1),
  -- Names the reply within the job: a rerun of its node says it once.
  key text not null,
  kind text not null check (kind in ('understood', 'answer', 'unclear', 'use_buttons')),
  text text not null check (char_length(text) <= 10000),
  person_id text,
  version integer,
  offline boolean not null,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  unique (job_id, key)
);
alter table content.agent_replies enable row level security;

alter table content.outbox drop constraint outbox_kind_check;
alter table content.outbox add constraint outbox_kind_check check (kind in (
  'brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question_pages', 'question', 'reply'));
alter table content.chat_history drop constraint chat_history_kind_check;
alter table content.chat_history add constraint chat_history_kind_check check (kind in (
  'command', 'message', 'draft', 'review', 'action', 'outcome', 'question', 'reply'));

create function content.question_view(p_question content.questions) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'number', (p_question).number, 'hash', (p_question).hash, 'status', (p_question).status, 'content', (p_question).content,
    'artifacts', (p_question).artifacts, 'answer', (p_question).answer, 'note', (p_question).note,
    'answered_by', (p_question).answered_by, 'answered_at', (p_question).answered_at, 'created_at', (p_question).created_at)
$$;

create function content.reply_view(p_reply content.agent_replies) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'number', (p_reply).number, 'kind', (p_reply).kind, 'text', (p_reply).text, 'person_id', (p_reply).person_id,
    'version', (p_reply).version, 'offline', (p_reply).offline, 'created_at', (p_reply).created_at)
$$;

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind <> 'brief' then j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'question', case when (p_item).kind in ('question', 'question_pages') then (
      select content.question_view(q) from content.questions q where q.job_id = j.id and q.number = (p_item).edition) end,
    'reply', case when (p_item).kind = 'reply' then (
      select content.reply_view(r) from content.agent_replies r where r.job_id = j.id and r.number = (p_item).edition) end,
    'pictures', coalesce((
      select jsonb_agg(u) from content.outbox f cross join jsonb_array_elements(f.uploads) u
      where f.job_id = j.id and f.edition = (p_item).edition and f.shown > 0
        and f.kind = case when (p_item).kind = 'question' then 'question_pages' else 'pages' end), '[]'::jsonb),
    'current_card_ts', (select n.card_ts from content.drafts n where n.job_id = j.id order by n.version desc limit 1),
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

-- After a change of the job's status: everything that shows it.
create or replace function content.show_job(p_job content.jobs) returns void
language plpgsql set search_path = ''
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
  if (p_job).ended_at is not null then
    perform content.show((p_job).id, 'outcome', (p_job).fence);
  end if;
  perform content.note_history((p_job).id);
end $$;

-- Asks people and waits without a worker. The newest number again, with the same content, only waits again.
create function content.record_question(p_job_id text, p_fence bigint, p_question jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_number integer := (p_question ->> 'number')::integer;
  v_hash text := content.draft_hash(p_question -> 'content', p_question -> 'artifacts');
  v_question content.questions;
begin
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
      coalesce(p_question -> 'content' ->> 'angle', p_question -> 'content' ->> 'kind'));
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
create function content.answer_question(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = ''
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
create function content.record_reply(p_job_id text, p_fence bigint, p_reply jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_number integer;
begin
  insert into content.agent_replies (job_id, number, key, kind, text, person_id, version, offline)
  select p_job_id, coalesce(max(r.number), 0) + 1, p_reply ->> 'key', p_reply ->> 'kind', left(p_reply ->> 'text', 10000),
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

-- Raises `file_missing` unless every file that is named is stored as named.
create function content.require_stored(p_job_id text, p_artifacts jsonb, p_what text) returns void
language plpgsql stable set search_path = ''
as $$
declare
  v_missing text;
begin
  select a ->> 'key' into v_missing from jsonb_array_elements(p_artifacts) a
  where not exists (select from content.artifacts f where f.key = a ->> 'key' and f.job_id = p_job_id and f.sha256 = a ->> 'sha256')
  limit 1;
  if v_missing is not null then
    raise sqlstate 'PT409' using message = format('Cannot record %s of job "%s": file "%s" is not stored as named', p_what, p_job_id, v_missing),
      detail = 'file_missing';
  end if;
end $$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.record_question, content.record_reply to greenlight_agent;
grant execute on function content.answer_question to greenlight_bot;
