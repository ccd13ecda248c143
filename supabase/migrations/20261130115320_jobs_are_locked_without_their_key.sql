-- Locks of jobs let rows be written that name them; a change of rules locks jobs in one order.

-- Held by what no change of the rules may overtake; before what it locks itself, as such a change locks that too.
create or replace function platform.keep_rules(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select from platform.teams t where t.team_id = p_team_id for share
$$;

-- Keeps what Slack says of a person and answers with the role that the team gave.
create or replace function platform.note_person(p_person jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_person platform.people;
  v_is_guest boolean := coalesce((p_person ->> 'is_guest')::boolean, false);
  v_is_deactivated boolean := coalesce((p_person ->> 'is_deactivated')::boolean, false);
begin
  if exists (
    select from platform.people p
    where p.team_id = p_person ->> 'team_id' and p.user_id = p_person ->> 'user_id'
      and (p.is_guest, p.is_deactivated, p.tz) is distinct from (v_is_guest, v_is_deactivated, coalesce(p_person ->> 'tz', 'UTC'))) then
    perform platform.hold_rules(p_person ->> 'team_id');
  end if;
  insert into platform.people as p (team_id, user_id, name, tz, is_guest, is_deactivated)
  values (p_person ->> 'team_id', p_person ->> 'user_id', left(p_person ->> 'name', 200),
          coalesce(p_person ->> 'tz', 'UTC'), v_is_guest, v_is_deactivated)
  on conflict (team_id, user_id) do update
    set name = excluded.name, tz = excluded.tz, is_guest = excluded.is_guest, is_deactivated = excluded.is_deactivated,
        updated_at = platform.now()
  returning * into v_person;
  return platform.person_view(v_person);
end $$;

-- Owner only. Empty answer; raises when the person has not been seen.
create or replace function platform.set_role(p_team_id text, p_user_id text, p_role text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.hold_rules(p_team_id);
  update platform.people set role = p_role, updated_at = platform.now()
  where team_id = p_team_id and user_id = p_user_id;
  if not found then
    raise sqlstate 'PT404' using message = format('Cannot give %s the role %s: the person is unknown', p_user_id, p_role),
      detail = 'unknown_person', hint = 'Let the person use the bot once, or note them first.';
  end if;
end $$;

-- Gives a role, or takes one by giving `member`. Outcomes: `changed`, `unchanged`, and without any change `guest` (guests
-- and strangers decide nothing), `unknown_person`, `last_admin` (a team is never without an admin). The rules are
-- held, so that two admins who take each other's role at once cannot both succeed.
create or replace function platform.give_role(p_change jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_change ->> 'team_id';
  v_role text := p_change ->> 'role';
  v_person platform.people;
begin
  perform platform.hold_rules(v_team_id);
  perform platform.require_admin(v_team_id, p_change ->> 'person_id');
  if v_role is null or v_role not in ('member', 'approver', 'admin') then
    raise sqlstate 'PT400' using message = format('Cannot give the role %s; accepted: member, approver, admin', coalesce(v_role, 'null')),
      detail = 'bad_role';
  end if;
  select * into v_person from platform.people p where p.team_id = v_team_id and p.user_id = p_change ->> 'user_id' for no key update;
  if v_person.user_id is null then
    return jsonb_build_object('outcome', 'unknown_person', 'before', null);
  end if;
  if v_person.is_guest or v_person.is_deactivated then
    return jsonb_build_object('outcome', 'guest', 'before', 'guest');
  end if;
  if v_person.role = v_role then
    return jsonb_build_object('outcome', 'unchanged', 'before', v_role);
  end if;
  if v_person.role = 'admin' and not exists (
    select from platform.people p
    where p.team_id = v_team_id and p.user_id <> v_person.user_id and p.role = 'admin' and not p.is_guest and not p.is_deactivated) then
    return jsonb_build_object('outcome', 'last_admin', 'before', 'admin');
  end if;
  update platform.people set role = v_role, updated_at = platform.now() where team_id = v_team_id and user_id = v_person.user_id;
  insert into platform.role_changes (team_id, user_id, changed_by, role_before, role_after)
  values (v_team_id, v_person.user_id, p_change ->> 'person_id', v_person.role, v_role);
  return jsonb_build_object('outcome', 'changed', 'before', v_person.role);
end $$;

-- A job is locked without its key, which each row that names it locks: what is written beside a held job does not wait. A change
-- of rules locks every open job of its team before it can be seen, so that what a click decides under its job's lock is by one rule.
create or replace function content.hold_open_jobs(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select from content.jobs j where j.team_id = p_team_id and j.ended_at is null order by j.id for no key update
$$;

-- A card that begins to wait does so by rules that do not change meanwhile. Rules are locked before jobs.
create or replace function content.keep_rules_of(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select platform.keep_rules(j.team_id) from content.jobs j where j.id = p_job_id
$$;

-- Takes a job from its runner: the fence rises, so the runner's next write is refused.
create or replace function content.cancel_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for no key update;
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
create or replace function content.retry_job(p_job_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found', 'status', null);
  elsif not content.may_steer(v_job, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'status', v_job.status);
  elsif v_job.status <> 'failed' then
    return jsonb_build_object('outcome', 'wrong_state', 'status', v_job.status);
  elsif content.open_job_in(v_job.channel_id, coalesce(v_job.started_in, v_job.thread_ts)) is not null then
    return jsonb_build_object('outcome', 'thread_has_job', 'status', v_job.status);
  end if;
  update content.jobs
  set status = 'queued', attempts = 0, retries = retries + 1, error = null, ended_at = null, run_at = platform.now()
  where id = p_job_id returning * into v_job;
  perform content.say(v_job, 'person', p_person_id, 'action', 'retry');
  perform content.show_job(v_job);
  return jsonb_build_object('outcome', 'done', 'status', v_job.status);
end $$;

-- Locks a job for its holder. Raises `lost_lease` for all others: a zombie runner writes nothing.
create or replace function content.hold_job(p_job_id text, p_fence bigint) returns content.jobs
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id for no key update;
  if v_job.id is null or v_job.status <> 'running' or v_job.fence is distinct from p_fence then
    raise sqlstate 'PT409' using
      message = format('Job "%s" is no longer held with fence %s: it is %s with fence %s',
                       p_job_id, p_fence, coalesce(v_job.status, 'unknown'), v_job.fence),
      detail = 'lost_lease', hint = 'Stop working on it; nothing was written.';
  end if;
  return v_job;
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
        -- What was written before the newest outline or version was there had another one in mind.
        select jsonb_agg(jsonb_build_object('id', h.id, 'author_id', h.author_id, 'ts', h.slack_ts, 'text', h.text,
          'before_question', exists (select from content.chat_history q where q.job_id = h.job_id and q.kind = 'question' and q.id > h.id),
          'before_version', exists (select from content.chat_history d where d.job_id = h.job_id and d.kind = 'draft' and d.id > h.id)) order by h.id)
        from content.chat_history h where h.job_id = (p_job).id and h.unread), '[]'::jsonb))
      else (p_job).resume end,
    -- What people answered at a cap and no runner has carried out. Words of before it are not read again after Stop.
    'budget', (
      select jsonb_build_object('number', s.number, 'answer', case s.status when 'finishing' then 'finish' else 'stop' end, 'read_upto', (
        select max(h.id) from content.chat_history h where h.job_id = s.job_id and h.unread and h.created_at <= s.created_at))
      from content.budget_stops s where s.job_id = (p_job).id and s.status in ('finishing', 'stopping') order by s.number desc limit 1))
$$;

-- The next job, held for 30 s, or an empty answer. Fair: the requester with the fewest running jobs goes first, found
-- by one index probe a requester. `= any(array(...))` keeps the update on the primary key (a join scans the table).
create or replace function content.claim_job(p_worker text, p_types text[]) returns jsonb
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
      order by h.run_at, h.id limit 1 for no key update skip locked
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

-- A runner that can make nothing of what a person asked for leaves the newest version as it was recorded, open to review, and
-- before the first version the newest question, open to an answer. Raises `nothing_waits`.
create or replace function content.keep_waiting(p_job_id text, p_fence bigint, p_read_upto bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_status text;
begin
  perform content.keep_rules_of(p_job_id);
  v_job := content.hold_job(p_job_id, p_fence);
  v_status := case content.waits_behind(v_job) when 'version' then 'awaiting_review' when 'question' then 'awaiting_input' end;
  if v_status is null then
    raise sqlstate 'PT409' using message = format('Cannot let job "%s" wait: neither version %s nor question %s is open', p_job_id, v_job.versions, v_job.questions),
      detail = 'nothing_waits';
  end if;
  -- A request for changes that nothing comes of, as people stopped at a cap, is no decision.
  delete from content.reviews r
  where r.id = v_job.resume ->> 'review_id' and r.decision = 'request_changes'
    and exists (select from content.budget_stops s where s.job_id = p_job_id and s.status = 'stopping');
  update content.jobs
  set status = v_status, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, p_read_upto);
end $$;

-- Returns jobs whose holder went silent; one compare-and-set on status and lease. A job that took its holder down each
-- time ends as failed. Answers how many.
create or replace function content.reap_jobs() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_count integer := 0;
begin
  -- In the order in which cards of several jobs are redrawn.
  for v_job in
    with reaped as (
      update content.jobs j
      set status = case when j.attempts >= j.max_attempts then 'failed' else 'queued' end, leased_until = null, worker = null, run_at = platform.now(),
          error = case when j.attempts >= j.max_attempts
                       then jsonb_build_object('code', 'worker_lost', 'message', format('the worker disappeared in each of %s attempts', j.attempts)) else j.error end,
          ended_at = case when j.attempts >= j.max_attempts then platform.now() end
      where j.id = any (array(
        select e.id from content.jobs e where e.status = 'running' and e.leased_until < platform.now() for no key update skip locked))
      returning j.*
    )
    select * from reaped r order by r.id
  loop
    v_count := v_count + 1;
    perform content.show_job(v_job);
  end loop;
  return v_count;
end $$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, when a reply changed nothing, or when what a button asked
-- for cannot be done; then the request is no decision, and people decide on that version as before. What was asked and
-- answered stays in the job's history. A superseded version can never go out: its final files are gone at once. Of a version
-- that a person made the text, the reason and the authors are those of its row in `content.hand_versions`.
create or replace function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_version integer := content.number_of(p_draft, 'version');
  v_finals jsonb := coalesce(p_draft -> 'finals', '[]'::jsonb);
  v_hash text;
  v_draft content.drafts;
  v_before content.drafts;
  v_reason text := p_draft ->> 'reason';
  v_from bigint[];
  v_hand content.hand_versions;
begin
  perform content.keep_rules_of(p_job_id);
  v_job := content.hold_job(p_job_id, p_fence);
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
           -- No request goes without a word: the thread was told why.
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
    if v_job.resume ->> 'kind' = 'hand' then
      select * into v_hand from content.hand_versions where job_id = p_job_id and number = (v_job.resume ->> 'number')::integer;
      v_reason := v_hand.reason;
      if content.hand_text(p_draft -> 'content') is distinct from content.hand_text(v_hand.content) then
        raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": its text is not what %s made of it by hand', v_version, p_job_id, v_hand.person_id),
          detail = 'not_the_text_by_hand';
      end if;
    end if;
    update content.drafts set status = 'superseded' where job_id = p_job_id and status = 'proposed';
    insert into content.drafts (job_id, version, hash, content, artifacts, finals, reason, reason_from, made_by, author_id, from_version, authors)
    values (p_job_id, v_version, v_hash, p_draft -> 'content', p_draft -> 'artifacts', v_finals, v_reason, coalesce(v_from, '{}'),
            coalesce(v_hand.kind, 'agent'), v_hand.person_id, v_hand.from_version,
            coalesce(v_hand.authors, content.authors_of(v_job, p_draft -> 'content', v_before)))
    returning * into v_draft;
    update content.hand_versions set status = 'drawn', version = v_version where job_id = p_job_id and number = v_hand.number;
    perform content.note_citations(v_draft, v_job.team_id);
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

-- Stores what a person wants the next version to say, under the job's lock and against exactly the version and hash of the
-- card; the job is handed to a runner, and the card is closed until it is drawn. The database makes a restored or picked
-- text itself, and of an edit it takes the texts alone: no quote comes with it that was not there.
--
-- `queued`: it is drawn now (also for a repeat of the same key). Every other outcome stores nothing: `not_found`, `not_allowed`,
-- `superseded`, `busy` (the job works on something), `ended`, `unchanged`.
create or replace function content.record_hand_version(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_base content.drafts;
  v_from content.drafts;
  v_hand content.hand_versions;
  v_kind text := p_click ->> 'kind';
  v_person text := p_click ->> 'person_id';
  v_content jsonb;
  v_authors jsonb;
  v_outcome text;
begin
  if v_kind is null or v_kind not in ('edit', 'restore', 'pick') or coalesce(char_length(p_click ->> 'key'), 0) not between 1 and 200 then
    raise sqlstate 'PT400' using message = format('Cannot make a version by hand of kind "%s" with key "%s": accepted are edit, restore and pick, with a key of 1 to 200 characters',
      v_kind, left(p_click ->> 'key', 200)), detail = 'bad_hand_version';
  end if;
  if char_length(p_click ->> 'reason') > 500 then
    raise sqlstate 'PT400' using message = format('Cannot make a version by hand for a reason of %s characters: at most 500 are accepted', char_length(p_click ->> 'reason')),
      detail = 'bad_reason';
  end if;
  select * into v_job from content.jobs where id = p_click ->> 'job_id' and team_id = p_click ->> 'team_id' for no key update;
  select * into v_base from content.drafts
  where job_id = v_job.id and version = (p_click ->> 'version')::integer and hash = p_click ->> 'hash';
  select * into v_from from content.drafts where job_id = v_job.id and version = (p_click ->> 'from_version')::integer;
  select * into v_hand from content.hand_versions where job_id = v_job.id and key = p_click ->> 'key';
  v_outcome := case
    when v_base.id is null or v_kind <> 'edit' and v_from.id is null then 'not_found'
    when not content.may_steer(v_job, v_person) then 'not_allowed'
    when v_hand.number is not null then 'queued'
    when v_job.ended_at is not null then 'ended'
    when v_base.version < v_job.versions or v_base.status = 'superseded' then 'superseded'
    when v_job.status <> 'awaiting_review' or v_base.status <> 'proposed' then 'busy'
    end;
  if v_outcome is null then
    if v_kind = 'edit' then
      v_content := content.require_edited(v_base.content, p_click -> 'content');
      select jsonb_agg(jsonb_build_object('person_id', a.person_id, 'text', a.words) order by a.person_id, a.words) into v_authors
      from (
        select a ->> 'person_id' as person_id, a ->> 'text' as words from jsonb_array_elements(content.authors_of(v_job, v_content, v_base)) a
        union
        select v_person, w from content.edited_texts(v_content, v_base.content) w
        -- Of this version in any case, also where words were only taken away.
        union
        select v_person, ''
      ) a;
    elsif v_kind = 'restore' then
      v_content := v_from.content;
      v_authors := v_from.authors;
    else
      v_content := content.picked(v_base.content, v_from.content, p_click -> 'picks');
      select coalesce(jsonb_agg(distinct a), '[]'::jsonb) into v_authors from jsonb_array_elements(v_base.authors || v_from.authors) a;
    end if;
    v_outcome := case when content.hand_text(v_content) = content.hand_text(v_base.content) then 'unchanged' else 'queued' end;
  end if;
  if v_outcome = 'queued' and v_hand.number is null then
    insert into content.hand_versions (job_id, number, key, kind, base_version, from_version, person_id, content, authors, reason)
    select v_job.id, coalesce(max(h.number), 0) + 1, p_click ->> 'key', v_kind, v_base.version, v_from.version, v_person, v_content, v_authors,
           nullif(trim(p_click ->> 'reason', E' \t\r\n'), '')
    from content.hand_versions h where h.job_id = v_job.id
    returning * into v_hand;
    update content.jobs
    set status = 'queued', run_at = platform.now(), attempts = 0, error = null,
        resume = jsonb_build_object('kind', 'hand', 'number', v_hand.number, 'version', v_base.version, 'hash', v_base.hash, 'person_id', v_person)
    where id = v_job.id returning * into v_job;
    perform content.say(v_job, 'person', v_person, 'action', concat_ws(' ', v_kind, 'v' || v_from.version) || coalesce(': ' || v_hand.reason, ''));
    perform content.show_job(v_job);
  end if;
  return jsonb_build_object('outcome', v_outcome, 'number', v_hand.number, 'job_status', v_job.status, 'current_version', v_job.versions,
    'current_card_ts', (select card_ts from content.drafts where job_id = v_job.id and version = v_job.versions),
    'channel_id', v_job.channel_id);
end $$;

-- Names another approver while a job goes on, or with null none. By the requester and those who may approve. Outcomes: `done`,
-- `not_found`, `not_allowed`, `wrong_state`; raises `named_may_not`.
create or replace function content.name_approver(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_named text := p_click ->> 'named_approver';
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'not_found');
  elsif not content.may_steer(v_job, p_click ->> 'person_id') then
    return jsonb_build_object('outcome', 'not_allowed');
  elsif v_job.ended_at is not null then
    return jsonb_build_object('outcome', 'wrong_state');
  end if;
  perform content.require_may_be_named(v_job, v_named);
  update content.jobs set named_approver = v_named where id = v_job.id returning * into v_job;
  if v_job.versions > 0 then
    perform content.show(v_job.id, 'card', v_job.versions);
  end if;
  return jsonb_build_object('outcome', 'done');
end $$;

create or replace function content.watch_waiting_job() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.status = 'awaiting_review' then
    -- Held already by what moves a job here, before the job.
    perform platform.keep_rules(new.team_id);
    perform content.tell_if_unreachable(new);
  else
    perform content.settle_unreachable(new.id);
  end if;
  return null;
end $$;

-- Decides on exactly the version and hash that the button carried, under the job's lock. The deciding approval completes
-- the job with the final files of that draft. Reason `group_unread`: the caller reads `user_groups` and presses again. Every
-- answer but `decided` (and `quorum_pending`, which keeps the approval) changes nothing.
create or replace function content.record_review(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_rule platform.approver_rules;
  v_state jsonb;
  v_came jsonb;
  v_review content.reviews;
  v_standing content.reviews;
  v_decision text := p_click ->> 'decision';
  v_reviewer text := p_click ->> 'reviewer_id';
  v_note text := nullif(trim(p_click ->> 'note'), '');
  v_override text := nullif(trim(p_click ->> 'override_reason', E' \t\r\n'), '');
  v_doubts jsonb;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
  v_draft := content.draft_of_click(p_click);
  if v_decision is null or v_decision not in ('approve', 'request_changes', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, request_changes, reject', v_decision), detail = 'bad_decision';
  end if;
  if v_decision = 'request_changes' and v_note is null then
    raise sqlstate 'PT400' using message = 'Cannot request changes without saying which', detail = 'note_missing';
  end if;
  v_rule := content.rule_of_job(v_job);
  v_state := content.approval_state(v_job, v_draft);
  v_standing := content.standing_review(v_draft);
  v_doubts := content.doubts_of(v_draft);
  v_came := content.review_fault(v_job, v_draft, v_rule, v_state, v_doubts, p_click);

  if v_came is null then
    if v_decision <> 'approve' or not content.has_doubts(v_doubts) then
      v_override := null;
    end if;
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision, note, override_reason, overridden)
    values (v_draft.id, v_job.id, v_draft.version, v_draft.hash, v_reviewer, v_decision, v_note, v_override,
            case when v_override is not null then v_doubts end)
    -- Who approved under another rule presses once more when this one has what it asks for.
    on conflict (draft_id, reviewer_id) where decision = 'approve' do update
      set override_reason = coalesce(excluded.override_reason, content.reviews.override_reason),
          overridden = coalesce(excluded.overridden, content.reviews.overridden)
    returning * into v_review;
    perform content.say(v_job, 'person', v_reviewer, 'review', v_decision || coalesce(': ' || v_note, '') || coalesce(': ' || v_override, ''));
    v_state := content.approval_state(v_job, v_draft);
    if v_decision = 'approve' and not (v_state ->> 'complete')::boolean then
      v_came := '{"outcome": "quorum_pending", "reason": null}';
      perform content.show(v_job.id, 'card', v_draft.version);
    else
      v_came := '{"outcome": "decided", "reason": null}';
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

  return content.review_answer(v_job, v_rule, v_state, v_standing, v_doubts, v_came);
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
    -- What people had written to each other before a job was started among them is none of its replies.
    and (j.started_in is null or not exists (
      select from content.outbox o
      where o.job_id = j.id and o.kind = 'brief' and o.ts > p_message ->> 'ts'))
  order by j.ended_at is null desc, j.created_at desc, j.id limit 1
  for no key update;
  if v_job.id is null then
    return jsonb_build_object('outcome', 'no_job', 'first', false, 'job_id', null, 'job_type', null, 'job_status', null);
  end if;
  v_first := not exists (select from content.chat_history h where h.job_id = v_job.id and h.kind = 'message' and h.author_id = v_author);
  v_steers := v_job.type in ('carousel', 'blog', 'research') and trim(v_text) <> '' and content.may_steer(v_job, v_author);
  -- What failed or expired is not over: after Retry or Resume it reads what was written meanwhile.
  v_closed := (v_job.ended_at is not null and v_job.status <> 'failed' and content.resume_until(v_job) is null)
    or exists (select from content.drafts d where d.job_id = v_job.id and d.version = v_job.versions and d.status = 'approved');
  v_is_aside := case p_message ->> 'aside'
    when 'talk' then true
    -- "ok" agrees to an outline that waits, or answers what the agent has just asked back, and nothing else.
    when 'nod' then v_job.status <> 'awaiting_input' and not content.asked_back(v_job.id)
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
    -- People go on talking in a thread of theirs when its draft is done.
    v_outcome := case when v_job.started_in is not null and v_job.ended_at is not null and v_job.status <> 'failed' then 'kept' else 'closed' end;
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
  select * into v_job from content.jobs where id = v_old.job_id for no key update;
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

-- Follows a deletion: the words are gone from the memory, and from what the card of a version that it led to quotes of
-- them, unless people have decided on that version. That there was a message stays. False: no such message is kept.
create or replace function content.delete_message(p_message jsonb) returns boolean
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
  select * into v_job from content.jobs where id = v_old.job_id for no key update;
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
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
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

-- Changes, drops or brings back one brief: {job_id, number, revision, person_id, action, brief}. Every outcome but `done`
-- changes nothing.
create or replace function content.change_planned(p_click jsonb) returns jsonb
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
create or replace function content.start_planned(p_click jsonb) returns jsonb
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

-- Waits for the jobs of those versions, before what they rest on changes: a review that goes on meanwhile sees it as it was,
-- and its approvers are told afterwards.
create or replace function content.hold_jobs_citing(p_team_id text, p_evidence_ids text[], p_document_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select 1 from content.jobs j
  where j.id in (select v.job_id from content.versions_citing(p_team_id, p_evidence_ids, p_document_id) v)
  order by j.id for no key update
$$;

-- After a change of caps: what still waits may have room.
create or replace function content.redraw_stops(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(s.job_id, 'budget', s.number) from content.budget_stops s
  where s.status = 'open' and s.team_id = p_team_id order by s.job_id
$$;

-- Presses a button of a stop, under the job's lock: `raise` (admins; usd and/or tokens), `go_on` (where there is room again),
-- `finish` and `stop` (those who may steer the job). Every outcome but `answered` changes nothing. Stop ends the job, unless a
-- version or a question waits behind it: that goes on waiting.
create or replace function content.answer_budget_stop(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_stop content.budget_stops;
  v_answer text := p_click ->> 'answer';
  v_person text := p_click ->> 'person_id';
  v_usd numeric;
  v_tokens bigint;
  v_missing numeric;
  v_outcome text;
begin
  if v_answer is null or v_answer not in ('raise', 'go_on', 'finish', 'stop') then
    raise sqlstate 'PT400' using message = format('Cannot answer "%s" to a stop: accepted are raise, go_on, finish, stop', v_answer), detail = 'bad_answer';
  end if;
  begin
    v_usd := (p_click ->> 'usd')::numeric;
    v_tokens := (p_click ->> 'tokens')::bigint;
  exception when others then
    v_usd := -1;
  end;
  -- NaN is greater than every number.
  if v_usd <= 0 or v_usd > 1000000 or v_tokens not between 1 and 100000000000 or (v_answer = 'raise') is distinct from (v_usd is not null or v_tokens is not null) then
    raise sqlstate 'PT400' using message = 'Cannot raise a cap by this amount: accepted are above 0 to 1,000,000 USD and 1 to 100,000,000,000 tokens, one of them at least',
      detail = 'bad_amount';
  end if;
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
  select * into v_stop from content.budget_stops where job_id = v_job.id and number = (p_click ->> 'number')::integer;
  -- The same lock as the calls take: a cap is not read beside a call that is being reserved.
  perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_job.team_id, 0));
  v_missing := content.missing_for(v_stop);
  v_outcome := case
    when v_stop.number is null then 'not_found'
    when exists (select from content.budget_stops n where n.job_id = v_job.id and n.number > v_stop.number) then 'superseded'
    when v_stop.status <> 'open' or v_job.status <> 'awaiting_budget' then 'already_answered'
    when v_answer = 'raise' and not content.is_admin(v_job.team_id, v_person) then 'not_allowed'
    when v_answer = 'go_on' and not content.is_admin(v_job.team_id, v_person) and not content.may_steer(v_job, v_person) then 'not_allowed'
    when v_answer in ('finish', 'stop') and not content.may_steer(v_job, v_person) then 'not_allowed'
    when v_answer = 'finish' and not v_stop.can_finish then 'nothing_to_finish'
    when v_answer = 'go_on' and exists (select from content.refusing_cap(v_job, v_stop.wanted_usd, v_stop.wanted_tokens)) then 'no_room'
    when v_answer = 'raise' and v_missing > coalesce(case v_stop.unit when 'usd' then v_usd else v_tokens end, 0) then 'too_little'
    else 'answered' end;
  if v_outcome = 'answered' then
    update content.budget_stops
    set status = case v_answer when 'raise' then 'raised' when 'go_on' then 'resumed' when 'finish' then 'finishing'
                   else case when content.waits_behind(v_job) is null then 'stopped' else 'stopping' end end,
        usd = v_usd, tokens = v_tokens, answered_by = v_person, answered_at = platform.now(),
        -- A raise holds for the span in which it is given.
        span_start = case when v_answer = 'raise' then content.span_start(scope) else span_start end
    where job_id = v_job.id and number = v_stop.number returning * into v_stop;
    if v_stop.status = 'stopped' then
      perform content.cancel_job(v_job.id, v_person);
      select * into v_job from content.jobs where id = v_job.id;
    else
      update content.jobs set status = 'queued', run_at = platform.now(), attempts = 0, error = null
      where id = v_job.id returning * into v_job;
      perform content.say(v_job, 'person', v_person, 'action', 'budget: ' || v_answer);
      perform content.show_job(v_job);
      if v_stop.status = 'raised' and v_stop.scope <> 'job' then
        perform content.redraw_stops(v_job.team_id);
      end if;
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'job_status', v_job.status, 'channel_id', v_job.channel_id, 'type', v_job.type,
    'stop', case when v_stop.number is not null then content.stop_view(v_stop) end);
end $$;

-- What changes who is asked, or for how long, is looked at anew. Jobs are locked before their waits, and waits before the outbox, as
-- where a job's state changes. By their names these triggers come before those that redraw cards.
create or replace function content.look_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_open_jobs(new.team_id);
  update content.waits w set look_at = platform.now()
  from content.jobs j
  where j.id = w.job_id and j.team_id = new.team_id and j.status in ('awaiting_review', 'awaiting_input', 'awaiting_budget');
  return null;
end $$;

-- Does what is due by time alone, of at most `p_limit` jobs; answers of how many. Called by every bot about once a second: a job
-- that another one is looking at is left to it.
create or replace function content.remind_due(p_limit integer) returns integer
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
create or replace function content.resume_job(p_job_id text, p_person_id text) returns jsonb
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

-- A change of a job locks its row first; what is posted must see whether its thread moved meanwhile.
create or replace function content.hold_job_of(p_item_id bigint) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select 1 from content.jobs j where j.id = (select o.job_id from content.outbox o where o.id = p_item_id) for no key update
$$;

-- People deleted a message of the bot: what something can still be decided with is posted again. The bot itself deletes
-- what no row shows. A post that is under way is looked up first. False: there is nothing to post again.
create or replace function content.show_again(p_message jsonb) returns boolean
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

-- What is still open in Slack follows: its words stand in the team's language and name who may decide.
create or replace function content.redraw_open_jobs() returns trigger
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

-- What goes when a job's history is pruned: its checkpoints, the pages that it alone had read, and uploads that were
-- never used. Kept for 30 days at least. A page stays for good where a version cites it that people can still look at, in this
-- job or in one that goes on from it: every version but the superseded ones, which are covered by the newest. It also stays as
-- long as a job that goes on from this one may still read it. A page that goes takes with it what superseded versions cited. Answers how many threads.
create or replace function content.prune_checkpoints(p_days integer) returns integer
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
    order by e.ended_at limit 100 for no key update skip locked) j;
  delete from content.checkpoint_writes where thread_id = any (v_threads);
  delete from content.checkpoint_channels where thread_id = any (v_threads);
  delete from content.checkpoints where thread_id = any (v_threads);
  delete from content.documents d where d.id = any (array(
    select o.id from content.documents o join content.jobs j on j.id = o.job_id
    where j.ended_at < platform.now() - make_interval(days => p_days)
      and not exists (
        select from content.citations c join content.drafts a on a.id = c.draft_id
        join content.jobs w on w.id = a.job_id
        where c.document_id = o.id and (a.status <> 'superseded' or w.ended_at is null or w.ended_at >= platform.now() - make_interval(days => p_days)))
      and not exists (
        select from content.jobs k
        where k.from_job_id = j.id and (k.ended_at is null or k.ended_at >= platform.now() - make_interval(days => p_days)))
    limit 100));
  perform content.prune_uploads();
  return coalesce(cardinality(v_threads), 0);
end $$;

-- Without a reply the call is settled as unheard, at what its endpoint says that it took. The runner that made a call may correct it
-- after it lost the job: that touches nothing but the call.
create or replace function content.settle_usage(p_job_id text, p_fence bigint, p_usage_id bigint, p_paid jsonb) returns void
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
  perform from content.jobs where id = p_job_id for no key update;
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
  perform content.warn_near_caps(j) from content.jobs j where j.id = p_job_id;
end $$;

-- Frees what was reserved for a call that surely cost nothing. The runner that made it may say so after it lost the job, when
-- the call was settled as one that may have been made.
create or replace function content.void_usage(p_job_id text, p_fence bigint, p_usage_id bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  -- The job before its calls, as everywhere.
  perform from content.jobs where id = p_job_id for no key update;
  update content.usage_ledger set state = 'void', usd = null, unheard = false
  where id = p_usage_id and job_id = p_job_id and unheard and fence = p_fence;
  if found then
    update content.content_history h set usd = content.spent('job', j) from content.jobs j where j.id = p_job_id and h.job_id = j.id;
    return;
  end if;
  perform content.hold_job(p_job_id, p_fence);
  update content.usage_ledger set state = 'void' where id = p_usage_id and job_id = p_job_id and state = 'reserved';
end $$;

-- Cards of open versions that cite a text: what they say of it has changed.
create or replace function content.redraw_citing(p_team_id text, p_sha256 text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(d.job_id, 'card', d.version)
  from (
    select distinct c.draft_id from content.documents o join content.citations c on c.document_id = o.id
    where o.team_id = p_team_id and o.sha256 = p_sha256 and c.evidence_id <> ''
  ) c
  join content.drafts d on d.id = c.draft_id and d.status = 'proposed'
  order by d.job_id
$$;

-- Keeps what a runner found in a version, once, and proposes what has become enough of it. `from` is the number of what was
-- said (`content.lesson_words`): whose words they were is told by the database. False: it was kept before.
create or replace function content.record_lesson(p_lesson jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_lesson content.lessons;
  v_team text;
  v_editor text;
  v_found jsonb;
  v_made content.corrections;
begin
  select * into v_lesson from content.lessons l
  where l.job_id = p_lesson ->> 'job_id' and l.version = content.number_of(p_lesson, 'version') and l.learned_at is null
  for no key update;
  if v_lesson.job_id is null then
    return false;
  end if;
  if jsonb_typeof(p_lesson -> 'corrections') is distinct from 'array' then
    raise sqlstate 'PT400' using message = 'Cannot keep what a version teaches without a list of corrections', detail = 'bad_lesson';
  end if;
  -- The call that takes back a message holds its job: what is read here is still said.
  select j.team_id, case when v_lesson.cause = 'hand' then d.author_id end into v_team, v_editor
  from content.jobs j join content.drafts d on d.job_id = j.id and d.version = v_lesson.version where j.id = v_lesson.job_id
  for no key update of j;
  perform content.hold_voice(v_team);
  update content.lessons set learned_at = platform.now() where job_id = v_lesson.job_id and version = v_lesson.version;
  for v_found in select c.value from jsonb_array_elements(p_lesson -> 'corrections') c loop
    v_made := null;
    insert into content.corrections (team_id, job_id, version, kind, signature, opposite, before, after, words, message_id, person_id)
    select v_team, v_lesson.job_id, v_lesson.version, v_found ->> 'kind', v_found ->> 'signature', v_found ->> 'opposite',
           left(v_found ->> 'before', 2000), left(v_found ->> 'after', 2000), w.said, w.message_id, coalesce(w.person_id, v_editor)
    from (select (v_found ->> 'from')::integer as number) f
    left join content.lesson_words(v_lesson) w on w.number = f.number
    -- Words that were taken back meanwhile teach nothing.
    where coalesce(w.person_id, v_editor) is not null
    on conflict (job_id, version, signature) do nothing
    returning * into v_made;
    if v_made.id is not null and jsonb_typeof(v_found -> 'candidate') = 'object' then
      if v_found -> 'candidate' ->> 'kind' = 'rule' then
        perform content.refuse_broken_rules(jsonb_build_object('voice', '', 'rules', jsonb_build_array(v_found -> 'candidate' -> 'rule' || '{"id": "proposed"}')));
      end if;
      perform content.propose(v_made, v_found -> 'candidate');
    end if;
  end loop;
  return true;
end $$;

-- An admin accepts, declines or revokes. `done`: it is a new version of the house rules, or declined. `already`: it was
-- decided before, as the proposal says. `no_room`, `contradicts`, `too_few_samples`: nothing was changed, as the rules of
-- today are in the way.
create or replace function content.decide_proposal(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_click ->> 'team_id';
  v_person text := p_click ->> 'person_id';
  v_answer text := p_click ->> 'answer';
  v_proposal content.voice_proposals;
  v_rules jsonb;
  v_base integer;
  v_next jsonb;
  v_outcome text;
begin
  if v_answer is null or v_answer not in ('accept', 'decline', 'revoke') then
    raise sqlstate 'PT400' using message = format('Cannot answer a proposal with "%s": accepted are accept, decline, revoke', v_answer), detail = 'bad_answer';
  end if;
  perform content.hold_voice(v_team);
  select * into v_proposal from content.voice_proposals p where p.team_id = v_team and p.id = (p_click ->> 'proposal_id')::bigint for no key update;
  -- The lock that each change of the rules takes, so that none comes between reading and writing.
  perform pg_advisory_xact_lock(hashtextextended(format('content.%s:%s', 'house_rules', v_team), 0));
  select s.value, s.version into v_rules, v_base from content.setting_versions(v_team, 'house_rules') s order by s.version desc limit 1;
  v_rules := coalesce(v_rules, '{"voice": "", "rules": []}');
  v_outcome := case
    when not content.is_admin(v_team, v_person) then 'not_allowed'
    when v_proposal.id is null then 'not_found'
    when v_answer = 'revoke' and not content.holds_learned(v_rules, v_proposal) then 'already'
    when v_answer <> 'revoke' and v_proposal.status <> 'open' then 'already'
    when v_answer = 'accept' then content.in_the_way_of(v_proposal, v_rules)
  end;
  if v_outcome is null and v_answer <> 'decline' then
    v_next := case
      when v_answer = 'accept' and v_proposal.kind = 'rule' then jsonb_set(v_rules, '{rules}',
        (v_rules -> 'rules') || jsonb_build_array(v_proposal.rule || jsonb_build_object('id', content.learned_id(v_proposal))))
      when v_answer = 'accept' then v_rules || jsonb_build_object('samples', coalesce(v_rules -> 'samples', '[]') || v_proposal.samples)
      when v_proposal.kind = 'rule' then jsonb_set(v_rules, '{rules}', coalesce((
        select jsonb_agg(r.value order by r.n) from jsonb_array_elements(v_rules -> 'rules') with ordinality r (value, n)
        where r.value ->> 'id' <> content.learned_id(v_proposal)), '[]'))
      else v_rules || jsonb_build_object('samples', coalesce((
        select jsonb_agg(s.value order by s.n) from jsonb_array_elements(v_rules -> 'samples') with ordinality s (value, n)
        where not v_proposal.samples @> jsonb_build_array(s.value)), '[]'))
    end;
    if jsonb_array_length(coalesce(v_next -> 'samples', '[]')) in (1, 2) then
      v_outcome := 'too_few_samples';
    else
      if v_next -> 'samples' = '[]' then
        v_next := v_next - 'samples';
      end if;
      perform content.refuse_broken_rules(v_next);
      perform content.change_setting(v_team, v_person, 'house_rules', coalesce(v_base, 0), v_next, p_click ->> 'change');
    end if;
  end if;
  if v_outcome is null then
    v_outcome := 'done';
    update content.voice_proposals
    set status = case v_answer when 'accept' then 'accepted' when 'decline' then 'declined' else 'revoked' end,
        decided_by = case when v_answer = 'revoke' then decided_by else v_person end,
        decided_at = case when v_answer = 'revoke' then decided_at else platform.now() end,
        revoked_by = case when v_answer = 'revoke' then v_person end,
        revoked_at = case when v_answer = 'revoke' then platform.now() end
    where id = v_proposal.id returning * into v_proposal;
    update content.proposal_messages set wanted = wanted + 1, given_up = false, run_at = platform.now() where proposal_id = v_proposal.id;
  end if;
  return jsonb_build_object('outcome', v_outcome,
    'proposal', case when v_outcome <> 'not_allowed' and v_proposal.id is not null then content.proposal_view(v_proposal, true) end);
end $$;

revoke execute on function platform.keep_rules, content.hold_open_jobs, content.keep_rules_of from public, anon, authenticated, service_role;
