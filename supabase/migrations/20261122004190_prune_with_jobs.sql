-- What goes when a job's history is pruned, besides its checkpoints: the pages that it alone had read, unless an
-- approved draft of it quotes them, and uploads that nobody came for.
create or replace function content.prune_checkpoints(p_days integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_threads text[];
begin
  select array_agg(j.id) into v_threads from (
    select e.id from content.jobs e
    where e.ended_at < platform.now() - make_interval(days => p_days)
      and exists (select from content.checkpoints c where c.thread_id = e.id)
    order by e.ended_at limit 100 for update skip locked) j;
  delete from content.checkpoint_writes where thread_id = any (v_threads);
  delete from content.checkpoint_channels where thread_id = any (v_threads);
  delete from content.checkpoints where thread_id = any (v_threads);
  delete from content.documents d where d.id = any (array(
    select o.id from content.documents o join content.jobs j on j.id = o.job_id
    where j.ended_at < platform.now() - make_interval(days => p_days)
      and not exists (
        select from content.drafts a cross join jsonb_array_elements(a.content -> 'sources') s
        where a.job_id = j.id and a.status = 'approved' and s ->> 'document_id' = o.id)
    limit 100));
  perform content.prune_uploads();
  return coalesce(cardinality(v_threads), 0);
end $$;

-- New tables have numbers of their own; nobody but the owner takes one.
revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke all on all sequences in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
