// `npm run verify:audit`: replays outreach's audit and compares it with the tables. See docs/outreach-safety.md.
import { parseArgs } from 'node:util';
import { verifyAudit } from '../setup/verify-audit.ts';
import { atPlace } from './at-place.ts';

const usage = `npm run verify:audit [-- --seal ID:DIGEST] [--folder FOLDER]

Hashes the audit of outreach anew, replays it and compares it with the tables. Nothing is changed. Each fault names its row.

  --seal=ID:DIGEST  what an earlier run printed: the rows up to that one must be the same ones still
  --folder=FOLDER   where the files of settings are (default: here)

Without files of settings and SETUP_DATABASE_URL it works on the sandbox that runs (GREENLIGHT_DATA).
Exit code 0: no fault; 1: a fault; 2: it could not be read.
`;

const { values } = parseArgs({
  options: {
    seal: { type: 'string' },
    folder: { type: 'string', default: '.' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
} else {
  let faults = 0;
  const was = await atPlace(values.folder, async ({ query, say }) => {
    const report = await verifyAudit(query, values.seal ?? null);
    faults = report.faults.length;
    for (const { code, audit_id, row, says } of report.faults) {
      say(`${code.padEnd(14)} ${row}${audit_id === null ? '' : ` (audit row ${audit_id})`}: ${says}`);
    }
    say(
      `${report.rows} rows of the audit, of ${report.subjects} subjects: ${faults === 0 ? 'no fault' : `${faults} faults`}`,
    );
    if (report.seal !== null) say(`seal ${report.seal}`);
  });
  process.exitCode = was ? Math.min(faults, 1) : 2;
}
