import { Logger, makeWorkerUtils, type Runner, run } from 'graphile-worker';
import { Pool } from 'pg';
import { type OpenEngine, payload, timeStarts } from '../jobs/engine.ts';

/** graphile-worker with ten connections. Its workers are told of new jobs by NOTIFY in any case. */
export const open: OpenEngine = async (connection) => {
  const pgPool = new Pool({ connectionString: connection, max: 10 });
  pgPool.on('error', (error) => console.error(`graphile-worker: ${error.message}`));
  const logger = new Logger(() => () => {});
  const queue = await makeWorkerUtils({ pgPool, logger });
  await queue.migrate();
  let stored = 0;
  const work = (
    task: string,
    concurrentJobs: number,
    worker: object,
    each: (n: number) => void,
  ): Promise<Runner> =>
    run({
      pgPool,
      logger,
      noHandleSignals: true,
      preset: { worker: { concurrentJobs, ...worker } },
      taskList: { [task]: async (given) => each((given as { n: number }).n) },
    });
  return {
    name: 'graphile-worker',
    enqueue: () => queue.addJob('asked', payload(stored++)),
    async fill(count) {
      for (let at = 0; at < count; at += 1000) {
        await queue.addJobs(
          Array.from({ length: Math.min(1000, count - at) }, (_, n) => ({
            identifier: 'filled',
            payload: payload(at + n),
          })),
        );
      }
    },
    async drain(count, { lanes, batch }) {
      let drained = 0;
      let all = () => {};
      const handled = new Promise<void>((done) => {
        all = done;
      });
      const settings =
        batch === 1
          ? { localQueue: { size: -1 }, completeJobBatchDelay: -1, failJobBatchDelay: -1 }
          : { localQueue: { size: batch }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };
      const runner = await work('filled', lanes, settings, () => {
        drained += 1;
        if (drained === count) all();
      });
      await handled;
      for (;;) {
        const { rows } = await pgPool.query(
          'select count(*)::integer as n from graphile_worker._private_jobs',
        );
        if (rows[0].n === 0) break;
        await new Promise((later) => setTimeout(later, 5));
      }
      await runner.stop();
    },
    async starts(count, gapMs, hinted) {
      if (!hinted) return [];
      const waiting = new Map<number, () => void>();
      const runner = await work('told', 1, { pollInterval: 2000 }, (n) => waiting.get(n)?.());
      const times = await timeStarts(count, gapMs, async (_n, started) => {
        stored += 1;
        waiting.set(stored, started);
        await queue.addJob('told', payload(stored));
      });
      await runner.stop();
      return times;
    },
    async clear() {
      await pgPool.query('delete from graphile_worker._private_jobs');
      await pgPool.query('vacuum analyze');
    },
    async stop() {
      await queue.release();
      await pgPool.end();
    },
  };
};
