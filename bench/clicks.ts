import { readFileSync } from 'node:fs';
import { en } from '../bot/texts/texts.ts';
import { connectDatabase } from '../platform/db.ts';
import { silentLog } from '../platform/log.ts';
import { contentForBot } from '../ports/content.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';
import { type Message, startApp, temporaryData } from '../testing/product/app.ts';
import { startTestWorkspace, waitFor } from '../testing/workspace.ts';
import { sendAll } from './burst/send-all.ts';
import { draftCards } from './clicks/draft-card.ts';
import { pressOf } from './clicks/press-of.ts';
import { quantile, round2 } from './quantile.ts';
import { startServer } from './servers/start-server.ts';

const PRESSES = 20;
const TEAM = 'T0GREENLIGHT';
const CHANNEL = 'C0MARKETING';
const REQUESTER = 'U0MARINA';
const APPROVERS = ['U0LUCIA', 'U0THOMAS', 'U0RENATA', 'U0PEDRO'];

type Figures = Record<string, Record<string, number>>;

/**
 * Four approvers press Approve on each card five times each, all presses in the same instant: time from a signed press to its
 * acknowledgement, which comes after the press is recorded, time to the answer that its person sees, and what came of them. 50
 * cards, and 5. Beside it, in the same run: a server that checks the signature and does nothing else, Bolt alone, and the SQL
 * function alone, where a third each approves, rejects and asks for changes.
 *
 * Bot, presses and floors have a process each; Supabase and Slack, which are no part of the product, share this one.
 */
