import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startBot } from '../bot/start.ts';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { connectDatabase } from '../platform/db.ts';
import { createHint } from '../platform/hint.ts';
import { silentLog } from '../platform/log.ts';
import { contentForAgent, contentForBot } from '../ports/content.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';
import { aDraft } from '../testing/bot/samples.ts';
import { button, type Message } from '../testing/product/app.ts';
import { FORM, sign } from '../testing/slack.ts';
import { startTestWorkspace, waitFor } from '../testing/workspace.ts';

const CARDS = 50;
const PRESSES = 20;
const TEAM = 'T0GREENLIGHT';
const CHANNEL = 'C0MARKETING';
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/**
 * Four approvers press Approve on each of 50 cards five times each, all 1,000 presses in the same instant: time from a signed press to its
 * acknowledgement, which comes after the press is recorded, and what came of them. Beside it in the same run the floor, a
 * server that checks the signature and does nothing else, and the same 1,000 clicks at the SQL function alone, where a third
 * each approves, rejects and asks for changes.
 */
export async function benchClicks(): Promise<Record<string, Record<string, number>>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  const database = await startSupabase({ dataFolder, log: silentLog });
  const workspace = await startTestWorkspace();
  const { query } = database.owner;
  const rpc = async (role: 'greenlight_agent' | 'greenlight_bot') =>
    connectDatabase({ ...database, token: await database.token(role) })('content');
  const agent = contentForAgent(await rpc('greenlight_agent'));
  const content = contentForBot(await rpc('greenlight_bot'));
  await query('select platform.install_team($1)', [
    { team_id: TEAM, name: 'Alba', locale: 'en', sandbox: true },
  ]);
  const people = ['U0LUCIA', 'U0THOMAS', 'U0RENATA', 'U0PEDRO'];
  const approvers = Array.from({ length: PRESSES }, (_, n) => people[n % people.length] ?? 'U0LUCIA');
  for (const user_id of ['U0MARINA', ...people]) {
    await query('select platform.note_person($1)', [{ team_id: TEAM, user_id, name: user_id }]);
  }
  for (const id of people) await query('select platform.set_role($1, $2, $3)', [TEAM, id, 'approver']);
  const { slack, apiUrl, origin } = workspace;
  const bot = await startBot(
    {
      database: { ...database, token: await database.token('greenlight_bot') },
      slack: {
        botToken: slack.botToken,
        signingSecret: slack.signingSecret,
        appToken: null,
        teamId: TEAM,
        apiUrl,
      },
    },
    {
      log: silentLog,
      clock: systemClock,
      random: systemRandom,
      hints: { jobs: createHint(), outbox: createHint() },
    },
  );
  workspace.setApp((req, res) => bot.handle?.(req, res) ?? false);
  const bare = await bareServer(slack.signingSecret);

  /** A card of version 1 that waits; it is in Slack once the bot has posted it. */
  async function draftCard(n: number, isPosted: boolean): Promise<string> {
    const { job_id } = await content.enqueueJob({
      ...{
        team_id: TEAM,
        type: 'carousel',
        requester_id: 'U0MARINA',
        channel_id: isPosted ? CHANNEL : 'C0NONE',
      },
      brief: {
        topic: `tema ${n}`,
        audience: null,
        language: null,
        slides: null,
        tone: null,
        call_to_action: null,
      },
      ...{ command: '/carousel', idempotency_key: `bench ${n} ${isPosted}`, response_url: null },
    });
    if (!isPosted) await query('update content.jobs set thread_ts = $2 where id = $1', [job_id, `1.${n}`]);
    const held = await waitFor(() => agent.claimJob('bench', ['carousel']), 'a job to claim');
    const file = (path: string) =>
      agent.putArtifact(held, {
        ...{
          key: `${held.id}/${path}`,
          name: 'a.png',
          mime: 'image/png',
          role: 'page',
          alt: path,
          base64: PNG,
        },
      });
    const artifacts = [await file('v1/a.png')];
    const finals = [await file('v1/final/a.png')];
    const draft = {
      version: 1,
      content: aDraft(5).content,
      artifacts,
      finals,
      reason: null,
      read_upto: null,
    };
    await agent.recordDraft(held, draft);
    return held.id;
  }

  try {
    const posted: string[] = [];
    for (let n = 0; n < CARDS; n += 1) posted.push(await draftCard(n, true));
    const cards = await waitFor(async () => {
      const { rows } = await query(
        `select o.ts, o.thread_ts from content.outbox o where o.kind = 'card' and o.shown > 0 and o.job_id = any ($1)`,
        [posted],
      );
      return rows.length === CARDS ? rows : null;
    }, 'the cards in Slack');
    const presses: string[] = [];
    for (const { ts, thread_ts } of cards) {
      const thread = await workspace.messages(CHANNEL, { threadTs: String(thread_ts) });
      const card = thread.find((m) => m.ts === ts) as unknown as Message;
      for (const who of approvers) presses.push(pressOf(card, who, origin));
    }
    shuffle(presses);
    const floor = await pressAll(bare.url, slack.signingSecret, presses);
    const times = await pressAll(origin, slack.signingSecret, presses);
    const outcomes = await outcomesOf(posted);
    // Of each card one press decided, which its new state shows; all others are told so, each to its person.
    const told = await waitFor(async () => {
      const count = await answersIn(cards.map(({ thread_ts }) => String(thread_ts)));
      return count >= presses.length - CARDS ? count : null;
    }, 'an answer to each press');
    await workspace.idle();

    const direct: string[] = [];
    for (let n = 0; n < CARDS; n += 1) direct.push(await draftCard(n, false));
    const { rows } = await query('select job_id, version, hash from content.drafts where job_id = any ($1)', [
      direct,
    ]);
    const decisions = ['approve', 'reject', 'request_changes'] as const;
    const clicks = rows.flatMap((draft) =>
      approvers.map((reviewer_id, n) => ({
        ...{
          job_id: String(draft.job_id),
          version: Number(draft.version),
          hash: String(draft.hash),
          reviewer_id,
        },
        decision: decisions[n % 3] ?? 'approve',
        note: 'x',
      })),
    );
    shuffle(clicks);
    const recorded: number[] = [];
    const answers = await Promise.all(
      clicks.map(async (click) => {
        const began = performance.now();
        const { outcome } = await content.recordReview(click);
        recorded.push(performance.now() - began);
        return outcome;
      }),
    );
    const decided = answers.filter((outcome) => outcome === 'decided').length;
    const ends = await outcomesOf(direct);
    return {
      'bare server': { clicks: presses.length, ...quantiles(floor) },
      greenlight: { clicks: presses.length, ...quantiles(times), told_one_person: told, ...outcomes },
      'record_review alone': {
        clicks: clicks.length,
        ...quantiles(recorded),
        answered_decided: decided,
        ...ends,
      },
    };
  } finally {
    await bot.stop(5000);
    await workspace.stop();
    bare.stop();
    await database.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }

  /** Messages that one person alone sees. */
  async function answersIn(threads: string[]): Promise<number> {
    let count = 0;
    for (const threadTs of threads) {
      for (const userId of people) {
        const seen = await workspace.messages(CHANNEL, { threadTs, userId });
        count += seen.filter(({ ephemeral }) => ephemeral).length;
      }
    }
    return count;
  }

  /** Cards with exactly one outcome, and with none or several. */
  async function outcomesOf(jobs: string[]): Promise<Record<string, number>> {
    const { rows } = await query(
      `select count(*) filter (where n = 1)::integer as one, count(*) filter (where n <> 1)::integer as other
       from (select count(r.id) as n from unnest($1::text[]) j left join content.reviews r on r.job_id = j group by j) c`,
      [jobs],
    );
    return {
      cards_with_one_outcome: Number(rows[0]?.one),
      cards_with_another_number: Number(rows[0]?.other),
    };
  }
}

