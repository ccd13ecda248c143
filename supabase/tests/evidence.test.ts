import { beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { CarouselDraft } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  putRule,
  recordVersion,
  showAll,
  TEAM,
} from '../../testing/supabase/content.ts';
import {
  aDocument,
  addDocument,
  aPage,
  installOtherTeam,
  OTHER_TEAM,
} from '../../testing/supabase/documents.ts';
import { aClaim, holdAny, quoteOf, recordReport } from '../../testing/supabase/evidence.ts';

const database = useDatabase();
const { query } = database.owner;
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  await installOtherTeam(database);
  parts = await connectParts(database);
});
beforeEach(async () => {
  await endAllJobs(database);
  await putRule(database.owner, { quorum: 1 });
});

const REASON = 'Measured again in our own laboratory.';
const doubtful = [
  aClaim('c1', []),
  aClaim('c2', [], { status: 'unverified', faults: [{ code: 'no_quote', params: { of: 'slide' } }] }),
  aClaim('c3', [], { support: 'not' }),
  aClaim('c4', [], { status: 'repaired', support: null }),
];

async function inReview(more: Partial<CarouselDraft>, requester = 'ana') {
  const { id, draft } = await jobInReview(parts, requester, more);
  const approve = (reviewer_id: string, override_reason: string | null = null) =>
    parts.bot.recordReview({
      job_id: id,
      version: 1,
      hash: draft.hash,
      reviewer_id,
      decision: 'approve',
      note: null,
      override_reason,
    });
  return { id, draft, approve };
}

/** A draft whose one claim quotes a document that `leo` added. */
async function quoting(more: Partial<CarouselDraft> = {}) {
  const { document_id } = await addDocument(parts, aDocument(), { requester: 'leo' });
  const { rows } = await query('select text from content.documents where id = $1', [document_id]);
  const quote = await quoteOf(database, document_id, String(rows[0]?.text));
  const review = await inReview({ claims: [aClaim('c1', [quote])], ...more });
  await showAll(parts);
  return { ...review, document_id, quote };
}

async function overridesOf(id: string): Promise<{ person_id: string }[]> {
  const { rows } = await query('select overrides from content.content_history where job_id = $1', [id]);
  return rows[0]?.overrides as { person_id: string }[];
}

/** The steps may be drawn a second later. */
const drawn = async () => (await showAll(parts)).filter((kind) => kind !== 'progress').sort();

test('record_review() approves what is unverified or unsupported with a reason alone, and keeps it', async () => {
  const { id, approve } = await inReview({ claims: doubtful });
  const doubts = { unverified: 1, unsupported: 1, withdrawn: 0, retracted: 0 };
  for (const reason of [null, '', '   \n\t    ', 'too short', 'x'.repeat(501)]) {
    expect(await approve('leo', reason)).toMatchObject({
      outcome: 'not_allowed',
      reason: 'unverified',
      doubts,
    });
  }
  expect(await approve('leo', `  ${REASON} \n`)).toMatchObject({
    outcome: 'decided',
    job_status: 'completed',
  });
  const said = { person_id: 'leo', reason: REASON, overridden: doubts };
  expect(await overridesOf(id)).toMatchObject([said]);
  const { rows } = await query('select override_reason, overridden from content.reviews where job_id = $1', [
    id,
  ]);
  expect(rows).toEqual([{ override_reason: REASON, overridden: doubts }]);
});

test('record_review() keeps no reason where none was needed', async () => {
  const { id, approve } = await inReview({ claims: [aClaim('c1', [])] });
  expect(await approve('leo', REASON)).toMatchObject({
    outcome: 'decided',
    standing: { override_reason: null },
  });
  expect(await overridesOf(id)).toEqual([]);
});

