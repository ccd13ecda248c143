import { z } from 'zod';
import { ExpectedError } from '../../platform/errors.ts';
import { callSlack, slackAway } from '../call-slack.ts';
import { questions } from '../questions.ts';
import type { SetupContext, Step } from '../step.ts';

const userInfo = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    real_name: z.string().optional(),
    tz: z.string().nullish(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    team_id: z.string().optional(),
    enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
  }),
});

/** Somebody has to give the others their roles; from then on that is done in Slack, with /approvers. */
export const nameAdmin: Step = {
  name: 'First admin',
  async run(context) {
    const { owner, team, answers } = context;
    const { rows } = await owner.query<{ user_id: string; name: string }>(
      `select user_id, name from platform.people where team_id = $1 and role = 'admin' and not is_guest order by updated_at`,
      [team.id],
    );
    const wanted = rows.length > 0 ? answers.known.SETUP_ADMIN_USER_ID : await answers.need(questions.admin);
    const there = rows.find((row) => wanted === undefined || row.user_id === wanted);
    if (there) return { state: 'already', note: `${there.name} (${there.user_id})` };
    const userId = await answers.need(questions.admin);
    const person = await lookUp(context, userId, 'admin');
    await owner.query('select platform.note_person($1::jsonb)', [JSON.stringify(person)]);
    await owner.query('select platform.set_role($1, $2, $3)', [team.id, userId, 'admin']);
    return { state: rows.length > 0 ? 'changed' : 'done', note: `${person.name} (${userId})` };
  },
};

/** What Slack says of a person who is to get a role; only full members of this workspace may. */
export async function lookUp(
  { answers, team }: Pick<SetupContext, 'answers' | 'team'>,
  userId: string,
  role: string,
) {
  const token = await answers.need(questions.slackBotToken);
  const answer = await callSlack(answers.known, token, 'users.info', { user: userId });
  if (!answer.answered) throw slackAway(answer.error);
  if (!answer.ok) {
    throw new ExpectedError('slack_refused', `Cannot name ${userId} ${role}: Slack says ${answer.error}`, {
      hint: `${questions.admin.where}; the bot needs the scope users:read.`,
    });
  }
  const { user } = userInfo.parse(answer.body);
  // On Enterprise Grid the home workspace may be another one of the organisation.
  const isHere =
    user.team_id === undefined || user.team_id === team.id || user.enterprise_user?.teams?.includes(team.id);
  const isGuest = user.is_restricted || user.is_ultra_restricted || user.is_stranger;
  if (user.deleted || user.is_bot || isGuest || !isHere) {
    throw new ExpectedError(
      'not_a_member',
      `Cannot name ${userId} ${role}: a full member of the workspace is needed`,
      {
        hint: 'Guests, bots, deactivated accounts and people of other workspaces decide nothing here.',
      },
    );
  }
  const name = user.real_name || user.name;
  return { team_id: team.id, user_id: userId, name, tz: user.tz ?? 'UTC', is_guest: false };
}
