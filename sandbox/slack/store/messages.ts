import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Message, MessageBody } from '../shapes.ts';
import type { ChannelStore } from './channels.ts';
import { transaction } from './open-store.ts';

interface ThreadSummary {
  reply_count: number;
  reply_users: string[];
  latest_reply: string | null;
}

export function messageStore(db: DatabaseSync, channels: ChannelStore) {
  const insert = db.prepare(
    'insert into messages (channel_id, ts, thread_ts, user_id, ephemeral_to, body) values (?, ?, ?, ?, ?, ?)',
  );
  const one = db.prepare('select * from messages where channel_id = ? and ts = ?');
  const setBody = db.prepare('update messages set body = ? where channel_id = ? and ts = ?');
  const setDeleted = db.prepare('update messages set deleted = 1 where channel_id = ? and ts = ?');
  const keep = db.prepare(
    `insert into revisions (channel_id, ts, revision, body)
     values (?, ?, (select count(*) from revisions where channel_id = ? and ts = ?), ?)`,
  );
  const kept = db.prepare(
    'select body from revisions where channel_id = ? and ts = ? order by revision desc',
  );
  const topLevel = db.prepare(
    `select * from messages
     where channel_id = ? and (thread_ts is null or body ->> '$.subtype' = 'thread_broadcast') order by ts`,
  );
  const inThread = db.prepare('select * from messages where channel_id = ? and thread_ts = ? order by ts');
  const newest = db.prepare(
    `select * from messages where channel_id in (select value from json_each(?))
     and deleted = 0 and ephemeral_to is null order by ts desc`,
  );
  const threadsOf = db.prepare(
    `select reply.channel_id, reply.thread_ts, max(reply.ts) as latest
     from messages reply join messages parent
       on parent.channel_id = reply.channel_id and parent.ts = reply.thread_ts
     where reply.deleted = 0 and reply.ephemeral_to is null
     group by reply.channel_id, reply.thread_ts
     having max(reply.user_id = ?1 or parent.user_id = ?1 or instr(reply.body, ?2) or instr(parent.body, ?2))
     order by latest desc`,
  );
  const summary = db.prepare(
    `select user_id, ts from messages
     where channel_id = ? and thread_ts = ? and deleted = 0 and ephemeral_to is null order by ts`,
  );

  const store = {
    /** Stores a new message under the channel's next ts. */
    add(
      channelId: string,
      message: Pick<Message, 'thread_ts' | 'user_id' | 'ephemeral_to' | 'body'>,
    ): Message {
      return transaction(db, () => {
        const ts = channels.nextTs(channelId);
        const { thread_ts, user_id, ephemeral_to, body } = message;
        insert.run(channelId, ts, thread_ts, user_id, ephemeral_to, JSON.stringify(body));
        return { channel_id: channelId, ts, deleted: false, ...message };
      });
    },
    /** Also deleted and ephemeral ones: the caller decides who sees what. */
    get(channelId: string, ts: string): Message | undefined {
      const row = one.get(channelId, ts);
      return row && read(row);
    },
    update(message: Message, body: MessageBody): Message {
      return transaction(db, () => {
        const { channel_id, ts } = message;
        keep.run(channel_id, ts, channel_id, ts, JSON.stringify(message.body));
        setBody.run(JSON.stringify(body), channel_id, ts);
        return { ...message, body };
      });
    },
    remove: (message: Message): void => void setDeleted.run(message.channel_id, message.ts),
    /** Earlier bodies, newest first. */
    revisions: (message: Message): MessageBody[] =>
      kept
        .all(message.channel_id, message.ts)
        .map((row) => JSON.parse((row as unknown as { body: string }).body) as MessageBody),
    /** What stands in the channel itself: without replies, but with those that were broadcast. */
    topLevel: (channelId: string): Message[] => topLevel.all(channelId).map(read),
    /** Without the parent. */
    inThread: (channelId: string, threadTs: string): Message[] => inThread.all(channelId, threadTs).map(read),
    /** Of all these channels, what everyone there sees; the newest first. */
    newest: (channelIds: string[]): Message[] => newest.all(JSON.stringify(channelIds)).map(read),
    /** Threads that a person began, wrote in or was named in; the one with the newest reply first. */
    threadsOf: (userId: string): { channel_id: string; thread_ts: string }[] =>
      threadsOf
        .all(userId, `<@${userId}`)
        .map((row) => ({ channel_id: String(row.channel_id), thread_ts: String(row.thread_ts) })),
    thread(channelId: string, ts: string): ThreadSummary {
      const replies = summary.all(channelId, ts) as unknown as { user_id: string; ts: string }[];
      return {
        reply_count: replies.length,
        reply_users: [...new Set(replies.map((r) => r.user_id))].slice(0, 5),
        latest_reply: replies.at(-1)?.ts ?? null,
      };
    },
  };
  return store;
}
export type MessageStore = ReturnType<typeof messageStore>;

function read(row: Record<string, SQLOutputValue>): Message {
  const { body, deleted, ...rest } = row;
  // SAFETY: the columns are those of the strict table `messages`.
  return { ...(rest as unknown as Message), deleted: deleted === 1, body: JSON.parse(String(body)) };
}
