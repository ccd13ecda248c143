import { Command, type StateSnapshot } from '@langchain/langgraph';
import { z } from 'zod';
import { isExpected } from '../../platform/errors.ts';
import type { CheckpointData, ReplyTurn, Resume } from '../../ports/content.ts';
import { JobFailure } from './job-failure.ts';
import type { JobRun } from './job-run.ts';
import { leaveWaiting } from './leave-waiting.ts';
import { OpenTasks } from './open-tasks.ts';
import { LatestOnly, stepEnded, stepStarted } from './progress.ts';
import { goBack } from './stop-at-cap.ts';
import { takeOver } from './take-over.ts';
import { watchNodes } from './watch-nodes.ts';
import type { ThreadOptions } from './workflow.ts';

/**
 * Supersteps of one run; an article needs at most 20, a thousand leads or people about 50. It only ends a loop that no edge
 * ends.
 */
const RECURSION_LIMIT = 60;
/** Branches of one job at a time; more would only queue up at the model. */
export const MAX_BRANCHES = 3;

/** `Awaited`, as a checkpoint holds it; older ones carry neither `question` nor `read_upto`. */
const waiting = z.looseObject({
  version: z.number().int().optional(),
  question: z.number().int().optional(),
  hash: z.string(),
  read_upto: z.number().int().nullable().default(null),
});
type Waiting = z.infer<typeof waiting>;
const task = z.looseObject({
  id: z.string(),
  name: z.string(),
  result: z.unknown().optional(),
  error: z.unknown().nullish(),
  interrupts: z.array(z.unknown()).optional(),
});

/**
 * Brings a claimed job as far as it goes without a person: to a draft that waits, or to its end.
 *
 * A thread is only touched after its graph version and its pending question were read, because LangGraph resumes a
 * renamed node or an answered question without an error and without doing anything. One of another version is taken over.
 */
export async function runJob(run: JobRun): Promise<'waiting' | 'completed'> {
  const { job, workflow } = run;
  const thread: ThreadOptions = { configurable: { thread_id: job.id } };
  if (job.budget?.answer === 'stop') return goBack(run, () => stream(run, thread, null, false));
  const stored = job.checkpoint_data.graph_version;
  if (stored !== undefined && stored !== workflow.version) {
    const taken = await takeOver(run, thread);
    if (taken.from === 'nowhere') return leaveWaiting(run, stored, taken.language);
    if (taken.from === 'waiting') {
      const checkpoint_data = { ...job.checkpoint_data, taken_over: nameOf(taken.awaited) };
      return goOn({ ...run, job: { ...job, checkpoint_data } }, thread);
    }
  }
  return goOn(run, thread);
}

async function goOn(run: JobRun, thread: ThreadOptions): Promise<'waiting' | 'completed'> {
  const state = () => run.opened.graph.getState(thread);
  let next = nextInput(run, await state());
  if (next !== 'record' && next.input === null) {
    // To the node that waits. It may wait for what a person did already: a runner that took the thread over died on the way there.
    await stream(run, thread, null, false);
    next = nextInput(run, await state());
    if (next !== 'record' && next.input === null) next = 'record';
  }
  if (next !== 'record') await stream(run, thread, next.input, next.newVersion);
  return record(run, await state());
}

/** Decides how to go on: from the start, with a decision, from the last checkpoint, or not at all. */
function nextInput(run: JobRun, state: StateSnapshot): 'record' | { input: unknown; newVersion: boolean } {
  const { job } = run;
  if (state.metadata === undefined) return { input: run.opened.input(), newVersion: true };
  const awaited = pending(state);
  if (awaited) {
    const { resume } = job;
    // A resume for another question is spent: what came of it was made, but recording it did not come through.
    if (resume === null || !concerns(resume, awaited)) return 'record';
    // Another version of the graph may have told the same draft in other fields.
    if ('hash' in resume && resume.hash !== awaited.hash && !isTakenOver(run, awaited)) {
      throw new JobFailure(
        'draft_mismatch',
        `Cannot resume job "${job.id}": the decision is for another text of ${
          awaited.version === undefined ? `question ${awaited.question}` : `version ${awaited.version}`
        }`,
      );
    }
    return {
      input: new Command({
        resume: 'messages' in resume ? { ...resume, messages: unreadOf(resume, awaited) } : resume,
      }),
      // An answered question goes on with the version that it was asked for.
      newVersion: 'decision' in resume || awaited.version !== undefined,
    };
  }
  if (hasEnded(state)) return 'record';
  return { input: null, newVersion: false };
}

/** Whether what a person did is about what the graph waits for, and new to it. */
function concerns(resume: Resume, awaited: Waiting): boolean {
  if ('decision' in resume) return resume.version === awaited.version;
  if (resume.kind === 'answer') return resume.question === awaited.question;
  if (resume.kind === 'hand') return resume.version === awaited.version;
  if (unreadOf(resume, awaited).length === 0) return false;
  return awaited.version === undefined
    ? resume.question === awaited.question
    : resume.version === awaited.version;
}

/** What a turn before has not read: recording it may have got lost, and its messages are handed out again. */
function unreadOf(resume: ReplyTurn, awaited: Waiting): ReplyTurn['messages'] {
  return resume.messages.filter((message) => message.id > (awaited.read_upto ?? 0));
}

