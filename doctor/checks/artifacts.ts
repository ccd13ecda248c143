import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Check, fail, ok, warn } from '../check.ts';
import { connectable, partNamed } from '../each-part.ts';

const BYTES = 4096;
const answer = z.object({ base64: z.string() }).nullable();

/** 42501: this role may not call it; PGRST202: this database has no such function; 53100, 53200: disk and memory. */
function remedy(status: number, code: string | null): string {
  if (status === 401 || status === 403 || code === '42501') {
    return 'This token may not write files: see "token role", then run "npm run setup -- rotate agents".';
  }
  if (code === 'PGRST202' || status === 404) return 'Apply the newest migrations: run "npm run setup".';
  if (code === '53100') return 'The disk of the project is full: Reports > Database.';
  return 'Look at the health and the disk space of the project (Reports > Database).';
}

/** Files are written and read back. The probe undoes itself in the database. */
export const artifacts: Check = {
  name: 'artifact store',
  applies: (subject) => connectable(subject).some(({ name }) => name === 'agents'),
  async run({ probes }) {
    const agents = partNamed('agents');
    if ((await probes.version(agents)).status !== 200) {
      return warn('not checked, as the database does not answer', 'First mend what "database" says.');
    }
    const base64 = randomBytes(BYTES).toString('base64');
    const { status, code, message, data } = await probes.rpc(agents, 'content', 'probe_artifacts', {
      p_base64: base64,
    });
    if (status !== 200) return fail(`cannot write: ${code ?? status} ${message}`, remedy(status, code));
    const back = answer.parse(data);
    if (back === null) return warn('not checked, as no team is installed', 'Run "npm run setup".');
    return back.base64 === base64
      ? ok(`${BYTES} bytes written and read back`)
      : fail('what was read back differs from what was written', 'Check the health of the database.');
  },
};
