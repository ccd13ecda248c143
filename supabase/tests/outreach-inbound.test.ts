import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let account: { id: string; provider: string };
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(async () => {
  await o.setClock(MONDAY);
  account = await o.account();
});
let n = 0;
const newUrl = () => {
  n += 1;
  return `https://www.linkedin.com/in/contact-${n}`;
};

test('record_inbound() stops everything that waits for a person who replies, from every account, once', async () => {
  const other = await o.account();
  const url = newUrl();
  const planned = await o.ready(account.id, { type: 'send_message', text: 'a', url });
  const proposed = (await o.propose(other.id, { type: 'send_message', text: 'b', url })).action_id ?? '';
  const view = await o.ready(account.id, { url });
  const reply = { profile_url: url, key: `reply ${url}`, message_id: 'm1' };
  expect(await o.inbound(account, reply)).toBe(true);
  expect(await o.inbound(account, reply)).toBe(false);
  expect(await o.get(planned)).toMatchObject({ status: 'skipped', blocked_by: 'replied' });
  expect(await o.get(proposed)).toMatchObject({ status: 'skipped', blocked_by: 'replied' });
  // Looking at a profile is no step of a conversation.
  expect((await o.get(view)).status).toBe('scheduled');
});

test('an answer that a person approved after the reply may go, 2 minutes after the last dispatch and beyond the quota', async () => {
  const tight = await o.account({ rules: [rule('send_message', 0, 0, null)] });
  const url = newUrl();
  const first = (await o.propose(tight.id, { type: 'view_profile', url })).action_id ?? '';
  await o.profile(tight, first, { connected: true });
  await o.decide(first);
  await o.plan(first, '2026-01-01T00:00:00Z');
  await o.release(first);
  await o.inbound(tight, { profile_url: url, message_id: 'question', at: '2026-11-23T12:59:00Z' });
  const answer = await o.ready(tight.id, { type: 'send_message', text: 'Yes, gladly', url });
  expect(await o.claim(answer)).toMatchObject({ blocked_by: 'gap' });
  await o.advance(2.1);
  expect(await o.claim(answer)).toMatchObject({ outcome: 'claimed' });
});

test('only one answer a message is an answer, and only for two weeks: the next words are under the quota again', async () => {
  await o.setClock(MONDAY);
  const none = await o.account({ rules: [rule('send_message', 0, 0, null)] });
  const url = 'linkedin.com/in/wrote-once';
  const first = await o.ready(none.id, { type: 'send_message', text: 'before they wrote', url });
  await o.profile(none, first, { connected: true });
  await o.inbound(none, { kind: 'message', profile_url: url });
  const answer = await o.ready(none.id, { type: 'send_message', text: 'our answer', url });
  await o.governor.recordInboxRead(none.provider);
  await o.release(answer);
  await o.advance(3);
  const again = await o.ready(none.id, { type: 'send_message', text: 'and one more', url });
  await o.governor.recordInboxRead(none.provider);
  await o.advance(60);
  expect(await o.claim(again)).toMatchObject({ outcome: 'held', blocked_by: 'quota' });
});

test('a message that is learned later voids an approved answer, with any time that it carries', async () => {
  const url = newUrl();
  await o.propose(account.id, { url });
  await o.inbound(account, { profile_url: url, message_id: 'q1', at: '2026-11-23T12:00:00Z' });
  const answer = await o.ready(account.id, { type: 'send_message', text: 'answer', url });
  // The same message by another way is no other one.
  await o.inbound(account, { profile_url: url, message_id: 'q1', at: '2026-11-23T12:00:01Z' });
  expect((await o.get(answer)).status).toBe('scheduled');
  await o.inbound(account, { profile_url: url, message_id: 'q0', at: '2026-11-20T12:00:00Z' });
  expect(await o.get(answer)).toMatchObject({ status: 'skipped', blocked_by: 'replied' });
});

test('an echo confirms an unknown release instead of counting twice', async () => {
  const url = newUrl();
  const id = await o.ready(account.id, { type: 'send_message', text: 'Bom dia', url });
  await o.profile(account, id, { connected: true });
  await o.release(id, { result: 'unknown', error: { code: 'timeout', message: '', class: 'unknown' } });
  await o.inbound(account, { kind: 'echo', profile_url: url, text: ' Bom dia\r\n', message_id: 'm9' });
  expect(await o.get(id)).toMatchObject({
    status: 'completed',
    result: { outcome: 'sent', message_id: 'm9' },
  });
  const { used } = await o.one(`select outreach.used_on($1, 'send_message', '2026-11-23') as used`, [
    account.id,
  ]);
  expect(used).toBe(1);
});

