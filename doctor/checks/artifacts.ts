import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Check, fail, ok, warn } from '../check.ts';
import { connectable, partNamed } from '../each-part.ts';

const BYTES = 4096;
const answer = z.object({ base64: z.string() }).nullable();

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
    if (status !== 200) {
      return fail(
        `cannot write: ${code ?? status} ${message}`,
        'Check the disk space of the project (Reports > Database).',
      );
    }
    const back = answer.parse(data);
    if (back === null) return warn('not checked, as no team is installed', 'Run "npm run setup".');
    return back.base64 === base64
      ? ok(`${BYTES} bytes written and read back`)
      : fail('what was read back differs from what was written', 'Check the health of the database.');
  },
};
