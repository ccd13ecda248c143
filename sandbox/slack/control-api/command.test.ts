import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Reply, recordApp } from '../../../testing/slack/record-app.ts';
import { startTestWorkspace } from '../../../testing/workspace.ts';
import { commands } from '../manifest.ts';

const HERE = 'C0MARKETING';
const workspace = await startTestWorkspace({ timing: { ackMs: 1000 } });
let reply: Reply = {};
const app = recordApp(workspace.slack.signingSecret, () => reply);
workspace.setApp(app.handler);
beforeEach(() => {
  reply = {};
});
afterAll(() => workspace.stop());

const type = (text = '', userId = 'U0MARINA', channelId = HERE) =>
  workspace.command(userId, channelId, '/carousel', text);
const lastSeenBy = async (userId: string) => (await workspace.messages(HERE, { userId })).at(-1);

test('reaches the app signed, as an exact form, with the text raw', async () => {
  const text = '5 erros <!channel> & <@U0LUCIA> *_~ @thomas 😀';
  await type(text);
  const command = app.of('command').at(-1);
  expect(command?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(command?.payload).toMatchObject({
    team_id: 'T0GREENLIGHT',
    channel_id: HERE,
    channel_name: 'marketing',
    user_id: 'U0MARINA',
    user_name: 'marina',
    command: '/carousel',
    text,
    api_app_id: 'A0GREENLIGHT',
    response_url: expect.stringContaining(`${workspace.origin}/r/`),
    trigger_id: expect.any(String),
  });
});

test('shows an ack only to the person, and a second person nothing', async () => {
  reply = { body: 'on it' };
  expect(await type('x')).toMatchObject({ status: 200, ack: { text: 'on it' } });
  expect(await lastSeenBy('U0MARINA')).toMatchObject({ text: 'on it', ephemeral: true });
  expect((await lastSeenBy('U0LUCIA'))?.text).not.toBe('on it');
});

test('makes an in_channel ack a message of the channel', async () => {
  reply = { body: { response_type: 'in_channel', text: 'for all' } };
  await type('x');
  expect(await lastSeenBy('U0LUCIA')).toMatchObject({ text: 'for all', ephemeral: false });
});

test('an empty ack shows nothing', async () => {
  const before = await workspace.messages(HERE, { userId: 'U0MARINA' });
  expect(await type('x')).toMatchObject({ status: 200, ack: null });
  expect(await workspace.messages(HERE, { userId: 'U0MARINA' })).toHaveLength(before.length);
});

test.each([
  [{ hang: true }, 0, 'operation_timeout'],
  [{ status: 500 }, 500, 'dispatch_failed'],
  [{ body: { blocks: [{ type: 'hologram' }] } }, 200, 'invalid_command_response'],
] as [Reply, number, string][])('tells the person when the app answers %j', async (answer, status, code) => {
  reply = answer;
  expect(await type('x')).toMatchObject({ status, error: code });
  expect((await lastSeenBy('U0MARINA'))?.text).toBe(`/carousel failed with the error "${code}"`);
});

test('works in a channel without the bot, in a private one under a hidden name', async () => {
  expect((await type('x', 'U0MARINA', 'C0RANDOM')).status).toBe(200);
  await type('x', 'U0LUCIA', 'C0DIRETORIA');
  expect(app.of('command').at(-1)?.payload.channel_name).toBe('privategroup');
});

test.each([
  ['a member outside the channel', 'U0PEDRO', 'C0SALES', 403, 'not_in_channel'],
  ['a guest outside the channel', 'U0GUEST', 'C0GENERAL', 403, 'not_in_channel'],
  ['an unknown person', 'U0NOBODY', HERE, 404, 'user_not_found'],
  ['the bot itself', 'U0GREENLIGHT', HERE, 404, 'user_not_found'],
  ['an unknown channel', 'U0MARINA', 'C0NOWHERE', 404, 'channel_not_found'],
])('is refused for %s', async (_who, userId, channelId, status, error) => {
  const before = app.received.length;
  expect(await type('x', userId, channelId)).toMatchObject({ http_status: status, error });
  expect(app.received).toHaveLength(before);
});

test('a command that asks for it gets people with their ids, as Slack writes them', async () => {
  await workspace.command('U0MARINA', HERE, '/approvers', 'give @thomas approver, @stranger and @everyone');
  expect(app.of('command').at(-1)?.payload.text).toBe(
    'give <@U0THOMAS|thomas> approver, @stranger and @everyone',
  );
});

test('an unregistered command is refused with those that exist', async () => {
  const answer = await workspace.command('U0MARINA', HERE, '/nothing');
  expect(answer).toMatchObject({
    http_status: 404,
    error: 'unknown_command',
    commands: commands.map(({ command }) => command),
  });
});

test('40,000 characters pass, one more is refused with a sentence', async () => {
  expect((await type('x'.repeat(40_000))).status).toBe(200);
  expect(String(app.of('command').at(-1)?.payload.text)).toHaveLength(40_000);
  const answer = await type('x'.repeat(40_001));
  expect(answer.http_status).toBe(400);
  expect(answer.error).toContain('text: at most 40000 characters');
});

test('a body that is no JSON object is refused with a sentence', async () => {
  const send = (body: string) => fetch(`${workspace.origin}/sandbox/api/command`, { method: 'POST', body });
  expect(await (await send('{')).json()).toEqual({
    error: 'Cannot read the request: the body is not JSON',
  });
  expect((await send('[1]')).status).toBe(400);
});

test('the composer learns the commands', async () => {
  const { list } = await workspace.call('GET', 'commands');
  expect(list).toContainEqual({
    command: '/carousel',
    usage_hint: '[brief] or empty for the form',
    description: expect.any(String),
  });
});
