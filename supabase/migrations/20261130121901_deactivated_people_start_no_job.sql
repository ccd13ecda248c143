-- As the migration before it, with what the hand-overs changed in the same function meanwhile.

-- Starts what a person asked for. With `thread_ts` it is shown in that thread of people.
create or replace function content.enqueue_job(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_person platform.people;
  v_type text := p_job ->> 'type';
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_thread text := p_job ->> 'thread_ts';
begin
  if not exists (select from platform.teams where team_id = p_job ->> 'team_id') then
    raise sqlstate 'PT403' using message = format('Cannot start a job for team "%s": it is not installed here', p_job ->> 'team_id'),
      detail = 'unknown_team', hint = 'Run setup for this workspace.';
  end if;
  if v_type is null or v_type not in ('carousel', 'blog', 'research', 'plan', 'knowledge', 'brand_kit') then
    raise sqlstate 'PT400' using message = format('Cannot start a job of type "%s": accepted are carousel, blog, research, plan, knowledge, brand_kit', v_type),
      detail = 'bad_type';
  end if;
  select * into v_person from platform.people where team_id = p_job ->> 'team_id' and user_id = p_job ->> 'requester_id';
  if v_person.is_guest or v_person.is_deactivated then
    raise sqlstate 'PT403' using message = 'Guests and deactivated people cannot start jobs', detail = 'not_allowed', hint = 'Ask a member of the team.';
  end if;
  if v_type = 'brand_kit' and v_person.role is distinct from 'admin' then
    raise sqlstate 'PT403' using message = 'Only admins change the brand kit', detail = 'not_allowed', hint = 'Ask an admin.';
  end if;
  if coalesce(char_length(v_topic), 0) not between 1 and 2000 then
    raise sqlstate 'PT400' using message = format('Cannot start a job with a brief of %s characters: 1 to 2000 are accepted', coalesce(char_length(v_topic), 0)),
      detail = 'bad_brief';
  end if;
  if v_type = 'plan' and not coalesce(p_job -> 'brief' ->> 'count' ~ '^([1-9]|1\d|20)$', false) then
    raise sqlstate 'PT400' using message = format('Cannot plan %s briefs: 1 to 20 are accepted', left(p_job -> 'brief' ->> 'count', 20)),
      detail = 'bad_brief';
  end if;
  perform content.require_approved_research(p_job ->> 'team_id', v_type, p_job ->> 'from_job_id');
  if v_thread is not null then
    if v_type not in ('carousel', 'blog', 'research') or v_thread !~ '^[0-9]{1,12}\.[0-9]{6}$' then
      raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are carousel, blog and research in a thread of Slack', v_type, v_thread),
        detail = 'bad_thread';
    end if;
    if content.open_job_in(p_job ->> 'channel_id', v_thread) is not null
      and not exists (select from content.jobs j where j.idempotency_key = p_job ->> 'idempotency_key') then
      raise sqlstate 'PT409' using message = format('Cannot start a %s in thread "%s": it has a job that has not ended', v_type, v_thread),
        detail = 'thread_has_job', hint = 'Write what should change into the thread, or end that job first.';
    end if;
  end if;
  v_job.type := v_type;
  v_job.team_id := p_job ->> 'team_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.requester_id := p_job ->> 'requester_id';
  perform content.require_may_be_named(v_job, p_job ->> 'named_approver');
  v_job.brief := p_job -> 'brief' || case v_type when 'plan' then jsonb_build_object('time_zone', coalesce(v_person.tz, 'UTC')) else '{}' end;
  v_job.named_approver := p_job ->> 'named_approver';
  v_job.from_job_id := p_job ->> 'from_job_id';
  v_job.started_in := v_thread;
  v_job.idempotency_key := p_job ->> 'idempotency_key';
  return content.open_job(v_job, p_job ->> 'response_url', p_job ->> 'command');
end $$;