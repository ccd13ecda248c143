import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { createHint } from '../platform/hint.ts';
import { silentLog } from '../platform/log.ts';
import type { ContentForBot } from '../ports/content.ts';
import {
  aBrief,
  bothParts,
  enqueue,
  enqueueBlog,
  installKnowledge,
  installTeam,
  REQUESTER,
  TEAM,
  watchJobs,
} from '../testing/agents/jobs.ts';
import { plainRenderers } from '../testing/agents/renderers.ts';
import { useDatabase } from '../testing/database/database.ts';
import { HANG_MS } from '../testing/hang-ms.ts';
import type { ProfileName } from '../testing/model-endpoint/profiles/profiles.ts';
import { reroutedFetch } from '../testing/model-endpoint/reroute.ts';
import { type Endpoint, startModelEndpoint } from '../testing/model-endpoint/start-model-endpoint.ts';
import { writerAnswers } from '../testing/model-endpoint/writer-answers.ts';
import { someOf } from '../testing/some-of.ts';
import { startAgents } from './start.ts';

// Two makers that agree with OpenAI least: one ignores what shapes an answer, the other refuses what it does not know.
// All eight: npm run prove -- --only models.

const db = useDatabase();
const { jobRow, reaches, eventually } = watchJobs(db, { timeout: HANG_MS, interval: 40 });
const realFetch = globalThis.fetch;
let bot: ContentForBot;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  await installTeam(db);
  await installKnowledge(db);
  ({ bot } = await bothParts(db));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The agents behind a maker's own address, where the offline writer thinks and the maker's manners shape it. */
async function agentsAt(profile: ProfileName) {
  const writer = await writerAnswers();
  const endpoint = await startModelEndpoint({ profile, answer: writer.answer, taskOf: writer.taskOf });
  stops.push(writer.stop, endpoint.stop);
  const { address } = endpoint.profile;
  vi.stubGlobal('fetch', reroutedFetch(realFetch, { [address]: endpoint.url }));
  const { url, publishableKey, fetch } = db;
  const hints = { jobs: createHint(), outbox: createHint() };
  const agents = await startAgents(
    {
      database: { url, publishableKey, token: await db.token('greenlight_agent'), fetch },
      model: {
        apiKey: 'k',
        baseUrl: address,
        model: endpoint.model,
        smallModel: endpoint.smallModel,
        timeoutMs: undefined,
      },
      concurrency: 2,
    },
    { log: silentLog, clock: systemClock, random: systemRandom, hints },
    plainRenderers,
  );
  stops.push(() => agents.stop(2000));
  return { endpoint, wake: () => hints.jobs.wake() };
}

async function goOn(id: string): Promise<void> {
  await reaches(id, 'awaiting_input');
  const { rows } = await db.owner.query(
    'select number, hash from content.questions where job_id = $1 order by number desc limit 1',
    [id],
  );
  const question = rows[0] as { number: number; hash: string };
  await bot.answerQuestion({ job_id: id, ...question, person_id: REQUESTER, answer: 'go_on', note: null });
}

async function reply(id: string, text: string): Promise<void> {
  const { thread_ts } = await jobRow(id);
  const where = { team_id: TEAM, channel_id: 'C0MARKETING', thread_ts: String(thread_ts) };
  await bot.recordMessage({ ...where, ts: `${900 + Math.random()}`, author_id: REQUESTER, text });
}

const versions = (id: string, count: number) =>
  eventually(async () => {
    const row = await jobRow(id);
    return row.status === 'failed' ? JSON.stringify(row.error) : `${row.status} ${row.versions}`;
  }).toBe(`awaiting_review ${count}`);

/** What the ledger holds of these jobs as paid, in the order of its size, as the endpoint's bills are below. */
async function paid(ids: string[]): Promise<string[]> {
  const { rows } = await db.owner.query(
    `select input_tokens, output_tokens from content.usage_ledger where job_id = any($1) and state = 'settled' and not unheard`,
    [ids],
  );
  return rows.map((row) => `${row.input_tokens} + ${row.output_tokens}`).sort();
}
const billed = (endpoint: Endpoint) =>
  endpoint
    .billed()
    .map(({ input, output }) => `${input} + ${output}`)
    .sort();

describe.each(someOf<ProfileName>(['anthropic', 'gemini'], 1))('behind %s', (profile) => {
  it('a carousel, an article and a reply come about, through a cut-off and a refusal, and are paid as billed', async () => {
    const { endpoint, wake } = await agentsAt(profile);
    const carousel = await enqueue(db, bot, { ...aBrief, slides: 5 });
    const article = await enqueueBlog(db, bot, {});
    void endpoint.next('cut_off', ({ task }) => task === 'blog_part');
    void endpoint.next('rate_limited_bare', ({ task }) => task === 'carousel_deck');
    wake();
    await goOn(article);
    const refusal = endpoint.next('content_filter', ({ task }) => task === 'blog_judgement');
    wake();
    await reaches(article, 'failed');
    await refusal;
    expect((await jobRow(article)).error).toMatchObject({ code: 'model_refused_request' });
    const asked = endpoint.calls.length;
    await bot.retryJob(article, REQUESTER);
    wake();
    await versions(article, 1);
    // Only what was refused is asked anew.
    expect(endpoint.calls.slice(asked).filter(({ task }) => task?.startsWith('blog'))).toMatchObject([
      { task: 'blog_judgement' },
    ]);
    await versions(carousel, 1);
    await reply(article, 'encurte a introdução');
    wake();
    await versions(article, 2);
    expect(endpoint.pending()).toBe(0);
    expect(await paid([carousel, article])).toEqual(billed(endpoint));
  });
});
