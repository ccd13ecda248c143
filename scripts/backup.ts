// `npm run backup [-- FILE]`: everything that a stopped sandbox keeps, in one file. See docs/operations.md.
import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { isExpected } from '../platform/errors.ts';
import { backUp } from '../sandbox/backup/back-up.ts';

const usage = `npm run backup [-- FILE]

Copies the data folder of a sandbox that is stopped (GREENLIGHT_DATA, default .data) into one file, with its secrets. A
production's database is backed up by pg_dump or by its host: docs/operations.md, "Backup".
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});
const now = new Date().toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
const [file = `greenlight-backup-${now}.tar.gz`, ...more] = positionals;
if (values.help || more.length > 0) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  try {
    const { dataFolder, mode } = readConfig();
    if (mode === 'production') {
      process.stderr.write(
        'Cannot back up: MODE=production. See "Backup" in docs/operations.md for its database.\n',
      );
      process.exitCode = 1;
    } else {
      const { files, bytes } = await backUp(dataFolder, file);
      process.stdout.write(
        `${file}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB. It holds this sandbox's secrets.\n`,
      );
    }
  } catch (error) {
    if (!isExpected(error)) throw error;
    process.stderr.write(`${error.message} ${error.hint}`.trimEnd().concat('\n'));
    process.exitCode = 1;
  }
}
