import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACCOUNT, leadsOf, startTestLinkedIn, type TestLinkedIn } from '../../testing/linkedin.ts';
import { errorTypes } from './provider-error.ts';

let t: TestLinkedIn;
let ids: string[];
let friend: string;
beforeEach(async () => {
  t = await startTestLinkedIn();
  const { strangers, connections } = await leadsOf(t);
  ids = strangers.map((lead) => lead.provider_id);
  friend = connections[0]?.provider_id ?? '';
});
afterEach(() => t.stop());

const id = (index = 0) => ids[index] ?? '';
const pending = async () =>
  (await t.call('GET', `users/invite/sent?account_id=${ACCOUNT}`)).body.items as unknown[];
const lastWrite = () => t.linkedin.calls().findLast((call) => call.is_write);

test('every error of the provider can be asked for, and none has an effect', async () => {
  for (const error of errorTypes) {
    await t.control({ fault: { error } });
    const answer = await t.invite(id());
    expect([answer.body.type, answer.body.status]).toEqual([`errors/${error}`, answer.status]);
    expect(lastWrite()).toMatchObject({ outcome: error, effect: false });
  }
  expect(await pending()).toEqual([]);
});

test('commit-then-fail: 504, but the invitation went out', async () => {
  await t.control({ fault: { error: 'request_timeout', commit: true } });
  expect((await t.invite(id())).status).toBe(504);
  expect(await pending()).toHaveLength(1);
  expect(lastWrite()).toMatchObject({ outcome: 'request_timeout', effect: true });
  expect((await t.invite(id())).body.type).toBe('errors/already_invited_recently');
});

test.each([true, false])('a cut connection, with the work done: %s', async (commit) => {
  await t.control({ fault: { on: 'send_message', cut: true, commit } });
  await expect(t.message(friend, 'oi')).rejects.toThrow();
  expect(lastWrite()).toMatchObject({ outcome: 'cut', effect: commit });
  const chats = (await t.call('GET', `chats?account_id=${ACCOUNT}`)).body.items;
  expect(chats).toHaveLength(commit ? 1 : 0);
});

test.each([true, false])('a success without ids, with the work done: %s', async (commit) => {
  await t.control({ fault: { null_ids: true, commit } });
  const answer = await t.message(friend, 'oi');
  expect(answer).toMatchObject({ status: 201, body: { chat_id: null, message_id: null } });
  expect(lastWrite()).toMatchObject({ outcome: 'null_ids', effect: commit });
});

test('a throttled profile is 200 with sections withheld', async () => {
  await t.control({ fault: { on: 'read_profile', partial: true } });
  const { status, body } = await t.view(id(), false);
  expect(status).toBe(200);
  expect(body.network_distance).toBeUndefined();
  expect(body.throttled_sections).toBeDefined();
});

test('a burst of 404 hits as many calls as asked for, of the account and person asked for', async () => {
  await t.control({ fault: { on: '*', error: 'resource_not_found', count: 3 } });
  const statuses = [];
  for (let i = 0; i < 4; i += 1) statuses.push((await t.view(id(i), false)).status);
  expect(statuses).toEqual([404, 404, 404, 200]);

  await t.control({ fault: { error: 'user_unreachable', lead: id(1) } });
  expect((await t.invite(id(0))).status).toBe(201);
  expect((await t.invite(id(1))).body.type).toBe('errors/user_unreachable');
  await t.control({ fault: { error: 'provider_error', account_id: 'acc_other' } });
  expect((await t.invite(id(2))).status).toBe(201);
  const cleared = await t.control({ fault: null });
  expect(cleared.faults).toEqual([]);
});

test('what cannot be read is refused with a sentence and changes nothing', async () => {
  const bad = [
    { fault: { error: 'no_such_error' } },
    { fault: { on: 'send_invite', surprise: 1 } },
    { nothing_of_this_kind: true },
    { reply: { lead: 'beatriz', text: '' } },
    { account_status: { status: 'asleep' } },
    { rules: { rules: { time_zone: 'America/Sao_Paulo', window_start: '25:00' } } },
  ];
  for (const body of bad) {
    const answer = await t.control(body);
    expect([answer.http_status, String(answer.error).startsWith('Cannot read the request')]).toEqual([
      400,
      true,
    ]);
  }
  expect((await t.control({ reply: { lead: 'unknown', text: 'x' } })).http_status).toBe(404);
  // All or nothing: the status is not changed by a request whose other half fails.
  await t.control({ account_status: { status: 'stopped' }, accept: { lead: id() } });
  expect((await t.control()).accounts).toMatchObject([{ status: 'ok' }]);
});
