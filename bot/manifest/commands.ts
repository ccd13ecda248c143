export interface CommandDescription {
  command: string;
  /** What Slack shows while a person types. */
  description: string;
  usage_hint: string;
}

/** The slash commands as the Slack app offers them; a test holds them against register.ts. */
export const commands: CommandDescription[] = [
  {
    command: '/carousel',
    description: 'Draft a LinkedIn carousel from a brief',
    usage_hint: '[brief] or empty for the form',
  },
  {
    command: '/outreach',
    description: 'LinkedIn outreach that people approve, inside limits',
    usage_hint: 'add, status, queue, pause, resume, suppress, config or help',
  },
];
