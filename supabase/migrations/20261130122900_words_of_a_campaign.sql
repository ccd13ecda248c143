-- The words of a campaign as items that people approve, edit or skip one by one; each approved person crosses to outreach.
create table content.note_items (
  job_id text not null,
  team_id text not null,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  -- Of outreach, which knows who it is; a job has words for a person once.
  lead_id text not null,
  name text,
  language text not null,
  -- Title and company, as shown beside the words.
  about jsonb not null,
  -- What the words say of the person, each with the fact that it rests on.
  used jsonb not null,
  -- Steps that were to have words and have none, and why.
  without jsonb not null,
  -- [{step, text}] of each step of the campaign; a null text is a step without words.
  texts jsonb not null,
  -- Raised by each edit, so that nothing is approved that looks different to the person.
  revision integer not null default 1,
  hash text not null,
  -- Who wrote of them by hand, the last one last.
  text_by text[] not null default '{}',
  status text not null default 'waiting' constraint status_is_known check (status in ('waiting', 'approved', 'skipped')),
  -- Who skipped it, or gave the last approval.
  decided_by text,
  decided_at timestamptz,
  primary key (job_id, number),
  constraint a_decided_note_has_its_person check ((status = 'waiting') = (decided_by is null and decided_at is null)),
  constraint notes_are_of_a_job_of_the_team foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.note_items enable row level security;
create unique index a_job_writes_to_a_person_once on content.note_items (job_id, lead_id);

-- Approvals of exactly one revision; those of an older one count for nothing.
create table content.note_approvals (
  job_id text not null,
  number integer not null,
  revision integer not null,
  hash text not null,
  person_id text not null,
  at timestamptz not null default platform.now(),
  primary key (job_id, number, revision, person_id),
  constraint an_approval_is_of_a_note foreign key (job_id, number) references content.note_items (job_id, number) on delete cascade
);
alter table content.note_approvals enable row level security;

-- The page that a card shows, by the first number on it.
create table content.note_cards (
  job_id text primary key references content.jobs on delete cascade,
  shown_from integer not null default 1
);
alter table content.note_cards enable row level security;

create function content.note_hash(p_texts jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(p_texts::text, 'utf8')), 'hex')
$$;

-- Messages that have no words: LinkedIn takes none without.
create function content.note_lacks(p_job content.jobs, p_texts jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg((s ->> 'number')::integer order by (s ->> 'number')::integer), '[]'::jsonb)
  from jsonb_array_elements((p_job).brief -> 'steps') s
  where s ->> 'kind' = 'send_message' and not exists (
    select from jsonb_array_elements(p_texts) t where t ->> 'step' = s ->> 'number' and t ->> 'text' is not null)
$$;

create function content.note_approval(p_job content.jobs, p_item content.note_items) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select platform.approval_state(content.rule_of_job(p_job), (p_job).requester_id || (p_item).text_by, coalesce((
    select jsonb_agg(jsonb_build_object('person_id', a.person_id, 'at', a.at))
    from content.note_approvals a
    where a.job_id = (p_item).job_id and a.number = (p_item).number and a.revision = (p_item).revision and a.hash = (p_item).hash), '[]'::jsonb), null)
$$;

create function content.note_key(p_item content.note_items) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select format('note:%s:%s', (p_item).job_id, (p_item).number)
$$;

create function content.note_view(p_job content.jobs, p_item content.note_items) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_item).number, 'lead_id', (p_item).lead_id, 'name', (p_item).name, 'language', (p_item).language, 'about', (p_item).about,
    'used', (p_item).used, 'texts', (p_item).texts, 'without', (p_item).without, 'status', (p_item).status, 'revision', (p_item).revision,
    'hash', (p_item).hash, 'text_by', to_jsonb((p_item).text_by), 'lacks', content.note_lacks(p_job, (p_item).texts),
    'approval', content.note_approval(p_job, p_item), 'decided_by', (p_item).decided_by, 'decided_at', (p_item).decided_at,
    'refused', (select coalesce(h.result ->> 'reason', h.error ->> 'code') from content.handovers h
                where h.key = content.note_key(p_item) and (h.status = 'refused' or h.result ->> 'outcome' = 'refused')))
$$;

-- Pages of a job's notes: at most 5 people each, and fewer where their words are long (6,000 characters of about 12,000 that a
-- message of Slack holds), so that a card shows all of them whole.
create function content.note_pages(p_job_id text) returns table (page integer, first_number integer, last_number integer)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_item record;
  v_people integer := 0;
  v_characters bigint := 0;
