import { ExpectedError } from '../../platform/errors.ts';
import type { Hint } from '../../platform/hint.ts';
import type { Claim, ContentForAgent } from '../../ports/content.ts';

/** Two looks and the way there fit into the 2 s after which a cancelled job has let go of its model call. */
const LOOK_MS = 900;

interface Watched {
  claim: Claim;
  /** Aborted once the claim is given up or about to end: then its loss says nothing. */
  held: AbortSignal;
  lost(error: Error): void;
}

/**
 * Tells running jobs that a person cancelled them, long before their next heartbeat: what runs then is mostly a call of a
 * model, which costs until it is broken off. One call for all jobs of a runner, and none while it has no job. A press in the
 * same process wakes it through `jobs`.
 *
 * An accelerator: what it cannot ask, the heartbeat notices.
 */
export async function watchClaims(
  content: Pick<ContentForAgent, 'lostClaims'>,
  watched: () => Iterable<Watched>,
  jobs: Hint,
  until: AbortSignal,
): Promise<void> {
  while (!until.aborted) {
    await jobs.wait(LOOK_MS, until);
    const open = [...watched()].filter((one) => !one.held.aborted);
    if (until.aborted || open.length === 0) continue;
    const ids = await content.lostClaims(open.map((one) => one.claim)).catch((): string[] => []);
    for (const { claim, held, lost } of open) {
      if (!ids.includes(claim.id) || held.aborted) continue;
      lost(new ExpectedError('lost_lease', `Job "${claim.id}" is no longer held with fence ${claim.fence}`));
    }
  }
}
