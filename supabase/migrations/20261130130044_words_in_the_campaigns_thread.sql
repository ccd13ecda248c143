-- The words of a campaign are written and decided in the campaign's own thread; facts come with the quote that they rest on.

alter table content.jobs
  drop constraint only_drafts_start_in_a_thread,
  add constraint only_drafts_start_in_a_thread check (started_in is null or type in ('carousel', 'blog', 'research', 'incoming_webhook', 'outreach_notes'));

-- Starts what outreach handed over; the brief says all that the agent may know, and `key` is the hand-over's. Only a reply may
-- stand in a thread. Raises `unknown_requester` for a person who may not start jobs (any more).
create or replace function content.enqueue_handed_over(p_job jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_topic text := trim(p_job -> 'brief' ->> 'topic');
  v_started jsonb;
begin
  v_job.type := p_job ->> 'type';
  v_job.team_id := p_job ->> 'team_id';
  v_job.requester_id := p_job ->> 'requester_id';
  v_job.channel_id := p_job ->> 'channel_id';
  v_job.brief := p_job -> 'brief';
  v_job.started_in := p_job ->> 'thread_ts';
  v_job.idempotency_key := 'handover:' || (p_job ->> 'key');
  if v_job.type is null or v_job.type not in ('outreach_notes', 'lead_enrichment', 'incoming_webhook') then
    raise sqlstate 'PT400' using message = format('Cannot take over a job of type "%s": accepted are outreach_notes, lead_enrichment, incoming_webhook', v_job.type),
      detail = 'bad_type';
  elsif coalesce(char_length(v_topic), 0) not between 1 and 2000 or coalesce(p_job -> 'brief' ->> 'reference', '') = '' then
    raise sqlstate 'PT400' using message = format('Cannot take over a brief with a topic of %s characters and reference "%s": 1 to 2000 and a reference are accepted',
      coalesce(char_length(v_topic), 0), left(p_job -> 'brief' ->> 'reference', 100)), detail = 'bad_brief';
  elsif v_job.started_in is not null and (v_job.type not in ('incoming_webhook', 'outreach_notes') or v_job.started_in !~ '^[0-9]{1,12}\.[0-9]{6}$') then
    raise sqlstate 'PT400' using message = format('Cannot start a %s in thread "%s": accepted are incoming_webhook and outreach_notes in a thread of Slack', v_job.type, v_job.started_in),
      detail = 'bad_thread';
  elsif not exists (
    select from platform.people p
    where p.team_id = v_job.team_id and p.user_id = v_job.requester_id and not p.is_guest and not p.is_deactivated) then
    raise sqlstate 'PT403' using message = format('Cannot start a job for "%s": accepted are people of the team, but guests', v_job.requester_id),
      detail = 'unknown_requester';
  end if;
  v_started := content.open_job(v_job, null, null);
  if v_job.type = 'lead_enrichment' and (v_started ->> 'created')::boolean then
    perform content.keep_records(v_started ->> 'job_id', p_job -> 'records');
  end if;
  return v_started;
end $$;

-- What is known of a person, for the words: each fact with its field and where it comes from.
create or replace function outreach.lead_facts(p_lead outreach.leads) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('field', f.field, 'value', f.value, 'source', coalesce((p_lead).fields -> f.field ->> 'source', 'setup'),
    'quote', (p_lead).fields -> f.field ->> 'quote', 'url', (p_lead).fields -> f.field ->> 'url')) order by f.place), '[]'::jsonb)
  from (values
    (1, 'title', (p_lead).title), (2, 'company', (p_lead).company), (3, 'industry', (p_lead).industry), (4, 'seniority', (p_lead).seniority),
    (5, 'headcount', (p_lead).headcount::text), (6, 'country', (p_lead).country), (7, 'website', (p_lead).website)) f (place, field, value)
  where f.value is not null
$$;