begin
  page := 0;
  for v_item in
    select i.number, coalesce((select sum(char_length(t ->> 'text')) from jsonb_array_elements(i.texts) t), 0) as characters
    from content.note_items i where i.job_id = p_job_id order by i.number
  loop
    if page = 0 or v_people = 5 or v_characters + v_item.characters > 6000 then
      if page > 0 then
        return next;
      end if;
      page := page + 1;
      first_number := v_item.number;
      v_people := 0;
      v_characters := 0;
    end if;
    last_number := v_item.number;
    v_people := v_people + 1;
    v_characters := v_characters + v_item.characters;
  end loop;
  if page > 0 then
    return next;
  end if;
end $$;

-- What the card of a job shows now.
create function content.notes_page(p_job_id text) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_pages record;
begin
  select * into v_job from content.jobs where id = p_job_id;
  select p.*, count(*) over () as pages, lag(p.first_number) over (order by p.page) as before, lead(p.first_number) over (order by p.page) as after into v_pages
  from content.note_pages(p_job_id) p
  order by coalesce((select c.shown_from from content.note_cards c where c.job_id = p_job_id), 1) between p.first_number and p.last_number desc, p.page
  limit 1;
  return jsonb_build_object(
    'page', coalesce(v_pages.page, 1), 'pages', coalesce(v_pages.pages, 1),
    'starts', jsonb_build_object('before', v_pages.before, 'after', v_pages.after),
    'counts', (
      select jsonb_build_object(
        'waiting', count(*) filter (where i.status = 'waiting'), 'approved', count(*) filter (where i.status = 'approved'),
        'skipped', count(*) filter (where i.status = 'skipped'),
        'lacking', count(*) filter (where i.status = 'waiting' and content.note_lacks(v_job, i.texts) <> '[]'))
      from content.note_items i where i.job_id = p_job_id),
    'items', coalesce((
      select jsonb_agg(content.note_view(v_job, i) order by i.number)
      from content.note_items i where i.job_id = p_job_id and i.number between v_pages.first_number and v_pages.last_number), '[]'::jsonb));
end $$;

