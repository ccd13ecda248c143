import type { PeopleCalls, Person } from '../../ports/people.ts';
import { tellLine } from '../asking/press.ts';
import type { Recipient } from '../asking/tell.ts';
import type { Desk } from '../desk.ts';
import type { PublishHome } from '../home/app-home.ts';
import type { AskPerson } from '../know-person.ts';
import { mention } from '../slack/blocks.ts';
import type { TeamTexts } from '../texts/en/team.ts';

/** What the handlers of roles, budget and language work with. */
export interface RulesDesk extends Desk {
  people: Pick<PeopleCalls, 'listRoles' | 'giveRole' | 'setTeamLocale'>;
  askPerson: AskPerson;
  /** User ids, by name; empty when the database does not say. */
  adminsOf(teamId: string): Promise<string[]>;
  /** The next text is in the language that the database says. */
  forgetTexts(teamId: string): void;
  refreshHome: PublishHome;
}

/** Who asked for something, and where the answer goes. */
export interface Asked {
  teamId: string;
  userId: string;
  triggerId: string;
  to: Recipient;
}

/** Whoever asks, when they are of the team; null when they were told why not. */
export async function memberAsks(desk: RulesDesk, asked: Asked, t: TeamTexts): Promise<Person | null> {
  const person = await desk.knowPerson(asked.teamId, asked.userId).catch(() => null);
  if (person && person.role !== 'guest') return person;
  await tellLine(desk, asked.to, person ? t.command.guest : t.command.notAnswered);
  return null;
}

/** True when an admin asks; others were told who may. The database checks every change again. */
export async function adminAsks(desk: RulesDesk, asked: Asked, t: TeamTexts): Promise<boolean> {
  const person = await memberAsks(desk, asked, t);
  if (!person) return false;
  if (person.role === 'admin') return true;
  await tellLine(desk, asked.to, await adminsOnly(desk, asked.teamId, t));
  return false;
}

export async function adminsOnly(desk: RulesDesk, teamId: string, t: TeamTexts): Promise<string> {
  const admins = await desk.adminsOf(teamId);
  return t.command.adminsOnly(
    admins.length > 0 ? admins.slice(0, 20).map(mention).join(', ') : t.command.noAdmin,
  );
}
