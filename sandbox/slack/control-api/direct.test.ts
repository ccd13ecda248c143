import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordApp } from '../../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

let workspace: TestWorkspace;
let app: ReturnType<typeof recordApp>;
beforeAll(async () => {
  workspace = await startTestWorkspace();
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
});
afterAll(() => workspace.stop());

const open = async (user_id: string, with_user_id?: string) =>
  (await workspace.call('POST', 'direct', { user_id, ...(with_user_id ? { with_user_id } : {}) }))
    .channel_id as string;
const channelsOf = async (userId: string) =>
  (await workspace.call('GET', `state?user_id=${userId}`)).channels as { id: string; user?: string }[];

test('two people write to each other; the app neither hears of it nor reaches it', async () => {
  const channel = await open('U0MARINA', 'U0LUCIA');
  expect(await open('U0LUCIA', 'U0MARINA')).toBe(channel);
  const ts = await workspace.say('U0MARINA', channel, 'psst @greenlight');
  await workspace.idle();
  expect(app.received).toEqual([]);
  expect((await workspace.messages(channel, { userId: 'U0LUCIA' })).map((m) => m.ts)).toEqual([ts]);
  expect(await workspace.call('GET', `messages?channel_id=${channel}&user_id=U0PEDRO`)).toMatchObject({
    http_status: 403,
  });
  const client = webClientOf(workspace);
  for (const call of [
    () => client.chat.postMessage({ channel, text: 'x' }),
    () => client.conversations.history({ channel }),
    () => client.conversations.info({ channel }),
  ])
    expect(await refusalOf(call())).toBe('channel_not_found');
});

test('each sees the other’s name, and notes to oneself have one’s own', async () => {
  const channel = await open('U0MARINA', 'U0LUCIA');
  const notes = await open('U0MARINA', 'U0MARINA');
  expect(notes).not.toBe(channel);
  expect(await open('U0MARINA', 'U0MARINA')).toBe(notes);
  expect(await channelsOf('U0MARINA')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: channel, user: 'U0LUCIA', name: 'lucia' }),
      expect.objectContaining({ id: notes, user: 'U0MARINA', name: 'marina' }),
    ]),
  );
  expect((await channelsOf('U0LUCIA')).find(({ id }) => id === channel)?.user).toBe('U0MARINA');
  expect((await channelsOf('U0LUCIA')).some(({ id }) => id === notes)).toBe(false);
});

test('a guest writes to those whom they meet in a channel', async () => {
  expect(await open('U0GUEST', 'U0MARINA')).toMatch(/^D/);
  for (const channel_id of ['C0MARKETING'])
    await workspace.call('POST', 'membership', { user_id: 'U0THOMAS', channel_id, action: 'leave' });
  expect(
    await workspace.call('POST', 'direct', { user_id: 'U0GUEST', with_user_id: 'U0THOMAS' }),
  ).toMatchObject({ http_status: 404, error: 'user_not_found' });
  expect(await open('U0GUEST')).toMatch(/^D/);
});

test('a reply that is also sent to the channel stands in both, and can be edited', async () => {
  const channel_id = 'C0MARKETING';
  const parent = await workspace.say('U0MARINA', channel_id, 'which of the two?');
  const { ts } = await workspace.call('POST', 'message', {
    ...{ user_id: 'U0PEDRO', channel_id, thread_ts: parent, text: 'the first', reply_broadcast: true },
  });
  const inChannel = async () => (await workspace.messages(channel_id)).find((m) => m.ts === ts);
  expect(await inChannel()).toMatchObject({ subtype: 'thread_broadcast', thread_ts: parent });
  expect((await workspace.messages(channel_id, { threadTs: parent })).map((m) => m.ts)).toEqual([parent, ts]);
  await workspace.idle();
  expect(app.events('message').find((e) => e.ts === ts)).toMatchObject({
    subtype: 'thread_broadcast',
    thread_ts: parent,
    root: { ts: parent, text: 'which of the two?', reply_count: 1 },
  });
  await workspace.call('POST', 'message/edit', { user_id: 'U0PEDRO', channel_id, ts, text: 'the second' });
  expect(await inChannel()).toMatchObject({ text: 'the second', edited: { user: 'U0PEDRO' } });
});
