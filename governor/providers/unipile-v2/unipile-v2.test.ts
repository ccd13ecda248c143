import { describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../../platform/clock.ts';
import { silentLog } from '../../../platform/log.ts';
import { noGovernorMeters } from '../../governor-meters.ts';
import { isKept } from './is-kept.ts';
import { readStatus } from './read-status.ts';
import { placeQuery, readPlace, turnPage } from './turn-page.ts';
import { unipileV2 } from './unipile-v2.ts';

/** An adapter whose calls are answered one after the other. */
function answeredBy(...answers: { status?: number; body: unknown; headers?: Record<string, string> }[]) {
  const calls: { url: string; headers: Headers; body: unknown }[] = [];
  const provider = unipileV2({
    apiUrl: 'https://api.unipile.com',
    apiKey: 'key',
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    meters: noGovernorMeters,
    line: { answered() {}, refused() {}, unanswered() {} },
    async fetch(input, init) {
      const body = init?.body === undefined ? undefined : JSON.parse(String(init.body));
      calls.push({ url: String(input), headers: new Headers(init?.headers), body });
      const next = answers.shift();
      if (!next) throw new Error('One call too many');
      return Response.json(next.body, { status: next.status ?? 200, headers: next.headers ?? {} });
    },
  });
  return { provider, calls };
}
const user = (given: Record<string, unknown> = {}, specifics: Record<string, unknown> = {}) => ({
  body: {
    object: 'UserProfile',
    id: 'ACoAAana',
    public_identifier: 'Ana-Souza',
    specifics: { network_distance: 'SECOND_DEGREE', ...specifics },
    ...given,
  },
});
const accountId = 'acc_1';

describe('unipileV2()', () => {
  it('asks for the classic profile past any cache, at the address of all tenants', async () => {
    const { provider, calls } = answeredBy(user());
    await provider.readProfile(accountId, 'ana-souza');
    expect(calls[0]?.url).toBe('https://api.unipile.com/v2/acc_1/users/ana-souza?variant=linkedin_classic');
    expect(calls[0]?.headers.get('cache-control')).toBe('no-cache');
    expect(calls[0]?.headers.get('x-api-key')).toBe('key');
  });

  it('keeps an id that looks like a path in its one segment', async () => {
    const { provider, calls } = answeredBy(user({ id: '../me?x=1' }));
    await provider.readProfile(accountId, '../me?x=1');
    expect(calls[0]?.url).toContain('/v2/acc_1/users/..%2Fme%3Fx%3D1?variant');
  });

  it('reads another member once more, and refuses them then', async () => {
    const other = user({ id: 'ACoAAother', public_identifier: 'other' });
    const again = answeredBy(other, user());
    expect((await again.provider.readProfile(accountId, 'ACoAAana')).provider_id).toBe('ACoAAana');
    const wrong = answeredBy(other, other);
    await expect(wrong.provider.readProfile(accountId, 'ACoAAana')).rejects.toMatchObject({
      is: { code: 'other_profile' },
    });
    const visit = answeredBy(other, other);
    expect(await visit.provider.view(accountId, 'ACoAAana')).toMatchObject({ result: 'failed' });
    expect(visit.calls).toHaveLength(2);
  });

  it('knows a person by a slug in another case, and with accents in either form', async () => {
    const { provider } = answeredBy(user({ public_identifier: 'jos%C3%A9-silva' }));
    expect((await provider.readProfile(accountId, 'JOSE\u0301-silva')).provider_id).toBe('ACoAAana');
  });

  it.each([
    [{}, 'none'],
    [{ relation_request_status: 'PENDING', relation_request: { id: '7', type: 'sent' } }, 'pending'],
    [{ relation_request_status: 'PENDING', relation_request: { id: '7', type: 'received' } }, 'none'],
    [{ relation_request_status: 'WITHDRAWN' }, 'withdrawn'],
    [{ relation_request_status: 'IGNORED' }, 'none'],
  ])('reads the invitation %j as %s', async (specifics, invitation) => {
    const { provider } = answeredBy(user({}, specifics));
    expect((await provider.readProfile(accountId, 'ACoAAana')).invitation).toBe(invitation);
  });

  it.each([{ network_distance: null }, { relation_request_status: 'PENDING' }])(
    'takes %j for not known: whose invitation it is, or how the two are connected',
    async (specifics) => {
      const { provider } = answeredBy(user({}, specifics));
      await expect(provider.readProfile(accountId, 'ACoAAana')).rejects.toMatchObject({
        is: { code: 'profile_withheld' },
      });
    },
  );

  it.each([
    ['is connected', { network_distance: 'FIRST_DEGREE' }, 'already', 'success_equivalent', 'none'],
    [
      'is invited',
      { relation_request_status: 'PENDING', relation_request: { type: 'sent' } },
      'already',
      'success_equivalent',
      'none',
    ],
    ['had taken back', { relation_request_status: 'WITHDRAWN' }, 'failed', 'verify', 'none'],
    ['had declined', { relation_request_status: 'IGNORED' }, 'failed', 'verify', 'none'],
    ['shows nothing', {}, 'failed', 'unknown', 'limit'],
  ])('a refused invitation of a person who %s', async (_what, specifics, result, className, signal) => {
    const refused = { status: 422, body: { type: 'provider/unprocessable_entity' } };
    const { provider, calls } = answeredBy(refused, user({}, specifics));
    const invited = { accountId, providerId: 'ACoAAana', note: 'Olá', tier: 'free' } as const;
    expect(await provider.invite(invited)).toMatchObject({ result, signal, error: { class: className } });
    expect(calls[0]?.body).toEqual({ user_id: 'ACoAAana', message: 'Olá' });
    expect(calls[1]?.headers.get('cache-control')).toBe('no-cache');
  });

  it('leaves an invitation unknown whose refusal no profile explains, and lets invitations rest', async () => {
    const refused = { status: 409, body: { type: 'provider/conflict' } };
    const { provider } = answeredBy(refused, { status: 500, body: { type: 'provider/server_error' } });
    expect(
      await provider.invite({ accountId, providerId: 'ACoAAana', note: null, tier: 'free' }),
    ).toMatchObject({ result: 'unknown', signal: 'limit', error: { class: 'unknown' } });
  });

  it('leaves a message unknown that LinkedIn refused without saying why: the chat tells', async () => {
    const { provider } = answeredBy({ status: 422, body: { type: 'provider/unprocessable_entity' } });
    expect(await provider.message({ accountId, providerId: 'ACoAAana', text: 'Oi' })).toMatchObject({
      result: 'unknown',
      error: { class: 'unknown' },
    });
  });

  it.each([
    ['2-m', '2-m'],
    [['2-m', '2-attachment'], '2-m'],
    [[], undefined],
    [null, undefined],
    ['', undefined],
  ])('takes the message id %j for %s', async (message_id, proven) => {
    const { provider, calls } = answeredBy({ body: { object: 'ChatStarted', chat_id: '2-c', message_id } });
    const sent = await provider.message({ accountId, providerId: 'ACoAAana', text: 'a\r\nb' });
    expect(sent.result).toBe(proven === undefined ? 'unknown' : 'sent');
    expect(sent.provider.message_id).toBe(proven);
    expect(calls[0]?.url).toBe('https://api.unipile.com/v2/acc_1/inboxes/CLASSIC_PRIMARY/chats/send');
    expect(calls[0]?.body).toEqual({ users_ids: ['ACoAAana'], text: 'a\r\nb' });
  });

  it('does not visit without the token of a profile that was just read', async () => {
    const without = answeredBy(user());
    expect(await without.provider.view(accountId, 'ACoAAana')).toMatchObject({ result: 'not_sent' });
    const away = answeredBy({ status: 500, body: {} });
    expect(await away.provider.view(accountId, 'ACoAAana')).toMatchObject({ result: 'not_sent' });
    const visit = answeredBy(user({}, { notify_visit_token: 'a b' }), { body: { object: 'ProfileVisited' } });
    expect(await visit.provider.view(accountId, 'ACoAAana')).toMatchObject({ result: 'sent' });
    expect(visit.calls[1]?.url).toBe('https://api.unipile.com/v2/acc_1/users/visit-profile?token=a+b');
  });

  it('reads all classic inboxes, each until what is old, and starred ones not twice', async () => {
    const inbox = (...data: unknown[]) => ({ body: { data } });
    const at = (id: string, time: string) => ({ id, user_id: `ACo${id}`, last_message_timestamp: time });
    const { provider, calls } = answeredBy(
      inbox(
        { id: 'CLASSIC_SPAM' },
        { id: 'CLASSIC_PRIMARY' },
        { id: 'CLASSIC_STARRED' },
        { id: 'CLASSIC_JOBS', disabled: true },
        { id: 'SALES_NAVIGATOR_PRIMARY' },
      ),
      inbox(at('1', '2026-11-23T12:00:00Z'), at('2', '2026-11-23T10:00:00Z')),
      inbox(at('3', '2026-11-23T11:30:00Z')),
      inbox(),
    );
    const since = new Date('2026-11-23T11:00:00Z');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await provider.chats(accountId, since, cursor);
      seen.push(...page.items.map((c) => c.id));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(seen).toEqual(['1', '3']);
    expect(calls.map((c) => new URL(c.url).pathname.split('/')[4])).toEqual([
      undefined,
      'CLASSIC_PRIMARY',
      'CLASSIC_SPAM',
      'CLASSIC_SPAM',
    ]);
  });
});

describe('isKept()', () => {
  it.each([
    [{}, false],
    [{ 'x-cache': 'MISS' }, false],
    [{ 'x-cache': 'BYPASS' }, false],
    [{ 'x-cache': 'HIT' }, true],
    [{ 'x-cache': 'STALE' }, true],
    [{ 'x-cache': 'HIT', age: '4' }, false],
    [{ age: '3599' }, true],
    [{ age: 'soon' }, true],
  ])('%j: %s', (headers, kept) => expect(isKept(new Headers(headers))).toBe(kept));

  it('makes a read fail rather than say what was true an hour ago', async () => {
    const { provider } = answeredBy({ ...user(), headers: { 'x-cache': 'HIT', age: '1800' } });
    await expect(provider.readProfile(accountId, 'ACoAAana')).rejects.toMatchObject({
      is: { code: 'stale_answer' },
    });
  });
});

describe('readStatus() of V2', () => {
  const classic = (word: string) => ({ metadata: { products_connection_status: { classic: word } } });
  it.each([
    [{ status: 'running' }, 'ok'],
    [{ status: 'running', is_locked: true }, 'stopped'],
    [{ status: 'disconnected' }, 'credentials'],
    [{ status: 'errored' }, 'error'],
    [{ status: 'degraded', ...classic('running') }, 'ok'],
    [{ status: 'degraded', ...classic('errored') }, 'error'],
    [{ status: 'partial', ...classic('disconnected') }, 'credentials'],
    [{ status: 'partial' }, 'error'],
    [{ status: 'from_the_future' }, 'error'],
    [{ status: 'constructor' }, 'error'],
  ])('%j is %s', (account, status) => expect(readStatus(account)).toBe(status));
});

describe('turnPage()', () => {
  const page = (...ids: string[]) => ({ data: ids.map((id) => ({ id })) });

  it('follows an offset until an empty page, as a short one is no end', () => {
    const next = turnPage(readPlace(null), 50, page('a', 'b'));
    expect(next).toMatchObject({ offset: 50 });
    expect(placeQuery(next ?? { offset: 0 }, 50, { type: 'sent' })).toEqual({
      type: 'sent',
      limit: '50',
      offset: '50',
    });
    expect(turnPage(next ?? { offset: 0 }, 50, page())).toBeUndefined();
  });

  it('follows a cursor until there is none, with nothing beside it', () => {
    const next = turnPage(readPlace(null), 50, { ...page('a'), next_cursor: 'c' });
    expect(placeQuery(next ?? { offset: 0 }, 50, { type: 'sent' })).toEqual({ limit: '50', cursor: 'c' });
    expect(turnPage(next ?? { offset: 0 }, 50, { ...page('b'), next_cursor: null })).toBeUndefined();
  });

  it('does not take a page that repeats for the end of the list', () => {
    const next = turnPage(readPlace(null), 50, page('a', 'b'));
    expect(() => turnPage(next ?? { offset: 0 }, 50, page('a', 'b'))).toThrow('same page');
  });
});
