import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordApp } from '../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace, waitFor } from '../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let app: ReturnType<typeof recordApp>;
let client: ReturnType<typeof webClientOf>;
beforeAll(async () => {
  const events = ['message', 'app_mention', 'user_change', 'team_join', 'channel_rename', 'channel_created'];
  workspace = await startTestWorkspace({ subscribedEvents: events });
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
  client = webClientOf(workspace);
});
beforeEach(() => {
  app.received.length = 0;
});
afterAll(() => workspace.stop());

const control = (route: string, body: object) => workspace.call('POST', route, body);
const envelopes = async () => {
  await workspace.idle();
  return app.of('event').map(({ payload }) => payload);
};

describe('Slack Connect', () => {
  const stranger = { user_id: 'U0ERIK', name: 'erik', team_id: 'T0AGENCY', is_stranger: true };
  beforeAll(async () => {
    await control('person', stranger);
    await control('channel', { channel_id: HERE, shared_with: ['T0AGENCY'] });
    await control('membership', { user_id: 'U0ERIK', channel_id: HERE, action: 'join' });
  });
  afterAll(() => control('channel', { channel_id: HERE, shared_with: [] }));

  test('a message of another company comes under its workspace, in an envelope for this one', async () => {
    const ts = await workspace.say('U0ERIK', HERE, 'hello from the agency');
    const [envelope] = await envelopes();
    expect(envelope).toMatchObject({
      ...{ team_id: 'T0AGENCY', context_team_id: 'T0GREENLIGHT', is_ext_shared_channel: true },
      authorizations: [{ team_id: 'T0GREENLIGHT' }],
      event: { ts, user: 'U0ERIK', team: 'T0AGENCY', user_team: 'T0AGENCY', source_team: 'T0AGENCY' },
    });
  });

  test('Slack says little of a stranger, and shares no commands with them', async () => {
    const { user } = await client.users.info({ user: 'U0ERIK' });
    expect(user).toMatchObject({ id: 'U0ERIK', team_id: 'T0AGENCY', is_stranger: true });
    expect(user).not.toHaveProperty('tz');
    expect(await workspace.command('U0ERIK', HERE, '/carousel')).toMatchObject({
      error: 'restricted_action',
    });
    const { channel } = await client.conversations.info({ channel: HERE });
    expect(channel).toMatchObject({ is_ext_shared: true, is_shared: true });
  });

  test('a press names the stranger’s workspace', async () => {
    const elements = [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }];
    const { ts } = await client.chat.postMessage({
      ...{ channel: HERE, text: 'press', blocks: [{ type: 'actions', elements }] as never },
    });
    await workspace.click('U0ERIK', HERE, String(ts), 'go');
    expect(app.of('interaction').at(-1)?.payload).toMatchObject({
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0ERIK', team_id: 'T0AGENCY' },
    });
  });
});

test('Enterprise Grid stands in every payload, with ids that begin with W', async () => {
  const enterprise = { id: 'E0ALBA', name: 'Alba Group' };
  await control('enterprise', { enterprise });
  await control('person', { user_id: 'W0ANNA', name: 'anna', team_id: 'T0SISTER' });
  await control('membership', { user_id: 'W0ANNA', channel_id: HERE, action: 'join' });
  await workspace.say('W0ANNA', HERE, 'from a sister company');
  await workspace.command('W0ANNA', HERE, '/carousel');
  expect((await envelopes()).at(-1)).toMatchObject({
    enterprise_id: 'E0ALBA',
    context_enterprise_id: 'E0ALBA',
    authorizations: [{ enterprise_id: 'E0ALBA', team_id: 'T0GREENLIGHT' }],
    is_ext_shared_channel: false,
  });
  expect(app.of('command').at(-1)?.payload).toMatchObject({
    ...{ enterprise_id: 'E0ALBA', enterprise_name: 'Alba Group', user_id: 'W0ANNA' },
  });
  expect(await client.auth.test()).toMatchObject({ enterprise_id: 'E0ALBA' });
  const { user } = await client.users.info({ user: 'W0ANNA' });
  expect(user?.enterprise_user).toMatchObject({
    enterprise_id: 'E0ALBA',
    teams: ['T0SISTER', 'T0GREENLIGHT'],
  });
  await control('enterprise', { enterprise: null });
  expect(await client.auth.test()).not.toHaveProperty('enterprise_id');
});