async function stream(
  run: JobRun,
  thread: ThreadOptions,
  input: unknown,
  newVersion: boolean,
): Promise<void> {
  const { job, workflow, clock } = run;
  const open = new OpenTasks();
  let steps = job.checkpoint_data.steps ?? [];
  let { node } = job.checkpoint_data;
  // Until a step begins, the old list stands: a reply may turn out to ask for nothing.
  let isOldList = newVersion;
  // An earlier run came this far and stopped: the thread says where this one takes it up.
  const resumedAt = newVersion || input !== null ? undefined : steps.find((s) => s.ended_at === null)?.node;
  const at = () => new Date(clock.now()).toISOString();
  const data = (): CheckpointData => ({
    graph_version: workflow.version,
    of: workflow.steps.length,
    checkpoint_id: run.saver.newest ?? job.checkpoint_data.checkpoint_id ?? null,
    steps,
    ...(node ? { node, step: workflow.steps.indexOf(node) + 1 } : {}),
    ...(resumedAt ? { resumed_at: resumedAt } : {}),
    ...(job.checkpoint_data.taken_over ? { taken_over: job.checkpoint_data.taken_over } : {}),
  });
  const claim = { id: job.id, fence: job.fence };
  const nodes = watchNodes(run);
  // Before the first checkpoint, so that no thread exists without its graph version.
  await run.content.recordProgress(claim, data());
  const progress = new LatestOnly<CheckpointData>(async (value) => {
    try {
      await run.content.recordProgress(claim, value);
    } catch (error) {
      if (isExpected(error, 'lost_lease')) run.lost(error);
      else run.log.warn('progress_not_recorded', { job_id: job.id, error });
    }
  });
  try {
    const events = await run.opened.graph.stream(input, {
      ...thread,
      streamMode: 'tasks',
      durability: 'sync',
      recursionLimit: RECURSION_LIMIT,
      maxConcurrency: MAX_BRANCHES,
      signal: run.signal,
      control: run.control,
    });
    for await (const event of events) {
      const seen = task.parse(event);
      if (!('result' in seen)) nodes.started(seen.id);
      else nodes.ended(seen.id, seen.name, Boolean(seen.error));
      const step = workflow.stepOf(seen.name);
      if (step === null) continue;
      if (!('result' in seen)) {
        for (const over of open.started(seen.id, step)) steps = stepEnded(steps, over, at(), null);
        node = step;
        steps = stepStarted(isOldList ? [] : steps, step, at());
        isOldList = false;
      } else if (!seen.error && !seen.interrupts?.length && open.ended(seen.id)) {
        steps = stepEnded(steps, step, at(), workflow.detail(seen.name, seen.result));
      }
      progress.push(data());
    }
  } finally {
    await progress.settled();
  }
}

async function record(run: JobRun, state: StateSnapshot): Promise<'waiting' | 'completed'> {
  const { job, workflow, content } = run;
  const claim = { id: job.id, fence: job.fence };
  run.signal.throwIfAborted();
  const awaited = pending(state);
  if (awaited) {
    const { read_upto } = awaited;
    if (awaited.version === undefined) {
      const question = workflow.question?.(state.values);
      if (!question)
        throw new Error(`The ${workflow.type} graph asks a question that its workflow does not tell`);
      run.ending();
      if (isTakenOver(run, awaited) && (await goesOnWaiting(run, read_upto))) return 'waiting';
      const recorded = await content.recordQuestion(claim, { ...question, read_upto });
      if (recorded.hash !== awaited.hash) {
        run.log.error('question_hash_differs', { job_id: job.id, version: question.number });
      }
      return 'waiting';
    }
    const draft = workflow.draft(state.values);
    run.ending();
    if (isTakenOver(run, awaited)) {
      // It is recorded as the other version of the graph told it, and stays so.
      await content.keepWaiting(claim, read_upto);
      return 'waiting';
    }
    const recorded = await content.recordDraft(claim, { ...draft, read_upto });
    if (recorded.hash !== awaited.hash) {
      // The card is out and can be decided on; a change request would be refused. Only a change of canonical JSON leads here.
      run.log.error('draft_hash_differs', { job_id: job.id, version: draft.version });
    }
    return 'waiting';
  }
  const result = workflow.result?.(state.values) ?? null;
  if (result !== null && hasEnded(state)) {
    run.ending();
    await content.finishJob(claim, result);
    return 'completed';
  }
  // A draft is completed by its approval, in the database, where no graph takes part.
  throw new JobFailure(
    'incomplete',
    `Cannot go on with job "${job.id}": its graph stopped with ${state.tasks.length} open node(s), and it waits for nothing`,
  );
}

/**
 * `next` is no measure: it leaves out nodes whose writes are stored although the checkpoint after them is not, which
 * is what a kill between the two leaves behind.
 */
function hasEnded(state: StateSnapshot): boolean {
  return state.tasks.length === 0;
}

/** False: another version's runner died between the checkpoint that waits and its record, so that people were asked nothing yet. */
async function goesOnWaiting({ job, content }: JobRun, readUpto: number | null): Promise<boolean> {
  try {
    await content.keepWaiting({ id: job.id, fence: job.fence }, readUpto);
    return true;
  } catch (error) {
    if (!isExpected(error, 'nothing_waits')) throw error;
    return false;
  }
}

/** Whether what waits was recorded as another version of the graph told it. */
function isTakenOver({ job }: JobRun, awaited: Waiting): boolean {
  const { taken_over } = job.checkpoint_data;
  return taken_over === nameOf(awaited) && (awaited.version ?? job.versions) === job.versions;
}

function nameOf({ version, question }: Pick<Waiting, 'version' | 'question'>): string {
  return version === undefined ? `q${question}` : `v${version}`;
}

function pending(state: StateSnapshot): Waiting | undefined {
  const [question] = state.tasks.flatMap((t) => t.interrupts ?? []);
  return question ? waiting.parse(question.value) : undefined;
}
