-- What waits for people does not wait for ever: who is asked is reminded, deputies are asked, and at last the job expires, with
-- Resume. All of it in working hours of the person, once each, whichever bot looks first.

-- One row a job that waits, or has waited: what for, since when, and when to look next.
create table content.waits (
  job_id text primary key references content.jobs on delete cascade,
  status text not null constraint what_waits_is_known check (status in ('awaiting_review', 'awaiting_input', 'awaiting_budget')),
  -- `v2`, `q1` or `b7`: the version, the question, or the claim that came to a cap.
  what text not null,
  -- Raised when something else waits, and by Resume: people are reminded once a round.
  round integer not null default 1,
  -- Of the last thing that happened to it.
  since timestamptz not null,
  -- Null: nothing is due by time alone.
  look_at timestamptz
);
alter table content.waits enable row level security;
create index waits_due on content.waits (look_at) where look_at is not null;

-- Who was asked again, and when.
create table content.reminders (
  job_id text not null references content.jobs on delete cascade,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  round integer not null,
  kind text not null constraint kind_is_known check (kind in ('reminder', 'escalation', 'turn')),
  -- Whom a reminder is for; null for what asks a group: an escalation, or that its turn has come.
  person_id text,
  group_number integer not null,
  -- User ids of those whom an escalation, or a turn, asks.
  asked jsonb not null default '[]',
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  constraint a_reminder_is_for_one_person check ((kind = 'reminder') = (person_id is not null)),
  constraint each_is_sent_once unique nulls not distinct (job_id, round, kind, person_id, group_number)
);
alter table content.reminders enable row level security;

-- Slack's name of a person's zone, or UTC for one that Postgres does not know.
create function content.zone_of(p_zone text) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_catalog.now() at time zone p_zone;
  return coalesce(p_zone, 'UTC');
exception when invalid_parameter_value then
  return 'UTC';
end $$;

-- Monday to Friday, without the national holidays where the zone is one of Brazil.
create function content.is_working_day(p_date date, p_zone text) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
  return extract(isodow from p_date) <= 5 and not (
    p_zone = any (array['America/Araguaina', 'America/Bahia', 'America/Belem', 'America/Boa_Vista', 'America/Campo_Grande', 'America/Cuiaba',
      'America/Eirunepe', 'America/Fortaleza', 'America/Maceio', 'America/Manaus', 'America/Noronha', 'America/Porto_Velho', 'America/Recife',
      'America/Rio_Branco', 'America/Santarem', 'America/Sao_Paulo'])
    and exists (select from outreach.holidays h where h.region = 'BR' and h.date = p_date));
end $$;

