import type { DatabaseSync } from 'node:sqlite';
import type { Account } from '../shapes.ts';

export function accountStore(db: DatabaseSync) {
  const one = db.prepare('select body from accounts where id = ?');
  const every = db.prepare('select body from accounts order by id');
  const put = db.prepare(
    'insert into accounts values (?, ?) on conflict (id) do update set body = excluded.body',
  );
  const read = (row: Record<string, unknown>) => JSON.parse(String(row.body)) as Account;
  return {
    get(id: string): Account | undefined {
      const row = one.get(id);
      return row && read(row);
    },
    all: (): Account[] => every.all().map(read),
    put: (account: Account): void => void put.run(account.id, JSON.stringify(account)),
  };
}
export type AccountStore = ReturnType<typeof accountStore>;
