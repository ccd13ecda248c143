import type { DatabaseSync } from 'node:sqlite';
import type { Person } from '../shapes.ts';

export function peopleStore(db: DatabaseSync) {
  const insert = db.prepare('insert or ignore into people (id, body) values (?, ?)');
  const replace = db.prepare('update people set body = ? where id = ?');
  const one = db.prepare('select body from people where id = ?');
  const every = db.prepare('select body from people order by rowid');
  const read = (row: unknown): Person => JSON.parse((row as { body: string }).body) as Person;
  return {
    add: (person: Person): void => void insert.run(person.id, JSON.stringify(person)),
    change: (person: Person): void => void replace.run(JSON.stringify(person), person.id),
    get(id: string): Person | undefined {
      const row = one.get(id);
      return row && read(row);
    },
    byName: (name: string): Person | undefined =>
      every
        .all()
        .map(read)
        .find((p) => p.name === name),
    all: (): Person[] => every.all().map(read),
  };
}
export type PeopleStore = ReturnType<typeof peopleStore>;
