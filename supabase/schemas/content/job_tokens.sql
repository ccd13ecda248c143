-- Tokens with which other programs start and read jobs: who answers for one, and what it may name.
create table content.job_tokens (
  -- Stands in the token beside its secret, so that the row is found without it.
  id text primary key constraint an_id_has_12_letters check (id ~ '^[a-z0-9]{12}$'),
  team_id text not null references platform.teams,
  -- As people read it in Slack; never given twice.
  name text not null constraint a_name_has_2_to_40_plain_letters check (name ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  owner_id text not null,
  -- Of 256 random bits, so that no slow hash is needed. The secret itself is kept nowhere.
  secret_sha256 bytea not null constraint a_hash_has_32_bytes check (octet_length(secret_sha256) = 32),
  types text[] not null constraint types_are_of_drafts check (types <@ array['carousel', 'blog', 'research'] and cardinality(types) > 0),
  people text[] not null constraint it_names_1_to_100_people check (cardinality(people) between 1 and 100),
  channels text[] not null constraint it_names_1_to_100_channels check (cardinality(channels) between 1 and 100),
  may_start boolean not null,
  may_read boolean not null,
  -- Where the end of its jobs is told. Its secret signs, so that it cannot be kept as a hash.
  webhook_url text,
  webhook_secret text,
  -- Requests a minute.
  most_requests integer not null constraint most_requests_is_1_to_600 check (most_requests between 1 and 600),
  requests integer not null default 0,
  requests_since timestamptz not null default platform.now(),
  last_used_at timestamptz,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default platform.now(),
  constraint names_are_given_once unique (team_id, name),
  constraint a_token_is_of_a_person_of_the_team foreign key (team_id, owner_id) references platform.people,
  constraint it_may_do_something check (may_start or may_read),
  constraint a_webhook_is_signed check ((webhook_url is null) = (webhook_secret is null))
);
alter table content.job_tokens enable row level security;
create index job_tokens_of_an_owner on content.job_tokens (team_id, owner_id);

create function content.job_token_view(p_token content.job_tokens) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_token).id, 'name', (p_token).name, 'team_id', (p_token).team_id, 'owner_id', (p_token).owner_id,
    'types', to_jsonb((p_token).types), 'people', to_jsonb((p_token).people), 'channels', to_jsonb((p_token).channels),
    'may_start', (p_token).may_start, 'may_read', (p_token).may_read, 'webhook_url', (p_token).webhook_url,
    'most_requests', (p_token).most_requests, 'last_used_at', (p_token).last_used_at, 'expires_at', (p_token).expires_at,
    'revoked_at', (p_token).revoked_at, 'created_at', (p_token).created_at)
$$;

-- Owner only: `npm run token`. `p_token`: the view's fields, with `secret_sha256` in hexadecimal digits and `webhook_secret`.
create function content.mint_job_token(p_token jsonb) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_token content.job_tokens;
begin
  if exists (select from content.job_tokens t where t.team_id = p_token ->> 'team_id' and t.name = p_token ->> 'name') then
    raise sqlstate 'PT409' using message = format('Cannot mint token "%s": there was one of that name, and a name is given once', p_token ->> 'name'),
      detail = 'name_taken';
  end if;
  insert into content.job_tokens (id, team_id, name, owner_id, secret_sha256, types, people, channels, may_start, may_read, webhook_url, webhook_secret, most_requests, expires_at)
  values (p_token ->> 'id', p_token ->> 'team_id', p_token ->> 'name', p_token ->> 'owner_id', decode(p_token ->> 'secret_sha256', 'hex'),
    array(select jsonb_array_elements_text(p_token -> 'types')), array(select jsonb_array_elements_text(p_token -> 'people')),
    array(select jsonb_array_elements_text(p_token -> 'channels')), (p_token ->> 'may_start')::boolean, (p_token ->> 'may_read')::boolean,
    p_token ->> 'webhook_url', p_token ->> 'webhook_secret', (p_token ->> 'most_requests')::integer, (p_token ->> 'expires_at')::timestamptz)
  returning * into v_token;
  return content.job_token_view(v_token);
end $$;

-- Owner only. The newest first, those that ended included.
create function content.list_job_tokens(p_team_id text) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(content.job_token_view(t) || jsonb_build_object(
      'jobs', (select count(*) from content.jobs j where j.token_id = t.id),
      'webhooks', (select jsonb_build_object('waiting', count(*) filter (where w.status = 'waiting'), 'delivered', count(*) filter (where w.status = 'delivered'),
        'given_up', count(*) filter (where w.status = 'given_up')) from content.webhooks w where w.token_id = t.id)) order by t.created_at desc, t.name), '[]'::jsonb)
  from content.job_tokens t where t.team_id = p_team_id
$$;

-- Owner only. Ends a token at once; what it started goes on, and no end is told any more. Empty answer: no such token, or it was revoked before.
create function content.revoke_job_token(p_team_id text, p_name text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_token content.job_tokens;
begin
  update content.job_tokens set revoked_at = platform.now() where team_id = p_team_id and name = p_name and revoked_at is null returning * into v_token;
  update content.webhooks set status = 'given_up', last_error = 'token_revoked', leased_until = null where token_id = v_token.id and status = 'waiting';
  return case when v_token.id is not null then content.job_token_view(v_token) end;
end $$;

-- Lets a request of a program in, and counts it. Outcomes: `admitted`, `revoked`, `expired`, `too_many` (with `retry_after_s`).
-- Empty answer: no such token, or another secret; the two are not told apart. Raises `owner_not_allowed` while the owner is a guest or deactivated.
create function content.admit_program(p_token_id text, p_secret_sha256 text) returns jsonb
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

grant execute on function content.admit_program to greenlight_bot;
