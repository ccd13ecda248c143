import type { DatabaseSync } from 'node:sqlite';

export interface Reaction {
  name: string;
  /** In the order in which they reacted. */
  users: string[];
}

export function reactionStore(db: DatabaseSync) {
  const insert = db.prepare(
    'insert or ignore into reactions (channel_id, ts, name, user_id) values (?, ?, ?, ?)',
  );
  const drop = db.prepare(
    'delete from reactions where channel_id = ? and ts = ? and name = ? and user_id = ?',
  );
  const every = db.prepare(
    'select name, user_id from reactions where channel_id = ? and ts = ? order by rowid',
  );
  return {
    /** False when it stands already. */
    add: (channelId: string, ts: string, name: string, userId: string): boolean =>
      insert.run(channelId, ts, name, userId).changes > 0,
    /** False when there is none. */
    remove: (channelId: string, ts: string, name: string, userId: string): boolean =>
      drop.run(channelId, ts, name, userId).changes > 0,
    /** In the order in which each emoji came first. */
    of(channelId: string, ts: string): Reaction[] {
      const byName = new Map<string, string[]>();
      for (const row of every.all(channelId, ts))
        byName.set(String(row.name), [...(byName.get(String(row.name)) ?? []), String(row.user_id)]);
      return [...byName].map(([name, users]) => ({ name, users }));
    },
  };
}
export type ReactionStore = ReturnType<typeof reactionStore>;
