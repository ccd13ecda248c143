import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  showAll,
  TEAM,
} from '../../testing/supabase/content.ts';
import {
  addDocument,
  aPage,
  foundIds,
  installOtherTeam,
  OTHER_TEAM,
} from '../../testing/supabase/documents.ts';
import { aClaim, holdAny, quoteOf, recordReport, startAny } from '../../testing/supabase/evidence.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  await installOtherTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

async function decide(id: string, hash: string, decision: 'approve' | 'reject' = 'approve') {
  return parts.bot.recordReview({ job_id: id, version: 1, hash, reviewer_id: 'leo', decision, note: null });
}

/** An approved research that has read one page of its own and cites two quotes of it and one of the team's document. */
async function approvedResearch() {
  const team = await addDocument(
    parts,
    aPage('https://team.example', { text: 'Lot 7 had 12 defects. The rest had none.' }),
  );
  const held = await holdAny(parts, 'research');
  const page = aPage('https://own.example', {
    scope: 'job',
    text: `Zirconium bends.\n\n${'A long tale of other things that fills a passage. '.repeat(16)}\n\nIt breaks at 900 MPa.`,
  });
  const own = await parts.agent.storeDocument(held, page);
  const quotes = [
    await quoteOf(database, own.document_id, 'It breaks at 900 MPa'),
    await quoteOf(database, team.document_id, '12 defects'),
    await quoteOf(database, own.document_id, 'Zirconium bends'),
  ];
  const draft = await recordReport(parts, held, {
    claims: quotes.map((quote, at) => aClaim(`c${at + 1}`, [quote])),
  });
  await decide(held.id, draft.hash);
  await showAll(parts);
  return { id: held.id, own: own.document_id, team: team.document_id, quotes };
}

test('a carousel that goes on from an approved research finds the pages that were read for it, and others do not', async () => {
  const research = await approvedResearch();
  const held = await holdAny(parts, 'carousel', { from: research.id });
  expect(await foundIds(parts, 'zirconium', { job_id: held.id })).toEqual([research.own]);
  expect(await foundIds(parts, 'zirconiun', { job_id: held.id })).toEqual([research.own]);
  await endAllJobs(database);
  const other = await holdAny(parts, 'carousel');
  expect(await foundIds(parts, 'zirconium', { job_id: other.id })).toEqual([]);
  expect(await foundIds(parts, 'zirconium')).toEqual([]);
});

test('cited_passages() gives what the report cites, in reading order, with its quotes', async () => {
  const research = await approvedResearch();
  const held = await holdAny(parts, 'blog', { from: research.id });
  const cited = await parts.agent.citedPassages(held);
  expect(cited.map((p) => [p.document_id, p.quotes])).toEqual([
    [research.own, ['It breaks at 900 MPa']],
    [research.team, ['12 defects']],
    [research.own, ['Zirconium bends']],
  ]);
  await endAllJobs(database);
  expect(await parts.agent.citedPassages(await holdAny(parts, 'blog'))).toEqual([]);
});

test('a passage says which snapshot it is of and what stands around it', async () => {
  const research = await approvedResearch();
  const { passages } = await parts.agent.searchKnowledge(TEAM, 'zirconium', 'en', 5, { job_id: research.id });
  const [found] = passages;
  expect(found).toMatchObject({ sha256: research.quotes[0]?.snapshot_sha256, before: '', start_at: 0 });
  expect(found?.after).toMatch(/^A long tale/);
  expect([...(found?.after ?? '')]).toHaveLength(500);
});

test.each([
  ['a rejected research', 'from_rejected', 'reject'],
  ['a research that waits for review', 'from_not_approved', null],
  ['a cancelled research', 'from_stopped', 'cancel'],
] as const)('enqueue_job() refuses to go on from %s', async (_, code, end) => {
  const held = await holdAny(parts, 'research');
  const draft = await recordReport(parts, held);
  if (end === 'reject') await decide(held.id, draft.hash, 'reject');
  if (end === 'cancel') await parts.bot.cancelJob(held.id, 'ana');
  await expect(startAny(parts, 'carousel', { from: held.id })).rejects.toMatchObject({ code });
});

