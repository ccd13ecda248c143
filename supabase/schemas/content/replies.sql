-- Answers to what people wrote back to the team: their drafts are decided on as all others, and cross to outreach as approved.

-- What the agent took a message for is told with its first draft.
create function content.hand_over_intent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hand_over(j.team_id, 'intent', 'intent:' || j.id,
    jsonb_build_object('event_id', j.brief ->> 'reference', 'intent', new.content ->> 'intent', 'job_id', j.id))
  from content.jobs j where j.id = new.job_id;
  return null;
end $$;
create trigger intents_go_to_outreach after insert on content.drafts
  for each row when (new.version = 1 and new.content ->> 'kind' = 'incoming_webhook')
  execute function content.hand_over_intent();

-- The approval hands the answer over in its own transaction: the words that its people have approved.
create function content.hand_over_answer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.hand_over(j.team_id, 'answer', 'answer:' || j.id, jsonb_build_object(
    'event_id', j.brief ->> 'reference', 'text', new.content ->> 'answer',
    'text_hash', encode(sha256(convert_to(new.content ->> 'answer', 'UTF8')), 'hex'),
    'approvals', coalesce((
      select jsonb_agg(jsonb_build_object('person_id', r.reviewer_id, 'at', r.created_at) order by r.created_at, r.id)
      from content.reviews r where r.draft_id = new.id and r.decision = 'approve'), '[]'::jsonb),
    'author_id', j.requester_id, 'text_by', content.author_ids(new), 'job_id', j.id, 'version', new.version))
  from content.jobs j where j.id = new.job_id;
  return null;
end $$;
create trigger approved_answers_go_to_outreach after update of status on content.drafts
  for each row when (new.status = 'approved' and old.status <> 'approved' and new.content ->> 'kind' = 'incoming_webhook')
  execute function content.hand_over_answer();

-- Ends the work on a message that is not to be answered any more: the person wrote again, or is never written to again. Its runner's
-- next write is refused. `not_found`: there is no such work (yet); `ended`: it was over.
create function content.close_reply(p_reply jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select * into v_job from content.jobs
  where team_id = p_reply ->> 'team_id' and type = 'incoming_webhook' and brief ->> 'reference' = p_reply ->> 'event_id'
  for no key update;
  if v_job.id is null then
    return 'not_found';
  elsif not content.can_move(v_job.status, 'cancelled') then
    return 'ended';
  end if;
  update content.jobs
  set status = 'cancelled', fence = fence + 1, leased_until = null, worker = null, resume = null, ended_at = platform.now(),
      error = jsonb_build_object('code', p_reply ->> 'reason', 'message', 'The message is not to be answered any more')
  where id = v_job.id returning * into v_job;
  perform content.say(v_job, 'agent', v_job.type, 'outcome', p_reply ->> 'reason');
  perform content.show_job(v_job);
  return 'closed';
end $$;

-- The work on a message is found by it.
create index jobs_of_a_reply on content.jobs (team_id, (brief ->> 'reference')) where type = 'incoming_webhook';

grant execute on function content.close_reply to greenlight_bot;
