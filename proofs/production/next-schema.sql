-- What the next release may do to a schema on which parts of this one still run: add, never take away or rename.
alter table content.jobs add column labels text[];
alter table content.outbox add column channel_hint text;
alter table content.drafts add column reviewed_note text not null default '';

-- Answers with a key more.
alter function content.claim_job(text, text[]) rename to claim_job_before;
create function content.claim_job(p_worker text, p_types text[], p_labels text[] default null) returns jsonb
language sql security definer set search_path = ''
as $$
  select content.claim_job_before(p_worker, p_types) || jsonb_build_object('labels', p_labels)
$$;
revoke execute on function content.claim_job, content.claim_job_before from public, anon, authenticated, service_role;
grant execute on function content.claim_job to greenlight_agent;

alter function content.record_review(jsonb) rename to record_review_before;
create function content.record_review(p_click jsonb) returns jsonb
language sql security definer set search_path = ''
as $$
  select content.record_review_before(p_click) || jsonb_build_object('labels', '[]'::jsonb)
$$;
revoke execute on function content.record_review, content.record_review_before from public, anon, authenticated, service_role;
grant execute on function content.record_review to greenlight_bot;

-- A function that no part of this release knows.
create function content.label_job(p_job_id text, p_labels text[]) returns void
language sql security definer set search_path = ''
as $$
  update content.jobs set labels = p_labels where id = p_job_id
$$;
revoke execute on function content.label_job from public, anon, authenticated, service_role;
grant execute on function content.label_job to greenlight_bot;
