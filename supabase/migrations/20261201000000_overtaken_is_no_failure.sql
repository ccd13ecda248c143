-- An end that a retry undid before it was shown, or a reminder that a decision overtook, stood on admins' Home for good as what could
-- not be posted.
-- How far Slack is behind the database. What was overtaken before it was shown, or went with its thread or its person, is no failure.
create or replace function content.outbox_backlog() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where not o.given_up),
    'oldest_s', coalesce(extract(epoch from platform.now() - min(o.run_at) filter (where not o.given_up)), 0)::integer,
    'given_up', count(*) filter (where o.given_up and o.last_error not in ('nothing_to_show', 'overtaken')))
  from content.outbox o where o.wanted > o.shown
$$;
