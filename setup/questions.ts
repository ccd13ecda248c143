import { knownModel } from '../agents/models/known-models.ts';
import { isLoopback, unipileAddress, unipileMixUp, unipileVersions } from '../platform/config.ts';
import { DEFAULT_MODEL, DEFAULT_SMALL_MODEL, isOpenAi } from '../platform/model-settings.ts';
import { wakeNames } from './parts.ts';

export interface Question {
  /** Also the name in the environment, in an answers file and, unless it starts with SETUP_, in the parts' settings. */
  name: string;
  ask: string;
  /** Where it is found. */
  where: string;
  secret: boolean;
  /** What is wrong with a value; null: nothing. */
  fault(value: string, known: Readonly<Record<string, string>>): string | null;
}

const address = (value: string) =>
  /^https?:\/\//.test(value) && URL.canParse(value)
    ? null
    : 'expected an address such as https://abc.supabase.co';
const starts =
  (...beginnings: string[]) =>
  (value: string) =>
    beginnings.some((b) => value.startsWith(b))
      ? null
      : `expected a value that starts with ${beginnings.join(' or ')}`;
const anything = () => null;

export const questions = {
  supabaseUrl: {
    name: 'SUPABASE_URL',
    ask: 'Supabase project URL',
    where: 'Supabase: Project Settings > Data API > Project URL',
    secret: false,
    fault: address,
  },
  publishableKey: {
    name: 'SUPABASE_PUBLISHABLE_KEY',
    ask: 'Publishable key',
    where: 'Supabase: Project Settings > API Keys > Publishable key (a legacy anon key works as well)',
    secret: true,
    fault: anything,
  },
  databaseUrl: {
    name: 'SETUP_DATABASE_URL',
    ask: 'Connection string of the database, with its password; used now, written nowhere',
    where: 'Supabase: Connect > Direct connection, or Session pooler from an IPv4 network (port 5432)',
    secret: true,
    fault: databaseFault,
  },
  slackBotToken: {
    name: 'SLACK_BOT_TOKEN',
    ask: 'Slack bot token',
    where: 'api.slack.com/apps > your app > OAuth & Permissions > Bot User OAuth Token',
    secret: true,
    fault: starts('xoxb-'),
  },
  slackAppToken: {
    name: 'SLACK_APP_TOKEN',
    ask: 'Slack app-level token for Socket Mode (empty: HTTP with a public address)',
    where: 'api.slack.com/apps > your app > Basic Information > App-Level Tokens, scope connections:write',
    secret: true,
    fault: starts('xapp-'),
  },
  slackSigningSecret: {
    name: 'SLACK_SIGNING_SECRET',
    ask: 'Slack signing secret',
    where: 'api.slack.com/apps > your app > Basic Information > App Credentials > Signing Secret',
    secret: true,
    fault: (value) => (/^[0-9a-f]{32}$/.test(value) ? null : 'expected 32 hexadecimal digits'),
  },
  modelKey: {
    name: 'OPENAI_API_KEY',
    ask: 'API key of the model',
    where: 'platform.openai.com > API keys, or of any OpenAI-compatible endpoint',
    secret: true,
    fault: anything,
  },
  modelUrl: {
    name: 'OPENAI_BASE_URL',
    ask: 'Address of an OpenAI-compatible endpoint (empty: OpenAI itself)',
    where: 'ends with /v1 in most cases',
    secret: false,
    fault: address,
  },
  model: {
    name: 'OPENAI_MODEL',
    ask: `Model that writes (empty: ${DEFAULT_MODEL}, at OpenAI alone)`,
    where: 'a name from the list of models of your endpoint, letter for letter',
    secret: false,
    fault: modelFault,
  },
  smallModel: {
    name: 'OPENAI_SMALL_MODEL',
    ask: `Model that understands and judges (empty: ${DEFAULT_SMALL_MODEL} at OpenAI, elsewhere the one that writes)`,
    where: 'a cheaper model of the same endpoint',
    secret: false,
    fault: modelFault,
  },
  priceInput: {
    name: 'OPENAI_PRICE_INPUT',
    ask: 'What the model costs, USD per million input tokens (empty: not known, the caps in tokens bind)',
    where: 'the price page of your endpoint',
    secret: false,
    fault: priceFault,
  },
  priceOutput: {
    name: 'OPENAI_PRICE_OUTPUT',
    ask: 'USD per million output tokens',
    where: 'the price page of your endpoint',
    secret: false,
    fault: priceFault,
  },
  unipileVersion: {
    name: 'UNIPILE_API_VERSION',
    ask: "Version of Unipile's API, v1 or v2, for outreach on LinkedIn (empty: content only, no outreach)",
    where:
      'v2 for accounts at dashboardv2.unipile.com, which new ones are; v1 for those at dashboard.unipile.com',
    secret: false,
    fault: (value) => (isVersion(value) ? null : `accepted: ${unipileVersions.join(', ')}`),
  },
  unipileDsn: {
    name: 'UNIPILE_DSN',
    ask: 'Unipile host and port; with v2 empty, as it has one address for all',
    where: 'dashboard.unipile.com > the DSN at the top right, e.g. api8.unipile.com:13443',
    secret: false,
    fault: dsnFault,
  },
  unipileKey: {
    name: 'UNIPILE_API_KEY',
    ask: 'Unipile access token',
    where:
      'v1: dashboard.unipile.com > Access Tokens > Generate a new token; v2: a key of your application with the scope of these accounts alone, at dashboardv2.unipile.com > API keys',
    secret: true,
    fault: anything,
  },
  unipileWebhookSecret: {
    name: 'UNIPILE_WEBHOOK_SECRET',
    ask: 'Secret that Unipile shows with every webhook (empty: one is made)',
    where: 'yours to choose, at least 16 characters; the value of the header Unipile-Auth of the webhooks',
    secret: true,
    fault: (value) => (value.length >= 16 ? null : 'expected at least 16 characters'),
  },
  unipileSigningSecret: {
    name: 'UNIPILE_WEBHOOK_SECRET',
    ask: 'Secret with which Unipile signs the webhooks of v2',
    where:
      'dashboardv2.unipile.com > Webhooks > an endpoint for https://YOUR-HOST/webhooks/unipile > its secret; docs/unipile.md',
    secret: true,
    fault: (value) => (value.length >= 16 ? null : 'expected at least 16 characters'),
  },
  // Made where they are missing, and never asked for.
  metricsToken: {
    name: 'METRICS_TOKEN',
    ask: 'Token with which Prometheus reads /metrics of each part',
    where: 'yours to choose, at least 16 characters; one is made',
    secret: true,
    fault: (value) => (value.length >= 16 ? null : 'expected at least 16 characters'),
  },
  wakeSecret: {
    name: 'WAKE_SECRET',
    ask: 'Secret with which parts wake each other, the same for all',
    where: 'yours to choose, at least 32 characters; one is made',
    secret: true,
    fault: (value) => (value.length >= 32 ? null : 'expected at least 32 characters'),
  },
  privateKey: {
    name: 'SETUP_JWT_PRIVATE_KEY',
    ask: 'ES256 private key that you imported into the project: path of its JWK file (empty: HS256 secret)',
    where: 'Supabase: Project Settings > JWT Keys; made with "supabase gen signing-key --algorithm ES256"',
    secret: true,
    fault: anything,
  },
  jwtSecret: {
    name: 'SETUP_JWT_SECRET',
    ask: 'JWT secret; signs the tokens of the parts now, written nowhere',
    where: 'Supabase: Project Settings > JWT Keys > Legacy JWT secret',
    secret: true,
    fault: anything,
  },
  admin: {
    name: 'SETUP_ADMIN_USER_ID',
    ask: 'Slack user id of the first admin',
    where: 'Slack: your profile > three dots > Copy member ID',
    secret: false,
    fault: (value) => (/^[UW][A-Z0-9]+$/.test(value) ? null : 'expected a member id such as U012ABCDEF'),
  },
  approvers: {
    name: 'SETUP_APPROVER_USER_IDS',
    ask: 'Slack user ids of the first two approvers, with a comma between them (empty: later, with /approvers)',
    where: 'a person cannot approve a draft of their own, so that one person alone cannot work',
    secret: false,
    fault: (value) =>
      userIds(value).length > 0 && userIds(value).every((id) => /^[UW][A-Z0-9]+$/.test(id))
        ? null
        : 'expected member ids such as U012ABCDEF,U034GHIJK',
  },
  locale: {
    name: 'SETUP_LOCALE',
    ask: "Language of the bot's own texts, en or pt-BR (empty: en)",
    where: 'drafts follow the language of the brief',
    secret: false,
    fault: (value) => (['en', 'pt-BR'].includes(value) ? null : 'accepted: en, pt-BR'),
  },
} satisfies Record<string, Question>;

