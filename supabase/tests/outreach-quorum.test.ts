import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { putRule } from '../../testing/supabase/content.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let account: { id: string; provider: string };
const setQuorum = (quorum: number) => putRule(database.owner, { quorum });
const setRole = (person: string, role: string) =>
  o.query('select platform.set_role($1, $2, $3)', [TEAM, person, role]);
const proposed = async () => (await o.propose(account.id)).action_id ?? '';

beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(async () => {
  await o.setClock(MONDAY);
  await setQuorum(2);
  await setRole('mia', 'approver');
  account = await o.account();
});

test('an action needs as many people as the rule says, and its card counts them', async () => {
  const id = await proposed();
  await o.bot.claimOutbox('before', 50);
  expect(await o.decide(id, 'leo')).toMatchObject({ outcome: 'quorum_pending' });
  expect(await o.get(id)).toMatchObject({
    status: 'pending_approval',
    approvals: ['leo'],
    quorum: 2,
    approved_by: null,
  });
  const { wanted } = await o.one('select wanted from outreach.outbox where action_id = $1', [id]);
  expect(wanted).toBe(2);
  expect(await o.decide(id, 'leo')).toMatchObject({ outcome: 'not_allowed', reason: 'already_approved' });
  expect(await o.decide(id, 'mia')).toMatchObject({ outcome: 'decided' });
  expect(await o.get(id)).toMatchObject({ status: 'approved', approved_by: 'mia' });
});

test('of two who press at once both count, and the action is approved once', async () => {
  const id = await proposed();
  const seen = await o.get(id);
  const outcomes = await Promise.all(['leo', 'mia'].map((person) => o.decide(id, person, 'approve', seen)));
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['decided', 'quorum_pending']);
  expect(await o.get(id)).toMatchObject({ status: 'approved' });
});

test('neither the author nor the writer of the words counts, and an edit begins anew', async () => {
  const { action_id } = await o.propose(account.id, { type: 'send_invite', text: 'Olá!' });
  const id = action_id ?? '';
  expect(await o.decide(id, 'ana')).toMatchObject({ outcome: 'not_allowed', reason: 'author' });
  expect(await o.decide(id, 'leo')).toMatchObject({ outcome: 'quorum_pending' });
  const { revision, hash } = await o.get(id);
  await o.bot.editAction({ action_id: id, revision, hash, person_id: 'mia', text: 'Olá, tudo bem?' });
  expect(await o.get(id)).toMatchObject({ approvals: [], status: 'pending_approval' });
  expect(await o.decide(id, 'mia')).toMatchObject({ outcome: 'not_allowed', reason: 'author' });
  expect(await o.decide(id, 'leo')).toMatchObject({ outcome: 'quorum_pending' });
  expect(await o.decide(id, 'rui')).toMatchObject({ outcome: 'decided' });
});

test('an approval stops counting when its author may no longer give it', async () => {
  const id = await proposed();
  await o.decide(id, 'mia');
  await setRole('mia', 'member');
  expect(await o.get(id)).toMatchObject({ approvals: [] });
  expect(await o.decide(id, 'leo')).toMatchObject({ outcome: 'quorum_pending' });
  expect(await o.decide(id, 'rui')).toMatchObject({ outcome: 'decided' });
});

test('one no of an approver is enough', async () => {
  const id = await proposed();
  await o.decide(id, 'leo');
  expect(await o.decide(id, 'mia', 'reject')).toMatchObject({ outcome: 'decided' });
  expect(await o.get(id)).toMatchObject({ status: 'cancelled' });
});

test('claim_release() asks anew when the rule or the people have changed since, and keeps what still counts', async () => {
  await setQuorum(1);
  const id = await o.ready(account.id);
  await setQuorum(2);
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'approval' });
  expect(await o.get(id)).toMatchObject({ status: 'pending_approval', approvals: ['leo'] });
  expect(await o.decide(id, 'mia')).toMatchObject({ outcome: 'decided' });
  await o.plan(id, '2026-01-01T00:00:00Z');
  await setRole('mia', 'member');
  expect(await o.claim(id)).toMatchObject({ outcome: 'held', blocked_by: 'approval' });
  await o.decide(id, 'rui');
  await o.plan(id, '2026-01-01T00:00:00Z');
  expect(await o.claim(id)).toMatchObject({ outcome: 'claimed' });
});

