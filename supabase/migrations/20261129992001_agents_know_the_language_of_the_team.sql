-- A claimed job with its resume; of replies the words as they stand now, so that edits and deletions are followed.
-- `locale` is the team's: what an agent says in the thread is in the team's language, whatever language people write.
create or replace function content.claimed_view(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_job).id, 'type', (p_job).type, 'team_id', (p_job).team_id, 'requester_id', (p_job).requester_id,
    'locale', (select t.locale from platform.teams t where t.team_id = (p_job).team_id),
    'brief', (p_job).brief, 'fence', (p_job).fence, 'attempts', (p_job).attempts, 'max_attempts', (p_job).max_attempts,
    'checkpoint_data', (p_job).checkpoint_data, 'versions', (p_job).versions, 'retries', (p_job).retries,
    'resume', case when (p_job).resume ->> 'kind' = 'reply' then (p_job).resume || jsonb_build_object('messages', coalesce((
        -- Whoever wrote before the newest plan or version was there had another one in mind.
        select jsonb_agg(jsonb_build_object('id', h.id, 'author_id', h.author_id, 'ts', h.slack_ts, 'text', h.text,
          'before_question', exists (select from content.chat_history q where q.job_id = h.job_id and q.kind = 'question' and q.id > h.id),
          'before_version', exists (select from content.chat_history d where d.job_id = h.job_id and d.kind = 'draft' and d.id > h.id)) order by h.id)
        from content.chat_history h where h.job_id = (p_job).id and h.unread), '[]'::jsonb))
      else (p_job).resume end)
$$;
