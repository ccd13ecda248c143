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
    when 'incoming_webhook' then array['answer']
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

-- Members of the team read what it made and knows.
create function content.may_read(p_team_id text, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id and not p.is_guest and not p.is_deactivated)
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
