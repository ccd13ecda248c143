-- Files of drafts in Supabase Storage instead of this database, where the owner says so: in a private bucket, each under its
-- SHA-256, so that the same bytes are stored once. Agents add objects and can neither change nor remove one; the bot removes those
-- that no file names any more. Who reads hashes again.

-- Every bucket that ever took files; new ones go into the one in use, or into this database when none is.
create table content.file_buckets (
  bucket text primary key constraint a_bucket_has_a_plain_name check (bucket ~ '^[a-z0-9][a-z0-9-]{2,62}$'),
  in_use boolean not null
);
alter table content.file_buckets enable row level security;
create unique index one_bucket_is_in_use on content.file_buckets (in_use) where in_use;

-- How many days the files of an ended job are kept; without a row for good.
create table content.file_keeping (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  days integer not null constraint files_are_kept_30_to_3650_days check (days between 30 and 3650)
);
alter table content.file_keeping enable row level security;

-- Objects that the bot is removing: no file can take one of them meanwhile.
create table content.objects_going (
  bucket text not null references content.file_buckets,
  sha256 text not null,
  claimed_at timestamptz not null,
  primary key (bucket, sha256)
);
alter table content.objects_going enable row level security;

-- Where new files go. Empty answer: into this database.
create function content.bucket_in_use() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select b.bucket from content.file_buckets b where b.in_use
$$;

-- For the policies of Storage, which ask as the role that calls it.
create function content.is_file_bucket(p_bucket text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from content.file_buckets b where b.bucket = p_bucket)
$$;
create function content.is_object_going(p_bucket text, p_name text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from content.objects_going g where g.bucket = p_bucket and g.sha256 = p_name)
$$;

-- Held together by calls that give an object a file, and alone by the one that claims objects for removal.
create function content.hold_objects(p_alone boolean) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_alone then
    perform pg_advisory_xact_lock(hashtext('content.objects_going'));
  else
    perform pg_advisory_xact_lock_shared(hashtext('content.objects_going'));
  end if;
end $$;

-- Raises `object_missing` unless the bucket has the object and keeps it. What is being removed may be put again in a moment.
create function content.require_object(p_bucket text, p_sha256 text, p_size integer) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_there boolean := false;
begin
  perform content.hold_objects(false);
  if to_regclass('storage.objects') is not null and content.is_file_bucket(p_bucket) and not content.is_object_going(p_bucket, p_sha256) then
    execute 'select exists (select from storage.objects o where o.bucket_id = $1 and o.name = $2
      and coalesce((o.metadata ->> ''size'')::bigint, $3) = $3)' into v_there using p_bucket, p_sha256, p_size;
  end if;
  if not v_there then
    raise sqlstate 'PT409' using message = format('Cannot name object "%s" of %s bytes: bucket "%s" does not hold it, or no longer', p_sha256, p_size, p_bucket),
      detail = 'object_missing';
  end if;
end $$;

-- Whether the files of a job were kept as long as the setting says. One that can still go on is not over.
create function content.files_ended(p_job content.jobs) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce((p_job).status in ('completed', 'rejected', 'cancelled', 'failed')
    and (p_job).ended_at < platform.now() - make_interval(days => (select k.days from content.file_keeping k)), false)
$$;

-- Ends the files of jobs that are over for long enough, of some jobs at a time, then claims objects that no file names for
-- removal: the bot that claims them removes them from Storage and settles. One may be on its way to a file for an hour; what was claimed
-- and not settled is handed out again after 5 minutes.
create function content.claim_unused_objects(p_limit integer) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit integer := platform.limit_of(p_limit, 500);
  v_claimed jsonb;
begin
  if exists (select from content.file_keeping) then
    delete from content.artifacts f where f.job_id in (
      select j.id from content.jobs j
      where j.ended_at < platform.now() - make_interval(days => (select k.days from content.file_keeping k)) and content.files_ended(j)
        and exists (select from content.artifacts x where x.job_id = j.id)
      limit v_limit);
  end if;
  if to_regclass('storage.objects') is null then
    return '[]';
  end if;
  perform content.hold_objects(true);
  execute $q$
    with found as (
      select o.bucket_id, o.name from storage.objects o join content.file_buckets b on b.bucket = o.bucket_id
      where o.name ~ '^[0-9a-f]{64}$' and o.created_at < now() - interval '1 hour'
        and not exists (select from content.artifacts f where f.bucket = o.bucket_id and f.sha256 = o.name)
        and not exists (select from content.objects_going g where g.bucket = o.bucket_id and g.sha256 = o.name and g.claimed_at > now() - interval '5 minutes')
      order by o.created_at, o.name limit $1),
    claimed as (
      insert into content.objects_going as g (bucket, sha256, claimed_at) select f.bucket_id, f.name, now() from found f
      on conflict (bucket, sha256) do update set claimed_at = excluded.claimed_at
      returning g.bucket, g.sha256)
    select coalesce(jsonb_agg(jsonb_build_object('bucket', c.bucket, 'sha256', c.sha256) order by c.bucket, c.sha256), '[]') from claimed c
  $q$ into v_claimed using v_limit;
  return v_claimed;
