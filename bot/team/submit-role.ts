import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { onForm, tellLine } from '../asking/press.ts';
import type { GivenRole, TeamTexts } from '../texts/en/team.ts';
import { type Given, giveRole } from './give-role.ts';
import { formOrigin } from './role-modal.ts';
import type { TeamDesk } from './team-desk.ts';

const roles: readonly GivenRole[] = ['member', 'approver', 'admin'];

/** The form with a person and a role was sent. */
export function submitRole(desk: TeamDesk) {
  return onForm(async ({ ack, refuse: refuseWith, teamId, userId, view }) => {
    const { team: t } = await desk.textsFor(teamId);
    const origin = formOrigin.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const person = values.person?.person?.selected_user ?? '';
    const chosen = values.role?.role?.selected_option?.value;
    const role = roles.find((known) => known === chosen);
    const refuse = async (line: string) => refuseWith({ person: await plainLine(desk, teamId, line) });
    if (person === '' || !role) return refuse(t.approvers.errors.unknownPerson);
    const work = giveRole(desk, { teamId, userId }, person, role, t).catch(unanswered(t));
    const given = await within(desk.clock, deadlines.form, work);
    if (given === undefined) return refuse(t.command.notRecorded);
    if (!given.changed) return refuse(given.line);
    await ack();
    await tellLine(desk, { user_id: userId, ...origin }, given.line);
  });
}

function unanswered(t: TeamTexts) {
  return (error: unknown): Given => {
    if (!noAnswer(error)) throw error;
    return { changed: false, line: t.command.notRecorded };
  };
}

/** Errors of a form are plain text, in which a mention is letters: names stand in their place. */
async function plainLine(desk: TeamDesk, teamId: string, line: string): Promise<string> {
  let plain = line.replaceAll('`', '');
  for (const [mention, id = ''] of line.matchAll(/<@([UW][A-Z0-9]+)>/g)) {
    const person = await desk.knowPerson(teamId, id).catch(() => null);
    plain = plain.replaceAll(mention, person?.name ?? id);
  }
  return plain;
}
