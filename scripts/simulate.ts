// `npm run simulate [-- --seeds N] [--from K]`: the job engine seed by seed in virtual time. See proofs/simulation/README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { silentLog } from '../platform/log.ts';
import { proveSimulation } from '../proofs/prove-simulation.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';

const usage = `npm run simulate [-- --seeds N] [--from K]

Plays N seeds (default: 50) from K on (default: 1). Exit code 1 when one went wrong, with the command that plays it again;
the figures stand in the last line.
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    from: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
} else {
  const dataFolder = mkdtempSync(join(tmpdir(), 'greenlight-simulate-'));
  const database = await startSupabase({ dataFolder, log: silentLog });
  try {
    const log = (line: string) => console.log(line);
    const {
      faults,
      missed,
      planted: _,
      ...figures
    } = await proveSimulation(database, {
      from: whole('from', values.from),
      seeds: whole('seeds', values.seeds),
      log,
    });
    if (missed.length > 0) log(`not met: ${missed.join(', ')}`);
    log(JSON.stringify({ ...figures, breaches: faults.length }));
    process.exitCode = faults.length > 0 ? 1 : 0;
  } finally {
    await database.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

function whole(name: string, given: string): number {
  if (!/^\d{1,9}$/.test(given))
    throw new RangeError(`Cannot take --${name} "${given}": a whole number is accepted`);
  return Number(given);
}