test('workflows and other apps post under their own names, with and without a user', async () => {
  const post = (extra: object) =>
    control('app-message', { channel_id: HERE, app: 'Weekly report', text: 'hi <@U0GREENLIGHT>', ...extra });
  await post({ is_workflow: true });
  await post({ has_no_user: true });
  const said = (await envelopes()).map(({ event }) => event as Record<string, unknown>);
  const [modern, mention, old] = said;
  expect(modern).toMatchObject({
    user: expect.stringMatching(/^U/),
    bot_id: expect.stringMatching(/^B/),
    bot_profile: { name: 'Weekly report', is_workflow_bot: true },
  });
  expect(modern).not.toHaveProperty('subtype');
  expect(mention).toMatchObject({ type: 'app_mention', bot_id: modern?.bot_id });
  expect(old).toMatchObject({ subtype: 'bot_message', username: 'Weekly report', bot_id: modern?.bot_id });
  expect(old).not.toHaveProperty('user');
  const theirs = (await workspace.messages(HERE)).at(-1)?.ts ?? '';
  expect(await refusalOf(client.chat.delete({ channel: HERE, ts: theirs }))).toBe('cant_delete_message');
});

test('a person and a channel are renamed, and the app hears of both', async () => {
  await control('person', { user_id: 'U0PEDRO', name: 'pedro.alves', real_name: 'Pedro A. Alves' });
  expect((await client.users.info({ user: 'U0PEDRO' })).user?.real_name).toBe('Pedro A. Alves');
  await control('channel', { channel_id: 'C0SALES', name: 'vendas' });
  expect(await control('channel', { channel_id: 'C0SALES', name: 'marketing' })).toMatchObject({
    error: 'name_taken',
  });
  await control('channel', { channel_id: 'C0PRESS', name: 'press', members: ['U0PEDRO', 'U0GREENLIGHT'] });
  await control('person', { user_id: 'U0NEW', name: 'nina' });
  const events = (await envelopes()).map(({ event }) => event);
  expect(events).toEqual([
    expect.objectContaining({ type: 'user_change', user: expect.objectContaining({ name: 'pedro.alves' }) }),
    expect.objectContaining({ subtype: 'channel_name', old_name: 'sales', name: 'vendas' }),
    expect.objectContaining({ type: 'channel_rename', channel: expect.objectContaining({ name: 'vendas' }) }),
    expect.objectContaining({ type: 'channel_created', channel: expect.objectContaining({ id: 'C0PRESS' }) }),
    expect.objectContaining({ type: 'team_join', user: expect.objectContaining({ id: 'U0NEW' }) }),
  ]);
  expect((await client.conversations.info({ channel: 'C0SALES' })).channel?.name).toBe('vendas');
});

test('whose account was closed acts no more', async () => {
  const close = (is_deactivated: boolean) => control('account', { user_id: 'U0THOMAS', is_deactivated });
  await close(true);
  expect(
    await control('message', { user_id: 'U0THOMAS', channel_id: HERE, text: 'still here' }),
  ).toMatchObject({
    ...{ http_status: 403, error: 'account_inactive' },
  });
  expect((await client.users.info({ user: 'U0THOMAS' })).user?.deleted).toBe(true);
  await close(false);
  await workspace.say('U0THOMAS', HERE, 'here again');
});

test('a file that a person shares can be ready later than its message', async () => {
  const file = { name: 'leads.csv', base64: Buffer.from('name\nAna').toString('base64') };
  await control('message', { user_id: 'U0PEDRO', channel_id: HERE, files: [file], file_delay_ms: 200 });
  const event = (await envelopes())
    .map((one) => one.event as { files?: { id: string }[] })
    .find(({ files }) => files !== undefined);
  const [early] = event?.files ?? [];
  expect(early).toMatchObject({ name: 'leads.csv', mimetype: '', file_access: 'check_file_info' });
  expect(early).not.toHaveProperty('url_private');
  const ready = await waitFor(async () => {
    const { file: seen } = await client.files.info({ file: String(early?.id) });
    return seen?.url_private ? seen : undefined;
  });
  expect(ready).toMatchObject({ mimetype: 'text/csv', file_access: 'visible', channels: [HERE] });
});
