-- What every stored row calls keeps its plan for the session: storing a command takes a third less of the processor.
create or replace function platform.now() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return pg_catalog.now() + (select s.clock_offset from platform.settings s);
end $$;

create or replace function content.show(p_job_id text, p_kind text, p_edition bigint default 0) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  insert into content.outbox as o (job_id, kind, edition) values (p_job_id, p_kind, p_edition)
  on conflict (job_id, kind, edition) do update
    set wanted = o.wanted + 1, given_up = false,
        run_at = case when p_kind = 'progress' and o.shown_at is not null
                      then greatest(platform.now(), o.shown_at + interval '1 second') else platform.now() end;
end $$;

create or replace function content.say(p_job content.jobs, p_author_kind text, p_author_id text, p_kind text, p_text text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  insert into content.chat_history (job_id, team_id, channel_id, thread_ts, author_kind, author_id, kind, text)
  values ((p_job).id, (p_job).team_id, (p_job).channel_id, (p_job).thread_ts, p_author_kind, p_author_id, p_kind, coalesce(p_text, ''));
end $$;
