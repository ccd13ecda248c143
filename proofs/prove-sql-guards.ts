import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startVitest } from 'vitest/node';
import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { HANG_MS } from '../testing/hang-ms.ts';
import { globalSetup, settings } from '../testing/vitest-settings.ts';
import { type SqlGuard, sqlGuards, watched } from './sql-guards.ts';

interface GuardProof {
  guards: number;
  /** `function: condition` of each guard that no test needs, and whether a test meets it at all. */
  faults: string[];
}

interface WatchedGuard extends SqlGuard {
  functionName: string;
  /** Test files in which it was true, those with the fewest guards first: they are the ones about it. */
  files: string[];
}

const FILES = [
  'supabase/tests/lead-*.test.ts',
  'supabase/tests/outreach-*.test.ts',
  'supabase/tests/reply-*.test.ts',
  'governor/beat/beat.test.ts',
  'governor/governor.test.ts',
];
/** Guards that are taken out in one run of vitest: each is a project with a database of its own. */
const BATCH = 25;

/**
 * Takes each guard of the functions in PL/pgSQL of a schema out, one at a time, and runs the tests in which it was true
 * until one of them fails. A guard that none of them needs is a fault: it lacks a test, or it can go.
 *
 * @param only A regular expression over `function: condition`.
 */
export async function proveSqlGuards(
  database: EmbeddedSupabase,
  options: { schema: string; only?: string; log(line: string): void },
): Promise<GuardProof> {
  const { rows } = await database.owner.query(
    `select p.proname, pg_get_functiondef(p.oid) as source from pg_catalog.pg_proc p
     join pg_catalog.pg_language l on l.oid = p.prolang
     where p.pronamespace = $1::regnamespace and l.lanname = 'plpgsql' order by p.oid`,
    [options.schema],
  );
  const guards: WatchedGuard[] = [];
  let functions = '';
  for (const { proname, source } of rows) {
    const found = sqlGuards(String(source));
    if (found.length > 0) functions += `${watched(String(source), found, guards.length)};\n`;
    guards.push(...found.map((guard) => ({ ...guard, functionName: String(proname), files: [] })));
  }
  await findFiles(guards, functions);
  options.log(`sql-guards: ${guards.length} guards watched`);
  for (const guard of guards.filter(({ files }) => files.length === 0)) {
    options.log(`sql-guards: never true is ${nameOf(guard)}`);
  }

  const asked = new RegExp(options.only ?? '');
  const chosen = guards.filter((guard) => asked.test(nameOf(guard)));
  let open = chosen.map((guard) => ({ guard, left: [...guard.files] })).filter(({ left }) => left.length > 0);
  const held = new Set<WatchedGuard>();
  while (open.length > 0) {
    const batch = open.slice(0, BATCH);
    const failed = await run(
      batch.map(({ guard, left }) => ({
        name: String(guards.indexOf(guard)),
        files: [String(left.shift())],
        watch: { sql: `${holds(guards.indexOf(guard))}\n${functions}`, seen: null },
      })),
    );
    for (const name of failed) held.add(guards[Number(name)] as WatchedGuard);
    const survived = batch.filter(({ guard }) => !held.has(guard));
    for (const { guard } of survived.filter(({ left }) => left.length === 0)) {
      options.log(`sql-guards: no test needs ${nameOf(guard)}`);
    }
    open = [...open.slice(BATCH), ...survived.filter(({ left }) => left.length > 0)];
    options.log(`sql-guards: ${held.size} held, ${open.length} open`);
  }
  const faults = chosen
    .filter((guard) => !held.has(guard))
    .map((guard) => `${nameOf(guard)} (${guard.files.length > 0 ? 'no test needs it' : 'never true'})`);
  return { guards: chosen.length, faults };
}

function nameOf(guard: WatchedGuard): string {
  return `${guard.functionName}: ${guard.text}`;
}

/** Runs each file once with all guards watched and notes which were true in it. */
async function findFiles(guards: WatchedGuard[], functions: string): Promise<void> {
  const seen = mkdtempSync(join(tmpdir(), 'greenlight-guards-'));
  try {
    const files = globSync(FILES);
    const sql = `${holds(null)}\n${guards.map((_, n) => `create sequence guards.g${n};`).join('')}\n${functions}`;
    const failed = await run(
      files.map((file) => ({ name: file, files: [file], watch: { sql, seen: join(seen, basename(file)) } })),
    );
    if (failed.length > 0) throw new Error(`Cannot watch guards as these fail already: ${failed.join(', ')}`);
    const met = readdirSync(seen).map((name) => ({
      file: files.find((file) => basename(file) === name) ?? name,
      numbers: JSON.parse(readFileSync(join(seen, name), 'utf8')) as number[],
    }));
    for (const { file, numbers } of met.sort((a, b) => a.numbers.length - b.numbers.length)) {
      for (const n of numbers) guards[n]?.files.push(file);
    }
  } finally {
    rmSync(seen, { recursive: true, force: true });
  }
}

/** What stands around each condition: notes that it was true (a sequence forgets nothing), or hides that of one guard. */
function holds(hidden: number | null): string {
  const body =
    hidden === null
      ? `if p_holds then perform nextval('guards.g' || p_guard); end if; return p_holds;`
      : `return p_holds and p_guard <> ${hidden};`;
  return `create schema guards; grant usage on schema guards to public;
    create function guards.holds(p_guard integer, p_holds boolean) returns boolean
    language plpgsql security definer as $$ begin ${body} end $$;`;
}

/** Runs vitest once, each entry as a project. Answers the names of those with a failure. */
async function run(
  entries: { name: string; files: string[]; watch: { sql: string; seen: string | null } }[],
): Promise<string[]> {
  const vitest = await startVitest('test', [], {
    config: false,
    maxWorkers: 2,
    watch: false,
    reporters: [{}],
    globalSetup,
    projects: entries.map(({ name, files, watch }) => ({
      test: { ...settings, testTimeout: HANG_MS, name, include: files, provide: { watchedGuards: watch } },
    })),
  });
  const modules = vitest.state.getTestModules();
  await vitest.close();
  process.exitCode = 0;
  const ran = new Set(modules.map((module) => module.project.name));
  const missing = entries.filter(({ name }) => !ran.has(name));
  if (missing.length > 0) throw new Error(`Did not run: ${missing.map(({ name }) => name).join(', ')}`);
  return [...new Set(modules.filter((module) => !module.ok()).map((module) => module.project.name))];
}