test('what was not sent is approved anew by as many people', async () => {
  const id = await proposed();
  await o.decide(id, 'leo');
  await o.decide(id, 'mia');
  await o.plan(id, '2026-01-01T00:00:00Z');
  await o.release(id, { result: 'unknown' });
  await o.bot.resolveUnknown(id, 'leo', 'not_sent');
  expect(await o.get(id)).toMatchObject({ status: 'not_sent', approvals: [] });
  // One of the instant of the dispatch was for it.
  await o.query(
    `update outreach.action_approvals a set approved_at = l.dispatched_at from outreach.release_ledger l where l.action_id = a.action_id and a.action_id = $1`,
    [id],
  );
  expect(await o.get(id)).toMatchObject({ approvals: [] });
  expect(await o.decide(id, 'leo')).toMatchObject({ outcome: 'quorum_pending' });
  expect(await o.get(id)).toMatchObject({ status: 'not_sent', approvals: ['leo'] });
  expect(await o.decide(id, 'mia')).toMatchObject({ outcome: 'decided' });
});

test('two groups approve in order, by the rule of the channel, and a release needs both', async () => {
  const groups = [
    { name: 'sales', quorum: 1, people: ['leo'] },
    { name: 'legal', quorum: 1, people: ['mia', 'rui'] },
  ];
  const { action_id } = await o.propose(account.id);
  const id = action_id ?? '';
  const { channel_id } = await o.get(id);
  const own = { type: 'outreach', channel: channel_id };
  await putRule(database.owner, { quorum: 1 });
  await putRule(database.owner, { order: 'in_order', groups }, own);
  expect(await o.decide(id, 'mia')).toMatchObject({
    outcome: 'not_allowed',
    reason: 'not_yet',
    approvers: ['leo'],
  });
  expect(await o.decide(id, 'leo')).toMatchObject({ outcome: 'quorum_pending' });
  const { rows: told } = await o.query(
    `select event from outreach.outbox where event ->> 'code' = 'turn' and event -> 'params' ->> 'action_id' = $1`,
    [id],
  );
  expect(told).toMatchObject([{ event: { params: { group: 'sales', people: ['rui', 'mia'] } } }]);
  expect((await o.get(id)).approval).toMatchObject({
    asked: ['rui', 'mia'],
    groups: [{ open: false }, { open: true }],
  });
  expect(await o.decide(id, 'mia')).toMatchObject({ outcome: 'decided' });
  expect(await o.get(id)).toMatchObject({ status: 'approved', approval: null });
  await putRule(database.owner, null, own);
});

test('an action that too few people are left for says so under its card, once for its words', async () => {
  await putRule(database.owner, { groups: [{ quorum: 1, people: ['leo'] }] });
  const id = await proposed();
  const told = async () =>
    (
      await o.query(
        `select event from outreach.outbox where event ->> 'code' = 'unreachable' and event -> 'params' ->> 'action_id' = $1`,
        [id],
      )
    ).rows;
  expect(await told()).toEqual([]);
  await putRule(database.owner, { groups: [{ quorum: 1, people: ['ana'] }] });
  expect(await told()).toMatchObject([{ event: { params: { admins: ['rui'] } } }]);
  expect((await o.get(id)).approval).toMatchObject({ reachable: false, asked: [] });
  await putRule(database.owner, { groups: [{ quorum: 2, people: ['leo'] }] });
  expect(await told()).toHaveLength(1);
});

test('a user group decides on actions too, and is read before a click counts by it', async () => {
  const group = (members: string[]) =>
    o.query('select platform.put_user_group($1)', [
      JSON.stringify({ team_id: TEAM, group_id: 'S1', handle: 'legal', name: 'Legal', members }),
    ]);
  await group(['leo', 'mia']);
  await putRule(database.owner, { groups: [{ quorum: 1, user_group: 'S1' }] });
  const id = await proposed();
  await o.query(`update platform.user_groups set read_at = read_at - interval '2 minutes'`);
  expect(await o.decide(id, 'leo')).toMatchObject({
    outcome: 'not_allowed',
    reason: 'group_unread',
    user_groups: ['S1'],
  });
  await group(['mia']);
  expect(await o.decide(id, 'leo')).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
  expect(await o.decide(id, 'mia')).toMatchObject({ outcome: 'decided' });
});

test('who may approve changes while actions are proposed and decided: none waits for another for ever', async () => {
  await setQuorum(3);
  const outcomes: (string | undefined)[] = [];
  // With a lock on the account's key, which each notice locks as well, most rounds were deadlocks.
  for (let round = 0; round < 8; round += 1) {
    const waiting = await proposed();
    const seen = await o.get(waiting);
    const [changed, another, decided] = await Promise.all([
      setRole('mia', round % 2 === 0 ? 'member' : 'approver').then(
        () => 'changed',
        (error: Error) => error.message,
      ),
      o.propose(account.id),
      o.decide(waiting, 'leo', 'approve', seen),
    ]);
    outcomes.push(changed, another.outcome, decided.outcome);
  }
  expect([...new Set(outcomes)]).toEqual(['changed', 'proposed', 'quorum_pending']);
});
