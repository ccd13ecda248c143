import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { boltLog } from './bolt-log.ts';
import { SlackLine } from './slack-line.ts';
import { WatchedClient } from './watched-client.ts';

const asked: string[] = [];
let limited = true;
const server = createServer((req, res) => {
  asked.push(req.url ?? '');
  res.writeHead(limited ? 429 : 200, { 'content-type': 'application/json', 'retry-after': '3' });
  res.end(JSON.stringify(limited ? { ok: false, error: 'ratelimited' } : { ok: true, ts: '1.1' }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

it('WatchedClient asks Slack nothing before the time that it named, in that channel alone', async () => {
  let now = 0;
  const line = new SlackLine({ now: () => now, sleep: async () => {} }, silentLog);
  const slack = new WatchedClient(
    'xoxb-1',
    {
      slackApiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: boltLog(silentLog),
    },
    line,
  );
  const post = (channel: string) =>
    slack.chat.postMessage({ channel, text: 'x' }).then(
      () => 'posted',
      (error: { retryAfter?: number }) => error.retryAfter,
    );
  expect(await post('C1')).toBe(3);
  now = 1000;
  expect(await post('C1')).toBe(2);
  expect(asked).toHaveLength(1);
  limited = false;
  expect(await post('C2')).toBe('posted');
  now = 3000;
  expect(await post('C1')).toBe('posted');
  expect(asked).toHaveLength(3);
});
