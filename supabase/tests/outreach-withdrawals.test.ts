import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
const proposals = async (accountId: string) =>
  (await o.bot.queue(TEAM, 100)).filter((a) => a.account_id === accountId && a.type === 'withdraw_invite');

test('an invitation that was not accepted in time is proposed for withdrawal, once, and waits for a person', async () => {
  await o.setClock(MONDAY);
  const account = await o.account({
    rules: [rule('send_invite', 5, 10, 80), rule('withdraw_invite', 1, 5, null)],
  });
  const id = await o.ready(account.id, { type: 'send_invite' });
  await o.release(id, { provider: { invitation_id: 'inv 1' } });
  await o.advance(27.9 * 24 * 60);
  await o.governor.loadDue();
  expect(await proposals(account.id)).toEqual([]);
  await o.setClock('2026-12-21T13:30:00Z');
  await o.governor.loadDue();
  await o.governor.loadDue();
  const [withdrawal, second] = await proposals(account.id);
  expect(second).toBeUndefined();
  expect(withdrawal).toMatchObject({ status: 'pending_approval', author_id: 'greenlight', text: null });
  expect(await o.claim(withdrawal?.id ?? '')).toMatchObject({ outcome: 'gone' });

  await o.decide(withdrawal?.id ?? '');
  await o.plan(withdrawal?.id ?? '', '2026-01-01T00:00:00Z');
  const claimed = await o.claim(withdrawal?.id ?? '');
  expect(claimed).toMatchObject({ outcome: 'claimed', invitation_id: 'inv 1' });
  await o.governor.recordRelease({
    release_id: claimed.release_id ?? 0,
    fence: claimed.fence ?? 0,
    result: 'sent',
    provider: {},
    error: null,
    signal: 'none',
  });
  const again = await o.ready(account.id, { type: 'send_invite', url: (await o.get(id)).lead.profile_url });
  await o.advance(60);
  expect(await o.claim(again)).toMatchObject({ outcome: 'held', blocked_by: 'already_invited' });
});

test('what a person turned down, or accepted meanwhile, is not proposed', async () => {
  await o.setClock(MONDAY);
  const account = await o.account({ gap_min_minutes: 1, rules: [rule('send_invite', 5, 5, 80)] });
  const urls = ['linkedin.com/in/turned-down', 'linkedin.com/in/accepted-late'];
  for (const url of urls) {
    await o.release(await o.ready(account.id, { type: 'send_invite', url }));
    await o.advance(2);
  }
  await o.setClock('2026-12-21T14:00:00Z');
  await o.governor.loadDue();
  const found = await proposals(account.id);
  expect(found).toHaveLength(2);
  // Both were proposed at once: their order is not said.
  const refused = found.find((a) => a.lead.profile_url.includes('turned-down'));
  await o.decide(refused?.id ?? '', 'leo', 'reject');
  await o.inbound(account, { kind: 'accepted', profile_url: urls[1] ?? '', message_id: null });
  await o.governor.loadDue();
  expect(await proposals(account.id)).toEqual([]);
});

test('an invitation that is answered in words is not taken back, neither before its withdrawal is proposed nor after', async () => {
  await o.setClock(MONDAY);
  const account = await o.account({ gap_min_minutes: 1, rules: [rule('send_invite', 5, 5, 80)] });
  const urls = { before: 'linkedin.com/in/answered-before', after: 'linkedin.com/in/answered-after' };
  for (const url of Object.values(urls)) {
    await o.release(await o.ready(account.id, { type: 'send_invite', url }));
    await o.advance(2);
  }
  await o.inbound(account, { kind: 'message', profile_url: urls.before, at: '2026-11-24T12:00:00Z' });
  await o.setClock('2026-12-21T14:00:00Z');
  await o.governor.loadDue();
  const [withdrawal, second] = await proposals(account.id);
  expect(second).toBeUndefined();
  expect(withdrawal?.lead.profile_url).toContain('answered-after');
  await o.decide(withdrawal?.id ?? '');
  await o.inbound(account, { kind: 'message', profile_url: urls.after, at: '2026-12-21T14:00:00Z' });
  expect(await o.get(withdrawal?.id ?? '')).toMatchObject({ status: 'skipped', blocked_by: 'replied' });
  await o.governor.loadDue();
  expect(await proposals(account.id)).toEqual([]);
});
