import { app } from './manifest.ts';
import type { Channel, Person, UserGroup } from './shapes.ts';
import { transaction } from './store/open-store.ts';
import type { Workspace } from './workspace.ts';

const SAO_PAULO = 'America/Sao_Paulo';

const people: Person[] = [
  { id: 'U0MARINA', name: 'marina', real_name: 'Marina Souza', role: 'member', tz: SAO_PAULO },
  { id: 'U0PEDRO', name: 'pedro', real_name: 'Pedro Alves', role: 'member', tz: SAO_PAULO },
  { id: 'U0LUCIA', name: 'lucia', real_name: 'Lúcia Ferraz', role: 'approver', tz: SAO_PAULO },
  { id: 'U0THOMAS', name: 'thomas', real_name: 'Thomas Weber', role: 'approver', tz: 'Europe/Berlin' },
  { id: 'U0RENATA', name: 'renata', real_name: 'Renata Prado', role: 'admin', tz: SAO_PAULO },
  { id: 'U0GUEST', name: 'gabi', real_name: 'Gabi Nunes', role: 'guest', tz: SAO_PAULO },
];

const bot: Person = {
  id: app.bot_user_id,
  name: app.handle,
  real_name: app.name,
  role: 'bot',
  tz: SAO_PAULO,
};

const staff = ['U0MARINA', 'U0PEDRO', 'U0LUCIA', 'U0THOMAS', 'U0RENATA'];
const channels: { channel: Pick<Channel, 'id' | 'name' | 'kind'>; members: string[] }[] = [
  { channel: { id: 'C0GENERAL', name: 'general', kind: 'public' }, members: [...staff, bot.id] },
  {
    channel: { id: 'C0MARKETING', name: 'marketing', kind: 'public' },
    members: [...staff, 'U0GUEST', bot.id],
  },
  {
    // Pedro is outside, so that a person outside a channel can be tried.
    channel: { id: 'C0SALES', name: 'sales', kind: 'public' },
    members: [...staff.filter((id) => id !== 'U0PEDRO'), bot.id],
  },
  // The bot is in neither of these two, so that "not here" can be tried in both kinds.
  { channel: { id: 'C0RANDOM', name: 'random', kind: 'public' }, members: staff },
  {
    channel: { id: 'C0DIRETORIA', name: 'diretoria', kind: 'private' },
    members: ['U0RENATA', 'U0LUCIA'],
  },
];

const userGroups: UserGroup[] = [
  {
    id: 'S0REGULATORY',
    handle: 'regulatory',
    name: 'Regulatory affairs',
    members: ['U0THOMAS', 'U0RENATA'],
    is_disabled: false,
  },
];

/**
 * The workspace as it is on its first day. Later starts change nothing: a person who was removed stays removed.
 *
 * @param more People besides, who are in every public channel in which the bot is.
 */
export function seedWorkspace(ws: Workspace, more: readonly Person[] = []): void {
  // A workspace of before user groups has none.
  if (ws.userGroups.all().length === 0) for (const group of userGroups) ws.userGroups.put(group);
  if (ws.people.get(bot.id)) return;
  transaction(ws.db, () => {
    for (const person of [...people, ...more, bot]) ws.people.add(person);
    const created = Math.floor(ws.now() / 1000);
    for (const { channel, members } of channels)
      ws.channels.add({ ...channel, is_archived: false, created }, [
        ...members,
        ...(members.includes(bot.id) ? more.map(({ id }) => id) : []),
      ]);
  });
}
