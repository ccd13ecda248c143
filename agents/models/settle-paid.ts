import type { Clock } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import { retry } from '../../platform/retry.ts';
import type { Claim, ContentForAgent } from '../../ports/content.ts';

/** Half a minute: a database that restarts is back by then. */
const PATIENCE = { firstMs: 500, mostMs: 15_000, tries: 7 };

/**
 * Keeps what was paid for. A call whose answer was heard is in no other place, and what is not kept is paid again: so
 * this is tried for half a minute. A try whose outcome is unknown may have been kept: then the next one finds nothing reserved.
 */
export async function settlePaid(
  content: Pick<ContentForAgent, 'settleUsage'>,
  claim: Claim,
  usageId: number,
  paid: Parameters<ContentForAgent['settleUsage']>[2],
  clock: Pick<Clock, 'now' | 'sleep'>,
): Promise<void> {
  await retry(
    { clock, ...PATIENCE },
    (error) => isExpected(error, 'database_unavailable'),
    (attempt) =>
      content.settleUsage(claim, usageId, paid).catch((error: unknown) => {
        if (attempt === 1 || !isExpected(error, 'not_reserved')) throw error;
      }),
  );
}
