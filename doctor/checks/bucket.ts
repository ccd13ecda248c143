import { isExpected } from '../../platform/errors.ts';
import { connectFileStore } from '../../platform/file-store.ts';
import { probeBucket } from '../../setup/probe-bucket.ts';
import { type Check, fail, ok, warn } from '../check.ts';
import { connectable, eachReachablePart } from '../each-part.ts';

/** Where the owner put the files of drafts, as each part that works with them reaches it. */
export const bucket: Check = {
  name: 'files',
  applies: (subject) => connectable(subject).some(({ name }) => name !== 'governor'),
  run: (context) => {
    const parts = context.subject.parts.filter(({ name }) => name !== 'governor');
    return eachReachablePart({ ...context, subject: { ...context.subject, parts } }, async (part) => {
      const { status, data, message } = await context.probes.rpc(part, 'content', 'bucket_in_use');
      if (status !== 200) return warn(`not checked: ${message}`, 'First mend what "migrations" says.');
      if (typeof data !== 'string') return ok('new ones go into the database');
      const store = connectFileStore(context.probes.api(part));
      try {
        await probeBucket(data, part.name === 'agents' ? { agents: store } : { bot: store });
        return ok(`new ones go into bucket "${data}"`);
      } catch (error) {
        if (!isExpected(error)) throw error;
        return fail(error.message, error.hint || 'Look at the health of the project: Reports > Storage.');
      }
    });
  },
};
