import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  DAY,
  HOUR,
  leadsOf,
  MINUTE,
  startTestLinkedIn,
  type TestLinkedIn,
} from '../../testing/linkedin.ts';

let t: TestLinkedIn;
let strangers: { provider_id: string; lead: string }[];
let connections: { provider_id: string; lead: string }[];
beforeEach(async () => {
  t = await startTestLinkedIn();
  ({ strangers, connections } = await leadsOf(t));
});
afterEach(() => t.stop());

const stranger = (index = 0) => strangers[index] ?? { provider_id: '', lead: '' };
const connection = (index = 0) => connections[index] ?? { provider_id: '', lead: '' };
const sent = () => t.call('GET', `users/invite/sent?account_id=${ACCOUNT}`);

describe('access', () => {
  test.each([undefined, '', 'wrong'])('refuses the key %j', async (key) => {
    const response = await fetch(`${t.linkedin.url}/api/v1/accounts`, {
      headers: key === undefined ? {} : { 'x-api-key': key },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      status: 401,
      type: 'errors/missing_credentials',
      title: 'Missing credentials',
    });
  });

  test('answers 404 for a path, an account and a person that are not there', async () => {
    expect((await t.call('GET', 'nothing/here')).status).toBe(404);
    expect((await t.view(stranger().lead, false, 'acc_other')).body.type).toBe('errors/resource_not_found');
    expect((await t.view('not-a-person', false)).body.type).toBe('errors/invalid_resource_identifier');
  });

  test('shows accounts with their source status and the owner behind them', async () => {
    const list = await t.call('GET', 'accounts?limit=10');
    expect(list.body).toMatchObject({
      object: 'AccountList',
      cursor: null,
      items: [{ id: ACCOUNT, type: 'LINKEDIN', sources: [{ status: 'OK' }] }],
    });
    const me = await t.call('GET', `users/me?account_id=${ACCOUNT}`);
    expect(me.body).toMatchObject({ object: 'AccountOwnerProfile', first_name: 'Renata', premium: true });
  });
});

describe('profiles', () => {
  test('answers by slug and by provider id, with the distance', async () => {
    const bySlug = await t.view(stranger().lead, false);
    const byId = await t.view(stranger().provider_id, false);
    expect(bySlug.body).toEqual(byId.body);
    expect(bySlug.body).toMatchObject({ provider_id: stranger().provider_id, is_relationship: false });
    expect((await t.view(connection().lead, false)).body).toMatchObject({ network_distance: 'FIRST_DEGREE' });
  });

  test('counts as a visit only with notify', async () => {
    await t.view(stranger().lead, false);
    await t.view(stranger().lead, true);
    expect(t.linkedin.calls().map((c) => [c.kind, c.effect])).toEqual([
      ['read_profile', false],
      ['view_profile', true],
    ]);
  });
});

