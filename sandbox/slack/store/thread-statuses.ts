import type { DatabaseSync } from 'node:sqlite';
import type { ThreadStatus } from '../shapes.ts';

/** What the app says of its work in a thread: one status a thread, gone by itself. */
export function threadStatusStore(db: DatabaseSync, now: () => number) {
  const write = db.prepare(
    'insert or replace into thread_statuses (channel_id, thread_ts, expires_at, body) values (?, ?, ?, ?)',
  );
  const drop = db.prepare('delete from thread_statuses where channel_id = ? and thread_ts = ?');
  const dropOld = db.prepare('delete from thread_statuses where expires_at <= ?');
  const every = db.prepare('select * from thread_statuses where expires_at > ? order by rowid');
  return {
    put({ channel_id, thread_ts, expires_at, ...said }: ThreadStatus): void {
      dropOld.run(Math.floor(now()));
      write.run(channel_id, thread_ts, expires_at, JSON.stringify(said));
    },
    /** False when there was none. */
    clear: (channelId: string, threadTs: string): boolean => drop.run(channelId, threadTs).changes > 0,
    all: (): ThreadStatus[] =>
      every.all(Math.floor(now())).map((row) => ({
        channel_id: String(row.channel_id),
        thread_ts: String(row.thread_ts),
        expires_at: Number(row.expires_at),
        ...(JSON.parse(String(row.body)) as Pick<ThreadStatus, 'status' | 'loading_messages'>),
      })),
  };
}
export type ThreadStatusStore = ReturnType<typeof threadStatusStore>;
