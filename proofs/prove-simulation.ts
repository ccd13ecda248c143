import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { marks, nameOf, seedsForAllMarks } from './simulation/points.ts';
import { simulate } from './simulation/simulate.ts';

/** After so many that went wrong the rest would tell nothing new. */
const MOST_WRONG = 5;

/**
 * The job engine in one process, in virtual time, seed by seed: with all that goes wrong around it no job is lost, nothing
 * is paid or posted twice, and everything ends. A run of enough seeds has to meet each point in each of its variants.
 *
 * @param seeds Played at most.
 * @param forMs No further seed is begun after so long.
 */
export async function proveSimulation(
  database: EmbeddedSupabase,
  options: { from: number; seeds: number; forMs?: number; log(line: string): void },
) {
  const { from, seeds, forMs = Number.POSITIVE_INFINITY, log } = options;
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const sum = { seeds: 0, jobs: 0, calls: 0, kills: 0, virtual_hours: 0 };
  const hits = new Map<string, number>();
  const faults: string[] = [];
  let wrong = 0;
  await simulate(database, {
    seeds: Array.from({ length: seeds }, (_, n) => from + n),
    each: (played) => {
      sum.seeds += 1;
      sum.jobs += played.jobs;
      sum.calls += played.calls;
      sum.kills += played.kills;
      sum.virtual_hours += played.seconds / 3600;
      for (const [name, count] of played.hits) hits.set(name, (hits.get(name) ?? 0) + count);
      if (played.breaches.length > 0) {
        wrong += 1;
        const command = `npm run simulate -- --from ${played.seed} --seeds 1`;
        log(
          `simulation: seed ${played.seed} went wrong; again: ${command}\n  ${played.breaches.join('\n  ')}`,
        );
        faults.push(...played.breaches.map((breach) => `seed ${played.seed}: ${breach}`));
      } else if (sum.seeds % 25 === 0) {
        log(
          `simulation: ${sum.seeds} seeds in ${Math.round(seconds())} s, ${hits.size} of ${marks.length} marks`,
        );
      }
      return wrong < MOST_WRONG && seconds() * 1000 < forMs;
    },
  });
  const missed = marks.map(nameOf).filter((name) => !hits.has(name));
  if (sum.seeds >= seedsForAllMarks && wrong === 0)
    faults.push(...missed.map((name) => `${name} was never met`));
  return {
    from,
    ...sum,
    virtual_hours: Math.round(sum.virtual_hours * 10) / 10,
    seconds: Math.round(seconds()),
    seeds_a_minute: Math.round((sum.seeds / seconds()) * 600) / 10,
    marks: marks.length,
    marks_met: marks.length - missed.length,
    missed,
    faults,
  };
}
