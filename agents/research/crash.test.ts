import { describe, expect, it } from 'vitest';
import type { ResearchDraft } from '../../ports/content.ts';
import { everyPoint, somePoint, useCrashes } from '../../testing/agents/crashes.ts';
import { ADMIN, enqueueResearch, REQUESTER, TEAM } from '../../testing/agents/jobs.ts';

const crashes = useCrashes();
const { db, jobRow, runUntil, killAndGoOn, drafts, unheardCalls, calls, count } = crashes;
const start = () => enqueueResearch(db, crashes.bot(), {});

async function goOn(id: string): Promise<void> {
  const question = await crashes.newest<{ number: number; hash: string }>('questions', id);
  const pressed = { job_id: id, ...question, person_id: REQUESTER, answer: 'go_on' as const, note: null };
  await crashes.bot().answerQuestion(pressed);
}
/** Shorter it cannot be: both sides of a contradiction stay. */
const CHANGE = 'mude o título do achado 1 para "Prazo da pré-limpeza"';
let stamps = 0;
async function say(id: string, text: string): Promise<void> {
  stamps += 1;
  const { thread_ts } = await jobRow(id);
  const where = { team_id: TEAM, channel_id: 'C0MARKETING', thread_ts: String(thread_ts) };
  await crashes.bot().recordMessage({ ...where, ts: `901.${stamps}`, author_id: REQUESTER, text });
}
const questions = (id: string) => count('select count(*) as n from content.questions where job_id = $1', id);
/** Pages of the job: one that is read again after a kill is stored once. */
const pages = (id: string) => count('select count(*) as n from content.documents where job_id = $1', id);
const searches = (id: string) =>
  count(
    `select count(*) as n from content.usage_ledger
     where job_id = $1 and node = 'web_search' and state = 'settled' and not unheard`,
    id,
  );
/** A call or search whose answer was kept is never made again: each key is settled once. */
const settledTwice = (id: string) =>
  count(
    `select count(*) as n from (
       select from content.usage_ledger where job_id = $1 and state = 'settled' and not unheard group by call_key having count(*) > 1) t`,
    id,
  );

/** Model calls, pages and searches of a job that is not killed, measured once. */
let measured:
  | Promise<{ plan: number; report: number; change: number; pages: number; searches: number }>
  | undefined;
const usual = () => {
  measured ??= (async () => {
    const id = await start();
    const counting = async (status: string) => {
      const before = calls();
      await runUntil(id, status);
      return calls() - before;
    };
    const plan = await counting('awaiting_input');
    await goOn(id);
    const report = await counting('awaiting_review');
    const read = { pages: await pages(id), searches: await searches(id) };
    await say(id, CHANGE);
    return { plan, report, ...read, change: await counting('awaiting_review') };
  })();
  return measured;
};

/** Only a call between its answer and its receipt is made again, and its first reservation counts. */
async function paidOnce(id: string, made: number, expected: number): Promise<void> {
  expect(made).toBeGreaterThanOrEqual(expected);
  expect(made).toBeLessThanOrEqual(expected + (await unheardCalls(id)));
  expect(await settledTwice(id)).toBe(0);
}

