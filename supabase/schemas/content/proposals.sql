-- What a team's corrections come to: a house rule, or texts that show the voice, proposed to its admins once enough of them
-- point the same way.

create table content.voice_proposals (
  id bigint generated always as identity primary key,
  team_id text not null references platform.teams,
  kind text not null constraint kind_is_known check (kind in ('rule', 'sample')),
  signature text not null,
  opposite text,
  -- A house rule without its id.
  rule jsonb,
  -- Words that the rule asks for in place of the banned ones.
  instead text,
  samples jsonb,
  -- Those that caused it, newest first; a message that was deleted takes its own along.
  corrections bigint[] not null constraint three_corrections_cause_it check (cardinality(corrections) >= 3),
  status text not null default 'open' constraint status_is_known check (status in ('open', 'accepted', 'declined', 'revoked')),
  decided_by text,
  decided_at timestamptz,
  revoked_by text,
  revoked_at timestamptz,
  created_at timestamptz not null default platform.now(),
  -- What was declined or revoked does not come back.
  unique (team_id, signature),
  constraint it_proposes_one_thing check ((kind = 'rule') = (rule is not null) and (kind = 'sample') = (samples is not null)),
  constraint a_decision_has_a_person check ((status <> 'open') = (decided_by is not null and decided_at is not null)),
  constraint a_revocation_has_a_person check ((status = 'revoked') = (revoked_by is not null and revoked_at is not null))
);
alter table content.voice_proposals enable row level security;

-- The direct message that tells an admin of a proposal, drawn again with each change of it; as rows of `content.outbox` are.
create table content.proposal_messages (
  id bigint generated always as identity primary key,
  proposal_id bigint not null references content.voice_proposals on delete cascade,
  person_id text not null,
  wanted integer not null default 1,
  shown integer not null default 0,
  ts text,
  given_up boolean not null default false,
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  maybe_posted boolean not null default false,
  last_error text,
  created_at timestamptz not null default platform.now(),
  unique (proposal_id, person_id),
  constraint what_is_shown_has_a_ts check (shown = 0 or ts is not null)
);
alter table content.proposal_messages enable row level security;
create index proposal_messages_waiting on content.proposal_messages (run_at, id) where wanted > shown and not given_up;

-- One decision on a team's voice at a time.
create function content.hold_voice(p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select pg_advisory_xact_lock(hashtextextended('content.voice:' || p_team_id, 0))
$$;

-- Corrections of half a year that point this way, newest first. What a person took back by restoring a version from before
-- does not count.
create function content.corrections_alike(p_team_id text, p_signature text) returns setof content.corrections
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c.* from content.corrections c
  where c.team_id = p_team_id and c.signature = p_signature and c.created_at > platform.now() - interval '180 days'
    and not exists (select from content.drafts r
                    where r.job_id = c.job_id and r.made_by = 'restore' and r.version > c.version and r.from_version < c.version)
  order by c.id desc
$$;

-- Proposes what a correction points to, once three of two jobs do so, more than point the other way; unless it was proposed
-- before, the other way was accepted, or three proposals wait already. Empty answer, whether or not it does.
create function content.propose(p_correction content.corrections, p_candidate jsonb) returns void
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

-- Keeps what a runner found in a version, once, and proposes what has become enough of it. `from` is the number of what was
-- said (`content.lesson_words`): whose words they were is told by the database. False: it was kept before.
create function content.record_lesson(p_lesson jsonb) returns boolean
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

-- The rule that an accepted proposal became.
create function content.learned_id(p_proposal content.voice_proposals) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select 'learned-' || (p_proposal).id
$$;

-- Whether these rules hold what a proposal brought: a restored version may, long after it was revoked.
create function content.holds_learned(p_rules jsonb, p_proposal content.voice_proposals) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case (p_proposal).kind
    when 'rule' then exists (select from jsonb_array_elements(coalesce(p_rules -> 'rules', '[]')) r where r ->> 'id' = content.learned_id(p_proposal))
    else (p_proposal).status in ('accepted', 'revoked') and exists (
      select from jsonb_array_elements(coalesce(p_rules -> 'samples', '[]')) s where (p_proposal).samples @> jsonb_build_array(s.value)) end
$$;

-- What caused it, newest first, is for admins: it quotes drafts of any channel.
create function content.proposal_view(p_proposal content.voice_proposals, p_with_causes boolean) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_proposal).id, 'kind', (p_proposal).kind, 'rule', (p_proposal).rule, 'samples', (p_proposal).samples,
    'status', (p_proposal).status, 'decided_by', (p_proposal).decided_by, 'decided_at', (p_proposal).decided_at,
    'revoked_by', (p_proposal).revoked_by, 'revoked_at', (p_proposal).revoked_at, 'created_at', (p_proposal).created_at,
    'in_force', coalesce(content.holds_learned((
      select s.value from content.setting_versions((p_proposal).team_id, 'house_rules') s order by s.version desc limit 1), p_proposal), false),
    'causes', coalesce((
      select jsonb_agg(jsonb_build_object(
        'kind', c.kind, 'before', c.before, 'after', c.after, 'words', c.words, 'person_id', c.person_id, 'version', c.version,
        'title', d.content ->> 'title', 'created_at', c.created_at) order by c.id desc)
      from content.corrections c join content.drafts d on d.job_id = c.job_id and d.version = c.version
      where p_with_causes and c.id = any ((p_proposal).corrections)), '[]'::jsonb))
