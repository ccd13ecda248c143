-- The words of a campaign, a person each: people approve, edit or skip them one by one or several at a time, and each approved
-- person crosses over to outreach at once, with the same bytes. Who may approve is said by the rule of outreach; neither the
-- person who asked for them nor one who wrote of them by hand does.

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
  -- The person was erased: number and hash are left.
  erased_at timestamptz,
  primary key (job_id, number),
  constraint a_decided_note_has_its_person check ((status = 'waiting') = (decided_by is null and decided_at is null)),
  constraint notes_are_of_a_job_of_the_team foreign key (job_id, team_id) references content.jobs (id, team_id) on delete cascade
);
alter table content.note_items enable row level security;
create index note_items_waiting on content.note_items (team_id, job_id) where status = 'waiting';
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

-- Whose approval of some words that wait would count now. Words that the same people wrote and approved ask the same.
create function content.notes_ask(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(distinct a.person), '[]'::jsonb)
  from (
    select distinct on (i.text_by, g.people) i as item
    from content.note_items i
    left join lateral (
      select array_agg(a.person_id order by a.person_id) as people from content.note_approvals a
      where a.job_id = i.job_id and a.number = i.number and a.revision = i.revision) g on true
    where i.job_id = (p_job).id and i.status = 'waiting') alike
  cross join lateral jsonb_array_elements(content.note_approval(p_job, alike.item) -> 'asked') a (person)
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
    'approval', content.note_approval(p_job, p_item), 'decided_by', (p_item).decided_by, 'decided_at', (p_item).decided_at, 'erased_at', (p_item).erased_at,
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

-- Approves or skips notes as they looked to the person: {job_id, person_id, action: approve or skip, notes: [{number, revision,
-- hash}]}. Each by itself: what may not be decided is left, with why. Outcomes: `done`, `nothing` (each was left),
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

grant execute on function content.decide_notes, content.read_note, content.edit_note, content.turn_notes_page to greenlight_bot;
