/**
 * What a database writes down of every change to a job and of every effect of a runner, in the very transaction that
 * makes it: who wrote (the `sub` of its token) and which claim was the newest then. What was rolled back leaves no line.
 */
export const journalSql = `
  create schema chaos;
  create table chaos.job_changes (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    tx xid8 not null default pg_current_xact_id(),
    job_id text not null,
    writer text not null,
    status_was text,
    status text not null,
    fence_was bigint,
    fence bigint not null,
    attempts_was integer,
    attempts integer not null,
    retries_was integer,
    retries integer not null,
    lease_over boolean,
    leased boolean not null,
    code text
  );
  create index on chaos.job_changes (job_id, fence);
  create index on chaos.job_changes (tx);
  create table chaos.effects (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    tx xid8 not null default pg_current_xact_id(),
    job_id text not null,
    writer text not null,
    what text not null,
    key text,
    -- Of the job at that moment, as this transaction sees it.
    fence bigint,
    status text,
    -- Of the claim that made the call, for the ledger.
    made_by bigint
  );
  create index on chaos.effects (job_id, fence);

  create function chaos.writer() returns text language sql stable set search_path = pg_catalog as $$
    select coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', 'owner') $$;

  create function chaos.note_job() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  begin
    if tg_op = 'UPDATE' and (new.status, new.fence, new.attempts, new.retries) is not distinct from (old.status, old.fence, old.attempts, old.retries) then
      insert into chaos.effects (job_id, writer, what, fence, status) values (new.id, chaos.writer(), 'job', new.fence, new.status);
    elsif tg_op = 'UPDATE' then
      insert into chaos.job_changes (job_id, writer, status_was, status, fence_was, fence, attempts_was, attempts, retries_was, retries, lease_over, leased, code)
      values (new.id, chaos.writer(), old.status, new.status, old.fence, new.fence, old.attempts, new.attempts, old.retries, new.retries,
        old.leased_until < platform.now(), new.leased_until is not null, new.error ->> 'code');
    else
      insert into chaos.job_changes (job_id, writer, status, fence, attempts, retries, leased)
      values (new.id, chaos.writer(), new.status, new.fence, new.attempts, new.retries, new.leased_until is not null);
    end if;
    return null;
  end $$;
  create trigger journal after insert or update on content.jobs for each row execute function chaos.note_job();

  create function chaos.note_effect() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  declare
    v_row jsonb := to_jsonb(new);
    v_job text := coalesce(v_row ->> 'job_id', v_row ->> 'thread_id');
  begin
    insert into chaos.effects (job_id, writer, what, key, fence, status, made_by)
    select v_job, chaos.writer(),
      tg_table_name || case when tg_table_name = 'usage_ledger' then ' ' || (v_row ->> 'state') || case when (v_row ->> 'unheard')::boolean then ' unheard' else '' end else '' end,
      coalesce(v_row ->> 'call_key', v_row ->> 'key', v_row ->> 'version', v_row ->> 'checkpoint_id'), j.fence, j.status, (v_row ->> 'fence')::bigint
    from content.jobs j where j.id = v_job;
    return null;
  end $$;
  create trigger journal after insert or update on content.usage_ledger for each row execute function chaos.note_effect();
  create trigger journal after insert or update on content.checkpoints for each row execute function chaos.note_effect();
  create trigger journal after insert or update on content.checkpoint_writes for each row execute function chaos.note_effect();
  create trigger journal after insert on content.drafts for each row execute function chaos.note_effect();
  create trigger journal after insert or update on content.artifacts for each row execute function chaos.note_effect();

  create view chaos.claims as
    select job_id, fence, writer, at from chaos.job_changes where status = 'running' and status_was is distinct from 'running';

  -- All of the gateway's connections can be taken by calls of it.
  create function content.hold_connection(p_seconds double precision) returns void
  language sql set statement_timeout = '60s' as $$ select pg_sleep(p_seconds) $$;
  grant execute on function content.hold_connection to greenlight_bot;
`;