$$;

-- Proposals that wait, for admins alone, and what is in force of those that were accepted, newest first. Empty lists also
-- for guests and strangers.
create function content.list_proposals(p_team_id text, p_person_id text) returns jsonb
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

-- Why a proposal cannot come into force beside the rules of today. Empty answer: it can.
create function content.in_the_way_of(p_proposal content.voice_proposals, p_rules jsonb) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when (p_proposal).kind = 'sample' and jsonb_array_length(coalesce(p_rules -> 'samples', '[]')) + jsonb_array_length((p_proposal).samples) > 10 then 'no_room'
    when (p_proposal).kind = 'rule' and jsonb_array_length(coalesce(p_rules -> 'rules', '[]')) >= 200 then 'no_room'
    when (p_proposal).kind = 'rule' and exists (
      select from jsonb_array_elements(coalesce(p_rules -> 'rules', '[]')) r
      cross join (select content.plain((p_proposal).rule ->> 'pattern') as words, content.plain(coalesce((p_proposal).instead, '')) as instead) n
      where coalesce(r ->> 'language', (p_proposal).rule ->> 'language') is not distinct from coalesce((p_proposal).rule ->> 'language', r ->> 'language')
        and (content.plain(r ->> 'pattern') = n.words
             or (r ->> 'kind' in ('banned_word', 'banned_claim') and n.instead <> ''
                 and strpos(' ' || n.instead || ' ', ' ' || content.plain(r ->> 'pattern') || ' ') > 0)
             or (r ->> 'kind' = 'required_disclaimer' and (p_proposal).rule ->> 'kind' = 'banned_word'
                 and strpos(' ' || content.plain(r ->> 'pattern') || ' ', ' ' || n.words || ' ') > 0))) then 'contradicts'
    when exists (select from content.voice_proposals o
                 where o.team_id = (p_proposal).team_id and o.signature = (p_proposal).opposite and content.holds_learned(p_rules, o)) then 'contradicts'
  end
$$;

-- An admin accepts, declines or revokes. `done`: it is a new version of the house rules, or declined. `already`: it was
-- decided before, as the proposal says. `no_room`, `contradicts`, `too_few_samples`: nothing was changed, as the rules of
-- today are in the way.
create function content.decide_proposal(p_click jsonb) returns jsonb
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
  perform content.hold_setting(v_team, 'house_rules');
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

create function content.proposal_message_view(p_message content.proposal_messages) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_message).id, 'fence', (p_message).fence, 'revision', (p_message).wanted, 'person_id', (p_message).person_id,
    'ts', (p_message).ts, 'maybe_posted', (p_message).maybe_posted, 'attempts', (p_message).attempts,
    'team_id', p.team_id, 'locale', t.locale, 'is_admin', content.is_admin(p.team_id, (p_message).person_id),
    'proposal', content.proposal_view(p, true))
  from content.voice_proposals p join platform.teams t on t.team_id = p.team_id where p.id = (p_message).proposal_id
$$;

-- Messages to draw, each held for 60 s. Empty answer: nothing to draw now.
create function content.claim_proposal_messages(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  with claimed as (
    update content.proposal_messages m
    set fence = m.fence + 1, worker = p_worker, leased_until = platform.now() + interval '60 seconds', attempts = m.attempts + 1,
        maybe_posted = m.maybe_posted or (m.ts is null and m.leased_until is not null)
    where m.id = any (array(
      select w.id from content.proposal_messages w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
      order by w.run_at, w.id limit v_limit for update skip locked))
    returning m as item
  )
  select coalesce(jsonb_agg(content.proposal_message_view(c.item) order by (c.item).id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

-- False: the claim was lost and another process draws it.
create function content.settle_proposal_message(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  update content.proposal_messages
  set ts = p_ts, shown = greatest(shown, p_revision), leased_until = null, worker = null, attempts = 0, maybe_posted = false, last_error = null
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- Gives a message back; without `retry_in_s` it is given up until its proposal changes. False: the claim was lost.
create function content.fail_proposal_message(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_delay double precision := platform.delay_of(p_failure ->> 'retry_in_s');
begin
  update content.proposal_messages
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = v_delay is null,
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce(v_delay, 0))
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

grant execute on function content.record_lesson to greenlight_agent;
grant execute on function content.list_proposals, content.decide_proposal, content.claim_proposal_messages,
  content.settle_proposal_message, content.fail_proposal_message to greenlight_bot;
