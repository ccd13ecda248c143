import type { DatabaseSync } from 'node:sqlite';
import { newId } from '../ids.ts';
import type { Channel } from '../shapes.ts';
import { transaction } from './open-store.ts';

export function channelStore(db: DatabaseSync, now: () => number) {
  const insert = db.prepare('insert or ignore into channels (id, body) values (?, ?)');
  const change = db.prepare('update channels set body = ? where id = ?');
  const one = db.prepare('select body from channels where id = ?');
  const every = db.prepare('select body from channels order by rowid');
  const addMember = db.prepare('insert or ignore into members (channel_id, user_id) values (?, ?)');
  const dropMember = db.prepare('delete from members where channel_id = ? and user_id = ?');
  const member = db.prepare('select 1 from members where channel_id = ? and user_id = ?');
  const membersOf = db.prepare('select user_id from members where channel_id = ? order by rowid');
  const lastTs = db.prepare('select last_ts from channels where id = ?');
  const raiseTs = db.prepare('update channels set last_ts = ? where id = ?');
  const read = (row: unknown): Channel => JSON.parse((row as { body: string }).body) as Channel;

  const store = {
    get(id: string): Channel | undefined {
      const row = one.get(id);
      return row && read(row);
    },
    all: (): Channel[] => every.all().map(read),
    add(channel: Channel, members: string[]): void {
      transaction(db, () => {
        insert.run(channel.id, JSON.stringify(channel));
        for (const userId of members) addMember.run(channel.id, userId);
      });
    },
    put: (channel: Channel): void => void change.run(JSON.stringify(channel), channel.id),
    members: (id: string): string[] =>
      membersOf.all(id).map((row) => (row as unknown as { user_id: string }).user_id),
    isMember: (id: string, userId: string): boolean => member.get(id, userId) !== undefined,
    /** False when already a member. */
    join: (id: string, userId: string): boolean => addMember.run(id, userId).changes > 0,
    leave: (id: string, userId: string): boolean => dropMember.run(id, userId).changes > 0,
    /** The direct messages between the two, made at the first call; with oneself, for notes. */
    direct(userId: string, otherId: string): { channel: Channel; isNew: boolean } {
      return transaction(db, () => {
        const both = [...new Set([userId, otherId])].toSorted().join();
        const known = store
          .all()
          .find((c) => c.kind === 'im' && store.members(c.id).toSorted().join() === both);
        if (known) return { channel: known, isNew: false };
        const channel: Channel = {
          id: newId('D'),
          name: '',
          kind: 'im',
          is_archived: false,
          created: Math.floor(now() / 1000),
        };
        store.add(channel, [userId, otherId]);
        return { channel, isNew: true };
      });
    },
    /** The next ts of the channel: the time in microseconds, but always above the last one, also when the clock went back. */
    nextTs(id: string): string {
      const last = Number((lastTs.get(id) as { last_ts: number } | undefined)?.last_ts ?? 0);
      const micros = Math.max(Math.floor(now() * 1000), last + 1);
      raiseTs.run(micros, id);
      return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
    },
  };
  return store;
}
export type ChannelStore = ReturnType<typeof channelStore>;
