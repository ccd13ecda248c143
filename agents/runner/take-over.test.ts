import { describe, expect, it } from 'vitest';
import type { Artifact, DraftContent, HandedOverJob, Question } from '../../ports/content.ts';
import { useAgents } from '../../testing/agents/agents.ts';
import { ADMIN, APPROVER, enqueueResearch, REQUESTER, TEAM, watchJobs } from '../../testing/agents/jobs.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
import { aReplyBrief } from '../../testing/replies/reply-in-memory.ts';
import { seededBrandKit } from '../../testing/seed.ts';

const db = useDatabase();
const { bot, hints } = useAgents(db, 2000);
const { eventually, jobRow, reaches } = watchJobs(db, { timeout: HANG_MS, interval: 40 });

/** As the version before left a thread: it knew fewer fields. */
async function madeEarlier(id: string, ...unknownFields: string[]) {
  await db.owner.query(
    `update content.jobs set checkpoint_data = checkpoint_data || '{"graph_version": 0}' where id = $1`,
    [id],
  );
  await db.owner.query(
    'delete from content.checkpoint_channels where thread_id = $1 and channel = any ($2)',
    [id, unknownFields],
  );
}
const isOfThisVersion = async (id: string) =>
  expect((await jobRow(id)).checkpoint_data).toMatchObject({ graph_version: 1 });

let threads = 0;
async function open(id: string): Promise<string> {
  threads += 1;
  await db.owner.query('update content.jobs set thread_ts = $2 where id = $1', [id, `9${threads}.000100`]);
  hints.jobs.wake();
  return id;
}
async function start(type: 'plan' | 'brand_kit', brief: object, requester_id: string): Promise<string> {
  const job = { team_id: TEAM, type, brief, requester_id, channel_id: 'C0MARKETING', response_url: null };
  // SAFETY: each test gives the brief of its type.
  const asked = { ...job, command: `/${type}`, idempotency_key: type } as unknown as Parameters<
    ReturnType<typeof bot>['enqueueJob']
  >[0];
  return (await bot().enqueueJob(asked)).job_id;
}
async function handOver(
  job: Pick<HandedOverJob, 'type' | 'brief'> & { records?: object[] },
): Promise<string> {
  const to = { team_id: TEAM, requester_id: REQUESTER, channel_id: 'C0SALES', thread_ts: null };
  // SAFETY: each test gives the brief of its type.
  return (await bot().enqueueHandedOver({ ...to, key: job.type, ...job } as HandedOverJob)).job_id;
}
async function answer(id: string, answered: 'go_on' | 'discard', person_id: string) {
  const { rows } = await db.owner.query('select * from content.questions where job_id = $1', [id]);
  const { number, hash } = rows[0] as unknown as Question;
  const outcome = await bot().answerQuestion({
    job_id: id,
    number,
    hash,
    answer: answered,
    note: null,
    person_id,
  });
  expect(outcome).toMatchObject({ outcome: 'answered' });
  hints.jobs.wake();
}
interface DraftRow {
  version: number;
  hash: string;
  content: DraftContent;
  finals: Artifact[];
}
async function draftOf(id: string, version: number): Promise<DraftRow> {
  await eventually(async () => {
    const { versions, error } = await jobRow(id);
    return error ?? versions;
  }).toBe(version);
  await reaches(id, 'awaiting_review');
  const { rows } = await db.owner.query('select * from content.drafts where job_id = $1 and version = $2', [
    id,
    version,
  ]);
  return rows[0] as unknown as DraftRow;
}
async function review(id: string, { version, hash }: DraftRow, note: string | null, reviewer_id = APPROVER) {
  const decision = note === null ? ('approve' as const) : ('request_changes' as const);
  const outcome = await bot().recordReview({ job_id: id, version, hash, reviewer_id, decision, note });
  expect(outcome).toMatchObject({ outcome: 'decided' });
  hints.jobs.wake();
}

