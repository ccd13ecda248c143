import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startVitest } from 'vitest/node';
import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { HANG_MS } from '../testing/hang-ms.ts';
import { limitCases, nameOfLimit, openLimits } from '../testing/supabase/release-limits.ts';
import { databaseSetup, settings } from '../testing/vitest-settings.ts';
import { EQUIVALENT } from './equivalent-mutations.ts';
import { sqlMutations } from './sql-mutations.ts';

interface Row {
  function: string;
  guard: string;
  mutation: string;
  /** The first test that failed; null: none did. */
  test: string | null;
  /** Files of which no test failed: an interrupted run goes on after them. */
  passed: string[];
  /** Why no test can tell the two apart. */
  equivalent: string | null;
}

interface Mutated extends Row {
  source: string;
  /** The function as it is; null: it is none. */
  original: string | null;
}

interface GuardProof {
  mutations: number;
  caught: number;
  seconds: number;
  faults: string[];
  rows: Row[];
}

/** Where an action is let go, and all that is asked on the way: in the order in which a release comes to them. */
const FUNCTIONS = [
  ...['hold_action', 'claim_release', 'first_blocker', 'open_breaker', 'in_working_hours', 'window_of'],
  ...['window_date', 'is_holiday', 'knows_holidays', 'goes_as_answer', 'newest_inbound', 'day_limit'],
  ...['used_on', 'used_since', 'room_at', 'warm_up_cap', 'warm_up_share', 'is_suppressed', 'are_suppressed'],
  ...['campaign_blocker', 'step_due', 'colleagues_reached', 'approval_state', 'is_looked_up_first'],
  ...['record_release', 'end_release', 'expire_dispatches', 'plan_actions', 'decide_action'],
];
/** Of them those that the cases at the edges of limits never come to. */
const WITHOUT_EDGES = new Set([
  ...['hold_action', 'claim_release', 'is_looked_up_first', 'record_release', 'end_release'],
  ...['expire_dispatches', 'plan_actions', 'decide_action', 'tables'],
]);
/** What the tables hold against every writer: each is dropped once. */
const HELD_BY_TABLES = [
  ...[
    'one_dispatch_at_a_time_per_account',
    'one_open_action_of_a_kind',
    'the_same_words_once_to_a_person',
  ].map((index) => ['index', index, `drop index outreach.${index}`] as const),
  ...[
    ...['approver_is_known_once_approved', 'scheduled_actions_have_a_time'],
    ...['executed_at_is_set_once_dispatched', 'what_went_out_was_checked'],
  ].map(
    (name) =>
      ['constraint', name, `alter table outreach.linkedin_automation drop constraint ${name}`] as const,
  ),
  ...[
    ['linkedin_automation', 'actions_move_only_along_the_edges'],
    ['linkedin_automation', 'completed_actions_were_seen'],
    ['quota_draws', 'draws_are_never_repeated'],
    ['audit', 'audit_is_only_added_to'],
    ['audit', 'audit_is_never_emptied'],
  ].map(([table, name]) => ['trigger', `${name}`, `drop trigger ${name} on outreach.${table}`] as const),
];
/** The files that are about a function; about the others are those of the release as a whole. */
const FILES: Record<string, string[]> = {
  hold_action: ['outreach-refusals'],
  claim_release: [
    'outreach-refusals',
    'outreach-unknown',
    'outreach-guards',
    'outreach-claims',
    'outreach-campaigns',
    'restored-databases',
  ],
  is_looked_up_first: ['restored-databases'],
  day_limit: ['outreach-quota'],
  room_at: ['outreach-quota'],
  campaign_blocker: ['outreach-campaigns'],
  step_due: ['outreach-campaigns'],
  colleagues_reached: ['outreach-campaigns'],
  goes_as_answer: ['outreach-one-person', 'outreach-inbound', 'reply-answers'],
  record_release: ['outreach-refusals', 'outreach-unknown'],
  end_release: ['outreach-refusals', 'outreach-unknown', 'outreach-guards', 'erasure'],
  expire_dispatches: ['outreach-refusals', 'outreach-unknown'],
  plan_actions: ['bounded-calls', 'outreach-claims', 'outreach-refusals'],
  decide_action: ['outreach-refusals', 'outreach-approval', 'outreach-quorum', 'outreach-unknown'],
  approval_state: ['outreach-quorum', 'outreach-approval'],
  is_suppressed: ['outreach-one-person', 'outreach-addresses', 'erasure'],
  are_suppressed: ['outreach-one-person', 'outreach-addresses'],
  tables: ['outreach-states', 'outreach-quota', 'outreach-guards'],
};
const FILES_OF_OTHERS = [
  'outreach-quorum',
  'outreach-guards',
  'outreach-claims',
  'outreach-one-person',
  'outreach-local-time',
  'outreach-campaigns',
];
/** Mutations in one run of vitest: each is a file with a database of its own. */
const BATCH = 40;

