import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let client: ReturnType<typeof webClientOf>;
let now = Date.UTC(2026, 10, 22, 12);
beforeAll(async () => {
  workspace = await startTestWorkspace({ now: () => now });
  workspace.setApp((_req, res) => {
    res.end();
    return true;
  });
  client = webClientOf(workspace);
});
afterAll(() => workspace.stop());

const statuses = async (userId = 'U0MARINA') =>
  (await workspace.call('GET', `state?user_id=${userId}`)).statuses as { status: string }[];
const set = (thread_ts: string, status: string, extra: object = {}) =>
  client.assistant.threads.setStatus({ channel_id: HERE, thread_ts, status, ...extra });

test('what the app says of its work shows in the thread until it answers there', async () => {
  const seen: unknown[] = [];
  const stop = workspace.slack.subscribe((change) => void (change.type === 'status' && seen.push(change)));
  const thread = await workspace.say('U0MARINA', HERE, 'a carousel, please');
  await set(thread, 'is writing…', { loading_messages: ['Reading the brief', 'Choosing words'] });
  expect(await statuses()).toMatchObject([
    {
      ...{ channel_id: HERE, thread_ts: thread, status: 'is writing…' },
      loading_messages: ['Reading the brief', 'Choosing words'],
      expires_at: now + 120_000,
    },
  ]);
  await workspace.say('U0MARINA', HERE, 'hurry', thread);
  expect(await statuses()).toHaveLength(1);
  await client.chat.postMessage({ channel: HERE, thread_ts: thread, text: 'here it is' });
  expect(await statuses()).toEqual([]);
  expect(seen).toMatchObject([{ status: 'is writing…' }, { thread_ts: thread, status: '' }]);
  stop();
});

test('it goes with an empty status, and by itself after two minutes', async () => {
  const thread = await workspace.say('U0MARINA', HERE, 'another one');
  await set(thread, 'is thinking…');
  await set(thread, '');
  expect(await statuses()).toEqual([]);
  await set(thread, 'is thinking…');
  now += 119_000;
  expect(await statuses()).toHaveLength(1);
  now += 2000;
  expect(await statuses()).toEqual([]);
});

test('only those who can see the channel learn of it', async () => {
  await client.apiCall('conversations.open', { users: 'U0PEDRO' });
  const { channel_id } = await workspace.call('POST', 'direct', { user_id: 'U0PEDRO' });
  const ts = await workspace.say('U0PEDRO', String(channel_id), 'hello');
  await client.assistant.threads.setStatus({
    channel_id: String(channel_id),
    thread_ts: ts,
    status: 'is thinking…',
  });
  expect(await statuses('U0PEDRO')).toHaveLength(1);
  expect(await statuses('U0MARINA')).toEqual([]);
});

test('refuses with Slack’s errors', async () => {
  const thread = await workspace.say('U0MARINA', HERE, 'and one');
  expect(await refusalOf(set('1763838312.000100', 'x'))).toBe('invalid_thread_ts');
  expect(
    await refusalOf(client.apiCall('assistant.threads.setStatus', { channel_id: HERE, thread_ts: thread })),
  ).toBe('invalid_arguments');
  expect(await refusalOf(set(thread, 'x', { channel_id: 'C0RANDOM' }))).toBe('not_in_channel');
  const many = Array.from({ length: 11 }, (_, i) => `message ${i}`);
  expect(await refusalOf(set(thread, 'x', { loading_messages: many }))).toBe('invalid_arguments');
});
