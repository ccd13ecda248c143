import { describe, expect, it } from 'vitest';
import type { Artifact, BlogBrief, BlogDraft, Outline } from '../../ports/content.ts';
import { useAgents } from '../../testing/agents/agents.ts';
import { APPROVER, enqueueBlog, REQUESTER, TEAM, watchJobs } from '../../testing/agents/jobs.ts';
import { stopBehind } from '../../testing/agents/stops-at-caps.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { HANG_MS } from '../../testing/hang-ms.ts';
import { suggestedArticles } from '../../testing/seed.ts';
import { someOf } from '../../testing/some-of.ts';
import { verifyQuote } from '../text/verify-quote.ts';

const db = useDatabase();
const { bot, writer, hints } = useAgents(db, 5000);
const { eventually, jobRow, reaches } = watchJobs(db, { timeout: HANG_MS, interval: 40 });

async function start(brief: Partial<BlogBrief>): Promise<string> {
  const id = await enqueueBlog(db, bot(), brief);
  hints.jobs.wake();
  return id;
}
async function outlineOf(id: string): Promise<Outline> {
  await reaches(id, 'awaiting_input');
  const { rows } = await db.owner.query(
    'select content from content.questions where job_id = $1 order by number desc limit 1',
    [id],
  );
  return rows[0]?.content as Outline;
}
async function goOn(id: string): Promise<DraftRow> {
  const { rows } = await db.owner.query(
    'select number, hash from content.questions where job_id = $1 order by number desc limit 1',
    [id],
  );
  const question = rows[0] as { number: number; hash: string };
  const pressed = { job_id: id, ...question, person_id: REQUESTER, answer: 'go_on' as const, note: null };
  expect(await bot().answerQuestion(pressed)).toMatchObject({ outcome: 'answered' });
  hints.jobs.wake();
  return draftOf(id, 1);
}
interface DraftRow {
  version: number;
  hash: string;
  content: BlogDraft;
  artifacts: Artifact[];
  reason: string | null;
}
async function draftOf(id: string, version: number): Promise<DraftRow> {
  await eventually(async () => {
    const row = await jobRow(id);
    if (row.status === 'failed') throw new Error(JSON.stringify(row.error));
    return row.versions;
  }).toBe(version);
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
  note: string | null,
) {
  const { version, hash } = draft;
  const review = await bot().recordReview({
    job_id: id,
    version,
    hash,
    reviewer_id: APPROVER,
    decision,
    note,
  });
  expect(review).toMatchObject({ outcome: 'decided' });
  hints.jobs.wake();
}
let stamps = 0;
async function say(id: string, text: string): Promise<void> {
  stamps += 1;
  const { thread_ts } = await jobRow(id);
  const where = { team_id: TEAM, channel_id: 'C0MARKETING', thread_ts: String(thread_ts) };
  const message = { ...where, ts: `800.${stamps}`, author_id: REQUESTER, text };
  expect(await bot().recordMessage(message)).toMatchObject({ outcome: 'taken' });
  hints.jobs.wake();
}
async function replies(id: string): Promise<{ kind: string; text: string; version: number | null }[]> {
  const { rows } = await db.owner.query(
    'select kind, text, version from content.agent_replies where job_id = $1 order by number',
    [id],
  );
  return rows as { kind: string; text: string; version: number | null }[];
}
async function fileText(key: string): Promise<string> {
  const { rows } = await db.owner.query('select bytes from content.artifacts where key = $1', [key]);
  return Buffer.from(rows[0]?.bytes as Buffer).toString();
}
const part = (draft: DraftRow, id: string) => draft.content.parts.find((p) => p.id === id);

