import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordApp } from '../../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

let workspace: TestWorkspace;
let client: ReturnType<typeof webClientOf>;
let app: ReturnType<typeof recordApp>;
beforeAll(async () => {
  workspace = await startTestWorkspace({ subscribedEvents: ['member_joined_channel'] });
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
  client = webClientOf(workspace);
});
afterAll(() => workspace.stop());

test('direct messages between two others do not exist for the bot', async () => {
  const { channel } = await client.conversations.open({ users: 'U0MARINA' });
  const leave = { user_id: 'U0GREENLIGHT', channel_id: channel?.id, action: 'leave' };
  await workspace.call('POST', 'membership', leave);
  const posted = client.chat.postMessage({ channel: String(channel?.id), text: 'x' });
  expect(await refusalOf(posted)).toBe('channel_not_found');
});

test('conversations.open gives the same direct messages each time, listed for their two members only', async () => {
  const first = await client.conversations.open({ users: 'U0LUCIA' });
  const again = await client.conversations.open({ users: 'U0LUCIA' });
  expect(again.channel?.id).toBe(first.channel?.id);
  const idsFor = async (userId: string) =>
    ((await workspace.call('GET', `state?user_id=${userId}`)).channels as { id: string }[]).map((c) => c.id);
  expect(await idsFor('U0LUCIA')).toContain(first.channel?.id);
  expect(await idsFor('U0THOMAS')).not.toContain(first.channel?.id);
});

test('/invite brings the bot into a private channel and tells it', async () => {
  const answer = await workspace.command('U0RENATA', 'C0DIRETORIA', '/invite', '@greenlight');
  expect(answer.status).toBe(200);
  await workspace.idle();
  expect(app.events('member_joined_channel')).toContainEqual(
    expect.objectContaining({ user: 'U0GREENLIGHT', channel: 'C0DIRETORIA', inviter: 'U0RENATA' }),
  );
  expect((await client.chat.postMessage({ channel: 'C0DIRETORIA', text: 'here' })).ok).toBe(true);
});

test('conversations.history is newest first and bounded by oldest and latest', async () => {
  const stamps: string[] = [];
  for (const text of ['one', 'two', 'three'])
    stamps.push(String((await client.chat.postMessage({ channel: 'C0GENERAL', text })).ts));
  const texts = async (bounds: Record<string, unknown>) =>
    (await client.conversations.history({ channel: 'C0GENERAL', ...bounds })).messages?.map((m) => m.text);
  expect(await texts({})).toEqual(['three', 'two', 'one']);
  expect(await texts({ oldest: stamps[0] })).toEqual(['three', 'two']);
  expect(await texts({ latest: stamps[1], inclusive: true })).toEqual(['two', 'one']);
});

test('conversations.replies gives the parent first, on every page, and refuses an unknown thread', async () => {
  const parent = String((await client.chat.postMessage({ channel: 'C0SALES', text: 'parent' })).ts);
  for (const text of ['a', 'b', 'c'])
    await client.chat.postMessage({ channel: 'C0SALES', text, thread_ts: parent });
  const page = await client.conversations.replies({ channel: 'C0SALES', ts: parent, limit: 2 });
  expect(page.messages?.map((m) => m.text)).toEqual(['parent', 'a', 'b']);
  expect(page.has_more).toBe(true);
  const lost = client.conversations.replies({ channel: 'C0SALES', ts: '1000000000.000001' });
  expect(await refusalOf(lost)).toBe('thread_not_found');
});

test('users.info tells the time zone and who is a guest', async () => {
  const thomas = await client.users.info({ user: 'U0THOMAS' });
  expect(thomas.user).toMatchObject({ tz: 'Europe/Berlin', is_ultra_restricted: false });
  expect([3600, 7200]).toContain(thomas.user?.tz_offset);
  expect((await client.users.info({ user: 'U0GUEST' })).user?.is_ultra_restricted).toBe(true);
  expect(await refusalOf(client.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found');
});

test('conversations.members lists who is in a channel, in pages', async () => {
  const { members = [] } = await client.conversations.members({ channel: 'C0MARKETING' });
  expect(members).toContain('U0LUCIA');
  const first = await client.conversations.members({ channel: 'C0MARKETING', limit: 1 });
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await client.conversations.members({ channel: 'C0MARKETING', limit: 1, cursor });
  expect([...(first.members ?? []), ...(second.members ?? [])]).toEqual(members.slice(0, 2));
});
