import { type FoundFault, unanswered } from '../../../ports/content.ts';
import { type ReplyTask, replyAnswer } from '../../../ports/model-tasks.ts';
import { tellRefusal } from '../../drafting/conversation/refuse-wish.ts';
import { passagesFor } from '../../drafting/passages-for.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { have } from '../../drafting/state.ts';
import type { DraftingTools } from '../../drafting/tools.ts';
import { isOffline } from '../../models/prices.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { asSent } from '../../text/as-sent.ts';
import { clip } from '../../text/clip.ts';
import { firstName } from '../../text/first-name.ts';
import { plainLine } from '../../text/plain-line.ts';
import { boundsFor } from '../answer-bounds.ts';
import { checkAnswer } from '../check-answer.ts';
import { answerPrompt } from '../prompts/answer.ts';
import { sayFault } from '../say-fault.ts';
import type { ReplyNode, ReplyState } from '../state.ts';

/** Times that an answer is written before its faults close it for approval. */
const MOST_WRITTEN = 2;
const MISSING = 400;

/**
 * Writes the answer, once more where its checks find fault. To a no, a farewell and an absence none is written until people ask
 * for one. A wish that the writer refuses leaves what people saw as it was, and the thread is told why.
 */
export function write(
  tools: Pick<DraftingTools, 'askModel' | 'content' | 'claim' | 'speaks' | 'attempt'>,
): ReplyNode {
  const { askModel, speaks, attempt, content, claim } = tools;
  return async (state, { signal }) => {
    const { intent, wishes, turn, version } = state;
    if (unanswered.includes(intent) && wishes.length === 0)
      return { written: null, blocking: [], warnings: [] };
    const bounds = boundsFor(state);
    let refused: FoundFault[] = [];
    for (let written = 0; ; written += 1) {
      const asked = await askModel(taskFor(state, refused, speaks), replyAnswer, {
        node: 'write',
        system: answerPrompt,
        // A person's Retry asks afresh.
        round: written + MOST_WRITTEN * (attempt.retries ?? 0),
        signal,
      }).catch((error: unknown) => {
        if (turn !== null && error instanceof JobFailure && error.code === 'model_refused_request')
          return error;
        throw error;
      });
      if (asked instanceof JobFailure) {
        const reason = String(asked.params.reason ?? asked.message);
        // SAFETY: only a wish of a person leads here, which is a turn.
        if (turn) await tellRefusal(content, claim, { turn, text: reason, offline: isOffline(state.model) });
        return { version: version - 1, wishes: wishes.slice(0, -1), turn: null };
      }
      const { answer, model } = asked;
      const text = asSent(answer.answer);
      const { quotes } = answer;
      const found = checkAnswer({ text, quotes }, bounds);
      if (found.blocking.length > 0 && written + 1 < MOST_WRITTEN) {
        refused = found.blocking;
        continue;
      }
      const missing = clip(plainLine(answer.missing ?? ''), MISSING) || null;
      return { written: { text, quotes, missing }, ...found, model, turn: null };
    }
  };
}

function taskFor(
  state: ReplyState,
  refused: readonly FoundFault[],
  speaks: ReplyTask['reply_language'],
): ReplyTask {
  const { brief, intent, asks, passages, written, wishes, today } = state;
  const language = have(state, 'language');
  const { voice, rules } = have(state, 'rules');
  return {
    task: 'reply_answer',
    today,
    language,
    rules: { voice, rules: rulesFor(rules, language) },
    passages: passagesFor(passages),
    before: brief.before.map(({ from, text }) => ({ from, text })),
    reply: { text: brief.reply.text },
    intent,
    asks,
    first_name: firstName(brief.person.name, brief.person.company),
    purpose: brief.purpose,
    most: brief.most,
    current: wishes.length > 0 && written ? { text: written.text } : null,
    wishes,
    refused: refused.map(sayFault),
    reply_language: speaks,
  };
}
