import { readConfig } from '../../platform/config.ts';
import { isExpected } from '../../platform/errors.ts';
import { type Check, fail, ok } from '../check.ts';

/** Every fault that a start would name. */
export const configuration: Check = {
  name: 'configuration',
  applies: () => true,
  async run({ subject }) {
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
