import type { KnownBlock } from '@slack/types';
import type { Person } from '../../ports/people.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  heading,
  type Message,
  mention,
  said,
  small,
} from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';
import { teamActions } from './team-actions.ts';

/** So many people have a button of their own; the form reaches the others. */
const BUTTONS = 10;
const SHOWN = 60;

/** Who may approve; for admins with buttons. Pure. */
export function approversMessage(people: Person[], forAdmin: boolean, t: TeamTexts): Message {
  const w = t.approvers;
  const group = (role: 'admin' | 'approver'): KnownBlock => {
    const names = people.filter((person) => person.role === role).slice(0, SHOWN);
    return said(
      `*${w.roles[role]}*\n${names.length === 0 ? w.none[role] : names.map((p) => mention(p.user_id)).join(', ')}`,
    );
  };
  const blocks: KnownBlock[] = [heading(w.heading), group('admin'), group('approver'), small(w.fourEyes)];
  if (people.length < 2) blocks.push(said(`*${w.onlyOne}*`));
  if (forAdmin) {
    blocks.push(
      actions(
        'roles',
        button(teamActions.giveRole, w.change, 'give', { style: 'primary' }),
        ...people.slice(0, BUTTONS).map((person, n) => ({
          ...button(teamActions.takeRole, w.take(clip(person.name, 40)), person.user_id, {
            confirm: confirmation(w.confirmTake, 'danger'),
          }),
          action_id: `${teamActions.takeRole}:${n}`,
        })),
      ),
    );
  }
  return { text: w.heading, blocks };
}
