-- Versions that a person makes: edited, restored, or picked from two.

alter table content.drafts
  add column made_by text not null default 'agent' constraint its_making_is_known check (made_by in ('agent', 'edit', 'restore', 'pick')),
  add column author_id text,
  add column from_version integer,
  add constraint what_is_made_by_hand_has_its_person check ((made_by = 'agent') = (author_id is null)),
  add constraint it_goes_back_to_a_version_of_its_job foreign key (job_id, from_version) references content.drafts (job_id, version) on delete cascade;
create index drafts_from_a_version on content.drafts (job_id, from_version) where from_version is not null;
drop trigger drafts_are_never_rewritten on content.drafts;
create trigger drafts_are_never_rewritten before update of content, artifacts, finals, hash, version, job_id, authors, made_by, author_id, from_version on content.drafts
  for each row execute function content.refuse_change_of_text();

-- Versions that a person makes: an edit of the newest one, an earlier one restored, or slides picked from two. The person's
-- own function stores what the version is to say; a runner checks and draws it and records it word for word. Whose it is
-- comes from here, never from the runner.
create table content.hand_versions (
  job_id text not null references content.jobs on delete cascade,
  number integer not null constraint numbers_start_at_1 check (number >= 1),
  -- Names what was sent within the job: a repeat stores nothing.
  key text not null,
  kind text not null constraint kind_is_known check (kind in ('edit', 'restore', 'pick')),
  -- The version whose card was pressed, and the one that was restored or picked from.
  base_version integer not null,
  from_version integer,
  person_id text not null,
  -- Of the draft as a whole; of it what people read (`content.hand_text`) is what the version says.
  content jsonb not null,
  -- As in `content.drafts`.
  authors jsonb not null,
  reason text constraint reason_has_at_most_500_characters check (char_length(reason) <= 500),
  status text not null default 'queued' constraint status_is_known check (status in ('queued', 'drawn', 'refused')),
  -- What it became.
  version integer,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, number),
  unique (job_id, key),
  constraint an_edit_has_no_other_source check ((kind = 'edit') = (from_version is null)),
  constraint what_is_drawn_has_a_version check ((status = 'drawn') = (version is not null)),
  constraint it_starts_from_a_version_of_its_job foreign key (job_id, base_version) references content.drafts (job_id, version) on delete cascade,
  constraint it_takes_from_a_version_of_its_job foreign key (job_id, from_version) references content.drafts (job_id, version) on delete cascade,
  constraint it_becomes_a_version_of_its_job foreign key (job_id, version) references content.drafts (job_id, version) on delete cascade
);
alter table content.hand_versions enable row level security;
create index hand_versions_of_a_base on content.hand_versions (job_id, base_version);
create index hand_versions_from_a_version on content.hand_versions (job_id, from_version) where from_version is not null;
create unique index hand_versions_drawn on content.hand_versions (job_id, version) where version is not null;
create unique index hand_versions_one_waits on content.hand_versions (job_id) where status = 'queued';

-- What a person may change of a draft: its texts, and with restore and pick all that stands in their place. The agent's
-- own part tells how it came about and stays.
create function content.hand_text(p_content jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_object_agg(e.key, e.value), '{}'::jsonb)
  from jsonb_each(p_content) e
  where e.key = any (case p_content ->> 'kind'
    when 'carousel' then array['title', 'slides', 'post']
    when 'blog' then array['title', 'title_variants', 'meta_description', 'keywords', 'parts']
    when 'research' then array['title', 'summary', 'findings']
    else '{}'::text[] end)
$$;