test('a reason opens nothing that the checks closed, and lets neither requester nor author approve', async () => {
  const blocking = [{ place: null, code: 'no_hook', params: {} }] as CarouselDraft['blocking'];
  const closed = await inReview({ claims: doubtful, ...(blocking ? { blocking } : {}) });
  expect(await closed.approve('leo', REASON)).toMatchObject({ outcome: 'not_allowed', reason: 'closed' });
  await endAllJobs(database);
  const own = await inReview({ claims: doubtful }, 'mia');
  expect(await own.approve('mia', REASON)).toMatchObject({ outcome: 'not_allowed', reason: 'requester' });
  expect(await own.approve('bia', REASON)).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
});

test('with a quorum each approver gives a reason, whatever the rule of the team', async () => {
  await putRule(database.owner, { quorum: 2 });
  const { id, approve } = await inReview({ claims: doubtful });
  expect(await approve('leo', REASON)).toMatchObject({ outcome: 'quorum_pending' });
  expect(await approve('mia')).toMatchObject({ outcome: 'not_allowed', reason: 'unverified' });
  expect(await approve('mia', `${REASON} Twice.`)).toMatchObject({ outcome: 'decided' });
  expect((await overridesOf(id)).map((o) => o.person_id)).toEqual(['leo', 'mia']);
});

test('removing a document withdraws the evidence of open drafts: their card says so, their approvals lapse, a reason is needed', async () => {
  await putRule(database.owner, { quorum: 2 });
  const { id, approve, document_id } = await quoting();
  expect(await approve('leo')).toMatchObject({ outcome: 'quorum_pending' });
  await showAll(parts);
  expect(await parts.bot.removeDocument(TEAM, document_id, 'leo')).toMatchObject({ outcome: 'done' });
  const [card] = (await parts.bot.claimOutbox('w', 20)).filter((item) => item.kind === 'card');
  expect(card).toMatchObject({
    job: { id },
    reviews: [],
    lost: [{ claim_id: 'c1', withdrawn: [expect.stringMatching(/^Document/)], retracted: null }],
  });
  expect(await approve('mia')).toMatchObject({
    reason: 'unverified',
    doubts: { unverified: 0, withdrawn: 1 },
  });
  expect(await approve('mia', REASON)).toMatchObject({ outcome: 'quorum_pending' });
  expect(await approve('leo', REASON)).toMatchObject({ outcome: 'decided' });
});

test('a document that is there again gives the evidence back; a newer text of its source never took it', async () => {
  const { id, document_id, approve } = await quoting();
  await parts.bot.removeDocument(TEAM, document_id, 'leo');
  expect(await approve('mia')).toMatchObject({ reason: 'unverified' });
  await showAll(parts);
  expect(await parts.bot.restoreDocument(TEAM, document_id, 'leo')).toMatchObject({ outcome: 'done' });
  expect(await showAll(parts)).toContain('card');
  expect(await approve('mia')).toMatchObject({ outcome: 'decided' });
  expect((await parts.bot.getJob(id))?.status).toBe('completed');

  const first = await addDocument(parts, aPage('https://changes.example', { text: 'It holds 5 litres.' }));
  const quote = await quoteOf(database, first.document_id, '5 litres');
  const other = await inReview({ claims: [aClaim('c1', [quote])] });
  await query(`update content.jobs set run_at = run_at`);
  const newer = await addDocument(parts, aPage('https://changes.example', { text: 'It holds 6 litres.' }));
  expect(newer.replaced).toBe(first.document_id);
  expect(await other.approve('leo')).toMatchObject({ outcome: 'decided' });
});

test('of an approved draft that loses evidence the approvers are told in its thread, once', async () => {
  const { id, approve, document_id } = await quoting();
  await approve('mia');
  await showAll(parts);
  await parts.bot.removeDocument(TEAM, document_id, 'leo');
  const [notice] = (await parts.bot.claimOutbox('w', 20)).filter((item) => item.kind === 'notice');
  expect(notice).toMatchObject({
    kind: 'notice',
    job: { id },
    notice: { kind: 'withdrawn', person_id: 'leo', reason: null, claims: ['Sentence c1.'] },
    approvers: ['rui', 'leo', 'mia'],
  });
  await database.owner.query(`update content.outbox set leased_until = null`);
  expect(await drawn()).toEqual(['notice']);
  await parts.bot.restoreDocument(TEAM, document_id, 'leo');
  await parts.bot.removeDocument(TEAM, document_id, 'leo');
  expect(await drawn()).toEqual([]);
});