/**
 * Takes each guard of the functions that a release asks out, or makes it off by one, one at a time, and runs the tests until
 * one of them fails. A mutation that none finds is a fault: its guard lacks a test, or it can go.
 *
 * @param kept What an interrupted run of this very commit found; `keep` is told what was found so far.
 * @param only The functions that are tried; without it all, and what the tables hold.
 */
export async function proveSqlGuards(
  database: EmbeddedSupabase,
  options: { kept?: Row[]; only?: string[]; keep?(proof: GuardProof): void; log(line: string): void },
): Promise<GuardProof> {
  const began = performance.now();
  const all: Mutated[] = [];
  const known = new Map(options.kept?.map((row) => [nameOf(row), row]));
  const names = [...FUNCTIONS, 'tables'];
  for (const name of options.only ?? []) {
    if (!names.includes(name)) throw new Error(`Cannot mutate "${name}"; accepted: ${names.join(', ')}`);
  }
  const isTried = (name: string) => options.only?.includes(name) ?? true;
  const add = (row: Pick<Mutated, 'function' | 'guard' | 'mutation' | 'source' | 'original'>) => {
    const name = nameOf(row);
    // Of two in one line the second has a name of its own.
    if (all.some((other) => nameOf(other) === name))
      return add({ ...row, mutation: `${row.mutation}, again` });
    const { test = null, passed = [] } = known.get(name) ?? {};
    all.push({ ...row, test, passed, equivalent: EQUIVALENT[name] ?? null });
  };
  for (const name of FUNCTIONS) {
    const { rows } = await database.owner.query(
      "select pg_get_functiondef(oid) as source from pg_catalog.pg_proc where pronamespace = 'outreach'::regnamespace and proname = $1",
      [name],
    );
    if (rows.length !== 1) throw new Error(`Cannot mutate outreach.${name}: ${rows.length} have that name`);
    const original = String(rows[0]?.source);
    for (const found of sqlMutations(original)) add({ function: name, ...found, original });
  }
  for (const [kind, guard, source] of HELD_BY_TABLES) {
    add({ function: 'tables', guard, mutation: `${kind} dropped`, source, original: null });
  }
  for (const name of Object.keys(EQUIVALENT)) {
    if (!all.some((row) => nameOf(row) === name)) throw new Error(`No mutation is named "${name}"`);
  }
  for (const { source, ...row } of all) {
    await database.owner.query(`begin; ${source}; rollback`).catch((error) => {
      throw new Error(`Cannot mutate ${nameOf(row)}: ${error.message}`, { cause: error });
    });
  }
  options.log(`outreach-guards: ${all.length} mutations of ${FUNCTIONS.length} functions`);

  const open = () =>
    all.filter((row) => row.test === null && row.equivalent === null && isTried(row.function));
  const soFar = (): GuardProof => ({
    mutations: all.length,
    caught: all.filter(({ test }) => test !== null).length,
    seconds: Math.round((performance.now() - began) / 1000),
    faults: open().map((row) => `no test finds ${nameOf(row)}`),
    rows: all.map(({ source, original, ...row }) => row),
  });
  const told = () => {
    options.keep?.(soFar());
    options.log(`outreach-guards: ${open().length} open after ${soFar().seconds} s`);
  };
  await tryLimits(database, open(), told);
  const files = (row: Row) => (FILES[row.function] ?? FILES_OF_OTHERS).filter((f) => !row.passed.includes(f));
  /** Of which a test took too long: nothing was found, and nothing passed. */
  const unclear = new Set<Row>();
  // A file that fails without a change would find each.
  const broken = await run([...new Set(open().flatMap(files))].map((file) => ({ file, change: 'select' })));
  for (const { file, test } of broken) {
    if (test !== null) throw new Error(`Cannot prove anything with ${file}, which fails as it is: ${test}`);
  }
  for (;;) {
    const tried = open()
      .filter((row) => !unclear.has(row))
      .flatMap((row) =>
        files(row)
          .slice(0, 1)
          .map((file) => ({ file, change: row.source, row })),
      );
    if (tried.length === 0) break;
    for (let first = 0; first < tried.length; first += BATCH) {
      const batch = tried.slice(first, first + BATCH);
      for (const [n, { file, test, isTooLate }] of (await run(batch)).entries()) {
        const { row } = batch[n] as (typeof tried)[number];
        if (isTooLate) unclear.add(row);
        else if (test === null) row.passed.push(file);
        else row.test = test;
      }
      told();
    }
  }
  if (unclear.size > 0)
    options.log(`outreach-guards: ${unclear.size} took too long: run it again when the machine is quiet`);
  return soFar();
}

