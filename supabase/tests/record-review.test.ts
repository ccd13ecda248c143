import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { SlideFinding } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  aFile,
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  putRule,
  recordVersion,
  showAll,
  startJob,
} from '../../testing/supabase/content.ts';

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
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'decided', job_status: 'completed' });
  expect(await statusOf(id)).toBe('completed');
});

test('record_review() completes the job with exactly the files that its hash covers, and leaves no work to a runner', async () => {
  const { id, draft, click } = await jobInReview(parts);
  await showAll(parts);
  await click('leo', 'approve');
  expect((await parts.bot.getJob(id))?.final).toEqual(draft.finals);
  expect(await parts.agent.claimJob('w', ['carousel'])).toBeNull();
  const shown = await showAll(parts);
  expect(shown.indexOf('final')).toBeGreaterThanOrEqual(0);
  expect(shown.indexOf('final')).toBeLessThan(shown.indexOf('outcome'));
  const { rows } = await database.owner.query(
    `select content.draft_hash(content, artifacts, finals) as whole, content.draft_hash(content, artifacts) as part, hash
     from content.drafts where job_id = $1`,
    [id],
  );
  expect(rows[0]?.whole).toBe(rows[0]?.hash);
  expect(rows[0]?.part).not.toBe(rows[0]?.hash);
});

test('record_review() approves no draft that the last checks closed, and takes its other answers', async () => {
  const blocking: SlideFinding[] = [
    { place: 2, code: 'number_not_found', params: { number: '99 %', of: 'slide' } },
  ];
  const { id, click } = await jobInReview(parts, 'ana', { blocking });
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'not_allowed', reason: 'closed' });
  expect(await statusOf(id)).toBe('awaiting_review');
  expect(await click('leo', 'request_changes', 'without the number')).toMatchObject({ outcome: 'decided' });
  await parts.agent.failJob(await claim(parts, id), { code: 'x', message: 'end' }, null);
  const other = await jobInReview(parts, 'ana', { blocking });
  expect(await other.click('leo', 'reject')).toMatchObject({ outcome: 'decided', job_status: 'rejected' });
});

test('record_review() approves no draft without final files: what would go out was seen by nobody', async () => {
  const { id, click } = await jobInReview(parts, 'ana', {}, false);
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'not_allowed', reason: 'no_final_files' });
  expect(await statusOf(id)).toBe('awaiting_review');
});

test('review_refusal() answers as record_review() would before anything is written, and changes nothing', async () => {
  const { id, draft } = await jobInReview(parts);
  const click = { job_id: id, version: draft.version, hash: draft.hash };
  const stored = async () =>
    (await database.owner.query('select * from content.jobs where id = $1', [id])).rows;
  const before = await stored();
  for (const reviewer_id of ['bia', 'ana', 'gil', 'stranger', 'leo']) {
    for (const decision of ['reject', 'request_changes'] as const) {
      const refused = await parts.bot.reviewRefusal({ ...click, reviewer_id, decision });
      expect(await stored()).toEqual(before);
      // Asks for changes of their own, decides.
      const may = reviewer_id === 'leo' || (reviewer_id === 'ana' && decision === 'request_changes');
      if (may) expect(refused).toBeNull();
      else {
        expect(refused).toMatchObject({ outcome: 'not_allowed', approvers: expect.arrayContaining(['leo']) });
        const recorded = { ...click, reviewer_id, decision, note: 'shorter' };
        expect(await parts.bot.recordReview(recorded)).toEqual(refused);
      }
    }
  }
  const reject = { ...click, reviewer_id: 'leo', decision: 'reject' } as const;
  await parts.bot.recordReview({ ...reject, note: null });
  expect(await parts.bot.reviewRefusal({ ...reject, reviewer_id: 'mia' })).toMatchObject({
    outcome: 'already_decided',
    reason: 'rejected',
    standing: { reviewer_id: 'leo' },
  });
  await expect(parts.bot.reviewRefusal({ ...reject, hash: 'other' })).rejects.toMatchObject({
    code: 'hash_mismatch',
  });
});

test('a draft that is closed for approval has no final files', async () => {
  const held = await claim(parts, await startJob(parts));
  const closed = recordVersion(parts, held, 1, 'Closed', {
    blocking: [{ place: null, code: 'no_hook', params: {} }],
  });
  await expect(closed).rejects.toThrow(/what_is_closed_for_approval_has_no_final_files/);
});

