import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobType, PlannedBrief, PlanProposal } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  showAll,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
});
beforeEach(() => endAllJobs(database));

const types: JobType[] = ['carousel', 'blog', 'research', 'plan'];
const aBrief = (number: number, type: PlannedBrief['type'] = 'carousel'): PlannedBrief => ({
  number,
  type,
  topic: `Tema ${number}`,
  angle: `Para compras ${number}`,
  day: `2026-12-0${number}`,
  sources: [{ document_id: 'd1', title: 'Guia', passage_ids: ['p1'] }],
});
const proposal = (...briefs: PlannedBrief[]): PlanProposal => ({
  kind: 'plan',
  language: 'pt',
  asked: null,
  wanted: briefs.length,
  briefs,
  missing: null,
  model: 'm',
  offline: false,
});

let keys = 0;
async function enqueued(count: number): Promise<{ job_id: string }> {
  keys += 1;
  const job = await parts.bot.enqueueJob({
    team_id: TEAM,
    type: 'plan',
    requester_id: 'ana',
    channel_id: 'C1',
    brief: { topic: 'titânio', count, first_day: null, language: null },
    command: '/plan titânio',
    idempotency_key: `plan key ${keys}`,
    response_url: null,
  });
  await showAll(parts);
  return job;
}

/** A plan by ana whose briefs wait for her. */
async function planned(...briefs: PlannedBrief[]) {
  const { job_id } = await enqueued(briefs.length);
  const held = await parts.agent.claimJob('runner', types);
  if (held?.id !== job_id) throw new Error(`Claimed ${held?.id ?? 'nothing'} instead of ${job_id}`);
  const asked = { number: 1, content: proposal(...briefs), artifacts: [], read_upto: null };
  const question = await parts.agent.recordQuestion(held, asked);
  const lines = async () => {
    const { rows } = await query('select content.plan_lines($1) as lines', [job_id]);
    return rows[0]?.lines as {
      number: number;
      status: string;
      revision: number;
      topic: string;
      job: { id: string } | null;
    }[];
  };
  const start = (person_id: string, ...chosen: [number: number, revision?: number][]) =>
    parts.bot.startPlanned({
      job_id,
      person_id,
      lines: chosen.map(([number, revision = 1]) => ({ number, revision })),
    });
  const act = (action: 'drop' | 'restore', number: number, revision = 1, person_id = 'ana') =>
    parts.bot.changePlanned({ job_id, number, revision, person_id, action });
  const change = (brief: PlannedBrief, revision = 1, person_id = 'ana') =>
    parts.bot.changePlanned({ job_id, number: brief.number, revision, person_id, action: 'change', brief });
  const close = (person_id = 'ana') =>
    parts.bot.answerQuestion({
      job_id,
      number: 1,
      hash: question.hash,
      person_id,
      answer: 'go_on',
      note: null,
    });
  const job = async () => (await query('select * from content.jobs where id = $1', [job_id])).rows[0] ?? {};
  return { job_id, held, asked, question, lines, start, act, change, close, job };
}
const query = (sql: string, values: unknown[] = []) => database.owner.query(sql, values);
const startedOf = async (planId: string) => {
  const { rows } = await query(
    `select j.* from content.planned_briefs b join content.jobs j on j.id = b.started_job_id where b.job_id = $1 order by b.number`,
    [planId],
  );
  return rows;
};

