import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../testing/seeded.ts';
import {
  forbiddenIn,
  type Kill,
  lostAttempts,
  type Recovery,
  recoveries,
  type Spell,
  type Stop,
} from './judge.ts';
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

/** What a runner calls on the way of a carousel. */
const CALLS = [
  'claim_job',
  'put_checkpoint',
  'put_checkpoint_writes',
  'reserve_usage',
  'model',
  'settle_usage',
  'put_artifact',
  'record_draft',
];
const MOMENTS = ['before', 'sent', 'after'];
const POINTS = CALLS.flatMap((call) => MOMENTS.map((moment) => `${call}:${moment}`));
/** A call that does not come by then is given up, and the moment is by chance. */
const POINT_MS = 4_000;
/** Of a stopped runner: longer than its lease and the reaper's round. */
const STOPPED_MS = 36_000;
/** After which a job that does not end is lost. */
const QUIET_MS = 240_000;
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
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
  const world = await openWorld({ seed: options.seed, concurrency: size.concurrency });
  const crowd = people(world, seeded(options.seed + 2));
  const had: Weathered = { postgres_restarts: 0, backends_ended: 0, connections_held_s: 0 };
  const kills: Kill[] = [];
  const stops: Stop[] = [];
  const spells: Spell[] = [];
  const faults: string[] = [];
  /** Those that may be killed. */
  const fleet = new Set<RunnerProcess>();
  let isOver = false;
  let asks = true;
  let untaken: string[] = [];

  /** A runner, and after its end the next one. */
  async function keepOneRunning(): Promise<void> {
    while (!isOver) {
      const runner = await world.startRunner();
      fleet.add(runner);
      const how = await runner.exited;
      fleet.delete(runner);
      const wanted = isOver || kills.some((kill) => kill.runner === runner.name);
      if (!wanted) faults.push(`${runner.name} ended by itself: ${how}, ${[...runner.told.keys()].at(-1)}`);
    }
  }

  const holders = async () =>
    (
      await world.query(
        "select distinct c.writer from chaos.claims c join content.jobs j on j.id = c.job_id and j.fence = c.fence where j.status = 'running'",
      )
    ).map(({ writer }) => String(writer));

  /** One that holds a job, if any does. */
  async function victim(): Promise<RunnerProcess | undefined> {
    const holding = await holders();
    const some = [...fleet].filter(({ name }) => holding.includes(name));
    return some.length > 0 ? pick(some) : undefined;
  }

  async function endLeases(runner: RunnerProcess): Promise<void> {
    if (!size.hurries) return;
    // What it had sent still arrives, and may extend its lease.
    await sleep(100);
    await world.query(
      `update content.jobs j set leased_until = platform.now() - interval '1 second'
       where j.status = 'running' and exists (select from chaos.claims c where c.job_id = j.id and c.fence = j.fence and c.writer = $1)`,
      [runner.name],
    );
  }

  async function killOne(): Promise<void> {
    const runner = await victim();
    if (!runner) return;
    fleet.delete(runner);
    if (untaken.length === 0) untaken = [...POINTS];
    const point = random.next() < 0.5 ? 'random' : pick(untaken);
    const kill = { runner: runner.name, at: 0, point };
    kills.push(kill);
    if (point !== 'random') {
      runner.dieAt(point);
      await Promise.race([runner.exited, sleep(POINT_MS)]);
    } else await sleep(random.next() * 1000);
    if (runner.endedAt === null) kill.point = 'random';
    else untaken = untaken.filter((one) => one !== point);
    runner.signal('SIGKILL');
    await runner.exited;
    kill.at = runner.endedAt ?? Date.now();
    await endLeases(runner);
    if (kills.length % 10 === 0) options.log(`${kills.length} kills, ${crowd.count()} jobs`);
  }

  async function killUntil(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      const next = Date.now() + size.pauseMs * (0.5 + random.next());
      await killOne();
      await sleep(Math.max(0, next - Date.now()));
    }
  }

  /** Stops runners for longer than their lease, one after the other, and lets each go on when others have its jobs. */
  async function stopSome(): Promise<void> {
    for (let at = 0; at < size.zombies * Math.min(longer, 1); ) {
      await sleep(LOOK_MS);
      const runner = await victim();
      if (!runner) continue;
      fleet.delete(runner);
      runner.signal('SIGSTOP');
      const stop = { runner: runner.name, from: Date.now(), to: Number.POSITIVE_INFINITY };
      stops.push(stop);
      await endLeases(runner);
      if (!size.hurries) await sleep(STOPPED_MS);
      while ((await holders()).includes(runner.name)) await sleep(LOOK_MS);
      runner.signal('SIGCONT');
      stop.to = Date.now();
      at += 1;
      options.log(`${runner.name} goes on after ${Math.round((stop.to - stop.from) / 1000)} s`);
      await sleep(size.hurries ? 500 : 5_000);
      fleet.add(runner);
    }
  }

  /** As many jobs as the living runners have slots, but two: a job that comes back need not wait behind others. */
  async function peoplesLife(): Promise<void> {
    let quietSince = Number.POSITIVE_INFINITY;
    for (;;) {
      const open = await crowd.round();
      if (asks) {
        const holding = await world.query(
          "select c.writer from content.jobs j left join chaos.claims c on c.job_id = j.id and c.fence = j.fence and j.status = 'running' where j.status in ('queued', 'running')",
        );
        const dead = holding.filter(
          ({ writer }) => writer !== null && ![...fleet].some(({ name }) => name === writer),
        );
        if (holding.length - dead.length < fleet.size * size.concurrency - 2) crowd.ask();
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

  try {
    const runners = Array.from({ length: size.runners }, keepOneRunning);
    const life = peoplesLife();
    const stopping = stopSome();
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
    isOver = true;
    for (const runner of fleet) runner.signal('SIGTERM');
    await Promise.all(runners);

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
    if (calls > ledger) faults.push(`the model was asked ${calls} times, and the ledger has ${ledger}`);
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
      faults: [...faults, ...attempts.faults, ...(await forbiddenIn(world)), ...(await crowd.faults())],
    };
  } finally {
    isOver = true;
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
