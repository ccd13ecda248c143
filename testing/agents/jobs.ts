import { expect } from 'vitest';
import { connectDatabase } from '../../platform/db.ts';
import {
  type BlogBrief,
  type CarouselBrief,
  type ContentForAgent,
  type ContentForBot,
  contentForAgent,
  contentForBot,
  type JobToStart,
  type ResearchBrief,
} from '../../ports/content.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { brandKitFile, houseRulesFile, readKnowledge } from '../seed.ts';

export const TEAM = 'T0GREENLIGHT';
export const REQUESTER = 'U0MARINA';
export const APPROVER = 'U0LUCIA';
export const ADMIN = 'U0RENATA';

export const aBrief: CarouselBrief = {
  topic: '5 erros ao escolher um fornecedor de implantes',
  audience: null,
  language: null,
  slides: null,
  tone: null,
  call_to_action: null,
};

/** A team with a requester, an approver and an admin, and no knowledge. */
export async function installTeam(db: EmbeddedSupabase): Promise<void> {
  await db.owner.query('select platform.install_team($1)', [
    { team_id: TEAM, name: 'Alba Implantes', locale: 'en', sandbox: true },
  ]);
  for (const user_id of [REQUESTER, APPROVER, ADMIN]) {
    await db.owner.query('select platform.note_person($1)', [
      { team_id: TEAM, user_id, name: user_id, tz: 'UTC', is_guest: false },
    ]);
  }
  await db.owner.query('select platform.set_role($1, $2, $3)', [TEAM, APPROVER, 'approver']);
  await db.owner.query('select platform.set_role($1, $2, $3)', [TEAM, ADMIN, 'admin']);
}

/** The calls of both parts, each with its own token. */
export async function bothParts(db: EmbeddedSupabase): Promise<{
  agent: ContentForAgent;
  bot: ContentForBot;
  agentRpc: ReturnType<ReturnType<typeof connectDatabase>>;
}> {
  const as = async (role: 'greenlight_agent' | 'greenlight_bot') =>
    connectDatabase({
      url: db.url,
      publishableKey: db.publishableKey,
      token: await db.token(role),
      fetch: db.fetch,
    })('content');
  const agentRpc = await as('greenlight_agent');
  return { agent: contentForAgent(agentRpc), bot: contentForBot(await as('greenlight_bot')), agentRpc };
}

let threads = 0;

/** A job whose opening message was posted, so that a runner may claim it. */
export function enqueue(
  db: EmbeddedSupabase,
  bot: ContentForBot,
  brief: CarouselBrief = aBrief,
): Promise<string> {
  return enqueueAny(db, bot, { type: 'carousel', brief });
}

/** The same for an article, with what the brief does not say left open. */
export function enqueueBlog(
  db: EmbeddedSupabase,
  bot: ContentForBot,
  brief: Partial<BlogBrief>,
): Promise<string> {
  const open = { audience: null, language: null, words: null, tone: null, keywords: null };
  const topic = 'Como escolher um fornecedor de implantes de titânio';
  return enqueueAny(db, bot, {
    type: 'blog',
    brief: { topic, ...open, call_to_action: null, urls: [], ...brief },
  });
}

/** The same for a report. */
export function enqueueResearch(
  db: EmbeddedSupabase,
  bot: ContentForBot,
  brief: Partial<ResearchBrief>,
): Promise<string> {
  const topic = 'Qual é o prazo da pré-limpeza de instrumentais depois da cirurgia?';
  return enqueueAny(db, bot, {
    type: 'research',
    brief: { topic, language: null, urls: [], rounds: null, audience: null, ...brief },
  });
}

async function enqueueAny(db: EmbeddedSupabase, bot: ContentForBot, job: JobToStart): Promise<string> {
  threads += 1;
  const thread = threads;
  const { job_id } = await bot.enqueueJob({
    team_id: TEAM,
    ...job,
    requester_id: REQUESTER,
    channel_id: 'C0MARKETING',
    command: `/${job.type} ${job.brief.topic}`,
    idempotency_key: `test-${thread}`,
    response_url: null,
  });
  await db.owner.query('update content.jobs set thread_ts = $2 where id = $1', [job_id, `${thread}.000100`]);
  return job_id;
}

/** The seeded documents, brand kit and house rules. */
export async function installKnowledge(db: EmbeddedSupabase): Promise<void> {
  for (const { file: _, ...document } of readKnowledge()) {
    await db.owner.query('select content.add_document($1)', [
      { ...document, team_id: TEAM, person_id: REQUESTER },
    ]);
  }
  await db.owner.query('select content.set_brand_kit($1, $2, $3)', [TEAM, REQUESTER, brandKitFile]);
  await db.owner.query('select content.set_house_rules($1, $2, $3)', [TEAM, REQUESTER, houseRulesFile]);
}

/** How a test sees its jobs: rows as they are stored, asked for until they are what is waited for. */
export function watchJobs(db: EmbeddedSupabase, poll: { timeout: number; interval: number }) {
  const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, poll);
  async function jobRow(id: string): Promise<Record<string, unknown>> {
    const { rows } = await db.owner.query('select * from content.jobs where id = $1', [id]);
    return rows[0] ?? {};
  }
  /** The row with that status; a job that failed instead shows why. */
  async function reaches(id: string, status: string): Promise<Record<string, unknown>> {
    await eventually(async () => {
      const row = await jobRow(id);
      const failed = row.status === 'failed' && status !== 'failed';
      return failed ? `failed: ${JSON.stringify(row.error)}` : row.status;
    }).toBe(status);
    return jobRow(id);
  }
  return { eventually, jobRow, reaches };
}
