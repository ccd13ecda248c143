import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { plantedFaults, withPlanted } from './simulation/planted-faults.ts';
import { marks, nameOf, seedsForAllMarks } from './simulation/points.ts';
import { openSimulation, type Simulation } from './simulation/simulate.ts';

/** After so many that went wrong the rest would tell nothing new. */
const MOST_WRONG = 5;
/** A planted fault is found within so many seeds, or it is not found. */
const TRIES = 200;

/**
 * The job engine in one process, in virtual time, seed by seed: with all that goes wrong around it no job is lost, nothing
 * is paid or posted twice, and everything ends. A run of enough seeds has to meet each point in each of its variants.
 *
 * @param seeds Played at most.
 * @param forMs No further seed is begun after so long.
 * @param planted Whether faults are planted in the SQL afterwards, one by one, each of which some seed has to find.
 */
export async function proveSimulation(
  database: EmbeddedSupabase,
  options: { from: number; seeds: number; forMs?: number; planted?: boolean; log(line: string): void },
) {
  const { from, seeds, forMs = Number.POSITIVE_INFINITY, log } = options;
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const sum = { seeds: 0, jobs: 0, calls: 0, kills: 0, virtual_hours: 0 };
  const hits = new Map<string, number>();
  const faults: string[] = [];
  let wrong = 0;
  const simulation = await openSimulation(database);
  for (let seed = from; seed < from + seeds && wrong < MOST_WRONG && seconds() * 1000 < forMs; seed += 1) {
    const played = await simulation.play(seed);
    sum.seeds += 1;
    sum.jobs += played.jobs;
    sum.calls += played.calls;
    sum.kills += played.kills;
    sum.virtual_hours += played.seconds / 3600;
    for (const [name, count] of played.hits) hits.set(name, (hits.get(name) ?? 0) + count);
    if (played.breaches.length > 0) {
      wrong += 1;
      const command = `npm run simulate -- --from ${seed} --seeds 1`;
      log(`simulation: seed ${seed} went wrong; again: ${command}\n  ${played.breaches.join('\n  ')}`);
      faults.push(...played.breaches.map((breach) => `seed ${seed}: ${breach}`));
    } else if (sum.seeds % 25 === 0) {
      log(
        `simulation: ${sum.seeds} seeds in ${Math.round(seconds())} s, ${hits.size} of ${marks.length} marks`,
      );
    }
  }
  const playedFor = seconds();
  const missed = marks.map(nameOf).filter((name) => !hits.has(name));
  if (sum.seeds >= seedsForAllMarks && wrong === 0)
    faults.push(...missed.map((name) => `${name} was never met`));
  return {
    from,
    ...sum,
    virtual_hours: Math.round(sum.virtual_hours * 10) / 10,
    seconds: Math.round(playedFor),
    seeds_a_minute: Math.round((sum.seeds / playedFor) * 600) / 10,
    marks: marks.length,
    marks_met: marks.length - missed.length,
    missed,
    planted: await findPlanted(),
    faults,
  };

  /** In which seed each was found, and by what. */
  async function findPlanted(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const fault of options.planted ? plantedFaults : []) {
      const told = await withPlanted(database.owner.query, fault, () => firstBreach(simulation));
      found[fault.name] = told ?? 'not found';
      if (told === null) faults.push(`no seed finds that ${fault.name}`);
      log(`simulation: ${fault.name}: ${found[fault.name]}`);
    }
    return found;
  }
}

async function firstBreach({ play }: Simulation): Promise<string | null> {
  for (let seed = 1; seed <= TRIES; seed += 1) {
    const { breaches } = await play(seed);
    if (breaches[0]) return `seed ${seed}: ${breaches[0]}`;
  }
  return null;
}
