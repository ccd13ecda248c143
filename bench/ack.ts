import { Agent } from 'node:http';
import { openStore } from '../sandbox/slack/store/open-store.ts';
import { settingsStore } from '../sandbox/slack/store/settings.ts';
import { type App, startApp, temporaryData } from '../testing/product/app.ts';
import { quantile, round2 } from './quantile.ts';
import { startServer } from './servers/start-server.ts';
import { signedRequest } from './signed-request.ts';

const COMMANDS = 300;
const ROUNDS = 3;

/**
 * Time from a signed slash command to its acknowledgement, ms, in the same run: a bare HMAC server (the floor), Bolt
 * alone (acknowledges, stores nothing), and the product (acknowledges after the job is stored durably). In each round
 * every server answers the same commands, one at a time.
 */
export async function benchAck(): Promise<Record<string, Record<string, number>>> {
  const secret = 'bench-secret';
  const data = temporaryData();
  // One runner at the least: what is measured is the bot beside a working system, not an idle one.
  const app = await startApp({ dataFolder: data.path, env: { AGENT_CONCURRENCY: '1' } });
  const servers: { name: string; url: string; secret: string; stop: () => unknown }[] = [
    await startServer('bare', secret),
    await startServer('bolt', secret),
    { name: 'greenlight', url: app.url, secret: signingSecretOf(app), stop: () => app.kill('group') },
  ];
  const times = new Map(servers.map(({ name }) => [name, [] as number[]]));
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { name, url, secret: own } of servers) {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        for (let n = 0; n < 20; n += 1) await command(url, own, agent, `warm ${round} ${n}`);
        for (let n = 0; n < COMMANDS; n += 1)
          times.get(name)?.push(await command(url, own, agent, `${round} ${n}`));
        agent.destroy();
      }
    }
  } finally {
    for (const { stop } of servers) await stop();
    data.remove();
  }
  const floor = quantile(times.get('bare') ?? [], 0.5);
  return Object.fromEntries(
    [...times].map(([name, list]) => [
      name,
      {
        p50_ms: quantile(list, 0.5),
        p99_ms: quantile(list, 0.99),
        max_ms: quantile(list, 1),
        p50_ratio: round2(quantile(list, 0.5) / floor),
      },
    ]),
  );
}

function signingSecretOf(app: App): string {
  const db = openStore(app.dataFolder);
  const secret = settingsStore(db).once('signing_secret', () => '');
  db.close();
  return secret;
}

/** One signed command; resolves with ms until the whole answer was read. */
function command(url: string, secret: string, agent: Agent, text: string): Promise<number> {
  const body = new URLSearchParams({
    token: 'x',
    team_id: 'T0GREENLIGHT',
    team_domain: 'alba-implantes',
    // A channel where the bot is not: stored and acknowledged the same, and no runner starts on it.
    channel_id: 'C0RANDOM',
    channel_name: 'random',
    user_id: 'U0MARINA',
    user_name: 'marina',
    command: '/carousel',
    text: `ten questions for a supplier of implants ${text}`,
    api_app_id: 'A0GREENLIGHT',
    is_enterprise_install: 'false',
    response_url: `${url}/r/bench`,
    trigger_id: `bench.${text}.${performance.now()}`,
  }).toString();
  return signedRequest(url, secret, agent, body);
}