-- What an edit leaves as it is: which slides and parts there are, in which order and layout.
create function content.hand_frame(p_text jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_array(
    jsonb_path_query_array(p_text, 'lax $.slides[*].layout'), jsonb_path_query_array(p_text, 'lax $.slides[*].picture'),
    jsonb_path_query_array(p_text, 'lax $.parts[*].id'), jsonb_path_query_array(p_text, 'lax $.summary.id'),
    jsonb_path_query_array(p_text, 'lax $.findings[*].id'), jsonb_path_query_array(p_text, 'lax $.findings[*].question_id'),
    jsonb_array_length(coalesce(p_text -> 'slides', '[]'::jsonb)))
$$;

-- The texts that an edit changed, in plain words: each as a whole, its new sentences, and what of it stood nowhere before.
create function content.edited_texts(p_new jsonb, p_old jsonb) returns setof text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  with all_old (said) as (select content.plain_texts(p_old)),
  old (line) as (select l from all_old, regexp_split_to_table(said, E'\n') l),
  changed (text) as (
    select distinct t.text
    from jsonb_path_query(content.hand_text(p_new), 'lax $.**') s
    cross join lateral (select regexp_replace(s #>> '{}', '\[\^[^\]]*\]', '', 'g')) t (text)
    where jsonb_typeof(s) = 'string' and ' ' || content.plain(t.text) || ' ' not in (select line from old)
  )
  select distinct e.words
  from changed c
  cross join lateral (
    select content.plain(c.text)
    union
    select content.plain(p) from regexp_split_to_table(c.text, '(?<=[.!?…])\s+|\n+') p, all_old
    where strpos(said, ' ' || content.plain(p) || ' ') = 0
    union
    select w from all_old, content.words_by_hand(c.text, content.plain_texts(p_new), said) w
  ) e (words)
  where e.words <> ''
  limit 500
$$;

create function content.hand_version_view(p_hand content.hand_versions) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'number', (p_hand).number, 'kind', (p_hand).kind, 'base_version', (p_hand).base_version, 'from_version', (p_hand).from_version,
    'person_id', (p_hand).person_id, 'content', (p_hand).content, 'reason', (p_hand).reason,
    'from_draft_id', (select d.id from content.drafts d where d.job_id = (p_hand).job_id and d.version = (p_hand).from_version))
$$;

-- Stores what a person wants the next version to say, under the job's lock and against exactly the version and hash of the
-- card; the job is handed to a runner, and the card is closed until it is drawn. The database makes a restored or picked
-- text itself, and of an edit it takes the texts alone: no quote comes with it that was not there.
--
-- `queued`: it is drawn now (also for a repeat of the same key). Every other outcome stores nothing: `not_found`, `not_allowed`,
-- `superseded`, `busy` (the job works on something), `ended`, `unchanged`.
create function content.record_hand_version(p_click jsonb) returns jsonb
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
  select * into v_job from content.jobs where id = p_click ->> 'job_id' and team_id = p_click ->> 'team_id' for update;
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

-- The content of a version with the texts of an edit. Raises `bad_hand_version` for more than texts.
create function content.require_edited(p_base jsonb, p_edited jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_text jsonb := content.hand_text(p_edited);
begin
  if p_edited ->> 'kind' is distinct from p_base ->> 'kind' or content.hand_frame(v_text) is distinct from content.hand_frame(content.hand_text(p_base))
    or (select array_agg(k order by k) from jsonb_object_keys(v_text) k) is distinct from (select array_agg(k order by k) from jsonb_object_keys(content.hand_text(p_base)) k)
    or octet_length(v_text::text) > 400000 then
    raise sqlstate 'PT400' using message = 'Cannot take an edit that changes more than texts: accepted are the same slides or parts, with at most 400000 bytes in all',
      detail = 'bad_hand_version';
  end if;
  if exists (
    select from jsonb_path_query(v_text, 'lax $.**.evidence[*]') e
    where e not in (select o from jsonb_path_query(content.hand_text(p_base), 'lax $.**.evidence[*]') o)) then
    raise sqlstate 'PT400' using message = 'Cannot take an edit with a quote that the version does not have', detail = 'bad_hand_version';
  end if;
  return p_base || v_text;
end $$;

-- `p_picks`: {"slides": [{"at": 3, "from": 4}], "post": false}, numbers from 1: slide 4 of the other version takes the place
-- of slide 3. Raises `bad_hand_version` for what is not there, and where one place is taken twice.
create function content.picked(p_base jsonb, p_from jsonb, p_picks jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_content jsonb := p_base;
  v_pick jsonb;
begin
  if p_base ->> 'kind' is distinct from 'carousel' or jsonb_typeof(p_picks -> 'slides') is distinct from 'array' or exists (
      select from jsonb_array_elements(p_picks -> 'slides') p
      where coalesce((p ->> 'at') !~ '^[1-9][0-9]?$' or (p ->> 'from') !~ '^[1-9][0-9]?$', true)
         or p_base -> 'slides' -> ((p ->> 'at')::integer - 1) is null or p_from -> 'slides' -> ((p ->> 'from')::integer - 1) is null)
    or (select count(*) <> count(distinct p ->> 'at') from jsonb_array_elements(p_picks -> 'slides') p) then
    raise sqlstate 'PT400' using message = format('Cannot pick %s: accepted are slides of two versions of a carousel, each place once', left(p_picks::text, 500)),
      detail = 'bad_hand_version';
  end if;
  for v_pick in select p from jsonb_array_elements(p_picks -> 'slides') p loop
    v_content := jsonb_set(v_content, array['slides', ((v_pick ->> 'at')::integer - 1)::text], p_from -> 'slides' -> ((v_pick ->> 'from')::integer - 1));
  end loop;
  if (p_picks ->> 'post')::boolean then
    v_content := jsonb_set(v_content, '{post}', p_from -> 'post');
  end if;
  return v_content;
end $$;

-- What a runner draws. Empty answer: there is none.
create function content.read_hand_version(p_job_id text, p_fence bigint, p_number integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hold_job(p_job_id, p_fence);
  return (select content.hand_version_view(h) from content.hand_versions h where h.job_id = p_job_id and h.number = p_number);
end $$;

-- Nothing came of it: the job was cancelled, or no runner could draw it.
create function content.refuse_hand_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.hand_versions set status = 'refused' where job_id = new.id and status = 'queued';
  return null;
end $$;
create trigger what_is_not_drawn_is_refused after update of resume on content.jobs
for each row when (old.resume ->> 'kind' = 'hand' and new.resume is null) execute function content.refuse_hand_version();

-- The picture of a slide as Slack holds it: a version uploads only the slides that the one before has not. Null: none was.
create function content.slide_file(p_job_id text, p_version integer, p_slide integer) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_version integer := p_version;
  v_slide integer := p_slide;
  v_file text;
begin
  while v_version >= 1 and v_slide is not null loop
    select u ->> 'file_id' into v_file
    from content.drafts d
    cross join lateral (
      select a ->> 'key' as key from jsonb_array_elements(d.artifacts) with ordinality x (a, n)
      where a ->> 'role' = 'page' order by n offset v_slide - 1 limit 1) p
    join content.outbox f on f.job_id = d.job_id and f.kind = 'pages' and f.edition = d.version and f.shown > 0
    cross join lateral jsonb_array_elements(f.uploads) u
    where d.job_id = p_job_id and d.version = v_version and u ->> 'key' = p.key
    limit 1;
    if v_file is not null then
      return v_file;
    end if;
    select o.n into v_slide
    from content.drafts d join content.drafts b on b.job_id = d.job_id and b.version = d.version - 1
    cross join lateral jsonb_array_elements(b.content -> 'slides') with ordinality o (slide, n)
    where d.job_id = p_job_id and d.version = v_version and o.slide = d.content -> 'slides' -> (v_slide - 1)
      and b.content -> 'brand_version' = d.content -> 'brand_version'
    order by abs(o.n - v_slide) limit 1;
    if not found then
      return null;
    end if;
    v_version := v_version - 1;
  end loop;
  return null;
end $$;

-- Members of the team read its versions.
create function content.may_read(p_team_id text, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id and not p.is_guest)
$$;

-- The versions of a job, newest first, and what this person may do with them now.
create function content.list_versions(p_team_id text, p_job_id text, p_person_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs where id = p_job_id and team_id = p_team_id;
  if not content.may_read(p_team_id, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed');
  elsif v_job.id is null or v_job.versions = 0 then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  return jsonb_build_object('outcome', 'read', 'type', v_job.type, 'job_status', v_job.status, 'current_version', v_job.versions,
    'may_change', v_job.status = 'awaiting_review' and content.may_steer(v_job, p_person_id),
    'versions', (
      select jsonb_agg(jsonb_build_object(
        'version', d.version, 'hash', d.hash, 'status', d.status, 'title', d.content ->> 'title', 'made_by', d.made_by, 'author_id', d.author_id,
        'from_version', d.from_version, 'authors', content.author_ids(d), 'reason', d.reason, 'created_at', d.created_at) order by d.version desc)
      from content.drafts d where d.job_id = v_job.id));
end $$;

-- One version with its pictures as Slack holds them: `slides` in order, `comparison` with the version before.
create function content.get_version(p_team_id text, p_job_id text, p_version integer, p_person_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_draft content.drafts;
begin
  if not content.may_read(p_team_id, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed');
  end if;
  select d.* into v_draft from content.drafts d join content.jobs j on j.id = d.job_id
  where d.job_id = p_job_id and j.team_id = p_team_id and d.version = p_version;
  if v_draft.id is null then
    return jsonb_build_object('outcome', 'not_found');
  end if;
  return jsonb_build_object('outcome', 'read', 'draft', content.draft_view(v_draft),
    'slides', coalesce((
      select jsonb_agg(content.slide_file(p_job_id, p_version, n::integer) order by n)
      from jsonb_path_query(v_draft.content, 'lax $.slides[*]') with ordinality s (slide, n)), '[]'::jsonb),
    'comparison', (
      select u -> 'file_id'
      from jsonb_array_elements(v_draft.artifacts) a
      join content.outbox f on f.job_id = p_job_id and f.kind = 'pages' and f.edition = p_version and f.shown > 0
      cross join lateral jsonb_array_elements(f.uploads) u
      where a ->> 'role' = 'comparison' and u ->> 'key' = a ->> 'key' limit 1));
end $$;

grant execute on function content.record_hand_version, content.list_versions, content.get_version to greenlight_bot;
grant execute on function content.read_hand_version to greenlight_agent;

create or replace function content.draft_view(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_draft).id, 'job_id', (p_draft).job_id, 'version', (p_draft).version, 'hash', (p_draft).hash,
    'status', (p_draft).status, 'content', (p_draft).content, 'artifacts', (p_draft).artifacts, 'finals', (p_draft).finals,
    'authors', content.author_ids(p_draft), 'made_by', (p_draft).made_by, 'author_id', (p_draft).author_id, 'from_version', (p_draft).from_version,
    'reason', (p_draft).reason, 'created_at', (p_draft).created_at)
$$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, when a reply changed nothing, or when what a button asked
-- for cannot be done; then the request is no decision, and people decide on that version as before. What was asked and
-- answered stays in the job's history. A superseded version can never go out: its final files are gone at once. Of a version
-- that a person made the text, the reason and the authors are those of its row in `content.hand_versions`.
create or replace function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
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
  v_hand content.hand_versions;
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

-- Whose words stand in a new version: those of the version before as long as they stand, and those that came with it. What
-- the brief says already is no addition to the first version.
create or replace function content.authors_of(p_job content.jobs, p_content jsonb, p_before content.drafts) returns jsonb
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
      where a ->> 'text' <> '' and strpos(v_new, ' ' || (a ->> 'text') || ' ') > 0
      union
      select h.author_id, w
      from content.chat_history h
      cross join lateral (values (h.text), (h.as_read)) t (said)
      cross join lateral content.words_by_hand(t.said, v_new, v_old) w
      where h.job_id = (p_job).id and h.author_kind = 'person' and h.kind in ('message', 'review', 'action') and t.said <> ''
      limit 500
    ) e), '[]'::jsonb);
end $$;

-- What colleagues say to each other looks like a reply until the agent has read it: the buttons of a card stay meanwhile,
-- and rest once the agent has said what it is going to change. Until then the job is `reading`.
create or replace function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'brief', (p_job).brief,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'from_job_id', (p_job).from_job_id, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'reading', (p_job).status in ('queued', 'running')
      and coalesce((p_job).resume ->> 'kind' = 'reply' and not (p_job).resume ? 'understood', false),
    'hand', case when (p_job).status in ('queued', 'running') and (p_job).resume ->> 'kind' = 'hand' then (
      select jsonb_build_object('kind', h.kind, 'person_id', h.person_id, 'from_version', h.from_version)
      from content.hand_versions h where h.job_id = (p_job).id and h.number = ((p_job).resume ->> 'number')::integer) end,
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'versions', (p_job).versions, 'final', (p_job).final,
    'result', (p_job).result)
$$;


revoke all on content.hand_versions from public, anon, authenticated, service_role;
revoke execute on function content.hand_text, content.hand_frame, content.edited_texts, content.hand_version_view, content.record_hand_version,
  content.require_edited, content.picked, content.read_hand_version, content.refuse_hand_version, content.slide_file, content.may_read,
  content.list_versions, content.get_version from public, anon, authenticated, service_role;
