import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { resolve } from 'node:path';
import { sign } from '../sandbox/slack/sign.ts';
import { openStore } from '../sandbox/slack/store/open-store.ts';
import { settingsStore } from '../sandbox/slack/store/settings.ts';
import { type App, startApp, temporaryData } from '../testing/product/app.ts';

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
    await server('bare', secret),
    await server('bolt', secret),
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

async function server(name: 'bare' | 'bolt', secret: string) {
  const file = resolve(import.meta.dirname, 'servers', `${name}.ts`);
  const child: ChildProcess = spawn(process.execPath, [file, secret], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((done) =>
    child.stdout?.on('data', (chunk: Buffer) => done(/ready (\S+)/.exec(chunk.toString())?.[1] ?? '')),
  );
  return { name, url, secret, stop: () => child.kill() };
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
  const began = performance.now();
  return new Promise((done, fail) => {
    const req = request(
      `${url}/slack/events`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          ...sign(secret, body),
        },
      },
      (res) => {
        res.resume();
        res.on('end', () =>
          res.statusCode === 200
            ? done(performance.now() - began)
            : fail(new Error(`answered ${res.statusCode}`)),
        );
      },
    );
    req.on('error', fail);
    req.end(body);
  });
}

function quantile(list: number[], q: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return round2(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN);
}
const round2 = (n: number) => Math.round(n * 100) / 100;
