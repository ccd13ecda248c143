export interface CommandDescription {
  command: string;
  /** What Slack shows while a person types. */
  description: string;
  usage_hint: string;
}

/** The slash commands as the Slack app offers them; a test holds them against register.ts. */
export const commands: CommandDescription[] = [
  {
    command: '/blog',
    description: 'Draft an article from a brief',
    usage_hint: '[brief] or empty for the form',
  },
  {
    command: '/carousel',
    description: 'Draft a LinkedIn carousel from a brief',
    usage_hint: '[brief] or empty for the form',
  },
  {
    command: '/knowledge',
    description: 'Documents that drafts may quote, house rules and brand kit',
    usage_hint: 'add, list, search, remove, rules, brand or help',
  },
  {
    command: '/outreach',
    description: 'LinkedIn outreach that people approve, inside limits',
    usage_hint: 'add, status, queue, pause, resume, suppress, config or help',
  },
];
