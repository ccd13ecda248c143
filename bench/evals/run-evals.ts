import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAgents } from '../../agents/start.ts';
import { parseArticleBrief } from '../../bot/drafts/parse-article-brief.ts';
import { parseCarouselBrief } from '../../bot/drafts/parse-carousel-brief.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/config.ts';
import { connectDatabase } from '../../platform/db.ts';
import { createHint } from '../../platform/hint.ts';
import { inLanes } from '../../platform/lanes.ts';
import { type Log, silentLog } from '../../platform/log.ts';
import { poll } from '../../platform/retry.ts';
import {
  type ContentForBot,
  contentForBot,
  type DraftContent,
  draftContent,
  type HouseRule,
  houseRules,
  type Passage,
  slideCount,
} from '../../ports/content.ts';
import { seedContent } from '../../sandbox/demo/seed/seed.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { startSupabase } from '../../sandbox/supabase/start.ts';
import type { EvalBrief } from './briefs.ts';
import { type Against, type Faults, judgeDraft, judgeReply } from './judge-draft.ts';

const TEAM = 'T0EVALS';
const PERSON = 'U0EVALS';
const CHANNEL = 'C0EVALS';
const POLL_MS = 100;
/** A job that hangs is told, not waited for. */
const GIVE_UP_MS = 30 * 60_000;

export interface EvalResult {
  brief: EvalBrief;
  /** Code and words of what ended it without a draft; null: there is one. */
  failure: string | null;
  faults: Faults | null;
  reply: string[];
  /** Answers that had to be asked again because they could not be used. */
  asked_again: number;
  calls: number;
  tokens: { input: number; output: number };
  usd: number;
  /** As the endpoint names itself. */
  models: string[];
  seconds: { draft: number; reply: number };
  draft: DraftContent | null;
}

/**
 * Runs briefs through the product's own parts: its queue, its graphs, its ledger, on a database of its own with the
 * seeded knowledge, behind the model that is given.
 *
 * @param parallel Briefs under way at the same time.
 * @param maxUsd All of them together; a job that would go beyond stops at the cap, which ends its brief.
 */
