import { createHash } from 'node:crypto';
import type { FileStore } from '../../platform/file-store.ts';
import { silentLog } from '../../platform/log.ts';
import { seeded } from '../../testing/seeded.ts';
import { Faults } from './faults.ts';
import { breachesOf } from './invariants.ts';
import { ModelInMemory } from './model.ts';
import { People } from './people.ts';
import { engineFaults } from './points.ts';
import { SlackInMemory } from './slack.ts';
import { Supervisor } from './supervise.ts';
import { VirtualTime } from './virtual-time.ts';
import type { WatchedDatabase } from './watched-database.ts';
import type { World } from './world.ts';

const STARTS = Date.parse('2026-11-30T12:00:00Z');
/** For how long things go wrong. */
const FAULTS_MS = 80_000;
/** In one of so many seeds Slack loses shares of files, people approve soon, and things go wrong until files are deleted and shared anew. */
const LOST_SHARES_IN = 12;
const LOST_SHARES_MS = 110_000;
const UNTIL_SHARED_ANEW_MS = 240_000;
/** After that everything ends within so long. */
const CALM_MS = 15 * 60_000;
const LOOK_MS = 5000;

export interface Played {
  seed: number;
  breaches: string[];
  /** Over everything that happened, in order. */
  traceHash: string;
  /** Of one that went wrong. */
  trace: string[];
  calls: number;
  kills: number;
  jobs: number;
  hits: ReadonlyMap<string, number>;
  /** In virtual time. */
  seconds: number;
}

/** One story: people ask, things go wrong, things go well again, and everything has to end as it should. */
export async function playSeed(database: WatchedDatabase, seed: number, storage: FileStore): Promise<Played> {
  const time = new VirtualTime(STARTS);
  const random = seeded(seed);
  const trace: string[] = [];
  const hash = createHash('sha256');
  const faults = new Faults(time, random, seed, engineFaults, (line) => {
    trace.push(line);
    hash.update(`${line}\n`);
  });
  await database.begin(seed, time);
  const losesShares = seed % LOST_SHARES_IN === 0;
  const world: World = {
    ...{ seed, time, random, faults, database, storage, log: silentLog },
    slack: new SlackInMemory(time, random, () => losesShares && time.now < STARTS + LOST_SHARES_MS),
    model: new ModelInMemory(time, random),
  };
  const parts = new Supervisor(world);
  const people = new People(world, parts);
  const breaches: string[] = [];
  const story = async () => {
    const asked = people.ask();
    void people.press();
    const calmAt = time.now + (losesShares ? UNTIL_SHARED_ANEW_MS : FAULTS_MS);
    while (time.now < calmAt && !(await hasBreach(world))) {
      if (losesShares) await people.settle();
      await time.sleep(LOOK_MS, undefined, null);
    }
    if (time.now >= calmAt) await asked;
    faults.end();
    const until = time.now + CALM_MS;
    while (!(await isOver(world)) && !(await hasBreach(world))) {
      if (time.now > until) {
        breaches.push(`after ${CALM_MS / 60_000} minutes without a fault not everything has ended`);
        break;
      }
      await people.settle();
      await time.sleep(LOOK_MS, undefined, null);
    }
    breaches.push(...(await breachesOf(world, people)));
  };
  await time.run(story());
  parts.end();
  const [counted] = await database.ask('select count(*)::integer as n from content.jobs');
  return {
    seed,
    breaches,
    traceHash: hash.digest('hex'),
    trace,
    calls: faults.calls,
    kills: faults.kills,
    jobs: Number(counted?.n),
    hits: faults.hits,
    seconds: Math.round((time.now - STARTS) / 1000),
  };
}

/** What the rest of the story is not needed for. */
async function hasBreach({ database }: World): Promise<boolean> {
  return (
    database.noted.length > 0 || (await database.ask('select from simulation.breaches limit 1')).length > 0
  );
}

export async function isOver({ database }: World): Promise<boolean> {
  const [left] = await database.ask(
    `select (select count(*) from content.jobs where ended_at is null or status = 'failed')
          + (select count(*) from content.outbox where wanted > shown and not given_up) as n`,
  );
  return Number(left?.n) === 0;
}
