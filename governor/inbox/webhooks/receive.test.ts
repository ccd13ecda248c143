import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/clock.ts';
import { ExpectedError } from '../../../platform/errors.ts';
import { silentLog } from '../../../platform/log.ts';
import type { InboundEvent } from '../../../ports/outreach.ts';
import { receiveWebhook } from './receive.ts';

const SECRET = 'a-secret-of-the-test';
const ME = 'ACoAA-me';
const THEM = 'ACoAA-them';
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A route over calls that remember what they were given. */
async function open(options: { secret?: string; fail?: Error } = {}) {
  const events = new Map<string, InboundEvent>();
  const statuses: string[] = [];
  const confirmed: string[] = [];
  const handle = receiveWebhook({
    secret: options.secret ?? SECRET,
    outreach: {
      async recordInbound(event) {
        if (options.fail) throw options.fail;
        const isNew = !events.has(event.key);
        events.set(event.key, event);
        return isNew;
      },
      async recordAccountStatus(id, status) {
        statuses.push(`${id} ${status}`);
        return true;
      },
    },
    async confirmStatus(id) {
      confirmed.push(id);
    },
    clock: systemClock,
    log: silentLog,
  });
  server = createServer((req, res) => {
    if (!handle(req, res)) res.writeHead(404).end();
  });
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const post = async (body: unknown, headers: Record<string, string> = { 'unipile-auth': SECRET }) => {
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/unipile`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return response.status;
  };
  return { post, events, statuses, confirmed, url: `http://127.0.0.1:${port}` };
}

const message = (given: Record<string, unknown> = {}) => ({
  event: 'message_received',
  account_id: 'unipile-1',
  account_type: 'LINKEDIN',
  account_info: { user_id: ME },
  chat_id: 'chat-1',
  message_id: 'message-1',
  message: 'Olá!',
  timestamp: '2026-11-23T13:00:00.000Z',
  sender: { attendee_provider_id: THEM, attendee_profile_url: 'https://www.linkedin.com/in/them' },
  attendees: [{ attendee_provider_id: THEM, attendee_profile_url: 'https://www.linkedin.com/in/them' }],
  something_new: { nested: true },
  ...given,
});

describe('POST /webhooks/unipile', () => {
  it('stores a message of the other person', async () => {
    const route = await open();
    expect(await route.post(message())).toBe(200);
    expect([...route.events.values()]).toEqual([
      {
        key: 'message:unipile-1:message-1',
        kind: 'message',
        provider_account_id: 'unipile-1',
        provider_id: THEM,
        profile_url: 'https://www.linkedin.com/in/them',
        chat_id: 'chat-1',
        message_id: 'message-1',
        text: 'Olá!',
        at: '2026-11-23T13:00:00.000Z',
        status: null,
      },
    ]);
  });

  it('takes our own message for an echo to the other person, not for a reply', async () => {
    const route = await open();
    await route.post(message({ sender: { attendee_provider_id: ME } }));
    expect([...route.events.values()]).toMatchObject([{ kind: 'echo', provider_id: THEM }]);
  });

  it('gives repetitions one key, in any order', async () => {
    const route = await open();
    const [first, second] = [
      message(),
      message({ message_id: 'message-2', timestamp: '2026-11-23T12:00:00Z' }),
    ];
    expect(await Promise.all([second, first, second, first].map((m) => route.post(m)))).toEqual([
      200, 200, 200, 200,
    ]);
    expect(route.events.size).toBe(2);
  });

  it('stores an accepted invitation', async () => {
    const route = await open();
    const accepted = {
      event: 'new_relation',
      account_id: 'unipile-1',
      user_provider_id: THEM,
      user_profile_url: null,
    };
    expect(await route.post(accepted)).toBe(200);
    expect([...route.events.values()]).toMatchObject([
      { kind: 'accepted', key: 'accepted:unipile-1:ACoAA-them' },
    ]);
  });

  it('stores bad news of an account at once, and asks before it believes good ones', async () => {
    const route = await open();
    const state = (word: string) => ({
      AccountStatus: { account_id: 'unipile-1', account_type: 'LINKEDIN', message: word },
    });
    for (const word of ['CREDENTIALS', 'SOMETHING_NEW', 'OK'])
      expect(await route.post(state(word))).toBe(200);
    expect(route.statuses).toEqual(['unipile-1 credentials', 'unipile-1 error']);
    expect(route.confirmed).toEqual(['unipile-1']);
  });

  it('ignores what concerns no account or lead', async () => {
    const route = await open();
    expect(await route.post(message({ event: 'message_reaction' }))).toBe(200);
    expect(await route.post({ event: 'message_read', account_id: 'unipile-1' })).toBe(200);
    expect(route.events.size).toBe(0);
  });

  it.each([
    ['without the header', {}],
    ['with an empty one', { 'unipile-auth': '' }],
    ['with another secret', { 'unipile-auth': 'a-secret-of-the-tesT' }],
    ['with the beginning of the secret', { 'unipile-auth': SECRET.slice(0, -1) }],
    ['with the secret elsewhere', { authorization: SECRET }],
  ])('refuses one %s', async (_what, headers) => {
    const route = await open();
    expect(await route.post(message(), headers as Record<string, string>)).toBe(401);
    expect(route.events.size).toBe(0);
  });

  it('refuses everything while no secret is configured', async () => {
    const route = await open({ secret: '' });
    expect(await route.post(message(), { 'unipile-auth': '' })).toBe(503);
    expect(await route.post(message())).toBe(503);
    expect(route.events.size).toBe(0);
  });

  it.each([
    '',
    'not json',
    '[]',
    '{}',
    'null',
    '{"event":"message_received"}',
    '{"event":"from_the_future","account_id":"a"}',
  ])('refuses %j visibly', async (body) => {
    const route = await open();
    expect(await route.post(body)).toBe(400);
  });

  it('reads JSON under any label', async () => {
    const route = await open();
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json'])
      expect(await route.post(message(), { 'unipile-auth': SECRET, 'content-type': type })).toBe(200);
  });

  it('takes no more than a megabyte', async () => {
    const route = await open();
    expect(await route.post(message({ message: 'x'.repeat(1_100_000) }))).toBe(413);
  });

  it('does not say 200 before it is stored, so that it comes again', async () => {
    const away = await open({ fail: new ExpectedError('database_unavailable', 'No answer') });
    expect(await away.post(message())).toBe(503);
    const refusing = await open({ fail: new ExpectedError('unknown_account', 'There is none') });
    expect(await refusing.post(message())).toBe(404);
  });

  it('answers nothing but POST at its own path', async () => {
    const route = await open();
    expect((await fetch(`${route.url}/webhooks/unipile`)).status).toBe(405);
    expect((await fetch(`${route.url}/webhooks/other`, { method: 'POST' })).status).toBe(404);
  });
});
