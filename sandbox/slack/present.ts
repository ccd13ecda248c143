import { zoned } from '../../platform/local-time.ts';
import { enterpriseOf, homeOf } from './home.ts';
import { app, team } from './manifest.ts';
import { extensionOf, filetypeOf } from './mimetype.ts';
import type { Channel, Json, Message, OtherApp, Person, StoredFile, UserGroup } from './shapes.ts';
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
    ...(body.by_app?.has_no_user ? { username: body.by_app.name } : { user: message.user_id }),
    ts,
    ...(body.by_app ? otherApp(body.by_app) : {}),
    ...(byBot ? { bot_id: app.bot_id, app_id: app.app_id, bot_profile: botProfile() } : {}),
    text: body.text,
    ...teamOf(ws, message),
    ...(body.old_name === undefined ? {} : { old_name: body.old_name, name: body.name }),
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

/** In a shared channel each message says whose it is. */
function teamOf(ws: Workspace, message: Message): Json {
  const home = homeOf(ws, message.user_id);
  const isShared = (ws.channels.get(message.channel_id)?.shared_with ?? []).length > 0;
  return { team: home, ...(isShared ? { user_team: home, source_team: home } : {}) };
}

const otherApp = ({ bot_id, app_id, name, is_workflow_bot }: OtherApp): Json => ({
  bot_id,
  app_id,
  bot_profile: {
    ...{ id: bot_id, app_id, name, is_workflow_bot, deleted: false, updated: 0, team_id: team.id },
  },
});

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
    // What a person shares has no address until it is ready.
    ...(ready || file.user_id === app.bot_user_id
      ? { url_private: url, url_private_download: `${url}?download=1` }
      : {}),
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
    file_access: ready || file.user_id === app.bot_user_id ? 'visible' : 'check_file_info',
  };
}

export function presentPerson(ws: Workspace, person: Person): Json {
  const guest = person.role === 'guest';
  const home = homeOf(ws, person.id);
  const enterprise = enterpriseOf(ws);
  const profile = profileOf(person, home);
  // Of a person of another company Slack tells little.
  if (person.home?.is_stranger) {
    const { id, name, real_name } = person;
    return {
      ...{ id, team_id: home, name, real_name, deleted: person.deactivated === true, profile },
      ...{ is_stranger: true, is_bot: false, is_app_user: false, updated: 0 },
    };
  }
  return {
    id: person.id,
    team_id: home,
    name: person.name,
    deleted: person.deactivated === true,
    color: '4bbe2e',
    real_name: person.real_name,
    tz: person.tz,
    tz_label: person.tz.replaceAll('_', ' '),
    tz_offset: zoned(ws.now(), person.tz).offsetNanoseconds / 1e9,
    profile,
    ...(enterprise
      ? {
          enterprise_user: {
            ...{ id: person.id, enterprise_id: enterprise.id, enterprise_name: enterprise.name },
            ...{ is_admin: false, is_owner: false, teams: [...new Set([home, team.id])] },
          },
        }
      : {}),
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

function profileOf(person: Person, home: string): Json {
  const [first, ...rest] = person.real_name.split(' ');
  return {
    real_name: person.real_name,
    real_name_normalized: person.real_name.normalize('NFD').replace(/\p{M}/gu, ''),
    display_name: person.name,
    display_name_normalized: person.name,
    first_name: first,
    last_name: rest.join(' '),
    status_text: '',
    status_emoji: '',
    team: home,
    ...(person.id === app.bot_user_id ? { api_app_id: app.app_id, bot_id: app.bot_id } : {}),
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
  const isShared = (channel.shared_with ?? []).length > 0;
  return {
    id: channel.id,
    created: channel.created,
    is_archived: channel.is_archived,
    is_im: isIm,
    is_mpim: false,
    is_org_shared: channel.is_org_shared === true,
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
          is_shared: isShared || channel.is_org_shared === true,
          is_ext_shared: isShared,
          ...(isShared ? { connected_team_ids: channel.shared_with } : {}),
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