test('an echo of a dispatch under way or completed is no other send', async () => {
  const url = newUrl();
  const id = await o.ready(account.id, { type: 'send_message', text: 'Oi', url });
  await o.profile(account, id, { connected: true });
  const claimed = await o.claim(id);
  await o.inbound(account, { kind: 'echo', profile_url: url, text: 'Oi' });
  expect((await o.get(id)).status).toBe('dispatching');
  await o.governor.recordRelease({
    release_id: claimed.release_id ?? 0,
    fence: claimed.fence ?? 0,
    result: 'sent',
    provider: { message_id: 'mm' },
    error: null,
    signal: 'none',
  });
  await o.inbound(account, { kind: 'echo', profile_url: url, text: 'Oi', message_id: 'mm' });
  const { used } = await o.one(`select outreach.used_on($1, 'send_message', '2026-11-23') as used`, [
    account.id,
  ]);
  expect(used).toBe(1);
  expect((await o.get(id)).status).toBe('completed');
});

describe('an echo after a person said "not sent"', () => {
  async function takenForNotSent() {
    const url = newUrl();
    const id = await o.ready(account.id, { type: 'send_message', text: 'Bom dia de novo', url });
    await o.profile(account, id, { connected: true });
    await o.release(id, { result: 'unknown', error: { code: 'timeout', message: '', class: 'unknown' } });
    expect(await o.bot.resolveUnknown(id, 'leo', 'not_sent')).toMatchObject({ outcome: 'decided' });
    const echo = () =>
      o.inbound(account, { kind: 'echo', profile_url: url, text: 'Bom dia de novo', message_id: 'late' });
    const approveAgain = async () => {
      const { revision, hash } = await o.get(id);
      await o.bot.decideAction({
        action_id: id,
        person_id: 'leo',
        decision: 'approve',
        revision: Number(revision),
        hash: String(hash),
        note: null,
      });
    };
    return { id, echo, approveAgain };
  }

  it('completes the action', async () => {
    const { id, echo } = await takenForNotSent();
    await echo();
    expect(await o.get(id)).toMatchObject({
      status: 'completed',
      result: { outcome: 'sent', seen_by: 'late_echo', message_id: 'late' },
    });
  });

  it('keeps the action, approved once more, from going a second time', async () => {
    const { id, echo, approveAgain } = await takenForNotSent();
    await approveAgain();
    expect((await o.get(id)).status).toBe('approved');
    await echo();
    expect((await o.get(id)).status).toBe('completed');
    await o.advance(24 * 60);
    expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
  });

  it('voids the approval of other words', async () => {
    const { id, echo, approveAgain } = await takenForNotSent();
    await approveAgain();
    const { revision, hash } = await o.get(id);
    await o.bot.editAction({
      action_id: id,
      person_id: 'ana',
      revision: Number(revision),
      hash: String(hash),
      text: 'Bom dia, mais uma vez',
    });
    const edited = await o.get(id);
    await o.bot.decideAction({
      action_id: id,
      person_id: 'leo',
      decision: 'approve',
      revision: Number(edited.revision),
      hash: String(edited.hash),
      note: null,
    });
    expect((await o.get(id)).status).toBe('approved');
    await echo();
    expect(await o.get(id)).toMatchObject({ status: 'pending_approval', approved_by: null });
  });
});

test('a message that the owner sent by hand counts against the quota, also to strangers', async () => {
  const tight = await o.account({ rules: [rule('send_message', 2, 2, null)] });
  const url = newUrl();
  const id = await o.ready(tight.id, { type: 'send_message', text: 'mine', url });
  await o.profile(tight, id, { connected: true });
  await o.inbound(tight, { kind: 'echo', profile_url: newUrl(), text: 'by hand' });
  await o.inbound(tight, { kind: 'echo', profile_url: newUrl(), text: 'by hand again' });
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'quota' });
});

test('an acceptance connects the person, confirms an unknown invitation and ends what is now pointless', async () => {
  const url = newUrl();
  const id = await o.ready(account.id, { type: 'send_invite', url });
  await o.release(id, { result: 'unknown', error: { code: 'timeout', message: '', class: 'unknown' } });
  await o.inbound(account, { kind: 'accepted', profile_url: url, message_id: null });
  expect((await o.get(id)).status).toBe('completed');
  const { lead } = await o.get(id);
  expect(
    await o.one(
      'select connected, invitation from outreach.contacts where account_id = $1 and lead_id = $2',
      [account.id, lead.lead_id],
    ),
  ).toEqual({ connected: true, invitation: 'none' });
});

test('events for an account that is not ours change nothing', async () => {
  expect(await o.inbound({ provider: 'stranger' }, { profile_url: newUrl() })).toBe(false);
  expect(await o.governor.recordAccountStatus('stranger', 'OK')).toBe(false);
});

