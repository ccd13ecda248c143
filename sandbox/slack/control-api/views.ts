import { z } from 'zod';
import { emitEvent } from '../events.ts';
import { app } from '../manifest.ts';
import { transaction } from '../store/open-store.ts';
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

/** A person opens direct messages with the app. */
export const directRoute: Route = (ws, { body }) => {
  const person = personOf(ws, read(z.object({ user_id: id }), body).user_id);
  const { channel, isNew } = ws.channels.direct(person.id, app.bot_user_id);
  if (isNew) ws.changes.emit({ type: 'channel', channel_id: channel.id, user_id: person.id });
  return { channel_id: channel.id };
};
