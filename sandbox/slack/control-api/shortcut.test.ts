import { afterAll, expect, test } from 'vitest';
import { recordApp } from '../../../testing/slack/record-app.ts';
import { webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
const workspace = await startTestWorkspace();
const client = webClientOf(workspace);
const app = recordApp(workspace.slack.signingSecret);
workspace.setApp(app.handler);
afterAll(() => workspace.stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const section = { type: 'section' as const, text: plain('x') };
const pick = (ts: string, extra: Record<string, unknown> = {}) =>
  workspace.call('POST', 'shortcut', {
    user_id: 'U0LUCIA',
    channel_id: HERE,
    message_ts: ts,
    callback_id: 'draft_from_thread',
    ...extra,
  });

test("the payload is Slack's message_action, with the message and a trigger that opens one modal", async () => {
  const { ts = '' } = await client.chat.postMessage({
    channel: HERE,
    text: 'What do we say about titanium?',
  });
  expect(await pick(ts)).toMatchObject({ status: 200 });
  const payload = app.of('interaction').at(-1)?.payload;
  expect(payload).toMatchObject({
    type: 'message_action',
    callback_id: 'draft_from_thread',
    message_ts: ts,
    channel: { id: HERE, name: 'marketing' },
    user: { id: 'U0LUCIA' },
    message: { ts, text: 'What do we say about titanium?' },
    response_url: expect.stringContaining('http'),
  });
  const view = { type: 'modal' as const, title: plain('x'), blocks: [section] };
  const opened = await client.views.open({ trigger_id: String(payload?.trigger_id), view });
  expect(opened.ok).toBe(true);
});

test('it is offered on what a person can read, and on nothing else', async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: HERE, text: 'here' });
  const refused = async (change: Record<string, unknown>) => (await pick(ts, change)).error;
  expect(await refused({ callback_id: 'of_another_app' })).toBe('unknown_shortcut');
  expect(await refused({ message_ts: '1700000000.000000' })).toBe('message_not_found');
  expect(await refused({ channel_id: 'C0DIRETORIA', user_id: 'U0THOMAS' })).toBe('channel_not_found');
  const only = await client.chat.postEphemeral({ channel: HERE, user: 'U0LUCIA', text: 'for you' });
  expect(await refused({ message_ts: only.message_ts })).toBe('message_not_found');
});
