import type { DatabaseSync } from 'node:sqlite';
import type { Person } from '../shapes.ts';

/** The members of LinkedIn and who is connected to whom. */
export function peopleStore(db: DatabaseSync) {
  const one = db.prepare('select body from people where provider_id = ? or public_identifier = lower(?)');
  const every = db.prepare('select body from people order by rowid');
  const put = db.prepare(
    'insert into people values (?, ?, ?) on conflict (provider_id) do update set body = excluded.body',
  );
  const connect = db.prepare('insert or ignore into relations values (?, ?, ?, ?)');
  const relation = db.prepare('select * from relations where account_id = ? and person_id = ?');
  const related = db.prepare(
    'select * from relations where account_id = ? order by created_at desc, person_id desc',
  );
  const learn = db.prepare(
    'update relations set known_at = ? where account_id = ? and person_id = ? and known_at is null',
  );
  const read = (row: Record<string, unknown>) => JSON.parse(String(row.body)) as Person;
  const link = (row: Record<string, unknown>) => ({
    person_id: String(row.person_id),
    created_at: Number(row.created_at),
    known_at: row.known_at === null ? null : Number(row.known_at),
  });
  return {
    /** By provider id or public identifier. */
    get(identifier: string): Person | undefined {
      const row = one.get(identifier, identifier);
      return row && read(row);
    },
    all: (): Person[] => every.all().map(read),
    put: (person: Person): void =>
      void put.run(person.provider_id, person.public_identifier.toLowerCase(), JSON.stringify(person)),
    /** @param knownAt null: the account's driver cannot know it yet. */
    connect: (accountId: string, personId: string, at: number, knownAt: number | null): void =>
      void connect.run(accountId, personId, at, knownAt),
    relation(accountId: string, personId: string) {
      const row = relation.get(accountId, personId);
      return row && link(row);
    },
    /** Newest first. */
    relations: (accountId: string) => related.all(accountId).map(link),
    learnRelation: (accountId: string, personId: string, at: number): void =>
      void learn.run(at, accountId, personId),
  };
}
export type PeopleStore = ReturnType<typeof peopleStore>;
