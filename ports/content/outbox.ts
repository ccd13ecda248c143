import { z } from 'zod';
import { approvalState } from '../approver-rules.ts';
import { budgetStop, budgetWarning } from './budget.ts';
import { agentReply, question, reminder } from './conversation.ts';
import { artifact, draft, handKinds, review } from './draft.ts';
import { evidenceNotice, lostEvidence } from './evidence.ts';
import { incomingWebhookBrief, leadEnrichmentBrief, outreachNotesBrief } from './handed-over.ts';
import {
  blogBrief,
  brandKitBrief,
  carouselBrief,
  checkpointData,
  jobError,
  jobStatuses,
  knowledgeBrief,
  planBrief,
} from './job.ts';
import { researchBrief } from './research.ts';

/**
 * One thing that Slack must show. It is a surface, not an event: `revision` rises with each change of what it shows,
 * and one post or edit from the database state brings it up to date.
 *
 * `brief`: the message in the channel that opens the thread. `progress`: the steps, edited. `pages`: the pictures of a
 * version, uploaded into the thread. `card`: the card of a version. `final`: the final files. `outcome`: how it ended.
 * `question_pages`, `question`: pictures of a question and its buttons. `reply`: what the agent says to a reply.
 * `notice`: what an approved version rests on was withdrawn or retracted. `budget`: a stop at a cap and its buttons. `budget_warning`:
 * four fifths of a cap are spent.
 * `reminder`: who is asked again for a decision that waits. `unreachable`: too few people are left who may approve a version
 * that waits.
 */
const outboxKinds = [
  'brief',
  'progress',
  'pages',
  'card',
  'final',
  'outcome',
  'question_pages',
  'question',
  'reply',
  'notice',
  'budget',
  'budget_warning',
  'reminder',
  'unreachable',
] as const;
export type OutboxKind = (typeof outboxKinds)[number];

/** An upload that Slack has given an id. A key that begins with @ is a note of the bot on how its share goes. */
const upload = z.object({ key: z.string(), file_id: z.string() });
export type Upload = z.infer<typeof upload>;

const anyJob = z.object({
  id: z.string(),
  status: z.enum(jobStatuses),
  team_id: z.string(),
  requester_id: z.string(),
  /** Whom the requester would like to approve it, one of those who may. */
  named_approver: z.string().nullable(),
  /** The approved research whose pages and claims it works with. */
  from_job_id: z.string().nullish(),
  /** The token with which another program started it; its owner counts as requester as well. */
  through: z.object({ name: z.string(), owner_id: z.string() }).nullish(),
  channel_id: z.string(),
  thread_ts: z.string().nullable(),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  /** When a failed attempt is tried again; null when it is not waiting for that. */
  retry_at: z.string().nullable(),
  /** A reply was written, and the agent has not said yet whether it is going to change anything. */
  reading: z.boolean().default(false),
  /** The next version is a person's and is being drawn: until it is there the card decides nothing. */
  hand: z
    .object({ kind: z.enum(handKinds), person_id: z.string(), from_version: z.number().int().nullable() })
    .nullish(),
  error: jobError.nullable(),
  checkpoint_data: checkpointData,
  cancelled_by: z.string().nullable(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
  /** Of what expired: until when Resume takes it up; null: it cannot. */
  resume_until: z.string().nullish(),
  versions: z.number().int(),
  /** Final files, after completion. */
  final: z.array(artifact),
  /** What a job without a draft came to, after completion. */
  result: z.unknown().nullable(),
});

export const jobView = z.discriminatedUnion('type', [
  anyJob.extend({ type: z.literal('carousel'), brief: carouselBrief }),
  anyJob.extend({ type: z.literal('blog'), brief: blogBrief }),
  anyJob.extend({ type: z.literal('research'), brief: researchBrief }),
  anyJob.extend({ type: z.literal('plan'), brief: planBrief }),
  anyJob.extend({ type: z.literal('knowledge'), brief: knowledgeBrief }),
  anyJob.extend({ type: z.literal('brand_kit'), brief: brandKitBrief }),
  anyJob.extend({ type: z.literal('outreach_notes'), brief: outreachNotesBrief.omit({ people: true }) }),
  anyJob.extend({ type: z.literal('lead_enrichment'), brief: leadEnrichmentBrief }),
  anyJob.extend({ type: z.literal('incoming_webhook'), brief: incomingWebhookBrief }),
]);
export type JobView = z.infer<typeof jobView>;

export const outboxItem = z.object({
  id: z.number().int(),
  fence: z.number().int(),
  kind: z.enum(outboxKinds),
  /** The revision that this claim will show; given back when settling. */
  revision: z.number().int(),
  channel_id: z.string(),
  /** The thread to post in; null only for `brief`. */
  thread_ts: z.string().nullable(),
  /** Set once posted: then edit, do not post. */
  ts: z.string().nullable(),
  /** True when an earlier attempt may have posted without our knowing: look it up by metadata first. */
  maybe_posted: z.boolean(),
  /** Claims of this item since it was last shown, this one included. */
  attempts: z.number().int(),
  /** Where it stood in a thread whose head people deleted: to be deleted once it stands in the new one. */
  moved_from: z.string().nullable(),
  /** True while the requester knows that nothing of this job gets through. */
  told: z.boolean(),
  uploads: z.array(upload),
  response_url: z.string().nullable(),
  locale: z.enum(['en', 'pt-BR']),
  job: jobView,
  /** The draft of this surface's version; null for surfaces without one. */
  draft: draft.nullable(),
  /** For `question` and `question_pages`. */
  question: question.nullable(),
  /** For `reply`. */
  reply: agentReply.nullable(),
  /** For `notice`. */
  notice: evidenceNotice.nullish(),
  /** For `budget`. */
  stop: budgetStop.nullish(),
  /** For `budget_warning`. */
  warning: budgetWarning.nullish(),
  /** For `progress`: what the job has taken so far, with what calls under way have reserved. */
  cost: z.object({ usd: z.number(), tokens: z.number() }).nullish(),
  /** For `reminder`. */
  reminder: reminder.nullish(),
  /** For `card` of what is approved: where the final files are. */
  finals: z.enum(['posting', 'posted', 'given_up']).nullish(),
  /** For `card`: who was asked besides, as the others let it wait. */
  escalated_to: z.array(z.string()).default([]),
  /** For `card`: claims of the version that have lost their evidence. */
  lost: z.array(lostEvidence).nullish(),
  /** Uploads of the `pages` (or `question_pages`) surface of this edition, by artifact key, for pictures in the card. */
  pictures: z.array(upload),
  /** For `brief`: what its thread shows already, for a picture in the channel. */
  picture: z.object({ file_id: z.string(), alt: z.string() }).nullable(),
  /** For `pages`: the slides, from 1, that the version before has not; null: share all. */
  fresh_pages: z.array(z.number().int()).nullable(),
  /** ts of the card of the newest version, for links. */
  current_card_ts: z.string().nullable(),
  /** For `card`: a model was asked whose price is not known, so that the caps count tokens and no money. */
  unpriced: z.boolean(),
  reviews: z.array(review),
  /** Who approves this version; before there is one, who is going to be asked. */
  approval: approvalState,
  /** Whose approval would count now (user ids). */
  approvers: z.array(z.string()),
  /** For `unreachable`: the team's admins (user ids), who change rules. */
  admins: z.array(z.string()).nullable(),
});
export type OutboxItem = z.infer<typeof outboxItem>;
