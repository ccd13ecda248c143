import { App, type Context, HTTPReceiver, type Logger } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { BotSettings } from '../platform/config.ts';
import { connectDatabase } from '../platform/db.ts';
import type { Part, PartContext } from '../platform/part.ts';
import { contentForBot } from '../ports/content.ts';
import { outreachForBot } from '../ports/outreach.ts';
import { peopleCalls } from '../ports/people.ts';
import { postUpdates } from './content/post-updates.ts';
import type { Desk } from './desk.ts';
import { InFlight } from './in-flight.ts';
import { knowPerson } from './know-person.ts';
import type { OutreachDesk } from './outreach/outreach-desk.ts';
import { postReleases } from './outreach/post-releases.ts';
import { register } from './register.ts';
import { answerFailures } from './slack/answer-failures.ts';
import { boltLog } from './slack/bolt-log.ts';
import { BotIdentity } from './slack/identity.ts';
import { receive } from './slack/receive.ts';
import { teamTexts } from './team-texts.ts';
import { tellPerson } from './tell.ts';

const SLACK_TIMEOUT_MS = 10_000;

/** Slack's side of the product. The process's one server hands requests to `handle`; nothing listens here. */
export async function startBot(settings: BotSettings, context: PartContext): Promise<Part> {
  const { log, clock, random, hints } = context;
  const database = connectDatabase(settings.database);
  const people = peopleCalls(database('platform'));
  const content = contentForBot(database('content'));

  const clientOptions: WebClientOptions = {
    slackApiUrl: settings.slack.apiUrl,
    allowAbsoluteUrls: false,
    timeout: SLACK_TIMEOUT_MS,
    // A retry inside the client could post twice; whoever calls knows better whether to try again.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLog(log),
  };
  const slack = new WebClient(settings.slack.botToken, clientOptions);
  const identity = new BotIdentity(slack, clock, log);
  const inFlight = new InFlight();
  const desk: Desk = {
    slack,
    content,
    knowPerson: knowPerson(slack, people, clock, log),
    textsFor: teamTexts(people, clock, log),
    tell: tellPerson(slack, globalThis.fetch, log),
    background: (work) => inFlight.add(work),
    hints,
    clock,
    random,
    log,
  };

  const receiver = new HTTPReceiver({
    signingSecret: settings.slack.signingSecret,
    processBeforeResponse: false,
    bodyLimit: '1mb',
    logger: boltLog(log),
  });
  const app = new App({
    receiver,
    deferInitialization: true,
    convoStore: false,
    extendedErrorHandler: true,
    ignoreSelf: true,
    logger: boltLog(log),
    clientOptions,
    authorize: async ({ teamId }) => {
      if (teamId !== settings.slack.teamId) {
        throw new Error(`Cannot serve team "${teamId}": this bot is installed in "${settings.slack.teamId}"`);
      }
      const { botToken } = settings.slack;
      const bot = identity.known;
      return { botToken, teamId, ...(bot ? { botId: bot.botId, botUserId: bot.botUserId } : {}) };
    },
  });
  // Handlers' own failures end in `answerFailures`; what comes here had no handler yet (a team that is not ours).
  app.error(async ({ error }: { error: Error; logger: Logger; context: Context; body: unknown }) =>
    log.error('slack_request_not_handled', { error }),
  );
  const { content: _, ...general } = desk;
  const outreach: Omit<OutreachDesk, 'refreshHome'> = {
    ...general,
    outreach: outreachForBot(database('outreach')),
    adminsOf: (teamId) =>
      people.adminsOf(teamId).catch((error: unknown) => {
        log.warn('admins_not_read', { error });
        return [];
      }),
    fetch: globalThis.fetch,
  };
  app.use(answerFailures(desk, inFlight));
  register(app, desk, outreach);
  await app.init();

  let stopping = false;
  const updates = postUpdates({ ...desk, fetch: globalThis.fetch });
  const releases = postReleases(outreach);
  return {
    handle: receive({
      signingSecret: settings.slack.signingSecret,
      clock,
      log,
      next: receiver.requestListener,
      stopping: () => stopping,
    }),
    async ready() {
      const bot = identity.known;
      if (!bot) return { ok: false, reason: 'Slack has not confirmed the bot token yet' };
      if (bot.teamId !== settings.slack.teamId) {
        return {
          ok: false,
          reason: `The bot token is of team ${bot.teamId}, SLACK_TEAM_ID says ${settings.slack.teamId}`,
        };
      }
      const team = await people.getTeam(settings.slack.teamId).catch(() => undefined);
      if (team === undefined) return { ok: false, reason: 'The database does not answer' };
      if (team === null)
        return { ok: false, reason: `Team ${settings.slack.teamId} is not installed in the database` };
      return { ok: true };
    },
    async stop(deadlineMs) {
      stopping = true;
      identity.stop();
      const [, drained] = await Promise.all([
        Promise.all([updates.stop(deadlineMs), releases.stop(deadlineMs)]),
        inFlight.drain(clock, deadlineMs),
      ]);
      if (!drained) log.warn('stopped_with_work_under_way', { count: inFlight.size });
    },
  };
}
