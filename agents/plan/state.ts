import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import {
  houseRules,
  languages,
  type PlanProposal,
  passage,
  planBrief,
  plannedBrief,
} from '../../ports/content.ts';
import { subject } from '../../ports/model-tasks.ts';
import { have, type Node } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';
import { spreadDays } from './spread-days.ts';

/** What the thread of a plan holds. */
export const planState = new StateSchema({
  brief: planBrief,
  team_id: z.string(),
  job_id: z.string(),
  /** YYYY-MM-DD on the requester's clocks, when the plan was begun. */
  today: z.string(),
  language: z.enum(languages).nullable().default(null),
  /** The language of the theme, where only documents of the other one tell of it. */
  other_asked: z.enum(languages).nullable().default(null),
  subjects: z.array(subject).default([]),
  passages: z.array(passage).default([]),
  rules: houseRules.nullable().default(null),
  /** That passed the checks. */
  briefs: z.array(plannedBrief.omit({ day: true, number: true })).default([]),
  /** Of the newest answer, with why. */
  refused: z.array(z.object({ topic: z.string(), why: z.string() })).default([]),
  /** Times that the model was asked. */
  asked: z.number().int().default(0),
  /** Why there are fewer than wanted, as the model says it. */
  missing: z.string().nullable().default(null),
  /** As the endpoint named itself. */
  model: z.string().default(''),
  /** Nothing of the plan is left to decide, or a person closed it. */
  closed: z.boolean().default(false),
});
export type PlanState = typeof planState.State;
export type PlanNode = Node<PlanState>;

/** The plan as people see it and as its hash covers it. Pure: the same state gives the same bytes. */
export function planContent(state: PlanState): PlanProposal {
  const { briefs, brief, today, missing, model } = state;
  const days = spreadDays(briefs.length, today, brief.first_day);
  return {
    kind: 'plan',
    language: have(state, 'language'),
    asked: state.other_asked,
    wanted: state.brief.count,
    briefs: briefs.map((one, at) => ({ number: at + 1, ...one, day: days[at] ?? today })),
    missing: briefs.length < state.brief.count ? missing : null,
    model,
    offline: isOffline(model),
  };
}