export async function benchClicks(): Promise<Figures> {
  const data = temporaryData();
  const database = await startSupabase({ dataFolder: data.path, log: silentLog });
  const { query } = database.owner;
  let botUrl = '';
  const workspace = await startTestWorkspace({ eventsUrl: () => `${botUrl}/slack/events` });
  const { slack, apiUrl, origin } = workspace;
  let recordings = 0;
  workspace.setApp((req, res) => {
    if (/\/record_reviews?$/.test(req.url ?? '')) recordings += 1;
    return database.handle(req, res);
  });
  await query('select platform.install_team($1)', [
    { team_id: TEAM, name: 'Alba', locale: 'en', sandbox: true },
  ]);
  for (const user_id of [REQUESTER, ...APPROVERS]) {
    await query('select platform.note_person($1)', [{ team_id: TEAM, user_id, name: user_id }]);
  }
  for (const id of APPROVERS) await query('select platform.set_role($1, $2, $3)', [TEAM, id, 'approver']);
  const bot = await startApp({
    dataFolder: data.path,
    env: {
      MODE: 'production',
      PARTS: 'bot',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      SUPABASE_URL: origin,
      SUPABASE_PUBLISHABLE_KEY: database.publishableKey,
      BOT_DATABASE_TOKEN: await database.token('greenlight_bot'),
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_TEAM_ID: TEAM,
      SLACK_API_URL: apiUrl,
    },
  });
  botUrl = bot.url;
  const floors = [
    await startServer('bare', slack.signingSecret),
    await startServer('bolt', slack.signingSecret),
  ];
  const draftCard = await draftCards(database, TEAM, REQUESTER);

  try {
    // What comes first pays for what is loaded late and compiled.
    await round(1);
    return { ...(await round(5)), ...(await round(50)), ...(await recordReviewAlone(50)) };
  } finally {
    for (const { stop } of floors) stop();
    await bot.stop();
    await workspace.stop();
    await database.stop();
    data.remove();
  }

  async function round(count: number): Promise<Figures> {
    const jobs: string[] = [];
    for (let n = 0; n < count; n += 1) {
      jobs.push(await draftCard(`tema ${n} de ${count}`, { channelId: CHANNEL, isPosted: true }));
    }
    const cards = await waitFor(async () => {
      const { rows } = await query(
        `select o.ts, o.thread_ts from content.outbox o where o.kind = 'card' and o.shown > 0 and o.job_id = any ($1)`,
        [jobs],
      );
      return rows.length === count ? rows : null;
    }, 'the cards in Slack');
    const threads = cards.map(({ thread_ts }) => String(thread_ts));
    const bodies: string[] = [];
    for (const { ts, thread_ts } of cards) {
      const thread = await workspace.messages(CHANNEL, { threadTs: String(thread_ts) });
      const card = thread.find((m) => m.ts === ts) as unknown as Message;
      for (let n = 0; n < PRESSES; n += 1)
        bodies.push(pressOf(card, APPROVERS[n % APPROVERS.length] ?? '', TEAM, CHANNEL));
    }
    shuffle(bodies);
    await workspace.idle();
    const secret = slack.signingSecret;
    const figures: Figures = {};
    for (const { name, url } of floors) {
      const { times } = await sendAll({ url, secret, bodies });
      figures[`${name}, ${bodies.length} on ${count}`] = quantiles(times);
    }
    recordings = 0;
    const cpu = cpuMs(bot.pid);
    const { began, times } = await sendAll({ url: bot.url, secret, bodies });
    // Of each card one press decided, which its new state shows; all others are told so, each to its person.
    const told = await waitFor(async () => {
      const seen = await answersIn(threads, began);
      return seen.outcomes.length >= bodies.length - count ? seen : null;
    }, 'an answer to each press');
    await workspace.idle();
    figures[`greenlight, ${bodies.length} on ${count}`] = {
      ...quantiles(times),
      answer_p50_ms: quantile(told.outcomes, 0.5),
      answer_p99_ms: quantile(told.outcomes, 0.99),
      ...(await redraws(jobs, began)),
      told_it_takes_long: told.waits,
      calls_that_record: recordings,
      bot_cpu_ms_a_press: round2((cpuMs(bot.pid) - cpu) / bodies.length),
      ...(await outcomesOf(jobs)),
    };
    return figures;
  }

  async function recordReviewAlone(count: number): Promise<Figures> {
    const content = contentForBot(
      connectDatabase({ ...database, token: await database.token('greenlight_bot') })('content'),
    );
    const jobs: string[] = [];
    for (let n = 0; n < count; n += 1) {
      jobs.push(await draftCard(`direto ${n}`, { channelId: 'C0NONE', isPosted: false }));
    }
    const { rows } = await query('select job_id, version, hash from content.drafts where job_id = any ($1)', [
      jobs,
    ]);
    const decisions = ['approve', 'reject', 'request_changes'] as const;
    const clicks = rows.flatMap((draft) =>
      Array.from({ length: PRESSES }, (_, n) => ({
        job_id: String(draft.job_id),
        version: Number(draft.version),
        hash: String(draft.hash),
        reviewer_id: APPROVERS[n % APPROVERS.length] ?? '',
        decision: decisions[n % 3] ?? 'approve',
        note: 'x',
      })),
    );
    shuffle(clicks);
    const times = await Promise.all(
      clicks.map(async (click) => {
        const began = performance.now();
        await content.recordReview(click);
        return performance.now() - began;
      }),
    );
    return {
      [`record_review alone, ${clicks.length} on ${count}`]: {
        ...quantiles(times),
        ...(await outcomesOf(jobs)),
      },
    };
  }

  /** Messages that one person alone sees, ms after the first press: what came of a press, and that it takes long. */
  async function answersIn(threads: string[], began: number) {
    const outcomes: number[] = [];
    let waits = 0;
    for (const threadTs of threads) {
      for (const userId of APPROVERS) {
        const seen = await workspace.messages(CHANNEL, { threadTs, userId });
        for (const { ts } of seen.filter((m) => m.ephemeral && m.text !== en.review.recordingTakesLong)) {
          outcomes.push(Number(ts) * 1000 - began);
        }
        waits += seen.filter((m) => m.ephemeral && m.text === en.review.recordingTakesLong).length;
      }
    }
    return { outcomes, waits };
  }

  /** Of the cards, ms after the first press. */
  async function redraws(jobs: string[], began: number) {
    const shown = await waitFor(async () => {
      const { rows } = await query(
        `select extract(epoch from shown_at) * 1000 as ms from content.outbox o
         where o.kind = 'card' and o.shown = o.wanted and o.job_id = any ($1)`,
        [jobs],
      );
      return rows.length === jobs.length ? rows : null;
    }, 'the cards as they were decided');
    const times = shown.map(({ ms }) => Number(ms) - began);
    return { card_p50_ms: quantile(times, 0.5), card_p99_ms: quantile(times, 0.99) };
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

/** Of a process, user and system, as Linux counts it in hundredths of a second. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function quantiles(times: number[]): Record<string, number> {
  return { p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99), max_ms: quantile(times, 1) };
}

function shuffle<T>(list: T[]): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1));
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
}
