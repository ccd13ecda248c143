import { z } from 'zod';

/** One of the one or two groups of a rule; `quorum` people of it approve. */
export const ruleGroup = z.object({
  /** Null where it is the only one. */
  name: z.string().nullable(),
  quorum: z.number().int(),
  roles: z.array(z.enum(['member', 'approver', 'admin'])),
  people: z.array(z.string()),
  user_group: z.string().nullable(),
  /** Approve as well; asked once the others have been waited for. */
  deputies: z.array(z.string()),
});
export type RuleGroup = z.infer<typeof ruleGroup>;

/** Types of work that can have a rule of their own; `*` for all others. */
export const ruleTypes = ['*', 'carousel', 'blog', 'research', 'outreach'] as const;
export type RuleType = (typeof ruleTypes)[number];

export const ruleSettings = z.object({
  order: z.enum(['parallel', 'in_order']),
  groups: z.array(ruleGroup),
  /** Working hours of the person who is asked; null: never. */
  remind_after_hours: z.number().int().nullable(),
  escalate_after_hours: z.number().int().nullable(),
  expire_after_days: z.number().int().nullable(),
});
export type RuleSettings = z.infer<typeof ruleSettings>;

/** Why people cannot satisfy a rule. `group` counts from 1. */
const ruleFault = z.object({
  code: z.enum(['unknown_user_group', 'does_not_count', 'too_few', 'too_few_together']),
  group: z.number().int(),
  /** People that the group needs, one more than its quorum as one of them may be the requester. */
  needed: z.number().int().optional(),
  have: z.number().int().optional(),
  /** For `does_not_count`: guests, deactivated people and people who are not known. */
  people: z.array(z.string()).optional(),
});
export type RuleFault = z.infer<typeof ruleFault>;

export const approverRule = ruleSettings.extend({
  job_type: z.string(),
  channel_id: z.string(),
  version: z.number().int(),
  changed_by: z.string().nullable(),
  changed_at: z.string(),
  fault: ruleFault.nullable(),
});
export type ApproverRule = z.infer<typeof approverRule>;

export const ruleVersion = z.object({
  version: z.number().int(),
  /** Null: the rule was removed. */
  rule: ruleSettings.nullable(),
  changed_by: z.string().nullable(),
  changed_at: z.string(),
});
export type RuleVersion = z.infer<typeof ruleVersion>;

export const ruleOutcome = z.object({
  outcome: z.enum(['saved', 'removed', 'unchanged', 'refused', 'superseded', 'last', 'too_many']),
  fault: ruleFault.nullable(),
});
export type RuleOutcome = z.infer<typeof ruleOutcome>;

/** How far a text is from its approval, by the rule that binds it now. For a draft, and for an action of outreach. */
export const approvalState = z.object({
  order: z.enum(['parallel', 'in_order']),
  /** Every group has its quorum. */
  complete: z.boolean(),
  groups: z.array(
    z.object({
      name: z.string().nullable(),
      quorum: z.number().int(),
      /** Oldest first; of people who may still give them. One of a person, in one group. */
      approvals: z.array(z.object({ person_id: z.string(), at: z.string() })),
      /** Whom it waits for (user ids), deputies left out; empty once it has its quorum. */
      may_approve: z.array(z.string()),
      /** It waits for approvals, and it is its turn. */
      open: z.boolean(),
    }),
  ),
  /** Whose approval would count now (user ids): to be mentioned. Whom the requester named comes first. */
  asked: z.array(z.string()),
  /** Who may approve as well and is not asked yet. */
  deputies: z.array(z.string()),
  /** False: fewer people are left who may approve than the rule asks for. */
  reachable: z.boolean(),
  /** Approvals that count so far, of `quorum` in all groups. */
  approvals: z.number().int(),
  quorum: z.number().int(),
});
export type ApprovalState = z.infer<typeof approvalState>;
