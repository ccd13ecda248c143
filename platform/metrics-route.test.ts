import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HttpServer, listen } from './http-server.ts';
import { metricsRoute } from './metrics-route.ts';

const TOKEN = 'a-token-of-sixteen';
let server: HttpServer;
let failing = false;
beforeAll(async () => {
  server = await listen(0, '127.0.0.1');
  const text = async () => {
    if (failing) throw new Error('no');
    return 'greenlight_up 1\n';
  };
  server.use(metricsRoute({ text }, TOKEN));
});
afterAll(() => server.close());

const get = (headers: Record<string, string> = {}, path = '/metrics') =>
  fetch(`${server.url}${path}`, { headers });

it.each([
  ['no token', {}],
  ['another token', { authorization: 'Bearer a-token-of-sixteem' }],
  ['the beginning of the token', { authorization: 'Bearer a-token' }],
  ['an empty token', { authorization: 'Bearer ' }],
  ['the token without its word', { authorization: TOKEN }],
  ['the token in the address', {}, `/metrics?token=${TOKEN}`],
])('metricsRoute() refuses %s, from this machine too', async (_, headers, path?) => {
  const answer = await get(headers as Record<string, string>, path as string | undefined);
  expect(answer.status).toBe(401);
  expect(await answer.text()).toBe('{"error":"wrong_token"}');
});

it('metricsRoute() answers who shows the token, and says nothing of why it could not', async () => {
  const authorization = `Bearer ${TOKEN}`;
  const answer = await get({ authorization });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await answer.text()).toBe('greenlight_up 1\n');
  failing = true;
  expect((await get({ authorization })).status).toBe(500);
  expect((await get({ authorization }, '/metricsx')).status).toBe(404);
});
