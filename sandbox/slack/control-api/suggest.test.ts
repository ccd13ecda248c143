import { App, type BlockAction, type BlockSuggestion, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string, value: string) => ({ text: plain(text), value });
const cities = [option('Berlin', 'ber'), option('Bern', 'brn'), option('Lisbon', 'lis')];

let workspace: TestWorkspace;
let app: App;
const asked: BlockSuggestion[] = [];
const chosen: BlockAction['actions'] = [];

/** An app of Bolt, which looks up what is typed. */
beforeAll(async () => {
  workspace = await startTestWorkspace({ timing: { ackMs: 2000 } });
  const { botToken, signingSecret } = workspace.slack;
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
  app = new App({
    receiver,
    token: botToken,
    deferInitialization: true,
    clientOptions: { slackApiUrl: workspace.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  app.options('city', async ({ options, ack }) => {
    asked.push(options as BlockSuggestion);
    await ack({ options: cities.filter((city) => city.text.text.toLowerCase().startsWith(options.value)) });
  });
  app.options('grouped', async ({ ack }) => {
    await ack({ option_groups: [{ label: plain('Europe'), options: cities }] });
  });
  app.options('wrong', async ({ ack }) => {
    await ack({ options: [option('x'.repeat(76), 'a')] });
  });
  app.options('broken', async () => {
    throw new Error('the list is not there');
  });
  app.action(/./, async ({ body, ack }) => {
    await ack();
    chosen.push(...(body as BlockAction).actions);
  });
  await app.init();
  workspace.setApp((req, res) => {
    if (req.url !== '/slack/events') return false;
    void receiver.requestListener(req, res);
    return true;
  });
});
afterAll(() => workspace.stop());

async function post(element: object, text = 'choose'): Promise<string> {
  const blocks = [{ type: 'actions', block_id: 'where', elements: [element] }];
  const posted = await webClientOf(workspace).apiCall('chat.postMessage', { channel: HERE, text, blocks });
  return String((posted as { ts?: string }).ts);
}
const suggest = (message_ts: string, action_id: string, value: string) =>
  workspace.call('POST', 'suggest', {
    ...{ user_id: 'U0MARINA', channel_id: HERE, message_ts, action_id, value },
  });

test('the app is asked what it offers, and gets what was chosen with its words', async () => {
  const ts = await post({ type: 'external_select', action_id: 'city', min_query_length: 2 });
  expect(await suggest(ts, 'city', 'b')).toMatchObject({ options: [] });
  expect(asked).toHaveLength(0);
  expect(await suggest(ts, 'city', 'ber')).toMatchObject({ status: 200, options: cities.slice(0, 2) });
  expect(asked).toMatchObject([
    {
      type: 'block_suggestion',
      action_id: 'city',
      block_id: 'where',
      value: 'ber',
      api_app_id: expect.any(String),
      team: { id: expect.any(String) },
      user: { id: 'U0MARINA' },
      container: { type: 'message', message_ts: ts, channel_id: HERE, is_ephemeral: false },
      channel: { id: HERE, name: 'marketing' },
      message: { ts },
    },
  ]);
  expect(await suggest(ts, 'city', 'zz')).toMatchObject({ options: [] });
  await workspace.click('U0MARINA', HERE, ts, 'city', { value: { selected_option: cities[1] } });
  expect(chosen.at(-1)).toMatchObject({ type: 'external_select', selected_option: cities[1] });
});

test('groups, and several', async () => {
  const ts = await post({ type: 'multi_external_select', action_id: 'grouped', min_query_length: 0 });
  expect(await suggest(ts, 'grouped', '')).toMatchObject({ option_groups: [{ options: cities }] });
  await workspace.click('U0MARINA', HERE, ts, 'grouped', { value: { selected_options: cities } });
  expect(chosen.at(-1)).toMatchObject({ type: 'multi_external_select', selected_options: cities });
});

test.each([
  ['wrong', 'invalid_options'],
  ['broken', 'dispatch_failed'],
  // No listener: Bolt never answers, or says 404 after its own three seconds.
  ['unknown', 'operation_timeout'],
])('options of an app that fails: %s', async (action_id, error) => {
  const ts = await post({ type: 'external_select', action_id, min_query_length: 0 });
  expect(await suggest(ts, action_id, '')).toMatchObject({ error });
});

test('only of an external select that is there, and only for who sees it', async () => {
  const ts = await post({ type: 'button', action_id: 'go', text: plain('Go') });
  expect(await suggest(ts, 'go', 'abc')).toMatchObject({ http_status: 404, error: 'action_not_found' });
  expect(await suggest('1800000000.000000', 'city', 'abc')).toMatchObject({ http_status: 404 });
});
