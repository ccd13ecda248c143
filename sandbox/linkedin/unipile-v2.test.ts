import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  HOUR,
  leadsOf,
  MINUTE,
  startTestLinkedIn,
  type TestLinkedIn,
} from '../../testing/linkedin.ts';

let t: TestLinkedIn;
let strangers: { provider_id: string; lead: string }[];
let friend: { provider_id: string; lead: string };
beforeEach(async () => {
  t = await startTestLinkedIn({ version: 'v2' });
  const leads = await leadsOf(t);
  strangers = leads.strangers;
  friend = leads.connections[0] ?? { provider_id: '', lead: '' };
});
afterEach(() => t.stop());

const stranger = (index = 0) => strangers[index] ?? { provider_id: '', lead: '' };
const invite = (id: string, message = 'Olá') =>
  t.call('POST', `${ACCOUNT}/users/me/relation-requests`, { user_id: id, message });
const sent = (query = 'type=sent') => t.call('GET', `${ACCOUNT}/users/me/relation-requests?${query}`);
const read = (path: string, headers: Record<string, string> = {}, key = t.linkedin.apiKey) =>
  fetch(`${t.linkedin.url}/v2/${path}`, { headers: { 'x-api-key': key, ...headers } });

describe('keys', () => {
  test('of v1 open nothing, expired ones neither, and a scoped one manages nothing', async () => {
    const v1 = await startTestLinkedIn();
    expect((await read('accounts/', {}, v1.linkedin.apiKey)).status).toBe(401);
    await v1.stop();
    expect((await t.call('GET', 'accounts/')).body).toMatchObject({
      data: [{ id: ACCOUNT, status: 'running' }],
      has_more: false,
    });
    expect(await t.call('GET', 'webhooks/endpoints/')).toMatchObject({
      status: 403,
      body: { object: 'Error', type: 'api/insufficient_permissions' },
    });
    expect((await read('webhooks/endpoints/', {}, t.linkedin.serviceKey)).status).toBe(200);
    await t.control({ v2: { key_expired: true } });
    expect((await t.call('GET', 'accounts/')).body.type).toBe('api/expired_authorization');
  });
});

describe('reads', () => {
  test('are kept for an hour unless asked for anew, and count for nothing then', async () => {
    const profile = `${ACCOUNT}/users/${friend.lead}`;
    await t.call('GET', `${ACCOUNT}/users/${stranger().lead}`);
    await t.control({ human: { lead: stranger().lead, do: 'invite' } });
    const kept = await read(`${ACCOUNT}/users/${stranger().lead}`);
    expect(kept.headers.get('x-cache')).toBe('HIT');
    expect(((await kept.json()) as { specifics: object }).specifics).not.toHaveProperty('relation_request');
    const fresh = await read(`${ACCOUNT}/users/${stranger().lead}`, { 'cache-control': 'no-cache' });
    expect((await fresh.json()) as object).toMatchObject({
      specifics: { relation_request_status: 'PENDING' },
    });
    expect(t.linkedin.calls()).toHaveLength(2);
    await t.call('GET', profile);
    await t.pass(HOUR);
    expect((await read(profile)).headers.get('x-cache')).toBe('MISS');
  });

  test('are no longer kept after a write of the account', async () => {
    await t.call('GET', `${ACCOUNT}/users/${stranger().lead}`);
    await invite(stranger().provider_id);
    const after = await t.call('GET', `${ACCOUNT}/users/${stranger().lead}`);
    expect(after.body).toMatchObject({ specifics: { relation_request_status: 'PENDING' } });
  });

  test('page by offset until an empty page; a page may repeat', async () => {
    for (let i = 0; i < 3; i += 1) await invite(stranger(i).provider_id);
    const ids = async (offset: number) =>
      ((await sent(`type=sent&limit=2&offset=${offset}`)).body.data as { id: string }[]).map((i) => i.id);
    const [first, second, third] = [await ids(0), await ids(2), await ids(4)];
    expect([first.length, second.length, third.length]).toEqual([2, 1, 0]);
    await t.control({ fault: { on: 'read_invitations', repeats: true } });
    await t.pass(HOUR);
    expect(await ids(2)).toEqual(first);
    expect((await sent('limit=2')).status).toBe(400);
    expect((await sent('type=sent&limit=101')).status).toBe(400);
  });

  test('LinkedIn has no chats outside an inbox', async () => {
    expect(await t.call('GET', `${ACCOUNT}/chats`)).toMatchObject({
      status: 501,
      body: { type: 'api/not_implemented' },
    });
    const body = { text: 'Oi', users_ids: [friend.provider_id] };
    expect((await t.call('POST', `${ACCOUNT}/chats/send`, body)).status).toBe(501);
    await t.control({ v2: { answers_in: 'CLASSIC_SPAM' }, reply: { lead: friend.lead, text: 'Quem é?' } });
    const chats = async (inbox: string) =>
      (await t.call('GET', `${ACCOUNT}/inboxes/${inbox}/chats`)).body.data as object[];
    expect(await chats('CLASSIC_PRIMARY')).toEqual([]);
    expect(await chats('CLASSIC_SPAM')).toMatchObject([{ user_id: friend.provider_id }]);
  });

  test('answer with another member on demand', async () => {
    await t.control({ fault: { on: 'read_profile', other: true } });
    expect((await t.call('GET', `${ACCOUNT}/users/${friend.lead}`)).body.id).not.toBe(friend.provider_id);
  });
});

