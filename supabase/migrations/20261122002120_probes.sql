-- What doctor asks of a running installation. Neither leaves a trace.

-- Writes a file as a draft's are written, reads it back and undoes both. Empty answer: no team is installed yet.
create function content.probe_artifacts(p_base64 text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_bytes bytea := decode(p_base64, 'base64');
  v_team text := (select t.team_id from platform.teams t order by t.team_id limit 1);
  v_job text;
  v_back bytea;
begin
  if v_team is null then
    return null;
  end if;
  if octet_length(v_bytes) > 65536 then
    raise sqlstate 'PT413' using message = format('Cannot probe with %s bytes: at most 65536 are accepted', octet_length(v_bytes)),
      detail = 'artifact_too_large';
  end if;
  begin
    -- Undone before anybody else could see it, so no runner can claim it.
    insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
    values ('carousel', '{}', v_team, 'doctor', 'doctor', 'doctor ' || gen_random_uuid()) returning id into v_job;
    insert into content.artifacts (key, job_id, name, mime, role, alt, bytes)
    values (v_job || '/probe.md', v_job, 'probe.md', 'text/markdown', 'document', 'probe', v_bytes);
    select f.bytes into v_back from content.artifacts f where f.key = v_job || '/probe.md';
    raise sqlstate 'PT299' using message = 'undo';
  exception when sqlstate 'PT299' then
    null;
  end;
  return jsonb_build_object('base64', translate(encode(v_back, 'base64'), E'\n', ''));
end $$;

-- How far Slack is behind the database.
create function content.outbox_backlog() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'waiting', count(*) filter (where not o.given_up),
    'oldest_s', coalesce(extract(epoch from platform.now() - min(o.run_at) filter (where not o.given_up)), 0)::integer,
    'given_up', count(*) filter (where o.given_up))
  from content.outbox o where o.wanted > o.shown
$$;

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.probe_artifacts to greenlight_agent;
grant execute on function content.outbox_backlog to greenlight_bot;
