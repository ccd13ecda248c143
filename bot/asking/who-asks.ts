import type { Desk } from '../desk.ts';
import { mention } from '../slack/blocks.ts';
import { type Asked, tellLine } from './press.ts';

type Person = NonNullable<Awaited<ReturnType<Desk['knowPerson']>>>;
type AskingDesk = Pick<Desk, 'knowPerson' | 'adminsOf' | 'tell'>;
interface Words {
  command: {
    guest: string;
    notAnswered: string;
    noAdmin: string;
    adminsOnly(adminsMrkdwn: string): string;
  };
}

/** Who asks, when they are of the team; null when they were told why not. The database checks every change again. */
export async function memberAsks(
  desk: Pick<AskingDesk, 'knowPerson' | 'tell'>,
  { teamId, userId, to }: Asked,
  t: { command: Pick<Words['command'], 'guest' | 'notAnswered'> },
): Promise<Person | null> {
  const person = await desk.knowPerson(teamId, userId).catch(() => null);
  if (person && person.role !== 'guest') return person;
  await tellLine(desk, to, person ? t.command.guest : t.command.notAnswered);
  return null;
}

/** True when an admin asks; others were told who may. */
export async function adminAsks(desk: AskingDesk, asked: Asked, t: Words): Promise<boolean> {
  const person = await memberAsks(desk, asked, t);
  if (!person) return false;
  if (person.role === 'admin') return true;
  await tellLine(desk, asked.to, t.command.adminsOnly(await adminMentions(desk, asked.teamId, t)));
  return false;
}

export async function adminMentions(
  desk: Pick<AskingDesk, 'adminsOf'>,
  teamId: string,
  t: { command: { noAdmin: string } },
): Promise<string> {
  const admins = await desk.adminsOf(teamId);
  return admins.length > 0 ? admins.slice(0, 20).map(mention).join(', ') : t.command.noAdmin;
}

/** For places in which a mention is letters, such as the errors of a form. */
export async function adminNames(
  desk: Pick<AskingDesk, 'adminsOf' | 'knowPerson'>,
  teamId: string,
  t: { command: { noAdmin: string } },
): Promise<string> {
  const admins = await desk.adminsOf(teamId);
  const names = admins
    .slice(0, 10)
    .map(async (id) => (await desk.knowPerson(teamId, id).catch(() => null))?.name ?? id);
  return (await Promise.all(names)).join(', ') || t.command.noAdmin;
}
