import { askModelFor } from '../../agents/models/ask-model.ts';
import { filesInStorage } from '../../agents/runner/files-in-storage.ts';
import { pruneCheckpoints } from '../../agents/runner/prune-checkpoints.ts';
import { startReaper } from '../../agents/runner/reap.ts';
import { createRunner } from '../../agents/runner/runner.ts';
import { wakeOutbox } from '../../agents/runner/wake-outbox.ts';
import { tellPerson } from '../../bot/asking/tell.ts';
import type { ContentDesk } from '../../bot/content-desk.ts';
import { readStored } from '../../bot/drafts/bytes-of.ts';
import { postUpdates } from '../../bot/drafts/post-updates.ts';
import { knowPerson } from '../../bot/know-person.ts';
import { recordTogether } from '../../bot/review/record-together.ts';
import { textsOf } from '../../bot/texts/texts.ts';
import { ExpectedError } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/file-store.ts';
import { createHint } from '../../platform/hint.ts';
import { allDue } from '../../platform/wake/due.ts';
import { Rounds } from '../../platform/wake/rounds.ts';
import { checkpointCalls, contentForAgent, contentForBot } from '../../ports/content.ts';
import { peopleCalls } from '../../ports/people.ts';
import type { Failures } from './faults.ts';
import { simulatedWorkflow } from './graph.ts';
import type { SimulatedProcess } from './virtual-time.ts';
import type { World } from './world.ts';

export interface RunningPart {
  process: SimulatedProcess;
  /** As SIGTERM. */
  stop(): Promise<void>;
}

/** A process of the agents' part, put together as agents/start.ts does, with the model and the graph of the simulation. */
export function startRunner(
  world: World,
  process: SimulatedProcess,
  graphVersion: 1 | 2,
  slots: number | undefined,
): RunningPart {
  const { faults, log } = world;
  const rpc = world.database.rpc('greenlight_agent', faults)('content');
  const { clock, random } = process;
  const hints = { jobs: createHint(), outbox: createHint() };
  const content = filesInStorage(wakeOutbox(contentForAgent(rpc), hints.outbox), storageOf(world), clock);
  const checkpoints = checkpointCalls(rpc);
  const model = world.model.priced(faults);
  const rounds = new Rounds({
    ask: content.agentDue,
    hint: hints.jobs,
    hinted: ['jobs'],
    clock,
    random,
    log,
  });
  const loops = [
    rounds.begin(),
    startReaper({ content, jobs: hints.jobs, rounds, clock, random, log }),
    pruneCheckpoints({ checkpoints, rounds, clock, random, log })(),
  ];
  const runner = createRunner({
    content,
    checkpoints,
    workflows: [simulatedWorkflow(graphVersion)],
    modelFor: ({ id, fence, team_id, retries = 0 }) =>
      askModelFor({
        models: { writing: model, small: model },
        content,
        clock,
        claim: { id, fence },
        teamId: team_id,
        retries,
        log,
      }),
    worker: `agents-${process.name}`,
    concurrency: slots ?? 1 + Math.floor(random.next() * 2),
    jobs: hints.jobs,
    rounds,
    clock,
    random,
    log,
  });
  return {
    process,
    stop: async () => {
      await Promise.all([runner.stop(20_000), ...loops.map((loop) => loop.stop(20_000))]);
    },
  };
}

const storageFailed = () => new ExpectedError('storage_unavailable', 'No answer came');
const failures: Failures = { lost: storageFailed, busy: storageFailed, broken: storageFailed };
/** As in platform/file-store.ts. */
const STORAGE_MS = 30_000;

function storageOf({ storage, faults, time }: World): Pick<FileStore, 'put' | 'get'> {
  return {
    put: (...args) =>
      faults.pass('storage.put', { deadlineMs: STORAGE_MS, failures }, () =>
        time.io(() => storage.put(...args)),
      ),
    get: (...args) => time.io(() => storage.get(...args)),
  };
}

export interface RunningBot extends RunningPart {
  desk: ContentDesk;
}

/** A process of the bot's part, put together as bot/start.ts does: its outbox, and the desk that its handlers work with. */
export function startBot(world: World, process: SimulatedProcess): RunningBot {
  const { faults, log } = world;
  const rpc = world.database.rpc('greenlight_bot', faults);
  const { clock, random } = process;
  const calls = contentForBot(rpc('content'));
  const slack = world.slack.client(faults);
  const fetch = world.slack.fetch(faults);
  const missing = (what: string) => () => Promise.reject(new Error(`The simulation has no ${what}`));
  const hints = { jobs: createHint(), outbox: createHint() };
  const rounds = new Rounds({
    ask: () => allDue({ content: calls.botDue }),
    hint: hints.outbox,
    hinted: ['content.outbox'],
    clock,
    random,
    log,
  });
  const desk: ContentDesk = {
    slack,
    content: {
      ...calls,
      recordReview: recordTogether(calls, clock),
      getArtifact: readStored(calls, storageOf(world)),
    },
    knowPerson: knowPerson(slack, peopleCalls(rpc('platform')), clock, log),
    readUserGroups: missing('user groups'),
    textsFor: async () => textsOf('en'),
    tell: tellPerson(slack, fetch, log),
    adminsOf: async () => [],
    refreshHome: async () => {},
    readFile: missing('files of people'),
    fetch,
    background: () => {},
    stopping: new AbortController().signal,
    tokenRefused: () => false,
    hints,
    rounds,
    clock,
    random,
    log,
  };
  const loops = [rounds.begin(), postUpdates(desk)];
  return {
    process,
    desk,
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop(5000)));
    },
  };
}
