import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(() => o.setClock(MONDAY));

/** An action whose dispatch has no result: its governor died. */
async function lost(p: Parameters<Outreach['ready']>[1] = {}) {
  const account = await o.account();
  const id = await o.ready(account.id, p);
  if (p?.type === 'send_message') await o.profile(account, id, { connected: true });
  const claimed = await o.claim(id);
  await o.advance(2.1);
  await o.governor.expireDispatches();
  return { account, id, releaseId: claimed.release_id ?? 0, fence: claimed.fence ?? 0 };
}
const report = (
  of: { releaseId: number; fence: number },
  result: 'sent' | 'failed' | 'not_sent' | 'unknown',
) =>
  o.governor.recordRelease({
    release_id: of.releaseId,
    fence: of.fence,
    result,
    provider: {},
    error: result === 'sent' ? null : { code: 'x', message: 'x', class: 'x' },
    signal: 'none',
  });

test('expire_dispatches() makes a dispatch without a result unknown after 2 minutes, never scheduled', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  await o.claim(id);
  await o.advance(1.9);
  expect(await o.governor.expireDispatches()).toBe(0);
  await o.advance(0.2);
  expect(await o.governor.expireDispatches()).toBe(1);
  expect(await o.get(id)).toMatchObject({ status: 'unknown', error: { code: 'no_result' } });
});

test('an unknown action is never released again, for any caller', async () => {
  const { id } = await lost();
  await o.advance(24 * 60);
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  expect(await o.plan(id, '2026-11-24T13:00:00Z')).toBe(0);
  for (const status of ['approved', 'scheduled', 'dispatching', 'failed', 'cancelled']) {
    await expect(
      o.query('update outreach.linkedin_automation set status = $2 where id = $1', [id, status]),
    ).rejects.toThrow(/Cannot move action/);
  }
  expect((await o.bot.cancelAction(id, 'ana')).outcome).toBe('wrong_state');
});

test('a late "sent" settles an unknown action; any other late word does not', async () => {
  const it = await lost();
  for (const word of ['failed', 'not_sent', 'unknown'] as const) expect(await report(it, word)).toBe(false);
  expect(await report({ ...it, fence: it.fence + 1 }, 'sent')).toBe(false);
  expect(await report(it, 'sent')).toBe(true);
  expect((await o.get(it.id)).status).toBe('completed');
  expect(await report(it, 'failed')).toBe(false);
});

test('a look-up that fails is put off, later and later, does not count as a look, and after half an hour a person may say', async () => {
  const { id, releaseId } = await lost();
  const due = async () => (await o.governor.unknownReleases()).some((r) => r.release_id === releaseId);
  expect(await due()).toBe(true);
  expect(await o.governor.recordLookup(releaseId, 'not_reached', {})).toBe(true);
  expect(await due()).toBe(false);
  expect((await o.get(id)).result).toMatchObject({ needs_person: false });
  await o.advance(2.1);
  expect(await due()).toBe(true);
  await o.advance(40);
  await o.governor.recordLookup(releaseId, 'not_reached', {});
  expect(await o.get(id)).toMatchObject({ status: 'unknown', result: { needs_person: true } });
  await o.advance(3);
  expect(await due()).toBe(false);
  await o.advance(2);
  expect((await o.governor.unknownReleases()).find((r) => r.release_id === releaseId)).toMatchObject({
    looked: 0,
  });
});

test('look-ups come 90 s after the dispatch and 10 minutes after the first; then a person is asked', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  const { releaseId } = await o.release(id, {
    result: 'unknown',
    error: { code: 'timeout', message: 'no answer', class: 'unknown' },
  });
  const due = async () => (await o.governor.unknownReleases()).find((r) => r.release_id === releaseId);
  await o.advance(1.4);
  expect(await due()).toBeUndefined();
  await o.advance(0.2);
  expect(await due()).toMatchObject({ looked: 0, provider_account_id: account.provider, action: { id } });
  expect(await o.governor.recordLookup(releaseId, 'not_seen', {})).toBe(true);
  await o.advance(9.9);
  expect(await due()).toBeUndefined();
  await o.advance(0.2);
  expect(await due()).toMatchObject({ looked: 1 });
  await o.governor.recordLookup(releaseId, 'not_seen', {});
  await o.advance(60);
  expect(await due()).toBeUndefined();
  expect(await o.get(id)).toMatchObject({ status: 'unknown', result: { looked: 2, needs_person: true } });
});

