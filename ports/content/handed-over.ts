import { z } from 'zod';
import type { EnrichmentRecord } from './enrichment.ts';
import { replyBrief } from './incoming-reply.ts';
import { briefLength } from './job.ts';
import { languages } from './language.ts';
import { notesBriefFields } from './notes.ts';

/** What every brief says that outreach handed over. */
const handedOver = {
  /** What the thread is called. */
  topic: z.string().trim().min(1).max(briefLength.max),
  language: z.enum(languages).nullable(),
  /** Of what in outreach it is: a campaign, a batch of leads, a reply. Goes back with the outcome. */
  reference: z.string().min(1),
};

/** The words of a campaign, for each of its leads. */
export const outreachNotesBrief = z.looseObject({ ...handedOver, ...notesBriefFields });
export type OutreachNotesBrief = z.infer<typeof outreachNotesBrief>;

/** Leads of which more is to be known; they come beside the brief, as records. */
export const leadEnrichmentBrief = z.looseObject({ ...handedOver, language: z.enum(languages) });
export type LeadEnrichmentBrief = z.infer<typeof leadEnrichmentBrief>;

/** What a lead wrote, to be summarised and answered. */
export const incomingWebhookBrief = z.object({ ...handedOver, ...replyBrief });
export type IncomingWebhookBrief = z.infer<typeof incomingWebhookBrief>;

/** A job as outreach hands it over. */
export type HandedOverJob = {
  key: string;
  team_id: string;
  requester_id: string;
  channel_id: string;
  /** Of a reply: the thread in which it is shown. */
  thread_ts: string | null;
} & (
  | { type: 'outreach_notes'; brief: OutreachNotesBrief }
  | { type: 'lead_enrichment'; brief: LeadEnrichmentBrief; records: EnrichmentRecord[] }
  | { type: 'incoming_webhook'; brief: IncomingWebhookBrief }
);