describe('a plan', () => {
  it('has the zone of who asks, and waits with its briefs', async () => {
    const { job, lines, question } = await planned(aBrief(1), aBrief(2, 'blog'));
    expect(await job()).toMatchObject({ status: 'awaiting_input', brief: { time_zone: 'UTC' } });
    expect(question.lines).toEqual(await lines());
    expect(await lines()).toMatchObject([
      { number: 1, status: 'proposed', revision: 1, job: null, day: '2026-12-01' },
      { number: 2, type: 'blog' },
    ]);
  });

  it('that is asked again after a kill only waits again', async () => {
    const { job_id, asked, lines } = await planned(aBrief(1));
    await query(`update content.jobs set status = 'queued' where id = $1`, [job_id]);
    const again = await parts.agent.claimJob('runner 2', types);
    if (!again) throw new Error('Nothing to claim');
    await parts.agent.recordQuestion(again, asked);
    expect(await lines()).toHaveLength(1);
  });

  it('ends once each brief is started or dropped, and what it started goes on', async () => {
    const { job, job_id, start, act } = await planned(aBrief(1), aBrief(2));
    await start('ana', [1]);
    expect(await job()).toMatchObject({ status: 'awaiting_input' });
    expect(await act('drop', 2)).toMatchObject({ outcome: 'done', job_status: 'queued' });
    const held = await parts.agent.claimJob('runner', ['plan']);
    expect(held?.resume).toMatchObject({ kind: 'answer', answer: 'go_on', person_id: 'ana' });
    await parts.agent.finishJob(held ?? { id: '', fence: 0 }, { closed: true });
    expect(await job()).toMatchObject({ status: 'completed' });
    expect(await startedOf(job_id)).toMatchObject([{ status: 'queued' }]);
  });

  it('that is closed or cancelled starts nothing more', async () => {
    const closed = await planned(aBrief(1));
    expect(await closed.close('gil')).toMatchObject({ outcome: 'not_allowed' });
    expect(await closed.close()).toMatchObject({ outcome: 'answered' });
    expect(await closed.start('ana', [1])).toMatchObject({ outcome: 'closed', started: [] });
    await endAllJobs(database);
    const cancelled = await planned(aBrief(1));
    await parts.bot.cancelJob(cancelled.job_id, 'ana');
    expect(await cancelled.act('drop', 1)).toMatchObject({ outcome: 'closed', job_status: 'cancelled' });
    expect(await cancelled.change({ ...aBrief(1), topic: 'x' })).toMatchObject({ outcome: 'closed' });
  });

  it.each([0, 21, 40])('of %i briefs is refused before a job exists', async (count) => {
    await expect(planned(...Array.from({ length: count }, () => aBrief(1)))).rejects.toMatchObject({
      code: 'bad_brief',
    });
  });

  it('is not asked without briefs', async () => {
    const { job_id } = await enqueued(1);
    const held = await parts.agent.claimJob('runner', types);
    expect(held?.id).toBe(job_id);
    const empty = { number: 1, content: proposal(), artifacts: [], read_upto: null };
    await expect(parts.agent.recordQuestion(held ?? { id: '', fence: 0 }, empty)).rejects.toMatchObject({
      code: 'bad_question',
    });
  });
});

describe('starting a brief', () => {
  it('makes an ordinary job of who starts it, with its own thread', async () => {
    const { job_id, start } = await planned(aBrief(1, 'blog'), aBrief(2, 'research'), aBrief(3));
    expect(await start('leo', [1], [2], [3])).toMatchObject({ outcome: 'done', started: [1, 2, 3] });
    const jobs = await startedOf(job_id);
    const common = {
      requester_id: 'leo',
      channel_id: 'C1',
      status: 'queued',
      thread_ts: null,
      started_in: null,
    };
    const brief = (n: number) => ({
      topic: `Tema ${n}`,
      language: 'pt',
      audience: null,
      angle: `Para compras ${n}`,
      planned_for: `2026-12-0${n}`,
    });
    expect(jobs).toMatchObject([
      { ...common, type: 'blog', brief: { ...brief(1), words: null, urls: [] } },
      { ...common, type: 'research', brief: { ...brief(2), rounds: null, urls: [] } },
      { ...common, type: 'carousel', brief: { ...brief(3), slides: null } },
    ]);
    // As the bot reads them.
    for (const { id } of jobs) expect((await parts.bot.getJob(String(id)))?.brief.topic).toMatch(/^Tema/);
  });

  it('happens once, however many press at the same time', async () => {
    const { job_id, start, lines } = await planned(aBrief(1), aBrief(2));
    const presses = await Promise.all(
      ['ana', 'leo', 'mia', 'rui', 'ana'].map((person) => start(person, [1])),
    );
    expect(presses.filter((p) => p.started.length > 0)).toHaveLength(1);
    expect(presses.filter((p) => p.outcome === 'started')).toHaveLength(4);
    expect(await startedOf(job_id)).toHaveLength(1);
    expect((await lines()).map((l) => l.status)).toEqual(['started', 'proposed']);
  });

  it('of all leaves what is started or dropped, and starts nothing where one was changed meanwhile', async () => {
    const { job_id, start, act, change } = await planned(aBrief(1), aBrief(2), aBrief(3), aBrief(4));
    await start('leo', [1]);
    await act('drop', 2);
    await change({ ...aBrief(3), topic: 'Outro tema' });
    expect(await start('ana', [1], [2], [3], [4])).toMatchObject({ outcome: 'changed', started: [] });
    expect(await start('ana', [1], [2], [3, 2], [4])).toMatchObject({ outcome: 'done', started: [3, 4] });
    expect((await startedOf(job_id)).map((j) => (j.brief as { topic: string }).topic)).toEqual([
      'Tema 1',
      'Outro tema',
      'Tema 4',
    ]);
  });

  it.each(['bia', 'gil', 'nobody'])('is not for %s', async (person) => {
    const { job_id, start, act, change } = await planned(aBrief(1));
    expect(await start(person, [1])).toMatchObject({ outcome: 'not_allowed', started: [] });
    expect(await act('drop', 1, 1, person)).toMatchObject({ outcome: 'not_allowed' });
    expect(await change({ ...aBrief(1), topic: 'x' }, 1, person)).toMatchObject({ outcome: 'not_allowed' });
    expect(await startedOf(job_id)).toEqual([]);
  });

  it('shows on the card of the plan what became of it', async () => {
    const { job_id, start, lines } = await planned(aBrief(1), aBrief(2));
    await start('ana', [1]);
    await showAll(parts);
    const [line] = await lines();
    expect(line?.job).toMatchObject({ status: 'queued', thread_ts: expect.stringMatching(/^1\./) });
    const before = await wanted(job_id);
    await parts.bot.cancelJob(String(line?.job?.id), 'ana');
    expect(await wanted(job_id)).toBe(before + 1);
  });
  const wanted = async (id: string) =>
    Number(
      (await query(`select wanted from content.outbox where job_id = $1 and kind = 'question'`, [id])).rows[0]
        ?.wanted,
    );
});

