import { zoned } from '../../platform/local-time.ts';
import { app, team } from './manifest.ts';
import { extensionOf, filetypeOf } from './mimetype.ts';
import type { Channel, Json, Message, Person, StoredFile, UserGroup } from './shapes.ts';
import type { Workspace } from './workspace.ts';

/** A message as the Web API and the events show it. */
export function presentMessage(ws: Workspace, message: Message, options: { metadata?: boolean } = {}): Json {
  const { body, ts } = message;
  const thread = message.thread_ts === null ? ws.messages.thread(message.channel_id, ts) : undefined;
  const repliesShown =
    thread && thread.reply_count > 0
      ? {
          thread_ts: ts,
          reply_count: thread.reply_count,
          reply_users_count: thread.reply_users.length,
          latest_reply: thread.latest_reply,
          reply_users: thread.reply_users,
          is_locked: false,
          subscribed: false,
        }
      : {};
  // Slack keeps a deleted parent as a tombstone while it has replies.
  if (message.deleted)
    return {
      type: 'message',
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      hidden: true,
      ts,
      ...repliesShown,
    };
  const reactions = ws.reactions.of(message.channel_id, ts);
  const byBot = message.user_id === app.bot_user_id;
  const parent =
    message.thread_ts === null ? undefined : ws.messages.get(message.channel_id, message.thread_ts);
  return {
    ...(body.subtype ? { subtype: body.subtype } : {}),
    ...(body.client_msg_id ? { client_msg_id: body.client_msg_id } : {}),
    type: 'message',
    user: message.user_id,
    ts,
    ...(byBot ? { bot_id: app.bot_id, app_id: app.app_id, bot_profile: botProfile() } : {}),
    text: body.text,
    team: team.id,
    ...(body.blocks ? { blocks: body.blocks } : {}),
    ...(body.attachments ? { attachments: body.attachments } : {}),
    ...(body.file_ids ? { files: presentFiles(ws, body.file_ids), upload: true } : {}),
    ...(reactions.length > 0
      ? { reactions: reactions.map((one) => ({ ...one, count: one.users.length })) }
      : {}),
    ...(body.edited ? { edited: body.edited } : {}),
    ...(message.thread_ts === null ? {} : { thread_ts: message.thread_ts, parent_user_id: parent?.user_id }),
    // What stands in the channel too brings along what it answers.
    ...(body.subtype === 'thread_broadcast' && parent ? { root: presentMessage(ws, parent) } : {}),
    ...repliesShown,
    ...(options.metadata && body.metadata ? { metadata: body.metadata } : {}),
  };
}

function presentFiles(ws: Workspace, ids: string[]): Json[] {
  return ids.flatMap((id) => {
    const file = ws.files.get(id);
    if (!file) return [];
    return [file.state === 'deleted' ? { id, mode: 'tombstone' } : presentFile(ws, file)];
  });
}

