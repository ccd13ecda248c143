import { deckPlan as answer, type PlanTask } from '../../../ports/model-tasks.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { type Attempt, gaveUp } from '../../runner/attempt.ts';
import { plainLine } from '../../text/plain-line.ts';
import { deckMaterial } from '../deck-material.ts';
import { planPrompt } from '../prompts/plan.ts';
import type { CarouselNode } from '../state.ts';

/** Chooses angle, hook and outline, or finds that the passages do not carry the topic. */
export function plan(askModel: AskModel, attempt: Attempt): CarouselNode {
  return async (state, { signal }) => {
    const task: PlanTask = { task: 'carousel_plan', ...deckMaterial(state) };
    const asked = await askModel(task, answer, {
      node: 'plan',
      system: planPrompt,
      round: state.round,
      signal,
    });
    if (asked.answer.enough) return { planned: asked.answer, model: asked.model, stopped: null };
    const missing = plainLine(asked.answer.missing ?? '');
    return {
      planned: asked.answer,
      model: asked.model,
      stopped: {
        ...gaveUp(attempt),
        code: 'no_evidence',
        message: 'The passages found do not carry this topic',
        params: { topic: state.brief.topic, terms_missing: [], missing },
      },
    };
  };
}
