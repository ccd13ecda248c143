import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import { inLanes } from '../../platform/lanes.ts';
import { type OpenEngine, payload, timeStarts } from '../jobs/engine.ts';

/** The least that it accepts, s. */
const POLL_S = 0.5;

/** pg-boss with ten connections and its own supervision, told of new jobs by NOTIFY. */
export const open: OpenEngine = async (connection) => {
  const boss = new PgBoss({ connectionString: connection, max: 10, useListenNotify: true });
  boss.on('error', (error) => console.error(`pg-boss: ${error.message}`));
  await boss.start();
  await boss.createQueue('asked');
  await boss.createQueue('filled');
  await boss.createQueue('told', { notify: true });
  let stored = 0;
  return {
    name: 'pg-boss',
    enqueue: () => boss.send('asked', payload(stored++)),
    async fill(count) {
      for (let at = 0; at < count; at += 1000) {
        const data = Array.from({ length: Math.min(1000, count - at) }, (_, n) => ({
          data: payload(at + n),
        }));
        await boss.insert('filled', data);
      }
    },
    // By its own calls, which do not wait for its poll.
    async drain(count, { lanes, batch }) {
      let drained = 0;
      await inLanes(Array.from({ length: lanes }), lanes, async () => {
        for (;;) {
          const jobs = await boss.fetch('filled', { batchSize: batch });
          if (jobs.length === 0) return;
          await boss.complete(
            'filled',
            jobs.map(({ id }) => id),
          );
          drained += jobs.length;
        }
      });
      if (drained !== count) throw new Error(`Drained ${drained} of ${count} jobs`);
    },
    async starts(count, gapMs, hinted) {
      const queue = hinted ? 'told' : 'asked';
      const waiting = new Map<number, () => void>();
      await boss.work<{ n: number }>(queue, { pollingIntervalSeconds: POLL_S }, async ([job]) =>
        waiting.get(job?.data.n ?? -1)?.(),
      );
      const times = await timeStarts(count, gapMs, async (_n, started) => {
        stored += 1;
        waiting.set(stored, started);
        await boss.send(queue, payload(stored));
      });
      await boss.offWork(queue);
      return times;
    },
    async clear() {
      const client = new Client({ connectionString: connection });
      await client.connect();
      await client.query('delete from pgboss.job');
      await client.query('vacuum analyze');
      await client.end();
    },
    stop: () => boss.stop({ graceful: false }),
  };
};
