import type { Clock } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import type { Claim, ContentForAgent } from '../../ports/content.ts';

/** Waits between tries, ms: a database that restarts is back by then. */
const WAITS = [500, 1000, 2000, 4000, 8000, 15_000];

/**
 * Keeps what was paid for. A call whose answer was heard is in no other place, and what is not kept is paid again: so
 * this is tried for half a minute. A try whose outcome is unknown may have been kept: then the next one finds nothing reserved.
 */
export async function settlePaid(
  content: Pick<ContentForAgent, 'settleUsage'>,
  claim: Claim,
  usageId: number,
  paid: Parameters<ContentForAgent['settleUsage']>[2],
  clock: Pick<Clock, 'sleep'>,
): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await content.settleUsage(claim, usageId, paid);
      return;
    } catch (error) {
      if (tries > 0 && isExpected(error, 'not_reserved')) return;
      const wait = WAITS[tries];
      if (!isExpected(error, 'database_unavailable') || wait === undefined) throw error;
      await clock.sleep(wait);
    }
  }
}