describe('an article, end to end with the offline writer', () => {
  it.each(someOf(suggestedArticles, 2))('$text', async ({ text, language }) => {
    const id = await start({ topic: text });
    const outline = await outlineOf(id);
    expect(outline).toMatchObject({ language, offline: true, unread: [] });
    expect(outline.sections.length).toBeGreaterThanOrEqual(2);
    const { content, artifacts } = await goOn(id);
    expect(content).toMatchObject({ kind: 'blog', language, offline: true, changes: [] });
    // What remains is for a person to weigh, never a fault that no person may accept.
    const hard = ['quote_not_found', 'number_not_found', 'no_quote', 'markup', 'banned_word', 'banned_claim'];
    expect(content.warnings.filter((w) => hard.includes(w.code))).toEqual([]);
    const { rows } = await db.owner.query('select id, text from content.passages');
    const passages = new Map(rows.map((r) => [String(r.id), String(r.text)]));
    const evidence = content.parts.flatMap((p) => p.evidence);
    expect(evidence.length).toBeGreaterThanOrEqual(outline.sections.length);
    for (const { passage_id, quote } of evidence) {
      expect(verifyQuote(quote, passages.get(passage_id) ?? '').status).toBe('exact');
    }
    expect(content.sources.length).toBeGreaterThan(0);
    expect(artifacts.map((a) => a.role)).toEqual(expect.arrayContaining(['page', 'overview', 'document']));
    const markdown = artifacts.find((a) => a.name.endsWith('.md'));
    expect(await fileText(markdown?.key ?? '')).toContain('draft: true');
  });

  it('goes on from an outline and from a draft of an earlier version of the graph', async () => {
    const madeEarlier = (id: string) =>
      db.owner.query(
        `update content.jobs set checkpoint_data = checkpoint_data || '{"graph_version": 0}' where id = $1`,
        [id],
      );
    const id = await start({});
    await outlineOf(id);
    await madeEarlier(id);
    // Words that change nothing leave the outline as it was recorded.
    await say(id, 'obrigado!');
    await eventually(async () => (await jobRow(id)).resume).toBeNull();
    await outlineOf(id);
    await madeEarlier(id);
    const first = await goOn(id);
    await reaches(id, 'awaiting_review');
    await madeEarlier(id);
    await say(id, 'de onde vem essa informação sobre o titânio?');
    await eventually(async () => (await replies(id)).at(-1)?.kind).toBe('answer');
    expect(await reaches(id, 'awaiting_review')).toMatchObject({ versions: 1 });
    await madeEarlier(id);
    await say(id, 'introdução mais curta');
    const second = await draftOf(id, 2);
    expect(second.content.changes.map((c) => [c.part, c.kind])).toEqual([['introduction', 'changed']]);
    expect(second.content.parts.slice(1)).toEqual(first.content.parts.slice(1));
    await reaches(id, 'awaiting_review');
    await decide(id, second, 'approve', null);
    await reaches(id, 'completed');
  });

  it('is changed by a reply in the part that was named alone, answers a question, and is approved', async () => {
    const id = await start({});
    await outlineOf(id);
    const first = await goOn(id);
    await say(id, 'introdução mais curta');
    const second = await draftOf(id, 2);
    await reaches(id, 'awaiting_review');
    expect(second.reason).toBe('introdução mais curta');
    expect(second.content.changes.map((c) => [c.part, c.kind])).toEqual([['introduction', 'changed']]);
    expect(second.content.parts.slice(1)).toEqual(first.content.parts.slice(1));
    expect(part(second, 'introduction')?.markdown.length).toBeLessThan(
      part(first, 'introduction')?.markdown.length ?? 0,
    );
    await say(id, 'de onde vem essa informação sobre o titânio?');
    await eventually(async () => (await replies(id)).map((r) => r.kind)).toEqual(['understood', 'answer']);
    expect(await reaches(id, 'awaiting_review')).toMatchObject({ versions: 2 });
    await decide(id, second, 'approve', null);
    const done = await reaches(id, 'completed');
    const finals = done.final as Artifact[];
    expect(finals.map((f) => f.name.replace(/^.*-final/, 'final'))).toEqual([
      'final.md',
      'final.html',
      'final.png',
      'evidence.json',
    ]);
    const [markdown = '', html = ''] = await Promise.all(finals.map((f) => fileText(f.key)));
    expect(markdown).toContain('draft: false');
    for (const { heading } of second.content.parts) expect(html).toContain(heading);
    expect(html).not.toContain('<script');
  });

  it('can still be approved when a reply was stopped at a cap, and the next reply is read', async () => {
    const id = await start({});
    await outlineOf(id);
    const first = await goOn(id);
    await reaches(id, 'awaiting_review');
    await db.owner.query(`insert into content.budget_caps (team_id, scope, usd) values ($1, 'job', 0)`, [
      TEAM,
    ]);
    await db.owner.query(
      `insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd)
       values ($1, $2, 'U1', 'x', 'x', 'x', 1)`,
      [id, TEAM],
    );
    await say(id, 'obrigado a todos!');
    await reaches(id, 'awaiting_budget');
    const stop = { job_id: id, number: 1, person_id: REQUESTER, usd: null, tokens: null };
    await bot().answerBudgetStop({ ...stop, answer: 'stop' });
    hints.jobs.wake();
    expect(await reaches(id, 'awaiting_review')).toMatchObject({ versions: 1, error: null, resume: null });
    expect(await replies(id)).toEqual([]);
    await db.owner.query('delete from content.budget_caps');
    await say(id, 'de onde vem essa informação sobre o titânio?');
    await eventually(async () => (await replies(id)).map((r) => r.kind)).toEqual(['answer']);
    await reaches(id, 'awaiting_review');
    await decide(id, first, 'approve', null);
    await reaches(id, 'completed');
  });

  it('is finished at a cap with the text that there is, which no model judged', async () => {
    const { id, stop } = await stopBehind({ node: 'write', words: 'title_variants' }, db, bot(), async () => {
      const begun = await start({});
      await outlineOf(begun);
      const { rows } = await db.owner.query('select number, hash from content.questions where job_id = $1', [
        begun,
      ]);
      const question = rows[0] as { number: number; hash: string };
      const pressed = {
        job_id: begun,
        ...question,
        person_id: REQUESTER,
        answer: 'go_on' as const,
        note: null,
      };
      await bot().answerQuestion(pressed);
      hints.jobs.wake();
      return begun;
    });
    expect(stop).toMatchObject({ node: 'check', can_finish: true });
    const click = { job_id: id, number: 1, person_id: REQUESTER, usd: null, tokens: null };
    expect((await bot().answerBudgetStop({ ...click, answer: 'finish' })).outcome).toBe('answered');
    hints.jobs.wake();
    const draft = await draftOf(id, 1);
    expect(draft.content.warnings[0]).toMatchObject({ code: 'finished_early' });
    const { version, hash } = draft;
    const approval = { job_id: id, version, hash, reviewer_id: APPROVER, decision: 'approve' as const };
    expect(await bot().recordReview({ ...approval, note: null })).toMatchObject({
      outcome: 'not_allowed',
      reason: 'unverified',
    });
  });

  it('is changed by Request changes, in any words', async () => {
    const id = await start({});
    await outlineOf(id);
    const first = await goOn(id);
    await decide(id, first, 'request_changes', 'conclusão mais curta');
    const second = await draftOf(id, 2);
    expect(second.content.changes.map((c) => c.part)).toEqual(['conclusion']);
  });

  it('waits for an outline that people agree to, also in words', async () => {
    const id = await start({});
    await outlineOf(id);
    await say(id, 'pode seguir');
    expect(await draftOf(id, 1)).toMatchObject({ version: 1 });
    expect(await replies(id)).toMatchObject([{ kind: 'understood', version: 1 }]);
  });

  it('is not started about what no source tells', async () => {
    const id = await start({ topic: 'receita de bolo de cenoura com cobertura' });
    expect(await reaches(id, 'failed')).toMatchObject({
      error: { code: 'no_evidence', params: { topic: 'receita de bolo de cenoura com cobertura' } },
    });
  });

  it('is not started in a third language', async () => {
    const id = await start({ topic: 'Cómo elegir un proveedor de implantes de titanio y sus riesgos' });
    expect(await reaches(id, 'failed')).toMatchObject({
      error: { code: 'other_language', params: { language: 'spa' } },
    });
  });

  it('asks once more for an answer that cannot be used, and for no other', async () => {
    const calls = () => writer().faults.calls().blog_part ?? 0;
    const partsOf = async (fault: boolean) => {
      const id = await start({});
      await outlineOf(id);
      const before = calls();
      if (fault) writer().faults.next({ kind: 'invalid_json' }, 'blog_part');
      const { content } = await goOn(id);
      return { made: calls() - before, parts: content.parts };
    };
    const usual = await partsOf(false);
    expect(await partsOf(true)).toEqual({ ...usual, made: usual.made + 1 });
  });
});
