-- A token neither starts nor reads while its owner is a guest or deactivated, and is told no end.

-- Lets a request of a program in, and counts it. Outcomes: `admitted`, `revoked`, `expired`, `too_many` (with `retry_after_s`).
-- Empty answer: no such token, or another secret; the two are not told apart. Raises `owner_not_allowed` while the owner is a guest or deactivated.
create or replace function content.admit_program(p_token_id text, p_secret_sha256 text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_token content.job_tokens;
  v_now timestamptz := platform.now();
  -- Hashes of hashes with a number of this call: how long their comparison takes says nothing of what is stored.
  v_nonce bytea := convert_to(gen_random_uuid()::text, 'utf8');
begin
  select * into v_token from content.job_tokens t where t.id = p_token_id for no key update;
  if v_token.id is null or sha256(v_nonce || convert_to(encode(v_token.secret_sha256, 'hex'), 'utf8')) is distinct from sha256(v_nonce || convert_to(p_secret_sha256, 'utf8')) then
    return null;
  elsif v_token.revoked_at is not null then
    return jsonb_build_object('outcome', 'revoked');
  elsif v_token.expires_at <= v_now then
    return jsonb_build_object('outcome', 'expired');
  elsif not content.may_ask(v_token.team_id, v_token.owner_id) then
    raise sqlstate 'PT403' using message = format('Cannot use token "%s": its owner %s is a guest, or deactivated', v_token.name, v_token.owner_id),
      detail = 'owner_not_allowed';
  end if;
  if v_token.requests_since <= v_now - interval '1 minute' then
    v_token.requests := 0;
    v_token.requests_since := v_now;
  end if;
  update content.job_tokens t
  set requests = v_token.requests + 1, requests_since = v_token.requests_since, last_used_at = v_now where t.id = v_token.id;
  if v_token.requests >= v_token.most_requests then
    return jsonb_build_object('outcome', 'too_many',
      'retry_after_s', greatest(1, ceil(extract(epoch from v_token.requests_since + interval '1 minute' - v_now)))::integer);
  end if;
  return jsonb_build_object('outcome', 'admitted', 'token', content.job_token_view(v_token));
end $$;

-- Empty answer: no such job, or none that this token could have started.
create or replace function content.read_program_job(p_token_id text, p_job_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select content.program_job(j) || jsonb_build_object('webhook', (
    select content.webhook_view(w) from content.webhooks w where w.job_id = j.id and w.token_id = t.id order by w.created_at desc, w.id limit 1))
  from content.job_tokens t join content.jobs j on j.team_id = t.team_id
  where t.id = p_token_id and t.may_read and t.revoked_at is null and t.expires_at > platform.now() and content.may_ask(t.team_id, t.owner_id)
    and j.id = p_job_id and j.type = any (t.types) and j.channel_id = any (t.channels) and j.requester_id = any (t.people)
$$;

-- Ends that are due to be told, at most `p_limit`, each held for a minute. What a revoked token would have been told is given up,
-- and that of a token whose owner is a guest or deactivated.
create or replace function content.claim_webhooks(p_limit integer) returns jsonb
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
