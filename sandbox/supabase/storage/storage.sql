-- What the stand-in of Supabase Storage needs of a hosted project's schema `storage`: buckets, objects and who may ask for them.
-- Row level security decides, as there. The bytes lie beside the objects instead of in S3, reached by these two functions alone.
-- Owned by `postgres`, which a hosted project lets make policies here although it owns none of it.
create schema if not exists storage authorization postgres;
grant usage on schema storage to anon, authenticated, service_role;
create table if not exists storage.buckets (
  id text primary key,
  name text not null unique,
  public boolean default false,
  file_size_limit bigint,
  allowed_mime_types text[],
  created_at timestamptz default now()
);
create table if not exists storage.objects (
  id uuid primary key default gen_random_uuid(),
  bucket_id text references storage.buckets,
  name text,
  owner_id text,
  metadata jsonb,
  created_at timestamptz default now(),
  unique (bucket_id, name)
);
create table if not exists storage.stand_in_bytes (
  object_id uuid primary key references storage.objects on delete cascade,
  bytes bytea not null
);
alter table storage.buckets owner to postgres;
alter table storage.objects owner to postgres;
alter table storage.stand_in_bytes owner to postgres;
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;
grant all on storage.buckets, storage.objects to anon, authenticated, service_role;
revoke all on storage.stand_in_bytes from public, anon, authenticated, service_role;

create or replace function storage.stand_in_keep(p_bucket text, p_name text, p_bytes bytea) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into storage.stand_in_bytes (object_id, bytes) select o.id, p_bytes from storage.objects o where o.bucket_id = p_bucket and o.name = p_name
$$;
create or replace function storage.stand_in_read(p_object uuid) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select b.bytes from storage.stand_in_bytes b where b.object_id = p_object
$$;
create or replace function storage.stand_in_bucket(p_bucket text) returns storage.buckets
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select b from storage.buckets b where b.id = p_bucket
$$;
revoke execute on all functions in schema storage from public, anon, authenticated, service_role;
grant execute on all functions in schema storage to authenticator;
grant usage on schema storage to authenticator;
