-- What a part asks for has bounds: too little and nonsense are refused, too much becomes the most that is given.

-- How many rows are given: 1 to `p_most`. Raises `bad_limit` for less, or for none.
create function platform.limit_of(p_limit integer, p_most integer) returns integer
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if p_limit is null or p_limit < 1 then
    raise sqlstate 'PT400' using message = format('Cannot give %s rows: 1 to %s are accepted', p_limit, p_most), detail = 'bad_limit';
  end if;
  return least(p_limit, p_most);
end $$;

-- A wait in seconds that a caller names, at most a day. Null stays null. Raises `bad_delay` for what is no number from 0.
create function platform.delay_of(p_delay text) returns double precision
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_delay double precision;
begin
  begin
    v_delay := p_delay::double precision;
  exception when invalid_text_representation or numeric_value_out_of_range then
    v_delay := 'NaN';
  end;
  -- NaN is greater than every number, infinity included.
  if v_delay < 0 or v_delay >= 'infinity' then
    raise sqlstate 'PT400' using message = format('Cannot wait for "%s" seconds: accepted are numbers from 0', left(p_delay, 40)), detail = 'bad_delay';
  end if;
  -- `least` leaves null out.
  return case when v_delay is not null then least(v_delay, 86400) end;
end $$;

create or replace function content.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  with claimed as (
    update content.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '30 seconds', attempts = o.attempts + 1,
        maybe_posted = o.maybe_posted or (o.ts is null and o.leased_until is not null),
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

create or replace function outreach.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  with claimed as (
    update outreach.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = o.attempts + 1,
        maybe_posted = o.maybe_posted or (o.ts is null and o.leased_until is not null)
    where o.id = any (array(
      select w.id from outreach.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(outreach.outbox_view(c.item) order by (c.item).id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

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

create or replace function outreach.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_delay double precision := platform.delay_of(p_failure ->> 'retry_in_s');
begin
  update outreach.outbox
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = v_delay is null,
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce(v_delay, 0))
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- A vector as it may be compared. Raises `bad_embedding` for holes, NaN, infinity, none or more than 16000 numbers (pgvector's most).
create function content.finite(p_embedding double precision[]) returns double precision[]
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if cardinality(p_embedding) not between 1 and 16000
     or exists (select from unnest(p_embedding) n where n is null or n >= 'infinity' or n = '-infinity') then
    raise sqlstate 'PT400' using message = format('Cannot search with a vector of %s numbers: 1 to 16000 finite ones are accepted', cardinality(p_embedding)),
      detail = 'bad_embedding';
  end if;
  return p_embedding;
end $$;

create or replace function content.search_knowledge(p_team_id text, p_query text, p_language text, p_limit integer, p_job_id text default null, p_embedding double precision[] default null) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of(p_limit, 100);
  v_embedding double precision[] := content.finite(p_embedding);
begin
  return (
    with words as materialized (
      select * from content.matching_passages(p_team_id, p_job_id, p_query, p_language, v_limit)
    ),
    meaning as materialized (
      select * from content.nearest_passages(p_team_id, p_job_id, v_embedding, v_limit)
    ),
    -- Reciprocal rank fusion: the two orders say nothing about each other's scores. Without vectors the score of the words.
    best as (
      select coalesce(w.id, m.id) as id,
             case when v_embedding is null then w.score
                  else coalesce(1.0 / (60 + w.nth), 0) + coalesce(1.0 / (60 + m.nth), 0) end as rank
      from words w full join meaning m on m.id = w.id
      order by rank desc, id limit v_limit
    )
    select jsonb_build_object(
      'passages', coalesce((
        select jsonb_agg(jsonb_build_object('id', p.id, 'document_id', p.document_id, 'title', p.title, 'url', d.url, 'language', p.language,
                                            'text', p.text, 'start_at', p.start_at, 'end_at', p.end_at, 'fetched_at', d.fetched_at, 'rank', b.rank)
                         order by b.rank desc, b.id)
        from best b join content.passages p on p.id = b.id join content.documents d on d.id = p.document_id), '[]'::jsonb),
      'terms', coalesce((select jsonb_agg(t.word order by t.word) from content.query_terms(p_query, p_language) t), '[]'::jsonb),
      'matched', coalesce((select jsonb_agg(distinct m.word) from best b join words w on w.id = b.id cross join unnest(w.matched) m(word)), '[]'::jsonb)));
end $$;

create or replace function outreach.plan_actions(p_plan jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_stored integer;
begin
  if jsonb_typeof(p_plan) is distinct from 'array' or exists (
    select from jsonb_array_elements(p_plan) p
    where not coalesce(isfinite((p ->> 'scheduled_for')::timestamptz) and (p ->> 'jitter_applied_minutes')::numeric between -100000 and 100000, false)) then
    raise sqlstate 'PT400' using message = 'Cannot plan this: accepted is a list of actions, each with a finite time and jitter', detail = 'bad_plan';
  end if;
  perform outreach.act_as('governor');
  perform from outreach.linkedin_automation n
  where n.id in (select p ->> 'action_id' from jsonb_array_elements(p_plan) p) order by n.id for update;
  update outreach.linkedin_automation n
  set status = 'scheduled', scheduled_for = greatest((p.plan ->> 'scheduled_for')::timestamptz, n.not_before),
      jitter_applied_minutes = (p.plan ->> 'jitter_applied_minutes')::numeric,
      -- What held it may be over: the next claim says so anew.
      blocked_by = null, retry_at = null
  from jsonb_array_elements(p_plan) p(plan)
  where n.id = p.plan ->> 'action_id' and n.revision = (p.plan ->> 'revision')::integer and n.status in ('approved', 'scheduled');
  get diagnostics v_stored = row_count;
  return v_stored;
end $$;

create or replace function outreach.keep_holidays(p_region text, p_year integer, p_holidays jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kept integer;
begin
  if not coalesce(p_region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' and p_year between 2000 and 2200, false) then
    raise sqlstate 'PT400' using message = format('Cannot keep holidays of "%s" in %s: accepted are a region such as BR-SP and a year from 2000 to 2200',
        left(p_region, 20), p_year), detail = 'bad_holidays';
  end if;
  insert into outreach.holiday_years (region, year, known)
  values (p_region, p_year, coalesce(jsonb_typeof(p_holidays) = 'array', false))
  on conflict (region, year) do update set known = excluded.known;
  delete from outreach.holidays where region = p_region and extract(year from date) = p_year;
  insert into outreach.holidays (region, date, name)
  select p_region, (h ->> 'date')::date, min(left(h ->> 'name', 200))
  from jsonb_array_elements(case when jsonb_typeof(p_holidays) = 'array' then p_holidays else '[]'::jsonb end) h
  where extract(year from (h ->> 'date')::date) = p_year
  group by 2;
  get diagnostics v_kept = row_count;
  return v_kept;
end $$;

create or replace function content.put_artifact(p_job_id text, p_fence bigint, p_file jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_file content.artifacts;
  v_bytes bytea;
  v_key text := p_file ->> 'key';
  v_place text[];
begin
  begin
    v_bytes := decode(p_file ->> 'base64', 'base64');
  exception when invalid_parameter_value then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": its bytes are not base64', v_key), detail = 'bad_artifact';
  end;
  if octet_length(v_bytes) > 0 is not true then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": it has no bytes', v_key), detail = 'bad_artifact';
  end if;
  v_place := case when starts_with(v_key, p_job_id || '/')
    then regexp_match(substr(v_key, char_length(p_job_id) + 2), '^([vq])([1-9][0-9]{0,5})/.') end;
  if v_place is null then
    raise sqlstate 'PT400' using message = format('Cannot store "%s": accepted are keys of job "%s", below v<version>/ or q<question>/', v_key, p_job_id),
      detail = 'bad_key';
  end if;
  if octet_length(v_bytes) > 4194304 then
    raise sqlstate 'PT413' using message = format('Cannot store "%s" of %s bytes: at most 4194304 are accepted', v_key, octet_length(v_bytes)),
      detail = 'artifact_too_large';
  end if;
  select * into v_file from content.artifacts where key = v_key;
  if v_file.key is not null and v_file.bytes = v_bytes then
    return content.artifact_view(v_file);
  end if;
  if v_place[2]::integer <= (case v_place[1] when 'v' then v_job.versions else v_job.questions end) then
    raise sqlstate 'PT409' using message = format('Cannot store file "%s": what it belongs to is recorded, and its files are fixed', v_key),
      detail = 'version_is_fixed';
  end if;
  insert into content.artifacts as f (key, job_id, name, mime, role, alt, bytes)
  values (v_key, p_job_id, p_file ->> 'name', p_file ->> 'mime', p_file ->> 'role', p_file ->> 'alt', v_bytes)
  on conflict (key) do update
    set name = excluded.name, mime = excluded.mime, role = excluded.role, alt = excluded.alt, bytes = excluded.bytes
  returning * into v_file;
  return content.artifact_view(v_file);
end $$;

revoke execute on function platform.limit_of, platform.delay_of, content.finite from public, anon, authenticated, service_role;
