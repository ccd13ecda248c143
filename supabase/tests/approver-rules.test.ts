import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ApprovalState, type PeopleCalls, peopleCalls, type RuleSettings } from '../../ports/people.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  putRule,
  showAll,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
const { query } = database.owner;
let parts: Parts;
let people: PeopleCalls;

beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
  people = peopleCalls(parts.rpc.greenlight_bot('platform'));
});
beforeEach(() => endAllJobs(database));
afterEach(async () => {
  for (const { job_type, channel_id } of await people.listRules(TEAM)) {
    await putRule(database.owner, null, { type: job_type, channel: channel_id });
  }
  await putRule(database.owner, { quorum: 1 });
});

const note = (user_id: string, change: { is_guest?: boolean; is_deactivated?: boolean } = {}) =>
  people.notePerson({ team_id: TEAM, user_id, name: user_id, tz: 'UTC', is_guest: false, ...change });
const userGroup = (members: string[], is_disabled = false) =>
  people.putUserGroup({
    team_id: TEAM,
    group_id: 'S1',
    handle: 'regulatory',
    name: 'Regulatory',
    members,
    is_disabled,
  });
const group = (change: Partial<RuleSettings['groups'][number]>): RuleSettings['groups'][number] => ({
  name: null,
  quorum: 1,
  roles: [],
  people: [],
  user_group: null,
  deputies: [],
  ...change,
});
const settings = (groups: RuleSettings['groups'], change: Partial<RuleSettings> = {}): RuleSettings => ({
  order: 'parallel',
  groups,
  remind_after_hours: null,
  escalate_after_hours: null,
  expire_after_days: null,
  ...change,
});
const save = (
  rule: RuleSettings | null,
  {
    job_type = '*',
    channel_id = '*',
    by = 'rui',
    version,
  }: Partial<Record<'job_type' | 'channel_id' | 'by', string>> & { version?: number | null } = {},
) =>
  people.saveRule({
    team_id: TEAM,
    person_id: by,
    job_type,
    channel_id,
    rule,
    ...(version === undefined ? {} : { version }),
  });
/** Marketing (ana, bia) and regulatory (leo, mia, rui). */
const twoGroups = (
  order: RuleSettings['order'],
  marketing = ['ana', 'bia'],
  regulatory = ['leo', 'mia', 'rui'],
) =>
  settings(
    [group({ name: 'marketing', people: marketing }), group({ name: 'regulatory', people: regulatory })],
    { order },
  );
const cardOf = async (jobId: string) => {
  const { rows } = await query(
    `select content.approval_state(j, d) as state from content.jobs j join content.drafts d on d.job_id = j.id where j.id = $1`,
    [jobId],
  );
  return rows[0]?.state as ApprovalState;
};
const told = async (jobId: string) =>
  (
    await query(`select wanted, shown from content.outbox where job_id = $1 and kind = 'unreachable'`, [
      jobId,
    ])
  ).rows;

test('rule_for() takes the most exact rule: type and channel, type, channel, the general one', async () => {
  const bound = async (type: string, channel: string) => {
    const { rows } = await query(
      `select r.job_type || ' ' || r.channel_id as rule from platform.rule_for($1, $2, $3) r`,
      [TEAM, type, channel],
    );
    return rows[0]?.rule;
  };
  expect(await bound('blog', 'C1')).toBe('* *');
  await putRule(database.owner, {}, { channel: 'C1' });
  expect(await bound('blog', 'C1')).toBe('* C1');
  await putRule(database.owner, {}, { type: 'blog' });
  expect(await bound('blog', 'C1')).toBe('blog *');
  await putRule(database.owner, {}, { type: 'blog', channel: 'C1' });
  expect(await bound('blog', 'C1')).toBe('blog C1');
  expect(await bound('blog', 'C2')).toBe('blog *');
  expect(await bound('outreach', 'C2')).toBe('* *');
});

