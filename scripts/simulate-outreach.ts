// `npm run simulate:outreach [-- --histories N] [--days D] [--from K] [--version v1|v2]`: outreach history by history in virtual time.
// See proofs/outreach-simulation/README.md.
import { parseArgs } from 'node:util';
import { proveOutreachSimulation } from '../proofs/prove-outreach-simulation.ts';

const usage = `npm run simulate:outreach [-- --histories N] [--days D] [--from K] [--version v1|v2]

Plays N histories (default: 5) of D days (default: 60) from K on (default: 1), each over both versions of Unipile's API or over
the one that is named, as many at once as the machine has processors. Exit code 1 when one went wrong, with the command that plays it again; the figures stand in the last line.
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
  const {
    faults,
    missed,
    hits: _hits,
    trace_hashes: _hashes,
    ...figures
  } = await proveOutreachSimulation({
    from: whole('from', values.from),
    histories: whole('histories', values.histories),
    days: whole('days', values.days),
    versions: versionsOf(values.version),
    log: (line) => console.log(line),
  });
  if (missed.length > 0) console.log(`not met: ${missed.join(', ')}`);
  console.log(JSON.stringify({ ...figures, breaches: faults.length }));
  process.exitCode = faults.length > 0 ? 1 : 0;
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
