import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(() => o.setClock(MONDAY));

const suppressPerson = (value: string) =>
  o.bot.suppress({ team_id: TEAM, kind: 'person', value, person_id: 'ana', reason: '' });
/** Waits until another transaction holds the account. */
async function locked(accountId: string): Promise<void> {
  for (;;) {
    const { rows } = await o.query('select from outreach.accounts where id = $1 for update skip locked', [
      accountId,
    ]);
    if (rows.length === 0) return;
  }
}

test('eight governors that claim one action at the same time release it once', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => o.governor.claimRelease(id, `governor ${n}`)),
  );
  expect(answers.filter((a) => a.outcome === 'claimed')).toHaveLength(1);
  expect(
    (await o.one('select count(*)::int as n from outreach.release_ledger where action_id = $1', [id])).n,
  ).toBe(1);
});

test('eight governors that claim eight actions of one account at the same time release one', async () => {
  const account = await o.account();
  const ids = await Promise.all(Array.from({ length: 8 }, () => o.ready(account.id)));
  const answers = await Promise.all(ids.map((id) => o.claim(id)));
  expect(answers.filter((a) => a.outcome === 'claimed')).toHaveLength(1);
  expect(answers.filter((a) => a.blocked_by === 'gap')).toHaveLength(7);
});

test.each([
  ['pause', (account: string) => o.bot.pause(TEAM, account, 'ana', 'stop'), 'paused'],
  [
    'window change',
    async (account: string) => {
      const found = (await o.bot.listAccounts(TEAM)).find((a) => a.id === account);
      if (!found) throw new Error('no account');
      return o.bot.saveConfig({
        account_id: account,
        person_id: 'rui',
        config: { ...found.config, window_start: '10:30' },
        expected_version: found.config_version,
      });
    },
    'window',
  ],
] as const)('a %s between plan and claim holds the action', async (_, change, blocker) => {
  const account = await o.account();
  const id = await o.ready(account.id);
  await change(account.id);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: blocker });
});

test('a suppression between plan and claim ends the action', async () => {
  const account = await o.account();
  const id = await o.ready(account.id, { url: 'https://www.linkedin.com/in/stop-me-now' });
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'person',
    value: 'linkedin.com/in/stop-me-now',
    person_id: 'ana',
    reason: '',
  });
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone', action: { status: 'suppressed' } });
});

test('a claim that waits for a pause to commit finds it', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  const pausing = o.query(
    `do $$ begin perform outreach.pause_account('${account.id}', 'ana', 'stop', 'person'); perform pg_sleep(0.5); end $$`,
  );
  await locked(account.id);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'paused' });
  await pausing;
});

test.each([
  ['pause()', (account: string) => o.bot.pause(TEAM, account, 'ana', 'stop')],
  ['the kill switch', () => o.bot.pause(TEAM, null, 'ana', 'stop')],
  ['suppress()', () => suppressPerson('linkedin.com/in/race-me')],
])('%s answers only when a release under way has committed: none follows its answer', async (_, stop) => {
  const account = await o.account();
  const id = await o.ready(account.id, { url: 'linkedin.com/in/race-me' });
  // Without a channel nothing is told, so that no other row than the account's own makes them wait.
  await o.query('update outreach.accounts set channel_id = null');
  const claiming = o.query(
    `do $$ begin perform outreach.claim_release('${id}', 'w'); perform pg_sleep(0.5); end $$`,
  );
  await locked(account.id);
  await stop(account.id);
  expect((await o.get(id)).status).toBe('dispatching');
  await claiming;
  await o.bot.resume(TEAM, null, 'rui');
  await o.query('delete from outreach.suppressions');
});

test('resume() is for admins and lets nothing go before a fresh gap', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  await o.bot.pause(TEAM, account.id, 'bia', 'lunch');
  expect(await o.bot.resume(TEAM, account.id, 'leo')).toEqual({ outcome: 'not_allowed', reason: 'role' });
  expect(await o.bot.resume(TEAM, account.id, 'rui')).toMatchObject({ outcome: 'done' });
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'gap' });
  await o.advance(20.1);
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('the kill switch stops every account, survives a second press, and only admins lift it, with a fresh gap', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  expect(await o.bot.pause(TEAM, null, 'gil', 'x')).toMatchObject({ outcome: 'not_allowed' });
  expect(await o.bot.pause(TEAM, null, 'ana', '  ')).toMatchObject({ outcome: 'refused', reason: 'empty' });
  await o.bot.pause(TEAM, null, 'ana', 'first');
  await o.bot.pause(TEAM, null, 'bia', 'second');
  const shown = (await o.bot.listAccounts(TEAM)).find((a) => a.id === account.id);
  expect(shown?.pause_reason).toBe('first');
  expect(await o.bot.resume(TEAM, null, 'mia')).toMatchObject({ outcome: 'not_allowed' });
  await o.bot.resume(TEAM, null, 'rui');
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'gap' });
});

