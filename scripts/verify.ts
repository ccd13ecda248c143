// `npm run verify`: checks a draft, or a folder of final files, again. See docs/evidence.md.
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isSound, reportText } from '../agents/verify/report.ts';
import { readDraft, verifyDraft } from '../agents/verify/verify-draft.ts';
import { verifyFolder } from '../agents/verify/verify-folder.ts';
import { readConfig } from '../platform/config.ts';
import { connectDatabase } from '../platform/db.ts';
import { isExpected } from '../platform/errors.ts';
import { connectFileStore } from '../platform/file-store.ts';
import { contentForAgent } from '../ports/content.ts';
import { reachSupabase } from '../sandbox/supabase/reach.ts';

const usage = `npm run verify -- <job id | draft id | folder of final files>

Checks every claim again, without a model and without asking a source anything.
  a job or a draft   against the texts that are stored (of a job: its newest version)
  a folder           against its own evidence.json and the hashes of its files

Exit code 0: no fault; 1: a fault, an unverified claim among them; 2: no such draft, folder or database.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});
const [what, ...more] = positionals;
if (values.help || what === undefined || more.length > 0) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  try {
    const report = await (isFolder(what) ? verifyFolder(what) : reportOfDraft(what));
    if (report === null) {
      process.stderr.write(`Cannot verify "${what}": it is no draft, no job with a draft, and no folder\n`);
      process.exitCode = 2;
    } else {
      process.stdout.write(reportText(report));
      process.exitCode = isSound(report) ? 0 : 1;
    }
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`Cannot verify "${what}": ${error.message}\n`);
    process.exitCode = 2;
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

async function reportOfDraft(id: string) {
  const config = readConfig();
  if (config.agents) return verified(id, config.agents.database);
  const supabase = await reachSupabase(config.dataFolder);
  try {
    const { url, publishableKey, fetch } = supabase;
    return await verified(id, {
      url,
      publishableKey,
      fetch,
      token: await supabase.token('greenlight_agent'),
    });
  } finally {
    await supabase.stop();
  }
}

async function verified(id: string, database: Parameters<typeof connectDatabase>[0]) {
  const content = contentForAgent(connectDatabase(database)('content'));
  const stored = await readDraft(content, connectFileStore(database), id);
  return stored && verifyDraft(stored);
}
