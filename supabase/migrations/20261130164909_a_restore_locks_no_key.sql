-- Noticing a restore waits for no one who only names the installation's row.
create or replace function platform.notice_restore() returns timestamptz
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if platform.is_restored() then
    perform from platform.installation for no key update;
    -- Another call may have noticed meanwhile.
    if platform.is_restored() then
      perform platform.mark_restored();
    end if;
  end if;
  return (select i.restored_at from platform.installation i);
end $$;
