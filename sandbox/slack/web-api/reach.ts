import { app } from '../manifest.ts';
import type { Channel } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { Workspace } from '../workspace.ts';

/**
 * The channel, if the bot may know of it.
 *
 * @throws {SlackError} `channel_not_found`, also for a private channel or direct messages without the bot.
 */
export function findChannel(ws: Workspace, id: string): Channel {
  const channel = ws.channels.get(id);
  if (!channel) throw new SlackError('channel_not_found');
  if (channel.kind !== 'public' && !ws.channels.isMember(id, app.bot_user_id))
    throw new SlackError('channel_not_found');
  return channel;
}

/** @throws {SlackError} Also `not_in_channel` for a public channel without the bot. */
export function memberChannel(ws: Workspace, id: string): Channel {
  const channel = findChannel(ws, id);
  if (!ws.channels.isMember(channel.id, app.bot_user_id)) throw new SlackError('not_in_channel');
  return channel;
}

/** Where chat methods write: an id, a `#name`, or a person's id for their direct messages. */
export function writableChannel(ws: Workspace, given: string): Channel {
  const channel = memberChannel(ws, resolve(ws, given));
  if (channel.is_archived) throw new SlackError('is_archived');
  return channel;
}

function resolve(ws: Workspace, given: string): string {
  if (ws.channels.get(given)) return given;
  if (ws.people.get(given) && given !== app.bot_user_id) {
    const { channel, isNew } = ws.channels.direct(given, app.bot_user_id);
    if (isNew) ws.changes.emit({ type: 'channel', channel_id: channel.id, user_id: given });
    return channel.id;
  }
  const name = given.replace(/^#/, '');
  return ws.channels.all().find((c) => c.kind !== 'im' && c.name === name)?.id ?? given;
}
