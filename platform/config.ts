import { z } from 'zod';
import type { DatabaseSettings } from './db.ts';
import { ExpectedError } from './errors.ts';
import { type ModelSettings, readModelSettings, structuredModes } from './model-settings.ts';
import { readSearchSettings, type SearchSettings, searchProviders } from './search-settings.ts';
import { readWakeSettings, type WakeSettings } from './wake-settings.ts';

export type { ModelSettings } from './model-settings.ts';

export const partNames = ['bot', 'agents', 'governor'] as const;
type PartName = (typeof partNames)[number];

interface SlackSettings {
  botToken: string;
  /** Checks what arrives over HTTP; unused in Socket Mode. */
  signingSecret: string;
  /** `xapp-…`: Socket Mode, no public address needed. Null: HTTP. */
  appToken: string | null;
  teamId: string;
  /** Ends with a slash; https://slack.com/api/ for Slack itself. */
  apiUrl: string;
}

export interface BotSettings {
  database: DatabaseSettings;
  slack: SlackSettings;
  /** Names or addresses that webhooks of other programs may go to although they are private, and without https. */
  privateHosts?: readonly string[] | undefined;
}

/** Names below `domain` are served at `port` of this machine: the sandbox's few pages. */
export interface WebStandIn {
  domain: string;
  port: number;
}

export interface AgentsSettings {
  database: DatabaseSettings;
  model: ModelSettings;
  /** Undefined: no search of the web. */
  search?: SearchSettings | undefined;
  /** Jobs that one runner works on at the same time. */
  concurrency: number;
  /** Never set from the environment: with it an address of this machine can be read. */
  web?: WebStandIn | undefined;
}

export const unipileVersions = ['v1', 'v2'] as const;

/** Keys, ids, webhooks and accounts of one version are nothing to the other. */
export interface UnipileSettings {
  version: (typeof unipileVersions)[number];
  /** Origin. v1: with the port that Unipile gave the tenant, e.g. https://api8.unipile.com:13443; V2: one for all. */
  apiUrl: string;
  apiKey: string;
  /**
   * v1: value of the header `Unipile-Auth` that the webhooks were created with. V2: the endpoint's secret, with which its
   * webhooks are signed. Empty: every webhook is refused.
   */
  webhookSecret: string;
}

export interface GovernorSettings {
  database: DatabaseSettings;
  unipile: UnipileSettings;
  /** When a beat of the governor is due, as a cron expression. */
  cron: string;
}

export interface Config {
  mode: 'sandbox' | 'production';
  port: number;
  /** The sandbox is reachable from this machine alone. */
  host: string;
  /** Folder of everything the sandbox keeps. */
  dataFolder: string;
  parts: PartName[];
  logLevel: string;
  /** Shown by who reads `/metrics`; undefined: there is no such route. */
  metricsToken: string | undefined;
  /** Of a collector that takes traces by OTLP over HTTP; undefined: none are made. */
  tracesEndpoint: string | undefined;
  /** Longest wait for work under way when stopping, ms. */
  drainMs: number;
  wake: WakeSettings;
  /** A real model, also behind the sandbox; undefined: the sandbox's writer. */
  model: ModelSettings | undefined;
  /** A real provider of web search, also behind the sandbox; undefined: the sandbox's stand-in. */
  search: SearchSettings | undefined;
  /** Set in production, for the parts that run here. */
  bot: BotSettings | undefined;
  agents: AgentsSettings | undefined;
  governor: GovernorSettings | undefined;
  concurrency: number;
  /** Of the sandbox's bot as well. */
  privateHosts: readonly string[];
  /** Of the sandbox's governor as well. */
  governorCron: string;
  /** Which API of Unipile the sandbox's governor speaks to its stand-in. */
  unipileVersion: UnipileSettings['version'];
}

const text = z.string().trim().min(1);
const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'expected an address such as https://openrouter.ai/api/v1',
});
const usd = z.coerce
  .number({ error: 'expected USD per million tokens, such as 0.25' })
  .min(0, 'expected USD per million tokens, not less than 0')
  .max(10_000, 'expected USD per million tokens, at most 10000')
  .optional();
/** The secret goes there, so that nothing but what stays on this machine, or on the network of its containers, is asked without TLS. */
const wakeUrl = httpUrl
  .refine(
    (url) => !URL.canParse(url) || url.startsWith('https:') || isLoopback(url) || isContainer(url),
    'must be https, or http to a container by its name alone; WAKE_SECRET goes there',
  )
  .optional();