describe('invitations', () => {
  test('a second one to the same person, to a connection, to oneself and to an unknown person is refused', async () => {
    expect((await t.invite(stranger().provider_id, 'Olá')).status).toBe(201);
    expect((await t.invite(stranger().provider_id)).body.type).toBe('errors/already_invited_recently');
    expect((await t.invite(connection().provider_id)).body.type).toBe('errors/already_connected');
    expect((await t.invite('ACoAAnobody')).body.type).toBe('errors/invalid_recipient');
    // A slug is no provider id.
    expect((await t.invite(stranger(1).lead)).body.type).toBe('errors/invalid_recipient');
    const own = String((await t.call('GET', `users/me?account_id=${ACCOUNT}`)).body.provider_id);
    expect((await t.invite(own)).body.type).toBe('errors/cannot_invite_attendee');
  });

  test('is seen in the list and on the profile only after its lag', async () => {
    await t.control({ lag: { invite_s: [60, 60] } });
    await t.invite(stranger().provider_id);
    expect((await sent()).body.items).toEqual([]);
    expect((await t.view(stranger().lead, false)).body.invitation).toBeUndefined();
    await t.pass(MINUTE);
    expect((await sent()).body.items).toHaveLength(1);
    expect((await t.view(stranger().lead, false)).body.invitation).toEqual({
      type: 'SENT',
      status: 'PENDING',
    });
  });

  test('after a withdrawal the same person cannot be invited for 21 days', async () => {
    const { invitation_id } = (await t.invite(stranger().provider_id)).body;
    const path = `users/invite/sent/${invitation_id}?account_id=${ACCOUNT}`;
    expect((await t.call('DELETE', path)).body).toEqual({ object: 'InvitationCanceled' });
    expect((await t.call('DELETE', path)).status).toBe(404);
    await t.pass(20 * DAY);
    expect((await t.invite(stranger().provider_id)).body.type).toBe('errors/already_invited_recently');
    await t.pass(2 * DAY);
    expect((await t.invite(stranger().provider_id)).status).toBe(201);
  });

  test('notes: 300 characters with Premium, 200 without; JSON only', async () => {
    expect((await t.invite(stranger().provider_id, 'x'.repeat(300))).status).toBe(201);
    expect((await t.invite(stranger(1).provider_id, 'x'.repeat(301))).body.type).toBe(
      'errors/too_many_characters',
    );
    await t.control({ account: { ...freeAccount } });
    expect((await t.invite(stranger(1).provider_id, 'x'.repeat(201), 'acc_free')).body.type).toBe(
      'errors/too_many_characters',
    );
    expect((await t.invite(stranger(1).provider_id, 'x'.repeat(200), 'acc_free')).status).toBe(201);
    const form = t.form({ account_id: ACCOUNT, provider_id: stranger(2).provider_id });
    expect((await t.call('POST', 'users/invite', form)).status).toBe(415);
  });

  test('a free account has five notes in a calendar month', async () => {
    await t.control({ account: { ...freeAccount } });
    for (let i = 0; i < 5; i += 1)
      expect((await t.invite(stranger(i).provider_id, 'Olá', 'acc_free')).status).toBe(201);
    expect((await t.invite(stranger(5).provider_id, 'Olá', 'acc_free')).body.type).toBe(
      'errors/limit_exceeded',
    );
    expect((await t.invite(stranger(5).provider_id, undefined, 'acc_free')).status).toBe(201);
    await t.pass(9 * DAY);
    expect((await t.invite(stranger(6).provider_id, 'Olá', 'acc_free')).status).toBe(201);
  });

  test('the hidden limit slides over 7 days, and usage is told only when a mark is passed', async () => {
    await t.control({ limits: { invites_7d: 10 } });
    const usage = [];
    for (let i = 0; i < 10; i += 1) {
      usage.push((await t.invite(stranger(i).provider_id)).body.usage);
      await t.pass(HOUR);
    }
    expect(usage.map((told) => told ?? null)).toEqual([null, null, null, null, 50, null, null, 75, 90, 95]);
    const over = await t.invite(stranger(10).provider_id);
    expect(over).toMatchObject({ status: 422, body: { type: 'errors/cannot_resend_yet' } });
    expect(String(over.body.detail)).toContain('temporary provider limit');
    await t.pass(7 * DAY - 10 * HOUR);
    expect((await t.invite(stranger(10).provider_id)).status).toBe(201);
    expect((await t.invite(stranger(11).provider_id)).status).toBe(422);
  });

  test.each(['limit_exceeded', 'too_many_requests', 'provider_error'])(
    'the limit can answer %s',
    async (over) => {
      await t.control({ limits: { invites_7d: 0, over } });
      expect((await t.invite(stranger().provider_id)).body.type).toBe(`errors/${over}`);
    },
  );

  test('paging stays stable while new ones come in', async () => {
    for (let i = 0; i < 5; i += 1) {
      await t.invite(stranger(i).provider_id);
      await t.pass(MINUTE);
    }
    const ids: unknown[] = [];
    let cursor: unknown = '';
    do {
      const page = await t.call('GET', `users/invite/sent?account_id=${ACCOUNT}&limit=2&cursor=${cursor}`);
      ids.push(
        ...(page.body.items as { invited_user_public_id: string }[]).map((i) => i.invited_user_public_id),
      );
      cursor = page.body.cursor;
      if (ids.length === 2) await t.invite(stranger(5).provider_id);
    } while (cursor !== null);
    expect(ids).toEqual([4, 3, 2, 1, 0].map((i) => stranger(i).lead));
    expect((await t.call('GET', `users/invite/sent?account_id=${ACCOUNT}&cursor=forged`)).status).toBe(400);
    expect((await t.call('GET', `users/invite/sent?account_id=${ACCOUNT}&limit=101`)).status).toBe(400);
  });

  test('dates are words, and the parsed one is as coarse as they are', async () => {
    await t.invite(stranger().provider_id);
    await t.pass(15 * DAY + HOUR);
    const [item] = (await sent()).body.items as { date: string; parsed_datetime: string | null }[];
    expect(item?.date).toBe('2 weeks ago');
    if (item?.parsed_datetime) expect(Date.parse(item.parsed_datetime)).toBe(t.now() - 14 * DAY);
  });
});

