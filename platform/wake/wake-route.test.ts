import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, listen } from '../http-server.ts';
import { silentLog } from '../log.ts';
import { wakeRoute } from './wake-route.ts';

const secret = 'a-secret-of-more-than-32-characters';
const wakes: object[] = [];
const part = (did: number, left: number) => ({
  wake: async (wake: object) => {
    wakes.push(wake);
    return { did, left };
  },
});
let server: HttpServer;
let closed: HttpServer;
let hints = 0;

beforeAll(async () => {
  const open = async (given: string | undefined) => {
    const opened = await listen(0, '127.0.0.1');
    const wakeHere = () => {
      hints += 1;
    };
    opened.use(
      wakeRoute(
        { secret: given, limitMs: 9000, drainMs: 100 },
        { parts: [part(2, 0), part(1, 3)], wakeHere, log: silentLog },
      ),
    );
    return opened;
  };
  [server, closed] = await Promise.all([open(secret), open(undefined)]);
});
afterAll(() => Promise.all([server.close(), closed.close()]));

const post = (init: RequestInit = {}, at = server) =>
  fetch(`${at.url}/wake`, { method: 'POST', headers: { 'greenlight-wake': secret }, ...init });

describe('POST /wake', () => {
  it('wakes each part of the process and answers what came of it', async () => {
    const response = await post();
    expect([response.status, await response.json()]).toEqual([200, { did: 3, left: 3 }]);
    expect(wakes.splice(0)).toEqual([
      { limitMs: 9000, drainMs: 100 },
      { limitMs: 9000, drainMs: 100 },
    ]);
    expect(hints).toBe(1);
  });

  it.each([
    ['no secret', {}],
    ['another', { 'greenlight-wake': secret.replace('a', 'b') }],
    ['its beginning', { 'greenlight-wake': secret.slice(0, -1) }],
    ['an empty one', { 'greenlight-wake': '' }],
    ['the secret as a bearer', { authorization: `Bearer ${secret}` }],
  ])('refuses a wake with %s, and wakes nothing', async (_, headers) => {
    const response = await post({ headers: headers as Record<string, string> });
    expect([response.status, await response.json()]).toEqual([401, { error: 'wrong_secret' }]);
    expect([wakes, hints]).toEqual([[], 1]);
  });

  it('does not exist where no secret is set, also for a caller who sends none', async () => {
    expect((await post({}, closed)).status).toBe(404);
    expect((await post({ headers: {} }, closed)).status).toBe(404);
  });

  it('takes the empty object of a scheduler, and no body that is longer than a wake needs', async () => {
    expect((await post({ body: '{}' })).status).toBe(200);
    wakes.splice(0);
    expect((await post({ body: 'x'.repeat(2000) })).status).toBe(413);
    expect(wakes).toEqual([]);
  });

  it('is a POST and nothing else', async () => {
    expect((await fetch(`${server.url}/wake`, { headers: { 'greenlight-wake': secret } })).status).toBe(405);
  });
});