end $$;

-- Lets go of claimed objects that Storage holds no more. Answers how many are settled.
create function content.settle_removed_objects() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer := 0;
begin
  if to_regclass('storage.objects') is not null then
    execute 'delete from content.objects_going g where not exists (select from storage.objects o where o.bucket_id = g.bucket and o.name = g.sha256)';
    get diagnostics v_count = row_count;
  end if;
  return v_count;
end $$;

-- Owner only, as all below. From now on new files go into this bucket, which is made when it is not there; null: into this
-- database. What lies elsewhere stays there and can be read. Storage gets the policies of the parts. Repeatable.
create function content.use_bucket(p_bucket text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_public boolean;
begin
  update content.file_buckets set in_use = false where in_use and bucket is distinct from p_bucket;
  if p_bucket is null then
    return;
  end if;
  if to_regclass('storage.objects') is null then
    raise sqlstate 'PT409' using message = format('Cannot use bucket "%s": this database has no Storage', p_bucket), detail = 'no_storage';
  end if;
  execute 'select b.public from storage.buckets b where b.id = $1' into v_public using p_bucket;
  if v_public then
    raise sqlstate 'PT409' using message = format('Cannot use bucket "%s": it is public, and drafts are not', p_bucket), detail = 'bucket_is_public';
  end if;
  insert into content.file_buckets (bucket, in_use) values (p_bucket, true) on conflict (bucket) do update set in_use = true;
  execute $q$insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
    values ($1, $1, false, 4194304, array['image/png', 'application/pdf', 'text/markdown', 'text/html', 'text/csv', 'application/json'])
    on conflict (id) do nothing$q$ using p_bucket;
  execute $q$
    grant usage on schema storage to greenlight_agent, greenlight_bot;
    grant select on storage.buckets to greenlight_agent, greenlight_bot;
    grant select, insert on storage.objects to greenlight_agent;
    grant select, delete on storage.objects to greenlight_bot;
    drop policy if exists greenlight_parts_see_their_buckets on storage.buckets;
    create policy greenlight_parts_see_their_buckets on storage.buckets for select to greenlight_agent, greenlight_bot
      using (content.is_file_bucket(id));
    drop policy if exists greenlight_parts_read_files on storage.objects;
    create policy greenlight_parts_read_files on storage.objects for select to greenlight_agent, greenlight_bot
      using (content.is_file_bucket(bucket_id));
    drop policy if exists greenlight_agents_add_files on storage.objects;
    create policy greenlight_agents_add_files on storage.objects for insert to greenlight_agent
      with check (content.is_file_bucket(bucket_id) and name ~ '^[0-9a-f]{64}$');
    drop policy if exists greenlight_bot_removes_unused_files on storage.objects;
    create policy greenlight_bot_removes_unused_files on storage.objects for delete to greenlight_bot
      using (content.is_object_going(bucket_id, name));
  $q$;
end $$;

-- Null: files are kept for good.
create function content.keep_files_for(p_days integer) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_days is null then
    delete from content.file_keeping;
  else
    insert into content.file_keeping (days) values (p_days) on conflict (is_the_only_row) do update set days = excluded.days;
  end if;
end $$;

-- Up to `p_limit` files that do not lie where new ones go, in the order of their keys, after `p_after`.
create function content.files_to_move(p_after text, p_limit integer) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(to_jsonb(f) order by f.key), '[]'::jsonb)
  from (
    select a.key, a.mime, a.size, a.sha256, a.bucket, translate(encode(a.bytes, 'base64'), E'\n', '') as base64
    from content.artifacts a
    where a.bucket is distinct from content.bucket_in_use() and a.key > p_after
    order by a.key limit p_limit) f
$$;

-- Says that a file lies in `bucket`, or with `base64` in this database, once its bytes are there. False: it is not that file any
-- more, or was moved already.
create function content.move_file(p_file jsonb) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if p_file ->> 'bucket' is not null then
    perform content.require_object(p_file ->> 'bucket', p_file ->> 'sha256', content.number_of(p_file, 'size'));
  end if;
  update content.artifacts
  set bucket = p_file ->> 'bucket', bytes = case when p_file ->> 'bucket' is null then decode(p_file ->> 'base64', 'base64') end
  where key = p_file ->> 'key' and sha256 = p_file ->> 'sha256' and bucket is distinct from p_file ->> 'bucket';
  return found;
end $$;

grant execute on function content.bucket_in_use, content.is_file_bucket to greenlight_agent, greenlight_bot;
grant execute on function content.is_object_going, content.claim_unused_objects, content.settle_removed_objects to greenlight_bot;
