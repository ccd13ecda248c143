import { z } from 'zod';
import { isExpected } from '../../platform/errors.ts';
import type { ReachedCap } from '../../ports/content.ts';
import { JobFailure } from './job-failure.ts';

const refusedCall = z.object({ call: z.object({ usd: z.number(), tokens: z.number() }) });
/** What a call would have taken that a cap refused. */
export type RefusedCall = z.infer<typeof refusedCall>['call'];

/** A call was refused by a cap, before it was made. `what` as in "Cannot call the model for write". */
export function capReached(what: string, cap: ReachedCap | null, call: RefusedCall): JobFailure {
  const message = `Cannot ${what}: the ${cap?.scope} cap of ${cap?.cap} ${cap?.unit} is reached`;
  return new JobFailure('budget_cap', message, { params: { ...cap, call } });
}

/** Null: it failed for another reason. Pure. */
export function refusedBy(error: unknown): RefusedCall | null {
  if (!(error instanceof JobFailure) || !isExpected(error, 'budget_cap')) return null;
  return refusedCall.safeParse(error.params).data?.call ?? null;
}
