import { z } from 'zod';
import { emitEvent } from '../events.ts';
import { HttpRefusal } from '../http.ts';
import { app } from '../manifest.ts';
import { transaction } from '../store/open-store.ts';
import type { Workspace } from '../workspace.ts';
import { id, personOf, read } from './input.ts';
import type { Route } from './route.ts';

/** The open modals, the visible one last, and the person's App Home. */
export const viewsRoute: Route = (ws, { query }) => {
  const person = personOf(ws, read(id, query.get('user_id') ?? undefined));
  return { modals: ws.views.modals(person.id), home: ws.views.home(person.id) ?? null };
};

/** A person opens the app's Home tab. */
export const homeRoute: Route = (ws, { body }) => {
  const given = read(z.object({ user_id: id, tab: z.enum(['home', 'messages']).default('home') }), body);
  const person = personOf(ws, given.user_id);
  const view = ws.views.home(person.id) ?? null;
  const channelId = transaction(ws.db, () => {
    const { channel } = ws.channels.direct(person.id, app.bot_user_id);
    emitEvent(ws, {
      type: 'app_home_opened',
      user: person.id,
      channel: channel.id,
      tab: given.tab,
      ...(view ? { view } : {}),
      event_ts: (ws.now() / 1000).toFixed(6),
    });
    return channel.id;
  });
  return { ok: true, home: view, channel_id: channelId };
};

/** A person opens direct messages with the app, or with `with_user_id`: a colleague, or themselves for notes. */
export const directRoute: Route = (ws, { body }) => {
  const given = read(z.object({ user_id: id, with_user_id: id.default(app.bot_user_id) }), body);
  const person = personOf(ws, given.user_id);
  const other =
    given.with_user_id === app.bot_user_id ? app.bot_user_id : personOf(ws, given.with_user_id).id;
  const isBesideGuest = [person.id, other].some((one) => ws.people.get(one)?.role === 'guest');
  if (isBesideGuest && other !== app.bot_user_id && !shareChannel(ws, person.id, other))
    throw new HttpRefusal(404, 'user_not_found');
  const { channel, isNew } = ws.channels.direct(person.id, other);
  if (isNew)
    for (const member of new Set([person.id, other]))
      ws.changes.emit({ type: 'channel', channel_id: channel.id, user_id: member });
  return { channel_id: channel.id };
};

/** Guests know only those whom they meet in a channel. */
const shareChannel = (ws: Workspace, one: string, other: string): boolean =>
  one === other ||
  ws.channels
    .all()
    .some(
      ({ id: channelId, kind }) =>
        kind !== 'im' && ws.channels.isMember(channelId, one) && ws.channels.isMember(channelId, other),
    );