test('enqueue_job() refuses to go on from a running research, another team’s, an article and none at all', async () => {
  const refused = (from: string, more: Parameters<typeof startAny>[2] = {}) =>
    expect(startAny(parts, 'blog', { from, ...more })).rejects;
  const running = await startAny(parts, 'research');
  await refused(running).toMatchObject({ code: 'from_not_approved' });
  await refused('no such job').toMatchObject({ code: 'from_unknown' });
  await refused(await startAny(parts, 'blog')).toMatchObject({ code: 'from_no_research' });
  await endAllJobs(database);
  const { id } = await approvedResearch();
  await refused(id, { team: OTHER_TEAM }).toMatchObject({ code: 'from_other_team' });
  await expect(startAny(parts, 'research', { from: id })).rejects.toMatchObject({
    code: 'from_not_for_this',
  });
});

test('find_report() leads from a link or an id to the approved report, and refuses as enqueue_job() does', async () => {
  const { id } = await approvedResearch();
  const job = await parts.bot.getJob(id);
  const thread = { channel_id: job?.channel_id ?? '', ts: job?.thread_ts ?? '' };
  const report = await parts.bot.findReport(TEAM, { job_id: id });
  expect(report).toEqual({ job_id: id, title: expect.stringMatching(/./) });
  expect(await parts.bot.findReport(TEAM, thread)).toEqual(report);
  const refused = (...asked: Parameters<typeof parts.bot.findReport>) =>
    expect(parts.bot.findReport(...asked)).rejects;
  await refused(OTHER_TEAM, thread).toMatchObject({ code: 'from_other_team' });
  await refused(TEAM, { ...thread, ts: '9999999999.000009' }).toMatchObject({ code: 'from_unknown' });
  await refused(TEAM, { job_id: 'no such job' }).toMatchObject({ code: 'from_unknown' });
  const running = await startAny(parts, 'research');
  await refused(TEAM, { job_id: running }).toMatchObject({ code: 'from_not_approved' });
  await refused(TEAM, { job_id: await startAny(parts, 'blog') }).toMatchObject({ code: 'from_no_research' });
});

test('the questions of a research are changed, accepted and discarded by those who may steer it', async () => {
  const held = await holdAny(parts, 'research');
  const question = await parts.agent.recordQuestion(held, {
    number: 1,
    artifacts: [],
    read_upto: null,
    content: {
      kind: 'questions',
      language: 'en',
      questions: [{ id: 'q1', text: 'What bends?' }],
      urls: [],
      providers: ['knowledge'],
      rounds: 2,
      estimate: { calls: 9, usd: null, tokens: 40_000 },
      model: 'm',
      offline: false,
    },
  });
  const answer = (person_id: string, answer: 'go_on' | 'change' | 'discard', note: string | null = null) =>
    parts.bot.answerQuestion({ job_id: held.id, number: 1, hash: question.hash, person_id, answer, note });
  expect(await answer('bia', 'go_on')).toMatchObject({ outcome: 'not_allowed' });
  await expect(answer('ana', 'change')).rejects.toMatchObject({ code: 'note_missing' });
  expect(await answer('ana', 'discard')).toMatchObject({ outcome: 'answered', job_status: 'cancelled' });
  expect(await parts.bot.getJob(held.id)).toMatchObject({ cancelled_by: 'ana', error: null });
  expect(await parts.agent.claimJob('w', ['research'])).toBeNull();
});

test('a reply in the thread of a research is read by it, and its report stands on the Home tab of an approver', async () => {
  const held = await holdAny(parts, 'research');
  await recordReport(parts, held);
  const home = await parts.bot.getHome(TEAM, 'leo');
  expect(home.waiting.find((w) => w.job === held.id)).toMatchObject({
    type: 'research',
    excerpt: 'In short.',
  });
  const job = await parts.bot.getJob(held.id);
  const said = await parts.bot.recordMessage({
    team_id: TEAM,
    channel_id: 'C1',
    thread_ts: job?.thread_ts ?? '',
    ts: `${Date.now()}.1`,
    author_id: 'ana',
    text: 'look deeper at the second finding',
  });
  expect(said.outcome).toBe('taken');
});
