// `npm run simulate [-- --seeds N] [--from K]`: the job engine seed by seed in virtual time. See proofs/simulation/README.md.
import { parseArgs } from 'node:util';
import { proveSimulation } from '../proofs/prove-simulation.ts';

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
  const { faults, missed, ...figures } = await proveSimulation({
    from: whole('from', values.from),
    seeds: whole('seeds', values.seeds),
    log: (line) => console.log(line),
  });
  if (missed.length > 0) console.log(`not met: ${missed.join(', ')}`);
  console.log(JSON.stringify({ ...figures, breaches: faults.length }));
  process.exitCode = faults.length > 0 ? 1 : 0;
}

function whole(name: string, given: string): number {
  if (!/^\d{1,9}$/.test(given))
    throw new RangeError(`Cannot take --${name} "${given}": a whole number is accepted`);
  return Number(given);
}
