-- What people change in drafts, as data: a runner compares each version that they asked for or made with the one before.

-- A version to learn from. The row waits until a runner has read it; what it reads is found by code, without a model.
create table content.lessons (
  job_id text not null,
  version integer not null constraint there_is_a_version_before check (version > 1),
  -- `request`: of `review_id`. `hand`: the draft's author edited it.
  cause text not null constraint cause_is_known check (cause in ('request', 'reply', 'hand')),
  review_id text,
  learned_at timestamptz,
  created_at timestamptz not null default platform.now(),
  primary key (job_id, version),
  constraint a_lesson_is_of_a_version foreign key (job_id, version) references content.drafts (job_id, version) on delete cascade,
  constraint a_request_is_a_review check ((cause = 'request') = (review_id is not null))
);
alter table content.lessons enable row level security;
create index lessons_waiting on content.lessons (created_at, job_id, version) where learned_at is null;

create table content.corrections (
  id bigint generated always as identity primary key,
  team_id text not null,
  job_id text not null,
  version integer not null,
  -- `replaced`: words by others. `removed`: words went. `shortened`: a part by hand. `rewritten`: a part by hand, in other
  -- words. `note`: a wish in plain words.
  kind text not null constraint kind_is_known check (kind in ('replaced', 'removed', 'shortened', 'rewritten', 'note')),
  -- Corrections that point the same way have the same one; those that point the other way have its opposite.
  signature text not null constraint signature_has_at_most_300_characters check (char_length(signature) between 1 and 300),
  opposite text,
  before text not null constraint before_has_at_most_2000_characters check (char_length(before) <= 2000),
  after text not null constraint after_has_at_most_2000_characters check (char_length(after) <= 2000),
  -- What a person wrote; null: changed by hand.
  words text constraint words_have_at_most_3000_characters check (char_length(words) <= 3000),
  message_id bigint references content.chat_history on delete cascade,
  person_id text not null,
  created_at timestamptz not null default platform.now(),
  -- The same change at five places of one version is one correction.
  unique (job_id, version, signature),
  constraint a_correction_is_of_a_lesson foreign key (job_id, version) references content.lessons on delete cascade,
  constraint it_is_of_the_team_of_its_job foreign key (team_id, job_id) references content.jobs (team_id, id) on delete cascade
);
alter table content.corrections enable row level security;
create index corrections_alike on content.corrections (team_id, signature, id);
create index corrections_of_a_job on content.corrections (team_id, job_id);
create index corrections_of_a_message on content.corrections (message_id) where message_id is not null;

-- With the version, in its transaction: no version is forgotten, and none is read twice. What is restored or picked says
-- nothing new.
create function content.note_lesson() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  insert into content.lessons (job_id, version, cause, review_id)
  select new.job_id, new.version, c.cause, case when c.cause = 'request' then j.resume ->> 'review_id' end
  from content.jobs j
  cross join lateral (select case
    when j.resume ->> 'decision' = 'request_changes' then 'request'
    when new.made_by = 'edit' then 'hand'
    when new.made_by = 'agent' and j.resume ->> 'kind' = 'reply' then 'reply' end as cause) c
  where j.id = new.job_id and c.cause is not null;
  return null;
end $$;
create trigger versions_are_learned_from after insert on content.drafts
for each row when (new.version > 1) execute function content.note_lesson();

-- What people said that led to a version, oldest first, numbered from 0. Empty answer: it was made by hand, or they took
-- their words back.
create function content.lesson_words(p_lesson content.lessons) returns table (number integer, person_id text, message_id bigint, said text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select 0, r.reviewer_id, null::bigint, r.note from content.reviews r where r.id = (p_lesson).review_id
  union all
  select (row_number() over (order by h.id))::integer - 1, h.author_id, h.id, left(coalesce(h.as_read, h.text), 3000)
  from content.drafts d join content.chat_history h on h.job_id = d.job_id and h.id = any (d.reason_from)
  where (p_lesson).cause = 'reply' and d.job_id = (p_lesson).job_id and d.version = (p_lesson).version and h.deleted_at is null
$$;

-- The oldest version to learn from, with the one before. It is held by no one: what two runners find is the same, and kept
-- once. Empty answer: there is none.
create function content.next_lesson() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'job_id', l.job_id, 'version', l.version, 'locale', t.locale, 'by_hand', l.cause = 'hand',
    'before', b.content, 'after', d.content,
    'words', coalesce((select jsonb_agg(w.said order by w.number) from content.lesson_words(l) w), '[]'::jsonb),
    'rules', coalesce((select s.value || jsonb_build_object('version', s.version) from content.setting_versions(j.team_id, 'house_rules') s
                       order by s.version desc limit 1), '{"version": 0, "voice": "", "rules": []}'))
  from content.lessons l
  join content.jobs j on j.id = l.job_id
  join platform.teams t on t.team_id = j.team_id
  join content.drafts d on d.job_id = l.job_id and d.version = l.version
  join content.drafts b on b.job_id = l.job_id and b.version = l.version - 1
  where l.learned_at is null
  order by l.created_at, l.job_id, l.version limit 1
$$;

-- A message that is deleted teaches nothing any more.
create function content.forget_corrections() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  delete from content.corrections where message_id = new.id;
  return null;
end $$;
create trigger deleted_words_teach_nothing after update of deleted_at on content.chat_history
for each row when (old.deleted_at is null and new.deleted_at is not null) execute function content.forget_corrections();

grant execute on function content.next_lesson to greenlight_agent;
