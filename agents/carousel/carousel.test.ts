import { describe, expect, it } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import type { Artifact, CarouselBrief, CarouselDraft, ProposalAnswer } from '../../ports/content.ts';
import { useAgents } from '../../testing/agents/agents.ts';
import {
  ADMIN,
  APPROVER,
  aBrief,
  bothParts,
  enqueue,
  REQUESTER,
  TEAM,
  watchJobs,
} from '../../testing/agents/jobs.ts';
import { stopBehind } from '../../testing/agents/stops-at-caps.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
import { suggestedBriefs } from '../../testing/seed.ts';
import { someOf } from '../../testing/some-of.ts';
import { learnOne } from '../learning/learn.ts';
import { GRAPH_VERSION } from './graph.ts';

const db = useDatabase();
const { bot, writer, hints } = useAgents(db, 2000);
const { eventually, jobRow, reaches } = watchJobs(db, { timeout: HANG_MS, interval: 40 });

async function start(brief: Partial<CarouselBrief>): Promise<string> {
  const id = await enqueue(db, bot(), { ...aBrief, ...brief });
  hints.jobs.wake();
  return id;
}

interface DraftRow {
  version: number;
  hash: string;
  content: CarouselDraft;
  artifacts: Artifact[];
  reason: string | null;
}
async function draftOf(id: string, version: number): Promise<DraftRow> {
  await eventually(async () => (await jobRow(id)).versions).toBe(version);
  const { rows } = await db.owner.query('select * from content.drafts where job_id = $1 and version = $2', [
    id,
    version,
  ]);
  return rows[0] as unknown as DraftRow;
}

async function decide(
  id: string,
  draft: DraftRow,
  decision: 'approve' | 'request_changes',
  note: string | null = null,
) {
  const { version, hash } = draft;
  const answer = await bot().recordReview({
    job_id: id,
    version,
    hash,
    reviewer_id: APPROVER,
    decision,
    note,
  });
  hints.jobs.wake();
  return answer;
}

