import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../testing/seeded.ts';
import { createFleet } from './fleet.ts';
import { forbiddenIn, lostAttempts, type Recovery, recoveries, type Spell } from './judge.ts';
import { people } from './people.ts';
import type { RunnerProcess } from './runners.ts';
import { bring, type Weathered, weathers } from './weathers.ts';
import { openWorld } from './world.ts';

const KILLS = 310;
/** A whole run: the product's own lease, heartbeat and reaper. */
const FULL = {
  runners: 4,
  concurrency: 2,
  kills: KILLS,
  zombies: 8,
  /** From one kill to the next, ms. */
  pauseMs: 2000,
  /** How long each lasts, seconds. */
  weathers: { 'restarts of Postgres': 300, 'backends ended': 75, 'no connection left': 75, 'a bad line': 90 },
  /** The owner ends the leases of a killed or stopped runner at once. */
  hurries: false,
};
/** About 20 s, so that it says nothing of recovery. */
const SHORT: typeof FULL = {
  runners: 2,
  concurrency: 2,
  kills: 4,
  zombies: 1,
  pauseMs: 200,
  weathers: { 'restarts of Postgres': 1, 'backends ended': 1, 'no connection left': 1, 'a bad line': 1 },
  hurries: true,
};

/** For jobs that come back, which need not wait behind others then. */
const SPARE_SLOTS = 2;
/** After which a job that does not end is lost. */
const QUIET_MS = 240_000;
/** Between two rounds of people. */
const LOOK_MS = 300;

interface ChaosProof extends Weathered {
  seconds: number;
  jobs: number;
  drafts: number;
  files: number;
  paid_calls: number;
  /** Processes. */
  runners: number;
  kills: number;
  /** By chance, or in the call of that name: before it, after it was sent, after it was answered. */
  kills_at: Record<string, number>;
  /** Runners that were stopped until others had their jobs, and the jobs of which they learned then that they are lost. */
  stopped: number;
  stopped_and_refused: number;
  line: { drops: number; delays: number; halfOpens: number };
  /** From a kill to the next claim of each job that the dead runner held, while nothing else failed; seconds. */
  recovery_s: Recovery;
  /** The same where the database or the line failed as well. */
  recovery_amid_faults_s: Recovery;
  claims: number;
  /** Attempts that a runner did not end itself. */
  leases_over: number;
  /** Of those, of living runners that did not hear that they had a job. */
  unheard_claims: number;
  /** Jobs that failed for good, by code, until a person put them back. */
  put_back: Record<string, number>;
  /** What runners logged. */
  told: Record<string, number>;
  faults: string[];
}

/**
 * Runners as processes on a real Postgres behind the gateway, with the product's bot, while they are killed and stopped and
 * while database, connections and line fail. Jobs are carousels by the real graph, with plain files in the place of
 * pictures: paid calls, drafts, files, posts, and people who decide.
 */
