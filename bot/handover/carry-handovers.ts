import { isExpected } from '../../platform/errors.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import type { Handover, HandoverCalls } from '../../ports/handovers.ts';
import { outboxLoop } from '../delivery/outbox-loop.ts';
import { fromContent } from './from-content.ts';
import { fromOutreach } from './from-outreach.ts';
import type { Carry, HandoverDesk } from './handover-desk.ts';

/** What says nothing of the thing itself: the database was not reached, or does not know this bot. */
const outages = ['database_unavailable', 'token_refused'];
const FIRST_WAIT_S = 2;
const MOST_WAIT_S = 600;
/** Claims, over two minutes, in which a newer version of the bot may come that can read what this one cannot. */
const CLAIMS_TO_READ = 7;

/** Carries what waits on either side over to the other, until stopped. */
export function carryHandovers(desk: HandoverDesk): Loop {
  const loops = [
    loopOf(desk, 'content.handovers', desk.content, fromContent),
    loopOf(desk, 'outreach.handovers', desk.outreach, fromOutreach),
  ];
  return {
    async stop(deadlineMs) {
      await Promise.all(loops.map((loop) => loop.stop(deadlineMs)));
    },
  };
}

function loopOf(desk: HandoverDesk, queue: string, side: HandoverCalls, kinds: Record<string, Carry>): Loop {
  return outboxLoop(
    {
      queue,
      claim: side.claimHandovers,
      show: (item) => carryOver(desk, side, kinds, item),
      laneOf: ({ kind }) => kind,
      idsOf: ({ id, kind }) => ({ handover_id: id, code: kind }),
    },
    desk,
  );
}

/**
 * A kill between the two calls carries it again, which the other side answers as before. What that side refuses, or no one can
 * read, is told to the admins; what it could not do waits, longer each time.
 */
export async function carryOver(
  desk: HandoverDesk,
  side: HandoverCalls,
  kinds: Record<string, Carry>,
  item: Handover,
): Promise<void> {
  const { id, kind, attempts } = item;
  const carry = kinds[kind];
  if (!carry) {
    // Of a newer version of the bot, which takes it meanwhile.
    await side.failHandover(item, { code: 'unknown_kind', retry_in_s: MOST_WAIT_S });
    return;
  }
  let result: object;
  try {
    result = await carry(desk, item);
  } catch (error) {
    const mayBeRead = isExpected(error, 'unreadable') && attempts < CLAIMS_TO_READ;
    if (isExpected(error) && !outages.includes(error.code) && !mayBeRead) {
      desk.log.warn('handover_refused', { handover_id: id, code: kind, error });
      await side.refuseHandover(item, error.code);
      return;
    }
    const retry_in_s = Math.min(FIRST_WAIT_S * 2 ** (attempts - 1), MOST_WAIT_S);
    desk.log.warn('handover_failed', { handover_id: id, code: kind, error });
    await side.failHandover(item, { code: isExpected(error) ? error.code : 'internal', retry_in_s });
    return;
  }
  await side.settleHandover(item, result);
}