test('save_rule() refuses what people cannot satisfy, as one of a group may be the requester', async () => {
  const fault = async (...groups: RuleSettings['groups']) => (await save(settings(groups))).fault;
  expect(await fault(group({ roles: ['approver'], quorum: 2 }))).toEqual({
    code: 'too_few',
    group: 1,
    needed: 3,
    have: 2,
  });
  const both = [group({ name: 'a', people: ['leo', 'mia'] }), group({ name: 'b', people: ['mia', 'leo'] })];
  expect(await fault(...both)).toMatchObject({ code: 'too_few_together', needed: 3, have: 2 });
  expect(
    await fault(group({ roles: ['approver'], people: ['gil', 'leo'], deputies: ['zoe', 'mia'] })),
  ).toMatchObject({
    code: 'does_not_count',
    people: ['gil', 'zoe'],
  });
  expect(await fault(group({ user_group: 'S9' }))).toMatchObject({ code: 'unknown_user_group' });
  expect(await people.listRules(TEAM)).toMatchObject([{ job_type: '*', groups: [{ quorum: 1 }] }]);
  await expect(save(settings([]))).rejects.toMatchObject({ code: 'bad_rule' });
  await expect(save(settings([group({})]))).rejects.toMatchObject({ code: 'bad_rule' });
});

test('save_rule() is for admins, over what they saw; the general rule stays; each version is kept and can be restored', async () => {
  const first = settings([group({ roles: ['approver', 'admin'], quorum: 2 })], { remind_after_hours: 4 });
  const research = { job_type: 'research' };
  await expect(save(first, { ...research, by: 'leo' })).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await save(first, { ...research, version: null })).toMatchObject({ outcome: 'saved' });
  expect(await save(first, { ...research, version: 1 })).toMatchObject({ outcome: 'unchanged' });
  expect(await save({ ...first, remind_after_hours: 8 }, { ...research, version: null })).toMatchObject({
    outcome: 'superseded',
  });
  expect(await save({ ...first, remind_after_hours: 8 }, { ...research, version: 1 })).toMatchObject({
    outcome: 'saved',
  });
  expect(await save(null, research)).toMatchObject({ outcome: 'removed' });
  expect(await save(null, research)).toMatchObject({ outcome: 'unchanged' });
  expect(await save(null)).toMatchObject({ outcome: 'last' });
  const history = await people.ruleHistory(TEAM, 'research', '*');
  expect(
    history.map(({ version, rule, changed_by }) => [version, rule?.remind_after_hours, changed_by]),
  ).toEqual([
    [3, undefined, 'rui'],
    [2, 8, 'rui'],
    [1, 4, 'rui'],
  ]);
  expect(await save(history[2]?.rule ?? null, research)).toMatchObject({ outcome: 'saved' });
  expect(await people.listRules(TEAM)).toMatchObject([
    { job_type: '*' },
    { job_type: 'research', version: 4, remind_after_hours: 4 },
  ]);
});

test('of two groups in parallel each gives its approval, in any order', async () => {
  expect(await save(twoGroups('parallel'))).toMatchObject({ outcome: 'saved' });
  const { id, click } = await jobInReview(parts, 'rui');
  expect(await cardOf(id)).toMatchObject({
    asked: ['leo', 'mia', 'ana', 'bia'],
    groups: [
      { name: 'marketing', may_approve: ['ana', 'bia'], open: true },
      { name: 'regulatory', may_approve: ['leo', 'mia'], open: true },
    ],
  });
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'quorum_pending', approvals: 1, quorum: 2 });
  expect(await click('mia', 'approve')).toMatchObject({ outcome: 'not_allowed', reason: 'enough' });
  expect(await cardOf(id)).toMatchObject({
    asked: ['ana', 'bia'],
    groups: [{ open: true }, { approvals: [{ person_id: 'leo' }], may_approve: [], open: false }],
  });
  expect(await click('ana', 'approve')).toMatchObject({ outcome: 'decided', approvals: 2 });
});

test('in order the second group is asked after the first, whose no is heard from the start', async () => {
  await save(twoGroups('in_order'));
  const { id, click } = await jobInReview(parts, 'rui');
  expect((await cardOf(id)).asked).toEqual(['ana', 'bia']);
  expect(await click('leo', 'approve')).toMatchObject({
    outcome: 'not_allowed',
    reason: 'not_yet',
    approvers: ['ana', 'bia'],
  });
  await click('ana', 'approve');
  expect((await cardOf(id)).asked).toEqual(['leo', 'mia']);
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'decided' });
  const second = await jobInReview(parts, 'rui');
  expect(await second.click('leo', 'reject')).toMatchObject({ outcome: 'decided', job_status: 'rejected' });
});

