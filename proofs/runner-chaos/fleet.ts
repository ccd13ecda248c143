import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../platform/clock.ts';
import type { Kill, Stop } from './judge.ts';
import type { RunnerProcess } from './runners.ts';
import type { World } from './world.ts';

export interface FleetSize {
  runners: number;
  /** Jobs that each works on at a time. */
  concurrency: number;
  /** From one kill to the next, ms. */
  pauseMs: number;
  /** The owner ends the leases of a killed or stopped runner at once. */
  hurries: boolean;
}

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
/** Latest moment by chance, after a runner was chosen. */
const CHANCE_MS = 1_000;
/** Of a stopped runner: longer than its lease and the reaper's round. */
const STOPPED_MS = 36_000;
/** After which it has tried what it had been about to do. */
const GONE_ON_MS = 5_000;
const LOOK_MS = 300;

/** So many runners at any time, another one for each that is killed. */
export function createFleet(
  world: World,
  size: FleetSize,
  { random, log }: { random: Random; log(line: string): void },
) {
  const kills: Kill[] = [];
  const stops: Stop[] = [];
  const faults: string[] = [];
  /** Those that may be killed or stopped. */
  const free = new Set<RunnerProcess>();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
  let isOver = false;
  let untaken: string[] = [];

  async function keepOneRunning(): Promise<void> {
    while (!isOver) {
      const runner = await world.startRunner();
      free.add(runner);
      const how = await runner.exited;
      free.delete(runner);
      if (!isOver && !kills.some((kill) => kill.runner === runner.name))
        faults.push(`${runner.name} ended by itself: ${how}, ${[...runner.told.keys()].at(-1)}`);
    }
  }

  async function holders(): Promise<string[]> {
    const rows = await world.query(
      `select distinct c.writer from chaos.claims c
       join content.jobs j on j.id = c.job_id and j.fence = c.fence where j.status = 'running'`,
    );
    return rows.map(({ writer }) => String(writer));
  }

  /** One that holds a job, if any does. */
  async function victim(): Promise<RunnerProcess | undefined> {
    const holding = await holders();
    const some = [...free].filter(({ name }) => holding.includes(name));
    if (some.length === 0) return undefined;
    const runner = pick(some);
    free.delete(runner);
    return runner;
  }

  async function endLeases(runner: RunnerProcess): Promise<void> {
    if (!size.hurries) return;
    // What it had sent still arrives, and may extend its lease.
    await sleep(100);
    await world.query(
      `update content.jobs j set leased_until = platform.now() - interval '1 second'
       where j.status = 'running' and exists (
         select from chaos.claims c where c.job_id = j.id and c.fence = j.fence and c.writer = $1)`,
      [runner.name],
    );
  }

  async function killOne(): Promise<void> {
    const runner = await victim();
    if (!runner) return;
    if (untaken.length === 0) untaken = [...POINTS];
    const point = random.next() < 0.5 ? 'random' : pick(untaken);
    const kill = { runner: runner.name, at: 0, point };
    kills.push(kill);
    if (point === 'random') await sleep(random.next() * CHANCE_MS);
    else {
      runner.dieAt(point);
      await Promise.race([runner.exited, sleep(POINT_MS)]);
      if (runner.endedAt === null) kill.point = 'random';
      else untaken = untaken.filter((one) => one !== point);
    }
    runner.signal('SIGKILL');
    await runner.exited;
    kill.at = runner.endedAt ?? Date.now();
    await endLeases(runner);
    if (kills.length % 10 === 0) log(`${kills.length} kills`);
  }

  const running = Array.from({ length: size.runners }, keepOneRunning);
  return {
    kills,
    stops,
    faults,
    /** Jobs that living runners could work on at once. */
    slots: () => free.size * size.concurrency,
    isFree: (name: string) => [...free].some((runner) => runner.name === name),
    async killUntil(isDone: () => boolean): Promise<void> {
      while (!isDone()) {
        const next = Date.now() + size.pauseMs * (0.5 + random.next());
        await killOne();
        await sleep(Math.max(0, next - Date.now()));
      }
    },
    /** Stops `count`, one after the other, each for longer than its lease and until others have its jobs. */
    async stopSome(count: number): Promise<void> {
      while (stops.length < count) {
        await sleep(LOOK_MS);
        const runner = await victim();
        if (!runner) continue;
        runner.signal('SIGSTOP');
        const stop = { runner: runner.name, from: Date.now(), to: Number.POSITIVE_INFINITY };
        stops.push(stop);
        await endLeases(runner);
        if (!size.hurries) await sleep(STOPPED_MS);
        while ((await holders()).includes(runner.name)) await sleep(LOOK_MS);
        runner.signal('SIGCONT');
        stop.to = Date.now();
        log(`${runner.name} goes on after ${Math.round((stop.to - stop.from) / 1000)} s`);
        await sleep(size.hurries ? LOOK_MS : GONE_ON_MS);
        free.add(runner);
      }
    },
    async end(): Promise<void> {
      isOver = true;
      for (const runner of world.runners) runner.signal('SIGTERM');
      await Promise.all(running);
    },
  };
}
