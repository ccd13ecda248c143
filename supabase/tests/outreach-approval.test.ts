import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

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
const invite = async (text: string | null = 'Olá, podemos conversar?', author = 'ana') => {
  const { action_id } = await o.propose(account.id, { type: 'send_invite', text, author });
  return o.get(action_id ?? '');
};
const edit = (action: { id: string; revision: number; hash: string }, person: string, text: string) =>
  o.bot.editAction({
    action_id: action.id,
    revision: action.revision,
    hash: action.hash,
    person_id: person,
    text,
  });

test('propose_action() stores the words once normalised and the card that shows them', async () => {
  const { action_id } = await o.propose(account.id, {
    type: 'send_message',
    text: '  Ola\u0301,\r\ntudo bem?\n ',
    url: 'linkedin.com/in/Jos%C3%A9-Silva/en?trk=x',
  });
  expect(await o.get(action_id ?? '')).toMatchObject({
    text: 'Ol\u00e1,\ntudo bem?',
    status: 'pending_approval',
    revision: 1,
    lead: { profile_url: 'https://www.linkedin.com/in/jos\u00e9-silva' },
  });
  const items = await o.bot.claimOutbox('bot', 50);
  const card = items.find((i) => i.action?.id === action_id);
  expect(card).toMatchObject({ kind: 'action', channel_id: 'C1', approvers: ['rui', 'leo', 'mia'] });
  expect(
    await o.bot.settleOutbox({ id: card?.id ?? 0, fence: card?.fence ?? 0, ts: '1.1', revision: 1 }),
  ).toBe(true);
});

test('propose_action() gives the same action for the same key, also at the same time', async () => {
  const answers = await Promise.all(
    [1, 2, 3].map(() => o.propose(account.id, { key: 'k-same', url: 'linkedin.com/in/k-same' })),
  );
  expect(new Set(answers.map((a) => a.action_id)).size).toBe(1);
  expect(answers.every((a) => a.outcome === 'proposed')).toBe(true);
});

test.each([
  ['a guest', { author: 'gil' }, 'not_allowed'],
  ['no person at that address', { url: 'https://www.linkedin.com/company/acme' }, 'bad_url'],
  ['a message without words', { type: 'send_message' as const, text: ' \n ' }, 'empty'],
  ['a note above 300 for Premium', { type: 'send_invite' as const, text: 'x'.repeat(301) }, 'too_long'],
  [
    '151 emoji, which are 302 UTF-16 units',
    { type: 'send_invite' as const, text: '🦷'.repeat(151) },
    'too_long',
  ],
  ['a message above 8000', { type: 'send_message' as const, text: 'x'.repeat(8001) }, 'too_long'],
])('propose_action() refuses %s', async (_, p, reason) => {
  expect(await o.propose(account.id, p)).toMatchObject({ outcome: 'refused', reason, action_id: null });
});

test('propose_action() knows four types of action', async () => {
  await expect(o.propose(account.id, { type: 'endorse' as 'view_profile' })).rejects.toMatchObject({
    code: 'bad_type',
  });
});

test('propose_action() takes 200 characters of note for a free account and 300 for Premium', async () => {
  const free = await o.account({}, { tier: 'free' });
  const type = 'send_invite';
  expect(await o.propose(free.id, { type, text: 'x'.repeat(201) })).toMatchObject({
    reason: 'too_long',
    params: { length: 201, max: 200, tier: 'free' },
  });
  expect(await o.propose(free.id, { type, text: 'x'.repeat(200) })).toMatchObject({ outcome: 'proposed' });
  expect(await o.propose(account.id, { type, text: '🦷'.repeat(150) })).toMatchObject({
    outcome: 'proposed',
  });
});

test('propose_action() refuses an account of another team or none', async () => {
  expect(await o.propose('nowhere')).toMatchObject({ outcome: 'refused', reason: 'no_account' });
});

test('propose_action() refuses a twin: the same kind still open, or the same words to one person from anywhere', async () => {
  const other = await o.account();
  const url = 'https://www.linkedin.com/in/twin';
  const first = await o.propose(account.id, { type: 'send_invite', text: 'a', url });
  expect(await o.propose(account.id, { type: 'send_invite', text: 'b', url })).toMatchObject({
    reason: 'duplicate',
    params: { action_id: first.action_id },
  });
  await o.propose(account.id, { type: 'send_message', text: 'same words', url });
  expect(
    await o.propose(other.id, { type: 'send_message', text: 'same  words '.replace('  ', ' '), url }),
  ).toMatchObject({
    reason: 'duplicate',
  });
  expect(await o.propose(other.id, { type: 'send_message', text: 'other words', url })).toMatchObject({
    outcome: 'proposed',
  });
});

