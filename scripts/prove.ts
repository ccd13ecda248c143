// `npm run prove [-- --short] [--seed N] [--only NAME] [--count N] [--functions A,B] [--help]`: long proofs in real processes. Prints what it did and writes
// proofs/<name>.json with the commit and the seed it was made from. Exits with 1 when a proof fails, with 2 when none does and of one
// nothing is known.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { silentLog } from '../platform/log.ts';
import { type Finds, type FoundFaults, faultTable } from '../proofs/find-planted.ts';
import { plantedFaults as governorFaults } from '../proofs/outreach-simulation/planted-faults.ts';
import { proveOutage } from '../proofs/production/prove-outage.ts';
import { proveArticleCrashes } from '../proofs/prove-article-crashes.ts';
import { proveAudit } from '../proofs/prove-audit.ts';
import { proveBusy } from '../proofs/prove-busy.ts';
import { proveCampaign } from '../proofs/prove-campaign.ts';
import { proveCampaignDays } from '../proofs/prove-campaign-days.ts';
import { proveCrashes } from '../proofs/prove-crashes.ts';
import { type Disruption, proveDay } from '../proofs/prove-day.ts';
import { proveEnrichment } from '../proofs/prove-enrichment.ts';
import { proveEveryCase } from '../proofs/prove-every-case.ts';
import { proveFuzz } from '../proofs/prove-fuzz.ts';
import { proveGovernorDays } from '../proofs/prove-governor-days.ts';
import { proveGovernorKills } from '../proofs/prove-governor-kills.ts';
import { proveJobScale } from '../proofs/prove-job-scale.ts';
import { proveLoad } from '../proofs/prove-load.ts';
import { allProfiles, proveModels } from '../proofs/prove-models.ts';
import { proveOutreachScale } from '../proofs/prove-outreach-scale.ts';
import { findOutreachFaults, proveOutreachSimulation } from '../proofs/prove-outreach-simulation.ts';
import { proveProduct } from '../proofs/prove-product.ts';
import { proveProduction, proveUpgrades } from '../proofs/prove-production.ts';
import { proveReviewDesk } from '../proofs/prove-review-desk.ts';
import { addRun, findEngineFaults, proveSimulation } from '../proofs/prove-simulation.ts';
import { proveSlackSoak } from '../proofs/prove-slack-soak.ts';
import { guardTable, proveSqlGuards } from '../proofs/prove-sql-guards.ts';
import type { VitestRun } from '../proofs/run-vitest.ts';
import { proveRunnerChaos } from '../proofs/runner-chaos/prove-runner-chaos.ts';
import type { PlantedFault } from '../proofs/simulation/plant.ts';
import { plantedFaults as engineFaults } from '../proofs/simulation/planted-faults.ts';
import { openSimulation } from '../proofs/simulation/simulate.ts';
import { type EmbeddedSupabase, startSupabase } from '../sandbox/supabase/start.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string' },
    only: { type: 'string' },
    count: { type: 'string' },
    functions: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const BUSY_RUNS = 3;
/** A slice begins within so many seeds and plays so many at most: all of these were played whole; new ones: `--only simulation`. */
const SIMULATED_SEEDS = 33;
/** A slice of outreach is the first days of one of so many histories, each of which was played so far over both versions. */
const SIMULATED_HISTORIES = 3;
const SIMULATED_DAYS = 4;
/** Of the short slice. */
const SIMULATED_MS = 25_000;
const log = (line: string) => console.log(line);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const isChanged =
  execFileSync(
    'git',
    ['status', '--porcelain', '--', ':!proofs/*.json', ':!docs/*-mutations.md', ':!docs/*-faults.md'],
    {
      encoding: 'utf8',
    },
  ) !== '';
