import { App, HTTPReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { BotSettings } from '../platform/config.ts';
import { connectDatabase } from '../platform/db.ts';
import { connectFileStore } from '../platform/file-store.ts';
import type { Part, PartContext } from '../platform/part.ts';
import { watchPart } from '../platform/part-watch.ts';
import { allDue } from '../platform/wake/due.ts';
import { Rounds } from '../platform/wake/rounds.ts';
import { createWork } from '../platform/wake/work.ts';
import { contentForBot } from '../ports/content.ts';
import { outreachForBot } from '../ports/outreach.ts';
import { peopleCalls } from '../ports/people.ts';
import { answerFailures } from './asking/answer-failures.ts';
import { respond, tellPerson } from './asking/tell.ts';
import { backlogFigures } from './backlog-figures.ts';
import type { ContentDesk } from './content-desk.ts';
import type { Desk } from './desk.ts';
import { readStored } from './drafts/bytes-of.ts';
import { contentHome } from './drafts/home-section.ts';
import { postUpdates } from './drafts/post-updates.ts';
import { removeEndedJobs } from './drafts/remove-ended-jobs.ts';
import { removeObjects } from './drafts/remove-objects.ts';
import { startTogether } from './drafts/start-together.ts';
import { carryHandovers } from './handover/carry-handovers.ts';
import { handoverHome } from './handover/home-section.ts';
import { drawHome } from './home/app-home.ts';
import { keepHomesFresh } from './home/keep-fresh.ts';
import { askPerson, knowPerson } from './know-person.ts';
import { keepScores } from './leads/rescore.ts';
import { runBatches } from './leads/run-batches.ts';
import { outreachHome } from './outreach/home-section.ts';
import type { OutreachDesk } from './outreach/outreach-desk.ts';
import { postReleases } from './outreach/post-releases.ts';
import { wakeGovernor } from './outreach/wake-governor.ts';
import { programRequests } from './programs/program-requests.ts';
import { tellEnds } from './programs/tell-ends.ts';
import { readUserGroups } from './read-user-groups.ts';
import { readiness } from './readiness.ts';
import { register } from './register.ts';
import { recordTogether } from './review/record-together.ts';
import { watchWaiting } from './review/watch-waiting.ts';
import { postProposals } from './rules/post-proposals.ts';
import { acknowledgeEvents } from './slack/acknowledge-events.ts';
import { Acks } from './slack/acks.ts';
import { answerEverything } from './slack/answer-everything.ts';
import { answeredLate } from './slack/answered-late.ts';
import { boltLog } from './slack/bolt-log.ts';
import { BotIdentity } from './slack/identity.ts';
import { InFlight } from './slack/in-flight.ts';
import { installedTeam } from './slack/installed-team.ts';
import { notHandled } from './slack/not-handled.ts';
import { readSlackFile } from './slack/read-slack-file.ts';
import { receive } from './slack/receive.ts';
import { SlackLine } from './slack/slack-line.ts';
import { slackMeters } from './slack/slack-meters.ts';
import { SocketReceiver } from './slack/socket-receiver.ts';
import { WatchedClient } from './slack/watched-client.ts';
import { teamHome } from './team/home-section.ts';
import type { TeamDesk } from './team/team-desk.ts';
import { teamTexts } from './team-texts.ts';
import { traceStarts } from './trace-starts.ts';

const SLACK_TIMEOUT_MS = 10_000;

/** Slack's side of the product. The process's one server hands requests to `handle`; nothing listens here. */
export async function startBot(settings: BotSettings, context: PartContext): Promise<Part> {
  const { clock, random, hints, sleeps = false } = context;
  const watch = watchPart('bot', context);
  const { log } = watch;
  const database = connectDatabase(settings.database, undefined, watch.heard);
  const people = peopleCalls(database('platform'));
  const calls = contentForBot(database('content'));
  const outreachCalls = outreachForBot(database('outreach'));
  const acks = new Acks(clock);
  const rounds = new Rounds({
    hurried: sleeps,
    ask: async () => {
      await acks.calm();
      return allDue({ content: calls.botDue, outreach: outreachCalls.botDue });
    },
    hint: hints.outbox,
    hinted: ['content.outbox'],
    clock,
    random,
    log,
  });
  const store = connectFileStore(settings.database);
  const content = {
    ...calls,
    recordReview: recordTogether(calls, clock),
    ...traceStarts({ ...calls, enqueueJob: startTogether(calls, clock) }, clock, context.traces),
    getArtifact: readStored(calls, store),
  };

  const clientOptions: WebClientOptions = {
    slackApiUrl: settings.slack.apiUrl,
    allowAbsoluteUrls: false,
    timeout: SLACK_TIMEOUT_MS,
    // A retry inside the client could post twice; the caller knows better whether to try again.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLog(log),
  };
  const line = new SlackLine(clock, log);
  watch.tellLine('slack', () => line.fault === null);
  const slack = new WatchedClient(settings.slack.botToken, clientOptions, line, slackMeters(watch.meters));
  const identity = new BotIdentity(slack, line, clock, log, () => hints.outbox.wake());
  const inFlight = new InFlight((work) => rounds.during(work));
  const stopping = new AbortController();
  const spoken = teamTexts(people, clock, log);
  const desk: Desk = {
    slack,
    knowPerson: knowPerson(slack, people, clock, log),
    readUserGroups: readUserGroups(slack, people, askPerson(slack, people)),
    textsFor: spoken.textsFor,
    tell: tellPerson(slack, globalThis.fetch, log),
    adminsOf: (teamId) =>
      people.adminsOf(teamId).catch((error: unknown) => {
        log.warn('admins_not_read', { error });
        return [];
      }),
    refreshHome: (teamId, userId) => homes.refresh(teamId, userId),
    fetch: globalThis.fetch,
    background: (work) => inFlight.add(work),
    stopping: stopping.signal,
    tokenRefused: () => line.refusal !== null,
    hints,
    rounds,
    clock,
    random,
    log,
    traces: context.traces,
  };

  const { appToken, signingSecret } = settings.slack;
  const answerLate = (url: string, response: object) => respond(globalThis.fetch, url, response);
  const receiver = answerEverything(
    acknowledgeEvents(
      appToken === null
        ? new HTTPReceiver({
            signingSecret,
            processBeforeResponse: false,
            bodyLimit: '1mb',
            logger: boltLog(log),
            unhandledRequestHandler: answeredLate(log),
          })
        : new SocketReceiver({ appToken, clientOptions, clock, log, answerLate }),
      clock,
    ),
    acks,
    log,
  );
  const sockets = receiver instanceof SocketReceiver ? receiver : null;
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
  app.use(installedTeam(settings.slack.teamId));
  // Handlers' own failures end in `answerFailures`; what comes here had no handler yet.
  app.error(notHandled(clock, log));
  const homes = keepHomesFresh({
    stamp: async (teamId) =>
      (await Promise.all([content.homeStamp(teamId), outreach.outreach.homeStamp()])).join(' '),
    draw: (teamId, userId) => draw(teamId, userId),
    publish: (user_id, view) => slack.views.publish({ user_id, view }),
    sleeps,
    clock,
    log,
  });
  const readFile = readSlackFile({
    slack,
    apiUrl: settings.slack.apiUrl,
    fetch: globalThis.fetch,
    clock,
    log,
    stopping: stopping.signal,
  });
  const outreach: OutreachDesk = {
    ...desk,
    outreach: wakeGovernor(outreachCalls, hints.releases),
    readFile,
  };
  backlogFigures(watch.meters, { content: content.botMetrics, outreach: outreach.outreach.botMetrics });
  const drafting: ContentDesk = { ...desk, content, readFile };
  const team: TeamDesk = {
    ...drafting,
    people,
    askPerson: askPerson(slack, people),
    forgetTexts: spoken.forget,
  };
  const draw = drawHome(spoken.textsFor, [
    (teamId, userId) => contentHome(drafting, teamId, userId),
    (teamId, userId) => teamHome(team, teamId, userId),
    (teamId, userId) => outreachHome(outreach, teamId, userId),
    (teamId, userId) => handoverHome({ ...drafting, ...outreach }, teamId, userId),
  ]);
  app.use(answerFailures(desk, inFlight));
  register(app, drafting, outreach, team, homes);
  await Promise.all([app.init(), spoken.learn(settings.slack.teamId)]);
  await sockets?.start();

  const paused = () => line.fault !== null;
  const shows = { paused, calm: () => acks.calm() };
  const beginSweep = removeObjects({ ...drafting, store });
  const beginRetention = removeEndedJobs(drafting);
  const begin = () => [
    rounds.begin(),
    postUpdates({ ...drafting, ...shows }),
    watchWaiting(drafting),
    postReleases({ ...outreach, ...shows }),
    runBatches(outreach),
    keepScores(outreach),
    beginSweep(),
    beginRetention(),
    carryHandovers({ ...drafting, ...outreach }),
    tellEnds({ ...drafting, privateHosts: settings.privateHosts ?? [] }),
    postProposals({ ...drafting, paused }),
  ];
  const work = createWork(begin, { rounds, sleeps, clock });
  const programs = programRequests(drafting);
  // In Socket Mode Slack has no route that could be reached.
  const events =
    receiver instanceof HTTPReceiver
      ? receive({
          signingSecret,
          clock,
          log,
          next: (req, res) => {
            // After the acknowledgement a host may take the processor away: a request of its own holds it.
            if (sleeps) hints.outbox.wake();
            receiver.requestListener(req, res);
          },
          stopping: () => stopping.signal.aborted,
        })
      : null;
  return {
    handle: (req, res) => programs(req, res) || (events?.(req, res) ?? false),
    ready: readiness({ identity, line, sockets, people, teamId: settings.slack.teamId }),
    wake: work.wake,
    async stop(deadlineMs) {
      stopping.abort();
      identity.stop();
      const [, drained] = await Promise.all([
        Promise.all([work, homes].map((loop) => loop.stop(deadlineMs))),
        inFlight.drain(clock, deadlineMs),
        sockets?.stop(),
      ]);
      if (!drained) log.warn('stopped_with_work_under_way', { count: inFlight.size });
    },
  };
}