describe('a carousel', () => {
  it.each(someOf(suggestedBriefs, 2))(
    'is drafted from the suggested brief "$text"',
    async ({ text, language }) => {
      const id = await start({ topic: text });
      await reaches(id, 'awaiting_review');
      const { content, artifacts } = await draftOf(id, 1);
      expect(content).toMatchObject({
        kind: 'carousel',
        language,
        offline: true,
        model: 'offline-extractive-1',
      });
      expect(content.slides).toHaveLength(8);
      expect(content.sources.length).toBeGreaterThan(0);
      expect(artifacts.map((a) => a.role)).toEqual([...Array(8).fill('page'), 'overview', 'document']);
    },
  );

  it.each([5, 12])('is drafted with %i slides', async (slides) => {
    const id = await start({ slides });
    await reaches(id, 'awaiting_review');
    expect((await draftOf(id, 1)).content.slides).toHaveLength(slides);
  });

  it('changes slide 4 only when the note says so, then draws the approved version without another word', async () => {
    const id = await start({});
    const first = await draftOf(id, 1);
    expect(await decide(id, first, 'request_changes', 'slide 4: mais curto')).toMatchObject({
      outcome: 'decided',
    });
    const second = await draftOf(id, 2);
    const others = (d: DraftRow) => JSON.stringify([d.content.slides.toSpliced(3, 1), d.content.post]);
    expect(others(second)).toBe(others(first));
    expect(second.content.slides[3]).not.toEqual(first.content.slides[3]);
    expect(second.reason).toBe('slide 4: mais curto');

    await decide(id, second, 'approve');
    const done = await reaches(id, 'completed');
    const finals = done.final as Artifact[];
    expect(finals.map((f) => f.role)).toEqual(['document', ...Array(8).fill('page'), 'document']);
    expect(finals.at(-1)?.name).toBe('evidence.json');
    expect(finals.slice(0, -1).every((f) => f.name.includes('final'))).toBe(true);
    expect(finals.every((f) => f.key.startsWith(`${id}/v2/final/`))).toBe(true);
    const shas = new Set(second.artifacts.map((a) => a.sha256));
    expect(finals.some((f) => shas.has(f.sha256))).toBe(false);
    const pdf = await bot().getArtifact(finals[0]?.key ?? '');
    expect(Buffer.from(pdf?.base64 ?? '', 'base64').toString()).toMatch(/^\["pdf","final",/);
  });

  it('is changed, and approved, where an earlier version of the graph made its draft', async () => {
    const id = await start({ slides: 5 });
    const first = await draftOf(id, 1);
    await reaches(id, 'awaiting_review');
    // That version knew fewer fields.
    await db.owner.query(
      `update content.jobs set checkpoint_data = checkpoint_data || '{"graph_version": 0}' where id = $1`,
      [id],
    );
    await db.owner.query(
      `delete from content.checkpoint_channels where thread_id = $1 and channel in ('subjects', 'mended', 'to_mend', 'asked')`,
      [id],
    );
    await decide(id, first, 'request_changes', 'slide 3: mais curto');
    const second = await draftOf(id, 2);
    const others = (d: DraftRow) => JSON.stringify([d.content.slides.toSpliced(2, 1), d.content.post]);
    expect(others(second)).toBe(others(first));
    expect(second.content.slides[2]).not.toEqual(first.content.slides[2]);
    expect(second.reason).toBe('slide 3: mais curto');
    expect((await reaches(id, 'awaiting_review')).checkpoint_data).toMatchObject({
      graph_version: GRAPH_VERSION,
    });
    expect(await decide(id, second, 'approve')).toMatchObject({
      outcome: 'decided',
      job_status: 'completed',
    });
  });

  it('makes a new version of the whole deck from a general note, with the same number of slides', async () => {
    const id = await start({ slides: 6 });
    const first = await draftOf(id, 1);
    await decide(id, first, 'request_changes', 'mais curto, por favor');
    const second = await draftOf(id, 2);
    expect(second.content.slides).toHaveLength(6);
    expect(second.hash).not.toBe(first.hash);
  });

  it('ends without asking the model when the knowledge does not hold the topic, and says what is missing', async () => {
    const before = writer().faults.calls();
    const id = await start({ topic: 'Receitas de bolo de cenoura com cobertura' });
    const { error } = await reaches(id, 'failed');
    expect(error).toMatchObject({
      code: 'no_evidence',
      params: { terms_missing: expect.arrayContaining(['cenoura']) },
    });
    expect(writer().faults.calls()).toEqual(before);
  });

  it('shows each step with what it brought', async () => {
    const id = await start({});
    const { checkpoint_data } = await reaches(id, 'awaiting_review');
    expect(checkpoint_data).toMatchObject({
      graph_version: GRAPH_VERSION,
      node: 'render',
      step: 5,
      of: 5,
      steps: [
        { node: 'retrieve', detail: [{ code: 'passages', count: expect.any(Number) }] },
        { node: 'plan', detail: [{ code: 'slides', count: 8 }] },
        { node: 'write', detail: [{ code: 'slides', count: 8 }] },
        { node: 'check', detail: [{ code: expect.any(String), count: expect.any(Number) }] },
        { node: 'render', detail: [{ code: 'slides', count: 8 }] },
      ],
    });
  });

  it('keeps the words of people and of Slack out of the markup', async () => {
    const id = await start({
      topic: '*5 erros* ao escolher um <!channel> fornecedor de _implantes_ ~ruins~',
    });
    await reaches(id, 'awaiting_review');
    const { content } = await draftOf(id, 1);
    expect(JSON.stringify([content.title, content.slides, content.post])).not.toMatch(/<!|<@|\*\*/);
  });
});

describe('a model that fails', () => {
  const brief = { slides: 5 };
  const judged = [
    { node: 'judge', state: 'settled' },
    { node: 'judge-quotes', state: 'settled' },
  ];
  const again = async (id: string, code: string) => {
    await eventually(async () => (await jobRow(id)).error).toMatchObject({ code });
    const row = await jobRow(id);
    await db.owner.query('update content.jobs set run_at = platform.now() where id = $1', [id]);
    hints.jobs.wake();
    return row;
  };
  const ledger = async (id: string) =>
    (
      await db.owner.query(
        `select node, case when unheard then 'unheard' else state end as state
         from content.usage_ledger where job_id = $1 order by id`,
        [id],
      )
    ).rows;

  it('with 429 is tried again no sooner than it asked, and the refused call costs nothing', async () => {
    writer().faults.next({ kind: 'status', status: 429, retryAfterSeconds: 40 }, 'carousel_deck');
    const id = await start(brief);
    const row = await again(id, 'model_busy');
    expect(Number(row.run_at) - Date.now()).toBeGreaterThan(30_000);
    await reaches(id, 'awaiting_review');
    expect(await ledger(id)).toEqual([
      { node: 'plan', state: 'settled' },
      { node: 'write', state: 'void' },
      { node: 'write', state: 'settled' },
      ...judged,
    ]);
  });

  it.each([{ kind: 'status', status: 500 }, { kind: 'hang' }] as const)(
    'with $kind $status is tried again, and the call keeps counting as it may have been billed',
    async (fault) => {
      writer().faults.next(fault, 'carousel_deck');
      const id = await start(brief);
      await again(id, 'model_unavailable');
      await reaches(id, 'awaiting_review');
      expect(await ledger(id)).toEqual([
        { node: 'plan', state: 'settled' },
        { node: 'write', state: 'unheard' },
        { node: 'write', state: 'settled' },
        ...judged,
      ]);
    },
  );

  it.each(someOf(['invalid_json', 'empty', 'schema_violation'] as const, 1))(
    'with %s is told so and answers again',
    async (kind) => {
      writer().faults.next({ kind }, 'carousel_plan');
      writer().faults.next({ kind }, 'carousel_plan');
      const before = writer().faults.calls().carousel_plan;
      const id = await start(brief);
      await reaches(id, 'awaiting_review');
      expect(writer().faults.calls().carousel_plan - before).toBe(3);
      expect((await jobRow(id)).attempts).toBe(0);
    },
  );

  it('with nothing but nonsense ends the attempt, and the next attempt asks afresh', async () => {
    for (let n = 0; n < 3; n += 1) writer().faults.next({ kind: 'invalid_json' }, 'carousel_plan');
    const before = writer().faults.calls().carousel_plan;
    const id = await start(brief);
    await again(id, 'model_invalid_answer');
    await reaches(id, 'awaiting_review');
    expect(writer().faults.calls().carousel_plan - before).toBe(4);
  });

  it('slowly is waited for', async () => {
    writer().faults.next({ kind: 'slow', ms: 300 }, 'carousel_deck');
    const id = await start(brief);
    await reaches(id, 'awaiting_review');
    expect((await jobRow(id)).attempts).toBe(0);
  });

  it('is not called when a cap is reached: people are asked', async () => {
    await db.owner.query(`insert into content.budget_caps (team_id, scope, usd) values ($1, 'job', 0)`, [
      TEAM,
    ]);
    const id = await enqueue(db, bot(), { ...aBrief, ...brief });
    await db.owner.query(
      `insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd)
       values ($1, $2, 'U1', 'x', 'x', 'x', 1)`,
      [id, TEAM],
    );
    const before = writer().faults.calls();
    hints.jobs.wake();
    expect((await reaches(id, 'awaiting_budget')).error).toBeNull();
    expect(await bot().getBudgetStop(id, 1)).toMatchObject({ scope: 'job', unit: 'usd', node: 'plan' });
    expect(writer().faults.calls()).toEqual(before);
    await db.owner.query('delete from content.budget_caps');
  });

  it('is not called any more when people have the draft finished at a cap; its approval then needs a reason', async () => {
    const begun = () => start({ ...brief });
    const { id, stop } = await stopBehind({ node: 'write', words: 'hashtags' }, db, bot(), begun);
    expect(stop).toMatchObject({ node: 'check', can_finish: true, goes_back_to: null });
    const before = writer().faults.calls();
    const click = { job_id: id, number: 1, person_id: REQUESTER, usd: null, tokens: null };
    expect((await bot().answerBudgetStop({ ...click, answer: 'finish' })).outcome).toBe('answered');
    hints.jobs.wake();
    const draft = await draftOf(id, 1);
    expect(writer().faults.calls()).toEqual(before);
    expect(draft.content.warnings?.[0]).toMatchObject({ code: 'finished_early' });
    expect(await decide(id, draft, 'approve')).toMatchObject({
      outcome: 'not_allowed',
      reason: 'unverified',
    });
    const { version, hash } = draft;
    const override_reason = 'Revisado à mão com as fontes.';
    const approval = { job_id: id, version, hash, reviewer_id: APPROVER, decision: 'approve' as const };
    expect(await bot().recordReview({ ...approval, note: null, override_reason })).toMatchObject({
      outcome: 'decided',
    });
  });
});

describe('what a team corrected three times', () => {
  /** Two texts by hand that put "custo" for "preço" in one job, one in another; stored without their way there, in jobs that no runner claims as nothing of them is posted. */
  async function teach(): Promise<void> {
    const content = (word: string) => ({
      ...{ kind: 'carousel', title: 'T', language: 'pt', slides: [], sources: [] },
      post: { hook: 'Hoje', body: `O ${word} sozinho não diz o que vem na caixa do implante.`, hashtags: [] },
      ...{ brand_version: 1, model: 'm', offline: false },
    });
    for (const pairs of [2, 1]) {
      const { rows } = await db.owner.query(
        `insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
         values ('carousel', '{}', $1, $2, 'C1', gen_random_uuid()::text) returning id`,
        [TEAM, REQUESTER],
      );
      for (let n = 1; n <= 2 * pairs; n++) {
        const isEdit = n % 2 === 0;
        await db.owner.query(
          `insert into content.drafts (job_id, version, hash, content, status, made_by, author_id)
           values ($1, $2::integer, 'x' || $2, $3, 'superseded', $4, $5)`,
          [
            rows[0]?.id,
            n,
            JSON.stringify(content(isEdit ? 'custo' : 'preço')),
            isEdit ? 'edit' : 'agent',
            isEdit ? APPROVER : null,
          ],
        );
      }
    }
    // Not at the learner's own pace, which is slow.
    const { agent } = await bothParts(db);
    while (await learnOne({ content: agent, log: silentLog }));
  }
  const proposals = () => bot().listProposals(TEAM, ADMIN);
  const answer = (proposal_id: number, answer: ProposalAnswer) =>
    bot().decideProposal({ team_id: TEAM, person_id: ADMIN, proposal_id, answer, change: answer });
  async function drafted(): Promise<string> {
    const id = await start({ slides: 5 });
    await reaches(id, 'awaiting_review');
    const { slides, post } = (await draftOf(id, 1)).content;
    return JSON.stringify([slides, post]);
  }

  it('binds the next draft once an admin accepts it, and no longer once it is revoked', async () => {
    const before = await drafted();
    expect(before).toMatch(/preço/i);
    await teach();
    const [proposal, ...more] = (await proposals()).open;
    expect(more).toEqual([]);
    expect(proposal).toMatchObject({ rule: { kind: 'banned_word', pattern: 'preço' }, causes: [{}, {}, {}] });
    const id = proposal?.id ?? 0;
    // Proposed is not in force.
    expect(await drafted()).toBe(before);
    expect(await answer(id, 'accept')).toMatchObject({ outcome: 'done' });
    expect(await drafted()).not.toMatch(/preço/i);
    expect(await answer(id, 'revoke')).toMatchObject({ outcome: 'done' });
    expect(await drafted()).toBe(before);
    // Revoked does not come back.
    await teach();
    const { rows } = await db.owner.query(
      `select id from content.corrections where before like '%preço sozinho%'`,
    );
    expect(rows).toHaveLength(6);
    expect((await proposals()).open).toEqual([]);
  });
});