const proofs: Record<string, () => Promise<{ faults: string[]; unknown?: string | null }>> = {
  audit: () => proveAudit({ log }),
  crashes: () => proveCrashes({ seed, kills: values.short ? 4 : 60, log }),
  'article-crashes': () => proveArticleCrashes({ articles: values.short ? 1 : 8, offset: seed, log }),
  outage: () => proveOutage({ minutes: values.short ? 0.2 : 10, commands: values.short ? 2 : 5, log }),
  'governor-kills': () =>
    withDatabase((database) => proveGovernorKills(database, { seed, kills: values.short ? 4 : 60, log })),
  'governor-days': () =>
    withDatabase((database) =>
      proveGovernorDays(database, { seed, days: values.short ? 2 : 10, perDay: 6, version: 'v1', log }),
    ),
  'governor-days-v2': () =>
    withDatabase((database) =>
      proveGovernorDays(database, { seed, days: values.short ? 2 : 10, perDay: 6, version: 'v2', log }),
    ),
  campaign: () => proveCampaign({ seed, days: values.short ? 1 : 15, log }),
  'campaign-v1': () =>
    withDatabase((database) =>
      proveCampaignDays(database, { seed, days: values.short ? 2 : 15, version: 'v1', log }),
    ),
  'campaign-v2': () =>
    withDatabase((database) =>
      proveCampaignDays(database, { seed, days: values.short ? 2 : 15, version: 'v2', log }),
    ),
  day: () =>
    proveDay({
      seed,
      ...(values.short ? dayInShort : { ...wholeDay, minutes: Number(values.count ?? wholeDay.minutes) }),
      log,
    }),
  enrichment: () =>
    withDatabase((database) =>
      proveEnrichment(database, { seed, leads: values.short ? 30 : 500, kills: values.short ? 2 : 10, log }),
    ),
  'review-desk': () =>
    proveReviewDesk(withDatabase, { seed, histories: values.short ? 60 : 2000, planted: !values.short, log }),
  simulation: async () => {
    const run = await proveSimulation({
      from: values.short ? 1 + (seed % SIMULATED_SEEDS) : Number(values.seed ?? 1),
      seeds: Number(values.count ?? (values.short ? SIMULATED_SEEDS : 2000)),
      ...(values.short ? { forMs: SIMULATED_MS } : {}),
      log,
    });
    return values.short ? run : addRun(storedProof('simulation')?.runs ?? [], { ...at(), ...run });
  },
  'simulation-faults': () =>
    faultProof('simulation-faults', 'job-engine-mutations', engineFaults, {
      find: (finds) => findEngineFaults(Number(values.count ?? 200), finds, log),
      title: 'Faults planted in the job engine',
      played: '[simulation](../proofs/simulation/README.md)',
    }),
  'simulated-load': () =>
    withDatabase(async (database) => {
      const { load } = await openSimulation(database);
      return load({ seed, ...simulatedLoadOf(Number(values.count ?? (values.short ? 30 : 5000))) });
    }),
  'slack-soak': () =>
    proveSlackSoak({
      seed,
      ...(values.short ? { posts: 200, events: 20 } : { posts: 10_000, events: 500 }),
      log,
    }),
  'outreach-simulation': () =>
    proveOutreachSimulation({
      from: values.short ? 1 + (seed % SIMULATED_HISTORIES) : Number(values.seed ?? 1),
      histories: Number(values.count ?? (values.short ? 1 : 250)),
      days: values.short ? SIMULATED_DAYS : 60,
      ...(values.short
        ? {}
        : {
            forMs: 60 * 60_000,
            commit: at().commit,
            kept: storedProof('outreach-simulation'),
            keep: (proof: object) => write('outreach-simulation', proof),
          }),
      log,
    }),
  'outreach-faults': () =>
    faultProof('outreach-faults', 'outreach-planted-faults', governorFaults, {
      find: (finds) => findOutreachFaults(finds, log),
      title: 'Faults planted in the governor',
      played: '[outreach simulation](../proofs/outreach-simulation/README.md)',
    }),
  fuzz: () =>
    withDatabase((database) =>
      proveFuzz(database, { seed, count: Number(values.count ?? (values.short ? 500 : 100_000)), log }),
    ),
  load: () => proveLoad({ seed, ...loadOf(Number(values.count ?? 500)), log }),
  models: () => proveModels({ only: values.short ? [...allProfiles].slice(0, 1) : allProfiles, log }),
  product: () => proveProduct({ everyCase: !values.short }),
  production: () => proveProduction(),
  upgrades: () => proveUpgrades(),
  'runner-chaos': () =>
    proveRunnerChaos({
      seed,
      short: values.short,
      ...(values.count ? { kills: Number(values.count) } : {}),
      log,
    }),
  'every-case': () => proveEveryCase(),
  'job-scale': () => proveJobScale(withDatabase, { stored: Number(values.count ?? 1_000_000), log }),
  'outreach-scale': () => proveOutreachScale(),
  'outreach-guards': async () => {
    const proof = await withDatabase((database) =>
      proveSqlGuards(database, {
        kept: keptProof('outreach-guards')?.rows ?? [],
        ...(values.functions ? { only: values.functions.split(',') } : {}),
        keep: (found) => write('outreach-guards', found),
        log,
      }),
    );
    if (!values.functions)
      writeFileSync('docs/outreach-mutations.md', guardTable({ ...proof, commit: at().commit }));
    return proof;
  },
  busy: () => proveBusy({ times: BUSY_RUNS, kept: keptRuns(), keep: (proof) => write('busy', proof), log }),
};
const dayInShort = {
  minutes: 0.2,
  everyS: 0.9,
  parts: { bot: 2, agents: 2, governor: 2 },
  disruptEveryS: 2,
  // A killed runner's lease lasts 30 s: the whole day has those.
  disruptions: ['kill bot', 'kill governor', 'restart Postgres', 'roll agents'] satisfies Disruption[],
};
const wholeDay = {
  minutes: 20,
  everyS: 4,
  parts: { bot: 3, agents: 3, governor: 2 },
  disruptEveryS: 20,
  disruptions: [
    ...['kill bot', 'kill agents', 'kill governor', 'kill any', 'kill agents', 'kill any'],
    ...['roll all', 'kill any', 'restart Postgres'],
  ] as Disruption[],
};
/** The load of 500 commands in ten minutes; of fewer, as much in less time. */
const loadOf = (commands: number) => ({
  people: 50,
  commands,
  noisy: Math.round(commands * 0.4),
  minutes: commands / 50,
  runners: 4,
  slotsEach: 16,
  modelMs: 20_000,
});
/** The same in virtual time, where ten times as many commands are not ten times as long. */
const simulatedLoadOf = (commands: number) => ({
  ...{
    people: 50,
    noisyPeople: 5,
    commands,
    noisyCommands: Math.round(commands * 0.4),
    minutes: commands / 50,
  },
  ...{ modelMs: 20_000, fleet: { runners: 4, slots: 16, bots: 2 } },
});
/** Of these `npm test` itself is the short slice; `audit` needs a registry, `upgrades` a tag, a network and minutes. */
const notShort = [
  'audit',
  'upgrades',
  'every-case',
  'job-scale',
  'load',
  'outreach-scale',
  'outreach-guards',
  'outreach-faults',
  'simulation-faults',
  'busy',
];
if (values.help) {
  console.log(`npm run prove [-- --short] [--seed N] [--only NAME] [--count N]

Names: ${Object.keys(proofs).join(', ')}.
Each runs alone with --only. --count is the number of fuzz's inputs, of job-scale's finished jobs, of simulation's seeds and of outreach-simulation's
histories, both from --seed on, of the seeds that look for a fault of simulation-faults, of runner-chaos' kills, of the commands of load and simulated-load (fifty a minute) or of day's minutes.
Started again on the same commit goes on after what passed: busy (npm test three times beside two busy loops a core, half an hour on
2 cores), outreach-guards (of the functions named by --functions, or of all) after a batch. On any commit: outreach-simulation (an hour at most) plays
the histories that no run played before, simulation adds each run to those before, simulation-faults and outreach-faults look for what is not found yet.
--short makes a slice of each, without ${notShort.join(', ')}.`);
  process.exit(0);
}
if (values.only && !proofs[values.only]) {
  throw new Error(`No proof "${values.only}"; accepted: ${Object.keys(proofs).join(', ')}`);
}
let failed = false;
const unknown: string[] = [];
for (const [name, prove] of Object.entries(proofs)) {
  if (values.only ? values.only !== name : values.short && notShort.includes(name)) continue;
  const result = await prove();
  failed ||= result.faults.length > 0;
  if (result.unknown) unknown.push(name);
  console.log(`${name}: seed ${seed}, ${JSON.stringify(result)}`);
  if (!values.short) write(name, result);
}
if (unknown.length > 0) console.log(`Not known, and not passed: ${unknown.join(', ')}`);
process.exit(failed ? 1 : unknown.length > 0 ? 2 : 0);

