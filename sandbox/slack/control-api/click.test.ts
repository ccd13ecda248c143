import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Reply, recordApp } from '../../../testing/slack/record-app.ts';
import { webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
const workspace = await startTestWorkspace({ timing: { ackMs: 1000 } });
const client = webClientOf(workspace);
let reply: Reply = {};
const app = recordApp(workspace.slack.signingSecret, () => reply);
workspace.setApp(app.handler);
beforeEach(() => {
  reply = {};
});
afterAll(() => workspace.stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const card = (...values: string[]) => [
  ...values.map((value) => ({
    type: 'actions' as const,
    block_id: `row_${value}`,
    elements: [
      {
        type: 'button' as const,
        action_id: 'approve',
        text: plain('Approve'),
        value,
        style: 'primary' as const,
      },
    ],
  })),
  {
    type: 'actions' as const,
    block_id: 'menu',
    elements: [
      {
        type: 'static_select' as const,
        action_id: 'pick',
        options: ['a', 'b'].map((value) => ({ text: plain(value), value })),
      },
    ],
  },
];
const postCard = async (extra: Record<string, unknown> = {}, ...values: string[]) =>
  String(
    (
      await client.chat.postMessage({
        channel: HERE,
        text: 'card',
        blocks: card(...(values.length ? values : ['v1'])),
        ...extra,
      })
    ).ts,
  );
const lastPayload = () => app.of('interaction').at(-1)?.payload;
const click = (ts: string, extra: Record<string, unknown> = {}, userId = 'U0LUCIA') =>
  workspace.click(userId, HERE, ts, 'approve', extra);

test("the payload is Slack's block_actions", async () => {
  const parent = await postCard();
  const ts = await postCard({ thread_ts: parent });
  expect(await click(ts)).toMatchObject({ status: 200, ack_ms: expect.any(Number) });
  expect(lastPayload()).toMatchObject({
    type: 'block_actions',
    team: { id: 'T0GREENLIGHT' },
    user: { id: 'U0LUCIA', username: 'lucia', name: 'lucia', team_id: 'T0GREENLIGHT' },
    api_app_id: 'A0GREENLIGHT',
    container: { type: 'message', message_ts: ts, channel_id: HERE, is_ephemeral: false, thread_ts: parent },
    channel: { id: HERE, name: 'marketing' },
    message: { ts, thread_ts: parent, bot_id: 'B0GREENLIGHT', text: 'card' },
    state: { values: {} },
    trigger_id: expect.any(String),
    response_url: expect.stringContaining('/r/'),
    actions: [
      {
        type: 'button',
        action_id: 'approve',
        block_id: 'row_v1',
        value: 'v1',
        text: plain('Approve'),
        style: 'primary',
        action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      },
    ],
  });
});

test('two people who click at once make two payloads', async () => {
  const ts = await postCard();
  const before = app.of('interaction').length;
  await Promise.all([click(ts, {}, 'U0LUCIA'), click(ts, {}, 'U0THOMAS')]);
  const payloads = app
    .of('interaction')
    .slice(before)
    .map((r) => r.payload);
  expect(payloads.map((p) => (p.user as { id: string }).id).sort()).toEqual(['U0LUCIA', 'U0THOMAS']);
  expect(new Set(payloads.map((p) => p.trigger_id)).size).toBe(2);
});

test('block_id or value tells two equal actions apart', async () => {
  const ts = await postCard({}, 'v1', 'v2');
  await click(ts, { block_id: 'row_v2' });
  expect(lastPayload()).toMatchObject({ actions: [{ value: 'v2' }] });
  await click(ts, { value: 'v2' });
  expect(lastPayload()).toMatchObject({ actions: [{ block_id: 'row_v2' }] });
});

test('a choice is sent as the selected option, with what else was entered', async () => {
  const ts = await postCard();
  await workspace.click('U0LUCIA', HERE, ts, 'pick', { value: 'b', state: { menu: { pick: 'b' } } });
  const option = { text: plain('b'), value: 'b' };
  expect(lastPayload()).toMatchObject({
    actions: [{ type: 'static_select', selected_option: option }],
    state: { values: { menu: { pick: { selected_option: option } } } },
  });
  const wrong = await workspace.click('U0LUCIA', HERE, ts, 'pick', { value: 'z' });
  expect(wrong.http_status).toBe(400);
  expect(wrong.error).toContain('accepted: a, b');
});

describe('a stale card', () => {
  test('still sends the button that an earlier revision had', async () => {
    const ts = await postCard();
    await client.chat.update({ channel: HERE, ts, text: 'superseded' });
    expect((await click(ts)).status).toBe(200);
    expect(lastPayload()).toMatchObject({
      message: { text: 'superseded' },
      actions: [{ action_id: 'approve', value: 'v1' }],
    });
  });

  test('still sends an earlier value of a button that is there with a new one', async () => {
    const ts = await postCard();
    await client.chat.update({ channel: HERE, ts, text: 'card', blocks: card('v2') });
    await click(ts, { value: 'v1' });
    expect(lastPayload()).toMatchObject({ actions: [{ value: 'v1' }] });
  });

  test('sends an unknown action when its value is given', async () => {
    const ts = await postCard();
    await client.chat.update({ channel: HERE, ts, text: 'superseded' });
    await workspace.click('U0LUCIA', HERE, ts, 'reject', { value: 'v1' });
    expect(lastPayload()).toMatchObject({ actions: [{ action_id: 'reject', value: 'v1' }] });
  });
});

test('an action that the message never had is refused with those it has', async () => {
  const answer = await workspace.click('U0LUCIA', HERE, await postCard(), 'launch', { value: 'v1' });
  expect(answer).toMatchObject({
    http_status: 404,
    error: 'action_not_found',
    actions: [{ action_id: 'approve', value: 'v1' }, { action_id: 'pick' }],
  });
});

test('an unknown, a deleted and an unseen message cannot be clicked', async () => {
  const missing = { http_status: 404, error: 'message_not_found' };
  expect(await click('1000000000.000001')).toMatchObject(missing);
  const ts = await postCard();
  await client.chat.delete({ channel: HERE, ts });
  expect(await click(ts)).toMatchObject(missing);
  const hers = await client.chat.postEphemeral({
    channel: HERE,
    user: 'U0MARINA',
    text: 'x',
    blocks: card('v1'),
  });
  expect(await click(String(hers.message_ts))).toMatchObject(missing);
});

test('a person outside the channel cannot click', async () => {
  const sales = await client.chat.postMessage({ channel: 'C0SALES', text: 'card', blocks: card('v1') });
  const answer = await workspace.click('U0PEDRO', 'C0SALES', String(sales.ts), 'approve');
  expect(answer).toMatchObject({ http_status: 403, error: 'not_in_channel' });
});

test('a click on an ephemeral message carries no message, as in Slack', async () => {
  const posted = await client.chat.postEphemeral({
    channel: HERE,
    user: 'U0LUCIA',
    text: 'x',
    blocks: card('v1'),
  });
  await click(String(posted.message_ts));
  expect(lastPayload()).toMatchObject({ container: { is_ephemeral: true } });
  expect(lastPayload()).not.toHaveProperty('message');
});

test('an app that does not answer is reported, not hidden', async () => {
  const ts = await postCard();
  reply = { hang: true };
  expect(await click(ts)).toMatchObject({ status: 0, error: 'operation_timeout' });
});
