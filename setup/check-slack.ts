import { z } from 'zod';
import { ExpectedError } from '../platform/errors.ts';
import type { Answers } from './answers.ts';
import { callSlack, slackAway } from './call-slack.ts';
import { questions } from './questions.ts';
import type { StepResult } from './step.ts';

const identity = z.object({ team: z.string(), team_id: z.string() });

/**
 * Learns from the bot token which team this is.
 *
 * @throws {ExpectedError} `slack_refused`.
 */
export async function checkSlack(
  answers: Answers,
): Promise<{ team: { id: string; name: string }; result: StepResult }> {
  const { known } = answers;
  const token = await answers.need(questions.slackBotToken);
  const answer = await callSlack(known, token, 'auth.test');
  if (!answer.answered) throw slackAway(answer.error);
  if (!answer.ok) {
    throw new ExpectedError('slack_refused', `Slack did not accept the bot token: ${answer.error}`, {
      hint: `Copy it again: ${questions.slackBotToken.where}. After a change of scopes, reinstall the app first.`,
    });
  }
  const { team: name, team_id: id } = identity.parse(answer.body);
  const before = known.SLACK_TEAM_ID;
  const note = `is of team "${name}" (${id})`;
  const result: StepResult =
    before === undefined || before === id
      ? { state: 'already', note }
      : { state: 'changed', note: `${note}, before it was ${before}` };
  return { team: { id, name }, result };
}