test('retract_claim() by an approver marks every draft of the team that has the quote, and tells of approved ones', async () => {
  const approved = await quoting();
  await approved.approve('mia');
  const open = await inReview({
    claims: [aClaim('c1', []), aClaim('c2', [approved.quote])],
  });
  await showAll(parts);
  const retract = (person_id: string, claim_id = 'c2', more = {}) =>
    parts.bot.retractClaim({
      team_id: TEAM,
      person_id,
      job_id: open.id,
      version: 1,
      hash: open.draft.hash,
      claim_id,
      reason: 'The lot was counted twice.',
      ...more,
    });
  expect(await retract('bia')).toMatchObject({ outcome: 'not_allowed', approvers: ['rui', 'leo', 'mia'] });
  expect(await retract('gil')).toMatchObject({ outcome: 'not_allowed' });
  expect(await retract('leo', 'c1')).toMatchObject({ outcome: 'no_quotes' });
  expect(await retract('leo', 'c2', { team_id: OTHER_TEAM })).toMatchObject({ outcome: 'not_found' });
  await expect(retract('leo', 'c2', { reason: ' short  ' })).rejects.toMatchObject({ code: 'bad_reason' });
  expect(await drawn()).toEqual([]);
  expect(await retract('leo')).toMatchObject({ outcome: 'retracted' });
  expect(await retract('mia')).toMatchObject({ outcome: 'already' });
  expect(await drawn()).toEqual(['card', 'notice']);
  expect(await open.approve('mia')).toMatchObject({ reason: 'unverified', doubts: { retracted: 1 } });
  expect(await open.approve('mia', REASON)).toMatchObject({ outcome: 'decided' });
});

test('read_evidence() gives members a page of claims, doubtful ones first, and guests and strangers none', async () => {
  const many = Array.from({ length: 23 }, (_, n) =>
    aClaim(`c${n + 1}`, [], n === 16 ? { status: 'unverified' } : {}),
  );
  const { id, draft } = await inReview({ claims: many });
  const read = (person: string, more = {}, team = TEAM) =>
    parts.bot.readEvidence(team, person, {
      job_id: id,
      version: 1,
      offset: 0,
      limit: 5,
      doubtful: false,
      ...more,
    });
  const ids = (page: Awaited<ReturnType<typeof read>>) =>
    page.outcome === 'read' ? page.claims.map((c) => c.id) : [];
  expect(await read('bia')).toMatchObject({ hash: draft.hash, total: 23, doubtful: 1, may_retract: false });
  expect(ids(await read('bia'))).toEqual(['c17', 'c1', 'c2', 'c3', 'c4']);
  expect(ids(await read('leo', { offset: 20 }))).toEqual(['c21', 'c22', 'c23']);
  expect(ids(await read('leo', { doubtful: true }))).toEqual(['c17']);
  expect(await read('leo')).toMatchObject({ may_retract: true });
  expect(await read('gil')).toEqual({ outcome: 'not_allowed' });
  expect(await read('zoe')).toEqual({ outcome: 'not_allowed' });
  expect(await read('ana', {}, OTHER_TEAM)).toEqual({ outcome: 'not_found' });
  expect(await read('leo', { version: 2 })).toEqual({ outcome: 'not_found' });
});

