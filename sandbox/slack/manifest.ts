/** The app that is installed in the stand-in's workspace, as Slack would hold it from the app's manifest. */
export const team = { id: 'T0GREENLIGHT', name: 'Alba Implantes', domain: 'alba-implantes' } as const;

export const app = {
  app_id: 'A0GREENLIGHT',
  bot_id: 'B0GREENLIGHT',
  bot_user_id: 'U0GREENLIGHT',
  name: 'Greenlight',
  handle: 'greenlight',
} as const;

export interface SlashCommand {
  command: string;
  usage_hint: string;
  description: string;
}

export const commands: SlashCommand[] = [
  {
    command: '/carousel',
    usage_hint: '[brief] or empty for the form',
    description: 'Draft a LinkedIn carousel from a brief',
  },
  {
    command: '/outreach',
    usage_hint: 'add, status, queue, pause, resume, suppress, config or help',
    description: 'LinkedIn outreach that people approve, inside limits',
  },
];

/** Handled by Slack itself, never delivered to the app. */
export const builtInCommands: SlashCommand[] = [
  { command: '/invite', usage_hint: '@person', description: 'Add someone to this channel' },
];

export const scopes = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'team:read',
  'users:read',
] as const;

export const subscribedEvents = [
  'app_home_opened',
  'app_mention',
  'file_shared',
  'member_joined_channel',
  'message',
] as const;
