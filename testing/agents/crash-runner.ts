import { startAgents } from '../../agents/start.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import type { WebStandIn } from '../../platform/config.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { SearchSettings } from '../../platform/search-settings.ts';
import { plainRenderers } from './renderers.ts';

/** What the parent passes as JSON in the one argument. */
export interface CrashOptions {
  url: string;
  publishableKey: string;
  token: string;
  modelUrl: string;
  model: string;
  /** The stand-in web, with its search. */
  web?: WebStandIn;
  search?: SearchSettings;
  /** Where to die by SIGKILL, e.g. `settle_usage#2:after`; null: nowhere, and print each point that was passed. */
  crashAt: string | null;
}

/** Calls that come by the clock or in changing order: no points to aim at. */
const UNSTEADY = ['claim_job', 'reap_jobs', 'heartbeat_job', 'record_progress'];

const options = JSON.parse(process.argv[2] ?? '') as CrashOptions;
const counts = new Map<string, number>();

/** `before`: the request was not sent. `after`: the other side answered, and the answer was lost. */
async function point<T>(name: string, call: () => Promise<T>): Promise<T> {
  if (UNSTEADY.includes(name)) return call();
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  await pass(`${name}#${count}:before`);
  const answer = await call();
  await pass(`${name}#${count}:after`);
  return answer;
}

async function pass(where: string): Promise<void> {
  if (options.crashAt === null) process.stdout.write(`${where}\n`);
  if (options.crashAt !== where) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}

const network = globalThis.fetch;
// The OpenAI client reads the global one.
globalThis.fetch = (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  return url.startsWith(options.modelUrl)
    ? point('model', () => network(input, init))
    : point(url.split('/rpc/')[1] ?? url, () => network(input, init));
};

const agents = await startAgents(
  {
    database: { url: options.url, publishableKey: options.publishableKey, token: options.token },
    model: { apiKey: 'none', baseUrl: options.modelUrl, model: options.model, timeoutMs: 10_000 },
    web: options.web,
    search: options.search,
    concurrency: 1,
  },
  {
    log: silentLog,
    clock: systemClock,
    random: systemRandom,
    hints: { jobs: createHint(), outbox: createHint() },
  },
  plainRenderers,
);
process.once('SIGTERM', () => void agents.stop(5000).then(() => process.exit(0)));