test('a page stays as long as a version that people can see cites it, in this job or one that goes on from it; the others go', async () => {
  const held = await holdAny(parts, 'research');
  const page = (n: number) =>
    parts.agent.storeDocument(
      held,
      aPage(`https://kept.example/${n}`, { scope: 'job', text: `Page number ${n} says ${n} grams.` }),
    );
  const [one, two, three, four] = await Promise.all([page(1), page(2), page(3), page(4)]);
  const cite = async (stored: { document_id: string } | undefined, n: number) =>
    aClaim('c1', [await quoteOf(database, stored?.document_id ?? '', `${n} grams`)]);
  const version1 = await recordReport(parts, held, { claims: [await cite(one, 1)] });
  const decide = (version: number, hash: string, decision: 'approve' | 'request_changes') =>
    parts.bot.recordReview({
      job_id: held.id,
      version,
      hash,
      reviewer_id: 'leo',
      decision,
      note: 'another page',
    });
  await decide(1, version1.hash, 'request_changes');
  const again = await parts.agent.claimJob('w', ['research']);
  const version2 = await recordReport(
    parts,
    { id: held.id, fence: again?.fence ?? 0 },
    { claims: [await cite(two, 2)] },
    2,
  );
  expect(await decide(2, version2.hash, 'approve')).toMatchObject({ outcome: 'decided' });
  const child = await holdAny(parts, 'carousel', { from: held.id });
  const left = async () =>
    (
      await query('select id from content.documents where job_id = $1 order by created_at, id', [held.id])
    ).rows.map((r) => r.id);
  const pruneAfter = async (days: number, ended: string[]) => {
    await query(`update content.jobs set ended_at = now() - make_interval(days => $2) where id = any ($1)`, [
      ended,
      days,
    ]);
    const { rpc } = parts;
    await rpc.greenlight_agent('content')('prune_checkpoints', { p_days: 30 }, z.number());
  };
  const all = [one, two, three, four].map((s) => s?.document_id ?? '').sort();
  await pruneAfter(29, [held.id]);
  expect((await left()).sort()).toEqual(all);
  // The carousel may still read all of them.
  await pruneAfter(31, [held.id]);
  expect((await left()).sort()).toEqual(all);
  await recordVersion(parts, child, 1, 'From the report', { claims: [await cite(three, 3)] });
  await endAllJobs(database);
  await pruneAfter(31, [held.id, child.id]);
  expect((await left()).sort()).toEqual([two?.document_id, three?.document_id].sort());
});

test('a version that is recorded again has its citations once', async () => {
  const { document_id } = await addDocument(parts, aDocument({ text: 'It is recorded twice.' }), {
    requester: 'leo',
  });
  const quote = await quoteOf(database, document_id, 'recorded twice');
  const { id, draft } = await inReview({
    claims: [aClaim('c1', [quote, { ...quote, id: '', start: -1, end: -1, quote: 'never said' }])],
    sources: [{ document_id, title: 'x', url: null }],
  });
  await parts.bot.recordReview({
    job_id: id,
    version: 1,
    hash: draft.hash,
    reviewer_id: 'leo',
    decision: 'request_changes',
    note: 'shorter',
  });
  await recordVersion(parts, await claim(parts, id), 2, 'Version 2', { claims: [aClaim('c1', [quote])] });
  const { rows } = await query(
    `select d.version, c.claim_id, c.evidence_id from content.citations c join content.drafts d on d.id = c.draft_id
     where d.job_id = $1 order by 1, 2`,
    [id],
  );
  expect(rows).toEqual([
    { version: 1, claim_id: '', evidence_id: '' },
    { version: 1, claim_id: 'c1', evidence_id: quote.id },
    { version: 2, claim_id: 'c1', evidence_id: quote.id },
  ]);
});

test('what is taken back waits for every job that rests on it, so that no review goes on without it', async () => {
  const one = await quoting();
  const two = await inReview({ claims: [aClaim('c1', [one.quote])] });
  const ids = [one.id, two.id];
  let over = false;
  const held = query(`do $$ begin
    perform content.hold_jobs_citing('${TEAM}', array['${one.quote.id}'], null);
    perform pg_sleep(0.7);
  end $$`).then(() => {
    over = true;
  });
  let fewest = ids.length;
  while (!over && fewest > 0) {
    const { rows } = await query('select id from content.jobs where id = any ($1) for update skip locked', [
      ids,
    ]);
    if (!over) fewest = Math.min(fewest, rows.length);
  }
  await held;
  expect(fewest).toBe(0);
});