-- Keeps the words that are proposed for the first time.
create function content.keep_notes(p_job content.jobs, p_content jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if coalesce(jsonb_array_length(p_content -> 'notes'), 0) not between 1 and 1000 then
    raise sqlstate 'PT400' using message = format('Cannot propose notes for %s people: 1 to 1000 are accepted', coalesce(jsonb_array_length(p_content -> 'notes'), 0)),
      detail = 'bad_question';
  end if;
  insert into content.note_items (job_id, team_id, number, lead_id, name, language, about, used, without, texts, hash)
  select (p_job).id, (p_job).team_id, (n ->> 'number')::integer, n ->> 'lead_id', n ->> 'name', n ->> 'language', n -> 'about', n -> 'used', n -> 'without',
         n -> 'texts', content.note_hash(n -> 'texts')
  from jsonb_array_elements(p_content -> 'notes') n;
  insert into content.note_cards (job_id) values ((p_job).id) on conflict do nothing;
end $$;

-- Ends the wait of notes of which none waits.
create function content.settle_notes(p_job content.jobs, p_person_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.answer_question(jsonb_build_object('job_id', q.job_id, 'number', q.number, 'hash', q.hash, 'person_id', p_person_id, 'answer', 'go_on'))
  from content.questions q
  where q.job_id = (p_job).id and q.number = (p_job).questions and q.status = 'open'
    and not exists (select from content.note_items i where i.job_id = q.job_id and i.status = 'waiting')
$$;

-- A page with nothing left to decide makes room for the next one that has.
create function content.turn_to_waiting(p_job_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  update content.note_cards c set shown_from = coalesce((
    select i.number from content.note_items i where i.job_id = p_job_id and i.status = 'waiting'
    order by i.number < c.shown_from, i.number limit 1), c.shown_from)
  where c.job_id = p_job_id and not exists (
    select from content.note_pages(p_job_id) p join content.note_items i on i.job_id = p_job_id and i.number between p.first_number and p.last_number
    where c.shown_from between p.first_number and p.last_number and i.status = 'waiting')
$$;

-- What an approved person takes over to outreach.
create function content.hand_over_note(p_job content.jobs, p_item content.note_items, p_approval jsonb) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.hand_over((p_job).team_id, 'note', content.note_key(p_item), jsonb_build_object(
    'campaign_id', (p_job).brief ->> 'reference', 'lead_id', (p_item).lead_id,
    'steps', (select jsonb_agg(jsonb_build_object('step', t -> 'step', 'text', t -> 'text',
                'text_hash', encode(sha256(convert_to(t ->> 'text', 'utf8')), 'hex')) order by (t ->> 'step')::integer)
              from jsonb_array_elements((p_item).texts) t),
    'approvals', jsonb_path_query_array(p_approval, '$.groups[*].approvals[*]'),
    'author_id', (p_job).requester_id, 'text_by', to_jsonb((p_item).text_by), 'job_id', (p_job).id, 'version', (p_item).revision,
    'channel_id', (p_job).channel_id))
$$;

-- Approves or skips notes as they looked to the person: {job_id, person_id, action: approve or skip, reason, notes: [{number,
-- revision, hash}]}. Each by itself: what may not be decided is left, with why. Outcomes: `done`, `nothing` (each was left),
-- `not_allowed` with a reason (`group_unread`: the caller reads `user_groups` and presses again), `closed`, `not_found`.
create function content.decide_notes(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_item content.note_items;
  v_rule platform.approver_rules;
  v_person text := p_click ->> 'person_id';
  v_action text := p_click ->> 'action';
  v_given jsonb;
  v_state jsonb;
  v_fault text;
  v_because text;
  v_decided integer[] := '{}';
  v_pending integer[] := '{}';
  v_left jsonb := '[]';
  v_outcome text;
  v_reason text;
begin
  if v_action is null or v_action not in ('approve', 'skip') then
    raise sqlstate 'PT400' using message = format('Cannot "%s" notes: accepted are approve, skip', v_action), detail = 'bad_decision';
  end if;
  perform content.keep_rules_of(p_click ->> 'job_id');
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
  v_rule := content.rule_of_job(v_job);
  -- Of no text: what keeps this person from all of them.
  v_fault := platform.approval_fault(v_rule, platform.approval_state(v_rule, array[v_job.requester_id], '[]', null), v_person);
  if v_job.id is null or v_job.type <> 'outreach_notes' then
    v_outcome := 'not_found';
  elsif v_job.status <> 'awaiting_input' then
    v_outcome := 'closed';
  elsif v_fault = 'guest' then
    v_outcome := 'not_allowed';
    v_reason := 'guest';
  elsif v_action = 'approve' and v_person = v_job.requester_id then
    v_outcome := 'not_allowed';
    v_reason := 'requester';
  elsif v_fault in ('role', 'group_unread') and not (v_action = 'skip' and v_person = v_job.requester_id) then
    v_outcome := 'not_allowed';
    v_reason := v_fault;
  else
    for v_given in select n from jsonb_array_elements(p_click -> 'notes') n order by (n ->> 'number')::integer loop
      select * into v_item from content.note_items i where i.job_id = v_job.id and i.number = (v_given ->> 'number')::integer;
      v_because := case
        when v_item.number is null then 'not_found'
        when v_item.status <> 'waiting' then 'decided'
        when v_item.revision is distinct from (v_given ->> 'revision')::integer or v_item.hash is distinct from v_given ->> 'hash' then 'changed'
        when v_action = 'approve' and v_person = any (v_item.text_by) then 'author'
        when v_action = 'approve' and content.note_lacks(v_job, v_item.texts) <> '[]' then 'lacks' end;
      if v_because is null and v_action = 'approve' then
        v_state := content.note_approval(v_job, v_item);
        v_because := platform.approval_fault(v_rule, v_state, v_person);
      end if;
      if v_because is not null then
        v_left := v_left || jsonb_build_object('number', v_given -> 'number', 'because', v_because);
        continue;
      end if;
      if v_action = 'approve' then
        insert into content.note_approvals (job_id, number, revision, hash, person_id)
        values (v_job.id, v_item.number, v_item.revision, v_item.hash, v_person)
        on conflict (job_id, number, revision, person_id) do update set at = platform.now();
        v_state := content.note_approval(v_job, v_item);
        if not (v_state ->> 'complete')::boolean then
          v_pending := v_pending || v_item.number;
          continue;
        end if;
        perform content.hand_over_note(v_job, v_item, v_state);
      else
        perform content.hand_over(v_job.team_id, 'note_skipped', content.note_key(v_item), jsonb_build_object(
          'campaign_id', v_job.brief ->> 'reference', 'lead_id', v_item.lead_id, 'person_id', v_person, 'reason', 'by_person'));
      end if;
      update content.note_items i
      set status = case v_action when 'approve' then 'approved' else 'skipped' end, decided_by = v_person, decided_at = platform.now()
      where i.job_id = v_job.id and i.number = v_item.number;
      v_decided := v_decided || v_item.number;
    end loop;
    v_outcome := case when cardinality(v_decided || v_pending) > 0 then 'done' else 'nothing' end;
    if v_outcome = 'done' then
      perform content.say(v_job, 'person', v_person, 'action', format('%s %s', v_action, array_to_string(v_decided || v_pending, ', ')));
      perform content.turn_to_waiting(v_job.id);
      perform content.show(v_job.id, 'question', v_job.questions);
      perform content.settle_notes(v_job, v_person);
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'reason', v_reason, 'user_groups', platform.unread_groups(v_rule),
    'job_status', (select j.status from content.jobs j where j.id = v_job.id),
    'decided', to_jsonb(v_decided), 'pending', to_jsonb(v_pending), 'left', v_left);
end $$;

-- One person's words as they stand, for the form that changes them: {job_id, number, person_id}. Null item: see the outcome.
create function content.read_note(p_look jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('outcome', o.outcome,
    'item', case when o.outcome = 'done' then content.note_view(j, i) end, 'steps', case when o.outcome = 'done' then j.brief -> 'steps' end)
  from (select p_look ->> 'job_id' as job_id, (p_look ->> 'number')::integer as number) asked
  left join content.jobs j on j.id = asked.job_id
  left join content.note_items i on i.job_id = j.id and i.number = asked.number
  cross join lateral (select case
    when i.number is null then 'not_found'
    when not content.may_steer(j, p_look ->> 'person_id') then 'not_allowed'
    when j.status <> 'awaiting_input' then 'closed'
    when i.status <> 'waiting' then 'decided'
    else 'done' end as outcome) o
$$;

-- Writes words by hand: {job_id, number, revision, hash, person_id, texts: [{step, text}]}. A new revision, without an
-- approval, and one that its writer does not approve. Every outcome but `done` changes nothing.
create function content.edit_note(p_edit jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_item content.note_items;
  v_person text := p_edit ->> 'person_id';
  v_step jsonb;
  v_text text;
  v_texts jsonb := '[]';
  v_max integer;
  v_number integer;
  v_outcome text;
begin
  select * into v_job from content.jobs where id = p_edit ->> 'job_id' for no key update;
  select * into v_item from content.note_items where job_id = v_job.id and number = (p_edit ->> 'number')::integer;
  v_outcome := case
    when v_item.number is null then 'not_found'
    when not content.may_steer(v_job, v_person) then 'not_allowed'
    when v_job.status <> 'awaiting_input' then 'closed'
    when v_item.status <> 'waiting' then 'decided'
    when v_item.revision is distinct from (p_edit ->> 'revision')::integer or v_item.hash is distinct from p_edit ->> 'hash' then 'changed' end;
  if v_outcome is null then
    for v_step in select s from jsonb_array_elements(v_job.brief -> 'steps') s order by (s ->> 'number')::integer loop
      select nullif(btrim(normalize(t ->> 'text', nfc), E' \n\t\r'), '') into v_text
      from jsonb_array_elements(p_edit -> 'texts') t where t ->> 'step' = v_step ->> 'number' and (v_step ->> 'with_words')::boolean;
      -- UTF-16 units, as outreach counts.
      v_max := least((v_step ->> 'max')::integer, 3000);
      if v_text is not null and char_length(v_text) + char_length(regexp_replace(v_text, '[\u0001-\uffff]', '', 'g')) > v_max then
        return content.note_edit_outcome('too_long', (v_step ->> 'number')::integer, v_max, null, null);
      elsif v_text is null and v_step ->> 'kind' = 'send_message' then
        return content.note_edit_outcome('empty', (v_step ->> 'number')::integer, null, null, null);
      end if;
      select i.number into v_number
      from content.note_items i cross join jsonb_array_elements(i.texts) t
      where i.job_id = v_job.id and i.number <> v_item.number and i.status <> 'skipped' and v_text is not null
        and t ->> 'step' = v_step ->> 'number' and lower(regexp_replace(t ->> 'text', '\s+', ' ', 'g')) = lower(regexp_replace(v_text, '\s+', ' ', 'g'))
      limit 1;
      if v_number is not null then
        return content.note_edit_outcome('same_words', (v_step ->> 'number')::integer, null, v_number, null);
      end if;
      v_texts := v_texts || jsonb_build_object('step', (v_step ->> 'number')::integer, 'text', v_text);
      v_text := null;
    end loop;
    if (select coalesce(sum(char_length(t ->> 'text')), 0) from jsonb_array_elements(v_texts) t) > 9000 then
      return content.note_edit_outcome('too_long', null, 9000, null, null);
    end if;
    v_outcome := case when v_texts = v_item.texts then 'unchanged' else 'done' end;
  end if;
  if v_outcome = 'done' then
    update content.note_items i
    set texts = v_texts, hash = content.note_hash(v_texts), revision = i.revision + 1, text_by = array_remove(i.text_by, v_person) || v_person,
        used = coalesce((select jsonb_agg(u) from jsonb_array_elements(i.used) u
                         where exists (select from jsonb_array_elements(v_texts) t where position(u ->> 'words' in t ->> 'text') > 0)), '[]'),
        without = coalesce((select jsonb_agg(w) from jsonb_array_elements(i.without) w
                            where exists (select from jsonb_array_elements(v_texts) t where t -> 'step' = w -> 'step' and t ->> 'text' is null)), '[]')
    where i.job_id = v_job.id and i.number = v_item.number
    returning * into v_item;
    perform content.say(v_job, 'person', v_person, 'action', format('edit %s', v_item.number));
    perform content.show(v_job.id, 'question', v_job.questions);
  end if;
  return content.note_edit_outcome(v_outcome, null, null, null, case when v_outcome in ('done', 'unchanged') then content.note_view(v_job, v_item) end);
end $$;

create function content.note_edit_outcome(p_outcome text, p_step integer, p_max integer, p_number integer, p_item jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('outcome', p_outcome, 'step', p_step, 'max', p_max, 'number', p_number, 'item', p_item)
$$;

-- Shows the page with a number: {job_id, person_id, number}. False: not by this person, or there is none.
create function content.turn_notes_page(p_click jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for no key update;
  if not exists (
    select from platform.people p
    where p.team_id = v_job.team_id and p.user_id = p_click ->> 'person_id' and not p.is_guest and not p.is_deactivated) then
    return false;
  end if;
  update content.note_cards c set shown_from = i.number
  from content.note_items i
  where c.job_id = v_job.id and i.job_id = v_job.id and i.number = (p_click ->> 'number')::integer;
  if not found then
    return false;
  end if;
  perform content.show(v_job.id, 'question', v_job.questions);
  return true;
end $$;

-- What outreach did not take is seen on the card.
create function content.show_refused_note() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.show(j.id, 'question', j.questions) from content.jobs j where j.id = new.payload ->> 'job_id' or j.id = old.payload ->> 'job_id';
  return null;
end $$;
create trigger refused_notes_are_seen_on_their_card after update of status on content.handovers
for each row when (new.kind = 'note' and (new.status = 'refused' or new.result ->> 'outcome' = 'refused'))
execute function content.show_refused_note();

-- What was handed over and ended before people approved it: outreach lets go of who waited for it. A job that failed or
-- expired can be taken up again, so that it is not told yet.
create function content.tell_ended_job() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hand_over(new.team_id, 'job_ended', format('job_ended:%s', new.id), jsonb_build_object(
    'type', new.type, 'reference', new.brief ->> 'reference', 'outcome', new.status, 'job_id', new.id));
  return null;
end $$;
create trigger ended_jobs_are_told_to_outreach after update of status on content.jobs
for each row when (new.type in ('outreach_notes', 'lead_enrichment', 'incoming_webhook') and new.status in ('rejected', 'cancelled'))
execute function content.tell_ended_job();

alter table content.questions drop constraint who_may_answer_is_known;
alter table content.questions add constraint who_may_answer_is_known
  check (coalesce(content ->> 'kind' in ('outline', 'questions', 'language', 'plan', 'brand_kit', 'notes'), false));

create or replace function content.question_view(p_question content.questions) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_question).number, 'hash', (p_question).hash, 'status', (p_question).status, 'content', (p_question).content,
    'artifacts', (p_question).artifacts, 'answer', (p_question).answer, 'note', (p_question).note,
    'answered_by', (p_question).answered_by, 'answered_at', (p_question).answered_at, 'created_at', (p_question).created_at,
    'lines', case when (p_question).content ->> 'kind' = 'plan' then content.plan_lines((p_question).job_id) end,
    'notes', case when (p_question).content ->> 'kind' = 'notes' then content.notes_page((p_question).job_id) end)
$$;

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

create or replace function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status,
    -- The people of a campaign are many; its agent alone needs them.
    'brief', (p_job).brief - case (p_job).type when 'outreach_notes' then 'people' else '' end,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'named_approver', (p_job).named_approver, 'from_job_id', (p_job).from_job_id, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'reading', (p_job).status in ('queued', 'running')
      and coalesce((p_job).resume ->> 'kind' = 'reply' and not (p_job).resume ? 'understood', false),
    'hand', case when (p_job).status in ('queued', 'running') and (p_job).resume ->> 'kind' = 'hand' then (
      select jsonb_build_object('kind', h.kind, 'person_id', h.person_id, 'from_version', h.from_version)
      from content.hand_versions h where h.job_id = (p_job).id and h.number = ((p_job).resume ->> 'number')::integer) end,
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'resume_until', content.resume_until(p_job), 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;

create or replace function content.open_job(p_job content.jobs, p_response_url text, p_command text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  insert into content.jobs (type, brief, team_id, requester_id, named_approver, from_job_id, channel_id, started_in, idempotency_key)
  values ((p_job).type, (p_job).brief, (p_job).team_id, (p_job).requester_id, (p_job).named_approver, (p_job).from_job_id, (p_job).channel_id, (p_job).started_in, (p_job).idempotency_key)
  on conflict (idempotency_key) do nothing
  returning * into v_job;
  if v_job.id is null then
    return (select jsonb_build_object('job_id', j.id, 'created', false) from content.jobs j where j.idempotency_key = (p_job).idempotency_key);
  end if;
  insert into content.outbox (job_id, kind, response_url) values (v_job.id, 'brief', p_response_url);
  perform content.show(v_job.id, 'progress');
  perform content.say(v_job, 'person', v_job.requester_id, 'command', p_command);
  insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
  values (v_job.id, v_job.team_id, v_job.type, v_job.requester_id, trim(v_job.brief ->> 'topic'), v_job.brief - case v_job.type when 'outreach_notes' then 'people' else '' end, v_job.status, v_job.created_at);
  return jsonb_build_object('job_id', v_job.id, 'created', true);
end $$;

create or replace function content.asked_now(p_job content.jobs, p_wait content.waits, p_state jsonb)
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

create or replace function content.waits_for(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case (p_job).status
    when 'awaiting_review' then coalesce((
      select a.state -> 'asked' || coalesce((
        select jsonb_agg(e) from jsonb_array_elements(content.escalated_to(p_job)) e
        where not a.state -> 'asked' @> e and platform.is_asked(a.state, e #>> '{}')), '[]'::jsonb)
      from content.drafts d cross join lateral (select content.approval_state(p_job, d) as state offset 0) a
      where d.job_id = (p_job).id and d.version = (p_job).versions), '[]'::jsonb)
    when 'awaiting_input' then case when (p_job).type = 'outreach_notes'
      then content.approval_state(p_job, null::content.drafts) -> 'asked' else jsonb_build_array((p_job).requester_id) end
    when 'awaiting_budget' then platform.admins_of((p_job).team_id)
    when 'expired' then jsonb_build_array((p_job).requester_id)
    else '[]'::jsonb end
$$;

revoke all on content.note_items, content.note_approvals, content.note_cards from public, anon, authenticated, service_role;
revoke execute on function content.note_hash, content.note_lacks, content.note_approval, content.note_key, content.note_view,
  content.note_pages, content.notes_page, content.keep_notes, content.settle_notes, content.turn_to_waiting,
  content.hand_over_note, content.decide_notes, content.read_note, content.edit_note, content.note_edit_outcome,
  content.turn_notes_page, content.show_refused_note, content.tell_ended_job from public, anon, authenticated, service_role;
grant execute on function content.decide_notes, content.read_note, content.edit_note, content.turn_notes_page to greenlight_bot;
