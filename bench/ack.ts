import { startApp, temporaryData } from '../testing/product/app.ts';
import { startTestWorkspace, waitFor } from '../testing/workspace.ts';
import { sendAll } from './burst/send-all.ts';
import { quantile, round2 } from './quantile.ts';
import { startServer } from './servers/start-server.ts';
import { startSupabaseProcess } from './servers/start-supabase.ts';

const TEAM = 'T0GREENLIGHT';
const CHANNEL = 'C0MARKETING';
const PEOPLE = ['U0MARINA', 'U0LUCIA', 'U0THOMAS', 'U0RENATA', 'U0PEDRO'];
/** Commands of a round, and rounds; one at a time, and all in the same instant. */
const loads = [
  { name: 'one at a time', commands: 60, lanes: 1, rounds: 4 },
  { name: '25 at once', commands: 25, lanes: 25, rounds: 6 },
  { name: '200 at once', commands: 200, lanes: 200, rounds: 12 },
];

type Figures = Record<string, Record<string, number>>;

/**
 * Time from a signed slash command to its acknowledgement, ms, in the same run and in turn: a server that checks the signature
 * (the floor), Bolt alone (acknowledges, stores nothing), and the product's bot, which acknowledges once the job is stored durably.
 *
 * Each has a process of its own, as have Supabase and the commands; Slack shares this one.
 */
export async function benchAck(): Promise<Figures> {
  const data = temporaryData();
  const supabase = await startSupabaseProcess(data.path);
  let botUrl = '';
  const workspace = await startTestWorkspace({ eventsUrl: () => `${botUrl}/slack/events` });
  const { slack, apiUrl } = workspace;
  const secret = slack.signingSecret;
  await supabase.query('select platform.install_team($1)', [
    { team_id: TEAM, name: 'Alba', locale: 'en', sandbox: true },
  ]);
  const bot = await startApp({
    dataFolder: data.path,
    env: {
      MODE: 'production',
      PARTS: 'bot',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      SUPABASE_URL: supabase.url,
      SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
      BOT_DATABASE_TOKEN: supabase.tokens.greenlight_bot,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: secret,
      SLACK_TEAM_ID: TEAM,
      SLACK_API_URL: apiUrl,
    },
  });
  botUrl = bot.url;
  const servers = [
    await startServer('bare', secret),
    await startServer('bolt', secret),
    { name: 'greenlight', url: bot.url, stop: () => bot.stop() },
  ];
  let sent = 0;
  const command = () => {
    sent += 1;
    return commandOf(sent, PEOPLE[sent % PEOPLE.length] ?? '');
  };
  /** All that was asked for is shown in Slack: the next server has the machine for itself. */
  const settled = () =>
    waitFor(async () => {
      const { rows } = await supabase.query(
        'select count(*)::integer as n from content.outbox where shown < wanted and not given_up',
      );
      return rows[0]?.n === 0 ? true : null;
    }, 'the answers in Slack');

  const figures: Figures = {};
  try {
    for (const { url } of servers)
      await sendAll({ url, secret, bodies: Array.from({ length: 100 }, command), lanes: 10 });
    for (const { name: load, commands, lanes, rounds } of loads) {
      const times = new Map(servers.map(({ name }) => [name, [] as number[]]));
      for (let round = 0; round < rounds; round += 1) {
        for (const { name, url } of servers) {
          await settled();
          const burst = { url, secret, bodies: Array.from({ length: commands }, command), lanes };
          times.get(name)?.push(...(await sendAll(burst)).times);
        }
      }
      for (const [name, list] of times)
        figures[`${name}, ${load}`] = besideBolt(list, times.get('bolt') ?? []);
    }
    return figures;
  } finally {
    for (const { stop } of servers) await stop();
    await workspace.stop();
    await supabase.stop();
    data.remove();
  }
}

function besideBolt(list: number[], bolt: number[]): Record<string, number> {
  const ratio = (q: number) => round2(quantile(list, q) / quantile(bolt, q));
  return {
    p50_ms: quantile(list, 0.5),
    p99_ms: quantile(list, 0.99),
    max_ms: quantile(list, 1),
    p50_of_bolt: ratio(0.5),
    p99_of_bolt: ratio(0.99),
  };
}

function commandOf(n: number, userId: string): string {
  return new URLSearchParams({
    token: 'x',
    team_id: TEAM,
    team_domain: 'alba-implantes',
    channel_id: CHANNEL,
    channel_name: 'marketing',
    user_id: userId,
    user_name: 'someone',
    command: '/carousel',
    text: `ten questions for a supplier of implants ${n}`,
    api_app_id: 'A0GREENLIGHT',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/',
    trigger_id: `bench.${n}`,
  }).toString();
}