const environment = z.object({
  MODE: z.enum(['sandbox', 'production']).default('sandbox'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: text.default('0.0.0.0'),
  GREENLIGHT_DATA: text.default('.data'),
  PARTS: text.default(partNames.join(',')),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).optional(),
  METRICS_TOKEN: text.min(16, 'expected at least 16 characters').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  DRAIN_MS: z.coerce.number().int().min(0).max(600_000).default(10_000),
  SLEEPS: z
    .enum(['true', 'false'], { error: 'expected true or false' })
    .default('false')
    .transform((given) => given === 'true'),
  WAKE_SECRET: text
    .min(32, 'expected at least 32 characters, such as `openssl rand -hex 32` writes')
    .optional(),
  WAKE_MS: z.coerce.number().int().min(2000).max(3_600_000).default(240_000),
  BOT_WAKE_URL: wakeUrl,
  AGENTS_WAKE_URL: wakeUrl,
  GOVERNOR_WAKE_URL: wakeUrl,
  AGENT_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: text.optional(),
  OPENAI_SMALL_MODEL: text.optional(),
  OPENAI_STRUCTURED: z.enum(structuredModes).default('auto'),
  OPENAI_PRICE_INPUT: usd,
  OPENAI_PRICE_CACHED_INPUT: usd,
  OPENAI_PRICE_OUTPUT: usd,
  OPENAI_SMALL_PRICE_INPUT: usd,
  OPENAI_SMALL_PRICE_CACHED_INPUT: usd,
  OPENAI_SMALL_PRICE_OUTPUT: usd,
  OPENAI_EMBEDDINGS_MODEL: text.optional(),
  OPENAI_EMBEDDINGS_BASE_URL: httpUrl.optional(),
  OPENAI_EMBEDDINGS_API_KEY: text.optional(),
  OPENAI_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).optional(),
  SEARCH_PROVIDER: z.enum(searchProviders).optional(),
  SEARCH_API_KEY: text.optional(),
  SEARCH_BASE_URL: httpUrl.optional(),
  SEARCH_PRICE: z.coerce
    .number({ error: 'expected USD for one search, such as 0.005' })
    .min(0, 'expected USD for one search, not less than 0')
    .max(100, 'expected USD for one search, at most 100')
    .optional(),
  SLACK_BOT_TOKEN: text.optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_APP_TOKEN: text.startsWith('xapp-', 'expected a token that starts with xapp-').optional(),
  SLACK_TEAM_ID: text.optional(),
  SLACK_API_URL: z.url().default('https://slack.com/api/'),
  WEBHOOK_PRIVATE_HOSTS: text
    .transform((hosts) =>
      hosts
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .pipe(
      z.array(
        z.string().regex(/^[a-z0-9.:-]+$/, 'expected names or addresses such as hooks.internal,10.0.0.7'),
      ),
    )
    .optional(),
  SUPABASE_URL: z.url().optional(),
  SUPABASE_PUBLISHABLE_KEY: text.optional(),
  BOT_DATABASE_TOKEN: text.optional(),
  AGENTS_DATABASE_TOKEN: text.optional(),
  GOVERNOR_DATABASE_TOKEN: text.optional(),
  GOVERNOR_CRON: text.default('* * * * *'),
  UNIPILE_API_VERSION: z.enum(unipileVersions).default('v1'),
  // Unipile's own name for a tenant's host and port; given with or without scheme.
  UNIPILE_DSN: text
    .transform(unipileAddress)
    .pipe(z.url({ protocol: /^https?$/, error: 'expected a host, e.g. api8.unipile.com:13443' }))
    .transform((dsn) => new URL(dsn).origin)
    .optional(),
  UNIPILE_API_KEY: text.optional(),
  UNIPILE_WEBHOOK_SECRET: text.min(16, 'expected at least 16 characters').optional(),
});

/** All that is read of the environment. */
export const settingNames: readonly string[] = Object.keys(environment.shape);

