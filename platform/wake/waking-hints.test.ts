import { describe, expect, it, vi } from 'vitest';
import { silentLog } from '../log.ts';
import { wakingHints } from './waking-hints.ts';

const secret = 's'.repeat(32);
const urls = { bot: 'https://bot.example', agents: 'https://agents.example/', governor: undefined };
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Requests that the test answers, one after the other. */
function asked() {
  const held: { url: string; init: RequestInit | undefined; answer(status: number): void }[] = [];
  const fetch = vi.fn(
    (url: URL | RequestInfo, init?: RequestInit) =>
      new Promise<Response>((resolve) =>
        held.push({ url: String(url), init, answer: (status) => resolve(new Response('{}', { status })) }),
      ),
  );
  return { held, fetch };
}

describe('wakingHints()', () => {
  it('wakes the part that does what a hint tells of, with the secret, beside the loops of its own process', async () => {
    const { held, fetch } = asked();
    const { hints } = wakingHints({ urls, secret }, { fetch, log: silentLog });
    const here = hints.jobs.wait(60_000);
    hints.jobs.wake();
    await here;
    hints.outbox.wake();
    hints.releases.wake();
    expect(held.map(({ url }) => url)).toEqual(['https://agents.example/wake', 'https://bot.example/wake']);
    expect(held[0]?.init).toMatchObject({
      method: 'POST',
      redirect: 'error',
      headers: { 'greenlight-wake': secret },
    });
  });

  it('holds one request at a time, and sends one more for all that came up meanwhile', async () => {
    const { held, fetch } = asked();
    const { hints } = wakingHints({ urls, secret }, { fetch, log: silentLog });
    for (let n = 0; n < 5; n++) hints.jobs.wake();
    expect(held).toHaveLength(1);
    held[0]?.answer(200);
    await settle();
    expect(held).toHaveLength(2);
    held[1]?.answer(200);
    await settle();
    expect(held).toHaveLength(2);
    hints.jobs.wake();
    expect(held).toHaveLength(3);
  });

  it('goes on after a part that cannot be woken, and tells of an outage once', async () => {
    const warn = vi.fn();
    const fetch = vi.fn(async () => {
      throw new TypeError('away');
    });
    const { hints } = wakingHints({ urls, secret }, { fetch, log: { ...silentLog, warn } });
    for (let n = 0; n < 3; n++) {
      hints.jobs.wake();
      await settle();
    }
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('asks no part when a wake came in: two parts would wake each other for ever', () => {
    const { fetch } = asked();
    wakingHints({ urls, secret }, { fetch, log: silentLog }).wakeHere();
    expect(fetch).not.toHaveBeenCalled();
  });
});
