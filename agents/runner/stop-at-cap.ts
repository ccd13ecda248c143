import type { StateSnapshot } from '@langchain/langgraph';
import type { RefusedCall } from './cap-reached.ts';
import type { JobRun } from './job-run.ts';
import { takeOver } from './take-over.ts';

/** Lets go of a job whose next call a cap refused, until people answer on its card. */
export async function stopAtCap(run: JobRun, call: RefusedCall): Promise<void> {
  const { job, workflow, opened, content, log } = run;
  const state = await opened.graph.getState({ configurable: { thread_id: job.id } });
  const [node = 'start'] = openNodes(state);
  run.ending();
  const { outcome } = await content.stopForBudget(
    { id: job.id, fence: job.fence },
    { node: workflow.stepOf(node) ?? node, ...call, can_finish: workflow.canFinish?.(state) ?? false },
  );
  log.info('job_at_cap', { job_id: job.id, node, code: outcome });
}

/** What has not run yet of the branches under way. */
export const openNodes = ({ tasks }: Pick<StateSnapshot, 'tasks'>): string[] =>
  tasks.filter((task) => task.result === undefined).map(({ name }) => name);

/**
 * After Stop: what people saw waits again, and the graph stands where it waited then, so that the next wish starts from
 * there. Doing it again after a kill does no harm.
 */
export async function goBack(run: JobRun, toWhatWaits: () => Promise<void>): Promise<'waiting'> {
  const { job, content } = run;
  const taken = await takeOver(run, { configurable: { thread_id: job.id } });
  if (taken.from === 'waiting') await toWhatWaits();
  run.ending();
  await content.keepWaiting({ id: job.id, fence: job.fence }, job.budget?.read_upto ?? null);
  return 'waiting';
}
