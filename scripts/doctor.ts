// `npm run doctor`: checks each setting and connection and says what to do. See docs/install.md.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printTable } from '../doctor/print-table.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import { findBrowser } from '../sandbox/demo/page/find-browser.ts';

const usage = `npm run doctor [-- options]

Checks the environment when MODE=production is in it, else the files that "npm run setup" wrote, else the sandbox.

  --env-file=FILE   check this file
  --folder=FOLDER   where the files of settings are (default: here)
  --url=URL         where Slack reaches the bot: tries the signing secret on it
  --json            one JSON object in place of the table

Exit code 0 when nothing failed.
`;

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '.' },
    url: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(usage);
else {
  const { PATH: path, CHROMIUM_PATH: chromiumPath } = process.env;
  const diagnosis = await runDoctor({
    folder: values.folder,
    env: process.env,
    now: Date.now,
    publicUrl: values.url ?? null,
    manifestFile: join(import.meta.dirname, '../slack-manifest.json'),
    browser: findBrowser({ path, chromiumPath }),
    nodeVersion: process.versions.node,
  });
  process.stdout.write(values.json ? `${JSON.stringify(diagnosis, null, 2)}\n` : printTable(diagnosis));
  // Connections that are kept open must not hold the answer back.
  process.exitCode = diagnosis.ok ? 0 : 1;
}
