import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

test('get_home() shows approvers what waits, the requester their own, and a guest nothing', async () => {
  const { id, draft } = await jobInReview(parts);
  for (const person of ['leo', 'rui']) {
    expect((await parts.bot.getHome(TEAM, person)).waiting).toMatchObject([
      { job: id, version: draft.version, hash: draft.hash },
    ]);
  }
  const own = await parts.bot.getHome(TEAM, 'ana');
  expect(own.waiting).toEqual([]);
  expect(own.mine).toContainEqual(expect.objectContaining({ job: id, status: 'awaiting_review' }));
  expect(await parts.bot.getHome(TEAM, 'gil')).toEqual({ waiting: [], mine: [], at_a_cap: [], notes: [] });
  expect(await parts.bot.getHome(TEAM, 'nobody')).toEqual({ waiting: [], mine: [], at_a_cap: [], notes: [] });
});

test('get_home() no longer shows what was decided, and what was never shown to be final says so', async () => {
  const { id, draft } = await jobInReview(parts);
  const click = { job_id: id, version: draft.version, hash: draft.hash, reviewer_id: 'leo', note: null };
  const before = (await parts.bot.getHome(TEAM, 'mia')).waiting[0];
  await parts.bot.recordReview({ ...click, decision: before?.may_be_approved ? 'approve' : 'reject' });
  expect((await parts.bot.getHome(TEAM, 'mia')).waiting).toEqual([]);
});

test('home_stamp() changes with each change that a Home tab shows, and not without one', async () => {
  const stamp = () => parts.bot.homeStamp(TEAM);
  const seen = [await stamp()];
  expect(await stamp()).toBe(seen[0]);
  await jobInReview(parts);
  seen.push(await stamp());
  await startJob(parts);
  seen.push(await stamp());
  await database.owner.query(`update platform.teams set locale = 'pt-BR' where team_id = $1`, [TEAM]);
  seen.push(await stamp());
  await database.owner.query(`update platform.teams set locale = 'en' where team_id = $1`, [TEAM]);
  await database.owner.query(`select platform.set_role($1, 'bia', 'approver')`, [TEAM]);
  seen.push(await stamp());
  await database.owner.query(`select platform.set_role($1, 'bia', 'member')`, [TEAM]);
  const caps = [{ scope: 'month' as const, usd: 150, tokens: 150_000_000 }];
  await parts.bot.setBudget({ team_id: TEAM, person_id: 'rui', caps });
  seen.push(await stamp());
  await database.owner.query(
    `update platform.approver_rules set version = version + 1 where team_id = $1 and job_type = '*'`,
    [TEAM],
  );
  seen.push(await stamp());
  await database.owner.query(
    `insert into platform.user_groups (team_id, group_id, handle, name, members) values ($1, 'S1', 'legal', 'Legal', '{leo}')`,
    [TEAM],
  );
  seen.push(await stamp());
  await database.owner.query(`update platform.user_groups set members = '{mia}' where team_id = $1`, [TEAM]);
  seen.push(await stamp());
  await database.owner.query(`update platform.people set is_deactivated = true where user_id = 'bia'`);
  seen.push(await stamp());
  await database.owner.query(`update platform.people set is_deactivated = false where user_id = 'bia'`);
  expect(new Set(seen).size).toBe(seen.length);
});

test('get_home() names first the draft that a person was named for, then the oldest', async () => {
  const ids = [(await jobInReview(parts)).id, (await jobInReview(parts)).id, (await jobInReview(parts)).id];
  await database.owner.query('update content.jobs set named_approver = $2 where id = $1', [ids[1], 'leo']);
  const order = async (person: string) => (await parts.bot.getHome(TEAM, person)).waiting.map((d) => d.job);
  expect(await order('leo')).toEqual([ids[1], ids[0], ids[2]]);
  expect(await order('mia')).toEqual(ids);
  const own = await parts.bot.getHome(TEAM, 'ana');
  expect(own.mine[0]).toMatchObject({ waits_for: expect.arrayContaining(['leo', 'mia', 'rui']) });
});

test('get_home() shows a deputy what waits once they were asked, and the requester whom else', async () => {
  const { id } = await jobInReview(parts);
  await database.owner.query(
    `update platform.approver_rules set groups = $2 where team_id = $1 and job_type = '*'`,
    [
      TEAM,
      JSON.stringify([
        { name: null, quorum: 1, roles: ['admin'], people: [], user_group: null, deputies: ['mia'] },
      ]),
    ],
  );
  const waits = async (person: string) => (await parts.bot.getHome(TEAM, person)).waiting.length;
  expect([await waits('rui'), await waits('mia'), await waits('leo')]).toEqual([1, 0, 0]);
  const round = await database.owner.query('select round from content.waits where job_id = $1', [id]);
  expect(round.rows).toHaveLength(1);
  await database.owner.query(
    `insert into content.reminders (job_id, number, round, kind, group_number, asked)
     values ($1, 1, $2, 'escalation', 1, '["mia"]')`,
    [id, round.rows[0]?.round],
  );
  expect([await waits('rui'), await waits('mia'), await waits('leo')]).toEqual([1, 1, 0]);
  expect((await parts.bot.getHome(TEAM, 'ana')).mine[0]?.waits_for).toEqual(['rui', 'mia']);
  await database.owner.query(
    `update platform.approver_rules set groups = $2 where team_id = $1 and job_type = '*'`,
    [
      TEAM,
      JSON.stringify([
        { name: null, quorum: 1, roles: ['approver', 'admin'], people: [], user_group: null, deputies: [] },
      ]),
    ],
  );
});

test('get_health() tells admins alone what failed, and how the model answered', async () => {
  expect(await parts.bot.getHealth(TEAM, 'leo')).toBeNull();
  expect(await parts.bot.getHealth(TEAM, 'gil')).toBeNull();
  const id = await startJob(parts);
  const held = await claim(parts, id);
  await parts.agent.failJob(held, { code: 'model_unavailable', message: 'x' }, null);
  expect(await parts.bot.getHealth(TEAM, 'rui')).toMatchObject({
    failed_today: [{ code: 'model_unavailable', jobs: 1, topic: expect.stringMatching(/^brief/) }],
    model_failed: { code: 'model_unavailable', at: expect.any(String) },
  });
  const again = await claim(parts, await startJob(parts));
  const call = { call_key: 'k', node: 'write', model: 'm', usd: 0.1, input_tokens: 1, max_output_tokens: 1 };
  const { usage_id } = await parts.agent.reserveUsage(again, call);
  const paid = { usd: 0.1, input_tokens: 1, output_tokens: 1, model: 'm', reply: 'x' };
  await parts.agent.settleUsage(again, usage_id ?? 0, paid);
  await parts.agent.failJob(again, { code: 'model_rate_limited', message: 'x' }, 60);
  const health = await parts.bot.getHealth(TEAM, 'rui');
  expect(health?.model_answered_at).not.toBeNull();
  expect(health?.model_failed).toMatchObject({ code: 'model_rate_limited', at: null });
});
