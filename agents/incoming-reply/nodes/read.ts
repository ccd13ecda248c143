import { type ReadingTask, readingAnswer } from '../../../ports/model-tasks.ts';
import type { DraftingTools } from '../../drafting/tools.ts';
import { clip } from '../../text/clip.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import { plainLine } from '../../text/plain-line.ts';
import { plainIntent } from '../plain-intent.ts';
import { readingPrompt } from '../prompts/reading.ts';
import type { ReplyNode } from '../state.ts';

const MOST_ASKS = 3;
const SUMMARY = 500;
const ASK = 200;

/** Reads what the message is after. Words that leave no doubt count more than what a model takes them for. */
export function read({
  askModel,
  speaks,
  attempt,
}: Pick<DraftingTools, 'askModel' | 'speaks' | 'attempt'>): ReplyNode {
  return async ({ brief }, { signal }) => {
    const { reply, before } = brief;
    const task: ReadingTask = {
      task: 'reply_reading',
      before: before.map(({ from, text }) => ({ from, text })),
      reply: { text: reply.text },
      reply_language: speaks,
    };
    const { answer, model } = await askModel(task, readingAnswer, {
      node: 'read',
      system: readingPrompt,
      round: attempt.retries ?? 0,
      signal,
    });
    return {
      intent: plainIntent(reply.text) ?? answer.intent,
      language: detectLanguage(reply.text) ?? answer.language,
      summary: clip(plainLine(answer.summary), SUMMARY),
      asks: answer.asks
        .slice(0, MOST_ASKS)
        .map((ask) => clip(plainLine(ask), ASK))
        .filter((ask) => ask !== ''),
      model,
    };
  };
}