test('a job with a draft is completed by nothing but an approval of its newest version with its files', async () => {
  const { id, draft } = await jobInReview(parts);
  const complete = `update content.jobs set status = 'completed', ended_at = now(), final = $2 where id = $1`;
  await expect(database.owner.query(complete, [id, JSON.stringify(draft.finals)])).rejects.toThrow(
    /not approved with exactly these files/,
  );
  await database.owner.query(
    `update content.drafts set status = 'approved', approved_at = now() where job_id = $1`,
    [id],
  );
  await expect(database.owner.query(complete, [id, '[]'])).rejects.toThrow(/exactly these files/);
  await database.owner.query(complete, [id, JSON.stringify(draft.finals)]);
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
  expect(await parts.agent.claimJob('w', ['carousel'])).toBeNull();
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
  await putRule(database.owner, { quorum: 2 });
  const { click } = await jobInReview(parts);
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'quorum_pending', approvals: 1, quorum: 2 });
  expect(await click('leo', 'approve')).toMatchObject({ outcome: 'not_allowed', reason: 'already_approved' });
  expect(await click('mia', 'approve')).toMatchObject({ outcome: 'decided', approvals: 2 });
  await putRule(database.owner, { quorum: 1 });
});

test('record_review() lets nobody approve in a team without a rule, and counts no approval of who lost the right', async () => {
  const { query } = database.owner;
  await putRule(database.owner, null);
  await putRule(database.owner, { quorum: 1 }, { type: 'blog' });
  const without = await jobInReview(parts);
  for (const who of ['ana', 'bia', 'leo', 'rui']) {
    expect(await without.click(who, 'approve')).toMatchObject({ outcome: 'not_allowed' });
  }
  await putRule(database.owner, null, { type: 'blog' });
  await putRule(database.owner, { quorum: 2 });
  expect(await without.click('leo', 'approve')).toMatchObject({ outcome: 'quorum_pending', approvals: 1 });
  await query(`update platform.people set is_guest = true where user_id = 'leo'`);
  expect(await without.click('mia', 'approve')).toMatchObject({ outcome: 'quorum_pending', approvals: 1 });
  expect(await without.click('rui', 'approve')).toMatchObject({ outcome: 'decided', approvals: 2 });
  await query(`update platform.people set is_guest = false where user_id = 'leo'`);
  await putRule(database.owner, { quorum: 1 });
});

test('a recorded version can never be rewritten, not even by the owner', async () => {
  const { id } = await jobInReview(parts);
  const rewrite = database.owner.query(
    `update content.drafts set content = '{"title":"other"}' where job_id = $1`,
    [id],
  );
  await expect(rewrite).rejects.toThrow(/a version is never rewritten/);
});

test('put_artifact() changes no file of a recorded version and puts none beside them', async () => {
  const { id, draft, click } = await jobInReview(parts);
  await click('leo', 'request_changes', 'x');
  const held = await claim(parts, id);
  const other = (path: string, text = 'another picture') =>
    parts.agent.putArtifact(held, aFile(id, path, text));
  for (const path of ['v1/slide-01.png', 'v1/final/slide-01.png', 'v1/final/slide-02.png', 'v1/x.png']) {
    await expect(other(path)).rejects.toMatchObject({ code: 'version_is_fixed' });
  }
  // A rerun that writes what is there already is no change.
  expect(await other('v1/slide-01.png', 'Version 1')).toEqual(draft.artifacts[0]);
  for (const path of ['final/x.pdf', 'x.png', 'v0/x.png', 'v2', 'v2/', 'v/x.png', '../v2/x.png']) {
    await expect(other(path)).rejects.toMatchObject({ code: 'bad_key' });
  }
  const foreign = aFile('another-job', 'v2/x.png', 'x');
  await expect(parts.agent.putArtifact(held, foreign)).rejects.toMatchObject({ code: 'bad_key' });
  // What is being made may change until it is recorded.
  await other('v2/slide-01.png', 'one');
  await other('v2/slide-01.png', 'two');
  const stored = await parts.bot.getArtifact(`${id}/v1/final/slide-01.png`);
  expect(Buffer.from(stored?.base64 ?? '', 'base64').toString()).toBe('picture of Version 1');
  await parts.agent.failJob(held, { code: 'x', message: 'end' }, null);
});

test('record_draft() takes final files of no other version, and none that are not stored as named', async () => {
  const { id, draft, click } = await jobInReview(parts);
  await click('leo', 'request_changes', 'x');
  const held = await claim(parts, id);
  const record = (finals: typeof draft.finals) =>
    parts.agent.recordDraft(held, { ...draft, version: 2, artifacts: [], finals, read_upto: null });
  await expect(record(draft.finals)).rejects.toMatchObject({ code: 'bad_key' });
  const made = await parts.agent.putArtifact(held, aFile(id, 'v2/final/a.png', 'a'));
  await expect(record([{ ...made, sha256: 'f'.repeat(64) }])).rejects.toMatchObject({ code: 'file_missing' });
  expect(await record([made])).toMatchObject({ version: 2, finals: [made] });
});

