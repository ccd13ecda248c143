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
  /** People who are named come as `<@id|name>`. */
  should_escape?: boolean;
}

export const commands: SlashCommand[] = [
  {
    command: '/approvers',
    usage_hint: 'list, give @person approver, take @person, rule or help',
    description: 'Who may approve; admins give roles and make rules',
    should_escape: true,
  },
  {
    command: '/blog',
    usage_hint: '[brief] or empty for the form',
    description: 'Draft an article from a brief',
  },
  {
    command: '/budget',
    usage_hint: 'empty, set or help',
    description: 'What was spent and the caps; admins change them',
  },
  {
    command: '/carousel',
    usage_hint: '[brief] or empty for the form',
    description: 'Draft a LinkedIn carousel from a brief',
  },
  {
    command: '/greenlight',
    usage_hint: 'language, language pt-BR, language en or help',
    description: 'The language that Greenlight speaks with this team',
  },
  {
    command: '/history',
    usage_hint: '[@person] [type] [2026-11, 30d, last week] [words] [csv] or help',
    description: 'What was made, by whom, approved by whom, at what cost',
    should_escape: true,
  },
  {
    command: '/jobs',
    usage_hint: 'mine, open, an id or help',
    description: 'Your jobs and the open ones of the team; cancel and retry',
  },
  {
    command: '/knowledge',
    usage_hint: 'add, list, search, remove, rules, brand or help',
    description: 'Documents that drafts may quote, house rules and brand kit',
  },
  {
    command: '/leads',
    usage_hint: 'import, enrich, top, score, show [name], rollback or help',
    description: 'People whom outreach may reach: import, show, rank, take back',
  },
  {
    command: '/outreach',
    usage_hint: 'add, status, queue, pause, resume, suppress, config or help',
    description: 'LinkedIn outreach that people approve, inside limits',
  },
  {
    command: '/plan',
    usage_hint: '[number] [theme] or empty for the form',
    description: 'Propose briefs on a theme, each with a day; start them one by one',
  },
  {
    command: '/research',
    usage_hint: '[question] or empty for the form',
    description: 'Answer a question with sources and quotes',
  },
];

/** What the menu of a message offers. */
export const messageShortcuts = [
  { callback_id: 'draft_from_thread', name: 'Draft from this thread' },
  { callback_id: 'import_leads', name: 'Import leads' },
] as const;

/** Handled by Slack itself, never delivered to the app. */
export const builtInCommands: SlashCommand[] = [
  { command: '/invite', usage_hint: '@person', description: 'Add someone to this channel' },
];

/** What the bot's token may do; a test holds it against the manifest of the app. */
export const scopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'usergroups:read',
  'users:read',
] as const;

/** Events by their type; `message` in channels, public and private. */
export const subscribedEvents = [
  'app_home_opened',
  'app_mention',
  'message',
  'subteam_members_changed',
  'subteam_updated',
  'user_change',
] as const;
