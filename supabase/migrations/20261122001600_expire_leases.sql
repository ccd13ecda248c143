-- Owner only: ends every lease, for whoever knows that no holder lives (the sandbox, which holds the lock of its data).
-- Elsewhere leases end by themselves, 30 s after the last sign of life.
create function content.expire_leases() returns void
language sql security definer set search_path = ''
as $$
  update content.jobs set leased_until = platform.now() - interval '1 second' where status = 'running';
  update content.outbox set leased_until = platform.now() - interval '1 second' where leased_until > platform.now();
$$;

revoke all on all tables in schema content from public, anon, authenticated, service_role;
revoke execute on all functions in schema content from public, anon, authenticated, service_role;