/** Each finds what may never be, a row each; `it` says what it is. */
export const forbidden: Record<string, string> = {
  // The holder of the newest claim writes, while it holds the job or in the call that ends the claim. After that it may
  // tell what became of its own call of the model, and the reaper settles the calls of a job that it lets go.
  'a stale claim wrote': `
    select format('%s wrote %s %s of job %s at fence %s, which %s holds (%s)', e.writer, e.what, e.key, e.job_id, e.fence, coalesce(c.writer, 'no runner'), e.status) as it
    from chaos.effects e left join chaos.claims c on c.job_id = e.job_id and c.fence = e.fence
    where e.writer like 'runner-%'
      and not (c.writer is not distinct from e.writer and e.status = 'running')
      and not exists (select from chaos.job_changes x where x.tx = e.tx and x.job_id = e.job_id and x.status_was = 'running'
        and (c.writer = e.writer or x.lease_over and (e.what like 'usage_ledger%' or e.what = 'job')))
      and not (e.what ~ '^usage_ledger (settled|void)' and exists (
        select from chaos.claims o where o.job_id = e.job_id and o.fence = e.made_by and o.writer = e.writer))`,
  'a live lease was taken': `
    select format('%s took job %s from %s at fence %s before its lease was over', x.writer, x.job_id, c.writer, x.fence_was) as it
    from chaos.job_changes x join chaos.claims c on c.job_id = x.job_id and c.fence = x.fence_was
    where x.status_was = 'running' and x.writer like 'runner-%' and x.writer <> c.writer and not x.lease_over`,
  'an attempt was counted without a claim': `
    select format('%s changed the attempts of job %s from %s to %s, %s to %s', x.writer, x.job_id, x.attempts_was, x.attempts, x.status_was, x.status) as it
    from chaos.job_changes x
    where x.attempts <> x.attempts_was
      and not (x.attempts = x.attempts_was + 1 and x.status_was = 'queued' and x.status = 'running')
      and not (x.attempts = x.attempts_was - 1 and x.status_was = 'running' and x.status = 'queued')
      and not (x.attempts = 0 and (x.status like 'awaiting_%' or x.status_was in ('failed', 'awaiting_review', 'awaiting_input')))`,
  'a fence did not rise by one with its claim': `
    select format('job %s: fence %s to %s, %s to %s', x.job_id, x.fence_was, x.fence, x.status_was, x.status) as it
    from chaos.job_changes x
    where (x.status = 'running' and x.status_was <> 'running') and x.fence <> x.fence_was + 1`,
  'a job that waits holds a lease': `
    select format('job %s is %s with a lease', x.job_id, x.status) as it from chaos.job_changes x where x.leased <> (x.status = 'running')`,
  'a job ended twice': `
    select format('job %s: %s', x.job_id, string_agg(x.status, ', ' order by x.id)) as it
    from chaos.job_changes x where x.status in ('completed', 'rejected', 'cancelled') group by x.job_id having count(*) > 1`,
  'a paid call was made again': `
    select format('job %s asked for %s again at fence %s', e.job_id, e.key, e.fence) as it
    from chaos.effects e
    where e.what = 'usage_ledger reserved' and exists (
      select from chaos.effects p where p.job_id = e.job_id and p.key = e.key and p.what = 'usage_ledger settled' and p.id < e.id)`,
  'a draft was recorded twice': `
    select format('job %s: version %s %s times', e.job_id, e.key, count(*)) as it
    from chaos.effects e where e.what = 'drafts' group by e.job_id, e.key having count(*) > 1`,
  'a file of a draft is missing or another': `
    select format('job %s, version %s: %s', d.job_id, d.version, a ->> 'key') as it
    from content.drafts d join content.jobs j on j.id = d.job_id and d.version = j.versions
    cross join lateral jsonb_array_elements(d.artifacts || case when j.status = 'completed' then d.finals else '[]' end) a
    where not exists (select from content.artifacts f where f.key = a ->> 'key' and f.job_id = d.job_id and f.sha256 = a ->> 'sha256')`,
  'a file is left that no draft names': `
    select format('job %s: %s', f.job_id, f.key) as it
    from content.artifacts f join content.jobs j on j.id = f.job_id
    where j.status = 'completed' and not exists (
      select from content.drafts d cross join lateral jsonb_array_elements(d.artifacts || d.finals) a
      where d.job_id = f.job_id and a ->> 'key' = f.key)`,
};
