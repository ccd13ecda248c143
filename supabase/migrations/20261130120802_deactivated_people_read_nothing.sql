-- Deactivated people read nothing of their team, start nothing and are told nothing.

-- Stores the job with its history and the message that shows it. A repeated key answers with the first job. With
-- `thread_ts` it is shown in that thread of people.
create or replace function content.enqueue_job(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_person platform.people;
  v_type text := p_job ->> 'type';
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_thread text := p_job ->> 'thread_ts';
begin
  if not exists (select from platform.teams where team_id = p_job ->> 'team_id') then
    raise sqlstate 'PT403' using message = format('Cannot start a job for team "%s": it is not installed here', p_job ->> 'team_id'),
      detail = 'unknown_team', hint = 'Run setup for this workspace.';
  end if;
  if v_type is null or v_type not in ('carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, research, plan, knowledge, brand_kit', v_type),
      detail = 'bad_type';
  end if;
  select * into v_person from platform.people where team_id = p_job ->> 'team_id' and user_id = p_job ->> 'requester_id';
  if v_person.is_guest or v_person.is_deactivated then
    raise sqlstate 'PT403' using message = 'Guests and deactivated people cannot start jobs', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  if v_type = 'brand_kit' and v_person.role is distinct from 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the brand kit', detail = 'not_allowed', hint = 'Ask an admin.';
  end if;
  if coalesce(char_length(v_topic), 0) not between 1 and 2000 then
    raise sqlstate 'PT400' using message = format('Cannot start a job with a brief of %s characters: 1 to 2000 are accepted', coalesce(char_length(v_topic), 0)),
      detail = 'bad_brief';
  end if;
  if v_type = 'plan' and not coalesce(p_job -> 'brief' ->> 'count' ~ '^([1-9]|1\d|20)$', false) then
    raise sqlstate 'PT400' using message = format('Cannot plan %s briefs: 1 to 20 are accepted', left(p_job -> 'brief' ->> 'count', 20)),
      detail = 'bad_brief';
  end if;
  perform content.require_approved_research(p_job ->> 'team_id', v_type, p_job ->> 'from_job_id');
  if v_thread is not null then
    if v_type not in ('carousel', 'blog', 'research') or v_thread !~ '^[0-9]{1,12}\.[0-9]{6}$' then
      raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are carousel, blog and research in a thread of Slack', v_type, v_thread),
        detail = 'bad_thread';
    end if;
    if content.open_job_in(p_job ->> 'channel_id', v_thread) is not null
      and not exists (select from content.jobs j where j.idempotency_key = p_job ->> 'idempotency_key') then
      raise sqlstate 'PT409' using message = format('Cannot start a %s in thread "%s": it has a job that has not ended', v_type, v_thread),
        detail = 'thread_has_job', hint = 'Write what should change into the thread, or end that job first.';
    end if;
  end if;
  v_job.type := v_type;
  v_job.team_id := p_job ->> 'team_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.requester_id := p_job ->> 'requester_id';
  perform content.require_may_be_named(v_job, p_job ->> 'named_approver');
  insert into content.jobs (type, brief, team_id, requester_id, named_approver, from_job_id, channel_id, started_in, idempotency_key)
  values (v_type, p_job -> 'brief' || case v_type when 'plan' then jsonb_build_object('time_zone', coalesce(v_person.tz, 'UTC')) else '{}' end, p_job ->> 'team_id', p_job ->> 'requester_id', p_job ->> 'named_approver', p_job ->> 'from_job_id', p_job ->> 'channel_id', v_thread, p_job ->> 'idempotency_key')
  on conflict (idempotency_key) do nothing
  returning * into v_job;
  if v_job.id is null then
    return (select jsonb_build_object('job_id', j.id, 'created', false) from content.jobs j where j.idempotency_key = p_job ->> 'idempotency_key');
  end if;
  insert into content.outbox (job_id, kind, response_url) values (v_job.id, 'brief', p_job ->> 'response_url');
  perform content.show(v_job.id, 'progress');
  perform content.say(v_job, 'person', v_job.requester_id, 'command', p_job ->> 'command');
  insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
  values (v_job.id, v_job.team_id, v_job.type, v_job.requester_id, v_topic, v_job.brief, v_job.status, v_job.created_at);
  return jsonb_build_object('job_id', v_job.id, 'created', true);
end $$;

-- Members of the team read what it made and knows.
create or replace function content.may_read(p_team_id text, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id and not p.is_guest and not p.is_deactivated)
$$;

-- What was made, newest first: from which prompt, by whom, approved by whom, with what result and cost. `p_filter`:
-- {person_id, type, from, until, words, offset, limit}, each of them null for all; `words` are looked for in what was approved.
-- Without a type the documents and brand kits are left out. Times are of when it was asked for, `until` exclusive.
-- `terms` are the words that were looked for: without one nothing is found. Guests are told `allowed` false, and nothing else.
create or replace function content.read_history(p_team_id text, p_person_id text, p_filter jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of((p_filter ->> 'limit')::integer, 5000);
  v_offset integer := greatest(coalesce((p_filter ->> 'offset')::integer, 0), 0);
  v_words text := nullif(trim(p_filter ->> 'words'), '');
  v_term record;
  v_terms text[] := '{}';
  v_pt tsquery;
  v_en tsquery;
begin
  if not content.may_read(p_team_id, p_person_id) then
    return jsonb_build_object('allowed', false, 'total', 0, 'terms', '[]'::jsonb, 'lines', '[]'::jsonb, 'names', '{}'::jsonb);
  end if;
  -- All of the words stand in it; what is a stop word in one language is left out there.
  for v_term in select t.* from content.query_terms(v_words, null) t loop
    v_terms := v_terms || v_term.word;
    v_pt := case when v_pt is null then v_term.pt when v_term.pt is null then v_pt else v_pt && v_term.pt end;
    v_en := case when v_en is null then v_term.en when v_term.en is null then v_en else v_en && v_term.en end;
  end loop;
  return (
    with found as materialized (
      select h.job_id, h.created_at from content.content_history h
      where h.team_id = p_team_id
        and case when p_filter ->> 'type' is null then h.type not in ('knowledge', 'brand_kit') else h.type = p_filter ->> 'type' end
        and (p_filter ->> 'person_id' is null or h.requester_id = p_filter ->> 'person_id')
        and h.created_at >= coalesce((p_filter ->> 'from')::timestamptz, '-infinity')
        and h.created_at < coalesce((p_filter ->> 'until')::timestamptz, 'infinity')
        and (v_words is null or h.language = 'pt' and h.search @@ v_pt or h.language = 'en' and h.search @@ v_en)
    ),
    page as materialized (
      select h.* from (select f.* from found f order by f.created_at desc, f.job_id limit v_limit offset v_offset) f
      join content.content_history h on h.job_id = f.job_id
    )
    select jsonb_build_object(
      'allowed', true, 'total', (select count(*) from found), 'terms', to_jsonb(v_terms),
      'lines', coalesce((
        select jsonb_agg(jsonb_build_object(
          'job', p.job_id, 'type', p.type, 'requester_id', p.requester_id, 'prompt', p.prompt, 'title', p.title, 'status', p.status,
          'versions', p.versions, 'model', p.model, 'approved_by', to_jsonb(p.approved_by), 'decided_by', p.decided_by,
          'decision_note', p.decision_note, 'overridden', jsonb_array_length(p.overrides) > 0,
          'usd', p.usd, 'tokens', coalesce(u.tokens, 0), 'unpriced', content.is_unpriced(p.job_id),
          'created_at', p.created_at, 'ended_at', p.ended_at, 'channel_id', j.channel_id, 'thread_ts', j.thread_ts)
          order by p.created_at desc, p.job_id)
        from page p
        left join content.jobs j on j.id = p.job_id
        left join lateral (
          select sum(coalesce(l.input_tokens, 0)::bigint + coalesce(l.output_tokens, 0)) as tokens
          from content.usage_ledger l where l.job_id = p.job_id and l.state <> 'void') u on true), '[]'::jsonb),
      'names', coalesce((
        select jsonb_object_agg(o.user_id, o.name) from platform.people o
        where o.team_id = p_team_id and o.user_id in (
          select p.requester_id from page p union select p.decided_by from page p union select unnest(p.approved_by) from page p)), '{}'::jsonb)));
end $$;

-- A stretch of a document's stored text, for members of its team; offsets in characters, 0-based. `not_found`: it was
-- removed, is another team's or was read for one job alone.
create or replace function content.read_document(p_team_id text, p_document_id text, p_person_id text, p_stretch jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_start integer := greatest(coalesce((p_stretch ->> 'start')::integer, 0), 0);
  v_length integer := least(greatest(coalesce((p_stretch ->> 'length')::integer, 0), 0), 20000);
  v_document content.documents;
begin
  if not content.may_read(p_team_id, p_person_id) then
    return jsonb_build_object('outcome', 'not_allowed', 'document', null, 'text', '');
  end if;
  select d.* into v_document from content.documents d
  where d.id = p_document_id and d.team_id = p_team_id and d.job_id is null and d.removed_at is null;
  if not found then
    return jsonb_build_object('outcome', 'not_found', 'document', null, 'text', '');
  end if;
  return jsonb_build_object('outcome', 'read', 'document', content.document_view(v_document),
    'text', substr(v_document.text, v_start + 1, v_length));
end $$;

create or replace function content.may_change(p_document content.documents, p_person_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (select from platform.people p where p.team_id = (p_document).team_id and p.user_id = p_person_id and not p.is_guest and not p.is_deactivated
                   and (p.role = 'admin' or p.user_id = (p_document).added_by))
$$;

create or replace function content.put_upload(p_upload jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team_id text := p_upload ->> 'team_id';
  v_person_id text := p_upload ->> 'person_id';
  v_name text := left(coalesce(nullif(trim(p_upload ->> 'name'), ''), 'file'), 300);
  v_bytes bytea;
  v_waiting integer;
  v_id text;
begin
  if not content.may_read(v_team_id, v_person_id) then
    raise sqlstate 'PT403' using message = format('Cannot keep "%s": guests and people that the team does not know may not add documents', v_name),
      detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  begin
    v_bytes := decode(coalesce(p_upload ->> 'base64', ''), 'base64');
  exception when invalid_parameter_value then
    raise sqlstate 'PT400' using message = format('Cannot keep "%s": its bytes are not base64', v_name), detail = 'bad_upload';
  end;
  if octet_length(v_bytes) not between 1 and 10485760 then
    raise sqlstate 'PT413' using message = format('Cannot keep "%s" of %s bytes: 1 to 10485760 are accepted', v_name, octet_length(v_bytes)),
      detail = case when octet_length(v_bytes) = 0 then 'upload_empty' else 'upload_too_large' end;
  end if;
  perform content.prune_uploads();
  -- Of two at once the second one sees the first.
  perform pg_advisory_xact_lock(hashtextextended('content.uploads:' || v_team_id, 0));
  -- What waits to be read: a job that has not ended names it, or one is about to.
  select count(*) into v_waiting
  from content.uploads u
  where u.team_id = v_team_id and u.person_id = v_person_id and (
    u.created_at > platform.now() - interval '10 minutes' and not exists (
      select from content.jobs j where j.requester_id = v_person_id and j.type = 'knowledge' and j.brief -> 'source' ->> 'upload_id' = u.id)
    or exists (
      select from content.jobs j
      where j.requester_id = v_person_id and j.type = 'knowledge' and j.ended_at is null and j.brief -> 'source' ->> 'upload_id' = u.id));
  if v_waiting >= 20 then
    raise sqlstate 'PT429' using message = format('Cannot keep "%s": 20 files of %s wait to be read', v_name, v_person_id),
      detail = 'too_many_uploads', hint = 'Wait until they were read.';
  end if;
  insert into content.uploads (team_id, person_id, name, mime, bytes)
  values (v_team_id, v_person_id, v_name, left(coalesce(p_upload ->> 'mime', ''), 200), v_bytes)
  returning id into v_id;
  return jsonb_build_object('upload_id', v_id);
end $$;

-- Claims of a version with their quotes, a page at a time, for members of the team: those that need a look first, then in
-- reading order. `doubtful` leaves out the others. At most 20 at a time. `not_allowed`: a guest or a stranger.
create or replace function content.read_evidence(p_team_id text, p_person_id text, p_page jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_outcome text;
begin
  select * into v_job from content.jobs where id = p_page ->> 'job_id' and team_id = p_team_id;
  select * into v_draft from content.drafts where job_id = v_job.id and version = (p_page ->> 'version')::integer;
  v_outcome := case
    when not content.may_read(p_team_id, p_person_id) then 'not_allowed'
    when v_draft.id is null then 'not_found'
    else 'read' end;
  if v_outcome <> 'read' then
    return jsonb_build_object('outcome', v_outcome);
  end if;
  return (
    with claims as (
      select c.claim, c.nth, coalesce(l.withdrawn, '[]'::jsonb) as withdrawn, l.retracted,
             c.claim ->> 'status' = 'unverified' or coalesce(c.claim ->> 'support' = 'not', false) or l.claim_id is not null as doubtful
      from jsonb_path_query(v_draft.content, 'lax $.claims[*]') with ordinality c (claim, nth)
      left join content.lost_evidence(v_draft) l on l.claim_id = c.claim ->> 'id'
    ),
    shown as (
      select * from claims where doubtful or not coalesce((p_page ->> 'doubtful')::boolean, false)
      order by doubtful desc, nth
      offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0) limit least(greatest(coalesce((p_page ->> 'limit')::integer, 5), 0), 20)
    )
    select jsonb_build_object(
      'outcome', v_outcome, 'kind', v_draft.content ->> 'kind', 'title', v_draft.content ->> 'title', 'version', v_draft.version,
      'hash', v_draft.hash, 'status', v_draft.status, 'current_version', v_job.versions,
      'parts', coalesce((
        select jsonb_agg(jsonb_build_object('id', p -> 'id', 'heading', coalesce(p ->> 'heading', '')))
        from jsonb_path_query(v_draft.content, 'lax $.*[*] ? (exists (@.id) && exists (@.markdown))') p), '[]'::jsonb),
      'may_retract', content.may_decide(v_job, p_person_id),
      'claims', coalesce((select jsonb_agg(s.claim || jsonb_build_object('withdrawn', s.withdrawn, 'retracted', s.retracted) order by s.doubtful desc, s.nth) from shown s), '[]'::jsonb),
      'total', (select count(*) from claims),
      'doubtful', (select count(*) from claims where doubtful)));
end $$;

-- A page of jobs: `whose` "mine" are all of this person, "open" those of the team that have not ended. What has not ended comes
-- first, then the newest. A guest sees nothing of others.
create or replace function content.list_jobs(p_team_id text, p_person_id text, p_page jsonb) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with seen as materialized (
    select j.id, row_number() over (order by (j.ended_at is null) desc, j.created_at desc, j.id) as n
    from platform.people me
    join content.jobs j on j.team_id = me.team_id
    where me.team_id = p_team_id and me.user_id = p_person_id
      and case p_page ->> 'whose'
        when 'mine' then j.requester_id = me.user_id
        when 'open' then j.ended_at is null and (j.requester_id = me.user_id or not me.is_guest and not me.is_deactivated)
        else false end
  ), page as (
    select s.* from seen s order by s.n offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0)
    limit platform.limit_of((p_page ->> 'limit')::integer, 50)
  )
  select jsonb_build_object(
    'total', (select count(*) from seen),
    'jobs', coalesce((
      select jsonb_agg(content.job_line(j) order by p.n) from page p join content.jobs j on j.id = p.id), '[]'::jsonb))
$$;

-- One job by its id, or by how that begins, as lists show it. `outcome` found, not_found or ambiguous. `steers`: this person may
-- cancel it and try it again.
create or replace function content.read_job(p_team_id text, p_person_id text, p_id text) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids text[];
  v_job content.jobs;
begin
  if char_length(p_id) between 4 and 36 then
    select array_agg(j.id) into v_ids
    from platform.people me join content.jobs j on j.team_id = me.team_id and starts_with(j.id, lower(p_id))
    where me.team_id = p_team_id and me.user_id = p_person_id and (j.requester_id = me.user_id or not me.is_guest and not me.is_deactivated);
  end if;
  if coalesce(cardinality(v_ids), 0) <> 1 then
    return jsonb_build_object('outcome', case when v_ids is null then 'not_found' else 'ambiguous' end);
  end if;
  select * into v_job from content.jobs where id = v_ids[1];
  return jsonb_build_object(
    'outcome', 'found', 'job', content.job_view(v_job), 'steers', content.may_steer(v_job, p_person_id), 'waits_for', content.waits_for(v_job),
    'usd', content.spent('job', v_job), 'tokens', content.tokens_spent('job', v_job),
    'made', coalesce((
      select jsonb_agg(jsonb_build_object('version', d.version, 'status', d.status, 'made_by', d.made_by, 'author_id', d.author_id, 'reason', d.reason, 'created_at', d.created_at) order by d.version)
      from content.drafts d where d.job_id = v_job.id), '[]'::jsonb));
end $$;

-- Proposes what a correction points to, once three of two jobs do so, more than point the other way; unless it was proposed
-- before, the other way was accepted, or three proposals wait already. Empty answer, whether or not it does.
create or replace function content.propose(p_correction content.corrections, p_candidate jsonb) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  c_enough constant integer := 3;
  c_jobs constant integer := 2;
  c_open constant integer := 3;
  v_team text := (p_correction).team_id;
  v_ids bigint[];
  v_jobs integer;
  v_samples jsonb;
  v_against integer;
  v_id bigint;
begin
  select array_agg(a.id order by a.id desc), count(distinct a.job_id) into v_ids, v_jobs
  from content.corrections_alike(v_team, (p_correction).signature) a;
  select count(*) into v_against from content.corrections_alike(v_team, (p_correction).opposite) a;
  if coalesce(cardinality(v_ids), 0) - v_against < c_enough or v_jobs < c_jobs
    or (select count(*) from content.voice_proposals p where p.team_id = v_team and p.status = 'open') >= c_open
    or exists (select from content.voice_proposals p
               where p.team_id = v_team and p.signature = (p_correction).opposite and p.status in ('open', 'accepted')) then
    return;
  end if;
  if p_candidate ->> 'kind' = 'sample' then
    -- As people left them, each passage once.
    select jsonb_agg(s.after order by s.id desc) into v_samples
    from (select max(c.id) as id, c.after from content.corrections c where c.id = any (v_ids) group by c.after order by 1 desc limit 3) s;
    if jsonb_array_length(v_samples) < c_enough then
      return;
    end if;
  end if;
  insert into content.voice_proposals (team_id, kind, signature, opposite, rule, instead, samples, corrections)
  values (v_team, p_candidate ->> 'kind', (p_correction).signature, (p_correction).opposite,
          case when p_candidate ->> 'kind' = 'rule' then p_candidate -> 'rule' end, p_candidate ->> 'instead', v_samples, v_ids[1:20])
  on conflict (team_id, signature) do nothing
  returning id into v_id;
  insert into content.proposal_messages (proposal_id, person_id)
  select v_id, a.id from jsonb_array_elements_text(platform.admins_of(v_team)) a (id) where v_id is not null;
end $$;

-- Proposals that wait, for admins alone, and what is in force of those that were accepted, newest first. Empty lists also
-- for guests and strangers.
create or replace function content.list_proposals(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'open', coalesce(jsonb_agg(v.view order by v.id) filter (where v.is_admin and v.view ->> 'status' = 'open'), '[]'::jsonb),
    'learned', coalesce(jsonb_agg(v.view order by v.id desc) filter (where (v.view ->> 'in_force')::boolean), '[]'::jsonb))
  from (
    select p.id, a.is_admin, content.proposal_view(p, a.is_admin) as view
    from content.voice_proposals p
    cross join (select content.is_admin(p_team_id, p_person_id) as is_admin) a
    where p.team_id = p_team_id and content.may_read(p_team_id, p_person_id)
  ) v
$$;

-- What App Home shows one person: the drafts that wait for their decision, of deputies once they were asked, those for which
-- they were named first and then the oldest; their own work of the last 30 days; and for admins the jobs that wait at a cap. A
-- guest is shown nothing of a draft that others made.
create or replace function content.get_home(p_team_id text, p_person_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with me as (
    select p.* from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_agg(w.item order by w.is_named desc, w.since) from (
        select d.created_at as since, j.named_approver is not distinct from p_person_id as is_named, jsonb_build_object(
          'job', j.id, 'type', j.type, 'version', d.version, 'hash', d.hash, 'title', d.content ->> 'title',
          'excerpt', coalesce(d.content #>> '{post,hook}', d.content ->> 'meta_description', d.content #>> '{summary,markdown}', ''),
          'requester_id', j.requester_id, 'channel_id', j.channel_id, 'card_ts', d.card_ts, 'since', d.created_at,
          'approvals', a.state -> 'approvals', 'quorum', a.state -> 'quorum',
          'may_be_approved', jsonb_array_length(d.finals) > 0 and jsonb_array_length(d.blocking) = 0,
          'picture', (
            select u ->> 'file_id' from content.outbox f cross join jsonb_array_elements(f.uploads) u
            where f.job_id = j.id and f.kind = 'pages' and f.edition = d.version and f.shown > 0 and u ->> 'key' in (
              select x ->> 'key' from jsonb_array_elements(d.artifacts) x where x ->> 'role' = 'overview') limit 1)) as item
        from me
        join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_review' and j.type in ('carousel', 'blog', 'research')
        join content.drafts d on d.job_id = j.id and d.version = j.versions and d.status = 'proposed'
        cross join lateral (select content.approval_state(j, d) as state offset 0) a
        where a.state -> 'asked' ? p_person_id or content.escalated_to(j) ? p_person_id and platform.is_asked(a.state, p_person_id)
        order by is_named desc, d.created_at limit 20) w), '[]'::jsonb),
    'mine', coalesce((
      select jsonb_agg(m.item order by m.is_open desc, m.is_asked desc, m.created_at desc) from (
        select j.created_at, j.ended_at is null as is_open, j.status = 'awaiting_input' as is_asked, jsonb_build_object(
          'job', j.id, 'type', j.type, 'status', j.status, 'topic', j.brief ->> 'topic', 'versions', j.versions, 'error', j.error,
          'ended_at', j.ended_at, 'resume_until', content.resume_until(j), 'waits_for', content.waits_for(j), 'channel_id', j.channel_id, 'thread_ts', j.thread_ts) as item
        from me join content.jobs j on j.team_id = p_team_id and j.requester_id = me.user_id
        where j.created_at > platform.now() - interval '30 days' and j.type in ('carousel', 'blog', 'research', 'plan')
          and (j.ended_at is null or j.status in ('completed', 'failed', 'rejected', 'expired'))
        order by is_open desc, is_asked desc, j.created_at desc limit 10) m), '[]'::jsonb),
    'at_a_cap', coalesce((
      select jsonb_agg(s.item order by s.since) from (
        select b.created_at as since, jsonb_build_object(
          'job', j.id, 'type', j.type, 'topic', j.brief ->> 'topic', 'requester_id', j.requester_id, 'channel_id', j.channel_id,
          'card_ts', coalesce((select o.ts from content.outbox o where o.job_id = j.id and o.kind = 'budget' and o.edition = b.number), j.thread_ts)) as item
        from me join content.jobs j on j.team_id = p_team_id and j.status = 'awaiting_budget'
        join content.budget_stops b on b.job_id = j.id and b.status = 'open'
        where content.is_admin(p_team_id, p_person_id)
        order by b.created_at limit 10) s), '[]'::jsonb))
$$;
