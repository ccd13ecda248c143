import { createHash } from 'node:crypto';
import { silentLog } from '../../platform/log.ts';
import { seeded } from '../../testing/seeded.ts';
import { Faults } from '../simulation/faults.ts';
import { VirtualTime } from '../simulation/virtual-time.ts';
import { playCalm } from './calm.ts';
import { breachesOfDay } from './end-of-day.ts';
import { Governors } from './keep-governors.ts';
import { LinkedInInMemory } from './linkedin.ts';
import { outreachPoints } from './outreach-points.ts';
import { DAY, type OutreachWorld, type WallClock } from './outreach-world.ts';
import { People } from './people.ts';
import { drawSetting, install } from './story.ts';
import type { WatchedOutreach } from './watched-outreach.ts';

/** Of a shorter history the calm days after it would be the most of it. */
const LONG_DAYS = 30;

export interface PlayedHistory {
  history: number;
  breaches: string[];
  /** Over everything that happened, in order. */
  traceHash: string;
  /** Of one that went wrong. */
  trace: string[];
  accountDays: number;
  calls: number;
  kills: number;
  beats: number;
  writes: number;
  effects: number;
  /** Actions by how they stand at the end. */
  ended: Record<string, number>;
  /** What people did. */
  happened: ReadonlyMap<string, number>;
  hits: ReadonlyMap<string, number>;
}

/** One history of an installation: so many days, all that goes wrong in them, and what must be true at the end of each. */
export async function playHistory(
  database: WatchedOutreach,
  history: number,
  options: { days: number; version: 'v1' | 'v2' },
): Promise<PlayedHistory> {
  const random = seeded(history);
  const setting = drawSetting(random);
  const time = new VirtualTime(setting.startsAt);
  let offset = 0;
  const sets = [{ from: Number.NEGATIVE_INFINITY, offset }];
  const wall: WallClock = {
    now: () => time.now + offset,
    set: (byMs) => {
      offset += byMs;
      wall.setAt = time.now;
      sets.push({ from: time.now, offset });
    },
    setAt: Number.NEGATIVE_INFINITY,
    trueTimeOf: (at) => at - (sets.findLast(({ from, offset }) => at - offset >= from)?.offset ?? 0),
  };
  const trace: string[] = [];
  const hash = createHash('sha256');
  const faults = new Faults(time, random, history, { points: outreachPoints, mostRate: 0.02 }, (line) => {
    trace.push(line);
    hash.update(`${line}\n`);
  });
  await database.begin(history, time, wall);
  const linkedIn = new LinkedInInMemory(
    { time, wall, random, faults, database },
    { seed: history, network: setting.network, version: options.version },
  );
  const world: OutreachWorld = { history, time, wall, random, faults, database, linkedIn, log: silentLog };
  const breaches: string[] = [];
  let governors: Governors | undefined;
  let people: People | undefined;
  let accountDays = 0;
  const story = async () => {
    for (const { provider } of setting.accounts.slice(1)) linkedIn.addAccount(provider);
    const accounts = await install(database, setting);
    governors = new Governors(world);
    people = new People(world, governors, setting, accounts);
    const until = time.now + options.days * DAY;
    void people.live(until);
    for (let day = 0; day < options.days && breaches.length === 0; day += 1) {
      await time.sleep(DAY, undefined, null);
      accountDays += accounts.length;
      breaches.push(...people.breaches, ...(await breachesOfDay(world)));
    }
    if (breaches.length === 0 && options.days >= LONG_DAYS)
      breaches.push(...(await playCalm(world, people, accounts)));
  };
  try {
    await time.run(story());
    const { rows } = await database.query(
      'select status, count(*)::integer as n from outreach.linkedin_automation group by 1 order by 1',
    );
    const calls = linkedIn.calls();
    return {
      history,
      breaches,
      traceHash: hash.digest('hex'),
      trace,
      accountDays,
      calls: faults.calls,
      kills: faults.kills,
      beats: governors?.beats ?? 0,
      writes: calls.length,
      effects: calls.filter((c) => c.effect).length,
      ended: Object.fromEntries(rows.map(({ status, n }) => [status, Number(n)])),
      happened: people?.happened ?? new Map(),
      hits: faults.hits,
    };
  } finally {
    governors?.end();
    linkedIn.end();
  }
}
