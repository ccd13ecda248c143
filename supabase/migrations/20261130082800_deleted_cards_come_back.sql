-- A card that people deleted is posted again while something can be decided with it.

create index outbox_by_message on content.outbox (ts) where ts is not null;

-- People deleted a message of the bot: what something can still be decided with is posted again. The bot itself deletes
-- what no row shows. A post that is under way is looked up first. False: there is nothing to post again.
create function content.show_again(p_message jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
begin
  select j.* into v_job from content.outbox o join content.jobs j on j.id = o.job_id
  where o.ts = p_message ->> 'ts' and j.channel_id = p_message ->> 'channel_id' and j.team_id = p_message ->> 'team_id'
  for update of j;
  update content.outbox o
  set ts = null, shown = 0, maybe_posted = true, given_up = false, attempts = 0, run_at = platform.now(),
      fence = o.fence + 1, leased_until = null, worker = null
  where o.job_id = v_job.id and o.ts = p_message ->> 'ts' and o.kind in ('progress', 'card', 'question', 'budget')
    and (v_job.ended_at is null or v_job.status in ('failed', 'expired'))
    and not exists (select from content.outbox n where n.job_id = o.job_id and n.kind = o.kind and n.edition > o.edition);
  return found;
end $$;

revoke execute on function content.show_again from public, anon, authenticated, service_role;
grant execute on function content.show_again to greenlight_bot;
