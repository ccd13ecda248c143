import { parts } from '../parts.ts';
import type { Step } from '../step.ts';

/** The API may act as each part's role. The migrations see to it; a restored dump can lose it. */
export const grantRoles: Step = {
  name: 'Roles of the parts',
  async run({ owner }) {
    const lost: string[] = [];
    for (const { role } of parts) {
      const { rows } = await owner.query<{ granted: boolean | null }>(
        `select (select pg_has_role('authenticator', oid, 'member') from pg_catalog.pg_roles where rolname = $1) as granted`,
        [role],
      );
      if (rows[0]?.granted) continue;
      if (rows[0]?.granted === null) await owner.query(`create role ${role} nologin noinherit`);
      await owner.query(`grant ${role} to authenticator`);
      lost.push(role);
    }
    return lost.length === 0
      ? { state: 'already', note: 'exist and are granted to authenticator' }
      : { state: 'changed', note: `granted to authenticator: ${lost.join(', ')}` };
  },
};
