// `npm run prove [-- --short] [--seed N] [--only NAME]`: long proofs in real processes. Prints what it did and writes
// proofs/<name>.json with the commit and the seed it was made from. Exits with 1 when a proof fails.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { silentLog } from '../platform/log.ts';
import { type EmbeddedSupabase, startSupabase } from '../sandbox/supabase/start.ts';
import { proveOutage } from '../tests/production/prove-outage.ts';
import { proveArticleCrashes } from '../tests/prove-article-crashes.ts';
import { proveCrashes } from '../tests/prove-crashes.ts';
import { proveGovernorDays } from '../tests/prove-governor-days.ts';
import { proveGovernorKills } from '../tests/prove-governor-kills.ts';

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string' }, only: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const log = (line: string) => console.log(line);
const proofs: Record<string, () => Promise<{ faults: string[] }>> = {
  crashes: () => proveCrashes({ seed, kills: values.short ? 4 : 60, log }),
  'article-crashes': () => proveArticleCrashes({ articles: values.short ? 1 : 8, offset: seed, log }),
  outage: () => proveOutage({ minutes: values.short ? 0.2 : 10, commands: values.short ? 2 : 5, log }),
  'governor-kills': () =>
    withDatabase((database) => proveGovernorKills(database, { seed, kills: values.short ? 4 : 60, log })),
  'governor-days': () =>
    withDatabase((database) =>
      proveGovernorDays(database, { seed, days: values.short ? 2 : 10, perDay: 6, log }),
    ),
};
if (values.only && !proofs[values.only]) {
  throw new Error(`No proof "${values.only}"; accepted: ${Object.keys(proofs).join(', ')}`);
}
let failed = false;
for (const [name, prove] of Object.entries(proofs)) {
  if (values.only && values.only !== name) continue;
  const result = await prove();
  failed ||= result.faults.length > 0;
  console.log(`${name}: seed ${seed}, ${JSON.stringify(result)}`);
  if (values.short) continue;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  mkdirSync('proofs', { recursive: true });
  writeFileSync(`proofs/${name}.json`, `${JSON.stringify({ commit, seed, ...result }, null, 2)}\n`);
}
process.exit(failed ? 1 : 0);

/** A database of the proof's own, on a Postgres of its own. */
async function withDatabase<T>(work: (database: EmbeddedSupabase) => Promise<T>): Promise<T> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'greenlight-prove-'));
  const database = await startSupabase({ dataFolder, log: silentLog });
  try {
    return await work(database);
  } finally {
    await database.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
