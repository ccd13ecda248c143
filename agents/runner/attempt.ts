import type { ClaimedJob } from '../../ports/content.ts';

/** Where a claim stands in the life of its job. */
export interface Attempt {
  fence: number;
  /** Raised by a person's Retry alone; undefined: the database does not count them. */
  retries: number | undefined;
  /** When it fails no other one follows by itself. */
  isLast: boolean;
  /** People had it finished at a cap with what there is: no model is called any more. */
  finishes?: boolean;
}

export function attemptOf(
  job: Pick<ClaimedJob, 'fence' | 'retries' | 'attempts' | 'max_attempts' | 'budget'>,
): Attempt {
  return {
    fence: job.fence,
    retries: job.retries,
    isLast: job.attempts >= job.max_attempts,
    finishes: job.budget?.answer === 'finish',
  };
}

/** Which attempt gave up, as a thread keeps it. */
interface GaveUp {
  /** Its fence. */
  run: number;
  /** Absent in threads from before they were counted. */
  retries?: number | undefined;
}

export function gaveUp({ fence, retries }: Attempt): GaveUp {
  return { run: fence, retries };
}

/**
 * Whether a person has asked to try again since a thread gave up. Pure.
 *
 * A new fence does not say so: a process that was killed or drained before it could report the failure leaves the job
 * to another claim as well, which was not asked to pay for another round.
 */
export function triedAgain(before: GaveUp, now: Attempt): boolean {
  if (before.retries === undefined || now.retries === undefined) return before.run !== now.fence;
  return before.retries !== now.retries;
}
