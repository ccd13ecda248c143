import { app, builtInCommands, messageShortcuts, team } from '../manifest.ts';
import type { Json } from '../shapes.ts';
import { mayRead, personOf } from './input.ts';
import type { Route } from './route.ts';

/** The workspace; with `user_id` only the channels that this person can find. */
export const stateRoute: Route = (ws, { query }) => {
  const userId = query.get('user_id');
  const person = userId === null ? null : personOf(ws, userId);
  const channels = ws.channels.all().filter((c) => person === null || mayRead(ws, person, c));
  return {
    team,
    bot_user_id: app.bot_user_id,
    app: { app_id: app.app_id, bot_id: app.bot_id, name: app.name, handle: app.handle },
    users: ws.people
      .all()
      .filter((p) => p.role !== 'bot')
      .map(({ id, name, real_name, role, tz, deactivated, home }) => ({
        ...{ id, name, real_name, role, tz },
        ...(home ?? {}),
        is_deactivated: deactivated === true,
      })),
    channels: channels.map((channel) => {
      const members = ws.channels.members(channel.id);
      // Notes to oneself have one member.
      const other = members.find((id) => id !== (person?.id ?? app.bot_user_id)) ?? members[0];
      return {
        id: channel.id,
        name: channel.kind === 'im' ? (ws.people.get(other ?? '')?.name ?? '') : channel.name,
        is_private: channel.kind !== 'public',
        is_im: channel.kind === 'im',
        is_archived: channel.is_archived,
        shared_with: channel.shared_with ?? [],
        members,
        ...(channel.kind === 'im' ? { user: other } : {}),
      };
    }),
    user_groups: ws.userGroups.all(),
    statuses: ws.threadStatuses
      .all()
      .filter(({ channel_id }) => channels.some((channel) => channel.id === channel_id)),
    shortcuts: messageShortcuts,
    now: new Date(ws.now()).toISOString(),
    broadcasts: ws.db
      .prepare('select body from broadcasts order by id')
      .all()
      .map((row) => JSON.parse(String(row.body)) as Json),
    pending_events: Number(ws.db.prepare('select count(*) as n from events').get()?.n ?? 0),
  };
};

/** What the composer completes. */
export const commandsRoute: Route = (ws) => [...ws.commands, ...builtInCommands];
