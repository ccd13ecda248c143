-- Who may answer a question follows from its kind, so that there is none of an unknown kind.
alter table content.questions add constraint who_may_answer_is_known
  check (coalesce(content ->> 'kind' in ('strategy', 'language', 'brand_kit'), false));

-- Asks people and waits without a worker. The newest number again, with the same content, only waits again.
create or replace function content.record_question(p_job_id text, p_fence bigint, p_question jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_number integer := content.number_of(p_question, 'number');
  v_kind text := p_question -> 'content' ->> 'kind';
  v_hash text;
  v_question content.questions;
begin
  -- Who may answer follows from the kind.
  if not coalesce(v_kind = any (case v_job.type when 'brand_kit' then array['brand_kit'] when 'knowledge' then '{}'::text[]
                                else array['strategy', 'language'] end), false) then
    raise sqlstate 'PT400' using message = format('Cannot ask a question of kind "%s" for a %s: accepted are strategy and language for drafts, brand_kit for brand kits', v_kind, v_job.type),
      detail = 'bad_question';
  end if;
  v_hash := content.draft_hash(p_question -> 'content', p_question -> 'artifacts');
  perform content.require_stored(p_job_id, p_question -> 'artifacts', format('question %s', v_number));
  if v_number = v_job.questions then
    select * into v_question from content.questions where job_id = p_job_id and number = v_number;
  end if;
  if v_question.number is not null then
    if v_question.hash <> v_hash or v_question.status <> 'open' then
      raise sqlstate 'PT409' using message = format('Cannot ask question %s of job "%s" again: it is %s and its text is fixed', v_number, p_job_id, v_question.status),
        detail = 'question_is_fixed';
    end if;
  elsif v_number <> v_job.questions + 1 then
    raise sqlstate 'PT409' using message = format('Cannot ask question %s of job "%s": the next one is %s', v_number, p_job_id, v_job.questions + 1),
      detail = 'wrong_question';
  else
    update content.questions set status = 'superseded' where job_id = p_job_id and status = 'open';
    insert into content.questions (job_id, number, hash, content, artifacts)
    values (p_job_id, v_number, v_hash, p_question -> 'content', p_question -> 'artifacts')
    returning * into v_question;
    perform content.say(v_job, 'agent', coalesce(p_question -> 'content' ->> 'model', v_job.type), 'question',
      coalesce(p_question -> 'content' ->> 'angle', v_kind));
  end if;
  update content.jobs
  set status = 'awaiting_input', questions = v_number, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  if jsonb_array_length(v_question.artifacts) > 0 then
    perform content.show(p_job_id, 'question_pages', v_number);
  end if;
  if v_number > 1 then
    perform content.show(p_job_id, 'question', v_number - 1);
  end if;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, (p_question ->> 'read_upto')::bigint);
  return content.question_view(v_question);
end $$;

revoke execute on function content.record_question from public, anon, authenticated, service_role;
grant execute on function content.record_question to greenlight_agent;
