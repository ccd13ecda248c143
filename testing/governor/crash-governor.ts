import { startGovernor } from '../../governor/start.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { CrashOptions } from './crash-points.ts';

const options = JSON.parse(process.argv[2] ?? '') as CrashOptions;

async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

const network = globalThis.fetch;
const point = async (name: string, call: () => Promise<Response>): Promise<Response> => {
  if (options.crashAt === `${name}:before`) return die();
  if (options.crashAt === `${name}:during`) setTimeout(die, options.afterMs);
  const answer = await call();
  return options.crashAt === `${name}:after` ? die() : answer;
};
const isWrite = (url: string, method: string) => method !== 'GET' || url.includes('notify=true');

const fetching: typeof fetch = (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  const call = () => network(input, init);
  if (url.startsWith(options.unipile.apiUrl))
    return isWrite(url, init?.method ?? 'GET') ? point('write', call) : call();
  return point(url.split('/rpc/')[1] ?? url, call);
};
globalThis.fetch = fetching;

const governor = await startGovernor(
  // A beat on a day that comes every four years: it beats only when it is told to.
  { database: { ...options.database, fetch: fetching }, unipile: options.unipile, cron: '0 0 29 2 *' },
  {
    log: silentLog,
    clock: { ...systemClock, now: () => Date.now() + options.offset },
    random: systemRandom,
    hints: { jobs: createHint(), outbox: createHint() },
  },
);
await governor.beat();
// Nothing was due at the point: the parent sees the exit code.
process.exit(3);
