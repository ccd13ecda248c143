import { setTimeout as delay } from 'node:timers/promises';
import { connectDatabase, type Rpc } from '../../platform/db.ts';
import { type CarouselDraft, type ClaimedJob, contentForAgent, contentForBot } from '../../ports/content.ts';
import type { useDatabase } from '../database/database.ts';

export const TEAM = 'T1';
type Database = ReturnType<typeof useDatabase>;

/** Each part's calls, with its own token, as in production. */
export async function connectParts(database: Database) {
  const as = async (role: 'greenlight_bot' | 'greenlight_agent' | 'greenlight_governor') =>
    connectDatabase(
      {
        url: database.url,
        publishableKey: database.publishableKey,
        token: await database.token(role),
        fetch: database.fetch,
      },
      // A deadlock is seen here, and not made good by another try.
      1,
    );
  const [bot, agent, governor] = await Promise.all([
    as('greenlight_bot'),
    as('greenlight_agent'),
    as('greenlight_governor'),
  ]);
  return {
    bot: contentForBot(bot('content')),
    agent: contentForAgent(agent('content')),
    rpc: { greenlight_bot: bot, greenlight_agent: agent, greenlight_governor: governor } satisfies Record<
      string,
      (schema: 'content' | 'outreach' | 'platform') => Rpc
    >,
  };
}
export type Parts = Awaited<ReturnType<typeof connectParts>>;

/** A team with two members, two approvers, an admin and a guest. */
export async function installTeam(database: Pick<Database, 'owner'>): Promise<void> {
  const { query } = database.owner;
  await query(`select platform.install_team('{"team_id":"${TEAM}","name":"Alba","sandbox":true}')`);
  const people = [
    ['ana', 'member'],
    ['bia', 'member'],
    ['leo', 'approver'],
    ['mia', 'approver'],
    ['rui', 'admin'],
  ];
  for (const [id, role] of people) {
    await query('select platform.note_person($1)', [
      JSON.stringify({ team_id: TEAM, user_id: id, name: id }),
    ]);
    await query('select platform.set_role($1, $2, $3)', [TEAM, id, role]);
  }
  await query('select platform.note_person($1)', [
    JSON.stringify({ team_id: TEAM, user_id: 'gil', name: 'gil', is_guest: true }),
  ]);
}

/** Puts a rule in force unchecked, as the team's own after a person left. Without `groups`: roles, and a quorum. */
export async function putRule(
  owner: { query(sql: string, values?: unknown[]): Promise<unknown> },
  rule: ({ quorum?: number; groups?: object[] } & Record<string, unknown>) | null,
  { type = '*', channel = '*' } = {},
): Promise<void> {
  const groups = rule?.groups ?? [{ quorum: rule?.quorum ?? 1, roles: ['approver', 'admin'] }];
  await owner.query('select platform.put_rule($1, $2, $3, $4, null)', [
    TEAM,
    type,
    channel,
    rule === null ? null : JSON.stringify({ ...rule, groups }),
  ]);
}

/** Ends every job of the tests before, so that the next claim is the test's own. */
export async function endAllJobs(database: Database): Promise<void> {
  const { query } = database.owner;
  await query(`update content.jobs set status = 'cancelled', leased_until = null, worker = null, ended_at = now()
    where status in ('queued', 'running', 'awaiting_review', 'awaiting_input', 'awaiting_budget')`);
  await query('update content.outbox set given_up = true');
}

let keys = 0;
/** A job as `/carousel` stores it; its thread is open unless `posted` is false. `thread_ts`: in a thread of people. */
export async function startJob(
  parts: Parts,
  requester = 'ana',
  posted = true,
  { thread_ts, upload_id }: { thread_ts?: string; upload_id?: string } = {},
): Promise<string> {
  keys += 1;
  const { job_id } = await parts.bot.enqueueJob({
    team_id: TEAM,
    type: 'carousel',
    requester_id: requester,
    channel_id: 'C1',
    brief: {
      topic: `brief ${keys}`,
      audience: null,
      language: null,
      slides: null,
      tone: null,
      call_to_action: null,
      ...(upload_id === undefined ? {} : { material: { upload_id } }),
    },
    ...(thread_ts === undefined ? {} : { thread_ts }),
    command: `/carousel brief ${keys}`,
    idempotency_key: `key ${keys}`,
    response_url: null,
  });
  if (posted) await showAll(parts);
  return job_id;
}