test('one person of both groups counts for one of them', async () => {
  await save(twoGroups('parallel', ['leo', 'ana'], ['leo', 'mia']));
  const { click } = await jobInReview(parts, 'rui');
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'quorum_pending', approvals: 1 });
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'not_allowed', reason: 'already_approved' });
  expect(await click('mia', 'approve')).toMatchObject({ outcome: 'decided', approvals: 2 });
});

test('approvals_given() is what the best way to share people out among two groups gives', async () => {
  const person = fc.constantFrom('first', 'second', 'both');
  const cases = fc.sample(fc.tuple(fc.array(person, { maxLength: 6 }), fc.nat(3), fc.nat(3)), 200);
  const best = ([given, first, second]: (typeof cases)[number]): number =>
    given
      .reduce<[number, number][]>(
        (ways, p) =>
          ways.flatMap(([a, b]) => [
            ...(p === 'second' ? [] : [[a + 1, b] as [number, number]]),
            ...(p === 'first' ? [] : [[a, b + 1] as [number, number]]),
          ]),
        [[0, 0]],
      )
      .reduce((most, [a, b]) => Math.max(most, Math.min(a, first) + Math.min(b, second)), 0);
  const { rows } = await query(
    `select platform.approvals_given((c ->> 0)::bigint, (c ->> 1)::bigint, (c ->> 2)::bigint, (c ->> 3)::bigint, (c ->> 4)::bigint)::integer as n
     from jsonb_array_elements($1::jsonb) with ordinality e (c, i) order by i`,
    [
      JSON.stringify(
        cases.map(([given, first, second]) => [
          first,
          second,
          given.filter((p) => p !== 'second').length,
          given.filter((p) => p !== 'first').length,
          given.length,
        ]),
      ),
    ],
  );
  expect(rows.map((r) => r.n)).toEqual(cases.map(best));
});

test('a changed rule binds the card that waits: approvals stand, and where they suffice a person presses once more', async () => {
  await putRule(database.owner, { quorum: 2 });
  const { id, click } = await jobInReview(parts);
  await showAll(parts);
  await click('leo', 'approve');
  await showAll(parts);
  await putRule(database.owner, { quorum: 1 });
  expect(await showAll(parts)).toContain('card');
  expect(await cardOf(id)).toMatchObject({
    complete: true,
    asked: expect.arrayContaining(['leo', 'mia', 'rui']),
  });
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'decided', approvals: 1 });
  const { rows } = await query('select count(*)::integer as n from content.reviews where job_id = $1', [id]);
  expect(rows).toEqual([{ n: 1 }]);
});

test('of a card that too few people are left for the admins are told once, and that it is solved', async () => {
  const { id } = await jobInReview(parts, 'rui');
  await showAll(parts);
  expect(await told(id)).toEqual([]);
  await note('leo', { is_deactivated: true });
  expect(await told(id)).toEqual([]);
  await note('mia', { is_guest: true });
  expect(await cardOf(id)).toMatchObject({ reachable: false, asked: [] });
  const items = await parts.bot.claimOutbox('test bot', 20);
  expect(items.find(({ kind }) => kind === 'unreachable')).toMatchObject({
    admins: ['rui'],
    approval: { reachable: false },
    draft: { version: 1 },
  });
  for (const { id: item, fence, revision } of items) {
    await parts.bot.settleOutbox({ id: item, fence, ts: '1.1', revision });
  }
  await putRule(database.owner, { quorum: 2 });
  expect((await told(id)).length).toBe(1);
  await note('leo');
  await note('mia');
  await putRule(database.owner, { quorum: 1 });
  expect(await cardOf(id)).toMatchObject({ reachable: true });
  expect(await showAll(parts)).toContain('unreachable');
});

test('what begins to wait without an approver tells the admins at once; what was solved unseen is not told', async () => {
  await putRule(database.owner, { groups: [{ quorum: 1, people: ['leo'] }] });
  const { id } = await jobInReview(parts, 'leo');
  expect(await told(id)).toHaveLength(1);
  await putRule(database.owner, { quorum: 1 });
  expect(await told(id)).toEqual([]);
});

