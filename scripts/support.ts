// `npm run support [-- FILE]`: what helps another person to find a fault, without secrets and personal data. See docs/operations.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { partNamed } from '../doctor/each-part.ts';
import { createProbes } from '../doctor/probes.ts';
import { readSubjects } from '../doctor/read-subjects.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import { supportBundle } from '../doctor/support-bundle.ts';
import { knownMigrations } from '../platform/schema-version.ts';
import { findBrowser } from '../sandbox/demo/page/find-browser.ts';
import { reachSupabase } from '../sandbox/supabase/reach.ts';

const root = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string', default: '.' }, help: { type: 'boolean', default: false } },
});
const file = positionals[0] ?? `greenlight-support-${new Date().toISOString().slice(0, 10)}.json`;
if (values.help || positionals.length > 1) {
  process.stdout.write(`npm run support [-- FILE]

Writes versions, what doctor found, settings without their secrets, counts and the codes of errors to FILE. Works while the database is
away. Read it before you send it.

  --folder=FOLDER   where the files of settings are (default: here)
`);
} else if (existsSync(file)) {
  process.stderr.write(`Cannot write "${file}": that file is there already. Name another one.\n`);
  process.exitCode = 1;
} else {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  const subjects = readSubjects(values.folder, env);
  const diagnosis = await runDoctor({
    folder: values.folder,
    env: process.env,
    now: Date.now,
    publicUrl: null,
    manifestFile: join(root, 'slack-manifest.json'),
    browser: findBrowser({ path: process.env.PATH, chromiumPath: process.env.CHROMIUM_PATH }),
    nodeVersion: process.versions.node,
  });
  const bundle = supportBundle({
    madeAt: new Date().toISOString(),
    versions: {
      greenlight: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
      node: process.versions.node,
      platform: process.platform,
      arch: process.arch,
      newest_migration: knownMigrations().at(-1) ?? '',
    },
    settings: subjects.map(({ name, env: own }) => ({ name, env: own })),
    diagnosis,
    database: await figures(subjects).catch(() => undefined),
  });
  writeFileSync(file, `${JSON.stringify(bundle, null, 2)}\n`, { mode: 0o600 });
  process.stdout.write(`${file}: read it before you send it.\n`);
}

/** By the bot's token, as its role may call what counts. Undefined: the database did not answer. */
async function figures(subjects: ReturnType<typeof readSubjects>) {
  const bot = partNamed('bot');
  const subject = subjects.find(({ env, mode }) => mode === 'production' && env[bot.variable]);
  if (subject) {
    const probes = createProbes(subject.env, Date.now);
    return ask((schema, fn) => probes.rpc(bot, schema, fn));
  }
  const supabase = await reachSupabase(subjects[0]?.env.GREENLIGHT_DATA ?? '.data');
  try {
    return await ask(async (schema, fn) => {
      const { rows } = await supabase.owner.query(`select ${schema}.${fn}() as data`);
      return { status: 200, data: rows[0]?.data };
    });
  } finally {
    await supabase.stop();
  }
}

async function ask(rpc: (schema: string, fn: string) => Promise<{ status: number; data: unknown }>) {
  const [migrations, content, outreach] = await Promise.all([
    rpc('platform', 'schema_version'),
    rpc('content', 'support_figures'),
    rpc('outreach', 'support_figures'),
  ]);
  if (migrations.status !== 200) return undefined;
  return { migrations: migrations.data, content: content.data, outreach: outreach.data };
}
