-- What was learned of an endpoint, so that a new process does not learn it again by refused calls. It is found out anew after a
-- week, as endpoints learn as well. The key is a hash: an address may hold a password.
create table content.endpoint_dialects (
  key text primary key,
  dialect jsonb not null,
  learned_at timestamptz not null default platform.now(),
  constraint a_key_is_a_hash check (key ~ '^[0-9a-f]{64}$'),
  constraint a_dialect_is_a_small_object check (jsonb_typeof(dialect) = 'object' and pg_column_size(dialect) <= 4000)
);
alter table content.endpoint_dialects enable row level security;

-- Null: nothing is known, or no longer.
create function content.recall_dialect(p_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select d.dialect from content.endpoint_dialects d where d.key = p_key and d.learned_at > platform.now() - interval '7 days'
$$;

-- Null forgets. What is older than a week goes at each call, so that the table stays as small as there are endpoints.
create function content.keep_dialect(p_key text, p_dialect jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if p_key is null or p_key !~ '^[0-9a-f]{64}$' then
    raise sqlstate 'PT400' using message = 'Cannot keep what an endpoint takes: its key is no SHA-256 in hexadecimal digits', detail = 'bad_key';
  end if;
  if p_dialect is not null and jsonb_typeof(p_dialect) <> 'null' and (jsonb_typeof(p_dialect) <> 'object' or length(p_dialect::text) > 2000) then
    raise sqlstate 'PT400' using message = 'Cannot keep what an endpoint takes: accepted is an object of at most 2000 characters', detail = 'bad_dialect';
  end if;
  delete from content.endpoint_dialects d where d.key = p_key or d.learned_at <= platform.now() - interval '7 days';
  if p_dialect is not null and jsonb_typeof(p_dialect) <> 'null' then
    insert into content.endpoint_dialects (key, dialect) values (p_key, p_dialect)
    on conflict (key) do update set dialect = excluded.dialect, learned_at = excluded.learned_at;
  end if;
end $$;

grant execute on function content.recall_dialect, content.keep_dialect to greenlight_agent;