describe('writes', () => {
  test('a refusal of LinkedIn does not say why', async () => {
    await invite(stranger().provider_id);
    for (const id of [stranger().provider_id, friend.provider_id, 'ACoAAnobody'])
      expect(await invite(id)).toMatchObject({
        status: 422,
        body: { type: 'provider/unprocessable_entity' },
      });
    // A slug is no system id.
    expect((await invite(stranger(1).lead)).body.type).toBe('api/invalid_parameters');
  });

  test('a visit needs the token of a profile, of this account', async () => {
    const visit = (token: unknown) => t.call('POST', `${ACCOUNT}/users/visit-profile?token=${token}`);
    expect((await visit('forged')).status).toBe(400);
    const { specifics } = (await t.call('GET', `${ACCOUNT}/users/${stranger().lead}`)).body;
    const token = (specifics as Record<string, unknown>).notify_visit_token;
    expect((await visit(token)).body).toEqual({ object: 'ProfileVisited' });
    expect(t.linkedin.calls().map((c) => [c.kind, c.effect])).toEqual([
      ['view_profile', false],
      ['read_profile', false],
      ['view_profile', true],
    ]);
  });

  test('an account that is disconnected is refused everything, its chats included', async () => {
    await t.control({ account_status: { status: 'credentials' } });
    for (const path of [`${ACCOUNT}/inboxes`, `${ACCOUNT}/users/${friend.lead}`])
      expect(await t.call('GET', path)).toMatchObject({
        status: 401,
        body: { type: 'provider/invalid_authorization' },
      });
    expect((await t.call('GET', `accounts/${ACCOUNT}`)).body.status).toBe('disconnected');
  });
});

describe('webhooks', () => {
  test('are one endpoint, signed over their bytes, anew for each attempt', async () => {
    t.answerHooks(500);
    await t.control({ reply: { lead: friend.lead, text: 'Olá' } });
    await t.linkedin.idle();
    await t.pass(MINUTE);
    t.answerHooks(204);
    await t.pass(10 * MINUTE);
    expect(t.hooks.length).toBeGreaterThan(2);
    for (const { headers, raw } of t.hooks) {
      const [, at = '', v0] = /^t=(\d+),v0=([0-9a-f]+)$/.exec(String(headers['unipile-signature'])) ?? [];
      const hmac = createHmac('sha256', t.linkedin.webhookSecret).update(`${at}.${raw}`).digest('hex');
      expect(v0).toBe(hmac);
    }
    expect(new Set(t.hooks.map(({ headers }) => headers['unipile-signature'])).size).toBe(t.hooks.length);
    expect(new Set(t.hooks.map(({ body }) => body.id)).size).toBe(1);
    expect(t.hooks[0]?.headers).not.toHaveProperty('unipile-auth');
    expect(t.hooks[0]?.body).toMatchObject({
      type: 'message.new',
      account_id: ACCOUNT,
      account_provider: 'linkedin',
      payload: { object: 'Message', text: 'Olá', is_sender: false, sender_id: friend.provider_id },
    });
  });

  test('own messages come without the other person, accepted invitations and states with their own names', async () => {
    await invite(stranger().provider_id);
    await t.control({ accept: { lead: stranger().lead } });
    await t.control({ account_status: { status: 'credentials' } });
    await t.linkedin.idle();
    expect(t.hooks.map(({ body }) => body.type).toSorted()).toEqual([
      'account.status.disconnected',
      'message.new',
      'relation.new',
    ]);
    const own = t.hooks.find(({ body }) => body.type === 'message.new')?.body.payload;
    expect(own).toMatchObject({ is_sender: true });
    expect(JSON.stringify(own)).not.toContain(stranger().provider_id);
  });

  test('can be made by the key that manages the application, with names that are known', async () => {
    const manage = async (method: string, path: string, body?: object) => {
      const response = await fetch(`${t.linkedin.url}/v2/webhooks/endpoints/${path}`, {
        method,
        headers: { 'x-api-key': t.linkedin.serviceKey, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const made = await manage('POST', '', { url: t.driverUrl, trigger_events: ['message.new'] });
    expect(made.body).toMatchObject({
      object: 'WebhookEndpoint',
      secret: expect.stringMatching(/^wes_.{32}$/),
    });
    const unknown = { url: t.driverUrl, trigger_events: ['message.new', 'relation.request.accept'] };
    expect((await manage('POST', '', unknown)).status).toBe(400);
    expect((await manage('GET', '')).body.data).toHaveLength(2);
    expect((await manage('DELETE', String(made.body.id))).body).toEqual({ success: true });
  });

  test('change with the version that the sandbox speaks', async () => {
    const { dataFolder } = t;
    const again = await startTestLinkedIn({ dataFolder, version: 'v1' });
    await again.control({ reply: { lead: friend.lead, text: 'Oi' } });
    await again.linkedin.idle();
    expect(again.hooks.map(({ body }) => body.event)).toEqual(['message_received']);
    await again.stop();
  });
});
