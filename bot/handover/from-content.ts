import { z } from 'zod';
import { ExpectedError } from '../../platform/errors.ts';
import { approvedNote, leadChanges } from '../../ports/outreach.ts';
import { carryAnswer, carryIntent } from './carry-replies.ts';
import type { Carry, HandoverDesk } from './handover-desk.ts';
import { readPayload } from './read-payload.ts';

/** What may become of a person while their words are decided; the campaign's message says so. */
const ordinary = ['replied', 'suppressed', 'ended', 'duplicate'];

const acceptNote: Carry = async ({ outreach, hints }, item) => {
  const { key } = item;
  const note = readPayload(approvedNote, item, { key });
  const answer = await outreach.acceptNote(note);
  hints.outbox.wake();
  if (answer.outcome === 'refused' && !ordinary.includes(answer.reason ?? ''))
    throw new ExpectedError(answer.reason ?? 'refused', `Outreach does not take note "${key}"`);
  return answer;
};

const skipped = z.object({
  campaign_id: z.string(),
  lead_id: z.string(),
  person_id: z.string(),
  reason: z.string().nullable().default(null),
});
const skipNote: Carry = async ({ outreach, hints }, item) => {
  const wasWaiting = await outreach.skipNote(readPayload(skipped, item));
  hints.outbox.wake();
  return { skipped: wasWaiting };
};

const ended = z.object({
  type: z.string(),
  reference: z.string(),
  outcome: z.enum(['rejected', 'cancelled', 'failed', 'expired']),
});
type Ended = z.infer<typeof ended>;

const applyChanges: Carry = async ({ outreach, hints }, item) => {
  const changes = readPayload(leadChanges, item);
  for (;;) {
    const applied = await outreach.applyLeadChanges(changes);
    if (applied.outcome === 'under_way') continue;
    hints.outbox.wake();
    return applied;
  }
};

/** Work that outreach handed over and that ended without being approved, by its type. */
const endedWork: Record<string, (desk: HandoverDesk, ended: Ended) => Promise<object>> = {
  outreach_notes: async ({ outreach }, { reference, outcome }) => ({
    left_out: await outreach.endNotes(reference, outcome),
  }),
  lead_enrichment: ({ outreach }, { reference, outcome }) => outreach.endEnrichment(reference, outcome),
};

const endWork: Carry = async (desk, item) => {
  const what = readPayload(ended, item);
  const result = await endedWork[what.type]?.(desk, what);
  desk.hints.outbox.wake();
  return result ?? {};
};

/** What content hands over, by its kind. */
export const fromContent: Record<string, Carry> = {
  note: acceptNote,
  note_skipped: skipNote,
  lead_changes: applyChanges,
  job_ended: endWork,
  answer: carryAnswer,
  intent: carryIntent,
};
