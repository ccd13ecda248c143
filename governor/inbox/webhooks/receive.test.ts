import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/clock.ts';
import { ExpectedError } from '../../../platform/errors.ts';
import { silentLog } from '../../../platform/log.ts';
import type { InboundEvent } from '../../../ports/outreach.ts';
import { headerWebhooks } from './header-webhooks.ts';
import { receiveWebhook, type Webhooks } from './receive.ts';
import { signedWebhooks } from './signed-webhooks.ts';

const SECRET = 'a-secret-of-the-test';
const ME = 'ACoAA-me';
const THEM = 'ACoAA-them';
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A route over calls that remember what they were given. */
async function open(
  options: { secret?: string; fail?: Error; webhooks?: Webhooks; now?: () => number } = {},
) {
  const events = new Map<string, InboundEvent>();
  const statuses: string[] = [];
  const confirmed: string[] = [];
  const handle = receiveWebhook({
    webhooks: options.secret === '' ? undefined : (options.webhooks ?? headerWebhooks(SECRET)),
    outreach: {
      async recordInbound(event) {
        if (options.fail) throw options.fail;
        if (event.provider_account_id === 'not ours') return false;
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
    clock: { ...systemClock, now: options.now ?? systemClock.now },
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

  it('keeps no half of a character and no zero, of which the database would refuse the rest', async () => {
    const route = await open();
    const [id, chat_id] = ['m\ud800', 'c\0'];
    expect(await route.post(message({ message_id: id, chat_id, message: 'a\0b\udfff' }))).toBe(200);
    expect([...route.events.values()]).toMatchObject([
      { key: 'message:unipile-1:m\ufffd', chat_id: 'c', text: 'ab\ufffd' },
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

  it('answers 200 for an account that is not ours, and keeps nothing of it', async () => {
    const route = await open();
    expect(await route.post(message({ account_id: 'not ours' }))).toBe(200);
    expect(route.events.size).toBe(0);
  });

  it('answers nothing but POST at its own path', async () => {
    const route = await open();
    expect((await fetch(`${route.url}/webhooks/unipile`)).status).toBe(405);
    expect((await fetch(`${route.url}/webhooks/other`, { method: 'POST' })).status).toBe(404);
  });
});

const NOW = Date.parse('2026-11-23T13:00:05Z');
const ENDPOINT_SECRET = 'wes_secret-of-the-endpoint';

/** As V2 signs it: its time in seconds, a dot, the bytes. */
function sign(body: string, at = NOW, secret = ENDPOINT_SECRET): Record<string, string> {
  const t = Math.floor(at / 1000);
  const v0 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return { 'unipile-signature': `t=${t},v0=${v0}` };
}

const told = (type: string, payload: unknown, given: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: 'evt_1',
    created_at: '2026-11-23T13:00:01.000Z',
    account_id: 'acc_1',
    account_provider: 'linkedin',
    type,
    payload,
    ...given,
  });
const said = (given: Record<string, unknown> = {}) =>
  told('message.new', {
    object: 'Message',
    id: '2-message',
    chat_id: '2-chat',
    sender_id: THEM,
    text: 'Olá!',
    timestamp: '2026-11-23T13:00:00.000Z',
    is_sender: false,
    ...given,
  });

describe('POST /webhooks/unipile of V2', () => {
  async function openV2(options: Parameters<typeof open>[0] = {}) {
    const asked: string[] = [];
    const webhooks = signedWebhooks(ENDPOINT_SECRET, async (accountId, chatId) => {
      asked.push(`${accountId} ${chatId}`);
      return THEM;
    });
    const route = await open({ webhooks, now: () => NOW, ...options });
    return { ...route, asked, send: (body: string, headers = sign(body)) => route.post(body, headers) };
  }

  it('stores a message of the other person', async () => {
    const route = await openV2();
    expect(await route.send(said())).toBe(200);
    expect([...route.events.values()]).toMatchObject([
      {
        key: 'message:acc_1:2-message',
        kind: 'message',
        provider_account_id: 'acc_1',
        provider_id: THEM,
        chat_id: '2-chat',
        text: 'Olá!',
        at: '2026-11-23T13:00:00.000Z',
      },
    ]);
    expect(route.asked).toEqual([]);
  });

  it('takes our own message for an echo, and asks whose chat it is', async () => {
    const route = await openV2();
    expect(await route.send(said({ sender_id: ME, is_sender: true }))).toBe(200);
    expect([...route.events.values()]).toMatchObject([{ kind: 'echo', provider_id: THEM }]);
    expect(route.asked).toEqual(['acc_1 2-chat']);
  });

  it('stores an accepted invitation, eight hours late as well', async () => {
    const route = await openV2();
    const body = told('relation.new', { id: 'rel', user: { id: THEM, public_identifier: 'them' } });
    expect(await route.send(body)).toBe(200);
    expect([...route.events.values()]).toMatchObject([
      { key: 'accepted:acc_1:ACoAA-them', profile_url: 'https://www.linkedin.com/in/them' },
    ]);
  });

  it('stores bad news of an account once, and asks before it believes other ones', async () => {
    const route = await openV2();
    for (const word of ['disconnected', 'disconnected', 'from_the_future', 'running', 'degraded', 'partial'])
      expect(await route.send(told(`account.status.${word}`, {}, { id: `evt_${word}` }))).toBe(200);
    expect([...route.events.values()]).toMatchObject([
      { key: 'status:acc_1:evt_disconnected', kind: 'account_status', status: 'credentials' },
      { key: 'status:acc_1:evt_from_the_future', status: 'error' },
    ]);
    expect(route.confirmed).toEqual(['acc_1', 'acc_1', 'acc_1']);
  });

  it('gives repetitions one key, in any order', async () => {
    const route = await openV2();
    const other = said({ id: '2-message-2', timestamp: '2026-11-23T12:00:00Z' });
    for (const body of [other, said(), other, said()]) expect(await route.send(body)).toBe(200);
    expect([...route.events.keys()]).toEqual(['message:acc_1:2-message-2', 'message:acc_1:2-message']);
  });

  it.each([
    ['without a signature', () => ({})],
    ["with v1's header", () => ({ 'unipile-auth': ENDPOINT_SECRET })],
    ['with the signature of another secret', (b: string) => sign(b, NOW, 'wes_another-secret-of-one')],
    ['with the signature of another body', () => sign(said({ text: 'Sim' }))],
    ['signed with the secret of no endpoint', (b: string) => sign(b, NOW, '')],
    ['five minutes and a second old', (b: string) => sign(b, NOW - 306_000)],
    ['from a time to come', (b: string) => sign(b, NOW + 306_000)],
    [
      'old, with a time that was put in its place',
      (b: string) => {
        const header = sign(b, NOW - 3_600_000)['unipile-signature'] ?? '';
        return { 'unipile-signature': header.replace(/t=\d+/, `t=${Math.floor(NOW / 1000)}`) };
      },
    ],
    [
      'with half a signature',
      (b: string) => ({ 'unipile-signature': sign(b)['unipile-signature']?.slice(0, -1) ?? '' }),
    ],
    ['with no time', () => ({ 'unipile-signature': `t=,v0=${'0'.repeat(64)}` })],
  ])('refuses one %s', async (_what, headers) => {
    const route = await openV2();
    expect(await route.send(said(), headers(said()) as Record<string, string>)).toBe(401);
    expect(route.events.size).toBe(0);
  });

  it('takes one that was five minutes on its way', async () => {
    const route = await openV2();
    expect(await route.send(said(), sign(said(), NOW - 299_000))).toBe(200);
  });

  it('refuses what is not signed before it reads more than a megabyte of it, and no more of what is', async () => {
    const route = await openV2();
    const long = said({ text: 'x'.repeat(1_100_000) });
    expect(await route.send(long)).toBe(413);
    expect(await route.send(long, {})).toBe(401);
  });

  it.each([said({ id: '' }), said({ is_sender: 'no' }), told('relation.new', {}), 'not json', '[]', '{}'])(
    'refuses %j visibly',
    async (body) => {
      const route = await openV2();
      expect(await route.send(body)).toBe(400);
    },
  );

  it('takes names that it does not know, as new ones come at any time', async () => {
    const route = await openV2();
    for (const type of ['message.receipt.read', 'chat.update', 'follower.new'])
      expect(await route.send(told(type, {}))).toBe(200);
    expect(route.events.size).toBe(0);
  });

  it('does not say 200 while the other person of our own message is not known', async () => {
    const webhooks = signedWebhooks(ENDPOINT_SECRET, async () => {
      throw new Error('no answer');
    });
    const route = await openV2({ webhooks });
    expect(await route.send(said({ is_sender: true }))).toBe(503);
    expect(route.events.size).toBe(0);
  });

  it('refuses everything while no secret is configured', async () => {
    const route = await openV2({ secret: '' });
    expect(await route.send(said())).toBe(503);
  });
});
