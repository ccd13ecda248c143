-- Time for every decision. In production it is the database's clock; in the sandbox and in tests the owner can move it.
create table platform.settings (
  is_the_only_row boolean primary key default true constraint there_is_one_row check (is_the_only_row),
  sandbox boolean not null default false,
  clock_offset interval not null default interval '0',
  constraint clock_moves_only_in_the_sandbox check (sandbox or clock_offset = interval '0')
);
alter table platform.settings enable row level security;

insert into platform.settings default values;

-- In PL/pgSQL, as what each row is stored with: a session keeps its plan, where SQL's is made anew for each call.
create function platform.now() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return pg_catalog.now() + (select s.clock_offset from platform.settings s);
end $$;

-- Owner only: no part is granted it.
create function platform.set_clock_offset(p_offset interval) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update platform.settings set clock_offset = p_offset
$$;
