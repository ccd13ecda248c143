import type { DatabaseSync } from 'node:sqlite';
import { type CallKind, isWriteKind } from '../kinds.ts';
import type { Breach, Call } from '../shapes.ts';

/** Reads are many and prove little: only the newest are kept. Writes are kept for ever. */
const KEPT_READS = 2000;

/** Everything that reached the provider, and what the judge found in it. */
export function callStore(db: DatabaseSync) {
  const add = db.prepare(
    `insert into calls (at, account_id, kind, lead, person_id, text, is_write, outcome, known, effect)
     values (?, ?, ?, ?, ?, ?, ?, 'arrived', 'unknown', 0)`,
  );
  const prune = db.prepare(
    `delete from calls where is_write = 0 and id < (
       select id from calls where is_write = 0 order by id desc limit 1 offset ${KEPT_READS})`,
  );
  const answer = db.prepare('update calls set outcome = ?, known = ?, effect = max(effect, ?) where id = ?');
  const every = db.prepare('select * from calls order by id');
  const before = db.prepare('select * from calls where account_id = ? and id < ? and at > ? order by id');
  const toPerson = db.prepare(
    'select * from calls where person_id = ? and is_write = 1 and id < ? order by id',
  );
  const addBreach = db.prepare(
    'insert into breaches (at, rule, account_id, call_id, message) values (?, ?, ?, ?, ?)',
  );
  const breaches = db.prepare('select * from breaches order by id');
  return {
    /** Stores that a call arrived, before anything else happens with it. */
    arrive(call: Omit<Call, 'id' | 'outcome' | 'known' | 'effect'>): Call {
      const isWrite = isWriteKind(call.kind);
      const { lastInsertRowid } = add.run(
        call.at,
        call.account_id,
        call.kind,
        call.lead,
        call.person_id,
        call.text,
        isWrite ? 1 : 0,
      );
      const id = Number(lastInsertRowid);
      if (!isWrite && id % 200 === 0) prune.run();
      return { ...call, id, outcome: 'arrived', known: 'unknown', effect: false };
    },
    answer: (id: number, outcome: string, known: Call['known'], effect: boolean): void =>
      void answer.run(outcome, known, effect ? 1 : 0, id),
    /** Oldest first. */
    all: (): Call[] => every.all().map(read),
    /** @param since Calls before that moment are left out. */
    ofAccountBefore: (accountId: string, id: number, since: number): Call[] =>
      before.all(accountId, id, since).map(read),
    toPersonBefore: (personId: string, id: number): Call[] => toPerson.all(personId, id).map(read),
    addBreach: (b: Omit<Breach, 'id'>): void =>
      void addBreach.run(b.at, b.rule, b.account_id, b.call_id, b.message),
    breaches: (): Breach[] =>
      breaches.all().map((row) => ({
        id: Number(row.id),
        at: Number(row.at),
        rule: String(row.rule),
        account_id: String(row.account_id),
        call_id: Number(row.call_id),
        message: String(row.message),
      })),
    forgiveBreaches: (): void => db.exec('delete from breaches'),
  };
}
export type CallStore = ReturnType<typeof callStore>;

function read(row: Record<string, unknown>): Call {
  const text = (value: unknown) => (value === null ? null : String(value));
  return {
    id: Number(row.id),
    at: Number(row.at),
    account_id: text(row.account_id),
    kind: row.kind as CallKind,
    lead: text(row.lead),
    person_id: text(row.person_id),
    text: text(row.text),
    outcome: String(row.outcome),
    known: row.known as Call['known'],
    effect: row.effect === 1,
  };
}
