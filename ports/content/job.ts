import { z } from 'zod';
import { altLength, brandKit } from './knowledge.ts';
import { languages } from './language.ts';

/** The last three are handed over by outreach. */
export const jobTypes = [
  'carousel',
  'blog',
  'research',
  'plan',
  'knowledge',
  'brand_kit',
  'outreach_notes',
  'lead_enrichment',
  'incoming_webhook',
] as const;
export type JobType = (typeof jobTypes)[number];

export const jobStatuses = [
  'queued',
  'running',
  'awaiting_review',
  'awaiting_input',
  /** The next model call would pass a cap: people raise it, have it finished early, or stop it. */
  'awaiting_budget',
  'completed',
  'rejected',
  'failed',
  'cancelled',
  /** No one decided in time; Resume takes it up again. */
  'expired',
] as const;

export const slideCount = { min: 5, max: 12, default: 8 } as const;
/** Characters (code points). Longer briefs are refused before a job exists. */
export const briefLength = { max: 2000, field: 300 } as const;

/** Text that comes with a brief and counts as a document of its job, kept by `put_upload` until it was read. */
export const briefMaterial = z.object({ upload_id: z.string() });

/** What a plan adds to the brief of a draft that was started from it. */
export const fromPlan = {
  /** For whom, and what it shows them. */
  angle: z.string().max(briefLength.field).optional(),
  /** The day that it is meant for. */
  planned_for: z.iso.date().optional(),
};

/** What a person asked for. `null` means: not said, the agent decides from the topic. */
export const carouselBrief = z.object({
  topic: z.string().trim().min(1).max(briefLength.max),
  audience: z.string().max(briefLength.field).nullable(),
  language: z.enum(languages).nullable(),
  slides: z.number().int().min(slideCount.min).max(slideCount.max).nullable(),
  tone: z.string().max(briefLength.field).nullable(),
  call_to_action: z.string().max(briefLength.field).nullable(),
  material: briefMaterial.optional(),
  ...fromPlan,
});
export type CarouselBrief = z.infer<typeof carouselBrief>;

/** Words of an article. */
export const articleLength = { min: 300, max: 2500, default: 900 } as const;
export const maxBriefUrls = 5;

/** What a person asked of an article. `null` means: not said, the agent decides from the topic. */
export const blogBrief = z.object({
  topic: z.string().trim().min(1).max(briefLength.max),
  audience: z.string().max(briefLength.field).nullable(),
  language: z.enum(languages).nullable(),
  words: z.number().int().min(articleLength.min).max(articleLength.max).nullable(),
  tone: z.string().max(briefLength.field).nullable(),
  keywords: z.string().max(briefLength.field).nullable(),
  call_to_action: z.string().max(briefLength.field).nullable(),
  /** Pages to read for this article, besides the knowledge base. */
  urls: z.array(z.string().max(2000)).max(maxBriefUrls),
  material: briefMaterial.optional(),
  ...fromPlan,
});
export type BlogBrief = z.infer<typeof blogBrief>;

/** A document for the team's knowledge base. */
export const knowledgeBrief = z.object({
  /** What the thread is called: the title given, else the address or the file's name. */
  topic: z.string().trim().min(1).max(briefLength.max),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('url'), url: z.string().max(2000) }),
    /** A file or pasted text, kept by `put_upload` until it was read. */
    z.object({ kind: z.literal('upload'), upload_id: z.string() }),
  ]),
  /** Null: taken from the document. */
  title: z.string().max(briefLength.field).nullable(),
  language: z.enum(languages).nullable(),
  /** Of a picture: what it shows, in words. */
  alt: z.string().min(altLength.min).max(altLength.max).nullish(),
});
export type KnowledgeBrief = z.infer<typeof knowledgeBrief>;

/** Briefs of a plan. */
export const plannedCount = { min: 1, max: 20, default: 5 } as const;

/** What a plan of briefs is about; `topic` is its theme. */
export const planBrief = z.object({
  topic: z.string().trim().min(1).max(briefLength.max),
  count: z.number().int().min(plannedCount.min).max(plannedCount.max),
  /** The first day that a brief may be planned for, `YYYY-MM-DD`; null: the next working day. */
  first_day: z.iso.date().nullable(),
  language: z.enum(languages).nullable(),
  /** The requester's, by which its days begin; the database sets it. */
  time_zone: z.string().optional(),
});
export type PlanBrief = z.infer<typeof planBrief>;

/** A brand kit that an admin proposes: drawn first, in force once its question is answered with `go_on`. */
export const brandKitBrief = z.object({
  topic: z.string().trim().min(1).max(briefLength.max),
  kit: brandKit.omit({ version: true }),
  /** Version that the proposal started from. */
  base_version: z.number().int(),
});
export type BrandKitBrief = z.infer<typeof brandKitBrief>;

/** The steps that a job's thread shows, in order. */
export const jobSteps = {
  carousel: ['retrieve', 'plan', 'write', 'check', 'render'],
  blog: ['research', 'outline', 'write', 'check', 'preview'],
  research: ['plan', 'search', 'read', 'write', 'check', 'preview'],
  plan: ['retrieve', 'propose'],
  knowledge: ['fetch', 'read', 'store'],
  brand_kit: ['draw'],
  outreach_notes: ['retrieve', 'write'],
  lead_enrichment: ['read_sites', 'gather'],
  incoming_webhook: ['read_reply', 'retrieve', 'write_answer'],
} as const satisfies Record<JobType, readonly string[]>;
export const carouselSteps = jobSteps.carousel;
export const blogSteps = jobSteps.blog;

export const jobError = z.object({
  /** Stable, e.g. `no_evidence`, `model_unavailable`, `budget_cap`, `channel_unreachable`. */
  code: z.string(),
  /** For the log and for operators. A person reads the bot's own text for `code`. */
  message: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});