test('an account that comes back waits for a fresh gap and for its inbox', async () => {
  await o.governor.recordInboxRead(account.provider);
  await o.inbound(account, { kind: 'account_status', status: 'CREDENTIALS' });
  await o.inbound(account, { kind: 'account_status', status: 'OK' });
  const row = await o.one('select status, inbox_read_at from outreach.accounts where id = $1', [account.id]);
  expect(row).toEqual({ status: 'ok', inbox_read_at: null });
  expect(await o.claim(await o.ready(account.id))).toMatchObject({ blocked_by: 'paused' });
  await o.bot.resume(TEAM, account.id, 'rui');
  expect(await o.claim(await o.ready(account.id))).toMatchObject({ blocked_by: 'gap' });
});

test('one person under two addresses is one: a reply to one name stops the other', async () => {
  const [one, two] = [newUrl(), newUrl()];
  const first = (await o.propose(account.id, { type: 'send_message', text: 'x', url: one })).action_id ?? '';
  const second = (await o.propose(account.id, { type: 'send_message', text: 'y', url: two })).action_id ?? '';
  await o.profile(account, first, { provider_id: 'ACoAAone', connected: true });
  await o.profile(account, second, { provider_id: 'ACoAAone', connected: true });
  await o.inbound(account, { provider_id: 'ACoAAone', profile_url: null });
  expect((await o.get(first)).status).toBe('skipped');
  expect((await o.get(second)).status).toBe('skipped');
});

test('a reply at the moment of a claim: the words are held, or had gone; what waits behind them never goes', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 8; round += 1) {
    const own = await o.account();
    const url = newUrl();
    const next = await o.ready(own.id, { type: 'send_message', text: `next ${round}`, url });
    await o.profile(own, next, { connected: true });
    const later =
      (await o.propose(own.id, { type: 'send_message', text: `later ${round}`, url })).action_id ?? '';
    await o.decide(later);
    await o.governor.recordInboxRead(own.provider);
    const reply = () => o.inbound(own, { profile_url: url, message_id: `race ${round}` });
    const claim = () => o.claim(next);
    // Both orders of being asked.
    const [claimed] = await (round % 2 === 0
      ? Promise.all([claim(), reply()])
      : Promise.all([reply(), claim()]).then(([stored, answer]) => [answer, stored] as const));
    outcomes.add(claimed.outcome);
    const { status } = await o.get(next);
    expect(status).toBe(claimed.outcome === 'claimed' ? 'dispatching' : 'skipped');
    expect(await o.get(later)).toMatchObject({ status: 'skipped', blocked_by: 'replied' });
    expect((await o.claim(later)).outcome).not.toBe('claimed');
  }
  expect([...outcomes].every((outcome) => ['claimed', 'held', 'not_due', 'gone'].includes(outcome))).toBe(
    true,
  );
});

test('an acceptance that is heard of eight hours late moves the person on, and again changes nothing', async () => {
  const url = newUrl();
  const id = await o.ready(account.id, { type: 'send_invite', url });
  await o.release(id);
  await o.advance(9 * 60);
  const { lead } = await o.get(id);
  const contact = () =>
    o.one('select connected, invitation from outreach.contacts where account_id = $1 and lead_id = $2', [
      account.id,
      lead.lead_id,
    ]);
  const late = { kind: 'accepted' as const, profile_url: url, message_id: null, key: `accepted ${url}` };
  expect(await o.inbound(account, { ...late, at: '2026-11-23T14:00:00Z' })).toBe(true);
  expect(await contact()).toEqual({ connected: true, invitation: 'none' });
  const before = await o.get(id);
  expect(await o.inbound(account, { ...late, at: '2026-11-23T22:00:00Z' })).toBe(false);
  expect(await o.get(id)).toEqual(before);
});

test('messages that come in any order, and twice, are each stored once and stop what waits', async () => {
  const url = newUrl();
  const waits = await o.ready(account.id, { type: 'send_message', text: 'waits', url });
  const said = (name: string, at: string) => ({
    profile_url: url,
    key: `${url} ${name}`,
    message_id: `${url} ${name}`,
    at,
  });
  const [one, two, three] = [
    said('one', '2026-11-23T10:00:00Z'),
    said('two', '2026-11-23T11:00:00Z'),
    said('three', '2026-11-23T12:00:00Z'),
  ];
  const stored = [];
  for (const message of [three, one, three, two, one, two]) stored.push(await o.inbound(account, message));
  expect(stored).toEqual([true, true, false, true, false, false]);
  expect(await o.get(waits)).toMatchObject({ status: 'skipped', blocked_by: 'replied' });
  const { answers } = await o.get(waits);
  expect(answers.map((a) => a.at)).toEqual([...answers.map((a) => a.at)].sort());
});

test('a state of an account that is told again changes nothing once it is over', async () => {
  const told = { kind: 'account_status' as const, key: `status ${account.provider}`, status: 'credentials' };
  expect(await o.inbound(account, told)).toBe(true);
  expect(await o.governor.recordAccountStatus(account.provider, 'ok')).toBe(true);
  expect(await o.inbound(account, told)).toBe(false);
  expect(await o.one('select status from outreach.accounts where id = $1', [account.id])).toEqual({
    status: 'ok',
  });
});
