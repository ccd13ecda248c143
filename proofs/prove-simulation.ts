import { type Finds, type FoundFaults, findPlanted } from './find-planted.ts';
import { plantedFaults } from './simulation/planted-faults.ts';
import type { PlayedApart, Seed } from './simulation/play-seeds.ts';
import { type Player, playEach, startPlayer, startPlayers } from './simulation/player.ts';
import { enginePoints, nameOf } from './simulation/points.ts';

const { marks, seedsForAllMarks } = enginePoints;
/** After so many that went wrong the rest would tell nothing new. */
const MOST_WRONG = 5;

type SeedPlayer = Player<Seed, PlayedApart>;

/** @param inFiles Names the fault that its TypeScript has. */
function startSeedPlayer(inFiles: string[] = []): SeedPlayer {
  const broken = ({ seed }: Seed, by: string): PlayedApart => {
    const breaches = [`the process that played it ended with ${by}`];
    return { seed, breaches, traceHash: '', calls: 0, kills: 0, jobs: 0, hits: new Map(), seconds: 0 };
  };
  return startPlayer(new URL('simulation/play-seeds.ts', import.meta.url), broken, inFiles);
}

/**
 * The job engine in virtual time, seed by seed, as many at once as the machine has processors: with all that goes wrong around it no
 * job is lost, nothing is paid or posted twice, and everything ends. A run of enough seeds has to meet each point in each of its variants.
 *
 * @param seeds Played at most.
 * @param forMs No further seed is begun after so long.
 */
export async function proveSimulation(options: {
  from: number;
  seeds: number;
  forMs?: number;
  log(line: string): void;
}) {
  const { from, seeds, forMs = Number.POSITIVE_INFINITY, log } = options;
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const played: PlayedApart[] = [];
  const wrong = () => played.filter(({ breaches }) => breaches.length > 0);
  const players = startPlayers(seeds, () => startSeedPlayer());
  try {
    let next = from;
    const isOver = () => next >= from + seeds || wrong().length >= MOST_WRONG || seconds() * 1000 >= forMs;
    await playEach(
      players,
      () => (isOver() ? undefined : { seed: next++ }),
      (one, { seed }) => {
        played.push(one);
        if (one.breaches.length > 0) {
          const command = `npm run simulate -- --from ${seed} --seeds 1`;
          log(`simulation: seed ${seed} went wrong; again: ${command}\n  ${one.breaches.join('\n  ')}`);
        } else if (played.length % 25 === 0) {
          log(`simulation: ${played.length} seeds in ${Math.round(seconds())} s`);
        }
      },
    );
    played.sort((a, b) => a.seed - b.seed);
    const playedFor = seconds();
    const hits = new Set(played.flatMap((one) => [...one.hits.keys()]));
    const missed = marks.map(nameOf).filter((name) => !hits.has(name));
    const faults = wrong().flatMap(({ seed, breaches }) =>
      breaches.map((breach) => `seed ${seed}: ${breach}`),
    );
    if (played.length >= seedsForAllMarks && faults.length === 0) faults.push(...missed.map(neverMet));
    const sum = (of: (one: PlayedApart) => number) => played.reduce((all, one) => all + of(one), 0);
    return {
      from,
      seeds: played.length,
      jobs: sum((one) => one.jobs),
      calls: sum((one) => one.calls),
      kills: sum((one) => one.kills),
      virtual_hours: Math.round(sum((one) => one.seconds) / 360) / 10,
      seconds: Math.round(playedFor),
      seeds_a_minute: Math.round((played.length / playedFor) * 600) / 10,
      at_once: players.length,
      marks: marks.length,
      marks_met: marks.length - missed.length,
      missed,
      faults,
    };
  } finally {
    await Promise.all(players.map((player) => player.end()));
  }
}

type Run = Awaited<ReturnType<typeof proveSimulation>> & { commit: string };

const neverMet = (mark: string) => `${mark} was never met`;

/** Runs over seeds that others did not play, or on another commit, and what they add up to: all marks of them are enough. What went wrong is the last run's. */
export function addRun(before: readonly Run[], run: Run) {
  const runs = [...before, run];
  const missed = run.missed.filter((name) => runs.every((one) => one.missed.includes(name)));
  const metBefore = run.missed.filter((name) => !missed.includes(name)).map(neverMet);
  return {
    seeds: runs.reduce((all, { seeds }) => all + seeds, 0),
    kills: runs.reduce((all, { kills }) => all + kills, 0),
    missed,
    runs,
    faults: run.faults.filter((fault) => !metBefore.includes(fault)),
  };
}

/**
 * Plants faults in the job engine, one by one, each of which some seed has to find.
 *
 * @param tries A fault is found within so many seeds, or it is not found.
 */
export function findEngineFaults(
  tries: number,
  finds: Finds,
  log: (line: string) => void,
): Promise<FoundFaults> {
  const hunt = {
    stories: Array.from({ length: tries }, (_, n): Seed => ({ seed: n + 1 })),
    tell: ({ seed }: Seed) => `seed ${seed}`,
    start: startSeedPlayer,
    log: (line: string) => log(`simulation-faults: ${line}`),
  };
  return findPlanted(plantedFaults, hunt, finds);
}