describe('messages', () => {
  test('go to connections only, as multipart, in one chat for each person', async () => {
    expect((await t.message(stranger().provider_id, 'oi')).body.type).toBe(
      'errors/no_connection_with_recipient',
    );
    const first = await t.message(connection().provider_id, 'Bom dia');
    const second = await t.message(connection().provider_id, 'Ainda eu');
    expect(first).toMatchObject({ status: 201, body: { object: 'ChatStarted' } });
    expect(second.body.chat_id).toBe(first.body.chat_id);
    const third = await t.call(
      'POST',
      `chats/${first.body.chat_id}/messages`,
      t.form({ text: 'e mais', account_id: ACCOUNT }),
    );
    expect(third.body.object).toBe('MessageSent');
    expect((await t.call('POST', 'chats', { account_id: ACCOUNT })).status).toBe(415);
    const wrong = t.form({ text: 'x', account_id: 'acc_other' });
    expect((await t.call('POST', `chats/${first.body.chat_id}/messages`, wrong)).body.type).toBe(
      'errors/account_mismatch',
    );
    const read = await t.call('GET', `chats/${first.body.chat_id}/messages?account_id=${ACCOUNT}`);
    expect(
      (read.body.items as { text: string; is_sender: number }[]).map((m) => [m.text, m.is_sender]),
    ).toHaveLength(3);
  });

  test('empty and longer than 8,000 characters are refused', async () => {
    expect((await t.message(connection().provider_id, '')).body.type).toBe('errors/missing_parameters');
    expect((await t.message(connection().provider_id, 'x'.repeat(8001))).body.type).toBe(
      'errors/too_many_characters',
    );
  });

  test('before and after are exclusive and want their exact form', async () => {
    const { chat_id } = (await t.message(connection().provider_id, 'um')).body;
    const at = new Date(t.now()).toISOString();
    const list = async (query: string) => await t.call('GET', `chats/${chat_id}/messages?${query}`);
    expect((await list(`after=${at}`)).body.items).toEqual([]);
    expect((await list(`before=${at}`)).body.items).toEqual([]);
    expect((await list('after=2026-01-01T00:00:00.000Z')).body.items).toHaveLength(1);
    expect((await list('after=2026-01-01')).body.type).toBe('errors/invalid_parameters');
  });

  test('reads come from a cache that lags', async () => {
    await t.control({ lag: { message_s: [30, 30] } });
    await t.control({ reply: { lead: connection().lead, text: 'Quem é?' } });
    const chats = () => t.call('GET', `chats?account_id=${ACCOUNT}`);
    expect((await chats()).body.items).toEqual([]);
    await t.pass(MINUTE);
    const [chat] = (await chats()).body.items as { id: string; unread_count: number }[];
    expect(chat?.unread_count).toBe(1);
    const messages = await t.call(
      'GET',
      `chat_attendees/${connection().provider_id}/messages?account_id=${ACCOUNT}`,
    );
    expect(messages.body.items).toMatchObject([{ text: 'Quem é?', is_sender: 0, chat_id: chat?.id }]);
  });
});

describe('account states', () => {
  test.each([
    ['credentials', 401, 'disconnected_account', 'CREDENTIALS'],
    ['checkpoint', 401, 'checkpoint_error', 'CREDENTIALS'],
    ['restricted', 403, 'account_restricted', 'ERROR'],
    ['stopped', 401, 'disconnected_account', 'STOPPED'],
    ['connecting', 503, 'no_client_session', 'CONNECTING'],
  ])('%s answers %i %s and shows as %s', async (status, code, type, shown) => {
    await t.control({ account_status: { status } });
    const refused = await t.invite(stranger().provider_id);
    expect([refused.status, refused.body.type]).toEqual([code, `errors/${type}`]);
    const account = await t.call('GET', `accounts/${ACCOUNT}`);
    expect(account.body).toMatchObject({ sources: [{ status: shown }] });
    expect((await sent()).status).toBe(code);
  });

  test('cached chats are served while the account is down, without what happened since', async () => {
    await t.message(connection().provider_id, 'antes');
    await t.pass(MINUTE);
    await t.control({ account_status: { status: 'credentials' } });
    await t.pass(MINUTE);
    await t.control({ reply: { lead: connection().lead, text: 'depois' } });
    const read = () =>
      t.call('GET', `chat_attendees/${connection().provider_id}/messages?account_id=${ACCOUNT}`);
    expect(((await read()).body.items as { text: string }[]).map((m) => m.text)).toEqual(['antes']);
    await t.control({ account_status: { status: 'ok' } });
    expect(((await read()).body.items as { text: string }[]).map((m) => m.text)).toEqual(['depois', 'antes']);
  });
});

describe('relations', () => {
  test('are listed newest first, and an accepted note begins the chat', async () => {
    await t.invite(stranger().provider_id, 'Olá, Beatriz');
    await t.pass(HOUR);
    expect((await t.control({ accept: { lead: stranger().lead } })).http_status).toBe(200);
    const relations = await t.call('GET', `users/relations?account_id=${ACCOUNT}&limit=1`);
    expect(relations.body).toMatchObject({
      object: 'UserRelationsList',
      items: [{ public_identifier: stranger().lead, created_at: t.now() }],
    });
    expect(relations.body.cursor).not.toBeNull();
    const chat = await t.call(
      'GET',
      `chat_attendees/${stranger().provider_id}/messages?account_id=${ACCOUNT}`,
    );
    expect(chat.body.items).toMatchObject([{ text: 'Olá, Beatriz', is_sender: 1 }]);
    // Nothing is pending any more.
    expect((await t.control({ accept: { lead: stranger().lead } })).http_status).toBe(409);
  });
});

const freeAccount = {
  id: 'acc_free',
  name: 'Free',
  first_name: 'Ana',
  last_name: 'Livre',
  provider_id: 'ACoAAfree',
  public_identifier: 'ana-livre',
  tier: 'free',
};
