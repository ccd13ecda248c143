import { type Finds, type FoundFaults, findPlanted } from './find-planted.ts';
import { outreachPoints } from './outreach-simulation/outreach-points.ts';
import { plantedFaults } from './outreach-simulation/planted-faults.ts';
import type { History, HistoryApart } from './outreach-simulation/play-histories.ts';
import { playEach, startPlayer, startPlayers } from './simulation/player.ts';
import { nameOf } from './simulation/points.ts';

const { marks, seedsForAllMarks } = outreachPoints;
/** After so many that went wrong the rest would tell nothing new. */
const MOST_WRONG = 5;
/** What was found is kept, and told, after so many histories. */
const TOLD_EACH = 10;

/** In which planted faults are looked for. */
const SHORT_HISTORIES = Array.from(
  { length: 20 },
  (_, n): History => ({ history: n + 1, days: 8, version: n % 2 === 0 ? 'v1' : 'v2' }),
);

type Version = History['version'];
type Counts = Record<string, number>;

/** What histories that went well add up to. */
interface Found {
  days: number;
  account_days: number;
  beats: number;
  calls: number;
  kills: number;
  writes: number;
  effects: number;
  seconds: number;
  ended: Counts;
  happened: Counts;
  hits: Counts;
  /** How many were played at which commit. */
  commits: Counts;
  /** Of each history of each version: it has the same again when it is played again at that commit. */
  trace_hashes: Record<Version, Record<string, string>>;
}
type OutreachProof = Found & { missed: string[]; faults: string[] };

/**
 * Outreach in virtual time, history by history, as many at once as the machine has processors: with all that goes wrong around the
 * governors, the limits hold at every release, nothing reaches LinkedIn twice or unapproved, and what can go goes. A run of enough
 * histories has to meet each point in each of its variants.
 *
 * @param histories Played at most, in each version.
 * @param forMs No further history is begun after so long.
 * @param kept What runs before found, at this commit or at others: those histories are not played again. `keep` is told what was found so far.
 */
export async function proveOutreachSimulation(options: {
  from: number;
  histories: number;
  days: number;
  versions?: readonly Version[];
  forMs?: number;
  commit?: string;
  kept?: Found | null;
  keep?(proof: OutreachProof): void;
  log(line: string): void;
}) {
  const {
    from,
    histories,
    days,
    versions = ['v1', 'v2'],
    forMs = Number.POSITIVE_INFINITY,
    commit = '',
    log,
  } = options;
  const found = nothing(days);
  const { kept } = options;
  if (kept?.days === days)
    Object.assign(
      found,
      structuredClone(
        Object.fromEntries(Object.keys(found).map((name) => [name, kept[name as keyof Found]])),
      ),
    );
  const before = found.seconds;
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const faults: string[] = [];
  let wrong = 0;
  const asked = Array.from({ length: histories }, (_, n) =>
    versions.map((version): History => ({ history: from + n, days, version })),
  ).flat();
  const open = asked.filter(({ version, history }) => !(history in found.trace_hashes[version]));
  const goOn = () => wrong < MOST_WRONG && seconds() * 1000 < forMs;
  const players = startPlayers(open.length, () => startHistoryPlayer());
  const soFar = () => proofOf(found, faults, players.length);
  try {
    await playEach(
      players,
      () => (goOn() ? open.shift() : undefined),
      (played, { history, version }) => {
        found.seconds = Math.round(before + seconds());
        if (played.breaches.length > 0) {
          wrong += 1;
          const command = `npm run simulate:outreach -- --from ${history} --histories 1 --days ${days} --version ${version}`;
          log(`outreach-simulation: history ${history} of ${version} went wrong; again: ${command}`);
          log(`  ${played.breaches.join('\n  ')}`);
          faults.push(...played.breaches.map((breach) => `history ${history} of ${version}: ${breach}`));
        } else {
          add(found, played, version);
          found.commits = sum(found.commits, [[commit, 1]]);
        }
        const proof = soFar();
        if (proof.histories % TOLD_EACH !== 0 && played.breaches.length === 0) return;
        options.keep?.(proof);
        log(
          `outreach-simulation: ${proof.histories} histories, ${found.account_days} account-days in ${found.seconds} s`,
        );
      },
    );
  } finally {
    await Promise.all(players.map((player) => player.end()));
  }
  return soFar();
}

/** Plants faults in the governor, one by one, each of which some history of a few days has to find. */
export function findOutreachFaults(finds: Finds, log: (line: string) => void): Promise<FoundFaults> {
  const hunt = {
    stories: SHORT_HISTORIES,
    tell: ({ history, version }: History) => `history ${history} of ${version}`,
    start: startHistoryPlayer,
    log: (line: string) => log(`outreach-faults: ${line}`),
  };
  return findPlanted(plantedFaults, hunt, finds);
}

/** @param inFiles Names the fault that its TypeScript has. */
function startHistoryPlayer(inFiles: string[] = []) {
  return startPlayer<History, HistoryApart>(
    new URL('outreach-simulation/play-histories.ts', import.meta.url),
    ({ history }, by) => ({
      ...{ history, breaches: [`the process that played it ended with ${by}`], traceHash: '' },
      ...{ accountDays: 0, beats: 0, calls: 0, kills: 0, writes: 0, effects: 0 },
      ...{ ended: {}, happened: new Map(), hits: new Map() },
    }),
    inFiles,
  );
}

const nothing = (days: number): Found => ({
  ...{ days, account_days: 0, beats: 0, calls: 0, kills: 0, writes: 0, effects: 0, seconds: 0 },
  ...{ commits: {}, ended: {}, happened: {}, hits: {}, trace_hashes: { v1: {}, v2: {} } },
});

function add(found: Found, played: HistoryApart, version: Version): void {
  found.account_days += played.accountDays;
  for (const figure of ['beats', 'calls', 'kills', 'writes', 'effects'] as const)
    found[figure] += played[figure];
  found.trace_hashes[version][played.history] = played.traceHash.slice(0, 12);
  found.ended = sum(found.ended, Object.entries(played.ended));
  found.happened = sum(found.happened, played.happened);
  found.hits = sum(found.hits, played.hits);
}

function sum(counts: Counts, more: Iterable<readonly [string, number]>): Counts {
  const all = { ...counts };
  for (const [name, count] of more) all[name] = (all[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function proofOf(found: Found, wrong: readonly string[], atOnce: number) {
  const missed = marks.map(nameOf).filter((name) => !(name in found.hits));
  const byVersion = Object.fromEntries(
    Object.entries(found.trace_hashes).map(([version, hashes]) => [version, Object.keys(hashes).length]),
  );
  const histories = Object.values(byVersion).reduce((all, one) => all + one, 0);
  const isEnough = histories >= 2 * seedsForAllMarks && wrong.length === 0;
  const { hits, trace_hashes, ...figures } = found;
  return {
    ...figures,
    histories,
    by_version: byVersion,
    at_once: atOnce,
    account_days_a_minute: Math.round((found.account_days / Math.max(1, found.seconds)) * 60),
    marks: marks.length,
    marks_met: marks.length - missed.length,
    missed,
    hits,
    trace_hashes,
    faults: [...wrong, ...(isEnough ? missed.map((name) => `${name} was never met`) : [])],
  };
}
