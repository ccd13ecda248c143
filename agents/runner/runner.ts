import { isGraphDrained, RunControl } from '@langchain/langgraph';
import type { Clock, Random } from '../../platform/clock.ts';
import { ExpectedError, isExpected } from '../../platform/errors.ts';
import type { Hint } from '../../platform/hint.ts';
import type { Log } from '../../platform/log.ts';
import { COMMAND, noTraces, type Traces } from '../../platform/traces.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import { workLoop } from '../../platform/wake/work-loop.ts';
import { within } from '../../platform/within.ts';
import type { CheckpointCalls, Claim, ClaimedJob, ContentForAgent, JobType } from '../../ports/content.ts';
import { type AgentMeters, noAgentMeters } from '../agent-meters.ts';
import type { AskModel } from '../models/ask-model.ts';
import { settingOf } from '../models/setting-of.ts';
import type { WebSearch } from '../web/search/web-search.ts';
import { refusedBy } from './cap-reached.ts';
import type { JobRun } from './job-run.ts';
import { keepLease } from './keep-lease.ts';
import { patientCheckpoints } from './patient-checkpoints.ts';
import { planFailure } from './plan-failure.ts';
import { runJob } from './run-job.ts';
import { runKey } from './run-key.ts';
import { SupabaseSaver } from './saver.ts';
import { Slots } from './slots.ts';
import { stopAtCap } from './stop-at-cap.ts';
import { watchClaims } from './watch-claims.ts';
import type { Workflow } from './workflow.ts';

/** After an abort, how long a node may take to let go. */
const ABORT_GRACE_MS = 2_000;

interface RunnerTools {
  content: ContentForAgent;
  checkpoints: CheckpointCalls;
  workflows: readonly Workflow[];
  /** The model as this job may use it: within its budget, its paid answers remembered. */
  modelFor(job: ClaimedJob): AskModel;
  /** The search of the web in the same way; left out where none is set up. */
  searchFor?: ((job: ClaimedJob) => WebSearch) | undefined;
  worker: string;
  concurrency: number;
  jobs: Hint;
  rounds?: Rounds | undefined;
  clock: Clock;
  random: Random;
  log: Log;
  meters?: Pick<AgentMeters, 'claimWait' | 'run' | 'failure'>;
  traces?: Traces | undefined;
}

interface Running {
  type: JobType;
  claim: Claim;
  held: AbortSignal;
  lost(error: Error): void;
  control: RunControl;
  stop: AbortController;
  done: Promise<void>;
}

