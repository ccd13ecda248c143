-- What Slack must show. A row is a surface, not an event: `wanted` rises in the transaction of a change, the bot draws
-- the surface from the database's state and sets `shown`. So edits coalesce and nothing is shown that is not stored.
create table content.outbox (
  id bigint generated always as identity primary key,
  job_id text not null references content.jobs on delete cascade,
  kind text not null constraint kind_is_known check (kind in ('brief', 'progress', 'pages', 'card', 'final', 'outcome', 'question_pages', 'question', 'reply', 'notice', 'budget', 'budget_warning', 'reminder', 'unreachable')),
  -- The draft's version for `pages`, `card` and `unreachable`, the number of the question, reply, notice, stop, warning or reminder, the job's fence for `outcome`, else 0.
  edition bigint not null default 0,
  version integer generated always as (case when kind in ('pages', 'card') then edition end) stored,
  question integer generated always as (case when kind in ('question_pages', 'question') then edition end) stored,
  reply integer generated always as (case when kind = 'reply' then edition end) stored,
  notice integer generated always as (case when kind = 'notice' then edition end) stored,
  stop integer generated always as (case when kind = 'budget' then edition end) stored,
  budget_warning integer generated always as (case when kind = 'budget_warning' then edition end) stored,
  reminder integer generated always as (case when kind = 'reminder' then edition end) stored,
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
  constraint a_reply_shows_one_of_its_job foreign key (job_id, reply) references content.agent_replies on delete cascade,
  constraint a_notice_shows_one_of_its_job foreign key (job_id, notice) references content.evidence_notices on delete cascade,
  constraint a_budget_card_shows_a_stop_of_its_job foreign key (job_id, stop) references content.budget_stops on delete cascade,
  constraint a_budget_warning_shows_one_of_its_job foreign key (job_id, budget_warning) references content.budget_warnings on delete cascade,
  constraint a_reminder_shows_one_of_its_job foreign key (job_id, reminder) references content.reminders on delete cascade
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table content.outbox enable row level security;
create index outbox_waiting on content.outbox (run_at, id) where wanted > shown and not given_up;
create index outbox_by_message on content.outbox (ts) where ts is not null;
create index outbox_never_shown on content.outbox (job_id, id) where shown = 0 and not given_up;

-- Asks for a surface to be drawn (again). Progress is drawn at most once a second: Slack's chat.update allows about that.
create function content.show(p_job_id text, p_kind text, p_edition bigint default 0) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  insert into content.outbox as o (job_id, kind, edition) values (p_job_id, p_kind, p_edition)
  on conflict (job_id, kind, edition) do update
    set wanted = o.wanted + 1, given_up = false,
        run_at = case when p_kind = 'progress' and o.shown_at is not null
                      then greatest(platform.now(), o.shown_at + interval '1 second') else platform.now() end;
end $$;

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
  -- Of a job that stopped at caps, the card of the newest stop tells how it went on.
  perform content.show(s.job_id, 'budget', max(s.number)) from content.budget_stops s where s.job_id = (p_job).id group by s.job_id;
  if (p_job).ended_at is not null then
    perform content.show((p_job).id, 'outcome', (p_job).fence);
  end if;
  perform content.show_plan_of((p_job).id);
  perform content.note_history((p_job).id);
end $$;

-- A press that the job's state refuses shows that Slack has an old text of it: the call of a bot that stood still may come after that of
-- the bot that replaced it.
create function content.draw_anew(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.outbox set wanted = wanted + 1, run_at = platform.now()
  where job_id = p_job_id and kind in ('brief', 'progress') and shown = wanted
$$;

create function content.outbox_view(p_item content.outbox) returns jsonb
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
    -- `quorum` is read by the bot of before rules of groups.
    'approval', a.state, 'approvers', a.state -> 'asked', 'quorum', coalesce(a.state -> 'quorum', '1'),
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
  select 1 from content.jobs j where j.id = (select o.job_id from content.outbox o where o.id = p_item_id) for no key update
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
  where j.id = p_job_id and o.job_id = j.id and o.kind not in ('brief', 'reply', 'notice', 'budget_warning') and o.ts is not null and o.thread_ts <> j.thread_ts
    and (o.kind not in ('question', 'question_pages') or j.status = 'awaiting_input')
    and not exists (select from content.outbox n where n.job_id = o.job_id and n.kind = o.kind and n.edition > o.edition)
$$;

-- People deleted a message of the bot: what something can still be decided with is posted again. The bot itself deletes
-- what no row shows. A post that is under way is looked up first. False: there is nothing to post again.
create function content.show_again(p_message jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select j.* into v_job from content.outbox o join content.jobs j on j.id = o.job_id
  where o.ts = p_message ->> 'ts' and j.channel_id = p_message ->> 'channel_id' and j.team_id = p_message ->> 'team_id'
  for no key update of j;
  update content.outbox o
  set ts = null, shown = 0, maybe_posted = true, given_up = false, attempts = 0, run_at = platform.now(),
      fence = o.fence + 1, leased_until = null, worker = null
  where o.job_id = v_job.id and o.ts = p_message ->> 'ts' and o.kind in ('progress', 'card', 'question', 'budget')
    and (v_job.ended_at is null or v_job.status in ('failed', 'expired'))
    and not exists (select from content.outbox n where n.job_id = o.job_id and n.kind = o.kind and n.edition > o.edition);
  return found;
end $$;

-- Surfaces to draw, at most `p_limit`, each held for 30 s (`note_uploads` extends it). What a job shows for the first
-- time appears in order of id, and after an edit of the thread's head that is due: the edit learns whether people still
-- find the thread. Empty answer: nothing to draw now.
create function content.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
  v_restored_at timestamptz := platform.notice_restore();
begin
  with claimed as (
    update content.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '30 seconds', attempts = o.attempts + 1,
        -- Of a job that a restored database knows from its backup, anything may have been posted since.
        maybe_posted = o.maybe_posted or (o.ts is null and (o.leased_until is not null
          or exists (select from content.jobs j where j.id = o.job_id and j.created_at < v_restored_at))),
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

-- The card says whether the final files stand in the thread.
create function content.show_where_finals_are(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(j.id, 'card', j.versions) from content.jobs j where j.id = p_job_id and j.versions > 0
$$;

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

-- Keeps file ids before they are shared. `p_before` is what the claim noted before: a late copy of a call brings nothing back; null:
-- whatever that is. False: the claim was lost.
create function content.note_uploads(p_id bigint, p_fence bigint, p_uploads jsonb, p_before jsonb default null) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.outbox set uploads = p_uploads, leased_until = platform.now() + interval '30 seconds'
  where id = p_id and fence = p_fence and leased_until is not null
    and (uploads = coalesce(p_before, uploads) or uploads = p_uploads);
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
  v_waiting content.jobs;
begin
  perform content.hold_open_jobs(new.team_id);
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
  if tg_table_name <> 'teams' then
    for v_waiting in select * from content.jobs j where j.team_id = new.team_id and j.status = 'awaiting_review' loop
      perform content.tell_if_unreachable(v_waiting);
    end loop;
  end if;
  return null;
end $$;
create trigger language_is_seen_in_slack after update of locale on platform.teams
for each row when (old.locale is distinct from new.locale) execute function content.redraw_open_jobs();
create trigger roles_are_seen_on_cards after update of role, is_guest, is_deactivated on platform.people
for each row when ((old.role, old.is_guest, old.is_deactivated) is distinct from (new.role, new.is_guest, new.is_deactivated))
execute function content.redraw_open_jobs();
create trigger rules_are_seen_on_cards after insert on platform.approver_rule_versions
for each row execute function content.redraw_open_jobs();
create trigger new_user_groups_are_seen_on_cards after insert on platform.user_groups
for each row execute function content.redraw_open_jobs();
create trigger user_groups_are_seen_on_cards after update on platform.user_groups
for each row when ((old.members, old.is_disabled, old.handle) is distinct from (new.members, new.is_disabled, new.handle))
execute function content.redraw_open_jobs();

-- How far Slack is behind the database. What was overtaken before it was shown, or went with its thread or its person, is no failure.
create function content.outbox_backlog() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where not o.given_up),
    'oldest_s', coalesce(extract(epoch from platform.now() - min(o.run_at) filter (where not o.given_up)), 0)::integer,
    'given_up', count(*) filter (where o.given_up and o.last_error not in ('nothing_to_show', 'overtaken')))
  from content.outbox o where o.wanted > o.shown
$$;

grant execute on function content.claim_outbox, content.settle_outbox, content.note_uploads, content.fail_outbox,
  content.outbox_backlog, content.show_again to greenlight_bot;
