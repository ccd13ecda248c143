import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { slackRates } from '../../ports/slack-limits.ts';
import { recordApp } from '../../testing/slack/record-app.ts';
import { webClientOf } from '../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let now = Date.UTC(2026, 10, 22, 12);
let workspace: TestWorkspace;
let app: ReturnType<typeof recordApp>;
let client: ReturnType<typeof webClientOf>;
beforeAll(async () => {
  workspace = await startTestWorkspace({ now: () => now });
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
  client = webClientOf(workspace);
});
const pace = (rates: object) => workspace.call('POST', 'pacing', rates);
afterEach(() => pace({ posts_per_second: null, tiers: false, events_per_hour: null }));
afterAll(() => workspace.stop());

/** Seconds after which Slack lets the call through; undefined when it did. */
const waitOf = (call: Promise<unknown>): Promise<number | undefined> =>
  call.then(
    () => undefined,
    (error: { retryAfter?: number }) => error.retryAfter,
  );

test('a method answers 429 beyond its tier, with the time to wait, and again takes calls when that is over', async () => {
  await pace({ tiers: true });
  const { ts } = await client.chat.postMessage({ channel: HERE, text: 'progress' });
  const update = () => client.chat.update({ channel: HERE, ts: String(ts), text: 'progress' });
  for (let i = 0; i < Number(slackRates['chat.update']); i++) await update();
  now += 20_000;
  expect(await waitOf(update())).toBe(40);
  // Each method has its own.
  expect(await waitOf(client.chat.postMessage({ channel: HERE, text: 'other' }))).toBeUndefined();
  now += 41_000;
  expect(await waitOf(update())).toBeUndefined();
});

test('the answer is HTTP 429 with Retry-After', async () => {
  await pace({ posts_per_second: 1 });
  await client.chat.postMessage({ channel: HERE, text: 'first' });
  const answer = await fetch(`${workspace.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${workspace.slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: HERE, text: 'second' }),
  });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(await answer.json()).toMatchObject({ ok: false, error: 'ratelimited' });
});

test('beyond the events of an hour the app hears that it is limited, once a minute', async () => {
  await workspace.idle();
  app.received.length = 0;
  await pace({ events_per_hour: 2 });
  for (let i = 0; i < 5; i++) await workspace.say('U0MARINA', HERE, `message ${i}`);
  await workspace.idle();
  expect(app.events('message').map((event) => event.text)).toEqual(['message 0', 'message 1']);
  const limited = () => app.received.filter(({ payload }) => payload.type === 'app_rate_limited');
  expect(limited().map(({ payload }) => payload)).toEqual([
    expect.objectContaining({
      team_id: 'T0GREENLIGHT',
      api_app_id: 'A0GREENLIGHT',
      minute_rate_limited: Math.floor(now / 60_000) * 60,
    }),
  ]);
  now += 60_000;
  await workspace.say('U0MARINA', HERE, 'one more');
  await workspace.idle();
  expect(limited()).toHaveLength(2);
});
