import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AgentsSettings, BotSettings, Config } from '../platform/config.ts';
import type { HttpServer } from '../platform/http-server.ts';
import type { PartContext } from '../platform/part.ts';
import { createPage } from './page/start.ts';
import { seedContent } from './seed/seed.ts';
import { startSlack } from './slack/start.ts';
import { startSupabase } from './supabase/start.ts';
import { postWelcome } from './welcome.ts';
import { startWriter } from './writer/start.ts';

/** Stand-ins for a machine with no accounts, and the settings with which the true parts use them. */
export interface Sandbox {
  bot: BotSettings | undefined;
  agents: AgentsSettings | undefined;
  stop(): Promise<void>;
}

/** Starts Postgres, the Slack stand-in, the workspace page and, unless a real model is set, the offline writer. */
export async function startSandbox(
  config: Config,
  server: HttpServer,
  context: PartContext,
): Promise<Sandbox> {
  const dataFolder = resolve(config.dataFolder);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const page = createPage();
  const [supabase, slack, writer] = await Promise.all([
    startSupabase({ dataFolder, log: context.log }),
    startSlack({ dataFolder, origin: () => server.url, log: context.log }),
    config.model ? undefined : startWriter(),
  ]);
  await seedContent(supabase.owner, slack);
  // The lock of the data folder says that whoever held a lease is dead: nothing waits for it to end.
  await supabase.owner.query('select content.expire_leases()');
  server.use((req, res) => slack.handle(req, res) || supabase.handle(req, res) || page.handle(req, res));

  const marketing = slack.channels.find((channel) => channel.name === 'marketing');
  if (marketing) await postWelcome(`${server.url}/api/`, slack.botToken, marketing.id);

  const { url, publishableKey, fetch } = supabase;
  const [botToken, agentToken] = await Promise.all([
    supabase.token('greenlight_bot'),
    supabase.token('greenlight_agent'),
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
        }
      : undefined,
    agents: config.parts.includes('agents')
      ? {
          database: { url, publishableKey, token: agentToken, fetch },
          model,
          concurrency: config.concurrency,
        }
      : undefined,
    stop: async () => {
      await Promise.allSettled([writer?.stop(), slack.stop()]);
      await supabase.stop();
    },
  };
}
