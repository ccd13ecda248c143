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
  for update;
  if v_lesson.job_id is null then
    return false;
  end if;
  if jsonb_typeof(p_lesson -> 'corrections') is distinct from 'array' then
    raise sqlstate 'PT400' using message = 'Cannot keep what a version teaches without a list of corrections', detail = 'bad_lesson';
  end if;
  -- The call that takes back a message holds its job: what is read here is still said.
  select j.team_id, case when v_lesson.cause = 'hand' then d.author_id end into v_team, v_editor
  from content.jobs j join content.drafts d on d.job_id = j.id and d.version = v_lesson.version where j.id = v_lesson.job_id
  for update of j;
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
