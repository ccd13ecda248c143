import { z } from 'zod';
import { artifact } from './draft.ts';
import { kitWarning } from './findings.ts';
import { brandKit } from './knowledge.ts';
import { languages } from './language.ts';
import { noteProposal, notesPage } from './notes.ts';
import { planLine, planProposal } from './plan.ts';
import { researchPlan } from './research.ts';

/** What an article is going to be. */
export const articleOutline = z.object({
  angle: z.string(),
  audience: z.string(),
  keywords: z.array(z.string()),
  sections: z.array(
    z.object({ id: z.string(), heading: z.string(), point: z.string(), passage_ids: z.array(z.string()) }),
  ),
});
export type ArticleOutline = z.infer<typeof articleOutline>;
export type OutlineEntry = ArticleOutline['sections'][number];

/** An outline for people to agree to before anything is written. */
const outline = articleOutline.extend({
  kind: z.literal('outline'),
  language: z.enum(languages),
  sources: z.array(z.object({ document_id: z.string(), title: z.string(), url: z.string().nullable() })),
  /** Given pages that could not be read; `code` as in `JobFailure` of a fetch, e.g. `private_address`. */
  unread: z.array(z.object({ url: z.string(), code: z.string() })),
  model: z.string(),
  offline: z.boolean(),
});
export type Outline = z.infer<typeof outline>;

/** A brand kit that was drawn and waits to be taken into use. */
const brandKitProposal = z.object({
  kind: z.literal('brand_kit'),
  kit: brandKit.omit({ version: true }),
  base_version: z.number().int(),
  /** What would be hard to read with it. */
  warnings: z.array(kitWarning),
});
export type BrandKitProposal = z.infer<typeof brandKitProposal>;

/** What a brief is about stands in documents of the other language alone: shall they be used, for a draft in theirs? */
export const languageOffer = z.object({
  kind: z.literal('language'),
  /** What nothing was found about in the language asked for, as the brief names it. */
  names: z.array(z.string()),
  asked: z.enum(languages),
  offered: z.enum(languages),
  documents: z.array(z.object({ document_id: z.string(), title: z.string() })),
});
export type LanguageOffer = z.infer<typeof languageOffer>;

const questionContent = z.discriminatedUnion('kind', [
  outline,
  researchPlan,
  planProposal,
  brandKitProposal,
  languageOffer,
  noteProposal,
]);
export type QuestionContent = z.infer<typeof questionContent>;

/** A question of a job that waits in `awaiting_input`; numbered from 1 within the job, a newer one supersedes. */
export const question = z.object({
  number: z.number().int(),
  /** sha256 of content and artifacts; buttons carry it. */
  hash: z.string(),
  status: z.enum(['open', 'answered', 'superseded']),
  content: questionContent,
  artifacts: z.array(artifact),
  /** Of a plan: its briefs as they stand. */
  lines: z.array(planLine).nullish(),
  /** Of the words of a campaign: the page that the card shows. */
  notes: notesPage.nullish(),
  answer: z.enum(['go_on', 'change', 'discard']).nullable(),
  note: z.string().nullable(),
  answered_by: z.string().nullable(),
  answered_at: z.string().nullable(),
  created_at: z.string(),
});
export type Question = z.infer<typeof question>;

/** What pressing a button of a question led to. Every outcome but `answered` changes nothing. */
export const answerOutcome = z.object({
  /** `stale`: the setting has a newer version than the proposal started from. */
  outcome: z.enum(['answered', 'already_answered', 'superseded', 'not_allowed', 'stale', 'not_found']),
  job_status: z.string().nullable(),
  /** The question as it stands. */
  question: question.nullable(),
  channel_id: z.string().nullable(),
});
export type AnswerOutcome = z.infer<typeof answerOutcome>;

/**
 * What the agent says to a reply of the thread. `understood`: what it is going to change. `answer`: of a question.
 * `unclear`: asks to say it in other words. `use_buttons`: a decision is a button's, not a sentence's.
 */
export const agentReplyKinds = ['understood', 'answer', 'unclear', 'use_buttons'] as const;

export const agentReply = z.object({
  number: z.number().int(),
  kind: z.enum(agentReplyKinds),
  /** In the language of the message that it answers; data, not markup. May be empty for `use_buttons` and `unclear`. */
  text: z.string(),
  /** Whose message it answers. */
  person_id: z.string().nullable(),
  /** For `understood`: the version that is being made, or null for a new outline. */
  version: z.number().int().nullable(),
  offline: z.boolean(),
  created_at: z.string(),
});
export type AgentReply = z.infer<typeof agentReply>;

/** A line of a thread's memory, oldest first. */
export const threadLine = z.object({
  id: z.number().int(),
  author_kind: z.enum(['person', 'agent']),
  author_id: z.string(),
  kind: z.enum(['command', 'message', 'draft', 'review', 'action', 'outcome', 'question', 'reply']),
  text: z.string(),
  created_at: z.string(),
});
export type ThreadLine = z.infer<typeof threadLine>;

/**
 * What a message in a job's thread leads to. `taken`: the job reads it now. `waiting`: it is read when the work under
 * way is done. `closed`: the job has ended or its draft is approved. `not_yours`: kept as memory, its author does not
 * steer the job (`first` tells whether that is this person's first such message). `kept`: memory alone.
 */
export const messageOutcome = z.object({
  outcome: z.enum(['no_job', 'known', 'kept', 'taken', 'waiting', 'closed', 'not_yours']),
  first: z.boolean(),
  job_id: z.string().nullable(),
  job_type: z.string().nullable(),
  job_status: z.string().nullable(),
});
export type MessageOutcome = z.infer<typeof messageOutcome>;

/** A person is asked again, those who stand in for a group are asked, or a group whose turn has come. */
export const reminder = z.object({
  number: z.number().int(),
  kind: z.enum(['reminder', 'escalation', 'turn']),
  /** Null for what asks several. */
  person_id: z.string().nullable(),
  /** Whom an escalation or a turn asks. */
  asked: z.array(z.string()),
  /** Of its job. */
  status: z.string(),
  since: z.string(),
  /** Of what waits; null while it is not posted. */
  message_ts: z.string().nullable(),
  /** False: it was overtaken before it was shown. */
  stands: z.boolean(),
});
export type Reminder = z.infer<typeof reminder>;