describe('changing a brief', () => {
  it('keeps what carries it unless its topic is another', async () => {
    const { change, lines } = await planned(aBrief(1), aBrief(2));
    await change({ ...aBrief(1), type: 'blog', day: '2026-12-24', angle: '' }, 1, 'leo');
    await change({ ...aBrief(2), topic: '  Outro tema ' });
    expect(await lines()).toMatchObject([
      {
        type: 'blog',
        day: '2026-12-24',
        angle: '',
        revision: 2,
        person_id: 'leo',
        sources: [{ title: 'Guia' }],
      },
      { topic: 'Outro tema', sources: [], revision: 2 },
    ]);
  });

  it('of a line that looks different now, is dropped or started changes nothing', async () => {
    const { change, act, start, lines } = await planned(aBrief(1), aBrief(2), aBrief(3));
    await change({ ...aBrief(1), topic: 'Outro' });
    expect(await change({ ...aBrief(1), topic: 'Terceiro' })).toMatchObject({ outcome: 'changed' });
    await act('drop', 2);
    expect(await change({ ...aBrief(2), topic: 'x' }, 2)).toMatchObject({ outcome: 'dropped' });
    await start('ana', [3]);
    expect(await change({ ...aBrief(3), topic: 'x' }, 2)).toMatchObject({ outcome: 'started' });
    expect(await act('drop', 9)).toMatchObject({ outcome: 'not_found' });
    expect((await lines()).map((l) => l.topic)).toEqual(['Outro', 'Tema 2', 'Tema 3']);
  });

  it('to what it is already changes nothing', async () => {
    const { change, lines } = await planned(aBrief(1));
    expect(await change(aBrief(1))).toMatchObject({ outcome: 'done' });
    expect(await lines()).toMatchObject([{ revision: 1 }]);
  });

  it('brings a dropped one back as long as the plan is open', async () => {
    const { act, start, lines } = await planned(aBrief(1), aBrief(2));
    await act('drop', 1);
    expect(await start('ana', [1, 2])).toMatchObject({ outcome: 'dropped', started: [] });
    expect(await act('restore', 1, 2)).toMatchObject({ outcome: 'done' });
    expect(await act('restore', 1, 3)).toMatchObject({ outcome: 'changed' });
    expect(await lines()).toMatchObject([{ status: 'proposed', revision: 3 }, { status: 'proposed' }]);
  });

  it.each([
    ['no topic', { topic: ' ' }],
    ['a topic of 301 characters', { topic: 'x'.repeat(301) }],
    ['an angle of 301 characters', { angle: 'x'.repeat(301) }],
    ['no day', { day: 'tomorrow' }],
    ['a day that is none', { day: '2026-02-30' }],
    ['another type', { type: 'knowledge' as 'blog' }],
  ])('to %s is refused', async (_, wrong) => {
    const { change, lines } = await planned(aBrief(1));
    await expect(change({ ...aBrief(1), ...wrong })).rejects.toMatchObject({ code: 'bad_brief' });
    expect(await lines()).toMatchObject([{ revision: 1, topic: 'Tema 1' }]);
  });
});
