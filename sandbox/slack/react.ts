import { slackLimits } from '../../ports/slack-limits.ts';
import { emitEvent } from './events.ts';
import { app } from './manifest.ts';
import type { Message } from './shapes.ts';
import { SlackError } from './slack-error.ts';
import { transaction } from './store/open-store.ts';
import type { Workspace } from './workspace.ts';

/** A name without colons, with the tone of skin behind it. Whether such an emoji exists is not looked up. */
const EMOJI = /^[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?$/;

/**
 * A person or the app reacts to a message; the app hears of it where its manifest subscribes.
 *
 * @throws {SlackError} `invalid_name`, `already_reacted`, `too_many_emoji`, `too_many_reactions`.
 */
export function addReaction(ws: Workspace, message: Message, userId: string, name: string): void {
  if (!EMOJI.test(name)) throw new SlackError('invalid_name');
  const { channel_id, ts } = message;
  transaction(ws.db, () => {
    const known = ws.reactions.of(channel_id, ts);
    const mine = known.filter(({ users }) => users.includes(userId));
    if (mine.some((one) => one.name === name)) throw new SlackError('already_reacted');
    if (!known.some((one) => one.name === name) && known.length >= slackLimits.reactions)
      throw new SlackError('too_many_emoji');
    if (mine.length >= slackLimits.reactionsOfOne) throw new SlackError('too_many_reactions');
    ws.reactions.add(channel_id, ts, name, userId);
    tell(ws, 'reaction_added', message, userId, name);
  });
  emitChange(ws, message);
}

/** @throws {SlackError} `no_reaction`. */
export function removeReaction(ws: Workspace, message: Message, userId: string, name: string): void {
  transaction(ws.db, () => {
    if (!ws.reactions.remove(message.channel_id, message.ts, name, userId))
      throw new SlackError('no_reaction');
    tell(ws, 'reaction_removed', message, userId, name);
  });
  emitChange(ws, message);
}

function tell(ws: Workspace, type: string, message: Message, userId: string, reaction: string): void {
  if (!ws.channels.isMember(message.channel_id, app.bot_user_id)) return;
  emitEvent(ws, {
    type,
    user: userId,
    reaction,
    item: { type: 'message', channel: message.channel_id, ts: message.ts },
    item_user: message.user_id,
    event_ts: (ws.now() / 1000).toFixed(6),
  });
}

function emitChange(ws: Workspace, { channel_id, thread_ts, ts }: Message): void {
  ws.changes.emit({ type: 'reaction', channel_id, thread_ts, ts });
}
