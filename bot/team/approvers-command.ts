import { noAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, onPress, onRecordingPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import type { Call } from '../asking/subcommands.ts';
import { adminAsks, memberAsks } from '../asking/who-asks.ts';
import type { GivenRole, TeamTexts } from '../texts/en/team.ts';
import { approversMessage } from './approvers-message.ts';
import { type Given, giveRole } from './give-role.ts';
import type { ApproversCommand } from './parse-approvers.ts';
import { roleModal } from './role-modal.ts';
import type { TeamDesk } from './team-desk.ts';

/** `/approvers give` and `take`; the form where the words leave open who or which role. */
export async function giveCommand(
  desk: TeamDesk,
  { ack, asked, t }: Call<TeamTexts>,
  { person, role, said }: Extract<ApproversCommand, { kind: 'give' }>,
): Promise<void> {
  if (person !== null && role !== null) {
    const given = await answerOf(desk, asked, giveRole(desk, asked, person, role, t), t, ack);
    if (given) await tellLine(desk, asked.to, given.line);
    return;
  }
  await ack();
  if (!(await adminAsks(desk, asked, t))) return;
  await openRoles(desk, asked, { person, role, said: person === null && said !== '' ? said : null }, t);
}

/** Give a role: the form. */
export function giveRoleAction(desk: TeamDesk) {
  return onPress(async (press) => {
    const { team: t } = await desk.textsFor(press.teamId);
    if (!(await adminAsks(desk, press, t))) return;
    await openRoles(desk, press, { person: null, role: null, said: null }, t);
  });
}

/** Make somebody a member again. */
export function takeRoleAction(desk: TeamDesk) {
  return onRecordingPress(async (press, ack) => {
    const { team: t } = await desk.textsFor(press.teamId);
    const giving = giveRole(desk, press, press.value, 'member', t);
    const given = await answerOf(desk, press, giving, t, ack);
    if (!given) return;
    await tellLine(desk, press.to, given.line);
    if (given.changed) await listApprovers(desk, press, t);
  });
}

/** Undefined: the database did not answer, and the person was told. */
function answerOf(
  desk: TeamDesk,
  asked: Asked,
  work: Promise<Given>,
  t: TeamTexts,
  ack: () => Promise<unknown>,
): Promise<Given | undefined> {
  return recorded(desk, asked.to, { outcome: t.command }, work, { ack, changed: () => false });
}

/** `/approvers`: all of the team see who may approve. */
export async function listApprovers(desk: TeamDesk, asked: Asked, t: TeamTexts): Promise<void> {
  const person = await memberAsks(desk, asked, t);
  if (!person) return;
  try {
    const [people, rules, userGroups] = await Promise.all([
      desk.people.listRoles(asked.teamId),
      desk.people.listRules(asked.teamId),
      desk.people.listUserGroups(asked.teamId),
    ]);
    await desk.tell(asked.to, approversMessage({ people, rules, userGroups }, person.role === 'admin', t));
  } catch (error) {
    if (!noAnswer(error)) throw error;
    await tellLine(desk, asked.to, t.command.notAnswered);
  }
}

async function openRoles(
  desk: TeamDesk,
  asked: Asked,
  given: { person: string | null; role: GivenRole | null; said: string | null },
  t: TeamTexts,
): Promise<void> {
  const { channel_id, response_url = null } = asked.to;
  await openForm(desk, asked, roleModal({ channel_id, response_url }, given, t), t);
}
