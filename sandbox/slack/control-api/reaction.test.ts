import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordApp } from '../../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let app: ReturnType<typeof recordApp>;
let client: ReturnType<typeof webClientOf>;
beforeAll(async () => {
  workspace = await startTestWorkspace({
    subscribedEvents: ['reaction_added', 'reaction_removed'],
    scopes: ['channels:history', 'reactions:read', 'reactions:write'],
  });
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
  client = webClientOf(workspace);
});
afterAll(() => workspace.stop());

const react = (user_id: string, ts: string, name: string, action?: string) =>
  workspace.call('POST', 'reaction', { user_id, channel_id: HERE, ts, name, ...(action ? { action } : {}) });
const shown = async (ts: string) =>
  (await workspace.messages(HERE)).find((message) => message.ts === ts)?.reactions;

test('people and the app react; who reads the message sees who did, in order', async () => {
  const ts = await workspace.say('U0MARINA', HERE, 'the new carousel is out');
  await react('U0PEDRO', ts, ':tada:');
  await react('U0LUCIA', ts, 'eyes');
  await client.reactions.add({ channel: HERE, timestamp: ts, name: 'tada' });
  expect(await shown(ts)).toEqual([
    { name: 'tada', users: ['U0PEDRO', 'U0GREENLIGHT'], count: 2 },
    { name: 'eyes', users: ['U0LUCIA'], count: 1 },
  ]);
  const { message } = await client.reactions.get({ channel: HERE, timestamp: ts });
  expect(message?.reactions).toHaveLength(2);
  const { messages } = await client.conversations.history({ channel: HERE, limit: 1 });
  expect(messages?.[0]?.reactions).toHaveLength(2);
});

test('the app hears of it, with what was reacted to and who wrote that', async () => {
  const ts = await workspace.say('U0MARINA', HERE, 'approved?');
  await react('U0PEDRO', ts, '+1');
  await react('U0PEDRO', ts, '+1');
  await workspace.idle();
  const item = { type: 'message', channel: HERE, ts };
  const said = { user: 'U0PEDRO', reaction: '+1', item, item_user: 'U0MARINA' };
  expect(app.events('reaction_added').at(-1)).toMatchObject(said);
  expect(app.events('reaction_removed').at(-1)).toMatchObject(said);
  expect(await shown(ts)).toBeUndefined();
});

test('refuses with Slack’s errors', async () => {
  const ts = await workspace.say('U0MARINA', HERE, 'once only');
  const add = (extra: object) =>
    refusalOf(client.reactions.add({ channel: HERE, timestamp: ts, name: 'eyes', ...extra }));
  await client.reactions.add({ channel: HERE, timestamp: ts, name: 'eyes' });
  expect(await add({})).toBe('already_reacted');
  expect(await add({ name: 'no such emoji' })).toBe('invalid_name');
  expect(await add({ timestamp: 'x' })).toBe('bad_timestamp');
  expect(await add({ timestamp: '1763838312.000100' })).toBe('message_not_found');
  expect(await refusalOf(client.apiCall('reactions.add', { name: 'eyes' }))).toBe('no_item_specified');
  const remove = client.reactions.remove({ channel: HERE, timestamp: ts, name: 'tada' });
  expect(await refusalOf(remove)).toBe('no_reaction');
  expect(await react('U0PEDRO', ts, 'tada', 'remove')).toMatchObject({
    http_status: 400,
    error: 'no_reaction',
  });
  expect(await react('U0GUEST', '1763838312.000100', 'tada')).toMatchObject({ http_status: 404 });
});

test('one person gives a message 23 emoji at most, all together 50', async () => {
  const ts = await workspace.say('U0MARINA', HERE, 'a popular message');
  const many = async (user: string, from: number, count: number) => {
    let last: Awaited<ReturnType<typeof react>> | undefined;
    for (let i = 0; i < count; i++) last = await react(user, ts, `emoji_${from + i}`);
    return last;
  };
  expect(await many('U0PEDRO', 0, 24)).toMatchObject({ error: 'too_many_reactions' });
  await many('U0LUCIA', 23, 23);
  expect(await many('U0THOMAS', 46, 5)).toMatchObject({ error: 'too_many_emoji' });
  expect(await react('U0THOMAS', ts, 'emoji_0')).toMatchObject({ http_status: 200 });
});