function write(name: string, result: object): void {
  mkdirSync('proofs', { recursive: true });
  writeFileSync(`proofs/${name}.json`, `${JSON.stringify({ ...at(), ...result }, null, 2)}\n`);
}

function at() {
  return { commit: isChanged ? `${commit}, changed` : commit, seed };
}

/** What an interrupted proof of this very commit has passed already. */
function keptRuns(): VitestRun[] {
  const runs: VitestRun[] = keptProof('busy')?.runs ?? [];
  return runs.length < BUSY_RUNS ? runs : [];
}

function keptProof(name: string) {
  const kept = isChanged ? null : storedProof(name);
  return kept?.commit === commit ? kept : null;
}

function storedProof(name: string) {
  const file = `proofs/${name}.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** Goes on after the faults that were found, and writes into `docs/` what found each; one that nothing finds is a fault of the proof. */
async function faultProof(
  name: string,
  page: string,
  faults: readonly PlantedFault[],
  { find, ...of }: { find(finds: Finds): Promise<FoundFaults>; title: string; played: string },
) {
  const proofOf = (planted: FoundFaults) => {
    const { commit } = at();
    const about = { ...of, command: `npm run prove -- --only ${name}`, commit };
    writeFileSync(`docs/${page}.md`, faultTable(faults, planted, about));
    const missed = Object.keys(planted).filter((fault) => planted[fault] === null);
    return { planted, faults: missed.map((fault) => `nothing finds that ${fault}`) };
  };
  return proofOf(
    await find({
      before: storedProof(name)?.planted ?? {},
      commit: at().commit,
      keep: (soFar) => write(name, proofOf(soFar)),
    }),
  );
}

/** A database of the proof's own, on a Postgres of its own. */
async function withDatabase<T>(work: (database: EmbeddedSupabase) => Promise<T>): Promise<T> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'greenlight-prove-'));
  const database = await startSupabase({ dataFolder, log: silentLog });
  try {
    return await work(database);
  } finally {
    await database.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
