import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let client: ReturnType<typeof webClientOf>;
beforeAll(async () => {
  workspace = await startTestWorkspace();
  workspace.setApp((_req, res) => {
    res.end();
    return true;
  });
  client = webClientOf(workspace);
});
afterAll(() => workspace.stop());

const post = async (text: string, extra: Record<string, unknown> = {}): Promise<string> =>
  String((await client.chat.postMessage({ channel: HERE, text, ...extra })).ts);
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('chat.postMessage', () => {
  test('answers with the message as stored, signed by the bot', async () => {
    const answer = await client.chat.postMessage({ channel: HERE, text: 'Olá <b> & co' });
    expect(answer.channel).toBe(HERE);
    expect(answer.message).toMatchObject({
      text: 'Olá <b> & co',
      user: 'U0GREENLIGHT',
      bot_id: 'B0GREENLIGHT',
      app_id: 'A0GREENLIGHT',
      team: 'T0GREENLIGHT',
      ts: answer.ts,
    });
  });

  test('gives every message of a channel a higher ts, also many at once', async () => {
    const stamps = await Promise.all(Array.from({ length: 40 }, (_, i) => post(`burst ${i}`)));
    expect(new Set(stamps).size).toBe(40);
    const listed = (await workspace.messages(HERE)).map((m) => m.ts);
    expect(listed).toEqual([...listed].sort());
  });

  test.each([
    ['a public channel without the bot', 'C0RANDOM', 'not_in_channel'],
    ['a private channel without the bot', 'C0DIRETORIA', 'channel_not_found'],
    ['a channel that does not exist', 'C0NOWHERE', 'channel_not_found'],
  ])('refuses %s', async (_what, channel, code) => {
    expect(await refusalOf(client.chat.postMessage({ channel, text: 'x' }))).toBe(code);
  });

  test('refuses an archived channel', async () => {
    const change = (action: string) =>
      workspace.call('POST', 'membership', { user_id: 'U0MARINA', channel_id: 'C0SALES', action });
    await change('archive');
    expect(await refusalOf(client.chat.postMessage({ channel: 'C0SALES', text: 'x' }))).toBe('is_archived');
    await change('unarchive');
  });

  test('refuses a message without text, blocks or attachments', async () => {
    expect(await refusalOf(client.apiCall('chat.postMessage', { channel: HERE }))).toBe('no_text');
  });

  test('opens the direct messages of a person id and finds a channel by name', async () => {
    const direct = await client.chat.postMessage({ channel: 'U0PEDRO', text: 'hi' });
    expect(direct.channel).toMatch(/^D/);
    expect((await client.chat.postMessage({ channel: '#general', text: 'hi' })).channel).toBe('C0GENERAL');
  });

  test('cuts a text at 40,000 characters and says so', async () => {
    const answer = await client.chat.postMessage({ channel: HERE, text: '😀'.repeat(40_001) });
    expect(answer.response_metadata?.warnings).toContain('message_truncated');
    expect([...(answer.message?.text ?? '')]).toHaveLength(40_000);
  });

  test('keeps replies out of the top level and counts them on the parent', async () => {
    const parent = await post('parent');
    const reply = await post('reply', { thread_ts: parent });
    // A reply to a reply belongs to the same thread.
    await post('nested', { thread_ts: reply });
    const top = await workspace.messages(HERE);
    expect(top.map((m) => m.text)).not.toContain('reply');
    expect(top.find((m) => m.ts === parent)).toMatchObject({ reply_count: 2, thread_ts: parent });
    const thread = await workspace.messages(HERE, { threadTs: parent });
    expect(thread.map((m) => m.text)).toEqual(['parent', 'reply', 'nested']);
    expect(thread[1]).toMatchObject({ thread_ts: parent, parent_user_id: 'U0GREENLIGHT' });
  });

  test('shows a broadcast reply in the channel too', async () => {
    const parent = await post('to broadcast');
    await post('all should see', { thread_ts: parent, reply_broadcast: true });
    expect((await workspace.messages(HERE)).at(-1)).toMatchObject({
      text: 'all should see',
      subtype: 'thread_broadcast',
    });
  });

  test('refuses a thread that does not exist or has no ts', async () => {
    expect(await refusalOf(client.chat.postMessage({ channel: HERE, text: 'x', thread_ts: '1.2' }))).toBe(
      'invalid_thread_ts',
    );
    const lost = client.chat.postMessage({ channel: HERE, text: 'x', thread_ts: '1000000000.000001' });
    expect(await refusalOf(lost)).toBe('thread_not_found');
  });

  test('refuses metadata without an event type and keeps metadata through an edit', async () => {
    const bad = client.apiCall('chat.postMessage', { channel: HERE, text: 'x', metadata: { a: 1 } });
    expect(await refusalOf(bad)).toBe('invalid_metadata_format');
    const metadata = { event_type: 'outbox', event_payload: { id: 7 } };
    const ts = await post('with metadata', { metadata });
    await client.chat.update({ channel: HERE, ts, text: 'edited' });
    const found = await client.conversations.replies({ channel: HERE, ts, include_all_metadata: true });
    expect(found.messages?.[0]?.metadata).toEqual(metadata);
    const without = await client.conversations.replies({ channel: HERE, ts });
    expect(without.messages?.[0]).not.toHaveProperty('metadata');
  });

  test('logs a mention of everyone, but not an escaped one', async () => {
    await post('harmless &lt;!channel&gt; and @here');
    const harmful = await post('x', { blocks: [section('wake up <!here>')] });
    const { broadcasts } = await workspace.call('GET', 'state');
    expect(broadcasts).toEqual([{ channel_id: HERE, ts: harmful, user: 'U0GREENLIGHT', kind: 'here' }]);
  });
});

