-- The end of a program's job, told to the address of its token: a row for each end, written in the transaction that ends the job.
create table content.webhooks (
  -- Told with each attempt, so that a program takes an end that comes twice for one.
  id text primary key default 'end_' || replace(gen_random_uuid()::text, '-', ''),
  token_id text not null references content.job_tokens,
  job_id text not null references content.jobs on delete cascade,
  event text not null constraint event_is_an_end check (event in ('completed', 'rejected', 'failed', 'cancelled', 'expired')),
  -- What is signed and sent, the same to the byte in each attempt.
  body text not null,
  status text not null default 'waiting' constraint status_is_known check (status in ('waiting', 'delivered', 'given_up')),
  attempts integer not null default 0,
  fence bigint not null default 0,
  leased_until timestamptz,
  run_at timestamptz not null default platform.now(),
  -- Of the last attempt: `http_503`, `private_address`, `timeout`.
  last_error text,
  delivered_at timestamptz,
  created_at timestamptz not null default platform.now(),
  constraint what_is_delivered_has_a_time check ((status = 'delivered') = (delivered_at is not null))
);
alter table content.webhooks enable row level security;
create index webhooks_waiting on content.webhooks (run_at, id) where status = 'waiting';
create index webhooks_of_a_job on content.webhooks (job_id, created_at);
create index webhooks_of_a_token on content.webhooks (token_id);

create function content.webhook_view(p_webhook content.webhooks) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('id', (p_webhook).id, 'event', (p_webhook).event, 'status', (p_webhook).status, 'attempts', (p_webhook).attempts,
    'last_error', (p_webhook).last_error, 'delivered_at', (p_webhook).delivered_at,
    'next_attempt_at', case when (p_webhook).status = 'waiting' then (p_webhook).run_at end)
$$;

-- Without texts, also of what is approved: the logs of a receiver hold no draft. A program asks for them.
create function content.tell_end_of_job() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text := 'end_' || replace(gen_random_uuid()::text, '-', '');
  v_job jsonb := content.program_job(new);
begin
  insert into content.webhooks (id, token_id, job_id, event, body)
  select v_id, t.id, new.id, new.status, jsonb_build_object('id', v_id, 'event', new.status, 'at', new.ended_at,
    'job', case when v_job ->> 'approved' is null then v_job else v_job #- '{approved,text}' #- '{approved,title}' end)::text
  from content.job_tokens t where t.id = new.token_id and t.webhook_url is not null and t.revoked_at is null;
  return null;
end $$;
create trigger ends_are_told_to_programs after update of status on content.jobs
  for each row when (new.token_id is not null and new.ended_at is not null and old.status is distinct from new.status)
  execute function content.tell_end_of_job();

-- Ends that are due to be told, at most `p_limit`, each held for a minute. What a revoked token would have been told is given up,
-- and that of a token whose owner is a guest or deactivated.
create function content.claim_webhooks(p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_items jsonb;
  v_limit integer := platform.limit_of(p_limit, 100);
begin
  update content.webhooks w
  set status = 'given_up', last_error = case when t.revoked_at is not null then 'token_revoked' else 'owner_not_allowed' end, leased_until = null
  from content.job_tokens t
  where t.id = w.token_id and w.status = 'waiting' and (t.revoked_at is not null or not content.may_ask(t.team_id, t.owner_id));
  with claimed as (
    update content.webhooks w
    set fence = w.fence + 1, attempts = w.attempts + 1, leased_until = platform.now() + interval '1 minute'
    where w.id = any (array(
      select d.id from content.webhooks d
      where d.status = 'waiting' and d.run_at <= platform.now() and (d.leased_until is null or d.leased_until < platform.now())
      order by d.run_at, d.id limit v_limit for no key update skip locked))
    returning w.*
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'fence', c.fence, 'attempts', c.attempts, 'job_id', c.job_id, 'event', c.event, 'body', c.body,
    'url', t.webhook_url, 'secret', t.webhook_secret) order by c.run_at, c.id), '[]'::jsonb)
  into v_items from claimed c join content.job_tokens t on t.id = c.token_id;
  return v_items;
end $$;

-- What came of an attempt: without `error` it was delivered; with one it is tried again in `retry_in_s`, or given up without that.
-- False: the claim was lost, and another process tells it.
create function content.settle_webhook(p_id text, p_fence bigint, p_outcome jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_error text := p_outcome ->> 'error';
  v_delay double precision := platform.delay_of(p_outcome ->> 'retry_in_s');
begin
  update content.webhooks
  set status = case when v_error is null then 'delivered' when v_delay is null then 'given_up' else 'waiting' end,
      delivered_at = case when v_error is null then platform.now() end, last_error = v_error, leased_until = null,
      run_at = platform.now() + make_interval(secs => coalesce(v_delay, 0))
  where id = p_id and fence = p_fence and status = 'waiting' and leased_until is not null;
  return found;
end $$;

-- Tokens in force that were not told of ends in the last seven days, for doctor: what was given up, and why the newest was.
create function content.webhooks_given_up(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', g.name, 'given_up', g.count, 'last_error', g.last_error) order by g.name), '[]'::jsonb)
  from (
    select t.name, count(*) as count, (array_agg(w.last_error order by w.run_at desc, w.id))[1] as last_error
    from content.job_tokens t join content.webhooks w on w.token_id = t.id
    where t.team_id = p_team_id and t.revoked_at is null and w.status = 'given_up' and w.run_at > platform.now() - interval '7 days'
    group by t.name) g
$$;

grant execute on function content.claim_webhooks, content.settle_webhook, content.webhooks_given_up to greenlight_bot;
