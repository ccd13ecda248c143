interface CommandDescription {
  command: string;
  /** What Slack shows while a person types. */
  description: string;
  usage_hint: string;
  /** Slack then names the people who were chosen from its list by their ids. */
  should_escape?: boolean;
}

/** The slash commands as the Slack app offers them; a test holds them against register.ts. */
export const commands: CommandDescription[] = [
  {
    command: '/approvers',
    description: 'Who may approve; admins give roles and make rules',
    usage_hint: 'list, give @person approver, take @person, rule or help',
    should_escape: true,
  },
  {
    command: '/blog',
    description: 'Draft an article from a brief',
    usage_hint: '[brief] or empty for the form',
  },
  {
    command: '/budget',
    description: 'What was spent and the caps; admins change them',
    usage_hint: 'empty, set or help',
  },
  {
    command: '/carousel',
    description: 'Draft a LinkedIn carousel from a brief',
    usage_hint: '[brief] or empty for the form',
  },
  {
    command: '/greenlight',
    description: 'The language that Greenlight speaks with this team',
    usage_hint: 'language, language pt-BR, language en or help',
  },
  {
    command: '/history',
    description: 'What was made, by whom, approved by whom, at what cost',
    usage_hint: '[@person] [type] [2026-11, 30d, last week] [words] [csv] or help',
    should_escape: true,
  },
  {
    command: '/jobs',
    description: 'Your jobs and the open ones of the team; cancel and retry',
    usage_hint: 'mine, open, an id or help',
  },
  {
    command: '/knowledge',
    description: 'Documents that drafts may quote, house rules and brand kit',
    usage_hint: 'add, list, search, remove, rules, brand or help',
  },
  {
    command: '/leads',
    description: 'People whom outreach may reach: import, show, rank, take back',
    usage_hint: 'import, enrich, top, score, show [name], rollback or help',
  },
  {
    command: '/outreach',
    description: 'LinkedIn outreach that people approve, inside limits',
    usage_hint: 'add, status, queue, pause, resume, suppress, config or help',
  },
  {
    command: '/plan',
    description: 'Propose briefs on a theme, each with a day; start them one by one',
    usage_hint: '[number] [theme] or empty for the form',
  },
  {
    command: '/research',
    description: 'Answer a question with sources and quotes',
    usage_hint: '[question] or empty for the form',
  },
];

interface ShortcutDescription {
  callback_id: string;
  /** What the menu of a message says; at most 24 characters. */
  name: string;
  description: string;
}

/** What the menu of every message offers; a test holds it against register.ts. */
export const messageShortcuts: ShortcutDescription[] = [
  {
    callback_id: 'draft_from_thread',
    name: 'Draft from this thread',
    description: 'Make a carousel, an article or a report of what people wrote in a thread',
  },
  {
    callback_id: 'import_leads',
    name: 'Import leads',
    description: 'Preview the leads of a CSV file of this message before any is stored',
  },
];
