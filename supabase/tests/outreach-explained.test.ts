import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(() => o.setClock(MONDAY));

const releases = async (accountId: string) =>
  Number(
    (await o.one('select count(*) from outreach.release_ledger where account_id = $1', [accountId])).count,
  );
const error = { code: 'resource_not_found', message: 'No such person', class: 'permanent_lead' };

test('explain_held() says what holds a waiting action, and claims nothing', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  await o.bot.pause(TEAM, account.id, 'ana', 'stop');
  expect(await o.governor.explainHeld([id])).toBe(1);
  expect(await o.bot.getAction(id)).toMatchObject({ status: 'scheduled', blocked_by: 'paused' });
  expect(await releases(account.id)).toBe(0);
});

test('explain_held() lets nothing go that could go, and ends nothing', async () => {
  const account = await o.account();
  const free = await o.ready(account.id);
  const stopped = await o.ready(account.id, { url: 'https://www.linkedin.com/in/never-again' });
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'person',
    value: 'linkedin.com/in/never-again',
    person_id: 'ana',
    reason: '',
  });
  const before = await o.bot.getAction(stopped);
  expect(await o.governor.explainHeld([free, stopped, 'no action'])).toBe(0);
  expect(await o.bot.getAction(free)).toMatchObject({ status: 'scheduled', blocked_by: null });
  expect(await o.bot.getAction(stopped)).toEqual(before);
  expect(await releases(account.id)).toBe(0);
});

test('explain_held() takes at most 100 actions', async () => {
  const many = Array.from({ length: 101 }, (_, n) => `action ${n}`);
  await expect(o.governor.explainHeld(many)).rejects.toMatchObject({ code: 'too_many' });
});

test('end_as_gone() costs neither a slot nor a gap, and says why once', async () => {
  const account = await o.account();
  const gone = await o.ready(account.id);
  const next = await o.ready(account.id);
  expect(await o.governor.endAsGone(gone, error, 'not_found')).toBe(true);
  expect(await o.governor.endAsGone(gone, error, 'not_found')).toBe(false);
  expect(await o.bot.getAction(gone)).toMatchObject({
    status: 'skipped',
    blocked_by: 'profile_gone',
    error: { code: error.code },
  });
  expect(await releases(account.id)).toBe(0);
  expect(await o.claim(next)).toMatchObject({ outcome: 'claimed' });
});

test('end_as_gone() of three people within a day stops the account: its list of people is bad', async () => {
  const account = await o.account();
  for (let n = 1; n <= 3; n += 1) await o.governor.endAsGone(await o.ready(account.id), error, 'not_found');
  expect(await o.claim(await o.ready(account.id))).toMatchObject({ outcome: 'held', blocked_by: 'breaker' });
});
