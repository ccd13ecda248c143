import { Command, type RunControl, type StateSnapshot } from '@langchain/langgraph';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { isExpected } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { CheckpointData, ClaimedJob, ContentForAgent } from '../ports/content.ts';
import { JobFailure } from './job-failure.ts';
import { LatestOnly, stepEnded, stepStarted } from './progress.ts';
import type { SupabaseSaver } from './saver.ts';
import type { JobGraph, ThreadOptions, Workflow } from './workflow.ts';

/** Supersteps of one run; a carousel needs at most 14, this only ends a loop that no edge ends. */
const RECURSION_LIMIT = 60;

/** What an interrupt carries: which text it waits for a decision on. */
const waiting = z.looseObject({ version: z.number().int(), hash: z.string() });
const task = z.looseObject({
  name: z.string(),
  result: z.unknown().optional(),
  error: z.unknown().nullish(),
  interrupts: z.array(z.unknown()).optional(),
});

export interface JobRun {
  job: ClaimedJob;
  workflow: Workflow;
  opened: { graph: JobGraph; input(): Record<string, unknown> };
  content: ContentForAgent;
  saver: SupabaseSaver;
  clock: Clock;
  log: Log;
  /** Aborted when the lease is lost or the process must end now. */
  signal: AbortSignal;
  /** Asked to drain: the graph stops at the next node boundary. */
  control: RunControl;
  /** Called with `lost_lease` when a progress call is refused. */
  lost(error: Error): void;
  /** Called right before the call that ends the claim. */
  ending(): void;
}

/**
 * Brings a claimed job as far as it goes without a person: to a draft that waits, or to its end.
 *
 * A thread is only touched after its graph version and its pending question were read, because LangGraph resumes a
 * renamed node or an answered question without an error and without doing anything.
 */
export async function runJob(run: JobRun): Promise<'waiting' | 'completed'> {
  const { job, workflow, opened } = run;
  const thread: ThreadOptions = { configurable: { thread_id: job.id } };
  const stored = job.checkpoint_data.graph_version;
  if (stored !== undefined && stored !== workflow.version) {
    throw new JobFailure(
      'graph_version',
      `Cannot resume job "${job.id}": it was started by version ${stored} of the ${workflow.type} graph, here runs ${workflow.version}`,
    );
  }
  const before = await opened.graph.getState(thread);
  const next = nextInput(run, before);
  if (next !== 'record') await stream(run, thread, next.input, next.newVersion);
  return record(run, await opened.graph.getState(thread));
}

/** Decides how to go on: from the start, with a decision, from the last checkpoint, or not at all. */
function nextInput(run: JobRun, state: StateSnapshot): 'record' | { input: unknown; newVersion: boolean } {
  const { job } = run;
  if (state.metadata === undefined) return { input: run.opened.input(), newVersion: true };
  const question = pending(state);
  if (question) {
    const resume = job.resume;
    // A resume for another version is spent: its draft was made, but recording it did not come through.
    if (resume?.version !== question.version) return 'record';
    if (resume.hash !== question.hash) {
      throw new JobFailure(
        'draft_mismatch',
        `Cannot resume job "${job.id}": the decision is for another text of version ${question.version}`,
      );
    }
    return { input: new Command({ resume }), newVersion: resume.decision === 'request_changes' };
  }
  if (hasEnded(state)) return 'record';
  return { input: null, newVersion: false };
}

async function stream(
  run: JobRun,
  thread: ThreadOptions,
  input: unknown,
  newVersion: boolean,
): Promise<void> {
  const { job, workflow, clock } = run;
  let steps = newVersion ? [] : (job.checkpoint_data.steps ?? []);
  let node = newVersion ? undefined : job.checkpoint_data.node;
  const at = () => new Date(clock.now()).toISOString();
  const data = (): CheckpointData => ({
    graph_version: workflow.version,
    of: workflow.steps.length,
    checkpoint_id: run.saver.newest ?? job.checkpoint_data.checkpoint_id ?? null,
    steps,
    ...(node ? { node, step: workflow.steps.indexOf(node) + 1 } : {}),
  });
  const claim = { id: job.id, fence: job.fence };
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
      signal: run.signal,
      control: run.control,
    });
    for await (const event of events) {
      const seen = task.parse(event);
      const step = workflow.stepOf(seen.name);
      if (step === null) continue;
      if (!('result' in seen)) {
        node = step;
        steps = stepStarted(steps, step, at());
      } else if (!seen.error && !seen.interrupts?.length) {
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
  const question = pending(state);
  if (question) {
    const draft = workflow.draft(state.values);
    run.ending();
    const recorded = await content.recordDraft(claim, draft);
    if (recorded.hash !== question.hash) {
      // The card is out and can be decided on; finalizing would refuse. Only a change of canonical JSON leads here.
      run.log.error('draft_hash_differs', { job_id: job.id, version: draft.version });
    }
    return 'waiting';
  }
  const finals = workflow.finals(state.values);
  if (!hasEnded(state) || finals.length === 0) {
    throw new JobFailure(
      'incomplete',
      `Cannot complete job "${job.id}": its graph stopped with ${state.tasks.length} open node(s) and ${finals.length} final file(s)`,
    );
  }
  run.ending();
  await content.completeJob(claim, finals);
  return 'completed';
}

/**
 * `next` is no measure: it leaves out nodes whose writes are stored although the checkpoint after them is not, which
 * is what a kill between the two leaves behind.
 */
function hasEnded(state: StateSnapshot): boolean {
  return state.tasks.length === 0;
}

function pending(state: StateSnapshot): { version: number; hash: string } | undefined {
  const [question] = state.tasks.flatMap((t) => t.interrupts ?? []);
  return question ? waiting.parse(question.value) : undefined;
}
