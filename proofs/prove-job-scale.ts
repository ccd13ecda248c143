import { readFileSync } from 'node:fs';
import { quantile, round2 } from '../bench/quantile.ts';
import type { EmbeddedSupabase } from '../sandbox/supabase/start.ts';
import { storeFinishedJobs } from '../testing/supabase/finished-jobs.ts';

const TEAM = 'T0SCALE';
const ROUNDS = 9;
/** Of each round. */
const JOBS = 200;
/** What of an empty table's throughput has to remain. */
const LEAST = 0.8;

interface Options {
  stored: number;
  log(line: string): void;
}

/**
 * Claims and ends jobs on two databases in turn, one of them with so many finished jobs: no statement reads a big table end to end,
 * and throughput stays within 20 percent. Judged by the processor time of the connection, as the machine may have other work;
 * jobs a second by the clock are told beside it.
 */
export async function proveJobScale(
  withDatabase: <T>(work: (database: EmbeddedSupabase) => Promise<T>) => Promise<T>,
  { stored, log }: Options,
) {
  return withDatabase((empty) =>
    withDatabase(async (full) => {
      const began = performance.now();
      for (const { owner } of [empty, full]) {
        await owner.query(
          `select platform.install_team('{"team_id": "${TEAM}", "name": "Scale", "sandbox": true}')`,
        );
      }
      await storeFinishedJobs(full.owner, TEAM, stored);
      log(`stored ${stored} finished jobs in ${Math.round((performance.now() - began) / 1000)} s`);
      const sides = [
        { name: 'empty', owner: empty.owner, cpu: [] as number[], rate: [] as number[] },
        { name: 'full', owner: full.owner, cpu: [] as number[], rate: [] as number[] },
      ];
      const scans = async () => {
        await full.owner.query('select pg_stat_force_next_flush()');
        const { rows } = await full.owner.query(
          `select relname, seq_scan::integer as scans from pg_stat_user_tables
           where schemaname = 'content' and relname in ('jobs', 'outbox', 'content_history', 'chat_history') order by 1`,
        );
        return rows;
      };
      const before = await scans();
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const side of sides) {
          const seen = await drain(side.owner, round);
          // The first round pays for compiling the functions.
          if (round === 0) continue;
          side.cpu.push(seen.cpuMs / JOBS);
          side.rate.push((JOBS / seen.ms) * 1000);
        }
      }
      const after = await scans();
      const [least, most] = sides.map(({ cpu }) => quantile(cpu, 0.5)) as [number, number];
      const kept = round2(least / most);
      const faults = after.flatMap(({ relname, scans: now }, at) =>
        Number(now) > Number(before[at]?.scans) ? [`content.${relname} was read end to end`] : [],
      );
      if (kept < LEAST)
        faults.push(`${kept} of the empty table's throughput is left; at least ${LEAST} was asked for`);
      return {
        stored,
        jobs: (ROUNDS - 1) * JOBS,
        throughput_kept: kept,
        cpu_ms_a_job: { empty: least, full: most },
        jobs_a_second: Object.fromEntries(
          sides.map(({ name, rate }) => [name, Math.round(quantile(rate, 0.5))]),
        ),
        table_mb: Number(
          (await full.owner.query(`select pg_total_relation_size('content.jobs') / 1000000 as mb`)).rows[0]
            ?.mb,
        ),
        faults,
      };
    }),
  );
}

/** Jobs of five people, claimed and ended one after the other. */
async function drain(
  owner: EmbeddedSupabase['owner'],
  round: number,
): Promise<{ ms: number; cpuMs: number }> {
  await owner.query(
    `insert into content.jobs (type, brief, team_id, requester_id, channel_id, thread_ts, idempotency_key)
     select 'plan', '{"topic": "a plan"}', $1, 'asker ' || n % 5, 'C1', '200000000' || $2 || '.' || lpad(n::text, 6, '0'), 'round ' || $2 || ' ' || n
     from generate_series(1, ${JOBS}) n`,
    [TEAM, String(round)],
  );
  const { rows } = await owner.query('select pg_backend_pid() as pid');
  const pid = Number(rows[0]?.pid);
  const [began, cpu] = [performance.now(), cpuMs(pid)];
  for (let n = 0; n < JOBS; n += 1) {
    const claimed = await owner.query(`select content.claim_job('scale', array['plan']) as job`);
    const job = claimed.rows[0]?.job as { id: string; fence: number } | null;
    if (!job) throw new Error(`No job to claim after ${n} of ${JOBS}`);
    await owner.query(`select content.finish_job($1, $2, '{}')`, [job.id, job.fence]);
  }
  return { ms: performance.now() - began, cpuMs: cpuMs(pid) - cpu };
}

/** Of a process on this machine, as Linux's scheduler counts it. */
function cpuMs(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}
