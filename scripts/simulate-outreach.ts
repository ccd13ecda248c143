// `npm run simulate:outreach [-- --histories N] [--days D] [--from K] [--version v1|v2]`: outreach history by history in virtual time.
// See proofs/outreach-simulation/README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { silentLog } from '../platform/log.ts';
import { proveOutreachSimulation } from '../proofs/prove-outreach-simulation.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';

const usage = `npm run simulate:outreach [-- --histories N] [--days D] [--from K] [--version v1|v2]

Plays N histories (default: 5) of D days (default: 60) from K on (default: 1), each over both versions of Unipile's API or over
the one that is named. Exit code 1 when one went wrong, with the command that plays it again; the figures stand in the last line.
`;

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '5' },
    days: { type: 'string', default: '60' },
    from: { type: 'string', default: '1' },
    version: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
} else {
  const versions = versionsOf(values.version);
  const given = {
    from: whole('from', values.from),
    histories: whole('histories', values.histories),
    days: whole('days', values.days),
  };
  const dataFolder = mkdtempSync(join(tmpdir(), 'greenlight-simulate-'));
  const database = await startSupabase({ dataFolder, log: silentLog });
  try {
    const log = (line: string) => console.log(line);
    const { faults, missed, ...figures } = await proveOutreachSimulation(database, {
      ...given,
      versions,
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

function versionsOf(given: string | undefined): ('v1' | 'v2')[] {
  if (given === undefined) return ['v1', 'v2'];
  if (given === 'v1' || given === 'v2') return [given];
  throw new RangeError(`Cannot take --version "${given}": v1 and v2 are accepted`);
}

function whole(name: string, given: string): number {
  if (!/^\d{1,9}$/.test(given))
    throw new RangeError(`Cannot take --${name} "${given}": a whole number is accepted`);
  return Number(given);
}
