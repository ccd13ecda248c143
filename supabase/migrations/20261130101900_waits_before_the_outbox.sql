-- A change of who may decide and a job that moves at the same instant lock what they share in one order: waits, then the outbox.

drop trigger waits_follow_people on platform.people;
drop trigger waits_follow_rules on platform.approver_rule_versions;
drop trigger waits_follow_user_groups on platform.user_groups;

create trigger dues_follow_people after update of role, is_guest, is_deactivated, tz on platform.people
for each row when ((old.role, old.is_guest, old.is_deactivated, old.tz) is distinct from (new.role, new.is_guest, new.is_deactivated, new.tz))
execute function content.look_again();
create trigger dues_follow_rules after insert on platform.approver_rule_versions
for each row execute function content.look_again();
create trigger dues_follow_user_groups after insert or update of members, is_disabled on platform.user_groups
for each row execute function content.look_again();

create or replace function content.remind_due(p_limit integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_id text;
  v_job content.jobs;
  v_wait content.waits;
  v_count integer := 0;
begin
  for v_id in
    select w.job_id from content.waits w where w.look_at <= platform.now() order by w.look_at, w.job_id limit platform.limit_of(p_limit, 100)
  loop
    -- The job first, as everything that changes one does.
    select * into v_job from content.jobs j where j.id = v_id for update skip locked;
    select * into v_wait from content.waits w where w.job_id = v_job.id and w.look_at <= platform.now() for update;
    if v_wait.job_id is not null then
      perform content.look_at_wait(v_job, v_wait);
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end $$;
