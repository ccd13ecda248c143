import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { noAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, askedBy, onPress, onRecordingPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { adminAsks, memberAsks } from '../asking/who-asks.ts';
import { letters, said } from '../slack/blocks.ts';
import type { GivenRole, TeamTexts } from '../texts/en/team.ts';
import { approversMessage } from './approvers-message.ts';
import { type Given, giveRole } from './give-role.ts';
import { parseApprovers } from './parse-approvers.ts';
import { roleModal } from './role-modal.ts';
import type { TeamDesk } from './team-desk.ts';

/** `/approvers`: all of the team see who may approve; admins give and take roles. */
export function approversCommand(desk: TeamDesk) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const { team: t } = await desk.textsFor(command.team_id);
    const parsed = parseApprovers(command.text);
    if (parsed.kind === 'help') {
      return ack({ response_type: 'ephemeral', text: t.approvers.help, blocks: [said(t.approvers.help)] });
    }
    if (parsed.kind === 'unknown') {
      return ack({ response_type: 'ephemeral', ...letters(t.command.unknown(parsed.word)) });
    }
    const asked = askedBy(command);
    if (parsed.kind === 'list') {
      await ack();
      return list(desk, asked, t);
    }
    const { person, role, said: words } = parsed;
    if (person !== null && role !== null) {
      const giving = giveRole(desk, asked, person, role, t);
      const given = await answerOf(desk, asked, giving, t, ack);
      if (given) await tellLine(desk, asked.to, given.line);
      return;
    }
    await ack();
    if (!(await adminAsks(desk, asked, t))) return;
    await openRoles(desk, asked, { person, role, said: person === null && words !== '' ? words : null }, t);
  };
}

/** Give a role: the form. */
export function giveRoleAction(desk: TeamDesk) {
  return onPress(async (press) => {
    const { team: t } = await desk.textsFor(press.teamId);
    if (!(await adminAsks(desk, press, t))) return;
    await openRoles(desk, press, { person: null, role: null, said: null }, t);
  });
}

/** Make a person a member again. */
export function takeRoleAction(desk: TeamDesk) {
  return onRecordingPress(async (press, ack) => {
    const { team: t } = await desk.textsFor(press.teamId);
    const giving = giveRole(desk, press, press.value, 'member', t);
    const given = await answerOf(desk, press, giving, t, ack);
    if (!given) return;
    await tellLine(desk, press.to, given.line);
    if (given.changed) await list(desk, press, t);
  });
}

/** Undefined: the database did not answer, and the person was told. */
export function answerOf(
  desk: TeamDesk,
  asked: Asked,
  work: Promise<Given>,
  t: TeamTexts,
  ack: () => Promise<unknown>,
): Promise<Given | undefined> {
  return recorded(desk, asked.to, { outcome: t.command }, work, { ack, changed: () => false });
}

async function list(desk: TeamDesk, asked: Asked, t: TeamTexts): Promise<void> {
  const person = await memberAsks(desk, asked, t);
  if (!person) return;
  try {
    const people = await desk.people.listRoles(asked.teamId);
    await desk.tell(asked.to, approversMessage(people, person.role === 'admin', t));
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