describe('chat.update', () => {
  test('drops the blocks of a text-only edit and marks it as edited', async () => {
    const ts = await post('old', { blocks: [section('old')] });
    await client.chat.update({ channel: HERE, ts, text: 'new' });
    const [message] = await workspace.messages(HERE, { threadTs: ts });
    expect(message).toMatchObject({ text: 'new', blocks: [], edited: { user: 'U0GREENLIGHT' } });
  });

  test('shows no edit mark when blocks are given', async () => {
    const ts = await post('old');
    await client.chat.update({ channel: HERE, ts, text: 'new', blocks: [section('new')] as never });
    expect((await workspace.messages(HERE, { threadTs: ts }))[0]).not.toHaveProperty('edited');
  });

  test("refuses a person's message, an unknown one and a deleted one", async () => {
    const theirs = await workspace.say('U0MARINA', HERE, 'mine');
    expect(await refusalOf(client.chat.update({ channel: HERE, ts: theirs, text: 'x' }))).toBe(
      'cant_update_message',
    );
    const unknown = client.chat.update({ channel: HERE, ts: '1000000000.000001', text: 'x' });
    expect(await refusalOf(unknown)).toBe('message_not_found');
    const ts = await post('gone soon');
    await client.chat.delete({ channel: HERE, ts });
    expect(await refusalOf(client.chat.update({ channel: HERE, ts, text: 'x' }))).toBe('message_not_found');
  });
});

describe('chat.delete', () => {
  test('removes a message but keeps a tombstone over its replies', async () => {
    const alone = await post('alone');
    const parent = await post('with replies');
    await post('reply', { thread_ts: parent });
    await client.chat.delete({ channel: HERE, ts: alone });
    await client.chat.delete({ channel: HERE, ts: parent });
    const top = await workspace.messages(HERE);
    expect(top.find((m) => m.ts === alone)).toBeUndefined();
    expect(top.find((m) => m.ts === parent)).toMatchObject({ subtype: 'tombstone', reply_count: 1 });
  });

  test("refuses a person's message", async () => {
    const theirs = await workspace.say('U0MARINA', HERE, 'mine');
    expect(await refusalOf(client.chat.delete({ channel: HERE, ts: theirs }))).toBe('cant_delete_message');
  });
});

describe('chat.postEphemeral', () => {
  test('shows the message to one person only, and never to the Web API', async () => {
    const answer = await client.chat.postEphemeral({ channel: HERE, user: 'U0MARINA', text: 'only you' });
    const seen = async (userId: string) =>
      (await workspace.messages(HERE, { userId })).some((m) => m.text === 'only you' && m.ephemeral);
    expect(await seen('U0MARINA')).toBe(true);
    expect(await seen('U0LUCIA')).toBe(false);
    const history = await client.conversations.history({ channel: HERE });
    expect(history.messages?.some((m) => m.text === 'only you')).toBe(false);
    const edit = client.chat.update({ channel: HERE, ts: String(answer.message_ts), text: 'x' });
    expect(await refusalOf(edit)).toBe('message_not_found');
  });

  test('refuses a person outside the channel', async () => {
    const call = client.chat.postEphemeral({ channel: 'C0SALES', user: 'U0PEDRO', text: 'x' });
    expect(await refusalOf(call)).toBe('user_not_in_channel');
  });
});

test('chat.getPermalink leads to the message, in its thread for a reply', async () => {
  const parent = await post('parent');
  const reply = await post('reply', { thread_ts: parent });
  const link = await client.chat.getPermalink({ channel: HERE, message_ts: reply });
  expect(link.permalink).toBe(
    `${workspace.origin}/archives/${HERE}/p${reply.replace('.', '')}?thread_ts=${parent}&cid=${HERE}`,
  );
});
