import { apiSchemas, hiddenSchemas, howToExpose } from '../../setup/steps/check-exposure.ts';
import { type Check, fail, ok, warn } from '../check.ts';
import { connectable } from '../each-part.ts';

export const exposedSchemas: Check = {
  name: 'exposed schemas',
  applies: (subject) => connectable(subject).length > 0,
  async run({ subject, probes }) {
    // Any part's token will do: what is exposed is a matter of the project.
    for (const part of connectable(subject)) {
      const { status, code } = await probes.version(part);
      if (status === 0 || status === 401) continue;
      const hidden = await hiddenSchemas(probes.api(part));
      if (hidden.length === 0 && code !== 'PGRST106') return ok(apiSchemas.join(', '));
      return fail(`the API does not expose ${hidden.join(', ')}`, howToExpose);
    }
    return warn(
      'not checked, as the database takes no token of these settings',
      'First mend what "database" says.',
    );
  },
};
