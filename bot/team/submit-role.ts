import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { within } from '../../platform/within.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { tellLine } from '../asking/press.ts';
import type { GivenRole, TeamTexts } from '../texts/en/team.ts';
import { type Given, giveRole } from './give-role.ts';
import { formOrigin } from './role-modal.ts';
import type { RulesDesk } from './rules-desk.ts';

/** Slack waits 3 s for the answer to a form. */
const ANSWER_MS = 2400;
const roles: readonly GivenRole[] = ['member', 'approver', 'admin'];

/** The form with a person and a role was sent. */
export function submitRole(desk: RulesDesk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const teamId = body.team?.id ?? view.team_id;
    const userId = body.user.id;
    const { team: t } = await desk.textsFor(teamId);
    const origin = formOrigin.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const person = values.person?.person?.selected_user ?? '';
    const chosen = values.role?.role?.selected_option?.value;
    const role = roles.find((known) => known === chosen);
    const refuse = async (line: string) =>
      ack({ response_action: 'errors', errors: { person: await plainLine(desk, teamId, line) } });
    if (person === '' || !role) return refuse(t.approvers.errors.unknownPerson);
    const work = giveRole(desk, { teamId, userId }, person, role, t).catch(unanswered(t));
    const given = await within(desk.clock, ANSWER_MS, work);
    if (given === undefined) return refuse(t.command.notRecorded);
    if (!given.changed) return refuse(given.line);
    await ack();
    await tellLine(desk, { user_id: userId, ...origin }, given.line);
  };
}

function unanswered(t: TeamTexts) {
  return (error: unknown): Given => {
    if (!noAnswer(error)) throw error;
    return { changed: false, line: t.command.notRecorded };
  };
}

/** Errors of a form are plain text, in which a mention is letters: names stand in their place. */
async function plainLine(desk: RulesDesk, teamId: string, line: string): Promise<string> {
  let plain = line.replaceAll('`', '');
  for (const [mention, id = ''] of line.matchAll(/<@([UW][A-Z0-9]+)>/g)) {
    const person = await desk.knowPerson(teamId, id).catch(() => null);
    plain = plain.replaceAll(mention, person?.name ?? id);
  }
  return plain;
}
