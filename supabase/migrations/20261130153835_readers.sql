-- What a team's own front end may read through Supabase: views of what it made and of how its outreach stands, for people whom
-- the owner let in with "npm run setup -- readers". Shut until then, and to every other role at all times.
create schema readers;

-- A sign-in of Supabase Auth and the person of the team who it is. One who leaves Slack, or becomes a guest, reads nothing more.
create table platform.readers (
  -- auth.users.id; without a foreign key, as not every database has that table.
  user_id uuid primary key,
  team_id text not null,
  person_id text not null,
  added_at timestamptz not null default platform.now(),
  constraint a_reader_is_a_person_of_the_team foreign key (team_id, person_id) references platform.people (team_id, user_id)
);
alter table platform.readers enable row level security;
create index readers_of_a_person on platform.readers (team_id, person_id);

-- The reader of this request, by the claims that the API has verified; no row for all others.
create view platform.reader_of_the_request with (security_barrier) as
  select r.team_id, r.person_id
  from platform.readers r
  join platform.people p on p.team_id = r.team_id and p.user_id = r.person_id and not p.is_guest and not p.is_deactivated
  where r.user_id::text = nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub';

-- Names of the team's own people, for the ids of the other views.
create view readers.people with (security_barrier) as
  select p.user_id, p.name
  from platform.people p
  where p.team_id = (select q.team_id from platform.reader_of_the_request q);

-- Jobs about leads are left out, as are briefs, notes and reasons: those may hold personal data of people outside.
create view readers.content_history with (security_barrier) as
  select h.job_id, h.type, h.status, h.prompt, h.title, h.requester_id, h.versions, h.approved_by, h.decided_by, h.model, h.usd,
    h.created_at, h.ended_at
  from content.content_history h
  where h.team_id = (select q.team_id from platform.reader_of_the_request q) and h.type in ('carousel', 'blog', 'research', 'plan');

-- Without the person whom an action is for, its words and what LinkedIn answered: how the work stands, and no personal data of
-- people outside. What was for an erased person is not shown at all.
create view readers.linkedin_automation with (security_barrier) as
  select a.id, a.account_id, a.action_type, a.status, a.blocked_by, a.scheduled_for, a.jitter_applied_minutes, a.daily_limit_check,
    a.time_window_check, a.executed_at, a.error ->> 'code' as error, c.name as campaign, a.step, a.author_id, a.approved_by, a.approved_at,
    a.created_at, a.updated_at
  from outreach.linkedin_automation a
  join outreach.leads l on l.id = a.lead_id and l.erased_at is null
  left join outreach.campaigns c on c.id = a.campaign_id
  where a.team_id = (select q.team_id from platform.reader_of_the_request q);

-- Of the private channel of Realtime on which a reader hears that something changed. Empty answer: no reader.
create function readers.topic() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select 'readers:' || q.team_id from platform.reader_of_the_request q
$$;

-- Tells readers that a row changed, by its id alone: they read the view again, which decides what they see. What Realtime
-- refuses holds up no draft and no action.
create function readers.tell_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from platform.readers r where r.team_id = new.team_id)
    or to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null
    or tg_op = 'UPDATE' and to_jsonb(old) - 'updated_at' = to_jsonb(new) - 'updated_at' then
    return null;
  end if;
  begin
    execute 'select realtime.send($1, $2, $3, true)'
      using jsonb_build_object('id', to_jsonb(new) ->> tg_argv[0]), tg_table_name::text, 'readers:' || new.team_id;
  exception when others then
    raise warning 'Realtime was not told of a change: %', sqlerrm;
  end;
  return null;
end $$;
create trigger readers_hear_of_it after insert or update on content.content_history
  for each row when (new.type in ('carousel', 'blog', 'research', 'plan')) execute function readers.tell_change('job_id');
create trigger readers_hear_of_it after insert or update of status, blocked_by, scheduled_for, executed_at on outreach.linkedin_automation
  for each row execute function readers.tell_change('id');

-- Owner only, as all below. Lets one sign-in read as one person of the team, and opens the views to sign-ins if they are shut.
-- Answers `added`, `changed` or `already`. Repeatable: with Realtime there meanwhile its channel is opened as well.
create function readers.add_reader(p_reader jsonb) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_user uuid := (p_reader ->> 'user_id')::uuid;
  v_before platform.readers;
begin
  select * into v_before from platform.readers where user_id = v_user for update;
  insert into platform.readers as r (user_id, team_id, person_id) values (v_user, p_reader ->> 'team_id', p_reader ->> 'person_id')
  on conflict (user_id) do update set team_id = excluded.team_id, person_id = excluded.person_id;
  grant usage on schema readers to authenticated;
  grant select on readers.people, readers.content_history, readers.linkedin_automation to authenticated;
  grant execute on function readers.topic() to authenticated;
  if to_regclass('realtime.messages') is not null and not exists (
    select from pg_catalog.pg_policies where schemaname = 'realtime' and tablename = 'messages' and policyname = 'greenlight_readers_hear_their_team') then
    execute 'create policy greenlight_readers_hear_their_team on realtime.messages for select to authenticated
      using (extension = ''broadcast'' and (select realtime.topic()) = (select readers.topic()))';
  end if;
  return case when v_before.user_id is null then 'added'
    when (v_before.team_id, v_before.person_id) = (p_reader ->> 'team_id', p_reader ->> 'person_id') then 'already' else 'changed' end;
end $$;

-- Answers false when it was none.
create function readers.remove_reader(p_user_id uuid) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  delete from platform.readers where user_id = p_user_id;
  return found;
end $$;

-- Takes the views from all sign-ins and forgets who read. Answers how many those were.
create function readers.close_readers() returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer;
begin
  if to_regclass('realtime.messages') is not null then
    execute 'drop policy if exists greenlight_readers_hear_their_team on realtime.messages';
  end if;
  revoke execute on function readers.topic() from authenticated;
  revoke select on readers.people, readers.content_history, readers.linkedin_automation from authenticated;
  revoke usage on schema readers from authenticated;
  delete from platform.readers;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

revoke all on schema readers from public, anon, authenticated, service_role;
revoke all on all tables in schema readers from public, anon, authenticated, service_role;
revoke all on platform.readers, platform.reader_of_the_request from public, anon, authenticated, service_role;
revoke execute on all functions in schema readers from public, anon, authenticated, service_role;
