import { describe, expect, it } from 'vitest';
import { partRoles } from '../../platform/role-token.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { heldPrivileges, meantFor } from './privileges.ts';

const database = useDatabase();

describe('platform.my_privileges()', () => {
  it.each(partRoles)('tells of %s what the table of privileges means it to have', async (role) => {
    expect(await ask(role)).toEqual({
      role,
      functions: expect.arrayContaining(meantFor(role)),
      tables: [],
      member_of: [],
      attributes: [],
    });
    expect((await ask(role)).functions).toHaveLength(meantFor(role).length);
  });

  it('tells of a column that was granted in another schema', async () => {
    const { query } = database.owner;
    await query(
      'create table public.letters (id int); grant select (id) on public.letters to greenlight_governor',
    );
    expect(await ask('greenlight_governor')).toMatchObject({ tables: ['public.letters'] });
  });
});

async function ask(role: (typeof partRoles)[number]) {
  const { fetch, publishableKey, url } = database;
  const response = await fetch(`${url}/rest/v1/rpc/my_privileges`, {
    method: 'POST',
    headers: {
      apikey: publishableKey,
      authorization: `Bearer ${await database.token(role)}`,
      'content-type': 'application/json',
      'content-profile': 'platform',
    },
    body: '{}',
  });
  return heldPrivileges.parse(await response.json());
}
