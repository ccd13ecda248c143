import type { DatabaseSync } from 'node:sqlite';
import type { UserGroup } from '../shapes.ts';

export function userGroupStore(db: DatabaseSync) {
  const write = db.prepare('insert or replace into user_groups (id, body) values (?, ?)');
  const one = db.prepare('select body from user_groups where id = ?');
  const every = db.prepare('select body from user_groups order by id');
  const read = (row: unknown): UserGroup => JSON.parse((row as { body: string }).body) as UserGroup;
  return {
    put: (group: UserGroup): void => void write.run(group.id, JSON.stringify(group)),
    get(id: string): UserGroup | undefined {
      const row = one.get(id);
      return row && read(row);
    },
    all: (): UserGroup[] => every.all().map(read),
  };
}
export type UserGroupStore = ReturnType<typeof userGroupStore>;
