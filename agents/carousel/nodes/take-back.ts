import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { takeBack as tellThread } from '../../conversation/take-back.ts';
import { type CarouselNode, have } from '../state.ts';

/** Puts back the draft that people saw, to the byte, when what a reply asked for does not pass the checks. */
export function takeBack(content: Pick<ContentForAgent, 'recordReply'>, claim: Claim): CarouselNode {
  return async (state) => {
    const shown = have(state, 'shown');
    await tellThread(content, claim, {
      turn: have(state, 'turn'),
      version: shown.version,
      language: have(state, 'language'),
      codes: state.issues.map((issue) => issue.code),
      model: state.model,
    });
    return { ...shown, deck: have(state, 'reviewed'), issues: [], repairs: 0, stopped: null };
  };
}
