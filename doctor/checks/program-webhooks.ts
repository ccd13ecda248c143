import { z } from 'zod';
import { type Check, has, ok, warn } from '../check.ts';
import { connectable, partNamed } from '../each-part.ts';

const tokens = z.array(
  z.object({ name: z.string(), given_up: z.number().int(), last_error: z.string().nullable() }),
);

/** Ends of jobs that a program was not told of in the last seven days. */
export const programWebhooks: Check = {
  name: 'program webhooks',
  applies: (subject) =>
    connectable(subject).some(({ name }) => name === 'bot') && has(subject, 'SLACK_TEAM_ID'),
  async run({ subject, probes }) {
    const args = { p_team_id: subject.env.SLACK_TEAM_ID };
    const { status, message, data } = await probes.rpc(
      partNamed('bot'),
      'content',
      'webhooks_given_up',
      args,
    );
    if (status !== 200)
      return warn(`not checked: ${message}`, 'First mend what "database" and "migrations" say.');
    const found = tokens.parse(data);
    if (found.length === 0) return ok('none was given up in the last 7 days');
    return found.map(({ name, given_up, last_error }) =>
      warn(
        `token "${name}": ${given_up} given up in the last 7 days, the last one because of ${last_error ?? 'an unknown fault'}`,
        last_error === 'owner_not_allowed'
          ? 'Its owner has left: a member mints another token and gives it to the program, "npm run token -- mint".'
          : 'See that its address answers, then let the program ask for those jobs: GET /jobs/<id>, docs/jobs-api.md.',
      ),
    );
  },
};
