import { type Check, fail, has, ok, warn } from '../check.ts';
import { connectable, partNamed } from '../each-part.ts';

/** The team is installed in the database. */
export const team: Check = {
  name: 'team',
  applies: (subject) =>
    connectable(subject).some(({ name }) => name === 'bot') && has(subject, 'SLACK_TEAM_ID'),
  async run({ subject, probes }) {
    const id = subject.env.SLACK_TEAM_ID;
    const { status, message, data } = await probes.rpc(partNamed('bot'), 'platform', 'get_team', {
      p_team_id: id,
    });
    if (status !== 200) return warn(`not checked: ${message}`, 'First mend what "database" says.');
    return data === null
      ? fail(`${id} is not installed in this database`, 'Run "npm run setup".')
      : ok(`${id} is installed`);
  },
};