export type JobError = z.infer<typeof jobError>;

/** What a step can have brought: words for each are the bot's. */
export const stepFacts = [
  'passages',
  'briefs',
  'notes',
  'questions',
  'questions_open',
  'pages_to_read',
  'pages_read',
  'pages_unread',
  'sections',
  'words',
  'slides',
  'pages',
  'to_repair',
  'warnings',
  'passed',
  'kilobytes',
  'records_read',
  'records',
  'leads_changed',
  'characters',
  'pixels_wide',
  'pixels_high',
] as const;
/** `count` of what; 0 for `passed`. */
const stepFact = z.object({ code: z.enum(stepFacts), count: z.number().int().nonnegative() });
export type StepFact = z.infer<typeof stepFact>;

const factsOfStep = z.array(stepFact).max(3).nullable().catch(null);

/** Where the job stands, written by the runner. */
export const checkpointData = z.object({
  graph_version: z.number().int().optional(),
  node: z.string().optional(),
  /** 1-based position of `node` among `of` visible steps. */
  step: z.number().int().optional(),
  of: z.number().int().optional(),
  checkpoint_id: z.string().nullable().optional(),
  /** `v2` or `q1`: what waited when this graph took the thread over from another version of it, which made that. */
  taken_over: z.string().optional(),
  /** The step at which this run took up a job that had stopped; absent when it started from its beginning. */
  resumed_at: z.string().optional(),
  /** Visible steps since the last claim for a new version, oldest first. Times are ISO. */
  steps: z
    .array(
      z
        .object({
          node: z.string(),
          started_at: z.string(),
          ended_at: z.string().nullable(),
          // What another version wrote is left out: words up to 2026-11-30, later perhaps a fact unknown here.
          detail: factsOfStep,
          /** As the database gives `detail`, which parts of the first schema read as words. */
          facts: factsOfStep.optional(),
        })
        .transform(({ facts, ...step }) => ({ ...step, detail: facts ?? step.detail })),
    )
    .optional(),
});
export type CheckpointData = z.infer<typeof checkpointData>;

/** A decision on a draft that leads to another version; an approval or a rejection ends the job without its graph. */
export const resumeValue = z.object({
  review_id: z.string(),
  decision: z.literal('request_changes'),
  version: z.number().int(),
  hash: z.string(),
  note: z.string().nullable(),
  reviewer_id: z.string(),
});
export type ResumeValue = z.infer<typeof resumeValue>;

/** A pressed button of a question, for a graph that waits for it. */
export const questionAnswer = z.object({
  kind: z.literal('answer'),
  question: z.number().int(),
  hash: z.string(),
  answer: z.enum(['go_on', 'change', 'discard']),
  note: z.string().nullable(),
  person_id: z.string(),
});
export type QuestionAnswer = z.infer<typeof questionAnswer>;

/** A message of the thread that no turn has read yet, of a person who may steer the job. */
const newMessage = z.object({
  id: z.number().int(),
  author_id: z.string(),
  ts: z.string(),
  text: z.string(),
  /** Written before the question that waits now was asked: its author had another one in mind. */
  before_question: z.boolean().optional(),
  /** Written before the version that waits now was there. */
  before_version: z.boolean().optional(),
});
export type NewMessage = z.infer<typeof newMessage>;

/** Replies in the thread, for a graph that waits for a review (`version`) or for an answer (`question`). */
const replyTurn = z.object({
  kind: z.literal('reply'),
  version: z.number().int().nullable(),
  question: z.number().int().nullable(),
  /** Oldest first; as edited until now, without deleted ones, so possibly empty. */
  messages: z.array(newMessage),
});
export type ReplyTurn = z.infer<typeof replyTurn>;

/** A version that a person made, for a graph that waits for a review: to be drawn, word for word. */
export const handTurn = z.object({
  kind: z.literal('hand'),
  /** Of the job's versions by hand. */
  number: z.number().int(),
  /** Version and hash that it was made from. */
  version: z.number().int(),
  hash: z.string(),
  person_id: z.string(),
});
export type HandTurn = z.infer<typeof handTurn>;

export const resume = z.union([resumeValue, questionAnswer, replyTurn, handTurn]);
export type Resume = z.infer<typeof resume>;

/** What people answered at a cap, until a runner has carried it out. */
export const budgetAnswer = z.object({
  number: z.number().int(),
  /** `finish`: a version of what there is, without another call. `stop`: what waited before waits again. */
  answer: z.enum(['finish', 'stop']),
  /** Id of the newest message that counts as read after `stop`. */
  read_upto: z.number().int().nullable(),
});
export type BudgetAnswer = z.infer<typeof budgetAnswer>;

/** A job as its runner holds it. Every later call carries `id` and `fence`. */
export const claimedJob = z.object({
  id: z.string(),
  type: z.enum(jobTypes),
  team_id: z.string(),
  /** The team's language. */
  locale: z.enum(['en', 'pt-BR']).default('en'),
  requester_id: z.string(),
  brief: z.unknown(),
  /** The approved research that it goes on from: its pages are searched too, and what it cites is offered first. */
  from_job_id: z.string().nullish(),
  fence: z.number().int(),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  checkpoint_data: checkpointData,
  /** Set from a decision, an answer or a reply until the graph has been heard again; tell a spent one by its numbers. */
  resume: resume.nullable(),
  budget: budgetAnswer.nullish(),
  /** Versions recorded so far; 0 before the first draft. */
  versions: z.number().int(),
  /** From when it could be claimed until it was. */
  waited_s: z.number().optional(),
  /** Raised by a person's Retry alone. */
  retries: z.number().int().optional(),
});
export type ClaimedJob = z.infer<typeof claimedJob>;