async function bareServer(secret: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    [resolve(import.meta.dirname, 'servers/bare.ts'), secret],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((done) =>
    child.stdout?.on('data', (chunk: Buffer) => done(/ready (\S+)/.exec(chunk.toString())?.[1] ?? '')),
  );
  return { url, stop: () => child.kill() };
}

/** The body of a press on Approve, as Slack sends it. */
function pressOf(card: Message, who: string, origin: string): string {
  const approve = button(card, /^approve$/i);
  if (!approve) throw new Error(`No Approve on: ${JSON.stringify(card).slice(0, 300)}`);
  const payload = {
    type: 'block_actions',
    user: { id: who, username: who, name: who, team_id: TEAM },
    team: { id: TEAM, domain: 'alba' },
    api_app_id: 'A0GREENLIGHT',
    token: 'x',
    container: {
      type: 'message',
      message_ts: card.ts,
      channel_id: CHANNEL,
      thread_ts: card.thread_ts,
      is_ephemeral: false,
    },
    channel: { id: CHANNEL, name: 'marketing' },
    message: card,
    trigger_id: `bench.${who}.${card.ts}.${Math.random()}`,
    response_url: `${origin}/none`,
    actions: [{ ...approve, action_ts: card.ts, block_id: 'b' }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

/** All at once; ms of each until its whole answer was read. */
async function pressAll(url: string, secret: string, bodies: string[]): Promise<number[]> {
  // A server's queue of new connections holds 511; a press that waits for one is timed all the same.
  const agent = new Agent({ keepAlive: true, maxSockets: 400 });
  const times = await Promise.all(bodies.map((body) => press(url, secret, agent, body)));
  agent.destroy();
  return times;
}

function press(url: string, secret: string, agent: Agent, body: string): Promise<number> {
  const began = performance.now();
  return new Promise((done, fail) => {
    const headers = {
      'content-type': FORM,
      'content-length': Buffer.byteLength(body),
      ...sign(secret, body),
    };
    const req = request(`${url}/slack/events`, { method: 'POST', agent, headers }, (res) => {
      res.resume();
      res.on('end', () =>
        res.statusCode === 200
          ? done(performance.now() - began)
          : fail(new Error(`answered ${res.statusCode}`)),
      );
    });
    req.on('error', fail);
    req.end(body);
  });
}

function quantiles(times: number[]): Record<string, number> {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (q: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN);
  return { p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(1) };
}

function shuffle<T>(list: T[]): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
}