test('a clock that goes back releases nothing before the last dispatch and its gap', async () => {
  const account = await o.account();
  await o.release(await o.ready(account.id));
  const next = await o.ready(account.id);
  await o.setClock('2026-11-23T12:05:00Z');
  const held = await o.claim(next);
  expect(held).toMatchObject({ outcome: 'held', blocked_by: 'gap' });
  expect(held.retry_at?.slice(0, 16)).toBe('2026-11-23T13:20');
});

test('a clock that jumps ahead makes up for nothing: one goes, then the gap counts', async () => {
  const account = await o.account();
  const ids = [await o.ready(account.id), await o.ready(account.id), await o.ready(account.id)];
  await o.claim(ids[0] ?? '');
  await o.setClock('2026-11-25T13:00:00Z');
  await o.governor.expireDispatches();
  const answers = [await o.claim(ids[1] ?? ''), await o.claim(ids[2] ?? '')];
  expect(answers.map((a) => a.blocked_by ?? a.outcome)).toEqual(['claimed', 'gap']);
});

test('a change of zone grants no second quota within 24 hours', async () => {
  const account = await o.account({
    time_zone: 'Pacific/Auckland',
    window_start: '00:00',
    window_end: '23:59',
    working_days: [1, 2, 3, 4, 5, 6, 7],
    holidays: null,
    gap_min_minutes: 1,
    rules: [rule('view_profile', 1, 1, null)],
  });
  await o.release(await o.ready(account.id));
  const found = (await o.bot.listAccounts(TEAM)).find((a) => a.id === account.id);
  if (!found) throw new Error('no account');
  await o.bot.saveConfig({
    account_id: account.id,
    person_id: 'rui',
    config: { ...found.config, time_zone: 'Pacific/Honolulu' },
    expected_version: found.config_version,
  });
  await o.advance(5);
  const next = await o.ready(account.id);
  expect(await o.claim(next)).toMatchObject({ outcome: 'held', blocked_by: 'quota' });
  // The date of the first send, 24 November in Auckland, is also used up in Honolulu.
  await o.advance(49 * 60);
  expect(await o.claim(next)).toMatchObject({ outcome: 'claimed' });
});

test('load_due() gives what planning needs, oldest approval first, and lets no type starve another', async () => {
  const account = await o.account();
  for (let i = 0; i < 3; i += 1) await o.ready(account.id, { type: 'send_invite' });
  const view = await o.ready(account.id);
  const load = (await o.governor.loadDue()).find((l) => l.account.id === account.id);
  expect(load).toMatchObject({ local_date: '2026-11-23', last_dispatch_at: null });
  expect(load?.actions).toHaveLength(4);
  expect(load?.actions.at(-1)?.id).toBe(view);
  expect(load?.holidays).toContain('2026-12-25');
  expect(load?.quotas.map((q) => q.type).sort()).toEqual([
    'send_invite',
    'send_message',
    'view_profile',
    'withdraw_invite',
  ]);
});

test('plan_actions() leaves out what was edited or decided otherwise meanwhile', async () => {
  const account = await o.account();
  const kept = (await o.propose(account.id)).action_id ?? '';
  const cancelled = (await o.propose(account.id)).action_id ?? '';
  await o.decide(kept);
  await o.decide(cancelled);
  await o.bot.cancelAction(cancelled, 'ana');
  const at = (action_id: string, revision: number) => ({
    action_id,
    revision,
    scheduled_for: '2026-11-24T13:00:00Z',
    jitter_applied_minutes: 7.5,
  });
  expect(await o.governor.planActions([at(kept, 9)])).toBe(0);
  expect(await o.governor.planActions([at(kept, 1), at(cancelled, 1)])).toBe(1);
  expect(await o.get(kept)).toMatchObject({ status: 'scheduled', jitter_applied_minutes: 7.5 });
});