let stamps = 0;
/** Draws every surface that waits, as the bot does, and answers their kinds in order. */
export async function showAll(parts: Parts): Promise<string[]> {
  const shown: string[] = [];
  for (;;) {
    const items = await parts.bot.claimOutbox('test bot', 20);
    if (items.length === 0) return shown;
    for (const item of items) {
      stamps += 1;
      shown.push(item.kind);
      await parts.bot.settleOutbox({
        id: item.id,
        fence: item.fence,
        ts: item.ts ?? `1.${stamps}`,
        revision: item.revision,
      });
    }
  }
}

/** For how long a claim is tried again, as long as a clock of a machine is set back at most. */
const CLAIM_MS = 10_000;
/**
 * Claims `jobId`, which is the only one that is ready.
 *
 * Surfaces and jobs are due from the moment of the machine's clock at which they were stored: while that clock is set back
 * under load, neither is given to its part, and both are asked for again.
 */
export async function claim(parts: Parts, jobId: string): Promise<ClaimedJob> {
  const began = performance.now();
  for (;;) {
    const job = await parts.agent.claimJob('test runner', ['carousel']);
    if (job?.id === jobId) return job;
    const { status, thread_ts } = (await parts.bot.getJob(jobId)) ?? {};
    const waits = job === null && status === 'queued';
    if (!waits || performance.now() - began > CLAIM_MS)
      throw new Error(
        `Claimed ${job?.id ?? 'nothing'} instead of ${jobId}, which is ${status} in thread ${thread_ts}`,
      );
    await delay(20);
    await showAll(parts);
  }
}

export function aFile(jobId: string, path: string, text: string) {
  return {
    key: `${jobId}/${path}`,
    name: path.split('/').at(-1) ?? path,
    mime: 'image/png',
    role: 'page' as const,
    alt: path,
    base64: Buffer.from(`picture of ${text}`).toString('base64'),
  };
}

/** Records the next version of a held job, with a file to review and a final one. */
export async function recordVersion(
  parts: Parts,
  held: { id: string; fence: number },
  version: number,
  title = `Version ${version}`,
  more: Partial<CarouselDraft> = {},
  withFinals = true,
  read_upto: number | null = null,
  reason: string | null = null,
) {
  const file = await parts.agent.putArtifact(held, aFile(held.id, `v${version}/slide-01.png`, title));
  const final = await parts.agent.putArtifact(held, aFile(held.id, `v${version}/final/slide-01.png`, title));
  return parts.agent.recordDraft(held, {
    version,
    reason,
    read_upto,
    artifacts: [file],
    finals: withFinals ? [final] : [],
    content: {
      kind: 'carousel',
      title,
      language: 'pt',
      slides: [],
      post: { hook: 'h', body: 'b', hashtags: [] },
      sources: [],
      brand_version: 1,
      model: 'm',
      offline: false,
      ...more,
    },
  });
}

/** A job that waits for a review of version 1. */
export async function jobInReview(
  parts: Parts,
  requester = 'ana',
  more: Partial<CarouselDraft> = {},
  withFinals = more.blocking === undefined,
) {
  const id = await startJob(parts, requester);
  const held = await claim(parts, id);
  const draft = await recordVersion(parts, held, 1, 'Version 1', more, withFinals);
  return {
    id,
    draft,
    click: (
      reviewer_id: string,
      decision: 'approve' | 'request_changes' | 'reject',
      note: string | null = null,
    ) =>
      parts.bot.recordReview({
        job_id: id,
        version: draft.version,
        hash: draft.hash,
        reviewer_id,
        decision,
        note,
      }),
  };
}
