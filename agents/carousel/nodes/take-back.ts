import type { Claim, ContentForAgent, Language } from '../../../ports/content.ts';
import { takeBack as tellThread } from '../../drafting/conversation/take-back.ts';
import { type CarouselNode, have } from '../state.ts';

/** Puts back the draft that people saw, to the byte, when a reply comes to nothing. */
export function takeBack(
  content: Pick<ContentForAgent, 'recordReply'>,
  claim: Claim,
  speaks: Language,
): CarouselNode {
  return async (state) => {
    const shown = have(state, 'shown');
    await tellThread(content, claim, {
      turn: have(state, 'turn'),
      standing: { version: shown.version, isOpen: shown.blocking.length === 0 },
      speaks,
      code: state.stopped?.code ?? 'draft_checks',
      findings: state.issues.map((issue) => issue.code),
      wasRead: state.wanted === 'change',
      model: state.model,
    });
    const deck = have(state, 'reviewed');
    // In another round the same words are asked afresh: nobody who writes them again wants the old refusal.
    return {
      ...shown,
      support: shown.support ?? null,
      deck,
      issues: [],
      repairs: 0,
      stopped: null,
      round: state.round + 1,
    };
  };
}
