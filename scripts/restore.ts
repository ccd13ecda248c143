// `npm run restore -- FILE [FOLDER]`: brings a backup of a sandbox back. See docs/operations.md.
import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { isExpected } from '../platform/errors.ts';
import { restore } from '../sandbox/backup/restore.ts';

const usage = `npm run restore -- FILE [FOLDER]

Brings a file of "npm run backup" back as a data folder (default: GREENLIGHT_DATA, else .data), which must be empty or not
there. Start it with GREENLIGHT_DATA=FOLDER npm start.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});
const [file, given, ...more] = positionals;
if (values.help || file === undefined || more.length > 0) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  try {
    const folder = given ?? readConfig().dataFolder;
    const { made_at: madeAt, files } = await restore(file, folder);
    process.stdout.write(
      `${folder}: ${files.length} files as of ${madeAt}. Start: GREENLIGHT_DATA=${folder} npm start\n`,
    );
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message} ${error.hint}`.trimEnd().concat('\n'));
    process.exitCode = 1;
  }
}
