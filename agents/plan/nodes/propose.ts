import { type BriefsTask, planAnswer } from '../../../ports/model-tasks.ts';
import { passagesFor } from '../../drafting/passages-for.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { have } from '../../drafting/state.ts';
import type { DraftingTools } from '../../drafting/tools.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { plainLine } from '../../text/plain-line.ts';
import { topicWords } from '../../text/topic-words.ts';
import { checkBriefs } from '../check-briefs.ts';
import { planPrompt } from '../prompts/plan.ts';
import type { PlanNode, PlanState } from '../state.ts';

/** Times that the model is asked for what is still wanted. */
const MOST_ASKED = 2;

/**
 * Asks for the briefs that are still wanted and keeps those that passages carry. Fewer than wanted come with a reason.
 *
 * @throws {JobFailure} `no_evidence` when the model sees none, `model_invalid_answer` when none can be used.
 */
export function propose({
  askModel,
  speaks,
  attempt,
}: Pick<DraftingTools, 'askModel' | 'speaks'> & { attempt: Pick<Attempt, 'retries'> }): PlanNode {
  return async (state, { signal }) => {
    const { brief, subjects, passages, briefs: before } = state;
    const language = have(state, 'language');
    const { voice, rules } = have(state, 'rules');
    const theme = topicWords(brief.topic);
    const wanted = state.brief.count;
    const task: BriefsTask = {
      task: 'plan_briefs',
      today: state.today,
      language,
      brief: { topic: theme },
      subjects,
      passages: passagesFor(passages),
      rules: { voice, rules: rulesFor(rules, language) },
      count: wanted - before.length,
      planned: before.map((one) => one.topic),
      refused: state.refused,
      reply_language: speaks,
    };
    const { answer, model } = await askModel(task, planAnswer, {
      node: 'propose',
      system: planPrompt,
      // A person's Retry asks afresh.
      round: state.asked + MOST_ASKED * (attempt.retries ?? 0),
      signal,
    });
    const { briefs, refused } = checkBriefs(answer.briefs, { theme, passages, before, wanted });
    const missing = plainLine(answer.missing ?? '') || null;
    const asked = state.asked + 1;
    if (briefs.length === 0 && refused.length === 0) throw nothingToPlan(brief.topic, missing);
    if (briefs.length === 0 && asked >= MOST_ASKED) {
      throw new JobFailure(
        'model_invalid_answer',
        `Model "${model}" proposed no brief that a passage carries`,
        {
          params: { node: 'propose', model },
        },
      );
    }
    return { briefs, refused, missing, model, asked };
  };
}

/** What was refused is worth another answer; fewer on purpose are not asked for again. Pure. */
export function afterPropose(state: PlanState): 'propose' | 'ask' {
  const { briefs, refused, asked } = state;
  return briefs.length < state.brief.count && refused.length > 0 && asked < MOST_ASKED ? 'propose' : 'ask';
}

function nothingToPlan(topic: string, missing: string | null): JobFailure {
  return new JobFailure(
    'no_evidence',
    `The knowledge base carries no brief on this theme: ${missing ?? 'no reason'}`,
    {
      params: { topic, terms_missing: [], ...(missing === null ? {} : { reason: missing }) },
    },
  );
}
