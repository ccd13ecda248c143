import type { ContentForAgent } from '../../../ports/content.ts';
import {
  type QuestionsAnswer,
  type QuestionsTask,
  questionsAnswer,
  type SubQuestion,
} from '../../../ports/model-tasks.ts';
import { turnText } from '../../drafting/conversation/turn.ts';
import { materialOf } from '../../drafting/material.ts';
import { isOffline } from '../../models/prices.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { plainLine } from '../../text/plain-line.ts';
import { editedQuestions } from '../edited-questions.ts';
import { estimate, roundsOf } from '../estimate.ts';
import { researchLimits } from '../limits.ts';
import { questionsPrompt } from '../prompts/questions.ts';
import type { ResearchNode, ResearchTools } from '../state.ts';

/**
 * Takes the question apart, or changes the questions as people asked, and says what answering them may cost. A wish that
 * cannot be followed leaves them as they were and says so.
 */
export function plan({
  askModel,
  content,
  claim,
  speaks,
  web,
  priceOf,
}: Pick<ResearchTools, 'askModel' | 'claim' | 'speaks' | 'web' | 'priceOf'> & {
  content: Pick<ContentForAgent, 'recordReply'>;
}): ResearchNode {
  return async (state, { signal }) => {
    const { turn, questions: previous } = state;
    const wish = previous.length > 0 && turn ? turnText(turn) : null;
    const proposed = (questions: SubQuestion[]) => ({
      questions,
      estimate: estimate(priceOf, {
        questions: questions.length,
        rounds: roundsOf(state),
        searchUsd: web?.price ?? 0,
      }),
      asked: state.asked + 1,
      stopped: null,
    });
    const edited = wish !== null && turn?.by === 'button' ? editedQuestions(wish, previous) : null;
    if (edited) return proposed(edited.slice(0, researchLimits.questions));
    const task: QuestionsTask = {
      task: 'research_questions',
      ...materialOf(state, state.passages),
      previous: wish === null ? null : previous,
      notes: wish === null ? [] : [wish],
      reply_language: speaks,
    };
    const { answer, model } = await askModel(task, questionsAnswer, {
      node: 'plan',
      system: questionsPrompt,
      round: state.round,
      signal,
    });
    const missing = plainLine(answer.missing ?? '');
    if (wish !== null && turn && missing !== '') {
      await content.recordReply(claim, {
        key: `${turn.key}:missing`,
        kind: 'unclear',
        text: missing,
        person_id: turn.messages.at(-1)?.author_id ?? null,
        version: null,
        offline: isOffline(model),
      });
      return { asked: state.asked + 1, model, stopped: null };
    }
    return {
      ...proposed(usable(answer, previous, model)),
      model,
      ...(wish === null ? {} : { notes: [...state.notes, wish] }),
    };
  };
}

/** Plain lines, each once, with ids that stay with their question. */
function usable({ questions }: QuestionsAnswer, previous: SubQuestion[], model: string): SubQuestion[] {
  const known = new Set(previous.map((one) => one.id));
  let last = Math.max(0, ...previous.map(({ id }) => Number(id.slice(1))));
  const kept = new Map<string, SubQuestion>();
  for (const { id, text } of questions) {
    const line = plainLine(text);
    if (line === '' || kept.has(line.toLowerCase())) continue;
    const stays = known.delete(id);
    if (!stays) last += 1;
    kept.set(line.toLowerCase(), { id: stays ? id : `q${last}`, text: line });
  }
  if (kept.size === 0) {
    throw new JobFailure('model_invalid_answer', `Model "${model}" proposed no questions`, {
      retryable: true,
      params: { node: 'plan' },
    });
  }
  return [...kept.values()].slice(0, researchLimits.questions);
}