test('a rule that changes while a draft is being recorded is seen by the card, or sees it', async () => {
  await putRule(database.owner, { groups: [{ quorum: 1, people: ['leo'] }] });
  for (let turn = 0; turn < 5; turn += 1) {
    await note('leo');
    const [{ id }] = await Promise.all([jobInReview(parts), note('leo', { is_deactivated: true })]);
    expect(await cardOf(id)).toMatchObject({ reachable: false });
    expect(await told(id)).toHaveLength(1);
  }
  await note('leo');
});

test('a user group approves by who is in it now: read on the click, gone when it is emptied', async () => {
  await userGroup(['ana', 'bia', 'gil']);
  const ofGroup = settings([group({ user_group: 'S1' })]);
  expect(await save(ofGroup)).toMatchObject({ outcome: 'saved' });
  const { id, click } = await jobInReview(parts, 'rui');
  expect((await cardOf(id)).asked).toEqual(['ana', 'bia']);
  await query(`update platform.user_groups set read_at = read_at - interval '2 minutes'`);
  for (const who of ['ana', 'mia']) {
    expect(await click(who, 'approve')).toMatchObject({
      outcome: 'not_allowed',
      reason: 'group_unread',
      user_groups: ['S1'],
    });
  }
  await userGroup(['bia']);
  expect(await click('ana', 'approve')).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
  await userGroup([]);
  expect(await told(id)).toHaveLength(1);
  expect(await people.listRules(TEAM)).toMatchObject([{ fault: { code: 'too_few', have: 0, needed: 2 } }]);
  await userGroup(['ana', 'bia'], true);
  expect(await save(ofGroup, { job_type: 'blog' })).toMatchObject({ fault: { code: 'unknown_user_group' } });
  await userGroup(['ana', 'bia']);
  expect(await click('bia', 'approve')).toMatchObject({ outcome: 'decided' });
});

test('deputies approve as well, and are asked when the others are gone', async () => {
  await save(settings([group({ people: ['leo'], deputies: ['mia', 'ana'] })]));
  const { id, click } = await jobInReview(parts, 'rui');
  expect(await cardOf(id)).toMatchObject({ asked: ['leo'], deputies: ['mia', 'ana'] });
  await note('leo', { is_deactivated: true });
  expect(await cardOf(id)).toMatchObject({ asked: ['mia', 'ana'], deputies: [] });
  expect(await click('mia', 'approve')).toMatchObject({ outcome: 'decided' });
  await note('leo');
});

test('a requester names one of those who may approve, who is asked first; the rule binds all the same', async () => {
  const id = await startJob(parts, 'ana');
  const name = (who: string | null, by = 'ana') =>
    parts.bot.nameApprover({ job_id: id, person_id: by, named_approver: who });
  for (const who of ['ana', 'bia', 'gil', 'zoe']) {
    await expect(name(who)).rejects.toMatchObject({ code: 'named_may_not' });
  }
  expect(await name('rui', 'bia')).toEqual({ outcome: 'not_allowed' });
  expect(await name('rui')).toEqual({ outcome: 'done' });
  const { rows } = await query(
    'select content.approval_state(j, null) as state from content.jobs j where id = $1',
    [id],
  );
  expect(rows[0]?.state).toMatchObject({ asked: ['rui', 'leo', 'mia'] });
});

test('a brief that names a person who may not approve starts nothing', async () => {
  const start = (named_approver: string) =>
    parts.bot.enqueueJob({
      team_id: TEAM,
      type: 'carousel',
      requester_id: 'ana',
      channel_id: 'C1',
      brief: { topic: 'x', audience: null, language: null, slides: null, tone: null, call_to_action: null },
      named_approver,
      command: '/carousel x',
      idempotency_key: 'a named approver',
      response_url: null,
    });
  await expect(start('bia')).rejects.toMatchObject({ code: 'named_may_not' });
  await expect(start('ana')).rejects.toMatchObject({ code: 'named_may_not' });
  const { job_id, created } = await start('leo');
  expect([created, (await parts.bot.getJob(job_id))?.named_approver]).toEqual([true, 'leo']);
});