test.each([
  ['sent', 'completed', 1],
  ['certainly_not_sent', 'not_sent', 0],
] as const)('a look-up that finds %s ends the action as %s and counts %i', async (found, status, counted) => {
  const { id, releaseId } = await lost();
  expect(await o.governor.recordLookup(releaseId, found, { from: 'profile' })).toBe(true);
  expect((await o.get(id)).status).toBe(status);
  const row = await o.one('select counted::int as n from outreach.release_ledger where id = $1', [releaseId]);
  expect(row.n).toBe(counted);
  expect(await o.governor.recordLookup(releaseId, 'not_seen', {})).toBe(false);
});

test.each([
  ['sent', 'completed'],
  ['not_sent', 'not_sent'],
] as const)('a person resolves an unknown action as %s', async (verdict, status) => {
  const { id } = await lost();
  expect(await o.bot.resolveUnknown(id, 'bia', verdict)).toMatchObject({ outcome: 'not_allowed' });
  expect(await o.bot.resolveUnknown(id, 'leo', verdict)).toMatchObject({
    outcome: 'decided',
    action: { status },
  });
  expect(await o.bot.resolveUnknown(id, 'leo', verdict)).toMatchObject({ outcome: 'wrong_state' });
});

test('what was not sent goes again only after another approval by a person who may', async () => {
  const { id } = await lost();
  await o.bot.resolveUnknown(id, 'ana', 'not_sent');
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  expect(await o.decide(id, 'ana')).toMatchObject({ outcome: 'not_allowed', reason: 'author' });
  expect(await o.decide(id, 'mia')).toMatchObject({ outcome: 'decided', action: { status: 'approved' } });
  await o.plan(id, '2026-01-01T00:00:00Z');
  await o.advance(30);
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('a definite "not sent" is counted back and goes again under its approval, at most three calls', async () => {
  const account = await o.account({ gap_min_minutes: 1, rules: [rule('view_profile', 1, 1, null)] });
  const id = await o.ready(account.id);
  for (const status of ['approved', 'approved', 'not_sent']) {
    await o.release(id, {
      result: 'not_sent',
      error: { code: 'ECONNREFUSED', message: '', class: 'network' },
    });
    expect((await o.get(id)).status).toBe(status);
    if (status === 'approved') await o.plan(id, '2026-01-01T00:00:00Z');
    await o.advance(2);
  }
  const { n } = await o.one('select count(*)::int as n from outreach.release_ledger where action_id = $1', [
    id,
  ]);
  expect(n).toBe(3);
});

test('a "not sent" that becomes known on another day stays counted for its own', async () => {
  const { releaseId } = await lost();
  await o.advance(24 * 60);
  await o.governor.recordLookup(releaseId, 'certainly_not_sent', {});
  const row = await o.one('select counted from outreach.release_ledger where id = $1', [releaseId]);
  expect(row.counted).toBe(true);
});

test.each([
  ['rate', 'rate', false],
  ['checkpoint', 'checkpoint', true],
  ['restricted', 'restricted', true],
] as const)('the signal %s opens the breaker of the account', async (signal, reason, needs_person) => {
  const account = await o.account();
  await o.release(await o.ready(account.id), {
    result: 'not_sent',
    error: { code: signal, message: '', class: signal },
    signal,
  });
  const found = (await o.bot.listAccounts(TEAM)).find((a) => a.id === account.id);
  expect(found?.breaker).toMatchObject({ reason, needs_person });
  // The breakers of the tests before would stop the team: two accounts in a day.
  await o.query(`update outreach.breakers set opened_at = opened_at - interval '2 days'`);
  await o.query('delete from outreach.stops');
});

test('a restriction lasts 7 days and until an admin has looked, and the warm-up starts anew', async () => {
  const account = await o.account({
    warm_up_days: 10,
    rules: [rule('view_profile', 10, 10, null)],
    holidays: null,
  });
  for (const day of ['16', '17', '18', '19', '20']) {
    await o.setClock(`2026-11-${day}T13:00:00Z`);
    await o.release(await o.ready(account.id));
  }
  await o.setClock(MONDAY);
  const cap = async () =>
    (await o.governor.loadDue())
      .find((l) => l.account.id === account.id)
      ?.quotas.find((q) => q.type === 'view_profile')?.quota;
  const waiting = await o.ready(account.id);
  expect(await cap()).toBe(6);
  await o.release(await o.ready(account.id), {
    result: 'not_sent',
    error: { code: 'account_restricted', message: '', class: 'restricted' },
    signal: 'restricted',
  });
  await o.advance(8 * 24 * 60);
  await o.governor.recordAccountStatus(account.provider, 'OK');
  await o.advance(60);
  expect(await o.claim(waiting)).toMatchObject({ blocked_by: 'breaker', retry_at: null });
  await o.bot.resume(TEAM, account.id, 'rui');
  expect(await o.claim(waiting)).toMatchObject({ blocked_by: 'gap' });
  expect(await cap()).toBe(2);
  await o.advance(21);
  expect(await o.claim(waiting)).toMatchObject({ outcome: 'claimed' });
  await o.query(`update outreach.breakers set opened_at = opened_at - interval '2 days'`);
});

test('an admin who looks early does not shorten a restriction', async () => {
  const account = await o.account();
  await o.release(await o.ready(account.id), {
    result: 'not_sent',
    error: { code: 'account_restricted', message: '', class: 'restricted' },
    signal: 'restricted',
  });
  await o.bot.resume(TEAM, account.id, 'rui');
  const waiting = await o.ready(account.id);
  await o.advance(6 * 24 * 60);
  const held = await o.claim(waiting);
  expect(held).toMatchObject({ blocked_by: 'breaker' });
  expect(held.retry_at?.slice(0, 10)).toBe('2026-11-30');
  await o.query(`update outreach.breakers set opened_at = opened_at - interval '2 days'`);
});

test('two restricted accounts within a day stop the team; a refused key stops everything', async () => {
  const signals = ['restricted', 'checkpoint'] as const;
  for (const signal of signals) {
    const account = await o.account();
    await o.release(await o.ready(account.id), {
      result: 'not_sent',
      error: { code: signal, message: '', class: signal },
      signal,
    });
  }
  const bystander = await o.account();
  const id = await o.ready(bystander.id);
  expect(await o.claim(id)).toMatchObject({ blocked_by: 'kill_switch' });
  await o.bot.resume(TEAM, null, 'rui');
  await o.advance(21);
  await o.release(id, {
    result: 'not_sent',
    error: { code: 'missing_credentials', message: '', class: 'config' },
    signal: 'config',
  });
  expect(await o.claim(await o.ready((await o.account()).id))).toMatchObject({ blocked_by: 'kill_switch' });
  await o.bot.resume(TEAM, null, 'rui');
});

test.each([
  ['server_error', 'unknown'],
  ['not_found', 'failed'],
] as const)('three answers in a row with %s open the breaker, two do not', async (signal, result) => {
  const account = await o.account({ gap_min_minutes: 3, rules: [rule('view_profile', 10, 10, null)] });
  for (const open of [false, false, true]) {
    await o.release(await o.ready(account.id), {
      result,
      error: { code: signal, message: '', class: signal },
      signal,
    });
    await o.advance(4);
    const found = (await o.bot.listAccounts(TEAM)).find((a) => a.id === account.id);
    expect(found?.breaker !== null).toBe(open);
  }
});

test('a lost account is paused; a fill level of 90 % closes the type before LinkedIn does', async () => {
  const [down, full] = [await o.account(), await o.account()];
  await o.release(await o.ready(down.id), {
    result: 'not_sent',
    error: { code: 'disconnected_account', message: '', class: 'account_down' },
    signal: 'account_down',
  });
  await o.release(await o.ready(full.id, { type: 'send_invite' }), {
    provider: { usage: '90', invitation_id: 'i1' },
  });
  const accounts = await o.bot.listAccounts(TEAM);
  expect(accounts.find((a) => a.id === down.id)?.paused_at).not.toBeNull();
  expect(accounts.find((a) => a.id === full.id)?.breaker).toMatchObject({ reason: 'limit' });
});

test('two idle weeks start the warm-up anew', async () => {
  const account = await o.account({
    warm_up_days: 3,
    rules: [rule('view_profile', 10, 10, null)],
    holidays: null,
  });
  for (const day of ['02', '03', '04']) {
    await o.setClock(`2026-11-${day}T13:00:00Z`);
    await o.release(await o.ready(account.id));
  }
  await o.setClock('2026-11-23T13:00:00Z');
  const ids = [await o.ready(account.id), await o.ready(account.id), await o.ready(account.id)];
  const answers: (string | null)[] = [];
  for (const id of ids) {
    const claimed = await o.claim(id);
    answers.push(claimed.blocked_by);
    if (claimed.release_id !== null)
      await report({ releaseId: claimed.release_id, fence: claimed.fence ?? 0 }, 'sent');
    await o.advance(21);
  }
  expect(answers).toEqual([null, null, 'warm_up']);
});
