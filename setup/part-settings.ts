import { type PartRow, unipileNames } from './parts.ts';

/**
 * What the file of one part holds: its own secrets and no others.
 *
 * @param known Answers and tokens by name; what is not known is left out.
 */
export function partSettings(part: PartRow, known: Readonly<Record<string, string>>): Record<string, string> {
  const names = ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', part.variable, ...own[part.name]];
  return { MODE: 'production', PARTS: part.name, ...pick(names, known) };
}

/** What the file for all parts in one process holds. */
export function singleSettings(
  parts: readonly PartRow[],
  known: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = parts.flatMap((part) => [part.variable, ...own[part.name]]);
  return {
    MODE: 'production',
    // Named, as a start without it runs all parts there are.
    PARTS: parts.map(({ name }) => name).join(','),
    ...pick(['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', ...names], known),
  };
}

/** Of every part: who reads its figures, and what wakes it. */
const ofEach = ['METRICS_TOKEN', 'SLEEPS', 'WAKE_SECRET', 'WAKE_MS', 'BOT_WAKE_URL'];
const own: Record<PartRow['name'], string[]> = {
  bot: [
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_APP_TOKEN',
    'SLACK_TEAM_ID',
    'SLACK_API_URL',
    ...ofEach,
    // The bot alone wakes the other two.
    'AGENTS_WAKE_URL',
    'GOVERNOR_WAKE_URL',
  ],
  agents: [
    'OPENAI_API_KEY',
    'OPENAI_BASE_URL',
    'OPENAI_MODEL',
    'OPENAI_SMALL_MODEL',
    'OPENAI_PRICE_INPUT',
    'OPENAI_PRICE_OUTPUT',
    ...ofEach,
  ],
  governor: ['UNIPILE_API_VERSION', ...unipileNames, ...ofEach],
};

function pick(names: string[], known: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])),
  );
}