/** Claims jobs, runs their graphs and records what came of it. Knows no job type. */
export function createRunner(tools: RunnerTools) {
  const { content, clock, log, random, meters = noAgentMeters, traces = noTraces } = tools;
  const leavesRoom = (type: JobType) => tools.workflows.some((w) => w.type === type && w.leavesRoom);
  const running = new Set<Running>();
  const slots = new Slots(tools.concurrency, clock);
  let idle = new AbortController();

  /** What may be claimed now. A runner with a single slot has none to leave. */
  function claimable(): JobType[] {
    const types = tools.workflows.map((w) => w.type);
    const taken = [...running].filter((r) => leavesRoom(r.type)).length;
    return taken < Math.max(1, slots.count - 1) ? types : types.filter((type) => !leavesRoom(type));
  }

  const loop = workLoop(tools, {
    queue: 'jobs',
    failed: 'claim_failed',
    // Fewer slots than jobs: heartbeats were late since they were claimed.
    paused: () => running.size > 0 && running.size >= slots.count,
    look: () => content.claimJob(tools.worker, claimable()),
    async found(job, stopping) {
      if (stopping.aborted) {
        await giveBack(job);
        return false;
      }
      meters.claimWait({ type: job.type }, job.waited_s ?? 0);
      start(job);
      while (running.size >= slots.count)
        await Promise.race([slots.more, ...[...running].map((r) => r.done)]);
      return true;
    },
  });

  function start(job: ClaimedJob): void {
    const control = new RunControl();
    const stop = new AbortController();
    const held = new AbortController();
    const claim = { id: job.id, fence: job.fence };
    const lost = (error: Error) => stop.abort(error);
    const entry: Running = {
      type: job.type,
      claim,
      held: held.signal,
      lost,
      control,
      stop,
      done: Promise.resolve(),
    };
    running.add(entry);
    if (running.size === 1) watch();
    entry.done = work(job, control, stop, held).finally(() => {
      running.delete(entry);
      if (running.size === 0) idle.abort();
    });
    tools.rounds?.doing(entry.done);
  }

  /** Until no job runs. */
  function watch(): void {
    idle = new AbortController();
    void watchClaims(content, () => running, tools.jobs, idle.signal);
  }

  /** Never throws: the loop goes on after the failure of a job. */
  async function work(
    job: ClaimedJob,
    control: RunControl,
    stop: AbortController,
    held: AbortController,
  ): Promise<void> {
    const startedAt = clock.now();
    const claim = { id: job.id, fence: job.fence };
    const lost = (error: Error) => stop.abort(error);
    const lease = keepLease(content, claim, clock, held.signal, lost, beat);
    let run: JobRun | undefined;
    try {
      const workflow = tools.workflows.find((w) => w.type === job.type);
      if (!workflow) throw new ExpectedError('graph_version', `Cannot run job type "${job.type}"`);
      const checkpoints = patientCheckpoints(tools.checkpoints, { clock, random, ended: stop.signal });
      const saver = new SupabaseSaver(checkpoints, job.fence);
      const opened = workflow.open({
        job,
        content,
        askModel: tools.modelFor(job),
        search: tools.searchFor?.(job),
        checkpointer: saver,
        giveWay: () => control.requestDrain('others wait'),
      });
      run = {
        job,
        workflow,
        opened,
        content,
        saver,
        clock,
        log,
        traces,
        signal: stop.signal,
        control,
        lost,
        ending: () => held.abort(),
      };
      const outcome = await runJob(run);
      meters.run({ type: job.type, outcome });
      log.info(`job_${outcome}`, {
        job_id: job.id,
        team_id: job.team_id,
        attempt: job.attempts,
        ms: clock.now() - startedAt,
      });
    } catch (error) {
      const cause = stop.signal.aborted ? stop.signal.reason : error;
      if (isExpected(cause, 'lost_lease')) lostLease(job);
      else if (isGraphDrained(cause) || isExpected(cause, 'shutdown')) await giveBack(job);
      else await stopOrFail(job, run, cause);
    } finally {
      traces.end({
        of: job.id,
        key: runKey(job),
        parent: COMMAND,
        name: `run ${job.type}`,
        startedAt,
        endedAt: clock.now(),
        attributes: { 'job.id': job.id, 'team.id': job.team_id, 'job.attempt': job.attempts },
      });
      held.abort();
      await lease;
    }
  }

  function beat(lateMs: number): void {
    const before = slots.count;
    slots.beat(lateMs, running.size);
    if (slots.count < before) log.warn('fewer_jobs_at_once', { count: slots.count, ms: Math.round(lateMs) });
  }

  function lostLease(job: ClaimedJob): void {
    meters.run({ type: job.type, outcome: 'lost_lease' });
    log.warn('lost_lease', { job_id: job.id });
  }

  async function giveBack(job: ClaimedJob): Promise<void> {
    meters.run({ type: job.type, outcome: 'given_back' });
    try {
      await content.giveBackJob({ id: job.id, fence: job.fence });
      log.info('job_given_back', { job_id: job.id });
    } catch (error) {
      // The lease ends by itself; the job is only picked up later.
      log.warn('give_back_failed', { job_id: job.id, error });
    }
  }

  /** At a cap people are asked; that they could not be is a failure like any other. */
  async function stopOrFail(job: ClaimedJob, run: JobRun | undefined, cause: unknown): Promise<void> {
    const call = refusedBy(cause);
    if (!run || !call) return recordFailure(job, cause);
    try {
      await stopAtCap(run, call);
      meters.run({ type: job.type, outcome: 'at_cap' });
    } catch (error) {
      if (isExpected(error, 'lost_lease')) lostLease(job);
      else await recordFailure(job, error);
    }
  }

  async function recordFailure(job: ClaimedJob, cause: unknown): Promise<void> {
    const plan = planFailure(cause, job.attempts, random.next());
    meters.run({ type: job.type, outcome: 'failed' });
    meters.failure({ type: job.type, code: plan.error.code });
    log.warn('job_attempt_failed', {
      job_id: job.id,
      attempt: job.attempts,
      code: plan.error.code,
      ...(settingOf(plan.error.code) ?? {}),
      // The params of an expected failure carry people's words, which do not belong in a log.
      ...(isExpected(cause) ? {} : { error: cause }),
    });
    try {
      await content.failJob({ id: job.id, fence: job.fence }, plan.error, plan.retryInS);
    } catch (error) {
      // The lease ends by itself and the reaper puts the job back.
      log.warn('failure_not_recorded', { job_id: job.id, error });
    }
  }

  return {
    /** Claims nothing more, lets running jobs reach a node boundary within `deadlineMs`, gives the rest back. */
    async stop(deadlineMs: number): Promise<void> {
      const ended = loop.stop(deadlineMs);
      for (const job of running) job.control.requestDrain('shutdown');
      const all = ended.then(() => Promise.all([...running].map((r) => r.done)));
      await within(clock, deadlineMs, all);
      for (const job of running) job.stop.abort(new ExpectedError('shutdown', 'The process is stopping'));
      await within(clock, ABORT_GRACE_MS, all);
    },
  };
}
export type Runner = ReturnType<typeof createRunner>;