function nameOf(row: Pick<Row, 'function' | 'guard' | 'mutation'>): string {
  return `${row.function}: ${row.guard}: ${row.mutation}`;
}

/** Pure. The table for people. */
export function guardTable({ mutations, caught, rows, commit }: GuardProof & { commit: string }): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const code = (text: string) => `\`${cell(text.length > 160 ? `${text.slice(0, 157)}...` : text)}\``;
  const byFunction = [...new Set(rows.map((row) => row.function))].map((name) => {
    const lines = rows
      .filter((row) => row.function === name)
      .map(
        (row) =>
          `| ${code(row.guard)} | ${cell(row.mutation)} | ${cell(row.test ?? (row.equivalent ? `none can: ${row.equivalent}` : '**none**'))} |`,
      );
    return `## ${name}\n\n| guard | mutation | test that fails |\n| --- | --- | --- |\n${lines.join('\n')}\n`;
  });
  return `# Guards of the release, each taken out or off by one

Written by \`npm run prove -- --only outreach-guards\` at commit ${commit}; what it does and why:
[outreach-safety.md](outreach-safety.md#every-guard-has-a-test). ${mutations} mutations, ${caught} caught by a test,
${rows.filter(({ equivalent }) => equivalent !== null).length} that change nothing, with the reason. A test stands in
[supabase/tests](../supabase/tests) or [governor](../governor).

${byFunction.join('\n')}`;
}

/** Tries what stands at the edges of the limits, in one world: a function is changed there, asked and put back. */
async function tryLimits(database: EmbeddedSupabase, open: Mutated[], told: () => void): Promise<void> {
  const rows = open.filter(({ function: name }) => !WITHOUT_EDGES.has(name));
  if (rows.length === 0) return;
  const limits = await openLimits(database);
  let near = 0;
  for (const [n, row] of rows.entries()) {
    await limits.query(row.source);
    // What stands together in a function is found by cases that stand together.
    for (const one of [...limitCases.slice(near), ...limitCases.slice(0, near)]) {
      const held = await limits.heldBy(one).catch((error: Error) => error.message);
      if (held === one.held) continue;
      row.test = nameOfLimit(one);
      near = Math.max(0, limitCases.indexOf(one) - 4);
      break;
    }
    await limits.query(row.original ?? '');
    if ((n + 1) % BATCH === 0) told();
  }
}

interface Turn {
  file: string;
  test: string | null;
  /** It failed for want of time, as any would beside enough other work. */
  isTooLate: boolean;
}

/** Runs each file with its change, and answers with it the first test that failed; null: none did. */
async function run(turns: { file: string; change: string }[]): Promise<Turn[]> {
  if (turns.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-mutations-'));
  for (const [n, { file, change }] of turns.entries()) {
    // The query makes it another module, and what it imports stays loaded: that takes most of the time.
    const source = join(import.meta.dirname, `../supabase/tests/${file}.test.ts?mutation=${n}`);
    writeFileSync(
      join(folder, `${n}.test.ts`),
      `globalThis.mutation = ${JSON.stringify(change)};\nawait import(${JSON.stringify(source)});\n`,
    );
  }
  const vitest = await startVitest('test', [], {
    ...settings,
    config: false,
    dir: folder,
    include: ['*.test.ts'],
    globalSetup: databaseSetup,
    isolate: false,
    maxWorkers: 2,
    watch: false,
    reporters: [{}],
    testTimeout: HANG_MS,
  });
  const modules = vitest.state.getTestModules();
  await vitest.close();
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
  return turns.map(({ file }, n) => {
    const module = modules.find(({ moduleId }) => basename(moduleId) === `${n}.test.ts`);
    if (!module || module.children.allTests().next().done) {
      throw new Error(`Cannot run ${file}: ${JSON.stringify(module?.errors())}`);
    }
    const [failed] = [...module.children.allTests('failed')];
    const errors = [...module.errors(), ...(failed?.result().errors ?? [])].map(({ message }) => message);
    return {
      file,
      test: module.ok() ? null : (failed?.fullName ?? `${file}: what it sets up`),
      isTooLate: /statement timeout|timed out in \d/.test(errors.join()),
    };
  });
}
