import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { plant } from '../../testing/review-desk/faults.ts';

type Query = EmbeddedSupabase['owner']['query'];
type Fault = Parameters<typeof plant>[1];

const fault = (name: string, of: string, from: string, to: string): Fault => ({
  name,
  changes: [{ function: of, from, to }],
});

/**
 * What could be wrong in the SQL of the job engine; stories that do not find each of them prove little. What needs two statements
 * at the same instant (no skip locked, a select before the update) cannot be seen here, where one runs at a time.
 */
export const plantedFaults: readonly Fault[] = [
  ...[
    ['heartbeat_job', 'perform content.hold_job(p_job_id, p_fence);', ''],
    ['record_progress', 'perform content.hold_job(p_job_id, p_fence);', ''],
    ['give_back_job', 'perform content.hold_job(p_job_id, p_fence);', ''],
    [
      'fail_job',
      'content.hold_job(p_job_id, p_fence)',
      '(select j from content.jobs j where j.id = p_job_id)',
    ],
    [
      'record_draft',
      'v_job := content.hold_job(p_job_id, p_fence);',
      'select * into v_job from content.jobs where id = p_job_id;',
    ],
    ['put_checkpoint', `perform content.hold_job(p_put ->> 'thread_id', (p_put ->> 'fence')::bigint);`, ''],
    [
      'put_checkpoint_writes',
      `perform content.hold_job(p_put ->> 'thread_id', (p_put ->> 'fence')::bigint);`,
      '',
    ],
    ['settle_outbox', 'and fence = p_fence and leased_until is not null', ''],
  ].map(([name, from = '', to = '']) => fault(`${name} takes any fence`, `content.${name}`, from, to)),
  fault(
    'a claim keeps the fence of the one before',
    'content.claim_job',
    'fence = j.fence + 1',
    'fence = j.fence',
  ),
  fault(
    'who has the most jobs running is not last',
    'content.claim_job',
    `order by (select count(*) from content.jobs b where b.status = 'running' and b.requester_id = q.requester_id),`,
    'order by',
  ),
  fault(
    'the reaper takes jobs whose lease holds',
    'content.reap_jobs',
    'e.leased_until < platform.now()',
    'true',
  ),
  fault(
    `the reaper goes by its process's clock`,
    'content.reap_jobs',
    'e.leased_until < platform.now()',
    'e.leased_until < clock_timestamp()',
  ),
  fault(
    'a job that was given back has lost an attempt',
    'content.give_back_job',
    'attempts = greatest(attempts - 1, 0)',
    'attempts = attempts',
  ),
  fault(
    'a paid answer is asked for again',
    'content.reserve_usage',
    `and state = 'settled' and not unheard;`,
    'and false;',
  ),
  fault(
    'the newest checkpoint is the one of the fastest clock',
    'content.get_checkpoint',
    'order by c.put_order desc',
    'order by c.checkpoint_id desc',
  ),
  fault(
    'a post of a dead process is not looked for',
    'content.claim_outbox',
    'o.ts is null and (o.leased_until is not null',
    'o.ts is null and (false',
  ),
  fault(
    'a post without an answer is not looked for',
    'content.fail_outbox',
    `maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false)`,
    'maybe_posted = maybe_posted',
  ),
  fault(
    'what changed while it was drawn is not drawn again',
    'content.settle_outbox',
    'shown = greatest(shown, p_revision)',
    'shown = wanted',
  ),
];

/** While `work` runs the fault is there, and after it the function is as it was. */
export async function withPlanted<T>(query: Query, planted: Fault, work: () => Promise<T>): Promise<T> {
  const names = planted.changes.map((change) => change.function);
  const { rows } = await query('select pg_get_functiondef(f::regproc) as source from unnest($1::text[]) f', [
    names,
  ]);
  await plant(query, planted);
  try {
    return await work();
  } finally {
    for (const { source } of rows) await query(String(source));
  }
}
