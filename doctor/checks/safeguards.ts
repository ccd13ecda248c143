import { z } from 'zod';
import { type Check, has, ok, warn } from '../check.ts';
import { connectable, partNamed } from '../each-part.ts';

const DAY_MS = 86_400_000;
/** A backup a week is the least that a team can come back from. */
const OLD_DAYS = 7;

const safeguards = z.object({
  approvers: z.number().int(),
  uncapped: z.array(z.string()),
  backed_up_at: z.string().nullable(),
});

/** What a team misses only once it needs it: a second approver, a cap in money, a backup. */
export const safeguardsOfTheTeam: Check = {
  name: 'safeguards',
  applies: (subject) =>
    connectable(subject).some(({ name }) => name === 'bot') && has(subject, 'SLACK_TEAM_ID'),
  async run({ subject, probes, now }) {
    const args = { p_team_id: subject.env.SLACK_TEAM_ID };
    const { status, message, data } = await probes.rpc(partNamed('bot'), 'content', 'safeguards', args);
    if (status !== 200)
      return warn(`not checked: ${message}`, 'First mend what "database" and "migrations" say.');
    const { approvers, uncapped, backed_up_at } = safeguards.parse(data);
    const days = backed_up_at === null ? null : Math.floor((now() - Date.parse(backed_up_at)) / DAY_MS);
    const findings = [
      ...(approvers < 2
        ? [
            warn(
              `${approvers === 1 ? '1 person' : 'no one'} may approve, and no one approves their own request`,
              'Give a second person the role: /approvers in Slack.',
            ),
          ]
        : []),
      ...(uncapped.length > 0
        ? [warn(`no cap in money for ${uncapped.join(', ')}`, 'Set one: /budget in Slack.')]
        : []),
      ...(days === null || days > OLD_DAYS
        ? [
            warn(
              days === null ? 'no backup is known' : `the last backup is ${days} days old`,
              'Make one, and say so with "select platform.note_backup()": docs/operations.md, "Backup and restore".',
            ),
          ]
        : []),
    ];
    return findings.length > 0
      ? findings
      : ok(`${approvers} approvers, caps in money, a backup of ${backed_up_at}`);
  },
};