export async function proveRunnerChaos(options: {
  seed: number;
  short: boolean;
  /** Another number for a whole run, for a loaded machine; what fails then fails for as much longer or shorter. */
  kills?: number;
  log(line: string): void;
}): Promise<ChaosProof> {
  const size = options.short ? SHORT : { ...FULL, kills: options.kills ?? KILLS };
  const longer = options.short ? 1 : size.kills / KILLS;
  const began = performance.now();
  const random = seeded(options.seed);
  const world = await openWorld({ seed: options.seed, concurrency: size.concurrency });
  const crowd = people(world, seeded(options.seed + 2));
  const fleet = createFleet(world, size, { random, log: options.log });
  const { kills, stops, killUntil } = fleet;
  const had: Weathered = { postgres_restarts: 0, backends_ended: 0, connections_held_s: 0 };
  const spells: Spell[] = [];
  let asks = true;

  /** What people do, until all of it has come to its end; before the quiet, as many jobs as living runners have slots for. */
  async function peoplesLife(): Promise<void> {
    let quietSince = Number.POSITIVE_INFINITY;
    for (;;) {
      const open = await crowd.round();
      if (asks) {
        const rows = await world.query(
          `select c.writer from content.jobs j
           left join chaos.claims c on c.job_id = j.id and c.fence = j.fence and j.status = 'running'
           where j.status in ('queued', 'running')`,
        );
        const inWork = rows.filter(({ writer }) => writer === null || fleet.isFree(String(writer)));
        if (inWork.length < fleet.slots() - SPARE_SLOTS) crowd.ask();
      } else {
        quietSince = Math.min(quietSince, Date.now());
        if (open === 0 && (await crowd.isShown())) return;
        if (size.hurries)
          await world.query(
            "update content.jobs set run_at = platform.now() where status = 'queued' and run_at > platform.now()",
          );
        if (Date.now() - quietSince > QUIET_MS) return;
      }
      await sleep(LOOK_MS);
    }
  }

  async function spell(name: string, play: () => Promise<unknown>): Promise<void> {
    const one = { name, from: Date.now(), to: Number.POSITIVE_INFINITY };
    spells.push(one);
    options.log(`${name} after ${kills.length} kills`);
    await play();
    one.to = Date.now();
  }

  /** Each weather after a time in which nothing fails but runners, and such a time at the end. */
  async function playAll(stopping: Promise<void>, life: Promise<void>): Promise<void> {
    const inClear = Math.ceil(size.kills / 10);
    for (const weather of weathers) {
      const before = kills.length;
      await spell('clear', () => killUntil(() => kills.length >= Math.min(before + inClear, size.kills)));
      await spell(weather, () => {
        const until = Date.now() + size.weathers[weather] * longer * 1000;
        return Promise.all([
          bring(weather, until, { world, random, had, hurries: size.hurries }),
          killUntil(() => Date.now() >= until),
        ]);
      });
    }
    await spell('clear', async () => {
      await killUntil(() => kills.length >= size.kills);
      await stopping;
      asks = false;
      await life;
    });
  }

  try {
    const life = peoplesLife();
    const stopping = fleet.stopSome(Math.round(size.zombies * Math.min(longer, 1)));
    await Promise.all([life, stopping, playAll(stopping, life)]);
    await fleet.end();

    const { clear, amidFaults } = await recoveries(world, kills, spells);
    const attempts = await lostAttempts(world, { kills, stops, spells });
    const [calls = 0, ledger = 0, drafts = 0, files = 0] = [
      Object.values(world.standIns.writer.faults.calls()).reduce((sum, n) => sum + n, 0),
      ...(
        await world.query(
          'select (select count(*) from content.usage_ledger) as ledger, (select count(*) from content.drafts) as drafts, (select count(*) from content.artifacts) as files',
        )
      ).flatMap((row) => [Number(row.ledger), Number(row.drafts), Number(row.files)]),
    ];
    if (calls > ledger) fleet.faults.push(`the model was asked ${calls} times, and the ledger has ${ledger}`);
    const told = toldBy(world.runners);
    return {
      seconds: Math.round((performance.now() - began) / 1000),
      jobs: crowd.count(),
      drafts,
      files,
      paid_calls: ledger,
      runners: world.runners.length,
      kills: kills.length,
      kills_at: countOf(kills.map(({ point }) => point)),
      stopped: stops.length,
      stopped_and_refused: world.runners.filter(
        (one) => stops.some(({ runner }) => runner === one.name) && one.told.has('lost_lease'),
      ).length,
      ...had,
      line: world.line.met,
      recovery_s: clear,
      recovery_amid_faults_s: amidFaults,
      claims: attempts.claims,
      leases_over: attempts.leasesOver,
      unheard_claims: attempts.unheardClaims,
      put_back: crowd.putBack(),
      told,
      faults: [...fleet.faults, ...attempts.faults, ...(await forbiddenIn(world)), ...(await crowd.faults())],
    };
  } finally {
    await world.stop();
  }
}

const countOf = (names: string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

function toldBy(runners: readonly RunnerProcess[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { told } of runners) for (const [event, n] of told) counts[event] = (counts[event] ?? 0) + n;
  return counts;
}