/**
 * Reads the environment, once.
 *
 * @throws {ExpectedError} `bad_configuration` with every fault in one message.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = environment.safeParse(given);
  const faults = read.success ? [] : read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  // What is wrong is set aside, so that what is missing besides is named in the same message.
  const wrong = new Set(read.error?.issues.map((i) => i.path.join('.')));
  const e =
    read.data ?? environment.parse(Object.fromEntries(Object.entries(given).filter(([n]) => !wrong.has(n))));
  const parts = e.PARTS.split(',')
    .map((p) => p.trim())
    .filter(Boolean);
  const unknown = parts.filter((p) => !partNames.includes(p as PartName));
  if (unknown.length > 0)
    faults.push(`PARTS: unknown part ${unknown.join(', ')}; accepted: ${partNames.join(', ')}`);

  const model = readModelSettings(e, faults);
  const search = readSearchSettings(e, faults);
  if (search?.apiKey && search.baseUrl?.startsWith('http:') && !isLoopback(search.baseUrl))
    faults.push('SEARCH_BASE_URL: must be https; SEARCH_API_KEY goes there');
  const config: Config = {
    mode: e.MODE,
    port: e.PORT,
    host: e.MODE === 'sandbox' ? '127.0.0.1' : e.HOST,
    dataFolder: e.GREENLIGHT_DATA,
    parts: parts as PartName[],
    logLevel: e.LOG_LEVEL ?? (e.MODE === 'sandbox' ? 'warn' : 'info'),
    metricsToken: e.METRICS_TOKEN,
    tracesEndpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT,
    drainMs: e.DRAIN_MS,
    wake: readWakeSettings(e, parts, faults),
    model,
    search,
    bot: undefined,
    agents: undefined,
    governor: undefined,
    concurrency: e.AGENT_CONCURRENCY,
    privateHosts: e.WEBHOOK_PRIVATE_HOSTS ?? [],
    governorCron: e.GOVERNOR_CRON,
    unipileVersion: e.UNIPILE_API_VERSION,
  };
  if (e.MODE === 'sandbox') {
    if (faults.length > 0) throw badConfiguration(faults);
    return config;
  }

  const need = <K extends keyof typeof e>(name: K): string => {
    if (!e[name] && !wrong.has(name)) faults.push(`${name}: missing; MODE=production runs no stand-in`);
    return String(e[name] ?? '');
  };
  const database = (token: `${'BOT' | 'AGENTS' | 'GOVERNOR'}_DATABASE_TOKEN`): DatabaseSettings => ({
    url: need('SUPABASE_URL'),
    publishableKey: need('SUPABASE_PUBLISHABLE_KEY'),
    token: need(token),
  });
  if (config.parts.includes('bot')) {
    config.bot = {
      database: database('BOT_DATABASE_TOKEN'),
      slack: {
        botToken: need('SLACK_BOT_TOKEN'),
        signingSecret: e.SLACK_APP_TOKEN ? '' : need('SLACK_SIGNING_SECRET'),
        appToken: e.SLACK_APP_TOKEN ?? null,
        teamId: need('SLACK_TEAM_ID'),
        apiUrl: e.SLACK_API_URL,
      },
      privateHosts: config.privateHosts,
    };
  }
  if (config.parts.includes('agents')) {
    const own = database('AGENTS_DATABASE_TOKEN');
    need('OPENAI_API_KEY');
    if (model) config.agents = { database: own, model, search, concurrency: e.AGENT_CONCURRENCY };
  }
  if (config.parts.includes('governor')) {
    const version = e.UNIPILE_API_VERSION;
    const apiUrl = version === 'v2' ? (e.UNIPILE_DSN ?? UNIPILE_V2) : need('UNIPILE_DSN');
    if (apiUrl.startsWith('http:') && !isLoopback(apiUrl))
      faults.push('UNIPILE_DSN: must be https; the key and every message go there');
    const mixed = apiUrl === '' ? null : unipileMixUp(version, apiUrl);
    if (mixed) faults.push(`UNIPILE_DSN: ${mixed}`);
    config.governor = {
      database: database('GOVERNOR_DATABASE_TOKEN'),
      unipile: {
        version,
        apiUrl,
        apiKey: need('UNIPILE_API_KEY'),
        webhookSecret: need('UNIPILE_WEBHOOK_SECRET'),
      },
      cron: e.GOVERNOR_CRON,
    };
  }
  if (faults.length > 0) throw badConfiguration([...new Set(faults)]);
  return config;
}

/** What goes there stays on this machine: a proxy that adds TLS, a stand-in. */
export function isLoopback(url: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname);
}

/** A name of one word, as compose gives its services: the machine's own network resolves it, and no other. */
function isContainer(url: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(new URL(url).hostname);
}

/** Where V2 is, for all tenants. */
export const UNIPILE_V2 = 'https://api.unipile.com';

/** What is wrong with an address of one version under the other; null: nothing. A key must not go to the wrong one. */
export function unipileMixUp(version: UnipileSettings['version'], address: string): string | null {
  const { hostname } = new URL(address);
  if (version === 'v1')
    return hostname === 'api.unipile.com' ? 'that is the address of V2: set UNIPILE_API_VERSION=v2' : null;
  return hostname.endsWith('.unipile.com') && hostname !== 'api.unipile.com'
    ? `${hostname} is a host of v1: leave it out with UNIPILE_API_VERSION=v2`
    : null;
}

/** A tenant's host and port at Unipile (its DSN), given with or without scheme, as an address. */
export function unipileAddress(dsn: string): string {
  return /^[a-z]+:\/\//i.test(dsn) ? dsn : `https://${dsn}`;
}

function badConfiguration(faults: string[]): ExpectedError {
  return new ExpectedError(
    'bad_configuration',
    `Cannot start: ${faults.length} setting(s) are wrong.\n  ${faults.join('\n  ')}`,
  );
}