test.each([
  ['ana', 'author'],
  ['bia', 'role'],
  ['gil', 'guest'],
  ['nobody', 'guest'],
] as const)('decide_action() does not let %s approve: %s', async (who, reason) => {
  const action = await invite();
  expect(await o.decide(action.id, who)).toMatchObject({ outcome: 'not_allowed', reason });
  expect((await o.get(action.id)).status).toBe('pending_approval');
});

test('decide_action() approves once when two people press at the same time, and says so to the other', async () => {
  const action = await invite();
  const answers = await Promise.all([
    o.decide(action.id, 'leo', 'approve', action),
    o.decide(action.id, 'mia', 'approve', action),
    o.decide(action.id, 'leo', 'approve', action),
    o.decide(action.id, 'rui', 'reject', action),
  ]);
  expect(answers.map((a) => a.outcome).sort()).toEqual([
    'already_decided',
    'already_decided',
    'already_decided',
    'decided',
  ]);
});

test('decide_action() tells with the approval what will hold the action and until when', async () => {
  await o.setClock('2026-11-28T13:00:00Z');
  const action = await invite();
  const { action: approved } = await o.decide(action.id);
  expect(approved).toMatchObject({ status: 'approved', approved_by: 'leo', blocked_by: 'window' });
  expect(approved?.retry_at?.slice(0, 16)).toBe('2026-11-30T12:00');
});

test('decide_action() ends a rejected action and keeps who', async () => {
  const action = await invite();
  expect(await o.decide(action.id, 'mia', 'reject')).toMatchObject({
    outcome: 'decided',
    action: { status: 'cancelled', error: { code: 'rejected' } },
  });
  expect(await o.decide(action.id, 'leo')).toMatchObject({ outcome: 'already_decided' });
});

test('edit_action() voids the approval, also of a planned action; the old button decides nothing', async () => {
  const before = await invite();
  await o.decide(before.id);
  await o.plan(before.id, '2026-01-01T00:00:00Z');
  const { outcome, action } = await edit(await o.get(before.id), 'ana', 'Other words');
  expect(outcome).toBe('edited');
  expect(action).toMatchObject({
    status: 'pending_approval',
    approved_by: null,
    revision: 2,
    text: 'Other words',
    scheduled_for: null,
  });
  expect(action?.hash).not.toBe(before.hash);
  expect(await o.decide(before.id, 'leo', 'approve', before)).toMatchObject({ outcome: 'superseded' });
  expect(await o.claim(before.id)).toMatchObject({ outcome: 'gone' });
  expect(await edit(before, 'ana', 'Third words')).toMatchObject({ outcome: 'superseded' });
});

test('an approver who wrote the words may not approve them, the author neither, a third person may', async () => {
  const action = await invite();
  await edit(action, 'leo', 'Words of Leo');
  for (const who of ['leo', 'ana']) {
    expect(await o.decide(action.id, who)).toMatchObject({
      outcome: 'not_allowed',
      reason: 'author',
      approvers: ['rui', 'mia'],
    });
  }
  expect(await o.decide(action.id, 'mia')).toMatchObject({ outcome: 'decided' });
});

test('edit_action() is for the author and for approvers, and keeps to the limits', async () => {
  const action = await invite();
  expect(await edit(action, 'bia', 'x')).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
  expect(await edit(action, 'gil', 'x')).toMatchObject({ outcome: 'not_allowed', reason: 'guest' });
  await expect(edit(action, 'ana', 'x'.repeat(301))).rejects.toMatchObject({ code: 'too_long' });
  expect(await edit(action, 'ana', ` ${action.text} `)).toMatchObject({
    outcome: 'edited',
    reason: 'same_text',
  });
  expect((await o.get(action.id)).revision).toBe(1);
  const id = await o.ready(account.id, { type: 'send_invite', text: 'going' });
  const seen = await o.get(id);
  await o.claim(id);
  expect(await edit(seen, 'ana', 'too late')).toMatchObject({ outcome: 'wrong_state' });
});

