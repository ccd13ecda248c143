import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
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
  expect(await parts.bot.getHome(TEAM, 'gil')).toEqual({ waiting: [], mine: [] });
  expect(await parts.bot.getHome(TEAM, 'nobody')).toEqual({ waiting: [], mine: [] });
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
  expect(new Set(seen).size).toBe(seen.length);
});