describe('kill -9 of a runner that researches, then another one goes on', () => {
  it.runIf(everyPoint).each([
    ['survey', 'search_knowledge#1:after'],
    ['plan', 'settle_usage#1:before'],
    ['plan', 'settle_usage#1:after'],
    ['confirm-questions', 'record_question#1:before'],
    ['confirm-questions', 'record_question#1:after'],
  ])('in %s, at %s: one plan, and each call paid once', async (_node, point) => {
    const { plan } = await usual();
    const id = await start();
    await paidOnce(id, await killAndGoOn(id, point, 'awaiting_input'), plan);
    expect(await questions(id)).toBe(1);
  });

  it.each(
    somePoint([
      ['search', 'reserve_usage#1:after'],
      ['search', 'settle_usage#1:after'],
      ['read-pages', 'store_document#1:after'],
      ['retrieve', 'search_knowledge#2:after'],
      ['take-notes', 'settle_usage#3:before'],
      ['take-notes', 'settle_usage#3:after'],
      ['take-notes', 'put_checkpoint_writes#6:before'],
      ['weigh', 'settle_usage#5:after'],
      ['write', 'settle_usage#6:before'],
      ['write', 'settle_usage#6:after'],
      ['check', 'put_checkpoint#8:before'],
      ['judge', 'settle_usage#7:before'],
      ['judge-quotes', 'settle_usage#8:before'],
      ['preview', 'put_artifact#2:after'],
      ['await-review', 'record_draft#1:before'],
      ['await-review', 'record_draft#1:after'],
    ]),
  )(
    'in %s, at %s: one report, each call and each search paid once, each page kept once',
    async (_node, point) => {
      const expected = await usual();
      const id = await start();
      await runUntil(id, 'awaiting_input');
      await goOn(id);
      await paidOnce(id, await killAndGoOn(id, point, 'awaiting_review'), expected.report);
      expect(await drafts(id)).toBe(1);
      expect(await pages(id)).toBe(expected.pages);
      expect(await searches(id)).toBe(expected.searches);
    },
  );

  it.runIf(everyPoint).each([
    ['understand', 'record_reply#1:after'],
    ['follow-up', 'settle_usage#2:after'],
    ['revise', 'settle_usage#3:before'],
    ['await-review', 'record_draft#1:before'],
  ])('in %s after a reply, at %s: one version 2', async (_node, point) => {
    const { change } = await usual();
    const id = await start();
    await runUntil(id, 'awaiting_input');
    await goOn(id);
    await runUntil(id, 'awaiting_review');
    await say(id, CHANGE);
    await paidOnce(id, await killAndGoOn(id, point, 'awaiting_review'), change);
    expect(await drafts(id)).toBe(2);
  });
});

describe('a cap that stops research in the middle', () => {
  it('keeps what was read, and a raise repeats no paid call', async () => {
    const { report } = await usual();
    const id = await start();
    await runUntil(id, 'awaiting_input');
    await goOn(id);
    const before = calls();
    // Room for the notes, and not for the report behind them.
    const spent = await count(
      'select sum(input_tokens + output_tokens) as n from content.usage_ledger where job_id = $1',
      id,
    );
    const cap = (tokens: number) =>
      db.owner.query(
        `insert into content.budget_caps (team_id, scope, tokens, changed_by) values ($1, 'job', $2, 'test')
         on conflict (team_id, scope) do update set tokens = excluded.tokens`,
        [TEAM, tokens],
      );
    await cap(spent + 22_000);
    await runUntil(id, 'awaiting_budget');
    const stopped = calls() - before;
    expect(stopped).toBeGreaterThan(0);
    expect(stopped).toBeLessThan(report);
    const raise = { job_id: id, number: 1, person_id: ADMIN, usd: null, tokens: 10_000_000 };
    expect((await crashes.bot().answerBudgetStop({ ...raise, answer: 'raise' })).outcome).toBe('answered');
    await runUntil(id, 'awaiting_review');
    expect(calls() - before).toBe(report);
    expect(await settledTwice(id)).toBe(0);
  });

  it('has its notes shown as a report when people have it finished, also by a runner that dies meanwhile', async () => {
    const id = await start();
    await runUntil(id, 'awaiting_input');
    await goOn(id);
    const { rows } = await db.owner.query(
      'select sum(input_tokens + output_tokens)::int as spent from content.usage_ledger where job_id = $1',
      [id],
    );
    // Room for the notes, and not for the report behind them.
    await db.owner.query(
      `insert into content.budget_caps (team_id, scope, tokens, changed_by) values ($1, 'job', $2, 'test')
       on conflict (team_id, scope) do update set tokens = excluded.tokens`,
      [TEAM, Number(rows[0]?.spent) + 22_000],
    );
    await runUntil(id, 'awaiting_budget');
    const click = { job_id: id, number: 1, person_id: REQUESTER, usd: null, tokens: null };
    expect((await crashes.bot().answerBudgetStop({ ...click, answer: 'finish' })).outcome).toBe('answered');
    await killAndGoOn(id, 'put_artifact#1:after', 'awaiting_review');
    const made = await db.owner.query('select content from content.drafts where job_id = $1', [id]);
    const draft = made.rows[0]?.content as ResearchDraft;
    expect(draft.warnings[0]).toMatchObject({ code: 'finished_early' });
    expect(draft.findings.length).toBeGreaterThan(0);
    expect(await drafts(id)).toBe(1);
    await db.owner.query('delete from content.budget_caps');
  });
});
