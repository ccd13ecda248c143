-- What a plan proposes, a brief each: people change, drop or start it by itself. A started one is an ordinary job of the
-- person who started it, with its own thread and approval.
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

-- One brief as it stands, for the form that changes it: {job_id, number, person_id}.
create function content.read_planned(p_look jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'outcome', case when b.status = 'dropped' and o.outcome = 'done' then 'dropped' else coalesce(o.outcome, 'not_found') end,
    'job_status', j.status, 'started', '[]'::jsonb,
    'lines', case when o.outcome <> 'not_allowed' then content.plan_lines(b.job_id, array[b.number]) else '[]'::jsonb end)
  from (select p_look ->> 'job_id' as job_id, (p_look ->> 'number')::integer as number) asked
  left join content.jobs j on j.id = asked.job_id
  left join content.planned_briefs b on b.job_id = j.id and b.number = asked.number
  cross join lateral (select content.planned_outcome(j, b, p_look ->> 'person_id', b.revision) as outcome) o
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
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
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
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
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

grant execute on function content.read_planned, content.change_planned, content.start_planned to greenlight_bot;
