const reading = (what: string): string[] =>
  ['channels', 'groups', 'im', 'mpim'].map((kind) => `${kind}:${what}`);

/** Any of these opens the method; a method that is not here needs none. */
const scopesOf: Record<string, string[]> = {
  'assistant.threads.setStatus': ['chat:write', 'assistant:write'],
  'bots.info': ['users:read'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': reading('history'),
  'conversations.info': reading('read'),
  'conversations.join': ['channels:join'],
  'conversations.list': reading('read'),
  'conversations.members': reading('read'),
  'conversations.open': ['im:write'],
  'conversations.replies': reading('history'),
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'reactions.add': ['reactions:write'],
  'reactions.get': ['reactions:read'],
  'reactions.remove': ['reactions:write'],
  'team.info': ['team:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
};

export const neededScopes = (method: string): string[] | undefined =>
  Object.hasOwn(scopesOf, method) ? scopesOf[method] : undefined;
