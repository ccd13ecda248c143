import type { Claim, ContentForAgent, Language } from '../../../ports/content.ts';
import { takeBack as tellThread } from '../../drafting/conversation/take-back.ts';
import { type BlogNode, have } from '../state.ts';

/**
 * Puts back what people saw, to the byte, when a reply comes to nothing: the draft, or before the first one the
 * strategy, which nothing has touched.
 */
export function takeBack(
  content: Pick<ContentForAgent, 'recordReply'>,
  claim: Claim,
  speaks: Language,
): BlogNode {
  return async (state) => {
    const { shown, stopped, wanted, asked, model } = state;
    await tellThread(content, claim, {
      turn: have(state, 'turn'),
      standing: shown ? { version: shown.version, isOpen: shown.blocking.length === 0 } : { plan: asked },
      speaks,
      code: stopped?.code ?? 'draft_checks',
      findings: state.issues.filter((f) => f.hard).map((f) => f.code),
      wasRead: wanted?.next === 'change',
      model,
    });
    // In another round the same words are asked afresh: nobody who writes them again wants the old refusal.
    return {
      ...shown,
      support: shown?.support ?? null,
      issues: [],
      repairs: 0,
      stopped: null,
      round: state.round + 1,
    };
  };
}
