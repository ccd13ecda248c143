import type { DatabaseSync } from 'node:sqlite';
import type { View } from '../shapes.ts';
import { transaction } from './open-store.ts';

export function viewStore(db: DatabaseSync) {
  const insert = db.prepare(
    `insert into views (id, user_id, type, position, body)
     values (?, ?, ?, (select coalesce(max(position), 0) + 1 from views), ?)`,
  );
  const one = db.prepare('select user_id, body from views where id = ?');
  const every = db.prepare('select user_id, body from views order by position');
  const mine = db.prepare('select body from views where user_id = ? and type = ? order by position');
  const setBody = db.prepare('update views set body = ? where id = ?');
  const drop = db.prepare('delete from views where id = ?');
  const read = (row: unknown): View => JSON.parse((row as { body: string }).body) as View;

  const store = {
    add: (userId: string, view: View): void =>
      void insert.run(view.id, userId, view.type, JSON.stringify(view)),
    get(id: string): { userId: string; view: View } | undefined {
      const row = one.get(id);
      return row && { userId: String(row.user_id), view: read(row) };
    },
    byExternalId(externalId: string): { userId: string; view: View } | undefined {
      return every
        .all()
        .map((row) => ({ userId: String(row.user_id), view: read(row) }))
        .find((v) => v.view.external_id === externalId);
    },
    put: (view: View): void => void setBody.run(JSON.stringify(view), view.id),
    remove: (id: string): void => void drop.run(id),
    /** The stack of open modals, the visible one last. */
    modals: (userId: string): View[] => mine.all(userId, 'modal').map(read),
    home: (userId: string): View | undefined => mine.all(userId, 'home').map(read).at(-1),
    clearModals(userId: string): View[] {
      return transaction(db, () => {
        const open = store.modals(userId);
        for (const view of open) drop.run(view.id);
        return open;
      });
    },
  };
  return store;
}
export type ViewStore = ReturnType<typeof viewStore>;
