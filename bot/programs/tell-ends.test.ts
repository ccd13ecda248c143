import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { silentLog } from '../../platform/log.ts';
import type { DueWebhook } from '../../ports/content.ts';
import { tellEnd } from './tell-ends.ts';

/** A program that listens: what came, and what it answers. */
let came: { headers: IncomingHttpHeaders; body: string }[] = [];
let answers: (number | 'break off')[] = [];
let url = '';
const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    came.push({ headers: req.headers, body: Buffer.concat(chunks).toString() });
    const answer = answers.shift() ?? 204;
    if (answer === 'break off') req.socket.destroy();
    else res.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end();
  });
});
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  came = [];
  answers = [];
});

const anEnd = (change: Partial<DueWebhook> = {}): DueWebhook => ({
  id: 'end_1',
  fence: 1,
  attempts: 1,
  job_id: 'job-1',
  event: 'completed',
  body: '{"id":"end_1","event":"completed","job":{"title":"Conexões"}}',
  url,
  secret: 'whsec_x',
  ...change,
});
async function tell(item: DueWebhook, privateHosts = ['127.0.0.1']) {
  const settled: unknown[] = [];
  const content = {
    claimWebhooks: async () => [],
    settleWebhook: async (_: unknown, outcome: unknown) => {
      settled.push(outcome);
      return true;
    },
  };
  const random = { next: () => 0.5, id: () => 'x' };
  await tellEnd({ content, privateHosts, clock: systemClock, random, log: silentLog }, item);
  return settled[0];
}

describe('tellEnd()', () => {
  it('posts the stored bytes, signed over time and body', async () => {
    expect(await tell(anEnd())).toEqual({ error: null, retry_in_s: null });
    const [{ headers, body } = { headers: {}, body: '' }] = came;
    expect(body).toBe(anEnd().body);
    expect(headers['greenlight-webhook-id']).toBe('end_1');
    const [, at, signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['greenlight-signature'])) ?? [];
    expect(signature).toBe(createHmac('sha256', 'whsec_x').update(`${at}.${body}`).digest('hex'));
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60);
  });

  it.each([
    [503, 'http_503'],
    [404, 'http_404'],
    [302, 'http_302'],
    ['break off', 'und_err_socket'],
  ] as const)('tries again after %s, later each time, and in the end no more', async (answer, error) => {
    answers = [answer, answer, answer];
    expect(await tell(anEnd())).toEqual({ error, retry_in_s: 10 });
    expect(await tell(anEnd({ attempts: 4 }))).toEqual({ error, retry_in_s: 600 });
    expect(await tell(anEnd({ attempts: 10 }))).toEqual({ error, retry_in_s: null });
    expect(came).toHaveLength(3);
  });

  it('does not try again where the receiver is gone for good', async () => {
    answers = [410];
    expect(await tell(anEnd())).toEqual({ error: 'http_410', retry_in_s: null });
  });

  it.each([
    ['https://127.0.0.1:9443/', 'private_address'],
    ['https://localhost:9443/', 'private_address'],
    ['https://[::1]:9443/', 'private_address'],
    ['https://169.254.169.254/latest/meta-data', 'private_address'],
    ['https://[::ffff:10.0.0.1]/', 'private_address'],
    ['https://2130706433/', 'private_address'],
    ['http://example.com/', 'not_https'],
  ])('posts nothing to %s: %s', async (address, error) => {
    expect(await tell(anEnd({ url: address }), [])).toEqual({ error, retry_in_s: null });
  });

  it('posts to a private host that an operator lists, and to no other', async () => {
    expect(await tell(anEnd())).toMatchObject({ error: null });
    expect(await tell(anEnd(), ['hooks.internal'])).toMatchObject({ error: 'not_https' });
    expect(came).toHaveLength(1);
  });
});
