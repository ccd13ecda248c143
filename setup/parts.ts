/**
 * The parts as setup knows them: each its own role, its own token and its own file of settings.
 *
 * `sub` is fixed, so that the database's logs name the part under any of its tokens. `port` keeps three parts on one
 * machine apart.
 */
export const parts = [
  {
    name: 'bot',
    role: 'greenlight_bot',
    variable: 'BOT_DATABASE_TOKEN',
    sub: '6b1f4b0e-5d0c-4a7e-9a51-0d7a3f1c0001',
    file: '.env.bot',
    port: 3000,
  },
  {
    name: 'agents',
    role: 'greenlight_agent',
    variable: 'AGENTS_DATABASE_TOKEN',
    sub: '6b1f4b0e-5d0c-4a7e-9a51-0d7a3f1c0002',
    file: '.env.agents',
    port: 3001,
  },
  {
    name: 'governor',
    role: 'greenlight_governor',
    variable: 'GOVERNOR_DATABASE_TOKEN',
    sub: '6b1f4b0e-5d0c-4a7e-9a51-0d7a3f1c0003',
    file: '.env.governor',
    port: 3002,
  },
] as const;
export type PartRow = (typeof parts)[number];

/** What only the governor needs; without any of them a team has no outreach. */
export const unipileNames = ['UNIPILE_DSN', 'UNIPILE_API_KEY', 'UNIPILE_WEBHOOK_SECRET'] as const;

/** Settings of parts that wake each other or sleep between requests, besides the secret that wakes them: deploy/README.md. */
export const wakeNames = [
  'SLEEPS',
  'WAKE_MS',
  'BOT_WAKE_URL',
  'AGENTS_WAKE_URL',
  'GOVERNOR_WAKE_URL',
] as const;

/** Parts that a team runs. The governor would refuse to start without Unipile, so without it there is none. */
export function partsOf(known: Readonly<Record<string, string>>): PartRow[] {
  const outreach = unipileNames.some((name) => known[name] !== undefined);
  return parts.filter(({ name }) => name !== 'governor' || outreach);
}

/** All parts in one process. */
export const singleFile = '.env';
