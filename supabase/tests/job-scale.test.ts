import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, installTeam, type Parts, startJob, TEAM } from '../../testing/supabase/content.ts';
import { storeFinishedJobs } from '../../testing/supabase/finished-jobs.ts';

const database = useDatabase();
const { query } = database.owner;
/** `npm run prove -- --only job-scale` stores 1,000,000. */
const STORED = 5_000;
let parts: Parts;

beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
  await storeFinishedJobs(database.owner, TEAM, STORED);
  // All of them are older by now.
  await query('select content.keep_history_for(90)');
  await database.advanceClock(100 * 86_400);
  await query('create table public.scans (call text, name text, rows bigint)');
});

const big = [
  'jobs',
  'outbox',
  'content_history',
  'chat_history',
  'checkpoints',
  'checkpoint_channels',
  'checkpoint_writes',
];

/** Runs one call in one transaction and answers the rows that it read by scanning big tables end to end. */
async function scanned(call: string): Promise<unknown[]> {
  await query(
    `do $$ begin
       perform ${call};
       insert into public.scans select $call$${call}$call$, relname, seq_tup_read from pg_stat_xact_user_tables
       where schemaname = 'content' and relname in (${big.map((b) => `'${b}'`).join(', ')}) and seq_tup_read > 0;
     end $$`,
  );
  return (await query('select name, rows from public.scans where call = $1', [call])).rows;
}

test(`a job from its command to its end reads no table end to end, with ${STORED} finished jobs stored`, async () => {
  const id = await startJob(parts);
  const { rows } = await query('select max(id) as id from content.outbox where job_id = $1', [id]);
  const asked = JSON.stringify({
    team_id: TEAM,
    type: 'plan',
    requester_id: 'bia',
    channel_id: 'C1',
    brief: { topic: 'a plan', count: 3 },
    idempotency_key: 'scale',
  });
  const writes = JSON.stringify({
    thread_id: id,
    fence: 1,
    checkpoint_ns: '',
    checkpoint_id: 'c',
    task_id: 't',
    writes: [{ idx: 0, channel: 'x', type: 'json', data: '' }],
  });
  for (const call of [
    `content.enqueue_job('${asked}')`,
    `content.enqueue_jobs('[${asked.replace('"scale"', '"scale together"')}]')`,
    'content.bot_due()',
    'content.agent_due()',
    `content.find_job('scale')`,
    `content.claim_outbox('w', 20)`,
    `content.settle_outbox(${rows[0]?.id}, 1, '1.5', 1)`,
    `content.claim_job('w', array['carousel'])`,
    `content.heartbeat_job('${id}', 1)`,
    `content.lost_claims('[{"id": "${id}", "fence": 1}]')`,
    `content.record_progress('${id}', 1, '{"node": "n", "steps": []}')`,
    `content.put_checkpoint_writes('${writes}')`,
    `content.get_checkpoint('${id}', 1, '', null)`,
    `content.fail_job('${id}', 1, '{"code": "x", "message": "x"}', 0)`,
    `content.claim_job('w', array['carousel'])`,
    `content.give_back_job('${id}', 2)`,
    'content.reap_jobs()',
    'content.remind_due(20)',
    'content.agent_metrics()',
    'content.bot_metrics()',
    'content.remove_ended_jobs(25)',
    `content.cancel_job('${id}', 'ana')`,
  ]) {
    expect(await scanned(call), call).toEqual([]);
  }
  expect((await parts.bot.getJob(id))?.status).toBe('cancelled');
  const left = await query(`select from content.jobs where id like 'stored %'`);
  expect(left.rows).toHaveLength(STORED - 25);
  // What reads them all is seen.
  expect(await scanned(`(select count(*) from content.jobs where worker = 'none')`)).toHaveLength(1);
});
