import { z } from 'zod';
import { houseRule, houseRules } from './knowledge.ts';

/**
 * What people changed. `replaced`: words by others. `removed`: words went. `shortened`, `rewritten`: a part, by hand.
 * `note`: a wish in plain words.
 */
export const correctionKinds = ['replaced', 'removed', 'shortened', 'rewritten', 'note'] as const;

/** A version that people asked for or made, with the one before. */
export const lesson = z.object({
  job_id: z.string(),
  version: z.number().int(),
  /** The team's language, in which a rule of style is worded. */
  locale: z.enum(['en', 'pt-BR']),
  /** Made by a person; else an agent made it of `words`. */
  by_hand: z.boolean(),
  /** As `draftContent` reads them, unless an earlier release wrote them. */
  before: z.unknown(),
  after: z.unknown(),
  /** What people said, oldest first; empty as well when they took it back. */
  words: z.array(z.string()),
  /** In force today. */
  rules: houseRules,
});
export type Lesson = z.infer<typeof lesson>;

/** A house rule to be: the database gives it its id. */
const proposedRule = houseRule.omit({ id: true });
export type ProposedRule = z.infer<typeof proposedRule>;

/** What would come of a correction once enough of them point its way. */
export type Candidate =
  | {
      kind: 'rule';
      rule: ProposedRule;
      /** Words that the rule asks for in place of the banned ones. */
      instead: string | null;
    }
  | { kind: 'sample' };

export interface Correction {
  kind: (typeof correctionKinds)[number];
  /** The same for all that point the same way; `opposite` is that of those that point the other way. */
  signature: string;
  opposite: string | null;
  /** The part that changed, up to 2,000 characters. */
  before: string;
  after: string;
  /** Place in the lesson's `words` of what asked for it; null: changed by hand. */
  from: number | null;
  /** Null: nothing comes of it, as the rules of today say so already, or say otherwise. */
  candidate: Candidate | null;
}

/** A correction as people are shown it. */
const cause = z.object({
  kind: z.enum(correctionKinds),
  before: z.string(),
  after: z.string(),
  /** What a person wrote; null: changed by hand. */
  words: z.string().nullable(),
  person_id: z.string(),
  version: z.number().int(),
  /** Of the draft. */
  title: z.string().nullable(),
  created_at: z.string(),
});
export type Cause = z.infer<typeof cause>;

/** A house rule, or texts that show the voice, which the team's own corrections led to. */
export const proposal = z.object({
  id: z.number().int(),
  kind: z.enum(['rule', 'sample']),
  rule: proposedRule.nullable(),
  samples: z.array(z.string()).nullable(),
  status: z.enum(['open', 'accepted', 'declined', 'revoked']),
  decided_by: z.string().nullable(),
  decided_at: z.string().nullable(),
  revoked_by: z.string().nullable(),
  revoked_at: z.string().nullable(),
  created_at: z.string(),
  /** The house rules of today hold what it brought. */
  in_force: z.boolean(),
  /** Newest first; for admins, else empty. */
  causes: z.array(cause),
});
export type Proposal = z.infer<typeof proposal>;

/** `open`: oldest first, for admins alone. `learned`: in force, newest first. */
export const proposalList = z.object({ open: z.array(proposal), learned: z.array(proposal) });
export type ProposalList = z.infer<typeof proposalList>;

export const proposalAnswers = ['accept', 'decline', 'revoke'] as const;
export type ProposalAnswer = (typeof proposalAnswers)[number];

/** What a press on a proposal led to. Every outcome but `done` changes nothing. */
export const proposalOutcome = z.object({
  outcome: z.enum([
    'done',
    'already',
    'not_allowed',
    'not_found',
    'no_room',
    'contradicts',
    'too_few_samples',
  ]),
  /** As it stands; null: there is none, or the person may not see it. */
  proposal: proposal.nullable(),
});
export type ProposalOutcome = z.infer<typeof proposalOutcome>;

/** The direct message that tells an admin of a proposal, to be posted or edited. */
export const proposalMessage = z.object({
  id: z.number().int(),
  fence: z.number().int(),
  revision: z.number().int(),
  person_id: z.string(),
  ts: z.string().nullable(),
  maybe_posted: z.boolean(),
  attempts: z.number().int(),
  locale: z.enum(['en', 'pt-BR']),
  /** False: the role was taken away meanwhile. */
  is_admin: z.boolean(),
  proposal,
});
export type ProposalMessage = z.infer<typeof proposalMessage>;
