-- The second of two groups is called when its turn has come, and a card says whether the final files stand in the thread.

alter table content.reminders drop constraint kind_is_known,
  add constraint kind_is_known check (kind in ('reminder', 'escalation', 'turn'));

-- What is not sent yet of this round, and when it goes. The second of two groups is called at once when the first is done: an edit of
-- the card calls no one. An escalation comes when each person of the group has had the hours, at
-- the first working instant of one whom it asks: deputies, or admins where the rule names none.
create or replace function content.dues_of(p_job content.jobs, p_wait content.waits, p_rule platform.approver_rules, p_state jsonb)
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

-- `stands`: it is still waited for, and by this person. What was overtaken before it was shown is not shown.
create or replace function content.reminder_view(p_reminder content.reminders) returns jsonb
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

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind = 'brief' then j.started_in else j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'question', case when (p_item).kind in ('question', 'question_pages') then (
      select content.question_view(q) from content.questions q where q.job_id = j.id and q.number = (p_item).edition) end,
    'reply', case when (p_item).kind = 'reply' then (
      select content.reply_view(r) from content.agent_replies r where r.job_id = j.id and r.number = (p_item).edition) end,
    'notice', case when (p_item).kind = 'notice' then (
      select content.notice_view(n) from content.evidence_notices n where n.job_id = j.id and n.number = (p_item).edition) end,
    'stop', case when (p_item).kind = 'budget' then (
      select content.stop_view(s) from content.budget_stops s where s.job_id = j.id and s.number = (p_item).edition) end,
    'warning', case when (p_item).kind = 'budget_warning' then (
      select content.warning_view(w) from content.budget_warnings w where w.job_id = j.id and w.number = (p_item).edition) end,
    'cost', case when (p_item).kind = 'progress' then jsonb_build_object(
      'usd', content.spent('job', j), 'tokens', content.tokens_spent('job', j)) end,
    'reminder', case when (p_item).kind = 'reminder' then (
      select content.reminder_view(r) from content.reminders r where r.job_id = j.id and r.number = (p_item).edition) end,
    'finals', case when (p_item).kind = 'card' and j.status = 'completed' then (
      select case when f.shown > 0 then 'posted' when f.given_up then 'given_up' else 'posting' end
      from content.outbox f where f.job_id = j.id and f.kind = 'final') end,
    'escalated_to', case when (p_item).kind = 'card' then content.escalated_to(j) else '[]'::jsonb end,
    'lost', case when (p_item).kind = 'card' then coalesce((
      select jsonb_agg(jsonb_build_object('claim_id', l.claim_id, 'withdrawn', l.withdrawn, 'retracted', l.retracted)) from content.lost_evidence(d) l), '[]'::jsonb) end,
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
    'approval', a.state, 'approvers', a.state -> 'asked', 'quorum', a.state -> 'quorum',
    'admins', case when (p_item).kind = 'unreachable' then platform.admins_of(j.team_id) end)
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card', 'unreachable') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  cross join lateral (select content.approval_state(j, d) as state offset 0) a
  where j.id = (p_item).job_id
$$;

-- The card says whether the final files stand in the thread.
create function content.show_where_finals_are(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(j.id, 'card', j.versions) from content.jobs j where j.id = p_job_id and j.versions > 0
$$;

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
  elsif v_item.kind = 'final' then
    perform content.show_where_finals_are(v_item.job_id);
  end if;
  perform content.follow_thread(v_item.job_id);
  return true;
end $$;

-- Gives an item back. Without `retry_in_s` it is given up; giving up the brief before it was posted cancels the job, as
-- it would not be seen. False: the claim was lost.
create or replace function content.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
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
  if v_give_up and v_item.kind = 'final' then
    perform content.show_where_finals_are(v_item.job_id);
  end if;
  -- The thread of people is gone: the job goes on in one of its own.
  if p_failure ->> 'code' = 'thread_not_found' and v_item.kind = 'brief' then
    update content.jobs set started_in = null where id = v_item.job_id;
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

revoke execute on function content.show_where_finals_are from public, anon, authenticated, service_role;
