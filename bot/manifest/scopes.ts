/**
 * The Web API methods that the bot calls, and the scopes of a bot token that each needs. A test holds it against the
 * code. Source: the page of each method under docs.slack.dev/reference/methods, read 2026-11-22.
 *
 * Metadata of one's own messages comes with the history; `metadata.message:read` is for events about it.
 */
export const scopesOfMethod: Record<string, readonly string[]> = {
  'assistant.threads.setStatus': ['chat:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

interface EventNeeds {
  /** As a manifest subscribes to it. */
  subscriptions: readonly string[];
  scopes: readonly string[];
}

/** By the event's name in Bolt. */
export const needsOfEvent: Record<string, EventNeeds> = {
  app_home_opened: { subscriptions: ['app_home_opened'], scopes: [] },
  app_mention: { subscriptions: ['app_mention'], scopes: ['app_mentions:read'] },
  // In channels, public and private, where a job's thread is; in the bot's own direct messages it says how to start.
  message: {
    subscriptions: ['message.channels', 'message.groups', 'message.im'],
    scopes: ['channels:history', 'groups:history', 'im:history'],
  },
  // Who is in a user group that a rule names, and who has left.
  subteam_members_changed: { subscriptions: ['subteam_members_changed'], scopes: ['usergroups:read'] },
  subteam_updated: { subscriptions: ['subteam_updated'], scopes: ['usergroups:read'] },
  user_change: { subscriptions: ['user_change'], scopes: ['users:read'] },
};
