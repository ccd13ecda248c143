-- A call without a hash of a secret lets no program in.

-- Lets a request of a program in, and counts it. Outcomes: `admitted`, `revoked`, `expired`, `too_many` (with `retry_after_s`).
-- Empty answer: no such token, or another secret; the two are not told apart.
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
