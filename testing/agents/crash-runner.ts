import { flushCompileCache } from 'node:module';
import { startAgents } from '../../agents/start.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import type { WebStandIn } from '../../platform/config.ts';
import { createHint } from '../../platform/hint.ts';
import { createLog, silentLog } from '../../platform/log.ts';
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
  /** Longest wait for the model, ms; default: 10 s. */
  modelMs?: number;
  /** Default: 1, so that points come in one order. */
  concurrency?: number;
  /** Writes its log to standard error. */
  tells?: boolean;
}

/** Calls that come by the clock or in changing order: no points of a number to aim at. */
const UNSTEADY = ['claim_job', 'reap_jobs', 'heartbeat_job', 'record_progress', 'lost_claims'];
/** Long enough for a request to leave the process, too short for most answers to come. */
const SENT_MS = 3;

const options = JSON.parse(process.argv[2] ?? '') as CrashOptions;
const counts = new Map<string, number>();

/** Told by the parent while it runs: to die at the next call of that name, e.g. `settle_usage:after`. */
let next: unknown;
if (process.send) {
  process.on('message', (told) => {
    next = told;
  });
  process.on('disconnect', () => process.exit(1));
}

/** `before`: the request was not sent. `sent`: it is out. `after`: the other side answered, and the answer was lost. */
async function point(name: string, call: () => Promise<Response>): Promise<Response> {
  const isSteady = !UNSTEADY.includes(name);
  const at = (counts.get(name) ?? 0) + 1;
  if (isSteady) counts.set(name, at);
  await pass(name, at, 'before');
  const answering = call();
  if (next === `${name}:sent`) {
    await new Promise((resolve) => setTimeout(resolve, SENT_MS));
    await pass(name, at, 'sent');
  }
  const answer = await answering;
  if (!isSteady && (name !== 'claim_job' || (await answer.clone().text()) === 'null')) return answer;
  await pass(name, at, 'after');
  return answer;
}

async function pass(name: string, at: number, moment: 'before' | 'sent' | 'after'): Promise<void> {
  const where = `${name}#${at}:${moment}`;
  if (options.crashAt === null && !UNSTEADY.includes(name)) process.stdout.write(`${where}\n`);
  if (options.crashAt !== where && next !== `${name}:${moment}`) return;
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
    model: {
      apiKey: 'none',
      baseUrl: options.modelUrl,
      model: options.model,
      timeoutMs: options.modelMs ?? 10_000,
    },
    web: options.web,
    search: options.search,
    concurrency: options.concurrency ?? 1,
  },
  {
    log: options.tells ? createLog('info', 'agents') : silentLog,
    clock: systemClock,
    random: systemRandom,
    hints: { jobs: createHint(), outbox: createHint() },
  },
  plainRenderers,
);
// A process that is killed stores nothing at its end.
flushCompileCache();
process.once('SIGTERM', () => void agents.stop(5000).then(() => process.exit(0)));