describe('what an earlier version of the graph began', () => {
  it('research: its questions, then its report are taken over, changed and approved', async () => {
    const id = await enqueueResearch(db, bot(), { topic: 'como se valida a limpeza de implantes?' });
    hints.jobs.wake();
    await reaches(id, 'awaiting_input');
    await madeEarlier(id, 'weighed', 'more_urls');
    await answer(id, 'go_on', REQUESTER);
    const first = await draftOf(id, 1);
    await isOfThisVersion(id);
    await madeEarlier(id, 'weighed', 'more_urls', 'asked');
    await review(id, first, 'resumo mais curto');
    const second = await draftOf(id, 2);
    await isOfThisVersion(id);
    expect(second.hash).not.toBe(first.hash);
    await review(id, second, null);
    expect((await reaches(id, 'completed')).final).toEqual(second.finals);
  });

  it('a plan: what it proposed is started, and it closes', async () => {
    const brief = { topic: 'passivação', count: 2, first_day: null, language: null };
    const id = await open(await start('plan', brief, REQUESTER));
    await reaches(id, 'awaiting_input');
    await madeEarlier(id, 'missing', 'refused', 'other_asked');
    const started = await bot().startPlanned({
      job_id: id,
      person_id: REQUESTER,
      lines: [{ number: 1, revision: 1 }],
    });
    expect(started).toMatchObject({ outcome: 'done' });
    await answer(id, 'go_on', REQUESTER);
    expect((await reaches(id, 'completed')).result).toMatchObject({ closed: true });
    await isOfThisVersion(id);
  });

  it('a brand kit: it is in force once it is used', async () => {
    const { version, ...kit } = { ...seededBrandKit, name: 'Alba Nova' };
    const id = await open(await start('brand_kit', { topic: 'Marca', kit, base_version: version }, ADMIN));
    await reaches(id, 'awaiting_input');
    await madeEarlier(id, 'warnings');
    await answer(id, 'go_on', ADMIN);
    expect((await reaches(id, 'completed')).result).toEqual({ applied: true });
    expect(await bot().getBrandKit(TEAM)).toMatchObject({ name: 'Alba Nova' });
    await isOfThisVersion(id);
  });

  it('words of a campaign: they are approved, and the job closes', async () => {
    const steps = [
      { number: 1, kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 0, max: 200 },
    ] as const;
    const people = [{ lead_id: 'lead-1', name: 'Ana Prado', language: 'pt-BR', facts: [] }];
    const brief = { topic: 'Sul', language: 'pt', reference: 'c-1', purpose: 'Apresentar', steps, people };
    const id = await open(await handOver({ type: 'outreach_notes', brief: brief as never }));
    await reaches(id, 'awaiting_input');
    await madeEarlier(id, 'passages', 'rules');
    const { rows } = await db.owner.query(
      'select number, revision, hash from content.note_items where job_id = $1',
      [id],
    );
    const notes = rows as { number: number; revision: number; hash: string }[];
    const decided = await bot().decideNotes({ job_id: id, person_id: APPROVER, action: 'approve', notes });
    expect(decided).toMatchObject({ outcome: 'done', decided: [1] });
    hints.jobs.wake();
    expect((await reaches(id, 'completed')).result).toMatchObject({ closed: true });
    await isOfThisVersion(id);
  });

  it('an answer to a message that came in: it is changed and approved', async () => {
    const brief = aReplyBrief('O que a passivação do titânio remove da superfície?');
    const id = await open(await handOver({ type: 'incoming_webhook', brief }));
    const first = await draftOf(id, 1);
    await madeEarlier(id, 'wishes', 'warnings', 'summary');
    await review(id, first, 'escreva “Um abraço da equipe.”');
    const second = await draftOf(id, 2);
    await isOfThisVersion(id);
    expect(second.content).toMatchObject({ answer: expect.stringContaining('Um abraço da equipe.') });
    // What a person asked for word for word is that person's.
    await review(id, second, null, ADMIN);
    await reaches(id, 'completed');
  });

  it('a batch of leads: a field is taken out of it, and the rest approved', async () => {
    const input = { name: 'Ana Prado', company: 'Alfa', site: null, wanted: ['headcount', 'country'] };
    const id = await handOver({
      type: 'lead_enrichment',
      brief: { topic: 'Leads', language: 'pt', reference: 'b-1' },
      records: [{ lead_id: 'lead-1', input }],
    });
    // As read from its site.
    const page = { url: 'https://alfa.example/' };
    const values = {
      headcount: { value: 40, quote: 'Somos 40 pessoas', ...page },
      country: { value: 'BR', quote: 'no Brasil', ...page },
    };
    await db.owner.query(
      `update content.batch_records set status = 'done', ended_at = platform.now(), outcome = $2 where job_id = $1`,
      [id, { values, code: null, model: 'm' }],
    );
    const first = await draftOf(await open(id), 1);
    await madeEarlier(id, 'without', 'counts', 'changed');
    await review(id, first, 'sem país');
    const second = await draftOf(id, 2);
    await isOfThisVersion(id);
    expect(second.content).toMatchObject({ counts: { values: { headcount: 1 } }, without: ['country'] });
    await review(id, second, null);
    expect((await reaches(id, 'completed')).final).toEqual(second.finals);
  });
});
