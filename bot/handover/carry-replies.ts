import { z } from 'zod';
import { ExpectedError } from '../../platform/errors.ts';
import { closedBecause } from '../../ports/content.ts';
import { approvedAnswer, intentRead } from '../../ports/outreach.ts';
import type { Carry } from './handover-desk.ts';
import { readPayload } from './read-payload.ts';

/** What may become of a message while its answer is decided: the thread says so, and no admin has to look. */
const ordinary = ['newer_reply', 'answered', 'went_on', 'suppressed', 'duplicate'];

/** Claims in which the work on a message may still begin, before what ends it comes to nothing. */
const AWAITED_CLAIMS = 6;

/** An approved answer, to outreach. */
export const carryAnswer: Carry = async ({ outreach, hints }, item) => {
  const { key } = item;
  const answer = readPayload(approvedAnswer, item, { key });
  const taken = await outreach.takeAnswer(answer);
  hints.outbox.wake();
  if (taken.outcome === 'refused' && !ordinary.includes(taken.reason ?? ''))
    throw new ExpectedError(taken.reason ?? 'refused', `Outreach does not take answer "${key}"`);
  return taken;
};

/** What an agent took a message for, to outreach. */
export const carryIntent: Carry = async ({ outreach, hints }, item) => {
  const isKnown = await outreach.takeIntent(readPayload(intentRead, item));
  hints.outbox.wake();
  return { known: isKnown };
};

const closing = z.object({ team_id: z.string(), event_id: z.string(), reason: z.enum(closedBecause) });

/** That a message is not to be answered any more, to content. It may overtake the message itself, for which it waits then. */
export const carryClosing: Carry = async ({ content, hints }, item) => {
  const what = readPayload(closing, item);
  const outcome = await content.closeReply(what);
  if (outcome === 'not_found' && item.attempts < AWAITED_CLAIMS)
    throw new Error(`Cannot close the work on message ${what.event_id}: it has not begun`);
  hints.outbox.wake();
  hints.jobs.wake();
  return { outcome };
};