export function userIds(value: string): string[] {
  return value.split(/[\s,;]+/).filter((id) => id !== '');
}

/** Taken when given, never asked for. */
export const extras = [
  ...wakeNames,
  'SLACK_API_URL',
  'SLACK_TEAM_ID',
  'SETUP_JWT_KID',
  'SETUP_DATABASE_CA',
  'BOT_DATABASE_TOKEN',
  'AGENTS_DATABASE_TOKEN',
  'GOVERNOR_DATABASE_TOKEN',
] as const;

function isVersion(value: string): value is (typeof unipileVersions)[number] {
  return unipileVersions.some((version) => version === value);
}

function dsnFault(value: string, known: Readonly<Record<string, string>>): string | null {
  const address = unipileAddress(value);
  const url = URL.canParse(address) ? new URL(address) : null;
  // Plain http for what does not leave this machine alone.
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isLoopback(address)))
    return 'expected a host with its port, such as api8.unipile.com:13443, reached by https';
  const { UNIPILE_API_VERSION: version = 'v1' } = known;
  return isVersion(version) ? unipileMixUp(version, address) : null;
}

function databaseFault(value: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value))
    return 'expected postgresql://user:password@host:5432/postgres';
  if (/\[YOUR-PASSWORD\]/i.test(value)) return 'put the database password in place of [YOUR-PASSWORD]';
  return new URL(value).port === '6543'
    ? 'port 6543 is the transaction pooler, which cannot migrate; take the direct connection or the session pooler, port 5432'
    : null;
}

function modelFault(model: string): string | null {
  return /\s/.test(model) ? 'expected the name of one model, without spaces' : null;
}

function priceFault(value: string, known: Readonly<Record<string, string>>): string | null {
  const usd = Number(value);
  if (!Number.isFinite(usd) || usd < 0) return 'expected USD per million tokens, such as 0.25';
  return usd === 0 && isOpenAi(known.OPENAI_BASE_URL ?? null)
    ? 'no model of OpenAI is free; 0 is accepted with an OPENAI_BASE_URL of your own'
    : null;
}

/** Whether the price of the model that writes has to be asked for. */
export function lacksPrice({
  OPENAI_MODEL: model = DEFAULT_MODEL,
}: Readonly<Record<string, string>>): boolean {
  return knownModel(model) === null;
}
