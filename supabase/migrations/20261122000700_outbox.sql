-- What Slack must show. A row is a surface, not an event: `wanted` rises in the transaction of a change, the bot draws
-- the surface from the database's state and sets `shown`. So edits coalesce and nothing is shown that is not stored.
create table content.outbox (
  id bigint generated always as identity primary key,
  job_id text not null references content.jobs on delete cascade,
  kind text not null check (kind in ('brief', 'progress', 'pages', 'card', 'final', 'outcome')),
  -- The draft's version for `pages` and `card`, the job's fence for `outcome`, else 0.
  edition bigint not null default 0,
  wanted integer not null default 1,
  shown integer not null default 0,
  ts text,
  given_up boolean not null default false,
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  -- A post may have happened without our knowing: it is looked up before it is posted again.
  maybe_posted boolean not null default false,
  uploads jsonb not null default '[]',
  response_url text,
  last_error text,
  shown_at timestamptz,
  created_at timestamptz not null default platform.now(),
  unique (job_id, kind, edition),
  constraint what_is_shown_has_a_ts check (shown = 0 or ts is not null)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table content.outbox enable row level security;
create index outbox_waiting on content.outbox (run_at, id) where wanted > shown and not given_up;
create index outbox_never_shown on content.outbox (job_id, id) where shown = 0 and not given_up;

-- Asks for a surface to be drawn (again). Progress is drawn at most once a second: Slack's chat.update allows about that.
create function content.show(p_job_id text, p_kind text, p_edition bigint default 0) returns void
language sql set search_path = ''
as $$
  insert into content.outbox as o (job_id, kind, edition) values (p_job_id, p_kind, p_edition)
  on conflict (job_id, kind, edition) do update
    set wanted = o.wanted + 1, given_up = false,
        run_at = case when p_kind = 'progress' and o.shown_at is not null
                      then greatest(platform.now(), o.shown_at + interval '1 second') else platform.now() end
$$;

-- After a change of the job's status: everything that shows it.
create function content.show_job(p_job content.jobs) returns void
language plpgsql set search_path = ''
as $$
begin
  perform content.show((p_job).id, 'brief');
  perform content.show((p_job).id, 'progress');
  if (p_job).versions > 0 then
    perform content.show((p_job).id, 'card', (p_job).versions);
  end if;
  if (p_job).ended_at is not null then
    perform content.show((p_job).id, 'outcome', (p_job).fence);
  end if;
  perform content.note_history((p_job).id);
end $$;

create function content.job_view(p_job content.jobs) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'status', (p_job).status, 'brief', (p_job).brief,
    'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id, 'channel_id', (p_job).channel_id,
    'thread_ts', (p_job).thread_ts, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'retry_at', case when (p_job).status = 'queued' and (p_job).error is not null and (p_job).run_at > platform.now() then (p_job).run_at end,
    'error', (p_job).error, 'checkpoint_data', (p_job).checkpoint_data, 'cancelled_by', (p_job).cancelled_by,
    'created_at', (p_job).created_at, 'ended_at', (p_job).ended_at, 'versions', (p_job).versions, 'final', (p_job).final)
$$;

create function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind <> 'brief' then j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'pictures', coalesce((
      select jsonb_agg(u) from content.outbox f cross join jsonb_array_elements(f.uploads) u
      where f.job_id = j.id and f.kind = 'pages' and f.edition = (p_item).edition and f.shown > 0), '[]'::jsonb),
    'current_card_ts', (select n.card_ts from content.drafts n where n.job_id = j.id order by n.version desc limit 1),
    'reviews', coalesce((
      select jsonb_agg(content.review_view(r) order by r.created_at, r.id) from content.reviews r
      where r.job_id = j.id and (d.version is null or r.version = d.version)), '[]'::jsonb),
    'approvers', platform.approvers_of(j.team_id, j.type, j.requester_id),
    'quorum', coalesce((platform.approver_rule(j.team_id, j.type)).quorum, 1))
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  where j.id = (p_item).job_id
$$;

-- Surfaces to draw, at most `p_limit`, each held for 30 s (`note_uploads` extends it). What a job shows for the first time appears in order of id.
-- Empty answer: nothing to draw now.
create function content.claim_outbox(p_worker text, p_limit integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_items jsonb;
begin
  with claimed as (
    update content.outbox o
    set fence = o.fence + 1, worker = p_worker, leased_until = platform.now() + interval '30 seconds', attempts = o.attempts + 1,
        maybe_posted = o.maybe_posted or (o.ts is null and o.leased_until is not null)
    where o.id = any (array(
      select w.id from content.outbox w
      where w.wanted > w.shown and not w.given_up and w.run_at <= platform.now()
        and (w.leased_until is null or w.leased_until < platform.now())
        and (w.shown > 0 or not exists (
          select from content.outbox e where e.job_id = w.job_id and e.shown = 0 and not e.given_up and e.id < w.id))
      order by w.run_at, w.id limit p_limit for update skip locked))
    returning o as item
  )
  select coalesce(jsonb_agg(content.outbox_view(c.item) order by (c.item).id), '[]'::jsonb) into v_items from claimed c;
  return v_items;
end $$;

-- False: the claim was lost and somebody else draws it.
create function content.settle_outbox(p_id bigint, p_fence bigint, p_ts text, p_revision integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_item content.outbox;
begin
  update content.outbox
  set ts = p_ts, shown = greatest(shown, p_revision), shown_at = platform.now(), leased_until = null, worker = null,
      attempts = 0, maybe_posted = false, last_error = null,
      run_at = case when kind = 'progress' then platform.now() + interval '1 second' else run_at end
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if not found then
    return false;
  end if;
  if v_item.kind = 'brief' then
    update content.jobs set thread_ts = p_ts where id = v_item.job_id and thread_ts is null;
    update content.chat_history set thread_ts = p_ts where job_id = v_item.job_id and thread_ts is null;
  elsif v_item.kind = 'card' then
    update content.drafts set card_ts = p_ts where job_id = v_item.job_id and version = v_item.edition and card_ts is distinct from p_ts;
    -- The card before links to this one.
    if found and v_item.edition > 1 then
      perform content.show(v_item.job_id, 'card', v_item.edition - 1);
    end if;
  end if;
  return true;
end $$;

-- Keeps file ids before they are shared. False: the claim was lost.
create function content.note_uploads(p_id bigint, p_fence bigint, p_uploads jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update content.outbox set uploads = p_uploads, leased_until = platform.now() + interval '30 seconds'
  where id = p_id and fence = p_fence and leased_until is not null;
  return found;
end $$;

-- Gives an item back. Without `retry_in_s` it is given up; giving up the brief cancels the job, as nobody would see it.
-- False: the claim was lost.
create function content.fail_outbox(p_id bigint, p_fence bigint, p_failure jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  v_item content.outbox;
  v_job content.jobs;
  v_give_up boolean := p_failure ->> 'retry_in_s' is null;
begin
  update content.outbox
  set leased_until = null, worker = null, last_error = p_failure ->> 'code', given_up = v_give_up,
      maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false),
      run_at = platform.now() + make_interval(secs => coalesce((p_failure ->> 'retry_in_s')::double precision, 0))
  where id = p_id and fence = p_fence and leased_until is not null
  returning * into v_item;
  if not found then
    return false;
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

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.claim_outbox, content.settle_outbox, content.note_uploads, content.fail_outbox to greenlight_bot;
