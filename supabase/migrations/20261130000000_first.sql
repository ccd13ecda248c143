-- ./schemas/extensions.sql

-- A function may name what a later file makes. Its body is checked by the test that compares this folder with migrations/.
set check_function_bodies = off;

create schema if not exists extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists fuzzystrmatch with schema extensions;

-- ./schemas/roles.sql

-- The SQL functions are the API between the parts: each part has its own role and reaches only the functions
-- that are granted to it. Tables are granted to no role.
do $$
declare
  v_role text;
begin
  foreach v_role in array array['greenlight_bot', 'greenlight_agent', 'greenlight_governor'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
      execute format('create role %I nologin noinherit', v_role);
    end if;
    execute format('grant %I to authenticator', v_role);
  end loop;
end $$;

create schema platform;
create schema content;
create schema outreach;

grant usage on schema platform to greenlight_bot, greenlight_agent, greenlight_governor;
grant usage on schema content to greenlight_bot, greenlight_agent;
grant usage on schema outreach to greenlight_bot, greenlight_governor;

-- ./schemas/platform/clock.sql

-- Time for every decision. In production it is the database's clock; in the sandbox and in tests the owner can move it.
create table platform.settings (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  sandbox boolean not null default false,
  clock_offset interval not null default interval '0',
  constraint clock_moves_only_in_the_sandbox check (sandbox or clock_offset = interval '0')
);
alter table platform.settings enable row level security;

insert into platform.settings default values;

create function platform.now() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select pg_catalog.now() + (select s.clock_offset from platform.settings s)
$$;

-- Owner only: no part is granted it.
create function platform.set_clock_offset(p_offset interval) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update platform.settings set clock_offset = p_offset
$$;

-- ./schemas/platform/people.sql

-- Teams and the people in them. Both systems read this; roles are data that admins change.
create table platform.teams (
  team_id text primary key,
  name text not null,
  locale text not null default 'en' constraint locale_is_known check (locale in ('en', 'pt-BR')),
  created_at timestamptz not null default platform.now()
);
alter table platform.teams enable row level security;

create table platform.people (
  team_id text not null references platform.teams,
  user_id text not null,
  name text not null,
  role text not null default 'member' constraint role_is_known check (role in ('member', 'approver', 'admin')),
  -- What Slack says: restricted users and strangers of shared channels. Outranks `role`.
  is_guest boolean not null default false,
  tz text not null default 'UTC',
  updated_at timestamptz not null default platform.now(),
  primary key (team_id, user_id)
);
alter table platform.people enable row level security;

create function platform.person_view(p_person platform.people) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'team_id', (p_person).team_id, 'user_id', (p_person).user_id, 'name', (p_person).name, 'tz', (p_person).tz,
    'role', case when (p_person).is_guest then 'guest' else (p_person).role end)
$$;

-- Keeps what Slack says of a person and answers with the role that the team gave.
create function platform.note_person(p_person jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_person platform.people;
begin
  insert into platform.people as p (team_id, user_id, name, tz, is_guest)
  values (p_person ->> 'team_id', p_person ->> 'user_id', left(p_person ->> 'name', 200),
          coalesce(p_person ->> 'tz', 'UTC'), coalesce((p_person ->> 'is_guest')::boolean, false))
  on conflict (team_id, user_id) do update
    set name = excluded.name, tz = excluded.tz, is_guest = excluded.is_guest, updated_at = platform.now()
  returning * into v_person;
  return platform.person_view(v_person);
end $$;

-- Empty answer: no person by that id has been seen.
create function platform.get_person(p_team_id text, p_user_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select platform.person_view(p) from platform.people p where p.team_id = p_team_id and p.user_id = p_user_id
$$;

-- Empty answer: this team is not installed here.
create function platform.get_team(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('team_id', t.team_id, 'name', t.name, 'locale', t.locale)
  from platform.teams t where t.team_id = p_team_id
$$;

-- Owner only: setup and the sandbox's seed.
create function platform.install_team(p_team jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into platform.teams (team_id, name, locale)
  values (p_team ->> 'team_id', p_team ->> 'name', coalesce(p_team ->> 'locale', 'en'))
  on conflict (team_id) do nothing;
  insert into platform.approver_rules (team_id) values (p_team ->> 'team_id') on conflict do nothing;
  if (p_team ->> 'sandbox')::boolean then
    update platform.settings set sandbox = true;
  end if;
end $$;

-- The language of the bot's own texts is switched in Slack, by admins. Empty answer; raises for all others.
create function platform.set_team_locale(p_change jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_locale text := p_change ->> 'locale';
begin
  perform platform.require_admin(p_change ->> 'team_id', p_change ->> 'person_id');
  if v_locale is null or v_locale not in ('en', 'pt-BR') then
    raise sqlstate 'PT400' using message = format('Cannot speak "%s"; accepted: en, pt-BR', coalesce(v_locale, 'null')), detail = 'bad_locale';
  end if;
  update platform.teams set locale = v_locale where team_id = p_change ->> 'team_id' and locale <> v_locale;
end $$;

-- User ids of a team's admins, by name: a person who may not do something is told who may.
create function platform.admins_of(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(p.user_id order by p.name, p.user_id), '[]'::jsonb)
  from platform.people p where p.team_id = p_team_id and p.role = 'admin' and not p.is_guest
$$;

grant execute on function platform.note_person, platform.get_person, platform.get_team, platform.set_team_locale,
  platform.admins_of to greenlight_bot;

-- ./schemas/platform/roles.sql

-- Roles are given and taken in Slack, by admins; every change leaves a row.
create table platform.role_changes (
  id bigint generated always as identity primary key,
  team_id text not null,
  user_id text not null,
  changed_by text not null,
  role_before text not null,
  role_after text not null,
  changed_at timestamptz not null default platform.now(),
  constraint a_role_is_of_a_person_of_the_team foreign key (team_id, user_id) references platform.people,
  constraint a_role_is_given_by_a_person_of_the_team foreign key (team_id, changed_by) references platform.people,
  constraint roles_before_and_after_are_known
    check (role_before in ('member', 'approver', 'admin') and role_after in ('member', 'approver', 'admin'))
);
alter table platform.role_changes enable row level security;
create index role_changes_of_a_person on platform.role_changes (team_id, user_id);
create index role_changes_by_a_person on platform.role_changes (team_id, changed_by);

-- Owner only. Empty answer; raises when the person has not been seen.
create function platform.set_role(p_team_id text, p_user_id text, p_role text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update platform.people set role = p_role, updated_at = platform.now()
  where team_id = p_team_id and user_id = p_user_id;
  if not found then
    raise sqlstate 'PT404' using message = format('Cannot give %s the role %s: the person is unknown', p_user_id, p_role),
      detail = 'unknown_person', hint = 'Let the person use the bot once, or note them first.';
  end if;
end $$;

-- Raises unless this person is an admin of the team now.
create function platform.require_admin(p_team_id text, p_person_id text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from platform.people p
    where p.team_id = p_team_id and p.user_id = p_person_id and p.role = 'admin' and not p.is_guest) then
    raise sqlstate 'PT403' using message = format('Cannot change this for %s: an admin is needed', p_person_id), detail = 'not_allowed',
      hint = 'An admin gives roles with /approvers.';
  end if;
end $$;

-- All who are more than a member: admins first, then approvers, by name.
create function platform.list_roles(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(platform.person_view(p) order by p.role, p.name, p.user_id), '[]'::jsonb)
  from platform.people p
  where p.team_id = p_team_id and p.role in ('approver', 'admin') and not p.is_guest
$$;

-- Gives a role, or takes one by giving `member`. Outcomes: `changed`, `unchanged`, and without any change `guest` (guests
-- and strangers decide nothing), `unknown_person`, `last_admin` (a team is never without an admin). The team's row is
-- locked, so that two admins who take each other's role at once cannot both succeed.
create function platform.give_role(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_role text := p_change ->> 'role';
  v_person platform.people;
begin
  perform from platform.teams t where t.team_id = v_team_id for update;
  perform platform.require_admin(v_team_id, p_change ->> 'person_id');
  if v_role is null or v_role not in ('member', 'approver', 'admin') then
    raise sqlstate 'PT400' using message = format('Cannot give the role %s; accepted: member, approver, admin', coalesce(v_role, 'null')),
      detail = 'bad_role';
  end if;
  select * into v_person from platform.people p where p.team_id = v_team_id and p.user_id = p_change ->> 'user_id' for update;
  if v_person.user_id is null then
    return jsonb_build_object('outcome', 'unknown_person', 'before', null);
  end if;
  if v_person.is_guest then
    return jsonb_build_object('outcome', 'guest', 'before', 'guest');
  end if;
  if v_person.role = v_role then
    return jsonb_build_object('outcome', 'unchanged', 'before', v_role);
  end if;
  if v_person.role = 'admin' and not exists (
    select from platform.people p
    where p.team_id = v_team_id and p.user_id <> v_person.user_id and p.role = 'admin' and not p.is_guest) then
    return jsonb_build_object('outcome', 'last_admin', 'before', 'admin');
  end if;
  update platform.people set role = v_role, updated_at = platform.now() where team_id = v_team_id and user_id = v_person.user_id;
  insert into platform.role_changes (team_id, user_id, changed_by, role_before, role_after)
  values (v_team_id, v_person.user_id, p_change ->> 'person_id', v_person.role, v_role);
  return jsonb_build_object('outcome', 'changed', 'before', v_person.role);
end $$;

grant execute on function platform.list_roles, platform.give_role to greenlight_bot;

-- ./schemas/platform/approver_rules.sql

-- Who may approve what, for both systems.

create table platform.approver_rules (
  team_id text not null references platform.teams,
  -- '*' stands for every type without a rule of its own.
  job_type text not null default '*',
  roles text[] not null default array['approver', 'admin'],
  four_eyes boolean not null default true,
  quorum integer not null default 1 constraint quorum_is_1_to_10 check (quorum between 1 and 10),
  primary key (team_id, job_type),
  constraint a_rule_is_of_a_known_type check (job_type in ('*', 'carousel', 'blog', 'knowledge', 'brand_kit', 'outreach')),
  constraint a_rule_names_known_roles check (cardinality(roles) > 0 and roles <@ array['member', 'approver', 'admin'])
);
alter table platform.approver_rules enable row level security;

-- The rule that binds a type of job: its own, else the team's '*'. A team without any has no approver.
create function platform.approver_rule(p_team_id text, p_job_type text) returns platform.approver_rules
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select a from platform.approver_rules a
  where a.team_id = p_team_id and a.job_type in (p_job_type, '*')
  order by (a.job_type = p_job_type) desc limit 1
$$;

-- Who may approve a job of this type that `p_requester_id` asked for, by name.
create function platform.approvers_of(p_team_id text, p_job_type text, p_requester_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(p.user_id order by p.role, p.name), '[]'::jsonb)
  from platform.approver_rule(p_team_id, p_job_type) rule
  join platform.people p on p.team_id = p_team_id and p.role = any (rule.roles) and not p.is_guest
  where not (rule.four_eyes and p.user_id = p_requester_id)
$$;

-- ./schemas/platform/bounds.sql

-- What a part asks for has bounds: too little and nonsense are refused, too much becomes the most that is given.

-- How many rows are given: 1 to `p_most`. Raises `bad_limit` for less, or for none.
create function platform.limit_of(p_limit integer, p_most integer) returns integer
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if p_limit is null or p_limit < 1 then
    raise sqlstate 'PT400' using message = format('Cannot give %s rows: 1 to %s are accepted', p_limit, p_most), detail = 'bad_limit';
  end if;
  return least(p_limit, p_most);
end $$;

-- A wait in seconds that a caller names, at most a day. Null stays null. Raises `bad_delay` for what is no number from 0.
create function platform.delay_of(p_delay text) returns double precision
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_delay double precision;
begin
  begin
    v_delay := p_delay::double precision;
  exception when invalid_text_representation or numeric_value_out_of_range then
    v_delay := 'NaN';
  end;
  -- NaN is greater than every number, infinity included.
  if v_delay < 0 or v_delay >= 'infinity' then
    raise sqlstate 'PT400' using message = format('Cannot wait for "%s" seconds: accepted are numbers from 0', left(p_delay, 40)), detail = 'bad_delay';
  end if;
  -- `least` leaves null out.
  return case when v_delay is not null then least(v_delay, 86400) end;
end $$;

-- ./schemas/platform/installation.sql

-- Lets a part see whether the database is as new as its code, and doctor how far the two clocks are apart.
-- `applied` is null where the migrations were applied without the history of the Supabase CLI.
create function platform.schema_version() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_applied jsonb;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute 'select coalesce(jsonb_agg(version order by version), ''[]'') from supabase_migrations.schema_migrations' into v_applied;
  end if;
  return jsonb_build_object('applied', v_applied, 'now', clock_timestamp(),
    'sandbox', (select s.sandbox from platform.settings s));
end $$;

-- All that the caller's role may do in our schemas and in those of a hosted project that hold data, so that doctor can
-- compare it with what is meant. The role is the one that the API assumed; in a definer function `current_user` is the owner.
create function platform.my_privileges() returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_role pg_catalog.pg_roles;
begin
  select * into v_role from pg_catalog.pg_roles where rolname = current_setting('role');
  return jsonb_build_object(
    'role', v_role.rolname,
    'functions', (
      select coalesce(jsonb_agg(n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
                                order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), '[]')
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('platform', 'content', 'outreach')
        and has_schema_privilege(v_role.oid, n.oid, 'usage') and has_function_privilege(v_role.oid, p.oid, 'execute')),
    'tables', (
      select coalesce(jsonb_agg(n.nspname || '.' || c.relname order by n.nspname, c.relname), '[]')
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('platform', 'content', 'outreach', 'public', 'auth', 'storage', 'vault', 'supabase_migrations')
        and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_schema_privilege(v_role.oid, n.oid, 'usage')
        and (has_table_privilege(v_role.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger')
             or has_any_column_privilege(v_role.oid, c.oid, 'select, insert, update, references'))),
    'member_of', (
      select coalesce(jsonb_agg(g.rolname order by g.rolname), '[]')
      from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid
      where m.member = v_role.oid),
    'attributes', to_jsonb(array_remove(array[
      case when v_role.rolsuper then 'superuser' end, case when v_role.rolbypassrls then 'bypassrls' end,
      case when v_role.rolcreaterole then 'createrole' end, case when v_role.rolcreatedb then 'createdb' end,
      case when v_role.rolcanlogin then 'login' end, case when v_role.rolreplication then 'replication' end], null)));
end $$;

grant execute on function platform.schema_version, platform.my_privileges
  to greenlight_bot, greenlight_agent, greenlight_governor;

-- ./schemas/content/jobs.sql

-- A job from the command to its end: its states, and what people do with it.

-- Only an approval completes a job with a draft, so there is a way from waiting to the end.
create function content.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'queued' then array['running', 'cancelled']
    when 'running' then array['queued', 'awaiting_review', 'awaiting_input', 'completed', 'failed', 'cancelled']
    when 'awaiting_review' then array['queued', 'completed', 'rejected', 'cancelled']
    when 'awaiting_input' then array['queued', 'cancelled']
    when 'failed' then array['queued']
    else array[]::text[]
  end)
$$;

create table content.jobs (
  -- Also the LangGraph thread, whose ids are text.
  id text primary key default gen_random_uuid()::text,
  type text not null constraint type_is_known check (type in ('carousel', 'blog', 'knowledge', 'brand_kit')),
  status text not null default 'queued' constraint status_is_known check (status in (
    'queued', 'running', 'awaiting_review', 'awaiting_input', 'completed', 'rejected', 'failed', 'cancelled')),
  brief jsonb not null,
  team_id text not null references platform.teams,
  requester_id text not null,
  channel_id text not null,
  -- Null until the message that opens the thread is posted; only then may a runner start, so that nothing is spent
  -- where the draft could not be shown.
  thread_ts text,
  -- Threads that the job had before; what is written there still belongs to it.
  earlier_threads text[] not null default '{}',
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  max_attempts integer not null default 5,
  -- Raised by a person's Retry, and by nothing else.
  retries integer not null default 0,
  -- Raised by each claim and by cancel; a write with an older one is refused.
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  checkpoint_data jsonb not null default '{}',
  -- The decision that the interrupted graph continues with.
  resume jsonb,
  versions integer not null default 0,
  -- Questions asked so far; the newest is the one that waits.
  questions integer not null default 0,
  final jsonb not null default '[]',
  -- What a job without a draft came to.
  result jsonb,
  error jsonb,
  cancelled_by text,
  idempotency_key text not null unique,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  constraint a_lease_belongs_to_a_running_job check ((status = 'running') = (leased_until is not null and worker is not null)),
  constraint ended_jobs_have_an_end check ((status in ('completed', 'rejected', 'failed', 'cancelled')) = (ended_at is not null)),
  constraint failed_jobs_say_why check (status <> 'failed' or error is not null),
  -- For the keys of rows that name both.
  unique (team_id, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
alter table content.jobs enable row level security;
create index jobs_ready on content.jobs (requester_id, run_at, id)
  where status = 'queued' and thread_ts is not null;
create index jobs_running on content.jobs (leased_until) where status = 'running';
create unique index jobs_thread on content.jobs (channel_id, thread_ts) where thread_ts is not null;
create index jobs_ended on content.jobs (ended_at) where ended_at is not null;
create index jobs_earlier_threads on content.jobs using gin (earlier_threads) where earlier_threads <> '{}';

create function content.refuse_illegal_move() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'queued' then
      raise sqlstate 'PT409' using message = format('Cannot start a job as %s: accepted is queued', new.status), detail = 'illegal_move';
    end if;
    return new;
  elsif not content.can_move(old.status, new.status) then
    raise sqlstate 'PT409' using message = format('Cannot move job "%s" from %s to %s', old.id, old.status, new.status),
      detail = 'illegal_move';
  end if;
  if new.status = 'completed' and new.type not in ('knowledge', 'brand_kit') and not exists (
    select from content.drafts d
    where d.job_id = new.id and d.version = new.versions and d.status = 'approved' and d.finals = new.final and jsonb_array_length(d.finals) > 0
  ) then
    raise sqlstate 'PT409' using message = format('Cannot complete job "%s": version %s is not approved with exactly these files', new.id, new.versions),
      detail = 'not_approved', hint = 'Record the draft with its final files and wait for a review.';
  end if;
  return new;
end $$;
create trigger jobs_start_as_queued before insert on content.jobs
  for each row execute function content.refuse_illegal_move();
create trigger jobs_move_only_along_the_edges before update of status on content.jobs
  for each row when (old.status is distinct from new.status) execute function content.refuse_illegal_move();

-- What colleagues say to each other looks like a reply until the agent has read it: the buttons of a card stay meanwhile,
-- and rest once the agent has said what it is going to change. Until then the job is `reading`.
create function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'brief', (p_job).brief,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'reading', (p_job).status in ('queued', 'running')
      and coalesce((p_job).resume ->> 'kind' = 'reply' and not (p_job).resume ? 'understood', false),
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;

-- The requester and those who may approve steer a job; guests do not.
create function content.may_steer(p_job content.jobs, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from platform.people p
    where p.team_id = (p_job).team_id and p.user_id = p_person_id and not p.is_guest
      and (p.user_id = (p_job).requester_id or p.role = any ((platform.approver_rule((p_job).team_id, (p_job).type)).roles)))
$$;

-- Stores the job with its history and the message that shows it. A repeated key answers with the first job.
create function content.enqueue_job(p_job jsonb) returns jsonb
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
  if v_type is null or v_type not in ('carousel', 'blog', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, knowledge, brand_kit', v_type),
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
  insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
  values (v_type, p_job -> 'brief', p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'channel_id', p_job ->> 'idempotency_key')
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

-- Empty answer: that enqueue never happened.
create function content.find_job(p_idempotency_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select content.job_view(j) from content.jobs j where j.idempotency_key = p_idempotency_key
$$;

-- Empty answer: no such job.
create function content.get_job(p_job_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select content.job_view(j) from content.jobs j where j.id = p_job_id
$$;

-- Takes a job from its runner: the fence rises, so the runner's next write is refused.
create function content.cancel_job(p_job_id text, p_person_id text) returns jsonb
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
  elsif not content.can_move(v_job.status, 'cancelled') then
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  end if;
  update content.jobs
  set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, resume = null, cancelled_by = p_person_id, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'cancel');
  perform content.show_job(v_job);
  perform content.prune_superseded_files(p_job_id);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

-- Puts a failed job back; its checkpoint says where it goes on.
create function content.retry_job(p_job_id text, p_person_id text) returns jsonb
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
  end if;
  update content.jobs
  set status = 'queued', attempts = 0, retries = retries + 1, error = null, ended_at = null, run_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'retry');
  perform content.show_job(v_job);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

grant execute on function content.enqueue_job, content.find_job, content.get_job, content.cancel_job,
  content.retry_job to greenlight_bot;

-- ./schemas/content/runs.sql

-- From a queued job to its end in the hands of a runner. What takes a fence raises `lost_lease` for all but the holder.

-- Locks a job for its holder. Raises `lost_lease` for all others: a zombie runner writes nothing.
create function content.hold_job(p_job_id text, p_fence bigint) returns content.jobs
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for update;
  if v_job.id is null or v_job.status <> 'running' or v_job.fence <> p_fence then
    raise sqlstate 'PT409' using
      message = format('Job "%s" is no longer held with fence %s: it is %s with fence %s',
                       p_job_id, p_fence, coalesce(v_job.status, 'unknown'), v_job.fence),
      detail = 'lost_lease', hint = 'Stop working on it; nothing was written.';
  end if;
  return v_job;
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

-- A claimed job with its resume; of replies the words as they stand now, so that edits and deletions are followed.
-- `locale` is the team's: what an agent says in the thread is in the team's language; people may write in another.
create function content.claimed_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id,
    'locale', (select t.locale from platform.teams t where t.team_id = (p_job).team_id),
    'brief', (p_job).brief, 'fence', (p_job).fence, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'checkpoint_data', (p_job).checkpoint_data, 'versions', (p_job).versions, 'retries', (p_job).retries,
    'resume', case when (p_job).resume ->> 'kind' = 'reply' then (p_job).resume || jsonb_build_object('messages', coalesce((
        -- Whoever wrote before the newest outline or version was there had another one in mind.
        select jsonb_agg(jsonb_build_object('id', h.id, 'author_id', h.author_id, 'ts', h.slack_ts, 'text', h.text,
          'before_question', exists (select from content.chat_history q where q.job_id = h.job_id and q.kind = 'question' and q.id > h.id),
          'before_version', exists (select from content.chat_history d where d.job_id = h.job_id and d.kind = 'draft' and d.id > h.id)) order by h.id)
        from content.chat_history h where h.job_id = (p_job).id and h.unread), '[]'::jsonb))
      else (p_job).resume end)
$$;

-- The next job, held for 30 s, or an empty answer. Fair: the requester with the fewest running jobs goes first, found
-- by one index probe a requester. `= any(array(...))` keeps the update on the primary key (a join scans the table).
create function content.claim_job(p_worker text, p_types text[]) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  update content.jobs j
  set status = 'running', fence = j.fence + 1, attempts = j.attempts + 1, worker = p_worker,
      leased_until = platform.now() + interval '30 seconds'
  where j.id = any (array(
    with recursive requesters as (
      (select r.requester_id from content.jobs r where r.status = 'queued' and r.thread_ts is not null order by r.requester_id limit 1)
      union all
      select (select n.requester_id from content.jobs n
              where n.status = 'queued' and n.thread_ts is not null and n.requester_id > q.requester_id
              order by n.requester_id limit 1)
      from requesters q where q.requester_id is not null
    )
    select head.id
    from requesters q
    cross join lateral (
      select h.id, h.run_at from content.jobs h
      where h.requester_id = q.requester_id and h.status = 'queued' and h.thread_ts is not null
        and h.run_at <= platform.now() and h.type = any (p_types)
      order by h.run_at, h.id limit 1 for update skip locked
    ) head
    order by (select count(*) from content.jobs b where b.status = 'running' and b.requester_id = q.requester_id),
             head.run_at, head.id
    limit 1))
  returning * into v_job;
  if v_job.id is null then
    return null;
  end if;
  perform content.note_history(v_job.id);
  return content.claimed_view(v_job);
end $$;

create function content.heartbeat_job(p_job_id text, p_fence bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.jobs set leased_until = platform.now() + interval '30 seconds' where id = p_job_id;
end $$;

-- Where the job stands, as the thread shows it.
create function content.record_progress(p_job_id text, p_fence bigint, p_checkpoint_data jsonb) returns void
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

-- A runner that can make nothing of what a person asked for leaves the newest version as it was recorded, open to review, and
-- before the first version the newest question, open to an answer. Raises `nothing_waits`.
create function content.keep_waiting(p_job_id text, p_fence bigint, p_read_upto bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_status text := case
    when exists (select from content.drafts d where d.job_id = p_job_id and d.version = v_job.versions and d.status = 'proposed') then 'awaiting_review'
    when v_job.versions = 0 and exists (
      select from content.questions q where q.job_id = p_job_id and q.number = v_job.questions and q.status = 'open') then 'awaiting_input' end;
begin
  if v_status is null then
    raise sqlstate 'PT409' using message = format('Cannot let job "%s" wait: neither version %s nor question %s is open', p_job_id, v_job.versions, v_job.questions),
      detail = 'nothing_waits';
  end if;
  update content.jobs
  set status = v_status, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, p_read_upto);
end $$;

-- Ends a job that makes no draft. What a model wrote ends only through a review.
create function content.finish_job(p_job_id text, p_fence bigint, p_result jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  if v_job.type not in ('knowledge', 'brand_kit') then
    raise sqlstate 'PT409' using message = format('Cannot finish job "%s": a %s needs an approved draft', p_job_id, v_job.type),
      detail = 'not_approved', hint = 'Record the draft and wait for a review.';
  end if;
  update content.jobs
  set status = 'completed', result = p_result, resume = null, error = null, leased_until = null, worker = null, ended_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
  perform content.show_job(v_job);
end $$;

-- Ends an attempt. With `p_retry_in_s` and attempts left the job waits for the next one, a day at most, else it has failed.
create function content.fail_job(p_job_id text, p_fence bigint, p_error jsonb, p_retry_in_s double precision) returns void
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

-- Gives a job back untouched: the attempt does not count.
create function content.give_back_job(p_job_id text, p_fence bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.jobs
  set status = 'queued', leased_until = null, worker = null, attempts = greatest(attempts - 1, 0), run_at = platform.now()
  where id = p_job_id;
end $$;

-- Returns jobs whose holder went silent; one compare-and-set on status and lease. A job that took its holder down each
-- time ends as failed. Answers how many.
create function content.reap_jobs() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_count integer := 0;
begin
  for v_job in
    update content.jobs j
    set status = case when j.attempts >= j.max_attempts then 'failed' else 'queued' end, leased_until = null, worker = null, run_at = platform.now(),
        error = case when j.attempts >= j.max_attempts
                     then jsonb_build_object('code', 'worker_lost', 'message', format('the worker disappeared in each of %s attempts', j.attempts)) else j.error end,
        ended_at = case when j.attempts >= j.max_attempts then platform.now() end
    where j.id = any (array(
      select e.id from content.jobs e where e.status = 'running' and e.leased_until < platform.now() for update skip locked))
    returning j.*
  loop
    v_count := v_count + 1;
    perform content.show_job(v_job);
  end loop;
  return v_count;
end $$;

-- Owner only: ends every lease, for a caller who knows that no holder lives (the sandbox, which holds the lock of its data).
-- Elsewhere leases end by themselves, 30 s after the last sign of life.
create function content.expire_leases() returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update content.jobs set leased_until = platform.now() - interval '1 second' where status = 'running';
  update content.outbox set leased_until = platform.now() - interval '1 second' where leased_until > platform.now();
$$;

grant execute on function content.claim_job, content.heartbeat_job, content.record_progress, content.keep_waiting,
  content.finish_job, content.fail_job, content.give_back_job, content.reap_jobs to greenlight_agent;

-- ./schemas/content/artifacts.sql

-- Files made for a draft. The key tells job, version and name.
create table content.artifacts (
  key text primary key,
  job_id text not null references content.jobs on delete cascade,
  name text not null,
  mime text not null constraint mime_is_known check (mime in ('image/png', 'application/pdf', 'text/markdown', 'text/html')),
  role text not null constraint role_is_known check (role in ('page', 'overview', 'comparison', 'document')),
  alt text not null,
  bytes bytea not null,
  size integer not null generated always as (octet_length(bytes)) stored,
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  constraint at_most_4_megabytes check (octet_length(bytes) between 1 and 4194304),
  constraint the_key_names_the_job check (starts_with(key, job_id || '/'))
);
alter table content.artifacts enable row level security;
-- PNG and PDF are compressed already.
alter table content.artifacts alter column bytes set storage external;
create index artifacts_of_a_job on content.artifacts (job_id);

create function content.artifact_view(p_file content.artifacts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('key', (p_file).key, 'name', (p_file).name, 'mime', (p_file).mime, 'size', (p_file).size,
    'sha256', (p_file).sha256, 'alt', (p_file).alt, 'role', (p_file).role)
$$;

-- A file belongs to the version (`<job>/v2/…`) or question (`<job>/q1/…`) that is being made. A rerun may write a key
-- again, with other bytes too; once that version is recorded nothing is put beside its files or in their place.
create function content.put_artifact(p_job_id text, p_fence bigint, p_file jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_file content.artifacts;
  v_bytes bytea;
  v_key text := p_file ->> 'key';
  v_place text[];
begin
  begin
    v_bytes := decode(p_file ->> 'base64', 'base64');
  exception when invalid_parameter_value then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": its bytes are not base64', v_key), detail = 'bad_artifact';
  end;
  if octet_length(v_bytes) > 0 is not true then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": it has no bytes', v_key), detail = 'bad_artifact';
  end if;
  v_place := case when starts_with(v_key, p_job_id || '/')
    then regexp_match(substr(v_key, char_length(p_job_id) + 2), '^([vq])([1-9][0-9]{0,5})/.') end;
  if v_place is null then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": accepted are keys of job "%s", below v<version>/ or q<question>/', v_key, p_job_id),
      detail = 'bad_key';
  end if;
  if octet_length(v_bytes) > 4194304 then
    raise sqlstate 'PT413' using message = format('Cannot store "%s" of %s bytes: at most 4194304 are accepted', v_key, octet_length(v_bytes)),
      detail = 'artifact_too_large';
  end if;
  select * into v_file from content.artifacts where key = v_key;
  if v_file.key is not null and v_file.bytes = v_bytes then
    return content.artifact_view(v_file);
  end if;
  if v_place[2]::integer <= (case v_place[1] when 'v' then v_job.versions else v_job.questions end) then
    raise sqlstate 'PT409' using message = format('Cannot store file "%s": what it belongs to is recorded, and its files are fixed', v_key),
      detail = 'version_is_fixed';
  end if;
  insert into content.artifacts as f (key, job_id, name, mime, role, alt, bytes)
  values (v_key, p_job_id, p_file ->> 'name', p_file ->> 'mime', p_file ->> 'role', p_file ->> 'alt', v_bytes)
  on conflict (key) do update
    set name = excluded.name, mime = excluded.mime, role = excluded.role, alt = excluded.alt, bytes = excluded.bytes
  returning * into v_file;
  return content.artifact_view(v_file);
end $$;

-- Empty answer: no such file, or it was pruned with its version.
create function content.get_artifact(p_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('mime', f.mime, 'name', f.name, 'base64', translate(encode(f.bytes, 'base64'), E'\n', ''))
  from content.artifacts f where f.key = p_key
$$;

-- Raises `file_missing` unless every file that is named is stored as named.
create function content.require_stored(p_job_id text, p_artifacts jsonb, p_what text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
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

-- Files that will not be shown again: those of superseded versions, final files of an end without approval, and what
-- attempts at the newest version left beside its files.
create function content.prune_superseded_files(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  delete from content.artifacts f using content.drafts d, content.jobs j
  where j.id = p_job_id and d.job_id = j.id and f.job_id = j.id
    and (d.version < j.versions and f.key in (select a ->> 'key' from jsonb_array_elements(d.artifacts || d.finals) a)
         or j.status in ('rejected', 'cancelled') and f.key in (select a ->> 'key' from jsonb_array_elements(d.finals) a)
         or d.version = j.versions and starts_with(f.key, j.id || '/v' || d.version || '/')
            and f.key not in (select a ->> 'key' from jsonb_array_elements(d.artifacts || d.finals) a))
$$;

-- Writes a file as a draft's are written, reads it back and undoes both. Empty answer: no team is installed yet.
create function content.probe_artifacts(p_base64 text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_bytes bytea := decode(p_base64, 'base64');
  v_team text := (select t.team_id from platform.teams t order by t.team_id limit 1);
  v_job text;
  v_back bytea;
begin
  if v_team is null then
    return null;
  end if;
  if octet_length(v_bytes) > 65536 then
    raise sqlstate 'PT413' using message = format('Cannot probe with %s bytes: at most 65536 are accepted', octet_length(v_bytes)),
      detail = 'artifact_too_large';
  end if;
  begin
    -- Undone before it was visible, so no runner can claim it.
    insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
    values ('carousel', '{}', v_team, 'doctor', 'doctor', 'doctor ' || gen_random_uuid()) returning id into v_job;
    insert into content.artifacts (key, job_id, name, mime, role, alt, bytes)
    values (v_job || '/probe.md', v_job, 'probe.md', 'text/markdown', 'document', 'probe', v_bytes);
    select f.bytes into v_back from content.artifacts f where f.key = v_job || '/probe.md';
    raise sqlstate 'PT299' using message = 'undo';
  exception when sqlstate 'PT299' then
    null;
  end;
  return jsonb_build_object('base64', translate(encode(v_back, 'base64'), E'\n', ''));
end $$;

grant execute on function content.put_artifact, content.probe_artifacts to greenlight_agent;
grant execute on function content.get_artifact to greenlight_bot;

-- ./schemas/content/drafts.sql

-- Versions of what an agent wrote. What goes out is made with the draft: its final files are drawn before the review,
-- covered by its hash and posted nowhere until it is approved. The approval completes the job, so that no runner takes
-- part in what goes out.
create table content.drafts (
  id text primary key default gen_random_uuid()::text,
  job_id text not null references content.jobs on delete cascade,
  version integer not null constraint versions_start_at_1 check (version >= 1),
  -- Of content and files; a button carries it and approval binds to it.
  hash text not null,
  status text not null default 'proposed' constraint status_is_known check (status in ('proposed', 'superseded', 'approved', 'rejected')),
  content jsonb not null,
  artifacts jsonb not null default '[]',
  -- What goes out: made with the draft, posted nowhere until it is approved.
  finals jsonb not null default '[]',
  -- What the last checks found and a person may not accept; it is part of the content, so the hash covers it.
  blocking jsonb not null generated always as (coalesce(content -> 'blocking', '[]'::jsonb)) stored,
  reason text,
  -- Messages of the thread that led to this version: what `reason` quotes, joined by line ends.
  reason_from bigint[] not null default '{}',
  -- [{"person_id", "text"}]: whose words stand in the version, in the form of `content.plain`.
  authors jsonb not null default '[]',
  card_ts text,
  approved_at timestamptz,
  created_at timestamptz not null default platform.now(),
  unique (job_id, version),
  -- For the key of reviews.
  unique (id, job_id, version, hash),
  constraint approval_has_a_time check ((status = 'approved') = (approved_at is not null)),
  constraint what_is_closed_for_approval_has_no_final_files
    check (jsonb_array_length(blocking) = 0 or jsonb_array_length(finals) = 0)
);
alter table content.drafts enable row level security;
create unique index drafts_one_open_or_approved_version on content.drafts (job_id) where status in ('proposed', 'approved');

-- What a decided version says can never change afterwards.
create function content.refuse_change_of_text() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise sqlstate 'PT409' using message = format('Cannot change the text of version %s of job "%s": a version is never rewritten', old.version, old.job_id),
    detail = 'version_is_fixed', hint = 'Record a new version.';
end $$;
create trigger drafts_are_never_rewritten before update of content, artifacts, finals, hash, version, job_id on content.drafts
  for each row execute function content.refuse_change_of_text();

-- Over content, review files and final files; a draft without final files is hashed over the first two.
create function content.draft_hash(p_content jsonb, p_artifacts jsonb, p_finals jsonb default '[]') returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(p_content::text || coalesce((
    select string_agg((a ->> 'key') || (a ->> 'sha256'), E'\n' order by a ->> 'key' collate "C") from jsonb_array_elements(p_artifacts) a
  ), '') || coalesce((
    select E'\nfinal\n' || string_agg((a ->> 'key') || (a ->> 'sha256'), E'\n' order by a ->> 'key' collate "C") from jsonb_array_elements(p_finals) a
  ), ''), 'utf8')), 'hex')
$$;

create function content.draft_view(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_draft).id, 'job_id', (p_draft).job_id, 'version', (p_draft).version, 'hash', (p_draft).hash,
    'status', (p_draft).status, 'content', (p_draft).content, 'artifacts', (p_draft).artifacts, 'finals', (p_draft).finals,
    'authors', content.author_ids(p_draft), 'reason', (p_draft).reason, 'created_at', (p_draft).created_at)
$$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, when a reply changed nothing, or when what a button asked
-- for cannot be done; then the request is no decision, and people decide on that version as before. What was asked and
-- answered stays in the job's history. A superseded version can never go out: its final files are gone at once.
create function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_version integer := content.number_of(p_draft, 'version');
  v_finals jsonb := coalesce(p_draft -> 'finals', '[]'::jsonb);
  v_hash text;
  v_draft content.drafts;
  v_before content.drafts;
  v_reason text := p_draft ->> 'reason';
  v_from bigint[];
begin
  if p_draft -> 'content' ->> 'kind' is distinct from v_job.type or jsonb_typeof(p_draft -> 'artifacts') is distinct from 'array'
    or jsonb_typeof(v_finals) <> 'array' or jsonb_typeof(coalesce(p_draft -> 'content' -> 'blocking', '[]'::jsonb)) <> 'array' then
    raise sqlstate 'PT400' using message = format('Cannot record a draft of kind "%s" for a %s: its own kind is accepted, with lists of files and of what blocks it',
      p_draft -> 'content' ->> 'kind', v_job.type), detail = 'bad_draft';
  end if;
  v_hash := content.draft_hash(p_draft -> 'content', p_draft -> 'artifacts', v_finals);
  perform content.require_stored(p_job_id, (p_draft -> 'artifacts') || v_finals, format('version %s', v_version));
  -- A version's final files live and end with it.
  if exists (select from jsonb_array_elements(v_finals) a where not starts_with(a ->> 'key', p_job_id || '/v' || v_version || '/')) then
    raise sqlstate 'PT400' using message = format('Cannot record version %s of job "%s": its final files lie below v%s/', v_version, p_job_id, v_version),
      detail = 'bad_key';
  end if;
  if v_version = v_job.versions then
    select * into v_draft from content.drafts where job_id = p_job_id and version = v_version;
  end if;
  if v_draft.id is not null then
    if v_draft.hash <> v_hash or v_draft.status <> 'proposed'
       or (v_job.resume ? 'decision' and (v_job.resume ->> 'version')::integer = v_version
           -- Nobody's request goes without a word: the thread was told why.
           and not exists (select from content.agent_replies r
             where r.job_id = p_job_id and starts_with(r.key, 'review-' || (v_job.resume ->> 'review_id') || ':') and r.kind in ('unclear', 'use_buttons'))) then
      raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s" again: it is %s and its text is fixed', v_version, p_job_id, v_draft.status),
        detail = 'version_is_fixed';
    end if;
    delete from content.reviews
    where id = v_job.resume ->> 'review_id' and draft_id = v_draft.id and decision = 'request_changes';
  elsif v_version <> v_job.versions + 1 then
    raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": the next one is %s', v_version, p_job_id, v_job.versions + 1),
      detail = 'wrong_version';
  else
    delete from content.artifacts f using content.drafts d
    where d.job_id = p_job_id and d.status = 'proposed' and f.job_id = p_job_id
      and f.key in (select a ->> 'key' from jsonb_array_elements(d.finals) a);
    select * into v_before from content.drafts where job_id = p_job_id and version = v_version - 1;
    if v_job.resume ->> 'kind' = 'reply' then
      select s.ids, s.reason into v_from, v_reason from content.reason_of_turn(p_job_id, (p_draft ->> 'read_upto')::bigint, v_reason) s;
    end if;
    update content.drafts set status = 'superseded' where job_id = p_job_id and status = 'proposed';
    insert into content.drafts (job_id, version, hash, content, artifacts, finals, reason, reason_from, authors)
    values (p_job_id, v_version, v_hash, p_draft -> 'content', p_draft -> 'artifacts', v_finals, v_reason, coalesce(v_from, '{}'),
            content.authors_of(v_job, p_draft -> 'content', v_before))
    returning * into v_draft;
    -- Kept of deleted words only until it was clear whose words the version holds.
    update content.chat_history set as_read = null where job_id = p_job_id and deleted_at is not null;
    perform content.say(v_job, 'agent', p_draft -> 'content' ->> 'model', 'draft', p_draft -> 'content' ->> 'title');
  end if;
  update content.jobs
  set status = 'awaiting_review', versions = v_version, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show(p_job_id, 'pages', v_version);
  if v_version > 1 then
    perform content.show(p_job_id, 'card', v_version - 1);
  end if;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, (p_draft ->> 'read_upto')::bigint);
  return content.draft_view(v_draft);
end $$;

grant execute on function content.record_draft to greenlight_agent;

-- ./schemas/content/authors.sql

-- Words that a person wrote in the thread, or in a note, and that stand in a version as they were written are text by that
-- person's hand: under four eyes its author does not approve it.

create function content.author_ids(p_draft content.drafts) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(distinct a -> 'person_id'), '[]'::jsonb) from jsonb_array_elements((p_draft).authors) a
$$;

-- The words of what people read in a version, one text a line, each between spaces; so that words are found as wholes
-- and never across two texts. Marks of footnotes stand between words that belong together.
create function content.plain_texts(p_content jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(string_agg(' ' || content.plain(regexp_replace(s #>> '{}', '\[\^[^\]]*\]', '', 'g')) || ' ', E'\n'), '')
  from jsonb_path_query(p_content - array['kind', 'language', 'sources', 'warnings', 'blocking', 'changes', 'disclaimers', 'proofs', 'model'],
                        'lax $.**') s
  where jsonb_typeof(s) = 'string'
$$;

-- What a person gives word for word, in plain words: between quotation or code marks, quoted lines, what follows a colon
-- (two words and more), and what follows a word such as "por", "to" or "diga" up to the end of the clause (three and more).
create function content.given_words(p_text text) returns setof text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  with marks (pattern) as (values
    ('"([^"]+)"'), ('[“”„‟]([^“”„‟]+)[“”]'), ('«([^«»]+)»'), ('»([^«»]+)«'), ('‹([^‹›]+)›'),
    ('[‘‚‛]([^‘‚‛]+)[’‘]'), ('(?:^|[\s(:,])''([^\n]+?)''(?=$|[\s).,;:!?])'), ('`+([^`]+)`+'), ('(?n)^\s*(?:>|&gt;)+\s*(.+)$')
  ),
  lines as (select l from regexp_split_to_table(p_text, E'\n') l),
  spans (words, least_words) as (
    select content.plain(m[1]), 1 from marks cross join lateral regexp_matches(p_text, pattern, 'g') m
    union all
    select content.plain(array_to_string(p.parts[i:], ':')), 2
    from lines cross join lateral (select string_to_array(l, ':') as parts) p cross join lateral generate_series(2, least(cardinality(p.parts), 20)) i
    union all
    select array_to_string(c.w[i + 1:], ' '), 3
    from lines cross join lateral regexp_split_to_table(l, '[.;!?]+(?=\s|$)') clause
    cross join lateral (select string_to_array(content.plain(clause), ' ') as w) c
    cross join lateral generate_series(1, least(cardinality(c.w), 400)) i
    where c.w[i] in ('por', 'para', 'to', 'with', 'as', 'read', 'reads', 'say', 'says', 'saying', 'diga', 'dizer', 'dizendo', 'diz', 'escreva',
                     'escrever', 'chame', 'it', 'que', 'that', 'com', 'ser', 'be')
  )
  select distinct words from spans where words <> '' and cardinality(string_to_array(words, ' ')) >= least_words
$$;

-- Words of `p_text` that stand in `p_new` and not in `p_old` (both as `content.plain_texts`): given word for word, or four
-- and more in a row.
create function content.words_by_hand(p_text text, p_new text, p_old text) returns setof text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  c_run constant integer := 4;
  v_words text[] := (string_to_array(content.plain(p_text), ' '))[1:4000];
  v_run text;
  v_longer text;
  v_at integer := 1;
  v_end integer;
begin
  return query select g from content.given_words(p_text) g
    where strpos(p_new, ' ' || g || ' ') > 0 and strpos(p_old, ' ' || g || ' ') = 0;
  while v_at + c_run - 1 <= coalesce(cardinality(v_words), 0) loop
    v_run := array_to_string(v_words[v_at:v_at + c_run - 1], ' ');
    if strpos(p_new, ' ' || v_run || ' ') = 0 or strpos(p_old, ' ' || v_run || ' ') > 0 then
      v_at := v_at + 1;
      continue;
    end if;
    v_end := v_at + c_run - 1;
    loop
      exit when v_end >= cardinality(v_words);
      v_longer := v_run || ' ' || v_words[v_end + 1];
      exit when strpos(p_new, ' ' || v_longer || ' ') = 0;
      v_run := v_longer;
      v_end := v_end + 1;
    end loop;
    return next v_run;
    v_at := v_end + 1;
  end loop;
end $$;

-- Whose words stand in a new version: those of the version before as long as they stand, and those that came with it. What
-- the brief says already is no addition to the first version.
create function content.authors_of(p_job content.jobs, p_content jsonb, p_before content.drafts) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_new text := content.plain_texts(p_content);
  v_old text := case when (p_before).id is null then content.plain_texts((p_job).brief) else content.plain_texts((p_before).content) end;
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('person_id', e.person_id, 'text', e.words) order by e.person_id, e.words)
    from (
      select a ->> 'person_id' as person_id, a ->> 'text' as words
      from jsonb_array_elements(coalesce((p_before).authors, '[]'::jsonb)) a
      where strpos(v_new, ' ' || (a ->> 'text') || ' ') > 0
      union
      select h.author_id, w
      from content.chat_history h
      cross join lateral (values (h.text), (h.as_read)) t (said)
      cross join lateral content.words_by_hand(t.said, v_new, v_old) w
      where h.job_id = (p_job).id and h.author_kind = 'person' and h.kind in ('message', 'review', 'action') and t.said <> ''
      limit 500
    ) e), '[]'::jsonb);
end $$;

-- The messages that a turn has read, and its reason without the words that were deleted while it was made.
create function content.reason_of_turn(p_job_id text, p_read_upto bigint, p_reason text) returns table (ids bigint[], reason text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array_agg(t.id order by t.id) filter (where not t.gone),
    case when not bool_or(t.gone) then p_reason
         when p_reason = string_agg(t.said, E'\n' order by t.id) then string_agg(t.said, E'\n' order by t.id) filter (where not t.gone) end
  from (
    select h.id, trim(coalesce(h.as_read, h.text), E' \t\r\n') as said, h.deleted_at is not null as gone
    from content.chat_history h
    where h.job_id = p_job_id and h.kind = 'message' and h.id <= p_read_upto and (h.unread or h.deleted_at is not null and h.as_read is not null)
  ) t where t.said <> ''
$$;

-- ./schemas/content/reviews.sql

-- What people decide on exactly one version.

create table content.reviews (
  id text primary key default gen_random_uuid()::text,
  draft_id text not null,
  job_id text not null,
  version integer not null,
  hash text not null,
  reviewer_id text not null,
  decision text not null constraint decision_is_known check (decision in ('approve', 'request_changes', 'reject')),
  note text constraint note_has_at_most_3000_characters check (char_length(note) <= 3000),
  created_at timestamptz not null default platform.now(),
  constraint changes_are_named check (decision <> 'request_changes' or char_length(trim(note)) > 0),
  constraint a_review_is_of_exactly_one_text foreign key (draft_id, job_id, version, hash)
    references content.drafts (id, job_id, version, hash) on delete cascade
);
alter table content.reviews enable row level security;
create index reviews_of_a_job on content.reviews (job_id, created_at);
create index reviews_of_a_draft on content.reviews (draft_id);
create unique index reviews_one_approval_each on content.reviews (draft_id, reviewer_id) where decision = 'approve';
create unique index reviews_one_end_each on content.reviews (draft_id) where decision in ('request_changes', 'reject');

create function content.review_view(p_review content.reviews) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_review).id, 'version', (p_review).version, 'reviewer_id', (p_review).reviewer_id,
    'decision', (p_review).decision, 'note', (p_review).note, 'created_at', (p_review).created_at)
$$;

-- Decides on exactly the version and hash that the button carried, under the job's lock. The deciding approval completes
-- the job with the final files of that draft. Every answer but `decided` (and `quorum_pending`, which keeps the
-- approval) changes nothing.
create function content.record_review(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_person platform.people;
  v_rule platform.approver_rules;
  v_review content.reviews;
  v_standing content.reviews;
  v_decision text := p_click ->> 'decision';
  v_reviewer text := p_click ->> 'reviewer_id';
  v_note text := nullif(trim(p_click ->> 'note'), '');
  v_approvals integer;
  v_outcome text;
  v_reason text;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select * into v_draft from content.drafts where job_id = v_job.id and version = (p_click ->> 'version')::integer;
  if v_draft.id is null then
    raise sqlstate 'PT404' using message = format('Cannot review version %s of job "%s": there is none', p_click ->> 'version', p_click ->> 'job_id'),
      detail = 'unknown_draft';
  end if;
  if v_draft.hash is distinct from p_click ->> 'hash' then
    raise sqlstate 'PT409' using message = format('Cannot review version %s of job "%s": the button is for another text', v_draft.version, v_job.id),
      detail = 'hash_mismatch', hint = 'Use the buttons of the newest card.';
  end if;
  if v_decision is null or v_decision not in ('approve', 'request_changes', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, request_changes, reject', v_decision), detail = 'bad_decision';
  end if;
  if v_decision = 'request_changes' and v_note is null then
    raise sqlstate 'PT400' using message = 'Cannot request changes without saying which', detail = 'note_missing';
  end if;
  select * into v_person from platform.people where team_id = v_job.team_id and user_id = v_reviewer;
  v_rule := platform.approver_rule(v_job.team_id, v_job.type);
  select * into v_standing from content.reviews
  where draft_id = v_draft.id and (decision <> 'approve' or v_draft.status = 'approved') order by created_at desc, id limit 1;
  -- An approval counts as long as its author may still give it.
  select count(*) into v_approvals from content.reviews a
  join platform.people p on p.team_id = v_job.team_id and p.user_id = a.reviewer_id
  where a.draft_id = v_draft.id and a.decision = 'approve' and p.role = any (v_rule.roles) and not p.is_guest;

  if v_draft.version < v_job.versions or v_draft.status = 'superseded' then
    v_outcome := 'superseded';
  elsif v_job.status <> 'awaiting_review' or v_draft.status <> 'proposed' then
    v_outcome := 'already_decided';
    v_reason := v_job.status;
  elsif v_person.user_id is null or v_person.is_guest then
    v_outcome := 'not_allowed';
    v_reason := 'guest';
  elsif v_rule.team_id is null then
    -- Without a rule no one may: a comparison with nothing must not let all.
    v_outcome := 'not_allowed';
    v_reason := 'role';
  elsif v_decision <> 'request_changes' and v_rule.four_eyes and v_reviewer = v_job.requester_id then
    v_outcome := 'not_allowed';
    v_reason := 'requester';
  elsif not (v_person.role = any (v_rule.roles)) and not (v_decision = 'request_changes' and v_reviewer = v_job.requester_id) then
    v_outcome := 'not_allowed';
    v_reason := 'role';
  elsif v_decision = 'approve' and exists (
    select from content.reviews where draft_id = v_draft.id and reviewer_id = v_reviewer and decision = 'approve'
  ) then
    v_outcome := 'not_allowed';
    v_reason := 'already_approved';
  elsif v_decision = 'approve' and v_rule.four_eyes and content.author_ids(v_draft) ? v_reviewer then
    -- Whoever wrote text of this version by hand is no second pair of eyes.
    v_outcome := 'not_allowed';
    v_reason := 'author';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.blocking) > 0 then
    v_outcome := 'not_allowed';
    v_reason := 'closed';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.finals) = 0 then
    -- What would go out was never shown.
    v_outcome := 'not_allowed';
    v_reason := 'no_final_files';
  else
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision, note)
    values (v_draft.id, v_job.id, v_draft.version, v_draft.hash, v_reviewer, v_decision, v_note)
    returning * into v_review;
    perform content.say(v_job, 'person', v_reviewer, 'review', v_decision || coalesce(': ' || v_note, ''));
    if v_decision = 'approve' then
      v_approvals := v_approvals + 1;
    end if;
    if v_decision = 'approve' and v_approvals < v_rule.quorum then
      v_outcome := 'quorum_pending';
      perform content.show(v_job.id, 'card', v_draft.version);
    else
      v_outcome := 'decided';
      v_standing := v_review;
      if v_decision = 'approve' then
        perform content.require_stored(v_job.id, v_draft.finals, format('the approval of version %s', v_draft.version));
        update content.drafts set status = 'approved', approved_at = platform.now() where id = v_draft.id;
        update content.jobs
        set status = 'completed', final = v_draft.finals, resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
        perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
        perform content.show(v_job.id, 'final');
      elsif v_decision = 'reject' then
        update content.drafts set status = 'rejected' where id = v_draft.id;
        update content.jobs set status = 'rejected', resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
      else
        update content.jobs
        set status = 'queued', run_at = platform.now(), attempts = 0, error = null,
            resume = jsonb_build_object(
              'review_id', v_review.id, 'decision', v_decision, 'version', v_draft.version, 'hash', v_draft.hash,
              'note', v_note, 'reviewer_id', v_reviewer)
        where id = v_job.id returning * into v_job;
      end if;
      perform content.show_job(v_job);
      if v_job.ended_at is not null then
        perform content.prune_superseded_files(v_job.id);
      end if;
    end if;
  end if;

  return jsonb_build_object(
    'outcome', v_outcome, 'reason', v_reason,
    'approvers', coalesce((
      select jsonb_agg(a.id) from jsonb_array_elements(platform.approvers_of(v_job.team_id, v_job.type, v_job.requester_id)) a (id)
      where not (coalesce(v_rule.four_eyes, true) and content.author_ids(v_draft) ? (a.id #>> '{}'))), '[]'::jsonb),
    'job_status', v_job.status, 'current_version', v_job.versions,
    'current_card_ts', (select card_ts from content.drafts where job_id = v_job.id and version = v_job.versions),
    'channel_id', v_job.channel_id,
    'standing', case when v_standing.id is not null then content.review_view(v_standing) end,
    'approvals', v_approvals, 'quorum', coalesce(v_rule.quorum, 1));
end $$;

grant execute on function content.record_review to greenlight_bot;

-- ./schemas/content/final_files.sql

-- Whoever may approve a version may see the very files that would go out, alone and once: they are sent to that
-- person, and what was sent where is kept.
create table content.final_openings (
  draft_id text not null references content.drafts on delete cascade,
  person_id text not null,
  channel_id text not null,
  ts text not null,
  opened_at timestamptz not null default platform.now(),
  primary key (draft_id, person_id)
);
alter table content.final_openings enable row level security;

-- `open`: these are the files. `opened`: they were sent before, to `channel_id` at `ts`. `gone`: there are none (any more).
create function content.open_final_files(p_click jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_opening content.final_openings;
  v_outcome text;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id';
  select * into v_draft from content.drafts
  where job_id = v_job.id and version = (p_click ->> 'version')::integer and hash = p_click ->> 'hash';
  select * into v_opening from content.final_openings where draft_id = v_draft.id and person_id = p_click ->> 'person_id';
  v_outcome := case
    when v_draft.id is null then 'gone'
    when not exists (
      select from platform.people p
      where p.team_id = v_job.team_id and p.user_id = p_click ->> 'person_id' and not p.is_guest
        and p.role = any ((platform.approver_rule(v_job.team_id, v_job.type)).roles)) then 'not_allowed'
    when v_draft.status not in ('proposed', 'approved') or jsonb_array_length(v_draft.finals) = 0
      or v_job.status = 'cancelled' then 'gone'
    when v_opening.draft_id is not null then 'opened'
    else 'open' end;
  return jsonb_build_object('outcome', v_outcome,
    'files', case when v_outcome = 'open' then v_draft.finals else '[]'::jsonb end,
    'channel_id', v_opening.channel_id, 'ts', v_opening.ts);
end $$;

-- Keeps where the files of a version were sent for one person. A repeat keeps the first.
create function content.note_final_files_opened(p_opening jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into content.final_openings (draft_id, person_id, channel_id, ts)
  select d.id, p_opening ->> 'person_id', p_opening ->> 'channel_id', p_opening ->> 'ts'
  from content.drafts d
  where d.job_id = p_opening ->> 'job_id' and d.version = (p_opening ->> 'version')::integer and d.hash = p_opening ->> 'hash'
  on conflict do nothing
$$;

grant execute on function content.open_final_files, content.note_final_files_opened to greenlight_bot;

-- ./schemas/content/history.sql

-- One line a job for "what was made, from which prompt, by whom, with what result". Outlives its job: no foreign key.
create table content.content_history (
  job_id text primary key,
  team_id text not null,
  type text not null,
  requester_id text not null,
  prompt text not null,
  brief jsonb not null,
  status text not null,
  versions integer not null default 0,
  title text,
  model text,
  decided_by text,
  decision_note text,
  usd numeric(12, 6) not null default 0,
  final jsonb not null default '[]',
  created_at timestamptz not null,
  ended_at timestamptz
);
alter table content.content_history enable row level security;
create index content_history_by_time on content.content_history (team_id, created_at desc);

-- Brings the job's line up to date; called by every function that changes a job's status.
create function content.note_history(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.content_history h
  set status = j.status, versions = j.versions, ended_at = j.ended_at, final = j.final,
      title = coalesce(d.content ->> 'title', j.result ->> 'title'), model = d.content ->> 'model',
      decided_by = coalesce(r.reviewer_id, j.cancelled_by), decision_note = r.note
  from content.jobs j
  left join lateral (select * from content.drafts where job_id = j.id order by version desc limit 1) d on true
  left join lateral (select * from content.reviews where job_id = j.id order by created_at desc, id limit 1) r on true
  where h.job_id = p_job_id and j.id = p_job_id
$$;

-- ./schemas/content/conversation.sql

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
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into content.chat_history (job_id, team_id, channel_id, thread_ts, author_kind, author_id, kind, text)
  values ((p_job).id, (p_job).team_id, (p_job).channel_id, (p_job).thread_ts, p_author_kind, p_author_id, p_kind, coalesce(p_text, ''))
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
  for update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'no_job', 'first', false, 'job_id', null, 'job_type', null, 'job_status', null);
  end if;
  v_first := not exists (select from content.chat_history h where h.job_id = v_job.id and h.kind = 'message' and h.author_id = v_author);
  v_steers := v_job.type in ('carousel', 'blog') and trim(v_text) <> '' and content.may_steer(v_job, v_author);
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
  elsif v_is_aside or v_job.type not in ('carousel', 'blog') or trim(v_text) = '' then
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
  select * into v_job from content.jobs where id = v_old.job_id for update;
  v_was_read := v_old.read_at is not null or (v_old.unread and v_job.status = 'running' and v_job.resume ->> 'kind' = 'reply');
  update content.chat_history h
  set text = v_text,
      as_read = case when v_was_read then coalesce(h.as_read, v_old.text) else h.as_read end,
      unread = h.unread or (trim(h.text) = '' and trim(v_text) <> '' and h.read_at is null and v_job.ended_at is null
                            and v_job.type in ('carousel', 'blog') and content.may_steer(v_job, h.author_id))
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
  select * into v_job from content.jobs where id = v_old.job_id for update;
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

-- ./schemas/content/questions.sql

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
    check (coalesce(content ->> 'kind' in ('outline', 'language', 'brand_kit'), false))
);
alter table content.questions enable row level security;
create unique index questions_one_open on content.questions (job_id) where status = 'open';

create function content.question_view(p_question content.questions) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_question).number, 'hash', (p_question).hash, 'status', (p_question).status, 'content', (p_question).content,
    'artifacts', (p_question).artifacts, 'answer', (p_question).answer, 'note', (p_question).note,
    'answered_by', (p_question).answered_by, 'answered_at', (p_question).answered_at, 'created_at', (p_question).created_at)
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
  if not coalesce(v_kind = any (case v_job.type when 'brand_kit' then array['brand_kit'] when 'knowledge' then '{}'::text[]
                                else array['outline', 'language'] end), false) then
    raise sqlstate 'PT400' using message = format('Cannot ask a question of kind "%s" for a %s: accepted are outline and language for drafts, brand_kit for brand kits', v_kind, v_job.type),
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
-- and an offer of documents in the other language, is answered by those who may steer the job, a brand kit by admins, who bring it into force with `go_on`.
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
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select * into v_question from content.questions where job_id = v_job.id and number = (p_click ->> 'number')::integer;
  v_kind := v_question.content ->> 'kind';
  if v_question.number is not null and not coalesce(v_answer = any (case v_kind
       when 'outline' then array['go_on', 'change'] else array['go_on', 'discard'] end), false) then
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
  elsif v_kind in ('outline', 'language') and not content.may_steer(v_job, v_person) then
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

grant execute on function content.record_question to greenlight_agent;
grant execute on function content.answer_question to greenlight_bot;

-- ./schemas/content/outbox.sql

-- What Slack must show. A row is a surface, not an event: `wanted` rises in the transaction of a change, the bot draws
-- the surface from the database's state and sets `shown`. So edits coalesce and nothing is shown that is not stored.
create table content.outbox (
  id bigint generated always as identity primary key,
  job_id text not null references content.jobs on delete cascade,
  kind text not null constraint kind_is_known check (kind in ('brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question_pages', 'question', 'reply')),
  -- The draft's version for `pages` and `card`, the number of the question or reply, the job's fence for `outcome`, else 0.
  edition bigint not null default 0,
  version integer generated always as (case when kind in ('pages', 'card') then edition end) stored,
  question integer generated always as (case when kind in ('question_pages', 'question') then edition end) stored,
  reply integer generated always as (case when kind = 'reply' then edition end) stored,
  wanted integer not null default 1,
  shown integer not null default 0,
  ts text,
  -- The thread that `ts` stands in.
  thread_ts text,
  -- Where it stood before: deleted by the bot once it stands in its new place.
  moved_from text,
  given_up boolean not null default false,
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  -- A post may have happened without our knowing: it is looked up before it is posted again.
  maybe_posted boolean not null default false,
  uploads jsonb not null default '[]',
  response_url text,
  last_error text,
  -- The requester was told that nothing gets through. Until the next thing that does.
  told boolean not null default false,
  shown_at timestamptz,
  created_at timestamptz not null default platform.now(),
  unique (job_id, kind, edition),
  constraint what_is_shown_has_a_ts check (shown = 0 or ts is not null),
  constraint there_is_one_of_its_kind check (kind not in ('brief', 'progress', 'final') or edition = 0),
  constraint a_card_shows_a_version_of_its_job foreign key (job_id, version)
    references content.drafts (job_id, version) on delete cascade,
  constraint a_question_shows_one_of_its_job foreign key (job_id, question) references content.questions on delete cascade,
  constraint a_reply_shows_one_of_its_job foreign key (job_id, reply) references content.agent_replies on delete cascade
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table content.outbox enable row level security;
create index outbox_waiting on content.outbox (run_at, id) where wanted > shown and not given_up;
create index outbox_never_shown on content.outbox (job_id, id) where shown = 0 and not given_up;

-- Asks for a surface to be drawn (again). Progress is drawn at most once a second: Slack's chat.update allows about that.
create function content.show(p_job_id text, p_kind text, p_edition bigint default 0) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into content.outbox as o (job_id, kind, edition) values (p_job_id, p_kind, p_edition)
  on conflict (job_id, kind, edition) do update
    set wanted = o.wanted + 1, given_up = false,
        run_at = case when p_kind = 'progress' and o.shown_at is not null
                      then greatest(platform.now(), o.shown_at + interval '1 second') else platform.now() end
$$;

-- After a change of the job's status: everything that shows it.
create function content.show_job(p_job content.jobs) returns void
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
  if (p_job).ended_at is not null then
    perform content.show((p_job).id, 'outcome', (p_job).fence);
  end if;
  perform content.note_history((p_job).id);
end $$;

create function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
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

-- The first slide of a carousel, the share image of an article or else its preview: as Slack holds it, of the newest version that uploaded it.
-- Empty answer: nothing was shown yet.
create function content.picture_of(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('file_id', u ->> 'file_id', 'alt', a.picture ->> 'alt')
  from content.outbox f
  join content.drafts d on d.job_id = f.job_id and d.version = f.edition
  cross join lateral (
    select x.picture from jsonb_array_elements(d.artifacts) with ordinality x (picture, n)
    where x.picture ->> 'mime' like 'image/%'
      and x.picture ->> 'role' = any (case (p_job).type when 'carousel' then array['page'] else array['document', 'overview'] end)
    order by x.picture ->> 'role', x.n limit 1
  ) a
  cross join jsonb_array_elements(f.uploads) u
  where f.job_id = (p_job).id and f.kind = 'pages' and f.shown > 0 and u ->> 'key' = a.picture ->> 'key'
  order by f.edition desc limit 1
$$;

-- Numbers, from 1, of the slides that the version before has not, wherever they stood there. Empty answer: all are new, as
-- in a first version, in another brand's look, or in an article, which has no slides.
create function content.fresh_pages(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (
    select coalesce(jsonb_agg(s.n order by s.n), '[]'::jsonb)
    from jsonb_array_elements((p_draft).content -> 'slides') with ordinality s (slide, n)
    where not exists (select from jsonb_array_elements(b.content -> 'slides') o (slide) where o.slide = s.slide))
  from content.drafts b
  where b.job_id = (p_draft).job_id and b.version = (p_draft).version - 1
    and jsonb_typeof((p_draft).content -> 'slides') = 'array' and jsonb_typeof(b.content -> 'slides') = 'array'
    and b.content -> 'brand_version' = (p_draft).content -> 'brand_version'
$$;

-- A change of a job locks its row first; what is posted must see whether its thread moved meanwhile.
create function content.hold_job_of(p_item_id bigint) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select 1 from content.jobs j where j.id = (select o.job_id from content.outbox o where o.id = p_item_id) for update
$$;

-- The message that opens a job's thread can be deleted by people: it is posted anew then, and what the job shows now follows
-- it, as Slack leads nowhere from the thread of a deleted message. Older editions and answers stay where people read them.
create function content.follow_thread(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
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
create function content.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
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
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(content.outbox_view(c.item) || jsonb_build_object('moved_from', (c.item).moved_from,
      'told', exists (select from content.outbox t where t.job_id = (c.item).job_id and t.told)) order by (c.item).id), '[]'::jsonb)
  into v_items from claimed c;
  return v_items;
end $$;

-- False: the claim was lost and another process draws it.
create function content.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
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

-- Keeps file ids before they are shared. False: the claim was lost.
create function content.note_uploads(p_id bigint, p_fence bigint, p_uploads jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.outbox set uploads = p_uploads, leased_until = platform.now() + interval '30 seconds'
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- Gives an item back. Without `retry_in_s` it is given up; giving up the brief before it was posted cancels the job, as
-- it would not be seen. False: the claim was lost.
create function content.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
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

-- After the card, which people wait for; its files stand in the thread before it.
create function content.show_picture_above() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.show(j.id, 'brief') from content.jobs j where j.id = new.job_id and content.picture_of(j) is not null;
  return null;
end $$;
create trigger head_shows_what_was_made after update of shown on content.outbox
for each row when (new.kind = 'card' and old.shown = 0 and new.shown > 0) execute function content.show_picture_above();

-- What is still open in Slack follows: its words stand in the team's language and name who may decide.
create function content.redraw_open_jobs() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_open record;
begin
  for v_open in
    select o.job_id, o.kind, o.edition
    from content.jobs j join content.outbox o on o.job_id = j.id
    where j.team_id = new.team_id and j.ended_at is null and o.ts is not null
      and (o.kind in ('brief', 'progress') and tg_table_name = 'teams'
        or o.kind in ('card', 'question') and o.edition = (
          select max(l.edition) from content.outbox l where l.job_id = o.job_id and l.kind = o.kind))
  loop
    perform content.show(v_open.job_id, v_open.kind, v_open.edition);
  end loop;
  return null;
end $$;
create trigger language_is_seen_in_slack after update of locale on platform.teams
for each row when (old.locale is distinct from new.locale) execute function content.redraw_open_jobs();
create trigger roles_are_seen_on_cards after update of role, is_guest on platform.people
for each row when (old.role is distinct from new.role or old.is_guest is distinct from new.is_guest)
execute function content.redraw_open_jobs();

-- How far Slack is behind the database.
create function content.outbox_backlog() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where not o.given_up),
    'oldest_s', coalesce(extract(epoch from platform.now() - min(o.run_at) filter (where not o.given_up)), 0)::integer,
    'given_up', count(*) filter (where o.given_up))
  from content.outbox o where o.wanted > o.shown
$$;

grant execute on function content.claim_outbox, content.settle_outbox, content.note_uploads, content.fail_outbox,
  content.outbox_backlog to greenlight_bot;

-- ./schemas/content/checkpoints.sql

-- LangGraph checkpoints. A channel's value is stored once a version, so a big one that rarely changes costs little.
create table content.checkpoints (
  thread_id text not null references content.jobs on delete cascade,
  checkpoint_ns text not null,
  checkpoint_id text not null,
  parent_checkpoint_id text,
  type text not null,
  data bytea not null,
  metadata jsonb not null,
  channel_versions jsonb not null,
  primary key (thread_id, checkpoint_ns, checkpoint_id)
);
alter table content.checkpoints enable row level security;

create table content.checkpoint_channels (
  thread_id text not null references content.jobs on delete cascade,
  checkpoint_ns text not null,
  channel text not null,
  version text not null,
  type text not null,
  data bytea not null,
  primary key (thread_id, checkpoint_ns, channel, version)
);
alter table content.checkpoint_channels enable row level security;

-- LangGraph stores what a node wrote beside its checkpoint and not after it: writes may come first, so they have no key to it.
create table content.checkpoint_writes (
  thread_id text not null references content.jobs on delete cascade,
  checkpoint_ns text not null,
  checkpoint_id text not null,
  task_id text not null,
  -- Place of the task in its step; writes are applied in this order.
  task_path text not null default '',
  idx integer not null,
  channel text not null,
  type text not null,
  data bytea not null,
  primary key (thread_id, checkpoint_ns, checkpoint_id, task_id, idx)
);
alter table content.checkpoint_writes enable row level security;

create function content.put_checkpoint(p_put jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_put ->> 'thread_id', (p_put ->> 'fence')::bigint);
  insert into content.checkpoint_channels (thread_id, checkpoint_ns, channel, version, type, data)
  select p_put ->> 'thread_id', p_put ->> 'checkpoint_ns', c ->> 'channel', c ->> 'version', c ->> 'type', decode(c ->> 'data', 'base64')
  from jsonb_array_elements(p_put -> 'channels') c
  on conflict do nothing;
  insert into content.checkpoints (thread_id, checkpoint_ns, checkpoint_id, parent_checkpoint_id, type, data, metadata, channel_versions)
  values (p_put ->> 'thread_id', p_put ->> 'checkpoint_ns', p_put ->> 'checkpoint_id', p_put ->> 'parent_checkpoint_id',
          p_put -> 'checkpoint' ->> 'type', decode(p_put -> 'checkpoint' ->> 'data', 'base64'), p_put -> 'metadata', p_put -> 'channel_versions')
  on conflict (thread_id, checkpoint_ns, checkpoint_id) do update
    set type = excluded.type, data = excluded.data, metadata = excluded.metadata, channel_versions = excluded.channel_versions;
end $$;

-- A repeated write of a task keeps the first; the special ones (negative idx: error, interrupt, resume) keep the last.
create function content.put_checkpoint_writes(p_put jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_put ->> 'thread_id', (p_put ->> 'fence')::bigint);
  insert into content.checkpoint_writes as w (thread_id, checkpoint_ns, checkpoint_id, task_id, task_path, idx, channel, type, data)
  select p_put ->> 'thread_id', p_put ->> 'checkpoint_ns', p_put ->> 'checkpoint_id', p_put ->> 'task_id', coalesce(p_put ->> 'task_path', ''),
         (c ->> 'idx')::integer, c ->> 'channel', c ->> 'type', decode(c ->> 'data', 'base64')
  from jsonb_array_elements(p_put -> 'writes') c
  on conflict (thread_id, checkpoint_ns, checkpoint_id, task_id, idx) do update
    set channel = excluded.channel, type = excluded.type, data = excluded.data
    where w.idx < 0;
end $$;

create function content.checkpoint_view(p_row content.checkpoints) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'thread_id', (p_row).thread_id, 'checkpoint_ns', (p_row).checkpoint_ns, 'checkpoint_id', (p_row).checkpoint_id,
    'parent_checkpoint_id', (p_row).parent_checkpoint_id,
    'checkpoint', jsonb_build_object('type', (p_row).type, 'data', translate(encode((p_row).data, 'base64'), E'\n', '')),
    'metadata', (p_row).metadata,
    'channels', coalesce((
      select jsonb_agg(jsonb_build_object('channel', c.channel, 'version', c.version, 'type', c.type,
                                          'data', translate(encode(c.data, 'base64'), E'\n', '')))
      from jsonb_each_text((p_row).channel_versions) v
      join content.checkpoint_channels c
        on c.thread_id = (p_row).thread_id and c.checkpoint_ns = (p_row).checkpoint_ns and c.channel = v.key and c.version = v.value), '[]'::jsonb),
    'writes', coalesce((
      select jsonb_agg(jsonb_build_object('task_id', w.task_id, 'task_path', w.task_path, 'idx', w.idx, 'channel', w.channel, 'type', w.type,
                                          'data', translate(encode(w.data, 'base64'), E'\n', '')) order by w.task_path, w.task_id, w.idx)
      from content.checkpoint_writes w
      where w.thread_id = (p_row).thread_id and w.checkpoint_ns = (p_row).checkpoint_ns and w.checkpoint_id = (p_row).checkpoint_id), '[]'::jsonb))
$$;

-- Empty answer: no such checkpoint. Ids grow with time, so the newest is the greatest.
create function content.get_checkpoint(p_thread_id text, p_fence bigint, p_checkpoint_ns text, p_checkpoint_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_thread_id, p_fence);
  return (
    select content.checkpoint_view(c) from content.checkpoints c
    where c.thread_id = p_thread_id and c.checkpoint_ns = p_checkpoint_ns
      and (p_checkpoint_id is null or c.checkpoint_id = p_checkpoint_id)
    order by c.checkpoint_id desc limit 1);
end $$;

-- At most 1,000 at a time.
create function content.list_checkpoints(p_thread_id text, p_fence bigint, p_query jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := 1000;
begin
  perform content.hold_job(p_thread_id, p_fence);
  if jsonb_typeof(p_query -> 'limit') = 'number' then
    v_limit := platform.limit_of(least((p_query ->> 'limit')::numeric, 1000)::integer, 1000);
  end if;
  return (
    select coalesce(jsonb_agg(content.checkpoint_view(c) order by c.checkpoint_id desc), '[]'::jsonb)
    from (
      select * from content.checkpoints k
      where k.thread_id = p_thread_id
        and (p_query ->> 'checkpoint_ns' is null or k.checkpoint_ns = p_query ->> 'checkpoint_ns')
        and (p_query ->> 'checkpoint_id' is null or k.checkpoint_id = p_query ->> 'checkpoint_id')
        and (p_query ->> 'before' is null or k.checkpoint_id < p_query ->> 'before')
        and (jsonb_typeof(p_query -> 'metadata') is distinct from 'object' or k.metadata @> (p_query -> 'metadata'))
      order by k.checkpoint_id desc limit v_limit
    ) c);
end $$;

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
-- of it quotes them, and uploads that were never used. Kept for 30 days at least. Answers how many threads.
create function content.prune_checkpoints(p_days integer) returns integer
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

grant execute on function content.put_checkpoint, content.put_checkpoint_writes, content.get_checkpoint,
  content.list_checkpoints, content.delete_checkpoint_thread, content.prune_checkpoints to greenlight_agent;

-- ./schemas/content/budget.sql

-- Spending is capped from the first day, in money and in tokens. Both bind: a call whose price is unknown counts no money,
-- so that its tokens stop it; it is never free.

-- A team's own amounts; without a row the amounts of `content.caps_of` hold.
create table content.budget_caps (
  team_id text not null references platform.teams,
  scope text not null constraint scope_is_known check (scope in ('job', 'person_day', 'month')),
  -- Null: no cap in money, on purpose of an admin.
  usd numeric(12, 6) constraint a_cap_is_not_negative check (usd >= 0),
  -- Null: the amount that holds for every team. There is always a cap in tokens.
  tokens bigint constraint a_cap_in_tokens_is_1_to_100_billion check (tokens between 1 and 100000000000),
  changed_by text,
  changed_at timestamptz not null default platform.now(),
  primary key (team_id, scope),
  constraint a_cap_is_a_number check (usd is null or usd < 'Infinity'::numeric)
);
alter table content.budget_caps enable row level security;

-- The caps of a team. At list prices of 2026-11 an article takes about 0.02 to 0.40 USD and 60,000 tokens, so that these
-- amounts let a team work for a month and stop a loop within a job.
create function content.caps_of(p_team_id text)
returns table (scope text, ordinal integer, usd numeric, tokens bigint, changed_by text, changed_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select d.scope, d.ordinal, case when c.scope is null then d.usd else c.usd end, coalesce(c.tokens, d.tokens), c.changed_by,
         case when c.changed_by is not null then c.changed_at end
  from (values ('job', 1, 3::numeric, 3000000::bigint),
               ('person_day', 2, 20, 20000000),
               ('month', 3, 200, 200000000)) d (scope, ordinal, usd, tokens)
  left join content.budget_caps c on c.team_id = p_team_id and c.scope = d.scope
$$;

-- When a cap's span began; a job's never ends. Days and months are UTC's.
create function content.span_start(p_scope text) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case p_scope
    when 'job' then '-infinity'::timestamptz
    when 'person_day' then date_trunc('day', platform.now() at time zone 'UTC') at time zone 'UTC'
    when 'month' then date_trunc('month', platform.now() at time zone 'UTC') at time zone 'UTC' end
$$;

-- What counts against a cap: settled calls with their price, open ones with their reservation.
create function content.spent(p_scope text, p_job content.jobs) returns numeric
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := platform.now();
  v_usd numeric;
begin
  if p_scope = 'job' then
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u where u.job_id = (p_job).id and u.state <> 'void';
  elsif p_scope = 'person_day' then
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u
    where u.team_id = (p_job).team_id and u.person_id = (p_job).requester_id and u.created_at >= date_trunc('day', v_now) and u.state <> 'void';
  else
    select sum(coalesce(u.usd, u.reserved_usd)) into v_usd from content.usage_ledger u
    where u.team_id = (p_job).team_id and u.created_at >= date_trunc('month', v_now) and u.state <> 'void';
  end if;
  return coalesce(v_usd, 0);
end $$;

-- What counts against a cap: settled calls with what they took, open ones with what they reserved.
create function content.tokens_spent(p_scope text, p_job content.jobs) returns bigint
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(coalesce(u.input_tokens, 0)::bigint + coalesce(u.output_tokens, 0)), 0)::bigint
  from content.usage_ledger u
  where u.team_id = (p_job).team_id and u.state <> 'void' and u.created_at >= content.span_start(p_scope)
    and (p_scope <> 'job' or u.job_id = (p_job).id)
    and (p_scope <> 'person_day' or u.person_id = (p_job).requester_id)
$$;

-- What the team and this person have spent, what open calls have reserved, and the caps. Amounts in USD are what calls
-- with a known price cost; `unpriced_tokens` are the month's tokens of calls that count no money although a model was asked (the
-- sandbox's own writer is none).
create function content.get_budget(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_agg(jsonb_build_object(
    'scope', c.scope, 'usd', c.usd, 'tokens', c.tokens, 'changed_by', c.changed_by, 'changed_at', c.changed_at,
    'spent_usd', s.usd, 'spent_tokens', s.tokens, 'reserved_usd', s.reserved_usd, 'reserved_tokens', s.reserved_tokens,
    'unpriced_tokens', s.unpriced_tokens) order by c.ordinal)
  from content.caps_of(p_team_id) c
  cross join lateral (
    select coalesce(sum(u.usd) filter (where u.state = 'settled'), 0) as usd,
           coalesce(sum(u.all_tokens) filter (where u.state = 'settled'), 0) as tokens,
           coalesce(sum(u.reserved_usd) filter (where u.state = 'reserved'), 0) as reserved_usd,
           coalesce(sum(u.all_tokens) filter (where u.state = 'reserved'), 0) as reserved_tokens,
           coalesce(sum(u.all_tokens) filter (where coalesce(u.usd, u.reserved_usd) = 0 and u.model not like 'offline-%'), 0) as unpriced_tokens
    from (
      select l.*, coalesce(l.input_tokens, 0)::bigint + coalesce(l.output_tokens, 0) as all_tokens
      from content.usage_ledger l
      where l.team_id = p_team_id and l.state <> 'void' and l.created_at >= content.span_start(c.scope) and c.scope <> 'job'
        and (c.scope <> 'person_day' or l.person_id = p_person_id)) u) s
$$;

-- Changes the caps: {team_id, person_id, caps: [{scope, usd, tokens}]}; `usd` null ends the cap in money, tokens are always
-- capped. Answers the scopes that changed. Raises for all but admins, and for amounts that are none.
create function content.set_budget(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_given jsonb;
  v_usd numeric;
  v_tokens bigint;
  v_changed text[] := '{}';
begin
  perform platform.require_admin(v_team_id, p_change ->> 'person_id');
  -- The same lock as the calls take: a cap is not lowered under a call that is being reserved.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_team_id, 0));
  for v_given in select * from jsonb_array_elements(p_change -> 'caps') loop
    begin
      v_usd := (v_given ->> 'usd')::numeric;
      v_tokens := (v_given ->> 'tokens')::bigint;
    exception when others then
      v_tokens := null;
    end;
    if v_given ->> 'scope' is null or v_given ->> 'scope' not in ('job', 'person_day', 'month')
      or v_usd < 0 or v_usd > 1000000 or v_tokens is null or v_tokens not between 1 and 100000000000 then
      raise sqlstate 'PT400' using
        message = format('Cannot set the cap of "%s": accepted are 0 to 1,000,000 USD or none, and 1 to 100,000,000,000 tokens', v_given ->> 'scope'),
        detail = 'bad_cap';
    end if;
    if exists (
      select from content.caps_of(v_team_id) c
      where c.scope = v_given ->> 'scope' and (c.usd is distinct from v_usd or c.tokens <> v_tokens)) then
      insert into content.budget_caps as b (team_id, scope, usd, tokens, changed_by)
      values (v_team_id, v_given ->> 'scope', v_usd, v_tokens, p_change ->> 'person_id')
      on conflict (team_id, scope) do update
        set usd = excluded.usd, tokens = excluded.tokens, changed_by = excluded.changed_by, changed_at = platform.now();
      v_changed := v_changed || (v_given ->> 'scope');
    end if;
  end loop;
  return to_jsonb(v_changed);
end $$;

grant execute on function content.get_budget, content.set_budget to greenlight_bot;

-- ./schemas/content/usage.sql

-- Money: every model call is reserved before it is made and settled with what it cost. A call whose answer was not heard
-- may have been made and billed: while its runner holds the job the answer can still come; after that the call is settled
-- at what it had reserved, and marked. Only a late answer to that very call corrects it.
create table content.usage_ledger (
  id bigint generated always as identity primary key,
  job_id text not null,
  team_id text not null,
  person_id text not null,
  node text not null,
  -- Names the call within the job: a rerun finds the paid reply instead of paying again.
  call_key text not null,
  model text not null,
  state text not null default 'reserved' constraint state_is_known check (state in ('reserved', 'settled', 'void')),
  reserved_usd numeric(12, 6) not null constraint what_is_reserved_is_not_negative check (reserved_usd >= 0),
  usd numeric(12, 6) constraint what_is_spent_is_not_negative check (usd >= 0),
  input_tokens integer,
  output_tokens integer,
  reply jsonb,
  -- Of the claim that made the call.
  fence bigint,
  -- It counts, and there is no answer to use again.
  unheard boolean not null default false,
  created_at timestamptz not null default platform.now(),
  settled_at timestamptz,
  constraint settled_calls_have_a_price check ((state = 'settled') = (usd is not null)),
  constraint only_settled_calls_are_unheard check (not unheard or state = 'settled'),
  constraint usage_is_a_number check (reserved_usd < 'Infinity'::numeric and (usd is null or usd < 'Infinity'::numeric)),
  constraint a_call_is_paid_by_the_team_of_its_job foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.usage_ledger enable row level security;
create index usage_ledger_of_a_job on content.usage_ledger (job_id, team_id);
create index usage_ledger_by_time on content.usage_ledger (team_id, created_at)
  include (person_id, state, usd, reserved_usd, input_tokens, output_tokens);
create unique index usage_ledger_pays_a_call_once on content.usage_ledger (job_id, call_key) where state = 'settled' and not unheard;

-- `settled`: paid before, here is the reply. `refused`: this call would pass a cap; nothing was reserved.
create function content.reserve_usage(p_job_id text, p_fence bigint, p_call jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_usd numeric;
  v_input bigint;
  v_output bigint;
  v_paid content.usage_ledger;
  v_cap record;
  v_id bigint;
begin
  begin
    v_usd := (p_call ->> 'usd')::numeric;
    v_input := (p_call ->> 'input_tokens')::bigint;
    v_output := (p_call ->> 'max_output_tokens')::bigint;
  exception when others then
    v_usd := null;
  end;
  -- NaN is greater than every number, so that the second comparison refuses it as well.
  if v_usd is null or v_usd < 0 or v_usd >= 1000000 or v_input is null or v_input not between 0 and 1000000000
    or v_output is null or v_output not between 0 and 1000000000 then
    raise sqlstate 'PT400' using message = 'Cannot reserve a call without its price and its tokens as numbers from 0', detail = 'bad_usage';
  end if;
  select * into v_paid from content.usage_ledger
  where job_id = p_job_id and call_key = p_call ->> 'call_key' and state = 'settled' and not unheard;
  if v_paid.id is not null then
    return jsonb_build_object('outcome', 'settled', 'usage_id', v_paid.id, 'reply', v_paid.reply, 'cap', null);
  end if;
  -- Two jobs at once must not both fit under the last cent.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_job.team_id, 0));
  select b.scope, b.unit, b.cap, b.spent into v_cap
  from content.caps_of(v_job.team_id) c
  cross join lateral (values
    (c.scope, 'usd', c.usd, content.spent(c.scope, v_job), v_usd),
    (c.scope, 'tokens', c.tokens::numeric, content.tokens_spent(c.scope, v_job)::numeric, (v_input + v_output)::numeric)
  ) b (scope, unit, cap, spent, wanted)
  where b.cap is not null and b.spent + b.wanted > b.cap
  order by c.ordinal, b.unit desc limit 1;
  if found then
    return jsonb_build_object('outcome', 'refused', 'usage_id', null, 'reply', null,
      'cap', jsonb_build_object('scope', v_cap.scope, 'unit', v_cap.unit, 'cap', v_cap.cap, 'spent', v_cap.spent));
  end if;
  insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd, input_tokens, output_tokens, fence)
  values (p_job_id, v_job.team_id, v_job.requester_id, p_call ->> 'node', p_call ->> 'call_key', p_call ->> 'model', v_usd, v_input, v_output,
          p_fence)
  returning id into v_id;
  return jsonb_build_object('outcome', 'reserved', 'usage_id', v_id, 'reply', null, 'cap', null);
end $$;

-- Without a reply the call is settled as unheard, at what its endpoint says that it took. The runner that made a call may correct it
-- after it lost the job: that touches nothing but the call.
create function content.settle_usage(p_job_id text, p_fence bigint, p_usage_id bigint, p_paid jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_usd numeric;
  v_input bigint;
  v_output bigint;
  v_call content.usage_ledger;
  v_is_late boolean;
  v_is_heard boolean;
begin
  -- The job before its calls, as everywhere: letting it go settles them.
  perform from content.jobs where id = p_job_id for update;
  select * into v_call from content.usage_ledger where id = p_usage_id and job_id = p_job_id;
  v_is_late := coalesce(v_call.unheard and v_call.fence = p_fence, false);
  if not v_is_late then
    perform content.hold_job(p_job_id, p_fence);
  end if;
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
  if v_call.id is null or not (v_is_late or v_call.state = 'reserved') then
    raise sqlstate 'PT409' using message = format('Cannot settle usage %s of job "%s": it is not reserved', p_usage_id, p_job_id), detail = 'not_reserved';
  end if;
  -- The same question has one answer: that of a runner that holds the job, or the first.
  v_is_heard := coalesce(jsonb_typeof(p_paid -> 'reply'), 'null') <> 'null' and not exists (
    select from content.usage_ledger o
    where o.job_id = p_job_id and o.call_key = v_call.call_key and o.id <> v_call.id
      and ((o.state = 'settled' and not o.unheard) or (v_is_late and o.state = 'reserved')));
  update content.usage_ledger
  set state = 'settled', usd = v_usd, input_tokens = v_input, output_tokens = v_output, model = p_paid ->> 'model',
      reply = case when v_is_heard then p_paid -> 'reply' end, unheard = not v_is_heard, settled_at = platform.now()
  where id = p_usage_id;
  update content.content_history h set usd = content.spent('job', j) from content.jobs j where j.id = p_job_id and h.job_id = j.id;
end $$;

create function content.void_usage(p_job_id text, p_fence bigint, p_usage_id bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  update content.usage_ledger set state = 'void' where id = p_usage_id and job_id = p_job_id and state = 'reserved';
end $$;

create function content.settle_unheard() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update content.usage_ledger set state = 'settled', usd = reserved_usd, unheard = true, settled_at = platform.now()
  where job_id = new.id and state = 'reserved';
  if found then
    update content.content_history set usd = content.spent('job', new) where job_id = new.id;
  end if;
  return null;
end $$;
create trigger calls_of_a_job_let_go_are_unheard after update of status, fence on content.jobs
  for each row when (old.status = 'running' and (new.status <> 'running' or new.fence <> old.fence))
  execute function content.settle_unheard();

-- True when a model was asked whose price is not known; the sandbox's own writer is no model.
create function content.is_unpriced(p_job_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from content.usage_ledger u
    where u.job_id = p_job_id and u.state <> 'void' and coalesce(u.usd, u.reserved_usd) = 0 and u.model not like 'offline-%'
      and coalesce(u.input_tokens, 0) + coalesce(u.output_tokens, 0) > 0)
$$;

grant execute on function content.reserve_usage, content.settle_usage, content.void_usage to greenlight_agent;

-- ./schemas/content/endpoint_dialects.sql

-- What was learned of an endpoint, so that a new process does not learn it again by refused calls. It is found out anew after a
-- week, as endpoints learn as well. The key is a hash: an address may hold a password.
create table content.endpoint_dialects (
  key text primary key,
  dialect jsonb not null,
  learned_at timestamptz not null default platform.now(),
  constraint a_key_is_a_hash check (key ~ '^[0-9a-f]{64}$'),
  constraint a_dialect_is_a_small_object check (jsonb_typeof(dialect) = 'object' and pg_column_size(dialect) <= 4000)
);
alter table content.endpoint_dialects enable row level security;

-- Null: nothing is known, or no longer.
create function content.recall_dialect(p_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select d.dialect from content.endpoint_dialects d where d.key = p_key and d.learned_at > platform.now() - interval '7 days'
$$;

-- Null forgets. What is older than a week goes at each call, so that the table stays as small as there are endpoints.
create function content.keep_dialect(p_key text, p_dialect jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_key is null or p_key !~ '^[0-9a-f]{64}$' then
    raise sqlstate 'PT400' using message = 'Cannot keep what an endpoint takes: its key is no SHA-256 in hexadecimal digits', detail = 'bad_key';
  end if;
  if p_dialect is not null and jsonb_typeof(p_dialect) <> 'null' and (jsonb_typeof(p_dialect) <> 'object' or length(p_dialect::text) > 2000) then
    raise sqlstate 'PT400' using message = 'Cannot keep what an endpoint takes: accepted is an object of at most 2000 characters', detail = 'bad_dialect';
  end if;
  delete from content.endpoint_dialects d where d.key = p_key or d.learned_at <= platform.now() - interval '7 days';
  if p_dialect is not null and jsonb_typeof(p_dialect) <> 'null' then
    insert into content.endpoint_dialects (key, dialect) values (p_key, p_dialect)
    on conflict (key) do update set dialect = excluded.dialect, learned_at = excluded.learned_at;
  end if;
end $$;

grant execute on function content.recall_dialect, content.keep_dialect to greenlight_agent;

-- ./schemas/content/word_forms.sql

-- The forms in which words are compared. Both sides of a comparison, texts and queries, go through the same functions,
-- so that a form need not be a word itself.

-- Lower case, without accents, soft hyphens and zero-width characters; ligatures and raised digits written out; what
-- is neither letter nor digit becomes one space, so that "665/2022" and "IQ,OQ" are found by their parts.
create function content.plain(p_text text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select trim(regexp_replace(lower(regexp_replace(normalize(p_text, nfkd), '[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]+', '', 'g')),
                             '[^[:alnum:]]+', ' ', 'g'))
$$;

-- Portuguese, from `content.plain`: a plural becomes a singular, "-il" and "-el" one ending, and an ending that the
-- stemmer knows only with its accent gets it back: "validacoes" -> "validação", which has the stem of "validar".
create function content.fold_pt(p_plain text) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  v text := p_plain;
begin
  v := regexp_replace(v, '[oa]es\M', 'ao', 'g');                             -- validações, pães
  v := regexp_replace(v, '([a-z]{2}[aou])is\M', '\1l', 'g');                 -- materiais, lençóis, azuis
  v := regexp_replace(v, '([a-z]{2})(?:eis|il|el)\M', '\1el', 'g');          -- níveis, nível; fáceis, fácil
  v := regexp_replace(v, '([a-z]{2}[bcdfghjklmnpqrtvz])is\M', '\1el', 'g');  -- perfis
  v := regexp_replace(v, 'ns\M', 'm', 'g');                                  -- imagens
  v := regexp_replace(v, '([a-z]{2}[rz])es\M', '\1', 'g');                   -- fornecedores, vezes
  v := regexp_replace(v, '([a-z]{2}[aeiou])s\M', '\1', 'g');                 -- lotes, doses
  v := regexp_replace(v, 'cao\M', 'ção', 'g');                               -- validação
  v := regexp_replace(v, 'ao\M', 'ão', 'g');                                 -- inspeção, não
  v := regexp_replace(v, 'encia\M', 'ência', 'g');                           -- eficiência
  v := regexp_replace(v, 'ancia\M', 'ância', 'g');                           -- tolerância
  v := regexp_replace(v, 'avel\M', 'ável', 'g');                             -- aceitável
  return regexp_replace(v, 'ivel\M', 'ível', 'g');                           -- possível
end $$;

-- English, from `content.plain`: British and American spelling become one.
create function content.fold_en(p_plain text) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  v text := p_plain;
begin
  v := regexp_replace(v, '([a-z]{3})is(e|es|ed|er|ers|ing|ation|ations)\M', '\1iz\2', 'g');  -- sterilisation
  v := regexp_replace(v, '([a-z]{2})ys(e|es|ed|er|ers|ing)\M', '\1yz\2', 'g');               -- analyse
  v := regexp_replace(v, '([a-z]{3})our(s|ed|ing)?\M', '\1or\2', 'g');                       -- colour
  v := regexp_replace(v, '([a-z]{2}[tb])re(s|d)?\M', '\1er\2', 'g');                         -- metre, fibre
  v := regexp_replace(v, 'luminium', 'luminum', 'g');                                        -- aluminium
  v := regexp_replace(v, '\mageing\M', 'aging', 'g');
  return replace(v, 'paed', 'ped');                                                          -- orthopaedic
end $$;

-- How a word sounds, in the singular, to someone who writes Portuguese by ear: "ç", "ss" and "c" before "e" are one, so
-- are "s" and "z", "g" before "e" and "j", "i" and "y"; "h" is silent and a doubled letter counts once. Takes a word with
-- its accents, as "ç" is lost without.
create function content.sound(p_word text) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
  v text := content.fold_pt(content.plain(replace(lower(normalize(p_word, nfc)), 'ç', 's')));
begin
  v := content.plain(replace(v, 'ç', 's'));
  v := replace(replace(v, 'ph', 'f'), 'ch', 'x');
  v := regexp_replace(v, '([a-z])\1+', '\1', 'g');
  v := regexp_replace(v, 's?c([eiy])', 's\1', 'g');
  v := regexp_replace(v, 'g([eiy])', 'j\1', 'g');
  return translate(v, 'zyh', 'si');
end $$;

-- A word of a query as it is looked for in the texts of a language. Empty answer: a stop word.
create function content.word_query(p_word text, p_language text) returns tsquery
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select string_agg(quote_literal(l.lexeme), ' & ')::tsquery
  from unnest(case p_language
    when 'pt' then to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(p_word)))
    else to_tsvector('pg_catalog.english', content.fold_en(content.plain(p_word))) end) l
$$;

-- Empty answer: no word, or stop words only.
create function content.any_of(p_words text[], p_language text) returns tsquery
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select string_agg('(' || content.word_query(w, p_language)::text || ')', ' | ')::tsquery from unnest(p_words) w
$$;

-- ./schemas/content/documents.sql

-- The team's documents, kept verbatim: how each came in, whose it is, and what became of it. Removing hides it from
-- searches only: a draft that quotes it keeps its evidence.
create table content.documents (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  -- Set: a page that one job read, found by that job alone. Null: the team's.
  job_id text,
  kind text not null default 'seed' constraint kind_is_known check (kind in ('text', 'file', 'url', 'seed', 'picture')),
  title text not null,
  language text not null constraint language_is_known check (language in ('pt', 'en')),
  url text,
  file_name text,
  fetched_at timestamptz,
  text text not null,
  sha256 text not null,
  -- Of the bytes that were read; `sha256` is of the text that was made of them.
  source_sha256 text,
  characters integer not null generated always as (char_length(text)) stored,
  added_by text not null,
  created_at timestamptz not null default platform.now(),
  removed_at timestamptz,
  removed_by text,
  constraint a_remover_removes check (removed_by is null or removed_at is not null),
  constraint a_page_is_of_the_team_of_its_job foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade,
  -- For the keys of rows that name both.
  unique (team_id, id),
  unique (id, kind)
);
alter table content.documents enable row level security;
create index documents_of_a_job on content.documents (job_id, team_id) where job_id is not null;
create index documents_of_a_team on content.documents (team_id, created_at desc, id) where removed_at is null and job_id is null;
-- An address may be longer than what an index takes.
create index documents_by_address on content.documents (team_id, md5(coalesce(url, file_name))) where removed_at is null and job_id is null;
create unique index documents_keep_a_text_once on content.documents (team_id, coalesce(job_id, ''), sha256) where removed_at is null;

-- Who did what to which document, for good: nothing deletes from it while the document is there.
create table content.document_log (
  id bigint generated always as identity primary key,
  document_id text not null,
  team_id text not null,
  person_id text not null,
  action text not null constraint action_is_known check (action in ('added', 'removed', 'replaced', 'restored')),
  -- For `replaced`: the document that took its place.
  by_document_id text,
  at timestamptz not null default platform.now(),
  constraint what_replaced_it_is_named check ((action = 'replaced') = (by_document_id is not null)),
  constraint what_is_logged_is_of_the_team_of_its_document foreign key (document_id, team_id)
    references content.documents (id, team_id) on delete cascade,
  constraint what_replaced_it_is_of_the_same_team foreign key (by_document_id, team_id)
    references content.documents (id, team_id) on delete cascade
);
alter table content.document_log enable row level security;
create index document_log_of_a_document on content.document_log (document_id, team_id);
create index document_log_of_what_replaced on content.document_log (by_document_id, team_id) where by_document_id is not null;

create function content.document_view(p_document content.documents) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_document).id, 'title', (p_document).title, 'language', (p_document).language, 'kind', (p_document).kind,
    'url', (p_document).url, 'file_name', (p_document).file_name, 'sha256', (p_document).sha256,
    'added_by', (p_document).added_by, 'created_at', (p_document).created_at, 'fetched_at', (p_document).fetched_at,
    'removed_at', (p_document).removed_at, 'removed_by', (p_document).removed_by, 'characters', (p_document).characters,
    'passages', (select count(*) from content.passages p where p.document_id = (p_document).id),
    'picture', (select jsonb_build_object('alt', (p_document).text, 'width', i.width, 'height', i.height)
                from content.pictures i where i.document_id = (p_document).id))
$$;

-- Newest first; the team's own that stand. `matching` looks for words anywhere in title, file name and address, and in
-- what a picture shows.
create function content.list_documents(p_team_id text, p_page jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with standing as (
    select d.id, d.created_at from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and d.job_id is null
      and (p_page ->> 'matching' is null or not exists (
        select from regexp_split_to_table(content.plain(left(p_page ->> 'matching', 300)), ' ') w
        where strpos(content.plain(concat_ws(' ', d.title, d.file_name, d.url, case when d.kind = 'picture' then d.text end)), w) = 0))
  ),
  shown as (
    select s.id, s.created_at from standing s order by s.created_at desc, s.id
    offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0) limit least(greatest(coalesce((p_page ->> 'limit')::integer, 20), 0), 100)
  )
  select jsonb_build_object(
    'documents', coalesce((select jsonb_agg(content.document_view(d) order by s.created_at desc, s.id)
                           from shown s join content.documents d on d.id = s.id), '[]'::jsonb),
    'total', (select count(*) from standing))
$$;

-- A stretch of a document's stored text, for members of its team; offsets in characters, 0-based. `not_found`: it was
-- removed, is another team's or was read for one job alone.
create function content.read_document(p_team_id text, p_document_id text, p_person_id text, p_stretch jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_start integer := greatest(coalesce((p_stretch ->> 'start')::integer, 0), 0);
  v_length integer := least(greatest(coalesce((p_stretch ->> 'length')::integer, 0), 0), 20000);
  v_document content.documents;
begin
  if not exists (select from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id and not p.is_guest) then
    return jsonb_build_object('outcome', 'not_allowed', 'document', null, 'text', '');
  end if;
  select d.* into v_document from content.documents d
  where d.id = p_document_id and d.team_id = p_team_id and d.job_id is null and d.removed_at is null;
  if not found then
    return jsonb_build_object('outcome', 'not_found', 'document', null, 'text', '');
  end if;
  return jsonb_build_object('outcome', 'read', 'document', content.document_view(v_document),
    'text', substr(v_document.text, v_start + 1, v_length));
end $$;

create function content.may_change(p_document content.documents, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.people p where p.team_id = (p_document).team_id and p.user_id = p_person_id and not p.is_guest
                   and (p.role = 'admin' or p.user_id = (p_document).added_by))
$$;

-- The team's document, with all of the team's locked; an empty answer for another team's and for a page of a single job.
create function content.hold_document(p_team_id text, p_document_id text) returns content.documents
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.lock_documents(p_team_id);
  select d from content.documents d where d.id = p_document_id and d.team_id = p_team_id and d.job_id is null
$$;

-- Hides a document from searches; passages and text stay for the drafts that quote them.
create function content.remove_document(p_team_id text, p_document_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents := content.hold_document(p_team_id, p_document_id);
  v_outcome text := case
    when v_document.id is null then 'not_found'
    when not content.may_change(v_document, p_person_id) then 'not_allowed'
    when v_document.removed_at is not null then 'already'
    else 'done'
  end;
begin
  if v_outcome = 'done' then
    update content.documents set removed_at = platform.now(), removed_by = p_person_id where id = p_document_id returning * into v_document;
    insert into content.document_log (document_id, team_id, person_id, action) values (p_document_id, p_team_id, p_person_id, 'removed');
  end if;
  return jsonb_build_object('outcome', v_outcome, 'document', case when v_document.id is not null then content.document_view(v_document) end);
end $$;

-- Undoes a removal, and a replacement: what stands in its place goes. `same_text_exists`: its text is there under
-- another document, which the answer names.
create function content.restore_document(p_team_id text, p_document_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents := content.hold_document(p_team_id, p_document_id);
  v_same content.documents;
  v_other content.documents;
  v_outcome text;
begin
  select * into v_same from content.documents
  where team_id = p_team_id and job_id is null and removed_at is null and sha256 = v_document.sha256 and id <> p_document_id;
  v_outcome := case
    when v_document.id is null then 'not_found'
    when not content.may_change(v_document, p_person_id) then 'not_allowed'
    when v_document.removed_at is null then 'already'
    when v_same.id is not null then 'same_text_exists'
    else 'done'
  end;
  if v_outcome = 'same_text_exists' then
    v_document := v_same;
  elsif v_outcome = 'done' then
    v_other := content.predecessor(p_team_id, v_document.added_by, v_document.kind, coalesce(v_document.url, v_document.file_name), p_document_id);
    if v_other.id is not null then
      perform content.replace_document(v_other, v_document, p_person_id);
    end if;
    update content.documents set removed_at = null, removed_by = null where id = p_document_id returning * into v_document;
    insert into content.document_log (document_id, team_id, person_id, action) values (p_document_id, p_team_id, p_person_id, 'restored');
  end if;
  return jsonb_build_object('outcome', v_outcome, 'document', case when v_document.id is not null then content.document_view(v_document) end);
end $$;

grant execute on function content.list_documents, content.read_document, content.remove_document,
  content.restore_document to greenlight_bot;

-- ./schemas/content/passages.sql

-- What searches find: a document in slices.

create table content.passages (
  id text primary key,
  document_id text not null references content.documents on delete cascade,
  ordinal integer not null,
  -- Offsets in characters into the document's text, 0-based, end exclusive.
  start_at integer not null,
  end_at integer not null,
  title text not null,
  language text not null,
  text text not null,
  -- The last heading above a passage that does not begin with one: what its text is about is often said only there.
  heading text,
  search tsvector not null generated always as (
    case language
      when 'pt' then setweight(to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(title))), 'A')
        || setweight(to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(coalesce(heading, '')))), 'B')
        || to_tsvector('pg_catalog.portuguese', content.fold_pt(content.plain(text)))
      else setweight(to_tsvector('pg_catalog.english', content.fold_en(content.plain(title))), 'A')
        || setweight(to_tsvector('pg_catalog.english', content.fold_en(content.plain(coalesce(heading, '')))), 'B')
        || to_tsvector('pg_catalog.english', content.fold_en(content.plain(text)))
    end) stored,
  unique (document_id, ordinal)
);
alter table content.passages enable row level security;
-- One for each language: "iso" stands in both, and a word is looked for in one at a time.
create index passages_search_pt on content.passages using gin (search) where language = 'pt';
create index passages_search_en on content.passages using gin (search) where language = 'en';

-- Pieces of at most 1200 characters that make up the paragraph exactly: itself, else its sentences and lines, the long
-- ones in runs of words. One pass over the words: a split by lookbehind took 33 s for 490,000 characters.
create function content.pieces(p_paragraph text) returns setof text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_word text;
  v_piece text := '';
begin
  if char_length(p_paragraph) <= 1200 then
    return next p_paragraph;
    return;
  end if;
  for v_word in select m[1] from regexp_matches(p_paragraph, '\S+\s*|\s+', 'g') m loop
    if v_piece <> '' and char_length(v_piece) + char_length(v_word) > 700 then
      return next v_piece;
      v_piece := '';
    end if;
    while char_length(v_word) > 1200 loop
      return next left(v_word, 1200);
      v_word := substr(v_word, 1201);
    end loop;
    v_piece := v_piece || v_word;
    if v_word ~ '[.!?…]["''”’»)\]]*\s+$|\n' then
      return next v_piece;
      v_piece := '';
    end if;
  end loop;
  if v_piece <> '' then
    return next v_piece;
  end if;
end $$;

-- Paragraphs, joined up to about 700 characters; a heading stays with what follows it. Each passage is a slice of the
-- text: `substr(p_text, start_at + 1, end_at - start_at)`; between two there is nothing but white space. `heading` is
-- the last one above a passage that does not begin with one.
create function content.cut_passages(p_text text)
returns table (ordinal integer, start_at integer, end_at integer, heading text, passage text)
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_blank constant text := E' \t\n\r\f\u000b\u00a0';
  v_part record;
  v_raw text := '';
  v_raw_at integer := 0;
  -- Whether nothing but headings has been collected.
  v_bare boolean := true;
  v_above text;
begin
  ordinal := 0;
  for v_part in
    with paragraphs as (select p.text, p.n from unnest(string_to_array(p_text, E'\n\n')) with ordinality p(text, n)),
    parts as (
      select case when c.m = 1 and p.n > 1 then E'\n\n' else '' end || c.piece as raw, p.n, c.m
      from paragraphs p cross join lateral content.pieces(p.text) with ordinality c(piece, m)
    )
    select p.raw, char_length(p.raw) as length, p.raw ~ '^\s*#{1,6} [^\n]{1,200}\s*$' as is_heading,
           lead(char_length(p.raw), 1, 0) over w as next_length, sum(char_length(p.raw)) over w - char_length(p.raw) as raw_at
    from parts p window w as (order by p.n, p.m)
    union all
    -- Closes the last passage.
    select null, 0, false, 0, 0
  loop
    if v_part.raw is null
      or (v_raw <> '' and (not v_bare or char_length(v_raw) > 700)
          and char_length(v_raw) + v_part.length + case when v_part.is_heading then v_part.next_length else 0 end > 700)
    then
      passage := trim(v_raw, v_blank);
      if passage <> '' then
        start_at := v_raw_at + char_length(v_raw) - char_length(ltrim(v_raw, v_blank));
        end_at := start_at + char_length(passage);
        heading := case when passage !~ '^#{1,6} ' then v_above end;
        return next;
        ordinal := ordinal + 1;
        v_above := coalesce((regexp_match(passage, '.*(?:^|\n)#{1,6} ([^\n]+)'))[1], v_above);
      end if;
      v_raw := '';
      v_bare := true;
    end if;
    if v_raw = '' then
      v_raw_at := v_part.raw_at;
    end if;
    v_raw := v_raw || v_part.raw;
    v_bare := v_bare and (v_part.is_heading or trim(v_part.raw, v_blank) = '');
  end loop;
end $$;

-- ./schemas/content/store_document.sql

-- A text becomes a document with passages.

-- What each job stored from where, so that a rerun gets the same answer, whether or not the document changed since.
create table content.stored_documents (
  job_id text not null,
  team_id text not null,
  -- Its sha256: an address may be longer than what an index takes.
  address text not null,
  document_id text not null,
  known boolean not null,
  replaced text,
  primary key (job_id, address),
  constraint what_a_job_stored_is_of_its_team foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade,
  constraint a_stored_document_is_of_the_same_team foreign key (document_id, team_id)
    references content.documents (id, team_id) on delete cascade
);
alter table content.stored_documents enable row level security;
create index stored_documents_of_a_document on content.stored_documents (document_id, team_id);

-- Who stores, removes or restores a document of a team waits here for one another: each looks at what stands before it
-- changes it, and rows alone would be locked in any order.
create function content.lock_documents(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended('content.documents:' || p_team_id, 0))
$$;

-- Stores a document with its passages. Empty answer: that very text is there already.
create function content.insert_document(p_document jsonb) returns content.documents
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_document content.documents;
begin
  insert into content.documents (team_id, title, language, kind, url, file_name, text, sha256, source_sha256, fetched_at, added_by, job_id)
  values (p_document ->> 'team_id', left(p_document ->> 'title', 300), p_document ->> 'language', coalesce(p_document ->> 'kind', 'seed'),
          p_document ->> 'url', p_document ->> 'file_name', p_document ->> 'text',
          encode(sha256(convert_to(p_document ->> 'text', 'utf8')), 'hex'), p_document ->> 'source_sha256',
          (p_document ->> 'fetched_at')::timestamptz, p_document ->> 'person_id', p_document ->> 'job_id')
  on conflict (team_id, coalesce(job_id, ''), sha256) where removed_at is null do nothing
  returning * into v_document;
  if v_document.id is null then
    return null;
  end if;
  insert into content.passages (id, document_id, ordinal, start_at, end_at, title, language, heading, text)
  select v_document.id || '#' || c.ordinal, v_document.id, c.ordinal, c.start_at, c.end_at, v_document.title, v_document.language, c.heading, c.passage
  from content.cut_passages(v_document.text) c;
  if v_document.job_id is null then
    insert into content.document_log (document_id, team_id, person_id, action)
    values (v_document.id, v_document.team_id, v_document.added_by, 'added');
  end if;
  return v_document;
end $$;

-- Owner only, for the seed. Empty answer: a known text.
create function content.add_document(p_document jsonb) returns text
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  select content.lock_documents(p_document ->> 'team_id');
  select (content.insert_document(p_document - 'job_id')).id
$$;

-- The team's standing document that another one takes the place of: what the same person brought from that page, or in
-- a file of that name.
create function content.predecessor(p_team_id text, p_person_id text, p_kind text, p_address text, p_document_id text) returns content.documents
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select o from content.documents o
  where o.team_id = p_team_id and o.job_id is null and o.removed_at is null and o.id <> p_document_id
    and o.added_by = p_person_id and o.kind = p_kind and p_kind in ('url', 'file', 'picture')
    and md5(coalesce(o.url, o.file_name)) = md5(p_address) and coalesce(o.url, o.file_name) = p_address
  order by o.created_at desc, o.id limit 1
$$;

-- Hides `p_old` in favour of `p_new`.
create function content.replace_document(p_old content.documents, p_new content.documents, p_person_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update content.documents set removed_at = platform.now(), removed_by = p_person_id where id = (p_old).id;
  insert into content.document_log (document_id, team_id, person_id, action, by_document_id)
  values ((p_old).id, (p_old).team_id, p_person_id, 'replaced', (p_new).id);
end $$;

create function content.store_document(p_job_id text, p_fence bigint, p_document jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  -- Paragraphs end the same way in any text.
  v_text text := replace(p_document ->> 'text', E'\r\n', E'\n');
  v_sha256 text := encode(sha256(convert_to(v_text, 'utf8')), 'hex');
  v_address text := encode(sha256(convert_to(coalesce(p_document ->> 'url', p_document ->> 'file_name', ''), 'utf8')), 'hex');
  v_of_team boolean := p_document ->> 'scope' = 'team';
  v_length integer := char_length(v_text);
  v_document content.documents;
  v_old content.documents;
  v_stored content.stored_documents;
begin
  select * into v_stored from content.stored_documents where job_id = p_job_id and address = v_address;
  if v_stored.job_id is null then
    if coalesce(p_document ->> 'scope', '') not in ('team', 'job') or coalesce(p_document ->> 'kind', '') not in ('text', 'file', 'url')
       or coalesce(p_document ->> 'language', '') not in ('pt', 'en') then
      raise sqlstate 'PT400' using message = format('Cannot store "%s": scope "%s", kind "%s", language "%s"; accepted are team or job, text, file or url, pt or en',
        p_document ->> 'title', p_document ->> 'scope', p_document ->> 'kind', p_document ->> 'language'), detail = 'bad_document';
    end if;
    if coalesce(trim(p_document ->> 'title'), '') = '' or coalesce(content.plain(v_text), '') = '' then
      raise sqlstate 'PT400' using message = format('Cannot store "%s": a title and a text with words are needed', p_document ->> 'title'), detail = 'no_text';
    end if;
    if v_length > 500000 then
      raise sqlstate 'PT413' using message = format('Cannot store "%s" of %s characters: at most 500000 are accepted', p_document ->> 'title', v_length), detail = 'document_too_long';
    end if;
    perform content.lock_documents(v_job.team_id);
    -- A page that the team has is not kept twice.
    select * into v_document from content.documents
    where team_id = v_job.team_id and job_id is null and removed_at is null
      and sha256 = v_sha256;
    if v_document.id is null then
      v_document := content.insert_document(p_document || jsonb_build_object('text', v_text, 'team_id', v_job.team_id, 'person_id', v_job.requester_id,
        'job_id', case when not v_of_team then p_job_id end));
      v_stored.known := v_document.id is null;
    else
      v_stored.known := true;
    end if;
    if v_document.id is null then
      -- Another address of this job brought it.
      select * into v_document from content.documents
      where team_id = v_job.team_id and coalesce(job_id, '') = case when v_of_team then '' else p_job_id end and removed_at is null
        and sha256 = v_sha256;
    end if;
    if v_of_team then
      -- Also of a known text: what this person brought from there before is out of date all the same.
      v_old := content.predecessor(v_job.team_id, v_job.requester_id, p_document ->> 'kind', coalesce(p_document ->> 'url', p_document ->> 'file_name'), v_document.id);
      if v_old.id is not null then
        perform content.replace_document(v_old, v_document, v_job.requester_id);
      end if;
    end if;
    insert into content.stored_documents (job_id, team_id, address, document_id, known, replaced)
    values (p_job_id, v_job.team_id, v_address, v_document.id, v_stored.known, v_old.id)
    returning * into v_stored;
    delete from content.uploads
    where id = v_job.brief -> 'source' ->> 'upload_id' and team_id = v_job.team_id and person_id = v_job.requester_id;
  end if;
  return jsonb_build_object('document_id', v_stored.document_id, 'known', v_stored.known, 'replaced', v_stored.replaced,
    'passages', (select count(*) from content.passages p where p.document_id = v_stored.document_id));
end $$;

grant execute on function content.store_document to greenlight_agent;

-- ./schemas/content/uploads.sql

-- Bytes that a person gave for the knowledge base, until they were read: a day at most.
create table content.uploads (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  person_id text not null,
  name text not null constraint name_has_1_to_300_characters check (char_length(name) between 1 and 300),
  mime text not null constraint mime_has_at_most_200_characters check (char_length(mime) <= 200),
  bytes bytea not null,
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  created_at timestamptz not null default platform.now(),
  constraint at_most_10_megabytes check (octet_length(bytes) between 1 and 10485760)
);
alter table content.uploads enable row level security;
-- Mostly compressed already.
alter table content.uploads alter column bytes set storage external;
create index uploads_by_age on content.uploads (created_at);
create index uploads_of_a_person on content.uploads (team_id, person_id);

-- Answers how many.
create function content.prune_uploads() returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer;
begin
  delete from content.uploads where created_at < platform.now() - interval '1 day';
  get diagnostics v_count = row_count;
  return v_count;
end $$;

create function content.put_upload(p_upload jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_upload ->> 'team_id';
  v_person_id text := p_upload ->> 'person_id';
  v_name text := left(coalesce(nullif(trim(p_upload ->> 'name'), ''), 'file'), 300);
  v_bytes bytea;
  v_waiting integer;
  v_id text;
begin
  if not exists (select from platform.people where team_id = v_team_id and user_id = v_person_id and not is_guest) then
    raise sqlstate 'PT403' using message = format('Cannot keep "%s": guests and people that the team does not know may not add documents', v_name),
      detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  begin
    v_bytes := decode(coalesce(p_upload ->> 'base64', ''), 'base64');
  exception when invalid_parameter_value then
    raise sqlstate 'PT400' using message = format('Cannot keep "%s": its bytes are not base64', v_name), detail = 'bad_upload';
  end;
  if octet_length(v_bytes) not between 1 and 10485760 then
    raise sqlstate 'PT413' using message = format('Cannot keep "%s" of %s bytes: 1 to 10485760 are accepted', v_name, octet_length(v_bytes)),
      detail = case when octet_length(v_bytes) = 0 then 'upload_empty' else 'upload_too_large' end;
  end if;
  perform content.prune_uploads();
  -- Of two at once the second one sees the first.
  perform pg_advisory_xact_lock(hashtextextended('content.uploads:' || v_team_id, 0));
  -- What waits to be read: a job that has not ended names it, or one is about to.
  select count(*) into v_waiting
  from content.uploads u
  where u.team_id = v_team_id and u.person_id = v_person_id and (
    u.created_at > platform.now() - interval '10 minutes' and not exists (
      select from content.jobs j where j.requester_id = v_person_id and j.type = 'knowledge' and j.brief -> 'source' ->> 'upload_id' = u.id)
    or exists (
      select from content.jobs j
      where j.requester_id = v_person_id and j.type = 'knowledge' and j.ended_at is null and j.brief -> 'source' ->> 'upload_id' = u.id));
  if v_waiting >= 20 then
    raise sqlstate 'PT429' using message = format('Cannot keep "%s": 20 files of %s wait to be read', v_name, v_person_id),
      detail = 'too_many_uploads', hint = 'Wait until they were read.';
  end if;
  insert into content.uploads (team_id, person_id, name, mime, bytes)
  values (v_team_id, v_person_id, v_name, left(coalesce(p_upload ->> 'mime', ''), 200), v_bytes)
  returning id into v_id;
  return jsonb_build_object('upload_id', v_id);
end $$;

-- For the job whose brief names it, as often as it asks: it is deleted with the storing of what was read in it, so that
-- a job that dies between reading and storing finds it again. Empty answer: unknown, or read and deleted.
create function content.get_upload(p_job_id text, p_fence bigint, p_upload_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  return (
    select jsonb_build_object('name', u.name, 'mime', u.mime, 'sha256', u.sha256, 'base64', translate(encode(u.bytes, 'base64'), E'\n', ''))
    from content.uploads u
    where u.id = p_upload_id and u.team_id = v_job.team_id and u.person_id = v_job.requester_id
      and v_job.brief -> 'source' ->> 'upload_id' = u.id and u.created_at >= platform.now() - interval '1 day');
end $$;

grant execute on function content.put_upload to greenlight_bot;
grant execute on function content.get_upload to greenlight_agent;

-- ./schemas/content/pictures.sql

-- Pictures of the team's own are documents without passages: their text is what they show, in words. They are listed,
-- removed and brought back like every document, and no search finds them as evidence.
create table content.pictures (
  document_id text primary key,
  kind text not null generated always as ('picture') stored,
  -- JPEG as it was drawn anew: upright, without the metadata of the file that came in.
  bytes bytea not null,
  sha256 text not null,
  width integer not null,
  height integer not null,
  constraint a_picture_is_a_small_jpeg check (octet_length(bytes) <= 1048576 and substr(bytes, 1, 3) = '\xffd8ff'::bytea),
  constraint a_picture_has_a_size check (width between 1 and 10000 and height between 1 and 10000),
  constraint a_picture_is_of_a_document_that_is_one foreign key (document_id, kind) references content.documents (id, kind) on delete cascade
);
alter table content.pictures enable row level security;

-- Keeps a picture, once for each job. `known`: that very picture with these very words is there already.
create function content.store_picture(p_job_id text, p_fence bigint, p_picture jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_title text := left(p_picture ->> 'title', 300);
  v_alt text := p_picture ->> 'alt';
  v_bytes bytea := decode(p_picture ->> 'base64', 'base64');
  v_bytes_sha256 text := encode(sha256(v_bytes), 'hex');
  v_sha256 text := encode(sha256(convert_to(concat_ws(E'\n', v_bytes_sha256, v_title, v_alt), 'utf8')), 'hex');
  v_address text := encode(sha256(convert_to(coalesce(p_picture ->> 'file_name', ''), 'utf8')), 'hex');
  v_document content.documents;
  v_old content.documents;
  v_stored content.stored_documents;
begin
  select * into v_stored from content.stored_documents where job_id = p_job_id and address = v_address;
  -- A rerun that no longer has the bytes gets its answer all the same.
  if v_stored.job_id is null then
    if coalesce(trim(v_title), '') = '' or coalesce(p_picture ->> 'file_name', '') = '' or coalesce(p_picture ->> 'language', '') not in ('pt', 'en')
       or char_length(coalesce(v_alt, '')) not between 5 and 300 or v_alt ~ '[[:cntrl:]]' or coalesce(content.plain(v_alt), '') = '' then
      raise sqlstate 'PT400' using message = format('Cannot store picture "%s": a title, a file name, pt or en, and 5 to 300 characters of what it shows are needed', v_title),
        detail = 'bad_document';
    end if;
    perform content.lock_documents(v_job.team_id);
    select * into v_document from content.documents
    where team_id = v_job.team_id and job_id is null and removed_at is null and sha256 = v_sha256;
    v_stored.known := v_document.id is not null;
    if not v_stored.known then
      insert into content.documents (team_id, title, language, kind, file_name, text, sha256, source_sha256, added_by)
      values (v_job.team_id, v_title, p_picture ->> 'language', 'picture', p_picture ->> 'file_name', v_alt, v_sha256, p_picture ->> 'source_sha256', v_job.requester_id)
      returning * into v_document;
      insert into content.pictures (document_id, bytes, sha256, width, height)
      values (v_document.id, v_bytes, v_bytes_sha256, (p_picture ->> 'width')::integer, (p_picture ->> 'height')::integer);
      insert into content.document_log (document_id, team_id, person_id, action)
      values (v_document.id, v_document.team_id, v_document.added_by, 'added');
    end if;
    v_old := content.predecessor(v_job.team_id, v_job.requester_id, 'picture', p_picture ->> 'file_name', v_document.id);
    if v_old.id is not null then
      perform content.replace_document(v_old, v_document, v_job.requester_id);
    end if;
    insert into content.stored_documents (job_id, team_id, address, document_id, known, replaced)
    values (p_job_id, v_job.team_id, v_address, v_document.id, v_stored.known, v_old.id)
    returning * into v_stored;
    delete from content.uploads
    where id = v_job.brief -> 'source' ->> 'upload_id' and team_id = v_job.team_id and person_id = v_job.requester_id;
  end if;
  return jsonb_build_object('document_id', v_stored.document_id, 'known', v_stored.known, 'replaced', v_stored.replaced, 'passages', 0);
end $$;

-- The team's pictures that stand, newest first: what may be chosen, by words alone.
create function content.list_pictures(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'title', d.title, 'alt', d.text, 'language', d.language,
    'sha256', i.sha256, 'width', i.width, 'height', i.height) order by d.created_at desc, d.id), '[]'::jsonb)
  from content.documents d join content.pictures i on i.document_id = d.id
  where d.team_id = p_team_id and d.removed_at is null and d.job_id is null
$$;

-- A picture of the team, removed or not: a draft that shows it can be changed elsewhere. Empty answer: none of this team.
create function content.get_picture(p_team_id text, p_document_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('sha256', i.sha256, 'base64', translate(encode(i.bytes, 'base64'), E'\n', ''))
  from content.documents d join content.pictures i on i.document_id = d.id
  where d.id = p_document_id and d.team_id = p_team_id
$$;

grant execute on function content.store_picture, content.list_pictures, content.get_picture to greenlight_agent;

-- ./schemas/content/words.sql

-- The words that a team's documents hold, so that a mistyped word of a query finds the one that was meant.

create table content.words (
  team_id text not null references platform.teams,
  -- Empty: of the team's own documents; else of the pages that this job has read.
  job_id text not null,
  language text not null constraint language_is_known check (language in ('pt', 'en')),
  word text not null,
  sound text not null,
  documents integer not null constraint some_document_holds_the_word check (documents > 0),
  primary key (team_id, job_id, language, word)
);
alter table content.words enable row level security;
create index words_by_sound on content.words (team_id, sound);
create index words_that_look_alike on content.words using gin (sound extensions.gin_trgm_ops);

-- Words of letters alone: "F136" and "F138" are one letter apart and two metals. Shorter ones are too alike to mend.
create function content.words_of(p_text text) returns table (word text, sound text)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  with written as (
    select d.word, content.plain(d.word) as plain
    from (select distinct m as word from regexp_split_to_table(lower(normalize(p_text, nfkc)), '[^[:alnum:]]+') m where char_length(m) between 4 and 40) d
  ),
  -- With its accents, if it is there both ways.
  kept as (select distinct on (w.plain) w.plain, w.word from written w where w.plain ~ '^[a-z]{4,40}$' order by w.plain, w.word desc),
  -- All sounds in one pass: word by word, 8,000 of them took 2.4 s.
  whole as (
    select array_agg(k.plain order by k.plain) as plain, string_to_array(content.sound(string_agg(k.word, ' ' order by k.plain)), ' ') as sound from kept k
  )
  select u.* from whole cross join lateral unnest(whole.plain, whole.sound) u
$$;

-- Takes the words of a document into account, or out of it. One document of a team at a time.
create function content.count_words(p_document content.documents, p_sign integer) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job_id text := coalesce((p_document).job_id, '');
begin
  perform pg_advisory_xact_lock(hashtextextended('content.words:' || (p_document).team_id, 0));
  if p_sign > 0 then
    insert into content.words as k (team_id, job_id, language, word, sound, documents)
    select (p_document).team_id, v_job_id, (p_document).language, w.word, w.sound, 1
    from content.words_of((p_document).title || ' ' || (p_document).text) w
    on conflict (team_id, job_id, language, word) do update set documents = k.documents + 1;
  else
    with gone as (select w.word from content.words_of((p_document).title || ' ' || (p_document).text) w),
    last as (
      delete from content.words k using gone g
      where k.team_id = (p_document).team_id and k.job_id = v_job_id and k.language = (p_document).language and k.word = g.word and k.documents = 1
    )
    update content.words k set documents = k.documents - 1 from gone g
    where k.team_id = (p_document).team_id and k.job_id = v_job_id and k.language = (p_document).language and k.word = g.word and k.documents > 1;
  end if;
end $$;

-- A word that no passage holds must not be what a mistyped one is mended to.
create function content.keep_words() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op <> 'INSERT' and old.removed_at is null and old.kind <> 'picture' then
    perform content.count_words(old, -1);
  end if;
  if tg_op <> 'DELETE' and new.removed_at is null and new.kind <> 'picture' then
    perform content.count_words(new, 1);
  end if;
  return null;
end $$;
create trigger documents_bring_their_words after insert or delete or update of removed_at, text, title, language on content.documents
  for each row execute function content.keep_words();

-- What a word that occurs nowhere was probably meant to be, in the texts of a language; an empty answer if nothing is
-- near enough. A word that sounds the same is; so is one with a letter more, a letter less or two letters swapped. Another letter in
-- place of one makes another word of a short one ("receita" is not "rejeita"): that takes eight letters, and two slips take ten.
create function content.nearest_words(p_team_id text, p_job_id text, p_word text, p_language text) returns text[]
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
  where w.team_id = p_team_id and w.job_id in ('', coalesce(p_job_id, '')) and w.language = p_language and w.sound = v_sound;
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
      where w.team_id = p_team_id and w.job_id in ('', coalesce(p_job_id, '')) and w.language = p_language
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

-- ./schemas/content/vectors.sql

-- Embeddings of passages, where the database has pgvector and the agents have a model for them.

-- `vector` without a dimension: each model has its own. No index takes such a column, and none is needed yet: comparing
-- with every passage of a team is exact, and took 0.3 s for 20,000 of 1,536 dimensions in WebAssembly.
-- Repeatable, for the day on which the extension becomes available. Owner only. Answers whether there are vectors.
create function content.use_vectors() returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from pg_catalog.pg_available_extensions where name = 'vector') then
    return false;
  end if;
  create extension if not exists vector with schema extensions;
  create table if not exists content.embeddings (
    passage_id text not null references content.passages on delete cascade,
    model text not null,
    embedding extensions.vector not null,
    created_at timestamptz not null default platform.now(),
    primary key (passage_id, model)
  );
  alter table content.embeddings enable row level security;
  revoke all on content.embeddings from public, anon, authenticated, service_role;
  return true;
end $$;

select content.use_vectors();

create function content.has_vectors() returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select to_regclass('content.embeddings') is not null
$$;

-- A vector as it may be compared. Raises `bad_embedding` for holes, NaN, infinity, none or more than 16000 numbers (pgvector's most).
create function content.finite(p_embedding double precision[]) returns double precision[]
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if cardinality(p_embedding) not between 1 and 16000
     or exists (select from unnest(p_embedding) n where n is null or n >= 'infinity' or n = '-infinity') then
    raise sqlstate 'PT400' using message = format('Cannot search with a vector of %s numbers: 1 to 16000 finite ones are accepted', cardinality(p_embedding)),
      detail = 'bad_embedding';
  end if;
  return p_embedding;
end $$;

-- At most 256, so that a caller asks again until none is left; the document's own, or with null any that the team's
-- searches find. Empty answer: nothing to embed, or no vectors here.
create function content.passages_to_embed(p_job_id text, p_fence bigint, p_document_id text, p_model text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_passages jsonb;
begin
  if not content.has_vectors() then
    return '[]';
  end if;
  execute $sql$
    select jsonb_agg(jsonb_build_object('id', p.id, 'text', p.title || E'\n' || coalesce(p.heading || E'\n', '') || p.text))
    from (
      select p.* from content.passages p join content.documents d on d.id = p.document_id
      where d.team_id = $1 and d.removed_at is null and (d.job_id is null or d.job_id = $2) and ($3 is null or d.id = $3)
        and not exists (select from content.embeddings e where e.passage_id = p.id and e.model = $4)
      order by d.created_at, p.document_id, p.ordinal limit 256
    ) p $sql$
    into v_passages using v_job.team_id, p_job_id, p_document_id, p_model;
  return coalesce(v_passages, '[]');
end $$;

create function content.put_embeddings(p_job_id text, p_fence bigint, p_model text, p_rows jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
begin
  if not content.has_vectors() then
    return;
  end if;
  -- Passages of other teams and other jobs are left out, as are those that are gone.
  execute $sql$
    insert into content.embeddings (passage_id, model, embedding)
    select p.id, $3, (r ->> 'embedding')::extensions.vector
    from jsonb_array_elements($4) r
    join content.passages p on p.id = r ->> 'passage_id'
    join content.documents d on d.id = p.document_id and d.team_id = $1 and (d.job_id is null or d.job_id = $2)
    on conflict (passage_id, model) do update set embedding = excluded.embedding, created_at = excluded.created_at $sql$
    using v_job.team_id, p_job_id, p_model, p_rows;
end $$;

-- The passages nearest in meaning, nearest first. Only those of the model that was used last, as two models' vectors
-- have nothing to do with each other, and none that is as far as two unrelated texts are (a cosine distance of 0.8).
create function content.nearest_passages(p_team_id text, p_job_id text, p_embedding double precision[], p_limit integer)
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
      where e.model = $4 and d.team_id = $1 and d.removed_at is null and (d.job_id is null or d.job_id = $2)
    ) m
    where m.distance < 0.8 order by 2 limit $5 $sql$
    using p_team_id, p_job_id, p_embedding, v_model, p_limit;
end $$;

grant execute on function content.passages_to_embed, content.put_embeddings to greenlight_agent;

-- ./schemas/content/search.sql

-- One search over documents in two languages: the words of the query in all their forms, mistyped ones mended, and,
-- where there are vectors, what is near in meaning.

-- The words of a query that carry meaning, as they are looked for in either language. With `p_language` null the query
-- may be in any.
create function content.query_terms(p_query text, p_language text) returns table (word text, pt tsquery, en tsquery)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select w.word, w.pt, w.en
  from (
    select distinct on (content.plain(m[1])) m[1] as word, content.word_query(m[1], 'pt') as pt, content.word_query(m[1], 'en') as en
    from regexp_matches(lower(normalize(left(p_query, 4000), nfkc)), '[[:alnum:]]+', 'g') m
    order by content.plain(m[1]), m[1] desc
  ) w
  -- A small number carries no meaning ("5 erros"), nor does a stop word of the query's language.
  where w.word !~ '^\d{1,2}$' and char_length(w.word) between 2 and 100
    and (p_language = 'pt' or w.en is not null)
    -- The Portuguese list is of words with their accents; it leaves out asking words, and those typed in a hurry.
    and (p_language = 'en' or (w.pt is not null and to_tsvector('pg_catalog.portuguese', w.word) <> ''
      and w.word <> all (array['quais', 'quanto', 'quanta', 'quantos', 'quantas', 'onde', 'porque', 'porquê', 'ate', 'tambem', 'ja', 'ha', 'sera'])))
$$;

-- By word of a query that carries meaning: in how many passages it stands, and what one that stands nowhere was probably
-- meant to be. What a brief is about is told by the rarer of its words, which the best passages alone do not show.
create function content.query_words(p_team_id text, p_query text, p_language text, p_job_id text default null) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with visible as materialized (
    select d.id from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and (d.job_id is null or d.job_id = p_job_id)
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
create function content.matching_passages(p_team_id text, p_job_id text, p_query text, p_language text, p_limit integer)
returns table (id text, nth bigint, score double precision, matched text[])
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with visible as materialized (
    select d.id, d.characters from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and (d.job_id is null or d.job_id = p_job_id)
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
-- `p_language` prefers documents in it, and null none. With `p_job_id` the pages that this job has read are searched as well.
-- Each passage tells when its document came in, beside when its page was read: of two that contradict each other the newer
-- one counts, and a model is told so.
create function content.search_knowledge(p_team_id text, p_query text, p_language text, p_limit integer, p_job_id text default null, p_embedding double precision[] default null) returns jsonb
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
        select jsonb_agg(jsonb_build_object('id', p.id, 'document_id', p.document_id, 'title', p.title, 'url', d.url, 'language', p.language,
                                            'text', p.text, 'start_at', p.start_at, 'end_at', p.end_at, 'fetched_at', d.fetched_at, 'added_at', d.created_at, 'rank', b.rank)
                         order by b.rank desc, b.id)
        from best b join content.passages p on p.id = b.id join content.documents d on d.id = p.document_id), '[]'::jsonb),
      'terms', coalesce((select jsonb_agg(t.word order by t.word) from content.query_terms(p_query, p_language) t), '[]'::jsonb),
      'matched', coalesce((select jsonb_agg(distinct m.word) from best b join words w on w.id = b.id cross join unnest(w.matched) m(word)), '[]'::jsonb)));
end $$;

grant execute on function content.query_words to greenlight_agent;
grant execute on function content.search_knowledge to greenlight_bot, greenlight_agent;

-- ./schemas/content/settings.sql

-- How a team's work looks and what it may say. Data with versions: a change adds a row, nothing is overwritten.
create table content.brand_kits (
  team_id text not null references platform.teams,
  version integer not null,
  kit jsonb not null,
  changed_by text not null,
  change text constraint change_has_at_most_500_characters check (char_length(change) <= 500),
  created_at timestamptz not null default platform.now(),
  primary key (team_id, version)
);
alter table content.brand_kits enable row level security;

create table content.house_rules (
  team_id text not null references platform.teams,
  version integer not null,
  rules jsonb not null,
  changed_by text not null,
  change text constraint change_has_at_most_500_characters check (char_length(change) <= 500),
  created_at timestamptz not null default platform.now(),
  primary key (team_id, version)
);
alter table content.house_rules enable row level security;

-- Owner only here. Answers the version in force; the same content again adds none.
create function content.set_brand_kit(p_team_id text, p_person_id text, p_kit jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_last content.brand_kits;
begin
  select * into v_last from content.brand_kits where team_id = p_team_id order by version desc limit 1;
  if v_last.kit = p_kit then
    return v_last.version;
  end if;
  insert into content.brand_kits (team_id, version, kit, changed_by)
  values (p_team_id, coalesce(v_last.version, 0) + 1, p_kit, p_person_id);
  return coalesce(v_last.version, 0) + 1;
end $$;

create function content.set_house_rules(p_team_id text, p_person_id text, p_rules jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_last content.house_rules;
begin
  select * into v_last from content.house_rules where team_id = p_team_id order by version desc limit 1;
  if v_last.rules = p_rules then
    return v_last.version;
  end if;
  insert into content.house_rules (team_id, version, rules, changed_by)
  values (p_team_id, coalesce(v_last.version, 0) + 1, p_rules, p_person_id);
  return coalesce(v_last.version, 0) + 1;
end $$;

create function content.get_brand_kit(p_team_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_last content.brand_kits;
begin
  select * into v_last from content.brand_kits where team_id = p_team_id order by version desc limit 1;
  if v_last.team_id is null then
    raise sqlstate 'PT404' using message = format('Team "%s" has no brand kit', p_team_id), detail = 'no_brand_kit', hint = 'An admin adds one.';
  end if;
  return v_last.kit || jsonb_build_object('version', v_last.version);
end $$;

-- Fails closed: without rules nothing is checked, so nothing is written.
create function content.get_house_rules(p_team_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_last content.house_rules;
begin
  select * into v_last from content.house_rules where team_id = p_team_id order by version desc limit 1;
  if v_last.team_id is null then
    raise sqlstate 'PT404' using message = format('Team "%s" has no house rules', p_team_id), detail = 'no_house_rules', hint = 'An admin adds them; an empty list is accepted.';
  end if;
  return v_last.rules || jsonb_build_object('version', v_last.version);
end $$;

create function content.is_admin(p_team_id text, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.people p
                 where p.team_id = p_team_id and p.user_id = p_person_id and p.role = 'admin' and not p.is_guest)
$$;

-- All versions of one setting in the same shape.
create function content.setting_versions(p_team_id text, p_setting text)
returns table (version integer, value jsonb, changed_by text, change text, created_at timestamptz)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  if p_setting = 'brand_kit' then
    return query select k.version, k.kit, k.changed_by, k.change, k.created_at from content.brand_kits k where k.team_id = p_team_id;
  elsif p_setting = 'house_rules' then
    return query select r.version, r.rules, r.changed_by, r.change, r.created_at from content.house_rules r where r.team_id = p_team_id;
  else
    raise sqlstate 'PT400' using message = format('Cannot read setting "%s": brand_kit and house_rules are accepted', p_setting), detail = 'unknown_setting';
  end if;
end $$;

-- Adds a version when an admin changes the one in force, and `p_base_version` is that one. `unchanged`: the same content.
create function content.change_setting(p_team_id text, p_person_id text, p_setting text, p_base_version integer, p_value jsonb, p_change text)
returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_last record;
  v_outcome text;
  v_version integer;
begin
  -- Two admins at once: the second one sees the version of the first.
  perform pg_advisory_xact_lock(hashtextextended(format('content.%s:%s', p_setting, p_team_id), 0));
  select * into v_last from content.setting_versions(p_team_id, p_setting) order by version desc limit 1;
  v_version := coalesce(v_last.version, 0);
  v_outcome := case
    when not content.is_admin(p_team_id, p_person_id) then 'not_allowed'
    when v_version is distinct from p_base_version then 'stale'
    when v_last.value = p_value then 'unchanged'
    else 'changed'
  end;
  if v_outcome = 'changed' then
    v_version := v_version + 1;
    if p_setting = 'brand_kit' then
      insert into content.brand_kits (team_id, version, kit, changed_by, change) values (p_team_id, v_version, p_value, p_person_id, left(p_change, 500));
    else
      insert into content.house_rules (team_id, version, rules, changed_by, change) values (p_team_id, v_version, p_value, p_person_id, left(p_change, 500));
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'version', v_version,
    'changed_by', case when v_outcome = 'stale' then v_last.changed_by end);
end $$;

-- Counted as the readers of a setting do, in JavaScript: one beyond the basic plane, such as an emoji, is two. Empty
-- answer: no text.
create function content.text_length(p_value jsonb) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_value) = 'string' then
    char_length(regexp_replace(p_value #>> '{}', '[\U00010000-\U0010FFFF]', '..', 'g')) end
$$;

-- Raises when a list of rules is not what every later check of a text relies on.
create function content.refuse_broken_rules(p_rules jsonb) returns void
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_fault text;
begin
  v_fault := case
    when coalesce(content.text_length(p_rules -> 'voice'), 2001) > 2000 then 'the voice is a text of at most 2000 characters'
    when jsonb_typeof(p_rules -> 'rules') is distinct from 'array' then 'the rules are a list'
    when jsonb_array_length(p_rules -> 'rules') > 200 then 'at most 200 rules are accepted'
    when jsonb_typeof(coalesce(p_rules -> 'samples', '[]')) <> 'array' then 'the samples are a list'
    when jsonb_array_length(coalesce(p_rules -> 'samples', '[]')) not in (0, 3, 4, 5, 6, 7, 8, 9, 10) then 'three to ten samples are accepted, or none'
    when exists (select from jsonb_array_elements(coalesce(p_rules -> 'samples', '[]')) s
                 where coalesce(content.text_length(s), 0) not between 1 and 1200 or trim(s #>> '{}') = '') then 'a sample has 1 to 1200 characters'
  end;
  if v_fault is null then
    select format('rule "%s": %s', coalesce(r ->> 'id', '?'), f.fault) into v_fault
    from jsonb_array_elements(p_rules -> 'rules') with ordinality l(r, n)
    cross join lateral (select case
      when jsonb_typeof(r -> 'id') is distinct from 'string' or trim(r ->> 'id') = '' then 'it has no id'
      when exists (select from jsonb_array_elements(p_rules -> 'rules') with ordinality o(r, n) where o.r ->> 'id' = l.r ->> 'id' and o.n < l.n) then 'its id is there twice'
      when coalesce(r ->> 'kind', '') not in ('banned_word', 'banned_claim', 'required_disclaimer', 'guideline')
        then 'its kind is one of banned_word, banned_claim, required_disclaimer, guideline'
      when coalesce(r ->> 'severity', '') not in ('block', 'warn') then 'its severity is block or warn'
      when coalesce(r ->> 'language', 'pt') not in ('pt', 'en') then 'its language is pt, en or left out'
      when coalesce(content.text_length(r -> 'pattern'), 0) not between 1 and 300 or trim(r ->> 'pattern') = '' then 'its pattern has 1 to 300 characters'
      when coalesce(content.text_length(r -> 'reason'), 301) > 300 then 'its reason has at most 300 characters'
    end as fault) f
    where f.fault is not null order by l.n limit 1;
  end if;
  if v_fault is not null then
    raise sqlstate 'PT400' using message = format('Cannot change the house rules: %s', v_fault), detail = 'bad_rules', hint = 'Nothing was changed.';
  end if;
end $$;

-- Texts that the team likes (`samples`, three to ten or none) are part of the rules; a change without them keeps those in force.
create function content.change_house_rules(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_base integer := (p_change ->> 'base_version')::integer;
  v_samples jsonb := coalesce(p_change -> 'rules' -> 'samples',
    (select s.value -> 'samples' from content.setting_versions(p_change ->> 'team_id', 'house_rules') s where s.version = v_base), '[]');
begin
  perform content.refuse_broken_rules((p_change -> 'rules') || jsonb_build_object('samples', v_samples));
  return content.change_setting(p_change ->> 'team_id', p_change ->> 'person_id', 'house_rules', v_base,
    jsonb_build_object('voice', p_change -> 'rules' -> 'voice', 'rules', p_change -> 'rules' -> 'rules')
      || case when v_samples = '[]' then '{}' else jsonb_build_object('samples', v_samples) end,
    p_change ->> 'change');
end $$;

-- Takes a brand kit that was drawn and agreed to into use. Called where its question is answered; no part is granted it.
-- The change names what differs, e.g. `name, colors.accent`.
create function content.apply_brand_kit(p_team_id text, p_person_id text, p_kit jsonb, p_base_version integer) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_kit jsonb := p_kit - 'version';
  v_before jsonb;
  v_change text;
begin
  select s.value into v_before from content.setting_versions(p_team_id, 'brand_kit') s order by s.version desc limit 1;
  select string_agg(f.name, ', ' order by f.name) into v_change
  from (
    select case when jsonb_typeof(n.value) = 'object' then n.key || '.' || i.key else n.key end as name,
           case when jsonb_typeof(n.value) = 'object' then i.value else n.value end as value,
           case when jsonb_typeof(n.value) = 'object' then v_before -> n.key -> i.key else v_before -> n.key end as before
    from jsonb_each(v_kit) n
    left join lateral jsonb_each(case when jsonb_typeof(n.value) = 'object' then n.value else '{}' end) i on true
  ) f
  where f.value is distinct from f.before;
  return content.change_setting(p_team_id, p_person_id, 'brand_kit', p_base_version, v_kit, v_change);
end $$;

-- Makes an earlier version the newest one again. `unknown_version`: the team has no such version.
create function content.restore_setting(p_restore jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_restore ->> 'team_id';
  v_setting text := p_restore ->> 'setting';
  v_version integer := (p_restore ->> 'version')::integer;
  v_value jsonb;
begin
  select s.value into v_value from content.setting_versions(v_team_id, v_setting) s where s.version = v_version;
  if v_value is null and content.is_admin(v_team_id, p_restore ->> 'person_id') then
    return jsonb_build_object('outcome', 'unknown_version', 'changed_by', null,
      'version', (select coalesce(max(s.version), 0) from content.setting_versions(v_team_id, v_setting) s));
  end if;
  return content.change_setting(v_team_id, p_restore ->> 'person_id', v_setting, (p_restore ->> 'base_version')::integer, v_value,
    format('back to version %s', v_version));
end $$;

-- Newest first.
create function content.list_setting_versions(p_team_id text, p_setting text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'changed_by', v.changed_by, 'change', v.change, 'created_at', v.created_at)
                            order by v.version desc), '[]'::jsonb)
  from (select * from content.setting_versions(p_team_id, p_setting) s order by s.version desc limit least(greatest(p_limit, 0), 100)) v
$$;

grant execute on function content.get_brand_kit, content.get_house_rules to greenlight_bot, greenlight_agent;
grant execute on function content.change_house_rules, content.restore_setting, content.list_setting_versions
  to greenlight_bot;

-- ./schemas/content/home.sql

-- What App Home shows one person: the drafts and questions that wait for them, and their own work of the last 30 days. A
-- guest is shown nothing of a draft that others made.
create function content.get_home(p_team_id text, p_person_id text) returns jsonb
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
          'excerpt', coalesce(d.content #>> '{post,hook}', d.content ->> 'meta_description', ''),
          'requester_id', j.requester_id, 'channel_id', j.channel_id, 'card_ts', d.card_ts,
          'may_be_approved', jsonb_array_length(d.finals) > 0 and jsonb_array_length(d.blocking) = 0,
          'picture', (select x.file_id from picture x where x.job_id = j.id and x.edition = d.version and x.key in (
             select a ->> 'key' from jsonb_array_elements(d.artifacts) a where a ->> 'role' = 'overview') limit 1)) as item
        from me
        join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_review' and j.type in ('carousel', 'blog')
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
        where j.created_at > platform.now() - interval '30 days' and j.type in ('carousel', 'blog')
          and (j.ended_at is null or j.status in ('completed', 'failed', 'rejected'))
        order by (j.ended_at is null) desc, j.created_at desc limit 10) m), '[]'::jsonb))
$$;

-- Changes whenever something changes that App Home shows: one short answer instead of each person's page, once a second.
create function content.home_stamp(p_team_id text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select md5(concat(
    (select string_agg(concat_ws(' ', j.id, j.status, j.versions, j.thread_ts, d.card_ts, (select count(*) from content.reviews r where r.draft_id = d.id)), ',' order by j.id)
     from content.jobs j left join content.drafts d on d.job_id = j.id and d.version = j.versions
     where j.team_id = p_team_id and j.created_at > platform.now() - interval '30 days'),
    (select string_agg(concat_ws(' ', p.user_id, p.role, p.is_guest), ',' order by p.user_id) from platform.people p where p.team_id = p_team_id),
    (select t.locale from platform.teams t where t.team_id = p_team_id)))
$$;

grant execute on function content.get_home, content.home_stamp to greenlight_bot;

-- ./schemas/outreach/accounts.sql

-- LinkedIn accounts and the rules that bind them. The rules are data that admins change; the release reads them under
-- the account's row lock, so a change that is committed binds the next release.
create table outreach.settings (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  -- Feeds the daily draws, so that no outsider can foretell them and every replica draws the same.
  seed text not null default (gen_random_uuid()::text || gen_random_uuid()::text)
);
alter table outreach.settings enable row level security;

insert into outreach.settings default values;

create table outreach.accounts (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  provider_account_id text not null unique,
  name text not null,
  owner_id text not null,
  tier text not null default 'free' constraint tier_is_known check (tier in ('free', 'premium', 'sales_navigator')),
  status text not null default 'ok' constraint status_is_known check (status in ('ok', 'connecting', 'credentials', 'checkpoint', 'restricted', 'error', 'stopped')),
  -- Where changes of the account are told; the channel of its first action until it is set.
  channel_id text,
  terms_acknowledged_at timestamptz,
  terms_acknowledged_by text,
  paused_at timestamptz,
  paused_by text,
  pause_reason text,

  time_zone text not null default 'America/Sao_Paulo',
  window_start time not null default '09:00',
  window_end time not null default '18:00',
  working_days integer[] not null default array[1, 2, 3, 4, 5],
  holidays text default 'BR',
  gap_min_minutes integer not null default 20,
  gap_max_minutes integer not null default 40,
  warm_up_days integer not null default 15,
  pending_invites_max integer not null default 400,
  withdraw_after_days integer default 28,
  config_version integer not null default 1,
  -- For 24 h after a change of zone the last 24 h count besides the local day: a move grants no second quota.
  zone_changed_at timestamptz,

  -- Set before the provider is called; the gap counts from here, for any outcome of the call.
  last_dispatch_at timestamptz,
  -- The last resume or reconnect: a fresh gap follows it.
  resumed_at timestamptz,
  -- Sending days count from here; a restriction or 14 idle days start the warm-up anew.
  warm_up_from date not null default '-infinity',
  server_errors integer not null default 0,
  inbox_read_at timestamptz,
  created_at timestamptz not null default platform.now(),

  -- For the keys of rows that name both.
  unique (team_id, id),
  unique (id, provider_account_id),
  constraint a_paused_account_says_why check ((paused_at is null) = (pause_reason is null)),
  constraint the_window_has_a_length check (window_start <> window_end),
  constraint some_day_is_a_working_day check (cardinality(working_days) > 0 and working_days <@ array[1, 2, 3, 4, 5, 6, 7]),
  constraint the_gap_has_an_order check (gap_min_minutes between 1 and gap_max_minutes)
);
alter table outreach.accounts enable row level security;

-- Database time that goes on within a transaction: after a wait for a lock, `now()` would be the time before it.
create function outreach.moment() returns timestamptz
language sql volatile set search_path = pg_catalog, pg_temp
as $$
  select platform.now() + (clock_timestamp() - pg_catalog.now())
$$;

create function outreach.config_view(p_account outreach.accounts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'time_zone', (p_account).time_zone, 'window_start', to_char((p_account).window_start, 'HH24:MI'),
    'window_end', to_char((p_account).window_end, 'HH24:MI'), 'working_days', to_jsonb((p_account).working_days),
    'holidays', (p_account).holidays, 'gap_min_minutes', (p_account).gap_min_minutes, 'gap_max_minutes', (p_account).gap_max_minutes,
    'warm_up_days', (p_account).warm_up_days, 'pending_invites_max', (p_account).pending_invites_max,
    'withdraw_after_days', (p_account).withdraw_after_days,
    'rules', coalesce((
      select jsonb_agg(jsonb_build_object('type', r.rule_key, 'daily_min', (r.config ->> 'min')::integer,
        'daily_max', (r.config ->> 'max')::integer, 'rolling_7d_max', (r.config ->> 'rolling_7d_max')::integer)
        order by array_position(array['send_invite', 'send_message', 'view_profile', 'withdraw_invite'], r.rule_key))
      from outreach.automation_rules r where r.account_id = (p_account).id), '[]'::jsonb))
$$;

create function outreach.account_view(p_account outreach.accounts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_account).id, 'team_id', (p_account).team_id, 'provider_account_id', (p_account).provider_account_id,
    'name', (p_account).name, 'owner_id', (p_account).owner_id, 'channel_id', (p_account).channel_id, 'tier', (p_account).tier, 'status', (p_account).status,
    'terms_acknowledged_at', (p_account).terms_acknowledged_at,
    -- A stopped team looks paused: nothing goes, and this is why.
    'paused_at', coalesce((p_account).paused_at, s.stopped_at), 'pause_reason', coalesce((p_account).pause_reason, s.reason),
    'breaker', (
      select jsonb_build_object('reason', b.reason, 'until', b.until, 'needs_person', b.needs_person)
      from outreach.open_breaker((p_account).id, null, platform.now()) b where b.id is not null),
    'config', outreach.config_view(p_account), 'config_version', (p_account).config_version)
  from (select) one left join outreach.stops s on s.team_id = (p_account).team_id
$$;

create function outreach.role_of(p_team_id text, p_person_id text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select case when p.is_guest then 'guest' else p.role end from platform.people p
                   where p.team_id = p_team_id and p.user_id = p_person_id), 'guest')
$$;

create function outreach.hold_accounts(p_team_id text, p_account_id text default null) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select from outreach.accounts a
  where a.team_id = p_team_id and (p_account_id is null or a.id = p_account_id) order by a.id for update
$$;

create function outreach.list_accounts(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.account_view(a) order by a.name, a.id), '[]'::jsonb) from outreach.accounts a where a.team_id = p_team_id
$$;

-- The owner accepts LinkedIn's rules for the account, once; before that nothing is released.
create function outreach.acknowledge_terms(p_account_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  select * into v_account from outreach.accounts where id = p_account_id for update;
  if v_account.id is null then
    return '{"outcome": "not_found", "reason": null}';
  elsif v_account.owner_id <> p_person_id then
    return '{"outcome": "not_allowed", "reason": "owner"}';
  elsif v_account.terms_acknowledged_at is null then
    perform outreach.act_as(p_person_id);
    update outreach.accounts set terms_acknowledged_at = outreach.moment(), terms_acknowledged_by = p_person_id
    where id = p_account_id returning * into v_account;
    perform outreach.note(v_account.team_id, 'terms_acknowledged', 'account', v_account.id, null, null);
    -- Cards and notices that still ask for it, or say that it is missing, are drawn anew.
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now()
    where account_id = v_account.id and event ->> 'code' = 'config_changed' and ts is not null and created_at > platform.now() - interval '90 days';
    perform outreach.foresee(n.id) from outreach.linkedin_automation n
    where n.account_id = v_account.id and n.status in ('approved', 'scheduled') and n.blocked_by = 'terms_not_acknowledged';
    perform outreach.tell(v_account, 'terms_acknowledged', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- Owner only: setup and the sandbox's seed. {team_id, provider_account_id, name, owner_id, tier, channel_id?, config?}.
-- The same provider account again changes nothing. Answers the account's id.
create function outreach.install_account(p_account jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_config jsonb;
  v_problems jsonb;
begin
  insert into outreach.accounts (team_id, provider_account_id, name, owner_id, tier, channel_id)
  values (p_account ->> 'team_id', p_account ->> 'provider_account_id', p_account ->> 'name', p_account ->> 'owner_id',
          coalesce(p_account ->> 'tier', 'free'), p_account ->> 'channel_id')
  on conflict (provider_account_id) do nothing returning * into v_account;
  if v_account.id is null then
    return (select id from outreach.accounts where provider_account_id = p_account ->> 'provider_account_id');
  end if;
  insert into outreach.automation_rules (account_id, rule_key, config) values
    (v_account.id, 'send_invite', '{"min": 5, "max": 15, "rolling_7d_max": 80}'),
    (v_account.id, 'send_message', '{"min": 5, "max": 10, "rolling_7d_max": null}'),
    (v_account.id, 'view_profile', '{"min": 5, "max": 10, "rolling_7d_max": null}'),
    (v_account.id, 'withdraw_invite', '{"min": 0, "max": 10, "rolling_7d_max": null}');
  if p_account ? 'config' then
    v_config := outreach.whole_config(v_account, outreach.config_view(v_account) || (p_account -> 'config'));
    v_problems := outreach.config_problems(v_config, v_account.tier);
    if v_problems <> '[]' then
      raise sqlstate 'PT400' using message = format('Cannot install account "%s": %s', p_account ->> 'name', v_problems), detail = 'bad_config';
    end if;
    perform outreach.write_config(v_account.id, p_account ->> 'owner_id', v_config);
  end if;
  perform outreach.note(v_account.team_id, 'account_installed', 'account', v_account.id, null, v_account.status);
  return v_account.id;
end $$;

grant execute on function outreach.list_accounts, outreach.acknowledge_terms to greenlight_bot;

-- ./schemas/outreach/rules.sql

-- The limits of an account: what cannot work is refused with the arithmetic, what is only a ceiling is saved. Every number
-- has a floor and a ceiling here, from any form or call, and each refusal says which field, what was given and
-- what is accepted. Nonsense of any kind is a problem with a name, never an error of SQL.
-- Sources: the provider's published limits, read 2026-11-22 (of two numbers the lower): 80 invitations and 80 visits a
-- day, 100 messages, about 200 invitations a week and 150 without Premium; withdrawals 20 a day; 20 minutes between two
-- writes of an account.

-- One row per account and action type. Usage is no column: it is counted from the release ledger (outreach.rule_usage),
-- so it needs no reset and cannot drift.
create table outreach.automation_rules (
  account_id text not null references outreach.accounts,
  rule_key text not null constraint rule_is_of_a_known_type check (rule_key in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  config jsonb not null,
  version integer not null default 1,
  updated_by text,
  updated_at timestamptz not null default platform.now(),
  primary key (account_id, rule_key),
  constraint the_minimum_is_not_above_the_maximum check (
    (config ->> 'min')::integer between 0 and (config ->> 'max')::integer and (config ->> 'max')::integer <= 200)
);
alter table outreach.automation_rules enable row level security;

create function outreach.number_limits() returns table (field text, low integer, high integer, optional boolean)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  values ('gap_min_minutes', 20, 720, false), ('gap_max_minutes', 20, 1440, false), ('warm_up_days', 0, 90, false),
    ('pending_invites_max', 0, 1000, false), ('withdraw_after_days', 7, 180, true)
$$;

create function outreach.rule_limits(p_tier text) returns table (rule_key text, daily integer, weekly integer)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  values ('send_invite', 80, case when p_tier = 'free' then 150 else 200 end), ('send_message', 100, 700),
    ('view_profile', 80, 560), ('withdraw_invite', 20, 140)
$$;

-- A whole number of a configuration; null: it is something else.
create function outreach.whole_number(p_value jsonb) returns numeric
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_value) = 'number' and (p_value #>> '{}')::numeric = trunc((p_value #>> '{}')::numeric) then (p_value #>> '{}')::numeric end
$$;

create function outreach.whole_numbers(p_object jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_object) <> 'object' then p_object else (
    select coalesce(jsonb_object_agg(e.key, coalesce(to_jsonb(trunc(outreach.whole_number(e.value))), e.value)), '{}') from jsonb_each(p_object) e) end
$$;

-- Everything that is wrong with a configuration, each with its field, a stable code and the numbers.
create function outreach.config_problems(p_config jsonb, p_tier text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_problems jsonb := '[]';
  v_rule jsonb;
  v_rules jsonb;
  v_field text;
  v_value numeric;
  v_start time;
  v_end time;
  v_window integer;
  v_at_most integer;
  v_least integer;
  v_key record;
begin
  if coalesce(jsonb_typeof(p_config), '') <> 'object' then
    return jsonb_build_array(jsonb_build_object('field', 'config', 'code', 'not_an_object', 'params', jsonb_build_object('value', left(p_config::text, 100))));
  end if;
  for v_field in
    select k from jsonb_object_keys(p_config) k
    where k not in ('time_zone', 'window_start', 'window_end', 'working_days', 'holidays', 'rules') and k not in (select l.field from outreach.number_limits() l)
    order by k
  loop
    v_problems := v_problems || jsonb_build_object('field', left(v_field, 60), 'code', 'unknown_field', 'params', '{}'::jsonb);
  end loop;
  -- An account's zone has passed here before: the view reads a file for each of its 600 names, 10 ms of processor time.
  if jsonb_typeof(p_config -> 'time_zone') is distinct from 'string' or p_config ->> 'time_zone' !~ '^([A-Z][A-Za-z]+/|UTC$)'
    or not exists (select from outreach.accounts a where a.time_zone = p_config ->> 'time_zone')
      and not exists (select from pg_catalog.pg_timezone_names z where z.name = p_config ->> 'time_zone')
  then
    v_problems := v_problems || jsonb_build_object('field', 'time_zone', 'code', 'unknown_zone', 'params', jsonb_build_object('value', left(p_config ->> 'time_zone', 100)));
  end if;
  foreach v_field in array array['window_start', 'window_end'] loop
    if jsonb_typeof(p_config -> v_field) is distinct from 'string' or p_config ->> v_field !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' then
      v_problems := v_problems || jsonb_build_object('field', v_field, 'code', 'bad_time', 'params', jsonb_build_object('value', left(p_config ->> v_field, 100)));
    elsif v_field = 'window_start' then
      v_start := (p_config ->> v_field)::time;
    else
      v_end := (p_config ->> v_field)::time;
    end if;
  end loop;
  if v_start = v_end then
    v_problems := v_problems || jsonb_build_object('field', 'window_end', 'code', 'zero_window', 'params', jsonb_build_object('value', p_config -> 'window_end'));
  end if;
  if coalesce(jsonb_typeof(p_config -> 'working_days'), '') <> 'array' or p_config -> 'working_days' = '[]' then
    v_problems := v_problems || '{"field": "working_days", "code": "no_working_days", "params": {}}';
  elsif exists (select from jsonb_array_elements(p_config -> 'working_days') d where jsonb_typeof(d) <> 'number' or d::text !~ '^[1-7]$') then
    v_problems := v_problems || jsonb_build_object('field', 'working_days', 'code', 'out_of_range',
      'params', jsonb_build_object('value', left((p_config -> 'working_days')::text, 100), 'min', 1, 'max', 7));
  end if;
  if coalesce(jsonb_typeof(p_config -> 'holidays'), 'null') not in ('null', 'string') or p_config ->> 'holidays' !~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' or exists (
    select from outreach.holiday_years y where y.region = p_config ->> 'holidays' and not y.known
  ) then
    v_problems := v_problems || jsonb_build_object('field', 'holidays', 'code', 'unknown_region', 'params', jsonb_build_object('value', left(p_config ->> 'holidays', 100)));
  end if;
  for v_key in select * from outreach.number_limits() loop
    v_value := outreach.whole_number(p_config -> v_key.field);
    if not (v_key.optional and p_config ->> v_key.field is null) and (v_value is null or v_value not between v_key.low and v_key.high) then
      v_problems := v_problems || jsonb_build_object('field', v_key.field,
        'code', case when v_key.field = 'gap_min_minutes' and v_value between 0 and v_key.low - 1 then 'gap_too_short' else 'out_of_range' end,
        'params', jsonb_build_object('value', left((p_config -> v_key.field)::text, 100), 'min', v_key.low, 'max', v_key.high));
    end if;
  end loop;
  v_rules := case when jsonb_typeof(p_config -> 'rules') = 'array' then p_config -> 'rules' else '[]' end;
  if jsonb_typeof(p_config -> 'rules') is distinct from 'array' then
    v_problems := v_problems || '{"field": "rules", "code": "not_a_list", "params": {}}';
  end if;
  for v_rule in select * from jsonb_array_elements(v_rules) loop
    v_field := format('rules.%s', left(v_rule ->> 'type', 40));
    if coalesce(v_rule ->> 'type', '') not in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite') then
      v_problems := v_problems || jsonb_build_object('field', 'rules', 'code', 'unknown_type', 'params', jsonb_build_object('value', left(coalesce(v_rule -> 'type', v_rule)::text, 100)));
      continue;
    end if;
    for v_key in select k.* from outreach.rule_limits(p_tier) l
      cross join lateral (values ('daily_min', l.daily, false), ('daily_max', l.daily, false), ('rolling_7d_max', l.weekly, true)) as k(field, high, optional)
      where l.rule_key = v_rule ->> 'type'
    loop
      v_value := outreach.whole_number(v_rule -> v_key.field);
      if not (v_key.optional and v_rule ->> v_key.field is null) and (v_value is null or v_value not between 0 and v_key.high) then
        v_problems := v_problems || jsonb_build_object('field', v_field || '.' || v_key.field,
          'code', case when v_value > v_key.high then 'above_provider' else 'out_of_range' end,
          'params', jsonb_build_object('value', left((v_rule -> v_key.field)::text, 100), 'min', 0, 'max', v_key.high));
      end if;
    end loop;
    for v_key in select k from jsonb_object_keys(v_rule) k where k not in ('type', 'daily_min', 'daily_max', 'rolling_7d_max') loop
      v_problems := v_problems || jsonb_build_object('field', v_field || '.' || left(v_key.k, 60), 'code', 'unknown_field', 'params', '{}'::jsonb);
    end loop;
  end loop;
  if (select count(*) <> count(distinct r ->> 'type') from jsonb_array_elements(v_rules) r where r ->> 'type' is not null) then
    v_problems := v_problems || '{"field": "rules", "code": "type_twice", "params": {}}';
  end if;
  if v_problems <> '[]' then
    return v_problems;
  end if;

  if (p_config ->> 'gap_min_minutes')::numeric > (p_config ->> 'gap_max_minutes')::numeric then
    v_problems := v_problems || jsonb_build_object('field', 'gap_min_minutes', 'code', 'min_over_max',
      'params', jsonb_build_object('min', p_config -> 'gap_min_minutes', 'max', p_config -> 'gap_max_minutes'));
  end if;
  for v_rule in select * from jsonb_array_elements(v_rules) loop
    if (v_rule ->> 'daily_min')::numeric > (v_rule ->> 'daily_max')::numeric then
      v_problems := v_problems || jsonb_build_object('field', format('rules.%s.daily_min', v_rule ->> 'type'), 'code', 'min_over_max',
        'params', jsonb_build_object('min', v_rule -> 'daily_min', 'max', v_rule -> 'daily_max'));
    end if;
  end loop;
  v_window := ((1440 + extract(epoch from v_end - v_start)::integer / 60 - 1) % 1440) + 1;
  v_at_most := outreach.fits_a_day(v_start, v_end, (p_config ->> 'gap_min_minutes')::numeric::integer);
  select coalesce(sum((r ->> 'daily_min')::numeric), 0) into v_least from jsonb_array_elements(v_rules) r;
  if v_least > v_at_most then
    v_problems := v_problems || jsonb_build_object('field', 'rules', 'code', 'minima_do_not_fit', 'params', jsonb_build_object(
      'window_minutes', v_window, 'gap_min_minutes', p_config -> 'gap_min_minutes', 'at_most', v_at_most, 'wanted_min', v_least));
  end if;
  return v_problems;
end $$;

-- A configuration with each rule it leaves out taken from the account, and numbers such as 20.0 as whole ones.
create function outreach.whole_config(p_account outreach.accounts, p_config jsonb) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(p_config) is distinct from 'object' or jsonb_typeof(p_config -> 'rules') is distinct from 'array' then p_config else
    outreach.whole_numbers(p_config) || jsonb_build_object('rules', (select coalesce(jsonb_agg(outreach.whole_numbers(r)), '[]') from jsonb_array_elements(p_config -> 'rules') r) || coalesce((
      select jsonb_agg(k) from jsonb_array_elements(outreach.config_view(p_account) -> 'rules') k
      where not exists (select from jsonb_array_elements(p_config -> 'rules') n where n ->> 'type' = k ->> 'type')), '[]'::jsonb)) end
$$;

-- What differs, field by field; rules by type.
create function outreach.config_changes(p_old jsonb, p_new jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('field', c.field, 'old', c.old, 'new', c.new) order by c.field), '[]'::jsonb)
  from (
    select o.key as field, o.value as old, coalesce(p_new -> o.key, 'null'::jsonb) as new
    from jsonb_each(p_old) o where o.key <> 'rules'
    union all
    select format('rules.%s.%s', r ->> 'type', f), coalesce(k -> f, 'null'::jsonb), coalesce(r -> f, 'null'::jsonb)
    from jsonb_array_elements(p_new -> 'rules') r
    left join jsonb_array_elements(p_old -> 'rules') k on k ->> 'type' = r ->> 'type'
    cross join unnest(array['daily_min', 'daily_max', 'rolling_7d_max']) f
  ) c
  where c.old is distinct from c.new
$$;

-- What saving would answer, without saving.
create function outreach.check_config(p_account_id text, p_config jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_config jsonb;
  v_problems jsonb;
  v_fits jsonb := '{"window_minutes": 0, "at_most": 0, "wanted_max": 0, "wanted_min": 0}';
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot configure account "%s": there is none', p_account_id), detail = 'unknown_account';
  end if;
  v_config := outreach.whole_config(v_account, p_config);
  v_problems := outreach.config_problems(v_config, v_account.tier);
  if not exists (select from jsonb_array_elements(v_problems) p where p ->> 'code' not in ('unknown_zone', 'no_working_days', 'unknown_region', 'min_over_max', 'minima_do_not_fit')) then
    select jsonb_build_object(
      'window_minutes', ((1440 + extract(epoch from (v_config ->> 'window_end')::time - (v_config ->> 'window_start')::time)::integer / 60 - 1) % 1440) + 1,
      'at_most', outreach.fits_a_day((v_config ->> 'window_start')::time, (v_config ->> 'window_end')::time, (v_config ->> 'gap_min_minutes')::integer),
      'wanted_max', coalesce(sum((r ->> 'daily_max')::integer), 0), 'wanted_min', coalesce(sum((r ->> 'daily_min')::integer), 0))
    into v_fits from jsonb_array_elements(v_config -> 'rules') r;
  end if;
  return jsonb_build_object('problems', v_problems, 'fits', v_fits,
    'changes', case when v_problems = '[]' then outreach.config_changes(outreach.config_view(v_account), v_config) else '[]' end,
    'version', v_account.config_version);
end $$;

-- Writes a checked configuration; each rule that changed gets the next version, which new draws use.
create function outreach.write_config(p_account_id text, p_person_id text, p_config jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.accounts
  set zone_changed_at = case when time_zone <> p_config ->> 'time_zone' then outreach.moment() else zone_changed_at end,
      time_zone = p_config ->> 'time_zone', window_start = (p_config ->> 'window_start')::time, window_end = (p_config ->> 'window_end')::time,
      working_days = array(select distinct d::integer from jsonb_array_elements_text(p_config -> 'working_days') d order by 1),
      holidays = p_config ->> 'holidays', gap_min_minutes = (p_config ->> 'gap_min_minutes')::integer,
      gap_max_minutes = (p_config ->> 'gap_max_minutes')::integer, warm_up_days = (p_config ->> 'warm_up_days')::integer,
      pending_invites_max = (p_config ->> 'pending_invites_max')::integer,
      withdraw_after_days = (p_config ->> 'withdraw_after_days')::integer,
      config_version = config_version + 1
  where id = p_account_id;
  insert into outreach.automation_rules as o (account_id, rule_key, config, updated_by)
  select p_account_id, r ->> 'type',
         jsonb_build_object('min', r -> 'daily_min', 'max', r -> 'daily_max', 'rolling_7d_max', r -> 'rolling_7d_max'), p_person_id
  from jsonb_array_elements(p_config -> 'rules') r
  on conflict (account_id, rule_key) do update
    set config = excluded.config, version = o.version + 1, updated_by = excluded.updated_by, updated_at = platform.now()
    where o.config <> excluded.config;
end $$;

-- Nothing is saved when there are problems. Raises `not_allowed` for all but admins and `stale_config` when another
-- admin saved meanwhile.
create function outreach.save_config(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_answer jsonb;
begin
  select * into v_account from outreach.accounts where id = p_change ->> 'account_id' for update;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot configure account "%s": there is none', left(p_change ->> 'account_id', 100)), detail = 'unknown_account';
  elsif outreach.role_of(v_account.team_id, p_change ->> 'person_id') <> 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the limits of an account', detail = 'not_allowed', hint = 'Ask an admin of the team.';
  elsif outreach.whole_number(p_change -> 'expected_version') is distinct from v_account.config_version then
    raise sqlstate 'PT409' using message = format('Cannot save over version %s: the newest is version %s', left(p_change ->> 'expected_version', 20), v_account.config_version),
      detail = 'stale_config', hint = 'Open the settings again; they show the newest values.';
  end if;
  v_answer := outreach.check_config(v_account.id, p_change -> 'config');
  if v_answer -> 'problems' <> '[]' or v_answer -> 'changes' = '[]' then
    return v_answer;
  end if;
  perform outreach.act_as(p_change ->> 'person_id');
  perform outreach.write_config(v_account.id, p_change ->> 'person_id', outreach.whole_config(v_account, p_change -> 'config'));
  select * into v_account from outreach.accounts where id = v_account.id;
  perform outreach.note(v_account.team_id, 'config_changed', 'account', v_account.id, null, null,
    jsonb_build_object('version', v_account.config_version, 'changes', v_answer -> 'changes'));
  perform outreach.tell(v_account, 'config_changed', jsonb_build_object(
    'person_id', p_change ->> 'person_id', 'version', v_account.config_version, 'changes', v_answer -> 'changes', 'fits', v_answer -> 'fits'));
  return v_answer || jsonb_build_object('version', v_account.config_version);
end $$;

grant execute on function outreach.check_config, outreach.save_config to greenlight_bot;

-- ./schemas/outreach/local_time.sql

-- Local time of an account: which instants a window covers, across clock changes.

-- The instant of a local time. A time that a clock change skips: the first instant after it. A time that happens twice:
-- the earlier one. (`at time zone` alone answers otherwise in both cases.)
create function outreach.instant_of(p_local timestamp, p_zone text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_utc timestamptz := p_local at time zone 'UTC';
  v_first timestamptz;
  v_low timestamptz;
  v_high timestamptz;
  v_middle timestamptz;
begin
  -- Offsets lie between -12 h and +14 h, so those of 15 h before and after cover a change in between.
  select min(c.instant) filter (where c.instant at time zone p_zone = p_local), min(c.instant), max(c.instant)
  into v_first, v_low, v_high
  from (
    select v_utc - ((near at time zone p_zone) - (near at time zone 'UTC')) as instant
    from unnest(array[v_utc - interval '15 hours', v_utc, v_utc + interval '15 hours']) near
  ) c;
  if v_first is not null then
    return v_first;
  end if;
  while v_high - v_low > interval '1 second' loop
    v_middle := date_trunc('second', v_low + (v_high - v_low) / 2);
    if v_middle at time zone p_zone < p_local then
      v_low := v_middle;
    else
      v_high := v_middle;
    end if;
  end loop;
  return v_high;
end $$;

-- The window that begins on a local date, end exclusive; one that ends before it starts goes on past midnight.
create function outreach.window_of(p_account outreach.accounts, p_date date) returns tstzrange
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select tstzrange(
    outreach.instant_of(p_date + (p_account).window_start, (p_account).time_zone),
    outreach.instant_of(p_date + (p_account).window_end
      + case when (p_account).window_end <= (p_account).window_start then interval '1 day' else interval '0' end,
      (p_account).time_zone), '[)')
$$;

-- The date whose window an instant falls into by its hour: past midnight it is the day before.
create function outreach.window_date(p_account outreach.accounts, p_at timestamptz) returns date
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when (p_account).window_end <= (p_account).window_start and l.at::time < (p_account).window_end then l.at::date - 1
    else l.at::date end
  from (select p_at at time zone (p_account).time_zone as at) l
$$;

-- Open by hour and weekday. Past midnight both days must be working days: Monday to Friday means no Saturday, not even
-- its first hours. Local time is compared besides the instants, so a repeated hour does not open before the start.
create function outreach.in_working_hours(p_account outreach.accounts, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when (p_account).window_end > (p_account).window_start
              then l.at::time >= (p_account).window_start and l.at::time < (p_account).window_end
              else l.at::time >= (p_account).window_start or l.at::time < (p_account).window_end end
    and extract(isodow from l.at)::integer = any ((p_account).working_days)
    and extract(isodow from d.date)::integer = any ((p_account).working_days)
    and p_at <@ outreach.window_of(p_account, d.date)
  from (select p_at at time zone (p_account).time_zone as at) l
  cross join (select outreach.window_date(p_account, p_at) as date) d
$$;

-- The first open instant at or after `p_from`; empty when none comes within 400 days.
create function outreach.next_open(p_account outreach.accounts, p_from timestamptz) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date := (p_from at time zone (p_account).time_zone)::date;
  v_start timestamptz;
begin
  if p_from is null or (outreach.in_working_hours(p_account, p_from) and not outreach.is_holiday(p_account, p_from)) then
    return p_from;
  end if;
  for i in 0..400 loop
    if extract(isodow from v_date + i)::integer = any ((p_account).working_days) then
      v_start := lower(outreach.window_of(p_account, v_date + i));
      if v_start > p_from and outreach.in_working_hours(p_account, v_start) and not outreach.is_holiday(p_account, v_start) then
        return v_start;
      end if;
    end if;
  end loop;
  return null;
end $$;

-- The first instant of the local day after `p_at`'s.
create function outreach.next_local_day(p_account outreach.accounts, p_at timestamptz) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.instant_of(((p_at at time zone (p_account).time_zone)::date + 1)::timestamp, (p_account).time_zone)
$$;

-- ./schemas/outreach/holidays.sql

-- Brazil's holidays are computed here, so that the shipped defaults work without any calendar; other regions are handed
-- in by the governor from a library, year by year.

-- Days that are kept free, per country or region. `holiday_years` says which years are known: an unknown year is closed.
create table outreach.holiday_years (
  region text not null constraint region_is_a_country_or_a_part_of_one check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  year integer not null,
  -- False: the calendar that was asked does not know the region.
  known boolean not null,
  primary key (region, year)
);
alter table outreach.holiday_years enable row level security;

create table outreach.holidays (
  region text not null,
  date date not null,
  name text not null,
  primary key (region, date)
);
alter table outreach.holidays enable row level security;

create function outreach.is_holiday(p_account outreach.accounts, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (p_account).holidays is not null and exists (
    select from outreach.holidays h
    where h.region = (p_account).holidays
      and h.date in ((p_at at time zone (p_account).time_zone)::date, outreach.window_date(p_account, p_at)))
$$;

create function outreach.knows_holidays(p_account outreach.accounts, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (p_account).holidays is null or exists (
    select from outreach.holiday_years y
    where y.region = (p_account).holidays and y.known
      and y.year = extract(year from p_at at time zone (p_account).time_zone)::integer)
$$;

-- Easter Sunday, Gregorian (Meeus, Jones, Butcher).
create function outreach.easter(p_year integer) returns date
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  a integer := p_year % 19;
  b integer := p_year / 100;
  c integer := p_year % 100;
  h integer := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l integer := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m integer := (a + 11 * h + 22 * l) / 451;
begin
  return make_date(p_year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
end $$;

-- National holidays (Lei 662/1949, 6.802/1980, 14.759/2023) and the days on which offices are closed all the same
-- (Carnival, Corpus Christi); BR-SP adds the state's own.
create function outreach.brazilian_holidays(p_year integer) returns table (region text, date date, name text)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select r.region, d.date, d.name
  from unnest(array['BR', 'BR-SP']) as r(region)
  cross join (values
    (make_date(p_year, 1, 1), 'Confraternização Universal', 'BR'),
    (outreach.easter(p_year) - 48, 'Carnaval', 'BR'),
    (outreach.easter(p_year) - 47, 'Carnaval', 'BR'),
    (outreach.easter(p_year) - 2, 'Sexta-feira Santa', 'BR'),
    (make_date(p_year, 4, 21), 'Tiradentes', 'BR'),
    (make_date(p_year, 5, 1), 'Dia do Trabalho', 'BR'),
    (outreach.easter(p_year) + 60, 'Corpus Christi', 'BR'),
    (make_date(p_year, 7, 9), 'Revolução Constitucionalista', 'BR-SP'),
    (make_date(p_year, 9, 7), 'Independência', 'BR'),
    (make_date(p_year, 10, 12), 'Nossa Senhora Aparecida', 'BR'),
    (make_date(p_year, 11, 2), 'Finados', 'BR'),
    (make_date(p_year, 11, 15), 'Proclamação da República', 'BR'),
    (make_date(p_year, 11, 20), 'Consciência Negra', 'BR'),
    (make_date(p_year, 12, 25), 'Natal', 'BR')
  ) as d(date, name, of_region)
  where d.of_region in ('BR', r.region)
$$;

insert into outreach.holidays (region, date, name)
select h.region, h.date, min(h.name)
from generate_series(2024, 2045) y cross join lateral outreach.brazilian_holidays(y) h
group by h.region, h.date;
insert into outreach.holiday_years (region, year, known)
select r, y, true from unnest(array['BR', 'BR-SP']) r cross join generate_series(2024, 2045) y;

-- Regions and years that accounts keep and that are not stored yet: this year and the next.
create function outreach.holiday_gaps() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('region', w.region, 'year', w.year) order by w.region, w.year), '[]'::jsonb)
  from (
    select distinct a.holidays as region, y.year
    from outreach.accounts a
    cross join lateral (select extract(year from platform.now() at time zone a.time_zone)::integer + n as year from generate_series(0, 1) n) y
    where a.holidays is not null
      and not exists (select from outreach.holiday_years k where k.region = a.holidays and k.year = y.year)
  ) w
$$;

-- Stores a region's year. `p_holidays` null says that the calendar does not know the region: it stays closed, and the
-- account's channel is told by the next release that is held. Answers how many days are kept.
create function outreach.keep_holidays(p_region text, p_year integer, p_holidays jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kept integer;
begin
  if not coalesce(p_region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' and p_year between 2000 and 2200, false) then
    raise sqlstate 'PT400' using message = format('Cannot keep holidays of "%s" in %s: accepted are a region such as BR-SP and a year from 2000 to 2200',
        left(p_region, 20), p_year), detail = 'bad_holidays';
  end if;
  insert into outreach.holiday_years (region, year, known)
  values (p_region, p_year, coalesce(jsonb_typeof(p_holidays) = 'array', false))
  on conflict (region, year) do update set known = excluded.known;
  delete from outreach.holidays where region = p_region and extract(year from date) = p_year;
  insert into outreach.holidays (region, date, name)
  select p_region, (h ->> 'date')::date, min(left(h ->> 'name', 200))
  from jsonb_array_elements(case when jsonb_typeof(p_holidays) = 'array' then p_holidays else '[]'::jsonb end) h
  where extract(year from (h ->> 'date')::date) = p_year
  group by 2;
  get diagnostics v_kept = row_count;
  return v_kept;
end $$;

grant execute on function outreach.holiday_gaps, outreach.keep_holidays to greenlight_governor;

-- ./schemas/outreach/addresses.sql

-- Addresses of people, companies and domains in one form each: in every way that LinkedIn's mails, apps and exports write
-- them, that mail programs wrap and that Slack sends. Domains are lower case, in punycode, and compared label by label:
-- what a person types is never a pattern.

-- Decodes %xx as UTF-8. Empty answer: it is not valid UTF-8.
create function outreach.url_decoded(p_text text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_bytes bytea := ''::bytea;
  v_part text;
begin
  for v_part in select m[1] from regexp_matches(p_text, '(%[0-9A-Fa-f]{2}|[^%]+|%)', 'g') m loop
    v_bytes := v_bytes || case when v_part ~ '^%[0-9A-Fa-f]{2}$' then decode(substr(v_part, 2), 'hex') else convert_to(v_part, 'UTF8') end;
  end loop;
  return convert_from(v_bytes, 'UTF8');
exception when character_not_in_repertoire or untranslatable_character then
  return null;
end $$;

-- The address within what was pasted: without invisible characters, Slack's <address|label>, quotes, brackets, a mail's
-- quoting and the punctuation behind it; out of the redirects of mail programs and of LinkedIn's own sign-in.
create function outreach.pasted_address(p_text text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text := btrim(outreach.without_unseen(p_text));
  v_inner text;
begin
  v_text := replace(replace(v_text, '&lt;', '<'), '&gt;', '>');
  -- Quoted-printable mails break lines with "=" and write "=3D" for it.
  v_text := regexp_replace(v_text, E'=\r?\n', '', 'g');
  v_text := coalesce(
    (regexp_match(v_text, '(?:[^\s<>"''“”«»()|]*linkedin\.com\.?(?::\d+)?/[^\s<>"“”«»|]*)', 'i'))[1],
    (regexp_match(v_text, 'linkedin://[^\s<>"“”«»|]+', 'i'))[1],
    (regexp_match(v_text, 'urn:li:[a-z_]+:[A-Za-z0-9_-]+', 'i'))[1],
    (regexp_match(v_text, '(?:^|[\s<])(/?in/[^\s<>"“”«»|]+)', 'i'))[1],
    v_text);
  for i in 1..3 loop
    v_inner := (regexp_match(v_text, '[?&](?:url|q|u|dest|redirect|sessionRedirect|session_redirect|session_redirect_url|target|a)=(?:3D)?((?:https?(?::|%3A)|www\.|%2F|/)[^&\s]*)', 'i'))[1];
    exit when v_inner is null or v_inner !~* 'linkedin(\.|%2e)com|^(/|%2F)(comm|in|pub)(/|%2F)';
    v_inner := outreach.url_decoded(v_inner);
    v_text := case when v_inner ~ '^/' then 'https://www.linkedin.com' || v_inner else v_inner end;
  end loop;
  return v_text;
end $$;

-- The one form of a profile's address: https://www.linkedin.com/in/<slug, lower case>. An id instead of a slug (ACoAA...)
-- keeps its case. Empty answer: not the address of a person, or one that only LinkedIn can resolve (lnkd.in, Sales
-- Navigator, Recruiter).
create function outreach.canonical_profile(p_url text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_url text := outreach.pasted_address(p_url);
  v_path text;
  v_parts text[];
  v_slug text;
begin
  v_slug := (regexp_match(v_url, '^urn:li:(?:fsd_profile|fs_miniProfile|fs_profile|person|member):(ACoAA[A-Za-z0-9_-]{5,})$', 'i'))[1];
  if v_slug is null then
    v_path := coalesce(
      (regexp_match(v_url, '^linkedin://(?:in/|profile/(?:view\?id=)?)?(.*)$', 'i'))[1],
      (regexp_match(v_url, '^(?:https?://)?(?:[a-z0-9-]+\.)*linkedin\.com\.?(?::\d+)?/+(.*)$', 'i'))[1],
      (regexp_match(v_url, '^/?(in/.*)$', 'i'))[1]);
    if v_url ~* '^linkedin://' then
      v_path := 'in/' || v_path;
    end if;
    -- The address that old mails and exports hold: /profile/view?id=ACoAA...
    v_slug := (regexp_match(v_path, '^(?:comm/)?profile/view/?\?(?:[^#]*&)?id=(?:3D)?(ACoAA[A-Za-z0-9_-]{5,})', 'i'))[1];
  end if;
  if v_slug is null then
    v_path := regexp_replace(v_path, '[?#|].*$', '');
    -- Mails put /comm/ before, the mobile pages /mwlite/ or /m/.
    v_path := regexp_replace(v_path, '^(?:(?:comm|mwlite|m)/+)*(?:profile/+(?=in/))?', '', 'i');
    v_parts := string_to_array(regexp_replace(v_path, '/+', '/', 'g'), '/');
    if lower(v_parts[1]) = 'in' then
      v_slug := v_parts[2];
    elsif lower(v_parts[1]) = 'pub' and lower(v_parts[2]) <> 'dir' and coalesce(v_parts[5], '') <> '' then
      v_slug := v_parts[2] || '-' || v_parts[5] || v_parts[4] || v_parts[3];
    elsif lower(v_parts[1]) = 'pub' and lower(v_parts[2]) <> 'dir' then
      v_slug := v_parts[2];
    end if;
    v_slug := outreach.url_decoded(v_slug);
    if v_slug ~ '%[0-9A-Fa-f]{2}' then
      -- Encoded twice, as redirects do.
      v_slug := outreach.url_decoded(v_slug);
    end if;
    v_slug := regexp_replace(normalize(outreach.without_unseen(v_slug), nfc), '[.,;:!?)\]}>"''”»’*`~…]+$', '');
  end if;
  if v_slug is null or v_slug !~ '^[^\s/?#%<>"''@\\]{2,150}$' or lower(v_slug) in ('me', 'edit', 'unavailable') then
    return null;
  end if;
  return 'https://www.linkedin.com/in/' || case when v_slug ~ '^AC[ow]AA[A-Za-z0-9_-]{5,}$' then v_slug else lower(v_slug) end;
end $$;

-- Names of companies compare without case, accents, punctuation and legal form; a company's page compares by its slug.
create function outreach.company_key(p_company text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select nullif(btrim(regexp_replace(
    regexp_replace(lower(extensions.unaccent(coalesce(
      substring(p_company from '(?i)linkedin\.com/(?:company|school)/([^/?#]+)'), p_company))), '[^a-z0-9]+', ' ', 'g'),
    '( (s a|sa|ltda|me|eireli|inc|llc|ltd|gmbh|ag|corp|co|plc|bv|srl|spa))+ *$', '')), '')
$$;

-- One label as it stands in DNS: RFC 3492. Empty answer: it is no label.
create function outreach.punycode_label(p_label text) returns text
language plpgsql immutable strict set search_path = pg_catalog, pg_temp
as $$
declare
  v_points integer[] := array(select ascii(c) from regexp_split_to_table(p_label, '') with ordinality s(c, place) where c <> '' order by place);
  v_out text := array_to_string(array(select chr(p) from unnest(v_points) with ordinality u(p, place) where p < 128 order by place), '');
  v_basic integer := length(v_out);
  v_handled integer := v_basic;
  v_n integer := 128;
  v_delta bigint := 0;
  v_bias integer := 72;
  v_next integer;
  v_point integer;
  v_q bigint;
  v_k integer;
  v_t integer;
begin
  if v_basic = cardinality(v_points) then
    return p_label;
  end if;
  v_out := case when v_basic > 0 then v_out || '-' else '' end;
  while v_handled < cardinality(v_points) loop
    select min(p) into v_next from unnest(v_points) p where p >= v_n;
    v_delta := v_delta + (v_next - v_n)::bigint * (v_handled + 1);
    v_n := v_next;
    foreach v_point in array v_points loop
      if v_point < v_n then
        v_delta := v_delta + 1;
      elsif v_point = v_n then
        v_q := v_delta;
        v_k := 36;
        loop
          v_t := case when v_k <= v_bias then 1 when v_k >= v_bias + 26 then 26 else v_k - v_bias end;
          exit when v_q < v_t;
          v_out := v_out || substr('abcdefghijklmnopqrstuvwxyz0123456789', (v_t + (v_q - v_t) % (36 - v_t))::integer + 1, 1);
          v_q := (v_q - v_t) / (36 - v_t);
          v_k := v_k + 36;
        end loop;
        v_out := v_out || substr('abcdefghijklmnopqrstuvwxyz0123456789', v_q::integer + 1, 1);
        -- The bias adapts: RFC 3492, 6.1.
        v_delta := case when v_handled = v_basic then v_delta / 700 else v_delta / 2 end;
        v_delta := v_delta + v_delta / (v_handled + 1);
        v_k := 0;
        while v_delta > 455 loop
          v_delta := v_delta / 35;
          v_k := v_k + 36;
        end loop;
        v_bias := v_k + (36 * v_delta / (v_delta + 38))::integer;
        v_delta := 0;
        v_handled := v_handled + 1;
      end if;
    end loop;
    v_delta := v_delta + 1;
    v_n := v_n + 1;
  end loop;
  return 'xn--' || v_out;
end $$;

-- The domain in what people type: an address, an e-mail address, a name with www, in any case, with a dot behind it.
-- Empty answer: there is none.
create function outreach.domain_key(p_domain text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text := lower(normalize(btrim(outreach.without_unseen(p_domain), E' \t\r\n<>"''()[],;'), nfkc));
  v_label text;
  v_labels text[] := '{}';
begin
  -- The full stops that East Asian keyboards type end a label too (UTS 46).
  v_text := translate(v_text, E'\u3002\uff0e\uff61', '...');
  v_text := regexp_replace(v_text, '^(?:mailto:|[a-z][a-z0-9+.-]*://)', '');
  v_text := regexp_replace(v_text, '[/?#\\|].*$', '');
  v_text := regexp_replace(v_text, '^.*@', '');
  v_text := regexp_replace(regexp_replace(v_text, ':\d+$', ''), '\.$', '');
  v_text := regexp_replace(v_text, '^(?:www\d?|\*)\.(?=[^.]+\.)', '');
  foreach v_label in array coalesce(string_to_array(v_text, '.'), '{}') loop
    v_label := outreach.punycode_label(v_label);
    -- Letters, digits and hyphens; an underscore occurs in names of hosts.
    if v_label is null or v_label !~ '^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$' or v_label !~ '[a-z0-9]' then
      return null;
    end if;
    v_labels := v_labels || v_label;
  end loop;
  if cardinality(v_labels) = 0 or v_labels[cardinality(v_labels)] !~ '[a-z]' or length(array_to_string(v_labels, '.')) > 253 then
    return null;
  end if;
  return array_to_string(v_labels, '.');
end $$;

-- Below these any person registers a name: to suppress one would suppress strangers. One label ("com"), the usual
-- second labels of countries ("com.br", "co.uk"), registro.br's own, and hosts that give names away.
create function outreach.is_public_suffix(p_domain text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_domain !~ '\.'
    or p_domain ~ '^(?:com?|org?|net|gov?|gob|gouv|edu?|ac|mil|or|ne|go|ad|ed|gr|lg|id|ind|info|web|nom|name|biz|pro|art|tv|ltd|plc|sch|me|police|nhs|asso|tm|prd|k12|gen|geek|iwi|kiwi|school|maori|firm|store|res|nic|gub|tur|int|coop|museum|aero|bus|press)\.[a-z]{2}$'
    or p_domain ~ '^(?:abc|adm|adv|agr|aju|am|anani|app|arq|art|ato|b|bet|bib|bio|blog|bmd|boavista|bsb|campinagrande|campinas|caxias|cim|cng|cnt|coop|coz|cri|cuiaba|curitiba|def|des|det|dev|ecn|eco|emp|enf|eng|esp|etc|eti|far|feira|flog|floripa|fm|fnd|fortal|fot|foz|fst|g12|geo|ggf|goiania|gru|imb|ind|inf|jab|jampa|jdf|joinville|jor|jus|leg|leilao|lel|log|londrina|macapa|maceio|manaus|maringa|mat|med|morena|mp|mus|natal|niteroi|nom|not|ntr|odo|ong|osasco|palmas|poa|ppg|psc|psi|pvh|qsl|radio|rec|recife|rep|ribeirao|rio|riobranco|riopreto|salvador|sampa|santamaria|santoandre|saobernardo|saogonca|seg|sjc|slg|slz|social|sorocaba|srv|taxi|tc|tec|teo|the|tmp|trd|tur|udi|vet|vix|vlog|wiki|xyz|zlg)\.br$'
    or p_domain ~ '^[a-z]{2}\.(?:gov|jus|leg|mp)\.br$'
    or p_domain in ('github.io', 'gitlab.io', 'blogspot.com', 'wordpress.com', 'herokuapp.com', 'netlify.app', 'vercel.app', 'pages.dev',
                    'web.app', 'firebaseapp.com', 'azurewebsites.net', 'cloudfront.net', 'appspot.com', 'wixsite.com', 'myshopify.com', 'uk.com', 'us.com', 'br.com', 'de.com', 'eu.com')
$$;

-- Is a domain the other one, or below it? Whole labels only.
create function outreach.is_within_domain(p_domain text, p_suffix text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_domain = p_suffix or right(p_domain, length(p_suffix) + 1) = '.' || p_suffix
$$;

-- ./schemas/outreach/leads.sql

-- People outside: who they are under all their names at LinkedIn, and what each account has with them.

create table outreach.leads (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  name text,
  profile_url text not null,
  provider_id text,
  title text,
  company text,
  company_key text,
  company_page_key text,
  company_domain text,
  language text,
  -- The same person under another address, found when a profile was read: the first lead stands for both.
  same_as text,
  version integer not null default 1,
  created_at timestamptz not null default platform.now(),
  updated_at timestamptz not null default platform.now(),
  -- For the keys of rows that name both.
  unique (team_id, id),
  constraint one_person_is_of_one_team foreign key (same_as, team_id) references outreach.leads (id, team_id)
);
alter table outreach.leads enable row level security;
create index leads_same_as on outreach.leads (same_as, team_id) where same_as is not null;
create index leads_company on outreach.leads (team_id, company_key);
create index leads_company_page on outreach.leads (team_id, company_page_key);

create table outreach.lead_identities (
  team_id text not null references platform.teams,
  kind text not null constraint kind_is_known check (kind in ('slug', 'provider_id', 'member_id', 'sales_id', 'email')),
  value text not null,
  lead_id text not null,
  primary key (team_id, kind, value),
  constraint a_name_is_of_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id) on delete cascade
);
alter table outreach.lead_identities enable row level security;
create index lead_identities_of_a_lead on outreach.lead_identities (lead_id, team_id);

create table outreach.lead_versions (
  lead_id text not null references outreach.leads on delete cascade,
  version integer not null,
  data jsonb not null,
  changed_by text not null,
  reason text,
  created_at timestamptz not null default platform.now(),
  primary key (lead_id, version)
);
alter table outreach.lead_versions enable row level security;

-- What an account has with a lead. `connected` null: not looked at yet. Times of the provider are capped at now, and what
-- stops never depends on them: the newest message of a person is the one that was learned last.
create table outreach.contacts (
  team_id text not null,
  account_id text not null,
  lead_id text not null,
  connected boolean,
  invitation text not null default 'none' constraint invitation_is_known check (invitation in ('none', 'pending', 'withdrawn')),
  invited_at timestamptz,
  invitation_id text,
  withdrawn_at timestamptz,
  chat_id text,
  -- The newest message from the person, by the provider's time.
  last_inbound_id text,
  last_inbound_at timestamptz,
  -- The order of arrival, which does not depend on the provider's times.
  last_inbound_event bigint,
  primary key (account_id, lead_id),
  constraint a_contact_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint a_contact_is_with_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id) on delete cascade
);
alter table outreach.contacts enable row level security;
create index contacts_of_a_lead on outreach.contacts (lead_id, team_id);
create index contacts_pending on outreach.contacts (account_id, invited_at) where invitation = 'pending';

-- How a person is named in suppressions and identities, from the canonical address.
create function outreach.identity_of(p_profile_url text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when s.slug ~ '^ACwAA' then 'sales_id:' when s.slug ~ '^ACoAA' then 'provider_id:' else 'slug:' end || s.slug
  from (select substring(p_profile_url from '/in/(.*)$') as slug) s
$$;

-- All leads that are one person.
create function outreach.aliases(p_lead_id text) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array(
    select r.root from (select coalesce(l.same_as, l.id) as root from outreach.leads l where l.id = p_lead_id) r
    union
    select o.id from outreach.leads l join outreach.leads o on o.same_as = coalesce(l.same_as, l.id) where l.id = p_lead_id)
$$;

-- Locks all leads that are one person and answers them: while any name of a person has a release of a kind whose outcome is
-- not known, that kind waits for that person. A caller that also locks the account does that first. Names that are found to
-- be one meanwhile are locked as well.
create function outreach.hold_person(p_lead_id text) returns text[]
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_held text[];
  v_all text[];
begin
  loop
    v_held := array(select a from unnest(outreach.aliases(p_lead_id)) a order by a);
    perform from outreach.leads l where l.id = any (v_held) order by l.id for no key update;
    v_all := array(select a from unnest(outreach.aliases(p_lead_id)) a order by a);
    exit when v_all = v_held;
  end loop;
  return v_held;
end $$;

-- Gives a lead one more name. A name that another lead has makes the two one person.
create function outreach.identify(p_lead_id text, p_kind text, p_value text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead outreach.leads;
  v_other text;
begin
  if coalesce(p_value, '') = '' then
    return;
  end if;
  select * into v_lead from outreach.leads where id = p_lead_id;
  insert into outreach.lead_identities (team_id, kind, value, lead_id) values (v_lead.team_id, p_kind, p_value, p_lead_id)
  on conflict do nothing;
  select coalesce(l.same_as, l.id) into v_other
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_lead.team_id and i.kind = p_kind and i.value = p_value;
  if v_other <> coalesce(v_lead.same_as, v_lead.id) then
    -- No release to either name is between its checks and its commit while the two become one.
    perform from outreach.leads l where l.id = any (outreach.aliases(p_lead_id) || outreach.aliases(v_other)) order by l.id for no key update;
    select coalesce(l.same_as, l.id) into v_other from outreach.leads l where l.id = v_other;
    select * into v_lead from outreach.leads where id = p_lead_id;
    update outreach.leads set same_as = v_other
    where id = coalesce(v_lead.same_as, v_lead.id) or same_as = coalesce(v_lead.same_as, v_lead.id);
  end if;
end $$;

-- The lead of an address, made when there is none. Empty answer: the address is no person's.
create function outreach.lead_at(p_team_id text, p_url text, p_name text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_url text := outreach.canonical_profile(p_url);
  v_identity text := outreach.identity_of(v_url);
  v_lead_id text;
begin
  if v_url is null then
    return null;
  end if;
  -- Two proposals for one new person wait for each other here.
  perform pg_advisory_xact_lock(hashtext('outreach.lead ' || p_team_id || v_identity));
  select i.lead_id into v_lead_id from outreach.lead_identities i
  where i.team_id = p_team_id and i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1);
  if v_lead_id is null then
    insert into outreach.leads (team_id, name, profile_url, provider_id)
    values (p_team_id, nullif(left(btrim(p_name), 200), ''), v_url, case when v_identity like 'provider_id:%' then substr(v_identity, 13) end)
    returning id into v_lead_id;
    perform outreach.identify(v_lead_id, split_part(v_identity, ':', 1), substr(v_identity, strpos(v_identity, ':') + 1));
  else
    update outreach.leads set name = nullif(left(btrim(p_name), 200), '')
    where id = v_lead_id and name is null and nullif(btrim(p_name), '') is not null;
  end if;
  return v_lead_id;
end $$;

-- Owner only: setup and the sandbox's seed. The same person again changes nothing. Answers the lead's id.
create function outreach.add_lead(p_lead jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead_id text := outreach.lead_at(p_lead ->> 'team_id', p_lead ->> 'profile_url', p_lead ->> 'name');
begin
  if v_lead_id is null then
    raise sqlstate 'PT400' using message = format('Cannot add a lead at "%s": this is no address of a person', p_lead ->> 'profile_url'),
      detail = 'bad_url', hint = 'Accepted: https://www.linkedin.com/in/<slug>.';
  end if;
  update outreach.leads
  set title = coalesce(title, p_lead ->> 'title'), company = coalesce(company, p_lead ->> 'company'),
      company_key = coalesce(company_key, outreach.company_key(p_lead ->> 'company')),
      company_page_key = coalesce(company_page_key, outreach.company_key(p_lead ->> 'company_url')),
      company_domain = coalesce(company_domain, outreach.domain_key(p_lead ->> 'company_domain')),
      language = coalesce(language, p_lead ->> 'language'),
      provider_id = coalesce(provider_id, p_lead ->> 'provider_id')
  where id = v_lead_id;
  perform outreach.identify(v_lead_id, 'provider_id', p_lead ->> 'provider_id');
  perform outreach.identify(v_lead_id, 'email', lower(p_lead ->> 'email'));
  insert into outreach.lead_versions (lead_id, version, data, changed_by, reason)
  values (v_lead_id, 1, p_lead, coalesce(p_lead ->> 'person_id', 'setup'), 'added') on conflict do nothing;
  return v_lead_id;
end $$;

-- The people that the form of a proposal offers: those without a message first, then the newest. One person once, none
-- who must not be contacted.
create function outreach.list_leads(p_team_id text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('lead_id', q.id, 'name', q.name, 'title', q.title, 'company', q.company, 'profile_url', q.profile_url)
    order by q.contacted, q.created_at, q.id), '[]'::jsonb)
  from (
    select l.id, l.name, l.title, l.company, l.profile_url, l.created_at,
      exists (select from outreach.linkedin_automation n where n.lead_id = l.id and n.status not in ('cancelled', 'expired', 'failed', 'not_sent')) as contacted
    from outreach.leads l
    where l.team_id = p_team_id and l.same_as is null and not outreach.is_suppressed(l.id)
    order by contacted, l.created_at, l.id limit least(greatest(p_limit, 0), 100)
  ) q
$$;

grant execute on function outreach.list_leads to greenlight_bot;

-- ./schemas/outreach/audit.sql

-- One row for each change of state, in the transaction of the change, never rewritten. Ids, hashes and numbers only:
-- no names, no texts, so that erasing a person leaves it whole. Replaying it gives the state.
create table outreach.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  team_id text not null,
  -- A person's id, or the part that acted by itself.
  actor text not null,
  code text not null,
  subject_kind text not null constraint subject_kind_is_known check (subject_kind in ('action', 'account', 'team', 'suppression', 'release')),
  subject_id text not null,
  from_state text,
  to_state text,
  data jsonb not null default '{}'
);
alter table outreach.audit enable row level security;
create index audit_of_a_subject on outreach.audit (subject_kind, subject_id, id);

create function outreach.refuse_rewriting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise sqlstate 'PT409' using message = format('Cannot %s rows of %s: they are only added', lower(tg_op), tg_table_name),
    detail = 'append_only';
end $$;
create trigger audit_is_only_added_to before update or delete on outreach.audit
  for each row execute function outreach.refuse_rewriting();
create trigger audit_is_never_emptied before truncate on outreach.audit
  for each statement execute function outreach.refuse_rewriting();

-- Who acts for the rest of this transaction.
create function outreach.act_as(p_actor text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select set_config('outreach.actor', coalesce(p_actor, 'unknown'), true)
$$;

create function outreach.actor() returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(nullif(current_setting('outreach.actor', true), ''), 'owner')
$$;

create function outreach.note(p_team_id text, p_code text, p_kind text, p_id text, p_from text, p_to text, p_data jsonb default '{}') returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.audit (at, team_id, actor, code, subject_kind, subject_id, from_state, to_state, data)
  values (outreach.moment(), p_team_id, outreach.actor(), p_code, p_kind, p_id, p_from, p_to, p_data)
$$;

-- ./schemas/outreach/texts.sql

-- What an approver cannot see reaches no recipient: characters that are drawn as nothing, or that turn the order of others
-- around, are taken out of every text before it is stored. The list is the one of platform/unseen-characters.ts; a test
-- compares them character by character. A text that still says {{firstName}} or [NOME] is refused when it is proposed,
-- edited and approved, and held at the release, each time naming what was found.

-- All of them, emoji's joiners too: for texts that are compared.
create function outreach.without_unseen(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select regexp_replace(p_text,
    '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
    '', 'g')
$$;

-- For texts that are sent: a joiner between two pictures and a variant behind one are parts of an emoji and stay.
create function outreach.seen_text(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select regexp_replace(p_text,
    '(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]\ufe0f?)\u200d|\u200d(?![\u203c-\u3299\U0001f000-\U0001faff])'
    || '|(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f'
    || '|[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
    '', 'g')
$$;

-- The words as they would be sent, normalised once: LF, nothing unseen, no spaces around, NFC. Equality and hashes rely on it.
create function outreach.normal_text(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select nullif(regexp_replace(
    normalize(outreach.seen_text(regexp_replace(p_text, E'\r\n?|[\u0085\u2028\u2029]', E'\n', 'g')), nfc),
    '^[\s\u00a0\u3000]+|[\s\u00a0\u3000]+$', '', 'g'), '')
$$;

-- What makes two texts the same words to a reader: without case, accents, width, white space and punctuation.
-- A text of nothing but signs, such as an emoji, is compared as it stands.
create function outreach.words_of(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(nullif(regexp_replace(w.folded, '[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a0-\u00bf\u2000-\u206f\u20d0-\u20ff\u3000-\u303f]+', '', 'g'), ''), w.folded)
  from (
    select regexp_replace(lower(regexp_replace(normalize(outreach.without_unseen(p_text), nfkd), '[\u0300-\u036f]', '', 'g')), '\s+', ' ', 'g') as folded
  ) w
$$;

-- Length in UTF-16 units, which is never less than code points; what LinkedIn counts is not known, so the larger binds.
create function outreach.text_length(p_text text) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select char_length(p_text) + char_length(regexp_replace(p_text, '[\u0001-\uffff]', '', 'g'))
$$;

-- Source: facts on notes (200 without Premium, 300 with it) and messages (8,000), read 2026-11-22.
create function outreach.text_limit(p_type text, p_tier text) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when p_type = 'send_message' then 8000 when p_type = 'send_invite' and p_tier = 'free' then 200 when p_type = 'send_invite' then 300 else 0 end
$$;

-- What names a field of a person or company in English or Portuguese, as templates write it.
create function outreach.field_names() returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select '(?:(?:insert|inserir|insira|add|enter|your|my|the|seu|sua|meu|minha|o|a|do|da|de|of|lead|prospect|contact|contato|recipient|sender|cliente|client|customer|person|pessoa|target)[\s_.-]*)*'
    || '(?:(?:first|last|full|given|middle|family|sur|user|nick|display|company|contact|lead|sender|product|job|event|primeiro|[uú]ltimo)?[\s_.-]*names?|[fl]name|(?:primeiro|[uú]ltimo|sobre|seu|pr[eé])?[\s_.-]*nome(?:[\s_.-]*(?:completo|d[aoe][\s_.-]*\w+|empresa|lead|contato|aqui))?|sobrenome'
    || '|company|organi[sz]ation|employer|empresa|organiza[cç][aã]o|job[\s_.-]*title|title|headline|position|role|cargo|fun[cç][aã]o|profiss[aã]o|occupation'
    || '|city|cidade|country|pa[ií]s|state|location|localiza[cç][aã]o|industry|ind[uú]stria|sector|setor|segmento|school|university|universidade|product|produto|topic|t[oó]pico|tema|subject|assunto'
    || '|date|link|url|e-?mail|phone|telefone|website|signature|assinatura|skill|mutual[\s_.-]*connections?|pain[\s_.-]*point|placeholder|variable|vari[aá]vel|lead|prospect|recipient|destinat[aá]rio|cliente)'
    || '(?:[\s_.-]*(?:here|aqui|\d+))?'
$$;

-- The first unfilled placeholder of a text; null: none. Ordinary brackets ("[1]", "(ISO 13485)", "[sic]"), quotation
-- marks, arrows and hearts are left alone: round and angle brackets count only around the name of a field.
create function outreach.placeholder_in(p_text text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_field text := outreach.field_names();
  v_pattern text;
  v_found text;
begin
  foreach v_pattern in array array[
    -- {{name}}, {{ }}, {% if %}, ${name}, #{name}, {name}, {Oi|Olá}, {}: braces have no other use in a letter.
    '\{\{[^{}\n]{0,80}\}\}', '\{%[^%\n]{0,80}%\}', '[$#]\{[^{}\n]{0,80}\}', '\{\s*(?:[[:alnum:]_][^{}"\n]{0,60})?\}',
    -- [[name]], [First Name], [NOME], [], [FIRST_NAME].
    '\[\[[^\[\]\n]{0,80}\]\]', '(?i)\[\s*(?:' || v_field || ')?\s*\]', '\[[[:upper:]]+(?:_[[:upper:]]+)+\]',
    -- <nome>, <<name>>, <% name %>, «nome», (nome).
    '<<[^<>\n]{1,60}>>', '<%[^%\n]{1,60}%>', '(?i)<\s*' || v_field || '\s*>', '(?i)[«‹]\s*' || v_field || '\s*[»›]', '(?i)\(\s*(?:insert|inserir|insira)\s[^()\n]{1,40}\)',
    '(?i)\(\s*(?:seu\s|your\s)?(?:nome|(?:first|last|full)?\s?name|primeiro\snome)\s*\)',
    -- %FIRSTNAME%, %%name%%, "Olá %s", *|FNAME|*, |NAME|, #nome#, $firstName, @nome.
    '%%?[[:alpha:]][[:alpha:]_ ]{1,39}%%?(?![[:alnum:]])', '(?<![^\s(])%[sd](?![[:alnum:]])', '\*\|[^|\n]{1,40}\|\*', '(?i)\|\s*' || v_field || '\s*\|', '(?i)#' || v_field || '#', '(?<![[:alnum:]])\$[[:alpha:]_][[:alnum:]_]{2,40}', '(?i)@' || v_field || '(?![[:alnum:].-])',
    -- __NAME__, "Olá ____,".
    '_{2,}[[:alnum:]][[:alnum:]_]{0,40}?_{2,}', '_{3,}',
    -- "Olá ,", "Dear ,", "Prezado(a) ,", "Olá undefined,": a greeting whose name is missing.
    '(?i)(?:^|\n)\s*(?:ol[aá]|oi+e?|opa|hi|hello|hey|dear|hola|prezad[oa](?:\(a\))?|car[oa](?:\(a\))?|estimad[oa]|(?:bom\s+dia|boa\s+tarde|boa\s+noite)|good\s+(?:morning|afternoon|evening))(?:\s+(?:sr|sra|mr|mrs|ms|dr|dra)\.?)?\s+(?:[,!:]|(?:undefined|null|nan|none)(?![[:alnum:]]))',
    '(?i)(?:^|\n)\s*(?:dear|prezad[oa](?:\(a\))?|car[oa](?:\(a\))?|estimad[oa])\s*,',
    '\[object Object\]',
    -- Filler of a template.
    '(?i)lorem\s+ipsum', '(?<![[:alnum:]])(?:TBD|FIXME|TODO:|TKTK)(?![[:alnum:]])',
    -- XXX is a placeholder, but for a thirtieth congress.
    '(?<![[:alnum:]])(?:XX|xx)[Xx]{1,8}(?![[:alnum:]])(?!\s+(?:Congress|Jornada|Simp[oó]sio|Encontro|Semana|F[oó]rum|Reuni[aã]o|Feira|Pr[eê]mio|Semin[aá]rio|Workshop|Bienal|Confer|Edi[cç]|Curso))',
    '(?i)(?<![[:alnum:]])(?:insert|inserir|insira|coloque|your|seu)\s(?:[[:alpha:]]+\s){0,2}(?:name|nome|company|empresa)\s(?:here|aqui)(?![[:alnum:]])'
  ] loop
    v_found := (regexp_match(p_text, '(' || case when v_pattern like '(?i)%' then substr(v_pattern, 5) else v_pattern end || ')',
                             case when v_pattern like '(?i)%' then 'i' else '' end))[1];
    if v_found is not null then
      return left(btrim(v_found, E' \n\t'), 100);
    end if;
  end loop;
  return null;
end $$;

-- What keeps a text from being proposed, approved or sent; null: nothing.
create function outreach.text_fault(p_text text) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when outreach.placeholder_in(p_text) is not null then jsonb_build_object('code', 'placeholder', 'found', outreach.placeholder_in(p_text))
    when p_text is distinct from outreach.normal_text(p_text) then '{"code": "unseen", "found": ""}'::jsonb end
$$;

-- ./schemas/outreach/actions.sql

-- One message, invitation, visit or withdrawal to one person, from its proposal to its end.

-- One row an action; its status moves only along these edges, for any writer.
--   An edit voids the approval: approved, scheduled -> pending_approval.
--   A definite "not sent" may go again under the same approval: not_sent -> approved.
--   Late proof ends what was taken for not sent: approved, scheduled, not_sent -> completed (see the trigger below).
create function outreach.can_move(p_from text, p_to text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_to = any (case p_from
    when 'pending_approval' then array['approved', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'approved' then array['scheduled', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'scheduled' then array['dispatching', 'pending_approval', 'completed', 'cancelled', 'skipped', 'expired', 'suppressed']
    when 'dispatching' then array['completed', 'failed', 'unknown', 'not_sent']
    when 'unknown' then array['completed', 'not_sent']
    when 'not_sent' then array['approved', 'completed']
    else array[]::text[]
  end)
$$;

create table outreach.linkedin_automation (
  id text primary key default gen_random_uuid()::text,
  team_id text not null references platform.teams,
  account_id text not null,
  lead_id text not null,
  action_type text not null constraint action_type_is_known check (action_type in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  status text not null default 'pending_approval' constraint status_is_known check (status in (
    'pending_approval', 'approved', 'scheduled', 'dispatching', 'completed', 'failed', 'unknown', 'not_sent',
    'cancelled', 'skipped', 'expired', 'suppressed')),
  -- {text}: the exact words, normalised once; null for actions without words.
  payload jsonb not null default '{}',
  -- The newest message of the person that this action answers: it may go although the person replied.
  in_reply_to text,
  revision integer not null default 1,
  hash text not null,
  author_id text not null,
  -- Who wrote the words of this revision; neither this person nor the author may approve them.
  text_by text not null,
  approved_by text,
  approved_at timestamptz,
  approved_revision integer,
  approved_hash text,
  decided_by text,
  -- A person said: not before. The planner may only go later.
  not_before timestamptz,
  scheduled_for timestamptz,
  jitter_applied_minutes numeric,
  daily_limit_check boolean,
  time_window_check boolean,
  blocked_by text constraint blocker_is_known check (blocked_by in (
    'kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker', 'window', 'holiday', 'gap', 'in_flight',
    'quota', 'rolling_cap', 'pending_cap', 'warm_up', 'suppressed', 'replied', 'stale_inbox', 'same_words', 'earlier_unknown',
    'not_connected', 'already_connected', 'already_invited', 'profile_gone', 'approval', 'not_due')),
  retry_at timestamptz,
  -- Waits for something that no beat changes; left out of planning until `retry_at` or until the lead's state changes.
  aside boolean not null default false,
  executed_at timestamptz,
  result jsonb,
  error jsonb,
  fence bigint not null default 0,
  worker text,
  -- Provider calls that were made; what is held consumes none.
  attempts integer not null default 0,
  channel_id text not null,
  idempotency_key text not null unique,
  expires_at timestamptz not null default platform.now() + interval '30 days',
  created_at timestamptz not null default platform.now(),
  updated_at timestamptz not null default platform.now(),
  updated_by text,
  constraint approver_is_known_once_approved check (
    status in ('pending_approval', 'cancelled', 'skipped', 'expired', 'suppressed')
    or (approved_by is not null and approved_at is not null and approved_revision = revision and approved_hash = hash)),
  constraint scheduled_actions_have_a_time check (status <> 'scheduled' or scheduled_for is not null),
  constraint executed_at_is_set_once_dispatched check (case
    when status in ('dispatching', 'completed', 'failed', 'unknown') then executed_at is not null
    when status in ('pending_approval', 'approved', 'scheduled') then executed_at is null
    else true end),
  constraint what_went_out_was_checked check (
    executed_at is null or (daily_limit_check is true and time_window_check is true)),
  constraint failed_actions_say_why check (status <> 'failed' or error is not null),
  constraint an_action_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint an_action_is_to_a_lead_of_the_team foreign key (lead_id, team_id) references outreach.leads (id, team_id),
  -- For the keys of rows that name both.
  unique (team_id, id),
  unique (account_id, lead_id, action_type, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table outreach.linkedin_automation enable row level security;
-- What may be planned and released, oldest approval first.
create index actions_ready on outreach.linkedin_automation (account_id, action_type, approved_at, id)
  where status in ('approved', 'scheduled') and not aside;
create index actions_aside on outreach.linkedin_automation (retry_at) where status in ('approved', 'scheduled') and aside;
create index actions_open on outreach.linkedin_automation (team_id, created_at)
  where status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown');
create index actions_expiring on outreach.linkedin_automation (expires_at)
  where status in ('pending_approval', 'approved', 'scheduled');
create index actions_of_a_lead on outreach.linkedin_automation (lead_id, team_id);
create unique index one_dispatch_at_a_time_per_account on outreach.linkedin_automation (account_id) where status = 'dispatching';
-- No semantic twins: one open invitation, visit or withdrawal per account and person, and never the same words twice to
-- one person from any account.
create unique index one_open_action_of_a_kind on outreach.linkedin_automation (account_id, lead_id, action_type)
  where action_type <> 'send_message'
    and status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown');
create unique index the_same_words_once_to_a_person on outreach.linkedin_automation (team_id, lead_id, md5(payload ->> 'text'))
  where action_type = 'send_message'
    and status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown', 'completed');

-- Every text that was ever proposed, and who wrote it.
create table outreach.action_revisions (
  action_id text not null references outreach.linkedin_automation on delete cascade,
  revision integer not null,
  hash text not null,
  text text,
  written_by text not null,
  created_at timestamptz not null default platform.now(),
  primary key (action_id, revision)
);
alter table outreach.action_revisions enable row level security;
create trigger revisions_are_never_rewritten before update on outreach.action_revisions
  for each row execute function outreach.refuse_rewriting();

-- Who approved which words. The team's rule says how many have to.
create table outreach.action_approvals (
  action_id text not null,
  revision integer not null,
  hash text not null,
  person_id text not null,
  approved_at timestamptz not null,
  primary key (action_id, revision, hash, person_id),
  constraint an_approval_is_of_a_text_of_its_action foreign key (action_id, revision)
    references outreach.action_revisions on delete cascade
);
alter table outreach.action_approvals enable row level security;

-- Whose approvals of exactly these words stand: of people who may still give them. What was not sent is decided anew, by
-- approvals that came after its dispatch.
create function outreach.approvals_of(p_action outreach.linkedin_automation) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(a.person_id order by a.approved_at, a.person_id), '{}')
  from outreach.action_approvals a
  where a.action_id = (p_action).id and a.revision = (p_action).revision and a.hash = (p_action).hash
    and outreach.approvers_of(p_action) ? a.person_id
    and ((p_action).status not in ('pending_approval', 'not_sent') or a.approved_at > coalesce((
      select max(l.dispatched_at) from outreach.release_ledger l where l.action_id = (p_action).id), '-infinity'))
$$;

-- What an approval binds to: kind, account, person and words.
create function outreach.action_hash(p_action outreach.linkedin_automation) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(jsonb_build_array(
    (p_action).action_type, (p_action).account_id, (p_action).lead_id, (p_action).in_reply_to, (p_action).payload -> 'text')::text, 'UTF8')), 'hex')
$$;

create function outreach.refuse_illegal_move() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' and new.status <> 'pending_approval' then
    raise sqlstate 'PT409' using message = format('Cannot start an action as %s: accepted is pending_approval', new.status),
      detail = 'illegal_move';
  elsif tg_op = 'UPDATE' and old.status <> new.status and not outreach.can_move(old.status, new.status) then
    raise sqlstate 'PT409' using message = format('Cannot move action "%s" from %s to %s', old.id, old.status, new.status),
      detail = 'illegal_move';
  end if;
  new.updated_at := outreach.moment();
  new.updated_by := outreach.actor();
  if new.status not in ('approved', 'scheduled') then
    new.aside := false;
  end if;
  return new;
end $$;
create trigger actions_move_only_along_the_edges before insert or update on outreach.linkedin_automation
  for each row execute function outreach.refuse_illegal_move();

-- Nothing is completed without a release that the provider showed. A person may say "not sent" and be wrong: the provider
-- shows the message later. What went out then counts as gone, and the same action, approved once more meanwhile, does not
-- go a second time.
create function outreach.refuse_completion_without_proof() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from outreach.release_ledger l where l.action_id = new.id and l.outcome in ('sent', 'already')) then
    raise sqlstate 'PT409' using message = format('Cannot move action "%s" from %s to completed: no release of it was seen', old.id, old.status),
      detail = 'illegal_move';
  end if;
  return new;
end $$;
create trigger completed_actions_were_seen before update of status on outreach.linkedin_automation
  for each row when (new.status = 'completed' and old.status in ('approved', 'scheduled', 'not_sent'))
  execute function outreach.refuse_completion_without_proof();

create function outreach.audit_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform outreach.note(new.team_id,
    case when tg_op = 'INSERT' then 'action_proposed' when old.status = new.status then 'action_edited' else 'action_' || new.status end,
    'action', new.id, case when tg_op = 'UPDATE' then old.status end, new.status,
    jsonb_build_object('account_id', new.account_id, 'lead_id', new.lead_id, 'type', new.action_type, 'revision', new.revision,
      'hash', new.hash, 'approved_by', new.approved_by, 'scheduled_for', new.scheduled_for, 'executed_at', new.executed_at,
      'blocked_by', new.blocked_by, 'fence', new.fence, 'attempts', new.attempts, 'error', new.error ->> 'code'));
  return null;
end $$;
create trigger actions_are_audited_when_made after insert on outreach.linkedin_automation
  for each row execute function outreach.audit_action();
create trigger actions_are_audited_when_moved after update on outreach.linkedin_automation
  for each row when (old.status is distinct from new.status or old.revision is distinct from new.revision or old.hash is distinct from new.hash)
  execute function outreach.audit_action();

create function outreach.action_view(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_action).id, 'team_id', (p_action).team_id, 'account_id', (p_action).account_id, 'type', (p_action).action_type,
    'status', (p_action).status,
    'lead', jsonb_build_object('lead_id', l.id, 'name', l.name, 'profile_url', l.profile_url, 'provider_id', l.provider_id),
    'text', (p_action).payload ->> 'text', 'revision', (p_action).revision, 'hash', (p_action).hash,
    'approvals', case when (p_action).status in ('pending_approval', 'not_sent') then to_jsonb(outreach.approvals_of(p_action)) else '[]'::jsonb end,
    'quorum', coalesce((platform.approver_rule((p_action).team_id, 'outreach')).quorum, 1),
    'author_id', (p_action).author_id, 'approved_by', (p_action).approved_by, 'approved_at', (p_action).approved_at,
    'scheduled_for', (p_action).scheduled_for, 'jitter_applied_minutes', (p_action).jitter_applied_minutes,
    'daily_limit_check', (p_action).daily_limit_check, 'time_window_check', (p_action).time_window_check,
    'blocked_by', (p_action).blocked_by, 'retry_at', (p_action).retry_at, 'executed_at', (p_action).executed_at,
    'result', (p_action).result, 'error', (p_action).error, 'channel_id', (p_action).channel_id, 'created_at', (p_action).created_at,
    'answers', case when (p_action).executed_at is null and (p_action).status <> 'skipped' then '[]'::jsonb else coalesce((
      select jsonb_agg(jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at) order by e.id)
      from (select * from outreach.inbound_events i where i.action_id = (p_action).id order by i.id desc limit 10) e), '[]'::jsonb) end)
  from outreach.leads l where l.id = (p_action).lead_id
$$;

-- Locks an action and, before it, its account: all functions take these locks in this order.
create function outreach.hold_action(p_action_id text) returns outreach.linkedin_automation
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation;
begin
  perform from outreach.accounts a
  where a.id = (select n.account_id from outreach.linkedin_automation n where n.id = p_action_id) for update;
  select * into v_action from outreach.linkedin_automation where id = p_action_id for update;
  return v_action;
end $$;

-- The author and those who may approve steer an action; guests do not.
create function outreach.may_steer(p_action outreach.linkedin_automation, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.role_of((p_action).team_id, p_person_id) <> 'guest'
    and (p_person_id = (p_action).author_id
         or coalesce(outreach.role_of((p_action).team_id, p_person_id) = any ((platform.approver_rule((p_action).team_id, 'outreach')).roles), false))
$$;

create function outreach.outcome(p_outcome text, p_reason text, p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('outcome', p_outcome, 'reason', p_reason,
    'approvers', case when (p_action).id is not null then outreach.approvers_of(p_action) else '[]'::jsonb end,
    'action', case when (p_action).id is not null then outreach.action_view(p_action) end)
$$;

-- Empty answer: no such action.
create function outreach.get_action(p_action_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select outreach.action_view(n) from outreach.linkedin_automation n where n.id = p_action_id
$$;

grant execute on function outreach.get_action to greenlight_bot;

-- ./schemas/outreach/approvals.sql

-- What people do with one action: propose, approve or reject, edit, cancel, reschedule. Who proposes, edits or approves
-- words hears what is wrong with them: an unfilled placeholder, something unseen, words that this person has already.

-- The newest message of a person, to any account of the team, by when we learned of it. Empty answer: none.
create function outreach.newest_inbound(p_lead_id text) returns outreach.contacts
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c from outreach.contacts c
  where c.lead_id = any (outreach.aliases(p_lead_id)) and c.last_inbound_event is not null
  order by c.last_inbound_event desc limit 1
$$;

-- An open or sent action that has the same words for the same person, under any name, from any account. Locks the person.
-- Null: none. `p_but` is left out.
create function outreach.same_words(p_lead_id text, p_type text, p_account_id text, p_text text, p_but text) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_held text[];
begin
  if p_text is null then
    return null;
  end if;
  v_held := outreach.hold_person(p_lead_id);
  return (
    select n.id from outreach.linkedin_automation n
    where n.lead_id = any (v_held) and n.action_type in ('send_invite', 'send_message') and n.id is distinct from p_but
      and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown', 'completed')
      and not (p_type = 'send_invite' and n.action_type = 'send_invite' and n.account_id = p_account_id)
      and outreach.words_of(n.payload ->> 'text') = outreach.words_of(p_text)
    order by n.created_at desc limit 1);
end $$;

-- Who may approve exactly this revision.
create function outreach.approvers_of(p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(p.user_id order by p.role, p.name), '[]'::jsonb)
  from platform.approver_rule((p_action).team_id, 'outreach') rule
  join platform.people p on p.team_id = (p_action).team_id and p.role = any (rule.roles) and not p.is_guest
  where not (rule.four_eyes and p.user_id in ((p_action).author_id, (p_action).text_by))
$$;

-- The same key gives the same action. Refusals say why and store nothing.
create function outreach.propose_action(p_action jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_known text;
  v_type text := p_action ->> 'type';
  v_text text := outreach.normal_text(p_action ->> 'text');
  v_new outreach.linkedin_automation;
  v_reason text;
  v_params jsonb := '{}';
begin
  select id into v_known from outreach.linkedin_automation where idempotency_key = p_action ->> 'idempotency_key';
  if v_known is not null then
    return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_known);
  end if;
  perform outreach.act_as(p_action ->> 'author_id');
  if v_type is null or v_type not in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite') then
    raise sqlstate 'PT400' using message = format('Cannot propose "%s": accepted are view_profile, send_invite, send_message, withdraw_invite', v_type),
      detail = 'bad_type';
  end if;
  if v_type in ('view_profile', 'withdraw_invite') then
    v_text := null;
  end if;
  -- Account before person, as all functions lock.
  select * into v_account from outreach.accounts where id = p_action ->> 'account_id' and team_id = p_action ->> 'team_id' for update;
  if outreach.role_of(p_action ->> 'team_id', p_action ->> 'author_id') = 'guest' then
    v_reason := 'not_allowed';
  elsif v_account.id is null then
    v_reason := 'no_account';
  elsif v_type = 'send_message' and v_text is null then
    v_reason := 'empty';
  elsif outreach.text_length(v_text) > outreach.text_limit(v_type, v_account.tier) then
    v_reason := 'too_long';
    v_params := jsonb_build_object('length', outreach.text_length(v_text), 'max', outreach.text_limit(v_type, v_account.tier), 'tier', v_account.tier);
  elsif outreach.text_fault(v_text) is not null then
    v_reason := outreach.text_fault(v_text) ->> 'code';
    v_params := outreach.text_fault(v_text) - 'code';
  else
    v_new.lead_id := outreach.lead_at(p_action ->> 'team_id', p_action ->> 'profile_url', outreach.normal_text(p_action ->> 'name'));
    if v_new.lead_id is null then
      v_reason := 'bad_url';
      v_params := jsonb_build_object('value', left(p_action ->> 'profile_url', 200));
    elsif outreach.is_suppressed(v_new.lead_id) then
      v_reason := 'suppressed';
    elsif v_text is not null then
      v_known := outreach.same_words(v_new.lead_id, v_type, v_account.id, v_text, null);
      if v_known is not null then
        v_reason := 'duplicate';
        v_params := jsonb_build_object('action_id', v_known);
      end if;
    end if;
  end if;
  if v_reason is not null then
    return jsonb_build_object('outcome', 'refused', 'reason', v_reason, 'params', v_params, 'action_id', null);
  end if;

  v_new.account_id := v_account.id;
  v_new.action_type := v_type;
  v_new.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
  if v_type in ('send_invite', 'send_message') then
    -- A text to a person who wrote to us answers the newest message; a newer one voids the answer.
    v_new.in_reply_to := (outreach.newest_inbound(v_new.lead_id)).last_inbound_id;
  end if;
  begin
    insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, in_reply_to, hash, author_id, text_by, channel_id, idempotency_key)
    values (v_account.team_id, v_account.id, v_new.lead_id, v_type, v_new.payload, v_new.in_reply_to, outreach.action_hash(v_new),
            p_action ->> 'author_id', p_action ->> 'author_id', p_action ->> 'channel_id', p_action ->> 'idempotency_key')
    returning * into v_new;
  exception when unique_violation then
    select id into v_known from outreach.linkedin_automation where idempotency_key = p_action ->> 'idempotency_key';
    if v_known is not null then
      return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_known);
    end if;
    select n.id into v_known from outreach.linkedin_automation n
    where n.lead_id = v_new.lead_id and n.action_type = v_type and n.status not in ('failed', 'not_sent', 'cancelled', 'skipped', 'expired', 'suppressed')
    order by n.created_at desc limit 1;
    return jsonb_build_object('outcome', 'refused', 'reason', 'duplicate', 'params', jsonb_build_object('action_id', v_known), 'action_id', null);
  end;
  insert into outreach.action_revisions (action_id, revision, hash, text, written_by)
  values (v_new.id, 1, v_new.hash, v_text, v_new.author_id);
  update outreach.outbox set response_url = p_action ->> 'response_url' where action_id = v_new.id;
  update outreach.accounts set channel_id = v_new.channel_id where id = v_account.id and channel_id is null;
  return jsonb_build_object('outcome', 'proposed', 'reason', null, 'params', '{}'::jsonb, 'action_id', v_new.id);
end $$;

-- Decides on exactly the revision and hash that the button carried. Approving binds to the words; neither the author nor
-- the writer of this revision may, and as many people as the team's rule says have to: until then `quorum_pending`, which keeps
-- the approval. For a suppressed person the answer is `decided`, reason `suppressed`. Words with a fault
-- are `not_allowed` with the fault's code (`placeholder` with what was `found`, `unseen`, `duplicate`), a second
-- approval of one person with `already_approved`. A `not_sent` action may be approved once more: that is how a person sends it again.
create function outreach.decide_action(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_click ->> 'action_id');
  v_person text := p_click ->> 'person_id';
  v_rule platform.approver_rules;
  v_role text;
  v_approvals integer;
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif p_click ->> 'decision' is null or p_click ->> 'decision' not in ('approve', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, reject', p_click ->> 'decision'), detail = 'bad_decision';
  end if;
  v_rule := platform.approver_rule(v_action.team_id, 'outreach');
  v_role := outreach.role_of(v_action.team_id, v_person);
  if v_action.revision <> (p_click ->> 'revision')::integer or v_action.hash is distinct from p_click ->> 'hash' then
    return outreach.outcome('superseded', null, v_action);
  elsif not (v_action.status = 'pending_approval' or (v_action.status = 'not_sent' and p_click ->> 'decision' = 'approve')) then
    return outreach.outcome(case when v_action.approved_by is not null or v_action.decided_by is not null then 'already_decided' else 'wrong_state' end,
                            v_action.status, v_action);
  elsif v_role = 'guest' then
    return outreach.outcome('not_allowed', 'guest', v_action);
  elsif v_rule.four_eyes and v_person in (v_action.author_id, v_action.text_by) then
    return outreach.outcome('not_allowed', 'author', v_action);
  elsif v_rule.team_id is null or not v_role = any (v_rule.roles) then
    return outreach.outcome('not_allowed', 'role', v_action);
  end if;
  perform outreach.act_as(v_person);
  if p_click ->> 'decision' = 'reject' then
    update outreach.linkedin_automation
    set status = 'cancelled', decided_by = v_person, blocked_by = null, retry_at = null,
        error = jsonb_build_object('code', 'rejected', 'message', left(coalesce(p_click ->> 'note', ''), 2000))
    where id = v_action.id returning * into v_action;
    return outreach.outcome('decided', null, v_action);
  elsif outreach.text_fault(v_action.payload ->> 'text') is not null then
    return outreach.outcome('not_allowed', outreach.text_fault(v_action.payload ->> 'text') ->> 'code', v_action)
      || jsonb_build_object('found', outreach.text_fault(v_action.payload ->> 'text') ->> 'found');
  elsif outreach.same_words(v_action.lead_id, v_action.action_type, v_action.account_id, v_action.payload ->> 'text', v_action.id) is not null then
    return outreach.outcome('not_allowed', 'duplicate', v_action);
  elsif outreach.is_suppressed(v_action.lead_id) and v_action.status = 'pending_approval' then
    update outreach.linkedin_automation set status = 'suppressed', decided_by = v_person, blocked_by = 'suppressed', retry_at = null
    where id = v_action.id returning * into v_action;
    return outreach.outcome('decided', 'suppressed', v_action);
  elsif outreach.is_suppressed(v_action.lead_id) then
    return outreach.outcome('not_allowed', 'suppressed', v_action);
  elsif v_person = any (outreach.approvals_of(v_action)) then
    return outreach.outcome('not_allowed', 'already_approved', v_action);
  end if;
  insert into outreach.action_approvals as a (action_id, revision, hash, person_id, approved_at)
  values (v_action.id, v_action.revision, v_action.hash, v_person, outreach.moment())
  on conflict (action_id, revision, hash, person_id) do update set approved_at = excluded.approved_at;
  v_approvals := cardinality(outreach.approvals_of(v_action));
  perform outreach.note(v_action.team_id, 'approval_given', 'action', v_action.id, v_action.status, v_action.status,
    jsonb_build_object('revision', v_action.revision, 'hash', v_action.hash, 'approvals', v_approvals, 'quorum', v_rule.quorum));
  if v_approvals < v_rule.quorum then
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
    return outreach.outcome('quorum_pending', null, v_action);
  end if;
  update outreach.linkedin_automation
  set status = 'approved', approved_by = v_person, approved_at = outreach.moment(), approved_revision = revision, approved_hash = hash,
      decided_by = v_person, expires_at = outreach.moment() + interval '30 days', attempts = 0, executed_at = null, error = null, result = null,
      scheduled_for = null, jitter_applied_minutes = null, blocked_by = null, retry_at = null, daily_limit_check = null, time_window_check = null
  where id = v_action.id returning * into v_action;
  perform outreach.foresee(v_action.id);
  select * into v_action from outreach.linkedin_automation where id = v_action.id;
  return outreach.outcome('decided', null, v_action);
exception when unique_violation then
  select * into v_action from outreach.linkedin_automation where id = v_action.id;
  return outreach.outcome('wrong_state', 'duplicate', v_action);
end $$;

-- Writes another text: a new revision, without an approval. Raises `empty`, `too_long`, `placeholder`, `duplicate`.
create function outreach.edit_action(p_edit jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_edit ->> 'action_id');
  v_text text := outreach.normal_text(p_edit ->> 'text');
  v_limit integer;
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif outreach.role_of(v_action.team_id, p_edit ->> 'person_id') = 'guest' then
    return outreach.outcome('not_allowed', 'guest', v_action);
  elsif not outreach.may_steer(v_action, p_edit ->> 'person_id') then
    return outreach.outcome('not_allowed', 'role', v_action);
  elsif v_action.revision <> (p_edit ->> 'revision')::integer or v_action.hash is distinct from p_edit ->> 'hash' then
    return outreach.outcome('superseded', null, v_action);
  elsif v_action.status not in ('pending_approval', 'approved', 'scheduled') or v_action.action_type not in ('send_invite', 'send_message') then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  end if;
  v_limit := outreach.text_limit(v_action.action_type, (select a.tier from outreach.accounts a where a.id = v_action.account_id));
  if v_text is null and v_action.action_type = 'send_message' then
    raise sqlstate 'PT400' using message = 'Cannot send a message without words', detail = 'empty';
  elsif outreach.text_length(v_text) > v_limit then
    raise sqlstate 'PT400' using message = format('Cannot keep a text of %s characters: %s are accepted', outreach.text_length(v_text), v_limit),
      detail = 'too_long', hint = format('{"length": %s, "max": %s}', outreach.text_length(v_text), v_limit);
  elsif outreach.text_fault(v_text) is not null then
    raise sqlstate 'PT400' using message = format('Cannot keep a text with the placeholder %s', outreach.text_fault(v_text) ->> 'found'),
      detail = outreach.text_fault(v_text) ->> 'code', hint = (outreach.text_fault(v_text) - 'code')::text;
  elsif outreach.same_words(v_action.lead_id, v_action.action_type, v_action.account_id, v_text, v_action.id) is not null then
    raise sqlstate 'PT409' using message = 'Cannot use these words: this person has them already, or they wait to be sent', detail = 'duplicate';
  elsif v_text is not distinct from v_action.payload ->> 'text' then
    return outreach.outcome('edited', 'same_text', v_action);
  end if;
  perform outreach.act_as(p_edit ->> 'person_id');
  v_action.payload := case when v_text is null then '{}'::jsonb else jsonb_build_object('text', v_text) end;
  begin
    update outreach.linkedin_automation
    set payload = v_action.payload, hash = outreach.action_hash(v_action), revision = revision + 1, text_by = p_edit ->> 'person_id',
        status = 'pending_approval', approved_by = null, approved_at = null,
        approved_revision = null, approved_hash = null, decided_by = null, scheduled_for = null, jitter_applied_minutes = null,
        blocked_by = null, retry_at = null, expires_at = outreach.moment() + interval '30 days'
    where id = v_action.id returning * into v_action;
  exception when unique_violation then
    raise sqlstate 'PT409' using message = 'Cannot use these words: this person has them already, or they wait to be sent', detail = 'duplicate';
  end;
  insert into outreach.action_revisions (action_id, revision, hash, text, written_by)
  values (v_action.id, v_action.revision, v_action.hash, v_text, v_action.text_by);
  return outreach.outcome('edited', null, v_action);
end $$;

create function outreach.cancel_action(p_action_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif not outreach.may_steer(v_action, p_person_id) then
    return outreach.outcome('not_allowed', case when outreach.role_of(v_action.team_id, p_person_id) = 'guest' then 'guest' else 'role' end, v_action);
  elsif not outreach.can_move(v_action.status, 'cancelled') then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  end if;
  perform outreach.act_as(p_person_id);
  update outreach.linkedin_automation set status = 'cancelled', decided_by = p_person_id, blocked_by = null, retry_at = null
  where id = p_action_id returning * into v_action;
  return outreach.outcome('decided', null, v_action);
end $$;

-- Not before that time; the planner may only go later. Raises `bad_time` for the past and for more than 90 days ahead.
create function outreach.reschedule_action(p_action_id text, p_person_id text, p_not_before timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
begin
  if v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif not outreach.may_steer(v_action, p_person_id) then
    return outreach.outcome('not_allowed', case when outreach.role_of(v_action.team_id, p_person_id) = 'guest' then 'guest' else 'role' end, v_action);
  elsif v_action.status not in ('pending_approval', 'approved', 'scheduled') then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  elsif p_not_before is null or p_not_before < outreach.moment() - interval '1 minute' or p_not_before > outreach.moment() + interval '90 days' then
    raise sqlstate 'PT400' using message = format('Cannot move the action to %s: accepted are the next 90 days', p_not_before), detail = 'bad_time';
  end if;
  perform outreach.act_as(p_person_id);
  update outreach.linkedin_automation
  set not_before = p_not_before, expires_at = greatest(expires_at, p_not_before + interval '7 days'),
      scheduled_for = case when status = 'scheduled' then p_not_before else scheduled_for end,
      jitter_applied_minutes = case when status = 'scheduled' then 0 else jitter_applied_minutes end,
      aside = status in ('approved', 'scheduled'),
      blocked_by = case when status in ('approved', 'scheduled') then 'not_due' end,
      retry_at = case when status in ('approved', 'scheduled') then p_not_before end
  where id = p_action_id returning * into v_action;
  perform outreach.note(v_action.team_id, 'action_rescheduled', 'action', v_action.id, v_action.status, v_action.status,
    jsonb_build_object('not_before', p_not_before));
  return outreach.outcome('decided', null, v_action);
end $$;

-- Invitations that were not accepted within the account's term: their withdrawal is proposed, at most five open ones per
-- account, and a person approves it like every other write. What a person turned down is not proposed again.
create function outreach.propose_withdrawals() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_contact outreach.contacts;
  v_action outreach.linkedin_automation;
  v_key text;
begin
  for v_account in
    select * from outreach.accounts a
    where a.withdraw_after_days is not null and a.channel_id is not null and a.status = 'ok' and a.paused_at is null
    order by a.id
  loop
    for v_contact in
      select c.* from outreach.contacts c
      where c.account_id = v_account.id and c.invitation = 'pending' and not c.connected is true
        and c.invited_at <= outreach.moment() - make_interval(days => v_account.withdraw_after_days)
        and not exists (
          select from outreach.linkedin_automation n
          where n.idempotency_key = format('withdraw %s %s %s', c.account_id, c.lead_id, extract(epoch from c.invited_at)))
      order by c.invited_at
      limit greatest(0, 5 - (
        select count(*)::integer from outreach.linkedin_automation n
        where n.account_id = v_account.id and n.action_type = 'withdraw_invite' and n.team_id = v_account.team_id
          and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')))
    loop
      v_key := format('withdraw %s %s %s', v_contact.account_id, v_contact.lead_id, extract(epoch from v_contact.invited_at));
      v_action.account_id := v_account.id;
      v_action.lead_id := v_contact.lead_id;
      v_action.action_type := 'withdraw_invite';
      v_action.payload := '{}';
      perform outreach.act_as('governor');
      insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key)
      values (v_account.team_id, v_account.id, v_contact.lead_id, 'withdraw_invite', outreach.action_hash(v_action), 'greenlight', 'greenlight',
              v_account.channel_id, v_key)
      on conflict do nothing
      returning * into v_action;
      if found then
        insert into outreach.action_revisions (action_id, revision, hash, written_by) values (v_action.id, 1, v_action.hash, v_action.author_id);
      end if;
    end loop;
  end loop;
end $$;

grant execute on function outreach.propose_action, outreach.decide_action, outreach.edit_action,
  outreach.cancel_action, outreach.reschedule_action to greenlight_bot;

-- ./schemas/outreach/stops.sql

-- Stops: pause of an account, kill switch of a team, breakers. Each locks the accounts it binds, so that it is either before
-- a release, which then does not happen, or after it. However it is learned that an account is down, a person lets it go on.
-- Why the governor stopped something is a code, for which the bot has words in the team's language.

-- A stopped team releases nothing (kill switch). No row: not stopped.
create table outreach.stops (
  team_id text primary key references platform.teams,
  stopped_at timestamptz not null default platform.now(),
  stopped_by text not null,
  reason text not null constraint a_stop_says_why check (reason <> '')
);
alter table outreach.stops enable row level security;

-- What a provider's warning closed. `scope` is an action type, or '*' for the whole account.
create table outreach.breakers (
  id bigint generated always as identity primary key,
  account_id text not null references outreach.accounts,
  scope text not null constraint scope_is_known check (scope in ('*', 'view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  reason text not null,
  opened_at timestamptz not null default platform.now(),
  until timestamptz not null,
  needs_person boolean not null default false
);
alter table outreach.breakers enable row level security;
create index breakers_of_an_account on outreach.breakers (account_id, until);
create index breakers_for_a_person on outreach.breakers (account_id) where needs_person;

-- The breaker that holds most: the one for a person first, then the account's, then the longest.
create function outreach.open_breaker(p_account_id text, p_type text, p_at timestamptz) returns outreach.breakers
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select b from outreach.breakers b
  where b.account_id = p_account_id and (b.until > p_at or b.needs_person) and (p_type is null or b.scope in ('*', p_type))
  order by b.needs_person desc, b.scope = '*' desc, b.until desc limit 1
$$;

-- Closes an account (or one type of action) after a provider's warning. A second warning while it is closed can only
-- lengthen it.
create function outreach.open_breaker_for(p_account_id text, p_scope text, p_reason text, p_span interval, p_needs_person boolean) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_until timestamptz := outreach.moment() + p_span;
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  update outreach.breakers set until = greatest(until, v_until), needs_person = needs_person or p_needs_person
  where account_id = p_account_id and scope = p_scope and reason = p_reason and (until > outreach.moment() or needs_person);
  if not found then
    insert into outreach.breakers (account_id, scope, reason, opened_at, until, needs_person)
    values (p_account_id, p_scope, p_reason, outreach.moment(), v_until, p_needs_person);
  end if;
  perform outreach.note(v_account.team_id, 'breaker_opened', 'account', p_account_id, null, null,
    jsonb_build_object('cause', p_reason, 'scope', p_scope, 'until', v_until, 'needs_person', p_needs_person));
  perform outreach.tell(v_account, 'breaker_opened',
    jsonb_build_object('reason', p_reason, 'scope', p_scope, 'until', v_until, 'needs_person', p_needs_person));
end $$;

-- Stops every account of a team; again changes nothing.
create function outreach.stop_team(p_team_id text, p_actor text, p_reason text, p_code text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  perform outreach.hold_accounts(p_team_id);
  insert into outreach.stops (team_id, stopped_at, stopped_by, reason) values (p_team_id, outreach.moment(), p_actor, p_reason)
  on conflict do nothing;
  if found then
    perform outreach.note(p_team_id, 'team_stopped', 'team', p_team_id, null, 'stopped', jsonb_build_object('cause', p_code));
    for v_account in select * from outreach.accounts where team_id = p_team_id order by id loop
      perform outreach.tell(v_account, 'stopped', jsonb_build_object('person_id', p_actor, 'reason', p_reason, 'cause', p_code));
    end loop;
  end if;
end $$;

create function outreach.pause_account(p_account_id text, p_actor text, p_reason text, p_code text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  update outreach.accounts set paused_at = outreach.moment(), paused_by = p_actor, pause_reason = p_reason
  where id = p_account_id and paused_at is null returning * into v_account;
  if found then
    perform outreach.note(v_account.team_id, 'paused', 'account', v_account.id, 'running', 'paused', jsonb_build_object('cause', p_code));
    perform outreach.tell(v_account, 'paused', jsonb_build_object('person_id', p_actor, 'reason', p_reason, 'cause', p_code));
  end if;
end $$;

-- Without an account: the kill switch. Anyone but guests; the reason is required.
create function outreach.pause(p_team_id text, p_account_id text, p_person_id text, p_reason text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_reason text := left(nullif(btrim(p_reason), ''), 500);
begin
  if outreach.role_of(p_team_id, p_person_id) = 'guest' then
    return '{"outcome": "not_allowed", "reason": "guest"}';
  elsif v_reason is null then
    return '{"outcome": "refused", "reason": "empty"}';
  end if;
  perform outreach.act_as(p_person_id);
  if p_account_id is null then
    perform outreach.stop_team(p_team_id, p_person_id, v_reason, 'person');
  elsif not exists (select from outreach.accounts where id = p_account_id and team_id = p_team_id) then
    return '{"outcome": "not_found", "reason": null}';
  else
    perform outreach.pause_account(p_account_id, p_person_id, v_reason, 'person');
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- Admins. Ends a pause and, for breakers that wait for a person, says that one has looked: they still last until their
-- time. Nothing goes at once: a fresh gap starts here.
create function outreach.resume(p_team_id text, p_account_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_seen integer;
begin
  if outreach.role_of(p_team_id, p_person_id) <> 'admin' then
    return jsonb_build_object('outcome', 'not_allowed', 'reason', case when outreach.role_of(p_team_id, p_person_id) = 'guest' then 'guest' else 'role' end);
  end if;
  perform outreach.act_as(p_person_id);
  perform outreach.hold_accounts(p_team_id, p_account_id);
  if p_account_id is null then
    delete from outreach.stops where team_id = p_team_id;
    if found then
      perform outreach.note(p_team_id, 'team_resumed', 'team', p_team_id, 'stopped', null);
      for v_account in update outreach.accounts set resumed_at = outreach.moment() where team_id = p_team_id returning * loop
        perform outreach.tell(v_account, 'resumed', jsonb_build_object('person_id', p_person_id));
      end loop;
    end if;
    return '{"outcome": "done", "reason": null}';
  end if;
  select * into v_account from outreach.accounts where id = p_account_id and team_id = p_team_id;
  if v_account.id is null then
    return '{"outcome": "not_found", "reason": null}';
  end if;
  update outreach.breakers set needs_person = false where account_id = p_account_id and needs_person;
  get diagnostics v_seen = row_count;
  if v_account.paused_at is not null or v_seen > 0 or v_account.status in ('checkpoint', 'restricted') then
    update outreach.accounts
    set paused_at = null, paused_by = null, pause_reason = null, resumed_at = outreach.moment(), server_errors = 0,
        -- The provider's own report follows with the next status; until then the person's word counts.
        status = case when status in ('checkpoint', 'restricted') then 'ok' else status end
    where id = p_account_id;
    perform outreach.note(p_team_id, 'resumed', 'account', p_account_id, 'paused', 'running', jsonb_build_object('breakers_seen', v_seen));
    select * into v_account from outreach.accounts where id = p_account_id;
    perform outreach.tell(v_account, 'resumed', jsonb_build_object('person_id', p_person_id));
  end if;
  return '{"outcome": "done", "reason": null}';
end $$;

-- A restriction: at least 7 days, a person, and the warm-up from its start. Two accounts of a team within a day stop
-- the team: then it is not about one account.
create function outreach.restrict_account(p_account_id text, p_status text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
begin
  update outreach.accounts
  set status = p_status,
      warm_up_from = case when p_status = 'restricted' then (outreach.moment() at time zone time_zone)::date + 1 else warm_up_from end
  where id = p_account_id returning * into v_account;
  perform outreach.open_breaker_for(p_account_id, '*', p_status, case when p_status = 'restricted' then interval '7 days' else interval '24 hours' end, true);
  if (select count(distinct b.account_id) from outreach.accounts a join outreach.breakers b on b.account_id = a.id
      where a.team_id = v_account.team_id and b.reason in ('restricted', 'checkpoint') and b.opened_at > outreach.moment() - interval '24 hours') >= 2 then
    insert into outreach.stops (team_id, stopped_at, stopped_by, reason)
    values (v_account.team_id, outreach.moment(), 'governor', 'two_accounts_warned') on conflict do nothing;
    if found then
      perform outreach.note(v_account.team_id, 'team_stopped', 'team', v_account.team_id, null, 'stopped', '{"cause": "two_accounts_warned"}');
      perform outreach.tell(v_account, 'stopped', '{"person_id": "governor", "cause": "two_accounts_warned"}');
    end if;
  end if;
end $$;

create function outreach.heed_signal(p_account_id text, p_type text, p_signal text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_team text;
begin
  update outreach.accounts
  set server_errors = case when p_signal = 'server_error' then server_errors + 1 else 0 end
  where id = p_account_id returning * into v_account;
  if p_signal = 'limit' then
    -- A second type at its limit within the day means the account.
    perform outreach.open_breaker_for(p_account_id,
      case when exists (select from outreach.breakers b where b.account_id = p_account_id and b.reason = 'limit' and b.scope <> p_type and b.until > outreach.moment())
           then '*' else p_type end, 'limit', interval '24 hours', false);
  elsif p_signal = 'rate' then
    perform outreach.open_breaker_for(p_account_id, '*', 'rate', interval '24 hours', false);
  elsif p_signal in ('restricted', 'checkpoint') then
    perform outreach.restrict_account(p_account_id, p_signal);
  elsif p_signal = 'account_down' then
    perform outreach.pause_account(p_account_id, 'governor', 'account_down', 'account_down');
  elsif p_signal = 'config' then
    -- Our own key is refused: that is no fault of any account, and none can work.
    for v_team in select t.team_id from platform.teams t where exists (select from outreach.accounts a where a.team_id = t.team_id) order by t.team_id loop
      insert into outreach.stops (team_id, stopped_at, stopped_by, reason)
      values (v_team, outreach.moment(), 'governor', 'config') on conflict do nothing;
      if found then
        perform outreach.note(v_team, 'team_stopped', 'team', v_team, null, 'stopped', '{"cause": "config"}');
        perform outreach.tell(a, 'stopped', '{"person_id": "governor", "cause": "config"}') from outreach.accounts a where a.team_id = v_team;
      end if;
    end loop;
  elsif p_signal = 'server_error' and v_account.server_errors >= 3 then
    perform outreach.open_breaker_for(p_account_id, '*', 'server_errors', interval '1 hour', false);
  elsif p_signal = 'not_found' and (
    select count(*) from outreach.release_ledger l
    where l.account_id = p_account_id and l.dispatched_at > outreach.moment() - interval '24 hours' and l.signal = 'not_found') + (
    select count(*) from outreach.linkedin_automation n
    where n.account_id = p_account_id and n.updated_at > outreach.moment() - interval '24 hours' and n.blocked_by = 'profile_gone') >= 3 then
    perform outreach.open_breaker_for(p_account_id, '*', 'not_found', interval '24 hours', false);
  end if;
end $$;

grant execute on function outreach.pause, outreach.resume to greenlight_bot;

-- ./schemas/outreach/suppressions.sql

-- Who is never contacted again.

create table outreach.suppressions (
  id bigint generated always as identity primary key,
  team_id text not null references platform.teams,
  kind text not null constraint kind_is_known check (kind in ('person', 'company', 'domain')),
  -- `person`: slug:<slug> or provider_id:<id>; `company`: its key; `domain`: lower case.
  value text not null,
  reason text not null,
  person_id text not null,
  created_at timestamptz not null default platform.now(),
  unique (team_id, kind, value)
);
alter table outreach.suppressions enable row level security;

-- Is this person, under any name, or the company or domain, on the list?
create function outreach.is_suppressed(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from outreach.leads l
    where l.id = any (outreach.aliases(p_lead_id)) and (
      exists (
        select from outreach.lead_identities i
        join outreach.suppressions s on s.team_id = i.team_id and s.kind = 'person' and s.value = i.kind || ':' || i.value
        where i.lead_id = l.id)
      or exists (
        select from outreach.suppressions s
        where s.team_id = l.team_id and s.kind = 'company' and s.value in (l.company_key, l.company_page_key))
      or exists (
        select from outreach.suppressions s
        where s.team_id = l.team_id and s.kind = 'domain' and (
          outreach.is_within_domain(l.company_domain, s.value)
          or exists (select from outreach.lead_identities e where e.lead_id = l.id and e.kind = 'email'
                     and outreach.is_within_domain(outreach.domain_key(e.value), s.value))))))
$$;

-- Ends what waits for a lead (under all names) and answers how many; `p_keep` is the message an answer may still go to.
create function outreach.stop_actions(p_lead_ids text[], p_status text, p_blocker text, p_types text[], p_keep text default null) returns integer
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_stopped integer;
begin
  update outreach.linkedin_automation
  set status = p_status, blocked_by = p_blocker, retry_at = null
  where lead_id = any (p_lead_ids) and action_type = any (p_types) and status in ('pending_approval', 'approved', 'scheduled')
    and (p_keep is null or in_reply_to is distinct from p_keep);
  get diagnostics v_stopped = row_count;
  return v_stopped;
end $$;

-- Never contact again: a person under every name, a company, a domain with its subdomains. Anyone but guests.
create function outreach.suppress(p_suppression jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_suppression ->> 'team_id';
  v_kind text := p_suppression ->> 'kind';
  v_value text;
  v_leads text[];
  v_stopped integer := 0;
  v_id bigint;
begin
  if outreach.role_of(v_team, p_suppression ->> 'person_id') = 'guest' then
    return '{"outcome": "not_allowed", "reason": "guest", "stopped": 0}';
  end if;
  v_value := case v_kind
    when 'person' then outreach.identity_of(outreach.canonical_profile(p_suppression ->> 'value'))
    when 'company' then outreach.company_key(p_suppression ->> 'value')
    when 'domain' then outreach.domain_key(p_suppression ->> 'value') end;
  if v_kind = 'domain' and outreach.is_public_suffix(v_value) then
    return '{"outcome": "refused", "reason": "public_suffix", "stopped": 0}';
  elsif v_value is null then
    return jsonb_build_object('outcome', 'refused', 'reason', case v_kind when 'person' then 'bad_url' else 'bad_value' end, 'stopped', 0);
  end if;
  perform outreach.act_as(p_suppression ->> 'person_id');
  perform outreach.hold_accounts(v_team);
  insert into outreach.suppressions (team_id, kind, value, reason, person_id)
  values (v_team, v_kind, v_value, left(coalesce(p_suppression ->> 'reason', ''), 500), p_suppression ->> 'person_id')
  on conflict do nothing returning id into v_id;
  if v_id is not null then
    perform outreach.note(v_team, 'suppressed', 'suppression', v_id::text, null, 'on', jsonb_build_object('kind', v_kind));
  end if;
  v_leads := array(
    select distinct n.lead_id from outreach.linkedin_automation n
    where n.team_id = v_team and n.status in ('pending_approval', 'approved', 'scheduled') and outreach.is_suppressed(n.lead_id));
  v_stopped := outreach.stop_actions(v_leads, 'suppressed', 'suppressed', array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'stopped', v_stopped);
end $$;

grant execute on function outreach.suppress to greenlight_bot;

-- ./schemas/outreach/ledger.sql

-- What went out, and what a day may still hold.

-- One row per dispatch, written before the provider is called. Every limit counts these rows; nothing is ever reset.
create table outreach.release_ledger (
  id bigint generated always as identity primary key,
  team_id text not null,
  account_id text not null,
  -- Null for what the account's owner did by hand, seen as an echo: it counts against the quota all the same.
  action_id text,
  source text not null default 'release' constraint source_is_known check (source in ('release', 'manual')),
  action_type text not null constraint action_type_is_known check (action_type in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  lead_id text,
  dispatched_at timestamptz not null,
  -- In the account's zone at that moment: a later change of zone moves nothing to another day.
  local_date date not null,
  -- False once the provider certainly did nothing, seen on the same local day.
  counted boolean not null default true,
  with_note boolean not null default false,
  revision integer,
  hash text,
  rule_version integer,
  attempt integer,
  fence bigint not null default 0,
  worker text,
  outcome text not null default 'dispatching' constraint outcome_is_known check (outcome in ('dispatching', 'sent', 'already', 'failed', 'not_sent', 'unknown')),
  signal text,
  provider jsonb not null default '{}',
  error jsonb,
  ended_at timestamptz,
  looked integer not null default 0,
  next_lookup_at timestamptz,
  unique (action_id, attempt),
  constraint releases_belong_to_an_action check (source = 'manual' or attempt is not null),
  constraint a_release_is_of_what_its_action_says foreign key (action_id, account_id, lead_id, action_type)
    references outreach.linkedin_automation (id, account_id, lead_id, action_type) on delete set null (action_id),
  constraint a_release_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint a_release_is_to_a_lead_of_the_team foreign key (lead_id, team_id)
    references outreach.leads (id, team_id) on delete set null (lead_id)
);
alter table outreach.release_ledger enable row level security;
create index ledger_by_day on outreach.release_ledger (account_id, local_date, action_type);
create index ledger_by_time on outreach.release_ledger (account_id, action_type, dispatched_at);
create index ledger_of_a_lead on outreach.release_ledger (lead_id, team_id);
create index ledger_without_outcome on outreach.release_ledger (dispatched_at) where outcome = 'dispatching';
create index ledger_to_look_up on outreach.release_ledger (next_lookup_at) where next_lookup_at is not null;

create table outreach.sending_days (
  account_id text not null references outreach.accounts,
  local_date date not null,
  primary key (account_id, local_date)
);
alter table outreach.sending_days enable row level security;

-- One draw per account, type and local date: a function of the secret seed, the key and the rule as it was at first use.
create table outreach.quota_draws (
  account_id text not null references outreach.accounts,
  action_type text not null constraint action_type_is_known check (action_type in ('view_profile', 'send_invite', 'send_message', 'withdraw_invite')),
  local_date date not null,
  draw integer not null,
  rule_version integer not null,
  primary key (account_id, action_type, local_date)
);
alter table outreach.quota_draws enable row level security;
create trigger draws_are_never_repeated before update on outreach.quota_draws
  for each row execute function outreach.refuse_rewriting();

create function outreach.used_on(p_account_id text, p_type text, p_date date) returns integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer from outreach.release_ledger
  where account_id = p_account_id and local_date = p_date and action_type = p_type and counted
$$;

-- Counted after `p_since`, and what a clock that went back left in the future. The upper bound lets the planner take
-- a range for small although it does not see the values; without it, it reads the whole ledger.
create function outreach.used_since(p_account_id text, p_type text, p_since timestamptz) returns integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer from outreach.release_ledger
  where account_id = p_account_id and action_type = p_type and dispatched_at > p_since and dispatched_at <= 'infinity' and counted
$$;

-- Usage of each rule since local midnight, which is when a day's count begins.
create function outreach.rule_usage(p_account_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'rule_key', r.rule_key,
    'config', r.config || jsonb_build_object('window_start', to_char(a.window_start, 'HH24:MI'), 'window_end', to_char(a.window_end, 'HH24:MI')),
    'current_usage', outreach.used_on(a.id, r.rule_key, d.today),
    'last_reset_at', outreach.instant_of(d.today::timestamp, a.time_zone)) order by r.rule_key), '[]'::jsonb)
  from outreach.accounts a
  cross join lateral (select (platform.now() at time zone a.time_zone)::date as today) d
  join outreach.automation_rules r on r.account_id = a.id
  where a.id = p_account_id
$$;

-- Uniform on [min, max]: 60 bits of a hash, so the remainder's bias is below 10^-15.
create function outreach.draw(p_seed text, p_account_id text, p_type text, p_date date, p_rule_version integer, p_min integer, p_max integer) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_min + (('x0' || substr(encode(sha256(convert_to(
    jsonb_build_array(p_seed, p_account_id, p_type, p_date, p_rule_version)::text, 'UTF8')), 'hex'), 1, 15))::bit(64)::bigint
    % (p_max - p_min + 1))::integer
$$;

-- Dispatches that fit a day: one at the start and one after each gap.
create function outreach.fits_a_day(p_window_start time, p_window_end time, p_gap_minutes integer) returns integer
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select ((1440 + extract(epoch from p_window_end - p_window_start)::integer / 60 - 1) % 1440 + 1) / p_gap_minutes + 1
$$;

-- The share of the maximum that a day may use: 20 % on the first sending day, 100 % on the last one of the warm-up.
-- Never below one action.
create function outreach.warm_up_cap(p_account outreach.accounts, p_date date, p_max integer) returns integer
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when (p_account).warm_up_days <= 1 or p_max = 0 or s.before >= (p_account).warm_up_days - 1 then p_max
    else greatest(1, floor(p_max * (0.2 + 0.8 * s.before / ((p_account).warm_up_days - 1)))::integer) end
  from (
    select count(*) as before from (
      select from outreach.sending_days d
      where d.account_id = (p_account).id and d.local_date >= (p_account).warm_up_from and d.local_date < p_date
      order by d.local_date desc limit (p_account).warm_up_days) n
  ) s
$$;

create type outreach.day_limit as (quota integer, warm_up integer, rule_max integer, rule_version integer, rolling_max integer);

-- Today's limit of a type, drawn at first use. A rule that changed since may lower it at once, never raise it.
create function outreach.day_limit(p_account outreach.accounts, p_type text, p_date date) returns outreach.day_limit
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule outreach.automation_rules;
  v_draw integer;
  v_answer outreach.day_limit;
begin
  select * into v_rule from outreach.automation_rules where account_id = (p_account).id and rule_key = p_type;
  if v_rule.account_id is null then
    return row(0, 0, 0, 0, null)::outreach.day_limit;
  end if;
  v_answer.rule_max := (v_rule.config ->> 'max')::integer;
  v_answer.rolling_max := (v_rule.config ->> 'rolling_7d_max')::integer;
  v_answer.rule_version := v_rule.version;
  select draw into v_draw from outreach.quota_draws
  where account_id = (p_account).id and action_type = p_type and local_date = p_date;
  if v_draw is null then
    insert into outreach.quota_draws (account_id, action_type, local_date, draw, rule_version)
    values ((p_account).id, p_type, p_date,
            outreach.draw((select seed from outreach.settings), (p_account).id, p_type, p_date, v_rule.version,
                          (v_rule.config ->> 'min')::integer, v_answer.rule_max), v_rule.version)
    on conflict do nothing;
    select draw into v_draw from outreach.quota_draws
    where account_id = (p_account).id and action_type = p_type and local_date = p_date;
  end if;
  v_answer.quota := least(v_draw, v_answer.rule_max,
    outreach.fits_a_day((p_account).window_start, (p_account).window_end, (p_account).gap_min_minutes));
  v_answer.warm_up := outreach.warm_up_cap(p_account, p_date, v_answer.rule_max);
  return v_answer;
end $$;

-- ./schemas/outreach/blockers.sql

-- What holds an action back: the first of the checks that fails, in the order of `blockers` in ports/outreach, and when
-- it will end. The release runs it under the account's lock; plans and cards only read it.

-- `ends_as` set: waiting would be pointless, the action ends in that state.
create type outreach.blocker as (code text, retry_at timestamptz, ends_as text, aside boolean);

-- When the count of a sliding window of `p_span` falls below `p_max`. Empty answer: never.
create function outreach.room_at(p_account_id text, p_type text, p_span interval, p_max integer, p_notes_only boolean, p_now timestamptz) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select min(n.dispatched_at) + p_span
  from (
    select l.dispatched_at from outreach.release_ledger l
    where l.account_id = p_account_id and l.action_type = p_type and l.dispatched_at > p_now - p_span and l.dispatched_at <= 'infinity' and l.counted
      and (not p_notes_only or l.with_note)
    order by l.dispatched_at desc limit p_max
  ) n
  having count(*) = p_max and p_max > 0
$$;

create function outreach.first_blocker(p_account outreach.accounts, p_action outreach.linkedin_automation, p_now timestamptz) returns outreach.blocker
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date := (p_now at time zone (p_account).time_zone)::date;
  v_type text := (p_action).action_type;
  v_aliases text[] := outreach.aliases((p_action).lead_id);
  v_breaker outreach.breakers;
  v_limit outreach.day_limit;
  v_used integer;
  v_connected boolean;
  v_newest outreach.contacts;
  v_approvals text[];
  -- A person's answer to the newest message is no campaign: two minutes of gap, no quota. (`replied` checks that it is the
  -- newest.) One answer a message, and only while the conversation is alive.
  v_answer boolean := v_type = 'send_message' and (p_action).in_reply_to is not null
    and coalesce((outreach.newest_inbound((p_action).lead_id)).last_inbound_at > p_now - interval '14 days', false)
    and not exists (
      select from outreach.release_ledger l join outreach.linkedin_automation a on a.id = l.action_id
      where l.lead_id = any (v_aliases) and l.action_type = 'send_message' and l.outcome <> 'not_sent'
        and a.id <> (p_action).id and a.in_reply_to = (p_action).in_reply_to);
  v_gap_ends timestamptz;
  v_pending boolean;
  v_withdrawn timestamptz;
begin
  if exists (select from outreach.stops s where s.team_id = (p_account).team_id) then
    return row('kill_switch', null, null, false)::outreach.blocker;
  end if;
  if (p_account).paused_at is not null then
    return row('paused', null, null, false)::outreach.blocker;
  end if;
  if (p_account).terms_acknowledged_at is null then
    return row('terms_not_acknowledged', null, null, false)::outreach.blocker;
  end if;
  if (p_account).status <> 'ok' then
    return row('account_status', null, null, false)::outreach.blocker;
  end if;
  v_breaker := outreach.open_breaker((p_account).id, v_type, p_now);
  if v_breaker.id is not null then
    return row('breaker', case when not v_breaker.needs_person then outreach.next_open(p_account, v_breaker.until) end, null, false)::outreach.blocker;
  end if;
  if not outreach.in_working_hours(p_account, p_now) then
    return row('window', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if outreach.is_holiday(p_account, p_now) then
    return row('holiday', outreach.next_open(p_account, p_now), null, false)::outreach.blocker;
  end if;
  if not outreach.knows_holidays(p_account, p_now) then
    return row('holiday', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;
  -- A clock that went back finds its last dispatch in the future and waits.
  v_gap_ends := greatest((p_account).last_dispatch_at, (p_account).resumed_at)
    + case when v_answer then interval '2 minutes' else make_interval(mins => (p_account).gap_min_minutes) end;
  if p_now < v_gap_ends then
    return row('gap', outreach.next_open(p_account, v_gap_ends), null, false)::outreach.blocker;
  end if;
  if exists (select from outreach.linkedin_automation n where n.account_id = (p_account).id and n.status = 'dispatching') then
    return row('in_flight', p_now + interval '2 minutes', null, false)::outreach.blocker;
  end if;

  if not v_answer then
    v_limit := outreach.day_limit(p_account, v_type, v_date);
    v_used := outreach.used_on((p_account).id, v_type, v_date);
    if (p_account).zone_changed_at > p_now - interval '24 hours' then
      v_used := greatest(v_used, outreach.used_since((p_account).id, v_type, p_now - interval '24 hours'));
    end if;
    if v_used >= v_limit.quota then
      return row('quota', case when v_limit.rule_max > 0 then outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)) end, null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' then
      -- 200 invitations in 7 days is more than any published limit, above the account's rule.
      v_limit.rolling_max := least(coalesce(v_limit.rolling_max, 200), 200);
    end if;
    if outreach.used_since((p_account).id, v_type, p_now - interval '7 days') >= v_limit.rolling_max then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '7 days', v_limit.rolling_max, false, p_now)), null, false)::outreach.blocker;
    end if;
    -- Without Premium LinkedIn takes 5 invitations with a note a month.
    if v_type = 'send_invite' and (p_account).tier = 'free' and (p_action).payload ? 'text'
       and outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now) is not null then
      return row('rolling_cap', outreach.next_open(p_account, outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now)), null, false)::outreach.blocker;
    end if;
    if v_type = 'send_invite' and (p_account).pending_invites_max <= (
      select count(*) from outreach.contacts c where c.account_id = (p_account).id and c.invitation = 'pending'
    ) then
      return row('pending_cap', null, null, false)::outreach.blocker;
    end if;
    if v_used >= v_limit.warm_up then
      return row('warm_up', outreach.next_open(p_account, outreach.next_local_day(p_account, p_now)), null, false)::outreach.blocker;
    end if;
  end if;

  if outreach.is_suppressed((p_action).lead_id) then
    return row('suppressed', null, 'suppressed', false)::outreach.blocker;
  end if;
  v_newest := outreach.newest_inbound((p_action).lead_id);
  if v_type in ('send_invite', 'send_message') and (p_action).in_reply_to is distinct from (v_newest).last_inbound_id
     and (v_newest).last_inbound_id is not null then
    return row('replied', null, 'skipped', false)::outreach.blocker;
  end if;
  if v_type = 'send_message' and not v_answer
     and coalesce((p_account).inbox_read_at not between p_now - interval '5 minutes' and p_now + interval '1 minute', true)
     and exists (
       select from outreach.release_ledger l
       where l.lead_id = any (v_aliases) and l.action_type in ('send_invite', 'send_message') and l.outcome <> 'not_sent') then
    return row('stale_inbox', p_now + interval '1 minute', null, false)::outreach.blocker;
  end if;

  -- The same words, but for case, accents, spaces and signs, went or may have gone to this person, under any name, from any
  -- account, as a note or as a message. An invitation that was withdrawn may go again with its note.
  if (p_action).payload ? 'text' and exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type in ('send_invite', 'send_message')
      and t.status in ('dispatching', 'unknown', 'completed') and not (v_type = 'send_invite' and t.action_type = 'send_invite' and t.account_id = (p_account).id)
      and outreach.words_of(t.payload ->> 'text') = outreach.words_of((p_action).payload ->> 'text')) then
    return row('same_words', null, 'skipped', false)::outreach.blocker;
  end if;
  -- While it is not known what became of an earlier one, another would be a second one. Messages of all accounts are one
  -- conversation with the team; the other kinds are between one account and the person.
  if exists (
    select from outreach.linkedin_automation t
    where t.lead_id = any (v_aliases) and t.id <> (p_action).id and t.action_type = v_type and t.status in ('dispatching', 'unknown')
      and (v_type = 'send_message' or t.account_id = (p_account).id)) then
    return row('earlier_unknown', p_now + interval '1 hour', null, true)::outreach.blocker;
  end if;

  select bool_or(c.connected), bool_or(c.invitation = 'pending'), max(c.withdrawn_at)
  into v_connected, v_pending, v_withdrawn
  from outreach.contacts c where c.account_id = (p_account).id and c.lead_id = any (v_aliases);
  if v_type = 'send_message' and v_connected is null then
    return row('not_connected', p_now + interval '1 minute', null, false)::outreach.blocker;
  elsif v_type = 'send_message' and not v_connected then
    return row('not_connected', p_now + interval '1 hour', null, true)::outreach.blocker;
  elsif v_type in ('send_invite', 'withdraw_invite') and v_connected then
    return row('already_connected', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_pending then
    return row('already_invited', null, 'skipped', false)::outreach.blocker;
  elsif v_type = 'send_invite' and v_withdrawn > p_now - interval '21 days' then
    return row('already_invited', v_withdrawn + interval '21 days', null, true)::outreach.blocker;
  end if;

  v_approvals := outreach.approvals_of(p_action);
  if (p_action).approved_by is null or (p_action).approved_revision is distinct from (p_action).revision
     or (p_action).approved_hash is distinct from outreach.action_hash(p_action) or (p_action).hash <> outreach.action_hash(p_action)
     or not (p_action).approved_by = any (v_approvals)
     or cardinality(v_approvals) < (platform.approver_rule((p_action).team_id, 'outreach')).quorum
     or outreach.text_fault((p_action).payload ->> 'text') is not null then
    return row('approval', null, 'pending_approval', false)::outreach.blocker;
  end if;
  if (p_action).scheduled_for is null or (p_action).scheduled_for > p_now or (p_action).not_before > p_now then
    return row('not_due', greatest((p_action).scheduled_for, (p_action).not_before), null, false)::outreach.blocker;
  end if;
  return null;
end $$;

-- Says on the card, right after an approval, what will hold the action and until when.
create function outreach.foresee(p_action_id text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_action outreach.linkedin_automation;
  v_blocker outreach.blocker;
begin
  select * into v_action from outreach.linkedin_automation where id = p_action_id;
  select * into v_account from outreach.accounts where id = v_action.account_id;
  v_blocker := outreach.first_blocker(v_account, v_action, outreach.moment());
  if v_blocker.ends_as is null then
    update outreach.linkedin_automation
    set blocked_by = v_blocker.code, retry_at = case when v_blocker.code = 'not_due' then outreach.next_open(v_account, coalesce(not_before, outreach.moment())) else v_blocker.retry_at end
    where id = p_action_id;
  end if;
end $$;

-- ./schemas/outreach/releases.sql

-- The governor's way in: what could go, when it is planned, the one transaction that lets it go, and how the provider call
-- ended: the action's state, the account's health, what is known of the person.

-- Accounts with work, each with what planning needs: at most 100 actions, the oldest approvals of each type in turn, so
-- that a type that waits starves no other. Brings back what was set aside and whose time has come.
create function outreach.load_due() returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_now timestamptz := outreach.moment();
  v_date date;
  v_answer jsonb := '[]';
  v_actions jsonb;
  v_quotas jsonb;
begin
  -- Account before action, as all functions lock; the proposals below refer to accounts.
  perform from outreach.accounts a order by a.id for update;
  update outreach.linkedin_automation set aside = false
  where id = any (array(
    select w.id from outreach.linkedin_automation w
    where w.status in ('approved', 'scheduled') and w.aside and w.retry_at <= v_now
    order by w.retry_at limit 200 for update skip locked));
  perform outreach.propose_withdrawals();
  for v_account in
    select * from outreach.accounts a
    where exists (select from outreach.linkedin_automation n where n.account_id = a.id and n.status in ('approved', 'scheduled') and not n.aside)
    order by a.id
  loop
    v_date := (v_now at time zone v_account.time_zone)::date;
    select jsonb_agg(outreach.action_view(r.found) order by (r.found).approved_at, (r.found).id) into v_actions
    from (
      select t.found
      from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)
      cross join lateral (
        select n as found, row_number() over (order by n.approved_at, n.id) as place
        from outreach.linkedin_automation n
        where n.account_id = v_account.id and n.action_type = k.type and n.status in ('approved', 'scheduled') and not n.aside
        order by n.approved_at, n.id limit 100
      ) t
      order by t.place limit 100
    ) r;
    select jsonb_agg(jsonb_build_object('type', q.type, 'quota', least((q.day).quota, (q.day).warm_up),
      'used_today', outreach.used_on(v_account.id, q.type, v_date),
      'used_7d', outreach.used_since(v_account.id, q.type, v_now - interval '7 days')) order by q.type)
    into v_quotas
    from (select k.type, outreach.day_limit(v_account, k.type, v_date) as day
          from unnest(array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']) k(type)) q;
    v_answer := v_answer || jsonb_build_object(
      'account', outreach.account_view(v_account), 'now', v_now,
      'last_dispatch_at', greatest(v_account.last_dispatch_at, v_account.resumed_at), 'local_date', v_date, 'quotas', v_quotas,
      'holidays', coalesce((
        select jsonb_agg(h.date order by h.date) from outreach.holidays h
        where h.region = v_account.holidays and h.date between v_date and v_date + 60), '[]'::jsonb),
      'actions', v_actions);
  end loop;
  return v_answer;
end $$;

-- Stores planned times; what changed since (other revision, decided otherwise) is left out. Answers how many were stored.
create function outreach.plan_actions(p_plan jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_stored integer;
begin
  if jsonb_typeof(p_plan) is distinct from 'array' or exists (
    select from jsonb_array_elements(p_plan) p
    where not coalesce(isfinite((p ->> 'scheduled_for')::timestamptz) and (p ->> 'jitter_applied_minutes')::numeric between -100000 and 100000, false)) then
    raise sqlstate 'PT400' using message = 'Cannot plan this: accepted is a list of actions, each with a finite time and jitter', detail = 'bad_plan';
  end if;
  perform outreach.act_as('governor');
  perform from outreach.linkedin_automation n
  where n.id in (select p ->> 'action_id' from jsonb_array_elements(p_plan) p) order by n.id for update;
  update outreach.linkedin_automation n
  set status = 'scheduled', scheduled_for = greatest((p.plan ->> 'scheduled_for')::timestamptz, n.not_before),
      jitter_applied_minutes = (p.plan ->> 'jitter_applied_minutes')::numeric,
      -- What held it may be over: the next claim says so anew.
      blocked_by = null, retry_at = null
  from jsonb_array_elements(p_plan) p(plan)
  where n.id = p.plan ->> 'action_id' and n.revision = (p.plan ->> 'revision')::integer and n.status in ('approved', 'scheduled');
  get diagnostics v_stored = row_count;
  return v_stored;
end $$;

create function outreach.claim_answer(p_outcome text, p_blocker outreach.blocker, p_release outreach.release_ledger, p_action outreach.linkedin_automation) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('outcome', p_outcome, 'blocked_by', (p_blocker).code, 'retry_at', (p_blocker).retry_at,
    'release_id', (p_release).id, 'fence', (p_release).fence,
    'action', case when (p_action).id is not null then outreach.action_view(p_action) end,
    'provider_account_id', case when (p_release).id is not null then (select a.provider_account_id from outreach.accounts a where a.id = (p_action).account_id) end,
    'invitation_id', c.invitation_id, 'chat_id', c.chat_id)
  from (select) one left join outreach.contacts c on c.account_id = (p_action).account_id and c.lead_id = (p_action).lead_id
$$;

-- The row of a waiting action says what holds it and until when, or how it ended without a release.
create function outreach.store_blocker(p_action_id text, p_blocker outreach.blocker) returns outreach.linkedin_automation
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.linkedin_automation
  set status = coalesce((p_blocker).ends_as, status), blocked_by = (p_blocker).code, retry_at = (p_blocker).retry_at, aside = (p_blocker).aside,
      time_window_check = case when (p_blocker).code in ('window', 'holiday') then false
                               when (p_blocker).code in ('kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker') then null
                               else true end,
      daily_limit_check = case when (p_blocker).code in ('quota', 'warm_up') then false
                               when (p_blocker).code in ('kill_switch', 'paused', 'terms_not_acknowledged', 'account_status', 'breaker',
                                                         'window', 'holiday', 'gap', 'in_flight', 'rolling_cap', 'pending_cap') then null
                               else true end
  where id = p_action_id returning *
$$;

-- Says of waiting actions what holds them. It only explains: nothing is claimed, and what would end an action, or holds it
-- no more, is left to its claim. Answers how many it explained.
create function outreach.explain_held(p_action_ids text[]) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text;
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_blocker outreach.blocker;
  v_explained integer := 0;
begin
  if cardinality(p_action_ids) > 100 then
    raise sqlstate 'PT400' using message = format('Cannot explain %s actions at once: accepted are 100', cardinality(p_action_ids)), detail = 'too_many';
  end if;
  perform outreach.act_as('governor');
  foreach v_id in array p_action_ids loop
    v_action := outreach.hold_action(v_id);
    continue when v_action.id is null or v_action.status not in ('approved', 'scheduled');
    select * into v_account from outreach.accounts where id = v_action.account_id;
    v_blocker := outreach.first_blocker(v_account, v_action, outreach.moment());
    continue when v_blocker.code is null or v_blocker.ends_as is not null;
    perform outreach.store_blocker(v_id, v_blocker);
    v_explained := v_explained + 1;
  end loop;
  return v_explained;
end $$;

-- The provider has no such person any more: the action ends without a release, so it costs neither a slot nor a gap.
-- False: it does not wait (any more).
create function outreach.end_as_gone(p_action_id text, p_error jsonb, p_signal text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
begin
  if v_action.id is null or v_action.status not in ('approved', 'scheduled') then
    return false;
  end if;
  perform outreach.act_as('governor');
  update outreach.linkedin_automation
  set status = 'skipped', blocked_by = 'profile_gone', retry_at = null, error = p_error
  where id = p_action_id;
  perform outreach.heed_signal(v_action.account_id, v_action.action_type, p_signal);
  return true;
end $$;

-- Under the account's lock: checks everything with the time after the wait, then writes the ledger row, `dispatching`
-- and the time that the next gap counts from. Only after the commit may the provider be called, once.
-- `held`: nothing went, the row says why and until when. `gone`: it is not waiting (any more).
create function outreach.claim_release(p_action_id text, p_worker text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
  v_account outreach.accounts;
  v_now timestamptz;
  v_date date;
  v_blocker outreach.blocker;
  v_release outreach.release_ledger;
begin
  if v_action.id is null or v_action.status not in ('approved', 'scheduled') then
    return outreach.claim_answer('gone', null, null, v_action);
  end if;
  -- The person too, under all names: releases of two accounts to one person come one after the other.
  perform outreach.hold_person(v_action.lead_id);
  select * into v_account from outreach.accounts where id = v_action.account_id;
  v_now := outreach.moment();
  v_date := (v_now at time zone v_account.time_zone)::date;
  perform outreach.act_as('governor');
  -- After two idle weeks the account warms up anew.
  if v_account.warm_up_days > 0 and v_account.warm_up_from < v_date and v_account.last_dispatch_at < v_now - interval '14 days' then
    update outreach.accounts set warm_up_from = v_date where id = v_account.id returning * into v_account;
    perform outreach.note(v_account.team_id, 'warm_up_restarted', 'account', v_account.id, null, null, jsonb_build_object('cause', 'idle'));
  end if;
  v_blocker := outreach.first_blocker(v_account, v_action, v_now);
  if v_blocker.code is null and v_action.status <> 'scheduled' then
    v_blocker := row('not_due', null, null, false)::outreach.blocker;
  end if;

  if v_blocker.code is not null then
    if v_blocker.ends_as = 'pending_approval' then
      -- The approval no longer holds: its giver may not approve, or the words are others.
      update outreach.linkedin_automation
      set status = 'pending_approval', approved_by = null, approved_at = null, approved_revision = null, approved_hash = null, decided_by = null,
          scheduled_for = null, jitter_applied_minutes = null, blocked_by = 'approval', retry_at = null, hash = outreach.action_hash(v_action)
      where id = p_action_id returning * into v_action;
      return outreach.claim_answer('held', v_blocker, null, v_action);
    end if;
    v_action := outreach.store_blocker(p_action_id, v_blocker);
    return outreach.claim_answer(case when v_blocker.ends_as is null then 'held' else 'gone' end, v_blocker, null, v_action);
  end if;

  update outreach.linkedin_automation
  set status = 'dispatching', executed_at = v_now, fence = fence + 1, attempts = attempts + 1, worker = p_worker,
      daily_limit_check = true, time_window_check = true, blocked_by = null, retry_at = null, error = null, result = null
  where id = p_action_id returning * into v_action;
  insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, with_note, revision, hash,
    rule_version, attempt, fence, worker)
  values (v_account.team_id, v_account.id, v_action.id, v_action.action_type, v_action.lead_id, v_now, v_date,
    v_action.action_type = 'send_invite' and v_action.payload ? 'text', v_action.revision, v_action.hash,
    (select r.version from outreach.automation_rules r where r.account_id = v_account.id and r.rule_key = v_action.action_type),
    coalesce((select max(l.attempt) from outreach.release_ledger l where l.action_id = v_action.id), 0) + 1, v_action.fence, p_worker)
  returning * into v_release;
  insert into outreach.sending_days (account_id, local_date) values (v_account.id, v_date) on conflict do nothing;
  update outreach.accounts set last_dispatch_at = v_now where id = v_account.id;
  return outreach.claim_answer('claimed', null, v_release, v_action);
end $$;

-- What a completed action says of the account and the person.
create function outreach.note_effect(p_action outreach.linkedin_automation, p_provider jsonb, p_error_code text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_connected boolean := case when (p_action).action_type = 'send_message' or p_error_code = 'already_connected' then true end;
begin
  insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, invited_at, invitation_id, withdrawn_at, chat_id)
  values ((p_action).team_id, (p_action).account_id, (p_action).lead_id, v_connected,
          case when (p_action).action_type = 'send_invite' and v_connected is null then 'pending'
               when (p_action).action_type = 'withdraw_invite' then 'withdrawn' else 'none' end,
          case when (p_action).action_type = 'send_invite' then (p_action).executed_at end, p_provider ->> 'invitation_id',
          case when (p_action).action_type = 'withdraw_invite' then (p_action).executed_at end, p_provider ->> 'chat_id')
  on conflict (account_id, lead_id) do update set
    connected = coalesce(v_connected, c.connected),
    invitation = case
      when v_connected then 'none'
      -- Accepted already, by an event that came first.
      when (p_action).action_type = 'send_invite' then case when c.connected then 'none' else 'pending' end
      when (p_action).action_type = 'withdraw_invite' then 'withdrawn' else c.invitation end,
    invited_at = coalesce(excluded.invited_at, c.invited_at), invitation_id = coalesce(excluded.invitation_id, c.invitation_id),
    withdrawn_at = coalesce(excluded.withdrawn_at, c.withdrawn_at), chat_id = coalesce(excluded.chat_id, c.chat_id);
end $$;

-- Ends a dispatch. `not_sent` is counted back only within its own local day, and the action may go again under the same
-- approval (at most three calls): the provider did nothing. The caller holds account and action.
create function outreach.end_release(p_release_id bigint, p_result text, p_provider jsonb, p_error jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_account outreach.accounts;
  v_was_unknown boolean;
begin
  select * into v_release from outreach.release_ledger where id = p_release_id;
  select * into v_account from outreach.accounts where id = v_release.account_id;
  v_was_unknown := v_release.outcome = 'unknown';
  update outreach.release_ledger
  set outcome = p_result, provider = provider || coalesce(p_provider, '{}'), error = p_error, ended_at = outreach.moment(),
      counted = counted and not (p_result = 'not_sent' and local_date = (outreach.moment() at time zone v_account.time_zone)::date),
      next_lookup_at = case when p_result = 'unknown' then dispatched_at + interval '90 seconds' end
  where id = p_release_id;
  update outreach.linkedin_automation
  set status = case p_result when 'sent' then 'completed' when 'already' then 'completed' else p_result end,
      result = jsonb_build_object('outcome', p_result) || coalesce(p_provider, '{}'), error = p_error, blocked_by = null, retry_at = null, worker = null
  where id = v_release.action_id returning * into v_action;
  -- What waited for this outcome is looked at again.
  update outreach.linkedin_automation set aside = false, retry_at = null
  where lead_id = any (outreach.aliases(v_action.lead_id)) and status in ('approved', 'scheduled') and blocked_by = 'earlier_unknown';
  if p_result in ('sent', 'already') then
    perform outreach.note_effect(v_action, p_provider, p_error ->> 'code');
  elsif p_result = 'not_sent' and not v_was_unknown and v_action.attempts < 3 then
    update outreach.linkedin_automation
    set status = 'approved', executed_at = null, scheduled_for = null, jitter_applied_minutes = null, result = null
    where id = v_action.id;
  end if;
end $$;

-- How the one provider call ended. A late "sent" still settles an action that was given up as unknown; any other late
-- word is false: the look-up or a person decides.
create function outreach.record_release(p_release jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_result text := p_release ->> 'result';
  v_signal text := coalesce(p_release ->> 'signal', 'none');
  v_error jsonb := case when jsonb_typeof(p_release -> 'error') = 'object' then p_release -> 'error' end;
begin
  if v_result is null or v_result not in ('sent', 'already', 'failed', 'not_sent', 'unknown') then
    raise sqlstate 'PT400' using message = format('Cannot record the result "%s": accepted are sent, already, failed, not_sent, unknown', v_result), detail = 'bad_result';
  end if;
  select * into v_release from outreach.release_ledger where id = (p_release ->> 'release_id')::bigint;
  v_action := outreach.hold_action(v_release.action_id);
  select * into v_release from outreach.release_ledger where id = v_release.id for update;
  if v_action.id is null or v_release.fence <> (p_release ->> 'fence')::bigint or v_action.fence <> v_release.fence then
    return false;
  elsif not (v_release.outcome = 'dispatching' or (v_release.outcome = 'unknown' and v_result in ('sent', 'already'))) then
    return false;
  end if;
  perform outreach.act_as('governor');
  if v_result = 'failed' and v_error is null then
    v_error := '{"code": "failed", "message": "", "class": "unknown"}';
  end if;
  -- The provider tells its own fill level from 50 % on; at 90 % we stop before it does.
  if v_signal = 'none' and p_release -> 'provider' ->> 'usage' ~ '^\d{1,3}(\.\d+)?$' and (p_release -> 'provider' ->> 'usage')::numeric >= 90 then
    v_signal := 'limit';
  end if;
  update outreach.release_ledger set signal = v_signal where id = v_release.id;
  perform outreach.end_release(v_release.id, v_result, p_release -> 'provider', v_error);
  perform outreach.heed_signal(v_action.account_id, v_action.action_type, v_signal);
  return true;
end $$;

grant execute on function outreach.load_due, outreach.plan_actions, outreach.explain_held, outreach.end_as_gone,
  outreach.claim_release, outreach.record_release
  to greenlight_governor;

-- ./schemas/outreach/unknown_outcomes.sql

-- A dispatch without a result is unknown, never scheduled again. It ends by what the provider shows, or by a person.

-- Dispatches older than 2 minutes (twice the longest provider call) become `unknown`. Approvals older than their term
-- expire in the same sweep. Answers how many dispatches.
create function outreach.expire_dispatches() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := outreach.moment();
  v_id bigint;
  v_action outreach.linkedin_automation;
  v_expired integer := 0;
begin
  perform outreach.act_as('governor');
  for v_id in
    select l.id from outreach.release_ledger l where l.outcome = 'dispatching' and l.dispatched_at <= v_now - interval '2 minutes'
    -- In the order in which all functions lock accounts.
    order by l.account_id, l.id limit 100
  loop
    v_action := outreach.hold_action((select l.action_id from outreach.release_ledger l where l.id = v_id));
    if v_action.status = 'dispatching' and exists (select from outreach.release_ledger l where l.id = v_id and l.outcome = 'dispatching' and l.fence = v_action.fence) then
      perform outreach.end_release(v_id, 'unknown', '{}', '{"code": "no_result", "message": "No result came within 2 minutes", "class": "unknown"}');
      v_expired := v_expired + 1;
    end if;
  end loop;
  update outreach.linkedin_automation set status = 'expired', blocked_by = null, retry_at = null
  where id = any (array(
    select w.id from outreach.linkedin_automation w
    where w.status in ('pending_approval', 'approved', 'scheduled') and w.expires_at <= v_now
    order by w.expires_at limit 200 for update skip locked));
  return v_expired;
end $$;

-- Releases to look up now: 90 s after the dispatch, and again 10 minutes after the first look.
create function outreach.unknown_releases() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'release_id', l.id, 'action', outreach.action_view(n), 'provider_account_id', a.provider_account_id,
    'dispatched_at', l.dispatched_at, 'looked', l.looked) order by l.next_lookup_at), '[]'::jsonb)
  from (
    select * from outreach.release_ledger w where w.next_lookup_at <= platform.now() order by w.next_lookup_at limit 100
  ) l
  join outreach.linkedin_automation n on n.id = l.action_id and n.status = 'unknown'
  join outreach.accounts a on a.id = l.account_id
$$;

-- What a look-up found. Absence proves nothing: after two looks the action stays unknown, for a person.
-- False: it is not unknown (any more).
create function outreach.record_lookup(p_release_id bigint, p_found text, p_evidence jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
begin
  if p_found is null or p_found not in ('sent', 'not_seen', 'not_reached', 'certainly_not_sent') then
    raise sqlstate 'PT400' using message = format('Cannot record the look-up "%s": accepted are sent, not_seen, not_reached, certainly_not_sent', p_found), detail = 'bad_result';
  end if;
  v_action := outreach.hold_action((select l.action_id from outreach.release_ledger l where l.id = p_release_id));
  select * into v_release from outreach.release_ledger where id = p_release_id for update;
  if v_release.outcome is distinct from 'unknown' or v_action.status <> 'unknown' then
    return false;
  end if;
  perform outreach.act_as('governor');
  if p_found = 'not_reached' then
    -- A look that failed saw nothing and does not count as one; it is tried again later and later, and after half an
    -- hour a person may say what they know.
    update outreach.release_ledger
    set provider = provider || jsonb_build_object('looks_failed', coalesce((provider ->> 'looks_failed')::integer, 0) + 1),
        next_lookup_at = outreach.moment() + least(interval '1 hour', interval '2 minutes' * (1 + coalesce((provider ->> 'looks_failed')::integer, 0)))
    where id = p_release_id returning * into v_release;
    update outreach.linkedin_automation
    set result = coalesce(result, '{}') || jsonb_build_object('needs_person', outreach.moment() - v_release.dispatched_at > interval '30 minutes'),
        retry_at = v_release.next_lookup_at
    where id = v_action.id;
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
  elsif p_found = 'not_seen' then
    update outreach.release_ledger
    set looked = looked + 1, provider = provider || jsonb_build_object('looked', p_evidence),
        next_lookup_at = case when looked = 0 then outreach.moment() + interval '10 minutes' end
    where id = p_release_id returning * into v_release;
    perform outreach.note(v_action.team_id, 'not_seen', 'release', p_release_id::text, null, null, jsonb_build_object('looked', v_release.looked));
    -- Redraws the card: after the second look it asks a person.
    update outreach.linkedin_automation
    set result = coalesce(result, '{}') || jsonb_build_object('looked', v_release.looked, 'needs_person', v_release.looked >= 2),
        retry_at = v_release.next_lookup_at
    where id = v_action.id;
    update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
  else
    perform outreach.end_release(p_release_id, case p_found when 'sent' then 'sent' else 'not_sent' end, coalesce(p_evidence, '{}'), null);
  end if;
  return true;
end $$;

-- A person says what became of it: the author, or an approver.
create function outreach.resolve_unknown(p_action_id text, p_person_id text, p_verdict text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_action outreach.linkedin_automation := outreach.hold_action(p_action_id);
  v_release_id bigint;
begin
  if p_verdict is null or p_verdict not in ('sent', 'not_sent') then
    raise sqlstate 'PT400' using message = format('Cannot resolve with "%s": accepted are sent, not_sent', p_verdict), detail = 'bad_decision';
  elsif v_action.id is null then
    return outreach.outcome('not_found', null, null);
  elsif not outreach.may_steer(v_action, p_person_id) then
    return outreach.outcome('not_allowed', case when outreach.role_of(v_action.team_id, p_person_id) = 'guest' then 'guest' else 'role' end, v_action);
  elsif v_action.status <> 'unknown' then
    return outreach.outcome('wrong_state', v_action.status, v_action);
  end if;
  perform outreach.act_as(p_person_id);
  select l.id into v_release_id from outreach.release_ledger l where l.action_id = p_action_id and l.outcome = 'unknown' order by l.id desc limit 1;
  perform outreach.end_release(v_release_id, p_verdict, jsonb_build_object('resolved_by', p_person_id), null);
  select * into v_action from outreach.linkedin_automation where id = p_action_id;
  return outreach.outcome('decided', null, v_action);
end $$;

grant execute on function outreach.expire_dispatches, outreach.unknown_releases, outreach.record_lookup
  to greenlight_governor;
grant execute on function outreach.resolve_unknown to greenlight_bot;

-- ./schemas/outreach/inbound.sql

-- What comes from the provider: replies, echoes of what went out, acceptances, the account's health, read profiles. What a
-- person answered is seen where people decided about it: on the card of the action, under it, and in the account's figures.
create table outreach.inbound_events (
  id bigint generated always as identity primary key,
  team_id text not null,
  provider_account_id text not null,
  key text not null,
  kind text not null constraint kind_is_known check (kind in ('message', 'echo', 'accepted', 'account_status')),
  account_id text not null,
  lead_id text,
  chat_id text,
  message_id text,
  text text,
  at timestamptz not null,
  status text,
  -- The action that a person answered.
  action_id text,
  received_at timestamptz not null default platform.now(),
  unique (provider_account_id, key),
  constraint an_event_is_of_an_account_of_the_team foreign key (account_id, team_id) references outreach.accounts (id, team_id),
  constraint an_event_is_of_the_account_at_the_provider foreign key (account_id, provider_account_id)
    references outreach.accounts (id, provider_account_id),
  constraint an_event_is_of_a_lead_of_the_team foreign key (lead_id, team_id)
    references outreach.leads (id, team_id) on delete set null (lead_id),
  constraint an_event_answers_an_action_of_the_team foreign key (action_id, team_id)
    references outreach.linkedin_automation (id, team_id) on delete set null (action_id)
);
alter table outreach.inbound_events enable row level security;
create index inbound_of_a_lead on outreach.inbound_events (lead_id, at);
create index inbound_of_an_action on outreach.inbound_events (action_id, team_id) where action_id is not null;
create index inbound_of_an_account on outreach.inbound_events (account_id, received_at) where kind in ('accepted', 'message');
create index inbound_by_message on outreach.inbound_events (account_id, message_id);

-- The provider's word for an account's health in ours; words that are not known close it.
create function outreach.status_word(p_status text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when u.word in ('OK', 'CREATION_SUCCESS', 'RECONNECTED', 'SYNC_SUCCESS', 'IDLE') then 'ok'
    when u.word in ('CONNECTING', 'NOT_SETUP') then 'connecting'
    when u.word in ('CREDENTIALS', 'PERMISSIONS') then 'credentials'
    when u.word in ('STOPPED', 'PAUSED', 'DELETED') then 'stopped'
    when u.word like '%CHECKPOINT%' then 'checkpoint'
    when u.word like '%RESTRICT%' then 'restricted'
    else 'error' end
  from (select upper(coalesce(p_status, '')) as word) u
$$;

-- The caller holds the account. A reconnected account has a blind spot: its inbox must be read and a gap must pass.
create function outreach.set_account_status(p_account_id text, p_status text) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_new text := outreach.status_word(p_status);
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  if v_account.status = v_new then
    return false;
  end if;
  -- A person closes a restriction or a checkpoint; the provider's OK alone does not end its breaker.
  update outreach.accounts
  set status = v_new, inbox_read_at = case when v_new = 'ok' then null else inbox_read_at end,
      resumed_at = case when v_new = 'ok' then outreach.moment() else resumed_at end
  where id = p_account_id;
  perform outreach.note(v_account.team_id, 'account_status', 'account', p_account_id, v_account.status, v_new);
  perform outreach.tell(v_account, 'account_status', jsonb_build_object('old', v_account.status, 'new', v_new));
  if v_new in ('restricted', 'checkpoint') then
    perform outreach.restrict_account(p_account_id, v_new);
  elsif v_new in ('credentials', 'error', 'stopped') then
    -- The provider has no word of its own for a restriction ("ERROR") or a checkpoint ("CREDENTIALS"): a person looks.
    perform outreach.pause_account(p_account_id, 'governor', w.word, w.word)
    from (select case when v_new = 'credentials' then 'account_down' else 'may_be_restricted' end as word) w;
  end if;
  return true;
end $$;

-- False: the account is unknown, or had that status.
create function outreach.record_account_status(p_provider_account_id text, p_status text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account_id text;
begin
  select a.id into v_account_id from outreach.accounts a where a.provider_account_id = p_provider_account_id for update;
  if v_account_id is null then
    return false;
  end if;
  perform outreach.act_as('governor');
  return outreach.set_account_status(v_account_id, p_status);
end $$;

-- Takes back what an action-level blocker set aside, after the lead's state changed.
create function outreach.reconsider(p_account_id text, p_lead_ids text[]) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update outreach.linkedin_automation set aside = false, retry_at = null
  where account_id = p_account_id and lead_id = any (p_lead_ids) and status in ('approved', 'scheduled')
    and blocked_by in ('not_connected', 'already_invited')
$$;

-- Our own send, seen: it settles the release that it belongs to; without one the account's owner wrote by hand, which
-- counts against the quota.
create function outreach.take_echo(p_account outreach.accounts, p_leads text[], p_event jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_release outreach.release_ledger;
  v_action outreach.linkedin_automation;
  v_at timestamptz := (p_event ->> 'at')::timestamptz;
  v_text text := outreach.normal_text(p_event ->> 'text');
  v_seen jsonb := jsonb_strip_nulls(jsonb_build_object('message_id', p_event ->> 'message_id', 'chat_id', p_event ->> 'chat_id'));
begin
  select l.* into v_release
  from outreach.release_ledger l join outreach.linkedin_automation n on n.id = l.action_id
  where l.account_id = (p_account).id and l.lead_id = any (p_leads) and l.action_type in ('send_message', 'send_invite')
    and l.outcome in ('dispatching', 'unknown', 'sent', 'already')
    and (l.provider ->> 'message_id' = p_event ->> 'message_id'
         or (n.payload ->> 'text' = v_text)
         or (v_text is null and l.action_type = 'send_message' and v_at between l.dispatched_at - interval '1 minute' and l.dispatched_at + interval '10 minutes'))
  order by l.outcome in ('unknown', 'dispatching') desc, l.dispatched_at desc limit 1;
  if v_release.outcome = 'unknown' then
    perform outreach.hold_action(v_release.action_id);
    perform outreach.end_release(v_release.id, 'sent', v_seen || '{"seen_by": "echo"}', null);
  end if;
  if v_release.id is not null then
    return;
  end if;
  -- The words that were approved then, seen at or after the call that was taken for not sent.
  select l.* into v_release
  from outreach.release_ledger l join outreach.action_revisions r on r.action_id = l.action_id and r.revision = l.revision
  where l.account_id = (p_account).id and l.lead_id = any (p_leads) and l.action_type in ('send_message', 'send_invite')
    and l.outcome = 'not_sent' and outreach.normal_text(r.text) = v_text and v_at >= l.dispatched_at - interval '1 minute'
  order by l.dispatched_at desc limit 1;
  if v_release.id is null then
    insert into outreach.release_ledger (team_id, account_id, source, action_type, lead_id, dispatched_at, local_date, outcome, provider, ended_at)
    values ((p_account).team_id, (p_account).id, 'manual', 'send_message', p_leads[1], v_at, (v_at at time zone (p_account).time_zone)::date, 'sent', v_seen, outreach.moment());
    perform outreach.note((p_account).team_id, 'manual_send', 'account', (p_account).id, null, null, jsonb_build_object('at', v_at));
    return;
  end if;
  v_action := outreach.hold_action(v_release.action_id);
  update outreach.release_ledger
  set outcome = 'sent', counted = true, provider = provider || v_seen || '{"seen_by": "late_echo"}', ended_at = outreach.moment()
  where id = v_release.id;
  perform outreach.note((p_account).team_id, 'late_proof', 'release', v_release.id::text, 'not_sent', 'sent', jsonb_build_object('action_id', v_action.id, 'status', v_action.status));
  if v_action.status in ('approved', 'scheduled') and v_action.revision <> v_release.revision then
    -- Other words were approved since, for a person who was believed to have got none: that is to be decided anew.
    update outreach.linkedin_automation
    set status = 'pending_approval', approved_by = null, approved_at = null, approved_revision = null, approved_hash = null,
        scheduled_for = null, jitter_applied_minutes = null, blocked_by = null, retry_at = null
    where id = v_action.id;
  elsif v_action.status in ('approved', 'scheduled', 'not_sent') then
    update outreach.linkedin_automation
    set status = 'completed', executed_at = v_release.dispatched_at, scheduled_for = coalesce(scheduled_for, v_release.dispatched_at),
        -- As they were when it went.
        daily_limit_check = true, time_window_check = true, result = jsonb_build_object('outcome', 'sent', 'seen_by', 'late_echo') || v_seen,
        error = null, blocked_by = null, retry_at = null, worker = null
    where id = v_action.id returning * into v_action;
    perform outreach.note_effect(v_action, v_seen, null);
  end if;
end $$;

-- When something happened by the provider's word, never later than now. Words that are no time, and times before LinkedIn
-- began (1970 stands for a missing one), count as now.
create function outreach.event_time(p_time text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_at timestamptz;
begin
  v_at := p_time::timestamptz;
  return case when v_at is null or v_at < '2003-05-05' then outreach.moment() else least(v_at, outreach.moment()) end;
exception when invalid_datetime_format or datetime_field_overflow or invalid_parameter_value then
  return outreach.moment();
end $$;

-- Connections that an account had before are read as acceptances too; only what answers an action of ours is one.
create function outreach.show_answer(p_event_id bigint, p_lead_ids text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_event outreach.inbound_events;
  v_action outreach.linkedin_automation;
begin
  select * into v_event from outreach.inbound_events where id = p_event_id;
  select n.* into v_action
  from outreach.linkedin_automation n
  where n.lead_id = any (p_lead_ids) and n.status not in ('cancelled', 'expired')
    -- What is accepted is an invitation of this account; a connection that is older than it is no answer.
    and (v_event.kind <> 'accepted' or (n.action_type = 'send_invite' and n.account_id = v_event.account_id))
  order by v_event.kind = 'accepted' and n.action_type = 'send_invite' and n.account_id = v_event.account_id desc,
    n.executed_at is not null desc, n.account_id = v_event.account_id desc, n.action_type in ('send_invite', 'send_message') desc,
    coalesce(n.executed_at, n.created_at) desc
  limit 1;
  if v_action.id is null then
    return;
  end if;
  update outreach.inbound_events set action_id = v_action.id where id = p_event_id;
  update outreach.outbox set wanted = wanted + 1, given_up = false, run_at = platform.now() where action_id = v_action.id;
  insert into outreach.outbox (kind, account_id, event, channel_id)
  values ('account', v_event.account_id, jsonb_build_object('code', 'answered', 'params', jsonb_build_object('action_id', v_action.id, 'event_id', p_event_id, 'person_id', v_action.author_id)), v_action.channel_id);
end $$;

-- Stores an event once. A reply stops what waits for that person, from every account, in this transaction; an
-- acceptance makes the person connected. False: known already, or for an account that is not ours.
create function outreach.record_inbound(p_event jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_event_id bigint;
  v_kind text := p_event ->> 'kind';
  v_lead_id text;
  v_leads text[];
  v_identity text := outreach.identity_of(outreach.canonical_profile(p_event ->> 'profile_url'));
  v_message_id text := coalesce(p_event ->> 'message_id', p_event ->> 'key');
  v_at timestamptz := outreach.event_time(p_event ->> 'at');
  v_release_id bigint;
begin
  select * into v_account from outreach.accounts where provider_account_id = p_event ->> 'provider_account_id' for update;
  if v_account.id is null then
    return false;
  end if;
  select coalesce(l.same_as, l.id) into v_lead_id
  from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
  where i.team_id = v_account.team_id and (
    (i.kind = 'provider_id' and i.value = p_event ->> 'provider_id')
    or (i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1)))
  order by i.kind = 'provider_id' desc limit 1;
  -- The same message under another key was known before.
  if v_kind = 'message' and exists (
    select from outreach.inbound_events e
    where e.account_id = v_account.id and e.kind = 'message' and e.message_id = p_event ->> 'message_id' and e.key <> p_event ->> 'key') then
    return false;
  end if;
  insert into outreach.inbound_events (team_id, provider_account_id, key, kind, account_id, lead_id, chat_id, message_id, text, at, status)
  values (v_account.team_id, v_account.provider_account_id, p_event ->> 'key', v_kind, v_account.id, v_lead_id, p_event ->> 'chat_id', p_event ->> 'message_id',
          -- What strangers write is none of our business.
          case when v_lead_id is not null then p_event ->> 'text' end, v_at, p_event ->> 'status')
  on conflict (provider_account_id, key) do nothing returning id into v_event_id;
  if v_event_id is null then
    return false;
  end if;
  perform outreach.act_as('governor');
  if v_kind = 'account_status' then
    perform outreach.set_account_status(v_account.id, p_event ->> 'status');
    return true;
  elsif v_lead_id is null then
    -- Not a person of ours; a manual send still used the account's allowance.
    if v_kind = 'echo' then
      perform outreach.take_echo(v_account, array[]::text[], p_event || jsonb_build_object('at', v_at));
    end if;
    return true;
  end if;
  perform outreach.identify(v_lead_id, 'provider_id', p_event ->> 'provider_id');
  update outreach.leads set provider_id = p_event ->> 'provider_id' where id = v_lead_id and provider_id is null and p_event ->> 'provider_id' is not null;
  v_leads := outreach.aliases(v_lead_id);
  insert into outreach.contacts (team_id, account_id, lead_id) values (v_account.team_id, v_account.id, v_lead_id) on conflict do nothing;

  if v_kind = 'echo' then
    perform outreach.take_echo(v_account, v_leads, p_event || jsonb_build_object('at', v_at));
    update outreach.contacts set chat_id = coalesce(p_event ->> 'chat_id', chat_id) where account_id = v_account.id and lead_id = v_lead_id;
  elsif v_kind = 'accepted' then
    update outreach.contacts set connected = true, invitation = 'none' where account_id = v_account.id and lead_id = any (v_leads);
    -- An accepted invitation was sent.
    select l.id into v_release_id from outreach.release_ledger l
    where l.account_id = v_account.id and l.lead_id = any (v_leads) and l.action_type = 'send_invite' and l.outcome = 'unknown' limit 1;
    if v_release_id is not null then
      perform outreach.end_release(v_release_id, 'sent', '{"seen_by": "accepted"}', null);
      update outreach.contacts set invitation = 'none' where account_id = v_account.id and lead_id = any (v_leads);
    end if;
    update outreach.linkedin_automation set status = 'skipped', blocked_by = 'already_connected', retry_at = null
    where account_id = v_account.id and lead_id = any (v_leads) and action_type in ('send_invite', 'withdraw_invite')
      and status in ('pending_approval', 'approved', 'scheduled');
    perform outreach.reconsider(v_account.id, v_leads);
  elsif v_kind = 'message' then
    update outreach.contacts
    set chat_id = coalesce(p_event ->> 'chat_id', chat_id), last_inbound_id = v_message_id, last_inbound_event = v_event_id, last_inbound_at = v_at
    where account_id = v_account.id and lead_id = v_lead_id;
    -- Whatever time it carries: what waits was decided without it.
    perform outreach.stop_actions(v_leads, 'skipped', 'replied', array['send_invite', 'send_message'], v_message_id);
  end if;
  if v_kind in ('accepted', 'message') then
    perform outreach.show_answer(v_event_id, v_leads);
  end if;
  return true;
end $$;

create function outreach.record_inbox_read(p_provider_account_id text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update outreach.accounts set inbox_read_at = outreach.moment() where provider_account_id = p_provider_account_id
$$;

-- What a read profile says. A provider id that another lead has makes both one person.
create function outreach.record_profile(p_profile jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_lead_id text := p_profile ->> 'lead_id';
begin
  select * into v_account from outreach.accounts where provider_account_id = p_profile ->> 'provider_account_id' for update;
  if v_account.id is null or not exists (select from outreach.leads where id = v_lead_id and team_id = v_account.team_id) then
    return;
  end if;
  perform outreach.act_as('governor');
  perform outreach.identify(v_lead_id, 'provider_id', p_profile ->> 'provider_id');
  update outreach.leads
  set provider_id = coalesce(provider_id, p_profile ->> 'provider_id'), name = coalesce(name, left(p_profile ->> 'name', 200)), updated_at = outreach.moment()
  where id = v_lead_id;
  insert into outreach.contacts as c (team_id, account_id, lead_id, connected, invitation, invited_at, withdrawn_at)
  values (v_account.team_id, v_account.id, v_lead_id, (p_profile ->> 'connected')::boolean, p_profile ->> 'invitation',
          case when p_profile ->> 'invitation' = 'pending' then outreach.moment() end,
          case when p_profile ->> 'invitation' = 'withdrawn' then outreach.moment() end)
  on conflict (account_id, lead_id) do update set
    connected = excluded.connected,
    -- A stale read shows no invitation right after one was sent.
    invitation = case when excluded.invitation = 'none' and not excluded.connected and c.invited_at > outreach.moment() - interval '10 minutes'
                      then c.invitation else excluded.invitation end,
    invited_at = coalesce(c.invited_at, excluded.invited_at),
    withdrawn_at = case when excluded.invitation = 'withdrawn' and c.invitation <> 'withdrawn' then excluded.withdrawn_at
                        when excluded.invitation = 'withdrawn' then coalesce(c.withdrawn_at, excluded.withdrawn_at) else c.withdrawn_at end;
  perform outreach.reconsider(v_account.id, outreach.aliases(v_lead_id));
end $$;

grant execute on function outreach.record_account_status, outreach.record_inbound, outreach.record_inbox_read,
  outreach.record_profile to greenlight_governor;

-- ./schemas/outreach/outbox.sql

-- What Slack must show of outreach: a card per action (a surface that is redrawn), a message per event of an account.
create table outreach.outbox (
  id bigint generated always as identity primary key,
  kind text not null constraint kind_is_known check (kind in ('action', 'account')),
  action_id text unique references outreach.linkedin_automation on delete cascade,
  account_id text references outreach.accounts,
  event jsonb,
  channel_id text not null,
  wanted integer not null default 1,
  shown integer not null default 0,
  ts text,
  given_up boolean not null default false,
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  maybe_posted boolean not null default false,
  response_url text,
  last_error text,
  created_at timestamptz not null default platform.now(),
  constraint what_is_shown_has_a_ts check (shown = 0 or ts is not null),
  constraint it_shows_one_thing check ((kind = 'action') = (action_id is not null) and (kind = 'account') = (account_id is not null and event is not null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table outreach.outbox enable row level security;
create index outbox_waiting on outreach.outbox (run_at, id) where wanted > shown and not given_up;
create index outbox_of_an_account on outreach.outbox (account_id) where account_id is not null;

create function outreach.show_action() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  insert into outreach.outbox as o (kind, action_id, channel_id) values ('action', new.id, new.channel_id)
  on conflict (action_id) do update set wanted = o.wanted + 1, given_up = false, run_at = platform.now();
  return null;
end $$;
create trigger new_actions_are_shown after insert on outreach.linkedin_automation
  for each row execute function outreach.show_action();
-- A retry time that moves by a beat or two is not worth an edit.
create trigger changed_actions_are_shown after update on outreach.linkedin_automation
  for each row when (old.status is distinct from new.status or old.revision is distinct from new.revision
    or old.blocked_by is distinct from new.blocked_by or old.scheduled_for is distinct from new.scheduled_for
    or old.error is distinct from new.error or (old.retry_at is null) <> (new.retry_at is null)
    or abs(extract(epoch from new.retry_at - old.retry_at)) >= 300)
  execute function outreach.show_action();

-- Tells an account's channel what happened; an account without a channel has no one to tell.
create function outreach.tell(p_account outreach.accounts, p_code text, p_params jsonb default '{}') returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.outbox (kind, account_id, event, channel_id)
  select 'account', (p_account).id, jsonb_build_object('code', p_code, 'params', p_params), (p_account).channel_id
  where (p_account).channel_id is not null
$$;

create function outreach.outbox_view(p_item outreach.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted, 'channel_id', (p_item).channel_id,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts, 'response_url', (p_item).response_url,
    -- What a person answered stands under the card of the action that it answers.
    'thread_ts', case when (p_item).event ->> 'code' = 'answered' then (
      select c.ts from outreach.outbox c where c.action_id = (p_item).event -> 'params' ->> 'action_id') end,
    'locale', t.locale, 'action', case when n.id is not null then outreach.action_view(n) end,
    'account', case when a.id is not null then outreach.account_view(a) end, 'event', case when (p_item).event ->> 'code' = 'answered' then jsonb_set((p_item).event, '{params}', (p_item).event -> 'params' || coalesce((
      select jsonb_build_object('kind', e.kind, 'text', e.text, 'at', e.at, 'person', l.name, 'profile_url', l.profile_url)
      from outreach.inbound_events e join outreach.leads l on l.id = e.lead_id
      where e.id = ((p_item).event -> 'params' ->> 'event_id')::bigint), '{}')) else (p_item).event end,
    'approvers', case when n.id is not null then outreach.approvers_of(n) else '[]'::jsonb end)
  from (select) one
  left join outreach.linkedin_automation n on n.id = (p_item).action_id
  left join outreach.accounts a on a.id = coalesce((p_item).account_id, n.account_id)
  join platform.teams t on t.team_id = a.team_id
$$;

-- Surfaces to draw, each held for 60 s. Empty answer: nothing to draw now.
create function outreach.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  with claimed as (
    update outreach.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = o.attempts + 1,
        maybe_posted = o.maybe_posted or (o.ts is null and o.leased_until is not null)
    where o.id = any (array(
      select w.id from outreach.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(outreach.outbox_view(c.item) order by (c.item).id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

-- False: the claim was lost and another process draws it.
create function outreach.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update outreach.outbox
  set ts = p_ts, shown = greatest(shown, p_revision), leased_until = null, worker = null, attempts = 0, maybe_posted = false, last_error = null
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- Gives an item back; without `retry_in_s` until its next change. False: the claim was lost.
create function outreach.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_delay double precision := platform.delay_of(p_failure ->> 'retry_in_s');
begin
  update outreach.outbox
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = v_delay is null,
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce(v_delay, 0))
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- Owner only: ends every lease, for a caller who knows that no holder lives.
create function outreach.expire_leases() returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update outreach.outbox set leased_until = platform.now() - interval '1 second' where leased_until > platform.now()
$$;

grant execute on function outreach.claim_outbox, outreach.settle_outbox, outreach.fail_outbox to greenlight_bot;

-- ./schemas/outreach/status.sql

-- What people see: the queue and the days of an account.

-- Everything that has not ended, next first.
create function outreach.queue(p_team_id text, p_limit integer) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(outreach.action_view(q.found) order by q.place), '[]'::jsonb)
  from (
    select n as found, row_number() over (
      order by n.status in ('dispatching', 'unknown') desc, coalesce(n.scheduled_for, n.retry_at, n.approved_at, n.created_at), n.id) as place
    from outreach.linkedin_automation n
    where n.team_id = p_team_id and n.status in ('pending_approval', 'approved', 'scheduled', 'dispatching', 'unknown')
    order by place limit least(greatest(p_limit, 0), 500)
  ) q
$$;

create function outreach.day_view(p_account_id text, p_date date) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('date', p_date, 'by_type', jsonb_agg(jsonb_build_object(
    'type', k.type,
    'sent', (select count(*) from outreach.release_ledger l where l.account_id = p_account_id and l.local_date = p_date and l.action_type = k.type
             and l.outcome in ('sent', 'already')),
    'unknown', (select count(*) from outreach.release_ledger l where l.account_id = p_account_id and l.local_date = p_date and l.action_type = k.type
                and l.outcome in ('unknown', 'dispatching')),
    'quota', (select d.draw from outreach.quota_draws d where d.account_id = p_account_id and d.local_date = p_date and d.action_type = k.type)) order by k.place))
  from unnest(array['send_invite', 'send_message', 'view_profile', 'withdraw_invite']) with ordinality k(type, place)
$$;

-- Raises `unknown_account`.
create function outreach.account_status(p_account_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_account outreach.accounts;
  v_now timestamptz := outreach.moment();
  v_date date;
  v_today jsonb;
  v_next outreach.linkedin_automation;
  v_blocker outreach.blocker;
begin
  select * into v_account from outreach.accounts where id = p_account_id;
  if v_account.id is null then
    raise sqlstate 'PT404' using message = format('Cannot show account "%s": there is none', p_account_id), detail = 'unknown_account';
  end if;
  v_date := (v_now at time zone v_account.time_zone)::date;
  -- Today's figures are the limits in force: the draw, lowered by rules and warm-up.
  select jsonb_build_object('date', v_date, 'by_type', jsonb_agg(
    b || jsonb_build_object('quota', (select least(d.quota, d.warm_up) from outreach.day_limit(v_account, b ->> 'type', v_date) d))))
  into v_today from jsonb_array_elements(outreach.day_view(p_account_id, v_date) -> 'by_type') b;
  select * into v_next from outreach.linkedin_automation n
  where n.account_id = p_account_id and n.status in ('approved', 'scheduled') and not n.aside
  order by n.scheduled_for nulls last, n.approved_at, n.id limit 1;
  if v_next.id is not null then
    v_blocker := outreach.first_blocker(v_account, v_next, v_now);
  end if;
  return jsonb_build_object(
    'account', outreach.account_view(v_account), 'today', v_today,
    'days', (select jsonb_agg(outreach.day_view(p_account_id, v_date - n) order by n desc) from generate_series(0, 13) n),
    'rolling_7d', (
      select jsonb_agg(jsonb_build_object('type', r.rule_key, 'used', outreach.used_since(p_account_id, r.rule_key, v_now - interval '7 days'),
        'max', (r.config ->> 'rolling_7d_max')::integer) order by r.rule_key)
      from outreach.automation_rules r where r.account_id = p_account_id),
    -- People, not messages: three lines of one person are one reply.
    'answers_14d', (
      select jsonb_build_object('accepted', count(distinct e.lead_id) filter (where e.kind = 'accepted'), 'replied', count(distinct e.lead_id) filter (where e.kind = 'message'))
      from outreach.inbound_events e
      where e.account_id = p_account_id and e.kind in ('accepted', 'message') and e.action_id is not null and e.received_at > v_now - interval '14 days'),
    'pending_invites', (select count(*) from outreach.contacts c where c.account_id = p_account_id and c.invitation = 'pending'),
    'queued', (select count(*) from outreach.linkedin_automation n where n.account_id = p_account_id and n.status in ('approved', 'scheduled')),
    'next', case when v_next.id is not null then jsonb_build_object(
      -- Never a time that is past: what holds it without an end has none.
      'action_id', v_next.id, 'blocked_by', v_blocker.code,
      'at', case when v_blocker.code is null or v_blocker.retry_at is not null then greatest(v_next.scheduled_for, v_blocker.retry_at, v_now) end) end);
end $$;

grant execute on function outreach.queue, outreach.account_status to greenlight_bot;

-- ./schemas/grants.sql

-- An API role reaches the functions that its concept's file grants to it and nothing else, also where the project's defaults
-- grant more: older hosted projects give tables, sequences and functions of each new schema to the API's general roles.
revoke all on schema platform, content, outreach from public, anon, authenticated, service_role;
revoke all on all tables in schema platform, content, outreach from public, anon, authenticated, service_role;
revoke all on all sequences in schema platform, content, outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema platform, content, outreach from public, anon, authenticated, service_role;

-- Definers search `pg_temp` last, and API roles make nothing temporary: a session that could make a domain `pg_temp.text`
-- would have its own check run as the owner. A role of its own has it back with `grant temporary on database ... to ...`.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end $$;
