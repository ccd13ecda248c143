import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HistoryFilter } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  recordVersion,
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

const page = (whose: 'mine' | 'open', offset = 0, limit = 8) => ({ whose, offset, limit });
const list = async (person: string, whose: 'mine' | 'open') =>
  (await parts.bot.listJobs(TEAM, person, page(whose))).jobs.map((job) => job.job);

describe('list_jobs()', () => {
  test('shows a person their own, what has not ended first, and members the open ones of the team', async () => {
    const ended = await startJob(parts, 'bia');
    await parts.bot.cancelJob(ended, 'bia');
    const open = await startJob(parts, 'bia');
    const other = await startJob(parts, 'ana');
    expect(await list('bia', 'mine')).toEqual([open, ended]);
    expect(await list('leo', 'open')).toEqual([other, open]);
    expect(await list('leo', 'mine')).toEqual([]);
    const first = await parts.bot.listJobs(TEAM, 'leo', page('open', 0, 1));
    const second = await parts.bot.listJobs(TEAM, 'leo', page('open', 1, 1));
    expect([first.total, first.jobs[0]?.job, second.jobs[0]?.job]).toEqual([2, other, open]);
  });

  test('shows a guest and a stranger nothing of others', async () => {
    const id = await startJob(parts, 'ana');
    for (const person of ['gil', 'nobody']) {
      expect(await parts.bot.listJobs(TEAM, person, page('open'))).toEqual({ total: 0, jobs: [] });
      expect(await parts.bot.readJob(TEAM, person, id)).toMatchObject({ outcome: 'not_found' });
    }
    expect(await parts.bot.listJobs('T2', 'ana', page('open'))).toEqual({ total: 0, jobs: [] });
  });

  test('names who is waited for: not the requester, and not those who have approved', async () => {
    const { id, click } = await jobInReview(parts, 'leo');
    const line = async () => (await parts.bot.listJobs(TEAM, 'ana', page('open'))).jobs[0];
    expect(await line()).toMatchObject({ job: id, waits_for: expect.not.arrayContaining(['leo', 'ana']) });
    expect((await line())?.waits_for).toEqual(expect.arrayContaining(['mia', 'rui']));
    await click('mia', 'approve');
    expect(await list('leo', 'mine')).toContain(id);
    expect(await parts.bot.readJob(TEAM, 'leo', id)).toMatchObject({ waits_for: [] });
  });
});

describe('read_job()', () => {
  test('finds a job by how its id begins, with versions and cost, and says who steers it', async () => {
    const { id } = await jobInReview(parts, 'ana');
    const found = await parts.bot.readJob(TEAM, 'ana', id.slice(0, 8).toUpperCase());
    expect(found).toMatchObject({
      outcome: 'found',
      job: { id, status: 'awaiting_review' },
      steers: true,
      usd: 0,
      tokens: 0,
      made: [{ version: 1, status: 'proposed', made_by: 'agent', author_id: null, reason: null }],
    });
    expect(await parts.bot.readJob(TEAM, 'bia', id)).toMatchObject({ outcome: 'found', steers: false });
  });

  test('takes no job for another: what begins several is ambiguous, and too little is none', async () => {
    const first = await startJob(parts);
    expect(await parts.bot.readJob(TEAM, 'ana', first.slice(0, 3))).toMatchObject({ outcome: 'not_found' });
    expect(await parts.bot.readJob(TEAM, 'ana', '%')).toMatchObject({ outcome: 'not_found' });
    expect(await parts.bot.readJob(TEAM, 'ana', `${first}0`)).toMatchObject({ outcome: 'not_found' });
    for (const twin of ['twin-one', 'twin-two']) {
      await database.owner.query(
        `insert into content.jobs (id, type, brief, team_id, requester_id, channel_id, idempotency_key)
         values ($1, 'carousel', '{"topic":"x","audience":null,"language":null,"slides":null,"tone":null,"call_to_action":null}', $2, 'ana', 'C1', $1)`,
        [twin, TEAM],
      );
    }
    expect(await parts.bot.readJob(TEAM, 'ana', 'twin')).toMatchObject({ outcome: 'ambiguous' });
    expect(await parts.bot.readJob(TEAM, 'ana', 'twin-o')).toMatchObject({ outcome: 'found' });
  });
});

