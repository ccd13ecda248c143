// `npm run prove [-- --short] [--seed N]`: long proofs against the whole product in real processes. Prints what it did
// and writes proofs/<name>.json with the commit and the seed it was made from. Exits with 1 when a proof fails.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { proveCrashes } from '../tests/prove-crashes.ts';

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const result = await proveCrashes({ seed, kills: values.short ? 4 : 60, log: (line) => console.log(line) });
console.log(`crashes: seed ${seed}, ${JSON.stringify(result)}`);
if (!values.short) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  mkdirSync('proofs', { recursive: true });
  writeFileSync('proofs/crashes.json', `${JSON.stringify({ commit, seed, ...result }, null, 2)}\n`);
}
process.exit(result.faults.length > 0 ? 1 : 0);
