import { type Clock, systemClock } from '../platform/clock.ts';
import type { AgentsSettings, BotSettings, Config, GovernorSettings } from '../platform/config.ts';
import type { HttpServer } from '../platform/http-server.ts';
import type { PartContext } from '../platform/part.ts';
import { openDataFolder } from './data-folder.ts';
import { createSandboxClock } from './demo/clock/clock.ts';
import { remindedOf } from './demo/clock/reminded-of.ts';
import { serveClock } from './demo/clock/serve-clock.ts';
import { partsShown } from './demo/overview/parts-shown.ts';
import { serveOverview } from './demo/overview/serve-overview.ts';
import { createPage } from './demo/page/start.ts';
import { suggestedBriefs } from './demo/seed/briefs.ts';
import { seedContent } from './demo/seed/seed.ts';
import { seedOutreach } from './demo/seed/seed-outreach.ts';
import { keepWelcome } from './demo/welcome.ts';
import { createReadLaw } from './linkedin/judge/read-law.ts';
import { startLinkedIn } from './linkedin/start.ts';
import { startSlack } from './slack/start.ts';
import { startSupabase } from './supabase/start.ts';
import { startWeb } from './web/start.ts';
import { startWriter } from './writer/start.ts';

/** Stand-ins for a machine with no accounts, and the settings with which the true parts use them. */
export interface Sandbox {
  bot: BotSettings | undefined;
  agents: AgentsSettings | undefined;
  governor: GovernorSettings | undefined;
  /** Virtual time, which the control API moves on. The governor must live in it, as its provider does. */
  clock: Clock;
  /** Whom the clock drives when it is moved. */
  drive(governor: Driven): void;
  stop(): Promise<void>;
}

interface Driven {
  beat(): Promise<void>;
  idle(): Promise<void>;
}

/**
 * Starts Postgres, the stand-ins of Slack, LinkedIn and the web, the clock, the workspace page and, unless a real model is
 * set, the offline writer.
 */
export async function startSandbox(
  config: Config,
  server: HttpServer,
  context: PartContext,
): Promise<Sandbox> {
  const dataFolder = openDataFolder(config.dataFolder);
  const page = createPage();
  const { log } = context;
  const [supabase, web, writer] = await Promise.all([
    startSupabase({ dataFolder, log }),
    startWeb(),
    config.model ? undefined : startWriter(),
  ]);
  const { owner } = supabase;
  let governor: Driven | undefined;
  const clock = await createSandboxClock({
    owner,
    log,
    beat: async () => governor?.beat(),
    idle: async () => {
      // What has become due by the move alone is due now; no part looks that often.
      for (const hint of Object.values(context.hints)) hint.wake();
      if (config.parts.includes('bot')) await remindedOf(owner);
      await Promise.all([slack.idle(), linkedIn.idle(), governor?.idle()]);
    },
    timers: () => [linkedIn.nextDueAt()],
    carry: (ms) => slack.carry(ms),
  });
  const [slack, linkedIn] = await Promise.all([
    startSlack({ dataFolder, origin: () => server.url, log, now: clock.now }),
    startLinkedIn({
      dataFolder,
      log,
      webhookUrl: () => `${server.url}/webhooks/unipile`,
      now: clock.now,
      readLaw: createReadLaw(owner),
      version: config.unipileVersion,
    }),
  ]);
  await seedContent(owner, slack);
  const sales = slack.channels.find((channel) => channel.name === 'sales');
  await seedOutreach(owner, { teamId: slack.teamId, ...(sales ? { channelId: sales.id } : {}) });
  // The lock of the data folder says that the holders of leases are dead: nothing waits for it to end.
  await owner.query('select content.expire_leases(), outreach.expire_leases()');
  const localeOf = async () => {
    const { rows } = await owner.query('select locale from platform.teams where team_id = $1', [
      slack.teamId,
    ]);
    return rows[0]?.locale === 'pt-BR' ? 'pt-BR' : 'en';
  };
  const overview = {
    owner,
    parts: partsShown({
      parts: config.parts,
      model: config.model?.model ?? null,
      search: config.search?.provider ?? null,
    }),
    async firstCommand() {
      const language = (await localeOf()) === 'pt-BR' ? 'pt' : 'en';
      return `/carousel ${suggestedBriefs.find((brief) => brief.language === language)?.text ?? ''}`;
    },
  };
  server.use(
    (req, res) =>
      serveClock(clock, req, res) ||
      serveOverview(overview, req, res) ||
      linkedIn.handle(req, res) ||
      slack.handle(req, res) ||
      supabase.handle(req, res) ||
      page.handle(req, res),
  );

  const marketing = slack.channels.find((channel) => channel.name === 'marketing');
  const welcome =
    marketing &&
    (await keepWelcome(
      { apiUrl: `${server.url}/api/`, botToken: slack.botToken, channelId: marketing.id },
      localeOf,
      log,
    ));

  const { url, publishableKey, fetch } = supabase;
  const [botToken, agentToken, governorToken] = await Promise.all([
    supabase.token('greenlight_bot'),
    supabase.token('greenlight_agent'),
    supabase.token('greenlight_governor'),
  ]);
  const offline = writer && {
    apiKey: 'offline',
    baseUrl: writer.url,
    model: writer.model,
    timeoutMs: 60_000,
  };
  const model = config.model ?? offline;
  if (!model) throw new Error('Cannot start the sandbox: neither a model nor the offline writer is there.');
  return {
    bot: config.parts.includes('bot')
      ? {
          database: { url, publishableKey, token: botToken, fetch },
          slack: {
            botToken: slack.botToken,
            signingSecret: slack.signingSecret,
            appToken: null,
            teamId: slack.teamId,
            apiUrl: `${server.url}/api/`,
          },
          // Programs that try the webhook run on this machine.
          privateHosts: [...config.privateHosts, '127.0.0.1', 'localhost'],
        }
      : undefined,
    agents: config.parts.includes('agents')
      ? {
          database: { url, publishableKey, token: agentToken, fetch },
          model,
          search: config.search ?? web.search.settings('searxng'),
          concurrency: config.concurrency,
          web,
        }
      : undefined,
    governor: config.parts.includes('governor')
      ? {
          database: { url, publishableKey, token: governorToken, fetch },
          unipile: linkedIn.unipile,
          cron: config.governorCron,
        }
      : undefined,
    clock: { ...systemClock, now: clock.now, elapsed: clock.now },
    drive(part) {
      governor = part;
    },
    stop: async () => {
      await welcome?.stop();
      await Promise.allSettled([writer?.stop(), web.stop(), slack.stop(), linkedIn.stop()]);
      await supabase.stop();
    },
  };
}