export async function runEvals(options: {
  model: ModelSettings;
  briefs: readonly EvalBrief[];
  parallel: number;
  maxUsd: number;
  done(result: EvalResult): void;
}): Promise<EvalResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-evals-'));
  const supabase = await startSupabase({ dataFolder: folder, log: silentLog });
  const askedAgain = new Map<string, number>();
  const log: Log = {
    ...silentLog,
    warn(event, { job_id = '' } = {}) {
      if (event === 'model_answer_invalid') askedAgain.set(job_id, (askedAgain.get(job_id) ?? 0) + 1);
    },
  };
  const hints = { jobs: createHint(), outbox: createHint() };
  try {
    await seedContent(supabase.owner, {
      teamId: TEAM,
      people: [{ id: PERSON, real_name: 'Evals', role: 'member', tz: 'UTC' }],
    });
    await supabase.owner.query(
      `insert into content.budget_caps (team_id, scope, usd, tokens)
       values ($1, 'job', null, 10000000), ($1, 'person_day', null, 100000000), ($1, 'month', $2, 100000000)`,
      [TEAM, options.maxUsd],
    );
    const { url, publishableKey, fetch } = supabase;
    const database = async (role: 'greenlight_agent' | 'greenlight_bot') => ({
      url,
      publishableKey,
      token: await supabase.token(role),
      fetch,
    });
    const bot = contentForBot(connectDatabase(await database('greenlight_bot'))('content'));
    const agents = await startAgents(
      { database: await database('greenlight_agent'), model: options.model, concurrency: options.parallel },
      { log, clock: systemClock, random: systemRandom, hints },
    );
    try {
      const world = await readWorld(supabase, bot);
      return await inLanes(options.briefs, options.parallel, async (brief) => {
        const job = await runBrief(brief, { supabase, bot, wake: () => hints.jobs.wake() });
        const result = await judge(brief, job, {
          ...world,
          askedAgain: askedAgain.get(job.id) ?? 0,
          supabase,
        });
        options.done(result);
        return result;
      });
    } finally {
      await agents.stop(1000);
    }
  } finally {
    await supabase.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Job {
  id: string;
  failure: string | null;
  seconds: { draft: number; reply: number };
}
interface Desk {
  supabase: EmbeddedSupabase;
  bot: ContentForBot;
  wake(): void;
}

let threads = 0;

/** From the command over the outline and the first draft to what a reply made of it. */
async function runBrief(brief: EvalBrief, { supabase, bot, wake }: Desk): Promise<Job> {
  const { owner } = supabase;
  const parsed = readBrief(brief);
  const began = performance.now();
  const { job_id: id } = await bot.enqueueJob({
    team_id: TEAM,
    ...parsed,
    requester_id: PERSON,
    channel_id: CHANNEL,
    command: `/${brief.type} ${brief.text}`,
    idempotency_key: brief.name,
    response_url: null,
  });
  // The opening message, which Slack would have posted; Slack gives no two messages of a channel one time.
  threads += 1;
  const ts = `${threads}.000100`;
  await owner.query('update content.jobs set thread_ts = $2 where id = $1', [id, ts]);
  wake();
  const rest = async (): Promise<{ status: string; versions: number; failure: string | null }> => {
    const found = await poll({ clock: systemClock, firstMs: POLL_MS, forMs: GIVE_UP_MS }, async () => {
      const { rows } = await owner.query('select status, versions, error from content.jobs where id = $1', [
        id,
      ]);
      const row = rows[0] as {
        status: string;
        versions: number;
        error: { code?: string; message?: string } | null;
      };
      if (['queued', 'running'].includes(row.status)) return undefined;
      const isAtRest = row.status === 'awaiting_review' || row.status === 'awaiting_input';
      return {
        ...row,
        failure: isAtRest ? null : `${row.error?.code ?? row.status}: ${row.error?.message ?? ''}`,
      };
    });
    return found ?? { status: 'running', versions: 0, failure: `still at work after ${GIVE_UP_MS} ms` };
  };

  let state = await rest();
  for (let questions = 0; state.status === 'awaiting_input' && questions < 3; questions += 1) {
    const { rows } = await owner.query(
      'select number, hash from content.questions where job_id = $1 order by number desc limit 1',
      [id],
    );
    const question = rows[0] as { number: number; hash: string };
    await bot.answerQuestion({ job_id: id, ...question, person_id: PERSON, answer: 'go_on', note: null });
    wake();
    state = await rest();
  }
  const drafted = performance.now();
  const draft = (drafted - began) / 1000;
  if (state.failure || state.status !== 'awaiting_review')
    return { id, failure: state.failure ?? `ended as ${state.status}`, seconds: { draft, reply: 0 } };
  await bot.recordMessage({
    team_id: TEAM,
    channel_id: CHANNEL,
    thread_ts: ts,
    ts: ts.replace('.0001', '.0002'),
    author_id: PERSON,
    text: brief.reply,
  });
  wake();
  const after = await rest();
  return { id, failure: after.failure, seconds: { draft, reply: (performance.now() - drafted) / 1000 } };
}

function readBrief({ type, text, name }: EvalBrief) {
  const parsed = type === 'carousel' ? parseCarouselBrief(text) : parseArticleBrief(text);
  if (parsed.kind !== 'brief') throw new Error(`"${name}" is no brief: ${parsed.kind}`);
  return parsed.job;
}

async function readWorld({ owner }: EmbeddedSupabase, bot: ContentForBot) {
  const { rows } = await owner.query(
    `select p.id, p.document_id, p.title, p.language, p.text, null as url from content.passages p`,
  );
  const { rules } = houseRules.parse(await bot.getHouseRules(TEAM));
  // SAFETY: the checks read id, title and text.
  return { passages: rows as unknown as Passage[], rules: rules as HouseRule[] };
}

async function judge(
  brief: EvalBrief,
  job: Job,
  world: { passages: Passage[]; rules: HouseRule[]; askedAgain: number; supabase: EmbeddedSupabase },
): Promise<EvalResult> {
  const { owner } = world.supabase;
  const drafts = await owner.query('select content from content.drafts where job_id = $1 order by version', [
    job.id,
  ]);
  const read = drafts.rows.map((row) => draftContent.parse(row.content));
  const [first = null, second = null] = read;
  const used = await owner.query(
    `select model, state, coalesce(input_tokens, 0) as input, coalesce(output_tokens, 0) as output,
       coalesce(usd, case when state = 'reserved' then reserved_usd else 0 end) as usd
     from content.usage_ledger where job_id = $1 and state <> 'void'`,
    [job.id],
  );
  const sum = (name: string) => used.rows.reduce((total, row) => total + Number(row[name]), 0);
  // SAFETY: a brief of the two types that are read above.
  const parsed = readBrief(brief).brief as Against['brief'];
  const against: Against = {
    brief: parsed,
    language: brief.language,
    passages: world.passages,
    rules: world.rules,
    notes: [],
    slides:
      ('slides' in parsed ? parsed.slides : null) ??
      // Without a wish the product chooses within its bounds.
      Math.min(
        slideCount.max,
        Math.max(slideCount.min, first?.kind === 'carousel' ? first.slides.length : 0),
      ),
  };
  return {
    brief,
    failure: job.failure,
    faults: first ? judgeDraft(first, against) : null,
    reply: first ? judgeReply(first, second, brief.changes) : ['no draft to reply to'],
    asked_again: world.askedAgain,
    calls: used.rows.length,
    tokens: { input: sum('input'), output: sum('output') },
    usd: sum('usd'),
    models: [...new Set(used.rows.map((row) => String(row.model)))],
    seconds: job.seconds,
    draft: second ?? first,
  };
}
