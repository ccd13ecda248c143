interface Owner {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** Rows of one statement. */
const SLICE = 100_000;

/** Stores jobs that ended within the last three years, of 200 people, with what each leaves in the other tables that a job writes to. */
export async function storeFinishedJobs(owner: Owner, teamId: string, count: number): Promise<void> {
  await owner.query('alter table content.jobs disable trigger user');
  await owner.query('alter table content.content_history disable trigger user');
  for (let first = 1; first <= count; first += SLICE) {
    const numbers = `generate_series(${first}, ${Math.min(count, first + SLICE - 1)}) n`;
    await owner.query(
      `insert into content.jobs (id, type, status, brief, team_id, requester_id, channel_id, thread_ts, attempts, fence, idempotency_key, created_at, ended_at)
       select 'stored ' || n, 'carousel', 'cancelled', jsonb_build_object('topic', 'stored ' || n), $1, 'person ' || n % 200, 'C1', n || '.000001', 1, 1,
         'stored ' || n, now() - make_interval(secs => n * 90), now() - make_interval(secs => n * 90) from ${numbers}`,
      [teamId],
    );
    await owner.query(
      `insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at, ended_at)
       select 'stored ' || n, $1, 'carousel', 'person ' || n % 200, 'stored ' || n, '{}', 'cancelled', now() - make_interval(secs => n * 90),
         now() - make_interval(secs => n * 90) from ${numbers}`,
      [teamId],
    );
    await owner.query(
      `insert into content.outbox (job_id, kind, shown, ts, run_at) select 'stored ' || n, kind, 1, n || '.000001', now() - make_interval(secs => n * 90)
       from ${numbers}, unnest(array['brief', 'progress']) kind`,
    );
  }
  await owner.query('alter table content.content_history enable trigger user');
  await owner.query('alter table content.jobs enable trigger user');
  await owner.query('analyze content.jobs, content.content_history, content.outbox');
}
