import { StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import {
  artifact,
  brandKitBrief,
  kitWarning,
  type QuestionContent,
  questionAnswer,
} from '../../ports/content.ts';

/** What the thread of a proposed brand kit holds. */
export const brandKitState = new StateSchema({
  brief: brandKitBrief,
  job_id: z.string(),
  /** What would be hard to read with the kit. */
  warnings: z.array(kitWarning).default([]),
  files: z.array(artifact).default([]),
  answer: questionAnswer.nullable().default(null),
});
export type BrandKitState = typeof brandKitState.State;
export type BrandKitUpdate = Partial<BrandKitState>;

/** A node: reads the state and answers with the keys that it changes. `signal` ends its outside calls. */
export type BrandKitNode = (
  state: BrandKitState,
  run: { signal?: AbortSignal | undefined },
) => Promise<BrandKitUpdate>;

/** What people are asked: to take exactly this kit into use. Pure. */
export function proposal({ brief, warnings }: BrandKitState): QuestionContent {
  return { kind: 'brand_kit', kit: brief.kit, base_version: brief.base_version, warnings };
}