test('final files are gone once their version is superseded, rejected or cancelled; an approved version keeps its own', async () => {
  const stored = async (id: string) => {
    const { rows } = await database.owner.query(
      'select key from content.artifacts where job_id = $1 order by key',
      [id],
    );
    return rows.map((r) => String(r.key).slice(id.length + 1));
  };
  const { id, click } = await jobInReview(parts);
  await click('leo', 'request_changes', 'x');
  const held = await claim(parts, id);
  await parts.agent.putArtifact(held, aFile(id, 'v2/slide-09.png', 'left by an attempt before'));
  const second = await recordVersion(parts, held, 2);
  expect(await stored(id)).toEqual([
    'v1/slide-01.png',
    'v2/final/slide-01.png',
    'v2/slide-01.png',
    'v2/slide-09.png',
  ]);
  await parts.bot.recordReview({
    job_id: id,
    version: 2,
    hash: second.hash,
    reviewer_id: 'leo',
    decision: 'approve',
    note: null,
  });
  expect(await stored(id)).toEqual(['v2/final/slide-01.png', 'v2/slide-01.png']);
  const rejected = await jobInReview(parts);
  await rejected.click('leo', 'reject');
  expect(await stored(rejected.id)).toEqual(['v1/slide-01.png']);
  const cancelled = await jobInReview(parts);
  await parts.bot.cancelJob(cancelled.id, 'ana');
  expect(await stored(cancelled.id)).toEqual(['v1/slide-01.png']);
});

test('open_final_files() gives them to those who may approve, once each, and to nobody when they can not go out', async () => {
  const { id, draft, click } = await jobInReview(parts);
  const open = (person_id: string, hash = draft.hash) =>
    parts.bot.openFinalFiles({ job_id: id, version: 1, hash, person_id });
  expect(await open('leo')).toMatchObject({ outcome: 'open', files: draft.finals });
  for (const who of ['ana', 'bia', 'gil', 'nobody']) {
    expect(await open(who)).toMatchObject({ outcome: 'not_allowed', files: [] });
  }
  expect(await open('leo', 'f'.repeat(64))).toMatchObject({ outcome: 'gone' });
  const sent = { job_id: id, version: 1, hash: draft.hash, person_id: 'leo', channel_id: 'D1', ts: '1.5' };
  await parts.bot.noteFinalFilesOpened(sent);
  await parts.bot.noteFinalFilesOpened({ ...sent, ts: '1.6' });
  expect(await open('leo')).toMatchObject({ outcome: 'opened', channel_id: 'D1', ts: '1.5', files: [] });
  expect(await open('mia')).toMatchObject({ outcome: 'open' });
  await click('mia', 'reject');
  expect(await open('mia')).toMatchObject({ outcome: 'gone', files: [] });
});

test('record_reviews() decides in the order of its clicks, once, and answers each as record_review() would', async () => {
  const { id, draft } = await jobInReview(parts);
  const click = { job_id: id, version: draft.version, hash: draft.hash, note: null };
  const answers = await parts.bot.recordReviews([
    { ...click, reviewer_id: 'ana', decision: 'approve' },
    { ...click, reviewer_id: 'leo', decision: 'reject' },
    { ...click, reviewer_id: 'leo', decision: 'approve' },
  ]);
  expect(answers).toMatchObject([
    { outcome: 'not_allowed', reason: 'requester' },
    { outcome: 'decided', job_status: 'rejected' },
    { outcome: 'already_decided', reason: 'rejected', standing: { decision: 'reject', reviewer_id: 'leo' } },
  ]);
  expect(await statusOf(id)).toBe('rejected');
});

test('record_reviews() records none of its clicks where it refuses one, and no more than 100', async () => {
  const { id, draft } = await jobInReview(parts);
  const click = {
    ...{ job_id: id, version: draft.version, hash: draft.hash, note: null },
    ...{ reviewer_id: 'leo', decision: 'approve' as const },
  };
  const forged = { ...click, hash: 'f'.repeat(64) };
  await expect(parts.bot.recordReviews([click, forged])).rejects.toMatchObject({ code: 'hash_mismatch' });
  expect(await statusOf(id)).toBe('awaiting_review');
  await expect(parts.bot.recordReviews(Array(101).fill(click))).rejects.toMatchObject({
    code: 'too_many_clicks',
  });
  expect(await statusOf(id)).toBe('awaiting_review');
});