test('approving for a suppressed person suppresses the action and says so', async () => {
  const url = 'https://www.linkedin.com/in/never-again';
  const { action_id } = await o.propose(account.id, { url });
  // Listed behind the back of what waits, so that the approval itself has to notice.
  await o.query(
    `insert into outreach.suppressions (team_id, kind, value, reason, person_id) values ($1, 'person', 'slug:never-again', '', 'ana')`,
    [TEAM],
  );
  expect(await o.decide(action_id ?? '')).toMatchObject({
    outcome: 'decided',
    reason: 'suppressed',
    action: { status: 'suppressed' },
  });
  expect(await o.propose(account.id, { url })).toMatchObject({ outcome: 'refused', reason: 'suppressed' });
});

test('suppress() ends what waits for the person under every alias, and answers how many', async () => {
  const [one, two] = ['https://www.linkedin.com/in/old-name', 'https://www.linkedin.com/in/new-name'];
  const first = (await o.propose(account.id, { url: one })).action_id ?? '';
  const second = (await o.propose(account.id, { url: two })).action_id ?? '';
  await o.decide(second);
  // Both addresses turn out to have one id at the provider: one person.
  await o.profile(account, first, { provider_id: 'ACoAAsame' });
  await o.profile(account, second, { provider_id: 'ACoAAsame' });
  expect(
    await o.bot.suppress({ team_id: TEAM, kind: 'person', value: one, person_id: 'bia', reason: 'asked' }),
  ).toMatchObject({ outcome: 'done', stopped: 2 });
  for (const id of [first, second]) expect((await o.get(id)).status).toBe('suppressed');
  expect(await o.propose(account.id, { url: two, type: 'send_message', text: 'x' })).toMatchObject({
    reason: 'suppressed',
  });
});

test.each([
  ['gil', 'person', 'https://www.linkedin.com/in/x-y', 'not_allowed'],
  ['ana', 'person', 'not an address', 'refused'],
  ['ana', 'domain', 'nodot', 'refused'],
] as const)('suppress() by %s of %s "%s" is %s', async (person_id, kind, value, outcome) => {
  expect(await o.bot.suppress({ team_id: TEAM, kind, value, person_id, reason: 'r' })).toMatchObject({
    outcome,
    stopped: 0,
  });
});

test('cancel_action() and reschedule_action() are for the author and approvers, before the dispatch', async () => {
  const action = await invite();
  expect(await o.bot.cancelAction(action.id, 'bia')).toMatchObject({ outcome: 'not_allowed' });
  await o.decide(action.id);
  await o.plan(action.id, '2026-01-01T00:00:00Z');
  expect(await o.bot.rescheduleAction(action.id, 'ana', '2026-11-24T13:00:00Z')).toMatchObject({
    outcome: 'decided',
    action: { blocked_by: 'not_due' },
  });
  await o.plan(action.id, '2026-11-23T13:00:00Z');
  expect((await o.get(action.id)).scheduled_for).toContain('2026-11-24T13:00:00');
  // The release holds to the person's word by itself.
  await o.query(`update outreach.linkedin_automation set scheduled_for = '2026-01-01' where id = $1`, [
    action.id,
  ]);
  expect(await o.claim(action.id)).toMatchObject({ outcome: 'held', blocked_by: 'not_due' });
  await expect(o.bot.rescheduleAction(action.id, 'ana', '2025-01-01T00:00:00Z')).rejects.toMatchObject({
    code: 'bad_time',
  });
  expect(await o.bot.cancelAction(action.id, 'ana')).toMatchObject({
    outcome: 'decided',
    action: { status: 'cancelled' },
  });
  expect(await o.bot.cancelAction(action.id, 'ana')).toMatchObject({ outcome: 'wrong_state' });
  expect(await o.bot.cancelAction('nothing', 'ana')).toMatchObject({ outcome: 'not_found', action: null });
});

test('an approval expires after 30 days', async () => {
  const id = await o.ready(account.id);
  await o.advance(31 * 24 * 60);
  await o.governor.expireDispatches();
  expect((await o.get(id)).status).toBe('expired');
  expect(await o.claim(id)).toMatchObject({ outcome: 'gone' });
});

test('home_stamp() changes with a proposal, an edit, each approval and a decision, and not without one', async () => {
  const seen = [await o.bot.homeStamp()];
  expect(await o.bot.homeStamp()).toBe(seen[0]);
  const action = await invite();
  seen.push(await o.bot.homeStamp());
  await edit(action, 'ana', 'Olá, outra vez');
  seen.push(await o.bot.homeStamp());
  await o.decide(action.id, 'leo', 'reject', await o.get(action.id));
  seen.push(await o.bot.homeStamp());
  expect(new Set(seen).size).toBe(seen.length);
});
