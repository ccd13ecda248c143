import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordApp } from '../../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

let workspace: TestWorkspace;
let client: ReturnType<typeof webClientOf>;
let app: ReturnType<typeof recordApp>;
beforeAll(async () => {
  workspace = await startTestWorkspace();
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
  client = webClientOf(workspace);
});
afterAll(() => workspace.stop());

test('user groups are listed with their members, and the app hears of a change', async () => {
  const seeded = { id: 'S0REGULATORY', handle: 'regulatory', date_delete: 0 };
  expect((await client.usergroups.list()).usergroups).toMatchObject([seeded]);
  const members = async () => (await client.usergroups.users.list({ usergroup: 'S0REGULATORY' })).users;
  expect(await members()).toEqual(['U0THOMAS', 'U0RENATA']);
  await workspace.call('POST', 'user-group', { group_id: 'S0REGULATORY', members: ['U0LUCIA', 'U0RENATA'] });
  await workspace.idle();
  expect(app.events('subteam_members_changed')).toMatchObject([
    { subteam_id: 'S0REGULATORY', added_users: ['U0LUCIA'], removed_users: ['U0THOMAS'] },
  ]);
  expect(await members()).toEqual(['U0LUCIA', 'U0RENATA']);
});

test('a disabled group is listed on request alone, without members', async () => {
  await workspace.call('POST', 'user-group', {
    group_id: 'S0OLD',
    handle: 'old',
    members: ['U0LUCIA'],
    is_disabled: true,
  });
  const ids = async (include_disabled: boolean) =>
    (await client.usergroups.list({ include_disabled })).usergroups?.map(({ id }) => id);
  expect(await ids(false)).not.toContain('S0OLD');
  expect(await ids(true)).toContain('S0OLD');
  expect(await refusalOf(client.usergroups.users.list({ usergroup: 'S0OLD' }))).toBe('no_such_subteam');
  const read = await client.usergroups.users.list({ usergroup: 'S0OLD', include_disabled: true });
  expect(read.users).toEqual([]);
});

test('a closed account is told, and is deleted to users.info', async () => {
  await workspace.call('POST', 'account', { user_id: 'U0PEDRO', is_deactivated: true });
  await workspace.idle();
  expect(app.events('user_change')).toMatchObject([{ user: { id: 'U0PEDRO', deleted: true } }]);
  expect((await client.users.info({ user: 'U0PEDRO' })).user).toMatchObject({ deleted: true });
});
