import { partNames, readConfig } from '../../platform/config.ts';
import { isExpected } from '../../platform/errors.ts';
import { type Check, fail, ok } from '../check.ts';

/** Every fault that a start would name. */
export const configuration: Check = {
  name: 'configuration',
  applies: () => true,
  async run({ subject }) {
    // Setup mints for every part that has a role, also for one that this release does not start yet.
    const later = subject.parts.filter(({ name }) => !(partNames as readonly string[]).includes(name));
    if (subject.env.PARTS !== undefined && later.some(({ name }) => name === subject.env.PARTS)) {
      return ok(`token of "${subject.env.PARTS}"; this release does not start that part yet`);
    }
    try {
      const { parts, mode } = readConfig(subject.env);
      return ok(mode === 'production' ? `complete for ${parts.join(', ')}` : 'the sandbox needs no setting');
    } catch (error) {
      if (!isExpected(error)) throw error;
      return fail(
        error.message
          .split('\n')
          .slice(1)
          .map((line) => line.trim())
          .join('; '),
        'Correct these in the file or the environment; "npm run setup" writes what is missing.',
      );
    }
  },
};
