import type { IncomingMessage } from 'node:http';
import { silentLog } from '../../platform/log.ts';
import { seedContent } from '../../sandbox/demo/seed/seed.ts';
import { seedOutreach } from '../../sandbox/demo/seed/seed-outreach.ts';
import { createReadLaw } from '../../sandbox/linkedin/judge/read-law.ts';
import { type LinkedInSimulator, startLinkedIn } from '../../sandbox/linkedin/start.ts';
import { type SlackOptions, type SlackStandIn, startSlack } from '../../sandbox/slack/start.ts';
import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { startWriter, type Writer } from '../../sandbox/writer/start.ts';
import { type Workspace, workspace } from '../../testing/product/app.ts';
import { type Served, serve } from './serve.ts';

export const partNames = ['bot', 'agents', 'governor'] as const;
export type PartName = (typeof partNames)[number];

/** Roles of the parts in the database. */
export const partRoles = {
  bot: 'greenlight_bot',
  agents: 'greenlight_agent',
  governor: 'greenlight_governor',
} as const;

type Env = Record<string, string>;

/** Slack, Supabase, LinkedIn and a model as services of their own, as a deployed part meets them: by address and token. */
export interface StandIns {
  workspace: Workspace;
  slack: SlackStandIn;
  writer: Writer;
  linkedIn: LinkedInSimulator;
  /** Of the LinkedIn account in schema outreach, whose owner has not accepted LinkedIn's rules yet. */
  accountId: string;
  database: Served & {
    /** Calls since the start by role and function, e.g. `greenlight_bot claim_outbox`. */
    calls: Map<string, number>;
  };
  /** Where Slack delivers without Socket Mode: each delivery to the next address, as a load balancer over replicas would. */
  deliverTo(urls: string[]): void;
  /** Where LinkedIn's webhooks go, in turn as well. */
  webhooksTo(urls: string[]): void;
  /** What an operator writes into the part's .env file: its own secrets and nothing else. */
  env(part: PartName, token: string): Env;
  stop(): Promise<void>;
}

export async function startStandIns(
  supabase: Pick<EmbeddedSupabase, 'handle' | 'owner' | 'publishableKey'>,
  dataFolder: string,
  options: { socketMode?: boolean; people?: SlackOptions['people'] } = {},
): Promise<StandIns> {
  const calls = new Map<string, number>();
  const database = await serve((req, res) => {
    const call = `${roleOf(req)} ${req.url?.split('/').at(-1)}`;
    calls.set(call, (calls.get(call) ?? 0) + 1);
    if (!supabase.handle(req, res)) res.writeHead(404).end();
  });

  const bots = inTurn();
  const governors = inTurn();
  const front = await serve(
    (req, res) => {
      if (!linkedIn.handle(req, res) && !slack.handle(req, res)) res.writeHead(404).end();
    },
    (req, socket, head) => slack.handleUpgrade(req, socket, head),
  );
  const slack = await startSlack({
    dataFolder,
    origin: () => front.url,
    log: silentLog,
    socketMode: options.socketMode === true,
    ...(options.people ? { people: options.people } : {}),
    eventsUrl: () => `${bots.next()}/slack/events`,
  });
  const linkedIn = await startLinkedIn({
    dataFolder,
    log: silentLog,
    webhookUrl: () => `${governors.next()}/webhooks/unipile`,
    now: Date.now,
    readLaw: createReadLaw(supabase.owner),
  });
  const writer = await startWriter();
  await seedContent(supabase.owner, slack);
  const sales = slack.channels.find((channel) => channel.name === 'sales');
  const accountId = await seedOutreach(supabase.owner, {
    teamId: slack.teamId,
    ...(sales ? { channelId: sales.id } : {}),
  });
  // The seed installs a sandbox's team; a team's own installation never sets this.
  await supabase.owner.query('update platform.settings set sandbox = false');

  const shared = {
    MODE: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    SUPABASE_URL: database.url,
    SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
  };
  const own: Record<PartName, (token: string) => Env> = {
    bot: (token) => ({
      BOT_DATABASE_TOKEN: token,
      SLACK_BOT_TOKEN: slack.botToken,
      ...(options.socketMode
        ? { SLACK_APP_TOKEN: slack.appToken }
        : { SLACK_SIGNING_SECRET: slack.signingSecret }),
      SLACK_TEAM_ID: slack.teamId,
      SLACK_API_URL: `${front.url}/api/`,
    }),
    agents: (token) => ({
      AGENTS_DATABASE_TOKEN: token,
      OPENAI_API_KEY: 'offline',
      OPENAI_BASE_URL: writer.url,
      OPENAI_MODEL: writer.model,
    }),
    governor: (token) => ({
      GOVERNOR_DATABASE_TOKEN: token,
      UNIPILE_API_VERSION: linkedIn.unipile.version,
      UNIPILE_DSN: linkedIn.unipile.apiUrl,
      UNIPILE_API_KEY: linkedIn.unipile.apiKey,
      UNIPILE_WEBHOOK_SECRET: linkedIn.unipile.webhookSecret,
    }),
  };
  return {
    workspace: workspace(() => front.url),
    slack,
    writer,
    linkedIn,
    accountId,
    database: { ...database, calls },
    deliverTo: bots.are,
    webhooksTo: governors.are,
    env: (part, token) => ({ ...shared, PARTS: part, ...own[part](token) }),
    stop: async () => {
      await linkedIn.stop();
      await Promise.all([database.down(), front.down(), writer.stop()]);
      await slack.stop();
    },
  };
}

/** Addresses of replicas behind one name; without one, a port at which no process listens. */
function inTurn() {
  let addresses: string[] = [];
  let turn = 0;
  return {
    are(urls: string[]): void {
      addresses = urls;
    },
    next(): string {
      turn += 1;
      return addresses[turn % addresses.length] ?? 'http://127.0.0.1:9';
    },
  };
}

/** As the token says, which the gateway then checks. */
function roleOf(req: IncomingMessage): string {
  const claims = req.headers.authorization?.split('.')[1] ?? '';
  try {
    return String(JSON.parse(Buffer.from(claims, 'base64url').toString()).role);
  } catch {
    return 'unknown';
  }
}