-- When a person has had so many working hours, 9 to 18 of their zone, since an instant; with 0 the first working instant from
-- then on; null without either. Always one within working hours: what falls on 18:00 is due at 9:00 of the next working day.
create function content.working_instant(p_from timestamptz, p_hours integer, p_zone text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_zone text := content.zone_of(p_zone);
  v_left interval := make_interval(hours => p_hours);
  v_day date := (p_from at time zone v_zone)::date;
  v_start timestamptz;
  v_end timestamptz;
begin
  if p_from is null or p_hours is null then
    return null;
  end if;
  -- 80 hours are 9 days; holidays and weekends come on top.
  for i in 0..60 loop
    if content.is_working_day(v_day + i, v_zone) then
      v_start := greatest(p_from, (v_day + i + time '09:00') at time zone v_zone);
      v_end := (v_day + i + time '18:00') at time zone v_zone;
      if v_start + v_left < v_end then
        return v_start + v_left;
      end if;
      v_left := v_left - greatest(v_end - v_start, interval '0');
    end if;
  end loop;
  return null;
end $$;

-- A job begins to wait, stops waiting, or has waited long enough. Its round outlives a runner's turn: a reply that changes
-- nothing does not make people be asked once more.
create function content.note_wait() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.status in ('awaiting_review', 'awaiting_input', 'awaiting_budget') then
    insert into content.waits as w (job_id, status, what, since, look_at)
    values (new.id, new.status, case new.status when 'awaiting_review' then 'v' || new.versions when 'awaiting_input' then 'q' || new.questions else 'b' || new.fence end,
            platform.now(), platform.now())
    on conflict (job_id) do update
      set status = excluded.status, what = excluded.what, since = excluded.since, look_at = excluded.look_at,
          round = w.round + (w.what <> excluded.what or old.status = 'expired')::integer;
  elsif new.status = 'expired' then
    update content.waits set look_at = new.ended_at + content.resume_period() where job_id = new.id;
  elsif new.ended_at is not null and new.status <> 'failed' then
    delete from content.waits where job_id = new.id;
  else
    -- Locked in any case: before the outbox, as by `look_again`.
    update content.waits set look_at = null where job_id = new.id;
  end if;
  return null;
end $$;
create trigger jobs_wait_for_people after update of status on content.jobs
for each row when (old.status is distinct from new.status) execute function content.note_wait();

-- How long Resume is offered of a job that expired; its files are kept as long.
create function content.resume_period() returns interval
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select interval '30 days'
$$;

-- Until when a job can be taken up again; null: it cannot, or need not.
create function content.resume_until(p_job content.jobs) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (p_job).ended_at + content.resume_period() from content.waits w
  where w.job_id = (p_job).id and (p_job).status = 'expired' and (p_job).ended_at + content.resume_period() > platform.now()
$$;

-- What changes who is asked, or for how long, is looked at anew. Jobs are locked before their waits, and waits before the outbox, as
-- where a job's state changes. By their names these triggers come before those that redraw cards.
create function content.look_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_open_jobs(new.team_id);
  update content.waits w set look_at = platform.now()
  from content.jobs j
  where j.id = w.job_id and j.team_id = new.team_id and j.status in ('awaiting_review', 'awaiting_input', 'awaiting_budget');
  return null;
end $$;
create trigger dues_follow_people after update of role, is_guest, is_deactivated, tz on platform.people
for each row when ((old.role, old.is_guest, old.is_deactivated, old.tz) is distinct from (new.role, new.is_guest, new.is_deactivated, new.tz))
execute function content.look_again();
create trigger dues_follow_rules after insert on platform.approver_rule_versions
for each row execute function content.look_again();
create trigger dues_follow_user_groups after insert or update of members, is_disabled on platform.user_groups
for each row execute function content.look_again();

-- An approval may be the last that its group needs.
create function content.look_after_approval() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update content.waits set look_at = platform.now() where job_id = new.job_id;
  return null;
end $$;
create trigger waits_follow_approvals after insert on content.reviews
for each row when (new.decision = 'approve') execute function content.look_after_approval();

-- Who is asked for what waits now, for which group, and since when: the second of two groups in order since the first was done.
-- Of a question it is the requester, of the words of a campaign those who may approve them; a brand kit's is for admins, and a stop at a cap for several: none of them is reminded.
create function content.asked_now(p_job content.jobs, p_wait content.waits, p_state jsonb)
returns table (group_number integer, person_id text, zone text, since timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select g.number::integer, p.user_id, p.tz, case when p_state ->> 'order' = 'in_order' and g.number = 2
    then greatest((p_wait).since, (select max((a ->> 'at')::timestamptz) from jsonb_array_elements(p_state -> 'groups' -> 0 -> 'approvals') a))
    else (p_wait).since end
  from jsonb_array_elements(p_state -> 'groups') with ordinality g (it, number)
  join platform.people p on p.team_id = (p_job).team_id and g.it -> 'may_approve' ? p.user_id and p_state -> 'asked' ? p.user_id
  where ((p_job).status = 'awaiting_review' or (p_job).status = 'awaiting_input' and (p_job).type = 'outreach_notes') and (g.it ->> 'open')::boolean
  union all
  select 1, p.user_id, p.tz, (p_wait).since
  from platform.people p
  where (p_job).status = 'awaiting_input' and (p_job).type not in ('brand_kit', 'outreach_notes') and p.team_id = (p_job).team_id and p.user_id = (p_job).requester_id
$$;

-- What is not sent yet of this round, and when it goes. The second of two groups is called at once when the first is done: an edit of
-- the card calls no one. An escalation comes when each person of the group has had the hours, at
-- the first working instant of one whom it asks: deputies, or admins where the rule names none.
create function content.dues_of(p_job content.jobs, p_wait content.waits, p_rule platform.approver_rules, p_state jsonb)
returns table (kind text, group_number integer, person_id text, asked jsonb, at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  with asked as (
    select * from content.asked_now(p_job, p_wait, p_state)
  ), late as (
    select a.group_number, max(content.working_instant(a.since, (p_rule).escalate_after_hours, a.zone)) as at
    from asked a where (p_job).status = 'awaiting_review' and (p_rule).escalate_after_hours is not null
    group by a.group_number
  ), stand_in as (
    select l.group_number, p.user_id, p.tz, l.at
    from late l
    cross join lateral (
      select array_agg(m.user_id) as ids from platform.rule_members(p_rule) m
      where m.number = l.group_number and m.is_deputy and p_state -> 'deputies' ? m.user_id) d
    join platform.people p on p.team_id = (p_job).team_id
      and (p.user_id = any (d.ids) or d.ids is null and platform.admins_of((p_job).team_id) ? p.user_id)
  ), due as (
    select 'reminder' as kind, a.group_number, a.person_id, '[]'::jsonb as asked,
      content.working_instant(greatest(content.working_instant(a.since, (p_rule).remind_after_hours, a.zone), platform.now()), 0, a.zone) as at
    from asked a where (p_rule).remind_after_hours is not null
    union all
    select 'escalation', h.group_number, null, jsonb_agg(h.user_id order by h.user_id),
      min(content.working_instant(greatest(h.at, platform.now()), 0, h.tz))
    from stand_in h group by h.group_number
    union all
    select 'turn', a.group_number, null, jsonb_agg(a.person_id order by a.person_id), platform.now()
    from asked a where a.group_number = 2 and p_state ->> 'order' = 'in_order'
    group by a.group_number
  )
  select d.* from due d
  where not exists (
    select from content.reminders r
    where r.job_id = (p_job).id and r.round = (p_wait).round and r.kind = d.kind and r.person_id is not distinct from d.person_id
      and r.group_number = d.group_number)
$$;

-- No one decided in time. What was made is kept until Resume is no longer offered.
create function content.expire_job(p_job content.jobs) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  -- The fence rises so that each end has a message of its own.
  update content.jobs set status = 'expired', fence = fence + 1, ended_at = platform.now() where id = (p_job).id returning * into p_job;
  perform content.say(p_job, 'agent', (p_job).type, 'outcome', 'expired');
  perform content.show_job(p_job);
end $$;

-- Looks at one wait under the job's lock: asks again, lets expire, or at the end of the period takes the files of what expired away.
create function content.look_at_wait(p_job content.jobs, p_wait content.waits) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_rule platform.approver_rules := content.rule_of_job(p_job);
  v_draft content.drafts;
  v_expires timestamptz;
  v_next timestamptz;
  v_due record;
begin
  if (p_job).status = 'expired' then
    delete from content.artifacts where job_id = (p_job).id;
    delete from content.waits where job_id = (p_job).id;
    perform content.show_job(p_job);
    return;
  end if;
  v_expires := content.working_instant(p_wait.since + make_interval(days => v_rule.expire_after_days), 0,
    (select p.tz from platform.people p where p.team_id = (p_job).team_id and p.user_id = (p_job).requester_id));
  if v_expires <= platform.now() then
    perform content.expire_job(p_job);
    return;
  end if;
  v_next := v_expires;
  select * into v_draft from content.drafts d where d.job_id = (p_job).id and d.version = (p_job).versions;
  for v_due in select * from content.dues_of(p_job, p_wait, v_rule, content.approval_state(p_job, v_draft)) loop
    if v_due.at <= platform.now() then
      perform content.remind(p_job, p_wait.round, v_due.kind, v_due.group_number, v_due.person_id, v_due.asked);
    else
      v_next := least(v_next, v_due.at);
    end if;
  end loop;
  update content.waits set look_at = v_next where job_id = (p_job).id;
end $$;

create function content.remind(p_job content.jobs, p_round integer, p_kind text, p_group_number integer, p_person_id text, p_asked jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_number integer := (select coalesce(max(r.number), 0) + 1 from content.reminders r where r.job_id = (p_job).id);
begin
  insert into content.reminders (job_id, number, round, kind, group_number, person_id, asked)
  values ((p_job).id, v_number, p_round, p_kind, p_group_number, p_person_id, p_asked);
  perform content.show((p_job).id, 'reminder', v_number);
  if p_kind = 'escalation' then
    perform content.show((p_job).id, 'card', (p_job).versions);
  end if;
end $$;

-- Does what is due by time alone, of at most `p_limit` jobs; answers of how many. Any number of bots may: a job that another one
-- is looking at is left to it.
create function content.remind_due(p_limit integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text;
  v_job content.jobs;
  v_wait content.waits;
  v_count integer := 0;
begin
  -- In the order in which cards of several jobs are redrawn.
  for v_id in
    select d.job_id
    from (select w.job_id from content.waits w where w.look_at <= platform.now() order by w.look_at, w.job_id limit platform.limit_of(p_limit, 100)) d
    order by d.job_id
  loop
    -- The job before its wait, as everything that changes one does.
    select * into v_job from content.jobs j where j.id = v_id for no key update skip locked;
    select * into v_wait from content.waits w where w.job_id = v_job.id and w.look_at <= platform.now() for update;
    if v_wait.job_id is not null then
      perform content.look_at_wait(v_job, v_wait);
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end $$;

-- Takes an expired job up where it waited; replies of meanwhile are read. Outcome `too_late`: its files are gone.
create function content.resume_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  perform content.keep_rules_of(p_job_id);
  select * into v_job from content.jobs where id = p_job_id for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found', 'status', null);
  elsif not content.may_steer(v_job, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'status', v_job.status);
  elsif v_job.status <> 'expired' then
    perform content.draw_anew(v_job.id);
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  elsif content.resume_until(v_job) is null then
    return jsonb_build_object('outcome', 'too_late', 'status', v_job.status);
  elsif content.open_job_in(v_job.channel_id, coalesce(v_job.started_in, v_job.thread_ts)) is not null then
    return jsonb_build_object('outcome', 'thread_has_job', 'status', v_job.status);
  end if;
  update content.jobs set status = (select w.status from content.waits w where w.job_id = p_job_id), ended_at = null
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'resume');
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

-- `stands`: it is still waited for, and by this person. What was overtaken before it was shown is not shown.
create function content.reminder_view(p_reminder content.reminders) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_reminder).number, 'kind', (p_reminder).kind, 'person_id', (p_reminder).person_id, 'asked', (p_reminder).asked,
    'status', j.status, 'since', coalesce(w.since, (p_reminder).created_at),
    'message_ts', (
      select o.ts from content.outbox o
      where o.job_id = j.id and o.kind = case j.status when 'awaiting_review' then 'card' else 'question' end
      order by o.edition desc limit 1),
    'stands', coalesce(w.round = (p_reminder).round and j.status = w.status and (
      (p_reminder).kind <> 'reminder' or exists (
        select from content.asked_now(j, w, content.approval_state(j, d)) a where a.person_id = (p_reminder).person_id)), false))
  from content.jobs j
  left join content.waits w on w.job_id = j.id
  left join content.drafts d on d.job_id = j.id and d.version = j.versions
  where j.id = (p_reminder).job_id
$$;

-- Who was asked besides those whom the rule asks first, while the newest version waits.
create function content.escalated_to(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(distinct a), '[]'::jsonb)
  from content.waits w
  join content.reminders r on r.job_id = w.job_id and r.round = w.round and r.kind = 'escalation'
  cross join lateral jsonb_array_elements(r.asked) a
  where w.job_id = (p_job).id and (p_job).status = 'awaiting_review'
$$;

grant execute on function content.remind_due, content.resume_job to greenlight_bot;
