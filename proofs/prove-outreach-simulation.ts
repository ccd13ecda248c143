import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { outreachPoints } from './outreach-simulation/outreach-points.ts';
import { openOutreachSimulation } from './outreach-simulation/simulate.ts';
import { nameOf } from './simulation/points.ts';

const { marks, seedsForAllMarks } = outreachPoints;
/** After so many that went wrong the rest would tell nothing new. */
const MOST_WRONG = 5;

type Version = 'v1' | 'v2';

/**
 * Outreach in one process, in virtual time, history by history: with all that goes wrong around the governors, the limits hold at every
 * release, nothing reaches LinkedIn twice or unapproved, and what can go goes. A run of enough histories has to meet each point
 * in each of its variants.
 *
 * @param histories Played at most, in each version.
 * @param forMs No further history is begun after so long.
 */
export async function proveOutreachSimulation(
  database: EmbeddedSupabase,
  options: {
    from: number;
    histories: number;
    days: number;
    versions?: readonly Version[];
    forMs?: number;
    log(line: string): void;
  },
) {
  const { from, histories, days, forMs = Number.POSITIVE_INFINITY, log } = options;
  const { versions = ['v1', 'v2'] } = options;
  const began = performance.now();
  const cpu = process.cpuUsage();
  const seconds = () => (performance.now() - began) / 1000;
  const sum = { histories: 0, account_days: 0, beats: 0, calls: 0, kills: 0, writes: 0, effects: 0 };
  const by = new Map<string, number>();
  const ended = new Map<string, number>();
  const happened = new Map<string, number>();
  const hits = new Map<string, number>();
  const faults: string[] = [];
  let wrong = 0;
  const simulation = await openOutreachSimulation(database);
  const isOver = () => wrong >= MOST_WRONG || seconds() * 1000 >= forMs;
  for (let history = from; history < from + histories && !isOver(); history += 1)
    for (const version of versions) {
      const played = await simulation.play(history, { days, version });
      sum.histories += 1;
      sum.account_days += played.accountDays;
      sum.beats += played.beats;
      sum.calls += played.calls;
      sum.kills += played.kills;
      sum.writes += played.writes;
      sum.effects += played.effects;
      add(by, [[version, 1]]);
      add(ended, Object.entries(played.ended));
      add(happened, played.happened);
      add(hits, played.hits);
      if (played.breaches.length > 0) {
        wrong += 1;
        const command = `npm run simulate:outreach -- --from ${history} --histories 1 --days ${days} --version ${version}`;
        log(`outreach-simulation: history ${history} of ${version} went wrong; again: ${command}`);
        log(`  ${played.breaches.join('\n  ')}`);
        faults.push(...played.breaches.map((breach) => `history ${history} of ${version}: ${breach}`));
      } else if (sum.histories % 10 === 0)
        log(
          `outreach-simulation: ${sum.histories} histories, ${sum.account_days} account-days in ${Math.round(seconds())} s`,
        );
    }
  const missed = marks.map(nameOf).filter((name) => !hits.has(name));
  if (sum.histories >= 2 * seedsForAllMarks && wrong === 0)
    faults.push(...missed.map((name) => `${name} was never met`));
  const used = process.cpuUsage(cpu);
  return {
    from,
    days,
    ...sum,
    by_version: Object.fromEntries(by),
    seconds: Math.round(seconds()),
    account_days_a_minute: Math.round((sum.account_days / seconds()) * 60),
    cpu_ms_an_account_day: Math.round((used.user + used.system) / 1000 / Math.max(1, sum.account_days)),
    ended: Object.fromEntries(ended),
    happened: Object.fromEntries(happened),
    marks: marks.length,
    marks_met: marks.length - missed.length,
    missed,
    faults,
  };
}

function add(to: Map<string, number>, what: Iterable<readonly [string, number]>): void {
  for (const [name, count] of what) to.set(name, (to.get(name) ?? 0) + count);
}
