import type { DatabaseSync } from 'node:sqlite';
import type { Invitation } from '../shapes.ts';

export function invitationStore(db: DatabaseSync) {
  const add = db.prepare('insert into invitations values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const one = db.prepare('select * from invitations where id = ?');
  const latest = db.prepare(
    'select * from invitations where account_id = ? and person_id = ? order by sent_at desc, id desc limit 1',
  );
  const end = db.prepare(
    "update invitations set status = ?, ended_at = ? where id = ? and status = 'PENDING'",
  );
  const ofAccount = db.prepare(
    'select * from invitations where account_id = ? order by sent_at desc, id desc',
  );
  return {
    add: (i: Invitation): void =>
      void add.run(
        i.id,
        i.account_id,
        i.person_id,
        i.text,
        i.status,
        i.sent_at,
        i.visible_at,
        i.ended_at,
        i.by,
      ),
    get(id: string): Invitation | undefined {
      const row = one.get(id);
      return row && read(row);
    },
    latest(accountId: string, personId: string): Invitation | undefined {
      const row = latest.get(accountId, personId);
      return row && read(row);
    },
    /** Newest first. */
    of: (accountId: string): Invitation[] => ofAccount.all(accountId).map(read),
    end: (id: string, status: 'ACCEPTED' | 'IGNORED' | 'WITHDRAWN', at: number): void =>
      void end.run(status, at, id),
  };
}
export type InvitationStore = ReturnType<typeof invitationStore>;

function read(row: Record<string, unknown>): Invitation {
  return {
    id: String(row.id),
    account_id: String(row.account_id),
    person_id: String(row.person_id),
    text: row.text === null ? null : String(row.text),
    status: row.status as Invitation['status'],
    sent_at: Number(row.sent_at),
    visible_at: Number(row.visible_at),
    ended_at: row.ended_at === null ? null : Number(row.ended_at),
    by: row.sent_by as Invitation['by'],
  };
}
