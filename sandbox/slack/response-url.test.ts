import { afterAll, expect, test } from 'vitest';
import { recordApp } from '../../testing/slack/record-app.ts';
import { webClientOf } from '../../testing/slack/web-client.ts';
import { startTestWorkspace } from '../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let now = Date.now();
const workspace = await startTestWorkspace({ now: () => now });
const client = webClientOf(workspace);
const app = recordApp(workspace.slack.signingSecret);
workspace.setApp(app.handler);
afterAll(() => workspace.stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const blocks = [
  {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, action_id: 'go', text: plain('Go'), value: 'v' }],
  },
];
const postCard = async (extra: Record<string, unknown> = {}) =>
  String((await client.chat.postMessage({ channel: HERE, text: 'card', blocks, ...extra })).ts);

async function urlOfCommand(channelId = HERE): Promise<string> {
  await workspace.command('U0MARINA', channelId, '/carousel', 'x');
  return String(app.of('command').at(-1)?.payload.response_url);
}
async function urlOfClick(ts: string): Promise<string> {
  await workspace.click('U0MARINA', HERE, ts, 'go');
  return String(app.of('interaction').at(-1)?.payload.response_url);
}
const respond = async (url: string, body: unknown): Promise<[number, string]> => {
  const answer = await fetch(url, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return [answer.status, await answer.text()];
};
const lastSeenBy = async (userId: string, channelId = HERE) =>
  (await workspace.messages(channelId, { userId })).at(-1);

test('answers ephemerally by default, to all with in_channel', async () => {
  const url = await urlOfCommand();
  expect(await respond(url, { text: 'psst' })).toEqual([200, 'ok']);
  expect(await lastSeenBy('U0MARINA')).toMatchObject({ text: 'psst', ephemeral: true });
  expect((await lastSeenBy('U0LUCIA'))?.text).not.toBe('psst');
  await respond(url, { text: 'all', response_type: 'in_channel' });
  expect(await lastSeenBy('U0LUCIA')).toMatchObject({ text: 'all', ephemeral: false });
});

test('works where the bot is no member', async () => {
  await respond(await urlOfCommand('C0RANDOM'), { text: 'invite me' });
  expect(await lastSeenBy('U0MARINA', 'C0RANDOM')).toMatchObject({ text: 'invite me', ephemeral: true });
});

test('answers into a thread only when thread_ts says so', async () => {
  const parent = await postCard();
  const url = await urlOfClick(await postCard({ thread_ts: parent }));
  await respond(url, { text: 'in the channel' });
  await respond(url, { text: 'in the thread', thread_ts: parent });
  expect((await lastSeenBy('U0MARINA'))?.text).toBe('in the channel');
  const thread = await workspace.messages(HERE, { threadTs: parent, userId: 'U0MARINA' });
  expect(thread.at(-1)).toMatchObject({ text: 'in the thread', ephemeral: true });
});

test('replaces and deletes the message whose button was pressed, also an ephemeral one', async () => {
  const ts = await postCard();
  await respond(await urlOfClick(ts), { replace_original: true, text: 'done' });
  expect((await workspace.messages(HERE)).find((m) => m.ts === ts)).toMatchObject({
    text: 'done',
    blocks: [],
  });

  const hers = await client.chat.postEphemeral({ channel: HERE, user: 'U0MARINA', text: 'x', blocks });
  const url = await urlOfClick(String(hers.message_ts));
  await respond(url, { replace_original: true, text: 'replaced' });
  const mine = async () =>
    (await workspace.messages(HERE, { userId: 'U0MARINA' })).find((m) => m.ts === hers.message_ts);
  expect(await mine()).toMatchObject({ text: 'replaced', ephemeral: true });
  await respond(url, { delete_original: true });
  expect(await mine()).toBeUndefined();
});

test('serves five uses', async () => {
  const url = await urlOfCommand();
  for (let use = 1; use <= 5; use++) expect(await respond(url, { text: `${use}` })).toEqual([200, 'ok']);
  expect(await respond(url, { text: '6' })).toEqual([404, 'used_url']);
});

test('expires after thirty minutes', async () => {
  const url = await urlOfCommand();
  now += 30 * 60_000 - 1;
  expect((await respond(url, { text: 'in time' }))[0]).toBe(200);
  now += 2;
  expect(await respond(url, { text: 'late' })).toEqual([404, 'expired_url']);
});

test('refuses what is no message, without counting it as a use', async () => {
  const url = await urlOfCommand();
  expect(await respond(url, '{')).toEqual([400, 'invalid_payload']);
  expect(await respond(url, {})).toEqual([400, 'no_text']);
  expect(await respond(url, { blocks: [{ type: 'hologram' }] })).toEqual([400, 'invalid_blocks']);
  for (let use = 1; use <= 5; use++) expect((await respond(url, { text: `${use}` }))[0]).toBe(200);
});

test('fails after the work when a test asks for it', async () => {
  const url = await urlOfCommand();
  await workspace.fault({ method: 'response_url', commit: true });
  expect((await respond(url, { text: 'committed' }))[0]).toBe(500);
  expect((await lastSeenBy('U0MARINA'))?.text).toBe('committed');
});
