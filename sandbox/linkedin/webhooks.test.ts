import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  ACCOUNT,
  HOUR,
  leadsOf,
  MINUTE,
  startTestLinkedIn,
  type TestLinkedIn,
} from '../../testing/linkedin.ts';

let t: TestLinkedIn;
let stranger: { provider_id: string; lead: string };
let friend: { provider_id: string; lead: string };
const missing = { provider_id: '', lead: '' };
beforeEach(async () => {
  t = await startTestLinkedIn();
  const { strangers, connections } = await leadsOf(t);
  stranger = strangers[0] ?? missing;
  friend = connections[0] ?? missing;
});
afterEach(() => t.stop());

const events = () => t.hooks.map(({ body }) => body.event ?? 'status');
const said = () => t.hooks.map(({ body }) => body.message);

test('carry the secret in the header that the hook asks for', async () => {
  await t.control({ reply: { lead: friend.lead, text: 'Oi' } });
  await t.linkedin.idle();
  expect(t.hooks[0]?.headers).toMatchObject({
    'unipile-auth': t.linkedin.webhookSecret,
    'content-type': 'application/json',
  });
  expect(t.hooks[0]?.body).toMatchObject({
    event: 'message_received',
    account_id: ACCOUNT,
    account_type: 'LINKEDIN',
    message: 'Oi',
    timestamp: new Date(t.now()).toISOString(),
    webhook_name: 'greenlight-messaging',
    sender: { attendee_provider_id: friend.provider_id },
  });
});

test('own messages come back as message_received, from the account itself', async () => {
  await t.message(friend.provider_id, 'Bom dia');
  await t.linkedin.idle();
  const { sender, account_info } = (t.hooks[0]?.body ?? {}) as Record<string, Record<string, string>>;
  expect(sender?.attendee_provider_id).toMatch(/^ACoAA/);
  expect(sender?.attendee_provider_id).toBe(account_info?.user_id);
});

test('what the owner does by hand comes as well, and counts for LinkedIn', async () => {
  await t.control({ human: { lead: friend.lead, do: 'message', text: 'à mão' } });
  await t.control({ human: { lead: stranger.lead, do: 'invite' } });
  await t.linkedin.idle();
  expect(said()).toEqual(['à mão']);
  expect((await t.invite(stranger.provider_id)).body.type).toBe('errors/already_invited_recently');
  expect(t.linkedin.calls().filter((call) => call.effect)).toEqual([]);
});

test('new_relation comes up to eight hours late, the chat of an accepted note at once', async () => {
  await t.control({ lag: { relation_h: [0, 8] } });
  await t.invite(stranger.provider_id, 'Olá');
  await t.control({ accept: { lead: stranger.lead } });
  await t.pass(MINUTE);
  expect(events()).toEqual(['message_received']);
  expect(t.linkedin.nextDueAt()).toBe(t.now() - MINUTE + 4 * HOUR);
  await t.pass(8 * HOUR);
  expect(t.hooks[1]?.body).toMatchObject({ event: 'new_relation', user_provider_id: stranger.provider_id });
});

test('are sent again five times when they are not taken, later each time', async () => {
  t.answerHooks(500);
  await t.control({ reply: { lead: friend.lead, text: 'Oi' } });
  await t.linkedin.idle();
  const waits = [];
  for (let next = t.linkedin.nextDueAt(); next !== null; next = t.linkedin.nextDueAt()) {
    waits.push(next - t.now());
    await t.pass(next - t.now());
  }
  expect(t.hooks).toHaveLength(6);
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
  expect(new Set(t.hooks.map(({ body }) => body.message_id)).size).toBe(1);
});

test('are lost, doubled and put in another order on demand', async () => {
  await t.control({ webhooks: { duplicate: 2, reorder_s: 60, lose: 1 } });
  for (const text of ['um', 'dois']) await t.control({ reply: { lead: friend.lead, text } });
  await t.pass(MINUTE);
  // The one that was lost comes again.
  await t.pass(MINUTE);
  expect(said().filter((text) => text === 'um')).toHaveLength(3);
  expect(said().filter((text) => text === 'dois')).toHaveLength(3);
});

test('overtake each other when reordered', async () => {
  const draws = [0.9, 0.1];
  const own = await startTestLinkedIn({ random: () => draws.shift() ?? 0 });
  const { connections } = await leadsOf(own);
  await own.control({ lag: { webhook_s: [0, 0], message_s: [0, 0] }, webhooks: { reorder_s: 60 } });
  draws.splice(0, draws.length, 0, 0, 0.9, 0, 0, 0.1);
  for (const text of ['um', 'dois']) await own.control({ reply: { lead: connections[0]?.lead, text } });
  await own.pass(MINUTE);
  expect(own.hooks.map(({ body }) => body.message)).toEqual(['dois', 'um']);
  await own.stop();
});

test('nothing is told while the account is down; then everything in one burst, with its own times', async () => {
  await t.control({ account_status: { status: 'credentials' } });
  await t.linkedin.idle();
  for (const text of ['um', 'dois', 'três']) {
    await t.pass(HOUR);
    await t.control({ reply: { lead: friend.lead, text } });
  }
  await t.linkedin.idle();
  expect(t.hooks.map(({ body }) => body.AccountStatus)).toMatchObject([{ message: 'CREDENTIALS' }]);
  await t.pass(HOUR);
  await t.control({ account_status: { status: 'ok' } });
  await t.linkedin.idle();
  expect(said().filter(Boolean).toSorted()).toEqual(['dois', 'três', 'um']);
  const stamps = t.hooks.flatMap(({ body }) => (body.timestamp ? [Date.parse(String(body.timestamp))] : []));
  expect(Math.max(...stamps)).toBe(t.now() - HOUR);
});

test('can be registered, listed and deleted; without a content type unless asked for', async () => {
  const made = await t.call('POST', 'webhooks', {
    source: 'messaging',
    request_url: t.driverUrl,
    headers: [{ key: 'Unipile-Auth', value: 'mine' }],
    events: ['message_received'],
  });
  expect(made).toMatchObject({ status: 201, body: { object: 'WebhookCreated' } });
  await t.control({ reply: { lead: friend.lead, text: 'Oi' } });
  await t.linkedin.idle();
  const mine = t.hooks.find(({ headers }) => headers['unipile-auth'] === 'mine');
  expect(mine?.headers['content-type']).not.toBe('application/json');
  const path = `webhooks/${made.body.webhook_id}`;
  expect((await t.call('GET', 'webhooks')).body.items).toHaveLength(4);
  expect((await t.call('DELETE', path)).status).toBe(200);
  expect((await t.call('DELETE', path)).status).toBe(404);
  expect((await t.call('POST', 'webhooks', { source: 'calendar', request_url: t.driverUrl })).status).toBe(
    400,
  );
});
