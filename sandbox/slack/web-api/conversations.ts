import { emitEvent } from '../events.ts';
import { app, team } from '../manifest.ts';
import { presentChannel } from '../present.ts';
import type { Channel } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { transaction } from '../store/open-store.ts';
import type { Workspace } from '../workspace.ts';
import type { Family } from './method.ts';
import { paginate } from './paginate.ts';
import { findChannel } from './reach.ts';

export const conversationMethods: Family = {
  'conversations.info': (ws, args) => {
    const channel = findChannel(ws, args.need('channel', 'channel_not_found'));
    return { channel: presentChannel(ws, channel, app.bot_user_id) };
  },
  /** Private channels and direct messages only where the bot is in. */
  'conversations.list': (ws, args) => {
    const types = (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
    const unknown = types.find((type) => !['public_channel', 'private_channel', 'mpim', 'im'].includes(type));
    if (unknown !== undefined) throw new SlackError('invalid_types');
    const listed = ws.channels
      .all()
      .filter((c) => types.includes(c.kind === 'im' ? 'im' : `${c.kind}_channel`))
      .filter((c) => c.kind === 'public' || ws.channels.isMember(c.id, app.bot_user_id))
      .filter((c) => !args.flag('exclude_archived') || !c.is_archived);
    const { page, next } = paginate(args, listed, 100);
    return {
      channels: page.map((c) => presentChannel(ws, c, app.bot_user_id)),
      response_metadata: { next_cursor: next },
    };
  },
  /** Into public channels only. */
  'conversations.join': (ws, args) => {
    const channel = findChannel(ws, args.need('channel', 'channel_not_found'));
    if (channel.kind !== 'public') throw new SlackError('method_not_supported_for_channel_type');
    if (channel.is_archived) throw new SlackError('is_archived');
    const isNew = joinChannel(ws, channel, app.bot_user_id, null);
    return {
      channel: presentChannel(ws, channel, app.bot_user_id),
      ...(isNew
        ? {}
        : { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }),
    };
  },
  'conversations.members': (ws, args) => {
    const channel = findChannel(ws, args.need('channel', 'channel_not_found'));
    const { page, next } = paginate(args, ws.channels.members(channel.id), 100);
    return { members: page, response_metadata: { next_cursor: next } };
  },
  'conversations.open': (ws, args) => {
    const known = args.text('channel');
    if (known !== undefined) {
      const channel = findChannel(ws, known);
      return { no_op: true, already_open: true, channel: presentChannel(ws, channel, app.bot_user_id) };
    }
    const ids = args.need('users', 'users_list_not_supplied').split(',');
    const [userId] = ids;
    // Group messages are a paid detour that the app never takes; Slack's code for a target that cannot be messaged.
    if (ids.length !== 1 || userId === undefined) throw new SlackError('cannot_dm_bot');
    if (!ws.people.get(userId)) throw new SlackError('user_not_found');
    if (userId === app.bot_user_id) throw new SlackError('cannot_dm_bot');
    const { channel, isNew } = ws.channels.direct(userId, app.bot_user_id);
    if (isNew) ws.changes.emit({ type: 'channel', channel_id: channel.id, user_id: userId });
    const shown = args.flag('return_im') ? presentChannel(ws, channel, app.bot_user_id) : { id: channel.id };
    return { ...(isNew ? {} : { no_op: true, already_open: true }), channel: shown };
  },
};

/** Adds a member and tells the app, as Slack does. False when already in it. */
export function joinChannel(
  ws: Workspace,
  channel: Channel,
  userId: string,
  inviterId: string | null,
): boolean {
  const isNew = transaction(ws.db, () => {
    if (!ws.channels.join(channel.id, userId)) return false;
    if (ws.channels.isMember(channel.id, app.bot_user_id)) {
      emitEvent(ws, {
        type: 'member_joined_channel',
        user: userId,
        channel: channel.id,
        channel_type: channel.kind === 'private' ? 'G' : 'C',
        team: team.id,
        ...(inviterId === null ? {} : { inviter: inviterId }),
        event_ts: (ws.now() / 1000).toFixed(6),
      });
    }
    return true;
  });
  if (isNew) ws.changes.emit({ type: 'channel', channel_id: channel.id });
  return isNew;
}
