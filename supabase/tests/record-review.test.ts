import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../sandbox/supabase/test-database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  recordVersion,
  TEAM,
} from './test-content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));
const statusOf = async (id: string) => (await parts.bot.getJob(id))?.status;

test('record_review() decides with the first approval of somebody who may approve', async () => {
  const { id, click } = await jobInReview(parts);
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'decided', job_status: 'queued' });
  expect((await claim(parts, id)).resume).toMatchObject({
    decision: 'approve',
    version: 1,
    reviewer_id: 'leo',
  });
});

test('record_review() decides once when two people press at the same time', async () => {
  const { id, click } = await jobInReview(parts);
  const answers = await Promise.all([
    click('leo', 'approve'),
    click('mia', 'approve'),
    click('leo', 'approve'),
    click('rui', 'reject'),
  ]);
  expect(answers.map((a) => a.outcome).sort()).toEqual([
    'already_decided',
    'already_decided',
    'already_decided',
    'decided',
  ]);
  const { rows } = await database.owner.query(
    'select count(*)::int as n from content.reviews where job_id = $1',
    [id],
  );
  expect(rows[0]?.n).toBe(1);
  const job = await parts.agent.claimJob('w', ['carousel']);
  expect(await parts.agent.claimJob('w', ['carousel'])).toBeNull();
  if (job) await parts.agent.failJob(job, { code: 'x', message: 'end' }, null);
});

test.each([
  ['ana', 'approve', 'requester'],
  ['ana', 'reject', 'requester'],
  ['bia', 'approve', 'role'],
  ['bia', 'request_changes', 'role'],
  ['gil', 'approve', 'guest'],
  ['nobody', 'approve', 'guest'],
] as const)('record_review() does not let %s %s: %s', async (who, decision, reason) => {
  const { id, click } = await jobInReview(parts);
  expect(await click(who, decision, 'note')).toMatchObject({
    outcome: 'not_allowed',
    reason,
    approvers: ['rui', 'leo', 'mia'],
  });
  expect(await statusOf(id)).toBe('awaiting_review');
});

test('record_review() lets the requester ask for changes of the own draft', async () => {
  const { id, click } = await jobInReview(parts);
  expect(await click('ana', 'request_changes', 'shorter')).toMatchObject({ outcome: 'decided' });
  expect((await claim(parts, id)).resume).toMatchObject({ decision: 'request_changes', note: 'shorter' });
});

test('record_review() decides nothing on a superseded version and says which one is current', async () => {
  const { id, click } = await jobInReview(parts);
  await click('leo', 'request_changes', 'other title');
  await recordVersion(parts, await claim(parts, id), 2);
  expect(await click('mia', 'approve')).toMatchObject({ outcome: 'superseded', current_version: 2 });
  expect(await statusOf(id)).toBe('awaiting_review');
});

test('record_review() refuses a button made for another text', async () => {
  const { id, draft } = await jobInReview(parts);
  const forged = {
    job_id: id,
    version: draft.version,
    hash: 'f'.repeat(64),
    reviewer_id: 'leo',
    decision: 'approve',
    note: null,
  } as const;
  await expect(parts.bot.recordReview(forged)).rejects.toMatchObject({ code: 'hash_mismatch' });
  expect(await statusOf(id)).toBe('awaiting_review');
});

test('record_review() refuses to request changes without a note', async () => {
  const { click } = await jobInReview(parts);
  await expect(click('leo', 'request_changes', '   ')).rejects.toMatchObject({ code: 'note_missing' });
});

test('record_review() ends a rejected job and keeps who and why', async () => {
  const { id, click } = await jobInReview(parts);
  expect(await click('mia', 'reject', 'off brand')).toMatchObject({
    outcome: 'decided',
    job_status: 'rejected',
  });
  expect(await click('leo', 'approve')).toMatchObject({
    outcome: 'already_decided',
    standing: { reviewer_id: 'mia', note: 'off brand' },
  });
  const { rows } = await database.owner.query(
    'select status, decided_by, decision_note from content.content_history where job_id = $1',
    [id],
  );
  expect(rows).toEqual([{ status: 'rejected', decided_by: 'mia', decision_note: 'off brand' }]);
});

test('record_review() waits for the quorum and counts each approver once', async () => {
  await database.owner.query('update platform.approver_rules set quorum = 2 where team_id = $1', [TEAM]);
  const { click } = await jobInReview(parts);
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'quorum_pending', approvals: 1, quorum: 2 });
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'not_allowed', reason: 'already_approved' });
  expect(await click('mia', 'approve')).toMatchObject({ outcome: 'decided', approvals: 2 });
  await database.owner.query('update platform.approver_rules set quorum = 1 where team_id = $1', [TEAM]);
});

test('record_review() lets nobody approve in a team without a rule, and counts no approval of who lost the right', async () => {
  const { query } = database.owner;
  await query(`update platform.approver_rules set job_type = 'blog', quorum = 1 where team_id = $1`, [TEAM]);
  const without = await jobInReview(parts);
  for (const who of ['ana', 'bia', 'leo', 'rui']) {
    expect(await without.click(who, 'approve')).toMatchObject({ outcome: 'not_allowed' });
  }
  await query(`update platform.approver_rules set job_type = '*', quorum = 2 where team_id = $1`, [TEAM]);
  expect(await without.click('leo', 'approve')).toMatchObject({ outcome: 'quorum_pending', approvals: 1 });
  await query(`update platform.people set is_guest = true where user_id = 'leo'`);
  expect(await without.click('mia', 'approve')).toMatchObject({ outcome: 'quorum_pending', approvals: 1 });
  expect(await without.click('rui', 'approve')).toMatchObject({ outcome: 'decided', approvals: 2 });
  await query(`update platform.people set is_guest = false where user_id = 'leo'`);
  await query('update platform.approver_rules set quorum = 1 where team_id = $1', [TEAM]);
});

test('a recorded version can never be rewritten, not even by the owner', async () => {
  const { id } = await jobInReview(parts);
  const rewrite = database.owner.query(
    `update content.drafts set content = '{"title":"other"}' where job_id = $1`,
    [id],
  );
  await expect(rewrite).rejects.toThrow(/a version is never rewritten/);
});

test('complete_job() refuses a job whose newest version nobody approved', async () => {
  const { id, click } = await jobInReview(parts);
  await click('leo', 'request_changes', 'x');
  const held = await claim(parts, id);
  await expect(parts.agent.completeJob(held, [])).rejects.toMatchObject({ code: 'not_approved' });
  await parts.agent.failJob(held, { code: 'x', message: 'end' }, null);
});
