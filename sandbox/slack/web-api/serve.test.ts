import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, webClientAt, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let client: ReturnType<typeof webClientOf>;
beforeAll(async () => {
  workspace = await startTestWorkspace();
  workspace.setApp((_req, res) => {
    res.end();
    return true;
  });
  client = webClientOf(workspace);
});
afterEach(() => workspace.call('DELETE', 'faults'));
afterAll(() => workspace.stop());

const raw = async (method: string, init: RequestInit): Promise<Record<string, unknown>> =>
  (await fetch(`${workspace.apiUrl}${method}`, { method: 'POST', ...init })).json() as Promise<
    Record<string, unknown>
  >;
const postsOf = async (text: string) =>
  (await workspace.messages(HERE)).filter((m) => m.text === text).length;

test('auth.test tells who the token belongs to', async () => {
  expect(await client.auth.test()).toMatchObject({
    team_id: 'T0GREENLIGHT',
    user_id: 'U0GREENLIGHT',
    bot_id: 'B0GREENLIGHT',
  });
});

test('refuses a missing, a wrong and a person-made token', async () => {
  expect(await refusalOf(webClientAt(workspace.origin, 'xoxb-wrong').auth.test())).toBe('invalid_auth');
  expect(await raw('auth.test', {})).toEqual({ ok: false, error: 'not_authed' });
});

test('takes the token from the body too, in a form and in JSON', async () => {
  const token = workspace.slack.botToken;
  expect(await raw('auth.test', { body: new URLSearchParams({ token }) })).toMatchObject({ ok: true });
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  expect(await raw('auth.test', { headers, body: JSON.stringify({ token }) })).toMatchObject({ ok: true });
});

test('answers unknown_method with HTTP 200, as Slack does', async () => {
  expect(await refusalOf(client.apiCall('chat.startStream', { channel: HERE }))).toBe('unknown_method');
});

test.each(['constructor', 'toString', '__proto__', ''])('knows no method "%s"', async (name) => {
  const authorization = `Bearer ${workspace.slack.botToken}`;
  expect(await raw(name, { headers: { authorization } })).toMatchObject({ error: 'unknown_method' });
});

test('warns about a charset that is missing from JSON or superfluous in a form', async () => {
  const authorization = `Bearer ${workspace.slack.botToken}`;
  const json = { authorization, 'content-type': 'application/json' };
  expect((await raw('auth.test', { headers: json, body: '{}' })).warning).toBe('missing_charset');
  const form = { authorization, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  expect((await raw('auth.test', { headers: form, body: 'a=b' })).warning).toBe('superfluous_charset');
});

test('a body that is not JSON is refused as such', async () => {
  const headers = { 'content-type': 'application/json' };
  expect(await raw('auth.test', { headers, body: '{' })).toEqual({ ok: false, error: 'invalid_json' });
});

describe('a fault', () => {
  test('answers an error without doing the work, as often as asked', async () => {
    await workspace.fault({ method: 'chat.postMessage', count: 2, status: 500 });
    const post = () => client.chat.postMessage({ channel: HERE, text: 'refused' });
    await expect(post()).rejects.toThrow('500');
    await expect(post()).rejects.toThrow('500');
    expect(await postsOf('refused')).toBe(0);
    await post();
    expect(await postsOf('refused')).toBe(1);
  });

  test('with commit does the work and answers 500', async () => {
    await workspace.fault({ method: 'chat.postMessage', count: 1, commit: true });
    await expect(client.chat.postMessage({ channel: HERE, text: 'committed' })).rejects.toThrow('500');
    expect(await postsOf('committed')).toBe(1);
  });

  test('with commit and status 0 does the work and drops the connection', async () => {
    await workspace.fault({ method: 'chat.postMessage', count: 1, commit: true, status: 0 });
    await expect(client.chat.postMessage({ channel: HERE, text: 'dropped' })).rejects.toThrow();
    expect(await postsOf('dropped')).toBe(1);
  });

  test('answers a Slack error code on request', async () => {
    await workspace.fault({ method: 'chat.update', count: 1, error: 'message_not_found' });
    const edit = client.chat.update({ channel: HERE, ts: '1000000000.000001', text: 'x' });
    expect(await refusalOf(edit)).toBe('message_not_found');
  });

  test('named ratelimited answers 429 with Retry-After', async () => {
    await workspace.fault({ method: '*', count: 1, error: 'ratelimited', retry_after: 7 });
    await expect(client.auth.test()).rejects.toMatchObject({ retryAfter: 7 });
  });

  test('that is malformed is refused with a sentence', async () => {
    const answer = await workspace.fault({ method: 'x', count: 0 });
    expect(answer.http_status).toBe(400);
    expect(answer.error).toContain('count');
  });
});

test('pacing refuses a burst in one channel, and no other channel', async () => {
  await workspace.call('POST', 'pacing', { posts_per_second: 2 });
  const post = (channel: string) => client.chat.postMessage({ channel, text: 'paced' });
  const results = await Promise.allSettled([post(HERE), post(HERE), post(HERE), post('C0SALES')]);
  await workspace.call('POST', 'pacing', { posts_per_second: null });
  expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  expect(results[3]?.status).toBe('fulfilled');
});