/** Until it is processed, a file has neither type nor shares. */
export function presentFile(ws: Workspace, file: StoredFile): Json {
  const ready = file.state === 'ready';
  const isText = ready && file.mimetype === 'text/plain';
  const shares: { public: Json; private: Json } = { public: {}, private: {} };
  for (const [channelId, list] of Object.entries(file.shares)) {
    const side = ws.channels.get(channelId)?.kind === 'public' ? shares.public : shares.private;
    side[channelId] = list.map((share) => ({
      reply_users: [],
      reply_users_count: 0,
      reply_count: 0,
      ts: share.ts,
      ...(share.thread_ts ? { thread_ts: share.thread_ts } : {}),
      channel_name: ws.channels.get(channelId)?.name,
      team_id: team.id,
      share_user_id: file.user_id,
    }));
  }
  const at = Object.keys(file.shares);
  const kindOf = (id: string) => ws.channels.get(id)?.kind;
  const url = `${ws.origin()}/files/private/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: ready ? file.mimetype : '',
    filetype: ready ? filetypeOf(file.name) : '',
    pretty_type: ready ? extensionOf(file.name).toUpperCase() : '',
    user: file.user_id,
    user_team: team.id,
    editable: isText,
    size: file.size,
    // What people write as text is a snippet to Slack.
    mode: isText ? 'snippet' : 'hosted',
    is_external: false,
    external_type: '',
    is_public: at.some((id) => kindOf(id) === 'public'),
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...(file.alt_text ? { alt_txt: file.alt_text } : {}),
    url_private: url,
    url_private_download: `${url}?download=1`,
    permalink: `${ws.origin()}/sandbox/api/files/${file.id}`,
    channels: at.filter((id) => kindOf(id) === 'public'),
    groups: at.filter((id) => kindOf(id) === 'private'),
    ims: at.filter((id) => kindOf(id) === 'im'),
    shares: {
      ...(Object.keys(shares.public).length > 0 ? { public: shares.public } : {}),
      ...(Object.keys(shares.private).length > 0 ? { private: shares.private } : {}),
    },
    comments_count: 0,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

export function presentPerson(ws: Workspace, person: Person): Json {
  const [first, ...rest] = person.real_name.split(' ');
  const guest = person.role === 'guest';
  return {
    id: person.id,
    team_id: team.id,
    name: person.name,
    deleted: person.deactivated === true,
    color: '4bbe2e',
    real_name: person.real_name,
    tz: person.tz,
    tz_label: person.tz.replaceAll('_', ' '),
    tz_offset: zoned(ws.now(), person.tz).offsetNanoseconds / 1e9,
    profile: {
      real_name: person.real_name,
      real_name_normalized: person.real_name.normalize('NFD').replace(/\p{M}/gu, ''),
      display_name: person.name,
      display_name_normalized: person.name,
      first_name: first,
      last_name: rest.join(' '),
      status_text: '',
      status_emoji: '',
      team: team.id,
      ...(person.role === 'bot' ? { api_app_id: app.app_id, bot_id: app.bot_id } : {}),
    },
    is_admin: person.role === 'admin',
    is_owner: false,
    is_primary_owner: false,
    is_restricted: guest,
    is_ultra_restricted: guest,
    is_bot: person.role === 'bot',
    is_app_user: false,
    updated: 0,
  };
}

/** Of a group that is disabled Slack names no members. */
export function presentUserGroup(group: UserGroup): Json {
  const users = group.is_disabled ? [] : group.members;
  return {
    id: group.id,
    team_id: team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    description: '',
    handle: group.handle,
    is_external: false,
    date_create: 0,
    date_update: 0,
    date_delete: group.is_disabled ? 1 : 0,
    auto_type: null,
    auto_provision: false,
    created_by: 'U0RENATA',
    updated_by: 'U0RENATA',
    deleted_by: group.is_disabled ? 'U0RENATA' : null,
    prefs: { channels: [], groups: [] },
    users,
    user_count: users.length,
  };
}

export function presentChannel(ws: Workspace, channel: Channel, viewerId: string): Json {
  const isIm = channel.kind === 'im';
  const members = ws.channels.members(channel.id);
  return {
    id: channel.id,
    created: channel.created,
    is_archived: channel.is_archived,
    is_im: isIm,
    is_mpim: false,
    is_org_shared: false,
    context_team_id: team.id,
    ...(isIm
      ? { user: members.find((id) => id !== viewerId) ?? viewerId, is_user_deleted: false, is_open: true }
      : {
          name: channel.name,
          name_normalized: channel.name,
          is_channel: true,
          is_group: false,
          is_private: channel.kind === 'private',
          is_general: channel.name === 'general',
          is_shared: false,
          is_ext_shared: false,
          is_member: members.includes(viewerId),
          num_members: members.length,
          creator: 'U0RENATA',
          topic: { value: '', creator: '', last_set: 0 },
          purpose: { value: '', creator: '', last_set: 0 },
        }),
  };
}

const botProfile = (): Json => ({
  id: app.bot_id,
  app_id: app.app_id,
  name: app.name,
  deleted: false,
  updated: 0,
  team_id: team.id,
});