describe('read_history()', () => {
  const all: HistoryFilter = { person_id: null, type: null, from: null, until: null, words: null };
  const read = (filter: Partial<HistoryFilter> = {}, person = 'bia', limit = 50) =>
    parts.bot.readHistory(TEAM, person, { ...all, offset: 0, limit, ...filter });
  const slide = (text: string) => ({ layout: 'statement', title: text, text, evidence: [] });

  test('says what was made from which prompt, who approved it and what it cost', async () => {
    const id = await startJob(parts, 'ana');
    const held = await claim(parts, id);
    const call = {
      call_key: 'k',
      node: 'write',
      model: 'm',
      usd: 0.5,
      input_tokens: 9,
      max_output_tokens: 9,
    };
    const { usage_id } = await parts.agent.reserveUsage(held, call);
    const paid = { usd: 0.02, input_tokens: 100, output_tokens: 50, model: 'm', reply: 'x' };
    await parts.agent.settleUsage(held, usage_id ?? 0, paid);
    const draft = await recordVersion(parts, held, 1, 'Limpeza de implantes');
    const click = { job_id: id, version: 1, hash: draft.hash, note: null };
    await parts.bot.recordReview({ ...click, reviewer_id: 'mia', decision: 'approve' });
    const { lines, names } = await read({ person_id: 'ana' });
    expect(lines[0]).toMatchObject({
      job: id,
      title: 'Limpeza de implantes',
      prompt: expect.stringMatching(/^brief \d+$/),
      status: 'completed',
      versions: 1,
      approved_by: ['mia'],
      usd: 0.02,
      tokens: 150,
      channel_id: 'C1',
    });
    expect(names).toMatchObject({ ana: 'ana', mia: 'mia' });
    expect((await read({ person_id: 'rui' })).total).toBe(0);
    expect((await read({ type: 'blog' })).total).toBe(0);
  });

  test('finds words in all their forms in what was approved, and in nothing else', async () => {
    const texts = { slides: [slide('Validações de esterilização exigem lotes-piloto')] } as never;
    const approved = await jobInReview(parts, 'ana', texts);
    await approved.click('mia', 'approve');
    const rejected = await jobInReview(parts, 'ana', texts);
    await rejected.click('mia', 'reject');
    const found = await read({ words: 'a validação esterilizar' });
    expect(found.terms).toEqual(expect.arrayContaining(['validação', 'esterilizar']));
    expect(found.lines.map((line) => line.job)).toEqual([approved.id]);
    expect((await read({ words: 'validação parafuso' })).total).toBe(0);
    expect(await read({ words: 'de a o' })).toMatchObject({ total: 0, terms: [] });
  });

  test('gives the period that is asked for, in pages', async () => {
    const ids = [await startJob(parts, 'bia'), await startJob(parts, 'bia')];
    await database.owner.query(
      `update content.content_history set created_at = ('2020-03-0' || n || 'T12:00:00Z')::timestamptz
       from unnest($1::text[]) with ordinality t (id, n) where job_id = t.id`,
      [ids],
    );
    const march = { from: '2020-03-01T00:00:00Z', until: '2020-04-01T00:00:00Z' };
    expect((await read(march)).lines.map((line) => line.job)).toEqual([ids[1], ids[0]]);
    expect((await read({ ...march, until: '2020-03-02T12:00:00Z' })).lines.map((l) => l.job)).toEqual([
      ids[0],
    ]);
    expect(await read(march, 'bia', 1)).toMatchObject({ total: 2, lines: [{ job: ids[1] }] });
  });

  test('shows guests, strangers and other teams nothing', async () => {
    await startJob(parts, 'ana');
    for (const person of ['gil', 'nobody']) {
      expect(await read({}, person)).toEqual({
        allowed: false,
        total: 0,
        terms: [],
        lines: [],
        names: {},
        kept_days: null,
      });
    }
    const other = await parts.bot.readHistory('T2', 'ana', { ...all, offset: 0, limit: 5 });
    expect(other.allowed).toBe(false);
  });
});

test('a deactivated person reads nothing of the team, starts no job, and hears of no proposal', async () => {
  const { id } = await jobInReview(parts, 'bia');
  const document = await database.owner.query('select content.add_document($1) as id', [
    { team_id: TEAM, title: 't', language: 'en', text: 'A text.', person_id: 'rui' },
  ]);
  const documentId = String(document.rows[0]?.id);
  await database.owner.query(`update platform.people set is_deactivated = true where user_id = 'rui'`);
  try {
    expect((await parts.bot.listJobs(TEAM, 'rui', page('open'))).jobs).toEqual([]);
    expect(await parts.bot.readJob(TEAM, 'rui', id)).toMatchObject({ outcome: 'not_found' });
    expect((await parts.bot.listVersions(TEAM, id, 'rui')).outcome).toBe('not_allowed');
    expect(await parts.bot.readDocument(TEAM, documentId, 'rui', { start: 0, length: 10 })).toMatchObject({
      outcome: 'not_allowed',
    });
    expect(await parts.bot.removeDocument(TEAM, documentId, 'rui')).toMatchObject({ outcome: 'not_allowed' });
    await expect(startJob(parts, 'rui')).rejects.toMatchObject({ code: 'not_allowed' });
  } finally {
    await database.owner.query(`update platform.people set is_deactivated = false where user_id = 'rui'`);
  }
});
