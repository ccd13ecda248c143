import { hideSecrets } from '../setup/hide-secrets.ts';
import type { Check, CheckContext, Finding, Status, Subject } from './check.ts';
import { machineChecks, settingsChecks } from './checks.ts';
import { createProbes } from './probes.ts';
import { hasOutreach, readSubjects } from './read-subjects.ts';

export interface DoctorOptions {
  /** Where the files of settings are. */
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
  now(): number;
  publicUrl: string | null;
  manifestFile: string;
  browser: string | null;
  nodeVersion: string;
}

interface Line extends Finding {
  /** Whose settings; `machine` for what has nothing to do with them. */
  where: string;
  check: string;
}

export interface Diagnosis {
  /** No check failed. */
  ok: boolean;
  lines: Line[];
}

/** Runs every check that applies. A check that breaks is a failed one; secrets are in no line. */
export async function runDoctor(options: DoctorOptions): Promise<Diagnosis> {
  const env = present(options.env);
  const subjects = readSubjects(options.folder, env);
  const secrets = [env, ...subjects.map((s) => s.env)].flatMap(secretsOf);
  const rows = subjects.map((subject) => ({
    context: { ...options, subject, probes: createProbes(subject.env, options.now) },
    checks: settingsChecks.filter((check) => check.applies(subject)),
  }));
  const [first] = rows;
  const lines: Line[] = [];
  const run = async (where: string, check: Check, context: CheckContext) => {
    for (const finding of await findings(check, context))
      lines.push({ where, check: check.name, ...finding });
  };
  if (first) for (const check of machineChecks) await run('machine', check, first.context);
  for (const { context, checks } of rows)
    for (const check of checks) await run(context.subject.name, check, context);
  if (withoutOutreach(subjects)) {
    const note = 'not configured: this team runs without outreach';
    const fix = 'To add it, run "npm run setup" with UNIPILE_API_VERSION.';
    lines.push({ where: 'governor', check: 'Unipile', status: 'skip', note, fix });
  }
  const clean = lines.map((line) => hidden(line, secrets));
  return { ok: clean.every(({ status }) => status !== 'fail'), lines: clean };
}

/** The environment is that of one process and does not tell what the team runs elsewhere. */
function withoutOutreach(subjects: Subject[]): boolean {
  return subjects.every(
    ({ name, mode, env }) => name !== 'environment' && mode === 'production' && !hasOutreach(env),
  );
}

async function findings(check: Check, context: CheckContext): Promise<Finding[]> {
  try {
    const found = await check.run(context);
    return Array.isArray(found) ? found : [found];
  } catch (error) {
    const status: Status = 'fail';
    return [{ status, note: `the check broke: ${error instanceof Error ? error.message : String(error)}` }];
  }
}

function hidden(line: Line, secrets: string[]): Line {
  const fix = line.fix === undefined ? {} : { fix: hideSecrets(line.fix, secrets) };
  return { ...line, note: hideSecrets(line.note, secrets), ...fix };
}

function secretsOf(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env)
    .filter(([name]) => /TOKEN|SECRET|KEY|PASSWORD|DATABASE_URL/.test(name))
    .map(([, value]) => value);
}

function present(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim())),
  );
}
