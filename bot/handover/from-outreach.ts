import { z } from 'zod';
import {
  enrichmentRecord,
  type HandedOverJob,
  incomingWebhookBrief,
  leadEnrichmentBrief,
  outreachNotesBrief,
} from '../../ports/content.ts';
import { carryErasure } from './carry-erasure.ts';
import { carryClosing } from './carry-replies.ts';
import type { Carry } from './handover-desk.ts';
import { readPayload } from './read-payload.ts';

const work = {
  team_id: z.string(),
  requester_id: z.string(),
  channel_id: z.string(),
  thread_ts: z.string().nullable(),
};
const toStart = z.discriminatedUnion('type', [
  z.object({ ...work, type: z.literal('outreach_notes'), brief: outreachNotesBrief }),
  z.object({
    ...work,
    type: z.literal('lead_enrichment'),
    brief: leadEnrichmentBrief,
    records: z.array(enrichmentRecord),
  }),
  z.object({ ...work, type: z.literal('incoming_webhook'), brief: incomingWebhookBrief }),
]);

const startJob: Carry = async ({ content, hints }, item) => {
  const job: HandedOverJob = { key: item.key, ...readPayload(toStart, item) };
  const started = await content.enqueueHandedOver(job);
  hints.outbox.wake();
  return started;
};

/** What outreach hands over, by its kind. */
export const fromOutreach: Record<string, Carry> = {
  notes: startJob,
  enrichment: startJob,
  reply: startJob,
  newer_reply: carryClosing,
  erase: carryErasure,
};
