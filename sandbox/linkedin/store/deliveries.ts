import type { DatabaseSync } from 'node:sqlite';
import type { Hook, Json } from '../shapes.ts';

/** What becomes known when a delivery is acknowledged. */
export type Subject =
  | { kind: 'message'; id: string }
  | { kind: 'relation'; person_id: string }
  | { kind: 'status' };

export interface Delivery {
  id: number;
  hook_id: string;
  account_id: string;
  due_at: number;
  attempts: number;
  body: string;
  subject: Subject;
}

/** Registered webhooks and what has still to reach them. */
export function deliveryStore(db: DatabaseSync) {
  const putHook = db.prepare('insert or replace into hooks values (?, ?)');
  const dropHook = db.prepare('delete from hooks where id = ?');
  const hooks = db.prepare('select body from hooks order by rowid');
  const add = db.prepare(
    'insert into deliveries (hook_id, account_id, due_at, held, body, subject) values (?, ?, ?, ?, ?, ?)',
  );
  const due = db.prepare(
    'select * from deliveries where held = 0 and due_at <= ? order by due_at, id limit 1',
  );
  const next = db.prepare('select min(due_at) as at from deliveries where held = 0');
  const again = db.prepare('update deliveries set due_at = ?, attempts = attempts + 1 where id = ?');
  const drop = db.prepare('delete from deliveries where id = ?');
  const release = db.prepare(
    'update deliveries set held = 0, due_at = max(due_at, ?) where account_id = ? and held = 1',
  );
  const count = db.prepare('select count(*) as n from deliveries');
  return {
    hooks: (): Hook[] => hooks.all().map((row) => JSON.parse(String(row.body)) as Hook),
    putHook: (hook: Hook): void => void putHook.run(hook.id, JSON.stringify(hook)),
    /** False: there was none. */
    dropHook: (id: string): boolean => dropHook.run(id).changes > 0,
    add: (d: {
      hook_id: string;
      account_id: string;
      due_at: number;
      held: boolean;
      body: Json;
      subject: Subject;
    }): void =>
      void add.run(
        d.hook_id,
        d.account_id,
        Math.floor(d.due_at),
        d.held ? 1 : 0,
        JSON.stringify(d.body),
        JSON.stringify(d.subject),
      ),
    /** The earliest that may go now. */
    due(now: number): Delivery | undefined {
      const row = due.get(now);
      if (!row) return undefined;
      return {
        id: Number(row.id),
        hook_id: String(row.hook_id),
        account_id: String(row.account_id),
        due_at: Number(row.due_at),
        attempts: Number(row.attempts),
        body: String(row.body),
        subject: JSON.parse(String(row.subject)) as Subject,
      };
    },
    nextDueAt(): number | null {
      const at = next.get()?.at;
      return at === null || at === undefined ? null : Number(at);
    },
    retryAt: (id: number, at: number): void => void again.run(Math.floor(at), id),
    drop: (id: number): void => void drop.run(id),
    /** The account is back: what was held goes out in one burst. */
    release: (accountId: string, now: number): void => void release.run(Math.floor(now), accountId),
    waiting: (): number => Number(count.get()?.n ?? 0),
  };
}
export type DeliveryStore = ReturnType<typeof deliveryStore>;
